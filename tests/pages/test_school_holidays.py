"""The page of the school's holidays, and the warnings that come of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import Make
from voice_app.model import Pupil, Role, School, SchoolHoliday, TrailEntry

Enter = Callable[..., FlaskClient]
HALF_TERM = {"name": "Half-term", "first": "8/2/27", "last": "12/02/2027"}


@pytest.fixture
def sendco(make: Make, school: School, enter: Enter) -> FlaskClient:
    return enter(make.sendco(school))


@pytest.fixture
def zara(make: Make, school: School, session: Session) -> Pupil:
    pupil = make.pupil(school)
    session.commit()
    return pupil


def kept(session: Session) -> list[tuple[str, date, date]]:
    session.expire_all()
    rows = session.scalars(select(SchoolHoliday).order_by(SchoolHoliday.first_day))
    return [(one.name, one.first_day, one.last_day) for one in rows]


class TestThePage:
    @pytest.mark.parametrize("role", [Role.SENDCO, Role.ADMINISTRATOR])
    def test_a_sendco_or_administrator_enters_changes_and_removes_a_holiday(
        self, make: Make, school: School, enter: Enter, session: Session, role: Role
    ) -> None:
        client = enter(make.staff(school, role=role))
        assert "Half-term is entered" in client.post("/staff/holidays", data=HALF_TERM, follow_redirects=True).text
        assert kept(session) == [("Half-term", date(2027, 2, 8), date(2027, 2, 12))]
        page = f"/staff/holidays/{session.scalars(select(SchoolHoliday)).one().id}"
        assert 'value="08/02/2027"' in client.get(page).text
        changed = HALF_TERM | {"name": "Spring half-term", "last": "14/02/2027"}
        assert "Spring half-term" in client.post(page, data=changed, follow_redirects=True).text
        assert kept(session) == [("Spring half-term", date(2027, 2, 8), date(2027, 2, 14))]
        assert "Spring half-term is removed" in client.post(f"{page}/remove", follow_redirects=True).text
        assert kept(session) == []
        assert client.get(page).status_code == 404

    def test_what_was_done_is_in_the_trail(self, sendco: FlaskClient, session: Session) -> None:
        sendco.post("/staff/holidays", data=HALF_TERM)
        page = f"/staff/holidays/{session.scalars(select(SchoolHoliday)).one().id}"
        sendco.post(page, data=HALF_TERM | {"last": "11/02/2027"})
        sendco.post(f"{page}/remove")
        done = [one for one in session.scalars(select(TrailEntry).order_by(TrailEntry.at)) if "holiday" in one.what]
        assert [one.what for one in done] == [
            "entered school holiday", "changed school holiday", "removed school holiday",
        ]  # fmt: skip
        assert done[1].about["last"] == "2027-02-11"
        assert all(one.staff_id for one in done)

    def test_a_day_of_its_own_needs_no_last_day(self, sendco: FlaskClient, session: Session) -> None:
        sendco.post("/staff/holidays", data={"name": "Training day", "first": "4 January 2027", "last": ""})
        assert kept(session) == [("Training day", date(2027, 1, 4), date(2027, 1, 4))]

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"name": ""}, "Enter a name, such as Christmas"),
            ({"name": "x" * 61}, "Make the name 60 characters or fewer"),
            ({"first": ""}, "Enter the first day"),
            ({"first": "31/02/2027"}, "Enter a date that exists"),
            ({"last": "soon"}, "Enter a date that exists"),
            ({"last": "12/02/2026"}, "The last day is before the first day, 8 February 2027."),
            ({"last": "12/02/2028"}, "This is longer than 10 weeks"),
            ({"first": "08/02/1927", "last": "12/02/1927"}, "8 February 1927 is too far away"),
            ({"last": "12/02/2127"}, "12 February 2127 is too far away"),
            ({"first": "01/01/2027", "last": ""}, "in the holiday from 21 December 2026 to 1 January 2027"),
        ],
    )
    def test_bad_input_gets_a_clear_sentence_and_nothing_typed_is_lost(
        self,
        sendco: FlaskClient,
        make: Make,
        school: School,
        session: Session,
        wrong: dict[str, str],
        sentence: str,
    ) -> None:
        make.holiday(school.id, name="Christmas", first_day=date(2026, 12, 21), last_day=date(2027, 1, 1))
        other = make.holiday(school.id, name="Easter", first_day=date(2027, 3, 26), last_day=date(2027, 4, 9))
        session.commit()
        before = kept(session)
        for page in ("/staff/holidays", f"/staff/holidays/{other.id}"):
            reply = sendco.post(page, data=HALF_TERM | wrong)
            assert reply.status_code == 422
            assert sentence in reply.text
            for typed in (HALF_TERM | wrong).values():
                assert f'value="{typed}"' in reply.text
        assert kept(session) == before

    def test_nobody_is_asked_for_the_holidays_of_steps_that_are_over(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        """Nor warned that the school was closed: the review of 14 August 2024 is held, or it is not."""
        point = make.review_point(make.pupil(school), anchor=date(2024, 8, 20), due=date(2024, 8, 14))
        session.commit()
        for address in (f"/reviews/{point.id}", f"/pupils/{point.pupil_id}/reviews"):
            page = sendco.get(address).text
            assert "14 August 2024" in page
            assert "late July and August" not in page
            assert "Enter the holidays" not in page

    def test_a_holiday_may_keep_its_own_days(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        easter = make.holiday(school.id, name="Easter", first_day=date(2027, 3, 26), last_day=date(2027, 4, 9))
        session.commit()
        data = {"name": "Easter holidays", "first": "26/03/2027", "last": "09/04/2027"}
        assert sendco.post(f"/staff/holidays/{easter.id}", data=data).status_code == 302

    def test_a_name_in_any_script_is_shown_as_typed_and_never_as_markup(
        self, sendco: FlaskClient, session: Session
    ) -> None:
        page = sendco.post("/staff/holidays", data=HALF_TERM | {"name": "عيد <b>"}, follow_redirects=True).text
        assert "عيد &lt;b&gt;" in page
        assert "<b>" not in page

    def test_staff_do_not_enter_holidays(self, make: Make, school: School, enter: Enter) -> None:
        client = enter(make.staff(school))
        assert client.get("/staff/holidays").status_code == 404
        assert client.post("/staff/holidays", data=HALF_TERM).status_code == 404

    def test_each_school_has_its_own(self, make: Make, school: School, enter: Enter, session: Session) -> None:
        far = make.keep(School(name="Far Away School", made_at=datetime.now(UTC)))
        theirs = make.holiday(far.id, name="Their own half-term")
        client = enter(make.sendco(school))
        assert "Their own" not in client.get("/staff/holidays").text
        assert client.get(f"/staff/holidays/{theirs.id}").status_code == 404
        assert client.post(f"/staff/holidays/{theirs.id}/remove").status_code == 404
        assert client.post("/staff/holidays", data=HALF_TERM).status_code == 302  # the same days, another school

    def test_the_page_of_staff_leads_there(self, sendco: FlaskClient) -> None:
        assert 'href="/staff/holidays"' in sendco.get("/staff").text

    def test_years_without_any_are_named(self, sendco: FlaskClient) -> None:
        assert "No holiday is entered yet for 20" in sendco.get("/staff/holidays").text


class TestTheWarnings:
    """The meeting of these reviews is on 12 February 2027."""

    def test_a_step_in_a_holiday_is_warned_about_on_both_pages(
        self, sendco: FlaskClient, make: Make, zara: Pupil, session: Session
    ) -> None:
        point = make.review_point(zara)
        make.holiday(zara.school_id)
        session.commit()
        for page in (f"/pupils/{zara.id}/reviews", f"/reviews/{point.id}"):
            assert "in the school holidays, 8 February 2027 to 12 February 2027" in sendco.get(page).text

    def test_holidays_of_another_school_bring_no_warning(
        self, sendco: FlaskClient, make: Make, zara: Pupil, session: Session
    ) -> None:
        point = make.review_point(zara)
        make.holiday(make.keep(School(name="Far Away School", made_at=datetime.now(UTC))).id)
        session.commit()
        assert "in the school holidays" not in sendco.get(f"/reviews/{point.id}").text

    def test_where_none_are_entered_pages_with_steps_say_so_and_lead_to_the_page(
        self, sendco: FlaskClient, make: Make, zara: Pupil, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        pages = (f"/pupils/{zara.id}/reviews", f"/reviews/{point.id}")
        for page in pages:
            told = sendco.get(page).text
            assert told.count("School holidays are not entered for 2026 to 2027") == 1
            assert 'href="/staff/holidays"' in told
        make.holiday(zara.school_id)
        session.commit()
        for page in pages:
            assert "School holidays are not entered" not in sendco.get(page).text

    def test_a_school_year_that_was_forgotten_is_named(
        self, sendco: FlaskClient, make: Make, zara: Pupil, session: Session
    ) -> None:
        make.holiday(zara.school_id)
        make.review_point(zara, anchor=date(2028, 3, 12), due=date(2028, 2, 10))
        session.commit()
        told = sendco.get(f"/pupils/{zara.id}/reviews").text
        assert "School holidays are not entered for 2027 to 2028, so" in told

    def test_staff_are_told_without_a_link_they_cannot_follow(
        self, make: Make, school: School, enter: Enter, zara: Pupil
    ) -> None:
        staff = make.staff(school)
        make.assignment(staff, zara)
        make.review_point(zara)
        told = enter(staff).get(f"/pupils/{zara.id}/reviews").text
        assert "School holidays are not entered" in told
        assert "/staff/holidays" not in told

    def test_august_is_warned_about_where_nothing_is_entered(
        self, sendco: FlaskClient, make: Make, zara: Pupil, session: Session
    ) -> None:
        make.review_point(zara, kind="apdr-cycle", anchor=date(2027, 7, 1), due=date(2027, 8, 12))
        session.commit()
        assert "in late July and August" in sendco.get(f"/pupils/{zara.id}/reviews").text
