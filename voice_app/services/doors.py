"""Sessions: open one, find it again, end it (rules S1–S3)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from voice_app.model import DeviceSession, HelperPass, Present, Pupil, SessionKind, Sitting, Staff

from .viewer import Viewer

#: A session is marked as seen at most this often, so that reading a page seldom writes.
SEEN_EVERY = timedelta(seconds=60)


def hash_token(token: str) -> str:
    """What we keep of a token: it is random enough that a plain hash cannot be turned round."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    session: Session,
    kind: SessionKind,
    *,
    now: datetime,
    staff: Staff | None = None,
    helper: HelperPass | None = None,
    sitting: Sitting | None = None,
) -> tuple[DeviceSession, str]:
    """A new session and its token, which only the device keeps."""
    token = secrets.token_urlsafe(32)
    opened = DeviceSession(
        token_hash=hash_token(token),
        kind=kind,
        staff_id=staff.id if staff else None,
        helper_pass_id=helper.id if helper else None,
        sitting_id=sitting.id if sitting else None,
        started_at=now,
        seen_at=now,
    )
    session.add(opened)
    session.flush()
    return opened, token


def end_session(opened: DeviceSession, *, now: datetime) -> None:
    """End it on the server; the device's token opens nothing from here on."""
    if opened.ended_at is None:
        opened.ended_at = now


def end_all_of_staff(session: Session, staff_id: UUID, *, now: datetime, but: Iterable[UUID] = ()) -> None:
    """End every session of one member of staff: on a changed password or role, or when disabled (rule S1)."""
    session.execute(
        update(DeviceSession)
        .where(DeviceSession.staff_id == staff_id, DeviceSession.ended_at.is_(None), DeviceSession.id.not_in(list(but)))
        .values(ended_at=now)
    )


#: Made once: every request asks it. The sitting comes with its pupil and who is in the room, whom every touch needs.
_WHOSE_TOKEN = (
    select(DeviceSession, Staff, HelperPass, Sitting, Pupil, Present)
    .outerjoin(Staff, Staff.id == DeviceSession.staff_id)
    .outerjoin(HelperPass, HelperPass.id == DeviceSession.helper_pass_id)
    .outerjoin(Sitting, Sitting.id == DeviceSession.sitting_id)
    .outerjoin(Pupil, Pupil.id == Sitting.pupil_id)
    .outerjoin(Present, Present.sitting_id == Sitting.id)
    .where(DeviceSession.token_hash == bindparam("token_hash"), DeviceSession.ended_at.is_(None))
    .order_by(Present.position)
)


def find_viewer(
    session: Session,
    token: str,
    *,
    now: datetime,
    idle: dict[SessionKind, timedelta],
    longest: dict[SessionKind, timedelta],
    place: str = "",
) -> Viewer | None:
    """Whoever holds this token, or nobody where the session is over. One query on the saving path."""
    rows = session.execute(_WHOSE_TOKEN, {"token_hash": hash_token(token)}).all()
    if not rows:
        return None
    opened, staff, helper, sitting, pupil = _all_may_be_missing(*rows[0][:5])
    if sitting is not None:
        # By hand: to have the object layer do it takes as long again as all the rest of this question.
        set_committed_value(sitting, "pupil", pupil)
        here: list[Present | None] = [row[5] for row in rows]
        set_committed_value(sitting, "present", [one for one in here if one is not None])
    kind = SessionKind(opened.kind)
    over = now - opened.seen_at > idle[kind] or now - opened.started_at > longest[kind]
    # A pupil's sitting outlives the adult's account: the pupil is not thrown out in the middle of a sentence.
    locked = kind is SessionKind.STAFF and (staff is None or staff.disabled_at is not None)
    past = kind is SessionKind.HELPER and (helper is None or helper.ended_at is not None or helper.ends_at <= now)
    if over or locked or past:
        opened.ended_at = now
        return None
    if now - opened.seen_at > SEEN_EVERY:
        opened.seen_at = now
    belongs = pupil or staff or helper
    if belongs is None:
        return None
    return Viewer(session=opened, school_id=belongs.school_id, staff=staff, helper=helper, sitting=sitting, place=place)


def _all_may_be_missing(
    opened: DeviceSession, staff: Staff | None, helper: HelperPass | None, sitting: Sitting | None, pupil: Pupil | None
) -> tuple[DeviceSession, Staff | None, HelperPass | None, Sitting | None, Pupil | None]:
    """Outer joins give nothing where there is nothing; the types of the columns do not say so."""
    return opened, staff, helper, sitting, pupil
