"""Where a member of staff goes on: the sitting they have just had, and for somebody new the practice pupil."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from voice_app.model import Pupil, PupilCheck, ReviewPoint, Sitting, TrailEntry

from .attach import next_review_point
from .reach import is_within, pupils_of
from .viewer import Viewer

#: A sitting is of "just now" for a school day; after that it is found where every other is.
JUST_NOW = timedelta(hours=12)
#: What says in the trail that somebody has looked at what was said.
LOOKED = ("looked at pupil", "looked at paperwork")


def sitting_just_closed(session: Session, viewer: Viewer, *, now: datetime) -> Sitting | None:
    """The latest sitting that this member of staff handed over and closed, until they have looked at that pupil.

    Nothing of one that was thrown away or refused: there is nothing to look at.
    """
    if viewer.staff is None:
        return None
    looked = exists().where(
        TrailEntry.staff_id == viewer.staff.id,
        TrailEntry.pupil_id == Sitting.pupil_id,
        TrailEntry.what.in_(LOOKED),
        TrailEntry.at > Sitting.closed_at,
    )
    return session.scalar(
        select(Sitting)
        .join(Pupil, Pupil.id == Sitting.pupil_id)
        .where(
            Sitting.staff_id == viewer.staff.id,
            Sitting.closed_at >= now - JUST_NOW,
            Sitting.thrown_away_at.is_(None),
            Sitting.refused_at.is_(None),
            Pupil.archived_at.is_(None),
            is_within(viewer),
            ~looked,
        )
        .order_by(Sitting.closed_at.desc())
        .limit(1)
    )


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


def practice_for_somebody_new(session: Session, viewer: Viewer) -> Pupil | None:
    """The practice pupil, for a member of staff who has never handed the tablet to anybody; after that, nothing."""
    if viewer.staff is None:
        return None
    handed_over = exists().where(Sitting.staff_id == viewer.staff.id)
    return session.scalar(pupils_of(viewer).where(Pupil.practice, Pupil.archived_at.is_(None), ~handed_over).limit(1))
