"""Nothing is shared until the pupil says yes; the latest decision stands; an exception wins (rules A52–A54, X7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from voice_app.model import (
    DeviceSession,
    Present,
    Pupil,
    School,
    SessionKind,
    SharingDecision,
    Sitting,
    Staff,
    Statement,
)
from voice_app.services import look_back, share
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
        return bool(self.all_seen_by(staff))

    def all_seen_by(self, staff: Staff) -> Sequence[Statement]:
        return self.session.scalars(share.statements_for(self.viewer(staff), self.pupil.id)).all()

    def viewer(self, staff: Staff) -> Viewer:
        door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=staff.id, started_at=NOON, seen_at=NOON)
        return Viewer(session=door, school_id=self.school.id, staff=staff)


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


def test_a_later_no_for_everything_takes_back_an_earlier_yes_for_one_thing(said: Said) -> None:
    said.decide(MEETING, "yes", thing=True)
    assert said.is_shared_with(MEETING)
    said.decide(MEETING, "no", minutes=2)
    assert not said.is_shared_with(MEETING)
    assert share.told_apart(said.session, said.sitting) == {}


def test_a_no_for_one_thing_is_told_beside_a_later_yes_for_everything(said: Said) -> None:
    said.decide(MEETING, "no", thing=True)
    said.decide(MEETING, "yes", minutes=2)
    assert share.told_apart(said.session, said.sitting) == {said.statement.id: {MEETING: "no"}}


def test_a_yes_for_one_thing_is_told_beside_the_no_for_everything_before_it(said: Said) -> None:
    said.decide(MEETING, "no")
    said.decide(MEETING, "yes", thing=True, minutes=2)
    assert said.is_shared_with(MEETING)
    assert share.told_apart(said.session, said.sitting) == {said.statement.id: {MEETING: "yes"}}


@pytest.mark.parametrize("state", ["stopped", "started", "skipped", "not-asked", "given"])
def test_words_stand_on_the_list_before_a_yes_covers_them_whatever_came_of_them(
    said: Said, make: Make, enter: Enter, state: str
) -> None:
    words = make.statement(said.statement.response, item="wish:2", words="a quiet room", state=state)
    empty = make.statement(said.statement.response, item="wish:3", words=None, state="stopped")
    make.assent(said.sitting)
    assert look_back.said_in(said.session, said.sitting) == [said.statement, words]
    said.session.commit()
    page = enter(sitting=said.sitting).get("/me/who-can-see").get_data(as_text=True)
    assert "a quiet room" in page
    said.decide(MEETING, "yes")
    assert share.told_apart(said.session, said.sitting) == {}, "and the yes covers what stands there"
    share.decide(
        said.session,
        said.sitting,
        MEETING,
        "no",
        how="asked",
        decided_in=said.sitting,
        now=MORNING + timedelta(minutes=2),
        statement=words,
    )
    assert {one.id for one in said.all_seen_by(said.sendco)} == {said.statement.id, empty.id}


class TestWhatIsSaidAfterThePupilWasAsked:
    def test_it_is_asked_about_again(self, said: Said, make: Make) -> None:
        said.decide(family_key(said.mum.id), "yes")
        assert look_back.was_asked_who_may_see(said.session, said.sitting)
        make.statement(make.response(said.sitting), made_at=NOON)
        assert not look_back.was_asked_who_may_see(said.session, said.sitting)
        decisions = {one.key: one.decision for one in share.audiences(said.session, said.sitting)}
        assert decisions[family_key(said.mum.id)] is None

    def test_a_no_still_stands_for_all_of_it(self, said: Said, make: Make) -> None:
        said.decide(MEETING, "no")
        make.statement(make.response(said.sitting), made_at=NOON)
        assert share.sitting_decisions(said.session, said.sitting) == {MEETING: "no"}

    def test_leaving_all_of_it_open_again_is_an_answer(self, said: Said, make: Make) -> None:
        make.statement(make.response(said.sitting), made_at=NOON)
        said.sitting.asked_at = NOON
        assert look_back.was_asked_who_may_see(said.session, said.sitting)


class TestAnAnswerThatALaterDayGoesOnWith:
    @pytest.fixture
    def later(self, said: Said, make: Make) -> Sitting:
        """The next day's sitting, in which the answer of the first day is finished."""
        khan = make.staff(said.school, name="Mr Khan")
        later = make.sitting(said.pupil, khan, handed_over_at=MORNING + timedelta(days=1))
        said.statement.response.sitting_id = later.id
        make.statement(said.statement.response, "wish:2", sitting_id=later.id, made_at=MORNING + timedelta(days=1))
        return later

    def decide(self, said: Said, sitting: Sitting, decision: str) -> None:
        share.decide(
            said.session,
            sitting,
            MEETING,
            decision,
            how="asked",
            decided_in=sitting,
            now=MORNING + timedelta(days=1, hours=1),
        )

    def shared(self, said: Said) -> set[str]:
        return set(said.session.scalars(select(Statement.item).where(shared_with(MEETING))))

    def test_the_later_day_asks_about_both_days(self, said: Said, later: Sitting) -> None:
        assert [one.item for one in look_back.said_in(said.session, later)] == ["wish:1", "wish:2"]
        assert look_back.sittings_with_statements(said.session, said.pupil.id) == [later]
        self.decide(said, later, "yes")
        assert self.shared(said) == {"wish:1", "wish:2"}

    def test_what_the_first_day_shared_stands_until_then(self, said: Said, later: Sitting) -> None:
        said.decide(MEETING, "yes")
        assert self.shared(said) == {"wish:1"}
        self.decide(said, later, "no")
        assert self.shared(said) == set()

    def test_a_later_no_about_the_first_day_takes_its_words_back(self, said: Said, later: Sitting) -> None:
        self.decide(said, later, "yes")
        said.decide(MEETING, "no", minutes=3000)
        assert self.shared(said) == {"wish:2"}
        assert share.told_apart(said.session, later) == {said.statement.id: {MEETING: "no"}}

    def test_a_later_yes_about_the_first_day_does_not_open_what_the_second_day_closed(
        self, said: Said, later: Sitting
    ) -> None:
        self.decide(said, later, "no")
        said.decide(MEETING, "yes", minutes=3000)
        assert self.shared(said) == set()

    def test_a_no_of_a_day_that_went_on_with_it_and_changed_no_word_stands(self, said: Said, make: Make) -> None:
        khan = make.staff(said.school, name="Mr Khan")
        answer, between = said.statement.response, make.sitting(said.pupil, khan, handed_over_at=NOON)
        last = make.sitting(said.pupil, khan, handed_over_at=NOON + timedelta(hours=1))
        for counter, day in enumerate((between, last), 1):
            answer.sitting_id = day.id
            make.turn(answer, counter, {"items": {"wish:1": {}}}, assent_id=make.assent(day).id)
        said.decide(MEETING, "yes")
        self.decide(said, between, "no")
        assert self.shared(said) == set()

    def test_a_no_of_a_day_that_went_on_with_another_answer_says_nothing_of_it(self, said: Said, make: Make) -> None:
        khan = make.staff(said.school, name="Mr Khan")
        another_day = make.sitting(said.pupil, khan, handed_over_at=NOON)
        another = make.response(another_day)
        make.turn(another, 1, {"items": {"wish:1": {}}})
        make.statement(another, "wish:2", sitting_id=another_day.id, made_at=NOON)
        said.decide(MEETING, "yes")
        self.decide(said, another_day, "no")
        assert self.shared(said) == {"wish:1"}

    def test_who_was_there_on_the_later_day_only_does_not_see_the_first(self, said: Said, later: Sitting) -> None:
        khan = said.session.get_one(Staff, later.staff_id)
        assert [one.item for one in said.all_seen_by(khan)] == ["wish:2"]


