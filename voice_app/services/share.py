"""Who may see what a pupil said. Nothing is shared until the pupil says yes; the latest decision stands (rule X7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, func, or_, select, update
from sqlalchemy.orm import Session

from voice_app.model import (
    Assignment,
    FamilyMember,
    Present,
    Pupil,
    Response,
    Role,
    SharingDecision,
    Sitting,
    Staff,
    Statement,
)

from .asked import was_asked, when_asked
from .sharing_rule import MEETING, family_key, is_asked_about, kept_from, shared_with, staff_key, visible_to
from .standing import refresh_views_of_pupil
from .viewer import Viewer


class NotAsked(ValueError):
    """Somebody about whom this pupil is not asked."""


class AnotherRound(ValueError):
    """An answer to a question that has been answered since, or that was about less than is there by now."""


@dataclass(frozen=True)
class Audience:
    """One adult, or the people at the meeting, about whom the pupil is asked."""

    key: str
    name: str
    #: "sendco", "staff", "family" or "meeting": pages put it in the pupil's words.
    role: str
    picture: str
    #: Was in the room whenever any of it was said: told as "Has seen it", not asked.
    has_seen: bool = False
    decision: str | None = None


def audiences(session: Session, sitting: Sitting) -> list[Audience]:
    """Everybody who can see something in this release, each adult apart, with the pupil's decision so far."""
    pupil = session.get_one(Pupil, sitting.pupil_id)
    seen = _has_seen(session, sitting)
    decided = sitting_decisions(session, sitting)
    asked = [
        Audience(staff_key(one.id), one.name, "sendco" if one.role == Role.SENDCO else "staff", one.face)
        for one in _staff_of(session, pupil)
    ]
    asked += [
        Audience(family_key(one.id), one.name, "family", one.picture)
        for one in session.scalars(
            select(FamilyMember)
            .where(FamilyMember.pupil_id == pupil.id, FamilyMember.ended_at.is_(None))
            .order_by(FamilyMember.made_at, FamilyMember.name)
        )
    ]
    asked.append(Audience(MEETING, "", "meeting", "meeting"))
    told = [
        Audience(a.key, a.name, a.role, a.picture, has_seen=a.key in seen, decision=decided.get(a.key)) for a in asked
    ]
    return sorted(told, key=lambda a: not a.has_seen)


def _has_seen(session: Session, sitting: Sitting) -> set[str]:
    """The keys of those who were in the room on every day of which the sitting asks about words."""
    days = session.scalars(
        select(Sitting).where(Sitting.id.in_(select(Statement.sitting_id).where(*asked_about_in(sitting))))
    ).all()
    return set.intersection(*(_in_the_room(day) for day in days or [sitting]))


def _in_the_room(sitting: Sitting) -> set[str]:
    there = [one for one in sitting.present if not one.added_later]
    keys = {staff_key(one.staff_id) for one in there if one.staff_id}
    return keys | {family_key(one.family_member_id) for one in there if one.family_member_id}


def _staff_of(session: Session, pupil: Pupil) -> Sequence[Staff]:
    assigned = select(Assignment.staff_id).where(Assignment.pupil_id == pupil.id, Assignment.ended_at.is_(None))
    return session.scalars(
        select(Staff)
        .where(
            Staff.school_id == pupil.school_id,
            Staff.disabled_at.is_(None),
            or_(Staff.role == Role.SENDCO, and_(Staff.role == Role.STAFF, Staff.id.in_(assigned))),
        )
        .order_by(Staff.role, Staff.name)
    ).all()


def sitting_decisions(session: Session, sitting: Sitting) -> dict[str, str]:
    """The decision that stands for each audience of the whole sitting.

    A yes to less than what has been said by now is left out: the pupil is asked again.
    """
    newest = session.scalar(select(func.max(Statement.made_at)).where(*asked_about_in(sitting)))
    rows = session.scalars(
        select(SharingDecision)
        .where(SharingDecision.sitting_id == sitting.id, SharingDecision.statement_id.is_(None))
        .order_by(SharingDecision.position)
    )
    latest = {row.audience: row for row in rows}
    return {
        audience: row.decision
        for audience, row in latest.items()
        if row.decision != "yes" or newest is None or row.at >= newest
    }


def asked_about_in(sitting: Sitting) -> tuple[ColumnElement[bool], ...]:
    """SQL: the standing statements that a sitting asks about: of every answer last worked on in it."""
    answers = select(Response.key).where(Response.sitting_id == sitting.id)
    return (Statement.response_key.in_(answers), is_asked_about(), Statement.replaced_at.is_(None))


