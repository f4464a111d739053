"""Words that suggest harm, also those that the pupil took back: brought before the safeguarding lead each time (R5).

They may only prompt an adult to look; that none is found never means that a child is safe (docs/practice.md, 10). The
adult beside the pupil may be the very one whom the words name, so the way to the lead goes through nobody. The trail
keeps that there were such words, and who read them up to which; the words stay where the pupil left them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, false, func, literal_column, or_, select, update
from sqlalchemy.orm import Session

from activities.contract import HARM_WORDS, contains_words
from voice_app.model import Role, School, SessionKind, Sitting, Staff, TrailEntry, Turn
from voice_app.model.trail import LOOKS_AT_WORDS

from . import set_aside
from .leave_trail import leave_trail
from .reach import OutOfReach
from .viewer import Viewer

RAISED, READ = LOOKS_AT_WORDS
#: Spelt out, and not as values: only so does SQLite see that the index of these entries has them all.
_OF_A_LOOK = TrailEntry.what.in_([literal_column(f"'{one}'") for one in LOOKS_AT_WORDS])


@dataclass(frozen=True)
class Written:
    """Words exactly as written, and when."""

    words: str
    at: datetime


@dataclass(frozen=True)
class ToLookAt:
    """What one sitting holds for the safeguarding lead, or the deputy, that neither has read."""

    sitting: Sitting
    raised_at: datetime
    #: Empty where the pupil threw all of the sitting away.
    written: Sequence[Written]

    @property
    def up_to(self) -> datetime:
        """What whoever reads this has then read: everything until then."""
        return max((one.at for one in self.written), default=self.raised_at)


@dataclass
class _Look:
    """How far the look at one sitting has come."""

    #: Nothing while none is waiting.
    since: datetime | None = None
    read_up_to: datetime | None = None


def worry(texts: Iterable[str]) -> list[str]:
    """Those that hold a word that suggests harm, each once."""
    return [text for text in dict.fromkeys(texts) if contains_words(text, HARM_WORDS)]


def raise_a_look(session: Session, viewer: Viewer, sitting: Sitting, texts: Iterable[str], *, now: datetime) -> None:
    """Have the lead look at this sitting, where one of these texts gives cause, was not read, and no look is waiting.

    The touch that holds them is in the session already.
    """
    if not worry(texts):
        return
    look = _looks(session, TrailEntry.pupil_id == sitting.pupil_id).get(sitting.id, _Look())
    if look.since is None and _unread(session, sitting.id, look.read_up_to):
        leave_trail(session, viewer, RAISED, now=now, pupil_id=sitting.pupil_id, about={"sitting": str(sitting.id)})


def is_any_for(viewer: Viewer) -> ColumnElement[bool]:
    """SQL: whether `waiting_for` may have anything for this member of staff. For most it never has.

    The trail is asked only for those who look after safety.
    """
    if viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return false()
    raised = exists().where(TrailEntry.school_id == viewer.school_id, _OF_A_LOOK)
    return case((_hears(viewer.staff), raised), else_=false())


def waiting_for(session: Session, viewer: Viewer) -> dict[UUID, datetime]:
    """The sittings that this member of staff is to look at, and since when; of none who does not look after safety."""
    looks = _looks(session, _for(viewer))
    return {sitting: look.since for sitting, look in looks.items() if look.since is not None}


def pupils_waiting_for(session: Session, viewer: Viewer) -> int:
    """Of how many pupils there is something to look at."""
    waiting = waiting_for(session, viewer)
    return session.scalar(select(func.count(Sitting.pupil_id.distinct())).where(Sitting.id.in_(waiting))) or 0


def to_look_at(session: Session, viewer: Viewer) -> list[ToLookAt]:
    """The same with the words that were not read yet, the oldest first."""
    looks = _looks(session, _for(viewer))
    waiting = {sitting: look.since for sitting, look in looks.items() if look.since is not None}
    found = session.scalars(select(Sitting).where(Sitting.id.in_(waiting))).all() if waiting else []
    told = [ToLookAt(one, waiting[one.id], _unread(session, one.id, looks[one.id].read_up_to)) for one in found]
    return sorted(told, key=lambda one: one.raised_at)


def mark_read(session: Session, viewer: Viewer, sitting_id: UUID, *, up_to: datetime | None, now: datetime) -> bool:
    """The lead has read what was written until then (`ToLookAt.up_to`); what came later waits on.

    Whether that counts: of a form that does not say what it showed, nothing was read.

    What was read before, by whomever, is read: nothing happens. Raises OutOfReach for a sitting that never waited for
    this member of staff.
    """
    look = _looks(session, _for(viewer)).get(sitting_id)
    sitting = session.get(Sitting, sitting_id) if look is not None else None
    if look is None or sitting is None:
        raise OutOfReach(sitting_id)
    if up_to is None:
        return False
    up_to = min(up_to, now)
    if look.read_up_to is not None and up_to <= look.read_up_to:
        return True
    # Touches of this sitting wait: each is either among the unread ones below, or finds this entry and raises a look.
    session.execute(update(Sitting).where(Sitting.id == sitting_id).values(id=Sitting.id))
    about = {"sitting": str(sitting_id)}
    read = about | {"up_to": up_to.isoformat()}
    leave_trail(session, viewer, READ, now=now, pupil_id=sitting.pupil_id, about=read)
    session.flush()
    if _unread(session, sitting_id, up_to):
        leave_trail(session, viewer, RAISED, now=now, pupil_id=sitting.pupil_id, about=about)
        session.flush()
    return True


def _unread(session: Session, sitting_id: UUID, read_up_to: datetime | None) -> list[Written]:
    """All that was ever in a box in this sitting, suggests harm and is unread. Of what was typed on, the longest."""
    written = _written(session, sitting_id)
    read = [one.words for one in written if read_up_to is not None and one.at <= read_up_to]
    new = [one for one in written if read_up_to is None or one.at > read_up_to]
    told = [*read, *(one.words for one in new)]
    return [one for one in new if not any(one.words != other and other.startswith(one.words) for other in told)]


def _written(session: Session, sitting_id: UUID) -> list[Written]:
    """The same texts, each once, at the moment when it was first there; the oldest first."""
    touches = session.execute(select(Turn.item, Turn.body, Turn.said_at).where(Turn.sitting_id == sitting_id))
    found = [(at, body.get("items", {}).get(item, {}).get("words", "")) for item, body, at in touches]
    found += set_aside.words_sent(session, sitting_id)
    first: dict[str, datetime] = {}
    for at, words in sorted(found):
        first.setdefault(words, at)
    return [Written(words, first[words]) for words in worry(first)]


def _for(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return false()
    return and_(TrailEntry.school_id == viewer.school_id, _hears(viewer.staff))


def _looks(session: Session, which: ColumnElement[bool]) -> dict[UUID, _Look]:
    """How far each look has come, by sitting; what is read and raised in one moment was raised again."""
    rows = session.execute(
        select(TrailEntry.what, TrailEntry.about, TrailEntry.at)
        .where(which, _OF_A_LOOK)
        .order_by(TrailEntry.at, TrailEntry.what.desc())
    )
    looks: dict[UUID, _Look] = {}
    for what, about, at in rows:
        look = looks.setdefault(UUID(about["sitting"]), _Look())
        if what == RAISED:
            look.since = look.since or at
        else:
            up_to = datetime.fromisoformat(about["up_to"])
            look.since, look.read_up_to = None, max(up_to, look.read_up_to or up_to)
    return looks


def _hears(staff: Staff) -> ColumnElement[bool]:
    """As `tell_someone.who_hears`, as part of one statement: the lists of staff ask it each time."""
    post = or_(School.safeguarding_lead_id == Staff.id, School.deputy_lead_id == Staff.id)
    held = exists().where(School.id == staff.school_id, post, Staff.disabled_at.is_(None))
    mine = exists().where(
        School.id == staff.school_id, or_(School.safeguarding_lead_id == staff.id, School.deputy_lead_id == staff.id)
    )
    return or_(mine, ~held) if staff.role == Role.SENDCO else mine
