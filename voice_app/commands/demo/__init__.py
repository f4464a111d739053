"""The demo school: invented pupils with two years behind them, made through the product's own services.

`fill(session, now, pupils=3)` makes a small one for tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from activities import all_activities
from voice_app.model import DeviceSession, Pupil, ReviewPoint, School, SessionKind, Sitting, Staff
from voice_app.school_time import school_day
from voice_app.services import doors, prepare, standing
from voice_app.services.viewer import Viewer

from . import holidays, reviews, sittings
from .children import CHILDREN
from .people import YEARS_BACK, Known, make_children, make_practice_pupil, make_staff

SEED = 7
NAME = "Harbour View School (demo)"
DAYS_BEFORE_REVIEW = 9


@dataclass(frozen=True)
class DemoSchool:
    """The school that was made; the staff by what they are (`people.STAFF`)."""

    school: School
    staff: Mapping[str, Staff]
    pupils: list[Pupil]
    practice: Pupil


def fill(session: Session, now: datetime, *, pupils: int = len(CHILDREN), seed: int = SEED) -> DemoSchool:
    """Make the demo school in an empty database, as it would stand at `now`. The caller commits.

    The same seed, moment and number of pupils give the same school, but for keys and PINs.
    """
    began = now - YEARS_BACK - timedelta(days=30)
    school = School(name=NAME, made_at=began, demo=True)
    session.add(school)
    session.flush()
    staff = make_staff(session, school, made_at=began)
    practice = make_practice_pupil(session, school, now=began)
    known = make_children(session, school, staff, most=pupils, seed=seed, now=now)
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=began, staff=staff["sendco"])
    sendco = Viewer(session=opened, school_id=school.id, staff=staff["sendco"], place="demo")
    today = school_day(now)
    holidays.enter(session, sendco, today=today, now=began)
    for one in known:
        _live(session, sendco, one, now)
    for coming in reviews.cycles(reviews.coming_day(today + timedelta(days=21), today=today), back=0):
        reviews.make(session, sendco, practice, coming)
    # Nobody holds the tokens of these sessions.
    session.execute(update(DeviceSession).where(DeviceSession.ended_at.is_(None)).values(ended_at=now))
    session.flush()
    return DemoSchool(school, staff, [one.pupil for one in known], practice)


def _live(session: Session, sendco: Viewer, known: Known, now: datetime) -> None:
    """Two years of one pupil, in the order in which they happened."""
    child = known.child
    if child.sen == "N":
        long_ago = (now - timedelta(days=40 + known.random.randrange(60))).date()
        _sit(session, known, "in", reviews.at(holidays.open_until(long_ago), 10, 15), nth=0)
        return
    today = school_day(now)
    next_review = reviews.coming_day(today + timedelta(days=child.in_days), today=today)
    # With an EHC plan every second pupil has the annual review next, and the cycle after it.
    yearly_next = child.sen == "E" and len(child.forename) % 2 == 0
    last_cycle = reviews.coming_day(next_review + timedelta(weeks=6), today=today) if yearly_next else next_review
    coming = reviews.cycles(last_cycle, back=reviews.CYCLES_BACK_OF_YEAR.get(child.year, reviews.CYCLES_BACK))
    if child.sen == "E":
        later = reviews.coming_day(next_review + timedelta(weeks=14), today=today)
        coming += reviews.yearly(next_review if yearly_next else later)
    asked = _asked([one.closed_on for one in coming if one.closed_on])
    points: dict[int, ReviewPoint] = {}
    for _, closing, one in reviews.in_order([one for one in coming if one.made_at <= now]):
        if not closing:
            points[id(one)] = reviews.make(session, sendco, known.pupil, one)
            continue
        if one.closed_on in asked and known.random.random() < 0.85:
            day = holidays.open_until(one.closed_on - timedelta(days=DAYS_BEFORE_REVIEW))
            sitting = _sit(session, known, "in", reviews.at(day, 10, 15), nth=asked.index(one.closed_on))
            _into_paperwork(session, sendco, known, sitting, reviews.at(day, 15), add=True)
        reviews.close(session, sendco, points[id(one)], one)
    if child.now not in sittings.NO_SITTING:
        day = _weekday((now - timedelta(days=1 + known.random.randrange(4))).date())
        when = reviews.at(day, 9 + known.random.randrange(5), known.random.randrange(60))
        sitting = _sit(session, known, child.now, when, nth=len(asked))
        if child.now in {"ready", "added"}:
            _into_paperwork(session, sendco, known, sitting, when + timedelta(hours=1), add=child.now == "added")


def _asked(closed: Sequence[date]) -> list[date]:
    """The reviews before which the pupil was asked: the last one, and about one a year of the two years before."""
    each = sorted(closed)
    return sorted({*each[::4], *each[-1:]})


def _weekday(day: date) -> date:
    """The day, or the Friday before where it is a weekend: views of now are of the last days."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _sit(session: Session, known: Known, fate: str, when: datetime, *, nth: int) -> Sitting:
    """A sitting with one activity; each pupil has two, in turn."""
    rooms = list(all_activities().values())
    # Whoever meets an activity again after a while can say it differently: that is what comparing is for.
    room = rooms[(nth % 2 + len(known.child.surname)) % len(rooms)]
    return sittings.sit(session, known, sittings.Plan(fate, room, when))


def _into_paperwork(
    session: Session, sendco: Viewer, known: Known, sitting: Sitting, when: datetime, *, add: bool
) -> None:
    """The SENDCo ticks; the pupil says Keep, or once Leave out; what was kept is added."""
    point = next((one for one in standing.open_points(session, known.pupil.id)), None)
    if point is None:
        return
    rows = [row for row in prepare.attached(session, sendco, point) if row.standing is prepare.Standing.OPEN]
    wanted = [row.statement for row in rows][:5]
    if not wanted:
        return
    prepare.tick(session, sendco, point, [one.id for one in wanted], now=when)
    for number, one in enumerate(wanted):
        # "ready": one thing still waits for the pupil, so that the page shows what waiting looks like.
        if not add and number == len(wanted) - 1:
            continue
        said = "leave-out" if number == 3 else "keep"
        prepare.check(session, point, one, said, sitting=sitting, now=when + timedelta(minutes=5))
    if add:
        prepare.add(session, sendco, point, now=when + timedelta(minutes=20))
