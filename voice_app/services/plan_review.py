"""Plan a pupil's reviews: make, change and close APDR cycles and annual reviews, with their dates worked out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app import review_kinds
from voice_app.model import Pupil, ReviewPoint
from voice_app.review_kinds import AgainRule, Holidays, ReviewKind, Step
from voice_app.school_time import school_day

from . import attach, school_holidays
from .leave_trail import leave_trail
from .standing import refresh_views, refresh_views_of_pupil
from .viewer import Viewer

#: Under this name `ReviewPoint.fields` keeps the keys of what is so for this pupil, beside the fields of the kind.
CIRCUMSTANCES = "circumstances"
#: So many school years ahead (from Year 9) staff are told when rights over a plan pass to the young person.
YEARS_AHEAD: Final = 3


class KindUnknown(Exception):
    """There is no such kind of review (any more)."""


class KindDoesNotSuit(Exception):
    """This kind is not for pupils of this SEN stage: an annual review is for those with an EHC plan."""


@dataclass(frozen=True)
class Dates:
    """The dates that staff give. Without `due` the kind's own rule gives the day of the review."""

    anchor: date
    due: date | None = None


class Counted(StrEnum):
    """What the day is from which the next review is counted."""

    DECIDED = "decided"
    #: The decision is not filled in: the day it was held is earlier, so the next one cannot come too late.
    HELD = "held"
    #: Not closed either.
    PLANNED = "planned"
    ANNIVERSARY = "anniversary"


class UsualNext(NamedTuple):
    """When the next review is due at the latest, by which rule, and from which day of the last review it is counted."""

    on: date
    rule: AgainRule
    since: date
    counted: Counted
    last: ReviewPoint


@dataclass(frozen=True)
class Planned:
    """One review point of a pupil, with its kind and its steps; without a kind, where the law has ended it."""

    point: ReviewPoint
    kind: ReviewKind | None
    steps: Sequence[Step] = field(default=())
    #: The first of the steps that is not over; nothing where all are, or the review is closed.
    next_step: Step | None = None
    #: It is the one that views given now belong to.
    next: bool = False
    #: School years (2026 for 2026 to 2027) of its steps, while it is open, for which no school holiday is entered.
    years_without_holidays: frozenset[int] = frozenset()


def kind_of(slug: str) -> ReviewKind:
    """The kind of this slug. Raises KindUnknown."""
    kind = review_kinds.all_kinds().get(slug)
    if kind is None:
        raise KindUnknown(slug)
    return kind


def kinds_for(pupil: Pupil) -> list[ReviewKind]:
    """The kinds of review that suit this pupil's SEN stage."""
    return [kind for kind in review_kinds.all_kinds().values() if kind.suits(pupil.sen)]


def reviews_of(session: Session, pupil: Pupil, *, now: datetime) -> list[Planned]:
    """The pupil's review points with their steps: open ones first by date, then closed ones, the latest first."""
    points = session.scalars(select(ReviewPoint).where(ReviewPoint.pupil_id == pupil.id)).all()
    coming = attach.next_review_point(session, pupil.id, now=now)
    closed_days = school_holidays.as_entered(session, pupil.school_id)
    planned = [_planned(point, coming, closed_days, today=school_day(now)) for point in points]
    still_open = sorted((one for one in planned if one.point.closed_on is None), key=lambda one: one.point.due)
    closed = sorted(
        (one for one in planned if one.point.closed_on is not None), key=lambda one: one.point.due, reverse=True
    )
    return [*still_open, *closed]


def one_planned(session: Session, point: ReviewPoint, *, now: datetime) -> Planned:
    """This review point with its kind and steps."""
    coming = attach.next_review_point(session, point.pupil_id, now=now)
    closed_days = school_holidays.as_entered(session, point.school_id)
    return _planned(point, coming, closed_days, today=school_day(now))


