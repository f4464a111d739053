"""A card of the pupil's own that names somebody in the room: kept at once, and sorted on a day without that person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Answer, Touch, next_step, touch
from tests.make import NOON, Make
from voice_app.model import Present, School, Sitting, Staff, Statement
from voice_app.services import capture
from voice_app.services.surroundings import names_of

CARDS = all_activities()["card-sort"]
SHOUTS = "miss begum shouts"


class Days:
    """Tom, who makes cards beside Miss Begum on one day and beside Mrs Cole on the next."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.make = session, make
        self.begum, self.cole = make.staff(school, name="Miss Begum"), make.sendco(school, name="Mrs Cole")
        self.tom = make.pupil(school)
        self.key: UUID = uuid4()
        self.answer, self.counter = Answer(), 0

    def beside(self, adult: Staff, day: int) -> Sitting:
        sitting = self.make.sitting(self.tom, adult, handed_over_at=NOON + timedelta(days=day), planned=["card-sort"])
        self.make.assent(sitting)
        return sitting

    def touches(self, sitting: Sitting, *touches: Touch) -> None:
        for what in touches:
            around = capture.surroundings_of(sitting, CARDS)
            self.answer = touch(CARDS.by_key.asks[what.item], self.answer, what, around)
            self.counter += 1
            sent = capture.IncomingTurn(self.key, self.counter, what.item, self.answer.as_stored())
            capture.keep_turn(self.session, sitting, CARDS, sent, now=sitting.handed_over_at)

    def makes_a_card(self, sitting: Sitting, words: str = SHOUTS) -> None:
        own = (Touch("words", "own:1", words=words), Touch("next", "own:1"))
        self.touches(sitting, Touch("skip", "topic"), *own)

    def asked(self, sitting: Sitting) -> str | None:
        step = next_step(CARDS.conversation, self.answer, capture.surroundings_of(sitting, CARDS))
        return step.item if step else None

    def hands_back(self, sitting: Sitting) -> Statement:
        capture.hand_back(self.session, sitting, all_activities(), now=sitting.handed_over_at + timedelta(minutes=9))
        own = select(Statement).where(Statement.item == "card:own-1", Statement.replaced_at.is_(None))
        return self.session.scalars(own).one()


@pytest.fixture
def days(session: Session, make: Make, school: School) -> Days:
    return Days(session, make, school)


def test_it_is_kept_word_for_word_and_the_conversation_goes_on(days: Days) -> None:
    monday = days.beside(days.begum, 0)
    days.makes_a_card(monday)
    assert days.asked(monday) == "own:2"
    own = days.hands_back(monday)
    assert (own.words, own.provenance, own.sitting_id) == (SHOUTS, "OWN_WORDS_TYPED", monday.id)
    assert own.claim["text"] == (
        "%(pupil)s added %(card)s. It was not sorted: it names somebody who was in the room. It says:"
    )


def test_it_is_offered_for_sorting_on_a_day_without_the_one_it_names(days: Days) -> None:
    monday = days.beside(days.begum, 0)
    days.makes_a_card(monday)
    days.hands_back(monday)
    tuesday = days.beside(days.cole, 1)
    assert days.asked(tuesday) == "card:own-1"
    days.touches(tuesday, Touch("pick", "card:own-1", "not-good"))
    own = days.hands_back(tuesday)
    assert (own.words, own.state) == (SHOUTS, "given")
    assert own.sitting_id == monday.id, "the words are still of the day on which they were said"


def test_one_that_names_harm_too_is_kept_and_nothing_more_is_asked_about_it(days: Days) -> None:
    monday = days.beside(days.begum, 0)
    days.makes_a_card(monday, "miss begum hits me")
    assert days.asked(monday) == "told-back"
    assert days.hands_back(monday).words == "miss begum hits me"
    assert days.asked(days.beside(days.cole, 1)) == "told-back"


def test_it_goes_on_waiting_while_that_person_is_there_again(days: Days) -> None:
    days.makes_a_card(days.beside(days.begum, 0))
    assert days.asked(days.beside(days.begum, 1)) == "own:2"


@pytest.mark.parametrize(
    ("one", "called"),
    [
        (Present(name="Miss Begum", role="staff", stands_for="teacher"), ["miss begum", "begum", "begum's"]),
        (Present(name="Amir Khan", role="family", stands_for="dad"), ["amir khan", "dad", "daddy", "dad's"]),
        (Present(name="mum", role="other", stands_for=None), ["mum", "mummy"]),
    ],
)
def test_people_are_known_by_their_names_without_titles_and_by_mum_and_dad(one: Present, called: Sequence[str]) -> None:
    assert set(called) <= set(names_of([one]))


def test_what_means_other_things_too_names_nobody() -> None:
    head = Present(name="Mr Lee", role="staff", stands_for="head-teacher")
    assert set(names_of([head])) == {"mr lee", "mr lee's", "lee", "lee's"}
