"""The school's own clock. Moments are stored in UTC; a calendar day is the one on the wall of the school.

In summer a school in Britain is an hour ahead of UTC: at half past midnight on 1 September it is 31 August there
still, in the other school year (docs/practice.md, 11).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def school_day(moment: datetime) -> date:
    """The school's calendar day at this moment, which must know its time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone is on no certain day")
    return moment.astimezone(LONDON).date()


def school_today() -> date:
    """The school's calendar day now, for what is not given the time."""
    return school_day(datetime.now(UTC))
