"""Hand the tablet to a pupil, and take it back (rules S2–S6; docs/architecture.md, Pupil mode)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from activities import all_activities
from voice_app.model import DeviceSession, FamilyMember, Present, Pupil, School, SessionKind, Sitting, Staff

from . import capture, doors
from .profile import Profile, keep_profile
from .viewer import Viewer

PIN_DIGITS = 6
PIN_TRIES = 5


class LeadsMissing(Exception):
    """Pupil mode names the safeguarding lead and the deputy; the school has not named both yet."""


class BadPin(ValueError):
    """A PIN that is not six digits."""


@dataclass(frozen=True)
class SomebodyPresent:
    """One person in the room, as the adult says before handing over."""

    name: str
    #: "staff", "helper", "family", "interpreter" or "other".
    role: str
    #: What they are to the pupil; cards that name this role wait.
    stands_for: str = ""
    staff_id: UUID | None = None
    family_member_id: UUID | None = None


@dataclass(frozen=True)
class Plan:
    """What the adult decided before handing over."""

    activities: Sequence[str]
    profile: Profile
    present: Sequence[SomebodyPresent]
    pin: str
    others_hear: str = "no"
    modes: Sequence[str] = field(default_factory=lambda: ["touch"])
    interpreted: bool = False
    short: bool = True
    practice_cards: Sequence[str] = ()
    #: Nothing is planned but to ask who may see what was said on an earlier day.
    only_asks: bool = False


def new_pin() -> str:
    """Six digits to show the adult; never all the same or in a row, which hands guess first."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
        if len(set(pin)) > 2 and pin not in "01234567890 09876543210":
            return pin


def _hash_pin(pin: str, key: str) -> str:
    # Five tries guard the PIN; the slow hash guards a stolen copy of the database.
    return base64.b64encode(hashlib.scrypt(pin.encode(), salt=key.encode(), n=2**12, r=8, p=1)).decode()


def hand_over(session: Session, viewer: Viewer, pupil: Pupil, plan: Plan, *, now: datetime) -> tuple[Sitting, str]:
    """Begin a sitting, end the adult's session on this device, and open pupil mode. Returns the device's new token.

    Raises LeadsMissing where the school has not named its safeguarding lead and deputy, and BadPin.
    """
    school = session.get_one(School, pupil.school_id)
    if school.safeguarding_lead_id is None or school.deputy_lead_id is None:
        raise LeadsMissing(school.id)
    if len(plan.pin) != PIN_DIGITS or not plan.pin.isdecimal() or not plan.pin.isascii():
        raise BadPin
    # What was said on a tablet that never came back is of its own day, before anybody goes on with it.
    capture.say_what_was_left(session, pupil.id, all_activities(), now=now)
    kept = keep_profile(session, pupil, plan.profile, by=viewer.staff.id if viewer.staff else None, now=now)
    sitting = _new_sitting(viewer, pupil, plan, kept.settings, now=now)
    session.add(sitting)
    doors.end_session(viewer.session, now=now)
    session.flush()
    _, token = doors.open_session(session, SessionKind.PUPIL, now=now, sitting=sitting, staff=viewer.staff)
    return sitting, token


def _new_sitting(viewer: Viewer, pupil: Pupil, plan: Plan, profile: dict[str, object], *, now: datetime) -> Sitting:
    device_key = secrets.token_urlsafe(32)
    return Sitting(
        pupil_id=pupil.id,
        staff_id=viewer.staff.id if viewer.staff else None,
        helper_pass_id=viewer.helper.id if viewer.helper else None,
        handed_over_at=now,
        profile=dict(profile),
        planned=list(plan.activities),
        only_asks=plan.only_asks and not plan.activities,
        modes=list(plan.modes),
        others_hear=plan.others_hear,
        interpreted=plan.interpreted,
        short=plan.short,
        practice_cards=list(plan.practice_cards),
        pin_hash=_hash_pin(plan.pin, device_key),
        device_key=device_key,
        present=[
            Present(
                position=position,
                name=somebody.name,
                role=somebody.role,
                stands_for=somebody.stands_for,
                staff_id=somebody.staff_id,
                family_member_id=somebody.family_member_id,
            )
            for position, somebody in enumerate(plan.present)
        ],
    )


def present_staff(staff: Staff) -> SomebodyPresent:
    """A member of staff in the room."""
    return SomebodyPresent(staff.name, "staff", staff.picture, staff_id=staff.id)


def present_family(member: FamilyMember) -> SomebodyPresent:
    """A family member in the room."""
    return SomebodyPresent(member.name, "family", member.picture, family_member_id=member.id)


def pin_opens(session: Session, sitting: Sitting, pin: str) -> bool:
    """Whether this PIN ends the sitting. Five tries, or its adult's log-in disabled, and only a log-in does."""
    adult = session.get(Staff, sitting.staff_id) if sitting.staff_id else None
    if adult is not None and adult.disabled_at is not None:
        return False
    # Counted in the database before it is compared: tries at the same moment are five as well.
    counted = session.execute(
        update(Sitting)
        .where(Sitting.id == sitting.id, Sitting.pin_tries < PIN_TRIES)
        .values(pin_tries=Sitting.pin_tries + 1)
        .returning(Sitting.pin_tries)
    ).first()
    if counted is None or not hmac.compare_digest(_hash_pin(pin.strip(), sitting.device_key), sitting.pin_hash):
        return False
    sitting.pin_tries = 0
    session.flush()
    return True


def come_to_close_page(
    session: Session, pupil_session: DeviceSession, sitting: Sitting, *, now: datetime, staff: Staff | None = None
) -> str:
    """End pupil mode and open the close page, and nothing else. Returns the device's new token.

    What was said is stated as this sitting's, whoever goes on with it another day. `staff` is who signed in where
    the PIN was not used; else it is the adult who handed over.
    """
    capture.hand_back(session, sitting, all_activities(), now=now)
    doors.end_session(pupil_session, now=now)
    adult = staff or (session.get(Staff, sitting.staff_id) if sitting.staff_id else None)
    _, token = doors.open_session(session, SessionKind.CLOSE, now=now, sitting=sitting, staff=adult)
    return token
