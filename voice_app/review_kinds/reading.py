"""Reads the data files of the kinds. A file that cannot be followed stops the app, with a sentence that says why."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast, get_args

from .checking import check_kind
from .kind import (
    AgainRule,
    Anchor,
    Choice,
    Circumstance,
    DayOfSchoolYear,
    Field,
    FieldGroup,
    FromStep,
    ReviewKind,
    ReviewRule,
    Shape,
    StepRule,
    Way,
)
from .table import BrokenKind, Table

KINDS = Path(__file__).parent / "kinds"

_MONTH_AND_DAY = re.compile(r"\d\d-\d\d")
_NO_LEAP_YEAR = 2001

T = TypeVar("T")


@cache
def all_kinds() -> Mapping[str, ReviewKind]:
    """Give every kind by its slug, in alphabetical order. Raises BrokenKind, which stops the app at start."""
    return read_kinds(KINDS)


def read_kinds(folder: Path) -> Mapping[str, ReviewKind]:
    """Read every kind of a folder. Raises BrokenKind for a file that cannot be followed, or where there is none."""
    kinds = [read_kind(file.name, file.read_bytes()) for file in sorted(folder.glob("*.toml"))]
    if not kinds:
        raise BrokenKind(folder.name, "there is no kind of review in this folder")
    return MappingProxyType({kind.slug: kind for kind in kinds})


def read_kind(file_name: str, content: bytes) -> ReviewKind:
    """Read one file. Raises BrokenKind, with the file's name and what is wrong in it."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BrokenKind(file_name, f"it is not a TOML file: {wrong}") from wrong
    kind = _kind(Table(file_name, "the file", data))
    if f"{kind.slug}.toml" != file_name:
        raise BrokenKind(file_name, f"its slug is {kind.slug!r}, so its name must be {kind.slug}.toml")
    check_kind(file_name, kind)
    return kind


def _kind(file: Table) -> ReviewKind:
    kind = ReviewKind(
        slug=file.key("slug"),
        title=file.text("title"),
        plural=file.text("plural"),
        numbered=file.yes_no("numbered"),
        for_whom=file.text("for_whom"),
        sen=file.names("sen"),
        statutory=file.yes_no("statutory"),
        source=file.text("source"),
        anchor=_whole(file.table("anchor"), _anchor),
        review=_whole(file.table("review"), _review),
        steps=_each(file.tables("steps"), _step),
        again=_each(file.tables("again"), _again),
        circumstances=_each(file.tables("circumstances"), _circumstance),
        groups=_each(file.tables("groups"), _group),
    )
    file.nothing_left()
    return kind


def _anchor(table: Table) -> Anchor:
    return Anchor(title=table.text("title"), hint=table.text("hint", ""))


def _review(table: Table) -> ReviewRule:
    earliest, latest = (
        _whole(table.table(name), _offset) if table.has(name) else None for name in ("earliest", "latest")
    )
    return ReviewRule(
        step=table.key("step"),
        ask=table.key("ask"),
        earliest=earliest,
        latest=latest,
        too_early=table.text("too_early") if earliest is not None else "",
        too_late=table.text("too_late") if latest is not None else "",
        before_anchor=table.text("before_anchor") if table.has("before_anchor") else "",
        chosen=table.text("chosen"),
        after_anchor=table.text("after_anchor") if table.has("after_anchor") else "",
        decided=table.key("decided") if table.has("decided") else None,
        source=table.text("source"),
    )


def _step(table: Table) -> StepRule:
    room = _whole(table.table("room"), _offset) if table.has("room") else None
    return StepRule(
        key=table.key("key"),
        title=table.text("title"),
        date_rule=_day_of_school_year(table) if table.has("day") else FromStep(table.key("from"), _offset(table)),
        not_after=table.key("not_after") if table.has("not_after") else None,
        school_day=_way(table) if table.has("school_day") else None,
        only_if=table.key("only_if") if table.has("only_if") else None,
        review_before=table.text("review_before") if table.has("review_before") else None,
        room=room,
        too_tight=table.text("too_tight") if room is not None else "",
        statutory=table.yes_no("statutory"),
        source=table.text("source"),
    )


def _way(table: Table) -> Way:
    way = table.text("school_day")
    if way not in get_args(Way):
        raise table.wrong(f"has the school_day {way!r}; it can be {', '.join(get_args(Way))}")
    return cast(Way, way)  # one of them: looked up above


def _offset(table: Table) -> timedelta:
    """Days or weeks, not both; neither means the same day."""
    if table.has("days") and table.has("weeks"):
        raise table.wrong('has both "days" and "weeks"; keep one')
    return timedelta(weeks=table.number("weeks")) if table.has("weeks") else timedelta(days=table.number("days", 0))


def _day_of_school_year(table: Table) -> DayOfSchoolYear:
    written = table.text("day")
    try:
        if not _MONTH_AND_DAY.fullmatch(written):
            raise ValueError(written)
        day = date.fromisoformat(f"{_NO_LEAP_YEAR}-{written}")  # 29 February does not come every year
    except ValueError:
        raise table.wrong(f'has the day {written!r}; write a month and day of every year, as in "02-15"') from None
    return DayOfSchoolYear(table.key("in_school_year_of"), month=day.month, day=day.day)


def _again(table: Table) -> AgainRule:
    months = table.number("months")
    if months < 1:
        raise table.wrong("must come again after 1 month or more")
    return AgainRule(
        months=months,
        under_age=table.number("under_age") if table.has("under_age") else None,
        statutory=table.yes_no("statutory"),
        source=table.text("source"),
    )


def _circumstance(table: Table) -> Circumstance:
    return Circumstance(table.key("key"), table.text("title"), table.text("hint", ""), table.names("years"))


def _group(table: Table) -> FieldGroup:
    return FieldGroup(table.key("key"), table.text("title"), _each(table.tables("fields"), _field))


def _field(table: Table) -> Field:
    shape = table.text("shape")
    if shape not in get_args(Shape):
        raise table.wrong(f"has the shape {shape!r}; it can be {', '.join(get_args(Shape))}")
    choices = _each(table.tables("choices"), _choice)
    if (shape == "choice") != bool(choices):
        raise table.wrong('must have choices if its shape is "choice", and none otherwise')
    return Field(
        key=table.key("key"),
        title=table.text("title"),
        hint=table.text("hint", ""),
        shape=cast(Shape, shape),  # one of them: looked up above
        choices=choices,
        years=table.names("years", ()),
    )


def _choice(table: Table) -> Choice:
    return Choice(table.key("key"), table.text("title"))


def _whole(table: Table, make: Callable[[Table], T]) -> T:
    """Make one thing of a table, and refuse what is left over: a misspelt rule must not be passed over in silence."""
    made = make(table)
    table.nothing_left()
    return made


def _each(tables: Iterable[Table], make: Callable[[Table], T]) -> tuple[T, ...]:
    return tuple(_whole(table, make) for table in tables)
