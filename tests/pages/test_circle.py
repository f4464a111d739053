"""The circle as it is drawn: nobody stands on a line, nobody covers anybody, and long names are shortened."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from voice_app.pages.pupil.circle import (
    BY_VALUE,
    HALF_HEIGHT,
    HALF_WIDTH,
    ME_HEIGHT,
    ME_WIDTH,
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


def box_is_inside(ring: Ring, x: int, y: int) -> bool:
    """Whether the farthest corner of a token's box lies inside the ring's line."""
    across, up = abs(x) + TOKEN_WIDTH / 2, abs(y) + TOKEN_HEIGHT / 2
    return (across / ring.across) ** 2 + (up / ring.up) ** 2 < 1


def box_is_outside(ring: Ring, x: int, y: int) -> bool:
    """Whether the nearest point of a token's box lies outside the ring's line."""
    across, up = max(0, abs(x) - TOKEN_WIDTH / 2), max(0, abs(y) - TOKEN_HEIGHT / 2)
    return (across / ring.across) ** 2 + (up / ring.up) ** 2 > 1


class TestThePlaces:
    @pytest.mark.parametrize(("within", "ring"), WITH_INNER, ids=[ring.value for ring in RINGS])
    def test_keep_face_and_name_between_the_lines_of_their_ring(self, within: Ring | None, ring: Ring) -> None:
        for x, y in ring.places:
            assert box_is_inside(ring, x, y), (ring.value, x, y)
            assert within is None or box_is_outside(within, x, y), (ring.value, x, y)

    @pytest.mark.parametrize("ring", RINGS, ids=[ring.value for ring in RINGS])
    def test_cover_nobody(self, ring: Ring) -> None:
        for (x, y), (other_x, other_y) in combinations(ring.places, 2):
            assert abs(x - other_x) >= TOKEN_WIDTH or abs(y - other_y) >= TOKEN_HEIGHT
        if ring.value == "inner":
            for x, y in ring.places:
                assert abs(x) >= (TOKEN_WIDTH + ME_WIDTH) / 2 or abs(y) >= (TOKEN_HEIGHT + ME_HEIGHT) / 2

    def test_lie_on_the_ground_of_the_drawing(self) -> None:
        assert RINGS[-1].across < HALF_WIDTH
        assert RINGS[-1].up < HALF_HEIGHT


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
