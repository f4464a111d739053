"""Looking after staff: who may open it, what it says, and what takes effect when."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.conftest import Enter
from tests.make import PASSWORD, Make
from tests.pages.devices import shown_once, sign_in
from voice_app.model import Pupil, Role, School, Staff
from voice_app.services import passwords
from voice_app.services.tries import MOST_FROM_ONE_PLACE


class TestTheStaffPages:
    @pytest.mark.parametrize("address", ["/staff", "/staff/new", "/staff/safeguarding"])
    def test_they_are_for_the_sendco_and_administrators(
        self, enter: Enter, make: Make, school: School, begum: Staff, cole: Staff, address: str
    ) -> None:
        administrator = make.staff(school, role=Role.ADMINISTRATOR)

        assert enter(begum).get(address).status_code == 404
        assert enter(cole).get(address).status_code == 200
        assert enter(administrator).get(address).status_code == 200

    def add(self, device: FlaskClient, **wanted: str) -> TestResponse:
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
            ({"role": "head"}, "This cannot be chosen any more"),
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


def test_a_choice_that_has_gone_is_refused_with_what_to_do_and_nothing_typed_is_lost(
    enter: Enter, make: Make, school: School, session: Session
) -> None:
    device = enter(make.sendco(school))
    gone = {"forename": "Zara", "surname": "Ahmed", "year": "99", "main_need": "GONE", "other_needs": ["GONE"]}
    reply = device.post("/pupils/new", data=gone)
    assert reply.status_code == 422
    assert reply.text.count("This cannot be chosen any more. Choose from what is shown") >= 3
    assert "valid choice" not in reply.text
    assert 'value="Zara"' in reply.text
