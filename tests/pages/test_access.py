"""Getting in, getting out, and a password of one's own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.conftest import Enter, settings_for
from tests.make import PASSWORD, Make
from tests.pages.devices import browser, open_sessions, sign_in, token
from voice_app import create_app
from voice_app.model import Pupil, School, SignInTry, Staff
from voice_app.services import doors
from voice_app.services.tries import MOST_FROM_ONE_PLACE

NEW = "purple kettle on a roof"


class TestSigningIn:
    def test_the_start_page_leads_whoever_is_not_signed_in_to_the_door(self, device: FlaskClient) -> None:
        assert device.get("/").headers["Location"] == "/sign-in"
        page = device.get("/sign-in").get_data(as_text=True)
        assert 'autocomplete="username"' in page
        assert 'autocomplete="current-password"' in page

    def test_a_new_session_begins_and_the_one_before_ends(
        self, device: FlaskClient, begum: Staff, session: Session
    ) -> None:
        sign_in(device)
        first = token(device)
        reply = sign_in(device)

        assert (reply.status_code, reply.headers["Location"]) == (302, "/")
        assert token(device) not in {None, first}
        assert [one.token_hash for one in open_sessions(session)] == [doors.hash_token(token(device) or "")]

    def test_a_token_that_somebody_else_set_beforehand_is_not_taken_over(
        self, device: FlaskClient, begum: Staff
    ) -> None:
        device.set_cookie("mysay", "set-by-somebody-else")

        sign_in(device)

        assert token(device) != "set-by-somebody-else"

    @pytest.mark.parametrize(
        ("username", "password"),
        [("nobody@school.test", PASSWORD), ("begum@school.test", "not my password"), ("left@school.test", PASSWORD)],
        ids=["unknown", "wrong password", "disabled"],
    )
    def test_nobody_learns_why_it_did_not_work_and_the_user_name_stays(
        self,
        device: FlaskClient,
        make: Make,
        school: School,
        begum: Staff,
        session: Session,
        username: str,
        password: str,
    ) -> None:
        make.staff(school, username="left@school.test", disabled_at=datetime.now(UTC))
        session.commit()

        reply = sign_in(device, username, password)

        page = reply.get_data(as_text=True)
        assert reply.status_code == 401
        assert "That user name and password do not fit. Check both and try again." in page
        assert f'value="{username}"' in page
        assert password not in page
        assert token(device) is None

    def test_after_too_many_tries_the_page_says_until_when_to_wait(self, device: FlaskClient, begum: Staff) -> None:
        for _ in range(MOST_FROM_ONE_PLACE):
            sign_in(device, password="guess")

        reply = sign_in(device)

        assert reply.status_code == 429
        assert "Too many tries. Wait until" in reply.get_data(as_text=True)

    def test_an_empty_form_says_what_to_enter(self, device: FlaskClient) -> None:
        page = sign_in(device, "", "")

        assert page.status_code == 422
        assert "Enter your user name" in page.get_data(as_text=True)

    def test_the_owner_is_told_of_many_wrong_tries_elsewhere(
        self, device: FlaskClient, begum: Staff, make: Make, session: Session
    ) -> None:
        earlier = datetime.now(UTC) - timedelta(hours=3)
        session.add_all(SignInTry(account=begum.username, place="elsewhere", at=earlier) for _ in range(7))
        session.commit()

        sign_in(device)

        assert "7 wrong tries were made to sign in" in device.get("/password").get_data(as_text=True)

    def test_a_pupil_at_the_tablet_cannot_reach_the_door(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session
    ) -> None:
        tablet = enter(begum, sitting=make.sitting(zara, begum, handed_over_at=datetime.now(UTC)))
        before = token(tablet)

        for address in ("/sign-in", "/pass"):
            assert tablet.get(address).headers["Location"] == "/"
        assert sign_in(tablet).headers["Location"] == "/"
        assert tablet.post("/sign-out").status_code == 404
        assert token(tablet) == before
        assert len(open_sessions(session)) == 1


class TestStayingAndLeaving:
    def test_signing_out_ends_the_session_on_the_server(
        self, app: Flask, device: FlaskClient, begum: Staff, session: Session
    ) -> None:
        sign_in(device)
        kept = token(device) or ""

        assert device.post("/sign-out").headers["Location"] == "/sign-in"

        assert token(device) in {None, ""}
        assert open_sessions(session) == []
        thief = browser(app)
        thief.set_cookie("mysay", kept)
        assert thief.get("/password").headers["Location"] == "/sign-in"

    def test_staying_starts_the_idle_time_again(self, device: FlaskClient, begum: Staff, session: Session) -> None:
        sign_in(device)
        (opened,) = open_sessions(session)
        opened.seen_at = datetime.now(UTC) - timedelta(seconds=30)
        session.commit()

        reply = device.post("/stay", headers={"Accept": "application/json"})

        assert (reply.status_code, reply.data) == (204, b"")
        assert datetime.now(UTC) - open_sessions(session)[0].seen_at < timedelta(seconds=10)

    def test_an_hour_without_a_touch_ends_the_session(
        self, device: FlaskClient, begum: Staff, session: Session
    ) -> None:
        sign_in(device)
        (opened,) = open_sessions(session)
        opened.seen_at = datetime.now(UTC) - timedelta(minutes=61)
        session.commit()

        assert device.get("/password").headers["Location"] == "/sign-in"
        assert open_sessions(session) == []

    def test_a_busy_session_ends_after_twelve_hours(self, device: FlaskClient, begum: Staff, session: Session) -> None:
        sign_in(device)
        (opened,) = open_sessions(session)
        opened.started_at = datetime.now(UTC) - timedelta(hours=12, minutes=1)
        session.commit()

        assert device.get("/password").headers["Location"] == "/sign-in"

    def test_on_a_network_the_cookie_is_bound_to_https_and_to_this_host(
        self, tmp_path: Path, migrated_database: Path
    ) -> None:
        shutil.copy(migrated_database, tmp_path / "mysay.sqlite")
        app = create_app(settings_for(tmp_path, https=True))
        app.config["WTF_CSRF_ENABLED"] = False
        with Session(app.extensions["engine"]) as session:
            make = Make(session)
            make.staff(make.school(), username="begum@school.test")
            session.commit()

        reply = app.test_client().post(
            "/sign-in",
            data={"username": "begum@school.test", "password": PASSWORD},
            base_url="https://voice.school.test",
        )

        (cookie,) = [one for one in reply.headers.getlist("Set-Cookie") if one.startswith("__Host-mysay=")]
        parts = {part.strip() for part in cookie.split(";")[1:]}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert not any(part.startswith("Domain") for part in parts)
        app.extensions["engine"].dispose()


class TestPasswords:
    def change(
        self, device: FlaskClient, old: str = PASSWORD, new: str = NEW, again: str | None = None
    ) -> TestResponse:
        return device.post("/password", data={"old": old, "new": new, "again": new if again is None else again})

    def test_changing_it_signs_out_all_other_devices(
        self, app: Flask, device: FlaskClient, begum: Staff, session: Session
    ) -> None:
        other = browser(app)
        sign_in(other)
        sign_in(device)

        assert self.change(device).headers["Location"] == "/"

        assert device.get("/password").status_code == 200
        assert other.get("/password").headers["Location"] == "/sign-in"

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"old": "wrong"}, "This is not the password you have now"),
            ({"new": "short"}, "Make it 12 characters or more"),
            ({"new": "passwordpassword"}, "Many people use this one"),
            ({"new": PASSWORD}, "This is the password you have now"),
            ({"again": "something else"}, "This is not the same as the new password"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_box(
        self, device: FlaskClient, begum: Staff, fields: dict[str, str], says: str
    ) -> None:
        sign_in(device)

        reply = self.change(device, **fields)

        assert reply.status_code == 422
        assert says in reply.get_data(as_text=True)

    def test_whoever_has_a_first_password_goes_nowhere_before_changing_it(
        self, device: FlaskClient, begum: Staff, session: Session
    ) -> None:
        begum.must_change_password = True
        session.commit()
        sign_in(device)

        assert device.get("/pupils").headers["Location"] == "/password"
        assert "Choose a password of your own" in device.get("/password").get_data(as_text=True)
        self.change(device)
        assert device.get("/password").status_code == 200
        session.refresh(begum)
        assert not begum.must_change_password


class TestForms:
    @pytest.fixture
    def app(self, app: Flask) -> Flask:
        app.config["WTF_CSRF_ENABLED"] = True
        return app

    def test_a_form_of_before_signing_in_opens_nothing_afterwards(self, device: FlaskClient, begum: Staff) -> None:
        before = self.token_on(device, "/sign-in")
        fields = {"username": "begum@school.test", "password": PASSWORD, "csrf_token": before}
        assert device.post("/sign-in", data=fields).headers["Location"] == "/"

        reply = device.post("/sign-out", data={"csrf_token": before})
        assert reply.status_code == 400
        assert device.post("/sign-out", data={"csrf_token": self.token_on(device, "/password")}).status_code == 302

    def token_on(self, device: FlaskClient, address: str) -> str:
        page = device.get(address).get_data(as_text=True)
        return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
