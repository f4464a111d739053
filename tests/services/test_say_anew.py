"""Said anew on Tuesday: nothing else was asked then, and nothing else is stated of that day."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.contract import Touch, touch
from tests.make import Make
from tests.services.test_two_days import ROOMS, TUESDAY, WEDNESDAY, WISHES, Story
from voice_app.model import School, Sitting, Statement
from voice_app.services import assent, capture, prepare, share
from voice_app.services.prepare import Standing
from voice_app.services.sharing_rule import MEETING

CARDS = ROOMS["card-sort"]
PLAYGROUND = "card:playground"
ANEW = "a rabbit and a hen"


@pytest.fixture
def story(session: Session, make: Make, school: School) -> Story:
    """Monday: one wish is said, and what follows on from it is passed over."""
    story = Story(session, make, school)
    story.writes(story.monday, "wish:1", "a rabbit")
    story.touches(story.monday, Touch("skip", "like:1"), Touch("skip", "different:1"), Touch("skip", "wants:1"))
    return story


def change(story: Story, at: datetime = TUESDAY) -> Sitting:
    """Tuesday: the pupil is shown the wish, and says "Change it"."""
    tuesday = story.sit(story.begum, at)
    answers(story, tuesday, "change")
    return tuesday


def answers(story: Story, sitting: Sitting, said: str) -> None:
    """Shown the wish as it stands, the pupil says this."""
    story.counter += 1
    prepare.check(story.session, story.point, story.said(), said, sitting=sitting, now=story.at(sitting))


def say_anew(story: Story, tuesday: Sitting, *touches: Touch) -> None:
    for what in touches:
        around = capture.surroundings_of(tuesday, WISHES)
        story.answer = touch(WISHES.by_key.asks[what.item], story.answer, what, around)
        story.counter += 1
        sent = capture.IncomingTurn(story.key, story.counter, what.item, story.answer.as_stored())
        capture.keep_turn(story.session, tuesday, WISHES, sent, now=story.at(tuesday), anew=True)
        story.session.flush()


def words(what: str) -> tuple[Touch, Touch]:
    return Touch("words", "wish:1", words=what), Touch("next", "wish:1")


WORDS = words(ANEW)
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


class TestWordsBesideACard:
    """Monday: the playground lies under Good, for the swings. Tuesday it is said anew, and the tablet is given back."""

    @pytest.fixture
    def sorted_card(self, session: Session, make: Make, school: School) -> Story:
        story = Story(session, make, school)
        self.does(story, story.monday, Touch("pick", "topic", "places"), anew=False)
        self.writes(story, story.monday, "the swings", anew=False)
        self.does(story, story.monday, Touch("pick", PLAYGROUND, "good"), anew=False)
        story.hands_back(story.monday)
        return story

    @pytest.fixture
    def tuesday(self, sorted_card: Story) -> Sitting:
        tuesday = sorted_card.sit(sorted_card.begum, TUESDAY)
        said = sorted_card.said(PLAYGROUND)
        prepare.check(
            sorted_card.session, sorted_card.point, said, "change", sitting=tuesday, now=sorted_card.at(tuesday)
        )
        return tuesday

    def does(self, story: Story, sitting: Sitting, what: Touch, *, anew: bool) -> None:
        around = capture.surroundings_of(sitting, CARDS)
        story.answer = touch(CARDS.by_key.asks[what.item], story.answer, what, around)
        story.counter += 1
        sent = capture.IncomingTurn(story.key, story.counter, what.item, story.answer.as_stored())
        capture.keep_turn(story.session, sitting, CARDS, sent, now=story.at(sitting), anew=anew)
        story.session.flush()

    def writes(self, story: Story, sitting: Sitting, what: str, *, anew: bool) -> None:
        self.does(story, sitting, Touch("words", PLAYGROUND, words=what), anew=anew)

    def stands(self, story: Story) -> tuple[str | None, str, str]:
        said = story.said(PLAYGROUND)
        place = said.claim["values"].get("place")
        return said.words, said.leaning, place["text"] if place else "nowhere"

    @pytest.mark.parametrize("anew", [True, False])
    def test_new_ones_lie_nowhere_until_the_pupil_puts_them_somewhere(
        self, sorted_card: Story, tuesday: Sitting, anew: bool
    ) -> None:
        assert self.stands(sorted_card) == ("the swings", "good", "Good")
        self.writes(sorted_card, tuesday, "they push me there", anew=anew)
        self.does(sorted_card, tuesday, Touch("next", PLAYGROUND), anew=anew)
        sorted_card.hands_back(tuesday)
        assert self.stands(sorted_card) == ("they push me there", "none", "nowhere")
        said = sorted_card.said(PLAYGROUND)
        assert (said.state, said.claim["text"]) == ("started", "About %(card)s, %(pupil)s said:")
        # Put where it lay before, the new words are said to lie there.
        self.does(sorted_card, tuesday, Touch("pick", PLAYGROUND, "good"), anew=anew)
        assert self.stands(sorted_card) == ("they push me there", "good", "Good")

    @pytest.mark.parametrize("moves_on", [True, False])
    def test_a_letter_typed_and_rubbed_out_again_takes_nothing_from_what_was_said(
        self, sorted_card: Story, tuesday: Sitting, moves_on: bool
    ) -> None:
        before = sorted_card.said(PLAYGROUND).id
        self.writes(sorted_card, tuesday, "the swings!", anew=True)
        self.writes(sorted_card, tuesday, "the swings", anew=True)
        if moves_on:
            self.does(sorted_card, tuesday, Touch("next", PLAYGROUND), anew=True)
        sorted_card.hands_back(tuesday)
        assert sorted_card.said(PLAYGROUND).id == before
        assert self.stands(sorted_card) == ("the swings", "good", "Good")


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


class TestTheTick:
    @pytest.fixture
    def ticked(self, story: Story) -> Story:
        """Monday's wish is shared with the meeting, and ticked. Its answer is still open."""
        story.hands_back(story.monday)
        story.decides(story.monday, "yes")
        story.counter += 1
        cole = story.viewer(story.cole)
        prepare.tick(story.session, cole, story.point, [story.said().id], now=story.at(story.monday))
        return story

    def waits(self, story: Story) -> set[UUID]:
        return {said.id for _, said in prepare.waiting_for_pupil(story.session, story.zara.id)}

    def test_goes_with_what_is_said_anew(self, ticked: Story) -> None:
        say_anew(ticked, change(ticked), *WORDS)
        assert self.waits(ticked) == {ticked.said().id}

    def test_goes_on_with_it_when_that_is_said_anew_another_day(self, ticked: Story) -> None:
        say_anew(ticked, change(ticked), *WORDS)
        say_anew(ticked, change(ticked, WEDNESDAY), *words("a rabbit, a hen and a cat"))
        assert self.waits(ticked) == {ticked.said().id}

    def test_goes_on_with_it_where_a_keep_was_taken_back_for_it(self, ticked: Story) -> None:
        tuesday = change(ticked)
        say_anew(ticked, tuesday, *WORDS)
        answers(ticked, tuesday, "keep")
        answers(ticked, tuesday, "change")
        say_anew(ticked, tuesday, *words("a rabbit, a hen and a cat"))
        assert self.waits(ticked) == {ticked.said().id}

    @pytest.mark.parametrize("said", ["keep", "leave-out"])
    def test_does_not_go_with_words_that_are_said_after_that(self, ticked: Story, said: str) -> None:
        tuesday = change(ticked)
        say_anew(ticked, tuesday, *WORDS)
        answers(ticked, tuesday, said)
        ticked.writes(tuesday, "wish:1", "no school at all")
        ticked.hands_back(tuesday)
        assert ticked.said().words == "no school at all"
        assert self.waits(ticked) == set()

    def test_does_not_go_with_the_words_of_another_day_on_which_nobody_was_shown_the_ticked_ones(
        self, ticked: Story
    ) -> None:
        change(ticked)
        wednesday = ticked.sit(ticked.begum, WEDNESDAY)
        ticked.writes(wednesday, "wish:1", "no school at all")
        ticked.hands_back(wednesday)
        assert ticked.said().words == "no school at all"
        assert self.waits(ticked) == set()

    @pytest.mark.parametrize("other", ["leave-out", "change"])
    def test_a_keep_that_was_taken_back_can_be_given_again(self, ticked: Story, other: str) -> None:
        tuesday = change(ticked)
        say_anew(ticked, tuesday, *WORDS)
        for said in ("keep", other):
            answers(ticked, tuesday, said)
        assert share.statement_decisions(ticked.session, ticked.said()) == {MEETING: "dont-know"}
        answers(ticked, tuesday, "keep")
        rows = prepare.attached(ticked.session, ticked.viewer(ticked.cole), ticked.point)
        standings = {row.statement.id: row.standing for row in rows}
        assert standings[ticked.said().id] is Standing.KEPT

    @pytest.mark.parametrize("whole", [True, False])
    @pytest.mark.parametrize("decision", ["no", "dont-know"])
    def test_what_was_decided_on_the_page_of_who_can_see_it_no_keep_changes(
        self, ticked: Story, decision: str, whole: bool
    ) -> None:
        tuesday = change(ticked)
        say_anew(ticked, tuesday, *WORDS)
        answers(ticked, tuesday, "keep")
        answers(ticked, tuesday, "leave-out")
        ticked.decides(tuesday, decision, None if whole else ticked.said())
        answers(ticked, tuesday, "keep")
        assert not ticked.shared()
