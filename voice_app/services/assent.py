"""The pupil's yes or no to a sitting, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, or_, select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import next_step
from voice_app.model import (
    AdultNote,
    Assent,
    Attachment,
    Photo,
    PupilCheck,
    Response,
    ResponseState,
    SharingDecision,
    Sitting,
    Statement,
    TouchSetAside,
    Turn,
)

from . import state_what_was_said
from .sharing_rule import NOT_YES
from .standing import refresh_views_of_pupil
from .surroundings import surroundings


class AssentMissing(Exception):
    """The pupil has not said yes to keeping this, or has taken the yes back."""


class ThrownAway(Exception):
    """What was said in this sitting was thrown away. It begins again only with a new hand-over."""


#: Made once: every page of an activity asks it.
_IN_FORCE = (
    select(Assent)
    .where(Assent.sitting_id == bindparam("sitting_id"), Assent.withdrawn_at.is_(None))
    .order_by(Assent.given_at)
    .limit(1)
)


def in_force(session: Session, sitting_id: UUID) -> Assent | None:
    """The pupil's yes to this sitting, if it stands."""
    return session.scalar(_IN_FORCE, {"sitting_id": sitting_id})


def say_yes(session: Session, sitting: Sitting, *, how: str, shown: Mapping[str, Any], now: datetime) -> Assent:
    """Keep the pupil's yes, with what was shown. Saying it twice keeps the first.

    A no before it is kept with it, with how it was shown. Raises ThrownAway.
    """
    if sitting.thrown_away_at is not None:
        raise ThrownAway(sitting.id)
    standing = in_force(session, sitting.id)
    if standing is not None:
        return standing
    shown = dict(shown)
    if sitting.refused_at is not None:
        shown["refused_before"] = {"at": sitting.refused_at.isoformat(), "how": sitting.refused_how}
    given = Assent(sitting_id=sitting.id, given_at=now, how=how, shown=shown)
    sitting.refused_at = sitting.refused_how = None
    session.add(given)
    session.flush()
    # A yes is the pupil's latest word: an earlier no or stop is no longer how the views stand.
    refresh_views_of_pupil(session, sitting.pupil_id, now=now)
    return given


def say_no(session: Session, sitting: Sitting, *, how: str, now: datetime) -> None:
    """Keep the pupil's no and how it was shown. No answers exist then (docs/architecture.md, Assent refused)."""
    if in_force(session, sitting.id) is not None:
        return
    sitting.refused_at, sitting.refused_how = now, how
    session.flush()
    refresh_views_of_pupil(session, sitting.pupil_id, now=now)


def throw_away(session: Session, sitting: Sitting, *, now: datetime) -> list[str]:
    """Withdraw the yes and erase what was said today; no adult can undo it (rule A44).

    Returns the names of the files that are to be erased once this is committed: today's photos.

    Answers that an earlier sitting began go back to what they were before today, but for what the pupil decided
    today not to share of them: a no is never thrown away (rule X7). The caller has the database give up the deleted
    bytes after its commit (`database.forget_deleted`).
    """
    sitting.thrown_away_at = now
    for given in session.scalars(select(Assent).where(Assent.sitting_id == sitting.id)):
        given.withdrawn_at = now
    began = session.execute(
        select(Turn.response_key, func.min(Turn.said_at))
        .where(Turn.sitting_id == sitting.id)
        .group_by(Turn.response_key)
    ).all()
    whole_noes = _noes_about_the_whole(session, sitting)
    # Also a version of earlier words that holds what was said of them today: "please try".
    touched_today = [and_(Statement.response_key == key, Statement.made_at >= at) for key, at in began]
    of_today = or_(Statement.sitting_id == sitting.id, *touched_today)
    earlier_words = session.scalars(select(Statement).where(of_today, Statement.sitting_id != sitting.id)).all()
    noes, checks = _noes_about_one_thing(session, earlier_words), _out_of_the_paperwork(session, earlier_words)
    keys_stated = {one.response_key for one in earlier_words}
    made_today = select(Statement.id).where(of_today)
    for kind in (SharingDecision, PupilCheck):
        session.execute(delete(kind).where(kind.statement_id.in_(made_today)))
    session.execute(delete(SharingDecision).where(SharingDecision.sitting_id == sitting.id))
    session.execute(delete(Statement).where(of_today))
    session.execute(delete(AdultNote).where(AdultNote.sitting_id == sitting.id))
    session.execute(delete(TouchSetAside).where(TouchSetAside.sitting_id == sitting.id))
    session.execute(delete(Turn).where(Turn.sitting_id == sitting.id))
    files = session.execute(select(Photo.file, Photo.small).where(Photo.sitting_id == sitting.id)).all()
    session.execute(delete(Photo).where(Photo.sitting_id == sitting.id))
    returned = set()
    for key, at in began:
        response = _erase_or_return(session, key, since=at, state_again=key in keys_stated, now=now)
        if response is not None:
            returned.add(response.sitting_id)
    session.add_all(_again(no, sitting_id=earlier) for earlier in returned for no in whole_noes)
    if whole_noes:
        asked_at = max(no["at"] for no in whole_noes)
        for day in session.scalars(select(Sitting).where(Sitting.id.in_(returned))):
            day.asked_at = max(asked_at, day.asked_at or asked_at)
    for (key, item), decisions in noes.items():
        for one in _standing(session, key, item):
            session.add_all(_again(no, sitting_id=one.sitting_id, statement_id=one.id) for no in decisions)
    for (key, item), said in checks.items():
        for one in _standing(session, key, item):
            session.add_all(PupilCheck(**check, statement_id=one.id) for check in said)
    session.flush()
    refresh_views_of_pupil(session, sitting.pupil_id, now=now)
    return [name for names in files for name in names if name is not None]


