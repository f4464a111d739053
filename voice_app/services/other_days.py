"""Words of another day, before they come to the screen: who is here today, was not there then, and may not see them.

The pupil decides first. Going on lets those who are here see it on the screen of this sitting, and nothing more: what
stands on their own pages is still asked about apart (`share`).

An answer that is opened comes to the screen whole: also what makes no statement, such as a ring that others may not
see. So the answer itself is asked about, and not only its statements. Its way back into another day stays shut while
somebody is here who was not there then, whatever the pupil decides: nobody remembers what was rubbed out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import NO_MORE, Activity, Answer, ReadBack, Said
from voice_app.model import Photo, Present, Response, Role, Sitting, Staff, Statement, TrailEntry, Turn

from .keep_back import telling
from .sharing_rule import MEETING, family_key, shared_with, staff_key
from .state_what_was_said import ends_of_days

#: Statements that hold something; that a thing was skipped tells nobody's words.
HOLD_SOMETHING = ("given", "started", "stopped")


#: What the trail keeps of a "Not now": the sitting and the answers that were not opened, and nothing of them.
NOT_NOW = "did not let those here see another day"


class Thing(NamedTuple):
    """One thing that an answer holds: a pick, the words or a photo at one item."""

    item: str
    #: "pick", "words" or "photo".
    kind: str
    text: str


@dataclass(frozen=True)
class OtherDay:
    """What the pupil is asked before an answer of another day is opened."""

    on: datetime
    #: The names of those who were there.
    there: Sequence[str]
    #: The names of those who would see it only now.
    now_here: Sequence[str]


def to_ask_about(session: Session, sitting: Sitting, answers: Collection[UUID]) -> OtherDay | None:
    """The first day of which these answers hold what somebody here may not see; nothing where nobody is new."""
    hidden = list(_unseen(session, sitting, answers))
    if not hidden:
        return None
    first = min((day for day, _ in hidden), key=lambda day: day.handed_over_at)
    new = {person.name for _, person in hidden}
    names = [person.name for person in _here(sitting) if person.name in new]
    return OtherDay(first.handed_over_at, [one.name for one in first.present], names)


def with_way_back_of_today(session: Session, sitting: Sitting, turn: Turn, answer: Answer) -> Answer:
    """What this turn holds, to go on with: without its way back where that leads into a day others were there.

    Nothing is lost by it: the turns of that day stand as they are.
    """
    # A turn of this sitting was made on a page that had no other day's way back any more.
    if turn.sitting_id == sitting.id or not somebody_new(session, sitting, turn.response_key):
        return answer
    return replace(answer, undo=())


def hidden_photos(session: Session, sitting: Sitting, photos: Sequence[Photo]) -> Mapping[UUID, Sequence[Present]]:
    """For each of these photos, those who are here and would see it for the first time. Nobody: it is left out.

    Whoever was there when it was brought has seen it, and whoever may see something that shows it.
    """
    new = {
        photo.key: [person for person in _here(sitting) if not was_there(person, photo.sitting)]
        for photo in photos
        if photo.sitting_id != sitting.id and str(photo.key) not in sitting.answers_shown
    }
    if not any(new.values()):
        return {}
    showing = _showing(session, sitting.pupil_id)
    let_go_on = {
        str(one.id) for ones in showing.values() for one in ones if str(one.response_key) in sitting.answers_shown
    }
    everything = {one.id for ones in showing.values() for one in ones}
    seen = {person.id: _shared_with(session, person, everything) for person in _here(sitting)}
    return {
        key: hidden
        for key, people in new.items()
        if not any(str(one.id) in let_go_on for one in showing.get(str(key), ()))
        and (hidden := [p for p in people if not any(one.id in seen[p.id] for one in showing.get(str(key), ()))])
    }


def _showing(session: Session, pupil_id: UUID) -> Mapping[str, Sequence[Statement]]:
    """By the key of a photo: what shows it now."""
    found: dict[str, list[Statement]] = {}
    for one in session.scalars(
        select(Statement).where(Statement.pupil_id == pupil_id, Statement.replaced_at.is_(None))
    ):
        for key in one.photos:
            found.setdefault(key, []).append(one)
    return found


def photos_to_ask_about(session: Session, sitting: Sitting, photos: Sequence[Photo]) -> OtherDay | None:
    """As `to_ask_about`, of these photos: the first day of which somebody here would see one only now."""
    hidden = hidden_photos(session, sitting, photos)
    if not hidden:
        return None
    first = min((one.sitting for one in photos if one.key in hidden), key=lambda day: day.handed_over_at)
    new = {person.name for people in hidden.values() for person in people}
    names = [person.name for person in _here(sitting) if person.name in new]
    return OtherDay(first.handed_over_at, [one.name for one in first.present], names)


def somebody_new(session: Session, sitting: Sitting, answer: UUID) -> list[Present]:
    """Those who are here and were not there on one of the other days on which this answer was worked on."""
    worked_on = select(Turn.sitting_id).where(Turn.response_key == answer, Turn.sitting_id != sitting.id)
    days = session.scalars(select(Sitting).where(Sitting.id.in_(worked_on))).all()
    return [person for person in _here(sitting) if not all(was_there(person, day) for day in days)]


def _here(sitting: Sitting) -> list[Present]:
    return [one for one in sitting.present if not one.added_later]


def let_see(session: Session, sitting: Sitting, answers: Iterable[UUID]) -> None:
    """The pupil said "Go on": these answers, or photos, may be on the screen in this sitting."""
    sitting.answers_shown = sorted({*sitting.answers_shown, *map(str, answers)})
    session.flush()


def left_shut_at(session: Session, sitting: Sitting, answers: Collection[UUID]) -> datetime | None:
    """When the pupil last said "Not now" in this sitting to a question about all these answers, if they did."""
    kept = session.execute(
        select(TrailEntry.about, TrailEntry.at)
        .where(
            TrailEntry.pupil_id == sitting.pupil_id,
            TrailEntry.what == NOT_NOW,
            TrailEntry.at >= sitting.handed_over_at,
        )
        .order_by(TrailEntry.at.desc())
    )
    wanted = {*map(str, answers)}
    return next(
        (at for about, at in kept if about["sitting"] == str(sitting.id) and wanted <= {*about["answers"].split()}),
        None,
    )


def may_be_shown(session: Session, sitting: Sitting, said: Sequence[Statement]) -> list[Statement]:
    """Those of these that may be on the screen with those who are here, as the pupil decided so far."""
    hidden = _hidden(session, sitting, said)
    return [one for one in said if one.id not in hidden]


def _hidden(session: Session, sitting: Sitting, said: Sequence[Statement]) -> Mapping[UUID, Sequence[Present]]:
    """For each statement that somebody here may not see, who that is."""
    asked_about = [
        one
        for one in said
        if one.sitting_id != sitting.id and _holds_something(one) and str(one.response_key) not in sitting.answers_shown
    ]
    if not asked_about:
        return {}
    hidden: dict[UUID, list[Present]] = {}
    for person in _here(sitting):
        shared = _shared_with(session, person, [one.id for one in asked_about])
        for one in asked_about:
            if one.id not in shared and not was_there(person, one.sitting):
                hidden.setdefault(one.id, []).append(person)
    return hidden


def _holds_something(said: Statement) -> bool:
    """Also a card of the pupil's own that was never placed: its words stand there."""
    return said.state in HOLD_SOMETHING or bool(said.words or said.photos)


