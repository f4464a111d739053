"""The SENDCo moves what was said to another review, adds it to one, or takes it off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Attachment, ReviewPoint

from . import attach
from .leave_trail import leave_trail
from .prepare import one_statement
from .reach import OutOfReach
from .viewer import Viewer


class ReviewClosed(Exception):
    """The review has been held: what was said for it stays with it."""


def put_on(session: Session, viewer: Viewer, point: ReviewPoint, statement_id: UUID, *, now: datetime) -> None:
    """Add a thing said to this review, or move it here from another open one. Raises ReviewClosed and OutOfReach."""
    by = _sendco(viewer, point)
    statement = one_statement(session, viewer, point.pupil_id, statement_id)
    standing = session.scalars(
        select(ReviewPoint)
        .join(Attachment, Attachment.review_point_id == ReviewPoint.id)
        .where(
            Attachment.response_key == statement.response_key,
            Attachment.item == statement.item,
            Attachment.ended_at.is_(None),
        )
    ).all()
    for one in (point, *standing):
        _must_be_open(one)
    attach.put_on(session, point, statement.response_key, statement.item, by=by, now=now)
    _trail(session, viewer, "put on review", point, statement_id, now=now)


def take_off(session: Session, viewer: Viewer, point: ReviewPoint, statement_id: UUID, *, now: datetime) -> None:
    """Take a thing said off this review; it stays with the pupil. Raises ReviewClosed and OutOfReach."""
    by = _sendco(viewer, point)
    _must_be_open(point)
    statement = one_statement(session, viewer, point.pupil_id, statement_id)
    found = session.scalar(
        select(Attachment).where(
            Attachment.review_point_id == point.id,
            Attachment.response_key == statement.response_key,
            Attachment.item == statement.item,
            Attachment.ended_at.is_(None),
        )
    )
    if found is None:
        raise OutOfReach(statement_id)
    attach.take_off(session, found, by=by, now=now)
    _trail(session, viewer, "took off review", point, statement_id, now=now)


def _sendco(viewer: Viewer, point: ReviewPoint) -> UUID:
    if viewer.staff is None or not viewer.is_sendco:
        raise OutOfReach(point.id)
    return viewer.staff.id


def _must_be_open(point: ReviewPoint) -> None:
    if point.closed_on is not None:
        raise ReviewClosed(point.id)


def _trail(
    session: Session, viewer: Viewer, what: str, point: ReviewPoint, statement_id: UUID, *, now: datetime
) -> None:
    about = {"review": str(point.id), "statement": str(statement_id)}
    leave_trail(session, viewer, what, now=now, pupil_id=point.pupil_id, about=about)
