"""Whether the pupil was asked who may see what was said. Asked and left open is another thing than not asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from voice_app.model import Sitting

#: Put together once: it is asked with every answer that ends.
_WHEN_ASKED = select(Sitting.id, Sitting.asked_at).where(
    Sitting.pupil_id == bindparam("pupil"), Sitting.asked_at.is_not(None)
)


def when_asked(session: Session, pupil_id: UUID) -> Mapping[UUID, datetime]:
    """For each sitting of this pupil of which it was asked who may see it: when last, whatever came of it."""
    found = session.execute(_WHEN_ASKED, {"pupil": pupil_id})
    return {sitting: at for sitting, at in found if at is not None}


def was_asked(asked: Mapping[UUID, datetime], sitting_id: UUID, made_at: datetime) -> bool:
    """Whether it was asked who may see something of this sitting, since it was said."""
    at = asked.get(sitting_id)
    return at is not None and at >= made_at
