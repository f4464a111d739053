"""What has come of a pupil's views for a review: written when it changes, so that lists need not work it out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session

from voice_app.model import (
    Assent,
    Attachment,
    Response,
    ResponseState,
    ReviewPoint,
    Sitting,
    Statement,
    Turn,
    Views,
)

from .asked import was_asked, when_asked
from .going_on import GOES_ON_FOR, can_still_go_on
from .sharing_rule import MEETING, kept_from, shared_with


def views_of(session: Session, point: ReviewPoint) -> Views:
    """Work out the standing of the pupil's views for one review point.

    The pupil's latest word comes first: a refusal or a stop wins over what was begun earlier. Not one about looking at
    what goes out: that says nothing about whether the pupil wants to say how school is.
    """
    given = _attached(session, point)
    if any(one.shared for one in given):
        return Views.IN
    latest = _latest_word(session, point)
    if latest is not None and latest.handed_over_at >= point.made_at:
        if latest.refused_at is not None:
            return Views.REFUSED
        if latest.stopped_at is not None:
            return Views.STOPPED
    if _at_work(session, point, latest):
        return Views.IN_PROGRESS
    if given:
        waits = [one for one in given if not one.kept]
        return _asked_or_not(session, point, waits) if waits else Views.PRIVATE
    return Views.MISSING


class _Given(NamedTuple):
    """One thing given that is attached to a review point."""

    #: With the people of the review, and kept from them: what the pupil decided. Neither where nothing was.
    shared: bool
    kept: bool
    #: The sitting that asks who may see it, and when it was said.
    asked_in: UUID
    made_at: datetime


def _attached(session: Session, point: ReviewPoint) -> list[_Given]:
    return [_Given(*row) for row in session.execute(_what_is_attached(), {"point": point.id})]


@cache
def _what_is_attached() -> Select[Any, Any, Any, Any]:
    """Put together once, like what follows: every touch that begins or ends something asks it of every open review.

    Counted in Python: the database would work the rule out anew for each number that it is counted for.
    """
    return (
        select(shared_with(MEETING), kept_from(MEETING), Response.sitting_id, Statement.made_at)
        .select_from(Attachment)
        .join(
            Statement,
            and_(Attachment.response_key == Statement.response_key, Attachment.item == Statement.item),
        )
        .join(Response, Response.key == Statement.response_key)
        .where(
            Attachment.review_point_id == bindparam("point"),
            Attachment.ended_at.is_(None),
            Statement.replaced_at.is_(None),
            Statement.state == "given",
        )
    )


def _asked_or_not(session: Session, point: ReviewPoint, waits: Sequence[_Given]) -> Views:
    """Of what is attached and waits for the pupil's word about the meeting: whether all of it was asked about."""
    asked = when_asked(session, point.pupil_id)
    all_asked = all(was_asked(asked, one.asked_in, one.made_at) for one in waits)
    return Views.NOT_ANSWERED if all_asked else Views.NOT_ASKED


class _Word(NamedTuple):
    """The pupil's latest word: when the sitting began, and what came of it."""

    handed_over_at: datetime
    refused_at: datetime | None
    stopped_at: datetime | None


#: Something was to be done in it, more than looking at what goes out or saying who may see it.
_PLANNED = func.json_array_length(Sitting.planned) > 0
_LATEST_WORD = (
    select(
        Sitting.handed_over_at,
        Sitting.refused_at,
        # What is said anew while looking is not stopped with it (`capture.stop`).
        case((_PLANNED, Sitting.stopped_at)),
    )
    .where(
        Sitting.pupil_id == bindparam("pupil"),
        or_(Sitting.refused_at.is_not(None), exists().where(Assent.sitting_id == Sitting.id)),
        or_(_PLANNED, exists().where(Turn.sitting_id == Sitting.id)),
    )
    .order_by(Sitting.handed_over_at.desc())
    .limit(1)
)


def _latest_word(session: Session, point: ReviewPoint) -> _Word | None:
    """The pupil's latest sitting in which there was a yes or a no to saying how school is.

    Handing over alone is not the pupil's word. A sitting to look at what goes out counts where something is said in it.
    """
    found = session.execute(_LATEST_WORD, {"pupil": point.pupil_id}).first()
    return _Word(*found) if found else None


_TOUCHED = exists().where(Turn.response_key == Response.key, Turn.said_at >= bindparam("made_at"))
_AT_WORK = select(
    exists().where(
        Response.pupil_id == bindparam("pupil"),
        Response.state == ResponseState.OPEN,
        or_(Response.began_at >= bindparam("made_at"), _TOUCHED),
        can_still_go_on(bindparam("began_since")),
    )
)


def _at_work(session: Session, point: ReviewPoint, latest: _Word | None) -> bool:
    """Whether an answer is open that was worked on since the review was made, and could be gone on with last time.

    Counted at the pupil's latest word and not by today's clock: a standing changes when something happens.
    """
    if latest is None:
        return False
    asked = {"pupil": point.pupil_id, "made_at": point.made_at, "began_since": latest.handed_over_at - GOES_ON_FOR}
    return bool(session.scalar(_AT_WORK, asked))


def refresh_views(session: Session, point: ReviewPoint, *, now: datetime) -> None:
    """Write the standing of one review point where it changed."""
    views = views_of(session, point)
    if point.views != views:
        point.views, point.views_at = views.value, now
        session.flush()


def refresh_views_of_pupil(session: Session, pupil_id: UUID, *, now: datetime) -> None:
    """Write the standing of every open review point of a pupil, after anything that the pupil said or decided.

    What a closed review ended with stays as it was.
    """
    for point in open_points(session, pupil_id):
        refresh_views(session, point, now=now)


_OPEN_POINTS = (
    select(ReviewPoint)
    .where(ReviewPoint.pupil_id == bindparam("pupil"), ReviewPoint.closed_on.is_(None))
    .order_by(ReviewPoint.due, ReviewPoint.made_at)
)


def open_points(session: Session, pupil_id: UUID) -> Sequence[ReviewPoint]:
    """The pupil's open review points, the nearest first."""
    return session.scalars(_OPEN_POINTS, {"pupil": pupil_id}).all()


def check_standings(session: Session) -> list[tuple[UUID, str, str]]:
    """Recompute every standing of an open review and tell the differences: (review point, kept, worked out).

    Healthy: none. What a closed review ended with stays as it was, whatever the pupil says since.
    """
    return [
        (point.id, point.views, worked_out.value)
        for point in session.scalars(select(ReviewPoint).where(ReviewPoint.closed_on.is_(None)))
        if (worked_out := views_of(session, point)) != point.views
    ]
