"""Keep what a pupil says, touch by touch, and turn a finished answer into statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select
from sqlalchemy.orm import Session, aliased

from activities.contract import (
    Activity,
    Answer,
    AnswerProblem,
    Provenance,
    State,
    Surroundings,
    anything_left,
    read_items_beside,
    take_in,
)
from voice_app.model import Assent, Response, ResponseState, Sitting, Turn

from . import say_anew, state_what_was_said
from .assent import AssentMissing
from .attach import attach_response
from .going_on import GOES_ON_FOR, can_still_go_on
from .photos import check_photos
from .standing import refresh_views_of_pupil
from .surroundings import surroundings

#: More touches than any pupil makes in one answer, typing included; what counts higher was not made by our page.
MOST_TOUCHES = 100_000


@dataclass(frozen=True)
class IncomingTurn:
    """One touch as the device sends it. Key and counter are made there, so that sending twice keeps once."""

    key: UUID
    counter: int
    #: The item touched.
    item: str
    #: The whole answer after the touch.
    answer: Any


@dataclass(frozen=True)
class Kept:
    """A touch that is in the session, to be acknowledged by its own key once the request has committed."""

    turn_id: UUID
    key: UUID
    counter: int
    #: The whole answer as it was kept.
    body: Mapping[str, Any]
    finished: bool
    #: Another tab or tablet sent other words under the same counter: both are kept.
    forked: bool


def keep_turn(
    session: Session,
    sitting: Sitting,
    activity: Activity,
    incoming: IncomingTurn,
    *,
    now: datetime,
    anew: bool = False,
) -> Kept:
    """Keep what the pupil said up to this touch; the last touch of an activity also finishes it.

    `anew`: one thing of an answer is said anew, and shown to the pupil as it then stands: it is stated as soon as it
    is settled, whatever else the answer still asks.

    The same touch sent again is acknowledged and kept once. The same counter with other words is a fork: kept, and
    the adult is shown both. Raises AssentMissing, and keeps nothing, unless the pupil's yes is in force, and
    AnswerProblem where the answer is not one of this activity or this pupil.
    """
    if not 1 <= incoming.counter <= MOST_TOUCHES:
        raise AnswerProblem("A counter that counts nothing")
    found = _yes_and_what_is_kept(session, sitting, incoming)
    stands = found.stands
    if incoming.item not in activity.by_key.asks:
        raise AnswerProblem("A touch of something that this activity does not have")
    if stands is not None and (stands.pupil_id != sitting.pupil_id or stands.activity != activity.slug):
        raise AnswerProblem("The key of another answer")
    answer = take_in(incoming.answer)
    around = surroundings_of(sitting, activity)
    before = _items_before(activity, found, incoming, answer)
    _check(session, activity, incoming.key, answer, around, before)
    check_photos(session, sitting, answer, before)
    if stands is None:
        begin(session, sitting, activity, incoming.key, now=now)
        stands = _Stands(sitting.pupil_id, activity.slug, sitting.id, ResponseState.OPEN)
    body, state = answer.as_stored(), stands.state
    for kept in found.same:
        if kept.body == body:
            return _kept(kept.id, incoming, body, state, forked=kept.fork > 0)
    # Before the first write: whoever writes keeps the others waiting.
    left = anything_left(activity.conversation, answer, around)
    turn_id = _append(session, sitting, found, activity, incoming, answer, body, now=now)
    said = answer.get(incoming.item)
    at_once = sitting.handed_back_at is not None or (anew and said is not None and said.state != State.STARTED)
    # A touch that comes late is kept in its place, and says nothing about how the answer stands now.
    if incoming.counter > found.newest and (at_once or not _just_goes_on(stands, sitting, left=left)):
        response = session.get_one(Response, incoming.key)
        _take_to(session, response, sitting, now=now)
        to_say = _ToSay(response, activity, answer, around)
        _say_how_it_stands(session, to_say, sitting, left=left, at_once=at_once, anew=anew, now=now)
        state = response.state
    return _kept(turn_id, incoming, body, state, forked=bool(found.same))


def _kept(turn_id: UUID, incoming: IncomingTurn, body: Mapping[str, Any], state: str, *, forked: bool) -> Kept:
    return Kept(turn_id, incoming.key, incoming.counter, body, state == ResponseState.FINISHED, forked)


def _just_goes_on(stands: _Stands, sitting: Sitting, *, left: bool) -> bool:
    """Whether nothing is to be written but the touch: so it is with nearly every one."""
    here = sitting.stopped_at is None and sitting.handed_back_at is None and stands.sitting_id == sitting.id
    return here and left and stands.state == ResponseState.OPEN


def _check(
    session: Session, activity: Activity, key: UUID, answer: Answer, around: Surroundings, before: Answer | None
) -> None:
    """Hold the answer that came in to the one kept before it. Raises AnswerProblem."""
    if before is None:
        return activity.check_read(answer, around)
    try:
        activity.check_read(answer, around, [before])
    except AnswerProblem:
        # Go back brings words that stood some touches ago, and another tab those of its own: all were kept once.
        turns = session.scalars(select(Turn).where(Turn.response_key == key).order_by(Turn.counter.desc()))
        earlier = (activity.read_items(turn.body, turn.activity_version) for turn in turns)
        activity.check_read(answer, around, [before, *earlier])


def _items_before(activity: Activity, found: _Found, incoming: IncomingTurn, answer: Answer) -> Answer | None:
    """What the turn before this one said, without its way back. `answer` is what has been read of this one."""
    if found.before is None:
        return None
    return read_items_beside(activity.upgrade(found.before, found.before_version), incoming.answer, answer)


_OTHER_TURN = aliased(Turn)
_TURN_BEFORE = aliased(Turn)
_COUNTER_BEFORE = (
    select(func.max(_OTHER_TURN.counter))
    .where(
        _OTHER_TURN.response_key == bindparam("key"),
        _OTHER_TURN.counter < bindparam("counter"),
        _OTHER_TURN.fork == 0,
    )
    .scalar_subquery()
)

#: Made once, and one question instead of three: every touch asks it. A touch sent twice, or forked, finds its turns.
_YES_AND_KEPT = (
    select(
        Assent.id,
        Response.pupil_id,
        Response.activity,
        Response.sitting_id,
        Response.state,
        Turn.id,
        Turn.body,
        Turn.fork,
        select(func.max(_OTHER_TURN.counter)).where(_OTHER_TURN.response_key == bindparam("key")).scalar_subquery(),
        _TURN_BEFORE.body,
        _TURN_BEFORE.activity_version,
    )
    .select_from(Assent)
    .outerjoin(Response, Response.key == bindparam("key"))
    .outerjoin(Turn, and_(Turn.response_key == Response.key, Turn.counter == bindparam("counter")))
    .outerjoin(
        _TURN_BEFORE,
        and_(
            _TURN_BEFORE.response_key == bindparam("key"),
            _TURN_BEFORE.counter == _COUNTER_BEFORE,
            _TURN_BEFORE.fork == 0,
        ),
    )
    .where(and_(Assent.sitting_id == bindparam("sitting_id"), Assent.withdrawn_at.is_(None)))
    .order_by(Assent.given_at, Turn.fork)
)


class _Stands(NamedTuple):
    """How an answer stands that has been begun."""

    pupil_id: UUID
    activity: str
    sitting_id: UUID
    state: str


class _Same(NamedTuple):
    """A turn under the same counter."""

    id: UUID
    body: Mapping[str, Any]
    fork: int


@dataclass(frozen=True)
class _Found:
    """What a touch meets: the pupil's yes, and what is kept of the same answer."""

    assent_id: UUID
    stands: _Stands | None
    #: What this touch's counter holds already.
    same: Sequence[_Same]
    #: The highest counter; 0 where there is none.
    newest: int
    #: What the turn before it said, and in which version of the activity.
    before: Mapping[str, Any] | None
    before_version: int


