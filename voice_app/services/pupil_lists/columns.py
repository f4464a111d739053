"""Which column holds what: by its heading, by what is in it, and by what the user says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .cells import Cell, Row, is_nothing, squeezed
from .column import BY_CODES, BY_WORDS, COUNTS, LEFT_BEHIND, MAY_COUNT, OF_OTHERS, WHOLE_NAMES, Column, letter
from .contents import YEAR_IN_WORDS, are_stages, by_content, counts_rows, fits, is_one_name, names_a_need
from .fields import FIELDS
from .headings import BARE_ROLL, OTHERS, OTHERS_BLOCK, compact, meaning, told_by_words
from .names import without_part
from .needs import read_needs, stage_and_needs, yes_or_no
from .one_each import settle
from .sentences import N_, Sentence

#: Headings over letters that mean something else, though they look like the codes of SEN stages.
_OF_LETTERS = re.compile(
    r"\b(?:band|stream|sets?|house|block|option|grade|tier|eal|english|maths|reading|phonics|effort|attainment|target"
    r"|ability|half|wing|bus|attendance|sessions?|mark)s?\b",
    re.I,
)
#: Columns headed by the code of a stage, with ticks below.
_STAGE_COLUMNS = {"K": "sen_support", "SEN K": "sen_support", "E": "ehc_plan", "SEN E": "ehc_plan"}
_OTHER = re.compile(r"oth(?:er)?(?: needs?)?", re.I)
#: Headings over numbers that may be the school's or may only count the rows.
_BARE_NUMBER = re.compile(r"(?:s|sr|row|list|roll)?(?:no|nr|num|number|id|ref)+")


def understand(
    headings: Sequence[Cell], rows: Sequence[Row], chosen: Mapping[str, str], above: Sequence[Cell] = ()
) -> list[Column]:
    """Every column that has a heading or something in it, with its field or none.

    `chosen` is the user's own: key -> field, "" for "leave it behind". `above` is the row over the headings, whose
    words may stand over several columns ("SEN" over "Status" and "Need").
    """
    width = max([len(headings), *(len(row.cells) for row in rows)], default=0)
    samples = [
        [row.cells[n] for row in rows if n < len(row.cells) and not is_nothing(row.cells[n])] for n in range(width)
    ]
    texts = [squeezed(headings[n]) if n < len(headings) else "" for n in range(width)]
    times = Counter(texts)
    blocks = _blocks(texts, above)
    staged = _stage_columns(texts, above)
    columns = []
    over = ""
    for n, text in enumerate(texts):
        over = (squeezed(above[n]) if n < len(above) else "") or over
        if not text and not samples[n]:
            continue
        key = text if text and times[text] == 1 else f"{text} ({letter(n)})".strip()
        column = Column(n, text, key, None, LEFT_BEHIND)
        columns.append(
            _by_user(column, chosen[key])
            if key in chosen
            else _by_itself(column, samples[n], over, of_others=n in blocks, stage=staged.get(n))
        )
    columns = _of_the_need_before(_other_need(columns, samples), samples)
    settled = settle(_name_in_two(_by_codes(_by_words(columns, samples), samples), rows))
    return _whole_alone(_forename_beside(settled, rows), samples)


def _other_need(columns: Sequence[Column], samples: Sequence[Sequence[Cell]]) -> list[Column]:
    """Beside columns that are each headed by a need, one headed "Other" with ticks is a need too."""
    if sum(column.field == "need_named" for column in columns) < 2:
        return list(columns)
    why = Sentence(N_("By its heading."))
    return [
        replace(one, field="need_named", rank=0, why=why)
        if one.field is None and one.rank > 0 and _OTHER.fullmatch(one.heading) and _ticks(samples[one.index])
        else one
        for one in columns
    ]


def _of_the_need_before(columns: Sequence[Column], samples: Sequence[Sequence[Cell]]) -> list[Column]:
    """Behind a column of needs or stages, "Start", "Priority" and "End" alone speak of those, and not of the pupil."""
    made = []
    anchor: str | None = None
    for column in columns:
        heading = compact(column.heading)
        field = None
        if column.rank >= 0 and anchor and _ENDS.fullmatch(heading):
            field = "need_end" if anchor == "needs" else "sen_end"
        elif column.rank >= 0 and anchor == "needs" and _RANKS.fullmatch(heading) and _numbers(samples[column.index]):
            field = "need_rank"
        if column.field in ("needs", "sen"):
            anchor = column.field
        elif not (_ENDS.fullmatch(heading) or _RANKS.fullmatch(heading) or _STARTS.fullmatch(heading)):
            anchor = None
        why = Sentence(N_("By its heading, and the column before it."))
        made.append(replace(column, field=field, rank=0, why=why) if field else column)
    return made


def _numbers(sample: Sequence[Cell]) -> bool:
    return bool(sample) and all(squeezed(cell).isdecimal() for cell in sample)


_STARTS = re.compile(r"start(?:s|ed|date)?|from|datefrom|startedon")
_ENDS = re.compile(r"end(?:s|ed|date)?|to|dateto|todate|endedon")
_RANKS = re.compile(r"priority|order|rank(?:ing)?|no")


def _ticks(sample: Sequence[Cell]) -> bool:
    return bool(sample) and all(map(_says_yes_or_no, sample))


def _whole_alone(columns: Sequence[Column], samples: Sequence[Sequence[Cell]]) -> list[Column]:
    """A column headed "First name" or "Surname", where no other has names, holds whole names if most have two words."""
    names = [column for column in columns if column.field in ("surname", "forename", *WHOLE_NAMES)]
    if len(names) != 1 or names[0].field in WHOLE_NAMES or names[0].rank < 0:
        return list(columns)
    texts = [squeezed(cell) for cell in samples[names[0].index]]
    if 2 * sum(" " in text for text in texts) <= len(texts):
        return list(columns)
    return [replace(one, field="name", why=BY_CODES) if one is names[0] else one for one in columns]


def _forename_beside(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Beside a column of surnames, one headed "Name" holds the forenames, unless the surnames stand in it too."""
    by_field = {column.field: column for column in columns if column.field}
    surname, name = by_field.get("surname"), by_field.get("name")
    if surname is None or name is None or name.rank < 0 or "forename" in by_field or "name_rest" in by_field:
        return list(columns)
    pairs = [[squeezed(cell) for cell in (row.cells[surname.index], row.cells[name.index])]
             for row in rows if len(row.cells) > max(surname.index, name.index)]  # fmt: skip
    if any(family and " " in whole and without_part(whole, family) for family, whole in pairs):
        return list(columns)
    why = Sentence(N_("There is no better column for it."))
    return [replace(one, field="forename", why=why) if one is name else one for one in columns]


