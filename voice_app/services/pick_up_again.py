"""Where a member of staff goes on: the sitting they have just had, and for somebody new the practice pupil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from voice_app.model import Pupil, Sitting, TrailEntry

from .reach import is_within, pupils_of
from .viewer import Viewer

#: A sitting is of "just now" for a school day; after that it is found where every other is.
JUST_NOW = timedelta(hours=12)
#: What says in the trail that somebody has looked at what was said.
LOOKED = ("looked at pupil", "looked at paperwork")


@dataclass(frozen=True)
class GoingOn:
    """What the first page offers beside the reviews."""

    #: For a member of staff who has never handed the tablet to anybody.
    practice: Pupil | None = None
    #: The latest sitting that this member of staff handed over and closed, until they have looked at that pupil.
    #: Nothing of one that was thrown away or refused: there is nothing to look at.
    just_closed: Sitting | None = None


def where_to_go_on(session: Session, viewer: Viewer, *, now: datetime) -> GoingOn:
    """What this member of staff goes on with. Asked in one question: nearly always it is neither."""
    if viewer.staff is None:
        return GoingOn()
    asked = select(
        _practice_for_somebody_new(viewer, viewer.staff.id).scalar_subquery(),
        _just_closed(viewer, viewer.staff.id, now).scalar_subquery(),
    )
    found: Sequence[UUID | None] = session.execute(asked).one()
    practice, sitting = found
    return GoingOn(
        practice=session.get(Pupil, practice) if practice is not None else None,
        just_closed=session.get(Sitting, sitting) if sitting is not None else None,
    )


def _just_closed(viewer: Viewer, staff_id: UUID, now: datetime) -> Select[UUID]:
    looked = exists().where(
        TrailEntry.staff_id == staff_id,
        TrailEntry.pupil_id == Sitting.pupil_id,
        TrailEntry.what.in_(LOOKED),
        TrailEntry.at > Sitting.closed_at,
    )
    return (
        select(Sitting.id)
        .join(Pupil, Pupil.id == Sitting.pupil_id)
        .where(
            Sitting.staff_id == staff_id,
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


def _practice_for_somebody_new(viewer: Viewer, staff_id: UUID) -> Select[UUID]:
    handed_over = exists().where(Sitting.staff_id == staff_id)
    practice = pupils_of(viewer).where(Pupil.practice, Pupil.archived_at.is_(None), ~handed_over)
    return practice.with_only_columns(Pupil.id).limit(1)
