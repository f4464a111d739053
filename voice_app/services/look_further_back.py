"""What a pupil said before, a school year a page: asked again since, or longer ago than the pupil's page reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from voice_app.model import Sitting, Statement
from voice_app.review_kinds import school_year
from voice_app.school_time import school_day

from .heard import AllHeard, Day, all_heard, in_full, sittings
from .look_at_views import in_order
from .viewer import Viewer


@dataclass(frozen=True)
class ToldDay:
    """One sitting and what this viewer may see of it that the page of the pupil does not tell."""

    sitting: Sitting
    said: Sequence[Statement]
    #: Where no answer came.
    unanswered: Sequence[Statement]


@dataclass(frozen=True)
class Earlier:
    """One school year of what was said before."""

    #: The calendar year in which the school year began (`school_year`); nothing where nothing was before.
    year: int | None
    #: Every school year that has something, the latest first, and how many things were said in it.
    years: Sequence[tuple[int, int]]
    #: The latest sitting first.
    days: Sequence[ToldDay]


def earlier_of(session: Session, viewer: Viewer, pupil_id: UUID, year: int | None) -> Earlier:
    """What was said in this school year, or in the latest that has something where this one has nothing.

    Nothing is left out: this and the page of the pupil tell, together, all that this viewer may see.
    """
    everything = all_heard(session, viewer, pupil_id)
    earlier = everything.earlier
    days = _days(everything)
    years = sorted({_year(one) for one in days}, reverse=True)
    if not years:
        return Earlier(None, (), ())
    things = Counter(_year(one.day) for one in earlier if one.state == "given")
    shown = year if year in years else next((one for one in years if things[one]), years[0])
    held = sittings(session, [one for one in days if _year(one) == shown])
    told = in_full(session, [one for one in earlier if _year(one.day) == shown]).values()
    return Earlier(shown, [(one, things[one]) for one in years], [_told(one, told) for one in held])


def _days(everything: AllHeard) -> list[Day]:
    """The sittings that the page of the pupil does not list, or of which it does not tell all."""
    listed, with_more = {one.id for one in everything.recent}, {one.day.id for one in everything.earlier}
    return [one for one in everything.days if one.id in with_more or one.id not in listed]


def _told(sitting: Sitting, told: Iterable[Statement]) -> ToldDay:
    of_it = sorted((said for said in told if said.sitting_id == sitting.id), key=in_order)
    return ToldDay(
        sitting,
        [said for said in of_it if said.state == "given"],
        [said for said in of_it if said.state != "given"],
    )


def _year(day: Day) -> int:
    return school_year(school_day(day.at))
