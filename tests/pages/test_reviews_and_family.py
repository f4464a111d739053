"""The pages of a pupil's reviews and family."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import Make
from voice_app.model import FamilyMember, Pupil, ReviewPoint, Role, School
from voice_app.review_kinds import school_year

Enter = Callable[..., FlaskClient]
#: Anniversaries whose review lies a little behind, and ahead, of the day on which this test runs.
A_MONTH_AGO, IN_A_YEAR = (f"{datetime.now(UTC) + timedelta(days=days):%d/%m/%Y}" for days in (-30, 365))


@pytest.fixture
def sendco(make: Make, school: School, enter: Enter) -> FlaskClient:
    return enter(make.sendco(school))


@pytest.fixture
def zara(make: Make, school: School, session: Session) -> Pupil:
    pupil = make.pupil(school)
    session.commit()
    return pupil


def _box(page: str, name: str) -> str:
    """The box of this name on a page, as it is written."""
    return next(tag for tag in page.split("<") if tag.startswith("input") and f'name="{name}"' in tag)


class TestReviews:
    def test_an_annual_review_is_planned_from_its_anniversary(
        self, sendco: FlaskClient, zara: Pupil, session: Session
    ) -> None:
        data = {"kind": "annual-review", "anchor": "12/03/27", "due": ""}
        page = sendco.post(f"/pupils/{zara.id}/reviews/new", data=data, follow_redirects=True).text
        for told in ("12 February 2027", "15 January 2027", "26 February 2027", "SEND Regulations 2014, regulation 20"):
            assert told in page
        assert session.scalars(select(ReviewPoint)).one().due == date(2027, 2, 12)

    @pytest.mark.parametrize(("anchor", "past"), [(A_MONTH_AGO, True), (IN_A_YEAR, False)])
    def test_a_review_that_would_be_in_the_past_is_made_and_told(
        self, sendco: FlaskClient, zara: Pupil, session: Session, anchor: str, past: bool
    ) -> None:
        data = {"kind": "annual-review", "anchor": anchor, "due": ""}
        page = sendco.post(f"/pupils/{zara.id}/reviews/new", data=data, follow_redirects=True).text
        assert ("This review date is in the past." in page) is past
        assert session.scalars(select(ReviewPoint)).one().kind == "annual-review"

    @pytest.mark.parametrize(("anchor", "on"), [("12/03/2017", "10 February 2017"), ("12/03/2090", "10 February 2090")])
    def test_a_review_years_away_is_asked_about_once_before_views_go_to_it(
        self, sendco: FlaskClient, zara: Pupil, session: Session, anchor: str, on: str
    ) -> None:
        data = {"kind": "annual-review", "anchor": anchor, "due": ""}
        asked = sendco.post(f"/pupils/{zara.id}/reviews/new", data=data)
        assert asked.status_code == 422
        assert f"This review would be on {on}. Check the year." in asked.text
        assert f'value="{anchor}"' in asked.text
        assert session.scalars(select(ReviewPoint)).all() == []

        sure = re.search(r'name="asked_about"[^>]* value="([\d-]+)"', asked.text)
        assert sure is not None
        # Another slip is asked about again; the same day is what was meant.
        other = data | {"anchor": "12/03/2016", "asked_about": sure[1]}
        assert sendco.post(f"/pupils/{zara.id}/reviews/new", data=other).status_code == 422
        sendco.post(f"/pupils/{zara.id}/reviews/new", data=data | {"asked_about": sure[1]})
        assert session.scalars(select(ReviewPoint)).one().due == date.fromisoformat(sure[1])

    def test_a_pupil_on_sen_support_is_not_offered_an_annual_review(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school, sen="K")
        session.commit()
        assert "Start of the cycle" in sendco.get(f"/pupils/{pupil.id}/reviews/new").text
        page = sendco.get(f"/pupils/{pupil.id}/reviews/new?kind=annual-review").text
        assert "“Annual review” is not for Zara" in page
        assert "Anniversary" not in page

    @pytest.mark.parametrize(
        ("sen", "kind", "sentence"),
        [
            ("K", "annual-review", "“Annual review” is not for Zara, whose SEN stage is “SEN Support”."),
            ("N", "annual-review", "“Annual review” is not for Zara, whose SEN stage is “No SEN”."),
            ("N", "apdr-cycle", "“APDR cycle” is not for Zara"),
            ("K", "statement-review", "There is no such kind of review."),
            ("E", "statement-review", "There is no such kind of review."),
        ],
    )
    def test_a_review_that_is_not_for_this_pupil_is_not_made_as_another(
        self,
        sendco: FlaskClient,
        make: Make,
        school: School,
        session: Session,
        sen: str,
        kind: str,
        sentence: str,
    ) -> None:
        pupil = make.pupil(school, sen=sen)
        session.commit()
        reply = sendco.post(f"/pupils/{pupil.id}/reviews/new", data={"kind": kind, "anchor": "12/03/2027"})
        assert reply.status_code == 422
        assert sentence in reply.text
        assert "Nothing was made" in reply.text
        assert session.scalars(select(ReviewPoint)).all() == []

    def test_a_pupil_without_sen_is_told_for_whom_reviews_are(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school, sen="N")
        session.commit()
        page = sendco.get(f"/pupils/{pupil.id}/reviews/new").text
        assert "There is no review for a pupil of this SEN stage." in page
        assert "Annual review: Pupils with an EHC plan" in page
        assert "There is no review for a pupil" in sendco.get(f"/pupils/{pupil.id}/reviews").text

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [("", "Enter the date"), ("31/02/2027", "Enter a date that exists"), ("12/03/2127", "too far away")],
    )
    def test_a_wrong_date_is_told(self, sendco: FlaskClient, zara: Pupil, wrong: str, sentence: str) -> None:
        data = {"kind": "apdr-cycle", "anchor": wrong}
        reply = sendco.post(f"/pupils/{zara.id}/reviews/new", data=data)
        assert reply.status_code == 422
        assert sentence in reply.text
        assert wrong in reply.text

    def test_what_is_filled_in_is_kept_and_shown(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        data = {
            "anchor": "12/03/2027", "due": "01/02/2027", "circumstances": ["plan-changes"],
            "field_progress": "Reads <b>more</b>", "field_report-sent": "2 Feb 2027", "field_recommendation": "keep",
        }  # fmt: skip
        page = sendco.post(f"/reviews/{point.id}", data=data, follow_redirects=True).text
        assert "Reads &lt;b&gt;more&lt;/b&gt;" in page
        assert 'value="02/02/2027"' in page
        assert "The council sends the final changed plan" in page
        session.expire_all()
        kept = session.get_one(ReviewPoint, point.id)
        assert kept.fields == {
            "circumstances": ["plan-changes"], "progress": "Reads <b>more</b>", "report-sent": "2027-02-02",
            "recommendation": "keep",
        }  # fmt: skip

    def test_a_day_that_is_no_school_day_is_warned_of(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        make.review_point(zara, due=date(2027, 2, 13))
        session.commit()
        page = sendco.get(f"/pupils/{zara.id}/reviews").text
        assert "This is a Saturday or a Sunday." in page
        assert "Next: views join this one" in page

    def test_reviews_that_are_over_are_folded_by_school_year_and_ask_nobody_to_act(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        for year, views in ((2024, "missing"), (2025, "missing"), (2026, "in-progress")):
            make.review_point(
                zara, kind="apdr-cycle", number=year, anchor=date(year, 1, 9), due=date(year, 3, 6),
                ask_by=date(year, 2, 20), views=views, closed_on=date(year, 3, 9),
            )  # fmt: skip
        make.review_point(zara, views="missing")
        session.commit()
        still_open, earlier = sendco.get(f"/pupils/{zara.id}/reviews").text.split('id="earlier-reviews"')
        assert "Next: views join this one" in still_open
        assert still_open.count("Missing") == 1
        years = ["2025 to 2026 · 1 review", "2024 to 2025 · 1 review", "2023 to 2024 · 1 review"]
        assert re.findall(r"School year (.*? review)", earlier) == years
        assert '<details class="more" open' not in earlier
        assert earlier.count("No views were gathered") == 2
        assert earlier.count("Begun, not finished") == 1
        for loud in ("Missing", "Last day to ask", "chip-tell", "Hand over"):
            assert loud not in earlier

    def test_where_all_reviews_are_over_the_page_says_that_none_is_open(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        over = make.review_point(zara, views="missing", closed_on=date(2026, 11, 20))
        session.commit()
        assert "No review is open." in sendco.get(f"/pupils/{zara.id}/reviews").text
        page = sendco.get(f"/reviews/{over.id}").text
        assert "No views were gathered" in page
        assert "Missing" not in page

    def test_the_part_in_hand_stands_open_and_the_others_say_how_far_they_are(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        filled = {"invited": "Dr Hale", "family-view": "She is happy", "how-pupil-takes-part": "part"}
        point = make.review_point(zara, fields=filled)
        session.commit()
        page = sendco.get(f"/reviews/{point.id}").text
        assert re.findall(r'<details class="fold part" id="([\w-]+)" open', page) == ["group-meeting"]
        assert "3 of 3 filled in" in page
        wrong = sendco.post(f"/reviews/{point.id}", data={"anchor": "", "field_report-sent": "31/02/2027"}).text
        opened = set(re.findall(r'<details class="fold part" id="([\w-]+)" open', wrong))
        assert {"dates", "group-after"} <= opened

    def test_a_chosen_meeting_is_not_called_the_last_possible_one(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        chosen, worked_out = make.review_point(zara, due=date(2027, 1, 20)), make.review_point(zara)
        session.commit()
        page = sendco.get(f"/reviews/{chosen.id}").text
        assert "this is the last day that leaves the council" not in page
        assert "Your school chose this day." in page
        assert "before the anniversary is 12 February 2027" in page
        assert "this is the last day that leaves the council" in sendco.get(f"/reviews/{worked_out.id}").text

    def test_a_day_that_was_worked_out_moves_with_the_date_it_comes_from(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        page = sendco.get(f"/reviews/{point.id}").text
        assert 'value="12/03/2027"' in _box(page, "anchor")
        assert "12/02/2027" not in _box(page, "due")
        sendco.post(f"/reviews/{point.id}", data={"anchor": "12/06/2027", "due": ""})
        session.expire_all()
        kept = session.get_one(ReviewPoint, point.id)
        # 15 May 2027, the last day that leaves the council its 4 weeks, is a Saturday.
        assert (kept.due, kept.ask_by) == (date(2027, 5, 14), date(2027, 4, 16))

    def test_a_day_that_was_chosen_stays_when_another_date_moves(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara, due=date(2027, 1, 20))
        session.commit()
        assert 'value="20/01/2027"' in _box(sendco.get(f"/reviews/{point.id}").text, "due")

    def test_another_year_group_is_told_when_the_review_moves_into_it(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        this_year = school_year(date.today())
        pupil = make.pupil(school, year="5")
        in_summer, in_autumn = date(this_year + 1, 6, 7), date(this_year + 1, 10, 4)
        point = make.review_point(pupil, anchor=in_autumn, due=in_summer)
        session.commit()
        data = {"anchor": f"{in_autumn:%d/%m/%Y}", "due": f"{in_autumn:%d/%m/%Y}"}
        page = sendco.post(f"/reviews/{point.id}", data=data, follow_redirects=True).text
        assert "another year group" in page
        assert "The plan must be reviewed and changed for the new school" in page

    def test_who_decides_about_the_plan_is_told_for_the_day_of_the_review(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school, dob=date(2010, 12, 1), year="11")
        before, after = make.review_point(pupil, due=date(2027, 6, 1)), make.review_point(pupil, due=date(2027, 7, 1))
        session.commit()
        assert "Parents decide about the plan until the end of 25 June 2027" in sendco.get(f"/reviews/{before.id}").text
        assert "The young person decides about the plan" in sendco.get(f"/reviews/{after.id}").text
        assert "decide" in sendco.get(f"/pupils/{pupil.id}/reviews").text

    def test_a_review_is_closed_on_a_day_that_has_been(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        sent = {"anchor": "12/03/2027"}
        to_come = sent | {"closed_on": "01/01/2090"}
        assert "still to come" in sendco.post(f"/reviews/{point.id}/close", data=to_come).text
        held = sent | {"closed_on": "20/11/2026"}
        page = sendco.post(f"/reviews/{point.id}/close", data=held, follow_redirects=True).text
        assert "Closed on 20 November 2026" in page
        assert "Open it again" in sendco.get(f"/reviews/{point.id}").text

    def test_closing_without_a_day_closes_nothing_and_loses_nothing(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        data = {"anchor": "12/03/2027", "due": "01/02/2027", "field_progress": "Reads more", "closed_on": ""}
        reply = sendco.post(f"/reviews/{point.id}/close", data=data)
        assert reply.status_code == 422
        assert "Nothing is closed yet. Enter the day when the review was held or ended" in reply.text
        assert "Reads more" in reply.text
        assert 'value="01/02/2027"' in _box(reply.text, "due")
        assert '<details class="more" open' in reply.text
        session.expire_all()
        assert session.get_one(ReviewPoint, point.id).closed_on is None

    def test_closing_keeps_what_was_filled_in_and_not_saved_yet(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        data = {"anchor": "12/03/2027", "due": "", "field_progress": "Reads more", "closed_on": "20/11/2026"}
        assert sendco.post(f"/reviews/{point.id}/close", data=data).status_code == 302
        session.expire_all()
        kept = session.get_one(ReviewPoint, point.id)
        assert (kept.closed_on, kept.fields["progress"]) == (date(2026, 11, 20), "Reads more")

    def test_what_is_wrong_above_stops_the_closing_and_is_told(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        data = {"anchor": "31/02/2027", "closed_on": "20/11/2026"}
        reply = sendco.post(f"/reviews/{point.id}/close", data=data)
        assert "Enter a date that exists" in reply.text
        assert 'value="20/11/2026"' in _box(reply.text, "closed_on")
        session.expire_all()
        assert session.get_one(ReviewPoint, point.id).closed_on is None

    def test_a_review_whose_kind_is_no_more_can_still_be_closed(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara, kind="statement-review")
        session.commit()
        assert "Close this review" in sendco.get(f"/reviews/{point.id}").text
        assert sendco.post(f"/reviews/{point.id}/close", data={"closed_on": "20/11/2026"}).status_code == 302
        session.expire_all()
        assert session.get_one(ReviewPoint, point.id).closed_on == date(2026, 11, 20)

    def test_after_an_early_review_the_next_is_filled_in_a_year_after_it(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        make.review_point(zara, anchor=date(2027, 3, 12), due=date(2026, 10, 1), closed_on=date(2026, 10, 1))
        session.commit()
        page = sendco.get(f"/pupils/{zara.id}/reviews/new?kind=annual-review").text
        assert 'value="01/10/2027"' in page
        assert "Counted from 1 October 2026, when the last review was held." in page
        assert "The decision on that review is not filled in." in page

    def test_closing_starts_from_the_planned_day_where_that_is_over(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        held, to_come = make.review_point(zara, due=date(2026, 10, 1)), make.review_point(zara, due=date(2090, 1, 1))
        session.commit()
        assert 'value="01/10/2026"' in _box(sendco.get(f"/reviews/{held.id}").text, "closed_on")
        assert "2090" not in _box(sendco.get(f"/reviews/{to_come.id}").text, "closed_on")

    @pytest.mark.parametrize("typed", ["01/10/1926", "01/10/0026"])
    def test_a_review_is_not_closed_on_a_day_nobody_believes(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session, typed: str
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        reply = sendco.post(f"/reviews/{point.id}/close", data={"closed_on": typed})
        assert reply.status_code == 422
        assert "Check the year" in reply.text
        assert typed in reply.text

    def test_the_day_of_the_decision_must_be_believable(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara)
        session.commit()
        data = {"anchor": "12/03/2027", "due": "", "field_decided-on": "12/03/1927"}
        reply = sendco.post(f"/reviews/{point.id}", data=data)
        assert reply.status_code == 422
        assert "Check the year" in reply.text

    def test_a_review_of_a_kind_that_is_no_more_can_be_opened(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        point = make.review_point(zara, kind="statement-review")
        session.commit()
        assert "no longer used" in sendco.get(f"/reviews/{point.id}").text

    def test_staff_read_the_reviews_of_their_pupils_and_do_not_plan_them(
        self, make: Make, school: School, enter: Enter, zara: Pupil
    ) -> None:
        staff = make.staff(school)
        make.assignment(staff, zara)
        point = make.review_point(zara)
        client = enter(staff)
        assert client.get(f"/pupils/{zara.id}/reviews").status_code == 200
        assert client.get(f"/pupils/{zara.id}/reviews/new").status_code == 404
        assert client.get(f"/reviews/{point.id}").status_code == 404


class TestTheDashboard:
    def test_each_kind_of_review_is_a_filter(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session, individual_support_plan: str
    ) -> None:
        make.review_point(zara, kind=individual_support_plan)
        session.commit()
        page = sendco.get("/reviews").text
        for pill in ("All 1", "Annual reviews 0", "APDR cycles 0", "Individual Support Plan reviews 1"):
            assert f">{pill}</a>" in page
        assert f'href="/reviews?kind={individual_support_plan}"' in page
        assert "Individual Support Plan review</strong>" in sendco.get(f"/reviews?kind={individual_support_plan}").text
        assert "No review fits" in sendco.get("/reviews?kind=annual-review").text

    def test_a_filter_and_views_missing_go_together(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        make.review_point(zara, views="in")
        session.commit()
        assert "No review fits" in sendco.get("/reviews?kind=annual-review&views=missing").text
        assert "Annual review</strong>" in sendco.get("/reviews?kind=no-such-kind").text

    def test_the_numbers_tell_cycles_apart_and_not_yearly_reviews(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        make.review_point(zara, kind="apdr-cycle", number=3)
        make.review_point(zara, kind="annual-review", number=2)
        session.commit()
        page = sendco.get("/reviews").text
        assert "<strong>APDR cycle 3</strong>" in page
        assert "<strong>Annual review</strong>" in page


class TestFamily:
    FILLED_IN = {"name": "Auntie Jo", "relation": "carer", "picture": "carer"}

    def test_somebody_is_added_under_the_pupils_own_name_for_them(
        self, sendco: FlaskClient, zara: Pupil, session: Session
    ) -> None:
        page = sendco.post(f"/pupils/{zara.id}/family", data=self.FILLED_IN, follow_redirects=True).text
        assert "Auntie Jo" in page
        assert session.scalars(select(FamilyMember)).one().name == "Auntie Jo"

    def test_nothing_is_chosen_beforehand(self, sendco: FlaskClient, zara: Pupil) -> None:
        reply = sendco.post(f"/pupils/{zara.id}/family", data={"name": "Mum"})
        assert reply.status_code == 422
        for sentence in ("Choose who they are", "Choose a picture", 'value="Mum"'):
            assert sentence in reply.text

    def test_somebody_is_asked_about_no_more_and_then_again(
        self, sendco: FlaskClient, zara: Pupil, make: Make, session: Session
    ) -> None:
        member = make.family_member(zara)
        session.commit()
        address = f"/pupils/{zara.id}/family/{member.id}"
        assert "Not asked about since" in sendco.post(address + "/end", follow_redirects=True).text
        assert "Not asked about since" not in sendco.post(address + "/bring-back", follow_redirects=True).text

    def test_a_member_of_another_family_is_not_there(
        self, sendco: FlaskClient, zara: Pupil, make: Make, school: School, session: Session
    ) -> None:
        member = make.family_member(make.pupil(school, forename="Leo"))
        session.commit()
        assert sendco.get(f"/pupils/{zara.id}/family/{member.id}").status_code == 404

    @pytest.mark.parametrize("page", ["family", "reviews"])
    def test_only_staff_of_this_pupil_open_it(
        self, make: Make, school: School, enter: Enter, zara: Pupil, page: str
    ) -> None:
        other = make.keep(School(name="Other", made_at=datetime.now(UTC)))
        shut_out = (make.staff(school), make.staff(school, role=Role.ADMINISTRATOR), make.sendco(other))
        for staff in shut_out:
            assert enter(staff).get(f"/pupils/{zara.id}/{page}").status_code == 404
