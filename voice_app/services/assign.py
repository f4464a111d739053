"""Say which pupils a member of staff works with; it holds from the next request on (rules X4, X6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Assignment, Pupil, Staff

from .leave_trail import leave_trail
from .reach import OutOfReach
from .viewer import Viewer

#: As many as fit a page that people still read.
MOST_SHOWN = 60


@dataclass(frozen=True)
class Search:
    """What was looked for, and found: names and classes only, for whoever manages lists sees no views."""

    pupils: Sequence[Pupil]
    #: How many there are besides those shown.
    more: int


def assigned(session: Session, staff: Staff) -> Sequence[Pupil]:
    """The pupils this member of staff works with, by name."""
    found = session.scalars(
        select(Pupil)
        .join(Assignment, Assignment.pupil_id == Pupil.id)
        .where(Assignment.staff_id == staff.id, Assignment.ended_at.is_(None), Pupil.archived_at.is_(None))
    ).unique()
    return sorted(found, key=_by_name)


def classes(session: Session, viewer: Viewer) -> list[str]:
    """The names of the school's classes."""
    names = session.scalars(
        select(Pupil.class_name)
        .where(Pupil.school_id == viewer.school_id, Pupil.archived_at.is_(None), Pupil.practice.is_(False))
        .distinct()
    )
    return sorted((name for name in names if name), key=str.casefold)


def find_pupils(session: Session, viewer: Viewer, *, name: str = "", class_name: str = "") -> Search:
    """Pupils of the viewer's school by a part of their name, their class, or both; nothing asked, nothing found."""
    if not name.strip() and not class_name:
        return Search([], 0)
    # Compared here and not by the database, which knows capitals of English alone.
    wanted = name.casefold().split()
    query = select(Pupil).where(
        Pupil.school_id == viewer.school_id, Pupil.archived_at.is_(None), Pupil.practice.is_(False)
    )
    if class_name:
        query = query.where(Pupil.class_name == class_name)
    found = sorted((p for p in session.scalars(query) if _has(p, wanted)), key=_by_name)
    return Search(found[:MOST_SHOWN], max(0, len(found) - MOST_SHOWN))


def assign(
    session: Session,
    viewer: Viewer,
    staff: Staff,
    *,
    shown: Collection[UUID],
    ticked: Collection[UUID],
    now: datetime,
) -> tuple[int, int]:
    """Of the pupils `shown`, those `ticked` are this member of staff's and the others not; the rest stay as they are.

    Returns how many were given and taken off. Raises OutOfReach where a pupil is not of the viewer's school.
    """
    asked = set(shown) | set(ticked)
    ours = set(session.scalars(select(Pupil.id).where(Pupil.id.in_(asked), Pupil.school_id == viewer.school_id)))
    if ours != asked or staff.school_id != viewer.school_id:
        raise OutOfReach
    open_now = {
        row.pupil_id: row
        for row in session.scalars(
            select(Assignment).where(Assignment.staff_id == staff.id, Assignment.ended_at.is_(None))
        )
    }
    given = [pupil_id for pupil_id in ticked if pupil_id not in open_now]
    taken = [pupil_id for pupil_id in shown if pupil_id in open_now and pupil_id not in set(ticked)]
    for pupil_id in given:
        session.add(Assignment(staff_id=staff.id, pupil_id=pupil_id, since=now))
    for pupil_id in taken:
        open_now[pupil_id].ended_at = now
    for what, pupils in (("assigned pupil", given), ("took pupil off", taken)):
        for pupil_id in pupils:
            leave_trail(session, viewer, what, now=now, pupil_id=pupil_id, about={"staff": str(staff.id)})
    session.flush()
    return len(given), len(taken)


def _by_name(pupil: Pupil) -> tuple[str, str]:
    return pupil.surname.casefold(), pupil.forename.casefold()


def _has(pupil: Pupil, wanted: Sequence[str]) -> bool:
    whole = f"{pupil.preferred or ''} {pupil.forename} {pupil.surname}".casefold()
    return all(part in whole for part in wanted)
