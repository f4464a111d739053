"""Two years of APDR cycles and annual reviews, counted from today, so that the dashboard is never of last year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from voice_app.model import Pupil, ReviewPoint
from voice_app.school_time import LONDON
from voice_app.services import plan_review
from voice_app.services.viewer import Viewer

from . import holidays

CYCLE, YEARLY = "apdr-cycle", "annual-review"
#: A cycle of seven weeks, and some weeks of holidays or waiting before the next one.
CYCLE_WEEKS, FROM_CYCLE_TO_CYCLE = timedelta(weeks=7), timedelta(weeks=13)
CYCLES_BACK = 8
#: The youngest have not been at school for two years: so many cycles lie behind them.
CYCLES_BACK_OF_YEAR = {"N1": 0, "N2": 2, "R": 5}
#: After an annual review's meeting (SEND Regulations 2014, regulation 20).
TO_DECIDE = timedelta(weeks=4)


@dataclass(frozen=True)
class Coming:
    """A review that is to be made and, but for the last of its kind, closed."""

    kind: str
    anchor: date
    due: date | None
    made_at: datetime
    closed_on: date | None


def school_day(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def coming_day(day: date, *, today: date) -> date:
    """The open school day nearest to this one on which a review can still be; of a day that is past, the one before."""
    before, after = holidays.open_until(day), holidays.open_from(day)
    if day <= today:
        return before
    return before if before > today and day - before <= after - day else after


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a school day."""
    return datetime.combine(day, time(hour, minute), LONDON)


def cycles(last_due: date, *, back: int = CYCLES_BACK) -> list[Coming]:
    """A chain of cycles; the one reviewed on `last_due`, a school day, is still open."""
    made = []
    for before in range(back, -1, -1):
        due = last_due - before * FROM_CYCLE_TO_CYCLE
        due = holidays.open_until(due) if before else due
        anchor = school_day(due - CYCLE_WEEKS)
        made.append(Coming(CYCLE, anchor, due, at(anchor, 8), None if before == 0 else due))
    return made


def yearly(next_meeting: date) -> list[Coming]:
    """Two annual reviews behind, and one to come. The council decides four weeks after each meeting.

    So the next anniversary is a year and four weeks after the last meeting, and every meeting is just in time for it.
    """
    made = []
    for before in (2, 1, 0):
        meeting = next_meeting - timedelta(weeks=52 * before)
        # Later, not earlier: what comes after is counted from it, and has its day already.
        meeting = holidays.open_from(meeting) if before else meeting
        made_on = school_day(meeting - timedelta(weeks=40))
        closed = meeting if before else None
        made.append(Coming(YEARLY, meeting + TO_DECIDE, meeting, at(made_on, 8, 30), closed))
    return made


def make(session: Session, viewer: Viewer, pupil: Pupil, coming: Coming) -> ReviewPoint:
    """Make one of them as the SENDCo would have, on its day."""
    kind = plan_review.kind_of(coming.kind)
    dates = plan_review.Dates(coming.anchor, coming.due)
    return plan_review.make_review(session, viewer, pupil, kind, dates, now=coming.made_at)


def close(session: Session, viewer: Viewer, point: ReviewPoint, coming: Coming) -> None:
    """Close it on the day of the review, where it is over."""
    if coming.closed_on is None:
        return
    plan_review.close_review(session, viewer, point, on=coming.closed_on, now=at(coming.closed_on, 16))
    decided = plan_review.kind_of(coming.kind).review.decided
    if decided is not None:
        # The letter comes later, but before anything else happens to this review.
        plan_review.change_review(
            session,
            viewer,
            point,
            plan_review.Dates(point.anchor, point.due),
            circumstances=plan_review.circumstances_of(point),
            fields={decided: (coming.closed_on + TO_DECIDE).isoformat()},
            now=at(coming.closed_on + TO_DECIDE, 9),
        )


def in_order(all_coming: Sequence[Coming]) -> list[tuple[datetime, bool, Coming]]:
    """When each is made (False) and closed (True), as it happened."""
    made = [(one.made_at, False, one) for one in all_coming]
    closed = [(at(one.closed_on, 16), True, one) for one in all_coming if one.closed_on]
    return sorted([*made, *closed], key=lambda event: (event[0], event[1]))
