"""What there is to go back to in a sitting: what is done, what has been said, what waits to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from voice_app.model import Response, ResponseState, Sitting, Statement

from .asked import was_asked, when_asked
from .other_days import left_shut_at
from .share import asked_about_in
from .sharing_rule import MEETING, is_asked_about, kept_from, shared_with


def finished_in(session: Session, sitting: Sitting) -> set[str]:
    """Slugs of the activities that were finished in this sitting."""
    return set(
        session.scalars(
            select(Response.activity).where(Response.sitting_id == sitting.id, Response.state == ResponseState.FINISHED)
        )
    )


def was_asked_who_may_see(session: Session, sitting: Sitting) -> bool:
    """Whether the pupil has been asked since the last thing was said, even leaving all of it open.

    Also who said "Not now" to having it on the screen for that: it is not asked again for each way to the end.
    """
    newest = session.scalar(select(func.max(Statement.made_at)).where(*asked_about_in(sitting)))
    if sitting.asked_at is not None and (newest is None or sitting.asked_at >= newest):
        return True
    not_now = left_shut_at(session, sitting, {one.response_key for one in said_in(session, sitting)})
    return not_now is not None and (newest is None or not_now >= newest)


def is_to_be_asked(session: Session, sitting: Sitting) -> bool:
    """Whether something was said in this sitting of which the pupil has not been asked yet who may see it."""
    return bool(said_in(session, sitting)) and not was_asked_who_may_see(session, sitting)


def still_to_answer(session: Session, pupil_id: UUID) -> Sitting | None:
    """The latest sitting that asks about something of which the pupil has not said yet if the meeting may see it.

    What was left open can be asked once more; what was not asked at all is asked first.
    """
    open_still = session.execute(_open_still(pupil_id).order_by(Sitting.handed_over_at.desc())).all()
    asked = when_asked(session, pupil_id) if open_still else {}
    not_asked = (sitting for sitting, made_at in open_still if not was_asked(asked, sitting, made_at))
    found = next(not_asked, open_still[0].sitting_id if open_still else None)
    return session.get(Sitting, found) if found else None


def is_any_to_answer(session: Session, pupil_id: UUID) -> bool:
    """Whether there is such a sitting."""
    return session.execute(_open_still(pupil_id).limit(1)).first() is not None


def _open_still(pupil_id: UUID) -> Select[UUID, datetime]:
    """Of everything that the meeting has neither a yes nor a no for: the sitting that asks about it, and when said."""
    return (
        select(Response.sitting_id, Statement.made_at)
        .join(Response, Response.key == Statement.response_key)
        .join(Sitting, Sitting.id == Response.sitting_id)
        .where(
            Statement.pupil_id == pupil_id,
            Statement.replaced_at.is_(None),
            is_asked_about(),
            ~or_(shared_with(MEETING), kept_from(MEETING)),
        )
    )


def sittings_with_statements(session: Session, pupil_id: UUID, most: int | None = 6) -> Sequence[Sitting]:
    """The pupil's latest sittings that ask about something said, newest first."""
    said = exists().where(
        Response.sitting_id == Sitting.id,
        Statement.response_key == Response.key,
        Statement.replaced_at.is_(None),
        is_asked_about(),
    )
    return session.scalars(
        select(Sitting).where(Sitting.pupil_id == pupil_id, said).order_by(Sitting.handed_over_at.desc()).limit(most)
    ).all()


def whose_sharing(session: Session, sitting: Sitting) -> Sitting | None:
    """The sitting of which it is asked who may see it: this one where it asks about something, else the latest."""
    asked = sittings_with_statements(session, sitting.pupil_id)
    return next((one for one in asked if one.id == sitting.id), asked[0] if asked else None)


def said_in(session: Session, sitting: Sitting) -> Sequence[Statement]:
    """What a sitting asks about: what its answers hold, also those of an earlier day it went on with."""
    return session.scalars(
        select(Statement).where(*asked_about_in(sitting)).order_by(Statement.made_at, Statement.position)
    ).all()
