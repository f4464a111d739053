"""The drawn face by which a pupil who does not read tells one adult of the school from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Present, Staff

#: Nobody in particular, told apart by what they wear: what somebody has until they choose. A face that we guessed from
#: a name would show a pupil somebody who looks otherwise.
NOT_CHOSEN: Sequence[str] = (
    "adult-stripes-across",
    "adult-star",
    "adult-hat",
    "adult-dots",
    "adult-scarf",
    "adult-zigzag",
    "adult-cap",
    "adult-bow-tie",
    "adult-stripes-down",
    "adult-collar",
    "adult-checks",
    "adult-pocket",
)
#: Faces to choose from, so that the picture looks like its person.
LIKE_SOMEBODY: Sequence[str] = (
    "adult-short-hair",
    "adult-short-hair-glasses",
    "adult-long-hair",
    "adult-long-hair-glasses",
    "adult-curls",
    "adult-curls-glasses",
    "adult-bun",
    "adult-bun-glasses",
    "adult-plaits",
    "adult-round-hair",
    "adult-headscarf",
    "adult-headscarf-glasses",
    "adult-turban",
    "adult-beard",
    "adult-no-hair-beard",
    "adult-no-hair-glasses",
)
FACES: Sequence[str] = (*LIKE_SOMEBODY, *NOT_CHOSEN)


class NoSuchFace(ValueError):
    """A picture that is not one of our faces."""


def face_for_somebody_new(session: Session, school_id: UUID) -> str:
    """The face that the fewest in this school have, of those that look like nobody in particular."""
    worn = Counter(session.scalars(select(Staff.face).where(Staff.school_id == school_id)))
    return min(NOT_CHOSEN, key=lambda face: worn[face])


def choose_face(session: Session, staff: Staff, face: str) -> None:
    """The face that somebody chose for themselves. Raises NoSuchFace."""
    if face not in FACES:
        raise NoSuchFace(face)
    staff.face = face
    session.flush()


def picture_of(session: Session, present: Present) -> str:
    """How somebody in the room is shown to the pupil: staff by their face, others by what they are to the pupil."""
    staff = session.get(Staff, present.staff_id) if present.staff_id else None
    return staff.face if staff else present.stands_for


def others_with(session: Session, staff: Staff) -> frozenset[str]:
    """The faces that others of the school have who can sign in: two with one face cannot be told apart."""
    found = select(Staff.face).where(
        Staff.school_id == staff.school_id, Staff.id != staff.id, Staff.disabled_at.is_(None)
    )
    return frozenset(session.scalars(found))