def _unseen(session: Session, sitting: Sitting, answers: Collection[UUID]) -> Iterator[tuple[Sitting, Present]]:
    """The days of which these answers hold something, each with somebody here who may not see it."""
    standing = select(Statement).where(Statement.response_key.in_(answers), Statement.replaced_at.is_(None))
    stated: dict[UUID, list[Statement]] = {key: [] for key in answers}
    for one in session.scalars(standing):
        stated[one.response_key].append(one)
    for key, statements in stated.items():
        hidden = _hidden(session, sitting, statements)
        for one in statements:
            yield from ((one.sitting, person) for person in hidden.get(one.id, ()))
        if str(key) not in sitting.answers_shown:
            yield from _unseen_in_answer(session, sitting, key, statements)


def _unseen_in_answer(
    session: Session, sitting: Sitting, key: UUID, statements: Sequence[Statement]
) -> Iterator[tuple[Sitting, Present]]:
    """As `_unseen`, of what stands in the answer itself and in no statement that this person may see."""
    new = somebody_new(session, sitting, key)
    if not new:
        return
    things = [(thing, session.get_one(Sitting, day)) for thing, day in _of_other_days(session, sitting, key)]
    for person in new:
        shared = _shared_with(session, person, [one.id for one in statements])
        seen = [one for one in statements if one.id in shared or was_there(person, one.sitting)]
        for thing, day in things:
            if not was_there(person, day) and not any(_tells(one, thing) for one in seen):
                yield day, person


