"""The school and its staff."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed, strict


class Role(StrEnum):
    """What a member of staff may do."""

    SENDCO = "sendco"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


class School(Keyed, Base):
    """One school. All records of pupils belong to one."""

    __tablename__ = "school"

    name: Mapped[str]
    made_at: Mapped[datetime]
    #: The designated safeguarding lead and the deputy. Pupil mode needs both: the assent text names them.
    safeguarding_lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", use_alter=True))
    deputy_lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", use_alter=True))
    #: True only for the demo school, which is served to this computer alone.
    demo: Mapped[bool] = mapped_column(default=False)

    safeguarding_lead: Mapped[Staff | None] = relationship(foreign_keys=[safeguarding_lead_id], post_update=True)
    deputy_lead: Mapped[Staff | None] = relationship(foreign_keys=[deputy_lead_id], post_update=True)


class Staff(Keyed, Base):
    """An adult of the school with a log-in of their own."""

    __tablename__ = "staff"
    __table_args__ = strict(
        UniqueConstraint("username"),
        CheckConstraint("role IN ('sendco', 'staff', 'administrator')", name="role_known"),
    )

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    #: As pupils call them: "Miss Begum".
    name: Mapped[str]
    #: What they type to sign in, lower case; often the school e-mail address.
    username: Mapped[str]
    role: Mapped[str]
    #: What they are to pupils, in the pupils' words ("My teacher"); empty where nobody filled it in.
    known_as: Mapped[str] = mapped_column(default="")
    #: What they are to pupils: the name of a picture card. Cards that name this role wait while they are in the room.
    picture: Mapped[str] = mapped_column(default="teacher")
    #: The drawn face by which pupils tell them from other adults: a name of `services/faces.py`.
    face: Mapped[str] = mapped_column(default="adult-stripes-across")
    #: Argon2; nothing until the first password is set.
    password_hash: Mapped[str | None]
    #: A password that somebody else chose has to be changed at the first sign-in.
    must_change_password: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    school: Mapped[School] = relationship(foreign_keys=[school_id])


class Assignment(Keyed, Base):
    """A pupil whom a member of staff works with. Ended, never deleted: the trail refers to it."""

    __tablename__ = "assignment"
    __table_args__ = strict(Index(None, "staff_id", "pupil_id"), Index(None, "pupil_id"))

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    staff: Mapped[Staff] = relationship()


class SchoolHoliday(Keyed, Base):
    """Days in a row on which the school is closed to pupils, both ends included, as its staff entered them."""

    __tablename__ = "school_holiday"
    __table_args__ = strict(
        Index(None, "school_id", "first_day"),
        CheckConstraint("last_day >= first_day", name="ends_after_start"),
        CheckConstraint("name != ''", name="has_a_name"),
    )

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    #: "Christmas", "Training day".
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    made_at: Mapped[datetime]


class HelperPass(Keyed, Base):
    """Lets one supply adult work with one pupil until the end of the day (docs/practice.md, Fairness rules)."""

    __tablename__ = "helper_pass"

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    helper_name: Mapped[str]
    code_hash: Mapped[str] = mapped_column(unique=True)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    made_by: Mapped[Staff] = relationship()
