"""The circle: the pupil in the middle, three rings by how much somebody matters, and a place for each face.

A token is a face with its name below. Both lie whole inside one ring, so that nobody stands on a line (the drawing had
them there): faces, labels and rings are checked against each other in the tests. The rings are wider than high,
because names are. Units are those of the drawing, about a pixel each on a tablet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voice_app.pages.frame import Photograph

#: Half the width and half the height of the drawing's ground.
HALF_WIDTH, HALF_HEIGHT = 394, 316
#: A token's box round its place: a face, and a name as wide as names may be.
TOKEN_WIDTH, TOKEN_HEIGHT = 96, 78
#: Half of how wide the round of a face is, at the head of the box, and how high the label at its foot.
FACE, LABEL = 32, 26
#: How large a name is written, the room at its ends on its label, and how many times its size it may be long.
NAME_SIZE, NAME_ENDS = 20, 10
MOST_EMS = TOKEN_WIDTH / NAME_SIZE


@dataclass(frozen=True)
class Ring:
    """One ring: how far it reaches, and the places in it in the order they are filled."""

    value: str
    across: int
    up: int
    places: Sequence[tuple[int, int]]

    @property
    def picture(self) -> str:
        """The name of its picture card."""
        return f"ring-{self.value}"


def _both_sides(*half: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Places on one side and the other in turn, so that few stand balanced; those in the middle once."""
    return tuple((x * side, y) for x, y in half for side in ((-1, 1) if x else (1,)))


#: From the middle outwards. Faces as large as leave room for six, eleven and nine.
RINGS: Sequence[Ring] = (
    Ring("inner", 170, 130, _both_sides((96, 24), (96, -54), (0, -84), (0, 78))),
    Ring("middle", 280, 228, _both_sides((222, 0), (114, -162), (90, 156), (0, -174), (216, -78), (186, 78))),
    Ring("outer", 391, 313, _both_sides((312, -126), (288, 114), (0, -270), (336, -48), (330, 30))),
)
BY_VALUE: Mapping[str, Ring] = {ring.value: ring for ring in RINGS}

_NARROW, _WIDE = frozenset("ijlftrI.,'’ -1()"), frozenset("mwMW@%")


def ems(name: str) -> float:
    """About how long a name is when written, in times its size. Rather too long than too short."""
    return sum(_em(character) for character in name)


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.92
    # Faces and the signs of Chinese, Japanese and Korean are as wide as high.
    return 1.2 if ord(character) > 0x2E80 else 0.68 if character.isupper() else 0.58


def short_name(name: str) -> str:
    """A name as it stands on the picture: one line, and shortened where it is too long. Whole in the lists."""
    one_line = " ".join(name.split())
    if ems(one_line) <= MOST_EMS:
        return one_line
    kept = ""
    for character in one_line:
        if ems(f"{kept}{character}…") > MOST_EMS:
            break
        kept += character
    return f"{kept.rstrip()}…"


def label_width(short: str) -> int:
    """How wide the label is on which a shortened name stands."""
    return min(TOKEN_WIDTH, round(ems(short) * NAME_SIZE) + NAME_ENDS)


@dataclass(frozen=True)
class Placed:
    """Somebody in a ring."""

    #: The item that says the ring, and the one that says who it is.
    item: str
    person: str
    ring: str | None
    name: str
    #: A picture card, or the pupil's own photo of them.
    picture: str | Photograph


def laid_out(people: Sequence[Placed]) -> dict[str, Any]:
    """Where everybody stands: tokens with their places, how many more a ring holds than it shows, and the lists."""
    rings = []
    places: dict[str, tuple[int, int]] = {}
    for ring in RINGS:
        inside = [one for one in people if one.ring == ring.value]
        shown = inside if len(inside) <= len(ring.places) else inside[: len(ring.places) - 1]
        for one, place in zip(shown, ring.places, strict=False):
            places[one.item] = place
        rings.append({"ring": ring, "people": inside, "more": len(inside) - len(shown)})
    tokens = [{"who": one, "short": short_name(one.name), "at": places.get(one.item)} for one in people]
    return {"rings": rings, "tokens": tokens, "label_width": label_width}