def _tells(said: Statement, thing: Thing) -> bool:
    """Whether who may see this statement knows the thing from it."""
    if thing.kind == "pick" and thing.text == said.wants:
        return True
    if said.item != thing.item:
        return False
    if thing.kind == "words":
        return said.words is not None and said.words.strip() == thing.text
    return thing.text in said.photos if thing.kind == "photo" else said.state in HOLD_SOMETHING


def _of_other_days(session: Session, sitting: Sitting, key: UUID) -> list[tuple[Thing, UUID]]:
    """What the answer would bring to the screen that is not of this sitting, with the sitting it is of.

    A thing is of the day since which it has stood there; on today's way back, of the first day on which it stood.
    """
    activity = all_activities().get(session.get_one(Response, key).activity)
    turns = ends_of_days(session, key)
    if activity is None or not turns:
        return []
    since: dict[Thing, UUID] = {}
    first: dict[Thing, UUID] = {}
    answer = Answer()
    for turn in turns:
        answer = activity.read(turn.body, turn.activity_version)
        since = {thing: since.get(thing, turn.sitting_id) for thing in _things(answer.items.items())}
        first = {**since, **first}
    way_back = with_way_back_of_today(session, sitting, turns[-1], answer).undo
    back = {thing: first.get(thing, sitting.id) for thing in _things(way_back)}
    return [
        (thing._replace(item=_asked_first(activity, thing.item)), day)
        for thing, day in {**back, **since}.items()
        if day != sitting.id and not _only_finds_the_way(activity, thing)
    ]


def _asked_first(activity: Activity, item: str) -> str:
    """The item under which it is stated: that of the question which was asked first."""
    question = activity.by_key.asks.get(item)
    return question.asks_again if question and question.asks_again else item


def _only_finds_the_way(activity: Activity, thing: Thing) -> bool:
    """Whether a pick says nothing that was not told anyway: what comes next, that it is right so, or that it is all.

    Whoever the pupil lets see all that was said would else be asked about again, for the press of "That is right".
    """
    question = activity.by_key.asks.get(thing.item)
    if thing.kind != "pick" or question is None:
        return False
    return question.finds_the_way or isinstance(question, ReadBack) or thing.text == NO_MORE.value


def _things(said: Iterable[tuple[str, Said | None]]) -> Iterator[Thing]:
    for item, one in said:
        if one is None:
            continue
        yield from (Thing(item, "pick", pick) for pick in one.picks)
        yield from (Thing(item, "photo", photo) for photo in one.photos)
        if one.words.strip():
            yield Thing(item, "words", one.words.strip())


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
    """Those of these that the pupil shares with this person, and that tell of nothing else which is kept from them."""
    audiences = _audiences_of(session, person)
    if not audiences:
        return set()
    may_see = or_(*map(shared_with, audiences))
    shared = session.scalars(select(Statement).where(Statement.id.in_(statements), may_see)).all()
    return {one.id for one in shared} - telling(session, shared, ~or_(may_see, _heard_by(person)), audiences)


def _audiences_of(session: Session, person: Present) -> list[str]:
    if person.family_member_id is not None:
        return [family_key(person.family_member_id)]
    if person.staff_id is None:
        return []
    staff = session.get_one(Staff, person.staff_id)
    return [staff_key(staff.id), MEETING] if staff.role == Role.SENDCO else [staff_key(staff.id)]


def _heard_by(person: Present) -> ColumnElement[bool]:
    """SQL, as `was_there`: this member of staff or of the family was in the room when it was said."""
    same = (
        Present.staff_id == person.staff_id
        if person.staff_id is not None
        else Present.family_member_id == person.family_member_id
    )
    return exists().where(Present.sitting_id == Statement.sitting_id, Present.added_later.is_(False), same)
