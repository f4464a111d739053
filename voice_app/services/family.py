"""Look after who is at home: the adults a pupil is asked about one by one (rule A52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import FamilyMember, Pupil

from .leave_trail import leave_trail
from .reach import OutOfReach, pupils_within
from .viewer import Viewer


@dataclass(frozen=True)
class Details:
    """What is written down of somebody at home."""

    #: As the pupil says it.
    name: str
    relation: str
    #: The name of a picture card; cards that name this person wait while they are in the room.
    picture: str


def family_of(session: Session, pupil: Pupil) -> Sequence[FamilyMember]:
    """Everybody at home, those who are asked about first."""
    return session.scalars(
        select(FamilyMember)
        .where(FamilyMember.pupil_id == pupil.id)
        .order_by(FamilyMember.ended_at.is_not(None), FamilyMember.made_at, FamilyMember.name)
    ).all()


def one_member(session: Session, viewer: Viewer, pupil: Pupil, member_id: UUID) -> FamilyMember:
    """This member of this pupil's family. Raises OutOfReach."""
    found = session.scalar(
        select(FamilyMember).where(
            FamilyMember.id == member_id,
            FamilyMember.pupil_id == pupil.id,
            FamilyMember.pupil_id.in_(pupils_within(viewer)),
        )
    )
    if found is None:
        raise OutOfReach(member_id)
    return found


def add_member(session: Session, viewer: Viewer, pupil: Pupil, details: Details, *, now: datetime) -> FamilyMember:
    """Add somebody. The pupil is asked about them from the next sitting on; until then they see nothing."""
    member = FamilyMember(
        pupil_id=pupil.id, name=details.name, relation=details.relation, picture=details.picture, made_at=now
    )
    session.add(member)
    session.flush()
    _trail(session, viewer, "added family member", member, now=now)
    return member


def change_member(session: Session, viewer: Viewer, member: FamilyMember, details: Details, *, now: datetime) -> None:
    """Change what is written down. What the pupil decided about this person stays, so it must be the same person."""
    member.name, member.relation, member.picture = details.name, details.relation, details.picture
    session.flush()
    _trail(session, viewer, "changed family member", member, now=now)


def end_member(session: Session, viewer: Viewer, member: FamilyMember, *, now: datetime) -> None:
    """They are asked about no more and get no copy. What was decided before is kept."""
    if member.ended_at is None:
        member.ended_at = now
        session.flush()
        _trail(session, viewer, "ended family member", member, now=now)


def bring_back_member(session: Session, viewer: Viewer, member: FamilyMember, *, now: datetime) -> None:
    """It was ended by mistake, or they are at home again."""
    if member.ended_at is not None:
        member.ended_at = None
        session.flush()
        _trail(session, viewer, "brought back family member", member, now=now)


def _trail(session: Session, viewer: Viewer, what: str, member: FamilyMember, *, now: datetime) -> None:
    leave_trail(session, viewer, what, now=now, pupil_id=member.pupil_id, about={"family": str(member.id)})
