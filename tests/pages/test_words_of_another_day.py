"""Mr Khan holds the tablet a day after Miss Begum did: nothing of her day is on its screen before the pupil decides."""

from __future__ import annotations

import re
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
from voice_app.model import Present, Response, School, Sitting, Staff, Statement
from voice_app.services import capture, share, sharing_rule
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
        around = capture.surroundings_of(sitting, room)
        for counter, what in enumerate(touches, 1):
            answer = touch(room.by_key.asks[what.item], answer, what, around)
            sent = capture.IncomingTurn(key, counter, what.item, answer.as_stored())
            capture.keep_turn(self.session, sitting, room, sent, now=NOON + timedelta(seconds=counter))
        self.session.flush()
        capture.hand_back(self.session, sitting, ROOMS, now=NOON + timedelta(minutes=5))
        self.session.commit()
        return sitting

    def share_with_khan(self, sitting: Sitting, only: Statement | None = None) -> None:
        """All of a day, or one thing said on it."""
        to, now = staff_key(self.khan.id), NOON + timedelta(minutes=6)
        share.decide(self.session, sitting, to, "yes", how="asked", decided_in=sitting, now=now, statement=only)
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
        assert re.search("You had some photos on Monday 23 November( 2026)?, with Miss Begum.", page)
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


def test_those_who_were_there_are_told_as_people_here_write_a_list(days: Days) -> None:
    sitting = days.with_begum("three-wishes", Touch("words", "wish:1", words="a den"), Touch("next", "wish:1"))
    for position, name in enumerate(("Nan", "Auntie Jo"), 1):
        days.make.keep(Present(sitting_id=sitting.id, position=position, name=name, role="other"))
    client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
    page = client.get(f"{ASKED}three-wishes").get_data(as_text=True)
    assert "with Miss Begum, Nan and Auntie Jo." in page


class TestWhoMaySeeAnotherDay:
    """What a yes shares is what was on the screen: all of it, or the pupil is asked first whether it may be there."""

    @pytest.fixture
    def wishes(self, days: Days) -> Sitting:
        return days.with_begum(
            "three-wishes",
            Touch("words", "wish:1", words="a den"),
            Touch("next", "wish:1"),
            Touch("words", "wish:2", words="a quiet room"),
            Touch("next", "wish:2"),
            Touch("words", "wish:3", words=SHOUTS),
            Touch("next", "wish:3"),
        )

    def share_one_with_khan(self, days: Days, sitting: Sitting) -> Statement:
        first = days.session.scalars(select(Statement).where(Statement.item == "wish:1")).one()
        days.share_with_khan(sitting, first)
        return first

    def shared_with(self, days: Days, audience: str) -> set[str]:
        days.session.rollback()
        rule = sharing_rule.shared_with(audience)
        return set(days.session.scalars(select(Statement.item).where(rule, Statement.state == "given")))

    @pytest.mark.parametrize("one_is_shared", [True, False])
    def test_it_is_not_asked_while_some_of_it_cannot_be_shown(
        self, days: Days, wishes: Sitting, *, one_is_shared: bool
    ) -> None:
        if one_is_shared:
            self.share_one_with_khan(days, wishes)
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        where, asked = f"/me/who-can-see?sitting={wishes.id}", f"/me/earlier-day?sitting={wishes.id}"

        assert client.get(where).location == asked
        page = client.get(asked).get_data(as_text=True)
        assert "If you go on, Mr Khan will see what you said then." in page
        assert SHOUTS not in page

    def test_a_yes_that_comes_all_the_same_shares_nothing_more(self, days: Days, wishes: Sitting) -> None:
        self.share_one_with_khan(days, wishes)
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        asked = f"/me/earlier-day?sitting={wishes.id}"
        for person in ("meeting", staff_key(days.khan.id)):
            sent = {"sitting": str(wishes.id), "person": person, "answer": "yes"}
            assert client.post("/me/who-can-see", data=sent).location == asked
        assert self.shared_with(days, "meeting") == set()
        assert self.shared_with(days, staff_key(days.khan.id)) == {"wish:1"}

    def test_a_no_is_kept_whatever_is_on_the_screen(self, days: Days, wishes: Sitting) -> None:
        days.share_with_khan(wishes)
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        # The second one finds that Mr Khan may not see it any more.
        for person in (staff_key(days.khan.id), "meeting"):
            client.post("/me/who-can-see", data={"sitting": str(wishes.id), "person": person, "answer": "no"})
        days.session.rollback()
        assert share.sitting_decisions(days.session, wishes) == {staff_key(days.khan.id): "no", "meeting": "no"}

    def test_after_go_on_all_of_it_is_told_and_a_yes_is_to_all_of_it(self, days: Days, wishes: Sitting) -> None:
        self.share_one_with_khan(days, wishes)
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        where, asked = f"/me/who-can-see?sitting={wishes.id}", f"/me/earlier-day?sitting={wishes.id}"
        assert client.post(asked, data={"answer": "go-on"}).location == where
        assert client.get(where).status_code == 200
        client.post("/me/who-can-see", data={"sitting": str(wishes.id), "person": "meeting", "answer": "yes"})
        assert self.shared_with(days, "meeting") >= {"wish:1", "wish:2", "wish:3"}

    @pytest.mark.parametrize("sent", [{"answer": "not-now"}, {"touch": "back"}])
    def test_not_now_leads_home_and_the_tablet_can_be_given_back(
        self, days: Days, wishes: Sitting, sent: dict[str, str]
    ) -> None:
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        home = client.post(f"/me/earlier-day?sitting={wishes.id}", data=sent).location
        assert home == "/me/?stay=yes"
        assert client.get(home).status_code == 200
        assert client.post("/me/finished?stay=yes").location == "/me/leave"

    def test_one_thing_that_may_be_shown_is_asked_about_alone(self, days: Days, wishes: Sitting) -> None:
        first = self.share_one_with_khan(days, wishes)
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        page = client.get(f"/me/who-can-see?sitting={wishes.id}&thing={first.id}").get_data(as_text=True)
        assert "a den" in page
        assert SHOUTS not in page

    def test_a_no_to_one_thing_leads_to_the_question_first(self, days: Days, wishes: Sitting) -> None:
        first = self.share_one_with_khan(days, wishes)
        client = days.enter(sitting=days.day(days.khan, 1, "three-wishes"))
        about = f"sitting={wishes.id}&thing={first.id}"
        sent = {"sitting": str(wishes.id), "thing": str(first.id), "person": staff_key(days.khan.id), "answer": "no"}
        then = client.get(client.post("/me/who-can-see", data=sent).location)
        assert then.location == f"/me/earlier-day?{about}"
        assert client.post(then.location, data={"answer": "go-on"}).location == f"/me/who-can-see?{about}"
        assert "a den" in client.get(f"/me/who-can-see?{about}").get_data(as_text=True)
