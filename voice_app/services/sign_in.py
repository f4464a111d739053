"""Staff sign in and out, and choose their passwords (rules S1, L1–L4)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voice_app.model import DeviceSession, SessionKind, SignInTry, Staff, TrailEntry

from . import doors, passwords, tries
from .leave_trail import leave_trail
from .tries import Place
from .viewer import Viewer

#: Somebody who signed in from a place this lately is known there.
KNOWN_FOR = timedelta(days=30)
#: A locked account leaves this in the trail, once a lock.
LOCKED = "sign-in locked"
SIGNED_IN = "signed in"


class WrongSignIn(Exception):
    """No such user, another password, or disabled: nobody learns which (rule L3)."""


class WrongPassword(ValueError):
    """The password given as the present one is not it."""


@dataclass(frozen=True)
class SignedIn:
    """Somebody who just signed in."""

    viewer: Viewer
    #: For the device alone.
    token: str
    #: Wrong tries with this name at other places within a day; the owner is told of many (rule L2).
    wrong_elsewhere: int


def clean_username(typed: str) -> str:
    """A user name as it is kept and compared: capitals and spaces round it do not matter."""
    return unicodedata.normalize("NFC", typed.strip()).lower()


def who_is_this(session: Session, username: str, password: str, *, place: Place, now: datetime) -> Staff:
    """The member of staff with this name and password. Opens no session; leaving pupil mode by log-in uses it too.

    Raises WrongSignIn, after the same work for an unknown name as for a wrong password, and TooManyTries, which
    unknown names meet as well.
    """
    name = clean_username(username)
    staff = session.scalar(select(Staff).where(Staff.username == name))
    # People type a password into the wrong box: what is no user name of ours is kept as a keyed hash only.
    account = name if staff else f"unknown:{place.hashed('account', name)}"
    attacked = tries.in_all(session, account, now=now) >= tries.MOST_IN_ALL
    known = attacked and staff is not None and _known_at(session, staff, place, now)
    tries.refuse_when_locked(session, account, place, now=now, known_place=known)
    fits = passwords.fits(password[: passwords.LONGEST + 1], staff.password_hash if staff else None)
    if staff is None or not fits or staff.disabled_at is not None:
        tries.note_wrong(session, account, place, now=now)
        if staff is not None and tries.in_all(session, account, now=now) == tries.MOST_IN_ALL:
            _note_lock(session, staff, place, now=now)
        raise WrongSignIn
    tries.forget(session, account, place)
    return staff


def sign_in(
    session: Session,
    username: str,
    password: str,
    *,
    place: Place,
    now: datetime,
    before: DeviceSession | None = None,
) -> SignedIn:
    """Sign somebody in on this device with a new session; `before`, the device's session until now, is ended.

    Raises WrongSignIn and tries.TooManyTries like `who_is_this`.
    """
    staff = who_is_this(session, username, password, place=place, now=now)
    if before is not None:
        doors.end_session(before, now=now)
    opened, token = doors.open_session(session, SessionKind.STAFF, now=now, staff=staff)
    viewer = Viewer(session=opened, school_id=staff.school_id, staff=staff, place=place.address)
    leave_trail(session, viewer, SIGNED_IN, now=now)
    return SignedIn(viewer, token, wrong_tries(session, staff, now=now))


def sign_out(session: Session, viewer: Viewer, *, now: datetime) -> None:
    """End this session; a helper's pass ends with it."""
    doors.end_session(viewer.session, now=now)
    if viewer.kind is SessionKind.HELPER and viewer.helper is not None and viewer.helper.ended_at is None:
        viewer.helper.ended_at = now
    leave_trail(session, viewer, "signed out", now=now)


def stay(viewer: Viewer, *, now: datetime) -> None:
    """Somebody is still there: the idle time starts again."""
    viewer.session.seen_at = now


def change_password(session: Session, viewer: Viewer, old: str, new: str, *, place: Place, now: datetime) -> str:
    """Set a password of one's own. Ends all of this person's sessions and opens a new one; returns its token.

    Raises WrongPassword, tries.TooManyTries, and passwords.WeakPassword (also "same": the new one is the old one).
    """
    staff = viewer.staff
    if staff is None:
        raise WrongPassword
    tries.refuse_when_locked(session, staff.username, place, now=now, known_place=True)
    if not passwords.fits(old[: passwords.LONGEST + 1], staff.password_hash):
        tries.note_wrong(session, staff.username, place, now=now)
        raise WrongPassword
    passwords.check_new(new, staff.username, staff.name)
    if new == old:
        raise passwords.WeakPassword("same")
    staff.password_hash = passwords.hash_password(new)
    staff.must_change_password = False
    tries.forget(session, staff.username, place)
    end_sessions(session, staff.id, now=now)
    _, token = doors.open_session(session, SessionKind.STAFF, now=now, staff=staff)
    leave_trail(session, viewer, "changed own password", now=now)
    return token


def end_sessions(session: Session, staff_id: UUID, *, now: datetime) -> None:
    """End every session of this member of staff (rule S1), but leave pupils at their tablets in peace.

    A tablet that this adult handed over holds one pupil's own session, which opens nothing of the adult's.
    """
    with_pupils = session.scalars(
        select(DeviceSession.id).where(
            DeviceSession.staff_id == staff_id,
            DeviceSession.kind == SessionKind.PUPIL,
            DeviceSession.ended_at.is_(None),
        )
    )
    doors.end_all_of_staff(session, staff_id, now=now, but=with_pupils)


def wrong_tries(session: Session, staff: Staff, *, now: datetime) -> int:
    """How many wrong tries to sign in with this name there were within a day."""
    counted = session.scalar(
        select(func.count(SignInTry.id)).where(SignInTry.account == staff.username, SignInTry.at > now - tries.KEPT)
    )
    return counted or 0


def _known_at(session: Session, staff: Staff, place: Place, now: datetime) -> bool:
    """Whether this person signed in from here lately; read only when the account is locked everywhere else."""
    found = session.scalar(
        select(TrailEntry.id)
        .where(
            TrailEntry.school_id == staff.school_id,
            TrailEntry.at > now - KNOWN_FOR,
            TrailEntry.staff_id == staff.id,
            TrailEntry.what == SIGNED_IN,
            TrailEntry.place == place.address,
        )
        .limit(1)
    )
    return found is not None


def _note_lock(session: Session, staff: Staff, place: Place, *, now: datetime) -> None:
    entry = TrailEntry(
        at=now,
        school_id=staff.school_id,
        who="nobody",
        what=LOCKED,
        about={"staff": str(staff.id)},
        place=place.address,
    )
    session.add(entry)
    session.flush()


@dataclass(frozen=True)
class Outcome:
    """What came of a log-in that opens no session of the staff."""

    staff: Staff | None = None
    #: When a lock after too many tries ends by itself; nothing where there is none.
    locked_until: datetime | None = None


def check(session: Session, username: str, password: str, *, place: str, secret: str, now: datetime) -> Outcome:
    """Whose log-in this is, without signing anybody in: how an adult without the PIN ends pupil mode (rule S2).

    `place` is the network address. The same limits hold as for signing in.
    """
    try:
        return Outcome(who_is_this(session, username, password, place=Place(place, secret), now=now))
    except WrongSignIn:
        return Outcome()
    except tries.TooManyTries as locked:
        return Outcome(locked_until=locked.until)
