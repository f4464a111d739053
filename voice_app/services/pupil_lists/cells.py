"""What a list is made of before anything is understood: sheets, rows and cells; and what reading one cell gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, Literal, TypeVar

from .sentences import N_, Sentence

#: A cell as it came: text, or a date where the file holds a real one. Empty is "".
Cell = str | date
T = TypeVar("T")

#: What stands in a cell that says "nothing here". Not for names: Null and None are people's names.
NOTHING = {
    "",
    "-",
    "--",
    "—",
    "–",
    ".",
    "n/a",
    "na",
    "null",
    "nil",
    "not applicable",
    "blank",
    "(blank)",
    "not recorded",
}
ERROR_CELL = re.compile(
    r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|CALC!|SPILL!|FIELD!|GETTING_DATA|#+)", re.IGNORECASE
)
# Soft hyphen, zero-width and direction marks, byte-order mark: unseen, and they break comparing (rule T4).
# Not the control signs after \x7f: each is what is left of a letter, and has to be seen to be asked about.
# The joiners U+200C and U+200D stay: names in Persian, Hindi and Sinhala are spelt with them.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\x00-\x08\x0e-\x1f\x7f]"
)
_SPACES = re.compile(r"[\t\r\n\v\f\u00a0\u2007\u2028\u2029\u202f]+")
#: Further than the last row of any sheet (`limits.ROWS`): what lies between the places of two sheets' first rows.
_SHEET_STEP = 100_000


def place_of(number: int, sheet: int) -> int:
    """The place in the whole list of a row of its first (0) or a further sheet: rows of two sheets share numbers."""
    return sheet * _SHEET_STEP + number


def row_of(place: int) -> tuple[int, int]:
    """The row's number on its sheet, and which of the sheets (0 the first)."""
    sheet, number = divmod(place, _SHEET_STEP)
    return number, sheet


class Struck(str):
    """The text of a cell, or a date, that the list has struck through: what it says may hold no longer."""

    __slots__ = ()


class StruckInPart(Struck):
    """The text of a cell of which only a part is struck through."""

    __slots__ = ()


def struck(cell: Cell, *, in_part: bool = False) -> Cell:
    """The cell as one that is struck through, or a part of it; an empty one cannot be."""
    made = StruckInPart if in_part else Struck
    return made(cell if isinstance(cell, str) else cell.isoformat()) if squeezed(cell) else cell


