"""A school for measuring: pupils at their tablets, each with the yes given and nothing said yet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from activities import all_activities
from voice_app.model import (
    Assignment,
    CommunicationProfile,
    Pupil,
    ReviewPoint,
    Role,
    School,
    SessionKind,
    Sitting,
    Staff,
    Turn,
    Views,
)
from voice_app.services import assent, capture, doors, hand_over
from voice_app.services.profile import Profile
from voice_app.services.viewer import Viewer


@dataclass(frozen=True)
class AtTheTablet:
    """A pupil in pupil mode: the device's token, and the sitting."""

    token: str
    sitting_id: UUID


def fill(engine: Engine, pupils: int, activity: str, *more: str, short: bool = True) -> list[AtTheTablet]:
    """Make the school, and hand the tablet to each pupil. Every pupil has an open cycle, so that answers attach."""
    now = datetime.now(UTC)
    with Session(engine) as session:
        school, adults = _school(session, now)
        seats = [_hand_over(session, school, adults[0], n, [activity, *more], now, short=short) for n in range(pupils)]
        session.commit()
    return seats


def _adult(school: School, n: int, now: datetime) -> Staff:
    return Staff(
        school_id=school.id, name=f"Miss Brown {n}", username=f"adult{n}@school.test", role=Role.STAFF, made_at=now
    )


def _hand_over(
    session: Session, school: School, adult: Staff, n: int, activities: Sequence[str], now: datetime, *, short: bool
) -> AtTheTablet:
    pupil = _pupil(school, n, now)
    session.add(pupil)
    session.flush()
    session.add_all([Assignment(staff_id=adult.id, pupil_id=pupil.id, since=now), _cycle(pupil, now)])
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=now, staff=adult)
    viewer = Viewer(session=opened, school_id=school.id, staff=adult)
    plan = hand_over.Plan(activities, Profile(), [hand_over.present_staff(adult)], pin=hand_over.new_pin(), short=short)
    sitting, token = hand_over.hand_over(session, viewer, pupil, plan, now=now)
    assent.say_yes(session, sitting, how="tapped", shown={"wording": "simple"}, now=now)
    return AtTheTablet(token, sitting.id)


def touches(engine: Engine, seat: AtTheTablet, activity: str, seed: int) -> Iterator[dict[str, Any]]:
    """A whole conversation of a pretend pupil, touch by touch, as a tablet sends it; a new answer each time."""
    room = all_activities()[activity]
    with Session(engine) as session:
        sitting = session.get_one(Sitting, seat.sitting_id)
        around = capture.surroundings_of(sitting, room)
    key = str(uuid4())
    for counter, (touch, answer) in enumerate(room.pretend(Random(seed), around), 1):
        yield {
            "activity": activity,
            "key": key,
            "counter": counter,
            "item": touch.item,
            "answer": json.loads(json.dumps(answer.as_stored())),
        }


def kept_turns(engine: Engine) -> set[tuple[str, int]]:
    """Key and counter of every touch in the database."""
    with Session(engine) as session:
        return {(str(key), counter) for key, counter in session.execute(select(Turn.response_key, Turn.counter))}


def fill_reviews(engine: Engine, pupils: int) -> Staff:
    """A school in which every pupil has an open cycle and how they tell us things. Gives its SENDCo."""
    now = datetime.now(UTC)
    with Session(engine, expire_on_commit=False) as session:
        school, adults = _school(session, now)
        adults[0].role = Role.SENDCO
        children = [_pupil(school, n, now) for n in range(pupils)]
        session.add_all(children)
        session.flush()
        for n, pupil in enumerate(children):
            point = _cycle(pupil, now, in_weeks=n % 12)
            point.views = list(Views)[n % len(Views)].value
            session.add_all(
                [point, CommunicationProfile(pupil_id=pupil.id, settings=Profile().as_stored(), changed_at=now)]
            )
        session.commit()
    return adults[0]


#: In a year: one conversation a term.
TERMS = 3


def fill_years(engine: Engine, years: Sequence[int]) -> tuple[Staff, list[UUID]]:
    """A pupil for each of these numbers of years, who said something each term. Gives the adult who was there."""
    now = datetime.now(UTC)
    with Session(engine, expire_on_commit=False) as session:
        school, adults = _school(session, now - timedelta(days=366 * max(years)))
        children = [_pupil(school, n, now) for n in range(len(years))]
        session.add_all(children)
        session.flush()
        for number, (pupil, many) in enumerate(zip(children, years, strict=True)):
            session.add(Assignment(staff_id=adults[0].id, pupil_id=pupil.id, since=now))
            for term in reversed(range(many * TERMS)):
                then = now - timedelta(days=7 + term * 365 // TERMS)
                cycle = _cycle(pupil, then)
                session.add(cycle)
                session.flush()
                _say_something(session, school, adults[0], pupil, seed=100 * number + term, then=then)
                # The review has taken place; only the newest is still to come.
                cycle.closed_on = cycle.due if term else None
        session.commit()
    return adults[0], [pupil.id for pupil in children]


def _say_something(session: Session, school: School, adult: Staff, pupil: Pupil, *, seed: int, then: datetime) -> None:
    rooms = all_activities()
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=then, staff=adult)
    viewer = Viewer(session=opened, school_id=school.id, staff=adult)
    plan = hand_over.Plan(list(rooms), Profile(), [hand_over.present_staff(adult)], pin=hand_over.new_pin())
    sitting, _ = hand_over.hand_over(session, viewer, pupil, plan, now=then)
    assent.say_yes(session, sitting, how="tapped", shown={"wording": "simple"}, now=then)
    for room in list(rooms.values())[:2]:
        around, key = capture.surroundings_of(sitting, room), uuid4()
        # The last of many touches holds all that was said, and finishes the answer.
        *_, (touch, answer) = room.pretend(Random(seed), around)
        said = capture.IncomingTurn(key, 1, touch.item, json.loads(json.dumps(answer.as_stored())))
        capture.keep_turn(session, sitting, room, said, now=then)
    sitting.finished_at = then
    session.flush()


def _school(session: Session, now: datetime) -> tuple[School, list[Staff]]:
    school = School(name="Measuring School", made_at=now)
    session.add(school)
    session.flush()
    adults = [_adult(school, n, now) for n in range(3)]
    session.add_all(adults)
    session.flush()
    school.safeguarding_lead_id, school.deputy_lead_id = adults[1].id, adults[2].id
    return school, adults


def _pupil(school: School, n: int, now: datetime) -> Pupil:
    return Pupil(
        school_id=school.id, surname=f"Pupil {n}", forename="Sam", dob=date(2018, 2, 14), year="4", made_at=now
    )


def _cycle(pupil: Pupil, now: datetime, *, in_weeks: int = 2) -> ReviewPoint:
    today = now.date()
    return ReviewPoint(
        school_id=pupil.school_id,
        pupil_id=pupil.id,
        kind="apdr-cycle",
        number=1,
        anchor=today - timedelta(weeks=10),
        due=today + timedelta(weeks=in_weeks),
        ask_by=today + timedelta(weeks=in_weeks - 1),
        made_at=now,
    )
