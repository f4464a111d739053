"""The dates of one review point, worked out from its kind, its anchor, and the day chosen for the review."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from .kind import ANCHOR, AgainRule, DayOfSchoolYear, FromStep, ReviewKind, StepRule
from .school_years import add_months, birthday, school_year
from .term_dates import Holidays, is_bank_holiday, is_in_summer, is_weekend
from .words import N_, Remark, english_day

NONE_ENTERED: Final = Holidays()

#: Outside these years a date is a slip of the keyboard.
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099

IN_HOLIDAYS: Final = N_("This day is in the school holidays, %(first)s to %(last)s.")
IN_SUMMER: Final = N_("Most schools in England are closed on this day, in late July and August.")
BANK_HOLIDAY: Final = N_("This is a bank holiday in England.")
WEEKEND: Final = N_("This is a Saturday or a Sunday.")


class DateNotBelievable(ValueError):
    """A date so far off that it is a slip of the keyboard. `remark` says so to staff."""

    def __init__(self, day: date) -> None:
        self.remark: Final = Remark(
            N_("%(day)s is too far away. Check the year, and type the date again."), {"day": day}
        )
        super().__init__(f"The year of {english_day(day)} is not between {FIRST_YEAR} and {LAST_YEAR}.")


@dataclass(frozen=True)
class Step:
    """One thing to do by a day. Title and remarks are English msgids, translated when shown."""

    key: str
    title: str
    on: date
    #: Whether a law sets this date.
    statutory: bool
    #: Where the day comes from.
    source: Remark
    #: The school chose another day than the kind's own rule gives.
    chosen: bool = False
    #: The weekend day or bank holiday that the kind's rule gives, where the day was moved to one before or after it.
    moved_from: date | None = None
    warnings: tuple[Remark, ...] = ()


def steps(
    kind: ReviewKind,
    anchor: date,
    *,
    due: date | None = None,
    circumstances: Collection[str] = (),
    holidays: Holidays = NONE_ENTERED,
    today: date | None = None,
) -> list[Step]:
    """Work out every step of a review point, in order of date; on the same day, in the order of the kind's file.

    `due` is the day chosen for the review itself; without it, the kind's own rule gives one. `circumstances` are keys
    of the kind's circumstances that hold for this pupil (start from `ReviewKind.usual_circumstances`). What a school
    does itself is moved off weekends and bank holidays, earlier where the day is a limit, as the kind's file says; a
    chosen day is not. `holidays` are the school's, where entered; they never move a date, they only bring warnings.
    With `today`, days that are over bring none: whether the school was closed then helps nobody any more.
    Raises DateNotBelievable for an anchor or due date outside 2000 to 2099.
    """
    believable(anchor)
    days: dict[str, date] = {ANCHOR: anchor}
    found: list[Step] = []
    for rule in kind.steps:
        by_rule = _date_of(rule, days)
        usual = _on_school_day(rule, by_rule)
        chosen = rule.key == kind.review.step and due not in {None, usual}
        days[rule.key] = believable(due) if chosen and due else usual
        if rule.only_if is None or rule.only_if in circumstances:
            source = Remark(kind.review.chosen, {"day": by_rule}) if chosen else Remark(rule.source)
            statutory = rule.statutory and not chosen
            moved_from = by_rule if days[rule.key] == usual != by_rule else None
            found.append(Step(rule.key, rule.title, days[rule.key], statutory, source, chosen, moved_from))

    about_review = _about_the_review(kind, days, {step.key for step in found})
    return sorted(
        (
            replace(
                step,
                warnings=(() if today and step.on < today else _about_the_day(step.on, holidays))
                + about_review * (step.key == kind.review.step),
            )
            for step in found
        ),
        key=lambda step: step.on,
    )


def usual_due(kind: ReviewKind, anchor: date) -> date:
    """Give the day of the review where the school has chosen none: for an annual review the latest meeting."""
    return next(step.on for step in steps(kind, anchor) if step.key == kind.review.step)


def last_day_to_ask(kind: ReviewKind, due: date) -> date:
    """Give the last day to ask for views for a review on `due`: for an annual review 28 days before the meeting.

    The step's own `source` in the kind's file says where the number comes from.
    """
    rule = kind.step(kind.review.ask)
    if not isinstance(rule.date_rule, FromStep):  # the reader of the files refuses any other
        raise TypeError(f"The last day to ask of {kind.slug} does not count from the review")
    return _on_school_day(rule, believable(due) + rule.date_rule.offset)


def next_anchor(kind: ReviewKind, last: date, dob: date | None = None) -> tuple[date, AgainRule] | None:
    """Give the latest day for the next review of this kind and the rule that says so; nothing where no rule does.

    `last` is when the plan was first issued or last reviewed: the day itself, not the anniversary it was held for. A
    rule for young children is used where its date still falls before the birthday it names, and only where the birth
    date is known.
    """
    for rule in kind.again:
        on = add_months(believable(last), rule.months)
        if rule.under_age is None or (dob is not None and on < birthday(dob, rule.under_age)):
            return on, rule
    return None


def believable(day: date) -> date:
    """Give the same date back. Raises DateNotBelievable outside 2000 to 2099."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateNotBelievable(day)
    return day


