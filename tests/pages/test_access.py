"""Getting in, getting out, and what each session opens."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.conftest import Enter, settings_for
from tests.make import PASSWORD, Make
from voice_app import create_app
from voice_app.model import DeviceSession, HelperPass, Pupil, Role, School, SignInTry, Staff
from voice_app.services import doors, passwords
from voice_app.services.tries import MOST_FROM_ONE_PLACE

NEW = "purple kettle on a roof"


@pytest.fixture
def begum(make: Make, school: School, session: Session) -> Staff:
    staff = make.staff(school, name="Miss Begum", username="begum@school.test")
    session.commit()
    return staff


@pytest.fixture
def zara(make: Make, school: School, begum: Staff, session: Session) -> Pupil:
    pupil = make.pupil(school, forename="Zara")
    make.assignment(begum, pupil)
    session.commit()
    return pupil


@pytest.fixture
def cole(make: Make, school: School, session: Session) -> Staff:
    staff = make.sendco(school, username="cole@school.test")
    session.commit()
    return staff


def browser(app: Flask) -> FlaskClient:
    """A device that asks for pages, as browsers do."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


@pytest.fixture
def device(app: Flask) -> FlaskClient:
    return browser(app)


def sign_in(device: FlaskClient, username: str = "begum@school.test", password: str = PASSWORD) -> TestResponse:
    return device.post("/sign-in", data={"username": username, "password": password})


def shown_once(page: TestResponse) -> str:
    """The password or code that the page shows."""
    (shown,) = re.findall(r'class="shown-once[^>]*>([^<]+)<', page.get_data(as_text=True))
    return str(shown)


def token(device: FlaskClient) -> str | None:
    cookie = device.get_cookie("mysay")
    return cookie.value if cookie else None


def open_sessions(session: Session) -> list[DeviceSession]:
    session.expire_all()
    return list(session.scalars(select(DeviceSession).where(DeviceSession.ended_at.is_(None))))


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
    def change(self, device: FlaskClient, old: str = PASSWORD, new: str = NEW, again: str | None = None):
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