def _yes_and_what_is_kept(session: Session, sitting: Sitting, incoming: IncomingTurn) -> _Found:
    """Raises AssentMissing."""
    asked = {"key": incoming.key, "counter": incoming.counter, "sitting_id": sitting.id}
    # Past the object layer, which a touch needs only where an answer begins or ends.
    session.flush()
    rows = session.connection().execute(_YES_AND_KEPT, asked).all()
    if not rows:
        raise AssentMissing(sitting.id)
    assent_id, *columns, newest, before, version = rows[0]
    stands = _Stands(*columns[:4]) if columns[0] is not None else None
    same = [_Same(*row[5:8]) for row in rows if row[0] == assent_id and row[5] is not None]
    return _Found(assent_id, stands, same, newest or 0, before, version)


def begin(session: Session, sitting: Sitting, activity: Activity, key: UUID, *, now: datetime) -> Response:
    """A new, empty answer of this pupil to this activity."""
    response = Response(key=key, pupil_id=sitting.pupil_id, sitting_id=sitting.id, activity=activity.slug, began_at=now)
    session.add(response)
    session.flush()
    refresh_views_of_pupil(session, sitting.pupil_id, now=now)
    return response


#: Past the object layer: this row is written at every touch, and nobody changes it.
_INSERT_TURN = insert(Turn)


