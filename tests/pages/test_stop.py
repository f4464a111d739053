"""Stop: what is asked, what stays, and what comes after."""

from __future__ import annotations

import html
import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import (
    Assent,
    Sitting,
)
from voice_app.services.profile import Profile

from .plain_tablet import Tablet, go_back


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
