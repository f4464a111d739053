"""Which notes by adults may go into a copy: a note may hint at anything that was said while it was written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from voice_app.model import AdultNote, Response, ResponseState, Sitting, Statement, Turn

from .sharing_rule import MEETING, shared_with


@dataclass(frozen=True)
class Notes:
    """The notes on the sittings that a copy tells of."""

    offered: Sequence[AdultNote]
    #: Something that was said in their sitting is kept from those the copy is for. Their text is not shown.
    not_offered: Sequence[AdultNote]


def notes_for(session: Session, audience: str, sittings: Collection[UUID]) -> Notes:
    """The notes on these sittings, the earliest first. Only the meeting's copy has any.

    Whether a family may read what adults noted, nobody asked the pupil.
    """
    if audience != MEETING:
        return Notes([], [])
    notes = session.scalars(select(AdultNote).where(AdultNote.sitting_id.in_(sittings)).order_by(AdultNote.at)).all()
    open_to_all = wholly_shared(session, audience, {note.sitting_id for note in notes})
    return Notes(
        offered=[note for note in notes if note.sitting_id in open_to_all],
        not_offered=[note for note in notes if note.sitting_id not in open_to_all],
    )


def still_right(session: Session, audience: str, notes: Collection[UUID]) -> set[UUID]:
    """Of these notes, those that are still there and may still go to this audience."""
    found = session.execute(select(AdultNote.id, AdultNote.sitting_id).where(AdultNote.id.in_(notes))).all()
    open_to_all = wholly_shared(session, audience, {sitting for _, sitting in found})
    return {note for note, sitting in found if sitting in open_to_all}


def wholly_shared(session: Session, audience: str, sittings: Collection[UUID]) -> set[UUID]:
    """Of these sittings, those of which everything that was said is shared with this audience.

    Words that were changed since count too, and so does all of an answer that was gone on with: the pupil saw it
    again. An answer nobody was asked about yet is shared with nobody.
    """
    said_here = or_(Statement.sitting_id == Sitting.id, _worked_on_here(Statement.response_key))
    kept = exists().where(said_here, Statement.state != "not-asked", ~shared_with(audience))
    unfinished = exists().where(_worked_on_here(Response.key), Response.state == ResponseState.OPEN)
    return set(
        session.scalars(
            select(Sitting.id).where(Sitting.id.in_(sittings), Sitting.thrown_away_at.is_(None), ~kept, ~unfinished)
        )
    )


def _worked_on_here(answer: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    return exists().where(Turn.response_key == answer, Turn.sitting_id == Sitting.id)
