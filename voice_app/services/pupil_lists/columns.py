"""Which column holds what: by its heading, by what is in it, and by what the user says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from .cells import Cell, Row, is_nothing, squeezed
from .dates import read_date
from .fields import FIELDS
from .headings import OTHERS, OTHERS_BLOCK, OWNERS, any_rule, rules, told_by_words
from .needs import STAGES, read_needs, read_stage, yes_or_no
from .sentences import N_, Sentence
from .upn import is_upn
from .years import read_year

WHOLE_NAMES = ("name", "name_surname_first", "name_forename_first")

#: Fields that may have several columns: their values are put together (needs), used where a better column is empty
#: (a first language), or have to agree (`one_row`).
_MANY = {"needs", "need_named"}
SEVERAL = ("upn", "dob", "year", "sen", "home_language", "leaving", "may_have_left")
#: Headings over numbers that may be the school's or may only count the rows.
_BARE_NUMBER = re.compile(r"(?:s|sr|row|list|roll)?(?:no|nr|num|number|id|ref)+")
_LEFT_BEHIND = Sentence(N_("Left behind."))
_BY_CODES = Sentence(N_("By what is in the column, and not by its heading."))
_BY_WORDS = Sentence(N_("By the words in its heading, and what is in the column."))
_MAY_COUNT = Sentence(N_("Left behind: it may only count the rows. If it is the admission number, choose that."))
_OF_OTHERS = Sentence(N_("Left behind: it seems to speak of somebody else or of another time."))
_NAMES_TOO = Sentence(N_("Left behind: it goes with a second set of names."))
_COUNTS = Sentence(N_("Left behind: it only counts the rows."))
_YEAR_IN_WORDS = re.compile(r"(?:Y|YR|YEAR)[ .]?(?:\d{1,2}|R)|REC(?:EPTION)?|N(?:URSERY )?[12]|NURSERY|FS?[12]")
#: The school year of the list, such as 2026/27: it says nothing of a pupil.
_SCHOOL_YEAR = re.compile(r"(?:AY ?)?20\d\d(?: ?[/–-] ?(?:20)?\d\d)?", re.I)
_SIGNS = re.compile(r"[^\w]|_")
#: A class that is named by its year group: 7B, 12 A, 6-Oak.
_CLASS = re.compile(r"(?:1[0-4]|0?\d)[\s/-]?[A-Za-z]\w{0,4}")
#: Later than any birth date in a list: here a date is only known as one.
_LATE = date(2100, 1, 1)


@dataclass(frozen=True)
class Column:
    """A column and what it is taken for; `key` names it in the user's own choice and stays the same next time."""

    index: int
    heading: str
    key: str
    field: str | None
    why: Sentence
    rank: int = 9


def compact(heading: Cell) -> str:
    """A heading in small letters without spaces, signs and line breaks, so that spellings meet."""
    text = squeezed(heading).replace("&", " and ").replace("#", " no ").casefold()
    return _SIGNS.sub("", text)


def meaning(heading: Cell) -> tuple[str, int] | None:
    """The field a heading names and how well it does (0 is best), or nothing."""
    whole = compact(heading)
    # "SEN Status (N/K/E)": what stands in brackets is an explanation, unless it says that the fact is another person's.
    bare = "" if OTHERS.search(squeezed(heading)) else compact(re.sub(r"[(\[].*?[)\]]", "", squeezed(heading)))
    owned = [found[1] for text in (whole, bare) for owner in OWNERS if (found := owner.fullmatch(text))]
    for text in dict.fromkeys((whole, re.sub(r"(?:ddmmyyyy|ddmmyy|yyyymmdd)$", "", whole), bare, *owned)):
        if not any_rule().fullmatch(text):
            continue
        rank, name = min(
            ((rank, name) for name, rank, words in rules() if words.fullmatch(text)), key=lambda one: one[0]
        )
        return name, rank
    return None


