"""Who may see what was said, asked on the tablet."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import NOON, Make
from voice_app.model import (
    School,
    SharingDecision,
    Sitting,
    Statement,
    TrailEntry,
)
from voice_app.pages.pupil import steady
from voice_app.services import look_back
from voice_app.services.sharing_rule import shared_with, staff_key

from .plain_tablet import Tablet, count, everybody


class TestSharing:
    @pytest.fixture
    def said(self, tablet: Tablet, make: Make, session: Session) -> Statement:
        make.family_member(tablet.sitting.pupil, "Mum")
        statement = make.statement(make.response(tablet.sitting, state="finished"))
        session.commit()
        tablet.say_yes()
        return statement

    @pytest.fixture
    def thursday(self, monkeypatch: pytest.MonkeyPatch) -> datetime:
        """Three days after the sitting, by the clock that tells which day it was."""
        thursday = NOON + timedelta(days=3)
        monkeypatch.setattr("voice_app.pages.pupil.seat.now", lambda: thursday)
        return thursday

    def test_people_are_asked_one_at_a_time_and_nothing_is_chosen_beforehand(
        self, tablet: Tablet, said: Statement
    ) -> None:
        page = tablet.client.get("/me/who-can-see").get_data(as_text=True)
        assert page.count('name="answer"') == 2
        assert "aria-pressed" not in page.split("<main", 1)[1]
        assert "Has seen it" in page

    def test_what_this_is_is_said_with_every_activity_that_was_done_in_it_and_its_day(
        self, tablet: Tablet, said: Statement, make: Make, session: Session, thursday: datetime
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
        tablet.sitting.handed_over_at = thursday
        session.commit()
        assert "What you said: Sort the cards and Three wishes." in seen()[0]

    def test_the_way_there_says_of_which_day_it_is_where_that_is_not_today(
        self, tablet: Tablet, said: Statement, make: Make, session: Session, enter: Enter, thursday: datetime
    ) -> None:
        today = make.sitting(tablet.sitting.pupil, handed_over_at=thursday)
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

    def test_where_nothing_was_said_nobody_is_asked_about_and_nobody_is_thanked_for_telling(
        self, tablet: Tablet, said: Statement, session: Session
    ) -> None:
        said.state, said.words = "skipped", None
        session.commit()
        home = tablet.client.get("/me/")
        assert home.location == "/me/thank-you"
        thanks = tablet.client.get(home.location).text
        assert re.findall(r"<h1[^>]*>\s*([^<]+?)\s*<", thanks) == ["Thank you."]
        assert "for telling us" not in thanks
        assert "said yes" not in thanks
        assert tablet.client.get("/me/who-can-see").location == "/me/"
        more = html.unescape(re.findall(r'href="(/me/[^"]*)"[^>]*>(?:(?!</a>).)*More to say', thanks, re.DOTALL)[0])
        assert "What would you like to do?" in tablet.client.get(more).text

    @pytest.mark.parametrize(
        ("state", "words", "thanks"),
        [
            ("given", None, "Thank you for telling us."),
            ("stopped", "a den", "Thank you for telling us."),
            ("stopped", None, "Thank you."),
        ],
    )
    def test_a_stop_is_thanked_for_telling_only_where_something_was_said(
        self, tablet: Tablet, said: Statement, session: Session, state: str, words: str | None, thanks: str
    ) -> None:
        said.state, said.words = state, words
        session.commit()
        tablet.client.post("/me/stop")
        assert f">{thanks}<" in tablet.client.get("/me/stopped").text

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
