"""What has come of a pupil's views for a review: written when it changes, so that lists need not work it out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from voice_app.model import Attachment, Response, ReviewPoint, Sitting, Statement, Views

from .sharing_rule import MEETING, shared_with


def views_of(session: Session, point: ReviewPoint) -> Views:
    """Work out the standing of the pupil's views for one review point."""
    shared = _attached(session, point, shared_only=True)
    if shared:
        return Views.IN
    # Work that was begun before this review was planned is work for another one.
    open_work = exists().where(
        Response.pupil_id == point.pupil_id, Response.state == "open", Response.began_at >= point.made_at
    )
    if session.scalar(select(open_work)):
        return Views.IN_PROGRESS
    newest = session.scalar(
        select(Sitting)
        .where(Sitting.pupil_id == point.pupil_id, Sitting.handed_over_at >= point.made_at)
        .order_by(Sitting.handed_over_at.desc())
        .limit(1)
    )
    if newest is not None and newest.refused_at is not None:
        return Views.REFUSED
    if newest is not None and newest.stopped_at is not None:
        return Views.STOPPED
    if _attached(session, point, shared_only=False):
        return Views.PRIVATE
    return Views.MISSING


def _attached(session: Session, point: ReviewPoint, *, shared_only: bool) -> int:
    query = (
        select(func.count(Statement.id))
        .join(
            Attachment,
            and_(Attachment.response_key == Statement.response_key, Attachment.item == Statement.item),
        )
        .where(
            Attachment.review_point_id == point.id,
            Attachment.ended_at.is_(None),
            Statement.replaced_at.is_(None),
            Statement.state == "given",
        )
    )
    return session.scalar(query.where(shared_with(MEETING)) if shared_only else query) or 0


def refresh_views(session: Session, point: ReviewPoint, *, now: datetime) -> None:
    """Write the standing of one review point where it changed."""
    views = views_of(session, point)
    if point.views != views:
        point.views, point.views_at = views.value, now
        session.flush()


def refresh_views_of_sitting(session: Session, sitting_id: UUID, *, now: datetime) -> None:
    """Write the standing of every review point that holds something said in this sitting, or gone on with in it."""
    points = session.scalars(
        select(ReviewPoint)
        .join(Attachment, Attachment.review_point_id == ReviewPoint.id)
        .join(Statement, and_(Statement.response_key == Attachment.response_key, Statement.item == Attachment.item))
        .join(Response, Response.key == Statement.response_key)
        .where(
            or_(Statement.sitting_id == sitting_id, Response.sitting_id == sitting_id), Attachment.ended_at.is_(None)
        )
        .distinct()
    ).all()
    for point in points:
        refresh_views(session, point, now=now)


def refresh_views_of_pupil(session: Session, pupil_id: UUID, *, now: datetime) -> None:
    """Write the standing of every open review point of a pupil: after a refusal, a stop, a throwing away."""
    points = session.scalars(
        select(ReviewPoint).where(ReviewPoint.pupil_id == pupil_id, ReviewPoint.closed_on.is_(None))
    ).all()
    for point in points:
        refresh_views(session, point, now=now)


def check_standings(session: Session) -> list[tuple[UUID, str, str]]:
    """Recompute every standing of an open review and tell the differences: (review point, kept, worked out).

    Healthy: none. What a closed review ended with stays as it was, whatever the pupil says since.
    """
    return [
        (point.id, point.views, worked_out.value)
        for point in session.scalars(select(ReviewPoint).where(ReviewPoint.closed_on.is_(None)))
        if (worked_out := views_of(session, point)) != point.views
    ]
