"""Days without school: a school's own holidays, the summer, bank holidays of England, weekends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_app.review_kinds import Holiday, HolidayDoesNotFit, Holidays, check_fits, school_year
from voice_app.review_kinds.term_dates import LONGEST, is_bank_holiday, is_in_summer, is_weekend

HALF_TERM = Holiday(date(2026, 10, 26), date(2026, 10, 30))
CHRISTMAS = Holiday(date(2026, 12, 21), date(2027, 1, 1))
ENTERED = Holidays([CHRISTMAS, HALF_TERM])

some_day = st.dates(date(2000, 1, 1), date(2099, 12, 24))
some_holidays = st.builds(
    lambda first, days: Holiday(first, first + timedelta(days=days)), some_day, st.integers(0, LONGEST.days - 1)
)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 10, 25), None),
        (date(2026, 10, 26), HALF_TERM),
        (date(2026, 10, 30), HALF_TERM),
        (date(2026, 10, 31), None),
        (date(2026, 12, 31), CHRISTMAS),
        (date(2027, 1, 1), CHRISTMAS),
        (date(2027, 1, 2), None),
    ],
)
def test_a_holiday_holds_its_first_and_its_last_day(day: date, holiday: Holiday | None) -> None:
    assert ENTERED.on(day) == holiday


def test_holidays_may_be_entered_in_any_order() -> None:
    assert Holidays([HALF_TERM, CHRISTMAS]) == ENTERED


def test_they_are_entered_for_the_school_year_they_begin_in() -> None:
    summer = Holiday(date(2026, 7, 22), date(2026, 9, 2))
    assert Holidays([summer]).entered_for(2025)
    assert not Holidays([summer]).entered_for(2026)
    assert not Holidays().entered_for(2026)


@given(day=some_day, entered=st.lists(some_holidays, max_size=5))
def test_a_day_is_in_the_holidays_just_when_one_of_them_holds_it(day: date, entered: list[Holiday]) -> None:
    found = Holidays(entered).on(day)
    assert (found is not None) == any(one.first <= day <= one.last for one in entered)
    assert found is None or found.holds(day)


class TestWhatDoesNotFit:
    def test_a_holiday_cannot_end_before_it_starts(self) -> None:
        with pytest.raises(HolidayDoesNotFit, match="The last day is before the first day, 01/01/2027") as refused:
            check_fits(Holiday(date(2027, 1, 1), date(2026, 12, 21)), [])
        assert refused.value.which == "last"

    def test_one_of_more_than_ten_weeks_is_a_slip_of_the_keyboard(self) -> None:
        check_fits(Holiday(date(2026, 7, 1), date(2026, 9, 8)), [])
        with pytest.raises(HolidayDoesNotFit, match=r"longer than 10 weeks, from 21/12/2026 to 01/01/2028\. Check the"):
            check_fits(Holiday(date(2026, 12, 21), date(2028, 1, 1)), [])

    @pytest.mark.parametrize(
        ("first", "last", "which"),
        [
            (date(2026, 10, 30), date(2026, 10, 31), "first"),
            (date(2026, 10, 20), date(2026, 10, 26), "last"),
            (date(2026, 10, 20), date(2026, 11, 20), "last"),
            (date(2026, 10, 28), date(2026, 10, 28), "first"),
        ],
    )
    def test_two_cannot_share_a_day(self, first: date, last: date, which: str) -> None:
        with pytest.raises(HolidayDoesNotFit, match="in the holiday from 26/10/2026 to 30/10/2026") as refused:
            check_fits(Holiday(first, last), [CHRISTMAS, HALF_TERM])
        assert refused.value.which == which

    @given(one=some_holidays, other=some_holidays)
    def test_of_two_holidays_either_both_fit_or_they_share_a_day(self, one: Holiday, other: Holiday) -> None:
        shared = any(one.holds(other.first + timedelta(days=n)) for n in range((other.last - other.first).days + 1))
        try:
            check_fits(one, [other])
        except HolidayDoesNotFit:
            assert shared
        else:
            assert not shared


@pytest.mark.parametrize(
    ("day", "summer"),
    [
        (date(2027, 7, 21), False),
        (date(2027, 7, 22), True),
        (date(2027, 7, 30), True),
        (date(2027, 8, 16), True),
        (date(2027, 8, 31), True),
        (date(2027, 9, 1), False),
        (date(2027, 2, 28), False),
    ],
)
def test_late_july_and_august_are_summer(day: date, summer: bool) -> None:
    assert is_in_summer(day) is summer


@given(day=some_day)
def test_no_day_of_summer_begins_a_school_year(day: date) -> None:
    if is_in_summer(day):
        assert school_year(day) == day.year - 1


@pytest.mark.parametrize(
    "day",
    [date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3), date(2027, 8, 30), date(2027, 12, 28)],
)
def test_bank_holidays_of_england_are_known(day: date) -> None:
    assert is_bank_holiday(day)


def test_a_holiday_of_scotland_is_not_one_of_england() -> None:
    assert not is_bank_holiday(date(2027, 11, 30))
    assert not is_bank_holiday(date(2027, 1, 4))


@given(day=some_day)
def test_two_days_in_seven_are_weekend(day: date) -> None:
    assert sum(is_weekend(day + timedelta(days=ahead)) for ahead in range(7)) == 2
