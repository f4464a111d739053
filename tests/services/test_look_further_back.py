"""What a pupil said before: nothing of it is lost, and nobody sees more of it than on the page of the pupil."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from tests.make import NOON, Make
from tests.services.test_prepare import viewer_of
from voice_app.model import School, Sitting, Staff, Statement
from voice_app.services import share
from voice_app.services.look_at_views import Views, views_of
from voice_app.services.look_further_back import Earlier, earlier_of

#: The last sitting is at noon on this day; the years before it are counted back from there.
YEAR = timedelta(days=365)


class Years:
    """Zara, with whom Miss Begum sat once a year; Mr Khan works with her too, and Mrs Cole is the SENDCo."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.make, self.school = session, make, school
        self.begum, self.khan, self.cole = make.staff(school), make.staff(school), make.sendco(school)
        self.zara = make.pupil(school)
        for one in (self.begum, self.khan):
            make.assignment(one, self.zara)

    def sits(self, when: datetime, **said: str) -> Sitting:
        """A sitting in which wishes were made, and this was said: wish_1="more art"."""
        sitting = self.make.sitting(self.zara, self.begum, handed_over_at=when, finished_at=when)
        response = self.make.response(sitting, state="finished")
        for position, (name, words) in enumerate(said.items()):
            item = name.replace("_", ":")
            given = {"words": words} if words else {"words": None, "state": "skipped"}
            self.make.statement(response, item, made_at=when, position=position, **given)
        return sitting

    def shares(self, sitting: Sitting, audience: str, answer: str, about: Statement | None = None) -> None:
        share.decide(
            self.session, sitting, audience, answer, how="asked", decided_in=sitting, now=NOON + YEAR, statement=about
        )

    def now(self, staff: Staff) -> Views:
        return views_of(self.session, viewer_of(self.session, staff), self.zara.id, all_activities())

    def before(self, staff: Staff, year: int | None = None) -> Earlier:
        return earlier_of(self.session, viewer_of(self.session, staff), self.zara.id, year)


def words(earlier: Earlier) -> list[list[str | None]]:
    """What was said in each sitting shown."""
    return [[said.words for said in one.said] for one in earlier.days]


@pytest.fixture
def years(session: Session, make: Make, school: School) -> Years:
    return Years(session, make, school)


def test_what_was_asked_again_and_what_is_older_than_a_year_is_told_before(years: Years) -> None:
    years.sits(NOON - 3 * YEAR, wish_1="a rabbit", wish_3="a den")
    years.sits(NOON - timedelta(days=60), wish_1="more art", wish_2="a quiet room")
    years.sits(NOON, wish_1="more music")

    now = years.now(years.begum)
    assert [said.words for said in now.now] == ["more music", "a quiet room"]
    assert (now.earlier, len(now.sittings), now.earlier_sittings) == (3, 2, 1)

    assert words(years.before(years.begum)) == [["more art"]]
    long_ago = years.before(years.begum, 2023)
    assert words(long_ago) == [["a rabbit", "a den"]]
    assert long_ago.years == [(2026, 1), (2023, 2)]


def test_the_last_time_counts_however_long_ago_it_was(years: Years) -> None:
    years.sits(NOON - 5 * YEAR, wish_1="a rabbit")
    now = years.now(years.begum)
    assert [said.words for said in now.now] == ["a rabbit"]
    assert now.earlier == 0
    assert years.before(years.begum).days == ()


def test_both_pages_together_tell_all_and_nothing_twice(years: Years) -> None:
    for ago in range(5):
        years.sits(NOON - ago * YEAR, wish_1=f"wish of {ago}", wish_2="", **{f"wish_{ago + 3}": f"only in {ago}"})
    now, told = years.now(years.begum), []
    for year, _ in years.before(years.begum).years:
        for day in years.before(years.begum, year).days:
            told += [*day.said, *day.unanswered]
    told += [*now.now, *now.unanswered]
    everything = years.session.scalars(select(Statement)).all()
    assert len(told) == len(set(told)) == len(everything) == 15


def test_where_no_answer_came_then_is_told_too(years: Years) -> None:
    years.sits(NOON - YEAR * 2, wish_1="")
    years.sits(NOON, wish_1="a rabbit")
    (day,) = years.before(years.begum).days
    assert ([*day.said], [one.state for one in day.unanswered]) == ([], ["skipped"])


def test_a_sitting_that_was_refused_long_ago_is_listed_and_one_thrown_away_is_not(years: Years) -> None:
    years.make.sitting(years.zara, years.begum, handed_over_at=NOON - 2 * YEAR, refused_at=NOON - 2 * YEAR)
    years.make.sitting(years.zara, years.begum, handed_over_at=NOON - 2 * YEAR, thrown_away_at=NOON - 2 * YEAR)
    years.sits(NOON, wish_1="a rabbit")
    assert years.now(years.begum).earlier_sittings == 1
    (day,) = years.before(years.begum).days
    assert day.sitting.refused_at is not None


def test_who_was_not_there_sees_of_earlier_years_what_is_shared_with_them_and_no_more(years: Years) -> None:
    old = years.sits(NOON - 2 * YEAR, wish_1="a rabbit", wish_2="a den")
    years.sits(NOON, wish_3="music")
    assert (list(years.now(years.khan).now), words(years.before(years.khan))) == ([], [[]])
    years.shares(old, f"staff:{years.khan.id}", "yes")
    assert [said.words for said in years.now(years.khan).now] == ["a rabbit", "a den"]
    years.shares(old, "meeting", "yes")
    secret = years.session.scalars(select(Statement).where(Statement.words == "a den")).one()
    years.shares(old, "meeting", "no", secret)
    assert [said.words for said in years.now(years.cole).now] == ["a rabbit"]


def test_a_year_without_anything_shows_the_latest_that_has_something(years: Years) -> None:
    years.sits(NOON - 2 * YEAR, wish_1="a rabbit")
    years.sits(NOON, wish_1="music")
    assert words(years.before(years.begum, 1999)) == [["a rabbit"]]


def test_it_opens_at_the_latest_year_in_which_something_was_said(years: Years) -> None:
    years.sits(NOON - 2 * YEAR, wish_1="a rabbit")
    years.sits(NOON - YEAR, wish_1="")
    years.sits(NOON, wish_1="music")
    before = years.before(years.begum)
    assert before.years == [(2025, 0), (2024, 1)]
    assert words(before) == [["a rabbit"]]
    assert [len(day.unanswered) for day in years.before(years.begum, 2025).days] == [1]
