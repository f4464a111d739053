"""Which pupils somebody may reach: the one place that every query of pupils' things goes through (rules X2, X6)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, select
from sqlalchemy.orm import Session

from voice_app.model import Assignment, Pupil, ReviewPoint, Role, SessionKind, Sitting, Staff

from .viewer import Viewer


class OutOfReach(Exception):
    """Missing, or somebody else's: told alike (rule X3)."""


def pupils_within(viewer: Viewer) -> Select[UUID]:
    """The keys of the pupils this viewer may reach, as a sub-query."""
    return select(Pupil.id).where(is_within(viewer))


def is_within(viewer: Viewer) -> ColumnElement[bool]:
    """SQL, where pupils are read anyway: this viewer may reach the pupil."""
    mine = Pupil.school_id == viewer.school_id
    if viewer.kind is SessionKind.HELPER and viewer.helper is not None:
        return and_(mine, Pupil.id == viewer.helper.pupil_id)
    if viewer.kind in {SessionKind.PUPIL, SessionKind.CLOSE} and viewer.sitting is not None:
        return and_(mine, Pupil.id == viewer.sitting.pupil_id)
    return _is_within_staff(viewer.staff) if viewer.staff is not None else false()


def sees_whole_school(viewer: Viewer) -> bool:
    """Whether every pupil of the viewer's school is within reach, so that none has to be looked at to know."""
    return viewer.kind is SessionKind.STAFF and viewer.is_sendco


def _is_within_staff(staff: Staff) -> ColumnElement[bool]:
    """The SENDCo all pupils of the school; staff those they are assigned to; an administrator none (rule X6)."""
    mine = Pupil.school_id == staff.school_id
    if staff.role == Role.SENDCO:
        return mine
    if staff.role == Role.ADMINISTRATOR:
        return false()
    assigned = select(Assignment.pupil_id).where(Assignment.staff_id == staff.id, Assignment.ended_at.is_(None))
    # The practice pupil is for everybody who is learning.
    return and_(mine, Pupil.id.in_(assigned) | Pupil.practice)


def reaches(session: Session, staff: Staff, pupil: Pupil) -> bool:
    """Whether this member of staff, signed in anywhere, may reach this pupil."""
    return session.scalar(select(Pupil.id).where(_is_within_staff(staff), Pupil.id == pupil.id)) is not None


def pupils_of(viewer: Viewer) -> Select[Pupil]:
    """The pupils this viewer may reach."""
    return select(Pupil).where(is_within(viewer))


def one_pupil(session: Session, viewer: Viewer, pupil_id: UUID) -> Pupil:
    """This pupil. Raises OutOfReach where there is none, or none for this viewer."""
    found = session.scalar(pupils_of(viewer).where(Pupil.id == pupil_id))
    if found is None:
        raise OutOfReach(pupil_id)
    return found


def one_review_point(session: Session, viewer: Viewer, review_point_id: UUID) -> ReviewPoint:
    """This review point of a pupil within reach. Raises OutOfReach."""
    found = session.scalar(
        select(ReviewPoint).where(ReviewPoint.id == review_point_id, ReviewPoint.pupil_id.in_(pupils_within(viewer)))
    )
    if found is None:
        raise OutOfReach(review_point_id)
    return found


def one_sitting(session: Session, viewer: Viewer, sitting_id: UUID) -> Sitting:
    """This sitting of a pupil within reach. Raises OutOfReach."""
    found = session.scalar(select(Sitting).where(Sitting.id == sitting_id, Sitting.pupil_id.in_(pupils_within(viewer))))
    if found is None:
        raise OutOfReach(sitting_id)
    return found
