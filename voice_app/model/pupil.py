"""Pupils, how they tell us things, and their families."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed, strict

#: The practice pupil, and pupils who have left.
ON_NO_LIST = text("(practice OR archived_at IS NOT NULL)")


class Pupil(Keyed, Base):
    """A pupil, as the school's own system knows them, and no more than pupil voice needs."""

    __tablename__ = "pupil"
    __table_args__ = strict(
        UniqueConstraint("school_id", "upn"),
        Index(None, "school_id", "surname"),
        # Few are, and every count of reviews leaves them out. Only SQLite is told so: to name another database here
        # would have every start load what speaks to it (figure P17).
        Index("ix_pupil_on_no_list", "school_id", sqlite_where=ON_NO_LIST),
        CheckConstraint("sen IS NULL OR sen IN ('N', 'K', 'E')", name="sen_known"),
        CheckConstraint("surname != '' OR forename != ''", name="has_a_name"),
    )

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    #: Unique pupil number, checked; never shown to pupils or families.
    upn: Mapped[str | None]
    admission_no: Mapped[str | None]
    surname: Mapped[str]
    forename: Mapped[str]
    #: The forename the pupil likes, where it differs or is given.
    preferred: Mapped[str | None]
    dob: Mapped[date | None]
    #: "N2", "R", "7"; nothing where unknown.
    year: Mapped[str | None]
    class_name: Mapped[str | None]
    #: N none, K SEN Support, E EHC plan; nothing where the school's list left it open.
    sen: Mapped[str | None]
    #: School-census need codes, primary first.
    needs: Mapped[list[str]] = mapped_column(default=list)
    home_language: Mapped[str | None]
    #: A pretend pupil with whom staff may try everything; never in lists, counts or paperwork of real pupils.
    practice: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    #: Leavers are archived, not deleted.
    archived_at: Mapped[datetime | None]

    @property
    def called(self) -> str:
        """The name the pupil goes by, for speaking to and about them."""
        return self.preferred or self.forename or self.surname

    @property
    def full_name(self) -> str:
        """Known-as name and surname, for adults."""
        return f"{self.called} {self.surname}".strip() if self.called != self.surname else self.surname


class CommunicationProfile(Keyed, Base):
    """How this pupil tells us things. One a pupil; each sitting keeps a copy of what was used (rule A56)."""

    __tablename__ = "communication_profile"
    __table_args__ = strict(UniqueConstraint("pupil_id"))

    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    #: The fields of `services.profile.Profile`; a new setting needs no migration.
    settings: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))

    pupil: Mapped[Pupil] = relationship()


class FamilyMember(Keyed, Base):
    """A parent, carer or other adult at home. Each is asked about apart from the others (rule A52)."""

    __tablename__ = "family_member"
    __table_args__ = strict(Index(None, "pupil_id"))

    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    #: As the pupil says it: "Mum", "Baba", "Auntie Jo".
    name: Mapped[str]
    #: "mother", "father", "carer", "step-parent", "social-worker", "other".
    relation: Mapped[str] = mapped_column(default="other")
    picture: Mapped[str] = mapped_column(default="family")
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    pupil: Mapped[Pupil] = relationship()