def test_whoever_is_put_on_the_list_afterwards_sees_only_what_is_shared(said: Said, make: Make) -> None:
    said.decide(staff_key(said.patel.id), "no")
    said.sitting.present.append(
        Present(name="Mr Patel", role="staff", staff_id=said.patel.id, position=9, added_later=True)
    )
    said.session.flush()
    assert not said.seen_by(said.patel)
    people = {one.key: one for one in share.audiences(said.session, said.sitting)}
    assert not people[staff_key(said.patel.id)].has_seen


def test_decisions_of_all_sittings_of_a_pupil_have_an_order(said: Said, make: Make) -> None:
    first = said.decide(MEETING, "yes")
    later = make.sitting(said.pupil, said.begum)
    second = share.decide(said.session, later, MEETING, "no", how="asked", decided_in=later, now=NOON)
    assert second.position > first.position


def test_two_decisions_cannot_hold_one_position(said: Said) -> None:
    first = said.decide(MEETING, "yes")
    again = {"sitting_id": said.sitting.id, "audience": MEETING, "decision": "no", "position": first.position}
    said.session.add(SharingDecision(**again, at=NOON, how="asked", decided_in_id=said.sitting.id))
    with pytest.raises(IntegrityError):
        said.session.flush()


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


@pytest.mark.parametrize(("to_her", "to_the_meeting", "told"), [("no", "yes", 1), ("no", "no", 0), ("yes", "yes", 0)])
def test_a_sendco_is_told_what_she_sees_for_the_meeting_alone(
    said: Said, to_her: str, to_the_meeting: str, told: int
) -> None:
    said.decide(staff_key(said.sendco.id), to_her)
    said.decide(MEETING, to_the_meeting, minutes=2)
    assert share.count_for_meeting(said.session, said.viewer(said.sendco), said.pupil.id) == told


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


