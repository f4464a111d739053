"""Photos that pupils brought: whose they are, and under which names their bytes lie on the disk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, strict
from .sitting import Sitting


class Photo(Base):
    """A photo that a pupil brought. Its key is made on the device, so sending twice keeps once; answers name it so."""

    __tablename__ = "photo"
    __table_args__ = strict(
        Index(None, "pupil_id"),
        Index(None, "sitting_id"),
        # Only of a photo that was taken back are the bytes gone.
        CheckConstraint("taken_back_at IS NOT NULL OR (file IS NOT NULL AND small IS NOT NULL)", name="has_its_bytes"),
        CheckConstraint("width > 0 AND height > 0", name="has_a_size"),
    )

    key: Mapped[UUID] = mapped_column(primary_key=True)
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    #: Not nullable: no photo can be kept that its pupil did not agree to.
    assent_id: Mapped[UUID] = mapped_column(ForeignKey("assent.id"))
    #: Names in the store, ours and not the sender's (rule U4); nothing once the bytes are erased.
    file: Mapped[str | None]
    small: Mapped[str | None]
    width: Mapped[int]
    height: Mapped[int]
    taken_at: Mapped[datetime]
    #: The pupil took another in its place, or wanted it gone.
    taken_back_at: Mapped[datetime | None]

    sitting: Mapped[Sitting] = relationship()