def letter(index: int) -> str:
    """The letter a spreadsheet shows over a column, A for 0."""
    before, last = divmod(index, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


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
    columns = []
    over = ""
    for n, text in enumerate(texts):
        over = (squeezed(above[n]) if n < len(above) else "") or over
        if not text and not samples[n]:
            continue
        key = text if text and times[text] == 1 else f"{text} ({letter(n)})".strip()
        column = Column(n, text, key, None, _LEFT_BEHIND)
        columns.append(
            _by_user(column, chosen[key]) if key in chosen else _by_itself(column, samples[n], over, n in blocks)
        )
    return _settle(_name_in_two(_by_codes(_by_words(columns, samples), samples), samples))


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


def _name_in_two(columns: Sequence[Column], samples: Sequence[Sequence[Cell]]) -> list[Column]:
    """A heading for names merged over two columns: the second, without a heading, has the other part of the name.

    Which part is which is certain where the heading says their order, or only one is written in capitals.
    """
    made = list(columns)
    why = Sentence(N_("Under the heading beside it."))
    for n, (first, second) in enumerate(pairwise(columns)):
        beside = second.index == first.index + 1 and not second.heading and second.field is None
        if first.field not in WHOLE_NAMES or first.rank < 0 or second.rank < 0 or not beside:
            continue
        here, there = samples[first.index], samples[second.index]
        if not all(_one_name(cell) for cell in (*here, *there)):
            continue
        loud = tuple(all(squeezed(cell).isupper() for cell in cells) for cells in (here, there))
        one, other = "name", "name_rest"
        if first.field == "name_surname_first" or (first.field == "name" and loud == (True, False)):
            one, other = "surname", "forename"
        elif first.field == "name_forename_first" or (first.field == "name" and loud == (False, True)):
            one, other = "forename", "surname"
        made[n], made[n + 1] = replace(first, field=one), replace(second, field=other, rank=first.rank, why=why)
    return made


def _one_name(cell: Cell) -> bool:
    text = squeezed(cell)
    return bool(text) and "," not in text and not any(mark.isdigit() for mark in text)


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
        unknown = column.field is None and column.rank > 0 and column.why == _LEFT_BEHIND
        field = told_by_words(column.heading) if unknown else None
        if field and field not in found and _fits(field, samples[column.index]):
            found.add(field)
            column = replace(column, field=field, rank=8, why=_BY_WORDS)
        made.append(column)
    return made


def _fits(field: str, sample: Sequence[Cell]) -> bool:
    """Whether most of what stands in a column can be read as this field."""
    read = _READ.get(field, _in_words)
    cells = sample[:400]
    return 2 * sum(read(cell) for cell in cells) > len(cells)


def _in_words(cell: Cell) -> bool:
    text = squeezed(cell)
    return yes_or_no(text) is None and not any(mark.isdigit() for mark in text)


def _is_date(cell: Cell) -> bool:
    return read_date(cell, today=_LATE).value is not None


_READ: Mapping[str, Callable[[Cell], bool]] = {
    "dob": _is_date,
    "year": lambda cell: read_year(cell).value is not None,
    "sen": lambda cell: read_stage(cell).value in STAGES,
    "needs": lambda cell: bool(read_needs(cell).values),
    "class_name": lambda cell: bool(_CLASS.fullmatch(squeezed(cell))),
}


def _by_codes(columns: Sequence[Column], samples: Sequence[Sequence[Cell]]) -> list[Column]:
    """Where no heading names stage, needs or year group, a column full of them under another heading is it."""
    found = {column.field for column in columns}
    made = []
    for column in columns:
        texts = [squeezed(cell).upper() for cell in samples[column.index]]
        field = None
        if column.field is None and column.rank > 0 and texts and column.why.text != _OF_OTHERS.text:
            if "needs" not in found and all(read_needs(text).values and not read_needs(text).doubts for text in texts):
                field = "needs"
            elif "sen" not in found and _are_stages(texts):
                field = "sen"
        elif column.field == "class_name" and "year" not in found and texts and column.rank >= 0:
            # One class a year group: "Year 4", "Reception" under Class.
            field = "year" if all(_YEAR_IN_WORDS.fullmatch(text) for text in texts) else None
        if field:
            found.add(field)
            column = replace(column, field=field, why=_BY_CODES)
        made.append(column)
    return made


def _are_stages(texts: Sequence[str]) -> bool:
    """Whether a column holds nothing but SEN stages: in codes with a K among them, or some in words."""
    if {read_stage(text).value for text in texts} - {*STAGES}:
        return False
    codes = {text.upper() for text in texts} <= {*STAGES}
    return "K" in texts if codes else any(len(text) > 1 and read_stage(text).value in ("K", "E") for text in texts)


def _by_user(column: Column, field: str) -> Column:
    return replace(column, field=field if field in FIELDS else None, rank=-1, why=Sentence(N_("Chosen by you.")))


def _by_itself(column: Column, sample: Sequence[Cell], over: str, of_others: bool) -> Column:
    own = meaning(column.heading)
    if of_others or (own is None and OTHERS.search(column.heading)):
        seems = own or meaning(re.sub(r"[(\[].*?[)\]]", "", column.heading)) or _by_content(None, sample)
        return replace(column, why=_OF_OTHERS if seems else Sentence(_OF_OTHERS.text, {"plainly": True}))
    if own is None and _names_a_need(column.heading, sample):
        return replace(column, field="need_named", rank=0, why=Sentence(N_("By its heading.")))
    # "End date" under "SEN" is not the pupil's last day.
    beside = meaning(f"{over} {column.heading}") if over and column.heading else None
    found = beside if beside and beside[0] == "sen_end" else own or beside
    field, rank = found or (None, 9)
    seen = _by_content(field, sample)
    if seen is None and _BARE_NUMBER.fullmatch(compact(column.heading)):
        return replace(column, why=_COUNTS if _counts_rows(sample) else _MAY_COUNT)
    if seen == "admission_no" and rank > 0 and _counts_rows(sample):
        return replace(column, why=_COUNTS)
    if seen != field:
        return replace(column, field=seen, rank=max(rank, 1), why=Sentence(N_("By what is in the column.")))
    return replace(column, field=field, rank=rank, why=Sentence(N_("By its heading."))) if field else column


def _names_a_need(heading: str, sample: Sequence[Cell]) -> bool:
    """Whether a column is headed by one type of need, and says yes or no below."""
    named = read_needs(heading)
    one = len(named.values) == 1 and not named.doubts and named.values[0] != "OTH"
    return one and bool(sample) and all(yes_or_no(cell) is not None for cell in sample)


def _counts_rows(sample: Sequence[Cell]) -> bool:
    """Whether a column runs 1, 2, 3: it numbers the rows of the list, and another list's 1 is another child."""
    texts = [squeezed(cell).rstrip(".") for cell in sample]
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal()]
    steps = (after - before for before, after in pairwise(numbers))
    return len(numbers) == len(texts) and numbers[:1] in ([0], [1]) and all(step in (0, 1) for step in steps)


