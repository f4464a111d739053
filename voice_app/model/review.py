"""Review points, what is attached to them, and what left the building."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Keyed, strict
from .pupil import Pupil
from .response import Statement


class Views(StrEnum):
    """What has come of a pupil's views for one review point. Written when it changes, recomputed by a check."""

    MISSING = "missing"
    IN_PROGRESS = "in-progress"
    IN = "in"
    #: Said things, and was not asked yet who may see them, or not about all of them.
    NOT_ASKED = "not-asked"
    #: Was asked, and left open whether the meeting may see it: not shared so far.
    NOT_ANSWERED = "not-answered"
    #: Was asked, and shares none of what was said with the meeting: a complete answer.
    PRIVATE = "private"
    #: Chose not to take part: a complete answer.
    REFUSED = "refused"
    STOPPED = "stopped"


class ReviewPoint(Keyed, Base):
    """An APDR cycle, an annual review, or the next kind the law invents. Kinds, steps and dates are data."""

    __tablename__ = "review_point"
    __table_args__ = strict(
        Index(None, "pupil_id", "closed_on", "due"),
        # Holds all that is counted of a review that is coming up, so that counting reads no review.
        Index("ix_review_point_coming_up", "school_id", "closed_on", "ask_by", "kind", "views", "pupil_id"),
    )

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"))
    #: Slug of the kind in `voice_app/review_kinds`.
    kind: Mapped[str]
    #: Counts this pupil's review points of this kind, from 1.
    number: Mapped[int]
    #: The date the kind's steps are worked out from (APDR: start; annual review: anniversary).
    anchor: Mapped[date]
    #: The review itself: the APDR review date, or the meeting.
    due: Mapped[date]
    #: The last day to ask for views; the dashboard sorts by it.
    ask_by: Mapped[date]
    #: The fields of the kind, as filled in by staff.
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    predecessor_id: Mapped[UUID | None] = mapped_column(ForeignKey("review_point.id"))
    made_at: Mapped[datetime]
    closed_on: Mapped[date | None]
    views: Mapped[str] = mapped_column(default=Views.MISSING)
    views_at: Mapped[datetime | None]

    pupil: Mapped[Pupil] = relationship()
    predecessor: Mapped[ReviewPoint | None] = relationship(remote_side="ReviewPoint.id")


class Attachment(Keyed, Base):
    """One thing said, joined to one review point by reference. Moved or taken off, it is ended, not deleted."""

    __tablename__ = "attachment"
    __table_args__ = strict(
        Index(None, "review_point_id"),
        Index(None, "response_key", "item"),
        CheckConstraint("how IN ('by itself', 'moved', 'added')", name="how_known"),
    )

    review_point_id: Mapped[UUID] = mapped_column(ForeignKey("review_point.id"))
    #: The identity of the statement: every version of it.
    response_key: Mapped[UUID] = mapped_column(ForeignKey("response.key"))
    item: Mapped[str]
    how: Mapped[str]
    attached_at: Mapped[datetime]
    attached_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    #: The SENDCo ticked it for the paperwork; nothing is ticked beforehand.
    ticked_at: Mapped[datetime | None]
    ticked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    #: Added to the review's paperwork, after the pupil saw what goes out.
    added_at: Mapped[datetime | None]
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))

    review_point: Mapped[ReviewPoint] = relationship()


class PupilCheck(Keyed, Base):
    """Before it leaves, the pupil says Keep, Change or Leave out to a statement (docs/practice.md, Fairness rules)."""

    __tablename__ = "pupil_check"
    __table_args__ = strict(
        Index(None, "review_point_id"),
        CheckConstraint("said IN ('keep', 'change', 'leave-out', 'not-possible')", name="said_known"),
        CheckConstraint("said != 'not-possible' OR reason != ''", name="not_possible_has_a_reason"),
    )

    review_point_id: Mapped[UUID] = mapped_column(ForeignKey("review_point.id"))
    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id"))
    said: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    #: The sitting in which the pupil saw it; nothing where an adult recorded why that was not possible.
    sitting_id: Mapped[UUID | None] = mapped_column(ForeignKey("sitting.id"))

    statement: Mapped[Statement] = relationship()


class PreparedDocument(Keyed, Base):
    """What left the building, and what went into it. Documents are made anew at each download."""

    __tablename__ = "prepared_document"
    __table_args__ = strict(Index(None, "review_point_id"), UniqueConstraint("id"))

    review_point_id: Mapped[UUID] = mapped_column(ForeignKey("review_point.id"))
    #: For whom: "meeting" or "family:<id>".
    audience: Mapped[str]
    #: "word", "pdf" or "text".
    format: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    #: Ids of the statement versions in it.
    statements: Mapped[list[str]]
    #: Ids of the notes by adults in it.
    notes: Mapped[list[str]] = mapped_column(default=list)
