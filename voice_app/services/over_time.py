"""How one card stood each time it was asked about: the series that the page of a pupil shows as a table.

It is made of what the viewer may see and of nothing else: a card that was kept private is not in it, nor counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from activities.contract import Activity, Place, Sort, Wording
from voice_app.model import ResponseState

from .heard import Heard
from .profile import read_profile

#: So rooms call the cards on their scale; other items are a closer look at one of them.
CARD = "card:"
#: Own cards have no lasting name: number one of last time is not number one of today.
OWN_CARD = "card:own-"
#: Times beside each other; the earlier ones still count for "since first asked".
MOST_TIMES = 3


@dataclass(frozen=True)
class Cell:
    """One card at one time."""

    statement: Heard
    #: Where the pupil put it; nothing where no answer came.
    place: Place | None


@dataclass(frozen=True)
class Row:
    """One card at all the times shown; nothing at a time when it did not come up."""

    label: Wording
    picture: str
    cells: Sequence[Cell | None]
    #: The first place and the latest, where the card was placed more than once.
    first: Place | None
    latest: Place | None


@dataclass(frozen=True)
class Series:
    """The cards of one activity, asked in the same words each time: new words of a scale begin a new series."""

    activity: Activity
    older: bool
    days: Sequence[datetime]
    rows: Sequence[Row]


def series_of(seen: Iterable[Heard], activities: Mapping[str, Activity]) -> list[Series]:
    """A series for each activity in which a card came up more than once. `seen`: what the viewer may see."""
    by_activity: dict[str, list[Heard]] = {}
    for said in seen:
        named = said.item.startswith(CARD) and not said.item.startswith(OWN_CARD)
        # An answer being worked on holds what nobody has been let see yet.
        if named and said.response.state != ResponseState.OPEN:
            by_activity.setdefault(said.response.activity, []).append(said)
    made = (_series(activities[slug], of_it) for slug, of_it in by_activity.items() if slug in activities)
    return [one for one in made if any(row.first for row in one.rows)]


def _series(activity: Activity, statements: Sequence[Heard]) -> Series:
    by_sitting: dict[UUID, list[Heard]] = {}
    for said in statements:
        by_sitting.setdefault(said.day.id, []).append(said)
    in_turn = sorted(by_sitting.values(), key=lambda some: some[0].day.at)
    older = _older(in_turn[-1])
    # Of each answer what was said, by card.
    times: dict[UUID, dict[str, Heard]] = {}
    for some in in_turn:
        if _older(some) == older:
            for said in some:
                times.setdefault(said.response.key, {}).setdefault(said.item, said)
    shown = list(times.values())[-MOST_TIMES:]
    # The order of the latest time first, then what came up before it.
    items = dict.fromkeys(
        said.item for time in reversed(shown) for said in sorted(time.values(), key=lambda said: said.position)
    )
    rows = [_row(activity, item, list(times.values()), len(shown)) for item in items]
    # What can be compared stands first.
    return Series(
        activity=activity,
        older=older,
        days=[next(iter(time.values())).day.at for time in shown],
        rows=sorted((row for row in rows if row is not None), key=lambda row: row.first is None),
    )


def _row(activity: Activity, item: str, times: Sequence[Mapping[str, Heard]], shown: int) -> Row | None:
    card, asked = activity.by_key.cards.get(item), activity.by_key.asks.get(item)
    if card is None or not isinstance(asked, Sort):
        return None
    cells = [Cell(said, _place(asked, said)) if (said := time.get(item)) else None for time in times]
    placed = [cell.place for cell in cells if cell and cell.place]
    if not placed:
        return None
    more_than_once = len(placed) > 1
    return Row(
        label=card.label,
        picture=card.picture,
        cells=cells[-shown:],
        first=placed[0] if more_than_once else None,
        latest=placed[-1] if more_than_once else None,
    )


def _place(asked: Sort, said: Heard) -> Place | None:
    if said.state != "given":
        return None
    return next((place for place in asked.scale if place.tone == said.leaning), None)


def _older(of_one_sitting: Sequence[Heard]) -> bool:
    return read_profile(of_one_sitting[0].day.profile).older
