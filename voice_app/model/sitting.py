"""A sitting: one pupil, one device, who was there, from hand-over to finish; and the pupil's yes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed, strict
from .pupil import Pupil


class Sitting(Keyed, Base):
    """One pupil at one device with the adults who were there."""

    __tablename__ = "sitting"
    __table_args__ = strict(
        Index(None, "pupil_id", "handed_over_at"),
        # For the first page of a member of staff: the sitting of just now, and whether there ever was one.
        Index(None, "staff_id", "closed_at"),
    )

    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    #: The member of staff who handed over; nothing where it was a helper with a pass.
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    helper_pass_id: Mapped[UUID | None] = mapped_column(ForeignKey("helper_pass.id"))
    handed_over_at: Mapped[datetime]
    #: The communication profile as it was used (`services.profile.Profile`).
    profile: Mapped[dict[str, Any]]
    #: Slugs of the activities the adult picked, in order, and their settings.
    planned: Mapped[list[str]]
    #: The tablet was handed over to ask who may see what was said on an earlier day, and for nothing else.
    only_asks: Mapped[bool] = mapped_column(default=False)
    #: How the pupil answers today: "touch", "speech", "sign", "pointing", "device".
    modes: Mapped[list[str]]
    #: "no", "yes-accepted", "headphones": the answer to "Can others hear?".
    others_hear: Mapped[str] = mapped_column(default="no")
    #: True where words reach us through an interpreter or from signing: they are INTERPRETED, never verbatim.
    interpreted: Mapped[bool] = mapped_column(default=False)
    #: Five cards are a full sitting (docs/practice.md, Fairness rules).
    short: Mapped[bool] = mapped_column(default=True)
    #: The practice cards the adult chose; empty: no practice today.
    practice_cards: Mapped[list[str]] = mapped_column(default=list)
    #: The adult's six digits, hashed, for this sitting and this device.
    pin_hash: Mapped[str]
    pin_tries: Mapped[int] = mapped_column(default=0)
    #: The key that makes what waits on the device unreadable without us (rule S5).
    device_key: Mapped[str]
    #: Keys of answers and photos of another day, which the pupil let those who are here today see on the screen.
    answers_shown: Mapped[list[str]] = mapped_column(default=list)
    #: The pupil said no before starting: kept, with how it was shown. No answers exist then.
    refused_at: Mapped[datetime | None]
    refused_how: Mapped[str | None]
    finished_at: Mapped[datetime | None]
    #: When it was last asked who may see what this sitting asks about, whatever came of it; also on another day.
    asked_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    thrown_away_at: Mapped[datetime | None]
    #: The adult took the tablet back, with the PIN or a log-in; the pupil may have stopped, finished, or neither.
    handed_back_at: Mapped[datetime | None]
    #: The adult has been through the close page.
    closed_at: Mapped[datetime | None]
    #: Close page: prompts the adult gave, practice used or not, the adult's own note.
    prompts_given: Mapped[list[str]] = mapped_column(default=list)
    practice_used: Mapped[str | None]

    pupil: Mapped[Pupil] = relationship()
    present: Mapped[list[Present]] = relationship(back_populates="sitting", order_by="Present.position")

    @property
    def only_looks(self) -> bool:
        """Whether the tablet was handed over to show what goes out ("Show it on the tablet"), and for nothing else."""
        return not self.planned and not self.only_asks


class Present(Keyed, Base):
    """Somebody who was in the room. Everyone present has seen what was said."""

    __tablename__ = "present"
    __table_args__ = strict(Index(None, "sitting_id"))

    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    #: "staff", "helper", "family", "interpreter", "other".
    role: Mapped[str]
    #: What they are to the pupil ("teacher", "mum"): cards that name this role wait for another day.
    stands_for: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    family_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_member.id"))
    #: Put on the list on the close page, after the pupil decided who may see it: sees only what the pupil shares.
    added_later: Mapped[bool] = mapped_column(default=False)

    sitting: Mapped[Sitting] = relationship(back_populates="present")


class Assent(Keyed, Base):
    """The pupil's yes to this sitting. A no is no row: no answer can then exist, whatever the code does."""

    __tablename__ = "assent"
    __table_args__ = strict(Index(None, "sitting_id"))

    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    given_at: Mapped[datetime]
    #: "tapped", or the sign the adult saw, in the adult's words.
    how: Mapped[str]
    #: The wording that was shown: "simple" or "older", and the names in it; "refused_before" where a no came first.
    shown: Mapped[dict[str, Any]]
    withdrawn_at: Mapped[datetime | None]

    sitting: Mapped[Sitting] = relationship()


class AdultNote(Keyed, Base):
    """What an adult observed, apart from the pupil's words and marked as the adult's wherever it is shown."""

    __tablename__ = "adult_note"
    __table_args__ = strict(Index(None, "sitting_id"), CheckConstraint("text != ''", name="says_something"))

    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    text: Mapped[str]
    by_name: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class TellSomeone(Keyed, Base):
    """A pupil wants to tell someone something. Keeps time and person, no words (docs/architecture.md, Tell someone)."""

    __tablename__ = "tell_someone"
    __table_args__ = strict(Index(None, "staff_id"), Index(None, "pupil_id"), Index(None, "lead_seen_at"))

    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    asked_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    #: The safeguarding lead, or the deputy, has seen it too.
    lead_seen_at: Mapped[datetime | None]
    lead_seen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
