"""An activity to its end as plain forms, without script."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import MORNING, Make
from voice_app.model import (
    Present,
    Response,
    Staff,
    Statement,
    TouchSetAside,
    Turn,
)
from voice_app.pages.pupil import steady
from voice_app.services.profile import Profile

from .plain_tablet import Tablet, count


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
