"""The pupil's yes or no to a sitting, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import next_step
from voice_app.model import (
    AdultNote,
    Assent,
    Attachment,
    PupilCheck,
    Response,
    ResponseState,
    SharingDecision,
    Sitting,
    Statement,
    Turn,
)

from .surroundings import surroundings


class AssentMissing(Exception):
    """The pupil has not said yes to keeping this, or has taken the yes back."""


class ThrownAway(Exception):
    """What was said in this sitting was thrown away. It begins again only with a new hand-over."""


def in_force(session: Session, sitting_id: UUID) -> Assent | None:
    """The pupil's yes to this sitting, if it stands."""
    return session.scalar(
        select(Assent)
        .where(Assent.sitting_id == sitting_id, Assent.withdrawn_at.is_(None))
        .order_by(Assent.given_at)
        .limit(1)
    )


def say_yes(session: Session, sitting: Sitting, *, how: str, shown: Mapping[str, Any], now: datetime) -> Assent:
    """Keep the pupil's yes, with what was shown. Saying it twice keeps the first.

    A no before it is kept with it, with how it was shown. Raises ThrownAway.
    """
    if sitting.thrown_away_at is not None:
        raise ThrownAway(sitting.id)
    standing = in_force(session, sitting.id)
    if standing is not None:
        return standing
    shown = dict(shown)
    if sitting.refused_at is not None:
        shown["refused_before"] = {"at": sitting.refused_at.isoformat(), "how": sitting.refused_how}
    given = Assent(sitting_id=sitting.id, given_at=now, how=how, shown=shown)
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
    began = session.execute(
        select(Turn.response_key, func.min(Turn.said_at))
        .where(Turn.sitting_id == sitting.id)
        .group_by(Turn.response_key)
    ).all()
    made_today = select(Statement.id).where(Statement.sitting_id == sitting.id)
    for kind in (SharingDecision, PupilCheck):
        session.execute(delete(kind).where(kind.statement_id.in_(made_today)))
    session.execute(delete(SharingDecision).where(SharingDecision.sitting_id == sitting.id))
    session.execute(delete(Statement).where(Statement.sitting_id == sitting.id))
    session.execute(delete(AdultNote).where(AdultNote.sitting_id == sitting.id))
    session.execute(delete(Turn).where(Turn.sitting_id == sitting.id))
    for key, at in began:
        _erase_or_return(session, key, since=at)
    session.flush()


def _erase_or_return(session: Session, key: UUID, *, since: datetime) -> None:
    earlier = session.scalar(select(Turn).where(Turn.response_key == key).order_by(Turn.counter.desc()).limit(1))
    standing = _take_up_again(session, key, since=since)
    left = select(Statement.item).where(Statement.response_key == key)
    session.execute(delete(Attachment).where(Attachment.response_key == key, Attachment.item.not_in(left)))
    if earlier is None:
        session.execute(delete(Response).where(Response.key == key))
        return
    response = session.get_one(Response, key)
    response.sitting_id = earlier.sitting_id
    if not standing:
        response.state, response.ended_at = ResponseState.OPEN, None
        return
    response.state = ResponseState.FINISHED if _was_at_its_end(session, response, earlier) else ResponseState.STOPPED
    response.ended_at = max(one.made_at for one in standing)


def _was_at_its_end(session: Session, response: Response, turn: Turn) -> bool:
    activity = all_activities()[response.activity]
    sitting = session.get_one(Sitting, turn.sitting_id)
    around = surroundings(sitting, sitting.present, activity, first_time=False)
    return next_step(activity.conversation, activity.read(turn.body, turn.activity_version), around) is None


def _take_up_again(session: Session, key: UUID, *, since: datetime) -> list[Statement]:
    """What stands of the earlier days: the newest version left of each item, unless it had gone before today."""
    left = session.scalars(select(Statement).where(Statement.response_key == key).order_by(Statement.version)).all()
    newest = {one.item: one for one in left}
    standing = []
    for one in newest.values():
        if one.replaced_at is not None and one.replaced_at >= since:
            one.replaced_at = None
        if one.replaced_at is None:
            standing.append(one)
    return standing
