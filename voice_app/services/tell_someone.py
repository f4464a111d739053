"""I want to tell someone: whom a pupil can ask to talk to, and who has seen that they asked (rule A50).

Keeps time and person, no words (docs/architecture.md, Tell someone). The safeguarding lead and the deputy hear of
every ask.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from voice_app.model import Assignment, Pupil, Role, School, SessionKind, Sitting, Staff, TellSomeone, TrailEntry

from .leave_trail import leave_trail
from .reach import OutOfReach
from .viewer import Viewer

#: As many as fit on one page of the pupil's; the lead and the deputy always keep their places.
MOST = 6
#: After so long without the safeguarding lead having seen an ask it is told louder, and to the SENDCos too
#: (docs/practice.md, 10: "not seen" must nag).
TOO_LONG = timedelta(hours=24)


#: So long an ask is still told to those who saw it, since it was last seen, with what was done about it.
STILL_TOLD = timedelta(days=30)
#: What was done about an ask, as the trail keeps it: who and when, and never what was said.
TOLD_LEADS, TALKED = "told the safeguarding lead that a pupil waits", "talked with a pupil who asked to"


class NobodyToTell(Exception):
    """The person asked for is not among those whom this pupil was shown."""


@dataclass(frozen=True)
class Asked:
    """What the pupil is told of one ask."""

    name: str
    seen: bool
    #: The picture by which the pupil knows this person.
    face: str


@dataclass(frozen=True)
class Waiting:
    """One ask that somebody has not yet seen."""

    ask: TellSomeone
    pupil: Pupil
    #: Whom the pupil asked; often not the one who reads this.
    asked_for: Staff


@dataclass(frozen=True)
class Act:
    """Who saw an ask, or said what they did about it, and when."""

    by: Staff
    at: datetime


@dataclass(frozen=True)
class Reminder:
    """One ask as a member of staff is reminded of it."""

    waiting: Waiting
    #: The safeguarding lead and the deputy have not seen it for `TOO_LONG`.
    late: bool
    #: Theirs to see; without it they are a SENDCo who is told only that it waits, and never for whom.
    theirs: bool
    #: The SENDCos, who cannot see it in place of the leads, that have told them: each once, in that order.
    told_leads: Sequence[Act] = ()
    #: Whoever is reminded is one of these.
    said_so: bool = False

    @property
    def seen_by_nobody(self) -> bool:
        """Neither by the person asked nor by lead or deputy."""
        return self.waiting.ask.seen_at is None and self.waiting.ask.lead_seen_at is None


@dataclass(frozen=True)
class Seen:
    """One ask that was seen, for those who saw it or could: what was done about it, with who and when."""

    waiting: Waiting
    #: The person asked, then the lead or deputy; each where they have seen it.
    seen: Sequence[Act]
    #: Who talked with the pupil: each once, in that order.
    talked: Sequence[Act]
    #: Whoever this is told is one of these.
    said_so: bool


def _did(acts: Sequence[Act], viewer: Viewer) -> bool:
    return any(one.by == viewer.staff for one in acts)


def people_to_tell(session: Session, sitting: Sitting) -> Sequence[Staff]:
    """Staff in the room, then staff who work with the pupil, then the safeguarding lead and the deputy."""
    leads = who_hears(session, sitting.pupil.school_id)
    here = [one.staff_id for one in sitting.present if one.staff_id is not None]
    working = session.scalars(
        select(Staff)
        .join(Assignment, Assignment.staff_id == Staff.id)
        .where(Assignment.pupil_id == sitting.pupil_id, Assignment.ended_at.is_(None), Staff.disabled_at.is_(None))
        .order_by(Assignment.since, Staff.name)
    ).all()
    in_room = {
        staff.id: staff
        for staff in session.scalars(select(Staff).where(Staff.id.in_(here), Staff.disabled_at.is_(None)))
    }
    known = [in_room[key] for key in here if key in in_room] + [
        one for one in working if one.role != Role.ADMINISTRATOR
    ]
    near = _each_once(known)
    far = [lead for lead in leads if lead not in near]
    # Cutting the list short must never cut those who look after safety.
    kept = [one for place, one in enumerate(near) if one in leads or place < MOST - len(far)]
    return _each_once([*kept, *far])[:MOST]


def _each_once(people: Sequence[Staff]) -> list[Staff]:
    return list({one.id: one for one in people}.values())


def who_hears(session: Session, school_id: UUID) -> list[Staff]:
    """The safeguarding lead, then the deputy; while neither can sign in, the SENDCos. Never nobody (rule R5)."""
    named = select(Staff, School.safeguarding_lead_id).join(
        School, Staff.id.in_((School.safeguarding_lead_id, School.deputy_lead_id))
    )
    rows = session.execute(named.where(School.id == school_id, Staff.disabled_at.is_(None))).all()
    if rows:
        return [staff for staff, lead_id in sorted(rows, key=lambda row: row[0].id != row[1])]
    sendcos = select(Staff).where(Staff.school_id == school_id, Staff.role == Role.SENDCO, Staff.disabled_at.is_(None))
    return list(session.scalars(sendcos.order_by(Staff.name)))


def ask(session: Session, sitting: Sitting, staff_id: UUID, *, now: datetime) -> TellSomeone:
    """Ask this person to talk with the pupil. Asking again before they saw it is the same ask.

    Raises NobodyToTell where the person is not among those shown to the pupil.
    """
    if all(one.id != staff_id for one in people_to_tell(session, sitting)):
        raise NobodyToTell(staff_id)
    standing = session.scalar(
        select(TellSomeone).where(
            TellSomeone.sitting_id == sitting.id, TellSomeone.staff_id == staff_id, TellSomeone.seen_at.is_(None)
        )
    )
    if standing is not None:
        return standing
    asked = TellSomeone(sitting_id=sitting.id, pupil_id=sitting.pupil_id, staff_id=staff_id, asked_at=now)
    session.add(asked)
    session.flush()
    return asked


def asked_in(session: Session, sitting: Sitting, asked_id: UUID) -> Asked | None:
    """One ask of this sitting: who was asked, and whether that person has seen it."""
    row = session.execute(
        select(TellSomeone, Staff)
        .join(Staff, Staff.id == TellSomeone.staff_id)
        .where(TellSomeone.id == asked_id, TellSomeone.sitting_id == sitting.id)
    ).one_or_none()
    return Asked(row[1].name, row[0].seen_at is not None, row[1].face) if row is not None else None


def asked_so_far(session: Session, sitting: Sitting) -> set[UUID]:
    """The staff who were asked in this sitting, whether they have seen it or not."""
    return set(session.scalars(select(TellSomeone.staff_id).where(TellSomeone.sitting_id == sitting.id)))


def not_seen_of(session: Session, viewer: Viewer, pupil_id: UUID) -> list[Waiting]:
    """Asks of one pupil that wait for this viewer, oldest first: whom else the pupil asked for is told to nobody."""
    return _waiting(session, and_(TellSomeone.pupil_id == pupil_id, _waits_for(session, viewer)))


def reminders_for(session: Session, viewer: Viewer, *, now: datetime) -> list[Reminder]:
    """Asks that this member of staff has not seen: their own, and of lead and deputy all of the school.

    SENDCos are reminded as well of all that the leads have not seen for too long. Late ones come first.
    """
    unseen = _unseen(session, viewer)
    theirs = _theirs(session, viewer, unseen)
    late = [one for one in unseen if one not in theirs and viewer.is_sendco and _is_late(one.ask, now)]
    told = _acts(session, viewer, TOLD_LEADS, [one.ask for one in late])
    reminders = [
        *(Reminder(one, late=_is_late(one.ask, now), theirs=True) for one in theirs),
        *(
            Reminder(one, late=True, theirs=False, told_leads=told[one.ask.id], said_so=_did(told[one.ask.id], viewer))
            for one in late
        ),
    ]
    return sorted(reminders, key=lambda one: not one.late)


def is_any_for(viewer: Viewer) -> ColumnElement[bool]:
    """SQL: whether `reminders_for` may have anything for this member of staff. Mostly it has not."""
    if viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return false()
    return exists().where(TellSomeone.pupil_id == Pupil.id, or_(_mine(viewer.staff), _of_school(viewer)))


def _unseen(session: Session, viewer: Viewer) -> list[Waiting]:
    """What this member of staff has not seen, and what the leads of the school have not."""
    if viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return []
    return _waiting(session, or_(_mine(viewer.staff), _of_school(viewer)))


def _theirs(session: Session, viewer: Viewer, unseen: list[Waiting]) -> list[Waiting]:
    # Mostly nothing waits in the whole school; who is the lead is then no question.
    if not unseen or _is_lead(session, viewer):
        return unseen
    return [one for one in unseen if one.asked_for == viewer.staff and one.ask.seen_at is None]


def _is_late(asked: TellSomeone, now: datetime) -> bool:
    return asked.lead_seen_at is None and asked.asked_at < now - TOO_LONG


def _waiting(session: Session, condition: ColumnElement[bool]) -> list[Waiting]:
    rows = session.execute(
        select(TellSomeone, Pupil, Staff)
        .join(Pupil, Pupil.id == TellSomeone.pupil_id)
        .join(Staff, Staff.id == TellSomeone.staff_id)
        .where(condition)
        .order_by(TellSomeone.asked_at, TellSomeone.id)
    ).all()
    return [Waiting(asked, pupil, staff) for asked, pupil, staff in rows]


def _waits_for(session: Session, viewer: Viewer) -> ColumnElement[bool]:
    if viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return false()
    mine = _mine(viewer.staff)
    return or_(mine, _of_school(viewer)) if _is_lead(session, viewer) else mine


def _mine(staff: Staff) -> ColumnElement[bool]:
    return and_(TellSomeone.staff_id == staff.id, TellSomeone.seen_at.is_(None))


def _of_school(viewer: Viewer) -> ColumnElement[bool]:
    # Wherever this is asked, the pupil is read too: another school's ask stays out of reach.
    return and_(TellSomeone.lead_seen_at.is_(None), Pupil.school_id == viewer.school_id)


def _is_lead(session: Session, viewer: Viewer) -> bool:
    return viewer.staff is not None and viewer.staff in who_hears(session, viewer.school_id)


def mark_seen(session: Session, viewer: Viewer, ask_id: UUID, *, now: datetime) -> TellSomeone:
    """This member of staff has seen the ask. Raises OutOfReach for an ask that does not wait for them."""
    wanted = select(TellSomeone).join(Pupil, Pupil.id == TellSomeone.pupil_id).where(TellSomeone.id == ask_id)
    found = session.scalar(wanted.where(_waits_for(session, viewer)))
    if found is None or viewer.staff is None:
        raise OutOfReach(ask_id)
    if found.staff_id == viewer.staff.id and found.seen_at is None:
        found.seen_at = now
    if _is_lead(session, viewer) and found.lead_seen_at is None:
        found.lead_seen_at, found.lead_seen_by_id = now, viewer.staff.id
    session.flush()
    return found


def tell_leads(session: Session, viewer: Viewer, ask_id: UUID, *, now: datetime) -> None:
    """Keep that this SENDCo told the leads of an ask which is theirs to see. It waits on, until one of them has.

    Said twice by one person, the first time counts; each SENDCo can say it for themselves.
    Raises OutOfReach for an ask that this viewer is not reminded of so.
    """
    reminded = (one for one in reminders_for(session, viewer, now=now) if not one.theirs)
    found = next((one for one in reminded if one.waiting.ask.id == ask_id), None)
    if found is None:
        raise OutOfReach(ask_id)
    if not found.said_so:
        _keep(session, viewer, TOLD_LEADS, found.waiting, now=now)


def talk(session: Session, viewer: Viewer, ask_id: UUID, *, now: datetime) -> None:
    """Keep that this person talked with the pupil who asked, whoever else did. Said twice, the first time counts.

    Raises OutOfReach for an ask that they have not seen, or that is not theirs.
    """
    found = next((one for one in seen_by(session, viewer, now=now) if one.waiting.ask.id == ask_id), None)
    if found is None:
        raise OutOfReach(ask_id)
    if not found.said_so:
        _keep(session, viewer, TALKED, found.waiting, now=now)


def _keep(session: Session, viewer: Viewer, what: str, one: Waiting, *, now: datetime) -> None:
    leave_trail(session, viewer, what, now=now, pupil_id=one.pupil.id, about={"ask": str(one.ask.id)})


def seen_by(session: Session, viewer: Viewer, *, now: datetime) -> list[Seen]:
    """Asks seen in the last month that wait for this person no more: their own, and for lead and deputy all.

    Also what somebody saw as lead or deputy who is it no more: what they did about it is still theirs to say. However
    long it waited before: only what is seen can be said to be talked about. Asked latest comes first.
    """
    if viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return []
    asked = and_(TellSomeone.staff_id == viewer.staff.id, TellSomeone.seen_at.is_not(None))
    mine = or_(asked, TellSomeone.lead_seen_by_id == viewer.staff.id)
    of_school = and_(TellSomeone.lead_seen_at.is_not(None), Pupil.school_id == viewer.school_id)
    theirs = or_(mine, of_school) if _is_lead(session, viewer) else mine
    since = now - STILL_TOLD
    found = _waiting(session, and_(theirs, or_(TellSomeone.seen_at >= since, TellSomeone.lead_seen_at >= since)))
    talked = _acts(session, viewer, TALKED, [one.ask for one in found])
    return [
        Seen(one, _who_saw(session, one), talked[one.ask.id], _did(talked[one.ask.id], viewer))
        for one in reversed(found)
    ]


def _who_saw(session: Session, one: Waiting) -> list[Act]:
    asked, lead = one.ask, one.ask.lead_seen_by_id
    acts = [Act(one.asked_for, asked.seen_at)] if asked.seen_at else []
    if asked.lead_seen_at and lead and lead != asked.staff_id:
        acts.append(Act(session.get_one(Staff, lead), asked.lead_seen_at))
    return acts


def _acts(session: Session, viewer: Viewer, what: str, asks: Collection[TellSomeone]) -> Mapping[UUID, Sequence[Act]]:
    """Who did this about each of these asks, from the trail: each person once, when they first did, in that order."""
    if not asks:
        return {}
    since = min(one.asked_at for one in asks)
    rows = session.execute(
        select(TrailEntry.about, TrailEntry.at, Staff)
        .join(Staff, Staff.id == TrailEntry.staff_id)
        .where(TrailEntry.school_id == viewer.school_id, TrailEntry.what == what, TrailEntry.at >= since)
        .order_by(TrailEntry.at)
    ).all()
    first: dict[UUID, dict[UUID, Act]] = {one.id: {} for one in asks}
    for about, at, staff in rows:
        first.get(UUID(about["ask"]), {}).setdefault(staff.id, Act(staff, at))
    return {ask_id: list(acts.values()) for ask_id, acts in first.items()}
