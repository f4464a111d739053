"""Which of the sheets are the list, and where its headings stand. Its rows are read in `pupil_rows`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from .cells import Cell, DatesBegin, Habits, Record, Row, Sheet, is_nothing, place_of, squeezed
from .column import (
    WHOLE_NAMES,
    Column,
    by_words_notes,
    letter,
    names_notes,
    number_notes,
    others_notes,
)
from .columns import understand
from .contents import YEAR_IN_WORDS
from .dates import read_date, says_month_first
from .headings import OTHERS_BLOCK, compact, meaning
from .names import says_central, surname_side
from .pupil_rows import IDENTITY, NAMES, NOT_NOW, Skipped, find_pupils, is_stage_over, year_over
from .sentences import N_, ListRefused, Sentence
from .shifted import may_be_shifted, widened
from .side_by_side import lists_beside
from .two_rows import both_rows, heads_more
from .upn import is_upn

_SEARCHED = 60
_ALL_NAMES = (*NAMES, "preferred")
#: A school year in the name of a sheet, if the second is the next after the first: 2026/27, 26-27, 2026-2027. 2026
#: alone may be an intake's, 10-11 year groups, 2021-2026 a cohort's.
_SCHOOL_YEAR = re.compile(r"(?<!\d)(?:20)?([2-4]\d)\s?[-–/_. ]\s?(?:20)?([2-4]\d)(?!\d)")


#: The name of a sheet that says the year group of its pupils. "Year 6 transition" and "Year 7 from September" may not.
_YEAR_OF_SHEET = re.compile(
    rf"({YEAR_IN_WORDS.pattern})(?: (?:sen|send|register|list|pupils|students|children))*", re.I
)


@dataclass(frozen=True)
class Table:
    """What was found in the file: its columns, a record for each row with a pupil, and the rows left out."""

    #: The sheets that were read, in the order of the file; one without a name for text.
    sheets: Sequence[str]
    #: The sheets that places of rows count through (`cells.row_of`): those read, then those with rows left out.
    places: Sequence[str]
    #: The row with the headings on the first of them; nothing where the list has none.
    heading_row: int | None
    columns: Sequence[Column]
    records: Sequence[Record]
    skipped: Sequence[Skipped]
    habits: Habits
    notes: Sequence[Sentence] = ()


def find_table(sheets: Sequence[Sheet], chosen: Mapping[str, str]) -> Table:
    """The list of pupils among the sheets: the one whose headings say most, then the longest; with its further sheets.

    A further sheet is part of the list where it has the same headings (one sheet a year group) and other pupils: a
    sheet of leavers, or last year's copy of the list, is not. Raises ListRefused where each pupil has a column.
    """
    if all(_best(sheet, chosen)[1] is None for sheet in sheets) and any(map(_stands_upright, sheets)):
        raise ListRefused(
            N_(
                "The headings of this list stand below each other. Turn it round, so that each pupil has one row: in "
                "Excel, copy it, choose Paste Special and then Transpose. Then try again."
            )
        )
    sheets = [part for sheet in sheets for part in lists_beside(sheet, _best(sheet, chosen)[1])]
    known = [_best(sheet, chosen)[0] for sheet in sheets]
    filled = (n for n, sheet in enumerate(sheets) if sum(bool(row.filled) for row in sheet.rows) > 1)
    former = _former_years({n: sheets[n].name for n in filled if known[n] >= 2})
    scores = {
        n: (known[n] >= 2 and not (NOT_NOW.search(sheet.name) or n in former), known[n], len(sheet.rows))
        for n, sheet in enumerate(sheets)
    }
    main = max(scores, key=lambda n: (*scores[n], -n))
    alike = [n for n in scores if n == main or _same_headings(sheets[n], sheets[main], chosen)]
    tables = {main: _table(sheets[main], chosen, [])}
    said = {column.key: column.field or "" for column in tables[main].columns} | dict(chosen)
    tables |= {n: _table(sheets[n], said, []) for n in alike if n != main}
    read = [n for n in alike if n == main or (n not in former and _further(sheets[n], tables[n], tables[main]))]
    apart = [n for n in scores if n not in alike and not NOT_NOW.search(sheets[n].name) and _names_pupils(sheets[n])]
    tables |= {n: _table(sheets[n], said, []) for n in apart}
    if len(tables) > 1:
        order = [*read, *(n for n in (*alike, *apart) if n not in read)]
        tables = {n: _table(_placed(sheets[n], order.index(n)), chosen if n == main else said, []) for n in order}
    records = [record for n in read for record in tables[n].records]
    those_read = {mark for record in records for mark in _marks(record)}
    return Table(
        sheets=[sheets[n].name for n in read],
        places=[sheets[n].name for n in (*read, *(n for n in tables if n not in read))],
        heading_row=tables[main].heading_row,
        columns=tables[main].columns,
        records=records,
        skipped=[
            *(one for n in read for one in tables[n].skipped),
            *(
                one
                for n in tables
                if n not in read
                for one in _left_alone(tables[n], sheets[n].name, those_read if n in apart else frozenset())
            ),
        ],
        habits=Habits(
            dates_begin=_dates_begin(records),
            central_letters=any(says_central(record.cell(name)) for record in records for name in _ALL_NAMES),
            days_from_1904=any(sheets[n].days_from_1904 for n in read),
            surname_in_capitals=surname_side([record.cell("name") for record in records]),
        ),
        notes=[*_about_sheets(sheets, read), *tables[main].notes, *_years_above(records), *_stages_above(records)],
    )


def _former_years(names: Mapping[int, str]) -> frozenset[int]:
    """The sheets whose names differ from another's in an earlier school year only: "SEND 25-26" beside "SEND 26-27"."""
    years: dict[int, tuple[str, int]] = {}
    for n, name in names.items():
        found = _SCHOOL_YEAR.search(name)
        if found and int(found[2]) == int(found[1]) + 1:
            years[n] = (compact(_SCHOOL_YEAR.sub("", name)), int(found[1]))
    return frozenset(
        n for n, (rest, year) in years.items() if any(rest == also and year < y for also, y in years.values())
    )


