"""Said anew on Tuesday: nothing else was asked then, and nothing else is stated of that day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.contract import Touch, touch
from tests.make import Make
from tests.services.test_two_days import ROOMS, TUESDAY, WISHES, Story
from voice_app.model import PupilCheck, School, Sitting, Statement
from voice_app.services import assent, capture

ANEW = "a rabbit and a hen"


@pytest.fixture
def story(session: Session, make: Make, school: School) -> Story:
    """Monday: one wish is said, and what follows on from it is passed over."""
    story = Story(session, make, school)
    story.writes(story.monday, "wish:1", "a rabbit")
    story.touches(story.monday, Touch("skip", "like:1"), Touch("skip", "different:1"), Touch("skip", "wants:1"))
    return story


def change(story: Story) -> Sitting:
    """Tuesday: the pupil is shown the wish, and says "Change it"."""
    tuesday = story.sit(story.begum, TUESDAY)
    story.make.keep(
        PupilCheck(
            review_point_id=story.point.id,
            statement_id=story.said().id,
            said="change",
            at=story.at(tuesday),
            sitting_id=tuesday.id,
        )
    )
    return tuesday


def say_anew(story: Story, tuesday: Sitting, *touches: Touch) -> None:
    for what in touches:
        around = capture.surroundings_of(story.session, tuesday, WISHES, story.response())
        story.answer = touch(WISHES.by_key.asks[what.item], story.answer, what, around)
        story.counter += 1
        sent = capture.IncomingTurn(story.key, story.counter, what.item, story.answer.as_stored())
        capture.keep_turn(story.session, tuesday, WISHES, sent, now=story.at(tuesday), anew=True)
        story.session.flush()


WORDS = (Touch("words", "wish:1", words=ANEW), Touch("next", "wish:1"))
BEGUN = WORDS[:1]


def of(story: Story, sitting: Sitting) -> dict[str, str]:
    """What stands of this sitting, with how it is stated."""
    rows = select(Statement.item, Statement.state).where(
        Statement.replaced_at.is_(None), Statement.sitting_id == sitting.id
    )
    return dict(story.session.execute(rows).all())


def standing(story: Story) -> list[Statement]:
    rows = select(Statement).where(Statement.replaced_at.is_(None)).order_by(Statement.item)
    return list(story.session.scalars(rows))


def state(story: Story) -> str:
    return story.response().state


class TestStop:
    def test_an_open_answer_stays_open_and_nothing_that_nobody_showed_is_called_stopped(self, story: Story) -> None:
        story.hands_back(story.monday)
        tuesday = change(story)
        say_anew(story, tuesday, *WORDS)
        story.stops(tuesday)
        assert state(story) == "open"
        assert of(story, tuesday) == {"wish:1": "given"}
        assert story.said().words == ANEW
        assert "wish:2" not in story.states()

    def test_a_finished_answer_stays_finished(self, story: Story) -> None:
        story.finishes(story.monday)
        before = story.states()
        tuesday = change(story)
        say_anew(story, tuesday, *BEGUN)
        assert state(story) == "finished"
        say_anew(story, tuesday, *WORDS[1:])
        story.stops(tuesday)
        assert state(story) == "finished"
        assert of(story, tuesday) == {"wish:1": "given"}
        # What was asked about the words before is asked anew, and nothing else is touched by it.
        assert story.states().items() <= before.items()

    def test_what_monday_stopped_at_stays_mondays_also_after_go_back(self, story: Story) -> None:
        story.stops(story.monday)
        before = story.states()
        assert "stopped" in before.values()
        tuesday = change(story)
        say_anew(story, tuesday, *WORDS)
        story.stops(tuesday)
        capture.go_on(story.session, tuesday, ROOMS, now=story.at(tuesday))
        assert state(story) == "stopped"
        assert of(story, tuesday) == {"wish:1": "given"}
        assert "stopped" in story.states().values()
        assert story.states().items() <= before.items()

    def test_what_was_in_hand_is_stopped(self, story: Story) -> None:
        story.finishes(story.monday)
        tuesday = change(story)
        say_anew(story, tuesday, *BEGUN)
        story.stops(tuesday)
        assert of(story, tuesday) == {"wish:1": "stopped"}
        assert story.said().words == ANEW
        assert state(story) == "finished"

    def test_what_was_asked_besides_is_stopped_as_ever(self, story: Story) -> None:
        story.hands_back(story.monday)
        tuesday = change(story)
        say_anew(story, tuesday, *WORDS)
        story.writes(tuesday, "wish:2", "a quiet room")
        story.stops(tuesday)
        assert state(story) == "stopped"
        assert "stopped" in of(story, tuesday).values()


def test_given_back_in_the_middle_what_was_begun_is_kept_as_begun(story: Story) -> None:
    story.finishes(story.monday)
    tuesday = change(story)
    say_anew(story, tuesday, *BEGUN)
    story.hands_back(tuesday)
    assert (story.said().state, story.said().words) == ("started", ANEW)
    assert state(story) == "finished"


class TestThrowingTuesdayAway:
    def test_a_finished_answer_is_finished_again_with_the_version_that_was_decided_on(self, story: Story) -> None:
        story.finishes(story.monday)
        before = standing(story)
        # Activities put their claims in other words since, so that Tuesday states everything again.
        for one in before:
            one.claim = {**one.claim, "text": "%(pupil)s wished:"}
        tuesday = change(story)
        say_anew(story, tuesday, *WORDS)
        story.stops(tuesday)
        assent.throw_away(story.session, tuesday, now=story.at(tuesday) + timedelta(minutes=5))
        story.session.expire_all()
        assert state(story) == "finished"
        assert standing(story) == before

    def test_an_answer_that_was_not_whole_by_todays_questions_is_finished_again_too(self, story: Story) -> None:
        story.hands_back(story.monday)
        response = story.response()
        response.state, response.ended_at = "finished", story.at(story.monday)
        tuesday = change(story)
        say_anew(story, tuesday, *WORDS)
        assent.throw_away(story.session, tuesday, now=story.at(tuesday) + timedelta(minutes=5))
        story.session.expire_all()
        assert state(story) == "finished"
