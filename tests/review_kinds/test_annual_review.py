"""The statutory dates of an annual review, worked out from the anniversary."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_app.review_kinds import Holiday, Holidays, Step, all_kinds, last_day_to_ask, next_anchor, steps, usual_due
from voice_app.review_kinds.steps import BANK_HOLIDAY, IN_HOLIDAYS, IN_SUMMER, WEEKEND, DateNotBelievable
from voice_app.review_kinds.term_dates import is_bank_holiday, is_weekend

ANNUAL_REVIEW = all_kinds()["annual-review"]
ANNIVERSARY = date(2027, 3, 12)
some_day = st.dates(date(2001, 1, 1), date(2098, 12, 31))


def days(found: list[Step]) -> dict[str, date]:
    return {step.key: step.on for step in found}


def warnings(found: list[Step], key: str) -> list[str]:
    return next([str(remark) for remark in step.warnings] for step in found if step.key == key)


def by(last: date) -> date:
    """The last day up to this one that is no weekend day and no bank holiday."""
    while is_weekend(last) or is_bank_holiday(last):
        last -= timedelta(days=1)
    return last


class TestTheDates:
    def test_an_anniversary_in_march_gives_the_dates_schools_expect(self) -> None:
        assert days(steps(ANNUAL_REVIEW, ANNIVERSARY)) == {
            "plan-dates": date(2026, 9, 1),
            "ask-views": date(2027, 1, 15),
            "invite": date(2027, 1, 29),
            "circulate": date(2027, 1, 29),
            "meeting": date(2027, 2, 12),
            "report": date(2027, 2, 26),
            "decision": date(2027, 3, 12),
        }

    def test_steps_come_in_order_of_date(self) -> None:
        found = steps(ANNUAL_REVIEW, ANNIVERSARY, circumstances=["changes-school", "plan-changes"])
        assert [step.on for step in found] == sorted(step.on for step in found)

    def test_an_earlier_meeting_moves_everything_that_counts_from_it(self) -> None:
        found = days(steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2026, 11, 20)))

        assert found["ask-views"] == date(2026, 10, 23)
        assert found["circulate"] == date(2026, 11, 6)
        assert found["report"] == date(2026, 12, 4)
        assert found["decision"] == date(2026, 12, 18)

    def test_the_council_decides_by_the_anniversary_even_after_a_late_meeting(self) -> None:
        assert days(steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2027, 3, 1)))["decision"] == ANNIVERSARY

    def test_a_meeting_after_the_latest_day_is_warned_about(self) -> None:
        late = steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2027, 2, 15))
        assert warnings(late, "meeting") == [
            "A meeting after 12/02/2027 leaves the council less than 4 weeks to decide before the anniversary."
        ]
        assert warnings(steps(ANNUAL_REVIEW, ANNIVERSARY), "meeting") == []

    def test_a_meeting_after_the_anniversary_is_not_called_a_little_late(self) -> None:
        late = steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2027, 3, 15))
        assert warnings(late, "meeting") == [
            "This is after the anniversary. By law the review must be finished by 12/03/2027."
        ]
        on_the_day = steps(ANNUAL_REVIEW, ANNIVERSARY, due=ANNIVERSARY)
        assert "less than 4 weeks" in warnings(on_the_day, "meeting")[0]

    @pytest.mark.parametrize("due", [None, date(2027, 2, 12)])
    def test_the_worked_out_meeting_is_called_the_last_day(self, due: date | None) -> None:
        meeting = next(step for step in steps(ANNUAL_REVIEW, ANNIVERSARY, due=due) if step.key == "meeting")
        assert "this is the last day" in str(meeting.source)
        assert not meeting.chosen

    @given(anniversary=some_day, due=some_day)
    def test_of_a_chosen_meeting_only_what_is_true_is_said(self, anniversary: date, due: date) -> None:
        meeting = next(step for step in steps(ANNUAL_REVIEW, anniversary, due=due) if step.key == "meeting")
        latest = anniversary - timedelta(days=28)
        assert meeting.chosen == (due != latest)
        assert ("this is the last day" in str(meeting.source)) == (due == latest)
        assert meeting.chosen == (f"4 weeks before the anniversary is {latest:%d/%m/%Y}" in str(meeting.source))

    def test_a_meeting_more_than_a_year_before_the_anniversary_is_a_slip_of_the_year(self) -> None:
        slip = steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2026, 2, 12))
        assert "more than a year before the anniversary" in warnings(slip, "meeting")[0]
        assert warnings(steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2026, 3, 16)), "meeting") == []

    def test_the_final_plan_is_a_step_only_when_the_plan_changes(self) -> None:
        assert "final-plan" not in days(steps(ANNUAL_REVIEW, ANNIVERSARY))
        changed = days(steps(ANNUAL_REVIEW, ANNIVERSARY, circumstances=["plan-changes"]))
        assert changed["final-plan"] == date(2027, 5, 7)

    def test_the_law_sets_these_dates_and_practice_the_others(self) -> None:
        by_law = {step.key for step in steps(ANNUAL_REVIEW, ANNIVERSARY) if step.statutory}
        assert by_law == {"invite", "circulate", "report", "decision"}

    def test_every_step_by_law_names_the_law(self) -> None:
        assert [rule.key for rule in ANNUAL_REVIEW.steps if rule.statutory and "egulation" not in rule.source] == []

    def test_a_year_typed_wrongly_is_said_in_a_sentence(self) -> None:
        with pytest.raises(DateNotBelievable) as wrong:
            steps(ANNUAL_REVIEW, date(207, 3, 12))
        assert str(wrong.value.remark).endswith("is too far away. Check the year, and type the date again.")

        with pytest.raises(DateNotBelievable):
            steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(9999, 12, 31))

    def test_a_meeting_that_would_be_on_a_sunday_is_on_the_friday_before_and_says_why(self) -> None:
        anniversary = date(2027, 3, 14)
        found = steps(ANNUAL_REVIEW, anniversary)
        meeting = next(step for step in found if step.key == "meeting")
        assert (meeting.on, meeting.moved_from) == (date(2027, 2, 12), date(2027, 2, 14))
        assert (meeting.chosen, meeting.warnings) == (False, ())
        # The council's last day counts from the meeting that is held: it has no more than its 4 weeks.
        assert days(found)["decision"] == date(2027, 3, 12)

    def test_a_meeting_that_would_be_on_a_bank_holiday_is_on_the_day_before(self) -> None:
        assert usual_due(ANNUAL_REVIEW, date(2027, 4, 23)) == date(2027, 3, 25)  # Good Friday is the 26th

    def test_a_day_that_the_school_chose_is_not_moved_though_it_is_a_sunday(self) -> None:
        chosen = steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2027, 1, 17))
        assert days(chosen)["meeting"] == date(2027, 1, 17)
        # Asking is the school's own usage; sending views out is a last day by law, which stands and is warned about.
        assert days(chosen)["ask-views"] == date(2026, 12, 18)
        assert days(chosen)["circulate"] == date(2027, 1, 3)
        assert WEEKEND in warnings(chosen, "circulate")

    def test_a_last_day_by_law_is_told_as_the_law_has_it(self) -> None:
        found = steps(ANNUAL_REVIEW, date(2026, 12, 1), due=date(2025, 12, 2), circumstances=["changes-school"])
        assert days(found)["new-school-plan"] == date(2026, 2, 15)
        assert warnings(found, "new-school-plan") == [WEEKEND]

    @given(anniversary=some_day)
    def test_from_any_anniversary_the_council_has_four_weeks_and_the_family_two(self, anniversary: date) -> None:
        found = days(steps(ANNUAL_REVIEW, anniversary))

        assert found["meeting"] == by(anniversary - timedelta(days=28)) == usual_due(ANNUAL_REVIEW, anniversary)
        assert found["invite"] == found["circulate"] == found["meeting"] - timedelta(days=14)
        assert found["ask-views"] == by(found["meeting"] - timedelta(days=28))
        assert found["report"] == found["meeting"] + timedelta(days=14)
        assert found["decision"] == min(anniversary, found["meeting"] + timedelta(days=28))
        assert (found["plan-dates"].month, found["plan-dates"].day) in {(9, 1), (9, 2), (9, 3)}
        assert timedelta(0) <= found["ask-views"] - found["plan-dates"] <= timedelta(days=365)

    @given(anniversary=some_day, due=some_day)
    def test_the_decision_is_never_late_whatever_day_the_meeting_is(self, anniversary: date, due: date) -> None:
        decision = days(steps(ANNUAL_REVIEW, anniversary, due=due))["decision"]
        assert decision == min(anniversary, due + timedelta(days=28))


class TestLastDayToAsk:
    def test_it_is_28_days_before_the_meeting(self) -> None:
        assert last_day_to_ask(ANNUAL_REVIEW, date(2027, 2, 12)) == date(2027, 1, 15)

    @given(due=some_day)
    def test_it_is_the_same_day_that_the_steps_show(self, due: date) -> None:
        for kind in all_kinds().values():
            shown = days(steps(kind, date(2050, 1, 1), due=due))
            assert last_day_to_ask(kind, due) == shown[kind.review.ask]


class TestMovingOn:
    """Phase transfer: the plan must be reviewed and changed well before the pupil moves."""

    @pytest.mark.parametrize(
        ("year_group", "key", "by"),
        [
            ("N2", "new-school-plan", date(2027, 2, 15)),
            ("6", "new-school-plan", date(2027, 2, 15)),
            ("11", "post-16-plan", date(2027, 3, 31)),
            ("13", "post-16-plan", date(2027, 3, 31)),
        ],
    )
    def test_the_last_year_before_a_move_has_its_own_deadline(self, year_group: str, key: str, by: date) -> None:
        usual = ANNUAL_REVIEW.usual_circumstances(year_group)
        assert days(steps(ANNUAL_REVIEW, ANNIVERSARY, circumstances=usual))[key] == by

    @pytest.mark.parametrize("year_group", ["R", "2", "5", "7", "10", "12", None])
    def test_other_years_have_no_such_deadline(self, year_group: str | None) -> None:
        assert ANNUAL_REVIEW.usual_circumstances(year_group) == frozenset()

    def test_a_review_in_autumn_has_its_deadline_in_the_next_calendar_year(self) -> None:
        found = steps(ANNUAL_REVIEW, date(2026, 12, 1), due=date(2026, 10, 6), circumstances=["changes-school"])
        assert days(found)["new-school-plan"] == date(2027, 2, 15)
        assert warnings(found, "meeting") == []

    def test_a_meeting_after_the_deadline_is_warned_about(self) -> None:
        found = steps(ANNUAL_REVIEW, date(2027, 7, 9), circumstances=["changes-school"])
        assert warnings(found, "meeting") == [
            "The plan must be reviewed and changed before the pupil moves, by 15/02/2027. "
            "Choose an earlier date for the meeting."
        ]

    def test_a_meeting_on_the_deadline_itself_is_too_late_because_the_law_says_before(self) -> None:
        def said(due: date) -> list[str]:
            found = steps(ANNUAL_REVIEW, date(2027, 7, 9), due=due, circumstances=["changes-school"])
            return warnings(found, "meeting")

        assert "final by" in said(date(2027, 2, 12))[0]
        assert "before the pupil moves" in said(date(2027, 2, 15))[0]
        assert len(said(date(2027, 2, 15))) == 1

    @pytest.mark.parametrize(
        ("circumstance", "last_day"),
        [
            ("changes-school", date(2026, 11, 23)),
            ("leaves-for-post-16", date(2027, 1, 6)),
            ("moves-after-16", date(2027, 1, 7)),
        ],
    )
    def test_the_plan_can_be_changed_in_time_if_the_meeting_is_12_weeks_before(
        self, circumstance: str, last_day: date
    ) -> None:
        """The council has 4 weeks to decide and then 8 weeks for the changed plan, which must be final by the day."""

        def said(due: date) -> list[str]:
            found = steps(ANNUAL_REVIEW, date(2027, 7, 9), due=due, circumstances=[circumstance])
            return warnings(found, "meeting")

        assert said(last_day) == []
        assert "12 weeks from the meeting" in " ".join(said(last_day + timedelta(days=1)))

    def test_a_move_after_16_is_planned_five_months_ahead(self) -> None:
        found = days(steps(ANNUAL_REVIEW, ANNIVERSARY, circumstances=["moves-after-16"]))
        assert found["next-place-plan"] == date(2027, 4, 1)


class TestTheNextOne:
    def test_the_next_review_is_within_12_months(self) -> None:
        found = next_anchor(ANNUAL_REVIEW, ANNIVERSARY, date(2016, 5, 1))
        assert found is not None
        assert found[0] == date(2028, 3, 12)
        assert found[1].statutory

    def test_a_child_under_five_is_reviewed_after_six_months(self) -> None:
        found = next_anchor(ANNUAL_REVIEW, date(2027, 1, 10), date(2023, 4, 2))
        assert found is not None
        assert found[0] == date(2027, 7, 10)
        assert not found[1].statutory

    def test_six_months_reaching_the_fifth_birthday_makes_it_a_year(self) -> None:
        last = date(2027, 1, 10)
        on_birthday = next_anchor(ANNUAL_REVIEW, last, date(2022, 7, 10))
        day_before = next_anchor(ANNUAL_REVIEW, last, date(2022, 7, 11))
        assert on_birthday is not None
        assert day_before is not None
        assert (on_birthday[0], day_before[0]) == (date(2028, 1, 10), date(2027, 7, 10))

    def test_without_a_birth_date_only_the_law_counts(self) -> None:
        found = next_anchor(ANNUAL_REVIEW, ANNIVERSARY)
        assert found is not None
        assert found[0] == date(2028, 3, 12)

    def test_a_plan_of_29_february_is_due_on_the_28th_not_in_march(self) -> None:
        found = next_anchor(ANNUAL_REVIEW, date(2028, 2, 29))
        assert found is not None
        assert found[0] == date(2029, 2, 28)

    def test_cycles_do_not_come_again_by_themselves(self) -> None:
        assert next_anchor(all_kinds()["apdr-cycle"], ANNIVERSARY) is None


class TestClosedDays:
    HALF_TERM = Holiday(date(2027, 2, 8), date(2027, 2, 12))

    def test_a_step_in_the_school_holidays_is_warned_about_and_not_moved(self) -> None:
        found = steps(ANNUAL_REVIEW, ANNIVERSARY, holidays=Holidays([self.HALF_TERM]))
        assert days(found)["meeting"] == date(2027, 2, 12)
        assert warnings(found, "meeting") == ["This day is in the school holidays, 08/02/2027 to 12/02/2027."]
        assert warnings(found, "report") == []

    @pytest.mark.parametrize("entered", [(), (HALF_TERM,)])
    def test_a_step_in_late_july_or_august_is_warned_about_whatever_is_entered(
        self, entered: tuple[Holiday, ...]
    ) -> None:
        for due in (date(2027, 7, 26), date(2027, 8, 18)):
            found = steps(ANNUAL_REVIEW, date(2027, 9, 20), due=due, holidays=Holidays(entered))
            assert warnings(found, "meeting")[0] == IN_SUMMER

    def test_a_bank_holiday_is_warned_about(self) -> None:
        assert warnings(steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2027, 3, 26)), "meeting")[0] == BANK_HOLIDAY

    def test_that_the_school_was_closed_on_a_day_that_is_over_helps_nobody(self) -> None:
        meeting = date(2027, 2, 12)
        for today, told in ((meeting, 1), (meeting + timedelta(days=1), 0)):
            found = steps(ANNUAL_REVIEW, ANNIVERSARY, holidays=Holidays([self.HALF_TERM]), today=today)
            assert len(warnings(found, "meeting")) == told

    def test_that_the_review_itself_is_too_late_is_told_after_its_day_too(self) -> None:
        due = ANNIVERSARY + timedelta(days=3)
        before, after = (steps(ANNUAL_REVIEW, ANNIVERSARY, due=due, today=due + timedelta(days=d)) for d in (0, 1))
        assert warnings(after, "meeting") == warnings(before, "meeting") != []

    def test_a_weekend_is_warned_about(self) -> None:
        assert warnings(steps(ANNUAL_REVIEW, ANNIVERSARY, due=date(2027, 1, 16)), "meeting") == [WEEKEND]

    def test_school_days_are_not_warned_about(self) -> None:
        assert [step.warnings for step in steps(ANNUAL_REVIEW, ANNIVERSARY)] == [()] * 7

    @given(anniversary=some_day, first=some_day)
    def test_every_step_inside_a_holiday_is_warned_about(self, anniversary: date, first: date) -> None:
        holiday = Holiday(first, first + timedelta(days=40))
        for step in steps(ANNUAL_REVIEW, anniversary, holidays=Holidays([holiday])):
            said = [remark.text for remark in step.warnings]
            assert (IN_HOLIDAYS in said) == holiday.holds(step.on)


class TestTheFields:
    @pytest.mark.parametrize(
        ("year_group", "asked"),
        [
            ("5", {"secondary"}),
            ("6", {"transition"}),
            ("8", set()),
            ("9", {"adulthood"}),
            ("11", {"adulthood", "leaving-school"}),
            ("13", {"adulthood", "leaving-school"}),
        ],
    )
    def test_some_things_are_asked_in_some_years_only(self, year_group: str, asked: set[str]) -> None:
        of_a_year = {"secondary", "transition", "adulthood", "leaving-school"}
        found = {field.key for group in ANNUAL_REVIEW.fields_for(year_group) for field in group.fields}
        assert found & of_a_year == asked
        assert {"progress", "differences", "recommendation"} <= found

    def test_everything_is_asked_where_the_year_is_not_known(self) -> None:
        assert ANNUAL_REVIEW.fields_for(None) == ANNUAL_REVIEW.groups

    def test_it_is_for_pupils_with_a_plan(self) -> None:
        assert [sen for sen in ("N", "K", "E", None) if ANNUAL_REVIEW.suits(sen)] == ["E", None]