def _blocks(headings: Sequence[str], above: Sequence[Cell]) -> frozenset[int]:
    """The columns under a heading such as "Contact 1" or "Sibling": their names and dates are not the pupil's.

    None where that would leave no whole name: then the words above are a title, not a heading over columns.
    """
    found: set[int] = set()
    over = ""
    for n in range(len(headings)):
        over = (squeezed(above[n]) if n < len(above) else "") or over
        if OTHERS_BLOCK.fullmatch(over):
            found.add(n)
    left = {(meaning(text) or ("",))[0] for n, text in enumerate(headings) if n not in found}
    return frozenset(found if {"surname", "forename"} <= left or left & {*WHOLE_NAMES} else ())


def _name_in_two(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """A heading for names merged over two columns: the second, without a heading, has the other part of the name.

    Which part is which is certain where the heading or the user says their order, or only one is written in capitals.
    """
    made = list(columns)
    why = Sentence(N_("Under the heading beside it."))
    for n, (first, second) in enumerate(pairwise(columns)):
        beside = second.index == first.index + 1 and not second.heading and second.field is None
        if first.field not in WHOLE_NAMES or second.rank < 0 or not beside:
            continue
        pairs = _pairs(rows, first.index)
        if not pairs:
            continue
        loud = tuple(all(part.isupper() for part in parts) for parts in zip(*pairs, strict=True))
        one, other = "name", "name_rest"
        if first.field == "name_surname_first" or (first.field == "name" and loud == (True, False)):
            one, other = "surname", "forename"
        elif first.field == "name_forename_first" or (first.field == "name" and loud == (False, True)):
            one, other = "forename", "surname"
        made[n], made[n + 1] = replace(first, field=one), replace(second, field=other, rank=first.rank, why=why)
    return made


def _pairs(rows: Sequence[Row], place: int) -> list[tuple[str, str]]:
    """Both parts of each name, where a column and the next hold such: in most rows, and mostly of one word each.

    A total, a legend or a child of one name fills only the first of them.
    """
    texts = [[squeezed(cell) for cell in row.cells[place : place + 2]] for row in rows if len(row.filled) > 1]
    pairs = [(found[0], found[1]) for found in texts if len(found) == 2 and all(found)]
    names = [pair for pair in pairs if all(map(is_one_name, pair))]
    short = sum(" " not in first for first, _ in names)
    most = 3 * len(names) > 2 * len(pairs) and 2 * len(pairs) > sum(bool(found and found[0]) for found in texts)
    return names if most and 2 * short > len(names) else []


def _by_words(columns: Sequence[Column], samples: Sequence[Sequence[Cell]]) -> list[Column]:
    """Where no heading is known to name a field, the first whose words speak of it alone, over values that fit.

    Offices word their headings freely ("Nat. Curr. Year", "SEN Prov from MIS"): left behind, what stands below would
    be lost to a school that reads no more than the pupils. `by_words_notes` says so openly.
    """
    found = {column.field for column in columns}
    if found & {*WHOLE_NAMES}:
        found |= {"surname", "forename"}
    made = []
    for column in columns:
        unknown = column.field is None and column.rank > 0 and column.why == LEFT_BEHIND
        field = told_by_words(column.heading) if unknown else None
        if field and field not in found and fits(field, samples[column.index]):
            found.add(field)
            column = replace(column, field=field, rank=8, why=BY_WORDS)
        made.append(column)
    return made


def _by_codes(columns: Sequence[Column], samples: Sequence[Sequence[Cell]]) -> list[Column]:
    """Where no heading names stage, needs or year group, a column full of them under another heading is it."""
    found = {column.field for column in columns}
    made = []
    for column in columns:
        texts = [squeezed(cell).upper() for cell in samples[column.index]]
        field = None
        if column.field is None and column.rank > 0 and texts and column.why.text != OF_OTHERS.text:
            if "needs" not in found and all(read_needs(text).values and not read_needs(text).doubts for text in texts):
                field = "needs"
            elif not {"sen", "sen_and_needs"} & found and 2 * sum(map(_says_both, texts)) > len(texts):
                field = "sen_and_needs"
            elif "sen" not in found and are_stages(texts) and not _OF_LETTERS.search(column.heading):
                field = "sen"
        elif column.field == "class_name" and "year" not in found and texts and column.rank >= 0:
            # One class a year group: "Year 4", "Reception" under Class.
            field = "year" if all(YEAR_IN_WORDS.fullmatch(text) for text in texts) else None
        if field:
            found.add(field)
            column = replace(column, field=field, why=BY_CODES)
        made.append(column)
    return made


def _says_both(text: str) -> bool:
    return stage_and_needs(text) is not None


def _says_yes_or_no(cell: Cell) -> bool:
    return yes_or_no(cell) is not None


def _by_user(column: Column, field: str) -> Column:
    return replace(column, field=field if field in FIELDS else None, rank=-1, why=Sentence(N_("Chosen by you.")))


def _stage_columns(headings: Sequence[str], above: Sequence[Cell]) -> dict[int, str]:
    """The columns that are headed by the code of a stage. A letter alone may mean anything: there is a K and an E, or
    they stand under "SEN"."""
    plain = {n: text.upper() for n, text in enumerate(headings) if text.upper() in _STAGE_COLUMNS}
    both = len({_STAGE_COLUMNS[text] for text in plain.values()}) == len({*_STAGE_COLUMNS.values()})
    over = ""
    found: dict[int, str] = {}
    for n in range(len(headings)):
        over = (squeezed(above[n]) if n < len(above) else "") or over
        if n in plain and (both or len(plain[n]) > 1 or (meaning(over) or ("",))[0] == "sen"):
            found[n] = _STAGE_COLUMNS[plain[n]]
    return found


def _by_itself(column: Column, sample: Sequence[Cell], over: str, *, of_others: bool, stage: str | None) -> Column:
    own = meaning(column.heading)
    if of_others or (own is None and OTHERS.search(column.heading)):
        seems = own or meaning(re.sub(r"[(\[].*?[)\]]", "", column.heading)) or by_content(None, sample)
        return replace(column, why=OF_OTHERS if seems else Sentence(OF_OTHERS.text, {"plainly": True}))
    if own is None and names_a_need(column.heading, sample):
        return replace(column, field="need_named", rank=0, why=Sentence(N_("By its heading.")))
    if own is None and (meaning(over) or ("",))[0] == "needs" and _ticks(sample):
        # "C&L" under "Need", with crosses below it: which need that is will be asked.
        return replace(column, field="need_named", rank=0, why=Sentence(N_("By its heading.")))
    if own is None and stage and _ticks(sample):
        return replace(column, field=stage, rank=0, why=Sentence(N_("By its heading.")))
    # "End date" under "SEN" is not the pupil's last day.
    beside = meaning(f"{over} {column.heading}") if over and column.heading else None
    found = beside if beside and beside[0] == "sen_end" else own or beside
    field, rank = found or (None, 9)
    seen = by_content(field, sample)
    if seen is None and _BARE_NUMBER.fullmatch(compact(column.heading)):
        return replace(column, why=COUNTS if counts_rows(sample) else MAY_COUNT)
    if seen == "admission_no" and rank > 0 and counts_rows(sample):
        return replace(column, why=COUNTS)
    if seen == "roll" and rank == BARE_ROLL:
        seen = field = "may_have_left"
    if seen != field:
        return replace(column, field=seen, rank=max(rank, 1), why=Sentence(N_("By what is in the column.")))
    return replace(column, field=field, rank=rank, why=Sentence(N_("By its heading."))) if field else column