def number_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of a column that may hold admission numbers, in a list that has no other."""
    if any(column.field == "admission_no" for column in columns):
        return []
    why = N_("The column %(heading)s was left behind. If it holds admission numbers, choose that for it below.")
    return [Sentence(why, {"heading": column.heading}) for column in columns if column.why == _MAY_COUNT]


def names_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of a second set of names, which may be pupils of another list, or parents."""
    if not (gone := [column.key for column in columns if column.why == _NAMES_TOO]):
        return []
    why = N_(
        "These columns go with a second set of names and were left behind: %(headings)s. "
        "If they are pupils, save them as a list of their own."
    )
    return [Sentence(why, {"headings": ", ".join(gone)})]


def by_words_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of columns whose headings nobody has seen before, and that were taken for something."""
    taken = [one.key for one in columns if one.field and one.rank > 0 and one.why in (_BY_WORDS, _BY_CODES)]
    if not taken:
        return []
    why = N_("These headings are new to My Say: %(headings)s. Check what each column was taken for.")
    return [Sentence(why, {"headings": ", ".join(taken)})]


def others_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of columns that look like a pupil's own facts, but seem to be another's or of another time."""
    if not (gone := [column.key for column in columns if column.why == _OF_OTHERS]):
        return []
    why = N_(
        "Left behind, as they seem to speak of somebody else or of another time: %(headings)s. "
        "If such a column is about the pupil now, choose that for it."
    )
    return [Sentence(why, {"headings": ", ".join(gone)})]


def _by_content(field: str | None, sample: Sequence[Cell]) -> str | None:
    """The field after a look into the column: headings such as "SEN" or "Year" are used for several things."""
    texts = [squeezed(cell) for cell in sample[:400]]
    if not texts:
        return field

    def most(matching: int) -> bool:
        return 2 * matching > len(texts)

    if field is None or field == "admission_no":
        return "upn" if most(sum(is_upn(text.upper().replace(" ", "")) for text in texts)) else field
    if field in ("sen", "needs", "sen_support", "ehc_plan"):
        return _sen_content(field, texts)
    if field == "need_rank":
        return field if most(sum(text[:1].isdigit() for text in texts)) else "needs"
    if field == "year" and most(sum(bool(_SCHOOL_YEAR.fullmatch(text)) for text in texts)):
        return None
    if field == "year" and not most(sum(_is_year(text) for text in texts)):
        return "class_name" if most(sum(bool(_CLASS.fullmatch(text)) for text in texts)) else field
    if field == "roll" and not most(sum(says_left(text) is not None or may_have_left(text) for text in texts)):
        return "sen" if most(sum(read_stage(text).value in STAGES for text in texts)) else None
    return field


def _sen_content(field: str, texts: Sequence[str]) -> str:
    """Stage, needs or a yes-or-no column: all three go by headings such as "SEN" and "SEN Support"."""
    stages = [read_stage(text).value for text in texts]
    needs = sum(bool(read_needs(text).values) for text in texts)
    # "None" in a column of needs says that there is no need, not that there is no SEN.
    known = len(stages) - stages.count(None) - (stages.count("N") if field == "needs" else 0)
    if field == "needs" and all(text.isdigit() for text in texts):
        return "need_rank"
    if needs > known:
        return "needs"
    if field == "sen" or (field == "needs" and known > needs):
        return "sen"
    # Only a column of stages has a K beside the plans, or an E beside the support.
    if (field == "ehc_plan" and "K" in stages) or (field == "sen_support" and "E" in stages):
        return "sen"
    return field


