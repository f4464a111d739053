"""A school for measuring: pupils at their tablets, each with the yes given and nothing said yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from activities import all_activities
from voice_app.model import Assignment, Pupil, ReviewPoint, Role, School, SessionKind, Sitting, Staff, Turn
from voice_app.services import assent, capture, doors, hand_over
from voice_app.services.profile import Profile
from voice_app.services.viewer import Viewer


@dataclass(frozen=True)
class AtTheTablet:
    """A pupil in pupil mode: the device's token, and the sitting."""

    token: str
    sitting_id: UUID


def fill(engine: Engine, pupils: int, activity: str) -> list[AtTheTablet]:
    """Make the school, and hand the tablet to each pupil. Every pupil has an open cycle, so that answers attach."""
    now = datetime.now(UTC)
    with Session(engine) as session:
        school = School(name="Measuring School", made_at=now)
        session.add(school)
        session.flush()
        adults = [_adult(school, n, now) for n in range(3)]
        session.add_all(adults)
        session.flush()
        school.safeguarding_lead_id, school.deputy_lead_id = adults[1].id, adults[2].id
        seats = [_hand_over(session, school, adults[0], n, activity, now) for n in range(pupils)]
        session.commit()
    return seats


def _adult(school: School, n: int, now: datetime) -> Staff:
    return Staff(
        school_id=school.id, name=f"Miss Brown {n}", username=f"adult{n}@school.test", role=Role.STAFF, made_at=now
    )


def _hand_over(session: Session, school: School, adult: Staff, n: int, activity: str, now: datetime) -> AtTheTablet:
    pupil = Pupil(
        school_id=school.id, surname=f"Pupil {n}", forename="Sam", dob=date(2018, 2, 14), year="4", made_at=now
    )
    session.add(pupil)
    session.flush()
    today = now.date()
    session.add_all(
        [
            Assignment(staff_id=adult.id, pupil_id=pupil.id, since=now),
            ReviewPoint(
                school_id=school.id,
                pupil_id=pupil.id,
                kind="apdr-cycle",
                number=1,
                anchor=today - timedelta(weeks=10),
                due=today + timedelta(weeks=2),
                ask_by=today + timedelta(weeks=1),
                made_at=now,
            ),
        ]
    )
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=now, staff=adult)
    viewer = Viewer(session=opened, school_id=school.id, staff=adult)
    plan = hand_over.Plan([activity], Profile(), [hand_over.present_staff(adult)], pin=hand_over.new_pin())
    sitting, token = hand_over.hand_over(session, viewer, pupil, plan, now=now)
    assent.say_yes(session, sitting, how="tapped", shown={"wording": "simple"}, now=now)
    return AtTheTablet(token, sitting.id)


def touches(engine: Engine, seat: AtTheTablet, activity: str, seed: int) -> Iterator[dict[str, Any]]:
    """A whole conversation of a pretend pupil, touch by touch, as a tablet sends it; a new answer each time."""
    room = all_activities()[activity]
    with Session(engine) as session:
        sitting = session.get_one(Sitting, seat.sitting_id)
        around = capture.surroundings_of(session, sitting, room, None)
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
