"""Who may see what a pupil said. Every decision is kept and none is overwritten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Keyed, strict


class SharingDecision(Keyed, Base):
    """One decision, of the whole sitting or, as an exception, of one statement. The latest stands."""

    __tablename__ = "sharing_decision"
    __table_args__ = strict(
        UniqueConstraint("sitting_id", "position"),
        # Of single things alone: else SQLite looks for a sitting's own word among those of all sittings of the school.
        Index("ix_sharing_decision_statement_id", "statement_id", sqlite_where=text("statement_id IS NOT NULL")),
        CheckConstraint("decision IN ('yes', 'no', 'dont-know')", name="decision_known"),
    )

    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    #: The exact version decided about; nothing where the decision is about the whole sitting.
    statement_id: Mapped[UUID | None] = mapped_column(ForeignKey("statement.id"))
    #: "staff:<id>", "family:<id>" or "meeting".
    audience: Mapped[str]
    decision: Mapped[str]
    #: Counts up over all sittings of the pupil: two decisions in one second still have an order.
    position: Mapped[int]
    at: Mapped[datetime]
    #: "asked" at the end of the sitting, or "home" when changed later.
    how: Mapped[str]
    #: In which sitting it was decided; a change from home happens in a later one.
    decided_in_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
