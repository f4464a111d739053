"""Look after the school's staff: add, change, disable, reset (`docs/decisions/who-may-change-whom.md`)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voice_app.model import Assignment, Pupil, Role, School, Staff, TrailEntry

from . import faces, passes, passwords, tries
from .leave_trail import leave_trail
from .reach import OutOfReach
from .sign_in import LOCKED, clean_username, end_sessions, wrong_tries
from .viewer import Viewer

#: Small letters and digits that nobody mistakes for another when read from a slip of paper; no vowels, so no words.
LETTERS = "bcdfghjkmnpqrstvwxyz23456789"

#: What the page of changes tells of, as it stands in the trail.
CHANGES = (
    "added staff",
    "changed staff",
    "changed role",
    "disabled staff",
    "enabled staff",
    "reset password",
    "lifted sign-in lock",
    "named safeguarding leads",
    "assigned pupil",
    "took pupil off",
    LOCKED,
)


class UsernameTaken(ValueError):
    """Somebody signs in with this name already."""


class NotYourself(Exception):
    """Nobody disables themselves or changes their own role: somebody else has to."""


class SendcoNeeded(Exception):
    """Only a SENDCo gives this right, or touches the log-in of somebody who has it."""


class LastSendco(Exception):
    """The school would have no SENDCo left."""


class LeadsAlike(ValueError):
    """The safeguarding lead and the deputy are two different people."""


@dataclass(frozen=True)
class Details:
    """What is written down about a member of staff."""

    name: str
    username: str
    role: Role
    #: What they are to pupils: the name of a picture card.
    picture: str


@dataclass(frozen=True)
class Person:
    """A member of staff in the list."""

    staff: Staff
    pupils: int
    #: When a lock on signing in ends; nothing where there is none.
    locked_until: datetime | None
    #: "lead", "deputy" or "".
    post: str


def people(session: Session, viewer: Viewer, *, now: datetime) -> list[Person]:
    """Everybody of the viewer's school, those who can sign in first, by name."""
    school = session.get_one(School, viewer.school_id)
    assigned = session.execute(
        select(Assignment.staff_id, func.count())
        .join(Pupil, Pupil.id == Assignment.pupil_id)
        .where(Assignment.ended_at.is_(None), Pupil.archived_at.is_(None), Pupil.school_id == viewer.school_id)
        .group_by(Assignment.staff_id)
    )
    counts: dict[UUID, int] = {staff_id: count for staff_id, count in assigned}  # noqa: C416 - a row is no tuple to types
    locks = tries.locks(session, now=now)
    posts = {school.safeguarding_lead_id: "lead", school.deputy_lead_id: "deputy"}
    found = [
        Person(
            staff,
            counts.get(staff.id, 0),
            locks.get(staff.username),
            posts.get(staff.id, ""),
        )
        for staff in session.scalars(select(Staff).where(Staff.school_id == viewer.school_id))
    ]
    return sorted(found, key=lambda person: (person.staff.disabled_at is not None, person.staff.name.casefold()))


def one_person(session: Session, viewer: Viewer, staff_id: UUID) -> Staff:
    """This member of staff of the viewer's school. Raises OutOfReach, alike for another school's and for nobody."""
    found = session.scalar(select(Staff).where(Staff.id == staff_id, Staff.school_id == viewer.school_id))
    if found is None:
        raise OutOfReach(staff_id)
    return found


def one_as_listed(session: Session, viewer: Viewer, staff_id: UUID, *, now: datetime) -> tuple[Person, int]:
    """This member of staff as `people` lists them, and how many wrong tries to sign in there were within a day."""
    staff = one_person(session, viewer, staff_id)
    (listed,) = [person for person in people(session, viewer, now=now) if person.staff.id == staff.id]
    return listed, wrong_tries(session, staff, now=now)


def may_touch(viewer: Viewer, staff: Staff) -> bool:
    """Whether this viewer may change, reset or disable this log-in: a SENDCo's is for SENDCos alone."""
    return viewer.is_sendco or (viewer.is_administrator and staff.role != Role.SENDCO)


def add_person(session: Session, viewer: Viewer, details: Details, *, now: datetime) -> tuple[Staff, str]:
    """Add a member of staff. Returns them with their first password, to be handed over and changed at once.

    Raises SendcoNeeded and UsernameTaken.
    """
    if details.role is Role.SENDCO and not viewer.is_sendco:
        raise SendcoNeeded
    _must_be_free(session, details.username, but=None)
    password = first_password()
    staff = Staff(
        school_id=viewer.school_id,
        name=details.name,
        username=clean_username(details.username),
        role=details.role,
        picture=details.picture,
        face=faces.face_for_somebody_new(session, viewer.school_id),
        password_hash=passwords.hash_password(password),
        must_change_password=True,
        made_at=now,
    )
    session.add(staff)
    session.flush()
    _trail(session, viewer, "added staff", staff, now=now, role=staff.role)
    return staff, password


def change_person(session: Session, viewer: Viewer, staff: Staff, details: Details, *, now: datetime) -> None:
    """Change what is written down. Another role or user name ends their sessions (rule S1).

    Raises SendcoNeeded, NotYourself (for one's own role), LastSendco and UsernameTaken.
    """
    _allow(viewer, staff)
    role_changes = details.role != staff.role
    if role_changes and viewer.staff is not None and viewer.staff.id == staff.id:
        raise NotYourself
    if details.role is Role.SENDCO and not viewer.is_sendco:
        raise SendcoNeeded
    username = clean_username(details.username)
    _must_be_free(session, username, but=staff)
    log_in_changes = role_changes or username != staff.username
    staff.name, staff.username, staff.picture = details.name, username, details.picture
    staff.role = details.role
    session.flush()
    if role_changes:
        _a_sendco_must_remain(session, staff.school_id)
        _trail(session, viewer, "changed role", staff, now=now, role=staff.role)
    else:
        _trail(session, viewer, "changed staff", staff, now=now)
    if log_in_changes and not (viewer.staff is not None and viewer.staff.id == staff.id):
        end_sessions(session, staff.id, now=now)


