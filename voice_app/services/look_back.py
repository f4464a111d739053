"""What there is to go back to in a sitting: what is done, what has been said, what waits to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from voice_app.model import Attachment, PupilCheck, Response, ResponseState, SharingDecision, Sitting, Statement

from .share import asked_about_in


def finished_in(session: Session, sitting: Sitting) -> set[str]:
    """Slugs of the activities that were finished in this sitting."""
    return set(
        session.scalars(
            select(Response.activity).where(Response.sitting_id == sitting.id, Response.state == ResponseState.FINISHED)
        )
    )


def was_asked_who_may_see(session: Session, sitting: Sitting) -> bool:
    """Whether the pupil has been asked since the last thing was said, even leaving all of it open."""
    decided = session.scalar(
        select(func.max(SharingDecision.at)).where(
            SharingDecision.sitting_id == sitting.id, SharingDecision.statement_id.is_(None)
        )
    )
    asked = [at for at in (decided, sitting.finished_at) if at is not None]
    newest = session.scalar(select(func.max(Statement.made_at)).where(*asked_about_in(sitting)))
    return bool(asked) and (newest is None or max(asked) >= newest)


def has_said_anything(session: Session, pupil_id: UUID) -> bool:
    """Whether there is something whose sharing could be changed."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Statement.pupil_id == pupil_id, Statement.state == "given", Statement.replaced_at.is_(None)
                )
            )
        )
    )


def sittings_with_statements(session: Session, pupil_id: UUID, most: int = 6) -> Sequence[Sitting]:
    """The pupil's latest sittings that ask about something said, newest first."""
    said = exists().where(
        Response.sitting_id == Sitting.id, Statement.response_key == Response.key, Statement.replaced_at.is_(None)
    )
    return session.scalars(
        select(Sitting).where(Sitting.pupil_id == pupil_id, said).order_by(Sitting.handed_over_at.desc()).limit(most)
    ).all()


def said_in(session: Session, sitting: Sitting) -> Sequence[Statement]:
    """What a sitting asks about: the given statements of its answers, also those of an earlier day it went on with."""
    return session.scalars(
        select(Statement).where(*asked_about_in(sitting)).order_by(Statement.made_at, Statement.position)
    ).all()


def to_check(session: Session, pupil_id: UUID) -> Sequence[tuple[Attachment, Statement]]:
    """What an adult ticked for the paperwork and the pupil has not yet said Keep, Change or Leave out to."""
    answered = (
        exists()
        .where(
            PupilCheck.statement_id == Statement.id,
            PupilCheck.review_point_id == Attachment.review_point_id,
            PupilCheck.said != "not-possible",
        )
        .correlate(Statement, Attachment)
    )
    rows = session.execute(
        select(Attachment, Statement)
        .join(Statement, and_(Statement.response_key == Attachment.response_key, Statement.item == Attachment.item))
        .where(
            Statement.pupil_id == pupil_id,
            Statement.replaced_at.is_(None),
            Attachment.ended_at.is_(None),
            Attachment.ticked_at.is_not(None),
            Attachment.added_at.is_(None),
            ~answered,
        )
        .order_by(Statement.made_at, Statement.position)
    ).all()
    return [(attachment, statement) for attachment, statement in rows]


def has_something_to_check(session: Session, pupil_id: UUID) -> bool:
    """Whether the pupil should be shown what goes out."""
    return bool(to_check(session, pupil_id))
