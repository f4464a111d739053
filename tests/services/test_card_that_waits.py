"""A card of the pupil's own that names somebody in the room: kept at once, and sorted on a day without that person."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Answer, ReadBack, Touch, contains_words, next_step, touch
from tests.make import NOON, Make
from voice_app.model import (
    DeviceSession,
    Present,
    Response,
    ResponseState,
    School,
    SessionKind,
    Sitting,
    Staff,
    Statement,
)
from voice_app.paperwork import telling
from voice_app.services import capture, look_back, prepare, say_anew, share
from voice_app.services.sharing_rule import MEETING
from voice_app.services.viewer import Viewer
from voice_app.services.who_is_here import names_of

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

    def as_cole(self) -> Viewer:
        seat = DeviceSession(
            kind=SessionKind.STAFF, token_hash="x", staff_id=self.cole.id, started_at=NOON, seen_at=NOON
        )
        return Viewer(session=seat, school_id=self.cole.school_id, staff=self.cole)

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

    def to_the_end(self, sitting: Sitting) -> Statement:
        """Skip what is still asked, and say yes to what is read back: the answer is finished."""
        while (item := self.asked(sitting)) is not None:
            is_read_back = isinstance(CARDS.by_key.asks[item], ReadBack)
            self.touches(sitting, Touch("pick", item, "yes") if is_read_back else Touch("skip", item))
        assert self.session.get_one(Response, self.key).state == ResponseState.FINISHED
        return self.own()

    def own(self) -> Statement:
        own = select(Statement).where(Statement.item == "card:own-1", Statement.replaced_at.is_(None))
        return self.session.scalars(own).one()

    def hands_back(self, sitting: Sitting) -> Statement:
        capture.hand_back(self.session, sitting, all_activities(), now=sitting.handed_over_at + timedelta(minutes=9))
        return self.own()


@pytest.fixture
def days(session: Session, make: Make, school: School) -> Days:
    return Days(session, make, school)


def test_it_is_kept_word_for_word_and_the_conversation_goes_on(days: Days) -> None:
    monday = days.beside(days.begum, 0)
    days.makes_a_card(monday)
    assert days.asked(monday) == "own:2"
    own = days.hands_back(monday)
    assert (own.words, own.provenance, own.sitting_id) == (SHOUTS, "OWN_WORDS_TYPED", monday.id)
    assert own.state == "given"
    assert own.claim["text"] == "%(pupil)s added %(card)s. It was not sorted that day. It says:"


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


def test_its_words_are_shared_ticked_and_printed_like_every_word(days: Days) -> None:
    session, point = days.session, days.make.review_point(days.tom)
    monday = days.beside(days.begum, 0)
    days.makes_a_card(monday)
    own = days.to_the_end(monday)
    assert own.words == SHOUTS
    assert own in look_back.said_in(session, monday), "it stands on the page of who can see it"
    assert prepare.attached(session, days.as_cole(), point) == [], "nobody has said yes yet"
    share.decide(session, monday, MEETING, "yes", how="asked", decided_in=monday, now=NOON + timedelta(hours=1))
    [row] = prepare.attached(session, days.as_cole(), point)
    assert (row.statement, row.standing) == (own, prepare.Standing.OPEN)
    prepare.tick(session, days.as_cole(), point, {own.id}, now=NOON + timedelta(hours=2))
    prepare.check(session, point, own, "keep", sitting=monday, now=NOON + timedelta(hours=3))
    prepare.add(session, days.as_cole(), point, now=NOON + timedelta(hours=4))
    [printed] = prepare.going_out(session, days.as_cole(), point, MEETING)
    assert telling.told(printed.statement, "Tom").words == SHOUTS
    assert say_anew.standing_now(session, own) == own, "and it can be changed"


def test_it_goes_on_waiting_while_that_person_is_there_again(days: Days) -> None:
    days.makes_a_card(days.beside(days.begum, 0))
    assert days.asked(days.beside(days.begum, 1)) == "own:2"


def in_the_room(name: str, role: str = "staff", stands_for: str = "teacher") -> Present:
    return Present(name=name, role=role, stands_for=stands_for)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (in_the_room("Miss Begum"), "miss begum shouts"),
        (in_the_room("Miss Begum"), "Begum's room"),
        (in_the_room("Miss Begum"), "Mrs Begum shouts"),
        (in_the_room("Sarah Begum"), "Miss Begum shouts"),
        (in_the_room("Sarah Begum"), "Sarah shouts"),
        (in_the_room("Mr D. Hall"), "Mr Hall shouts"),
        (in_the_room("Mr David Hall"), "David’s lesson"),
        (in_the_room("Grace Hall"), "Miss Hall shouts"),
        (in_the_room("Mrs Day"), "miss day’s lesson"),
        (in_the_room("Mr and Mrs Khan", "family", "other"), "Mrs Khan"),
        (in_the_room("Miss O’Neill"), "miss o'neill"),
        (in_the_room("Miss Begum-Khan"), "miss begum khan"),
        (in_the_room("Amir Khan", "family", "dad"), "my dad's car"),
        (in_the_room("mum", "other", ""), "mummy shouts"),
        (in_the_room("Zoe’s mum", "other", ""), "mum shouts"),
    ],
)
def test_people_are_known_by_first_name_and_surname_with_a_title_or_without_and_by_mum_and_dad(
    one: Present, words: str
) -> None:
    assert contains_words(words, names_of([one]))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mr Hall", "the hall is loud"),
        ("Miss Green", "the green chair"),
        ("Mrs Day", "a bad day"),
        ("Grace Hall", "the hall"),
        ("Mr and Mrs Khan", "salt and pepper"),
        ("Mr D. Hall", "d is my favourite letter"),
        ("Mrs Reading", "reading is hard"),
        ("Mr Lee", "the head teacher"),
    ],
)
def test_everyday_words_name_nobody_without_a_title(name: str, words: str) -> None:
    assert not contains_words(words, names_of([in_the_room(name, stands_for="head-teacher")]))
