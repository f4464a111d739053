"""Days on which a school is likely to be closed. Holidays are each school's own; none are shipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from .school_years import school_year
from .words import N_, Remark

_SATURDAY = 5
#: A longer one is a slip of the keyboard; the summer holidays of England are about six weeks.
LONGEST: Final = timedelta(weeks=10)
#: Month and day. Most schools in England break up about the first of them, and hardly one is back by the second.
_SUMMER_BEGINS: Final = (7, 22)
_SUMMER_ENDS: Final = (8, 31)

_ENDS_BEFORE_START = N_("The last day is before the first day, %(first)s. Change one of the two dates.")
_TOO_LONG = N_("This is longer than 10 weeks, from %(first)s to %(last)s. Check the year of both dates.")
_OVERLAP = N_(
    "Some of these days are in the holiday from %(first)s to %(last)s. Change a date, or change that holiday."
)


class HolidayDoesNotFit(ValueError):
    """A holiday ends before it starts, is too long, or overlaps with another. `remark` says so to staff."""

    def __init__(self, remark: Remark, which: Literal["first", "last"]) -> None:
        self.remark: Final = remark
        #: The date to look at first.
        self.which: Final = which
        super().__init__(str(remark))


@dataclass(frozen=True, order=True)
class Holiday:
    """Days in a row on which the school is closed to pupils, both ends included; a training day is one of one day."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether the school is closed that day because of it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, init=False)
class Holidays:
    """A school's holidays as far as they are entered, in order of date whatever order they come in."""

    entered: tuple[Holiday, ...]

    def __init__(self, holidays: Iterable[Holiday] = ()) -> None:
        object.__setattr__(self, "entered", tuple(sorted(holidays)))

    def on(self, day: date) -> Holiday | None:
        """Give the holiday this day is in; nothing for a school day, or where that holiday is not entered."""
        return next((one for one in self.entered if one.holds(day)), None)

    def entered_for(self, year: int) -> bool:
        """Say whether any are entered for the school year that began in `year`.

        The first day counts: summer holidays that reach into September say nothing of the year that begins then.
        """
        return any(school_year(one.first) == year for one in self.entered)


def check_fits(new: Holiday, others: Iterable[Holiday]) -> None:
    """Raise HolidayDoesNotFit for a holiday that cannot be, or that shares a day with one of the others."""
    if new.last < new.first:
        raise HolidayDoesNotFit(Remark(_ENDS_BEFORE_START, {"first": new.first}), "last")
    if new.last - new.first >= LONGEST:
        raise HolidayDoesNotFit(Remark(_TOO_LONG, {"first": new.first, "last": new.last}), "last")
    for other in sorted(others):
        if new.first <= other.last and other.first <= new.last:
            wrong: Literal["first", "last"] = "first" if other.holds(new.first) else "last"
            raise HolidayDoesNotFit(Remark(_OVERLAP, {"first": other.first, "last": other.last}), wrong)


def is_in_summer(day: date) -> bool:
    """Say whether nearly every school in England is closed that day, whatever is entered: 22 July to 31 August.

    Source: usual practice; schools set their own dates and most break up in the third week of July.
    """
    return _SUMMER_BEGINS <= (day.month, day.day) <= _SUMMER_ENDS


def is_weekend(day: date) -> bool:
    """Say whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def is_bank_holiday(day: date) -> bool:
    """Say whether a day is a bank holiday in England, a day given in place of one at a weekend included.

    Source: the `holidays` package, which follows the Banking and Financial Dealings Act 1971 and later proclamations.
    A holiday proclaimed after that package was made is not in it.
    """
    return day in _bank_holidays(day.year)


@lru_cache(maxsize=32)
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays  # only here: it is large, and most pages need no calendar

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
