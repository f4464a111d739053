"""A helper pass, from the slip of paper to the end of the day."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from tests.pages.devices import shown_once
from tests.pages.test_hand_over import filled_in
from voice_app.model import HelperPass, Present, Pupil, School, Staff


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
        assert device.get("/").headers["Location"] == f"/pupils/{zara.id}"

        assert device.get(f"/pupils/{zara.id}").status_code == 200
        assert device.get(f"/pupils/{other.id}").status_code == 404
        assert device.get("/staff").status_code == 404
        assert device.get(f"/pupils/{zara.id}/pass").status_code == 404
        assert device.post(f"/pupils/{zara.id}/pass", data={"helper_name": "A friend"}).status_code == 404

    def test_a_helper_with_the_practice_pupil_finds_that_one_in_the_list(
        self, enter: Enter, device: FlaskClient, make: Make, school: School, begum: Staff
    ) -> None:
        practice = make.pupil(school, forename="Practice", surname="Pupil", practice=True)
        device.post("/pass", data={"code": self.make_pass(enter(begum), practice)})
        page = device.get("/pupils").get_data(as_text=True)
        assert "1 pupil" in page
        assert page.count("Practice Pupil</bdi>") == 1
        assert "Ask your SENDCo" not in page
        assert "Try everything first" not in page
        assert "Name, or a part of it" not in page

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

    def test_the_pupils_page_lists_open_passes_for_staff_and_not_for_helpers(
        self, enter: Enter, device: FlaskClient, begum: Staff, zara: Pupil
    ) -> None:
        staff = enter(begum)
        device.post("/pass", data={"code": self.make_pass(staff, zara)})

        assert "Mr Lowe" in staff.get(f"/pupils/{zara.id}").get_data(as_text=True)
        assert "Helper passes for today" not in device.get(f"/pupils/{zara.id}").get_data(as_text=True)

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

    def test_after_a_sitting_the_helper_is_told_that_the_code_still_works(
        self, enter: Enter, device: FlaskClient, make: Make, begum: Staff, zara: Pupil, session: Session
    ) -> None:
        self.make_pass(enter(begum), zara)
        made = session.scalars(select(HelperPass)).one()
        told = "The code of your pass still opens this pupil until midnight."
        for ended_at, says in ((None, True), (made.made_at, False)):
            made.ended_at = ended_at
            sitting = make.sitting(zara, helper_pass_id=made.id)
            make.keep(Present(sitting_id=sitting.id, name="Mr Lowe", role="helper"))
            session.commit()
            tablet = enter(sitting=sitting, kind="close")
            sent = filled_in(tablet.get("/close").text)
            assert (told in tablet.post("/close", data=sent, follow_redirects=True).text) is says

    def test_signing_out_says_that_the_pass_ends_before_and_after(
        self, enter: Enter, device: FlaskClient, begum: Staff, zara: Pupil
    ) -> None:
        device.post("/pass", data={"code": self.make_pass(enter(begum), zara)})
        assert "Sign out, end the pass" in device.get(f"/pupils/{zara.id}").text
        assert "your pass has ended" in device.post("/sign-out", follow_redirects=True).text
        assert "end the pass" not in enter(begum).get(f"/pupils/{zara.id}").text
