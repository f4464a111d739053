"""What is in a column, whatever stands over it: headings such as "SEN" and "Year" are used for several things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from .cells import Cell, squeezed
from .dates import read_date
from .needs import STAGES, needs_headed, rank_mark, read_needs, read_stage, stage_and_needs, yes_or_no
from .on_roll import speaks_of_it
from .upn import is_upn
from .years import read_year

YEAR_IN_WORDS = re.compile(
    r"(?:Y|YR|YEAR|BL|BLWYDDYN)\.? ?(?:\d{1,2}|R)|DERBYN|MEITHRIN|REC(?:EPTION)?|N(?:URSERY )?[12]|NURSERY|FS?[12]"
)
#: The school year of the list, such as 2026/27: it says nothing of a pupil.
_SCHOOL_YEAR = re.compile(r"(?:AY ?)?20\d\d(?: ?[/–-] ?(?:20)?\d\d)?", re.I)
#: A class that is named by its year group: 7B, 12 A, 6-Oak.
_CLASS = re.compile(r"(?:1[0-4]|0?\d)[\s/-]?[A-Za-z]\w{0,4}")
#: A longer text under the name of a need is a remark.
_LONGEST_MARK = 40
_LONGEST_CODE = 4
#: Later than any birth date in a list: here a date is only known as one.
_LATE = date(2100, 1, 1)


def by_content(field: str | None, sample: Sequence[Cell]) -> str | None:
    """The field after a look into the column: headings such as "SEN" or "Year" are used for several things."""
    texts = [squeezed(cell) for cell in sample[:400]]
    if not texts:
        return field

    def most(matching: int) -> bool:
        return 2 * matching > len(texts)

    if field is None or field == "admission_no":
        return "upn" if most(sum(is_upn(text.upper().replace(" ", "")) for text in texts)) else field
    if field in ("sen", "needs", "sen_support", "ehc_plan", "sen_and_needs"):
        return _sen_content(field, texts)
    if field == "need_rank":
        return field if most(sum(text[:1].isdigit() for text in texts)) else "needs"
    if field == "year" and most(sum(bool(_SCHOOL_YEAR.fullmatch(text)) for text in texts)):
        return None
    if field == "year" and not most(sum(_is_year(text) for text in texts)):
        return "class_name" if most(sum(bool(_CLASS.fullmatch(text)) for text in texts)) else field
    if field == "roll" and not most(sum(speaks_of_it(text) for text in texts)):
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
    both = sum(stage_and_needs(text) is not None for text in texts)
    # "None" in a column of needs says that there is no need: one slip there makes it no column of stages.
    if 2 * both > len(texts) or (both and field != "needs"):
        return "sen_and_needs"
    if needs > known:
        return "needs"
    if field in ("sen", "sen_and_needs") or (field == "needs" and known > needs):
        return "sen"
    # Only a column of stages has a K beside the plans, or an E beside the support.
    if (field == "ehc_plan" and "K" in stages) or (field == "sen_support" and "E" in stages):
        return "sen"
    return field


def _is_year(text: str) -> bool:
    read = read_year(text)
    return read.value is not None or read.likely is not None


def fits(field: str, sample: Sequence[Cell]) -> bool:
    """Whether most of what stands in a column can be read as this field."""
    read = _READ.get(field, _in_words)
    cells = sample[:400]
    if field == "sen" and _says_stage_in_words(map(squeezed, cells)):
        return True
    return 2 * sum(read(cell) for cell in cells) > len(cells)


def _in_words(cell: Cell) -> bool:
    text = squeezed(cell)
    return yes_or_no(text) is None and not any(mark.isdigit() for mark in text)


def _is_date(cell: Cell) -> bool:
    return read_date(cell, today=_LATE).value is not None


_READ: Mapping[str, Callable[[Cell], bool]] = {
    "dob": _is_date,
    "year": lambda cell: read_year(cell).value is not None,
    "ehc_plan": lambda cell: yes_or_no(cell) is not None or read_stage(cell).value == "E",
    "sen": lambda cell: read_stage(cell).value in STAGES,
    "needs": lambda cell: bool((read := read_needs(cell)).values or any(doubt.suggest for doubt in read.doubts)),
    "class_name": lambda cell: bool(_CLASS.fullmatch(squeezed(cell))),
}


def are_stages(texts: Sequence[str]) -> bool:
    """Whether a column holds SEN stages: codes with a K among them, or mostly stages and some in words.

    A school may have a code of its own beside them, such as M for those it keeps an eye on.
    """
    known = sum(read_stage(text).value in STAGES for text in texts)
    codes = {text.upper() for text in texts}
    if codes <= {*STAGES} or ({"K", "E"} <= codes and 3 * known >= 2 * len(texts) and all(map(_is_code, codes))):
        return "K" in codes
    return 3 * known > 2 * len(texts) and _says_stage_in_words(texts)


def _is_code(text: str) -> bool:
    return len(text) == 1 and text.isalpha()


def _says_stage_in_words(texts: Iterable[str]) -> bool:
    """Whether "EHCP" or "SEN Support" is among them, which nothing else is called."""
    return any(len(text) > 1 and read_stage(text).value in ("K", "E") for text in texts)


def names_a_need(heading: str, sample: Sequence[Cell]) -> bool:
    """Whether a column is headed by a type or area of need, and has marks below, or short words that are asked about.

    Below a heading of few letters, which may stand for something else (ADD for an address), most have to be marks.
    """
    marks = sum(yes_or_no(cell) is not None or bool(rank_mark(cell)) for cell in sample)
    enough = 2 * marks >= len(sample) or len(heading) > _LONGEST_CODE
    short = all(len(squeezed(cell)) <= _LONGEST_MARK for cell in sample)
    return bool(sample) and enough and short and needs_headed(heading)


def counts_rows(sample: Sequence[Cell]) -> bool:
    """Whether a column runs 1, 2, 3: it numbers the rows of the list, and another list's 1 is another child."""
    texts = [squeezed(cell).rstrip(".") for cell in sample]
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal()]
    steps = (after - before for before, after in pairwise(numbers))
    return len(numbers) == len(texts) and numbers[:1] in ([0], [1]) and all(step in (0, 1) for step in steps)


def is_one_name(cell: Cell) -> bool:
    """Whether a cell may hold one part of a name: some letters, no number, and no comma between two parts."""
    text = squeezed(cell)
    return bool(text) and "," not in text and not any(mark.isdigit() for mark in text)
