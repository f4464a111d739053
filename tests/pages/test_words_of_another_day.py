"""Mr Khan holds the tablet a day after Miss Begum did: nothing of her day is on its screen before the pupil decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Answer, Touch, touch
from tests.conftest import Enter
from tests.make import NOON, Make
from voice_app.model import Response, School, Sitting, Staff, Statement
from voice_app.services import capture, share
from voice_app.services.sharing_rule import staff_key

ROOMS = all_activities()
SHOUTS = "Mr Khan shouts at me"
ASKED = "/me/earlier-day?activity="


class Days:
    """One pupil, Miss Begum's day and Mr Khan's, in one activity after the other."""

    def __init__(self, session: Session, make: Make, school: School, enter: Enter) -> None:
        self.session, self.make, self.enter = session, make, enter
        self.begum, self.khan = make.staff(school, name="Miss Begum"), make.staff(school, name="Mr Khan")
        self.pupil = make.pupil(school)
        for staff in (self.begum, self.khan):
            make.assignment(staff, self.pupil)

    def day(self, adult: Staff, number: int, slug: str) -> Sitting:
        at = NOON + timedelta(days=number)
        sitting = self.make.sitting(self.pupil, adult, handed_over_at=at, planned=[slug])
        self.make.assent(sitting, given_at=at)
        self.session.commit()
        return sitting

    def with_begum(self, slug: str, *touches: Touch) -> Sitting:
        sitting, room, key, answer = self.day(self.begum, 0, slug), ROOMS[slug], uuid4(), Answer()
        around = capture.surroundings_of(self.session, sitting, room, None)
        for counter, what in enumerate(touches, 1):
            answer = touch(room.by_key.asks[what.item], answer, what, around)
            sent = capture.IncomingTurn(key, counter, what.item, answer.as_stored())
            capture.keep_turn(self.session, sitting, room, sent, now=NOON + timedelta(seconds=counter))
        self.session.flush()
        capture.hand_back(self.session, sitting, ROOMS, now=NOON + timedelta(minutes=5))
        self.session.commit()
        return sitting

    def share_with_khan(self, sitting: Sitting) -> None:
        share.decide(
            self.session,
            sitting,
            staff_key(self.khan.id),
            "yes",
            how="asked",
            decided_in=sitting,
            now=NOON + timedelta(minutes=6),
        )
        self.session.commit()

    def statements(self) -> Sequence[str]:
        return self.session.scalars(select(Statement.item).where(Statement.state == "given")).all()


@pytest.fixture
def days(session: Session, make: Make, school: School, enter: Enter) -> Days:
    return Days(session, make, school, enter)


def page_of(client: FlaskClient, slug: str) -> str:
    reply = client.get(f"/me/do/{slug}")
    assert reply.status_code == 200
    return reply.get_data(as_text=True)


def asked_first(client: FlaskClient, slug: str) -> bool:
    return client.get(f"/me/do/{slug}").headers.get("Location") == ASKED + slug


class TestTheWayBack:
    @pytest.fixture
    def rubbed_out(self, days: Days) -> Sitting:
        return days.with_begum("three-wishes", Touch("words", "wish:1", words=SHOUTS), Touch("skip", "wish:1"))

    @pytest.mark.usefixtures("rubbed_out")
    def test_what_was_rubbed_out_is_not_in_the_page_of_who_was_not_there(self, days: Days) -> None:
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        assert SHOUTS not in page_of(client, "three-wishes")

    @pytest.mark.usefixtures("rubbed_out")
    def test_go_back_leads_to_the_start_and_not_into_the_other_day(self, days: Days) -> None:
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        back = {"touch": "back", "item": "wish:2", "counter": "3"}
        assert client.post("/me/do/three-wishes", data=back).headers["Location"] == "/me/"
        assert SHOUTS not in page_of(client, "three-wishes")

    @pytest.mark.usefixtures("rubbed_out")
    def test_go_back_still_goes_back_over_what_was_done_today(self, days: Days) -> None:
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        client.post("/me/do/three-wishes", data={"touch": "skip", "item": "wish:2", "counter": "3"})
        client.post("/me/do/three-wishes", data={"touch": "back", "item": "wish:2", "counter": "4"})
        response = days.session.scalars(select(Response)).one()
        turn = capture.latest_turn(days.session, response.key)
        assert turn is not None
        assert (turn.counter, list(turn.body["items"]), turn.body["undo"]) == (4, ["wish:1"], [])

    @pytest.mark.usefixtures("rubbed_out")
    def test_beside_the_same_adult_go_back_goes_back_into_the_other_day(self, days: Days) -> None:
        client = days.enter(sitting=days.day(days.begum, 1, "three-wishes"))
        client.post("/me/do/three-wishes", data={"touch": "back", "item": "wish:2", "counter": "3"})
        assert SHOUTS in page_of(client, "three-wishes")

    def test_it_stays_shut_also_after_go_on(self, days: Days) -> None:
        days.with_begum(
            "three-wishes",
            Touch("words", "wish:1", words=SHOUTS),
            Touch("skip", "wish:1"),
            Touch("words", "wish:2", words="a den"),
        )
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        assert asked_first(client, "three-wishes")
        client.post(f"{ASKED}three-wishes", data={"answer": "go-on"})
        page = page_of(client, "three-wishes")
        assert "a den" in page
        assert SHOUTS not in page


class TestWhatMakesNoStatement:
    def circle(self, days: Days, may_see: str) -> Sitting:
        sitting = days.with_begum(
            "relationship-circle",
            Touch("pick", "who:1", "mum"),
            Touch("next", "who:1"),
            Touch("pick", "ring:1", "outer"),
            Touch("pick", "who:2", "no-more"),
            *(Touch("skip", item) for item in ("go-to", "worried", "learning")),
            Touch("pick", "may-see", may_see),
        )
        days.share_with_khan(sitting)
        return sitting

    def test_a_ring_that_others_may_not_see_is_asked_about_before_somebody_new_sees_it(self, days: Days) -> None:
        self.circle(days, "no")
        assert days.statements() == ["who:1"], "the ring is in no statement"
        client = days.enter(sitting=days.day(days.khan, 1, "relationship-circle"))
        assert asked_first(client, "relationship-circle")
        client.post(f"{ASKED}relationship-circle", data={"answer": "go-on"})
        assert page_of(client, "relationship-circle")

    def test_the_words_of_an_own_card_that_was_turned_over_are_asked_about(self, days: Days) -> None:
        days.with_begum(
            "card-sort",
            Touch("words", "own:1", words=SHOUTS),
            Touch("next", "own:1"),
            Touch("turn-over", "card:own-1"),
        )
        client = days.enter(sitting=days.day(days.khan, 1, "card-sort"))
        assert asked_first(client, "card-sort")

    def test_a_wish_with_please_try_that_is_shared_with_those_here_is_not_asked_about(self, days: Days) -> None:
        sitting = days.with_begum(
            "three-wishes",
            Touch("words", "wish:1", words="a den"),
            Touch("next", "wish:1"),
            Touch("pick", "wants:1", "please-try"),
        )
        days.share_with_khan(sitting)
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        assert "a den" in page_of(client, "three-wishes")

    def test_what_comes_after_the_tablet_was_given_back_is_not_covered_by_the_yes_before(self, days: Days) -> None:
        sitting = days.with_begum("three-wishes", Touch("words", "wish:1", words="a den"), Touch("next", "wish:1"))
        days.share_with_khan(sitting)
        response = days.session.scalars(select(Response)).one()
        turn = capture.latest_turn(days.session, response.key)
        assert turn is not None
        sitting.handed_back_at = None
        late = {"state": "started", "provenance": "OWN_WORDS_TYPED", "words": SHOUTS}
        body = {"items": {**turn.body["items"], "wish:2": late}, "undo": []}
        sent = capture.IncomingTurn(response.key, turn.counter + 1, "wish:2", body)
        capture.keep_turn(days.session, sitting, ROOMS["three-wishes"], sent, now=NOON + timedelta(minutes=9))
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        assert asked_first(client, "three-wishes")


def test_words_of_an_own_card_that_was_never_placed_hold_something(days: Days, make: Make) -> None:
    sitting = days.day(days.begum, 0, "card-sort")
    response = make.response(sitting, activity="card-sort")
    make.statement(response, state="skipped", words=SHOUTS)
    client = days.enter(sitting=days.day(days.khan, 1, "card-sort"))
    assert client.get(f"{ASKED}card-sort").status_code == 200


class TestPhotosOfAnotherDay:
    @pytest.fixture
    def hideout(self, days: Days) -> str:
        """The address of a photo that was taken beside Miss Begum, as a tile names it."""
        photo = days.make.photo(days.day(days.begum, 0, "photo-capture"))
        days.session.commit()
        return f"/me/photos/{photo.key}/throw-away"

    def test_the_pupil_decides_before_somebody_new_sees_them(self, days: Days, hideout: str) -> None:
        client = days.enter(sitting=days.day(days.khan, 1, "photo-capture"))
        assert "My photos" in client.get("/me/").get_data(as_text=True)
        assert client.get("/me/photos").location == "/me/earlier-day?of=photos"
        page = client.get("/me/earlier-day?of=photos").get_data(as_text=True)
        assert "You had some photos on Monday 23 November, with Miss Begum." in page
        assert "If you go on, Mr Khan will see your photos." in page

        assert client.post("/me/earlier-day?of=photos", data={"answer": "not-now"}).location == "/me/"
        assert client.get("/me/photos").location == "/me/earlier-day?of=photos"
        assert client.post("/me/earlier-day?of=photos", data={"answer": "go-on"}).location == "/me/photos"
        assert hideout in client.get("/me/photos").get_data(as_text=True)

    def test_not_now_leaves_those_of_today(self, days: Days, hideout: str) -> None:
        today = days.day(days.khan, 1, "photo-capture")
        mine = days.make.photo(today)
        days.session.commit()
        client = days.enter(sitting=today)
        to = client.post("/me/earlier-day?of=photos", data={"answer": "not-now"}).location
        assert to == "/me/photos"
        page = client.get(to).get_data(as_text=True)
        assert f"/me/photos/{mine.key}/throw-away" in page
        assert hideout not in page
        # The way to the others is the question.
        assert page.count("/me/earlier-day?of=photos") == 1
        client.post("/me/earlier-day?of=photos", data={"answer": "go-on"})
        page = client.get("/me/photos").get_data(as_text=True)
        assert hideout in page
        assert "/me/earlier-day" not in page

    def test_beside_the_same_adult_nothing_is_asked(self, days: Days, hideout: str) -> None:
        client = days.enter(sitting=days.day(days.begum, 1, "photo-capture"))
        assert hideout in client.get("/me/photos").get_data(as_text=True)
