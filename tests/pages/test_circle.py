"""The circle as it is drawn: nobody stands on a line, nobody covers anybody, and long names are shortened."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from voice_app.pages.pupil.circle import (
    BY_VALUE,
    FACE,
    HALF_HEIGHT,
    HALF_WIDTH,
    LABEL,
    MOST_EMS,
    RINGS,
    TOKEN_HEIGHT,
    TOKEN_WIDTH,
    Placed,
    Ring,
    ems,
    label_width,
    laid_out,
    short_name,
)

WITH_INNER = [(None, RINGS[0]), *pairwise(RINGS)]
#: As many people as the activity takes, all in one ring.
MOST_PEOPLE = 10


def people_in(ring: str, number: int) -> list[Placed]:
    return [Placed(f"ring:{n}", f"who:{n}", ring, f"Name {n}", "person") for n in range(1, number + 1)]


def edge_of_token(x: int, y: int) -> Iterator[tuple[float, float]]:
    """Points all along the round of a face and along its label, where a name is as long as names may be."""
    top, foot = y - TOKEN_HEIGHT / 2, y + TOKEN_HEIGHT / 2
    for degree in range(0, 360, 5):
        turn = math.radians(degree)
        yield x + FACE * math.cos(turn), top + FACE + FACE * math.sin(turn)
    for step in range(-TOKEN_WIDTH // 2, TOKEN_WIDTH // 2 + 1, 4):
        yield x + step, foot
        yield x + step, foot - LABEL


def is_within(ring: Ring, x: float, y: float) -> bool:
    return (x / ring.across) ** 2 + (y / ring.up) ** 2 < 1


class TestThePlaces:
    @pytest.mark.parametrize(("within", "ring"), WITH_INNER, ids=[ring.value for ring in RINGS])
    def test_keep_face_and_name_between_the_lines_of_their_ring(self, within: Ring | None, ring: Ring) -> None:
        for x, y in ring.places:
            edge = list(edge_of_token(x, y))
            assert all(is_within(ring, *point) for point in edge), (ring.value, x, y)
            assert within is None or not any(is_within(within, *point) for point in edge), (ring.value, x, y)

    @pytest.mark.parametrize("ring", RINGS, ids=[ring.value for ring in RINGS])
    def test_cover_nobody(self, ring: Ring) -> None:
        for (x, y), (other_x, other_y) in combinations(ring.places, 2):
            assert abs(x - other_x) >= TOKEN_WIDTH or abs(y - other_y) >= TOKEN_HEIGHT
        if ring.value == "inner":
            for x, y in ring.places:
                assert abs(x) >= TOKEN_WIDTH or abs(y) >= TOKEN_HEIGHT

    def test_lie_on_the_ground_of_the_drawing(self) -> None:
        assert RINGS[-1].across < HALF_WIDTH
        assert RINGS[-1].up < HALF_HEIGHT

    def test_are_as_many_as_people_are_named_in_most_circles(self) -> None:
        assert {ring.value: len(ring.places) for ring in RINGS} == {"inner": 6, "middle": 11, "outer": 9}

    @pytest.mark.parametrize(("number", "unseen"), [(3, 0), (8, 0), (14, 0)])
    def test_show_three_eight_and_fourteen_people_in_all_rings(self, number: int, unseen: int) -> None:
        """As in the drawing, a face is 64 px wide where the rings are as large as a tablet held across has room for."""
        rings = ("inner", "middle", "outer")
        people = [Placed(f"ring:{n}", f"who:{n}", rings[n % 3], f"Name {n}", "person") for n in range(number)]

        assert sum(ring["more"] for ring in laid_out(people)["rings"]) == unseen
        assert 2 * FACE == 64


class TestTheTokens:
    @pytest.mark.parametrize("ring", RINGS, ids=[ring.value for ring in RINGS])
    @pytest.mark.parametrize("number", range(1, MOST_PEOPLE + 1))
    def test_show_everybody_or_say_how_many_more_there_are(self, ring: Ring, number: int) -> None:
        laid = laid_out(people_in(ring.value, number))

        at = [token["at"] for token in laid["tokens"] if token["at"]]
        (more,) = [one["more"] for one in laid["rings"] if one["ring"] is ring]
        assert len(at) + more == number
        assert len(set(at)) == len(at)
        # "+3" stands in the last place, which is then nobody's.
        assert not more or ring.places[-1] not in at

    def test_of_ten_in_the_inner_ring_five_are_shown_and_all_are_listed(self) -> None:
        inner = laid_out(people_in("inner", 10))["rings"][0]

        assert (inner["more"], len(inner["people"]), len(BY_VALUE["inner"].places)) == (5, 10, 6)

    def test_of_people_in_no_ring_have_no_place(self) -> None:
        nobody = Placed("ring:1", "who:1", None, "Nani", "grandma")

        assert [token["at"] for token in laid_out([nobody])["tokens"]] == [None]


class TestTheNames:
    @pytest.mark.parametrize("name", ["Mum", "Nani", "Bella", "Mr Cole", "Zainab", "Дмитро", "فاطمہ"])
    def test_that_are_short_stand_whole(self, name: str) -> None:
        assert short_name(name) == name

    @pytest.mark.parametrize("name", ["Miss Begum-Featherstone", "W" * 40, "my very best friend", "王小明王小明"])
    def test_that_are_long_end_in_an_ellipsis_and_fit(self, name: str) -> None:
        short = short_name(name)

        assert short.endswith("…")
        assert ems(short) <= MOST_EMS
        assert name.startswith(short.removesuffix("…"))

    def test_are_one_line(self) -> None:
        assert short_name("Mum\nDad") == "Mum Dad"

    def test_stand_on_a_label_as_wide_as_they_need_and_no_wider_than_a_token(self) -> None:
        assert label_width("Me") < label_width("Grandma") <= label_width("Mum Dad") <= TOKEN_WIDTH
