"""Finding the pupils in a sheet: which row has the headings, and which rows are no pupils at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .cells import Cell, Record, Row, Sheet, is_nothing, squeezed
from .columns import WHOLE_NAMES, Column, compact, letter, meaning, understand
from .dates import says_month_first
from .needs import read_needs
from .sentences import N_, Sentence
from .upn import is_upn

_SEARCHED = 60
_IDENTITY = ("upn", "admission_no", "surname", "forename", "preferred", "dob", *WHOLE_NAMES)
_CONTINUING = {"needs", "need_rank", "sen"}
_TOTAL = re.compile(
    r"(?:grand |sub-? ?|overall )?totals?\b.*"
    r"|(?:total |number (?:of|on) |no\.? of |count(?: of)?:? ?)(?:pupils?|students?|children|records|rows)?.*\d*"
    r"|(?:pupils?|students?|children|records?|count)(?: count| listed| found| in (?:group|list|report))?\s*[:=]\s*\d+"
    r"|\d+ (?:pupils?|students?|children|records?|rows?)(?: .*)?|(?:average|mean)(?: .*)?",
    re.I,
)
_NOTE = re.compile(
    r"(?:(?:printed|produced|generated|exported|created|report|run|list)(?: (?:on|by|at|date|from|title|name)\b|:)"
    r"|\W*confidential\b|\W*end of\b|page \d|key:|note:|filter|source:|copyright|©|\*).*",
    re.I,
)


@dataclass(frozen=True)
class Skipped:
    """A row that is not used, and why."""

    row: int
    why: Sentence


@dataclass(frozen=True)
class Table:
    """What was found in the file: its columns, a record for each row with a pupil, and the rows left out."""

    sheet: str
    #: The row with the headings; nothing where the list has none.
    heading_row: int | None
    columns: Sequence[Column]
    records: Sequence[Record]
    skipped: Sequence[Skipped]
    #: The list writes the month of its dates first.
    month_first: bool
    notes: Sequence[Sentence] = ()


def find_table(sheets: Sequence[Sheet], chosen: Mapping[str, str]) -> Table:
    """The list of pupils among the sheets: the one whose headings say most; then the longest."""
    scores = {n: (_best(sheet, chosen)[0], len(sheet.rows)) for n, sheet in enumerate(sheets)}
    place = max(scores, key=lambda n: (*scores[n], -n))
    sheet = sheets[place]
    others = [one.name for n, one in enumerate(sheets) if n != place and any(row.filled for row in one.rows)]
    notes = []
    if others:
        notes.append(
            Sentence(
                N_("Only the sheet %(used)s was read. Left alone: %(others)s."),
                {"used": sheet.name, "others": ", ".join(others)},
            )
        )
    if sheet.hidden_columns:
        notes.append(
            Sentence(
                N_("Hidden columns were left alone: %(columns)s."),
                {"columns": ", ".join(map(letter, sorted(sheet.hidden_columns)))},
            )
        )
    return _table(sheet, chosen, notes)


def _best(sheet: Sheet, chosen: Mapping[str, str]) -> tuple[int, int | None]:
    """How many fields the best heading row names, and its place; no place where no row is a heading row."""
    best: tuple[int, int | None] = (0, None)
    for place, row in enumerate(sheet.rows[:_SEARCHED]):
        fields = {found[0] for cell in row.cells if isinstance(cell, str) and (found := meaning(cell))}
        fields |= {text for text in row.filled if chosen.get(text)}
        if len(fields) >= 2 and len(fields) > best[0]:
            best = (len(fields), place)
    return best


def _table(sheet: Sheet, chosen: Mapping[str, str], notes: list[Sentence]) -> Table:
    _, place = _best(sheet, chosen)
    if place is None:
        place = _likely_heading(sheet.rows)
        notes.append(Sentence(N_("The headings of this list are not known to us. Choose what each column holds.")))
    headings: Sequence[Cell] = () if place is None else sheet.rows[place].cells
    start = 0 if place is None else place + 1
    above: Sequence[Cell] = ()
    if place and len(sheet.rows[place - 1].filled) >= 2:
        above = sheet.rows[place - 1].cells
    body = [row for row in sheet.rows[start:] if row.filled]
    columns = understand(headings, [row for row in body if not _repeats(row, headings)], chosen, above)
    why = Sentence(N_("Row %(row)s stands above the headings."))
    skipped = [Skipped(row.number, why.in_row(row.number)) for row in sheet.rows[: place or 0] if row.filled]
    records, more = _records(body, headings, columns)
    return Table(
        sheet=sheet.name,
        heading_row=None if place is None else sheet.rows[place].number,
        columns=columns,
        records=records,
        skipped=skipped + more,
        month_first=_month_first(records),
        notes=notes,
    )


def _likely_heading(rows: Sequence[Row]) -> int | None:
    """Where no heading is known: the first of the widest rows, unless it holds a pupil already."""
    filled = [(place, row) for place, row in enumerate(rows[:_SEARCHED]) if row.filled]
    widest = max((len(row.filled) for _, row in filled), default=0)
    place, row = next((place, row) for place, row in filled if len(row.filled) == widest)
    holds_values = any(
        not isinstance(cell, str) or is_upn(squeezed(cell)) or re.fullmatch(r"[\d/.\- ]+", squeezed(cell))
        for cell in row.cells
        if squeezed(cell)
    )
    return None if holds_values else place


def _repeats(row: Row, headings: Sequence[Cell]) -> bool:
    """Whether a row prints the headings again."""
    pairs = [
        (compact(cell), compact(heading))
        for cell, heading in zip(row.cells, headings, strict=False)
        if squeezed(heading)
    ]
    same = sum(cell == heading for cell, heading in pairs)
    if same >= 2 and 10 * same >= 6 * len([pair for pair in pairs if pair[0]]):
        return True
    named = sum(meaning(cell) is not None for cell in row.cells if isinstance(cell, str) and squeezed(cell))
    return named >= 3 and 2 * named > len(row.filled)


def _records(
    body: Sequence[Row], headings: Sequence[Cell], columns: Sequence[Column]
) -> tuple[list[Record], list[Skipped]]:
    records: list[Record] = []
    skipped: list[Skipped] = []
    mapped = len({column.field for column in columns if column.field})
    for row in body:
        record = _record(row, columns)
        why = None
        if _repeats(row, headings):
            why = N_("Row %(row)s prints the headings again.")
        elif records and _continues(record, row, columns) and row.number == (records[-1].row + 1):
            before = records[-1]
            record = Record(record.row, record.values, before.continues or before.row)
        else:
            why = _no_pupil(row, record, mapped)
        if why:
            skipped.append(Skipped(row.number, Sentence(why, {"row": row.number})))
        else:
            records.append(record)
    return records, skipped


def _record(row: Row, columns: Sequence[Column]) -> Record:
    values: dict[str, list[Cell]] = {}
    for column in columns:
        if column.field:
            values.setdefault(column.field, []).append(row.cells[column.index] if column.index < len(row.cells) else "")
    return Record(row.number, values)


def _continues(record: Record, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row holds only a further need, under a pupil's row whose name is not printed twice."""
    filled = {field for field in record.values if not is_nothing(record.cell(field))}
    used = {column.index for column in columns if column.field}
    others = [cell for n, cell in enumerate(row.cells) if n not in used and not is_nothing(cell)]
    return "needs" in filled and filled <= _CONTINUING and not others and bool(read_needs(record.cell("needs")).values)