def _planned(point: ReviewPoint, coming: ReviewPoint | None, closed_days: Holidays, *, today: date) -> Planned:
    kind = review_kinds.all_kinds().get(point.kind)
    if kind is None:
        return Planned(point, None, next=point is coming)
    circumstances = circumstances_of(point)
    found = review_kinds.steps(
        kind, point.anchor, due=point.due, circumstances=circumstances, holidays=closed_days, today=today
    )
    # Holidays that are over need not be entered any more.
    years = {review_kinds.school_year(step.on) for step in found if point.closed_on is None and step.on >= today}
    unknown = frozenset(year for year in years if not closed_days.entered_for(year))
    to_come = (step for step in found if point.closed_on is None and step.on >= today)
    return Planned(
        point,
        kind,
        found,
        next_step=next(to_come, None),
        next=point is coming,
        years_without_holidays=unknown,
    )


def circumstances_of(point: ReviewPoint) -> list[str]:
    """What staff said is so for this pupil."""
    return list(point.fields.get(CIRCUMSTANCES, []))


def year_on(pupil: Pupil, on: date, *, today: date) -> str | None:
    """The year group this pupil is in on a day: from the year group of today, else from the birth date."""
    if pupil.year is not None:
        return review_kinds.year_group_later(pupil.year, today, on)
    return review_kinds.year_group(pupil.dob, on) if pupil.dob else None


class Decides(NamedTuple):
    """Who holds the rights over an EHC plan on a day, before any question of mental capacity."""

    holder: Literal["parent", "young-person"]
    #: The last day on which parents hold them.
    parent_until: date


def who_decides(pupil: Pupil, on: date) -> Decides | None:
    """Who decides about this pupil's plan on a day. Worked out each time, so a corrected birth date counts at once.

    Nothing for a pupil without a plan, where the birth date is not known, and before Year 9, from when reviews
    consider adult life.
    """
    if pupil.sen != "E" or pupil.dob is None:
        return None
    until = review_kinds.rights_pass_on(pupil.dob)
    if review_kinds.school_year(until) - review_kinds.school_year(on) >= YEARS_AHEAD:
        return None
    return Decides(review_kinds.decision_holder(pupil.dob, on), until)


def usual_next(session: Session, pupil: Pupil, kind: ReviewKind) -> UsualNext | None:
    """The latest day for the next review of this kind, counted from the last one (`reviewed_on`).

    Nothing where there was none, or the kind has no such rule.
    """
    last = _last(session, pupil, kind)
    if last is None:
        return None
    since, counted = reviewed_on(last, kind)
    found = review_kinds.next_anchor(kind, since, pupil.dob)
    return UsualNext(*found, since, counted, last) if found else None


def reviewed_on(point: ReviewPoint, kind: ReviewKind) -> tuple[date, Counted]:
    """The day from which the next review of this kind is counted.

    A plan is reviewed again within 12 months of its last review (Children and Families Act 2014, section 44), and a
    review ends with the council's decision. So: the day of the decision where staff filled it in, else the day the
    review was held (planned, while it is open); and never later than the anniversary the review was for, so that no
    gap that staff left open can put the next one too late. See docs/decisions/the-next-review-is-never-too-late.md.
    """
    decided = point.fields.get(kind.review.decided) if kind.review.decided else None
    if decided:
        found = date.fromisoformat(decided), Counted.DECIDED
    elif point.closed_on:
        found = point.closed_on, Counted.HELD
    else:
        found = point.due, Counted.PLANNED
    return found if found[0] <= point.anchor else (point.anchor, Counted.ANNIVERSARY)


def _last(session: Session, pupil: Pupil, kind: ReviewKind) -> ReviewPoint | None:
    return session.scalar(
        select(ReviewPoint)
        .where(ReviewPoint.pupil_id == pupil.id, ReviewPoint.kind == kind.slug)
        .order_by(ReviewPoint.number.desc())
        .limit(1)
    )


