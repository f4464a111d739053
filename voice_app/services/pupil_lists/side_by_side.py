"""Two lists side by side on one sheet, as offices print two classes on one page: each is read as a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .cells import Cell, Row, Sheet, squeezed
from .column import WHOLE_NAMES, letter
from .headings import OTHERS_BLOCK, compact, meaning

_A_GENERATION = 15
_NAMES = {"surname", "forename", *WHOLE_NAMES}


def lists_beside(sheet: Sheet, heading: int | None) -> list[Sheet]:
    """The sheet, or one for each of its lists, with the cells of the others emptied. `heading`: place of its headings.

    Names alone, printed again close by, may be a parent's: such columns are left to be asked about.
    """
    if heading is None or (heading and any(OTHERS_BLOCK.fullmatch(text) for text in sheet.rows[heading - 1].filled)):
        return [sheet]
    starts = [0, *_starts([compact(cell) for cell in sheet.rows[heading].cells], sheet.rows[heading].cells)]
    if len(starts) == 1:
        return [sheet]
    width = max(len(row.cells) for row in sheet.rows)
    parts = [_part(sheet, start, end) for start, end in zip(starts, [*starts[1:], width], strict=True)]
    born = [_birth_year(part.rows[heading + 1 :], part.rows[heading].cells) for part in parts]
    told = [year for year in born if year]
    # Born so much earlier, they are parents and no pupils.
    return [sheet] if told and max(told) - min(told) > _A_GENERATION else parts


def _starts(texts: Sequence[str], headings: Sequence[Cell]) -> list[int]:
    """Where the headings begin again, in the same order."""
    for again in range(2, len(texts)):
        first = texts.index(texts[again])
        if not texts[again] or first == again:
            continue
        block = list(texts[first:again])
        gap = False
        while block and not block[-1]:
            block.pop()
            gap = True
        fields = {found[0] for cell in headings[first : first + len(block)] if (found := meaning(cell))}
        told = len(fields - _NAMES) >= 1 or (gap and len(fields) >= 2)
        # A forename that comes again without its surname is a sibling's.
        names = {found[0] for cell in headings[:again] if (found := meaning(cell))} & _NAMES
        if names and names <= fields and told and list(texts[again : again + len(block)]) == block:
            # A third list begins where the second would.
            return [again, *(again + more for more in _starts(texts[again:], headings[again:]))]
    return []


def _birth_year(rows: Sequence[Row], headings: Sequence[Cell]) -> int | None:
    """The year in which most of a list were born, more or less; nothing where it has no birth dates."""
    columns = [n for n, cell in enumerate(headings) if (meaning(cell) or ("",))[0] == "dob"]
    texts = [squeezed(row.cells[n]) for row in rows for n in columns if n < len(row.cells)]
    years = sorted(int(found[0]) for text in texts if (found := re.search(r"(?:19|20)\d\d", text)))
    return years[len(years) // 2] if years else None


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    rows = [
        Row(row.number, [cell if start <= n < end else "" for n, cell in enumerate(row.cells)]) for row in sheet.rows
    ]
    filled = [n for row in rows for n, cell in enumerate(row.cells) if squeezed(cell)]
    name = f"{sheet.name} {letter(start)}–{letter(max(filled, default=end - 1))}".strip()
    return replace(sheet, name=name, rows=rows, hidden_columns=sheet.hidden_columns & {*range(start, end)})
