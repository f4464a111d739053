"""A calendar day is the one on the wall of the school, also in the hour after midnight in summer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

import voice_app
from tests.make import Make
from tests.pages.test_hand_over import filled_in
from tests.services.test_bring_in import csv, viewer_of
from voice_app.model import School
from voice_app.review_kinds import school_year
from voice_app.school_time import LONDON, school_day
from voice_app.services import attach, bring_in, plan_review
from voice_app.services.plan_review import Dates, kind_of

Enter = Callable[..., FlaskClient]

#: Half past midnight of 1 September at school; a server in UTC is still in August, and in the school year before.
NEW_YEAR = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (NEW_YEAR, date(2026, 9, 1)),
        (NEW_YEAR - timedelta(hours=1), date(2026, 8, 31)),
        # The clocks go forward, and back.
        (datetime(2027, 3, 27, 23, 59, tzinfo=UTC), date(2027, 3, 27)),
        (datetime(2027, 3, 28, 23, 0, tzinfo=UTC), date(2027, 3, 29)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_is_the_schools(moment: datetime, day: date) -> None:
    assert school_day(moment) == day


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2060, 1, 1), timezones=st.just(LONDON)))
def test_what_a_wall_clock_says_is_what_counts_wherever_the_moment_was_kept(moment: datetime) -> None:
    assert school_day(moment.astimezone(UTC)) == moment.date()


def test_a_moment_of_no_time_zone_is_on_no_certain_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        school_day(NEW_YEAR.replace(tzinfo=None))


def test_a_school_year_turns_at_the_schools_midnight() -> None:
    assert school_year(school_day(NEW_YEAR)) == 2026
    assert school_year(school_day(NEW_YEAR - timedelta(minutes=31))) == 2025


def test_after_midnight_what_was_due_yesterday_is_overdue(session: Session, make: Make, school: School) -> None:
    zara = make.pupil(school)
    make.review_point(zara, due=date(2026, 8, 28))
    yesterday = make.review_point(zara, due=date(2026, 8, 31))
    # Of two that are overdue the nearer one is next; were it due today, the older one would be.
    assert attach.next_review_point(session, zara.id, now=NEW_YEAR) is yesterday


def test_after_midnight_a_pupil_in_year_5_stays_in_it_until_next_summer(
    session: Session, make: Make, school: School
) -> None:
    """Were it still August, October would be in the next school year, and Year 6 moves to secondary school."""
    point = plan_review.make_review(
        session,
        viewer_of(session, make.sendco(school)),
        make.pupil(school, year="5"),
        kind_of("annual-review"),
        Dates(date(2026, 11, 6), date(2026, 10, 6)),
        now=NEW_YEAR,
    )
    assert plan_review.circumstances_of(point) == []


def test_after_midnight_a_list_does_what_its_preview_said(session: Session, make: Make, school: School) -> None:
    viewer = viewer_of(session, make.sendco(school))
    content = csv(
        "001,Ahmed,Zara,14/02/2018,4,31/08/2026",
        "002,Brown,Leo,01/03/2018,4,",
        headings="Adm No,Surname,Forename,Date of Birth,Year Group,Date of Leaving",
    )
    again = bring_in.begin(session, viewer, "list.csv", content, now=NEW_YEAR)
    intake = bring_in.begin(session, viewer, "list.csv", content, now=NEW_YEAR)
    look = bring_in.preview(session, intake, today=school_day(NEW_YEAR))
    kept = bring_in.confirm(session, viewer, intake, seen=look.seen, now=NEW_YEAR)
    # Zara left yesterday; on the day before she had a day to go.
    assert [(line.pupil.forename, line.what) for line in kept.lines] == [("Leo", "new")]
    assert len(bring_in.preview(session, again, today=date(2026, 8, 31)).plan.lines) == 2


def test_after_midnight_a_form_takes_what_is_today(
    enter: Enter, make: Make, school: School, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    cole = make.sendco(school)
    point = make.review_point(make.pupil(school), due=date(2026, 9, 1))
    device = enter(cole)
    monkeypatch.setattr("voice_app.pages.access.now", lambda: NEW_YEAR)
    page = filled_in(device.get(f"/reviews/{point.id}").text)
    for typed, answered in (("02/09/2026", 422), ("01/09/2026", 302)):
        assert device.post(f"/reviews/{point.id}/close", data=page | {"closed_on": typed}).status_code == answered


def test_no_code_asks_the_servers_clock_for_a_day() -> None:
    servers = re.compile(r"\bdate\.today\(|\bnow(\(\))?\.date\(\)|\butcnow\(")
    code = Path(voice_app.__file__).parent.rglob("*.py")
    assert [path.name for path in code if servers.search(path.read_text(encoding="utf-8"))] == []
