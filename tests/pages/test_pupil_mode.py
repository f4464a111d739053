"""Pupil mode as plain forms: hello, an activity to its end without script, sharing, stopping, and no way out."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from bench.lists import statements
from tests.conftest import Enter
from tests.make import MORNING, PASSWORD, Make
from tests.pages.devices import other_questions
from voice_app.model import (
    Assent,
    DeviceSession,
    Present,
    Response,
    Role,
    School,
    SharingDecision,
    Sitting,
    Staff,
    Statement,
    TouchSetAside,
    TrailEntry,
    Turn,
)
from voice_app.pages.pupil import steady
from voice_app.services import hand_over, look_back, set_aside, share
from voice_app.services.profile import Profile
from voice_app.services.sharing_rule import shared_with, staff_key


class Tablet:
    """A tablet in a pupil's hands, without script."""

    def __init__(self, client: FlaskClient, sitting: Sitting) -> None:
        self.client = client
        self.sitting = sitting

    def say_yes(self) -> None:
        self.client.post("/me/hello", data={"answer": "yes"})

    def page(self, slug: str = "three-wishes") -> str:
        return self.client.get(f"/me/do/{slug}").get_data(as_text=True)

    def item(self, slug: str = "three-wishes") -> str:
        found = re.search(r'name="item" value="([^"]+)"', self.page(slug))
        assert found is not None
        return found.group(1)

    def hidden(self, name: str, slug: str = "three-wishes") -> str:
        found = re.search(rf'name="{name}" value="([^"]+)"', self.page(slug))
        assert found is not None
        return found.group(1)

    def send(self, slug: str = "three-wishes", **fields: str) -> int:
        data = {"item": self.item(slug), "key": self.hidden("key", slug)}
        data |= {"counter": self.hidden("counter", slug)} | fields
        return self.client.post(f"/me/do/{slug}", data=data).status_code


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum")


@pytest.fixture
def tablet(make: Make, school: School, begum: Staff, enter: Enter) -> Tablet:
    pupil = make.pupil(school)
    make.assignment(begum, pupil)
    sitting = make.sitting(pupil, begum, pin_hash=hand_over._hash_pin("482915", "k" * 43))
    return Tablet(enter(sitting=sitting), sitting)


def count(session: Session, kind: type) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(kind)) or 0


