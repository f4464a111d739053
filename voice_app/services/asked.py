"""Whether the pupil was asked who may see what was said. Asked and left open is another thing than not asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, select, union_all
from sqlalchemy.orm import Session

from voice_app.model import SharingDecision, Sitting, TrailEntry

#: What the trail keeps of a Finish on the question about another day than today.
WAS_ASKED = "was asked who may see"


#: Somebody was decided about, or Finish was pressed in the sitting itself. Put together once, like the next: they are
#: asked with every answer that ends.
_THAT_DAY: CompoundSelect[UUID, datetime] = union_all(
    select(SharingDecision.sitting_id, SharingDecision.at)
    .join(Sitting, Sitting.id == SharingDecision.sitting_id)
    .where(Sitting.pupil_id == bindparam("pupil"), SharingDecision.statement_id.is_(None)),
    select(Sitting.id, Sitting.finished_at).where(
        Sitting.pupil_id == bindparam("pupil"), Sitting.finished_at.is_not(None)
    ),
)
_ANOTHER_DAY = select(TrailEntry.about, TrailEntry.at).where(
    TrailEntry.pupil_id == bindparam("pupil"), TrailEntry.what == WAS_ASKED
)


def when_asked(session: Session, pupil_id: UUID) -> Mapping[UUID, datetime]:
    """For each sitting of this pupil of which it was asked who may see it: when last, whatever came of it."""
    pupil = {"pupil": pupil_id}
    asked = [(sitting, at) for sitting, at in session.execute(_THAT_DAY, pupil)]
    asked += [(UUID(about["sitting"]), at) for about, at in session.execute(_ANOTHER_DAY, pupil)]
    last: dict[UUID, datetime] = {}
    for sitting, at in asked:
        last[sitting] = max(at, last.get(sitting, at))
    return last


def was_asked(asked: Mapping[UUID, datetime], sitting_id: UUID, made_at: datetime) -> bool:
    """Whether it was asked who may see something of this sitting, since it was said."""
    at = asked.get(sitting_id)
    return at is not None and at >= made_at