def _append(
    session: Session,
    sitting: Sitting,
    found: _Found,
    activity: Activity,
    incoming: IncomingTurn,
    answer: Answer,
    body: Mapping[str, Any],
    *,
    now: datetime,
) -> UUID:
    said = answer.get(incoming.item)
    row: dict[str, Any] = {
        "id": uuid4(),
        "response_key": incoming.key,
        "sitting_id": sitting.id,
        "assent_id": found.assent_id,
        "counter": incoming.counter,
        "fork": len(found.same),
        "activity_version": activity.version,
        "item": incoming.item[:100],
        "provenance": (said.provenance if said else Provenance.OWN_CHOICE).value,
        "body": body,
        "said_at": now,
    }
    session.connection().execute(_INSERT_TURN, row)
    made: UUID = row["id"]
    return made


def _take_to(session: Session, response: Response, sitting: Sitting, *, now: datetime) -> None:
    """The answer is worked on in this sitting from now on: this one asks who may see it."""
    if response.sitting_id != sitting.id:
        response.sitting_id = sitting.id
        session.flush()
        # What was begun before a review was made counts for it once it is gone on with.
        refresh_views_of_pupil(session, response.pupil_id, now=now)


class _ToSay(NamedTuple):
    """An answer that is to be stated."""

    response: Response
    activity: Activity
    answer: Answer
    around: Surroundings


def _say_how_it_stands(
    session: Session, it: _ToSay, sitting: Sitting, *, left: bool, at_once: bool, anew: bool, now: datetime
) -> None:
    """After a touch: finished, or open. In a sitting that is over already, it also says `at_once` what it holds.

    An answer that had come to its end stays so while one thing of it is said `anew`: nothing else was asked.
    """
    response = it.response
    if not left:
        if not (anew and response.state == ResponseState.FINISHED):
            response.state, response.ended_at = ResponseState.FINISHED, now
        says = state_what_was_said.finished(it.activity, it.answer, it.around)
    elif anew and _was_only_said_anew(session, response, sitting):
        if at_once or sitting.stopped_at is not None:
            _say_anew(session, it, sitting, now=now)
        return
    elif sitting.stopped_at is not None:
        # Sent before the hand was pressed, and come after it.
        response.state, response.ended_at = ResponseState.STOPPED, now
        says = state_what_was_said.stopped(it.activity, it.answer, it.around)
    else:
        reopened = response.state != ResponseState.OPEN
        if reopened:
            # Only then: what is written to an object is looked at again before the commit, even if it is the same.
            response.state, response.ended_at = ResponseState.OPEN, None
        if not at_once:
            if reopened:
                session.flush()
                refresh_views_of_pupil(session, response.pupil_id, now=now)
            return
        says = state_what_was_said.so_far(it.activity, it.answer, it.around)
    _state(session, it, says, sitting, now=now)


