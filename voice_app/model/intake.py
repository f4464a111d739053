"""Lists of pupils brought in from the school's own system: waiting, done, undone (rule U7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed, strict


class Intake(Keyed, Base):
    """One list brought in. The file itself is kept only until the list is confirmed or given up."""

    __tablename__ = "intake"

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    file_name: Mapped[str]
    #: The uploaded bytes while the list waits; erased when it is confirmed or given up.
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: The user's own choice of columns: header -> field.
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: The user's answers to what was doubtful: "row:field" -> value.
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: What nobody had answered when it was confirmed (`services.left_open`), until somebody says it is seen to.
    left_open: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    changes: Mapped[list[IntakeChange]] = relationship(back_populates="intake")


class IntakeChange(Keyed, Base):
    """What one list did to one pupil, so that it can be undone."""

    __tablename__ = "intake_change"
    __table_args__ = strict(
        Index(None, "intake_id"),
        CheckConstraint("what IN ('added', 'changed', 'archived')", name="what_known"),
    )

    intake_id: Mapped[UUID] = mapped_column(ForeignKey("intake.id"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    what: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)

    intake: Mapped[Intake] = relationship(back_populates="changes")