def test_private_things_are_counted_for_the_sendco_alone_and_not_named(said: Said) -> None:
    def private(staff: Staff) -> int:
        door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=staff.id, started_at=NOON, seen_at=NOON)
        viewer = Viewer(session=door, school_id=said.school.id, staff=staff)
        return share.count_private(said.session, viewer, said.pupil.id)

    assert private(said.sendco) == 0, "nobody has been asked yet"
    said.decide(MEETING, "no")
    assert (private(said.sendco), private(said.patel)) == (1, 0)
    said.decide(MEETING, "yes", minutes=2)
    assert private(said.sendco) == 0


def test_what_the_pupil_was_not_asked_about_is_not_called_private(said: Said, make: Make) -> None:
    def counted(staff: Staff) -> tuple[int, int, int]:
        door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=staff.id, started_at=NOON, seen_at=NOON)
        viewer = Viewer(session=door, school_id=said.school.id, staff=staff)
        private = share.count_private(said.session, viewer, said.pupil.id)
        return private, *share.count_undecided(said.session, viewer, said.pupil.id)

    assert (counted(said.sendco), counted(said.patel)) == ((0, 1, 0), (0, 0, 0))
    said.decide(family_key(said.mum.id), "no")
    assert counted(said.sendco) == (0, 0, 1), "asked, and a no about Mum says nothing of the SENDCo"
    said.decide(staff_key(said.sendco.id), "dont-know", minutes=2)
    assert counted(said.sendco) == (1, 0, 0)
    said.decide(staff_key(said.sendco.id), "yes", minutes=3)
    assert counted(said.sendco) == (0, 0, 0)
    said.statement.replaced_at = NOON
    make.statement(said.statement.response, version=2, words="other words", made_at=NOON)
    assert counted(said.sendco) == (0, 1, 0), "a yes to earlier words is no word about these"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["yes", "no", "dont-know"])), max_size=6))
def test_whatever_was_decided_a_no_for_the_thing_wins_and_so_does_a_later_no_for_everything(
    said: Said, decisions: list[tuple[bool, str]]
) -> None:
    """Property: sharing follows one rule, whatever the order of decisions."""
    savepoint = said.session.begin_nested()
    for minute, (about_the_thing, decision) in enumerate(decisions, 1):
        said.decide(MEETING, decision, thing=about_the_thing, minutes=minute)
    exceptions = [(place, d) for place, (thing, d) in enumerate(decisions) if thing]
    whole = [(place, d) for place, (thing, d) in enumerate(decisions) if not thing]
    last_exception, last_whole = (exceptions or [(-1, "")])[-1], (whole or [(-1, "")])[-1]
    if last_exception[1] == "yes":
        expected = last_whole < last_exception or last_whole[1] == "yes"
    else:
        expected = not exceptions and last_whole[1] == "yes"
    assert said.is_shared_with(MEETING) is expected
    savepoint.rollback()
