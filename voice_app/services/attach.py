"""Join what was said to the review it is for: by itself, and then as the SENDCo moves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, insert, select
from sqlalchemy.orm import Session

from voice_app import review_kinds
from voice_app.model import Attachment, Pupil, Response, ReviewPoint, Statement
from voice_app.school_time import school_day

from .standing import open_points, refresh_views_of_pupil


def next_review_point(session: Session, pupil_id: UUID, *, now: datetime) -> ReviewPoint | None:
    """The pupil's next open review point: the nearest of any kind, overdue ones first (docs/practice.md, 2 and 3)."""
    return review_kinds.next_open(open_points(session, pupil_id), school_day(now))


def attach_response(session: Session, response: Response, *, now: datetime) -> None:
    """Join the statements of an answer to the next open review point: finished, stopped, or given back unfinished.

    What is attached already stays where it is. Without an open review point they wait for one.
    """
    point = next_review_point(session, response.pupil_id, now=now)
    joined = {"review_point_id": point.id, "how": "by itself", "attached_at": now} if point else {}
    waiting = _waiting_items(session, response.key) if joined else ()
    if waiting:
        rows = [{**joined, "response_key": response.key, "item": item} for item in waiting]
        session.execute(insert(Attachment), rows)
    # The beginning was shown on every open review, and what was said joins one of them.
    refresh_views_of_pupil(session, response.pupil_id, now=now)


#: Put together once: it is asked with every answer that ends.
_WAITING_ITEMS = select(Statement.item).where(
    Statement.response_key == bindparam("key"),
    Statement.replaced_at.is_(None),
    ~exists().where(and_(Attachment.response_key == Statement.response_key, Attachment.item == Statement.item)),
)


def _waiting_items(session: Session, key: UUID) -> Sequence[str]:
    return session.scalars(_WAITING_ITEMS, {"key": key}).all()


def attach_waiting(session: Session, pupil: Pupil, *, now: datetime) -> None:
    """A review point has been made: what was waiting for one joins it."""
    keys = session.scalars(select(Statement.response_key).where(Statement.pupil_id == pupil.id).distinct()).all()
    for key in keys:
        attach_response(session, session.get_one(Response, key), now=now)


def live_attachments(session: Session, point: ReviewPoint) -> Sequence[Attachment]:
    """What is attached to this review point now."""
    return session.scalars(
        select(Attachment).where(Attachment.review_point_id == point.id, Attachment.ended_at.is_(None))
    ).all()


def take_off(session: Session, attachment: Attachment, *, by: UUID, now: datetime) -> None:
    """Take one thing off a review. It stays with the pupil and can be added again."""
    if attachment.ended_at is None:
        attachment.ended_at, attachment.ended_by_id = now, by
        session.flush()
        refresh_views_of_pupil(session, attachment.review_point.pupil_id, now=now)


def put_on(
    session: Session, point: ReviewPoint, response_key: UUID, item: str, *, by: UUID, now: datetime
) -> Attachment:
    """Add one thing to a review, or move it there: it leaves the review it was on."""
    standing = session.scalars(
        select(Attachment).where(
            Attachment.response_key == response_key, Attachment.item == item, Attachment.ended_at.is_(None)
        )
    ).all()
    for before in standing:
        if before.review_point_id == point.id:
            return before
        take_off(session, before, by=by, now=now)
    attachment = Attachment(
        review_point_id=point.id,
        response_key=response_key,
        item=item,
        how="moved" if standing else "added",
        attached_at=now,
        attached_by_id=by,
    )
    session.add(attachment)
    session.flush()
    refresh_views_of_pupil(session, point.pupil_id, now=now)
    return attachment
