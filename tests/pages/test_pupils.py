"""The list of pupils, and one pupil added and changed by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import Make
from voice_app.model import Pupil, Role, School, TrailEntry

Enter = Callable[..., FlaskClient]
FILLED_IN = {"forename": "Zara", "surname": "Ahmed", "dob": "14/02/2018", "year": "4", "sen": "K", "main_need": "SLCN"}


@pytest.fixture
def sendco(make: Make, school: School, enter: Enter) -> FlaskClient:
    return enter(make.sendco(school))


@pytest.fixture
def administrator(make: Make, school: School, enter: Enter) -> FlaskClient:
    return enter(make.staff(school, role=Role.ADMINISTRATOR))


class TestTheList:
    def test_the_sendco_sees_every_pupil_with_the_next_review_and_its_views(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        make.review_point(make.pupil(school), views="in", due=date(2027, 2, 12))
        session.commit()
        page = sendco.get("/pupils").text
        for told in ("Zara Ahmed", "Year 4", "EHC plan", "Annual review", "12 February 2027", ">In<"):
            assert told in page

    def test_staff_see_their_own_pupils(self, make: Make, school: School, enter: Enter, session: Session) -> None:
        staff = make.staff(school)
        make.assignment(staff, make.pupil(school, forename="Zara"))
        make.pupil(school, forename="Leo")
        page = enter(staff).get("/pupils").text
        assert "Zara" in page
        assert "Leo" not in page
        assert "Bring in a list" not in page

    def test_an_administrator_sees_names_and_no_views(
        self, administrator: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school)
        make.review_point(pupil, views="private")
        make.pupil(school, forename="Practice", practice=True)
        session.commit()
        page = administrator.get("/pupils").text
        assert "Zara Ahmed" in page
        for hidden in ("Chose not to share", "Annual review", f'/pupils/{pupil.id}"', "Practice"):
            assert hidden not in page

    def test_the_practice_pupil_stands_apart_and_is_not_counted(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        make.pupil(school)
        make.pupil(school, forename="Practice", surname="Pupil", practice=True)
        session.commit()
        page = sendco.get("/pupils").text
        assert "Practice Pupil" in page
        assert "1 pupil<" in page

    def test_fifty_stand_on_a_page(self, sendco: FlaskClient, make: Make, school: School, session: Session) -> None:
        for n in range(60):
            make.pupil(school, forename="Pupil", surname=f"S{n:02d}")
        session.commit()
        assert sendco.get("/pupils").text.count("Pupil S") >= 50
        second = sendco.get("/pupils?page=2").text
        assert "Showing 51 to 60 of 60" in second
        assert "S49<" not in second

    @pytest.mark.parametrize(
        ("asked", "found"),
        [("lukasz", "Łukasz"), ("o'brien", "O’Brien"), ("nic", "Nic Dhòmhnaill"), ("zara ahm", "Ahmed")],
    )
    def test_a_name_is_found_however_it_is_typed(
        self, sendco: FlaskClient, make: Make, school: School, session: Session, asked: str, found: str
    ) -> None:
        for forename, surname in (("Łukasz", "Wiśniewski"), ("Ciara", "O’Brien"), ("Una", "Nic Dhòmhnaill")):
            make.pupil(school, forename=forename, surname=surname)
        make.pupil(school)
        session.commit()
        page = sendco.post("/pupils/find", data={"name": asked}).text
        assert found in page
        assert "1 pupil<" in page

    def test_a_name_never_stands_in_an_address(self, sendco: FlaskClient) -> None:
        assert sendco.post("/pupils/find", data={"name": "Zara", "year": "4"}).status_code == 200
        there = sendco.post("/pupils/find", data={"name": "", "year": "4"})
        assert there.location.endswith("/pupils?year=4")

    def test_classes_stand_in_the_order_of_their_years(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        for name in ("10A", "7B", "Oak", "7A"):
            make.pupil(school, class_name=name)
        session.commit()
        page = sendco.get("/pupils").text
        assert re.findall(r'<option value="(10A|7A|7B|Oak)"', page) == ["Oak", "7A", "7B", "10A"]

    @pytest.mark.parametrize("asked", ["class_name=Oak", "year=4", "sen=E"])
    def test_the_list_can_be_narrowed(
        self, sendco: FlaskClient, make: Make, school: School, session: Session, asked: str
    ) -> None:
        make.pupil(school)
        make.pupil(school, forename="Leo", class_name="Elm", year="5", sen="K")
        session.commit()
        page = sendco.get(f"/pupils?{asked}").text
        assert "Zara" in page
        assert "Leo" not in page

    def test_pupils_of_another_school_are_not_there(self, sendco: FlaskClient, make: Make, session: Session) -> None:
        other = make.keep(School(name="Other", made_at=datetime.now(UTC)))
        pupil = make.pupil(other, forename="Leo")
        session.commit()
        assert "Leo" not in sendco.get("/pupils").text
        assert sendco.get(f"/pupils/{pupil.id}/edit").status_code == 404


class TestAddingByHand:
    def test_a_pupil_is_added_as_typed(self, sendco: FlaskClient, session: Session) -> None:
        names = {"forename": " Mary Jane ", "surname": "de la  Cruz"}
        assert sendco.post("/pupils/new", data=FILLED_IN | names).status_code == 302
        pupil = session.scalars(select(Pupil)).one()
        assert (pupil.forename, pupil.surname) == ("Mary Jane", "de la  Cruz")
        assert (pupil.dob, pupil.year, pupil.sen, pupil.needs) == (date(2018, 2, 14), "4", "K", ["SLCN"])

    def test_from_a_new_pupils_page_a_review_is_planned(self, sendco: FlaskClient, session: Session) -> None:
        page = sendco.post("/pupils/new", data=FILLED_IN, follow_redirects=True).text
        pupil = session.scalars(select(Pupil)).one()
        assert "No review is open." in page
        assert f"/pupils/{pupil.id}/reviews/new" in page

    def test_an_administrator_may_add_and_goes_back_to_the_list(self, administrator: FlaskClient) -> None:
        assert administrator.post("/pupils/new", data=FILLED_IN).location == "/pupils"

    @pytest.mark.parametrize("typed", ["14/02/2018", "14.2.18", "2018-02-14", "14 Feb 2018", "14th February 2018"])
    def test_a_birth_date_is_taken_as_schools_write_it(self, sendco: FlaskClient, session: Session, typed: str) -> None:
        sendco.post("/pupils/new", data=FILLED_IN | {"dob": typed})
        assert session.scalars(select(Pupil)).one().dob == date(2018, 2, 14)

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"dob": "02/14/2018"}, "Enter a date that exists, day first, such as 4 9 2015"),
            ({"dob": "01/01/2090"}, "still to come"),
            ({"dob": "01/01/1950"}, "Nobody born then"),
            ({"forename": "", "surname": ""}, "Enter a forename or a surname"),
            ({"upn": "B80120000500"}, "A UPN has 13 letters and numbers"),
            ({"upn": "Q207000016049"}, "does not fit its first letter"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
        self, sendco: FlaskClient, session: Session, wrong: dict[str, str], sentence: str
    ) -> None:
        reply = sendco.post("/pupils/new", data=FILLED_IN | {"class_name": "Sunflowers"} | wrong)
        assert reply.status_code == 422
        assert sentence in reply.text
        for typed in ("Sunflowers", *wrong.values()):
            assert typed in reply.text
        assert session.scalars(select(Pupil)).all() == []

    def test_the_box_for_the_birth_date_shows_one_as_its_example(self, sendco: FlaskClient) -> None:
        page = sendco.get("/pupils/new").text
        assert "such as 4 9 2015 or 04/09/2015" in page
        assert "2027" not in page

    def test_other_needs_are_folded_and_told(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school, needs=["SLCN", "HI", "VI"])
        session.commit()
        assert "Other needs · Hearing impairment, Vision impairment" in sendco.get(f"/pupils/{pupil.id}/edit").text

    def test_a_upn_in_small_letters_with_spaces_is_taken(self, sendco: FlaskClient, session: Session) -> None:
        sendco.post("/pupils/new", data=FILLED_IN | {"upn": "p2070 0001 6049"})
        assert session.scalars(select(Pupil)).one().upn == "P207000016049"

    def test_a_upn_is_given_once(self, sendco: FlaskClient, make: Make, school: School, session: Session) -> None:
        make.pupil(school, forename="Leo", upn="P207000016049")
        session.commit()
        reply = sendco.post("/pupils/new", data=FILLED_IN | {"upn": "P207000016049"})
        assert "Another pupil of your school has this UPN" in reply.text

    def test_the_same_name_and_birth_date_is_asked_about_once(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        make.pupil(school)
        session.commit()
        asked = sendco.post("/pupils/new", data=FILLED_IN)
        assert "Is this somebody else?" in asked.text
        assert sendco.post("/pupils/new", data=FILLED_IN | {"somebody_else": "y"}).status_code == 302
        assert len(session.scalars(select(Pupil)).all()) == 2

    def test_staff_do_not_add_pupils(self, make: Make, school: School, enter: Enter) -> None:
        assert enter(make.staff(school)).get("/pupils/new").status_code == 404


class TestChangingByHand:
    def test_the_page_shows_what_is_kept(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school, needs=["ASD", "SLCN"])
        session.commit()
        page = sendco.get(f"/pupils/{pupil.id}/edit").text
        assert 'value="14/02/2018"' in page
        assert '<option selected value="ASD">' in page

    def test_needs_keep_their_order(self, sendco: FlaskClient, make: Make, school: School, session: Session) -> None:
        pupil = make.pupil(school, needs=["VI", "SLCN", "ASD"])
        session.commit()
        kept = FILLED_IN | {"main_need": "VI", "other_needs": ["ASD", "SLCN", "PD"]}
        sendco.post(f"/pupils/{pupil.id}/edit", data=kept)
        session.expire_all()
        assert session.get_one(Pupil, pupil.id).needs == ["VI", "SLCN", "ASD", "PD"]

    def test_a_change_stands_in_the_trail_without_the_words(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school)
        session.commit()
        sendco.post(f"/pupils/{pupil.id}/edit", data=FILLED_IN | {"preferred": "Zaza"})
        entry = session.scalars(select(TrailEntry).where(TrailEntry.what == "changed pupil")).one()
        assert entry.pupil_id == pupil.id
        assert "preferred" in entry.about["fields"]
        assert "Zaza" not in str(entry.about)

    def test_a_leaver_goes_off_the_list_and_comes_back(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school)
        session.commit()
        sendco.post(f"/pupils/{pupil.id}/archive")
        sendco.get("/pupils")  # the message is read
        assert "Zara" not in sendco.get("/pupils").text
        assert "Zara" in sendco.get("/pupils?left=yes").text
        sendco.post(f"/pupils/{pupil.id}/bring-back")
        assert "Zara" in sendco.get("/pupils").text

    def test_the_practice_pupil_stays(self, sendco: FlaskClient, make: Make, school: School, session: Session) -> None:
        pupil = make.pupil(school, practice=True)
        session.commit()
        sendco.post(f"/pupils/{pupil.id}/archive")
        session.expire_all()
        assert session.get_one(Pupil, pupil.id).archived_at is None
