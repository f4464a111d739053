"""Finding the pupils in a sheet: which row has the headings, and which rows are no pupils at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from .cells import Cell, DatesBegin, Habits, Record, Row, Sheet, Struck, is_nothing, place_of, squeezed, struck
from .column import (
    SEVERAL,
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
from .headings import OTHERS_BLOCK, compact, meaning, place_headed
from .names import says_central, surname_side
from .needs import rank_mark, read_needs, speaks_of_stage, stage_and_needs, stage_in, yes_or_no
from .on_roll import says_left
from .sentences import N_, ListRefused, Sentence
from .shifted import may_be_shifted, widened
from .side_by_side import lists_beside
from .two_rows import both_rows, heads_more
from .upn import is_upn
from .years import LAST_YEAR, read_year, years_in_words

_SEARCHED = 60
_IDENTITY = ("upn", "admission_no", "surname", "forename", "preferred", "dob", *WHOLE_NAMES)
_NAMES = ("surname", "forename", *WHOLE_NAMES)
_ALL_NAMES = (*_NAMES, "preferred")
#: Fields with a column for each need, the first of which need not stand first.
_PLACED = {"needs", "need_rank", "need_end"}
_CONTINUING = {"needs", "need_rank", "need_end", "sen"}
_TOTAL = re.compile(
    r"(?:grand |sub-? ?|overall )?totals?\b.*|cyfanswm\b.*"
    r"|(?:total |number (?:of|on) |no\.? of |count(?: of)?:? ?)(?:pupils?|students?|children|records|rows)?.*\d*"
    r"|(?:pupils?|students?|children|records?|count)(?: count| listed| found| in (?:group|list|report))?\s*[:=]\s*\d+"
    r"|\d+ (?:pupils?|students?|children|records?|rows?)(?: .*)?|(?:average|mean)(?: .*)?",
    re.I,
)
_NOTE = re.compile(
    r"(?:(?:printed|produced|generated|exported|created|report|run|list)(?: (?:on|by|at|date|from|title|name)\b|:)"
    r"|\W*confidential\b|\W*end of\b|page \d|[a-z]{1,4} ?= ?|key:|note:|filter|source:|copyright|©|\*).*",
    re.I,
)
_GROUP = re.compile(
    r"(?:class|form|year|yr|reg|registration|tutor|group|key stage|ks|set|room|house|band|phase)"
    r"(?: (?:group|class|form))?"
    r" ?[-–:]? ?(?:\d{1,2} ?[a-z]{0,3}|r|n[12])"
    r"|(?:class|form|teacher|tutor|group|year|house|form tutor|class teacher)(?: ?: ?| [–-] ).+"
    r"|(?:dosbarth|blwyddyn|bl)\.? ?\d{1,2} ?[a-z]{0,3}"
    r"|.+ (?:class|form|tutor group)(?: \(.*\))?|(?:reception|nursery|early years|foundation stage)(?: class)?",
    re.I,
)
_SUMMARY = re.compile(
    r"[mf]|(?:boys?|girls?|males?|females?|pupils?|students?|children|numbers?|counts?|sen|send|ehc|eal|fsm|pp"
    r"|lac|pupil premium|other|others|none|years?|class|form|group|teacher|key stage|ks)\b.*",
    re.I,
)
_ADULT = re.compile(r"(?:mr|mrs|miss|ms|mx|dr|sir)\b\.? \S.*", re.I)
#: Sheets whose pupils are not the school's pupils now, or no pupils, whatever their headings say.
_NOT_NOW = re.compile(
    r"leaver|\bleft\b|\bold\b|archiv|former|previous|last year|template|example|sample|\bcopy\b|staff|teacher|parent"
    r"|contact|off roll|waiting|applica|new starters? 20",
    re.I,
)


#: A school year in the name of a sheet, if the second is the next after the first: 2026/27, 26-27, 2026-2027. 2026
#: alone may be an intake's, 10-11 year groups, 2021-2026 a cohort's.
_SCHOOL_YEAR = re.compile(r"(?<!\d)(?:20)?([2-4]\d)\s?[-–/_. ]\s?(?:20)?([2-4]\d)(?!\d)")


#: The name of a sheet that says the year group of its pupils. "Year 6 transition" and "Year 7 from September" may not.
_YEAR_OF_SHEET = re.compile(
    rf"({YEAR_IN_WORDS.pattern})(?: (?:sen|send|register|list|pupils|students|children))*", re.I
)


@dataclass(frozen=True)
class Skipped:
    """A row that is not used, and why."""

    row: int
    why: Sentence


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
        n: (known[n] >= 2 and not (_NOT_NOW.search(sheet.name) or n in former), known[n], len(sheet.rows))
        for n, sheet in enumerate(sheets)
    }
    main = max(scores, key=lambda n: (*scores[n], -n))
    alike = [n for n in scores if n == main or _same_headings(sheets[n], sheets[main], chosen)]
    tables = {main: _table(sheets[main], chosen, [])}
    said = {column.key: column.field or "" for column in tables[main].columns} | dict(chosen)
    tables |= {n: _table(sheets[n], said, []) for n in alike if n != main}
    read = [n for n in alike if n == main or (n not in former and _further(sheets[n], tables[n], tables[main]))]
    apart = [n for n in scores if n not in alike and not _NOT_NOW.search(sheets[n].name) and _names_pupils(sheets[n])]
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
    used = ", ".join(sheets[n].name for n in read)
    if others and len(read) == 1:
        why = N_("Only the sheet %(used)s was read. Left alone: %(others)s.")
        yield Sentence(why, {"used": used, "others": ", ".join(others)})
    elif others:
        why = N_("The sheets %(used)s were read. Left alone: %(others)s.")
        yield Sentence(why, {"used": used, "others": ", ".join(others)})
    elif len(read) > 1:
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


def _further(sheet: Sheet, table: Table, main: Table) -> bool:
    """Whether a sheet with the same headings holds further pupils of the list, not former ones or a copy."""
    if _NOT_NOW.search(sheet.name):
        return False
    mine, theirs = ({_identity(record) for record in one.records} for one in (table, main))
    return bool(mine) and 2 * len(mine & theirs) <= min(len(mine), len(theirs))


def _identity(record: Record) -> tuple[str, ...]:
    upn = squeezed(record.cell("upn")).upper()
    return (upn,) if upn else tuple(squeezed(record.cell(name)).casefold() for name in _IDENTITY)


def _names_pupils(sheet: Sheet) -> bool:
    """Whether a sheet has headings for names and for birth dates or numbers: it may be pupils under other headings."""
    place = _best(sheet, {})[1]
    cells = () if place is None else sheet.rows[place].cells
    fields = {found[0] for cell in cells if isinstance(cell, str) and (found := meaning(cell))}
    return bool(fields & {"surname", *WHOLE_NAMES}) and bool(fields & {"dob", "upn"})


def _marks(record: Record) -> set[tuple[frozenset[str], str]]:
    """What tells a pupil from others of the same name: the words of the name with the birth date, and with the UPN."""
    name = frozenset(re.findall(r"\w+", " ".join(squeezed(record.cell(name)).casefold() for name in _NAMES)))
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
    return len(fields) > 2 and bool(fields & {*_NAMES})


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
        year_above = _year_over(row, year_above)
    stage_above = _stage_over_all(sheet.name, titles, body, columns)
    printed = {tuple(row.filled) for row in (*titles, *second)}
    records: list[Record] = []
    for (heads, rows), mapped in zip(parts, (columns, *further), strict=True):
        found, more = _records(
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
    if titles and _is_stage_over(titles[-1]):
        return titles[-1].filled[0]
    of_sheet = Row(0, [name])
    return name if _is_stage_over(of_sheet) and not any(map(_is_stage_over, body)) else ""


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


def _records(
    body: Sequence[Row],
    again: Collection[int],
    titles: Collection[tuple[str, ...]],
    columns: Sequence[Column],
    year: str,
    stage: str,
) -> tuple[list[Record], list[Skipped]]:
    # Of two columns for one thing, the one with the better heading speaks first; of needs, the one headed as the first.
    columns = sorted(
        columns,
        key=lambda one: (
            one.rank if one.field in SEVERAL else place_headed(one.heading) if one.field in _PLACED else 0,
            one.index,
        ),
    )
    records: list[Record] = []
    skipped: list[Skipped] = []
    mapped = len({column.field for column in columns if column.field})
    over, last = year, 0
    stage_over, gone_over, outer = stage, "", "stage" if stage else ""
    for row in body:
        record = _record(row, columns)
        why = None
        if row.number in again:
            why = N_("Row %(row)s prints the headings again.")
        elif tuple(row.filled) in titles:
            why = N_("Row %(row)s prints the title again.")
        elif records and _continues(record, row, columns) and row.number == (records[-1].row + 1):
            before = records[-1]
            record = Record(record.row, record.values, before.continues or before.row)
        elif records and row.number == last + 1 and _says_a_need(record):
            record = replace(record, perhaps=records[-1].perhaps or records[-1].continues or records[-1].row)
        else:
            why = _no_pupil(row, record, mapped)
            if why and _like_a_pupil(record):
                why, record = None, replace(record, odd_name=True)
        last = row.number if why is None else last
        if why:
            skipped.append(Skipped(row.number, Sentence(why, {"row": row.number})))
            heads = row.number not in again and len(row.filled) <= 2 and not _TOTAL.fullmatch(row.filled[0])
            kind = "" if not heads else "stage" if _is_stage_over(row) else "group" if _is_group_over(row) else ""
            outer = outer or kind
            # Of years over stages, or stages over years, the inner heading does not end the outer one.
            if (kind, outer) != ("stage", "group"):
                over = _year_over(row, over)
            if heads and (kind, outer) != ("group", "stage"):
                stage_over = row.filled[0] if kind == "stage" else ""
            if heads:
                gone_over = row.filled[0] if _GONE.match(row.filled[0]) else ""
        elif record.continues or record.perhaps:
            records.append(record)
        else:
            records.append(_with_above(record, over, stage_over, gone_over))
    return records, skipped


#: A heading within a list over those who are not at the school any more.
_GONE = re.compile(
    r"\W*(?:(?:recent|school|pupils?|students?|children|those|who|have|has|y(?:ea)?r? ?\d+) )*"
    r"(?:leavers?|left(?![ -]?(?:hand|side|col|page|half))|off[ -]?roll|former|moved on|no longer)\b"
    r"(?!.*\b(?:blank|empty|not|here)\b)",
    re.I,
)


def _is_stage_over(row: Row) -> bool:
    """Whether a row names an SEN stage and nothing else. A letter may be the alphabet's, and SENs are needs."""
    text = row.filled[0] if len(row.filled) == 1 else ""
    return len(text) > 2 and text.casefold() != "sens" and stage_in(text) is not None


