"""The pupil's yes or no to a sitting, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from voice_app.model import (
    AdultNote,
    Assent,
    Attachment,
    PupilCheck,
    Response,
    SharingDecision,
    Sitting,
    Statement,
    Turn,
)


class AssentMissing(Exception):
    """The pupil has not said yes to keeping this, or has taken the yes back."""


def in_force(session: Session, sitting_id: UUID) -> Assent | None:
    """The pupil's yes to this sitting, if it stands."""
    return session.scalar(
        select(Assent)
        .where(Assent.sitting_id == sitting_id, Assent.withdrawn_at.is_(None))
        .order_by(Assent.given_at)
        .limit(1)
    )


def say_yes(session: Session, sitting: Sitting, *, how: str, shown: Mapping[str, Any], now: datetime) -> Assent:
    """Keep the pupil's yes, with what was shown. Saying it twice keeps the first."""
    standing = in_force(session, sitting.id)
    if standing is not None:
        return standing
    given = Assent(sitting_id=sitting.id, given_at=now, how=how, shown=dict(shown))
    sitting.refused_at = sitting.refused_how = None
    session.add(given)
    session.flush()
    return given


def say_no(session: Session, sitting: Sitting, *, how: str, now: datetime) -> None:
    """Keep the pupil's no and how it was shown. No answers exist then (`architecture.md`, Decided)."""
    if in_force(session, sitting.id) is not None:
        return
    sitting.refused_at, sitting.refused_how = now, how
    session.flush()


def throw_away(session: Session, sitting: Sitting, *, now: datetime) -> None:
    """Withdraw the yes and erase what was said today; no adult can undo it (rule A44).

    Answers that an earlier sitting began go back to what they were before today. The caller has the database give up
    the deleted bytes after its commit (`database.forget_deleted`).
    """
    sitting.thrown_away_at = now
    for given in session.scalars(select(Assent).where(Assent.sitting_id == sitting.id)):
        given.withdrawn_at = now
    keys = list(session.scalars(select(Turn.response_key).where(Turn.sitting_id == sitting.id).distinct()))
    made_today = select(Statement.id).where(Statement.sitting_id == sitting.id)
    for kind in (SharingDecision, PupilCheck):
        session.execute(delete(kind).where(kind.statement_id.in_(made_today)))
    session.execute(delete(SharingDecision).where(SharingDecision.sitting_id == sitting.id))
    session.execute(delete(Statement).where(Statement.sitting_id == sitting.id))
    session.execute(delete(AdultNote).where(AdultNote.sitting_id == sitting.id))
    session.execute(delete(Turn).where(Turn.sitting_id == sitting.id))
    for key in keys:
        _erase_or_return(session, key)
    session.flush()


def _erase_or_return(session: Session, key: UUID) -> None:
    earlier = session.scalar(select(Turn).where(Turn.response_key == key).order_by(Turn.counter.desc()).limit(1))
    if earlier is not None:
        response = session.get_one(Response, key)
        response.sitting_id = earlier.sitting_id
        return
    session.execute(delete(Attachment).where(Attachment.response_key == key))
    session.execute(delete(Response).where(Response.key == key))
