"""Two lists side by side on one sheet, as offices print two classes on one page: each is read as a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .cells import Cell, Row, Sheet, squeezed
from .columns import WHOLE_NAMES, compact, letter, meaning
from .headings import OTHERS_BLOCK

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
    return [_part(sheet, start, end) for start, end in zip(starts, [*starts[1:], width], strict=True)]


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
        if fields & _NAMES and told and list(texts[again : again + len(block)]) == block:
            # A third list begins where the second would.
            return [again, *(again + more for more in _starts(texts[again:], headings[again:]))]
    return []


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    rows = [
        Row(row.number, [cell if start <= n < end else "" for n, cell in enumerate(row.cells)]) for row in sheet.rows
    ]
    filled = [n for row in rows for n, cell in enumerate(row.cells) if squeezed(cell)]
    name = f"{sheet.name} {letter(start)}–{letter(max(filled, default=end - 1))}".strip()
    return replace(sheet, name=name, rows=rows, hidden_columns=sheet.hidden_columns & {*range(start, end)})
