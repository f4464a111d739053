"""Which rows below the headings are pupils: what each says under its columns, and what stands over several of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .cells import Cell, Record, Row, Struck, is_nothing, squeezed, struck
from .column import SEVERAL, WHOLE_NAMES, Column
from .contents import YEAR_IN_WORDS
from .dates import read_date
from .headings import meaning, place_headed
from .needs import rank_mark, read_needs, speaks_of_stage, stage_and_needs, stage_in, yes_or_no
from .on_roll import says_left
from .sentences import N_, Sentence
from .upn import is_upn
from .years import LAST_YEAR, read_year, years_in_words

#: The fields that can tell who a row is about.
IDENTITY = ("upn", "admission_no", "surname", "forename", "preferred", "dob", *WHOLE_NAMES)
NAMES = ("surname", "forename", *WHOLE_NAMES)
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
NOT_NOW = re.compile(
    r"leaver|\bleft\b|\bold\b|archiv|former|previous|last year|template|example|sample|\bcopy\b|staff|teacher|parent"
    r"|contact|off roll|waiting|applica|new starters? 20",
    re.I,
)


@dataclass(frozen=True)
class Skipped:
    """A row that is not used, and why."""

    row: int
    why: Sentence


def find_pupils(
    body: Sequence[Row],
    again: Collection[int],
    titles: Collection[tuple[str, ...]],
    columns: Sequence[Column],
    year: str,
    stage: str,
) -> tuple[list[Record], list[Skipped]]:
    """The rows of `body` that are pupils, or say more of one, and the rows that are neither, with the reason.

    `again`: rows that print the headings again. `titles`: what stands above the headings, and may come again. `year`
    and `stage`: what stands over all of these pupils, in a title or the name of the sheet.
    """
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
            kind = "" if not heads else "stage" if is_stage_over(row) else "group" if _is_group_over(row) else ""
            outer = outer or kind
            # Of years over stages, or stages over years, the inner heading does not end the outer one.
            if (kind, outer) != ("stage", "group"):
                over = year_over(row, over)
            if heads and (kind, outer) != ("group", "stage"):
                stage_over = row.filled[0] if kind == "stage" else ""
            if heads:
                gone_over = row.filled[0] if GONE.match(row.filled[0]) else ""
        elif record.continues or record.perhaps:
            records.append(record)
        else:
            records.append(_with_above(record, over, stage_over, gone_over))
    return records, skipped


#: A heading within a list over those who are not at the school any more.
GONE = re.compile(
    r"\W*(?:(?:recent|school|pupils?|students?|children|those|who|have|has|y(?:ea)?r? ?\d+) )*"
    r"(?:leavers?|left(?![ -]?(?:hand|side|col|page|half))|off[ -]?roll|former|moved on|no longer)\b"
    r"(?!.*\b(?:blank|empty|not|here)\b)",
    re.I,
)


def is_stage_over(row: Row) -> bool:
    """Whether a row names an SEN stage and nothing else. A letter may be the alphabet's, and SENs are needs."""
    text = row.filled[0] if len(row.filled) == 1 else ""
    return len(text) > 2 and text.casefold() != "sens" and stage_in(text) is not None


def _is_group_over(row: Row) -> bool:
    """Whether a row within the list names a year group or a class."""
    return bool(year_over(row, "") or _GROUP.fullmatch(row.filled[0]))


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
    return "needs" in filled and not filled & {*IDENTITY} and bool(read_needs(record.cell("needs")).values)


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
        if somebody and len(row.filled) >= 2 and any(field in record.values for field in NAMES):
            # Somebody it is: the name is asked, and the rest kept.
            return None
        in_words = len(row.filled) == 1 and not any(mark.isdigit() for mark in row.filled[0])
        if not in_words and any(not is_nothing(record.cell(field)) for field in IDENTITY):
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


def year_over(row: Row, before: str) -> str:
    """The year group that a row within the list says for the pupils below it, or the one said before.

    The name of a class and a total end no group; any other words may.
    """
    text = row.filled[0]
    said = YEAR_IN_WORDS.match(text.upper())
    if _TOTAL.fullmatch(text) or re.search(r"\btotals?\b", text, re.I):
        return before
    if said and len(row.filled) <= 2 and not text[said.end() :][:1].isalnum() and not NOT_NOW.search(text):
        # "Year 5/6" and "Year 5 and Year 6" are no year group.
        return said[0] if len(years_in_words(text)) <= 1 else ""
    return before if len(row.filled) > 2 or _GROUP.fullmatch(text) or _ADULT.fullmatch(text) else ""


def _heads_a_group(row: Row, record: Record) -> bool:
    """Whether a row within the list names a class or its teacher, such as "Class 7B, Mrs Smith"."""
    names = [squeezed(record.cell(field)) for field in NAMES]
    if len(row.filled) <= 4 and any(_GROUP.fullmatch(name) for name in names):
        return True
    return len(row.filled) <= 2 and any(_ADULT.fullmatch(name) for name in names)


def _counts(row: Row, record: Record) -> bool:
    """Whether a row under the list counts pupils, such as "SEN Support, 22"."""
    names = [squeezed(record.cell(field)) for field in ("surname", "forename") if field in record.values]
    if any(name.isdigit() for name in names):
        return True
    whole = next((text for field in WHOLE_NAMES if (text := squeezed(record.cell(field)))), "")
    if whole not in ("Sen", "None") and _label(whole) and len(row.filled) <= 3 and any(map(_is_count, row.filled)):
        # "EHCP, 4" below a list of whole names. Sen and None are names of people.
        return True
    if "" not in names or len(row.filled) > 3 or not any(map(_is_count, row.filled)):
        return False
    # A child of one name, with what the other rows have: "Sukarno,,6".
    filled = sum(bool(squeezed(cell)) for cells in record.values.values() for cell in cells)
    return filled < len(row.filled) or any(_label(name) for name in names if name) or not _fits(record)


def _is_count(text: str) -> bool:
    return text.isdigit() and len(text) <= 4


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
    others = [name for name in record.values if name not in NAMES]
    return _fits(record) and (not others or any(not is_nothing(record.cell(name)) for name in others))
