"""Words of another day, before they come to the screen: who is here today, was not there then, and may not see them.

The pupil decides first. Going on lets those who are here see it on the screen of this sitting, and nothing more: what
stands on their own pages is still asked about apart (`share`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from voice_app.model import Present, Role, Sitting, Staff, Statement

from .sharing_rule import MEETING, family_key, shared_with, staff_key

#: Statements that hold something; that a thing was skipped tells nobody's words.
HOLD_SOMETHING = ("given", "started", "stopped")


@dataclass(frozen=True)
class OtherDay:
    """What the pupil is asked before an answer of another day is opened."""

    on: datetime
    #: The names of those who were there.
    there: Sequence[str]
    #: The names of those who would see it only now.
    now_here: Sequence[str]


def to_ask_about(session: Session, sitting: Sitting, answers: Collection[UUID]) -> OtherDay | None:
    """The first day of which these answers hold words that somebody here may not see; nothing where nobody is new."""
    said = session.scalars(
        select(Statement)
        .where(Statement.response_key.in_(answers), Statement.replaced_at.is_(None))
        .join(Sitting, Sitting.id == Statement.sitting_id)
        .order_by(Sitting.handed_over_at)
    ).all()
    hidden = _hidden(session, sitting, said)
    if not hidden:
        return None
    first = next(one.sitting for one in said if one.id in hidden)
    new = dict.fromkeys(person.name for people in hidden.values() for person in people)
    names = [person.name for person in sitting.present if person.name in new]
    return OtherDay(first.handed_over_at, [one.name for one in first.present], names)


def let_see(session: Session, sitting: Sitting, answers: Iterable[UUID]) -> None:
    """The pupil said "Go on": these answers may be on the screen in this sitting."""
    sitting.answers_shown = sorted({*sitting.answers_shown, *map(str, answers)})
    session.flush()


def may_be_shown(session: Session, sitting: Sitting, said: Sequence[Statement]) -> list[Statement]:
    """Those of these that may be on the screen with those who are here, as the pupil decided so far."""
    hidden = _hidden(session, sitting, said)
    return [one for one in said if one.id not in hidden]


def _hidden(session: Session, sitting: Sitting, said: Sequence[Statement]) -> Mapping[UUID, Sequence[Present]]:
    """For each statement that somebody here may not see, who that is."""
    asked_about = [
        one
        for one in said
        if one.sitting_id != sitting.id
        and one.state in HOLD_SOMETHING
        and str(one.response_key) not in sitting.answers_shown
    ]
    if not asked_about:
        return {}
    hidden: dict[UUID, list[Present]] = {}
    for person in (one for one in sitting.present if not one.added_later):
        shared = _shared_with(session, person, [one.id for one in asked_about])
        for one in asked_about:
            if one.id not in shared and not was_there(person, one.sitting):
                hidden.setdefault(one.id, []).append(person)
    return hidden


def was_there(person: Present, sitting: Sitting) -> bool:
    """Whether this person was in that room too, from the start. Who has no log-in is known by name and role."""
    known = (person.staff_id, person.family_member_id)
    return any(
        known == (one.staff_id, one.family_member_id)
        and (any(known) or (person.role, person.name.casefold()) == (one.role, one.name.casefold()))
        for one in sitting.present
        if not one.added_later
    )


def _shared_with(session: Session, person: Present, statements: Collection[UUID]) -> set[UUID]:
    allowed: list[ColumnElement[bool]] = []
    if person.staff_id is not None:
        allowed.append(shared_with(staff_key(person.staff_id)))
        staff = session.get_one(Staff, person.staff_id)
        if staff.role == Role.SENDCO:
            allowed.append(shared_with(MEETING))
    if person.family_member_id is not None:
        allowed.append(shared_with(family_key(person.family_member_id)))
    if not allowed:
        return set()
    return set(session.scalars(select(Statement.id).where(Statement.id.in_(statements), or_(*allowed))))
