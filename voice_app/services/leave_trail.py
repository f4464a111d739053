"""Write down who looked, changed, exported or was refused (rule R1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from voice_app.model import TrailEntry

from .viewer import Viewer

#: What an entry begins with where somebody saw a record and did nothing to it: "looked at pupil".
LOOKED_AT = "looked at"


def leave_trail(
    session: Session,
    viewer: Viewer,
    what: str,
    *,
    now: datetime,
    pupil_id: UUID | None = None,
    about: Mapping[str, str] | None = None,
) -> None:
    """Add one entry. `about` holds ids and kinds, never words or names."""
    session.add(
        TrailEntry(
            at=now,
            school_id=viewer.school_id,
            who=viewer.kind.value,
            staff_id=viewer.staff.id if viewer.staff else None,
            what=what,
            pupil_id=pupil_id,
            about=dict(about or {}),
            place=viewer.place,
        )
    )
