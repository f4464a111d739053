"""What an adult most likely wants before handing over, filled in beforehand: three taps are then enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Activity, Wording
from voice_app.model import (
    Assignment,
    Attachment,
    FamilyMember,
    Present,
    Pupil,
    Response,
    ResponseState,
    ReviewPoint,
    Role,
    School,
    Sitting,
    Staff,
    Turn,
)

from .going_on import GOES_ON_FOR, can_still_go_on
from .hand_over import SomebodyPresent, present_family, present_staff
from .look_back import still_to_answer
from .prepare import waiting_for_pupil
from .profile import Profile, profile_of
from .surroundings import PRACTICE, left_out
from .viewer import Viewer


@dataclass(frozen=True)
class MayBePresent:
    """Somebody who could be in the room, and the cards that then wait for another day."""

    key: str
    person: SomebodyPresent
    waits: Sequence[Wording]


@dataclass(frozen=True)
class PracticeCard:
    """A well-known thing for the practice go."""

    name: str
    label: Wording


@dataclass(frozen=True)
class Suggested:
    """What the hand-over page is filled with."""

    leads_named: bool
    #: What was begun and can be gone on with comes first, then what is not yet done for the coming review.
    activities: Sequence[Activity]
    begun: frozenset[str]
    done: frozenset[str]
    profile: Profile
    #: Whoever hands over comes first.
    people: Sequence[MayBePresent]
    practice_cards: Sequence[PracticeCard]
    #: The two cards of the practice go: as last time, else one that most like and one that most do not.
    practice_pair: tuple[str, str]
    #: No adult has seen yet that the pupil uses a scale, so that a practice go comes first (rule A30); with the
    #: practice pupil everything is practice.
    practise_first: bool
    #: How many things wait for the pupil's Keep, Change or Leave out. Showing them is enough for a sitting.
    to_check: int
    #: The pupil has not answered yet whether the meeting may see what was said. To ask that is enough for a sitting.
    to_ask: bool


def suggest(session: Session, viewer: Viewer, pupil: Pupil, *, now: datetime) -> Suggested:
    """Fill in the hand-over page for this pupil."""
    school = session.get_one(School, pupil.school_id)
    rooms = list(all_activities().values())
    begun, done = _begun(session, pupil.id, now=now), _done_for_this_review(session, pupil.id)
    cards = _practice_cards(rooms)
    return Suggested(
        leads_named=school.safeguarding_lead_id is not None and school.deputy_lead_id is not None,
        activities=sorted(rooms, key=lambda room: (room.slug not in begun, room.slug in done)),
        begun=begun,
        done=done,
        profile=profile_of(session, pupil.id),
        people=_people(session, viewer, pupil, rooms),
        practice_cards=cards,
        practice_pair=_practice_pair(session, pupil.id, cards),
        practise_first=not pupil.practice and not _has_used_the_scale(session, pupil.id),
        to_check=len(waiting_for_pupil(session, pupil.id)),
        to_ask=still_to_answer(session, pupil.id) is not None,
    )


def _begun(session: Session, pupil_id: UUID, *, now: datetime) -> frozenset[str]:
    """What the pupil said something in and did not finish, where it can still be gone on with."""
    something = exists().where(Turn.response_key == Response.key)
    begun = select(Response.activity).where(
        Response.pupil_id == pupil_id, something, can_still_go_on(now - GOES_ON_FOR)
    )
    return frozenset(session.scalars(begun))


def _done_for_this_review(session: Session, pupil_id: UUID) -> frozenset[str]:
    """What joined the coming review; or no review at all, and was finished since that one was made."""
    coming = session.scalar(
        select(ReviewPoint)
        .where(ReviewPoint.pupil_id == pupil_id, ReviewPoint.closed_on.is_(None))
        .order_by(ReviewPoint.due)
        .limit(1)
    )
    finished = select(Response.activity).where(Response.pupil_id == pupil_id, Response.state == ResponseState.FINISHED)
    if coming is not None:
        joined = exists().where(Attachment.response_key == Response.key)
        joined_it = joined.where(Attachment.review_point_id == coming.id, Attachment.ended_at.is_(None))
        finished = finished.where(or_(joined_it, and_(~joined, Response.ended_at >= coming.made_at)))
    return frozenset(session.scalars(finished))


def _people(session: Session, viewer: Viewer, pupil: Pupil, rooms: Sequence[Activity]) -> list[MayBePresent]:
    found: list[tuple[str, SomebodyPresent]] = []
    if viewer.staff is not None:
        found.append((f"staff:{viewer.staff.id}", present_staff(viewer.staff)))
    elif viewer.helper is not None:
        found.append(("helper", SomebodyPresent(viewer.helper.helper_name, "helper")))
    working = session.scalars(
        select(Staff)
        .join(Assignment, Assignment.staff_id == Staff.id)
        .where(Assignment.pupil_id == pupil.id, Assignment.ended_at.is_(None), Staff.disabled_at.is_(None))
        .order_by(Staff.name)
    )
    found += [(f"staff:{one.id}", present_staff(one)) for one in working if one.role != Role.ADMINISTRATOR]
    family = session.scalars(
        select(FamilyMember)
        .where(FamilyMember.pupil_id == pupil.id, FamilyMember.ended_at.is_(None))
        .order_by(FamilyMember.made_at)
    )
    found += [(f"family:{one.id}", present_family(one)) for one in family]
    return [MayBePresent(key, person, cards_that_wait(person, rooms)) for key, person in dict(found).items()]


def cards_that_wait(person: SomebodyPresent, rooms: Sequence[Activity]) -> list[Wording]:
    """The cards that name this person: they are not given while the person is in the room."""
    nobody_practises = Sitting(practice_cards=[])
    here = [Present(name=person.name, role=person.role, stands_for=person.stands_for)]
    return [
        room.by_key.cards[item].label
        for room in rooms
        for item in sorted(left_out(nobody_practises, here, room))
        if not item.startswith(PRACTICE)
    ]


def _practice_cards(rooms: Sequence[Activity]) -> list[PracticeCard]:
    cards = {
        item.removeprefix(PRACTICE): card.label
        for room in rooms
        for item, card in room.by_key.cards.items()
        if item.startswith(PRACTICE)
    }
    return [PracticeCard(name, label) for name, label in cards.items()]


def _has_used_the_scale(session: Session, pupil_id: UUID) -> bool:
    used = select(Sitting.id).where(Sitting.pupil_id == pupil_id, Sitting.practice_used == "used").limit(1)
    return session.scalar(used) is not None


def _practice_pair(session: Session, pupil_id: UUID, cards: Sequence[PracticeCard]) -> tuple[str, str]:
    names = [card.name for card in cards]
    last = session.scalar(
        select(Sitting.practice_cards)
        .where(Sitting.pupil_id == pupil_id, Sitting.practice_cards != [])
        .order_by(Sitting.handed_over_at.desc())
        .limit(1)
    )
    if last is not None and len(last) == 2 and set(last) <= set(names):
        return last[0], last[1]
    # Rooms list what most children love first, and what most do not after it.
    return (names[0], names[len(names) // 2]) if len(names) > 1 else ("", "")
