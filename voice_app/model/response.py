"""What a pupil answered, touch by touch, and the statements it makes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed, strict
from .sitting import Assent, Sitting


class ResponseState(StrEnum):
    """How far an activity came. An open one can be gone on with, also where the tablet was given back."""

    OPEN = "open"
    FINISHED = "finished"
    STOPPED = "stopped"


class Response(Base):
    """A pupil's answer to one activity so far. Its key is made on the device, so sending twice keeps once."""

    __tablename__ = "response"
    __table_args__ = strict(
        Index(None, "pupil_id", "activity"),
        Index(None, "sitting_id"),
        CheckConstraint("state IN ('open', 'finished', 'stopped')", name="state_known"),
    )

    key: Mapped[UUID] = mapped_column(primary_key=True)
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    #: The sitting it was last worked on in: the one that asks who may see it.
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    #: Plain text, not an enum, so that a new activity needs no migration.
    activity: Mapped[str]
    state: Mapped[str] = mapped_column(default=ResponseState.OPEN)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    sitting: Mapped[Sitting] = relationship()


class Turn(Keyed, Base):
    """The answer as it stood after one touch. Never edited: a changed mind is the next turn."""

    __tablename__ = "turn"
    __table_args__ = strict(
        UniqueConstraint("response_key", "counter", "fork"),
        Index(None, "sitting_id", "response_key"),
        CheckConstraint("activity_version > 0", name="version_positive"),
        CheckConstraint("counter > 0", name="counter_positive"),
        CheckConstraint("provenance != ''", name="provenance_said"),
    )

    response_key: Mapped[UUID] = mapped_column(ForeignKey("response.key"))
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    #: Not nullable: no answer can exist that its pupil did not agree to keep.
    assent_id: Mapped[UUID] = mapped_column(ForeignKey("assent.id"))
    #: Counts up on the device; order comes from here, not from any clock (rule D7).
    counter: Mapped[int]
    #: 0, or more where a second tab or tablet sent other words under the same counter.
    fork: Mapped[int] = mapped_column(default=0)
    activity_version: Mapped[int]
    #: The item this touch was about.
    item: Mapped[str]
    provenance: Mapped[str]
    #: Shaped by the activity at that version; read it through `Activity.upgrade`.
    body: Mapped[dict[str, Any]]
    said_at: Mapped[datetime]

    assent: Mapped[Assent] = relationship()


class TouchSetAside(Keyed, Base):
    """A touch that no answer could take: kept as it was sent, so that its words can be read. Part of no paperwork."""

    __tablename__ = "touch_set_aside"
    __table_args__ = strict(UniqueConstraint("sitting_id", "digest"), CheckConstraint("body != ''", name="holds_it"))

    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    #: Not nullable, as of a turn: nothing is kept that its pupil did not agree to keep.
    assent_id: Mapped[UUID] = mapped_column(ForeignKey("assent.id"))
    #: As it was sent; it may be one that is not here.
    activity: Mapped[str]
    #: What was sent, to the letter.
    body: Mapped[str]
    #: SHA-256 of what was sent, its key and counter among it: sent twice, it is kept once; other words are kept too.
    digest: Mapped[str]
    #: What was wrong with it, for whoever looks after the program.
    why: Mapped[str]
    at: Mapped[datetime]


class Statement(Keyed, Base):
    """One version of one thing said: the unit that is shared, attached, quoted and answered.

    Its identity is response and item; changed words make a new version, whose sharing is unanswered.
    """

    __tablename__ = "statement"
    __table_args__ = strict(
        UniqueConstraint("response_key", "item", "version"),
        Index(None, "pupil_id", "made_at"),
        Index(None, "sitting_id"),
        CheckConstraint("provenance != ''", name="provenance_said"),
        CheckConstraint(
            "state IN ('given', 'turned-over', 'skipped', 'dont-know', 'not-asked', 'stopped', 'started')",
            name="state_known",
        ),
    )

    response_key: Mapped[UUID] = mapped_column(ForeignKey("response.key"))
    item: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    #: Its place in what the activity says, so that lists keep the order in which it was asked.
    position: Mapped[int] = mapped_column(default=0)
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    #: The sitting in which its words, or picks, were last changed: who was there then has seen it.
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sitting.id"))
    #: "started": begun when the tablet was given back, and not moved on from.
    state: Mapped[str]
    theme: Mapped[str]
    leaning: Mapped[str]
    content: Mapped[str]
    #: What was done, as a sentence to translate: {"text", "context", "values"}; claims only the tap.
    claim: Mapped[dict[str, Any]]
    #: Exact words, or an adult's summary of them; the provenance says which.
    words: Mapped[str | None]
    #: Names of pictures that were chosen.
    pictures: Mapped[list[str]] = mapped_column(default=list)
    #: Keys of the pupil's own photos (`Photo`).
    photos: Mapped[list[str]] = mapped_column(default=list)
    provenance: Mapped[str]
    #: Who wrote the words down, where it was not the pupil.
    written_by: Mapped[str | None]
    prompts: Mapped[list[str]] = mapped_column(default=list)
    #: "please-try", "just-saying" or nothing: only "please try" waits for an outcome.
    wants: Mapped[str | None]
    #: What other pupils are called in the claim or the words: papers print "another pupil" where it is surely a name.
    other_pupils: Mapped[list[str]] = mapped_column(default=list)
    made_at: Mapped[datetime]
    #: A newer version has taken its place.
    replaced_at: Mapped[datetime | None]
    #: An adult moved the provenance down on the close page: what it was before.
    provenance_was: Mapped[str | None]

    response: Mapped[Response] = relationship()
    sitting: Mapped[Sitting] = relationship()
