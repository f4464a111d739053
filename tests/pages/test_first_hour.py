"""The shortest way of somebody new: from the first page to the tablet, to what was said, to the paperwork."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import NOON, Make
from tests.pages.test_hand_over import filled_in
from voice_app.model import Pupil, PupilCheck, School, Sitting, Staff

TRY = "Try it with the practice pupil"


def test_the_first_page_leads_somebody_new_to_the_practice_pupils_hand_over(
    enter: Enter, make: Make, school: School, cole: Staff, session: Session
) -> None:
    practice = make.pupil(school, practice=True, forename="Practice", surname="Pupil")
    session.commit()
    page = enter(cole).get("/reviews").text
    assert TRY in page
    assert f"/pupils/{practice.id}/hand-over" in page


def test_the_hint_is_gone_once_the_tablet_was_handed_over(
    enter: Enter, make: Make, school: School, cole: Staff, zara: Pupil, session: Session
) -> None:
    make.pupil(school, practice=True)
    make.sitting(zara, cole)
    session.commit()
    assert TRY not in enter(cole).get("/reviews").text


def test_the_practice_pupil_needs_no_practice_go(
    enter: Enter, make: Make, school: School, cole: Staff, zara: Pupil, session: Session
) -> None:
    practice = make.pupil(school, practice=True)
    session.commit()
    assert "practise" not in filled_in(enter(cole).get(f"/pupils/{practice.id}/hand-over").text)
    assert "practise" in filled_in(enter(cole).get(f"/pupils/{zara.id}/hand-over").text)


def test_after_a_sitting_the_first_page_leads_to_what_was_said_once(
    enter: Enter, make: Make, cole: Staff, zara: Pupil, session: Session
) -> None:
    make.sitting(zara, cole, closed_at=datetime.now(UTC) - timedelta(minutes=1))
    session.commit()
    office = enter(cole)
    page = office.get("/reviews").text
    assert "You were with Zara until" in page
    assert f'href="/pupils/{zara.id}"><span>Look at what was said' in page
    office.get(f"/pupils/{zara.id}")
    assert "You were with Zara" not in office.get("/reviews").text


def test_after_showing_what_goes_out_it_leads_to_the_paperwork(
    enter: Enter, make: Make, cole: Staff, zara: Pupil, session: Session
) -> None:
    point = make.review_point(zara)
    make.sitting(zara, cole, planned=[], closed_at=datetime.now(UTC) - timedelta(minutes=1))
    session.commit()
    office = enter(cole)
    page = office.get("/reviews").text
    assert f'href="/reviews/{point.id}/paperwork"><span>Go on with the paperwork' in page
    office.get(f"/reviews/{point.id}/paperwork")
    assert "You were with Zara" not in office.get("/reviews").text


def test_who_can_do_nothing_about_the_paperwork_is_not_led_there(
    enter: Enter, make: Make, begum: Staff, zara: Pupil, session: Session
) -> None:
    make.review_point(zara)
    make.sitting(zara, begum, planned=[], closed_at=datetime.now(UTC) - timedelta(minutes=1))
    session.commit()
    page = enter(begum).get("/reviews").text
    assert "Go on with the paperwork" not in page
    assert f'href="/pupils/{zara.id}"><span>Look at what was said' in page


def test_it_leads_to_the_paperwork_of_the_review_that_was_shown(
    enter: Enter, make: Make, cole: Staff, zara: Pupil, session: Session
) -> None:
    make.review_point(zara)
    shown = make.review_point(zara, due=date(2027, 6, 1))
    sitting: Sitting = make.sitting(zara, cole, planned=[], closed_at=datetime.now(UTC) - timedelta(minutes=1))
    said = make.statement(make.response(sitting))
    about = {"review_point_id": shown.id, "statement_id": said.id, "sitting_id": sitting.id}
    make.keep(PupilCheck(said="keep", at=NOON, **about))
    session.commit()
    assert f'href="/reviews/{shown.id}/paperwork"><span>Go on with the paperwork' in enter(cole).get("/reviews").text


class TestAnEmptySchool:
    """Each page leads to what comes next, and says nothing of it once it is done."""

    NAME, BRING_IN = "Name them now", "Bring in a list"

    def test_first_the_leads_are_named_then_the_tablet_can_be_tried(
        self, enter: Enter, make: Make, school: School, cole: Staff, session: Session
    ) -> None:
        make.pupil(school, practice=True)
        lead, deputy = school.safeguarding_lead_id, school.deputy_lead_id
        school.safeguarding_lead_id = school.deputy_lead_id = None
        session.commit()
        office = enter(cole)
        page = office.get("/reviews").text
        assert self.NAME in page
        assert TRY not in page

        named = office.post("/staff/safeguarding", data={"lead": str(lead), "deputy": str(deputy)})
        assert named.headers["Location"] == "/"
        page = office.get("/reviews").text
        assert self.NAME not in page
        assert TRY in page
        assert office.post("/staff/safeguarding", data={"lead": str(lead), "deputy": str(deputy)}).location == "/staff"

    def test_who_cannot_name_the_leads_is_not_led_to_a_tablet_that_cannot_be_handed_over(
        self, enter: Enter, make: Make, school: School, session: Session
    ) -> None:
        make.pupil(school, practice=True)
        school.safeguarding_lead_id = None
        session.commit()
        page = enter(make.staff(school)).get("/reviews").text
        assert TRY not in page
        assert self.NAME not in page

    def test_who_was_added_as_a_lead_is_named_next_and_is_given_no_pupils_where_there_are_none(
        self, enter: Enter, school: School, cole: Staff, session: Session
    ) -> None:
        lead, school.safeguarding_lead_id = school.safeguarding_lead_id, None
        session.commit()
        office = enter(cole)
        fields = {"name": "Mrs Hall", "username": "hall-2@school.test", "role": "staff", "picture": "head-teacher"}
        page = office.post("/staff/new", data=fields).text
        assert "Name the safeguarding lead and the deputy" in page
        school.safeguarding_lead_id = lead
        session.commit()
        page = office.post("/staff/new", data=fields | {"username": "hall-3@school.test"}).text
        assert "Name the safeguarding lead" not in page
        assert "Choose their pupils" not in page

    def test_nothing_is_counted_before_there_is_a_review_and_a_list_of_pupils_is_asked_for(
        self, enter: Enter, make: Make, school: School, cole: Staff, session: Session
    ) -> None:
        make.pupil(school, practice=True)
        session.commit()
        office = enter(cole)
        page = office.get("/reviews").text
        assert self.BRING_IN in page
        assert 'class="stat-cards"' not in page
        assert "Choose a pupil" not in page

        zara = make.pupil(school)
        session.commit()
        page = office.get("/reviews").text
        assert self.BRING_IN not in page
        assert "Choose a pupil" in page

        make.review_point(zara)
        session.commit()
        assert 'class="stat-cards"' in office.get("/reviews").text

    def test_a_review_leads_to_the_tablet_until_something_was_said(
        self, enter: Enter, make: Make, cole: Staff, zara: Pupil, session: Session
    ) -> None:
        point = make.review_point(zara, views="missing")
        session.commit()
        office, way = enter(cole), f"/pupils/{zara.id}/hand-over"
        assert way in office.get(f"/reviews/{point.id}").text
        point.views = "in"
        session.commit()
        assert way not in office.get(f"/reviews/{point.id}").text
