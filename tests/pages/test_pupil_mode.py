"""Pupil mode as plain forms: hello, every look, no way out, and the end."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import MORNING, PASSWORD, Make
from voice_app.model import (
    Assent,
    DeviceSession,
    Response,
    Role,
    School,
    Sitting,
    Staff,
    Statement,
)
from voice_app.services.profile import Profile

from .plain_tablet import Tablet, count


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
