"""A pupil at a tablet, put there by the services and not by clicking, for tests that begin in the middle."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Sort, Step, Touch, next_step, touch
from tests.make import Make
from voice_app.model import FamilyMember, Pupil, Response, School, SessionKind, Sitting, Staff, Turn
from voice_app.services import assent, capture, doors, hand_over
from voice_app.services.profile import Profile
from voice_app.services.viewer import Viewer

PIN = "246810"
PRACTICE = ("bubbles", "loud-noise")


def this_moment() -> datetime:
    return datetime.now(UTC)


@dataclass
class World:
    """A small school: a SENDCo, an adult, a pupil with a family."""

    session: Session
    school: School
    sendco: Staff
    adult: Staff
    pupil: Pupil
    mum: FamilyMember
    dad: FamilyMember


def small_school(make: Make, **pupil: Any) -> World:
    mark = uuid4().hex[:8]
    lead = {"name": "Mrs Hall", "username": f"hall-{mark}@school.test"}
    deputy = {"name": "Mr Osei", "username": f"osei-{mark}@school.test"}
    school = make.keep(School(name="Harbour View School", made_at=this_moment()))
    school.safeguarding_lead = make.staff(school, **lead)
    school.deputy_lead = make.staff(school, **deputy)
    make.session.flush()
    sendco = make.sendco(school, username=f"cole-{mark}@school.test")
    adult = make.staff(school, name="Miss Begum", username=f"begum-{mark}@school.test")
    child = make.pupil(school, **pupil)
    make.assignment(adult, child)
    mum = make.family_member(child, "Mum")
    dad = make.family_member(child, "Dad", relation="father", picture="dad")
    make.session.commit()
    return World(make.session, school, sendco, adult, child, mum, dad)


@dataclass
class Seat:
    """Pupil mode of one sitting, and what has been touched in it so far."""

    world: World
    sitting: Sitting
    token: str
    finished: set[str] = field(default_factory=set)

    def says_yes(self) -> Seat:
        assent.say_yes(self.world.session, self.sitting, how="tapped", shown={}, now=this_moment())
        self.world.session.commit()
        return self

    def touches(self, slug: str, *touches: Touch | str) -> Seat:
        """Touches one after another; a plain text picks that at whatever is asked."""
        activity = all_activities()[slug]
        session = self.world.session
        for what in touches:
            response = capture.open_response(session, self.sitting, slug)
            around = capture.surroundings_of(self.sitting, activity)
            turn = capture.latest_turn(session, response.key) if response else None
            answer = activity.check(turn.body if turn else {"items": {}}, around)
            step = next_step(activity.conversation, answer, around)
            assert step is not None, f"{slug} asks nothing any more"
            one = Touch("pick", step.item, what) if isinstance(what, str) else what
            question = activity.by_key.asks[one.item]
            after = touch(question, answer, one, around)
            key = response.key if response else uuid4()
            incoming = capture.IncomingTurn(key, (turn.counter if turn else 0) + 1, one.item, after.as_stored())
            kept = capture.keep_turn(session, self.sitting, activity, incoming, now=this_moment())
            if kept.finished:
                self.finished.add(slug)
        session.commit()
        return self

    def step(self, slug: str) -> Step | None:
        if slug in self.finished:
            return None
        activity = all_activities()[slug]
        session = self.world.session
        response = capture.open_response(session, self.sitting, slug)
        around = capture.surroundings_of(self.sitting, activity)
        turn = capture.latest_turn(session, response.key) if response else None
        answer = activity.check(turn.body if turn else {"items": {}}, around)
        return next_step(activity.conversation, answer, around)

    def goes_to(self, slug: str, item: str) -> Seat:
        """Answer whatever is asked, in an ordinary way, until this item is asked."""
        while (step := self.step(slug)) is not None and step.item != item:
            self.touches(slug, *_ordinary(step))
        assert step is not None, f"{slug} never came to {item}"
        return self

    def finishes(self, slug: str) -> Seat:
        while (step := self.step(slug)) is not None:
            self.touches(slug, *_ordinary(step))
        return self


#: What an ordinary pupil says in their own words.
WORDS = {
    "wish:2": "I wish we had a rabbit in class",
    "wish:3": "no shouting at lunch",
    "own:1": "the big stairs",
    "tell-more:1": "one with a door",
    "anything-else": "can I go first next time",
}


def _ordinary(step: Step) -> list[Touch | str]:
    item, question = step.item, step.question
    if item in WORDS:
        return [Touch("words", item, words=WORDS[item]), Touch("next", item)]
    if isinstance(question, Sort):
        return [question.scale[sum(map(ord, item)) % len(question.scale)].value]
    if question.kind == "read-back":
        return ["yes"]
    if question.kind == "choose-among":
        return [Touch("skip", item)] if item == "talk-about" else [Touch("dont-know", item)]
    if item == "topic":
        return ["places"]
    choices = getattr(question, "choices", ())
    if not choices:
        return [Touch("skip", item)]
    pick = Touch("pick", item, choices[0].value)
    waits = getattr(question, "many", False) or question.kind == "own-words"
    return [pick, Touch("next", item)] if waits else [pick]


def at_the_tablet(
    world: World, *activities: str, profile: Profile | None = None, yes: bool = True, **sitting: Any
) -> Seat:
    """Hand the tablet over through the service, as the staff page does."""
    session, now = world.session, this_moment()
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=now, staff=world.adult)
    viewer = Viewer(session=opened, school_id=world.school.id, staff=world.adult, helper=None, sitting=None, place="")
    usual: dict[str, Any] = {
        "activities": activities or ("three-wishes",),
        "profile": profile or Profile(),
        "present": [hand_over.present_staff(world.adult)],
        "pin": PIN,
        "modes": ("touch",),
    }
    plan = hand_over.Plan(**(usual | sitting))
    made, token = hand_over.hand_over(session, viewer, world.pupil, plan, now=now)
    session.commit()
    seat = Seat(world, made, token)
    return seat.says_yes() if yes else seat


def states_of(seat: Seat) -> dict[str, str]:
    """What was said so far in this sitting's answers, by item."""
    return {item: str(said["state"]) for item, said in said_so_far(seat).items()}


def said_so_far(seat: Seat) -> dict[str, Any]:
    """The latest answers of this sitting as stored, by item."""
    session = seat.world.session
    session.rollback()
    session.expire_all()
    found: dict[str, Any] = {}
    for key in session.scalars(select(Response.key).where(Response.sitting_id == seat.sitting.id)):
        turn = capture.latest_turn(session, key)
        if turn is not None:
            found |= turn.body["items"]
    return found


def turns_of(seat: Seat) -> list[Turn]:
    """Every touch of this sitting that is kept, in the order of the device's counter."""
    session = seat.world.session
    session.rollback()
    kept = select(Turn).where(Turn.sitting_id == seat.sitting.id).order_by(Turn.counter, Turn.fork)
    return list(session.scalars(kept))
