"""The demo school's holidays, for the school year before, this one and the next. Like many schools' in England."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from voice_app.review_kinds import school_year
from voice_app.services import school_holidays
from voice_app.services.school_holidays import Entered
from voice_app.services.viewer import Viewer

if TYPE_CHECKING:
    from holidays import HolidayBase

_TO_FRIDAY, _TO_SECOND_FRIDAY = timedelta(days=4), timedelta(days=11)


def enter(session: Session, viewer: Viewer, *, today: date, now: datetime) -> None:
    """Enter them as the SENDCo would have."""
    this_year = school_year(today)
    for year in (this_year - 1, this_year, this_year + 1):
        for entered in of_school_year(year):
            school_holidays.enter(session, viewer, entered, now=now)


def of_school_year(began: int) -> Iterator[Entered]:
    """The holidays of the school year that began in this calendar year, the earliest first."""
    october = _last_monday(began, 10)
    yield Entered("Autumn half-term", october, october + _TO_FRIDAY)
    christmas = _monday_of(date(began, 12, 25))
    yield Entered("Christmas", christmas, christmas + _TO_SECOND_FRIDAY)
    february = _monday_of(date(began + 1, 2, 17))
    yield Entered("Spring half-term", february, february + _TO_FRIDAY)
    good_friday = _good_friday(began + 1)
    yield Entered("Easter", good_friday, good_friday + timedelta(days=14))
    spring_bank_holiday = _last_monday(began + 1, 5)
    yield Entered("Summer half-term", spring_bank_holiday, spring_bank_holiday + _TO_FRIDAY)
    yield Entered("Summer", date(began + 1, 7, 22), date(began + 1, 9, 1))


def open_until(day: date) -> date:
    """The day itself, or the last one before it on which the school is open."""
    return next(one for one in _days(day, -1) if _is_open(one))


def open_from(day: date) -> date:
    """The day itself, or the first one after it on which the school is open."""
    return next(one for one in _days(day, 1) if _is_open(one))


def _days(day: date, step: int) -> Iterator[date]:
    return (day + timedelta(days=step * number) for number in count())


def _is_open(day: date) -> bool:
    year = school_year(day)
    # The summer of the year before ends with a day of this one.
    away = any(one.first <= day <= one.last for began in (year - 1, year) for one in of_school_year(began))
    return day.weekday() < 5 and day not in _bank_holidays(day.year) and not away


@cache
def _bank_holidays(year: int) -> HolidayBase:
    from holidays import country_holidays  # only here: it is large, and the demo is filled but once

    return country_holidays("GB", subdiv="ENG", years=year)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last_monday(year: int, month: int) -> date:
    """For October and May, which have 31 days."""
    return _monday_of(date(year, month, 31))


def _good_friday(year: int) -> date:
    (found,) = _bank_holidays(year).get_named("Good Friday")
    return found
