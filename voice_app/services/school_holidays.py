"""The school's holidays: entered by staff, so that a step of a review that falls in them is warned about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import SchoolHoliday
from voice_app.review_kinds import Holiday, Holidays, believable, check_fits

from .leave_trail import leave_trail
from .reach import OutOfReach
from .viewer import Viewer


class Entered(NamedTuple):
    """What staff fill in: a name, and the first and the last day without school."""

    name: str
    first: date
    last: date


def holidays_of(session: Session, school_id: UUID) -> Sequence[SchoolHoliday]:
    """The holidays of one school, the earliest first."""
    of_school = select(SchoolHoliday).where(SchoolHoliday.school_id == school_id)
    return session.scalars(of_school.order_by(SchoolHoliday.first_day, SchoolHoliday.id)).all()


def as_entered(session: Session, school_id: UUID) -> Holidays:
    """The same, as the rules for dates take them."""
    return Holidays(Holiday(one.first_day, one.last_day) for one in holidays_of(session, school_id))


def one_holiday(session: Session, viewer: Viewer, holiday_id: UUID) -> SchoolHoliday:
    """This holiday of the viewer's school. Raises OutOfReach, alike for another school's and for none."""
    found = session.scalar(
        select(SchoolHoliday).where(SchoolHoliday.id == holiday_id, SchoolHoliday.school_id == viewer.school_id)
    )
    if found is None:
        raise OutOfReach(holiday_id)
    return found


def enter(session: Session, viewer: Viewer, entered: Entered, *, now: datetime) -> SchoolHoliday:
    """Enter a holiday. Raises HolidayDoesNotFit, and DateNotBelievable for a slip of the keyboard."""
    _check(session, viewer, entered)
    holiday = SchoolHoliday(
        school_id=viewer.school_id,
        name=entered.name,
        first_day=entered.first,
        last_day=entered.last,
        made_at=now,
    )
    session.add(holiday)
    session.flush()
    _trail(session, viewer, "entered school holiday", holiday, now=now)
    return holiday


def change(session: Session, viewer: Viewer, holiday: SchoolHoliday, entered: Entered, *, now: datetime) -> None:
    """Change its name or days. Raises HolidayDoesNotFit and DateNotBelievable."""
    _check(session, viewer, entered, but=holiday)
    holiday.name, holiday.first_day, holiday.last_day = entered
    session.flush()
    _trail(session, viewer, "changed school holiday", holiday, now=now)


def remove(session: Session, viewer: Viewer, holiday: SchoolHoliday, *, now: datetime) -> None:
    """It was entered by mistake. Nothing else refers to it; the trail keeps that it was there."""
    session.delete(holiday)
    session.flush()
    _trail(session, viewer, "removed school holiday", holiday, now=now)


def _check(session: Session, viewer: Viewer, entered: Entered, but: SchoolHoliday | None = None) -> None:
    others = [one for one in holidays_of(session, viewer.school_id) if one is not but]
    check_fits(
        Holiday(believable(entered.first), believable(entered.last)),
        [Holiday(one.first_day, one.last_day) for one in others],
    )


def _trail(session: Session, viewer: Viewer, what: str, holiday: SchoolHoliday, *, now: datetime) -> None:
    days = {"first": holiday.first_day.isoformat(), "last": holiday.last_day.isoformat()}
    leave_trail(session, viewer, what, now=now, about={"holiday": str(holiday.id), **days})
