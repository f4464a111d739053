"""Words that suggest harm, also those that the pupil took back: brought before the safeguarding lead each time (R5).

They may only prompt an adult to look; that none is found never means that a child is safe (docs/practice.md, 10). The
adult beside the pupil may be the very one whom the words name, so the way to the lead goes through nobody. The trail
keeps that there were such words, and who read them; the words stay where the pupil left them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from activities.contract import HARM_WORDS, contains_words
from voice_app.model import Role, School, SessionKind, Sitting, Staff, TrailEntry, Turn

from . import set_aside
from .leave_trail import leave_trail
from .reach import OutOfReach
from .viewer import Viewer

RAISED, READ = "raised a look at words", "read words to look at"
#: What was not read for so long is found on the pupil's own page, or not at all.
FOR = timedelta(days=366)


@dataclass(frozen=True)
class ToLookAt:
    """What one sitting holds for the safeguarding lead, or the deputy."""

    sitting: Sitting
    raised_at: datetime
    #: Exactly as written. Empty where the pupil threw all of the sitting away.
    words: Sequence[str]


def worry(texts: Iterable[str]) -> list[str]:
    """Those that hold a word that suggests harm, each once."""
    return [text for text in dict.fromkeys(texts) if contains_words(text, HARM_WORDS)]


def raise_a_look(session: Session, viewer: Viewer, sitting: Sitting, texts: Iterable[str], *, now: datetime) -> None:
    """Have the lead look at this sitting, where one of these texts gives cause and no look is waiting already."""
    if not worry(texts) or sitting.id in _waiting(session, TrailEntry.pupil_id == sitting.pupil_id):
        return
    leave_trail(session, viewer, RAISED, now=now, pupil_id=sitting.pupil_id, about={"sitting": str(sitting.id)})


def is_any_for(viewer: Viewer, *, now: datetime) -> ColumnElement[bool]:
    """SQL: whether `waiting_for` may have anything for this member of staff. For most it never has."""
    return exists().where(_for(viewer, now), TrailEntry.what == RAISED)


def waiting_for(session: Session, viewer: Viewer, *, now: datetime) -> dict[UUID, datetime]:
    """The sittings that this member of staff is to look at, and since when; of none who does not look after safety."""
    return _waiting(session, _for(viewer, now))


def _for(viewer: Viewer, now: datetime) -> ColumnElement[bool]:
    if viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return false()
    return and_(TrailEntry.school_id == viewer.school_id, TrailEntry.at >= now - FOR, _hears(viewer.staff))


def to_look_at(session: Session, viewer: Viewer, *, now: datetime) -> list[ToLookAt]:
    """The same with the words, the oldest first."""
    waiting = waiting_for(session, viewer, now=now)
    found = session.scalars(select(Sitting).where(Sitting.id.in_(waiting))).all() if waiting else []
    told = [ToLookAt(one, waiting[one.id], worrying_words(session, one)) for one in found]
    return sorted(told, key=lambda one: one.raised_at)


def mark_read(session: Session, viewer: Viewer, sitting_id: UUID, *, now: datetime) -> None:
    """The lead has read them. Raises OutOfReach for a sitting that does not wait for this member of staff."""
    if sitting_id not in waiting_for(session, viewer, now=now):
        raise OutOfReach(sitting_id)
    pupil_id = session.get_one(Sitting, sitting_id).pupil_id
    leave_trail(session, viewer, READ, now=now, pupil_id=pupil_id, about={"sitting": str(sitting_id)})
    session.flush()


def worrying_words(session: Session, sitting: Sitting) -> list[str]:
    """All that was ever in a box in this sitting and suggests harm. Of what was typed on and on, the longest."""
    touches = session.execute(
        select(Turn.item, Turn.body).where(Turn.sitting_id == sitting.id).order_by(Turn.said_at, Turn.counter)
    )
    written = [body.get("items", {}).get(item, {}).get("words", "") for item, body in touches]
    written += [words for one in set_aside.not_in_place(session, [sitting.id]) for words in one.all_words]
    found = worry(written)
    return [one for one in found if not any(one != other and one in other for other in found)]


def _waiting(session: Session, which: ColumnElement[bool]) -> dict[UUID, datetime]:
    """Sittings whose look is the last thing that the trail has of it."""
    rows = session.execute(
        select(TrailEntry.what, TrailEntry.about, TrailEntry.at)
        .where(which, TrailEntry.what.in_((RAISED, READ)))
        .order_by(TrailEntry.at, TrailEntry.what.desc())
    )
    waiting: dict[UUID, datetime] = {}
    for what, about, at in rows:
        sitting = UUID(about["sitting"])
        if what == RAISED:
            waiting.setdefault(sitting, at)
        else:
            waiting.pop(sitting, None)
    return waiting


def _hears(staff: Staff) -> ColumnElement[bool]:
    """As `tell_someone.who_hears`, as part of one statement: the lists of staff ask it each time."""
    post = or_(School.safeguarding_lead_id == Staff.id, School.deputy_lead_id == Staff.id)
    held = exists().where(School.id == staff.school_id, post, Staff.disabled_at.is_(None))
    mine = exists().where(
        School.id == staff.school_id, or_(School.safeguarding_lead_id == staff.id, School.deputy_lead_id == staff.id)
    )
    return or_(mine, ~held) if staff.role == Role.SENDCO else mine
