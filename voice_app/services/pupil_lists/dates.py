"""Dates as British schools write them. The day always stands before the month, never the American way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from voice_app.school_time import school_day

from .cells import Cell, DatesBegin, Doubt, Reading, error_cell, is_nothing, squeezed
from .sentences import N_, Sentence

_MONTHS = {
    name: number
    for number, names in enumerate(
        (("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"),
         ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"), ("nov", "november"),
         ("dec", "december")), start=1)
    for name in names
}  # fmt: skip
_TIME = re.compile(
    r"(?:[T,]\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?$",
    re.I,
)
#: The age beside a birth date: "12/03/2015 (11)", "(11 yrs 8 m)", "(11.08)".
_AGE = re.compile(
    r"\s*[(\[](?:aged? ?)?\d{1,2}"
    r"(?:[.:]\d{1,2}|\s?y(?:ea)?(?:rs?)?(?:\W*\d{1,2}\s?m(?:(?:on)?ths?)?)?)?(?: old)?[)\]]$",
    re.I,
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.I)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.A)
_COMPACT_ISO = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.A)
_UK = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", re.A)
_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?[-/. ]?\s*([a-z]+)\.?,?\s*[-/. ]?\s*'?(\d{4}|\d{2})", re.I | re.A
)
_WORDS_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I | re.A)
_SERIAL = re.compile(r"(\d{5})(\.\d+)?", re.A)
#: The oldest that a pupil is by a year of two figures alone: EHC plans can go on to 25, but then the year is asked.
_OLDEST = 19
_YOUNGEST = 2
#: Day 0 of spreadsheets, for numbers after their 29 February 1900, a day that never was.
_SERIAL_START = date(1899, 12, 30)
_START_1904 = date(1904, 1, 1)


#: Why a date of two readings is asked, and which is suggested: the more usual one of the list.
_WHY_EITHER: Mapping[DatesBegin, str] = {
    "month": N_(
        "Row %(row)s: does %(value)s mean %(first)s or %(second)s? "
        "Where only one way is possible, this list has the month first. Type the right date."
    ),
    "more month": N_(
        "Row %(row)s: does %(value)s mean %(first)s or %(second)s? "
        "This list has both ways, and more often the month first. Type the right date."
    ),
    "more day": N_(
        "Row %(row)s: does %(value)s mean %(first)s or %(second)s? "
        "This list has both ways, and more often the day first. Type the right date."
    ),
    "both alike": N_(
        "Row %(row)s: does %(value)s mean %(first)s or %(second)s? "
        "This list has both ways, the day first and the month first. Type the right date."
    ),
    "time": N_(
        "Row %(row)s: does %(value)s mean %(first)s or %(second)s? "
        "The time beside it is written the American way. Type the right date."
    ),
}


def says_month_first(cell: Cell) -> bool | None:
    """True for a date that is only possible month first (03/25/2015), False if only day first, None if either."""
    if not isinstance(cell, str):
        # A day past the 12th has not changed places with its month on the way here.
        return False if cell.day > 12 else None
    found = _UK.fullmatch(_bare(cell))
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    if first <= 12 < second <= 31:
        return True
    return False if second <= 12 < first <= 31 else None


def read_date(
    cell: Cell, *, today: date, begins: DatesBegin = "day", days_from_1904: bool = False, timed: bool = False
) -> Reading[date]:
    """The date in a cell: dd/mm/yyyy, yyyy-mm-dd, 12 Mar 2015, a sheet's day number; midnight beside it is left out.

    In doubt: a day that does not exist, a month over 12, a year of two figures that is not of this century or may be
    the day, a time of day that is not midnight, every date that can be read both ways in a list whose dates do not all
    begin with the day (`begins`) or beside an American time (12:00:00 AM), and a day number in a workbook that counts
    from 1904 (`days_from_1904`). `timed`: not a birth date, and a time of day beside it is usual and left out.
    """
    time = _TIME.search(squeezed(cell)) if isinstance(cell, str) else None
    begins = "time" if time and time[4] else begins
    read = _read_day(cell, today=today, begins=begins, days_from_1904=days_from_1904)
    return read if timed or read.value is None else _at_midnight(cell, read.value, time)


def _at_midnight(cell: Cell, day: date, time: re.Match[str] | None) -> Reading[date]:
    """The day, in doubt where another time than midnight stands beside it.

    A system that keeps midnight by the clock of Greenwich writes a summer's birthday as 23:00 on the day before.
    """
    minutes, zone = 0, ""
    if time:
        hour = int(time[1]) % 12 + 12 * (time[4][0] in "pP") if time[4] else int(time[1])
        minutes, zone = hour * 60 + int(time[2]), (time[5] or "").upper()
    elif isinstance(cell, str) and (serial := _SERIAL.fullmatch(squeezed(cell))):
        minutes = round(float(serial[2] or 0) * 24 * 60)
    if minutes == 0 and zone.replace(":", "") in ("", "Z", "UTC", "GMT", "BST", "+0000", "-0000", "+0100"):
        return Reading(day)
    ahead = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone)
    offset = int(ahead[2]) * 60 + int(ahead[3]) if ahead else 60 if zone == "BST" else 0
    minutes -= -offset if ahead and ahead[1] == "-" else offset
    why = N_("Row %(row)s: a time stands beside the date %(value)s, so it may mean the day after. Type the right date.")
    try:
        likely = school_day(datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes))
    except OverflowError:
        return Reading(doubt=Doubt(Sentence(why, {"value": squeezed(cell)})))
    return Reading(doubt=Doubt(Sentence(why, {"value": squeezed(cell)}), likely.isoformat()))


def _read_day(cell: Cell, *, today: date, begins: DatesBegin, days_from_1904: bool) -> Reading[date]:
    if isinstance(cell, date):
        return _changed_over(cell, begins) if begins != "day" and cell.day <= 12 else Reading(cell)
    doubt = error_cell(cell)
    text = _bare(cell)
    if doubt or is_nothing(text):
        return Reading(doubt=doubt)
    if found := _ISO.fullmatch(text) or _COMPACT_ISO.fullmatch(text):
        return _made(cell, int(found[1]), int(found[2]), int(found[3]))
    if found := _UK.fullmatch(text):
        return _numbers(cell, found, today, begins)
    if (found := _WORDS.fullmatch(text)) and (month := _MONTHS.get(found[2].casefold())):
        return _in_century(cell, found[3], month, int(found[1]), today)
    if (found := _WORDS_FIRST.fullmatch(text)) and (month := _MONTHS.get(found[1].casefold())):
        return _made(cell, int(found[3]), month, int(found[2]))
    if found := _SERIAL.fullmatch(text):
        read = Reading(_SERIAL_START + timedelta(days=int(found[1])))
        return _two_starts(text, int(found[1])) if days_from_1904 else read
    return Reading(doubt=_unreadable(cell, text))


def _bare(cell: Cell) -> str:
    text = _AGE.sub("", squeezed(cell))
    return _WEEKDAY.sub("", _TIME.sub("", text)).strip()


def _numbers(cell: Cell, found: re.Match[str], today: date, begins: DatesBegin) -> Reading[date]:
    day, month, year = int(found[1]), int(found[2]), found[3]
    if month > 12 >= day:
        swapped = _in_century(cell, year, day, month, today)
        other = swapped.value or swapped.likely
        why = N_("Row %(row)s: %(value)s has no month %(month)s. Type the date with the day first.")
        return Reading(
            doubt=Doubt(Sentence(why, {"value": cell, "month": month}), other.isoformat() if other else None)
        )
    read = _in_century(cell, year, month, day, today)
    # Before any doubt about the century, which the year group can clear: it says nothing of day and month.
    if begins != "day" and day <= 12 and (said := read.value or read.likely) and day != month:
        return _either(_WHY_EITHER[begins], squeezed(cell), said, begins)
    return _year_first(cell, found, read.value, today) or read


def _year_first(cell: Cell, found: re.Match[str], said: date | None, today: date) -> Reading[date] | None:
    """The doubt about 14/09/03, which is nobody's birth date day first, and a pupil's with the year first."""
    if said is None or len(found[3]) == 4 or today.year - said.year <= _OLDEST:
        return None
    other = _made(cell, 2000 + int(found[1]), int(found[2]), int(found[3])).value
    if other is None or not _YOUNGEST <= today.year - other.year <= _OLDEST:
        return None
    return Reading(doubt=Doubt(_two_figures(cell), other.isoformat()), other=said)


def _two_starts(text: str, days: int) -> Reading[date]:
    """A day number in a workbook that counts from 1904: it may have been pasted from one that does not."""
    why = N_("Row %(row)s: the workbook shows the number %(value)s for a date, which may mean two days. Type the date.")
    likely = _START_1904 + timedelta(days=days)
    return Reading(doubt=Doubt(Sentence(why, {"value": text}), likely.isoformat()), likely=likely)


def _changed_over(day: date, begins: DatesBegin) -> Reading[date]:
    if day.day == day.month:
        return Reading(day)
    why = N_(
        "Row %(row)s: day and month of %(value)s may have changed places in the list. Is it %(first)s or %(second)s? "
        "Type the right date."
    )
    return _either(why, f"{day:%d/%m/%Y}", day, begins)


def _either(why: str, written: str, day: date, begins: DatesBegin) -> Reading[date]:
    """The doubt about a date of two readings, `day` as it stands or month first; the likelier is suggested."""
    turned = date(day.year, day.day, day.month)
    likelier, other = (turned, day) if begins in ("month", "more month", "time") else (day, turned)
    values = {"value": written, "first": day, "second": turned}
    return Reading(doubt=Doubt(Sentence(why, values), likelier.isoformat()), other=other)


def _in_century(cell: Cell, year: str, month: int, day: int, today: date) -> Reading[date]:
    if len(year) == 4:
        return _made(cell, int(year), month, day)
    full = int(year) + (2000 if int(year) <= today.year % 100 else 1900)
    read = _made(cell, full, month, day)
    if read.value is None or full >= 2000:
        # A pupil of 1914 there is not: the century is certain.
        return read
    return Reading(doubt=Doubt(_two_figures(cell), read.value.isoformat()), likely=read.value)


def _two_figures(cell: Cell) -> Sentence:
    why = N_("Row %(row)s: the year in %(value)s has only two figures. Type the whole date.")
    return Sentence(why, {"value": squeezed(cell)})


def _made(cell: Cell, year: int, month: int, day: int) -> Reading[date]:
    try:
        return Reading(date(year, month, day))
    except ValueError:
        why = N_("Row %(row)s: the date %(value)s does not exist. Type the right date.")
        return Reading(doubt=Doubt(Sentence(why, {"value": squeezed(cell)})))


def _among(text: str) -> date | None:
    """The one day that stands among other words or signs: "c. 05/01/2015", 05|01|2015."""
    found = re.findall(r"(?<!\d)(\d{1,2})[-/. ⁄|\\,–](\d{1,2})[-/. ⁄|\\,–](20\d{2}|\d{2})(?!\d)", text, re.A)
    if len(found) != 1 or len(re.findall(r"\d+", text)) != 3:
        return None
    day, month, year = map(int, found[0])
    return _made(text, year if year > 99 else 2000 + year, month, day).value


def _unreadable(cell: Cell, text: str) -> Doubt:
    why = N_("Row %(row)s: we cannot read %(value)s as a date. Type it as day, month, year.")
    # 12072015, and 1072015 which has lost its nought
    found = re.fullmatch(r"(\d{1,2})(\d{2})((?:19|20)\d{2})", text, re.A)
    likely = _made(cell, int(found[3]), int(found[2]), int(found[1])).value if found else _among(text)
    return Doubt(Sentence(why, {"value": squeezed(cell)}), likely.isoformat() if likely else None)
