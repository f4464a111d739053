"""School holidays from a school's own term dates; bank holidays of England."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_app.review_kinds import Term, Terms, TermsDoNotFit, in_school_holidays
from voice_app.review_kinds.term_dates import is_bank_holiday, is_weekend

AUTUMN = Term(date(2026, 9, 3), date(2026, 10, 23))
AFTER_HALF_TERM = Term(date(2026, 11, 2), date(2026, 12, 18))
TERMS = Terms([AUTUMN, AFTER_HALF_TERM])


@pytest.mark.parametrize(
    ("day", "holidays"),
    [
        (date(2026, 9, 2), False),
        (date(2026, 9, 3), False),
        (date(2026, 10, 23), False),
        (date(2026, 10, 24), True),
        (date(2026, 11, 1), True),
        (date(2026, 11, 2), False),
        (date(2026, 12, 19), False),
    ],
)
def test_holidays_lie_between_two_terms(day: date, holidays: bool) -> None:
    assert in_school_holidays(day, TERMS) is holidays


def test_nothing_is_known_before_the_first_and_after_the_last_term() -> None:
    assert not TERMS.reach(date(2026, 9, 2))
    assert TERMS.reach(date(2026, 10, 28))
    assert not TERMS.reach(date(2026, 12, 19))
    assert not Terms([]).reach(date(2026, 10, 28))


def test_terms_may_be_entered_in_any_order() -> None:
    assert Terms([AFTER_HALF_TERM, AUTUMN]) == TERMS


def test_a_term_cannot_end_before_it_starts() -> None:
    with pytest.raises(TermsDoNotFit, match="The term from 23/10/2026 to 03/09/2026 ends before it starts"):
        Terms([Term(date(2026, 10, 23), date(2026, 9, 3))])


def test_terms_cannot_overlap() -> None:
    with pytest.raises(TermsDoNotFit, match="starts on 23/10/2026, before another ends on 23/10/2026"):
        Terms([AUTUMN, Term(date(2026, 10, 23), date(2026, 12, 18))])


@given(day=st.dates(date(2026, 8, 1), date(2027, 1, 31)))
def test_a_day_is_in_term_in_the_holidays_or_not_known(day: date) -> None:
    in_term = any(term.first <= day <= term.last for term in TERMS.terms)
    assert in_term + in_school_holidays(day, TERMS) + (not TERMS.reach(day)) == 1


@pytest.mark.parametrize(
    "day",
    [date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3), date(2027, 8, 30), date(2027, 12, 28)],
)
def test_bank_holidays_of_england_are_known(day: date) -> None:
    assert is_bank_holiday(day)


def test_a_holiday_of_scotland_is_not_one_of_england() -> None:
    assert not is_bank_holiday(date(2027, 11, 30))
    assert not is_bank_holiday(date(2027, 1, 4))


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 24)))
def test_two_days_in_seven_are_weekend(day: date) -> None:
    assert sum(is_weekend(day + timedelta(days=ahead)) for ahead in range(7)) == 2