def told_apart(session: Session, sitting: Sitting) -> Mapping[UUID, Mapping[str, str]]:
    """What differs from the whole sitting's word: for each such statement, the audiences with "yes" or "no".

    Worked out by the rule itself, so that what the pupil is shown is what is done.
    """
    apart: dict[UUID, dict[str, str]] = {}
    for audience, whole in sitting_decisions(session, sitting).items():
        really = select(Statement.id, shared_with(audience)).where(*asked_about_in(sitting))
        for key, shared in session.execute(really).all():
            if bool(shared) != (whole == "yes"):
                apart.setdefault(key, {})[audience] = "yes" if shared else "no"
    return apart


def last_decided(session: Session, sitting: Sitting) -> str | None:
    """The audience of the latest decision about the whole sitting."""
    return session.scalar(
        select(SharingDecision.audience)
        .where(SharingDecision.sitting_id == sitting.id, SharingDecision.statement_id.is_(None))
        .order_by(SharingDecision.position.desc())
        .limit(1)
    )


def shared_with_anybody(session: Session, sitting: Sitting) -> bool:
    """Whether the pupil said yes to anybody about what this sitting asks about, or about one thing of it."""
    if "yes" in sitting_decisions(session, sitting).values():
        return True
    anything = or_(*(shared_with(one.key) for one in audiences(session, sitting)))
    return bool(session.scalar(select(exists().where(*asked_about_in(sitting), anything))))


def statement_decisions(session: Session, statement: Statement) -> dict[str, str]:
    """The exceptions that stand for one statement; a yes that was taken back since is none."""
    rows = session.scalars(
        select(SharingDecision).where(SharingDecision.statement_id == statement.id).order_by(SharingDecision.position)
    )
    made = {row.audience: row.decision for row in rows}
    return {a: decision for a, decision in made.items() if decision != "yes" or _is_shared(session, statement, a)}


def stands_for(session: Session, statement: Statement, audiences_asked: Sequence[Audience]) -> dict[str, str]:
    """What stands for one thing: its own exception, else what was said about the whole day, where that covers it.

    By the rule itself, so that what the pupil is shown is what is done. Nobody asked and nothing shared is left out.
    """
    exceptions = statement_decisions(session, statement)
    standing = dict(exceptions)
    for one in audiences_asked:
        if one.key in exceptions:
            continue
        if _is_shared(session, statement, one.key):
            standing[one.key] = "yes"
        elif one.decision is not None:
            standing[one.key] = "no" if one.decision == "yes" else one.decision
    return standing


def _is_shared(session: Session, statement: Statement, audience: str) -> bool:
    return bool(session.scalar(select(shared_with(audience)).where(Statement.id == statement.id)))


def round_of(session: Session, sitting: Sitting, audience: str, statement: Statement | None = None) -> str:
    """Which asking this is: changes with each decision about this audience, and with what is asked about.

    A page carries it, and `decide` is given it back.
    """
    last = _last(session, sitting, audience, statement)
    newest = session.scalar(select(func.max(Statement.made_at)).where(*asked_about_in(sitting)))
    return f"{last.position if last else 0} {newest.isoformat() if newest else ''}"


def _last(session: Session, sitting: Sitting, audience: str, statement: Statement | None) -> SharingDecision | None:
    about = (
        SharingDecision.statement_id == statement.id
        if statement
        else and_(SharingDecision.sitting_id == sitting.id, SharingDecision.statement_id.is_(None))
    )
    return session.scalar(
        select(SharingDecision)
        .where(SharingDecision.audience == audience, about)
        .order_by(SharingDecision.position.desc())
        .limit(1)
    )


def decide(
    session: Session,
    sitting: Sitting,
    audience: str,
    decision: str,
    *,
    how: str,
    decided_in: Sitting,
    now: datetime,
    statement: Statement | None = None,
    asked_in: str | None = None,
) -> SharingDecision:
    """Keep the pupil's decision about one audience; nothing before it is overwritten, and it has effect at once.

    `asked_in`: the round (`round_of`) of the page that asked. The same answer sent once more from there is kept once
    (rule D2). What holds back is kept whenever it comes (rule X7).
    Raises NotAsked where the pupil is not asked about this audience, and AnotherRound for a yes to another round.
    """
    # The lock for writing is taken before anything is read: of two taps at once the second sees the first.
    session.execute(update(Sitting).where(Sitting.id == decided_in.id).values(id=Sitting.id))
    if audience not in {one.key for one in audiences(session, sitting)}:
        raise NotAsked(audience)
    if asked_in is not None and asked_in != round_of(session, sitting, audience, statement):
        last = _last(session, sitting, audience, statement)
        if last is not None and last.decision == decision:
            return last
        if decision == "yes":
            raise AnotherRound(audience)
    # Read and written in one statement: of two decisions at once, one is the later.
    position = (
        select(func.coalesce(func.max(SharingDecision.position), 0) + 1)
        .join(Sitting, Sitting.id == SharingDecision.sitting_id)
        .where(Sitting.pupil_id == sitting.pupil_id)
        .scalar_subquery()
    )
    made = SharingDecision(
        # An exception belongs to the day of the words: throwing a later day away leaves it standing.
        sitting_id=statement.sitting_id if statement else sitting.id,
        statement_id=statement.id if statement else None,
        audience=audience,
        decision=decision,
        position=position,
        at=now,
        how=how,
        decided_in_id=decided_in.id,
    )
    session.add(made)
    if statement is None:
        sitting.asked_at = now
    session.flush()
    refresh_views_of_pupil(session, sitting.pupil_id, now=now)
    return made


