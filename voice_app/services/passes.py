"""Helper passes: a supply adult works with one pupil until the end of the day (docs/practice.md, Fairness rules)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from voice_app.model import DeviceSession, HelperPass, Pupil, SessionKind, Sitting, Staff
from voice_app.school_time import LONDON, school_day

from . import doors, tries
from .leave_trail import leave_trail
from .reach import OutOfReach
from .tries import Place
from .viewer import Viewer

#: Nothing that looks like something else on paper, and no vowels, so that no code is a word.
LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"
GROUP = 4


class WrongCode(Exception):
    """No pass with this code is open: none was made, or it ended. Nobody learns which (rule L3)."""


class HelperNameMissing(ValueError):
    """A pass is for somebody."""


@dataclass(frozen=True)
class PassMade:
    """A new pass and its code, which is shown once and not kept."""

    helper_pass: HelperPass
    code: str


def make_pass(
    session: Session, viewer: Viewer, pupil: Pupil, helper_name: str, *, secret: str, now: datetime
) -> PassMade:
    """Let somebody work with this pupil until 23:59 tonight, school time. Raises HelperNameMissing."""
    if viewer.staff is None:
        raise OutOfReach(pupil.id)
    if not helper_name.strip():
        raise HelperNameMissing
    plain = "".join(secrets.choice(LETTERS) for _ in range(2 * GROUP))
    made = HelperPass(
        school_id=pupil.school_id,
        pupil_id=pupil.id,
        helper_name=helper_name.strip(),
        code_hash=_hash_code(plain, secret),
        made_by_id=viewer.staff.id,
        made_at=now,
        ends_at=end_of_day(now),
    )
    session.add(made)
    session.flush()
    leave_trail(session, viewer, "made helper pass", now=now, pupil_id=pupil.id, about={"pass": str(made.id)})
    return PassMade(made, f"{plain[:GROUP]}-{plain[GROUP:]}")


def end_of_day(now: datetime) -> datetime:
    """23:59 tonight in school time, summer or winter."""
    return datetime.combine(school_day(now), time(23, 59, 59), tzinfo=LONDON)


def use_pass(
    session: Session, typed: str, *, place: Place, now: datetime, before: DeviceSession | None = None
) -> tuple[HelperPass, str]:
    """Open the pass with this code on this device, and end where it was open before. Returns it with the token.

    The first half of a code says which pass is tried and the second half proves it: tries are counted for that pass,
    so that guessing at one keeps nobody out who holds another (rules L1, S8). Raises WrongCode, tries.TooManyTries.
    """
    code = clean_code(typed)
    account = f"pass:{place.hashed('pass', code[:GROUP])}"
    tries.refuse_when_locked(session, account, place, now=now)
    found = session.scalar(
        select(HelperPass).where(
            HelperPass.code_hash == _hash_code(code, place.secret),
            HelperPass.ended_at.is_(None),
            HelperPass.ends_at > now,
        )
    )
    if found is None or len(code) != 2 * GROUP:
        tries.note_wrong(session, account, place, now=now)
        raise WrongCode
    tries.forget(session, account, place)
    if before is not None:
        doors.end_session(before, now=now)
    _end_sessions(session, found, now=now)
    opened, token = doors.open_session(session, SessionKind.HELPER, now=now, helper=found)
    viewer = Viewer(session=opened, school_id=found.school_id, helper=found, place=place.address)
    leave_trail(session, viewer, "used helper pass", now=now, pupil_id=found.pupil_id, about={"pass": str(found.id)})
    return found, token


def still_opens(session: Session, sitting: Sitting, *, now: datetime) -> bool:
    """Whether the pass with which this sitting was handed over lets its helper in again."""
    found = session.get(HelperPass, sitting.helper_pass_id) if sitting.helper_pass_id else None
    return found is not None and found.ended_at is None and found.ends_at > now


def open_passes(session: Session, viewer: Viewer, pupil: Pupil, *, now: datetime) -> Sequence[HelperPass]:
    """The passes for this pupil that still open something, latest first; none for whoever may not make one."""
    if viewer.kind is not SessionKind.STAFF:
        return []
    return session.scalars(
        select(HelperPass)
        .where(HelperPass.pupil_id == pupil.id, HelperPass.ended_at.is_(None), HelperPass.ends_at > now)
        .order_by(HelperPass.made_at.desc())
    ).all()


def end_pass(session: Session, viewer: Viewer, pupil: Pupil, pass_id: UUID, *, now: datetime) -> HelperPass:
    """End a pass of this pupil at once. Raises OutOfReach where this pupil has no such pass."""
    found = session.scalar(select(HelperPass).where(HelperPass.id == pass_id, HelperPass.pupil_id == pupil.id))
    if found is None:
        raise OutOfReach(pass_id)
    if found.ended_at is None:
        found.ended_at = now
        leave_trail(session, viewer, "ended helper pass", now=now, pupil_id=pupil.id, about={"pass": str(found.id)})
    _end_sessions(session, found, now=now)
    return found


def end_passes_made_by(session: Session, staff: Staff, *, now: datetime) -> None:
    """End the passes that a member of staff made, who may not let anybody in any more."""
    made = select(HelperPass).where(HelperPass.made_by_id == staff.id, HelperPass.ended_at.is_(None))
    for one in session.scalars(made.where(HelperPass.ends_at > now)):
        one.ended_at = now
        _end_sessions(session, one, now=now)


def clean_code(typed: str) -> str:
    """The code as it was made: small letters, spaces and dashes do not matter."""
    return "".join(letter for letter in typed.upper()[:40] if letter.isalnum())


def _end_sessions(session: Session, helper_pass: HelperPass, *, now: datetime) -> None:
    session.execute(
        update(DeviceSession)
        .where(
            DeviceSession.helper_pass_id == helper_pass.id,
            DeviceSession.kind == SessionKind.HELPER,
            DeviceSession.ended_at.is_(None),
        )
        .values(ended_at=now)
    )


def _hash_code(code: str, secret: str) -> str:
    # A short code needs a slow hash; keyed, so that a stolen copy of the database opens nothing.
    return hashlib.scrypt(code.encode(), salt=f"helper pass:{secret}".encode(), n=2**13, r=8, p=1).hex()
