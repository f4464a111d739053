"""Whether the pupil was asked who may see what was said. Asked and left open is another thing than not asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voice_app.model import SharingDecision, Sitting, Statement, TrailEntry

#: What the trail keeps of a Finish on the question about another day than today.
WAS_ASKED = "was asked who may see"


def when_asked(session: Session, pupil_id: UUID) -> Mapping[UUID, datetime]:
    """For each sitting of this pupil of which it was asked who may see it: when last, whatever came of it."""
    last: dict[UUID, datetime] = {}
    for sitting, at in _each_time(session, pupil_id):
        last[sitting] = max(at, last.get(sitting, at))
    return last


def _each_time(session: Session, pupil_id: UUID) -> Iterator[tuple[UUID, datetime]]:
    decided = (
        select(SharingDecision.sitting_id, func.max(SharingDecision.at))
        .join(Sitting, Sitting.id == SharingDecision.sitting_id)
        .where(Sitting.pupil_id == pupil_id, SharingDecision.statement_id.is_(None))
        .group_by(SharingDecision.sitting_id)
    )
    finished = select(Sitting.id, Sitting.finished_at).where(
        Sitting.pupil_id == pupil_id, Sitting.finished_at.is_not(None)
    )
    for which in (decided, finished):
        yield from ((sitting, at) for sitting, at in session.execute(which).all() if at is not None)
    for about, at in session.execute(
        select(TrailEntry.about, TrailEntry.at).where(TrailEntry.pupil_id == pupil_id, TrailEntry.what == WAS_ASKED)
    ).all():
        yield UUID(about["sitting"]), at


def was_asked(asked: Mapping[UUID, datetime], said: Statement) -> bool:
    """Whether it was asked who may see this, since it was said."""
    at = asked.get(said.response.sitting_id)
    return at is not None and at >= said.made_at