def make_review(
    session: Session,
    viewer: Viewer,
    pupil: Pupil,
    kind: ReviewKind,
    dates: Dates,
    *,
    circumstances: Collection[str] | None = None,
    now: datetime,
) -> ReviewPoint:
    """Make the pupil's next review point of this kind; what was waiting for one joins it.

    Without `circumstances`, those that are usual in the pupil's year group on the day of the review are taken.
    Raises KindDoesNotSuit, and DateNotBelievable for a date that is a slip of the keyboard.
    """
    if not kind.suits(pupil.sen):
        raise KindDoesNotSuit(kind.slug)
    due = dates.due or review_kinds.usual_due(kind, dates.anchor)
    review_kinds.steps(kind, dates.anchor, due=due)  # refuses what is not believable
    if circumstances is None:
        circumstances = kind.usual_circumstances(year_on(pupil, due, today=school_day(now)))
    before = _last(session, pupil, kind)
    point = ReviewPoint(
        school_id=pupil.school_id,
        pupil_id=pupil.id,
        kind=kind.slug,
        number=before.number + 1 if before else 1,
        anchor=dates.anchor,
        due=due,
        ask_by=review_kinds.last_day_to_ask(kind, due),
        fields={CIRCUMSTANCES: sorted(circumstances)} if circumstances else {},
        predecessor_id=before.id if before else None,
        made_at=now,
    )
    session.add(point)
    session.flush()
    attach.attach_waiting(session, pupil, now=now)
    refresh_views(session, point, now=now)
    _trail(session, viewer, "made review", point, now=now)
    return point


def change_review(
    session: Session,
    viewer: Viewer,
    point: ReviewPoint,
    dates: Dates,
    *,
    circumstances: Collection[str],
    fields: Mapping[str, str],
    now: datetime,
) -> None:
    """Keep changed dates, circumstances and what staff filled in. Fields that were not asked stay as they are.

    Where the review moves to another school year, what is usual in the pupil's new year group holds, and what was
    usual only in the old one no longer: a move to secondary school must not be forgotten because a date changed.
    Raises KindUnknown and DateNotBelievable.
    """
    kind = kind_of(point.kind)
    due = dates.due or review_kinds.usual_due(kind, dates.anchor)
    review_kinds.steps(kind, dates.anchor, due=due)
    known, today = {one.key for one in kind.circumstances}, school_day(now)
    was, usual = (kind.usual_circumstances(year_on(point.pupil, day, today=today)) for day in (point.due, due))
    hold = (known & set(circumstances)) - (was - usual) | (usual - was)
    point.anchor, point.due, point.ask_by = dates.anchor, due, review_kinds.last_day_to_ask(kind, due)
    kept = {**point.fields, **fields, CIRCUMSTANCES: sorted(hold)}
    point.fields = {key: value for key, value in kept.items() if value}
    session.flush()
    _trail(session, viewer, "changed review", point, now=now)


def close_review(session: Session, viewer: Viewer, point: ReviewPoint, *, on: date, now: datetime) -> None:
    """The review has been held, or is given up: from now on views join the next open one."""
    if point.closed_on is None:
        point.closed_on = on
        session.flush()
        # An unfinished answer that it holds can no longer be gone on with: the other reviews do not wait for it.
        refresh_views_of_pupil(session, point.pupil_id, now=now)
        _trail(session, viewer, "closed review", point, now=now)


def open_again(session: Session, viewer: Viewer, point: ReviewPoint, *, now: datetime) -> None:
    """It was closed by mistake."""
    if point.closed_on is not None:
        point.closed_on = None
        session.flush()
        attach.attach_waiting(session, point.pupil, now=now)
        refresh_views_of_pupil(session, point.pupil_id, now=now)
        _trail(session, viewer, "opened review again", point, now=now)


def _trail(session: Session, viewer: Viewer, what: str, point: ReviewPoint, *, now: datetime) -> None:
    about = {"review": str(point.id), "kind": point.kind}
    leave_trail(session, viewer, what, now=now, pupil_id=point.pupil_id, about=about)
