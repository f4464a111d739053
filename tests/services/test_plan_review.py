"""Reviews of a pupil: made, chained, changed, closed, with their dates worked out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import NOON, Make
from voice_app.model import Attachment, DeviceSession, Pupil, School, SessionKind
from voice_app.review_kinds import DateNotBelievable
from voice_app.services import plan_review
from voice_app.services.plan_review import Dates, kind_of
from voice_app.services.viewer import Viewer

ANNUAL, APDR = kind_of("annual-review"), kind_of("apdr-cycle")


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
        assert point.views == "private"

    def test_an_answer_begun_for_another_review_is_not_in_progress_for_a_new_one(
        self, session: Session, viewer: Viewer, make: Make, zara: Pupil
    ) -> None:
        make.response(make.sitting(zara), state="open", began_at=NOON - timedelta(days=1))
        point = plan_review.make_review(session, viewer, zara, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        assert point.views == "missing"


class TestTheList:
    def test_open_ones_come_first_and_the_next_is_marked(self, session: Session, make: Make, zara: Pupil) -> None:
        later = make.review_point(zara, due=date(2027, 5, 1))
        closed = make.review_point(zara, due=date(2026, 3, 1), closed_on=date(2026, 3, 2))
        coming = make.review_point(zara, due=date(2026, 12, 1))
        found = plan_review.reviews_of(session, zara, now=NOON)
        assert [one.point for one in found] == [coming, later, closed]
        assert [one.next for one in found] == [True, False, False]

    def test_a_kind_the_law_has_ended_is_still_listed(self, session: Session, make: Make, zara: Pupil) -> None:
        make.review_point(zara, kind="statement-review")
        (one,) = plan_review.reviews_of(session, zara, now=NOON)
        assert (one.kind, one.steps) == (None, ())


class TestChanging:
    def test_a_later_meeting_moves_the_last_day_to_ask(self, session: Session, viewer: Viewer, zara: Pupil) -> None:
        point = plan_review.make_review(session, viewer, zara, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        dates = Dates(date(2027, 3, 12), date(2027, 2, 1))
        plan_review.change_review(
            session, viewer, point, dates, circumstances=["plan-changes", "?"], fields={}, now=NOON
        )
        assert point.ask_by == date(2027, 1, 4)
        assert plan_review.circumstances_of(point) == ["plan-changes"]

    def test_what_was_not_asked_is_kept(self, session: Session, viewer: Viewer, make: Make, zara: Pupil) -> None:
        point = make.review_point(zara, fields={"adulthood": "College", "progress": "Good"})
        plan_review.change_review(
            session, viewer, point, Dates(point.anchor, point.due), circumstances=[], fields={"progress": ""}, now=NOON
        )
        assert point.fields == {"adulthood": "College"}

    def test_a_closed_review_is_followed_by_the_next_a_year_on(
        self, session: Session, viewer: Viewer, zara: Pupil
    ) -> None:
        point = plan_review.make_review(session, viewer, zara, ANNUAL, Dates(date(2027, 3, 12)), now=NOON)
        plan_review.close_review(session, viewer, point, on=date(2027, 2, 12), now=NOON)
        usual = plan_review.usual_next(session, zara, ANNUAL)
        assert usual is not None
        assert usual[0] == date(2028, 3, 12)

    def test_one_closed_by_mistake_opens_again(self, session: Session, viewer: Viewer, make: Make, zara: Pupil) -> None:
        point = make.review_point(zara, closed_on=date(2026, 11, 1))
        plan_review.open_again(session, viewer, point, now=NOON)
        assert point.closed_on is None
