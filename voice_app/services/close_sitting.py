"""The close page: what an adult puts right and adds after a sitting, before the device forgets it (rule S2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from activities import all_activities
from activities.contract import Activity, Answer, Provenance, State, Text
from voice_app.model import (
    AdultNote,
    Assignment,
    Present,
    Response,
    ResponseState,
    Role,
    Sitting,
    Staff,
    Statement,
    Turn,
)

from . import capture, doors, set_aside, words_to_look_at
from .leave_trail import leave_trail
from .lower_provenance import lower_provenance
from .viewer import Viewer

#: What an adult may have done while the pupil answered (docs/practice.md, 7); "none" says that the adult did nothing.
PROMPTS = ("asked-why", "repeated", "pointed", "helped-hand", "none")
PRACTICE = ("used", "not-used", "not-sure")
LONGEST_NOTE = 2000
#: What somebody's tap made; that something was not asked, or was stopped at, nobody tapped.
TAPPED = (State.GIVEN, State.STARTED, State.DONT_KNOW, State.SKIPPED, State.TURNED_OVER)


class NobodyPresent(ValueError):
    """Everybody was taken off the list of who was there."""


class NotThisSitting(ValueError):
    """Something that is not of this sitting, or not for this adult."""


@dataclass(frozen=True)
class Version:
    """One of several answers that two tabs or tablets sent at once: what it says differently."""

    said_at: datetime
    lines: Sequence[tuple[Text, str | None]]


@dataclass(frozen=True)
class Fork:
    """One answer of which there are two versions or more."""

    activity: str
    versions: Sequence[Version]


@dataclass(frozen=True)
class ToClose:
    """What the close page shows."""

    #: Whether this adult was in the room. If not, nothing that was said is shown.
    saw_it: bool
    present: Sequence[Present]
    #: Staff who work with this pupil and are not on the list of who was there.
    forgotten: Sequence[Staff]
    words: Sequence[Statement] = ()
    #: What was tapped without words, and may have been tapped for the pupil, by activity.
    taps: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    forks: Sequence[Fork] = ()
    #: Words an adult should look at again. That there are none never means that a child is safe.
    look_again: Sequence[str] = ()
    #: What no answer could take.
    not_in_place: Sequence[set_aside.NotInPlace] = ()
    notes: Sequence[Text] = ()


@dataclass(frozen=True)
class Closing:
    """What the adult said on the close page."""

    #: Keys of those on the list who really were there.
    were_there: frozenset[UUID]
    forgotten_staff: Sequence[UUID] = ()
    forgotten_names: Sequence[str] = ()
    prompts: Sequence[str] = ()
    practice: str | None = None
    #: How something was said, for statements that an adult can judge.
    provenance: Mapping[UUID, Provenance] = field(default_factory=dict)
    note: str = ""


def to_close(session: Session, viewer: Viewer, sitting: Sitting) -> ToClose:
    """Everything for the close page. An adult who was not in the room is shown nothing that was said."""
    known = {one.staff_id for one in sitting.present}
    forgotten = session.scalars(
        select(Staff)
        .join(Assignment, Assignment.staff_id == Staff.id)
        .where(Assignment.pupil_id == sitting.pupil_id, Assignment.ended_at.is_(None), Staff.disabled_at.is_(None))
        .order_by(Staff.name)
    ).all()
    if not saw_it(viewer, sitting):
        return ToClose(False, sitting.present, ())
    answers = _answers(session, sitting)
    not_in_place = set_aside.not_in_place(session, [sitting.id])
    return ToClose(
        saw_it=True,
        present=sitting.present,
        forgotten=[one for one in forgotten if one.id not in known and one.role != Role.ADMINISTRATOR],
        words=words_of(session, sitting),
        taps=_by_activity(taps_of(session, sitting)),
        forks=_forks(session, viewer, sitting),
        look_again=_look_again(session, sitting, answers, [words for one in not_in_place for words in one.all_words]),
        not_in_place=not_in_place,
        notes=[note for activity, answer in answers for note in activity.notes_for_adult(answer)],
    )


def saw_it(viewer: Viewer, sitting: Sitting) -> bool:
    """Whether this adult was in the room. With a helper's pass, it is the helper who holds the PIN."""
    if viewer.staff is not None:
        return any(one.staff_id == viewer.staff.id and not one.added_later for one in sitting.present)
    return sitting.helper_pass_id is not None


