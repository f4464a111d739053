"""Tell which activities for a review are begun and not finished, stopped, or were said no to; never what was said.

Papers tell it too, so that nobody takes what stands in them for all that the pupil had to say. Stopping and saying no
are the pupil's right, and are told as what they are (`docs/decisions/papers-say-what-is-open.md`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import and_, exists, or_, select, true
from sqlalchemy.orm import Session

from voice_app.model import Attachment, Response, ResponseState, ReviewPoint, Sitting, Statement, Turn
from voice_app.school_time import school_day

from .profile import read_profile
from .sharing_rule import MEETING, kept_from, shared_with


class Came(StrEnum):
    """What has come of an activity that is not finished."""

    BEGUN = "begun"
    STOPPED = "stopped"
    REFUSED = "refused"


@dataclass(frozen=True)
class Open:
    """One activity that is not finished. `on`: when it was begun, stopped, or offered and said no to."""

    activity: str
    came: Came
    on: datetime
    #: The older wording was on the screen.
    older: bool


def what_is_open(session: Session, point: ReviewPoint, audience: str, *, on: datetime | None = None) -> list[Open]:
    """What this audience may be told is open for this review, the earliest first.

    `on`: a moment that has been, for a paper of then. It tells of what was open then and may be told of today.

    The meeting is told of every activity unless the pupil decided to keep it from the meeting, and nothing of it is
    shared with it. A family member is told only of what the pupil shares something of with them.
    """
    answers = _unfinished(session, point, on)
    may_know = _may_know(session, audience, [one.key for one in answers])
    found = [_of_answer(one, on) for one in answers if one.key in may_know]
    if audience == MEETING:
        found += _not_taken_up(session, point, on)
    return sorted(found, key=lambda one: (one.on, one.activity))


def _unfinished(session: Session, point: ReviewPoint, on: datetime | None) -> Sequence[Response]:
    """Attached to this review; or on no review yet, and worked on since this one was made, as its standing counts."""
    here = exists().where(
        Attachment.response_key == Response.key,
        Attachment.review_point_id == point.id,
        Attachment.ended_at.is_(None),
    )
    ever = exists().where(Attachment.response_key == Response.key)
    touched = exists().where(Turn.response_key == Response.key, Turn.said_at >= point.made_at)
    since = and_(~ever, or_(Response.began_at >= point.made_at, touched))
    not_finished = Response.state != ResponseState.FINISHED
    if on is not None:
        not_finished = and_(Response.began_at <= on, or_(not_finished, Response.ended_at > on))
    return session.scalars(
        select(Response).where(
            Response.pupil_id == point.pupil_id,
            not_finished,
            here if point.closed_on else or_(here, since),
        )
    ).all()


def _may_know(session: Session, audience: str, answers: Collection[UUID]) -> set[UUID]:
    """Those of these answers that this audience may know of."""
    shared, decided_against = set(), set()
    for key, is_shared, is_kept in session.execute(
        select(Statement.response_key, shared_with(audience), kept_from(audience)).where(
            Statement.response_key.in_(answers), Statement.replaced_at.is_(None)
        )
    ):
        if is_shared:
            shared.add(key)
        elif is_kept:
            decided_against.add(key)
    return set(answers) - (decided_against - shared) if audience == MEETING else shared


def _of_answer(answer: Response, then: datetime | None) -> Open:
    ended = then is None or answer.ended_at is None or answer.ended_at <= then
    stopped = answer.state == ResponseState.STOPPED and ended
    on = answer.ended_at if stopped and answer.ended_at else answer.began_at
    return Open(answer.activity, Came.STOPPED if stopped else Came.BEGUN, on, _older(answer.sitting))


def _not_taken_up(session: Session, point: ReviewPoint, then: datetime | None) -> Iterator[Open]:
    """Each activity that was offered since the review was made and said no to, or stopped before it began, the last
    time; not one that the pupil took up, then or since."""
    offers: Sequence[Sitting] = session.scalars(
        select(Sitting)
        .where(
            Sitting.pupil_id == point.pupil_id,
            Sitting.thrown_away_at.is_(None),
            Sitting.handed_over_at >= point.made_at,
            or_(Sitting.refused_at.is_not(None), Sitting.stopped_at.is_not(None)),
        )
        .order_by(Sitting.handed_over_at)
    ).all()
    if then is not None:
        offers = [one for one in offers if all(at is None or at <= then for at in (one.refused_at, one.stopped_at))]
    taken_up = _last_worked_on(session, point.pupil_id, then)
    said_no: dict[str, Open] = {}
    for sitting in offers:
        if point.closed_on and school_day(sitting.handed_over_at) > point.closed_on:
            break  # offered for a later review
        refused = sitting.refused_at is not None
        if not refused and sitting.id in taken_up.sittings:
            continue  # what was stopped in it is told by its answers
        for slug in sitting.planned:
            if all(day < sitting.handed_over_at for day in taken_up.days[slug]):
                came, on = (Came.REFUSED, sitting.refused_at) if refused else (Came.STOPPED, sitting.stopped_at)
                said_no[slug] = Open(slug, came, on or sitting.handed_over_at, _older(sitting))
    yield from said_no.values()


@dataclass(frozen=True)
class _TakenUp:
    #: By activity, the days on which the pupil worked on it.
    days: dict[str, list[datetime]]
    sittings: set[UUID]


def _last_worked_on(session: Session, pupil_id: UUID, then: datetime | None) -> _TakenUp:
    rows = session.execute(
        select(Response.activity, Sitting.id, Sitting.handed_over_at)
        .join(Turn, Turn.response_key == Response.key)
        .join(Sitting, Sitting.id == Turn.sitting_id)
        .where(Response.pupil_id == pupil_id, true() if then is None else Turn.said_at <= then)
        .distinct()
    ).all()
    days: dict[str, list[datetime]] = defaultdict(list)
    for activity, _, day in rows:
        days[activity].append(day)
    return _TakenUp(days, {sitting for _, sitting, _ in rows})


def _older(sitting: Sitting) -> bool:
    return read_profile(sitting.profile).older