def _noes_about_the_whole(session: Session, sitting: Sitting) -> list[dict[str, Any]]:
    made = select(SharingDecision).where(
        SharingDecision.sitting_id == sitting.id, SharingDecision.statement_id.is_(None)
    )
    latest = {one.audience: one for one in session.scalars(made.order_by(SharingDecision.position))}
    return [_as_it_was(one) for one in latest.values() if one.decision in NOT_YES]


def _noes_about_one_thing(
    session: Session, statements: Sequence[Statement]
) -> dict[tuple[UUID, str], list[dict[str, Any]]]:
    found: dict[tuple[UUID, str], list[dict[str, Any]]] = {}
    for said in statements:
        made = select(SharingDecision).where(SharingDecision.statement_id == said.id)
        latest = {one.audience: one for one in session.scalars(made.order_by(SharingDecision.position))}
        noes = [_as_it_was(one) for one in latest.values() if one.decision in NOT_YES]
        found.setdefault((said.response_key, said.item), []).extend(noes)
    return found


def _out_of_the_paperwork(
    session: Session, statements: Sequence[Statement]
) -> dict[tuple[UUID, str], list[dict[str, Any]]]:
    """What the pupil said stays out of the paperwork, of earlier words: that is a no as well."""
    names = ("review_point_id", "said", "reason", "at", "by_id", "sitting_id")
    found: dict[tuple[UUID, str], list[dict[str, Any]]] = {}
    for one in statements:
        made = select(PupilCheck).where(PupilCheck.statement_id == one.id, PupilCheck.said.in_(("leave-out", "change")))
        kept = [{name: getattr(check, name) for name in names} for check in session.scalars(made)]
        found.setdefault((one.response_key, one.item), []).extend(kept)
    return found


def _as_it_was(decision: SharingDecision) -> dict[str, Any]:
    names = ("audience", "decision", "position", "at", "how", "decided_in_id")
    return {name: getattr(decision, name) for name in names}


def _again(no: dict[str, Any], *, sitting_id: UUID, statement_id: UUID | None = None) -> SharingDecision:
    return SharingDecision(**no, sitting_id=sitting_id, statement_id=statement_id)


def _erase_or_return(
    session: Session, key: UUID, *, since: datetime, state_again: bool, now: datetime
) -> Response | None:
    earlier = session.scalar(
        select(Turn).where(Turn.response_key == key).order_by(Turn.counter.desc(), Turn.fork).limit(1)
    )
    _take_up_again(session, key, since=since)
    response = session.get_one(Response, key)
    if earlier is not None:
        response.sitting_id = earlier.sitting_id
        # Today may have said one thing of it anew: it stayed as it had ended.
        ended = response.ended_at is None or response.ended_at < since
        as_it_ended = response.state if ended and response.state != ResponseState.OPEN else None
        _as_that_day_left_it(session, response, earlier, as_it_ended, state_again=state_again, now=now)
    left = select(Statement.item).where(Statement.response_key == key)
    session.execute(delete(Attachment).where(Attachment.response_key == key, Attachment.item.not_in(left)))
    if earlier is None:
        session.execute(delete(Response).where(Response.key == key))
        return None
    return response


def _as_that_day_left_it(
    session: Session, response: Response, turn: Turn, as_it_ended: str | None, *, state_again: bool, now: datetime
) -> None:
    """Finished, stopped or open, as the earlier day's last touch was; its statements too, where today restated them.

    `as_it_ended`: how it had ended before today, where that is known.
    """
    activity = all_activities()[response.activity]
    sitting = session.get_one(Sitting, turn.sitting_id)
    around = surroundings(sitting, sitting.present, activity, first_time=False)
    answer = activity.read(turn.body, turn.activity_version)
    state, says = ResponseState.OPEN, state_what_was_said.so_far
    finished = as_it_ended == ResponseState.FINISHED
    if finished or next_step(activity.conversation, answer, around) is None:
        state, says = ResponseState.FINISHED, state_what_was_said.finished
    elif as_it_ended == ResponseState.STOPPED or sitting.stopped_at is not None:
        state, says = ResponseState.STOPPED, state_what_was_said.stopped
    if state_again:
        session.flush()
        said = says(activity, answer, around)
        state_what_was_said.write(session, response, activity, said, around, sitting, now=now, last_touch=turn.said_at)
    made = [one.made_at for one in _standing(session, response.key)]
    response.state = state if made else ResponseState.OPEN
    response.ended_at = max(made) if response.state != ResponseState.OPEN else None


def _standing(session: Session, key: UUID, item: str | None = None) -> Sequence[Statement]:
    standing = select(Statement).where(Statement.response_key == key, Statement.replaced_at.is_(None))
    return session.scalars(standing if item is None else standing.where(Statement.item == item)).all()


def _take_up_again(session: Session, key: UUID, *, since: datetime) -> None:
    """What stands of the earlier days: the newest version left of each item, unless it had gone before today."""
    left = session.scalars(select(Statement).where(Statement.response_key == key).order_by(Statement.version)).all()
    for one in {one.item: one for one in left}.values():
        if one.replaced_at is not None and one.replaced_at >= since:
            one.replaced_at = None
    session.flush()