def disable(session: Session, viewer: Viewer, staff: Staff, *, now: datetime) -> bool:
    """Shut somebody out at once, and the helpers with a pass of theirs.

    Returns whether they were the safeguarding lead or deputy: that post is then empty.
    Raises SendcoNeeded, NotYourself and LastSendco.
    """
    _allow(viewer, staff)
    if viewer.staff is not None and viewer.staff.id == staff.id:
        raise NotYourself
    if staff.disabled_at is None:
        staff.disabled_at = now
        session.flush()
        _a_sendco_must_remain(session, staff.school_id)
        _trail(session, viewer, "disabled staff", staff, now=now)
    end_sessions(session, staff.id, now=now)
    passes.end_passes_made_by(session, staff, now=now)
    return _empty_the_post(session, staff)


def enable(session: Session, viewer: Viewer, staff: Staff, *, now: datetime) -> None:
    """Let somebody sign in again. Raises SendcoNeeded."""
    _allow(viewer, staff)
    if staff.disabled_at is not None:
        staff.disabled_at = None
        _trail(session, viewer, "enabled staff", staff, now=now)


def reset_password(session: Session, viewer: Viewer, staff: Staff, *, now: datetime) -> str:
    """A new first password for somebody who forgot theirs. Ends their sessions and lifts a lock.

    Raises SendcoNeeded, and NotYourself: one's own is changed on the page for that.
    """
    _allow(viewer, staff)
    if viewer.staff is not None and viewer.staff.id == staff.id:
        raise NotYourself
    password = give_first_password(session, staff, now=now)
    _trail(session, viewer, "reset password", staff, now=now)
    return password


def give_first_password(session: Session, staff: Staff, *, now: datetime) -> str:
    """Replace a password by a new first one; for the command line, where no viewer is and no other SENDCo is left."""
    password = first_password()
    staff.password_hash = passwords.hash_password(password)
    staff.must_change_password = True
    tries.forget(session, staff.username)
    end_sessions(session, staff.id, now=now)
    return password


def lift_lock(session: Session, viewer: Viewer, staff: Staff, *, now: datetime) -> None:
    """Let somebody try again now (rule L2). Any manager may: it gives nobody a password."""
    tries.forget(session, staff.username)
    _trail(session, viewer, "lifted sign-in lock", staff, now=now)


def name_leads(session: Session, viewer: Viewer, lead_id: UUID, deputy_id: UUID, *, now: datetime) -> None:
    """Name the safeguarding lead and the deputy, whom pupils are told of before they start.

    England: every school has a designated safeguarding lead and one or more deputies (Keeping children safe in
    education, part two and annex C). Raises LeadsAlike, and OutOfReach for anybody who cannot sign in.
    """
    if lead_id == deputy_id:
        raise LeadsAlike
    lead, deputy = one_person(session, viewer, lead_id), one_person(session, viewer, deputy_id)
    for staff in (lead, deputy):
        if staff.disabled_at is not None:
            raise OutOfReach(staff.id)
    school = session.get_one(School, viewer.school_id)
    school.safeguarding_lead, school.deputy_lead = lead, deputy
    session.flush()
    about = {"lead": str(lead_id), "deputy": str(deputy_id)}
    leave_trail(session, viewer, "named safeguarding leads", now=now, about=about)


def leads(session: Session, viewer: Viewer) -> tuple[Staff | None, Staff | None]:
    """The safeguarding lead and the deputy, as far as they are named."""
    school = session.get_one(School, viewer.school_id)
    return school.safeguarding_lead, school.deputy_lead


def changes_lately(session: Session, viewer: Viewer, *, most: int = 30) -> Sequence[TrailEntry]:
    """What was lately done to log-ins and assignments: everybody who manages sees what the others did."""
    return session.scalars(
        select(TrailEntry)
        .where(TrailEntry.school_id == viewer.school_id, TrailEntry.what.in_(CHANGES))
        .order_by(TrailEntry.at.desc())
        .limit(most)
    ).all()


def first_password() -> str:
    """Fourteen characters in three groups, to be read from a slip of paper and changed at the first sign-in."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _allow(viewer: Viewer, staff: Staff) -> None:
    if not may_touch(viewer, staff):
        raise SendcoNeeded


def _must_be_free(session: Session, username: str, *, but: Staff | None) -> None:
    taken = session.scalar(select(Staff).where(Staff.username == clean_username(username)))
    if taken is not None and taken is not but:
        raise UsernameTaken


def _a_sendco_must_remain(session: Session, school_id: UUID) -> None:
    """Looked at after the change was written: two changes at once then cannot both pass."""
    left = session.scalar(
        select(func.count(Staff.id)).where(
            Staff.school_id == school_id, Staff.role == Role.SENDCO, Staff.disabled_at.is_(None)
        )
    )
    if not left:
        raise LastSendco


def _empty_the_post(session: Session, staff: Staff) -> bool:
    school = session.get_one(School, staff.school_id)
    held = False
    if school.safeguarding_lead_id == staff.id:
        school.safeguarding_lead, held = None, True
    if school.deputy_lead_id == staff.id:
        school.deputy_lead, held = None, True
    session.flush()
    return held


def _trail(session: Session, viewer: Viewer, what: str, staff: Staff, *, now: datetime, **kinds: str) -> None:
    leave_trail(session, viewer, what, now=now, about={"staff": str(staff.id), **kinds})
