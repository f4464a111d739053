"""Who is in, on which device: sessions, and the tries to get in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Keyed, strict


class SessionKind(StrEnum):
    """What a session opens. One device has one session at a time."""

    STAFF = "staff"
    HELPER = "helper"
    PUPIL = "pupil"
    CLOSE = "close"


class DeviceSession(Keyed, Base):
    """A session of one device, ended on the server (rules S1–S3). The device holds the token, we its hash."""

    __tablename__ = "device_session"
    __table_args__ = strict(
        Index(None, "staff_id"),
        Index(None, "sitting_id"),
        CheckConstraint("kind IN ('staff', 'helper', 'pupil', 'close')", name="kind_known"),
        CheckConstraint("kind NOT IN ('pupil', 'close') OR sitting_id IS NOT NULL", name="pupil_mode_has_sitting"),
        CheckConstraint("kind != 'staff' OR staff_id IS NOT NULL", name="staff_session_has_staff"),
        CheckConstraint("kind != 'helper' OR helper_pass_id IS NOT NULL", name="helper_session_has_pass"),
    )

    token_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    helper_pass_id: Mapped[UUID | None] = mapped_column(ForeignKey("helper_pass.id"))
    sitting_id: Mapped[UUID | None] = mapped_column(ForeignKey("sitting.id"))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInTry(Keyed, Base):
    """A failed try to sign in; kept for a day, to slow down guessing (rules L1, L2)."""

    __tablename__ = "sign_in_try"
    __table_args__ = strict(Index(None, "account", "at"))

    #: The user name, lower case, where there is such a user; else a keyed hash of what was tried: a name, a pass.
    account: Mapped[str]
    #: A keyed hash of the address it came from: we compare places, we do not keep them (rule R3).
    place: Mapped[str]
    at: Mapped[datetime]
