"""The trail: who looked, changed, exported, and was refused (rule R1). It holds no answers and is only added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Keyed, strict

#: That somebody has to look at a pupil's words, and that they were read: few among all entries, and asked for often.
LOOKS_AT_WORDS = ("raised a look at words", "read words to look at")
_OF_A_LOOK = text(f"what IN {LOOKS_AT_WORDS!r}")


class TrailEntry(Keyed, Base):
    """One thing that somebody did to, or saw of, a record. No role can edit or delete it."""

    __tablename__ = "trail"
    __table_args__ = strict(
        Index(None, "school_id", "at"),
        Index(None, "pupil_id", "at"),
        # The migration says it for PostgreSQL too; said here, every worker would load what speaks to that.
        Index("ix_trail_looks", "school_id", "at", sqlite_where=_OF_A_LOOK),
    )

    at: Mapped[datetime]
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    #: "staff", "helper", "pupil", "command".
    who: Mapped[str]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    #: A verb and its object: "looked at pupil", "downloaded word".
    what: Mapped[str]
    #: No key of the pupils: an entry outlasts a pupil whom a wrong list added, and keeps nobody in.
    pupil_id: Mapped[UUID | None]
    #: Ids and kinds only, never words or names.
    about: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: From where: a network address, or "command line".
    place: Mapped[str] = mapped_column(default="")