def statements_for(viewer: Viewer, pupil_id: UUID) -> Select[Statement]:
    """The standing statements of a pupil that this viewer may see, newest sitting first."""
    return (
        select(Statement)
        .where(Statement.pupil_id == pupil_id, Statement.replaced_at.is_(None), visible_to(viewer))
        .order_by(Statement.made_at.desc(), Statement.position)
    )


def count_private(session: Session, viewer: Viewer, pupil_id: UUID) -> int:
    """How many things the pupil decided to keep from the SENDCo: counted, never named; nobody else is told."""
    return len(_hidden(session, viewer, pupil_id, decided=True))


class Undecided(NamedTuple):
    """How many things the SENDCo may not see as the pupil has not said who may: counted, never named."""

    #: Nobody asked them.
    not_asked: int
    #: They were asked, and left it open.
    not_answered: int


def count_undecided(session: Session, viewer: Viewer, pupil_id: UUID) -> Undecided:
    """What the pupil has not been asked about yet, and what they were asked about and left open."""
    hidden = _hidden(session, viewer, pupil_id, decided=False)
    when = when_asked(session, pupil_id) if hidden else {}
    asked = sum(was_asked(when, *one) for one in hidden)
    return Undecided(len(hidden) - asked, asked)


def _hidden(session: Session, viewer: Viewer, pupil_id: UUID, *, decided: bool) -> Sequence[Row[UUID, datetime]]:
    """Of each thing that the SENDCo may not see: the sitting that asks about it, and when it was said."""
    if viewer.staff is None or not viewer.is_sendco:
        return []
    kept = or_(kept_from(staff_key(viewer.staff.id)), kept_from(MEETING))
    hidden = (
        select(Response.sitting_id, Statement.made_at)
        .join(Response, Response.key == Statement.response_key)
        .where(
            Statement.pupil_id == pupil_id,
            Statement.replaced_at.is_(None),
            is_asked_about(),
            ~visible_to(viewer),
            kept if decided else ~kept,
        )
    )
    return session.execute(hidden).all()


def count_for_meeting(session: Session, viewer: Viewer, pupil_id: UUID) -> int:
    """How many things the SENDCo sees for the meeting alone: the pupil did not say yes to them themselves."""
    if viewer.staff is None or not viewer.is_sendco:
        return 0
    me = staff_key(viewer.staff.id)
    seen = select(func.count(Statement.id)).where(
        Statement.pupil_id == pupil_id,
        Statement.replaced_at.is_(None),
        is_asked_about(),
        Statement.sitting_id.not_in(sittings_attended(session, viewer, pupil_id)),
        shared_with(MEETING),
        ~shared_with(me),
        kept_from(me),
    )
    return session.scalar(seen) or 0


def sittings_kept_from(session: Session, viewer: Viewer, pupil_id: UUID) -> set[UUID]:
    """The sittings in which something was said that this viewer may not see."""
    return set(
        session.scalars(
            select(Statement.sitting_id).where(
                Statement.pupil_id == pupil_id,
                Statement.replaced_at.is_(None),
                is_asked_about(),
                ~visible_to(viewer),
            )
        )
    )


def about_whole_sittings(session: Session, viewer: Viewer, pupil_id: UUID) -> Sequence[SharingDecision]:
    """What the pupil last decided about each whole sitting, for each audience by which this viewer sees it."""
    if viewer.staff is None:
        return []
    mine = [staff_key(viewer.staff.id), *([MEETING] if viewer.is_sendco else [])]
    decisions = session.scalars(
        select(SharingDecision)
        .join(Sitting, Sitting.id == SharingDecision.sitting_id)
        .where(
            Sitting.pupil_id == pupil_id,
            SharingDecision.statement_id.is_(None),
            SharingDecision.audience.in_(mine),
        )
        .order_by(SharingDecision.position)
    )
    return list({(one.sitting_id, one.audience): one for one in decisions}.values())


def sittings_attended(session: Session, viewer: Viewer, pupil_id: UUID) -> set[UUID]:
    """The sittings of this pupil that the viewer was in the room for from the start."""
    here: ColumnElement[bool] = false()
    if viewer.staff is not None:
        here = exists().where(
            Present.sitting_id == Sitting.id, Present.staff_id == viewer.staff.id, Present.added_later.is_(False)
        )
    elif viewer.helper is not None:
        here = Sitting.helper_pass_id == viewer.helper.id
    return set(session.scalars(select(Sitting.id).where(Sitting.pupil_id == pupil_id, here)))