def _years_above(records: Sequence[Record]) -> Iterator[Sentence]:
    if rows := tuple(record.row for record in records if record.year_from_above):
        why = N_(
            "The year group was taken from a heading above them, or from the name of the sheet: rows %(rows)s. "
            "Check that it is right."
        )
        yield Sentence(why, {"rows": rows})


def _stages_above(records: Sequence[Record]) -> Iterator[Sentence]:
    if rows := tuple(record.row for record in records if record.sen_from_above):
        why = N_(
            "The SEN stage was taken from a heading above them, or from the name of the sheet: rows %(rows)s. "
            "Check that it is right."
        )
        yield Sentence(why, {"rows": rows})


def _about_sheets(sheets: Sequence[Sheet], read: Sequence[int]) -> Iterator[Sentence]:
    """What was read and what was left alone: somebody has to see it who expects pupils from elsewhere in the file."""
    others = [one.name for n, one in enumerate(sheets) if n not in read and any(row.filled for row in one.rows)]
    # The tables of a web page may stand under one heading.
    names = list(dict.fromkeys(sheets[n].name for n in read))
    used = ", ".join(names)
    if others and len(names) == 1:
        why = N_("Only the sheet %(used)s was read. Left alone: %(others)s.")
        yield Sentence(why, {"used": used, "others": ", ".join(others)})
    elif others:
        why = N_("The sheets %(used)s were read. Left alone: %(others)s.")
        yield Sentence(why, {"used": used, "others": ", ".join(others)})
    elif len(names) > 1:
        yield Sentence(N_("The sheets %(used)s were read as one list."), {"used": used})
    for order, n in enumerate(read):
        filled = {row.number for row in sheets[n].rows if row.filled}
        if unseen := tuple(place_of(number, order) for number in sorted(sheets[n].hidden_rows & filled)):
            why = N_("Rows that the workbook hides, by a filter perhaps, were read too: %(rows)s.")
            yield Sentence(why, {"rows": unseen})
        if gone := sheets[n].hidden_columns:
            columns = ", ".join(map(letter, sorted(gone)))
            if len(read) == 1:
                yield Sentence(N_("Hidden columns were left alone: %(columns)s."), {"columns": columns})
            else:
                why = N_("Hidden columns of the sheet %(used)s were left alone: %(columns)s.")
                yield Sentence(why, {"used": sheets[n].name, "columns": columns})


