"""School years, year groups, and the day rights pass to the young person."""

from calendar import FRIDAY
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_app.review_kinds import decision_holder, rights_pass_on, school_year, year_group, year_group_later
from voice_app.review_kinds.school_years import YEAR_GROUPS, add_months, birthday

birth_dates = st.dates(date(1990, 1, 1), date(2080, 12, 31))
some_day = st.dates(date(2000, 1, 1), date(2099, 12, 31))


class TestSchoolYear:
    @pytest.mark.parametrize(
        ("on", "began"),
        [
            (date(2026, 8, 31), 2025),
            (date(2026, 9, 1), 2026),
            (date(2026, 12, 31), 2026),
            (date(2027, 1, 1), 2026),
            (date(2028, 2, 29), 2027),
        ],
    )
    def test_it_begins_on_1_september(self, on: date, began: int) -> None:
        assert school_year(on) == began

    @given(on=some_day)
    def test_every_day_lies_in_its_school_year(self, on: date) -> None:
        began = school_year(on)
        assert date(began, 9, 1) <= on <= date(began + 1, 8, 31)


class TestYearGroup:
    ON = date(2026, 11, 23)

    @pytest.mark.parametrize(
        ("dob", "group"),
        [
            (date(2024, 9, 1), None),
            (date(2024, 8, 31), "N1"),
            (date(2023, 8, 31), "N2"),
            (date(2022, 9, 1), "N2"),
            (date(2022, 8, 31), "R"),
            (date(2021, 9, 1), "R"),
            (date(2021, 8, 31), "1"),
            (date(2015, 9, 1), "6"),
            (date(2015, 8, 31), "7"),
            (date(2010, 9, 1), "11"),
            (date(2007, 9, 1), "14"),
            (date(2007, 8, 31), None),
        ],
    )
    def test_the_birth_date_gives_the_usual_group(self, dob: date, group: str | None) -> None:
        assert year_group(dob, self.ON) == group

    @given(dob=birth_dates, years=st.integers(0, 13))
    def test_a_pupil_turns_five_in_reception_and_one_more_each_year(self, dob: date, years: int) -> None:
        turns = birthday(dob, 5 + years)
        assert year_group(dob, turns) == YEAR_GROUPS[YEAR_GROUPS.index("R") + years]

    @given(dob=birth_dates, on=some_day, later=some_day)
    def test_moving_on_from_the_usual_group_gives_the_usual_group(self, dob: date, on: date, later: date) -> None:
        now = year_group(dob, on)
        if now is not None:
            assert year_group_later(now, on, later) == year_group(dob, later)

    def test_a_pupil_taught_a_year_below_stays_a_year_below(self) -> None:
        assert year_group_later("5", date(2026, 11, 23), date(2027, 10, 1)) == "6"

    def test_a_group_that_does_not_exist_is_an_error(self) -> None:
        with pytest.raises(ValueError):
            year_group_later("Year 7", self.ON, self.ON)


class TestRightsPassOn:
    @pytest.mark.parametrize(
        ("dob", "on"),
        [
            (date(2010, 9, 1), date(2027, 6, 25)),
            (date(2011, 3, 3), date(2027, 6, 25)),
            (date(2011, 8, 31), date(2027, 6, 25)),
            (date(2011, 9, 1), date(2028, 6, 30)),
            (date(2012, 2, 29), date(2028, 6, 30)),
            (date(2009, 10, 5), date(2026, 6, 26)),
        ],
    )
    def test_it_is_the_last_friday_of_june_of_the_year_they_turn_16(self, dob: date, on: date) -> None:
        assert rights_pass_on(dob) == on

    @given(dob=birth_dates)
    def test_it_is_a_friday_in_the_last_week_of_june_of_year_11(self, dob: date) -> None:
        on = rights_pass_on(dob)
        assert on.weekday() == FRIDAY
        assert (on.month, on.day >= 24) == (6, True)
        assert year_group(dob, on) == "11"
        assert school_year(on) == school_year(birthday(dob, 16))

    def test_the_parent_decides_up_to_the_end_of_that_day(self) -> None:
        dob = date(2010, 12, 1)
        assert decision_holder(dob, date(2026, 12, 1)) == "parent"  # the 16th birthday changes nothing
        assert decision_holder(dob, date(2027, 6, 25)) == "parent"
        assert decision_holder(dob, date(2027, 6, 26)) == "young-person"

    @given(dob=birth_dates, on=some_day)
    def test_rights_once_passed_stay_passed(self, dob: date, on: date) -> None:
        if decision_holder(dob, on) == "young-person":
            assert decision_holder(dob, on + timedelta(days=1)) == "young-person"


class TestMonths:
    @pytest.mark.parametrize(
        ("day", "months", "later"),
        [
            (date(2027, 8, 31), 6, date(2028, 2, 29)),
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2027, 12, 1), 1, date(2028, 1, 1)),
            (date(2027, 11, 30), 1, date(2027, 12, 30)),
            (date(2027, 1, 15), 0, date(2027, 1, 15)),
        ],
    )
    def test_a_day_the_month_does_not_have_becomes_its_last(self, day: date, months: int, later: date) -> None:
        assert add_months(day, months) == later

    @given(day=some_day, months=st.integers(0, 240))
    def test_months_never_reach_further_than_asked(self, day: date, months: int) -> None:
        later = add_months(day, months)
        assert (later.year - day.year) * 12 + later.month - day.month == months
        assert later.day <= day.day
        assert later.day == day.day or (later + timedelta(days=1)).day == 1