@dataclass(frozen=True)
class Row:
    """One row. `number` counts from 1 as a spreadsheet shows it: blank and hidden rows count, and a CSV record
    with a line break inside quotes is one row. In a Common Transfer File it is the pupil's place. On a further sheet
    of the list it is a `place_of`."""

    number: int
    cells: Sequence[Cell]

    @property
    def filled(self) -> list[str]:
        """The cells that are not empty, as text."""
        return [text for cell in self.cells if (text := squeezed(cell))]


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in the file, hidden columns emptied."""

    name: str
    rows: Sequence[Row]
    hidden_columns: frozenset[int] = frozenset()
    #: Rows that the workbook does not show, by a filter for example. They are read.
    hidden_rows: frozenset[int] = frozenset()
    #: The workbook counts its days from 1904, not from 1900: what a number means that is not shown as a date.
    days_from_1904: bool = False


@dataclass
class Unseen:
    """What the reading library does not tell of a sheet. Places count from 0, rows from 1."""

    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: set[int] = field(default_factory=set)
    #: Rows and column of formulas that no program has worked out.
    unworked: list[tuple[range, int]] = field(default_factory=list)
    #: Rows and column of cells that are struck through, and of those of which only a part is.
    struck: list[tuple[range, int]] = field(default_factory=list)
    struck_in_part: list[tuple[range, int]] = field(default_factory=list)
    days_from_1904: bool = False


@dataclass(frozen=True)
class Record:
    """One row whose cells have found their fields. Most fields have one cell, needs may have several."""

    row: int
    values: Mapping[str, Sequence[Cell]]
    #: The row above whose pupil this row says more about, where it has no name of its own.
    continues: int | None = None
    #: The row above that this one may say more about: it has a need and no name, but other cells besides.
    perhaps: int | None = None
    #: "No SEN" stands nowhere in the file; it only follows from there being no entry that holds now.
    sen_by_silence: bool = False
    #: The row has what its neighbours have, but its surname is a word that stands over or under lists: Total, Nursery.
    odd_name: bool = False
    #: The year group stands in a row above, over several pupils.
    year_from_above: bool = False
    #: The SEN stage stands in a row above, over several pupils.
    sen_from_above: bool = False
    #: The fields whose cells may stand under the wrong headings, as the row has a cell too many.
    shifted: Sequence[str] = ()

    def cell(self, field_name: str) -> Cell:
        """The first cell of a field that is not empty, or ""."""
        return next((cell for cell in self.values.get(field_name, ()) if squeezed(cell)), "")


#: What the dates of a list begin with. "day": the day, but for a slip at most, and no date is put in doubt. All others
#: put in doubt each date that can be read both ways: "month": no date speaks for the day, and some for the month; then
#: lists that hold both orders; and "time": the day of one cell, which has an American time beside it.
DatesBegin = Literal["day", "month", "more month", "more day", "both alike", "time"]


@dataclass(frozen=True)
class Habits:
    """How a whole list is written, which puts in doubt what a cell alone would not."""

    dates_begin: DatesBegin = "day"
    #: Its letters are Central Europe's, read by the table of Western Europe.
    central_letters: bool = False
    #: The workbook counts its days from 1904.
    days_from_1904: bool = False
    #: Its whole names have the surname, and nothing else, in capitals on this side.
    surname_in_capitals: Literal["", "first", "last"] = ""


@dataclass(frozen=True)
class Doubt:
    """Why a value cannot be stored as it stands, and what it may be."""

    why: Sentence
    suggest: str | None = None


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A value read from a cell; nothing where the cell is empty or in doubt.

    `likely` is a value that other cells of the row may bear out (a two-figure year, by the year group). `other` is
    what a doubtful cell may mean as well as what is suggested, and is suggested in its place where it fits the row.
    """

    value: T | None = None
    doubt: Doubt | None = None
    likely: T | None = None
    other: T | None = None


@dataclass(frozen=True)
class Found(Generic[T]):
    """Several values read from one field, and the doubts about the rest."""

    values: tuple[T, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())


def as_cell(value: object) -> Cell:
    """A value of a workbook as the workbook shows it."""
    if isinstance(value, datetime):
        # With a time that is not midnight it is text: the date is asked, as it may be the day before.
        near = value + timedelta(seconds=30)
        return near.date() if (near.hour, near.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def lost_letters(cell: Cell) -> bool:
    """Whether a cell holds signs that nobody writes: letters of another table (Windows' own, read as Latin-1)."""
    return isinstance(cell, str) and not cell.isascii() and any("\x80" <= mark <= "\x9f" for mark in cell)


def tidy(cell: Cell) -> str:
    """The text of a cell: composed (NFC), without unseen characters, trimmed; otherwise as the school wrote it."""
    if isinstance(cell, date):
        return cell.isoformat()
    if cell.isascii() and cell.isprintable():
        # Nearly every cell of a list: nothing unseen in it, nothing to compose.
        return cell.strip()
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", cell))
    return _SPACES.sub(" ", text).strip()


def squeezed(cell: Cell) -> str:
    """The text of a cell that is a code, a date or a heading: single spaces, and no apostrophe put before a number."""
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(tidy(cell).lstrip("'`’").split()) if cell else ""


def is_nothing(cell: Cell) -> bool:
    """Whether the cell is empty or says that there is nothing."""
    return squeezed(cell).casefold() in NOTHING


def error_cell(cell: Cell) -> Doubt | None:
    """The doubt about a cell in which the spreadsheet shows an error, such as #N/A."""
    text = squeezed(cell)
    if not ERROR_CELL.fullmatch(text):
        return None
    return Doubt(
        Sentence(N_("Row %(row)s: the list shows the error %(value)s here. Type what is right."), {"value": text})
    )
