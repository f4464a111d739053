"""The pupil's yes and no, and throwing a day away: what an earlier day said stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Answer, Touch, touch
from tests.make import MORNING, NOON, Make
from voice_app.model import Attachment, Response, School, Sitting, Statement
from voice_app.services import assent, capture, share
from voice_app.services.sharing_rule import MEETING, shared_with

WISHES = all_activities()["three-wishes"]


class TwoDays:
    """An answer that is stopped on the first day, and gone on with on the second."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session = session
        self.key: UUID = uuid4()
        self.answer = Answer()
        self.counter = 0
        pupil = make.pupil(school)
        begum = make.staff(school, name="Miss Begum")
        make.review_point(pupil)
        self.first = make.sitting(pupil, begum)
        self.second = make.sitting(pupil, begum, handed_over_at=NOON)
        for one in (self.first, self.second):
            make.assent(one)

    def say(self, sitting: Sitting, item: str, words: str, *, minutes: int) -> None:
        now = NOON + timedelta(minutes=minutes)
        around = capture.surroundings_of(sitting, WISHES)
        for what in (Touch("words", item, words=words), Touch("next", item)):
            self.answer = touch(WISHES.by_key.asks[item], self.answer, what, around)
            self.counter += 1
            incoming = capture.IncomingTurn(self.key, self.counter, item, self.answer.as_stored())
            capture.keep_turn(self.session, sitting, WISHES, incoming, now=now)

    def stop(self, sitting: Sitting, *, minutes: int) -> None:
        capture.stop(self.session, sitting, all_activities(), now=NOON + timedelta(minutes=minutes))

    def throw_away(self, *, minutes: int) -> None:
        assent.throw_away(self.session, self.second, now=NOON + timedelta(minutes=minutes))
        self.session.expire_all()

    def words(self) -> Sequence[str | None]:
        return self.session.scalars(
            select(Statement.words).where(Statement.replaced_at.is_(None), Statement.words.is_not(None))
        ).all()


@pytest.fixture
def days(session: Session, make: Make, school: School) -> TwoDays:
    days = TwoDays(session, make, school)
    days.say(days.first, "wish:1", "a dog", minutes=0)
    days.stop(days.first, minutes=1)
    return days


class TestThrowingTodayAway:
    def test_what_an_earlier_day_said_stands_again(self, days: TwoDays) -> None:
        days.say(days.second, "wish:1", "a cat", minutes=5)
        days.stop(days.second, minutes=6)
        assert days.words() == ["a cat"]
        days.throw_away(minutes=7)
        assert days.words() == ["a dog"]

    def test_the_answer_is_stopped_as_it_was(self, days: TwoDays) -> None:
        days.say(days.second, "wish:2", "a quiet room", minutes=5)
        assert days.session.get_one(Response, days.key).state == "open"
        days.throw_away(minutes=7)
        response = days.session.get_one(Response, days.key)
        assert (response.state, response.ended_at) == ("stopped", NOON + timedelta(minutes=1))
        assert response.sitting_id == days.first.id

    def test_what_only_today_said_leaves_the_review(self, days: TwoDays) -> None:
        days.say(days.second, "wish:2", "a quiet room", minutes=5)
        days.stop(days.second, minutes=6)
        attached = select(Attachment.item)
        assert "wish:2" in days.session.scalars(attached).all()
        days.throw_away(minutes=7)
        left = set(days.session.scalars(attached))
        assert "wish:1" in left
        assert left <= set(days.session.scalars(select(Statement.item)))

    def test_a_no_for_one_thing_of_an_earlier_day_stays(self, days: TwoDays) -> None:
        def decide(sitting: Sitting, decision: str, statement: Statement | None = None) -> None:
            share.decide(
                days.session,
                sitting,
                MEETING,
                decision,
                how="asked",
                decided_in=sitting,
                now=NOON + timedelta(minutes=5),
                statement=statement,
            )

        dog = days.session.scalars(select(Statement).where(Statement.words == "a dog")).one()
        decide(days.first, "yes")
        days.say(days.second, "wish:2", "a quiet room", minutes=3)
        decide(days.second, "no", dog)
        days.throw_away(minutes=7)
        assert days.session.scalar(select(shared_with(MEETING)).where(Statement.id == dog.id)) == 0

    def test_the_sitting_cannot_begin_again(self, days: TwoDays) -> None:
        days.throw_away(minutes=7)
        with pytest.raises(assent.ThrownAway):
            assent.say_yes(days.session, days.second, how="tapped", shown={}, now=NOON)
        assert assent.in_force(days.session, days.second.id) is None


def test_a_no_before_the_yes_is_kept_with_it(session: Session, make: Make, school: School) -> None:
    sitting = make.sitting(make.pupil(school), make.staff(school))
    assent.say_no(session, sitting, how="shook her head", now=MORNING)
    given = assent.say_yes(session, sitting, how="tapped", shown={"wording": "simple"}, now=NOON)
    assert given.shown == {
        "wording": "simple",
        "refused_before": {"at": MORNING.isoformat(), "how": "shook her head"},
    }
    assert sitting.refused_at is None, "nobody reads today as refused"
