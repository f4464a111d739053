"""Write down the statements an answer makes. Changed words make a new version, whose sharing is unanswered.

A statement is of the sitting in which its own words, or picks, were last changed: who was there then has seen it, and
nobody else (rule X7). In which sitting the activity came to its end says nothing about that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from activities import contract
from activities.contract import Activity, Answer, State, Surroundings, stopped_at
from voice_app.model import Response, Sitting, Statement, Turn

Says = Sequence[contract.Statement]


def finished(activity: Activity, answer: Answer, around: Surroundings) -> Says:
    """What an answer says that has come to its end."""
    return activity.statements(answer, around)


def stopped(activity: Activity, answer: Answer, around: Surroundings) -> Says:
    """What an answer says that the pupil stopped: the item in hand is "stopped"."""
    return activity.statements(stopped_at(activity.conversation, answer, around), around)


def so_far(activity: Activity, answer: Answer, around: Surroundings) -> Says:
    """What an answer says that can be gone on with another day. Nobody stopped it.

    What was begun and not moved on from is "started", with what it holds. What was not come to yet is not stated:
    it is neither asked nor left out so far.
    """
    said = _with_what_was_begun(activity, answer, around)
    return [one for one in said if one.state is not State.NOT_ASKED or one.words]


def said_anew(activity: Activity, answer: Answer, around: Surroundings, *, stopped: Collection[str]) -> Says:
    """What an answer says of which only something was said anew: nothing else was asked, and nothing else is stated.

    `stopped`: the items at which the pupil stopped, where they were begun and not moved on from.
    """
    items = {
        item: replace(said, state=State.STOPPED) if said.state is State.STARTED and item in stopped else said
        for item, said in answer.items.items()
    }
    return so_far(activity, replace(answer, items=items), around)


def _with_what_was_begun(activity: Activity, answer: Answer, around: Surroundings) -> Says:
    begun = {item for item, said in answer.items.items() if said.state is State.STARTED}
    if not begun:
        return activity.statements(answer, around)
    # Rooms have words for what was given and for what was stopped: the first say it as it is, the second tell which.
    as_given = activity.statements(_all_as(answer, State.GIVEN), around)
    as_stopped = activity.statements(_all_as(answer, State.STOPPED), around)
    stopped_anyway = {one.key for one in as_given if one.state is State.STOPPED}
    in_hand = {one.key for one in as_stopped if one.state is State.STOPPED} - stopped_anyway
    return [replace(one, state=State.STARTED) if one.key in in_hand else one for one in as_given]


def _all_as(answer: Answer, state: State) -> Answer:
    """The answer with everything that was begun in this state; what was begun and holds nothing is left out."""
    return replace(
        answer,
        items={
            item: replace(said, state=state) if said.state is State.STARTED else said
            for item, said in answer.items.items()
            if said.state is not State.STARTED or said.says_something
        },
    )


#: Put together once, like the next: they are asked with every answer that ends.
_ALL_VERSIONS = select(Statement).where(Statement.response_key == bindparam("key")).order_by(Statement.version)


def write(
    session: Session,
    response: Response,
    activity: Activity,
    says: Says,
    around: Surroundings,
    sitting: Sitting,
    *,
    now: datetime,
    rest_as_it_stood: bool = False,
    last_touch: datetime | None = None,
) -> None:
    """Write the statements of this answer as they now stand; what did not change keeps its version and sitting.

    `rest_as_it_stood`: also that something was not asked, or was stopped at, an earlier day, which is not said again.
    `last_touch`: when this answer came to what it says; what was stated since states it, and keeps its version.
    """
    kept: dict[str, list[Statement]] = defaultdict(list)
    for one in session.scalars(_ALL_VERSIONS, {"key": response.key}):
        kept[one.item].append(one)
    standing = {item: one for item, versions in kept.items() for one in versions if one.replaced_at is None}
    days = _days_of(session, response, activity, says, around, sitting)
    made = []
    for place, said in enumerate(says):
        before = standing.pop(said.key, None)
        stated = before is not None and last_touch is not None and before.made_at >= last_touch
        if before is not None and (stated or _same(before, said)):
            before.position = place
            continue
        if before is not None:
            before.replaced_at = now
        made.append(_new_version(response, said, kept[said.key], days[said.key], place=place, now=now))
    for gone in standing.values():
        if not (rest_as_it_stood and _tells_only_where_it_ended(gone)):
            gone.replaced_at = now
    session.flush()
    if made:
        session.connection().execute(_INSERT_STATEMENTS, made)


def _tells_only_where_it_ended(said: Statement) -> bool:
    holds_nothing = not (said.words or said.pictures or said.photos)
    return holds_nothing and said.state in {State.NOT_ASKED.value, State.STOPPED.value}


def _days_of(
    session: Session,
    response: Response,
    activity: Activity,
    says: Says,
    around: Surroundings,
    sitting: Sitting,
) -> Mapping[str, UUID]:
    """For each thing said, the sitting in which it was last changed. What no touch made is of `sitting`: a stop."""
    if _all_of_one(session, response.key, sitting):
        return {one.key: sitting.id for one in says}
    days: dict[str, UUID] = {}
    last: Mapping[str, tuple[object, ...]] = {}
    for turn in ends_of_days(session, response.key):
        answer = activity.read_items(turn.body, turn.activity_version)
        then = {one.key: _what_it_holds(one) for one in _with_what_was_begun(activity, answer, around)}
        days |= {key: turn.sitting_id for key, held in then.items() if last.get(key) != held}
        last = then
    for one in says:
        # That something was not asked is true of the day on which the answer ended.
        never_asked = one.state is State.NOT_ASKED and not one.words
        if never_asked or last.get(one.key) != _what_it_holds(one):
            days[one.key] = sitting.id
    return days


_ANOTHER_SITTING = (
    select(Turn.id)
    .where(Turn.response_key == bindparam("key"), Turn.fork == 0, Turn.sitting_id != bindparam("sitting"))
    .limit(1)
)


def _all_of_one(session: Session, key: UUID, sitting: Sitting) -> bool:
    """Whether every touch of this answer was made in this sitting, as of nearly all."""
    return session.execute(_ANOTHER_SITTING, {"key": key, "sitting": sitting.id}).first() is None


def ends_of_days(session: Session, key: UUID) -> list[Turn]:
    """An answer as each sitting in turn left it. Two tablets at once take turns; of forks the first counts."""
    touches = session.execute(
        select(Turn.id, Turn.sitting_id).where(Turn.response_key == key, Turn.fork == 0).order_by(Turn.counter)
    ).all()
    following = [*(sitting_id for _, sitting_id in touches[1:]), None]
    ends = [turn_id for (turn_id, here), then in zip(touches, following, strict=True) if here != then]
    return list(session.scalars(select(Turn).where(Turn.id.in_(ends)).order_by(Turn.counter)))


def _what_it_holds(said: contract.Statement) -> tuple[object, ...]:
    """What the pupil said, without what was asked about it since: "please try" moves no words to another day.

    Where there are words, they alone decide: whoever was there when a picture was put beside them, or a card with
    them was placed, was not there when they were said. A photo shows what words do not: another one is another day's.
    """
    if said.words:
        return said.words, said.written_by, said.provenance, tuple(said.photos)
    return str(said.claim.as_stored()), tuple(said.pictures), tuple(said.photos)


def _fields(said: contract.Statement) -> Mapping[str, Any]:
    return {
        "state": said.state.value,
        "theme": said.theme.value,
        "leaning": said.leaning.value,
        "content": said.content,
        "claim": said.claim.as_stored(),
        "words": said.words,
        "pictures": list(said.pictures),
        "photos": list(said.photos),
        "written_by": said.written_by,
        "prompts": list(said.prompts),
        "wants": said.wants,
        "other_pupils": list(said.other_pupils),
    }


def _same(before: Statement, said: contract.Statement) -> bool:
    # An adult may have moved the provenance down since: that is no change of what the pupil said.
    made_with = before.provenance_was or before.provenance
    lowered = {"written_by"} if before.provenance_was else set()
    fields = {name: value for name, value in _fields(said).items() if name not in lowered}
    return made_with == said.provenance.value and all(getattr(before, name) == v for name, v in fields.items())


#: Past the object layer and in one go: an answer that ends writes a score of them, and nobody waits for their objects.
_INSERT_STATEMENTS = insert(Statement)


def _new_version(
    response: Response,
    said: contract.Statement,
    versions: Sequence[Statement],
    sitting_id: UUID,
    *,
    place: int,
    now: datetime,
) -> dict[str, Any]:
    lowered = _lowered(versions, said)
    return {
        "id": uuid4(),
        "response_key": response.key,
        "item": said.key,
        # Also of an item that had gone: its numbers are not given twice.
        "version": versions[-1].version + 1 if versions else 1,
        "position": place,
        "pupil_id": response.pupil_id,
        "sitting_id": sitting_id,
        "provenance": lowered.provenance if lowered else said.provenance.value,
        "provenance_was": lowered.provenance_was if lowered else None,
        "made_at": now,
        **_fields(said),
    }


def _lowered(versions: Sequence[Statement], said: contract.Statement) -> Statement | None:
    """The latest version of these same words by the same hand that an adult put more carefully: it stays so."""
    for one in reversed(versions):
        same_hand = (one.words, one.written_by) == (said.words, said.written_by)
        shown = (one.claim, one.pictures, one.photos)
        same_tap = bool(said.words) or shown == (said.claim.as_stored(), list(said.pictures), list(said.photos))
        if one.provenance_was == said.provenance.value and same_hand and same_tap:
            return one
    return None
