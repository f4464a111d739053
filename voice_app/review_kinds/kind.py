"""What a kind of review point is, as read from its data file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

#: In rules: the date the steps are worked out from, as against the key of a step.
ANCHOR: Final = "anchor"

Shape = Literal["line", "text", "date", "choice"]
Way = Literal["earlier", "later"]


@dataclass(frozen=True)
class FromStep:
    """So long after (before, if negative) the anchor or a step. A week is 7 calendar days, holidays included."""

    step: str
    offset: timedelta


@dataclass(frozen=True)
class DayOfSchoolYear:
    """A day of the calendar, in the school year in which the anchor or another step falls."""

    step: str
    month: int
    day: int


@dataclass(frozen=True)
class StepRule:
    """One step and the rule for its date. Texts are English msgids, translated when shown."""

    key: str
    title: str
    date_rule: FromStep | DayOfSchoolYear
    #: Never later than the anchor or this step.
    not_after: str | None
    #: Which way it goes from a weekend or bank holiday to a day when the school can do it; nothing: it stays.
    school_day: Way | None
    #: Only where this circumstance holds for the pupil.
    only_if: str | None
    #: The review must come before this step; said when it does not, with `%(day)s` for the step's date.
    review_before: str | None
    #: How long before this step the review should be, so that there is time for what must follow; else this is said.
    room: timedelta | None
    too_tight: str
    #: Whether a law sets this date.
    statutory: bool
    source: str


@dataclass(frozen=True)
class ReviewRule:
    """Which step is the review itself, which is the last day to ask for views, and between which days it usually is."""

    step: str
    ask: str
    #: Counted from the anchor.
    earliest: timedelta | None
    latest: timedelta | None
    too_early: str
    too_late: str
    #: Said of a day before the anchor or on it, in place of `too_early`; empty where `too_early` is true of it.
    before_anchor: str
    #: What is true of any day the school chooses in place of the kind's own, with `%(day)s` for that one.
    chosen: str
    #: Said of a day after the anchor, in place of `too_late`; empty where `too_late` is true of it.
    after_anchor: str
    #: The date field that says when the review was decided; the next one is counted from that day.
    decided: str | None
    source: str


@dataclass(frozen=True)
class AgainRule:
    """How many months after the last one the next of this kind is due, up to an age where one is given."""

    months: int
    under_age: int | None
    statutory: bool
    source: str


@dataclass(frozen=True)
class Circumstance:
    """Something that may be so for a pupil and brings further steps; usual in `years`, but staff can say otherwise."""

    key: str
    title: str
    hint: str
    years: frozenset[str]


@dataclass(frozen=True)
class Choice:
    """One answer of a field that has a list of them."""

    key: str
    title: str


@dataclass(frozen=True)
class Field:
    """One thing the kind's paperwork holds, filled in by staff. The pupil's own views are never a field."""

    key: str
    title: str
    hint: str
    shape: Shape
    choices: tuple[Choice, ...]
    #: Asked in these year groups only; empty: in all.
    years: frozenset[str]


@dataclass(frozen=True)
class FieldGroup:
    """Fields under one heading, such as a phase of the cycle."""

    key: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Anchor:
    """The date staff give, and all others are worked out from."""

    title: str
    hint: str


@dataclass(frozen=True)
class ReviewKind:
    """A kind of review point, such as an annual review. Everything in it comes from one file in `kinds/`."""

    slug: str
    title: str
    #: Several of them, as over a list: "Annual reviews".
    plural: str
    #: A pupil's reviews of this kind are told apart by number, as a chain of cycles is.
    numbered: bool
    for_whom: str
    #: SEN codes of the pupils it is for: N none, K SEN Support, E EHC plan.
    sen: frozenset[str]
    #: Whether the law asks for the review as such.
    statutory: bool
    source: str
    anchor: Anchor
    review: ReviewRule
    steps: tuple[StepRule, ...]
    again: tuple[AgainRule, ...]
    circumstances: tuple[Circumstance, ...]
    groups: tuple[FieldGroup, ...]

    def step(self, key: str) -> StepRule:
        """Give the rule of one step. Raises KeyError when there is none of that key."""
        for rule in self.steps:
            if rule.key == key:
                return rule
        raise KeyError(key)

    def suits(self, sen: str | None) -> bool:
        """Say whether this kind is for pupils of this SEN code. Where the code is not known, any kind may be."""
        return sen is None or sen in self.sen

    def usual_circumstances(self, year_group: str | None) -> frozenset[str]:
        """Give the keys of what usually holds in the year group the pupil is in on the day of the review."""
        return frozenset(one.key for one in self.circumstances if year_group in one.years)

    def fields_for(self, year_group: str | None) -> tuple[FieldGroup, ...]:
        """Give the fields to ask for in a year group; all of them where it is not known."""
        return tuple(
            FieldGroup(group.key, group.title, asked)
            for group in self.groups
            if (
                asked := tuple(one for one in group.fields if not (one.years and year_group) or year_group in one.years)
            )
        )