def _was_only_said_anew(session: Session, response: Response, sitting: Sitting) -> bool:
    """Whether it had come to its end, or this sitting asked nothing of it but what was said anew."""
    return response.state != ResponseState.OPEN or say_anew.only_said_anew(session, sitting, response.key)


def _say_anew(session: Session, it: _ToSay, sitting: Sitting, *, now: datetime) -> None:
    """State an answer of which something was said anew: the rest stands as it stood, and so does its state."""
    begun = {item for item, said in it.answer.items.items() if said.state is State.STARTED}
    touched = set(
        session.scalars(
            select(Turn.item).where(Turn.response_key == it.response.key, Turn.sitting_id == sitting.id).distinct()
        )
    )
    stopped = begun & touched if sitting.stopped_at is not None else set()
    if it.response.state == ResponseState.STOPPED:
        stopped |= begun - touched
    says = state_what_was_said.said_anew(it.activity, it.answer, it.around, stopped=stopped)
    _state(session, it, says, sitting, rest_as_it_stood=True, now=now)


def _state(
    session: Session,
    it: _ToSay,
    says: state_what_was_said.Says,
    sitting: Sitting,
    *,
    now: datetime,
    rest_as_it_stood: bool = False,
) -> None:
    state_what_was_said.write(
        session, it.response, it.activity, says, it.around, sitting, now=now, rest_as_it_stood=rest_as_it_stood
    )
    attach_response(session, it.response, now=now)


def surroundings_of(sitting: Sitting, activity: Activity) -> Surroundings:
    """The surroundings of this activity now. Who is here today can write; words of another day keep their writer."""
    return surroundings(sitting, sitting.present, activity, first_time=False)


def latest_turn(session: Session, key: UUID) -> Turn | None:
    """The answer as it stands: the highest counter, and of forks the first."""
    return session.scalar(
        select(Turn).where(Turn.response_key == key).order_by(Turn.counter.desc(), Turn.fork).limit(1)
    )


def taken_as(
    session: Session, sitting: Sitting, activity: Activity, key: UUID, counter: int
) -> tuple[Turn, Turn | None] | None:
    """The touch of this pupil that is kept under this key and counter, and the one before it; nothing where none is."""
    if not 1 <= counter <= MOST_TOUCHES:
        return None
    mine = and_(Response.pupil_id == sitting.pupil_id, Response.activity == activity.slug)
    found = session.scalars(
        select(Turn)
        .join(Response, Response.key == Turn.response_key)
        .where(Turn.response_key == key, Turn.counter <= counter, Turn.fork == 0, mine)
        .order_by(Turn.counter.desc())
        .limit(2)
    ).all()
    if not found or found[0].counter != counter:
        return None
    return found[0], found[1] if len(found) > 1 else None


def latest_turns(session: Session, keys: Collection[UUID]) -> dict[UUID, Turn]:
    """Many answers as they stand, by their keys, in one question."""
    if not keys:
        return {}
    newest = (
        select(Turn.response_key, func.max(Turn.counter).label("counter"))
        .where(Turn.response_key.in_(keys))
        .group_by(Turn.response_key)
        .subquery()
    )
    found = select(Turn).join(
        newest, and_(Turn.response_key == newest.c.response_key, Turn.counter == newest.c.counter)
    )
    # Of forks the first counts: it comes last here.
    return {turn.response_key: turn for turn in session.scalars(found.order_by(Turn.fork.desc()))}


#: Made once: every page of an activity asks it.
_OPEN_RESPONSE = (
    select(Response)
    .where(
        Response.pupil_id == bindparam("pupil_id"),
        Response.activity == bindparam("slug"),
        can_still_go_on(bindparam("began_since")),
    )
    .order_by(Response.began_at.desc())
    .limit(1)
)


def open_response(session: Session, sitting: Sitting, slug: str) -> Response | None:
    """The answer to go on with: this pupil's newest unfinished one of this activity, where it still can be."""
    began_since = sitting.handed_over_at - GOES_ON_FOR
    asked = {"pupil_id": sitting.pupil_id, "slug": slug, "began_since": began_since}
    return session.scalar(_OPEN_RESPONSE, asked)