def _date_of(rule: StepRule, days: Mapping[str, date]) -> date:
    """Follow one rule; the files' reader has made sure that it counts from a step above it."""
    on = (
        _of_school_year(rule.date_rule, days)
        if isinstance(rule.date_rule, DayOfSchoolYear)
        else _after(rule.date_rule, days)
    )
    return min(on, days[rule.not_after]) if rule.not_after else on


def _on_school_day(rule: StepRule, on: date) -> date:
    """The same day, or the nearest before or after it that is no weekend day and no bank holiday."""
    if rule.school_day is None:
        return on
    day = timedelta(days=-1 if rule.school_day == "earlier" else 1)
    while is_weekend(on) or is_bank_holiday(on):
        on += day
    return on


def _after(rule: FromStep, days: Mapping[str, date]) -> date:
    return days[rule.step] + rule.offset


def _of_school_year(rule: DayOfSchoolYear, days: Mapping[str, date]) -> date:
    """Give the day in that school year: 15 February of the next calendar year, 1 September of the same."""
    begins = school_year(days[rule.step])
    same_year = date(begins, rule.month, rule.day)
    return same_year if school_year(same_year) == begins else date(begins + 1, rule.month, rule.day)


def _about_the_review(kind: ReviewKind, days: Mapping[str, date], shown: Collection[str]) -> tuple[Remark, ...]:
    """Say what is wrong with the day of the review itself, measured against the kind's rules."""
    due, anchor, rule = days[kind.review.step], days[ANCHOR], kind.review
    remarks: list[Remark] = []
    if rule.before_anchor and due <= anchor:
        remarks.append(Remark(rule.before_anchor, {"day": anchor}))
    elif rule.earliest is not None and due < (earliest := anchor + rule.earliest):
        remarks.append(Remark(rule.too_early, {"day": earliest}))
    if rule.after_anchor and due > anchor:
        remarks.append(Remark(rule.after_anchor, {"day": anchor}))
    elif rule.latest is not None and due > (latest := anchor + rule.latest):
        remarks.append(Remark(rule.too_late, {"day": latest}))
    remarks += [
        remark
        for step in kind.steps
        if step.key in shown and (remark := _before_step(step, due, days[step.key])) is not None
    ]
    return tuple(remarks)


def _before_step(step: StepRule, due: date, on: date) -> Remark | None:
    """Say that the review does not come before this step, or too shortly before for what must follow it."""
    if step.review_before and due >= on:
        return Remark(step.review_before, {"day": on})
    if step.room is not None and due > on - step.room:
        return Remark(step.too_tight, {"day": on})
    return None


def _about_the_day(on: date, holidays: Holidays) -> tuple[Remark, ...]:
    """Say why a school may be closed that day: the plainest reason only."""
    if entered := holidays.on(on):
        return (Remark(IN_HOLIDAYS, {"first": entered.first, "last": entered.last}),)
    if is_in_summer(on):
        return (Remark(IN_SUMMER),)
    if is_bank_holiday(on):
        return (Remark(BANK_HOLIDAY),)
    if is_weekend(on):
        return (Remark(WEEKEND),)
    return ()