def _no_pupil(row: Row, record: Record, mapped: int) -> str | None:
    """Why a row is no pupil, or nothing where it is one."""
    sure = is_upn(squeezed(record.cell("upn")).upper()) or len(squeezed(record.cell("dob"))) > 4
    named = any(
        squeezed(record.cell(field)) not in ("", "-") for field in ("surname", "forename", "preferred", *WHOLE_NAMES)
    )
    if not sure or not named:
        if any(_TOTAL.fullmatch(text) for text in row.filled) and (len(row.filled) <= 4 or not named):
            return N_("Row %(row)s is a total, not a pupil.")
        if _NOTE.fullmatch(row.filled[0]) and len(row.filled) <= 3:
            return N_("Row %(row)s is a note, not a pupil.")
    if not named:
        if any(not is_nothing(record.cell(field)) for field in _IDENTITY):
            return N_("Row %(row)s has no name, so we do not know whose it is. Add the name to the list.")
        return N_("Row %(row)s has no name. It looks like a heading or a note.")
    if not sure and _counts(row, record):
        return N_("Row %(row)s is a total, not a pupil.")
    whole = any(field in record.values for field in WHOLE_NAMES) and re.fullmatch(r"[^,:=\d]+,[^,:=\d]+", row.filled[0])
    if not sure and len(row.filled) == 1 and mapped >= 3 and not whole:
        return N_("Row %(row)s has only one cell filled. It looks like a heading or a note.")
    return None


def _counts(row: Row, record: Record) -> bool:
    """Whether a row under the list counts pupils, such as "SEN Support, 22"."""
    names = [squeezed(record.cell(field)) for field in ("surname", "forename") if field in record.values]
    if any(name.isdigit() for name in names):
        return True
    return "" in names and len(row.filled) <= 3 and any(text.isdigit() and len(text) <= 4 for text in row.filled)


def _month_first(records: Sequence[Record]) -> bool:
    """Whether the birth dates seem to have the month before the day, so that those that can be both are in doubt."""
    cells = [record.cell("dob") for record in records]
    says = [says_month_first(cell) for cell in cells]
    if says.count(True) > max(1, says.count(False)):
        return True
    # A British list opened in an American Excel: days up to 12 became dates with day and month changed over, all
    # others stayed text.
    days = [cell.day for cell in cells if not isinstance(cell, str)]
    texts = [said for cell, said in zip(cells, says, strict=True) if isinstance(cell, str) and not is_nothing(cell)]
    return len(days) >= 5 and max(days) <= 12 and len(texts) >= 3 and all(said is False for said in texts)