class TestHello:
    def test_it_says_what_for_who_sees_what_cannot_be_secret_and_how_to_stop(self, tablet: Tablet) -> None:
        page = tablet.client.get("/me/hello").get_data(as_text=True)
        for sentence in (
            "You say how school is.",
            "We show people only if you say yes.",
            "If someone may not be safe, I must tell Mrs Hall and Mr Osei.",
            "You can stop any time.",
        ):
            assert sentence in page

    def test_it_never_promises_to_tell_nobody(
        self, tablet: Tablet, make: Make, school: School, session: Session
    ) -> None:
        make.sendco(school, name="Mrs Cole")
        school.safeguarding_lead = school.deputy_lead = None
        session.commit()

        for page in ("/me/hello", "/me/tell"):
            assert "I must tell Mrs Cole." in tablet.client.get(page).get_data(as_text=True)

    def test_nothing_can_be_answered_before_the_pupil_says_yes(self, tablet: Tablet) -> None:
        assert tablet.client.get("/me/do/three-wishes").location == "/me/hello"

    def test_a_no_is_kept_with_how_it_was_shown_and_no_answers_exist(self, tablet: Tablet, session: Session) -> None:
        tablet.client.post("/me/hello", data={"answer": "no"})
        session.expire_all()
        kept = session.get_one(Sitting, tablet.sitting.id)
        assert kept.refused_at is not None
        assert kept.refused_how == "tapped"
        assert count(session, Assent) == 0
        assert tablet.client.get("/me/").location == "/me/hello"

    def test_the_yes_is_kept_with_the_words_and_names_that_were_shown(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        given = session.scalars(select(Assent)).one()
        assert given.shown == {
            "wording": "simple",
            "told": ["Mrs Hall", "Mr Osei"],
            "present": ["Miss Begum"],
        }


class TestWithoutScript:
    def test_three_wishes_can_be_answered_to_the_end_as_plain_forms(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        for _ in range(40):
            item = tablet.item() if "/me/do" not in (tablet.client.get("/me/do/three-wishes").location or "") else ""
            if item == "wish:1":
                tablet.send(touch="words", words="I wish we had a rabbit")
            elif item == "wants:1":
                tablet.send(pick="please-try")
            elif item == "read-back":
                tablet.send(pick="yes")
                break
            else:
                tablet.send(touch="skip")
        wish = session.scalars(select(Statement).where(Statement.item == "wish:1")).one()
        assert (wish.words, wish.wants) == ("I wish we had a rabbit", "please-try")
        assert tablet.client.get("/me/").location == "/me/who-can-see"

    def test_a_form_sent_twice_is_kept_once(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        sent = {"item": "wish:1", "key": str(uuid4()), "counter": "1", "touch": "skip"}
        tablet.client.post("/me/do/three-wishes", data=sent)
        tablet.client.post("/me/do/three-wishes", data=sent)
        assert count(session, Turn) == 1

    @pytest.fixture
    def cards(self, tablet: Tablet, session: Session) -> Tablet:
        tablet.sitting.planned = ["card-sort"]
        session.commit()
        tablet.say_yes()
        tablet.send("card-sort", pick="places")
        return tablet

    def form(self, tablet: Tablet, slug: str, **fields: str) -> dict[str, str]:
        """As a browser sends it, with all that stands in the page."""
        page = tablet.page(slug).partition("<h1")[0]
        hidden = re.findall(r'name="(item|key|counter|made)" value="([^"]*)"', page)
        return dict(hidden) | fields

    def test_a_second_tap_answers_no_card_that_the_first_one_brought(self, cards: Tablet, session: Session) -> None:
        first = self.form(cards, "card-sort", pick="good")
        first["made"] = str(int(first["made"]) - steady.TOO_SOON)
        cards.client.post("/me/do/card-sort", data=first)
        second = self.form(cards, "card-sort", pick="good")
        assert second["item"] != first["item"]
        assert cards.client.post("/me/do/card-sort", data=second).location == "/me/do/card-sort"
        assert cards.item("card-sort") == second["item"]
        assert count(session, Turn) == 2
        second["made"] = str(int(second["made"]) - steady.TOO_SOON)
        cards.client.post("/me/do/card-sort", data=second)
        assert cards.item("card-sort") != second["item"]

    def test_words_are_kept_however_soon_they_come(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        tablet.client.post("/me/do/three-wishes", data=self.form(tablet, "three-wishes", touch="words", words="a den"))
        turn = session.scalars(select(Turn)).one()
        assert turn.body["items"]["wish:1"]["words"] == "a den"

    @pytest.mark.parametrize("way", [{"touch": "back"}, {"pick": "good"}, {"touch": "skip"}, {"touch": "turn-over"}])
    def test_the_form_of_a_page_that_was_left_does_nothing_a_second_time(
        self, cards: Tablet, session: Session, way: dict[str, str]
    ) -> None:
        cards.send("card-sort", pick="not-good")
        sent = self.form(cards, "card-sort", **way) | {"made": ""}
        cards.client.post("/me/do/card-sort", data=sent)
        asked = cards.item("card-sort")
        cards.client.post("/me/do/card-sort", data=sent)
        assert (cards.item("card-sort"), count(session, Turn)) == (asked, 3)

    def test_a_second_press_of_a_picture_does_not_take_it_away_again(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        sent = self.form(tablet, "three-wishes", pick="class-pet") | {"made": ""}
        for _ in range(2):
            tablet.client.post("/me/do/three-wishes", data=sent)
        turn = session.scalars(select(Turn)).one()
        assert turn.body["items"]["wish:1"]["picks"] == ["class-pet"]

    def test_the_last_yes_pressed_twice_finishes_once(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        tablet.send(pick="class-pet")
        tablet.send(touch="next")
        while tablet.item() != "read-back":
            tablet.send(touch="skip")
        sent = self.form(tablet, "three-wishes", pick="yes") | {"made": ""}
        before = count(session, Turn)
        led_to = [tablet.client.post("/me/do/three-wishes", data=sent).location for _ in range(2)]
        assert (count(session, Turn), count(session, Response)) == (before + 1, 1)
        # Its activity would begin anew.
        assert led_to == ["/me/", "/me/"]

    def test_another_answer_on_a_page_that_was_left_is_kept_beside_the_first(
        self, cards: Tablet, session: Session
    ) -> None:
        sent = self.form(cards, "card-sort", pick="good") | {"made": ""}
        cards.client.post("/me/do/card-sort", data=sent)
        asked = cards.item("card-sort")
        cards.client.post("/me/do/card-sort", data=sent | {"pick": "not-good"})
        said = session.scalars(select(Turn).where(Turn.counter == 2).order_by(Turn.fork)).all()
        assert [one.body["items"][sent["item"]]["picks"] for one in said] == [["good"], ["not-good"]]
        assert cards.item("card-sort") == asked

    @pytest.mark.parametrize("before", [{}, {"pick": "not-good"}], ids=["first card", "second card"])
    def test_go_back_on_a_wrong_pick_from_the_page_that_was_left_is_kept_beside_it(
        self, cards: Tablet, session: Session, before: dict[str, str]
    ) -> None:
        if before:
            cards.send("card-sort", **before)
        sent = self.form(cards, "card-sort", pick="good") | {"made": ""}
        cards.client.post("/me/do/card-sort", data=sent)
        asked = cards.item("card-sort")
        went_back = {name: said for name, said in sent.items() if name != "pick"} | {"touch": "back"}
        for _ in range(2):
            cards.client.post("/me/do/card-sort", data=went_back)
        of_that_page = select(Turn).where(Turn.counter == int(sent["counter"])).order_by(Turn.fork)
        said = session.scalars(of_that_page).all()
        assert [sent["item"] in one.body["items"] for one in said] == [True, False]
        # Which of them counts, the adult decides; on the page that is shown now Go back is one press away.
        assert cards.item("card-sort") == asked
        cards.send("card-sort", touch="back")
        assert cards.item("card-sort") == sent["item"]

    def test_a_press_that_takes_a_picture_away_is_no_go_back(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        tablet.send(pick="class-pet")
        sent = self.form(tablet, "three-wishes", pick="class-pet") | {"made": ""}
        tablet.client.post("/me/do/three-wishes", data=sent)
        went_back = {name: said for name, said in sent.items() if name != "pick"} | {"touch": "back"}
        tablet.client.post("/me/do/three-wishes", data=went_back)
        picked = [
            one.body["items"]["wish:1"].get("picks", [])
            for one in session.scalars(select(Turn).where(Turn.counter == 2).order_by(Turn.fork))
        ]
        assert picked == [[], ["class-pet"]]

    def test_the_first_press_of_a_day_with_somebody_new_sent_twice_is_one_press(
        self, tablet: Tablet, session: Session, make: Make, enter: Enter, begum: Staff
    ) -> None:
        tablet.say_yes()
        for _ in range(2):
            tablet.send(touch="skip")
        today = make.sitting(tablet.sitting.pupil, begum, handed_over_at=MORNING + timedelta(days=1))
        make.assent(today)
        make.keep(Present(sitting_id=today.id, name="Nan", role="other", position=1))
        session.commit()
        later = Tablet(enter(sitting=today), today)
        later.client.post("/me/earlier-day", data={"answer": "go-on"})
        sent = self.form(later, "three-wishes", pick="class-pet") | {"made": ""}
        for _ in range(2):
            later.client.post("/me/do/three-wishes", data=sent)
        turn = session.scalars(select(Turn).where(Turn.counter == 3)).one()
        assert turn.body["items"]["wish:3"]["picks"] == ["class-pet"]
        # Nan was not there on the day before: its way back is not on today's page.
        assert len(turn.body["undo"]) == 1

    @pytest.mark.parametrize("counter", ["9" * 5000, "9" * 30, "0" * 5000 + "1"], ids=["long", "huge", "padded"])
    def test_words_with_a_counter_that_counts_nothing_are_held(
        self, tablet: Tablet, session: Session, counter: str
    ) -> None:
        tablet.say_yes()
        assert tablet.send(touch="words", words="a den", counter=counter) == 302
        assert count(session, Turn) == 0
        assert "a den" in session.scalars(select(TouchSetAside.body)).one()

    @pytest.mark.parametrize(("wording", "word"), [("simple", "Wish"), ("older", "Change")])
    def test_each_wish_is_called_the_same_beside_its_star_and_where_it_is_told_back(
        self, tablet: Tablet, session: Session, wording: str, word: str
    ) -> None:
        tablet.sitting.profile = Profile(wording=wording).as_stored()
        session.commit()
        tablet.say_yes()
        names = [f"{word} {n}" for n in (1, 2, 3)]
        for n, name in enumerate(names, 1):
            while tablet.item() != f"wish:{n}":
                tablet.send(touch="skip")
            lead = tablet.page().partition('<p class="lead">')[2].partition("</p>")[0]
            assert re.sub("<[^>]+>", "", lead).strip() == name
            assert "#p-star" in lead
            tablet.send(pick="class-pet")
            tablet.send(touch="next")
        while tablet.item() != "read-back":
            tablet.send(touch="skip")
        told = re.findall(r'<h2 class="wish" data-say>.*?</svg>([^<]+)</h2>', tablet.page(), re.DOTALL)
        assert told == names

    @pytest.mark.parametrize(("wording", "heads"), [("simple", "We talked about:"), ("older", "What we talked about:")])
    def test_what_all_was_about_is_told_back_in_the_words_of_the_profile(
        self, cards: Tablet, session: Session, wording: str, heads: str
    ) -> None:
        cards.sitting.profile = Profile(wording=wording).as_stored()
        session.commit()
        cards.send("card-sort", pick="good")
        for item in iter(partial(cards.item, "card-sort"), "told-back"):
            answers = {"anything-else": {"touch": "words", "words": "a den"}, "read-back": {"pick": "yes"}}
            cards.send("card-sort", **answers.get(item, {"touch": "skip"}))
            assert count(session, Turn) < 30
        told = re.search(r'class="all-about".*?<span data-say>([^<]+)<', cards.page("card-sort"), re.DOTALL)
        assert told is not None
        assert told.group(1) == heads

    def test_go_back_undoes_to_the_start_and_then_leads_home(self, tablet: Tablet) -> None:
        tablet.say_yes()
        tablet.send(touch="skip")
        tablet.send(touch="skip")
        assert tablet.item() == "wish:3"
        tablet.send(touch="back")
        tablet.send(touch="back")
        assert tablet.item() == "wish:1"
        reply = tablet.client.post("/me/do/three-wishes", data={"item": "wish:1", "touch": "back"})
        assert reply.location == "/me/"

    def test_an_activity_that_was_not_picked_is_not_here(self, tablet: Tablet) -> None:
        tablet.say_yes()
        assert tablet.client.get("/me/do/card-sort").status_code == 404

    def test_a_card_that_names_somebody_here_is_kept_told_to_wait_and_asked_no_more_of(
        self, tablet: Tablet, session: Session
    ) -> None:
        tablet.sitting.planned = ["card-sort"]
        session.commit()
        tablet.say_yes()
        waits = re.compile(r"<p [^>]*data-waits-for-another-day>")
        tablet.send("card-sort", touch="skip")
        assert (tablet.item("card-sort"), waits.search(tablet.page("card-sort"))) == ("own:1", None)

        tablet.send("card-sort", touch="words", words="Begum shouts")
        assert tablet.item("card-sort") == "own:2"
        assert waits.search(tablet.page("card-sort"))
        turn = session.scalars(select(Turn).order_by(Turn.counter.desc())).first()
        assert turn is not None
        assert turn.body["items"]["own:1"]["words"] == "Begum shouts"

        tablet.send("card-sort", touch="skip")
        assert waits.search(tablet.page("card-sort")) is None


class TestTurns:
    def turn(self, **changed: object) -> dict[str, object]:
        answer = {"items": {"wish:1": {"state": "skipped", "provenance": "OWN_CHOICE"}}, "undo": [["wish:1", None]]}
        sent = {
            "activity": "three-wishes",
            "key": "11111111-1111-4111-8111-111111111111",
            "counter": 1,
            "item": "wish:1",
            "answer": answer,
        }
        return sent | changed

    def test_the_acknowledgement_names_the_touchs_own_key(self, tablet: Tablet) -> None:
        tablet.say_yes()
        reply = tablet.client.post("/me/turns", json=self.turn())
        assert reply.status_code == 201
        assert reply.json is not None
        assert reply.json["kept"] == {"key": "11111111-1111-4111-8111-111111111111", "counter": 1}

    def test_without_a_yes_nothing_is_acknowledged(self, tablet: Tablet, session: Session) -> None:
        assert tablet.client.post("/me/turns", json=self.turn()).status_code == 409
        assert count(session, Turn) == 0

    @pytest.mark.parametrize(
        "changed",
        [
            {"key": "not a key"},
            {"counter": "many"},
            {"counter": 0},
            {"counter": 2**70},
            {"item": "a" * 100_000},
            {"answer": {"items": {"wish:99": {"state": "given", "provenance": "OWN_CHOICE"}}, "undo": []}},
            {"answer": {"items": {"wish:1": {"state": "given", "provenance": "OWN_WORDS_SPOKEN"}}, "undo": []}},
            {"answer": ["nothing"]},
        ],
        ids=["key", "counter", "zero", "huge", "touched", "item", "provenance", "shape"],
    )
    def test_what_is_no_answer_is_refused_and_keeps_nothing(
        self, tablet: Tablet, session: Session, changed: dict[str, object]
    ) -> None:
        tablet.say_yes()
        assert tablet.client.post("/me/turns", json=self.turn(**changed)).status_code == 422
        assert count(session, Turn) == 0
        assert count(session, Response) == 0

    @pytest.mark.parametrize("changed", [{"counter": 0}, {"activity": "gone-by-now"}], ids=["counter", "activity"])
    def test_what_no_answer_can_take_is_kept_as_it_was_sent_and_the_device_may_forget_it(
        self, tablet: Tablet, session: Session, changed: dict[str, object]
    ) -> None:
        tablet.say_yes()
        sent = self.turn(**changed)
        for _ in range(2):
            reply = tablet.client.post("/me/turns", json=sent)
            assert reply.status_code == 422
            assert reply.json is not None
            assert reply.json["kept"] == {"key": sent["key"], "counter": sent["counter"]}
        kept = session.scalars(select(TouchSetAside)).one()
        assert json.loads(kept.body) == sent
        assert (kept.sitting_id, kept.activity) == (tablet.sitting.id, sent["activity"])

    @pytest.mark.parametrize("counter", ["1e400", "-1e400", "NaN"])
    def test_a_counter_beyond_all_numbers_is_refused_and_kept_too(
        self, tablet: Tablet, session: Session, counter: str
    ) -> None:
        tablet.say_yes()
        sent = json.dumps(self.turn(counter=7)).replace("7", counter)
        reply = tablet.client.post("/me/turns", data=sent, content_type="application/json")
        assert reply.status_code == 422
        assert json.loads(reply.data, parse_constant=pytest.fail)["kept"] == {
            "key": self.turn()["key"],
            "counter": None,
        }
        assert session.scalars(select(TouchSetAside.body)).one() == sent

    def test_what_does_not_fit_even_apart_stays_on_the_device(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        reply = tablet.client.post("/me/turns", json=self.turn(item="a" * set_aside.MOST_CHARACTERS))
        assert (reply.status_code, reply.json) == (422, {"error": "answer", "kept": None})
        assert count(session, TouchSetAside) == 0

    def test_without_a_yes_nothing_is_kept_apart_either(self, tablet: Tablet, session: Session) -> None:
        assert tablet.client.post("/me/turns", json=self.turn(counter=0)).status_code == 409
        assert count(session, TouchSetAside) == 0

    def test_words_of_an_old_form_are_kept_apart(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        tablet.client.post(
            "/me/do/three-wishes", data={"item": "wish:99", "touch": "words", "words": "a den", "key": str(uuid4())}
        )
        assert [one.words for one in set_aside.not_in_place(session, [tablet.sitting.id])] == ["a den"]


class TestTellSomeone:
    def asked_from(self, tablet: Tablet, page: str) -> tuple[str, str]:
        """Press "I want to tell someone" there: the page of people, and the hidden field that says where that was."""
        shown = tablet.client.get(page).get_data(as_text=True)
        form = shown.partition('data-bar-form="tell"')[2].partition("</form>")[0]
        here = html.unescape("".join(re.findall(r'name="back" value="([^"]*)"', form)))
        to = tablet.client.post("/me/tell", data={"back": here}).headers["Location"]
        return tablet.client.get(to).get_data(as_text=True), here

    @pytest.mark.parametrize("page", ["/me/do/three-wishes", "/me/do/three-wishes?view=words&by=", "/me/?stay=yes"])
    def test_go_on_leads_back_to_the_page_where_the_pupil_was(self, tablet: Tablet, begum: Staff, page: str) -> None:
        tablet.say_yes()
        people, here = self.asked_from(tablet, page)
        assert here == page
        told = tablet.client.post(
            "/me/tell/person", data={"person": str(begum.id), "back": here}, follow_redirects=True
        )
        assert f'href="{html.escape(page)}"' in told.get_data(as_text=True)
        # Asked once more from there, it still leads to where the pupil was.
        assert f'name="back" value="{html.escape(page)}"' in told.get_data(as_text=True)
        assert f'name="back" value="{html.escape(page)}"' in people

    def test_go_back_leads_there_too(self, tablet: Tablet) -> None:
        tablet.say_yes()
        sent = {"touch": "back", "back": "/me/do/three-wishes"}
        assert tablet.client.post("/me/tell/person", data=sent).location == "/me/do/three-wishes"

    @pytest.mark.parametrize(
        ("older", "posts", "sentence"),
        [
            (False, "both", "We always tell Mrs Hall and Mr Osei."),
            (True, "both", "Whoever you pick, we always tell Mrs Hall and Mr Osei."),
            (False, "lead", "We always tell Mrs Hall."),
            (True, "lead", "Whoever you pick, we always tell Mrs Hall."),
            (False, "neither", "We always tell Mrs Cole."),
            (False, "neither, two SENDCos", "We always tell Mr Ali and Mrs Cole."),
            (False, "neither, four SENDCos", "We always tell the adults who plan your help."),
            (True, "neither, four SENDCos", "Whoever you pick, we always tell the adults who plan your help."),
        ],
    )
    def test_it_says_by_name_who_hears_of_every_ask_before_any_tap_and_hello_says_the_same_names(
        self, tablet: Tablet, make: Make, school: School, session: Session, older: bool, posts: str, sentence: str
    ) -> None:
        make.sendco(school, name="Mrs Cole")
        if posts != "both":
            school.deputy_lead = None
        if posts.startswith("neither"):
            school.safeguarding_lead = None
        if "SENDCos" in posts:
            make.sendco(school, name="Mr Ali")
        if "four" in posts:
            make.sendco(school, name="Ms Byrne")
            make.sendco(school, name="Mrs Diaz")
        tablet.sitting.profile = Profile(wording="older" if older else "simple").as_stored()
        session.commit()
        not_safe = f"If someone may not be safe, I must tell {sentence.partition('always tell ')[2]}"
        assert not_safe in tablet.client.get("/me/hello").get_data(as_text=True)
        tablet.say_yes()
        page = tablet.client.get("/me/tell").get_data(as_text=True)
        assert f"data-say>{sentence}<" in page
        assert not_safe in page

    def test_somebody_else_can_be_told_too_without_losing_the_way_back(self, tablet: Tablet, begum: Staff) -> None:
        tablet.say_yes()
        here = "/me/do/three-wishes?view=words&by="
        told = tablet.client.post(
            "/me/tell/person", data={"person": str(begum.id), "back": here}, follow_redirects=True
        ).get_data(as_text=True)
        assert "You can show this to an adult now." in told
        address, label = re.findall(r'<a class="half" href="([^"]+)">.*?data-say>([^<]+)<', told, re.DOTALL)[0]
        assert label == "Tell someone else too"
        people = tablet.client.get(html.unescape(address)).get_data(as_text=True)
        assert "Who do you want to tell?" in people
        assert f'name="back" value="{html.escape(here)}"' in people

    def test_who_was_asked_is_marked_with_a_word_and_a_picture_and_can_be_asked_again(
        self, tablet: Tablet, begum: Staff
    ) -> None:
        tablet.say_yes()
        assert "Asked" not in tablet.client.get("/me/tell").get_data(as_text=True)
        tablet.client.post("/me/tell/person", data={"person": str(begum.id)})
        people = tablet.client.get("/me/tell").get_data(as_text=True)
        marked = [one for one in re.findall(r'<button class="choice".*?</button>', people, re.DOTALL) if "Asked" in one]
        assert [re.findall("data-say>([^<]+)<", one) for one in marked] == [["Miss Begum", "Asked"]]
        assert "#p-yes" in marked[0]
        again = tablet.client.post("/me/tell/person", data={"person": str(begum.id)}, follow_redirects=True)
        assert "We have asked Miss Begum." in again.get_data(as_text=True)
        # The face by which the pupil knows her, for who does not read.
        shown = again.get_data(as_text=True).partition('<span class="pic">')[2].partition("</span>")[0]
        assert f'"#p-{begum.face}"' in shown

    @pytest.mark.parametrize(
        "page",
        [
            *("", "/", "/pupils", "//evil.test/me/", "https://evil.test/me/", "/me/../pupils"),
            # No page of ours, but another server's, or one that depends on where it stands.
            *("//me/check", "///me/", "//me/do/three-wishes?view=words", "me/check"),
        ],
    )
    def test_no_other_address_is_gone_back_to(self, tablet: Tablet, begum: Staff, page: str) -> None:
        tablet.say_yes()
        told = tablet.client.post(
            "/me/tell/person", data={"person": str(begum.id), "back": page}, follow_redirects=True
        )
        assert '<a class="half main-action" href="/me/">' in told.get_data(as_text=True)


@pytest.mark.parametrize("slug", ["three-wishes", "card-sort"])
def test_the_other_questions_of_an_activity_ask_the_database_for_nothing_but_whose_tablet_it_is(
    tablet: Tablet, session: Session, slug: str
) -> None:
    tablet.say_yes()
    tablet.sitting.planned = [slug]
    session.commit()
    page = tablet.client.get(f"/me/do/{slug}").text
    with statements(session.get_bind()) as asked:
        rest = other_questions(tablet.client, page)
    assert rest.count("data-question=") > 10
    assert len(asked) <= 1


def go_back(tablet: Tablet, shown: str) -> TestResponse:
    """What Go back on a quiet page answers: as browsers do, a form that gets leaves out what its address asks for."""
    (found,) = re.findall(r'<form id="q-[^"]*" method="(get|post)" action="([^"]*)">(.*?)</form>', shown, re.DOTALL)
    method, action, inside = found
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', inside)}
    if method == "post":
        return tablet.client.post(html.unescape(action), data=fields)
    return tablet.client.get(action.partition("?")[0], query_string=fields)


class TestStop:
    @pytest.mark.parametrize(
        "page",
        [
            *("/me/do/three-wishes", "/me/do/three-wishes?view=words&by=", "/me/?stay=yes"),
            "/me/tell?back=/me/do/three-wishes",
        ],
    )
    def test_go_back_leads_to_the_page_where_stop_was_pressed(self, tablet: Tablet, page: str) -> None:
        tablet.say_yes()
        form = (
            tablet.client.get(page).get_data(as_text=True).partition('data-bar-form="stop"')[2].partition("</form>")[0]
        )
        here = html.unescape("".join(re.findall(r'name="back" value="([^"]*)"', form)))
        assert here == page
        stopped = tablet.client.post("/me/stop", data={"back": here}, follow_redirects=True).get_data(as_text=True)
        assert "You stopped. That is fine." in stopped
        # Whoever looks at "Throw today away" first, and keeps it, has the same way back.
        (asks,) = re.findall(r'href="(/me/throw-away[^"]*)"', stopped)
        keeps = re.findall(r'href="(/me/stopped[^"]*)"', tablet.client.get(html.unescape(asks)).get_data(as_text=True))
        for shown in (stopped, tablet.client.get(html.unescape(keeps[0])).get_data(as_text=True)):
            (goes_on,) = re.findall(r'action="(/me/go-on[^"]*)"', shown)
        assert tablet.client.post(html.unescape(goes_on)).location == page

    @pytest.mark.parametrize("asked", ["Throw today away", "Come back later"])
    @pytest.mark.parametrize("page", ["/me/do/three-wishes", "/me/do/three-wishes?view=words&by="])
    def test_go_back_twice_leads_from_what_comes_after_stop_to_where_it_was_pressed_with_nothing_lost(
        self, tablet: Tablet, page: str, asked: str
    ) -> None:
        tablet.say_yes()
        stopped = tablet.client.post("/me/stop", data={"back": page}, follow_redirects=True).get_data(as_text=True)
        (link,) = re.findall(rf'<a class="half" href="([^"]+)">(?:(?!</a>).)*{asked}', stopped, re.DOTALL)
        once = go_back(tablet, tablet.client.get(html.unescape(link)).get_data(as_text=True))
        assert "You stopped. That is fine." in once.get_data(as_text=True)
        assert go_back(tablet, once.get_data(as_text=True)).location == page

    def test_go_back_from_the_log_in_leads_to_where_stop_was_pressed_too(self, tablet: Tablet) -> None:
        tablet.say_yes()
        page = "/me/do/three-wishes"
        tablet.client.post("/me/stop", data={"back": page})
        shown = tablet.client.get("/me/leave", query_string={"back": page}).get_data(as_text=True)
        (log_in,) = re.findall(r'href="(/me/log-in[^"]*)"', shown)
        shown = tablet.client.get(html.unescape(log_in)).get_data(as_text=True)
        for _ in range(2):
            shown = go_back(tablet, shown).get_data(as_text=True)
        assert go_back(tablet, shown).location == page

    @pytest.mark.parametrize(
        "page",
        [
            *("", "/pupils", "//evil.test/me/", "https://evil.test/me/"),
            *("/me/who-can-see?x=1\r\nfoo", "/me/who-can-see?x=1\nfoo", "/me/?stay=\x00", "/me/\t"),
            *("/me/alive", f"/me/photos/{UUID(int=1)}", f"/me/photos/{UUID(int=1)}/small", "/me/kept/x.js"),
            *("/me/questions/three-wishes/x.html", "/me/styles/pupil.css"),
        ],
    )
    def test_go_back_leads_nowhere_else_than_to_a_page_of_the_pupils(self, tablet: Tablet, page: str) -> None:
        tablet.say_yes()
        told = tablet.client.post("/me/tell/person", data={"touch": "back", "back": page})
        assert (told.status_code, told.location) == (302, "/me/")
        tablet.client.post("/me/stop", data={"back": page})
        assert tablet.client.post("/me/go-on", query_string={"back": page}).location == "/me/"


class TestNoWayOut:
    @pytest.mark.parametrize("address", ["/reviews", "/pupils", "/staff", "/close", "/nowhere", "/password"])
    def test_staff_pages_and_mishaps_stay_in_pupil_mode(self, tablet: Tablet, address: str) -> None:
        reply = tablet.client.get(address)
        page = reply.get_data(as_text=True)
        assert reply.status_code == 404
        assert "This page is not for now." in page
        links = re.findall(r'(?:href|action)="(/[^"#]*)"', page)
        assert links
        assert all(link.startswith(("/me/", "/static/")) for link in links)

    def test_the_start_page_leads_back_to_the_pupils_home(self, tablet: Tablet) -> None:
        assert tablet.client.get("/").location == "/me/"

    def test_the_right_pin_opens_the_close_page_and_nothing_else(self, tablet: Tablet, session: Session) -> None:
        reply = tablet.client.post("/me/leave", data={"pin": "482915"})
        assert reply.location == "/close"
        assert tablet.client.get("/me/").status_code in {302, 404}
        assert tablet.client.get("/pupils").status_code == 404
        session.expire_all()
        alive = session.scalars(select(DeviceSession.kind).where(DeviceSession.ended_at.is_(None))).all()
        assert alive == ["close"]

    @pytest.mark.parametrize(
        ("door", "sent"),
        [
            ("/me/leave", {"pin": "482915"}),
            ("/me/log-in", {"username": "begum@school.test", "password": PASSWORD}),
        ],
    )
    def test_what_was_said_so_far_stands_on_the_close_page(
        self, tablet: Tablet, begum: Staff, session: Session, door: str, sent: dict[str, str]
    ) -> None:
        session.get_one(Staff, begum.id).username = "begum@school.test"
        session.commit()
        tablet.say_yes()
        tablet.send(touch="words", words="a quiet room please sir")
        assert tablet.client.post(door, data=sent).location == "/close"
        assert "a quiet room please sir" in tablet.client.get("/close").get_data(as_text=True)

    def test_the_pin_of_an_adult_who_was_disabled_since_does_not_open(
        self, tablet: Tablet, begum: Staff, session: Session
    ) -> None:
        session.get_one(Staff, begum.id).disabled_at = MORNING
        session.commit()
        assert tablet.client.post("/me/leave", data={"pin": "482915"}).status_code == 422

    @pytest.mark.parametrize(("role", "opens"), [(Role.SENDCO, True), (Role.STAFF, False), (Role.ADMINISTRATOR, False)])
    def test_the_log_in_opens_only_for_who_may_reach_the_pupil(
        self, tablet: Tablet, make: Make, school: School, session: Session, role: Role, opens: bool
    ) -> None:
        make.staff(school, username="other@school.test", role=role)
        session.commit()

        reply = tablet.client.post("/me/log-in", data={"username": "other@school.test", "password": PASSWORD})

        assert (reply.location == "/close") is opens

    def test_after_five_wrong_pins_even_the_right_one_does_not_open(self, tablet: Tablet) -> None:
        for _ in range(4):
            assert tablet.client.post("/me/leave", data={"pin": "000000"}).status_code == 422
        assert tablet.client.post("/me/leave", data={"pin": "000000"}).location == "/me/log-in"
        assert tablet.client.post("/me/leave", data={"pin": "482915"}).location == "/me/log-in"


class TestIAmFinished:
    """The tile on the home, in the middle of an activity."""

    @pytest.fixture
    def begun(self, tablet: Tablet) -> Tablet:
        tablet.say_yes()
        tablet.send(touch="words", words="a quiet room please sir")
        return tablet

    def test_it_states_what_was_said_and_asks_who_may_see_it(self, begun: Tablet, session: Session) -> None:
        assert 'action="/me/finished"' in begun.client.get("/me/").get_data(as_text=True)
        assert begun.client.post("/me/finished").location == "/me/who-can-see"
        assert session.scalars(select(Statement.words)).all() == ["a quiet room please sir"]
        assert session.scalars(select(Response.state)).one() == "open"
        assert 'name="answer"' in begun.client.get("/me/who-can-see").get_data(as_text=True)

    def test_whoever_goes_back_from_being_asked_is_not_asked_again(self, begun: Tablet) -> None:
        assert 'action="/me/finished?stay=yes"' in begun.client.get("/me/?stay=yes").get_data(as_text=True)
        assert begun.client.post("/me/finished?stay=yes").location == "/me/leave"

    def test_without_anything_said_the_tablet_goes_back_at_once(self, tablet: Tablet) -> None:
        tablet.say_yes()
        assert tablet.client.post("/me/finished").location == "/me/leave"

    def test_once_the_pupil_was_asked_the_tablet_goes_back_at_once(self, begun: Tablet) -> None:
        begun.client.post("/me/finished")
        begun.client.post("/me/who-can-see", data={"touch": "finish"})
        assert begun.client.post("/me/finished").location == "/me/leave"


def everybody(tablet: Tablet, session: Session, answer: str, **thing: str) -> None:
    """The same answer about everybody who is asked about."""
    for one in share.audiences(session, session.get_one(Sitting, tablet.sitting.id)):
        tablet.client.post("/me/who-can-see", data={"person": one.key, "answer": answer} | thing)


class TestSharing:
    @pytest.fixture
    def said(self, tablet: Tablet, make: Make, session: Session) -> Statement:
        make.family_member(tablet.sitting.pupil, "Mum")
        statement = make.statement(make.response(tablet.sitting, state="finished"))
        session.commit()
        tablet.say_yes()
        return statement

    def test_people_are_asked_one_at_a_time_and_nothing_is_chosen_beforehand(
        self, tablet: Tablet, said: Statement
    ) -> None:
        page = tablet.client.get("/me/who-can-see").get_data(as_text=True)
        assert page.count('name="answer"') == 2
        assert "aria-pressed" not in page.split("<main", 1)[1]
        assert "Has seen it" in page

    def test_what_this_is_is_said_with_every_activity_that_was_done_in_it_and_its_day(
        self, tablet: Tablet, said: Statement, make: Make, session: Session
    ) -> None:
        cards = make.response(tablet.sitting, activity="card-sort", state="finished")
        for item in ("card:art", "card:music"):
            make.statement(cards, item=item)
        tablet.sitting.planned = ["three-wishes", "card-sort"]
        session.commit()

        def seen() -> tuple[str, list[str]]:
            page = tablet.client.get("/me/who-can-see").text
            shown = page.partition('<span class="what">')[2].partition("</span>")[0]
            return page, re.findall("#p-([a-z-]+)", shown)

        page, pictures = seen()
        assert "What you said on Monday 23 November: Sort the cards and Three wishes." in page
        assert pictures == ["maths", "playground", "friends", "star", "star", "star"]
        tablet.sitting.handed_over_at = datetime.now(UTC)
        session.commit()
        assert "What you said: Sort the cards and Three wishes." in seen()[0]

    def test_the_way_there_says_of_which_day_it_is_where_that_is_not_today(
        self, tablet: Tablet, said: Statement, make: Make, session: Session, enter: Enter
    ) -> None:
        today = make.sitting(tablet.sitting.pupil, handed_over_at=datetime.now(UTC))
        make.assent(today)
        client = enter(sitting=today)
        assert "What you said on Monday 23 November" in client.get("/me/?stay=yes").text
        make.statement(make.response(today, state="finished"))
        session.commit()
        home = client.get("/me/?stay=yes").text
        assert "Who can see it" in home
        assert "What you said on" not in home

    def test_a_decision_is_kept_with_who_when_and_how(self, tablet: Tablet, said: Statement, session: Session) -> None:
        tablet.client.post("/me/who-can-see", data={"person": "meeting", "answer": "yes"})
        made = session.scalars(select(SharingDecision)).one()
        assert (made.audience, made.decision, made.how, made.decided_in_id) == (
            "meeting",
            "yes",
            "asked",
            tablet.sitting.id,
        )
        assert "decided yes" in session.scalars(select(TrailEntry.what)).all()

    def test_finishing_with_everything_left_open_shares_nothing(
        self, tablet: Tablet, said: Statement, session: Session
    ) -> None:
        tablet.client.post("/me/who-can-see", data={"touch": "finish"})
        assert count(session, SharingDecision) == 0
        assert tablet.client.get("/me/").status_code == 200

    def test_thank_you_says_people_can_see_it_only_after_a_yes(self, tablet: Tablet, said: Statement) -> None:
        def thanked() -> str:
            return tablet.client.get("/me/thank-you").get_data(as_text=True)

        tablet.client.post("/me/who-can-see", data={"person": "meeting", "answer": "no"})
        assert "You have not said yes to anyone yet." in thanked()
        assert "We show people only if you say yes." in thanked()
        tablet.client.post("/me/who-can-see", data={"person": "meeting", "answer": "yes"})
        assert "People you said yes to can see it." in thanked()

    def test_one_thing_kept_from_somebody_is_told_beside_the_yes_for_everything(
        self, tablet: Tablet, said: Statement, session: Session
    ) -> None:
        def decide(answer: str, **thing: str) -> None:
            tablet.client.post("/me/who-can-see", data={"person": "meeting", "answer": answer} | thing)

        everybody(tablet, session, "yes")
        decide("no", thing=str(said.id))
        told = "<bdi>People at my meeting</bdi>: No"
        page = tablet.client.get("/me/who-can-see").get_data(as_text=True)
        assert told in page
        assert page.count("but not 1 thing") == 1
        assert '<span data-say>Yes <span class="but">but not 1 thing</span></span>' in page
        decide("no")
        assert told not in tablet.client.get("/me/who-can-see").get_data(as_text=True)

    @pytest.mark.parametrize("whole", ["yes", "no", "dont-know"])
    def test_one_thing_shows_what_is_done_with_it(
        self, tablet: Tablet, said: Statement, session: Session, whole: str
    ) -> None:
        everybody(tablet, session, whole)

        page = tablet.client.get(f"/me/who-can-see?thing={said.id}").get_data(as_text=True)

        shared = bool(session.scalar(select(shared_with("meeting")).where(Statement.id == said.id)))
        assert shared is (whole == "yes")
        assert f'class="person {whole}" name="open" value="meeting"' in page
        assert "No answer means no" not in page

    def test_a_yes_taken_back_for_everything_is_a_no_for_the_one_thing_too(
        self, tablet: Tablet, said: Statement, session: Session
    ) -> None:
        everybody(tablet, session, "yes", thing=str(said.id))
        tablet.client.post("/me/who-can-see", data={"person": "meeting", "answer": "no"})
        page = tablet.client.get(f"/me/who-can-see?thing={said.id}").get_data(as_text=True)
        assert 'class="person no" name="open" value="meeting"' in page

    def test_what_is_said_after_finish_is_asked_about_too(
        self, tablet: Tablet, said: Statement, make: Make, session: Session
    ) -> None:
        everybody(tablet, session, "yes")
        tablet.client.post("/me/who-can-see", data={"touch": "finish"})
        assert 'name="person"' not in tablet.client.get("/me/who-can-see").get_data(as_text=True)
        make.statement(make.response(session.get_one(Sitting, tablet.sitting.id)), made_at=datetime.now(UTC))
        session.commit()
        assert 'name="person"' in tablet.client.get("/me/who-can-see").get_data(as_text=True)
        tablet.client.post("/me/who-can-see", data={"touch": "finish"})
        session.expire_all()
        assert look_back.was_asked_who_may_see(session, session.get_one(Sitting, tablet.sitting.id))

    def asked_about(self, tablet: Tablet, name: str) -> dict[str, str]:
        """What the form of the page carries that asks about this person."""
        page = tablet.client.get(f"/me/who-can-see?person={name}").get_data(as_text=True)
        form = page.split('id="q-share"', 1)[1].split("</form>", 1)[0]
        return dict(re.findall(r'<input type="hidden" name="(person|round|sitting)" value="([^"]*)"', form))

    def test_the_same_answer_sent_twice_is_kept_once(self, tablet: Tablet, said: Statement, session: Session) -> None:
        form = self.asked_about(tablet, "meeting") | {"answer": "yes"}
        places = {tablet.client.post("/me/who-can-see", data=form).location for _ in range(2)}
        assert len(places) == 1
        assert count(session, SharingDecision) == 1

    def test_a_yes_to_a_question_that_was_answered_since_shares_nothing(
        self, tablet: Tablet, said: Statement, session: Session
    ) -> None:
        form = self.asked_about(tablet, "meeting")
        tablet.client.post("/me/who-can-see", data=form | {"answer": "no"})
        assert tablet.client.post("/me/who-can-see", data=form | {"answer": "yes"}).status_code == 302
        assert session.scalars(select(SharingDecision.decision)).all() == ["no"]

    def test_a_no_holds_back_from_whatever_page_it_comes(
        self, tablet: Tablet, said: Statement, session: Session
    ) -> None:
        form = self.asked_about(tablet, "meeting")
        for answer in ("yes", "no"):
            tablet.client.post("/me/who-can-see", data=form | {"answer": answer})
        assert not session.scalar(select(shared_with("meeting")).where(Statement.id == said.id))

    def test_a_yes_to_less_than_was_said_by_now_shares_nothing(
        self, tablet: Tablet, said: Statement, make: Make, session: Session
    ) -> None:
        form = self.asked_about(tablet, "meeting")
        make.statement(make.response(session.get_one(Sitting, tablet.sitting.id)), made_at=datetime.now(UTC))
        session.commit()
        tablet.client.post("/me/who-can-see", data=form | {"answer": "yes"})
        assert count(session, SharingDecision) == 0

    @pytest.mark.parametrize(("ago", "kept"), [(0, 0), (300, 0), (500, 1)])
    def test_nothing_is_taken_from_a_page_that_nobody_can_have_read_yet(
        self,
        tablet: Tablet,
        said: Statement,
        session: Session,
        monkeypatch: pytest.MonkeyPatch,
        ago: int,
        kept: int,
    ) -> None:
        monkeypatch.setattr(steady, "time", lambda: 1_800_000_000.0)
        made = {"made": str(1_800_000_000_000 - ago), "made_at": "/me/who-can-see?person=meeting"}
        reply = tablet.client.post("/me/who-can-see", data={"person": "meeting", "answer": "yes"} | made)
        assert count(session, SharingDecision) == kept
        assert (reply.location == made["made_at"]) is not bool(kept)

    def test_the_pupil_is_told_that_who_plans_the_help_is_at_the_meeting(
        self, tablet: Tablet, said: Statement, make: Make, session: Session
    ) -> None:
        make.sendco(session.get_one(School, tablet.sitting.pupil.school_id), name="Mrs Cole")
        session.commit()
        asks = tablet.client.get("/me/who-can-see?person=meeting").get_data(as_text=True)
        assert "Mrs Cole is there and sees it." in asks

    def test_a_no_to_who_sees_it_at_the_meeting_is_not_shown_as_if_she_saw_nothing(
        self, tablet: Tablet, said: Statement, make: Make, session: Session
    ) -> None:
        cole = make.sendco(session.get_one(School, tablet.sitting.pupil.school_id), name="Mrs Cole")
        session.commit()

        def told(meeting: str) -> str:
            for person, answer in ((staff_key(cole.id), "no"), ("meeting", meeting)):
                tablet.client.post("/me/who-can-see", data={"person": person, "answer": answer})
            page = tablet.client.get("/me/who-can-see").get_data(as_text=True)
            return page.split(f'data-person="{staff_key(cole.id)}"', 1)[1].split("</li>", 1)[0]

        assert '<span data-say>No. <span class="but">Sees it at my meeting.</span></span>' in told("yes")
        assert "<span data-say>No</span>" in told("no")

    def test_a_stranger_cannot_be_decided_about(self, tablet: Tablet, said: Statement) -> None:
        reply = tablet.client.post("/me/who-can-see", data={"person": f"staff:{uuid4()}", "answer": "yes"})
        assert reply.status_code == 404

    def test_another_pupils_words_are_not_here(
        self, tablet: Tablet, said: Statement, make: Make, school: School, session: Session
    ) -> None:
        other = make.statement(make.response(make.sitting(make.pupil(school, forename="Kacper"))))
        session.commit()
        assert tablet.client.get(f"/me/who-can-see?sitting={other.sitting_id}").status_code == 404
        assert tablet.client.get(f"/me/who-can-see?thing={other.id}").status_code == 404


class TestStopping:
    def test_one_press_stops_and_asks_nothing(self, tablet: Tablet, session: Session) -> None:
        tablet.say_yes()
        tablet.send(touch="skip")
        page = tablet.client.post("/me/stop", follow_redirects=True).get_data(as_text=True)
        assert "You stopped. That is fine." in page
        session.expire_all()
        assert session.get_one(Sitting, tablet.sitting.id).stopped_at is not None

    def test_throwing_today_away_is_asked_once_and_nothing_is_gone_before(self, tablet: Tablet) -> None:
        tablet.say_yes()
        tablet.send(touch="words", words="xylophonewish")
        stopped = tablet.client.post("/me/stop", follow_redirects=True).get_data(as_text=True)
        assert 'href="/me/throw-away"' in stopped

        asked = tablet.client.get("/me/throw-away").get_data(as_text=True)

        assert "Throw all of today away?" in asked
        assert asked.index("Keep it") < asked.index("Throw it away")
        assert tablet.client.get("/me/gone").location == "/me/leave"

    @pytest.mark.parametrize("positive", ["start", "end"])
    def test_what_harms_nothing_stands_where_the_good_end_of_the_scale_does(
        self, tablet: Tablet, session: Session, positive: str
    ) -> None:
        tablet.sitting.profile = Profile(positive=positive).as_stored()
        session.commit()
        tablet.say_yes()
        stopped = tablet.client.post("/me/stop", follow_redirects=True).get_data(as_text=True)
        asked = tablet.client.get("/me/throw-away").get_data(as_text=True)
        harmless_first = positive == "start"
        assert (stopped.index("Come back later") < stopped.index("Throw today away")) is harmless_first
        assert (asked.index("Keep it") < asked.index("Throw it away")) is harmless_first

    def test_throwing_today_away_leaves_no_byte_of_it_in_the_database(
        self, tablet: Tablet, session: Session, app: Flask
    ) -> None:
        tablet.say_yes()
        tablet.send(touch="words", words="xylophonewish")
        tablet.client.post("/me/stop")
        tablet.client.post("/me/throw-away")
        session.close()
        folder = app.config["MYSAY"].data
        for file in folder.glob("mysay.sqlite*"):
            assert b"xylophonewish" not in file.read_bytes()

    def test_a_hello_that_back_brings_up_cannot_begin_a_thrown_away_sitting_again(
        self, tablet: Tablet, session: Session
    ) -> None:
        tablet.say_yes()
        tablet.client.post("/me/throw-away")
        reply = tablet.client.post("/me/hello", data={"answer": "yes"})
        assert (reply.status_code, reply.location) == (302, "/me/gone")
        session.expire_all()
        assert all(given.withdrawn_at is not None for given in session.scalars(select(Assent)))


Opened = Callable[..., Tablet]


@pytest.mark.parametrize("theme", ["paper", "contrast", "older"])
@pytest.mark.parametrize("wording", ["simple", "older"])
def test_every_look_shows_the_same_answers(
    make: Make, school: School, begum: Staff, enter: Enter, theme: str, wording: str
) -> None:
    profile = Profile(theme=theme, wording=wording, pictures="colour" if theme == "paper" else "line")
    sitting = make.sitting(make.pupil(school), begum, profile=profile.as_stored(), planned=["card-sort"])
    tablet = Tablet(enter(sitting=sitting), sitting)
    tablet.say_yes()
    page = tablet.page("card-sort")
    assert f"theme-{theme}" in page
    assert set(re.findall(r'name="pick" value="([^"]+)"', page)) == {
        "lessons",
        "people",
        "places",
        "help",
        "getting-to-school",
        "after-school",
    }
