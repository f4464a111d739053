"""Where somebody goes on: the practice pupil for who is new, and the sitting of just now until it was looked at."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bench.lists import statements
from tests.make import NOON, Make
from voice_app.model import DeviceSession, Pupil, PupilCheck, Role, School, SessionKind, Sitting, Staff
from voice_app.services.leave_trail import leave_trail
from voice_app.services.pick_up_again import review_to_go_on_with, where_to_go_on
from voice_app.services.viewer import Viewer

LATER = NOON + timedelta(minutes=5)


def viewer(staff: Staff) -> Viewer:
    door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=staff.id, started_at=NOON, seen_at=NOON)
    return Viewer(session=door, school_id=staff.school_id, staff=staff)


def sitting_just_closed(session: Session, viewer: Viewer, *, now: datetime) -> Sitting | None:
    return where_to_go_on(session, viewer, now=now).just_closed


def practice_for_somebody_new(session: Session, viewer: Viewer) -> Pupil | None:
    return where_to_go_on(session, viewer, now=NOON).practice


@pytest.fixture
def cole(make: Make, school: School) -> Staff:
    return make.sendco(school)


@pytest.fixture
def zara(make: Make, school: School) -> Pupil:
    return make.pupil(school)


class TestSomebodyNew:
    def test_is_offered_the_practice_pupil(self, session: Session, make: Make, school: School, cole: Staff) -> None:
        practice = make.pupil(school, practice=True)
        assert practice_for_somebody_new(session, viewer(cole)) is practice
        assert practice_for_somebody_new(session, viewer(make.staff(school))) is practice

    def test_is_offered_it_without_looking_through_the_pupils(
        self, session: Session, make: Make, school: School, cole: Staff
    ) -> None:
        make.pupil(school, practice=True)
        with statements(session.get_bind()) as asked:
            practice_for_somebody_new(session, viewer(cole))
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0][0]}", asked[0][1])
        assert "SEARCH pupil USING INDEX ix_pupil_on_no_list (school_id=?)" in [row[3] for row in plan]

    def test_is_not_new_after_the_first_hand_over(
        self, session: Session, make: Make, school: School, cole: Staff, zara: Pupil
    ) -> None:
        make.pupil(school, practice=True)
        make.sitting(zara, cole)
        assert practice_for_somebody_new(session, viewer(cole)) is None

    def test_who_looks_after_lists_alone_has_no_pupil_to_try(
        self, session: Session, make: Make, school: School
    ) -> None:
        make.pupil(school, practice=True)
        assert practice_for_somebody_new(session, viewer(make.staff(school, role=Role.ADMINISTRATOR))) is None


class TestTheSittingOfJustNow:
    def test_is_offered_until_the_pupil_was_looked_at(
        self, session: Session, make: Make, cole: Staff, zara: Pupil
    ) -> None:
        sitting = make.sitting(zara, cole, closed_at=NOON)
        assert sitting_just_closed(session, viewer(cole), now=LATER) is sitting
        leave_trail(session, viewer(cole), "looked at pupil", now=LATER, pupil_id=zara.id)
        assert sitting_just_closed(session, viewer(cole), now=LATER + timedelta(minutes=1)) is None

    def test_a_look_before_it_does_not_count(self, session: Session, make: Make, cole: Staff, zara: Pupil) -> None:
        leave_trail(session, viewer(cole), "looked at pupil", now=NOON - timedelta(minutes=9), pupil_id=zara.id)
        sitting = make.sitting(zara, cole, closed_at=NOON)
        assert sitting_just_closed(session, viewer(cole), now=LATER) is sitting

    @pytest.mark.parametrize(
        "about",
        [
            {"closed_at": None},
            {"closed_at": NOON - timedelta(days=1)},
            {"closed_at": NOON, "refused_at": NOON},
            {"closed_at": NOON, "thrown_away_at": NOON},
        ],
        ids=["under way", "of yesterday", "refused", "thrown away"],
    )
    def test_where_there_is_nothing_to_look_at_nothing_is_offered(
        self, session: Session, make: Make, cole: Staff, zara: Pupil, about: dict[str, Any]
    ) -> None:
        make.sitting(zara, cole, **about)
        assert sitting_just_closed(session, viewer(cole), now=LATER) is None

    def test_is_for_who_handed_over_and_while_they_reach_the_pupil(
        self, session: Session, make: Make, school: School, cole: Staff, zara: Pupil
    ) -> None:
        begum = make.staff(school)
        assignment = make.assignment(begum, zara)
        sitting: Sitting = make.sitting(zara, begum, closed_at=NOON)
        assert sitting_just_closed(session, viewer(begum), now=LATER) is sitting
        assert sitting_just_closed(session, viewer(cole), now=LATER) is None
        assignment.ended_at = LATER
        session.flush()
        assert sitting_just_closed(session, viewer(begum), now=LATER) is None


class TestAfterShowingWhatGoesOut:
    def test_it_goes_on_with_the_review_that_the_pupil_was_asked_about_last(
        self, session: Session, make: Make, cole: Staff, zara: Pupil
    ) -> None:
        make.review_point(zara, due=NOON.date())
        shown, before = (make.review_point(zara, due=NOON.date() + timedelta(days=n)) for n in (200, 100))
        sitting: Sitting = make.sitting(zara, cole, planned=[], closed_at=NOON)
        said = make.statement(make.response(sitting))
        for point, at in ((shown, NOON), (before, NOON - timedelta(minutes=2))):
            about = {"review_point_id": point.id, "statement_id": said.id, "sitting_id": sitting.id}
            make.keep(PupilCheck(said="keep", at=at, **about))
        assert review_to_go_on_with(session, sitting, now=LATER) is shown

    def test_where_the_pupil_answered_nothing_it_is_the_next_one(
        self, session: Session, make: Make, cole: Staff, zara: Pupil
    ) -> None:
        sitting: Sitting = make.sitting(zara, cole, planned=[], closed_at=NOON)
        assert review_to_go_on_with(session, sitting, now=LATER) is None
        make.review_point(zara, due=NOON.date() + timedelta(days=90))
        nearest = make.review_point(zara, due=NOON.date() + timedelta(days=9))
        assert review_to_go_on_with(session, sitting, now=LATER) is nearest


@pytest.mark.parametrize("role", [Role.SENDCO, Role.STAFF])
def test_it_reads_not_every_sitting_that_the_school_ever_had(
    session: Session, make: Make, school: School, zara: Pupil, role: Role
) -> None:
    somebody = viewer(make.staff(school, role=role))
    with statements(session.get_bind()) as asked:
        where_to_go_on(session, somebody, now=NOON)
    assert len(asked) == 1
    for statement, values in asked:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        steps = [row[3] for row in plan]
        assert len([step for step in steps if "SEARCH sitting USING" in step]) >= 2
        assert not [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step]
