"""Headings in two rows: "Name" merged over two columns, and "First" and "Last" below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cells import Cell, Row, squeezed
from .column import WHOLE_NAMES
from .headings import compact, meaning

_FIRST = re.compile(r"(?:first|fore|given|christian)(?:names?)?")
_LAST = re.compile(r"(?:last|sur|family|second)(?:names?)?")
_LONGEST = 30


def heads_more(headings: Sequence[Cell], row: Row) -> bool:
    """Whether the row below the headings has headings too: words, and only below such as stand over several columns.

    Below a merged heading for names they are the two parts of the name, whatever the row has besides.
    """
    filled = [n for n, cell in enumerate(row.cells) if squeezed(cell)]
    under = [_over(headings, n) for n in filled]
    words = all(isinstance(row.cells[n], str) and _is_word(squeezed(row.cells[n])) for n in filled)
    if len(filled) < 2 or not words or any(place is None for place in under):
        return False
    parts = [compact(row.cells[n]) for n, place in zip(filled, under, strict=True) if _names(headings, place)]
    if not parts:
        # Beside an emptied, hidden column a heading spreads over nothing: one below it has to stand there.
        below = any(place != n for n, place in zip(filled, under, strict=True))
        return below and all(_over(headings, n) != n or _spreads(headings, n) for n in filled)
    return any(map(_FIRST.fullmatch, parts)) and any(map(_LAST.fullmatch, parts)) and len(parts) == 2


def both_rows(headings: Sequence[Cell], row: Row) -> tuple[list[Cell], list[Cell]]:
    """The headings, those of the second row in their places, and what stands over each."""
    width = max(len(headings), len(row.cells))
    over = [headings[n] if n < len(headings) else "" for n in range(width)]
    made = list(over)
    for n, cell in enumerate(row.cells):
        text = squeezed(cell)
        if text and _names(headings, _over(headings, n)):
            made[n] = "Surname" if _LAST.fullmatch(compact(text)) else "Forename"
        elif text:
            made[n] = cell
    return made, over


def _is_word(text: str) -> bool:
    return len(text) <= _LONGEST and (meaning(text) is not None or not any(mark.isdigit() for mark in text))


def _over(headings: Sequence[Cell], place: int) -> int | None:
    """The place of the heading that stands over a column, merged over it perhaps."""
    return next((n for n in range(min(place, len(headings) - 1), -1, -1) if squeezed(headings[n])), None)


def _spreads(headings: Sequence[Cell], place: int) -> bool:
    return place + 1 >= len(headings) or not squeezed(headings[place + 1])


def _names(headings: Sequence[Cell], place: int | None) -> bool:
    return place is not None and (meaning(headings[place]) or ("",))[0] in WHOLE_NAMES and _spreads(headings, place)