def _is_group_over(row: Row) -> bool:
    """Whether a row within the list names a year group or a class."""
    return bool(_year_over(row, "") or _GROUP.fullmatch(row.filled[0]))


def _with_above(record: Record, year: str, stage: str, gone: str) -> Record:
    """The record with what stands in rows above, over several pupils, where its own cells say nothing of it."""
    values = dict(record.values)
    if year := year if is_nothing(record.cell("year")) else "":
        values["year"] = [year]
    if stage := stage if is_nothing(record.cell("sen")) else "":
        values["sen"] = [stage]
    if gone:
        values["may_have_left"] = [*values.get("may_have_left", ()), gone]
    return replace(record, values=values, year_from_above=bool(year), sen_from_above=bool(stage))


def _record(row: Row, columns: Sequence[Column]) -> Record:
    values: dict[str, list[Cell]] = {}
    for column in columns:
        if column.field:
            cell = row.cells[column.index] if column.index < len(row.cells) else ""
            through = isinstance(cell, Struck)
            if column.field == "need_named":
                need = _named_need(column.heading, cell)
                values.setdefault("needs", []).append(struck(need) if through else need)
            elif column.field == "sen_and_needs":
                for field, part in _in_two(cell):
                    values.setdefault(field, []).append(struck(part) if through else part)
            elif column.field == "may_have_left" and (meaning(column.heading) or "")[:1] == ("roll",):
                values.setdefault("may_have_left", []).append(_not_on_roll(column.heading, cell))
            else:
                values.setdefault(column.field, []).append(cell)
    return Record(row.number, values)


