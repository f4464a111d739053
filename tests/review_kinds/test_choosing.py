"""Which review point views go to next."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from voice_app.review_kinds import next_open

TODAY = date(2027, 1, 20)


@dataclass(frozen=True)
class Point:
    due: date
    closed_on: date | None = None
    kind: str = "apdr-cycle"
    number: int = 1


def in_days(days: int, kind: str = "apdr-cycle", number: int = 1, closed_on: date | None = None) -> Point:
    return Point(TODAY + timedelta(days=days), closed_on, kind, number)


def test_without_an_open_point_views_wait() -> None:
    assert next_open([], TODAY) is None
    assert next_open([in_days(3, closed_on=TODAY)], TODAY) is None


def test_the_nearest_to_come_is_chosen_whatever_its_kind() -> None:
    review, cycle = in_days(10, kind="annual-review"), in_days(30)
    assert next_open([cycle, review], TODAY) is review


def test_a_closed_one_is_passed_over() -> None:
    later = in_days(30)
    assert next_open([in_days(2, closed_on=TODAY - timedelta(days=1)), later], TODAY) is later


def test_an_overdue_one_comes_before_one_tomorrow() -> None:
    overdue = in_days(-40)
    assert next_open([in_days(1), overdue], TODAY) is overdue


def test_of_two_overdue_the_nearer_is_chosen_not_the_one_long_forgotten() -> None:
    last_week = in_days(-7, number=5)
    assert next_open([in_days(-400, number=2), last_week], TODAY) is last_week


def test_one_due_today_is_not_overdue_but_before_all_others_to_come() -> None:
    today, overdue = in_days(0), in_days(-1)
    assert next_open([today, in_days(1)], TODAY) is today
    assert next_open([today, overdue], TODAY) is overdue


def test_on_the_same_day_the_review_the_law_asks_for_comes_first() -> None:
    review = in_days(5, kind="annual-review", number=9)
    assert next_open([in_days(5), review], TODAY) is review
    # not because of the alphabet
    assert next_open([in_days(5, kind="a-kind-that-ended"), review], TODAY) is review


def test_on_the_same_day_the_earlier_cycle_comes_first() -> None:
    third = in_days(5, number=3)
    assert next_open([in_days(5, number=4), third], TODAY) is third


points = st.builds(
    in_days,
    days=st.integers(-5, 5),
    kind=st.sampled_from(["annual-review", "apdr-cycle", "a-kind-that-ended"]),
    number=st.integers(1, 4),
    closed_on=st.sampled_from([None, None, TODAY]),
)


@given(several=st.lists(points, max_size=8), data=st.data())
def test_the_order_in_which_they_come_never_matters(several: list[Point], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(several))
    assert next_open(several, TODAY) == next_open(shuffled, TODAY)


@given(several=st.lists(points, max_size=8))
def test_nothing_open_is_nearer_on_its_side_of_today_than_the_one_chosen(several: list[Point]) -> None:
    chosen = next_open(several, TODAY)
    still_open = [point for point in several if point.closed_on is None]
    assert (chosen is None) == (not still_open)
    if chosen is not None:
        overdue = [point for point in still_open if point.due < TODAY]
        side = overdue or still_open
        assert chosen in side
        assert abs(chosen.due - TODAY) == min(abs(point.due - TODAY) for point in side)
