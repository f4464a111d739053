"""Nothing is shared until the pupil says yes; the latest decision stands; an exception wins (rules A52–A54, X7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import MORNING, NOON, Make
from voice_app.model import DeviceSession, Pupil, School, SessionKind, SharingDecision, Sitting, Staff, Statement
from voice_app.services import share
from voice_app.services.sharing_rule import MEETING, family_key, shared_with, staff_key
from voice_app.services.viewer import Viewer


class Said:
    """A pupil, a sitting and one thing said in it."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session = session
        self.sendco: Staff = make.sendco(school)
        self.begum: Staff = make.staff(school, name="Miss Begum")
        self.patel: Staff = make.staff(school, name="Mr Patel")
        self.pupil: Pupil = make.pupil(school)
        make.assignment(self.patel, self.pupil)
        self.mum = make.family_member(self.pupil, "Mum")
        self.dad = make.family_member(self.pupil, "Dad", relation="father")
        self.sitting: Sitting = make.sitting(self.pupil, self.begum)
        self.statement: Statement = make.statement(make.response(self.sitting))
        self.school = school

    def decide(self, audience: str, decision: str, *, thing: bool = False, minutes: int = 1) -> SharingDecision:
        return share.decide(
            self.session,
            self.sitting,
            audience,
            decision,
            how="asked",
            decided_in=self.sitting,
            now=MORNING + timedelta(minutes=minutes),
            statement=self.statement if thing else None,
        )

    def is_shared_with(self, audience: str) -> bool:
        return self.session.scalar(select(Statement.id).where(shared_with(audience))) is not None

    def seen_by(self, staff: Staff) -> bool:
        door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=staff.id, started_at=NOON, seen_at=NOON)
        viewer = Viewer(session=door, school_id=self.school.id, staff=staff)
        return self.session.scalar(share.statements_for(viewer, self.pupil.id)) is not None


@pytest.fixture
def said(session: Session, make: Make, school: School) -> Said:
    return Said(session, make, school)


def test_nothing_is_shared_before_the_pupil_answers(said: Said) -> None:
    for audience in (MEETING, staff_key(said.sendco.id), family_key(said.mum.id)):
        assert not said.is_shared_with(audience)


def test_each_parent_is_asked_apart(said: Said) -> None:
    said.decide(family_key(said.mum.id), "yes")
    assert said.is_shared_with(family_key(said.mum.id))
    assert not said.is_shared_with(family_key(said.dad.id))


def test_i_dont_know_means_not_shared(said: Said) -> None:
    said.decide(MEETING, "dont-know")
    assert not said.is_shared_with(MEETING)


def test_a_changed_mind_takes_effect_at_once_and_overwrites_nothing(said: Said) -> None:
    said.decide(MEETING, "yes")
    said.decide(MEETING, "no", minutes=2)
    assert not said.is_shared_with(MEETING)
    assert [d.decision for d in said.session.scalars(select(SharingDecision).order_by(SharingDecision.position))] == [
        "yes",
        "no",
    ]


def test_an_exception_for_one_thing_wins_over_the_whole_sitting(said: Said) -> None:
    said.decide(MEETING, "no", thing=True)
    said.decide(MEETING, "yes", minutes=2)
    assert not said.is_shared_with(MEETING)


def test_changed_words_are_a_new_version_whose_sharing_is_unanswered(said: Said, make: Make) -> None:
    said.decide(MEETING, "yes")
    said.statement.replaced_at = NOON
    make.statement(said.statement.response, version=2, words="something else", made_at=NOON)
    visible = said.session.scalars(
        select(Statement.version).where(shared_with(MEETING), Statement.replaced_at.is_(None))
    ).all()
    assert visible == []


def test_who_was_in_the_room_has_seen_it_and_is_not_asked(said: Said, make: Make) -> None:
    make.assignment(said.begum, said.pupil)
    people = {one.key: one for one in share.audiences(said.session, said.sitting)}
    assert people[staff_key(said.begum.id)].has_seen
    assert said.seen_by(said.begum)
    assert not said.seen_by(said.patel)


def test_people_at_my_meeting_means_that_the_sendco_sees_it(said: Said) -> None:
    said.decide(MEETING, "yes")
    assert said.seen_by(said.sendco)
    assert not said.seen_by(said.patel)


def test_the_audiences_are_those_who_can_see_something(said: Said) -> None:
    keys = [one.key for one in share.audiences(said.session, said.sitting)]
    assert sorted(keys) == sorted(
        [
            staff_key(said.sendco.id),
            staff_key(said.patel.id),
            family_key(said.mum.id),
            family_key(said.dad.id),
            MEETING,
        ]
    )


def test_nobody_can_be_decided_about_who_is_not_asked_about(said: Said) -> None:
    with pytest.raises(share.NotAsked):
        said.decide("staff:somebody-else", "yes")


def test_private_things_are_counted_and_not_named(said: Said) -> None:
    door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=said.patel.id, started_at=NOON, seen_at=NOON)
    viewer = Viewer(session=door, school_id=said.school.id, staff=said.patel)
    assert share.count_private(said.session, viewer, said.pupil.id) == 1
    said.decide(staff_key(said.patel.id), "yes")
    assert share.count_private(said.session, viewer, said.pupil.id) == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["yes", "no", "dont-know"])), max_size=6))
def test_whatever_was_decided_the_latest_exception_wins_else_the_latest_for_the_sitting(
    said: Said, decisions: list[tuple[bool, str]]
) -> None:
    """Property: sharing follows one rule, whatever the order of decisions."""
    savepoint = said.session.begin_nested()
    for minute, (about_the_thing, decision) in enumerate(decisions, 1):
        said.decide(MEETING, decision, thing=about_the_thing, minutes=minute)
    exceptions = [d for thing, d in decisions if thing]
    whole = [d for thing, d in decisions if not thing]
    expected = (exceptions or whole or ["no"])[-1] == "yes"
    assert said.is_shared_with(MEETING) is expected
    savepoint.rollback()
