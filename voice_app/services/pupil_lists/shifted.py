"""A row with a cell too many: a comma within a cell, not in quotation marks, has moved the rest of it on."""

from __future__ import annotations

from collections.abc import Sequence

from .cells import Cell, Record, Row, is_nothing, squeezed
from .column import WHOLE_NAMES, Column
from .contents import counts_rows, fits, is_one_name
from .headings import meaning
from .upn import is_upn

#: Fields whose cells show whether they stand in the right column.
_TELLING = ("dob", "year", "sen", "needs")
_ASKED = (
    "upn", "admission_no", "surname", "forename", "preferred", "dob", "year", "class_name", "sen", "needs",
    "home_language", "leaving",
)  # fmt: skip
_PART_OF = {"need_named": "needs", "sen_support": "sen", "ehc_plan": "sen"}


def widened(headings: Sequence[Cell], body: Sequence[Row]) -> Sequence[Cell]:
    """The headings with an empty one more, where every row has one cell more and it can be told which.

    Some programs count the rows in a column without a heading; and "Stone, Amelia" without quotation marks is two.
    """
    width = max((n + 1 for n, cell in enumerate(headings) if squeezed(cell)), default=0)
    rows = [row for row in body if len(row.filled) > 2]
    if len(rows) < 2 or any(
        max(n + 1 for n, cell in enumerate(row.cells) if squeezed(cell)) != width + 1 for row in rows
    ):
        return headings
    if counts_rows([row.cells[0] for row in rows]) and (meaning(headings[0]) or ("",))[0] not in ("", "admission_no"):
        return ["", *headings[:width]]
    names = next((n for n, cell in enumerate(headings) if (meaning(cell) or ("",))[0] in WHOLE_NAMES), None)
    if names is not None and all(is_one_name(cell) for row in rows for cell in row.cells[names : names + 2]):
        return [*headings[: names + 1], "", *headings[names + 1 : width]]
    return headings


def may_be_shifted(record: Record, columns: Sequence[Column]) -> tuple[str, ...]:
    """The fields from the last cell on that shows by itself that it is in its place: it may have been cut in two."""
    used = sorted((column for column in columns if column.field), key=lambda one: one.index)
    sure = [n for n, column in enumerate(used) if _in_its_place(record, column)]
    if not any(column.field in ("upn", *_TELLING) and not is_nothing(record.cell(column.field)) for column in used):
        # Nothing could show it; a name of its own column seldom has a comma in it.
        sure = [n + 1 for n, column in enumerate(used) if column.field in ("surname", "forename")]
    start = max(sure, default=0)
    fields = [_PART_OF.get(column.field or "", column.field) for column in used[start:]]
    return tuple(dict.fromkeys(name for name in fields if name and name in _ASKED))


def _in_its_place(record: Record, column: Column) -> bool:
    cell = record.cell(column.field or "")
    if is_nothing(cell):
        return False
    if column.field == "upn":
        return is_upn(squeezed(cell).upper())
    return column.field in _TELLING and fits(column.field, [cell])
