"""School years, year groups, and the day on which rights over a plan pass to the young person. England."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

#: Youngest to oldest. Nursery has two years here; special schools go up to Year 14.
YEAR_GROUPS: Final = ("N1", "N2", "R", *(str(number) for number in range(1, 15)))

_FIRST_MONTH = 9
#: School years between the one of birth and Reception: a child turns five during Reception.
_YEARS_TO_RECEPTION = 5
_FRIDAY = 4


def school_year(on: date) -> int:
    """Give the calendar year in which the school year of this day began: 2026 for 1 September 2026 to 31 August 2027.

    Source: the standard English school year.
    """
    return on.year if on.month >= _FIRST_MONTH else on.year - 1


def year_group(dob: date, on: date) -> str | None:
    """Give the year group of a pupil of this birth date on a day, as "N2", "R" or "7"; nothing outside N1 to 14.

    This is the usual group for the age. A pupil taught out of their age group has the one the school's list says.
    Source: children born from 1 September to 31 August are one year group; Reception is ages 4 to 5.
    """
    place = school_year(on) - school_year(dob) - _YEARS_TO_RECEPTION + YEAR_GROUPS.index("R")
    return _group_at(place)


def year_group_later(group: str, today: date, on: date) -> str | None:
    """Give the year group on another day of a pupil who is in `group` today; nothing outside N1 to 14.

    For a pupil taught out of their age group, where the birth date would say something else.
    Raises ValueError when `group` is no year group.
    """
    return _group_at(YEAR_GROUPS.index(group) + school_year(on) - school_year(today))


def rights_pass_on(dob: date) -> date:
    """Give the day at whose end a person born on `dob` stops being of compulsory school age.

    This is the last Friday of June of the school year in which they turn 16; the 16th birthday is the wrong date.
    Source: Education Act 1996, section 8, and Children and Families Act 2014, section 83(2).
    """
    last_of_june = date(school_year(birthday(dob, 16)) + 1, 6, 30)
    return last_of_june - timedelta(days=(last_of_june.weekday() - _FRIDAY) % 7)


def decision_holder(dob: date, on: date) -> Literal["parent", "young-person"]:
    """Say who holds the rights over an EHC plan on a day, before any question of mental capacity.

    Capacity is presumed, and judged for each decision (Mental Capacity Act 2005), so it is recorded, not worked out.
    Compulsory school age ends at the end of the day, so on that Friday itself the parent still decides.
    """
    return "young-person" if on > rights_pass_on(dob) else "parent"


def birthday(dob: date, age: int) -> date:
    """Give the day a person turns `age`; for someone born on 29 February, 28 February where there is no 29th."""
    return add_months(dob, 12 * age)


def add_months(day: date, months: int) -> date:
    """Move a date on by whole months; a day the month does not have becomes the month's last day, never later."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _group_at(place: int) -> str | None:
    return YEAR_GROUPS[place] if 0 <= place < len(YEAR_GROUPS) else None