def _in_two(cell: Cell) -> tuple[tuple[str, Cell], tuple[str, Cell]]:
    """Stage and needs of a cell that says both, or one of them; what is neither is asked about as both."""
    text = squeezed(cell)
    stage: Cell = cell
    needs: Cell = cell
    if both := stage_and_needs(text):
        stage, needs = both
    elif is_nothing(cell) or stage_in(text) is not None:
        needs = ""
    elif (found := read_needs(cell)).values and not found.doubts:
        stage = ""
    elif not found.values and speaks_of_stage(text):
        needs = ""
    return ("sen", stage), ("needs", needs)


def _not_on_roll(heading: str, cell: Cell) -> Cell:
    """What a cell under "Active" says of a pupil having left: both words, or nothing where it says no such thing."""
    return "" if is_nothing(cell) or says_left(squeezed(cell)) is False else f"{heading}: {squeezed(cell)}"


def _named_need(heading: str, cell: Cell) -> Cell:
    """What a cell under the name of a need says: the need, nothing, or both words where it is neither yes nor no."""
    said = yes_or_no(cell)
    if said is not None or is_nothing(cell) or stage_in(squeezed(cell)) == "N":
        return heading if said else ""
    return f"{heading} {rank_mark(cell) or squeezed(cell)}"


def _continues(record: Record, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row holds only a further need, under a pupil's row whose name is not printed twice."""
    filled = {field for field in record.values if not is_nothing(record.cell(field))}
    used = {column.index for column in columns if column.field}
    others = [cell for n, cell in enumerate(row.cells) if n not in used and not is_nothing(cell)]
    return "needs" in filled and filled <= _CONTINUING and not others and bool(read_needs(record.cell("needs")).values)


def _says_a_need(record: Record) -> bool:
    """Whether a row has a need that can be read, and no name or number: the pupil above has more than one, perhaps."""
    filled = {field for field in record.values if not is_nothing(record.cell(field))}
    return "needs" in filled and not filled & {*_IDENTITY} and bool(read_needs(record.cell("needs")).values)


def _no_pupil(row: Row, record: Record, mapped: int) -> str | None:
    """Why a row is no pupil, or nothing where it is one."""
    born = squeezed(record.cell("dob"))
    # "Total" is no date, though it may stand in the place of one.
    sure = is_upn(squeezed(record.cell("upn")).upper()) or (len(born) > 4 and any(mark.isdigit() for mark in born))
    named = any(
        squeezed(record.cell(field)) not in ("", "-") for field in ("surname", "forename", "preferred", *WHOLE_NAMES)
    )
    if not sure or not named:
        if any(_TOTAL.fullmatch(text) for text in row.filled) and (len(row.filled) <= 4 or not named):
            return N_("Row %(row)s is a total, not a pupil.")
        if len(row.filled) <= 3 and (any(_NOTE.fullmatch(text) for text in row.filled) or _tells_colours(row)):
            return N_("Row %(row)s is a note, not a pupil.")
    if all(_RULED.fullmatch(text) for text in row.filled):
        return N_("Row %(row)s has no name. It looks like a heading or a note.")
    if not named:
        somebody = is_upn(squeezed(record.cell("upn")).replace(" ", "").upper()) or _holds_date(record.cell("dob"))
        if somebody and len(row.filled) >= 2 and any(field in record.values for field in _NAMES):
            # Somebody it is: the name is asked, and the rest kept.
            return None
        in_words = len(row.filled) == 1 and not any(mark.isdigit() for mark in row.filled[0])
        if not in_words and any(not is_nothing(record.cell(field)) for field in _IDENTITY):
            return N_("Row %(row)s has no name, so we do not know whose it is. Add the name to the list.")
        return N_("Row %(row)s has no name. It looks like a heading or a note.")
    if not sure and _counts(row, record):
        return N_("Row %(row)s is a total, not a pupil.")
    if not sure and _heads_a_group(row, record):
        return N_("Row %(row)s looks like a heading over a class or group, not a pupil.")
    whole = any(field in record.values for field in WHOLE_NAMES) and re.fullmatch(r"[^,:=\d]+,[^,:=\d]+", row.filled[0])
    if not sure and len(row.filled) == 1 and mapped >= 3 and not whole:
        return N_("Row %(row)s has only one cell filled. It looks like a heading or a note.")
    return None


#: What draws a line across a list.
_RULED = re.compile(r"[-–—=_:+*.~]{2,}")


def _tells_colours(row: Row) -> bool:
    """Whether a row tells what a colour means: "Key, red, EHC plan". A child may be called Key, or Amber."""
    first, *rest = (text.casefold().strip(" :=") for text in row.filled)
    return first in ("key", "colour", "colours", "rag") and any(text in _COLOURS for text in rest)


_COLOURS = {"red", "amber", "green", "yellow", "orange", "blue", "purple", "pink", "grey", "bold", "italic", "italics"}


def _holds_date(cell: Cell) -> bool:
    return isinstance(cell, date) or read_date(cell, today=date.max).value is not None


def _year_over(row: Row, before: str) -> str:
    """The year group that a row within the list says for the pupils below it, or the one said before.

    The name of a class and a total end no group; any other words may.
    """
    text = row.filled[0]
    said = YEAR_IN_WORDS.match(text.upper())
    if _TOTAL.fullmatch(text) or re.search(r"\btotals?\b", text, re.I):
        return before
    if said and len(row.filled) <= 2 and not text[said.end() :][:1].isalnum() and not _NOT_NOW.search(text):
        # "Year 5/6" and "Year 5 and Year 6" are no year group.
        return said[0] if len(years_in_words(text)) <= 1 else ""
    return before if len(row.filled) > 2 or _GROUP.fullmatch(text) or _ADULT.fullmatch(text) else ""


def _heads_a_group(row: Row, record: Record) -> bool:
    """Whether a row within the list names a class or its teacher, such as "Class 7B, Mrs Smith"."""
    names = [squeezed(record.cell(field)) for field in _NAMES]
    if len(row.filled) <= 4 and any(_GROUP.fullmatch(name) for name in names):
        return True
    return len(row.filled) <= 2 and any(_ADULT.fullmatch(name) for name in names)


def _counts(row: Row, record: Record) -> bool:
    """Whether a row under the list counts pupils, such as "SEN Support, 22"."""
    names = [squeezed(record.cell(field)) for field in ("surname", "forename") if field in record.values]
    if any(name.isdigit() for name in names):
        return True
    if "" not in names or len(row.filled) > 3 or not any(text.isdigit() and len(text) <= 4 for text in row.filled):
        return False
    # A child of one name, with what the other rows have: "Sukarno,,6".
    filled = sum(bool(squeezed(cell)) for cells in record.values.values() for cell in cells)
    return filled < len(row.filled) or any(_label(name) for name in names if name) or not _fits(record)


def _label(text: str) -> bool:
    """Whether a word stands before a number in a summary, rather than for a child."""
    return bool(_SUMMARY.fullmatch(text) or stage_in(text) or read_needs(text).values or _TOTAL.fullmatch(text))


def _fits(record: Record) -> bool:
    """Whether what stands beside the name is what its columns hold: a year group, a class, a stage."""
    year, group = record.cell("year"), squeezed(record.cell("class_name"))
    stage, needs = record.cell("sen"), record.cell("needs")
    return (
        (is_nothing(year) or (read := read_year(year)).value is not None or read.likely is not None)
        and (not group.isdigit() or int(group) <= LAST_YEAR)
        and (is_nothing(stage) or stage_in(squeezed(stage)) is not None)
        and (is_nothing(needs) or bool(read_needs(needs).values) or stage_in(squeezed(needs)) == "N")
        and (is_nothing(record.cell("dob")) or _holds_date(record.cell("dob")))
    )


def _like_a_pupil(record: Record) -> bool:
    """Whether a row has surname, forename and what else its list has, though a word in it looks like a total's."""
    surname, forename = (squeezed(record.cell(name)) for name in ("surname", "forename"))
    if not (re.fullmatch(r"\W*[^\W\d_]+(?:['’-][^\W\d_]+)*", surname) and re.fullmatch(r"[^\W\d_][^\d:=]*", forename)):
        return False
    if _ADULT.fullmatch(forename) or _label(forename):
        return False
    others = [name for name in record.values if name not in _NAMES]
    return _fits(record) and (not others or any(not is_nothing(record.cell(name)) for name in others))


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