class TestTheStaffPages:
    @pytest.mark.parametrize("address", ["/staff", "/staff/new", "/staff/safeguarding"])
    def test_they_are_for_the_sendco_and_administrators(
        self, enter: Enter, make: Make, school: School, begum: Staff, cole: Staff, address: str
    ) -> None:
        administrator = make.staff(school, role=Role.ADMINISTRATOR)

        assert enter(begum).get(address).status_code == 404
        assert enter(cole).get(address).status_code == 200
        assert enter(administrator).get(address).status_code == 200

    def add(self, device: FlaskClient, **wanted: str):
        fields = {"name": "Mr Khan", "username": "khan@school.test", "role": "staff", "picture": "teacher"} | wanted
        return device.post("/staff/new", data=fields)

    def test_a_first_password_is_shown_once_and_lets_in(
        self, enter: Enter, device: FlaskClient, cole: Staff, session: Session
    ) -> None:
        reply = self.add(enter(cole))

        khan = session.scalars(select(Staff).where(Staff.username == "khan@school.test")).one()
        password = shown_once(reply)
        assert reply.headers["Cache-Control"] == "no-store"
        assert passwords.fits(password, khan.password_hash)
        assert sign_in(device, "khan@school.test", password).headers["Location"] == "/"

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"name": ""}, "Enter a name"),
            ({"name": "x" * 101}, "Make the name 100 characters or fewer"),
            ({"username": "two words"}, "Use 3 to 100 letters and numbers"),
            ({"username": "cole@school.test"}, "Somebody signs in with this user name already"),
            ({"role": "head"}, "Not a valid choice"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_rest_comes_back(
        self, enter: Enter, cole: Staff, fields: dict[str, str], says: str
    ) -> None:
        reply = self.add(enter(cole), **fields)

        page = reply.get_data(as_text=True)
        assert reply.status_code == 422
        assert says in page
        assert "khan@school.test" in page or "username" in fields

    def test_an_administrator_is_not_offered_the_role_of_a_sendco(
        self, enter: Enter, make: Make, school: School, session: Session
    ) -> None:
        administrator = enter(make.staff(school, role=Role.ADMINISTRATOR))

        assert 'value="sendco"' not in administrator.get("/staff/new").get_data(as_text=True).split("picture")[0]
        assert self.add(administrator, role="sendco").status_code == 422
        assert session.scalars(select(Staff).where(Staff.username == "khan@school.test")).all() == []

    def test_a_disabled_member_of_staff_is_out_with_the_next_page(
        self, enter: Enter, cole: Staff, begum: Staff, zara: Pupil
    ) -> None:
        hers = enter(begum)
        hers.environ_base["HTTP_ACCEPT"] = "text/html"
        assert hers.get("/password").status_code == 200

        enter(cole).post(f"/staff/{begum.id}/disable")

        assert hers.get("/password").headers["Location"] == "/sign-in"

    def test_a_refusal_says_whom_to_ask_and_changes_nothing(
        self, enter: Enter, make: Make, school: School, cole: Staff, session: Session
    ) -> None:
        administrator = enter(make.staff(school, role=Role.ADMINISTRATOR))

        for what in ("disable", "reset-password"):
            administrator.post(f"/staff/{cole.id}/{what}")
            page = administrator.get(f"/staff/{cole.id}").get_data(as_text=True)
            assert "Only a SENDCo can do this. Nothing was changed." in page
        session.refresh(cole)
        assert cole.disabled_at is None
        assert passwords.fits(PASSWORD, cole.password_hash)

    def test_the_lock_is_seen_and_lifted(self, enter: Enter, device: FlaskClient, cole: Staff, begum: Staff) -> None:
        for _ in range(MOST_FROM_ONE_PLACE):
            sign_in(device, password="guess")
        managers = enter(cole)
        assert "Locked until" in managers.get("/staff").get_data(as_text=True)
        assert "Signing in is locked until" in managers.get(f"/staff/{begum.id}").get_data(as_text=True)

        managers.post(f"/staff/{begum.id}/lift-lock")

        assert sign_in(device).headers["Location"] == "/"

    def test_lead_and_deputy_must_be_two_people(
        self, enter: Enter, cole: Staff, begum: Staff, school: School, session: Session
    ) -> None:
        managers = enter(cole)

        twice = managers.post("/staff/safeguarding", data={"lead": str(begum.id), "deputy": str(begum.id)})
        assert twice.status_code == 422
        assert "Choose somebody else as deputy" in twice.get_data(as_text=True)

        managers.post("/staff/safeguarding", data={"lead": str(begum.id), "deputy": str(cole.id)})
        session.refresh(school)
        assert (school.safeguarding_lead_id, school.deputy_lead_id) == (begum.id, cole.id)

    def test_assigning_takes_effect_with_the_next_page(
        self, enter: Enter, make: Make, school: School, begum: Staff, zara: Pupil, session: Session
    ) -> None:
        administrator = enter(make.staff(school, role=Role.ADMINISTRATOR))
        hers = enter(begum)
        assert hers.get(f"/pupils/{zara.id}/pass").status_code == 200

        administrator.post(f"/staff/{begum.id}/pupils", data={"shown": [str(zara.id)]})
        assert hers.get(f"/pupils/{zara.id}/pass").status_code == 404

        administrator.post(f"/staff/{begum.id}/pupils", data={"shown": [str(zara.id)], "pupil": [str(zara.id)]})
        assert hers.get(f"/pupils/{zara.id}/pass").status_code == 200

    def test_a_whole_class_is_assigned_at_once(
        self, enter: Enter, make: Make, school: School, cole: Staff, begum: Staff, session: Session
    ) -> None:
        pupils = [make.pupil(school, forename=name, class_name="Elm") for name in ("Ana", "Ben", "Cem")]
        managers = enter(cole)
        page = managers.get(f"/staff/{begum.id}/pupils?class_name=Elm").get_data(as_text=True)
        assert "Add the whole class" in page

        shown = {"shown": [str(one.id) for one in pupils], "all": "yes", "class_name": "Elm"}
        managers.post(f"/staff/{begum.id}/pupils", data=shown)

        hers = enter(begum)
        assert [hers.get(f"/pupils/{one.id}/pass").status_code for one in pupils] == [200, 200, 200]

    def test_a_pupils_name_never_stands_in_an_address(
        self, enter: Enter, cole: Staff, begum: Staff, zara: Pupil
    ) -> None:
        reply = enter(cole).post(f"/staff/{begum.id}/pupils/find", data={"name": "zar"})

        assert reply.status_code == 200
        assert "Zara Ahmed" in reply.get_data(as_text=True)
        assert "Location" not in reply.headers

    @pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "Ms \u202eevil", "Søren & Åse"])
    def test_names_are_shown_as_they_are_and_never_run(
        self, enter: Enter, make: Make, school: School, cole: Staff, name: str
    ) -> None:
        staff = make.staff(school, name=name)

        for address in ("/staff", f"/staff/{staff.id}", f"/staff/{staff.id}/pupils", "/staff/safeguarding"):
            page = enter(cole).get(address).get_data(as_text=True)
            assert "<script>alert" not in page
            assert ">49<" not in page
            assert "&amp;amp;" not in page