def _is_year(text: str) -> bool:
    read = read_year(text)
    return read.value is not None or read.likely is not None


def says_left(text: str) -> bool | None:
    """Whether a word for being on roll says that the pupil has left; nothing where it says neither."""
    word = compact(text)
    if (on_roll := yes_or_no(text)) is not None:
        return not on_roll
    if re.fullmatch(
        r"leaver|left|former|formerpupil|formerstudent|offroll|exstudent|expupil|archived|inactive|alumn\w*|pastpupil",
        word,
    ):
        return True
    on = r"onroll|current|currentpupil|currentstudent|active|main|dual|single\w*|c|m|dually\w*|enrolled"
    on += r"|currentmain\w*|currentsingle\w*"
    return (
        False
        if re.fullmatch(on + r"|guest|subsidiary|currentsubsidiary\w*|registered|maindualregistration", word)
        else None
    )


def may_have_left(text: str) -> bool:
    """Whether a word for being on roll leaves open whether the pupil is: transferred, applied, educated elsewhere."""
    return bool(_MAY_HAVE_LEFT.match(compact(text)))


_MAY_HAVE_LEFT = re.compile(
    r"transfer|withdr|moved|moving|leaving|exclu|permanent|deceased|died|deregist|removed|electivelyhome|home|ehe"
    r"|appli|offer|accept|prospect|future|pending|admit|waiting|onhold|suspend|missing|cme|unknown|other"
)


def _settle(columns: Sequence[Column]) -> list[Column]:
    """One column a field (some may have several): the best heading, then the first."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field and column.field not in _MANY:
            best[column.field] = min(best.get(column.field, column), column, key=lambda one: (one.rank, one.index))
    _names(best)
    _year_of_classes(columns, best)
    second = _second_names(columns, best)
    kept = []
    for column in columns:
        wanted = next((field for field, one in best.items() if one.index == column.index), None)
        if column.index in second:
            kept.append(replace(column, field=None, why=_NAMES_TOO))
        elif column.field in _MANY or wanted == column.field:
            kept.append(column)
        elif wanted is None and column.field in SEVERAL and column.field in best:
            kept.append(replace(column, why=_second(column, best[column.field])))
        elif wanted:
            kept.append(replace(column, field=wanted, why=Sentence(N_("There is no better column for it."))))
        else:
            kept.append(replace(column, field=None, why=Sentence(N_("Left behind: another column says it better."))))
    return kept


def _second_names(columns: Sequence[Column], best: Mapping[str, Column]) -> set[int]:
    """The columns whose headings come a second time, from the first name on: a sibling's, perhaps, or a parent's.

    Their dates and numbers fill no gaps of the pupils whose names stand before.
    """
    found: set[int] = set()
    headings: set[str] = set()
    taken = {one.index for one in best.values()}
    for column in columns:
        heading = compact(column.heading)
        again = heading and heading in headings and column.rank >= 0 and column.index not in taken
        if again and column.field and (found or column.field in ("surname", "forename", *WHOLE_NAMES)):
            found.add(column.index)
        headings.add(heading)
    return found


def _second(column: Column, better: Column) -> Sentence:
    values = {"heading": better.heading or better.key}
    if column.field == "home_language":
        return Sentence(N_("Used where the column %(heading)s is empty."), values)
    return Sentence(N_("Used where the column %(heading)s is empty; asked where the two differ."), values)


def _names(best: dict[str, Column]) -> None:
    """A whole name is used where surname and forename do not have columns of their own."""
    if "forename" not in best and "surname" in best and "preferred" in best:
        best["forename"] = best.pop("preferred")
    if "surname" in best and "forename" not in best and "name" in best:
        best["forename"] = best.pop("name")
    whole = [best[field] for field in WHOLE_NAMES if field in best]
    kept = min(whole, key=lambda one: (one.rank, one.index), default=None)
    for field in WHOLE_NAMES:
        if field in best and (
            best[field] is not kept or ("surname" in best and "forename" in best and best[field].rank >= 0)
        ):
            del best[field]


def _year_of_classes(columns: Sequence[Column], best: dict[str, Column]) -> None:
    """A year column that holds classes (7B) beside a class column: its years are asked, not lost."""
    if "year" not in best:
        for column in columns:
            if (
                column.field == "class_name"
                and column is not best["class_name"]
                and (meaning(column.heading) or ("",))[0] == "year"
            ):
                best["year"] = column
