"""Reviews coming up: true counts, the right order, and few questions to the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from bench.lists import statements
from tests.make import MORNING, Make
from voice_app.model import DeviceSession, Pupil, School, SessionKind, Staff, Views
from voice_app.services.dashboard import ALL, MISSING, PAGE, Group, Show, reviews_coming_up, ways_to_show
from voice_app.services.viewer import Viewer

TODAY = date(2026, 11, 23)


def viewer_of(staff: Staff) -> Viewer:
    opened = DeviceSession(kind=SessionKind.STAFF, started_at=MORNING, seen_at=MORNING)
    return Viewer(opened, staff.school_id, staff=staff)


@pytest.fixture
def cole(make: Make, school: School) -> Viewer:
    return viewer_of(make.sendco(school))


@pytest.fixture
def zara(make: Make, school: School) -> Pupil:
    return make.pupil(school)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_the_earliest_day_to_ask_comes_first_and_closed_reviews_are_left_out(
    session: Session, make: Make, zara: Pupil, cole: Viewer
) -> None:
    late, early = make.review_point(zara, ask_by=in_days(30)), make.review_point(zara, ask_by=in_days(-2))
    make.review_point(zara, ask_by=in_days(1), closed_on=TODAY)
    found = reviews_coming_up(session, cole, today=TODAY)
    assert [row.point for row in found.rows] == [early, late]
    assert [row.overdue for row in found.rows] == [True, False]


def test_the_three_cards_count_what_they_say(session: Session, make: Make, zara: Pupil, cole: Viewer) -> None:
    for views, days in [
        (Views.MISSING, -1),
        (Views.STOPPED, 7),
        (Views.NOT_ASKED, 30),
        (Views.IN_PROGRESS, 8),
        (Views.IN, 1),
        (Views.PRIVATE, -3),
        (Views.REFUSED, 2),
    ]:
        make.review_point(zara, views=views, ask_by=in_days(days))
    found = reviews_coming_up(session, cole, today=TODAY)
    assert (found.ask_this_week, found.overdue, found.views_in, found.kept_to_themselves) == (2, 1, 1, 2)


def test_the_reviews_of_a_page_are_grouped_by_what_they_ask_of_the_sendco_the_most_pressing_first(
    session: Session, make: Make, zara: Pupil, cole: Viewer
) -> None:
    made = {
        group: make.review_point(zara, views=views, ask_by=in_days(days))
        for group, views, days in [
            (Group.KEPT, Views.REFUSED, -9),
            (Group.IN, Views.IN, -8),
            (Group.LATER, Views.NOT_ASKED, 8),
            (Group.SOON, Views.STOPPED, 7),
            (Group.OVERDUE, Views.MISSING, -1),
        ]
    }
    found = reviews_coming_up(session, cole, today=TODAY).groups
    assert list(found) == list(Group)
    assert {group: rows[0].point for group, rows in found.items()} == made


def test_choosing_not_to_share_is_never_overdue(session: Session, make: Make, zara: Pupil, cole: Viewer) -> None:
    make.review_point(zara, views=Views.PRIVATE, ask_by=in_days(-9))
    (row,) = reviews_coming_up(session, cole, today=TODAY).rows
    assert not row.overdue


@pytest.mark.parametrize(
    ("show", "count"),
    [
        (ALL, 3),
        (Show("annual-review"), 1),
        (Show("apdr-cycle"), 2),
        (MISSING, 2),
        (Show("apdr-cycle", missing=True), 1),
    ],
)
def test_a_filter_shows_as_many_as_its_count_says(
    session: Session, make: Make, zara: Pupil, cole: Viewer, show: Show, count: int
) -> None:
    make.review_point(zara, kind="annual-review")
    make.review_point(zara, kind="apdr-cycle")
    make.review_point(zara, kind="apdr-cycle", views=Views.IN)
    found = reviews_coming_up(session, cole, show=show, today=TODAY)
    assert (len(found.rows), found.counts[show], found.count) == (count, count, count)


def test_a_new_kind_of_review_has_its_filter_by_its_data_file_alone(
    session: Session, make: Make, zara: Pupil, cole: Viewer, individual_support_plan: str
) -> None:
    make.review_point(zara, kind=individual_support_plan)
    make.review_point(zara, kind="apdr-cycle")
    assert Show(individual_support_plan) in ways_to_show()
    found = reviews_coming_up(session, cole, show=Show(individual_support_plan), today=TODAY)
    assert [row.point.kind for row in found.rows] == [individual_support_plan]
    assert found.counts[Show(individual_support_plan)] == 1


def test_a_kind_that_is_no_more_is_in_the_list_of_all(session: Session, make: Make, zara: Pupil, cole: Viewer) -> None:
    make.review_point(zara, kind="statement-review")
    assert reviews_coming_up(session, cole, today=TODAY).counts[ALL] == 1


def test_practice_pupils_and_pupils_who_have_left_are_in_no_list_and_no_count(
    session: Session, make: Make, school: School, cole: Viewer
) -> None:
    make.review_point(make.pupil(school, practice=True))
    make.review_point(make.pupil(school, archived_at=MORNING))
    found = reviews_coming_up(session, cole, today=TODAY)
    assert (list(found.rows), found.count, found.ask_this_week) == ([], 0, 0)


def test_staff_see_the_reviews_of_their_own_pupils_alone(
    session: Session, make: Make, school: School, zara: Pupil
) -> None:
    begum = make.staff(school)
    make.assignment(begum, zara)
    mine = make.review_point(zara)
    make.review_point(make.pupil(school, forename="Kacper"))
    found = reviews_coming_up(session, viewer_of(begum), today=TODAY)
    assert [row.point for row in found.rows] == [mine]
    assert found.counts[ALL] == 1


def test_a_page_holds_fifty_and_a_page_beyond_the_last_is_the_last(
    session: Session, make: Make, zara: Pupil, cole: Viewer
) -> None:
    for days in range(PAGE + 3):
        make.review_point(zara, ask_by=in_days(days))
    assert len(reviews_coming_up(session, cole, today=TODAY).rows) == PAGE
    last = reviews_coming_up(session, cole, page=9, today=TODAY)
    assert (len(last.rows), last.page, last.pages, last.first) == (3, 2, 2, PAGE + 1)
    assert last.rows[-1].point.ask_by == in_days(PAGE + 2)


def test_it_asks_the_database_twice_and_never_walks_through_all_reviews(
    session: Session, make: Make, school: School, cole: Viewer
) -> None:
    for n in range(12):
        make.review_point(make.pupil(school, forename=f"Pupil {n}"))
    session.flush()
    with statements(session.get_bind()) as asked:
        reviews_coming_up(session, cole, today=TODAY)
    assert len(asked) == 2
    for statement, values in asked:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        assert not [step for step in plan if step[3].startswith("SCAN review_point")]


def test_what_still_needs_asking_comes_before_what_is_complete(
    session: Session, make: Make, zara: Pupil, cole: Viewer
) -> None:
    done = make.review_point(zara, views=Views.IN, ask_by=in_days(-30))
    private = make.review_point(zara, views=Views.PRIVATE, ask_by=in_days(-20))
    later = make.review_point(zara, views=Views.STOPPED, ask_by=in_days(40))
    sooner = make.review_point(zara, views=Views.MISSING, ask_by=in_days(-2))
    found = reviews_coming_up(session, cole, today=TODAY)
    assert [row.point for row in found.rows] == [sooner, later, done, private]


def test_a_whole_school_is_counted_without_reading_its_pupils_or_reviews(
    session: Session, make: Make, school: School, zara: Pupil, cole: Viewer
) -> None:
    make.review_point(zara)
    with statements(session.get_bind()) as asked:
        reviews_coming_up(session, cole, today=TODAY)
    counting, values = asked[0]
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {counting}", values)
    assert [row[3] for row in plan] == [
        "SEARCH review_point USING COVERING INDEX ix_review_point_coming_up (school_id=? AND closed_on=?)",
        "LIST SUBQUERY 1",
        "SEARCH pupil USING INDEX ix_pupil_on_no_list (school_id=?)",
    ]