class TestHelperPasses:
    def make_pass(self, device: FlaskClient, pupil: Pupil, name: str = "Mr Lowe") -> str:
        return shown_once(device.post(f"/pupils/{pupil.id}/pass", data={"helper_name": name}))

    def test_the_code_lets_a_helper_work_with_one_pupil(
        self, enter: Enter, device: FlaskClient, make: Make, school: School, begum: Staff, zara: Pupil, session: Session
    ) -> None:
        other = make.pupil(school, forename="Jayden")
        make.assignment(begum, other)
        code = self.make_pass(enter(begum), zara)

        assert device.post("/pass", data={"code": code.lower()}).headers["Location"] == "/"

        assert device.get(f"/pupils/{zara.id}").status_code == 200
        assert device.get(f"/pupils/{other.id}").status_code == 404
        assert device.get("/staff").status_code == 404
        assert device.get(f"/pupils/{zara.id}/pass").status_code == 404
        assert device.post(f"/pupils/{zara.id}/pass", data={"helper_name": "A friend"}).status_code == 404

    def test_a_pass_that_staff_ended_is_out_with_the_next_page(
        self, enter: Enter, device: FlaskClient, begum: Staff, zara: Pupil, session: Session
    ) -> None:
        staff = enter(begum)
        device.post("/pass", data={"code": self.make_pass(staff, zara)})
        made = session.scalars(select(HelperPass)).one()
        assert "Mr Lowe" in staff.get(f"/pupils/{zara.id}/pass").get_data(as_text=True)

        staff.post(f"/pupils/{zara.id}/pass/{made.id}/end")

        assert device.get(f"/pupils/{zara.id}").headers["Location"] == "/sign-in"
        assert "End now" not in staff.get(f"/pupils/{zara.id}/pass").get_data(as_text=True)

    def test_signing_out_ends_the_pass(self, enter: Enter, device: FlaskClient, begum: Staff, zara: Pupil) -> None:
        code = self.make_pass(enter(begum), zara)
        device.post("/pass", data={"code": code})

        device.post("/sign-out")

        assert device.post("/pass", data={"code": code}).status_code == 401

    @pytest.mark.parametrize(("name", "status"), [("", 422), ("   ", 422), ("x" * 101, 422), ("Ms O’Neill", 200)])
    def test_a_pass_is_for_somebody(self, enter: Enter, begum: Staff, zara: Pupil, name: str, status: int) -> None:
        assert enter(begum).post(f"/pupils/{zara.id}/pass", data={"helper_name": name}).status_code == status

    def test_a_wrong_code_says_what_to_do(self, device: FlaskClient) -> None:
        reply = device.post("/pass", data={"code": "BCDF-GHJK"})

        assert reply.status_code == 401
        assert "This code opens nothing. Check each letter." in reply.get_data(as_text=True)


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
