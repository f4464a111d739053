"""Write down what left the building, and tell which copies are out of date since.

See docs/architecture.md, Prepared documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import AdultNote, FamilyMember, Photo, PreparedDocument, ReviewPoint, Staff, Statement, TrailEntry

from .leave_trail import leave_trail
from .notes_that_go_out import still_right
from .prepare import Attached, still_in
from .reach import OutOfReach
from .sharing_rule import MEETING, family_key
from .viewer import Viewer

FORMATS = ("word", "pdf", "text")
#: In the trail: somebody had the file of a copy that was made.
SAVED = "saved a copy"


class NothingGoesOut(Exception):
    """There is nothing in the document: nothing was added, or nothing of it is shared with this audience."""


class LinkEnded(OutOfReach):
    """It would be for a family member of this pupil whose link has ended."""


@dataclass(frozen=True)
class Copy:
    """A copy that was made."""

    document: PreparedDocument
    made_by: str
    #: The family member whose copy it is; nothing for the meeting's.
    family: str | None
    #: Something in it may not go out to its audience any more, was said anew, or was thrown away; or their link ended.
    #: Nobody may save such a copy again.
    out_of_date: bool
    #: Somebody had its file, or its text: it may be in somebody's hands.
    saved: bool


def one_audience(session: Session, point: ReviewPoint, key: str) -> tuple[str, FamilyMember | None]:
    """The audience of this key, and the family member it stands for.

    Raises LinkEnded, and OutOfReach where there is none.
    """
    if key == MEETING:
        return MEETING, None
    ever = session.scalars(select(FamilyMember).where(FamilyMember.pupil_id == point.pupil_id))
    member = {family_key(one.id): one for one in ever}.get(key)
    if member is None:
        raise OutOfReach(point.id)
    if member.ended_at is not None:
        raise LinkEnded(point.id)
    return key, member


def family_of(session: Session, pupil_id: UUID) -> Sequence[FamilyMember]:
    """The family members who have a copy of their own: those whose link stands."""
    return session.scalars(
        select(FamilyMember)
        .where(FamilyMember.pupil_id == pupil_id, FamilyMember.ended_at.is_(None))
        .order_by(FamilyMember.made_at, FamilyMember.name)
    ).all()


def copy_name(session: Session, point: ReviewPoint, audience: str) -> str:
    """What tells the files of two audiences apart without a name (rule S6): "meeting", "family-1".

    Counts all whom the pupil's family ever held, so that a number goes to nobody else when a link ends.
    Raises OutOfReach where there is no such audience.
    """
    if audience == MEETING:
        return "meeting"
    ever = select(FamilyMember.id).where(FamilyMember.pupil_id == point.pupil_id)
    keys = [family_key(one) for one in session.scalars(ever.order_by(FamilyMember.made_at, FamilyMember.id))]
    if audience not in keys:
        raise OutOfReach(point.id)
    return f"family-{keys.index(audience) + 1}"


def record(
    session: Session,
    viewer: Viewer,
    point: ReviewPoint,
    audience: str,
    file_format: str,
    held: Sequence[Attached],
    *,
    notes: Sequence[AdultNote] = (),
    now: datetime,
) -> PreparedDocument:
    """Keep what went into a document that is handed out now. Raises NothingGoesOut where it is empty."""
    if viewer.staff is None or not viewer.is_sendco or file_format not in FORMATS:
        raise OutOfReach(point.id)
    if not held:
        raise NothingGoesOut(point.id)
    made = PreparedDocument(
        review_point_id=point.id,
        audience=audience,
        format=file_format,
        made_at=now,
        made_by_id=viewer.staff.id,
        statements=[str(row.statement.id) for row in held],
        notes=[str(note.id) for note in notes],
    )
    session.add(made)
    session.flush()
    about = {"review": str(point.id), "document": str(made.id), "audience": audience}
    leave_trail(session, viewer, f"downloaded {file_format}", now=now, pupil_id=point.pupil_id, about=about)
    return made


def one_file(session: Session, point: ReviewPoint, document_id: UUID) -> Copy:
    """A Word or PDF copy of this review. Raises OutOfReach where there is none."""
    for copy in copies(session, point):
        if copy.document.id == document_id and copy.document.format != "text":
            return copy
    raise OutOfReach(document_id)


def save(session: Session, viewer: Viewer, point: ReviewPoint, document: PreparedDocument, *, now: datetime) -> None:
    """Write down that this viewer has the file of this copy."""
    about = {"review": str(point.id), "document": str(document.id)}
    leave_trail(session, viewer, SAVED, now=now, pupil_id=point.pupil_id, about=about)


def notes_in(session: Session, document: PreparedDocument) -> Sequence[AdultNote]:
    """The notes by adults that went into this copy, the earliest first."""
    held = {UUID(key) for key in document.notes}
    return session.scalars(select(AdultNote).where(AdultNote.id.in_(held)).order_by(AdultNote.at)).all()


def copies(session: Session, point: ReviewPoint) -> list[Copy]:
    """The copies made for this review, the latest first, each with whether it still holds."""
    rows = session.execute(
        select(PreparedDocument, Staff.name)
        .join(Staff, Staff.id == PreparedDocument.made_by_id)
        .where(PreparedDocument.review_point_id == point.id)
        .order_by(PreparedDocument.made_at.desc())
    ).all()
    family = {
        family_key(one.id): one
        for one in session.scalars(select(FamilyMember).where(FamilyMember.pupil_id == point.pupil_id))
    }
    documents = [document for document, _ in rows]
    good = {
        audience: _still_good(session, point, audience, documents)
        for audience in {document.audience for document in documents}
    }
    thrown_away = _photos_thrown_away(session, point, documents)
    saved = _saved(session, point)
    return [
        Copy(
            document,
            made_by,
            family[document.audience].name if document.audience in family else None,
            out_of_date=not {*document.statements, *document.notes} <= good[document.audience]
            or any(at > document.made_at for one in document.statements for at in thrown_away.get(one, ()))
            or (document.audience in family and family[document.audience].ended_at is not None),
            saved=document.format == "text" or str(document.id) in saved,
        )
        for document, made_by in rows
    ]


def _saved(session: Session, point: ReviewPoint) -> set[str]:
    """The ids of the copies whose file somebody had."""
    entries = select(TrailEntry.about).where(TrailEntry.pupil_id == point.pupil_id, TrailEntry.what == SAVED)
    return {about.get("document", "") for about in session.scalars(entries)}


def _photos_thrown_away(
    session: Session, point: ReviewPoint, documents: Sequence[PreparedDocument]
) -> dict[str, list[datetime]]:
    """By the id of something said in these copies: when its photos were thrown away, where they were."""
    gone = select(Photo.key, Photo.taken_back_at).where(
        Photo.pupil_id == point.pupil_id, Photo.taken_back_at.is_not(None)
    )
    when = {str(key): at for key, at in session.execute(gone) if at is not None}
    if not when:
        return {}
    held = {UUID(key) for document in documents for key in document.statements}
    said = session.execute(select(Statement.id, Statement.photos).where(Statement.id.in_(held)))
    return {str(key): [when[photo] for photo in photos if photo in when] for key, photos in said}


def _still_good(session: Session, point: ReviewPoint, audience: str, documents: Sequence[PreparedDocument]) -> set[str]:
    """The ids of all that may go out to this audience now, and of the notes in these copies that still may."""
    notes = {UUID(key) for document in documents if document.audience == audience for key in document.notes}
    return {str(key) for key in still_in(session, point, audience) | still_right(session, audience, notes)}
