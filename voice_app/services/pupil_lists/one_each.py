"""One column for each fact: which is kept where several say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .column import MANY, NAMES_TOO, SEVERAL, WHOLE_NAMES, Column
from .headings import PREFERRED_SURNAME, compact, meaning
from .sentences import N_, Sentence


def settle(columns: Sequence[Column]) -> list[Column]:
    """One column a field (some may have several): the best heading, then the first."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field and column.field not in MANY:
            best[column.field] = min(best.get(column.field, column), column, key=lambda one: (one.rank, one.index))
    _names(best)
    _year_of_classes(columns, best)
    second = _second_names(columns, best)
    kept = []
    for column in columns:
        wanted = next((field for field, one in best.items() if one.index == column.index), None)
        if column.index in second:
            kept.append(replace(column, field=None, why=NAMES_TOO))
        elif column.field in MANY or wanted == column.field:
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
    whole = [best[field] for field in WHOLE_NAMES if field in best]
    if whole and "forename" not in best and "surname" in best and best["surname"].rank >= PREFERRED_SURNAME:
        # The legal name is in the whole one.
        del best["surname"]
    if not whole and "forename" not in best and "surname" in best and "preferred" in best:
        best["forename"] = best.pop("preferred")
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
