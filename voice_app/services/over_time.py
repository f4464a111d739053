"""How one card stood each time it was asked about: the series that the page of a pupil shows as a table.

It is made of what the viewer may see and of nothing else: a card that was kept private is not in it, nor counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from activities.contract import Activity, Place, Sort, Wording
from voice_app.model import ResponseState, Statement

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

    statement: Statement
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


def series_of(seen: Iterable[Statement], activities: Mapping[str, Activity]) -> list[Series]:
    """A series for each activity in which a card came up more than once. `seen`: what the viewer may see."""
    by_activity: dict[str, list[Statement]] = {}
    for said in seen:
        named = said.item.startswith(CARD) and not said.item.startswith(OWN_CARD)
        # An answer being worked on holds what nobody has been let see yet.
        if named and said.response.state != ResponseState.OPEN:
            by_activity.setdefault(said.response.activity, []).append(said)
    made = (_series(activities[slug], of_it) for slug, of_it in by_activity.items() if slug in activities)
    return [one for one in made if any(row.first for row in one.rows)]


def _series(activity: Activity, statements: Sequence[Statement]) -> Series:
    older = _older(max(statements, key=lambda said: said.sitting.handed_over_at))
    times: dict[UUID, list[Statement]] = {}
    for said in sorted(statements, key=lambda said: said.sitting.handed_over_at):
        if _older(said) == older:
            times.setdefault(said.response_key, []).append(said)
    shown = list(times.values())[-MOST_TIMES:]
    # The order of the latest time first, then what came up before it.
    items = dict.fromkeys(
        said.item for time in reversed(shown) for said in sorted(time, key=lambda said: said.position)
    )
    rows = [_row(activity, item, list(times.values()), len(shown)) for item in items]
    # What can be compared stands first.
    return Series(
        activity=activity,
        older=older,
        days=[time[0].sitting.handed_over_at for time in shown],
        rows=sorted((row for row in rows if row is not None), key=lambda row: row.first is None),
    )


def _row(activity: Activity, item: str, times: Sequence[Sequence[Statement]], shown: int) -> Row | None:
    card, asked = activity.by_key.cards.get(item), activity.by_key.asks.get(item)
    if card is None or not isinstance(asked, Sort):
        return None
    of_it = [next((said for said in time if said.item == item), None) for time in times]
    cells = [Cell(said, _place(asked, said)) if said else None for said in of_it]
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


def _place(asked: Sort, said: Statement) -> Place | None:
    if said.state != "given":
        return None
    return next((place for place in asked.scale if place.tone == said.leaning), None)


def _older(said: Statement) -> bool:
    return read_profile(said.sitting.profile).older
