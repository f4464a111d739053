"""Where a member of staff goes on: the sitting they have just had, and for somebody new the practice pupil."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from voice_app.model import ON_NO_LIST, Pupil, PupilCheck, ReviewPoint, School, Sitting, Staff, TrailEntry

from .attach import next_review_point
from .reach import is_within, pupils_within
from .viewer import Viewer

#: A sitting is of "just now" for a school day; after that it is found where every other is.
JUST_NOW = timedelta(hours=12)
#: What says in the trail that somebody has looked at what was said.
LOOKED = ("looked at pupil", "looked at paperwork")


@dataclass(frozen=True)
class GoOn:
    """Where a member of staff goes on; nothing where there is nothing to go on with."""

    #: The latest sitting they handed over and closed, until they have looked at that pupil. Not one that was thrown
    #: away or refused: there is nothing to look at.
    just_closed: Sitting | None = None
    #: The practice pupil, for who has never handed the tablet to anybody.
    practice: Pupil | None = None
    #: Whether both safeguarding leads are named: before that no pupil is handed a tablet.
    leads_named: bool = True


def where_to_go_on(session: Session, viewer: Viewer, *, now: datetime) -> GoOn:
    """Where this member of staff goes on. One statement: the first page of the day waits for it."""
    if viewer.staff is None:
        return GoOn()
    just_closed, practice = (
        _just_closed(viewer, viewer.staff, now=now),
        _practice_for_somebody_new(viewer, viewer.staff),
    )
    found = session.execute(
        select(Sitting, Pupil, School.safeguarding_lead_id.is_not(None) & School.deputy_lead_id.is_not(None))
        .select_from(Staff)
        .join(School, School.id == Staff.school_id)
        .outerjoin(Sitting, Sitting.id == just_closed.scalar_subquery())
        .outerjoin(Pupil, Pupil.id == practice.scalar_subquery())
        .where(Staff.id == viewer.staff.id)
    ).one()
    return GoOn(*found)


def has_pupils(session: Session, viewer: Viewer) -> bool:
    """Whether this school has any pupil but the practice pupil."""
    real = Pupil.school_id == viewer.school_id, ~Pupil.practice, Pupil.archived_at.is_(None)
    return bool(session.scalar(select(exists().where(*real))))


def _just_closed(viewer: Viewer, staff: Staff, *, now: datetime) -> Select[UUID]:
    looked = exists().where(
        TrailEntry.staff_id == staff.id,
        TrailEntry.pupil_id == Sitting.pupil_id,
        TrailEntry.what.in_(LOOKED),
        TrailEntry.at > Sitting.closed_at,
    )
    return (
        select(Sitting.id)
        .join(Pupil, Pupil.id == Sitting.pupil_id)
        .where(
            Sitting.staff_id == staff.id,
            Sitting.closed_at >= now - JUST_NOW,
            Sitting.thrown_away_at.is_(None),
            Sitting.refused_at.is_(None),
            Pupil.archived_at.is_(None),
            is_within(viewer),
            ~looked,
        )
        .order_by(Sitting.closed_at.desc())
        .limit(1)
        .correlate(None)
    )


def _practice_for_somebody_new(viewer: Viewer, staff: Staff) -> Select[UUID]:
    handed_over = exists().where(Sitting.staff_id == staff.id).correlate(None)
    # The practice pupil is among the few on no list, who have an index of their own.
    within = pupils_within(viewer).where(Pupil.practice, ON_NO_LIST, Pupil.archived_at.is_(None), ~handed_over)
    return within.limit(1).correlate(None)


def review_to_go_on_with(session: Session, sitting: Sitting, *, now: datetime) -> ReviewPoint | None:
    """The review whose paperwork comes after showing the pupil what goes out: the last that the pupil was asked about.

    Where the pupil answered nothing, the pupil's next review; nothing where there is none.
    """
    shown = session.scalar(
        select(ReviewPoint)
        .join(PupilCheck, PupilCheck.review_point_id == ReviewPoint.id)
        .where(ReviewPoint.pupil_id == sitting.pupil_id, PupilCheck.sitting_id == sitting.id)
        .order_by(PupilCheck.at.desc())
        .limit(1)
    )
    return shown or next_review_point(session, sitting.pupil_id, now=now)
