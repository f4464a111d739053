"""The dates of an APDR cycle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_app.review_kinds import all_kinds, last_day_to_ask, steps, usual_due
from voice_app.review_kinds.term_dates import is_bank_holiday, is_weekend

CYCLE = all_kinds()["apdr-cycle"]
START = date(2027, 1, 12)


def test_the_review_is_six_weeks_after_the_start_until_the_school_says_otherwise() -> None:
    assert {step.key: step.on for step in steps(CYCLE, START)} == {
        "share-plan": date(2027, 1, 11),
        "start": START,
        "ask-views": date(2027, 2, 16),
        "review": date(2027, 2, 23),
    }
    assert usual_due(CYCLE, START) == date(2027, 2, 23)


def test_the_pupil_is_asked_at_least_a_week_before() -> None:
    assert last_day_to_ask(CYCLE, date(2027, 3, 9)) == date(2027, 3, 2)


def test_the_plan_of_a_cycle_that_starts_on_a_monday_is_given_out_on_the_friday_before() -> None:
    found = {step.key: step.on for step in steps(CYCLE, date(2027, 1, 11))}
    assert found["share-plan"] == date(2027, 1, 8)


def test_a_review_worked_out_for_a_weekend_is_on_the_monday_after_so_that_the_cycle_runs_its_six_weeks() -> None:
    review = next(step for step in steps(CYCLE, date(2027, 1, 16)) if step.key == "review")
    assert (review.on, review.moved_from) == (date(2027, 3, 1), date(2027, 2, 27))
    assert review.warnings == ()


@given(start=st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_nothing_that_is_worked_out_is_on_a_weekend_or_a_bank_holiday(start: date) -> None:
    for step in steps(CYCLE, start):
        assert step.key == "start" or not (is_weekend(step.on) or is_bank_holiday(step.on))


def test_no_date_of_a_cycle_is_called_law() -> None:
    assert not CYCLE.statutory
    assert not any(step.statutory for step in steps(CYCLE, START))


@pytest.mark.parametrize(
    ("weeks_on", "said"),
    [
        (5, ["A cycle usually runs for at least 6 weeks, so until 23/02/2027. You can keep this date."]),
        (6, []),
        (8, []),
        (9, ["A cycle usually runs for no more than 8 weeks, so until 09/03/2027. You can keep this date."]),
    ],
)
def test_a_review_outside_six_to_eight_weeks_is_remarked_on_and_kept(weeks_on: int, said: list[str]) -> None:
    due = START + timedelta(weeks=weeks_on)
    review = next(step for step in steps(CYCLE, START, due=due) if step.key == "review")
    assert review.on == due
    assert [str(remark) for remark in review.warnings] == said


@pytest.mark.parametrize("due", [START, START - timedelta(weeks=4)])
def test_a_review_before_the_cycle_has_begun_is_asked_about(due: date) -> None:
    review = next(step for step in steps(CYCLE, START, due=due) if step.key == "review")
    assert next(str(remark) for remark in review.warnings) == (
        "This is before the cycle has begun: it starts on 12/01/2027. Check both dates."
    )


def test_a_chosen_review_day_is_not_called_six_weeks_on() -> None:
    review = next(step for step in steps(CYCLE, START, due=date(2027, 3, 5)) if step.key == "review")
    assert review.chosen
    assert str(review.source).startswith("Your school chose this day. 6 weeks after the start is 23/02/2027")


def test_its_fields_stand_under_the_phases_in_order() -> None:
    assert [group.key for group in CYCLE.groups] == ["assess", "plan", "do", "review", "learn"]


def test_it_is_for_sen_support_and_for_plans() -> None:
    assert [sen for sen in ("N", "K", "E", None) if CYCLE.suits(sen)] == ["K", "E", None]