def stop(session: Session, sitting: Sitting, activities: Mapping[str, Activity], *, now: datetime) -> None:
    """The pupil stops here: one press, no question (rule A49). What was said so far is kept, unshared.

    An answer of which only something was said anew stands as it stood: it was not asked, and so not stopped.
    """
    sitting.stopped_at = now
    for response, activity, answer in _unfinished(session, activities, Response.sitting_id == sitting.id):
        it = _ToSay(response, activity, answer, surroundings_of(sitting, activity))
        if _was_only_said_anew(session, response, sitting):
            _say_anew(session, it, sitting, now=now)
            continue
        response.state, response.ended_at = ResponseState.STOPPED, now
        _state(session, it, state_what_was_said.stopped(activity, answer, it.around), sitting, now=now)
    session.flush()
    refresh_views_of_pupil(session, sitting.pupil_id, now=now)


def go_on(session: Session, sitting: Sitting, activities: Mapping[str, Activity], *, now: datetime) -> None:
    """The pupil goes back on stopping: nothing was stopped then (rule A44)."""
    since, sitting.stopped_at = sitting.stopped_at, None
    stopped = select(Response).where(Response.sitting_id == sitting.id, Response.state == ResponseState.STOPPED)
    # One that an earlier day stopped, and of which something was said anew today, stays as that day left it.
    for response in session.scalars(stopped.where(Response.ended_at >= since)):
        response.state, response.ended_at = ResponseState.OPEN, None
    session.flush()
    say_so_far(session, sitting, activities, now=now)


def hand_back(session: Session, sitting: Sitting, activities: Mapping[str, Activity], *, now: datetime) -> None:
    """The adult has the tablet again: what was said in this sitting is stated as this sitting's.

    Nothing is stopped or finished by it: the answers stay open and can be gone on with, here or another day.
    """
    sitting.handed_back_at = now
    say_so_far(session, sitting, activities, now=now)


def say_so_far(session: Session, sitting: Sitting, activities: Mapping[str, Activity], *, now: datetime) -> None:
    """State what every unfinished answer that was worked on in this sitting says so far."""
    worked_on = select(Turn.response_key).where(Turn.sitting_id == sitting.id)
    _say_so_far(session, activities, Response.key.in_(worked_on), now=now)
    refresh_views_of_pupil(session, sitting.pupil_id, now=now)


def say_what_was_left(session: Session, pupil_id: UUID, activities: Mapping[str, Activity], *, now: datetime) -> None:
    """State what this pupil's unfinished answers say: a tablet may never have been given back."""
    _say_so_far(session, activities, Response.pupil_id == pupil_id, now=now)
    refresh_views_of_pupil(session, pupil_id, now=now)


def _say_so_far(
    session: Session, activities: Mapping[str, Activity], which: ColumnElement[bool], *, now: datetime
) -> None:
    for response, activity, answer in _unfinished(session, activities, which):
        it = _ToSay(response, activity, answer, surroundings_of(response.sitting, activity))
        if response.state == ResponseState.OPEN:
            _state(session, it, state_what_was_said.so_far(activity, answer, it.around), response.sitting, now=now)
        else:
            _say_anew(session, it, response.sitting, now=now)


def _unfinished(
    session: Session, activities: Mapping[str, Activity], which: ColumnElement[bool]
) -> Iterator[tuple[Response, Activity, Answer]]:
    """The open answers with something in them, and those of which something is said anew after they had ended.

    Not those of an activity that is no longer here.
    """
    unfinished = or_(Response.state == ResponseState.OPEN, say_anew.said_in_its_sitting())
    found = session.scalars(select(Response).where(which, unfinished)).all()
    for response in found:
        turn, activity = latest_turn(session, response.key), activities.get(response.activity)
        if turn is not None and activity is not None:
            yield response, activity, activity.read(turn.body, turn.activity_version)