def _same_headings(sheet: Sheet, main: Sheet, chosen: Mapping[str, str]) -> bool:
    """Whether two sheets have the same headings, or at least four that mean the same."""
    known = []
    for one in (sheet, main):
        place = _best(one, chosen)[1]
        cells = () if place is None else one.rows[place].cells
        known.append({compact(cell): found[0] for cell in cells if isinstance(cell, str) and (found := meaning(cell))})
    mine, theirs = known
    fields = set(mine.values())
    return bool(mine) and (mine == theirs or (fields == set(theirs.values()) and len(fields) >= 4))


def _names_a_part(name: str) -> bool:
    """Whether the name of a sheet is a year group or an SEN stage."""
    return bool(_YEAR_OF_SHEET.fullmatch(name.strip())) or is_stage_over(Row(0, [name]))


def _further(sheet: Sheet, table: Table, main: Table) -> bool:
    """Whether a sheet with the same headings holds further pupils of the list, not former ones or a copy."""
    words, of_main = ({word.casefold() for word in NOT_NOW.findall(name)} for name in (sheet.name, main.sheets[0]))
    if sheet.name != main.sheets[0] and words - (of_main & _FOR_WHOM):
        return False
    mine, theirs = ({_identity(record) for record in one.records} for one in (table, main))
    return bool(mine) and 2 * len(mine & theirs) <= min(len(mine), len(theirs))


#: Words of `NOT_NOW` for whom a list was made. Where its first sheet has one too, it says nothing of the others.
_FOR_WHOM = {"teacher", "staff", "copy"}


def _identity(record: Record) -> tuple[str, ...]:
    upn = squeezed(record.cell("upn")).upper()
    return (upn,) if upn else tuple(squeezed(record.cell(name)).casefold() for name in IDENTITY)


def _names_pupils(sheet: Sheet) -> bool:
    """Whether a sheet may be pupils under other headings: it has some for names, and for birth dates or numbers.

    Or its name is that of a year group or stage.
    """
    place = _best(sheet, {})[1]
    cells = () if place is None else sheet.rows[place].cells
    fields = {found[0] for cell in cells if isinstance(cell, str) and (found := meaning(cell))}
    told = bool(fields & {"dob", "upn"}) or _names_a_part(sheet.name)
    return told and bool(fields & {"surname", *WHOLE_NAMES})


def _marks(record: Record) -> set[tuple[frozenset[str], str]]:
    """What tells a pupil from others of the same name: the words of the name with the birth date, and with the UPN."""
    name = frozenset(re.findall(r"\w+", " ".join(squeezed(record.cell(name)).casefold() for name in NAMES)))
    born = read_date(record.cell("dob"), today=date.max).value
    told = (squeezed(record.cell("upn")).upper(), born.isoformat() if born else "")
    return {(name, one) for one in told if name and one}


def _left_alone(table: Table, name: str, known: Set[tuple[frozenset[str], str]]) -> Iterator[Skipped]:
    """The rows of a sheet that was not read. Pupils whom the list has as well (`known`) need nobody's attention."""
    why = N_("Row %(row)s: this sheet was left alone. Are its pupils wanted? Save the sheet as a file of its own.")
    for record in table.records:
        if _marks(record) & known:
            continue
        yield Skipped(record.row, Sentence(why, {"row": record.row, "sheet": name}))


def _placed(sheet: Sheet, order: int) -> Sheet:
    """The sheet with the places of its rows in the whole list."""
    return replace(sheet, rows=[Row(place_of(row.number, order), row.cells) for row in sheet.rows])


def _best(sheet: Sheet, chosen: Mapping[str, str]) -> tuple[int, int | None]:
    """How many fields the best heading row names, and its place; no place where no row is a heading row."""
    best: tuple[int, int | None] = (0, None)
    for place, row in enumerate(sheet.rows[:_SEARCHED]):
        fields = {found[0] for cell in row.cells if isinstance(cell, str) and (found := meaning(cell))}
        fields |= {text for text in row.filled if chosen.get(text)}
        if len(fields) >= 2 and len(fields) > best[0]:
            best = (len(fields), place)
    return best


