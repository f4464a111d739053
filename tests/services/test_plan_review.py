"""Reviews of a pupil: made, chained, changed, closed, with their dates worked out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import NOON, Make
from voice_app.model import Attachment, DeviceSession, Pupil, ReviewPoint, School, SessionKind
from voice_app.review_kinds import DateNotBelievable
from voice_app.services import plan_review
from voice_app.services.plan_review import Counted, Dates, kind_of
from voice_app.services.viewer import Viewer

ANNUAL, APDR = kind_of("annual-review"), kind_of("apdr-cycle")
some_day = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@pytest.fixture
def viewer(session: Session, make: Make, school: School) -> Viewer:
    staff = make.sendco(school)
    opened = DeviceSession(token_hash="t", kind=SessionKind.STAFF, staff_id=staff.id)
    return Viewer(opened, school.id, staff=staff)


@pytest.fixture
def zara(make: Make, school: School) -> Pupil:
    return make.pupil(school)


class TestMaking:
    def test_an_annual_review_counts_back_from_the_anniversary(
        self, session: Session, viewer: Viewer, zara: Pupil
    ) -> None:
        point = plan_review.make_review(session, viewer, zara, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        assert (point.due, point.ask_by) == (date(2027, 2, 12), date(2027, 1, 15))
        on = {step.key: step.on for step in plan_review.one_planned(session, point, now=NOON).steps}
        assert (on["circulate"], on["report"], on["decision"]) == (
            date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 12),
        )  # fmt: skip

    def test_a_cycle_is_reviewed_after_its_usual_weeks_or_when_the_school_says(
        self, session: Session, viewer: Viewer, zara: Pupil
    ) -> None:
        usual = plan_review.make_review(session, viewer, zara, APDR, Dates(date(2026, 11, 2)), now=NOON)
        chosen = plan_review.make_review(
            session, viewer, zara, APDR, Dates(date(2027, 1, 4), date(2027, 3, 1)), now=NOON
        )
        assert (usual.due, chosen.due) == (date(2026, 12, 14), date(2027, 3, 1))
        assert chosen.ask_by == date(2027, 2, 22)

    def test_cycles_are_a_chain(self, session: Session, viewer: Viewer, zara: Pupil) -> None:
        first = plan_review.make_review(session, viewer, zara, APDR, Dates(date(2026, 9, 7)), now=NOON)
        annual = plan_review.make_review(session, viewer, zara, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        second = plan_review.make_review(session, viewer, zara, APDR, Dates(date(2026, 11, 2)), now=NOON)
        assert (second.number, second.predecessor) == (2, first)
        assert (annual.number, annual.predecessor) == (1, None)

    @pytest.mark.parametrize(("sen", "suits"), [("E", True), ("K", False), ("N", False), (None, True)])
    def test_annual_reviews_are_for_pupils_with_a_plan(
        self, session: Session, viewer: Viewer, make: Make, school: School, sen: str | None, suits: bool
    ) -> None:
        pupil = make.pupil(school, sen=sen)
        assert (ANNUAL in plan_review.kinds_for(pupil)) is suits
        if not suits:
            with pytest.raises(plan_review.KindDoesNotSuit):
                plan_review.make_review(session, viewer, pupil, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)

    def test_a_slip_of_the_keyboard_is_refused(self, session: Session, viewer: Viewer, zara: Pupil) -> None:
        with pytest.raises(DateNotBelievable):
            plan_review.make_review(session, viewer, zara, APDR, Dates(date(1927, 1, 4)), now=NOON)

    def test_a_move_to_secondary_school_is_usual_in_year_6(
        self, session: Session, viewer: Viewer, make: Make, school: School
    ) -> None:
        pupil = make.pupil(school, year="5")
        point = plan_review.make_review(session, viewer, pupil, ANNUAL, Dates(date(2028, 1, 20)), now=NOON)
        assert plan_review.circumstances_of(point) == ["changes-school"]

    def test_what_waited_for_a_review_joins_it(self, session: Session, viewer: Viewer, make: Make, zara: Pupil) -> None:
        statement = make.statement(make.response(make.sitting(zara), state="finished"))
        point = plan_review.make_review(session, viewer, zara, APDR, Dates(date(2026, 11, 2)), now=NOON)
        (attached,) = session.scalars(select(Attachment))
        assert (attached.review_point_id, attached.item) == (point.id, statement.item)
        assert point.views == "not-asked"

    def test_an_answer_begun_for_another_review_is_not_in_progress_for_a_new_one(
        self, session: Session, viewer: Viewer, make: Make, zara: Pupil
    ) -> None:
        make.response(make.sitting(zara), state="open", began_at=NOON - timedelta(days=1))
        point = plan_review.make_review(session, viewer, zara, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        assert point.views == "missing"


class TestWhoDecides:
    """The last Friday of June of the school year in which they turn 16, not the birthday (2027: 25 June)."""

    @pytest.mark.parametrize(
        ("on", "holder"),
        [(date(2026, 12, 1), "parent"), (date(2027, 6, 25), "parent"), (date(2027, 6, 26), "young-person")],
    )
    def test_rights_pass_on_after_25_june_2027(self, make: Make, school: School, on: date, holder: str) -> None:
        declan = make.pupil(school, dob=date(2010, 12, 1), year="11")
        assert plan_review.who_decides(declan, on) == (holder, date(2027, 6, 25))

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"dob": date(2012, 9, 1)}, True),  # Year 9
            ({"dob": date(2013, 8, 31)}, True),
            ({"dob": date(2013, 9, 1)}, False),  # Year 8
            ({"dob": None}, False),
            ({"sen": "K", "dob": date(2010, 12, 1)}, False),
        ],
    )
    def test_it_is_told_from_year_9_for_pupils_with_a_plan(
        self, make: Make, school: School, fields: dict[str, object], told: bool
    ) -> None:
        pupil = make.pupil(school, **fields)
        assert (plan_review.who_decides(pupil, date(2026, 11, 23)) is not None) is told


class TestTheList:
    def test_open_ones_come_first_and_the_next_is_marked(self, session: Session, make: Make, zara: Pupil) -> None:
        later = make.review_point(zara, due=date(2027, 5, 1))
        closed = make.review_point(zara, due=date(2026, 3, 1), closed_on=date(2026, 3, 2))
        coming = make.review_point(zara, due=date(2026, 12, 1))
        found = plan_review.reviews_of(session, zara, now=NOON)
        assert [one.point for one in found] == [coming, later, closed]
        assert [one.next for one in found] == [True, False, False]

    def test_the_next_step_is_the_first_that_is_not_over_and_none_once_the_review_is_closed(
        self, session: Session, make: Make, zara: Pupil
    ) -> None:
        point = make.review_point(zara)
        planned = plan_review.one_planned(session, point, now=NOON)
        days = [step.on for step in planned.steps]
        assert planned.next_step is not None
        assert planned.next_step.on == min(day for day in days if day >= NOON.date())
        after = NOON + (max(days) - NOON.date() + timedelta(days=1))
        assert plan_review.one_planned(session, point, now=after).next_step is None
        point.closed_on = NOON.date()
        assert plan_review.one_planned(session, point, now=NOON).next_step is None

    def test_a_kind_the_law_has_ended_is_still_listed(self, session: Session, make: Make, zara: Pupil) -> None:
        make.review_point(zara, kind="statement-review")
        (one,) = plan_review.reviews_of(session, zara, now=NOON)
        assert (one.kind, one.steps) == (None, ())


class TestTheNextOne:
    """Within 12 months of the last review, which need not have been held when its anniversary was near."""

    ANNIVERSARY = date(2027, 3, 12)

    @pytest.mark.parametrize(
        ("meeting", "closed_on", "decided_on", "next_by"),
        [
            # Early, as before a move to the next school: not 17 months later.
            (date(2026, 10, 1), date(2026, 10, 1), "", date(2027, 10, 1)),
            (date(2026, 10, 1), date(2026, 10, 1), "2026-10-20", date(2027, 10, 20)),
            (date(2026, 10, 1), None, "", date(2027, 10, 1)),
            # Near its anniversary.
            (date(2027, 2, 12), date(2027, 2, 12), "", date(2028, 2, 12)),
            (date(2027, 2, 12), date(2027, 2, 12), "2027-03-12", date(2028, 3, 12)),
            (date(2027, 3, 12), date(2027, 3, 12), "", date(2028, 3, 12)),
            # Late: the law's 12 months were over on the anniversary, and the delay is not passed on.
            (date(2027, 4, 20), date(2027, 4, 20), "", date(2028, 3, 12)),
            (date(2027, 2, 12), date(2027, 2, 12), "2027-05-01", date(2028, 3, 12)),
        ],
    )
    def test_it_is_due_a_year_after_the_last_was_decided_or_held_and_never_later(
        self,
        session: Session,
        make: Make,
        zara: Pupil,
        meeting: date,
        closed_on: date | None,
        decided_on: str,
        next_by: date,
    ) -> None:
        fields = {"decided-on": decided_on} if decided_on else {}
        make.review_point(zara, anchor=self.ANNIVERSARY, due=meeting, closed_on=closed_on, fields=fields)
        usual = plan_review.usual_next(session, zara, ANNUAL)
        assert usual is not None
        assert usual.on == next_by

    def test_a_review_held_on_29_february_is_followed_by_one_on_the_28th(
        self, session: Session, make: Make, zara: Pupil
    ) -> None:
        leap = date(2028, 2, 29)
        make.review_point(zara, anchor=date(2028, 4, 1), due=leap, closed_on=leap)
        usual = plan_review.usual_next(session, zara, ANNUAL)
        assert usual is not None
        assert usual.on == date(2029, 2, 28)

    def test_a_child_under_five_is_due_six_months_after_the_last_was_held(
        self, session: Session, make: Make, school: School
    ) -> None:
        noor = make.pupil(school, dob=date(2023, 4, 2), year="N2")
        make.review_point(noor, anchor=date(2027, 3, 12), due=date(2027, 1, 10), closed_on=date(2027, 1, 10))
        usual = plan_review.usual_next(session, noor, ANNUAL)
        assert usual is not None
        assert (usual.on, usual.rule.under_age) == (date(2027, 7, 10), 5)

    def test_a_pupils_first_review_has_nothing_to_be_counted_from(self, session: Session, zara: Pupil) -> None:
        assert plan_review.usual_next(session, zara, ANNUAL) is None

    @given(
        anchor=some_day,
        due=some_day,
        closed_on=st.none() | some_day,
        decided=st.none() | some_day,
    )
    def test_it_is_counted_from_a_day_that_staff_gave_and_never_from_one_after_the_anniversary(
        self, anchor: date, due: date, closed_on: date | None, decided: date | None
    ) -> None:
        point = ReviewPoint(
            kind="annual-review", anchor=anchor, due=due, closed_on=closed_on,
            fields={"decided-on": decided.isoformat()} if decided else {},
        )  # fmt: skip
        since, counted = plan_review.reviewed_on(point, ANNUAL)
        assert since <= anchor
        given = {Counted.DECIDED: decided, Counted.HELD: closed_on, Counted.PLANNED: due, Counted.ANNIVERSARY: anchor}
        assert since == given[counted]
        # A decision that nobody filled in never puts the next review later than the one that they will fill in.
        if decided is None and (closed_on or due) <= anchor:
            point.fields = {"decided-on": anchor.isoformat()}
            assert since <= plan_review.reviewed_on(point, ANNUAL)[0]


class TestChanging:
    def test_a_later_meeting_moves_the_last_day_to_ask(self, session: Session, viewer: Viewer, zara: Pupil) -> None:
        point = plan_review.make_review(session, viewer, zara, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        dates = Dates(date(2027, 3, 12), date(2027, 2, 1))
        plan_review.change_review(
            session, viewer, point, dates, circumstances=["plan-changes", "?"], fields={}, now=NOON
        )
        assert point.ask_by == date(2027, 1, 4)
        assert plan_review.circumstances_of(point) == ["plan-changes"]

    @pytest.mark.parametrize(
        ("ticked", "then"),
        [
            ([], ["changes-school"]),
            (["plan-changes"], ["changes-school", "plan-changes"]),
            (["changes-school"], ["changes-school"]),
        ],
    )
    def test_moved_into_year_6_the_move_to_secondary_school_is_not_forgotten(
        self, session: Session, viewer: Viewer, make: Make, school: School, ticked: list[str], then: list[str]
    ) -> None:
        pupil = make.pupil(school, year="5")
        point = plan_review.make_review(session, viewer, pupil, ANNUAL, Dates(date(2027, 7, 9)), now=NOON)
        assert plan_review.circumstances_of(point) == []
        dates = Dates(date(2027, 10, 29), date(2027, 10, 1))
        plan_review.change_review(session, viewer, point, dates, circumstances=ticked, fields={}, now=NOON)
        assert plan_review.circumstances_of(point) == then
        back = Dates(date(2027, 7, 9))
        plan_review.change_review(session, viewer, point, back, circumstances=then, fields={}, now=NOON)
        assert "changes-school" not in plan_review.circumstances_of(point)

    def test_what_is_not_usual_stays_as_ticked_within_a_school_year(
        self, session: Session, viewer: Viewer, make: Make, school: School
    ) -> None:
        pupil = make.pupil(school, year="6")
        point = plan_review.make_review(session, viewer, pupil, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        dates = Dates(date(2027, 3, 12), date(2027, 1, 20))
        plan_review.change_review(session, viewer, point, dates, circumstances=[], fields={}, now=NOON)
        assert plan_review.circumstances_of(point) == []

    def test_what_was_not_asked_is_kept(self, session: Session, viewer: Viewer, make: Make, zara: Pupil) -> None:
        point = make.review_point(zara, fields={"adulthood": "College", "progress": "Good"})
        plan_review.change_review(
            session, viewer, point, Dates(point.anchor, point.due), circumstances=[], fields={"progress": ""}, now=NOON
        )
        assert point.fields == {"adulthood": "College"}

    def test_one_closed_by_mistake_opens_again(self, session: Session, viewer: Viewer, make: Make, zara: Pupil) -> None:
        point = make.review_point(zara, closed_on=date(2026, 11, 1))
        plan_review.open_again(session, viewer, point, now=NOON)
        assert point.closed_on is None
