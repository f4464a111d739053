"""Checks that the rules of a kind fit together: every name leads somewhere, and no date counts in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from .kind import ANCHOR, FromStep, ReviewKind, StepRule
from .school_years import YEAR_GROUPS
from .table import BrokenKind

_SEN_CODES = frozenset("NKE")


def check_kind(file_name: str, kind: ReviewKind) -> None:
    """Raise BrokenKind with the first thing that does not fit."""
    for why in _faults(kind):
        raise BrokenKind(file_name, why)


def _faults(kind: ReviewKind) -> Iterator[str]:
    yield from _twice("step", (step.key for step in kind.steps))
    yield from _twice("circumstance", (one.key for one in kind.circumstances))
    yield from _twice("group", (group.key for group in kind.groups))
    yield from _twice("field", (field.key for group in kind.groups for field in group.fields))
    if not kind.sen or not kind.sen <= _SEN_CODES:
        yield 'its "sen" must be a list of N, K and E'
    yield from _unknown_years(kind)
    yield from _step_faults(kind)
    yield from _review_faults(kind)
    yield from _again_faults(kind)


def _twice(what: str, keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f'there are two of the {what} "{key}"'
        seen.add(key)


def _unknown_years(kind: ReviewKind) -> Iterator[str]:
    named = [(one.key, one.years) for one in kind.circumstances]
    named += [(field.key, field.years) for group in kind.groups for field in group.fields]
    for key, years in named:
        if strange := years - set(YEAR_GROUPS):
            yield f'"{key}" names a year group that does not exist: {", ".join(sorted(strange))}'


def _step_faults(kind: ReviewKind) -> Iterator[str]:
    """Steps count from steps above them only, so that no date can depend on itself."""
    circumstances = {one.key for one in kind.circumstances}
    above = {ANCHOR}
    for step in kind.steps:
        if step.key == ANCHOR:
            yield f'no step can be called "{ANCHOR}"'
        for other in _counts_from(step):
            if other not in above:
                yield f'step "{step.key}" counts from "{other}", which is no step above it'
        if step.only_if is not None and step.only_if not in circumstances:
            yield f'step "{step.key}" is only for "{step.only_if}", which is no circumstance of this kind'
        if step.not_after is not None and step.school_day == "later":
            yield f'step "{step.key}" cannot be moved later: it is never to be after "{step.not_after}"'
        yield from _gap_faults(f'step "{step.key}"', step.review_before)
        yield from _gap_faults(f'step "{step.key}"', step.too_tight or None)
        if step.room is not None and (step.review_before is None or step.room <= timedelta(0)):
            yield f'step "{step.key}" has "room", which needs a "review_before" and days or weeks above 0'
        above.add(step.key)


def _counts_from(step: StepRule) -> list[str]:
    return [step.date_rule.step] + ([step.not_after] if step.not_after else [])


def _review_faults(kind: ReviewKind) -> Iterator[str]:
    rules = {step.key: step for step in kind.steps}
    for name, key in (("step", kind.review.step), ("ask", kind.review.ask)):
        if key not in rules:
            yield f'[review] has "{key}" as "{name}", which is no step of this kind'
        elif rules[key].only_if is not None:
            yield f'[review] has "{key}" as "{name}", which not every pupil has'
    ask = rules.get(kind.review.ask)
    if ask and not (
        isinstance(ask.date_rule, FromStep) and ask.date_rule.step == kind.review.step and not ask.not_after
    ):
        yield f'step "{ask.key}" is the last day to ask, so it must count from "{kind.review.step}" by days or weeks'
    dates = {field.key for group in kind.groups for field in group.fields if field.shape == "date"}
    if kind.review.decided is not None and kind.review.decided not in dates:
        yield f'[review] has "{kind.review.decided}" as "decided", which is no field with the shape "date"'
    yield from _gap_faults("[review]", kind.review.too_early or None)
    yield from _gap_faults("[review]", kind.review.too_late or None)
    yield from _gap_faults("[review]", kind.review.chosen)
    yield from _gap_faults("[review]", kind.review.after_anchor or None)
    yield from _gap_faults("[review]", kind.review.before_anchor or None)


def _again_faults(kind: ReviewKind) -> Iterator[str]:
    if any(rule.under_age is None for rule in kind.again[:-1]):
        yield "an [[again]] rule without an age hides the rules below it"


def _gap_faults(where: str, sentence: str | None) -> Iterator[str]:
    """The sentence is filled with one date, `%(day)s`, when it is shown; find out now whether that will work."""
    if sentence is None:
        return
    try:
        fits = sentence % {"day": "x"} != sentence
    except (KeyError, TypeError, ValueError):
        fits = False
    if not fits:
        yield f'{where} has a sentence that needs the date as "%(day)s", and no other gap: {sentence}'