def _stands_upright(sheet: Sheet) -> bool:
    """Whether the headings stand in a column, and each pupil in one beside it."""
    first = [row.cells[0] for row in sheet.rows[:_SEARCHED] if row.cells and isinstance(row.cells[0], str)]
    fields = {found[0] for cell in first if (found := meaning(cell))}
    return len(fields) > 2 and bool(fields & {*NAMES})


def _table(sheet: Sheet, chosen: Mapping[str, str], notes: list[Sentence]) -> Table:
    _, place = _best(sheet, chosen)
    if place is None:
        place = _likely_heading(sheet.rows)
        notes.append(Sentence(N_("The headings of this list are not known to us. Choose what each column holds.")))
    headings: Sequence[Cell] = () if place is None else sheet.rows[place].cells
    start = 0 if place is None else place + 1
    above: Sequence[Cell] = ()
    if place and _heads_columns(sheet.rows[place - 1].filled):
        above = sheet.rows[place - 1].cells
    body = [row for row in sheet.rows[start:] if row.filled]
    if not sheet.name and place is not None:
        headings = widened(headings, body)
    second = body[:1] if body and heads_more(headings, body[0]) else []
    if second:
        headings, above = both_rows(headings, body[0])
    compacted = [compact(heading) for heading in headings]
    again = {row.number for row in body if _repeats(row, compacted)}
    parts = _parts(headings, body, again)
    columns, *further = (
        understand(
            heads,
            [row for row in rows if row.number not in again and row not in second],
            chosen,
            above if not n else (),
        )
        for n, (heads, rows) in enumerate(parts)
    )
    why = Sentence(N_("Row %(row)s stands above the headings."))
    titles = [row for row in sheet.rows[: place or 0] if row.filled]
    skipped = [Skipped(row.number, why.in_row(row.number)) for row in titles]
    for row in second:
        skipped.append(Skipped(row.number, Sentence(N_("Row %(row)s has headings, not a pupil."), {"row": row.number})))
    # One sheet a year group: its name may be all that says so.
    of_sheet = _YEAR_OF_SHEET.fullmatch(sheet.name.strip())
    year_above = of_sheet[1] if of_sheet else ""
    for row in titles:
        year_above = year_over(row, year_above)
    stage_above = _stage_over_all(sheet.name, titles, body, columns)
    printed = {tuple(row.filled) for row in (*titles, *second)}
    records: list[Record] = []
    for (heads, rows), mapped in zip(parts, (columns, *further), strict=True):
        found, more = find_pupils(
            [row for row in rows if row not in second], again, printed, mapped, year_above, stage_above
        )
        if not sheet.name and place is not None:
            # Only in text does a comma too many make a cell too many.
            wide = {row.number for row in rows if any(squeezed(cell) for cell in row.cells[len(heads) :])}
            found = [replace(one, shifted=may_be_shifted(one, mapped)) if one.row in wide else one for one in found]
        records += found
        skipped += more
    keys = {column.key for column in columns}
    for column in (one for part in further for one in part):
        if column.key not in keys:
            keys.add(column.key)
            columns.append(column)
    return Table(
        sheets=[sheet.name],
        places=[sheet.name],
        heading_row=None if place is None else sheet.rows[place].number,
        columns=columns,
        records=records,
        skipped=skipped,
        habits=Habits(),
        notes=[
            *notes,
            *by_words_notes(columns),
            *number_notes(columns),
            *others_notes(columns),
            *names_notes(columns),
        ],
    )


def _stage_over_all(name: str, titles: Sequence[Row], body: Sequence[Row], columns: Sequence[Column]) -> str:
    """The SEN stage that the title above the headings, or the name of the sheet, says of the pupils below.

    Where the list has stages of its own, a title says none; where headings within it do, it says the first of them.
    """
    if any(column.field in ("sen", "sen_and_needs", "sen_support", "ehc_plan") for column in columns):
        return ""
    if titles and is_stage_over(titles[-1]):
        return titles[-1].filled[0]
    of_sheet = Row(0, [name])
    return name if is_stage_over(of_sheet) and not any(map(is_stage_over, body)) else ""