def words_of(session: Session, sitting: Sitting) -> Sequence[Statement]:
    """The standing statements of this sitting that hold words, in the order they were made."""
    return _standing(session, sitting, and_(Statement.words.is_not(None), Statement.words != ""))


def taps_of(session: Session, sitting: Sitting) -> Sequence[Statement]:
    """The standing statements of this sitting that were tapped as the pupil's own choice, and that hold no words."""
    return _standing(
        session,
        sitting,
        or_(Statement.words.is_(None), Statement.words == ""),
        Statement.provenance == Provenance.OWN_CHOICE,
        Statement.state.in_(TAPPED),
    )


def _standing(session: Session, sitting: Sitting, *those: ColumnElement[bool]) -> Sequence[Statement]:
    return session.scalars(
        select(Statement)
        .where(Statement.sitting_id == sitting.id, Statement.replaced_at.is_(None), *those)
        .order_by(Statement.made_at, Statement.position)
    ).all()


def _by_activity(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for one in statements:
        found.setdefault(one.response.activity, []).append(one)
    return found


def _answers(session: Session, sitting: Sitting) -> list[tuple[Activity, Answer]]:
    """The answers as they stand that were worked on in this sitting, unfinished ones too."""
    found = []
    for response in _responses(session, sitting):
        turn = capture.latest_turn(session, response.key)
        activity = all_activities().get(response.activity)
        if turn is not None and activity is not None:
            found.append((activity, activity.read(turn.body, turn.activity_version)))
    return found


def _responses(session: Session, sitting: Sitting) -> Sequence[Response]:
    worked_on = select(Turn.response_key).where(Turn.sitting_id == sitting.id)
    return session.scalars(select(Response).where(Response.key.in_(worked_on)).order_by(Response.began_at)).all()


def _look_again(
    session: Session, sitting: Sitting, answers: Sequence[tuple[Activity, Answer]], not_in_place: Sequence[str]
) -> list[str]:
    # Of an answer begun on another day, only what was touched today: others were in the room then.
    today = set(session.scalars(select(Turn.item).where(Turn.sitting_id == sitting.id)))
    said = [one.words for _, answer in answers for item, one in answer.items.items() if item in today and one.words]
    said += [one.words for one in words_of(session, sitting) if one.words]
    said += not_in_place
    return words_to_look_at.worry(said)


def _forks(session: Session, viewer: Viewer, sitting: Sitting) -> list[Fork]:
    """The answers of which there are two: other words under one counter, also from another tablet's sitting.

    Two tabs that both began an activity anew made two answers; the one that was not finished is shown beside the other.
    """
    here, other = aliased(Turn), aliased(Turn)
    forked = (
        select(here.response_key, here.counter)
        .join(other, and_(other.response_key == here.response_key, other.counter == here.counter))
        .where(here.sitting_id == sitting.id, other.fork != here.fork)
        .distinct()
    )
    found = []
    for key, counter in session.execute(forked).all():
        turns = session.scalars(
            select(Turn).where(Turn.response_key == key, Turn.counter == counter).order_by(Turn.said_at, Turn.fork)
        ).all()
        found.append((session.get_one(Response, key), turns))
    activities = all_activities()
    return [
        Fork(response.activity, _versions(session, viewer, sitting, activities[response.activity], turns))
        for response, turns in [*found, *_begun_twice(session, sitting)]
        if response.activity in activities
    ]


def _begun_twice(session: Session, sitting: Sitting) -> list[tuple[Response, list[Turn]]]:
    begun: dict[str, list[Response]] = {}
    for response in _responses(session, sitting):
        begun.setdefault(response.activity, []).append(response)
    found = []
    for answers in begun.values():
        if len(answers) > 1 and any(one.state == ResponseState.OPEN for one in answers):
            turns = [turn for one in answers if (turn := capture.latest_turn(session, one.key)) is not None]
            found.append((answers[0], turns))
    return found


def _versions(
    session: Session, viewer: Viewer, sitting: Sitting, activity: Activity, turns: Sequence[Turn]
) -> list[Version]:
    """What each says that the others do not. What was said to others in another room is not shown here."""
    says = []
    for turn in turns:
        answer = activity.read(turn.body, turn.activity_version)
        around = capture.surroundings_of(sitting, activity)
        says.append(activity.statements(answer, around))
    shared = [one for one in says[0] if all(one in others for others in says[1:])]
    return [
        Version(turn.said_at, [(one.claim, one.words) for one in said if one not in shared])
        for turn, said in zip(turns, says, strict=True)
        if saw_it(viewer, session.get_one(Sitting, turn.sitting_id))
    ]


def close_sitting(session: Session, viewer: Viewer, sitting: Sitting, closing: Closing, *, now: datetime) -> None:
    """Keep what the adult said, and end the session of the close page. No staff session comes back.

    Raises NobodyPresent, NotThisSitting, and CannotMoveUp (`lower_provenance`).
    """
    saw = saw_it(viewer, sitting)
    if saw:
        _put_present_right(session, viewer, sitting, closing, now=now)
        _lower(session, viewer, sitting, closing.provenance, now=now)
    elif closing.provenance or closing.forgotten_staff:
        raise NotThisSitting
    sitting.prompts_given = [one for one in PROMPTS if one in closing.prompts]
    sitting.practice_used = closing.practice if closing.practice in PRACTICE else None
    note = closing.note.strip()
    # What the pupil threw away must not come back as an adult's memory of it.
    if note and saw and sitting.thrown_away_at is None:
        session.add(
            AdultNote(
                sitting_id=sitting.id,
                text=note,
                by_name=_author(viewer, sitting),
                by_id=viewer.staff.id if viewer.staff else None,
                at=now,
            )
        )
    sitting.closed_at = now
    doors.end_session(viewer.session, now=now)
    leave_trail(session, viewer, "closed a sitting", now=now, pupil_id=sitting.pupil_id)
    session.flush()


def _author(viewer: Viewer, sitting: Sitting) -> str:
    helpers = [one.name for one in sitting.present if one.role == "helper"]
    return viewer.name or (helpers[0] if helpers else "")


def _put_present_right(session: Session, viewer: Viewer, sitting: Sitting, closing: Closing, *, now: datetime) -> None:
    for one in [one for one in sitting.present if one.id not in closing.were_there]:
        sitting.present.remove(one)
        session.delete(one)
        leave_trail(session, viewer, "said was not present", now=now, pupil_id=sitting.pupil_id, about=_about(one))
    allowed = {one.id: one for one in to_close(session, viewer, sitting).forgotten} if closing.forgotten_staff else {}
    added: list[Present] = []
    for key in dict.fromkeys(closing.forgotten_staff):
        if key not in allowed:
            raise NotThisSitting(key)
        staff = allowed[key]
        added.append(Present(name=staff.name, role="staff", stands_for=staff.picture, staff_id=staff.id))
    already = {one.name.casefold() for one in sitting.present}
    names = [name for name in dict.fromkeys(closing.forgotten_names) if name.casefold() not in already]
    added += [Present(name=name, role="other") for name in names]
    last = max((one.position for one in sitting.present), default=-1)
    for position, one in enumerate(added, last + 1):
        one.position, one.added_later = position, True
        sitting.present.append(one)
        leave_trail(session, viewer, "said was present", now=now, pupil_id=sitting.pupil_id, about=_about(one))
    if not sitting.present:
        raise NobodyPresent
    session.flush()


def _about(one: Present) -> dict[str, str]:
    return {"role": one.role} | ({"staff": str(one.staff_id)} if one.staff_id else {})


def _lower(
    session: Session, viewer: Viewer, sitting: Sitting, wanted: Mapping[UUID, Provenance], *, now: datetime
) -> None:
    here = {one.id: one for one in (*words_of(session, sitting), *taps_of(session, sitting))}
    for key, provenance in wanted.items():
        if key not in here:
            raise NotThisSitting(key)
        if lower_provenance(here[key], provenance):
            about = {"statement": str(key), "to": provenance.value}
            leave_trail(session, viewer, "lowered provenance", now=now, pupil_id=sitting.pupil_id, about=about)