def _heads_columns(filled: Sequence[str]) -> bool:
    """Whether the row over the headings has headings over several columns; a title is one cell."""
    return len(filled) >= 2 or any(
        OTHERS_BLOCK.fullmatch(text) or (meaning(text) or "")[:1] == ("sen",) for text in filled
    )


def _likely_heading(rows: Sequence[Row]) -> int | None:
    """Where no heading is known: the first of the widest rows, unless it holds a pupil already."""
    filled = [(place, row) for place, row in enumerate(rows[:_SEARCHED]) if row.filled]
    widest = max((len(row.filled) for _, row in filled), default=0)
    place, row = next((place, row) for place, row in filled if len(row.filled) == widest)
    holds_values = any(
        not isinstance(cell, str) or is_upn(squeezed(cell)) or _A_VALUE.fullmatch(squeezed(cell))
        for cell in row.cells
        if squeezed(cell)
    )
    return None if holds_values else place


#: A date, a number, a class or a year group: what stands in the row of a pupil, and not over it.
_A_VALUE = re.compile(r"[\d/.\- ]+|(?:y(?:ea)?r? ?)?\d{1,2} ?[a-z]{0,3}", re.I)


def _repeats(row: Row, headings: Sequence[str]) -> bool:
    """Whether a row prints the headings again, which are given as `compact` makes them."""
    pairs = [(compact(cell), heading) for cell, heading in zip(row.cells, headings, strict=False) if heading]
    same = sum(cell == heading for cell, heading in pairs)
    if same >= 2 and 10 * same >= 6 * len([pair for pair in pairs if pair[0]]):
        return True
    if len(row.filled) >= 2 and all(compact(text) in headings and meaning(text) for text in row.filled):
        return True
    named = sum(meaning(cell) is not None for cell in row.cells if isinstance(cell, str) and squeezed(cell))
    return named >= 3 and 2 * named > len(row.filled)


def _parts(
    headings: Sequence[Cell], body: Sequence[Row], again: Collection[int]
) -> list[tuple[Sequence[Cell], list[Row]]]:
    """The rows under each row of headings: one printed again in another order heads a table of its own."""
    parts: list[tuple[Sequence[Cell], list[Row]]] = [(headings, [])]
    for row in body:
        if row.number in again and _other_order(row.cells, parts[-1][0]):
            parts.append((row.cells, []))
        parts[-1][1].append(row)
    return parts


def _other_order(row: Sequence[Cell], headings: Sequence[Cell]) -> bool:
    """Whether headings printed again mean something else in one of the places."""
    for place, cell in enumerate(row):
        said = meaning(cell)
        before = meaning(headings[place]) if place < len(headings) else None
        if said and (before is None or before[0] != said[0]):
            return True
    return False


def _dates_begin(records: Sequence[Record]) -> DatesBegin:
    """What the birth dates begin with. One date with the month first is a slip in a list whose others say day first.

    Two are none: such a list may be put together from two, and each date that may be read both ways is in doubt.
    """
    cells = [record.cell("dob") for record in records]
    says = [says_month_first(cell) for cell in cells]
    month_first, day_first = says.count(True), says.count(False)
    if _changed_over(cells, says):
        return "month"
    if month_first == 0 or (month_first == 1 and day_first > 1):
        return "day"
    if month_first > day_first:
        return "more month" if day_first else "month"
    return "more day" if day_first > month_first else "both alike"


def _changed_over(cells: Sequence[Cell], says: Sequence[bool | None]) -> bool:
    """A British list opened in an American Excel: days up to 12 became dates with day and month changed over, all
    others stayed text."""
    days = [cell.day for cell in cells if not isinstance(cell, str)]
    texts = [said for cell, said in zip(cells, says, strict=True) if isinstance(cell, str) and not is_nothing(cell)]
    return len(days) >= 5 and max(days) <= 12 and len(texts) >= 3 and all(said is False for said in texts)
