"""I want to tell someone: who can be asked, and who hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import MORNING, NOON, Make
from voice_app.model import DeviceSession, School, SessionKind, Sitting, Staff, TellSomeone, TrailEntry
from voice_app.services import tell_someone
from voice_app.services.reach import OutOfReach
from voice_app.services.viewer import Viewer


def viewer_of(staff: Staff) -> Viewer:
    opened = DeviceSession(kind=SessionKind.STAFF, started_at=MORNING, seen_at=MORNING)
    return Viewer(opened, staff.school_id, staff=staff)


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum")


@pytest.fixture
def sitting(make: Make, school: School, begum: Staff) -> Sitting:
    return make.sitting(make.pupil(school), begum)


def waiting_for(session: Session, viewer: Viewer) -> list[tell_someone.Waiting]:
    """What this member of staff is to see, shortly after it was asked."""
    return [one.waiting for one in tell_someone.reminders_for(session, viewer, now=NOON) if one.theirs]


def trail(session: Session, what: str) -> Sequence[TrailEntry]:
    return session.scalars(select(TrailEntry).where(TrailEntry.what == what)).all()


def names(session: Session, sitting: Sitting) -> list[str]:
    return [one.name for one in tell_someone.people_to_tell(session, sitting)]


class TestWhoCanBeAsked:
    def test_those_in_the_room_come_first_then_those_who_work_with_the_pupil_then_the_leads(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        make.assignment(make.staff(school, name="Mr Khan"), sitting.pupil)
        assert names(session, sitting) == ["Miss Begum", "Mr Khan", "Mrs Hall", "Mr Osei"]

    def test_nobody_stands_there_twice(
        self, session: Session, make: Make, school: School, begum: Staff, sitting: Sitting
    ) -> None:
        make.assignment(begum, sitting.pupil)
        assert school.safeguarding_lead is not None
        make.assignment(school.safeguarding_lead, sitting.pupil)
        assert names(session, sitting) == ["Miss Begum", "Mrs Hall", "Mr Osei"]

    def test_the_lead_and_the_deputy_keep_their_places_among_many(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        for n in range(8):
            make.assignment(make.staff(school, name=f"Adult {n}"), sitting.pupil)
        assert len(names(session, sitting)) == 6
        assert names(session, sitting)[-2:] == ["Mrs Hall", "Mr Osei"]

    def test_whose_log_in_is_disabled_is_not_offered(self, session: Session, begum: Staff, sitting: Sitting) -> None:
        begum.disabled_at = MORNING
        session.flush()
        assert "Miss Begum" not in names(session, sitting)

    def test_while_both_posts_are_empty_the_sendco_hears(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        cole = make.sendco(school, name="Mrs Cole")
        school.safeguarding_lead = school.deputy_lead = None
        session.flush()

        tell_someone.ask(session, sitting, sitting.present[0].staff_id or cole.id, now=NOON)

        assert names(session, sitting) == ["Miss Begum", "Mrs Cole"]
        assert len(waiting_for(session, viewer_of(cole))) == 1

    def test_somebody_who_was_not_offered_cannot_be_asked(
        self, session: Session, make: Make, school: School, sitting: Sitting
    ) -> None:
        stranger = make.staff(school, name="Mr Stranger")
        with pytest.raises(tell_someone.NobodyToTell):
            tell_someone.ask(session, sitting, stranger.id, now=NOON)


class TestAnAsk:
    @pytest.fixture
    def asked(self, session: Session, begum: Staff, sitting: Sitting) -> TellSomeone:
        return tell_someone.ask(session, sitting, begum.id, now=NOON)

    def test_asking_again_before_it_is_seen_is_the_same_ask(
        self, session: Session, begum: Staff, sitting: Sitting, asked: TellSomeone
    ) -> None:
        assert tell_someone.ask(session, sitting, begum.id, now=NOON) is asked

    def test_waits_for_the_person_and_for_lead_and_deputy_and_nobody_else(
        self, session: Session, make: Make, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        assert school.safeguarding_lead is not None
        assert school.deputy_lead is not None
        for staff in (begum, school.safeguarding_lead, school.deputy_lead):
            (waiting,) = waiting_for(session, viewer_of(staff))
            assert (waiting.pupil.called, waiting.asked_for.name) == ("Zara", "Miss Begum")
        assert waiting_for(session, viewer_of(make.sendco(school))) == []

    def test_the_lead_of_another_school_hears_nothing(
        self, session: Session, make: Make, school: School, asked: TellSomeone
    ) -> None:
        abroad = make.keep(School(name="Hill School", made_at=MORNING))
        lead = make.staff(abroad, name="Ms Far", username="far@hill.test")
        abroad.safeguarding_lead = lead
        session.flush()
        assert waiting_for(session, viewer_of(lead)) == []
        with pytest.raises(OutOfReach):
            tell_someone.mark_seen(session, viewer_of(lead), asked.id, now=NOON)

    def test_seen_by_the_person_still_waits_for_the_lead(
        self, session: Session, school: School, begum: Staff, sitting: Sitting, asked: TellSomeone
    ) -> None:
        tell_someone.mark_seen(session, viewer_of(begum), asked.id, now=NOON)
        told = tell_someone.asked_in(session, sitting, asked.id)
        assert told is not None
        assert (told.name, told.seen) == ("Miss Begum", True)
        assert waiting_for(session, viewer_of(begum)) == []
        assert school.safeguarding_lead is not None
        assert len(waiting_for(session, viewer_of(school.safeguarding_lead))) == 1

    def test_seen_by_the_lead_does_not_tell_the_pupil_that_the_person_saw_it(
        self, session: Session, school: School, sitting: Sitting, asked: TellSomeone
    ) -> None:
        assert school.safeguarding_lead is not None
        tell_someone.mark_seen(session, viewer_of(school.safeguarding_lead), asked.id, now=NOON)
        told = tell_someone.asked_in(session, sitting, asked.id)
        assert told is not None
        assert (told.name, told.seen) == ("Miss Begum", False)
        assert (asked.lead_seen_at, asked.lead_seen_by_id) == (NOON, school.safeguarding_lead_id)

    def test_another_sitting_knows_nothing_of_it(
        self, session: Session, make: Make, school: School, asked: TellSomeone
    ) -> None:
        assert tell_someone.asked_in(session, make.sitting(make.pupil(school)), asked.id) is None


class TestAnAskThatWasSeen:
    LATER = NOON + timedelta(hours=2)

    @pytest.fixture
    def asked(self, session: Session, begum: Staff, sitting: Sitting) -> TellSomeone:
        asked = tell_someone.ask(session, sitting, begum.id, now=NOON)
        tell_someone.mark_seen(session, viewer_of(begum), asked.id, now=self.LATER)
        return asked

    def test_is_kept_with_who_saw_it_and_who_talked_with_the_pupil(
        self, session: Session, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        lead = school.safeguarding_lead
        assert lead is not None
        assert tell_someone.seen_by(session, viewer_of(lead), now=self.LATER) == []
        tell_someone.mark_seen(session, viewer_of(lead), asked.id, now=self.LATER)
        tell_someone.talk(session, viewer_of(begum), asked.id, now=self.LATER)
        for reader in (begum, lead):
            (seen,) = tell_someone.seen_by(session, viewer_of(reader), now=self.LATER)
            assert [one.by.name for one in seen.seen] == ["Miss Begum", "Mrs Hall"]
            assert (seen.talked, seen.said_so) == ([tell_someone.Act(begum, self.LATER)], reader is begum)

    def test_is_kept_for_each_who_talked_and_for_one_person_the_first_time(
        self, session: Session, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        lead, next_day = school.safeguarding_lead, self.LATER + timedelta(days=1)
        assert lead is not None
        three_hours_on = self.LATER + timedelta(hours=3)
        tell_someone.mark_seen(session, viewer_of(lead), asked.id, now=self.LATER)
        for who, at in ((begum, self.LATER), (begum, self.LATER), (lead, three_hours_on), (begum, next_day)):
            tell_someone.talk(session, viewer_of(who), asked.id, now=at)
        for reader in (begum, lead):
            (seen,) = tell_someone.seen_by(session, viewer_of(reader), now=next_day)
            assert seen.talked == [tell_someone.Act(begum, self.LATER), tell_someone.Act(lead, three_hours_on)]
            assert seen.said_so
        assert len(trail(session, tell_someone.TALKED)) == 2

    def test_two_presses_that_were_written_at_once_are_told_as_the_first(
        self, session: Session, begum: Staff, asked: TellSomeone
    ) -> None:
        tell_someone.talk(session, viewer_of(begum), asked.id, now=self.LATER)
        (kept,) = trail(session, tell_someone.TALKED)
        again = {"at": self.LATER + timedelta(seconds=1), "school_id": kept.school_id, "who": kept.who}
        session.add(TrailEntry(**again, what=kept.what, staff_id=kept.staff_id, about=kept.about))
        session.flush()
        (seen,) = tell_someone.seen_by(session, viewer_of(begum), now=self.LATER)
        assert seen.talked == [tell_someone.Act(begum, self.LATER)]

    def test_stays_with_the_deputy_who_saw_it_and_is_deputy_no_more(
        self, session: Session, make: Make, school: School, asked: TellSomeone
    ) -> None:
        deputy = school.deputy_lead
        assert deputy is not None
        tell_someone.mark_seen(session, viewer_of(deputy), asked.id, now=self.LATER)
        school.deputy_lead = make.staff(school, name="Ms Reed")
        session.flush()
        for who in (deputy, school.deputy_lead):
            (seen,) = tell_someone.seen_by(session, viewer_of(who), now=self.LATER)
            assert [one.by.name for one in seen.seen] == ["Miss Begum", "Mr Osei"]
            tell_someone.talk(session, viewer_of(who), asked.id, now=self.LATER)

    def test_is_told_to_nobody_else_and_closed_by_nobody_else(
        self, session: Session, make: Make, school: School, asked: TellSomeone
    ) -> None:
        for other in (make.sendco(school), make.staff(school, name="Mr Khan")):
            assert tell_someone.seen_by(session, viewer_of(other), now=self.LATER) == []
            with pytest.raises(OutOfReach):
                tell_someone.talk(session, viewer_of(other), asked.id, now=self.LATER)

    def test_is_told_for_a_month_since_it_was_last_seen(
        self, session: Session, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        month, instant = timedelta(days=30), timedelta(seconds=1)
        viewer = viewer_of(begum)
        assert len(tell_someone.seen_by(session, viewer, now=self.LATER + month)) == 1
        assert tell_someone.seen_by(session, viewer, now=self.LATER + month + instant) == []
        lead = school.safeguarding_lead
        assert lead is not None
        last = self.LATER + timedelta(days=12)
        tell_someone.mark_seen(session, viewer_of(lead), asked.id, now=last)
        for reader in (begum, lead):
            assert len(tell_someone.seen_by(session, viewer_of(reader), now=last + month)) == 1
            assert tell_someone.seen_by(session, viewer_of(reader), now=last + month + instant) == []


def test_whoever_sees_an_ask_six_weeks_late_can_still_say_that_they_talked(
    session: Session, begum: Staff, sitting: Sitting
) -> None:
    asked, late = tell_someone.ask(session, sitting, begum.id, now=NOON), NOON + timedelta(days=42)
    tell_someone.mark_seen(session, viewer_of(begum), asked.id, now=late)
    assert [one.waiting.ask for one in tell_someone.seen_by(session, viewer_of(begum), now=late)] == [asked]
    tell_someone.talk(session, viewer_of(begum), asked.id, now=late)


def test_whom_a_pupil_asked_for_is_told_to_nobody_else(
    session: Session, make: Make, school: School, begum: Staff, sitting: Sitting
) -> None:
    lead = school.safeguarding_lead
    assert lead is not None
    make.assignment(begum, sitting.pupil)
    make.assignment(other := make.staff(school, name="Mr Khan"), sitting.pupil)
    tell_someone.ask(session, sitting, other.id, now=NOON)

    assert tell_someone.not_seen_of(session, viewer_of(begum), sitting.pupil_id) == []
    assert len(tell_someone.not_seen_of(session, viewer_of(other), sitting.pupil_id)) == 1
    assert len(tell_someone.not_seen_of(session, viewer_of(lead), sitting.pupil_id)) == 1


class TestAnAskThatTheLeadHasNotSeenForADay:
    NEXT_DAY = NOON + timedelta(hours=24, minutes=1)

    @pytest.fixture
    def asked(self, session: Session, begum: Staff, sitting: Sitting) -> TellSomeone:
        return tell_someone.ask(session, sitting, begum.id, now=NOON)

    def test_is_told_to_the_sendcos_too_who_cannot_mark_it_as_seen(
        self, session: Session, make: Make, school: School, asked: TellSomeone
    ) -> None:
        cole = viewer_of(make.sendco(school))
        assert tell_someone.reminders_for(session, cole, now=NOON + timedelta(hours=24)) == []
        (told,) = tell_someone.reminders_for(session, cole, now=self.NEXT_DAY)
        assert (told.late, told.theirs, told.seen_by_nobody) == (True, False, True)
        with pytest.raises(OutOfReach):
            tell_someone.mark_seen(session, cole, asked.id, now=self.NEXT_DAY)

    def test_is_kept_as_told_to_the_leads_by_whom_and_when_and_waits_on(
        self, session: Session, make: Make, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        sendco = make.sendco(school)
        cole = viewer_of(sendco)
        tell_someone.tell_leads(session, cole, asked.id, now=self.NEXT_DAY)
        (told,) = tell_someone.reminders_for(session, cole, now=self.NEXT_DAY)
        assert told.told_leads == [tell_someone.Act(sendco, self.NEXT_DAY)]
        assert (asked.seen_at, asked.lead_seen_at) == (None, None)
        for nobody in (begum, make.staff(school, name="Mr Khan")):
            with pytest.raises(OutOfReach):
                tell_someone.tell_leads(session, viewer_of(nobody), asked.id, now=self.NEXT_DAY)

    def test_is_kept_for_each_sendco_who_told_the_leads_the_first_time(
        self, session: Session, make: Make, school: School, asked: TellSomeone
    ) -> None:
        cole, lane = make.sendco(school, name="Mrs Cole"), make.sendco(school, name="Mr Lane")
        later = self.NEXT_DAY + timedelta(hours=1)
        for who, at in ((cole, self.NEXT_DAY), (cole, later)):
            tell_someone.tell_leads(session, viewer_of(who), asked.id, now=at)
        (told,) = tell_someone.reminders_for(session, viewer_of(lane), now=later)
        assert (told.told_leads, told.said_so) == ([tell_someone.Act(cole, self.NEXT_DAY)], False)
        tell_someone.tell_leads(session, viewer_of(lane), asked.id, now=later)
        (told,) = tell_someone.reminders_for(session, viewer_of(lane), now=later)
        assert told.told_leads == [tell_someone.Act(cole, self.NEXT_DAY), tell_someone.Act(lane, later)]
        assert told.said_so
        assert len(trail(session, tell_someone.TOLD_LEADS)) == 2

    def test_is_late_for_lead_and_deputy_and_comes_before_what_is_not(
        self, session: Session, make: Make, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        lead = viewer_of(school.safeguarding_lead or begum)
        other = make.sitting(make.pupil(school, forename="Ben"), begum)
        fresh = tell_someone.ask(session, other, begum.id, now=self.NEXT_DAY)
        told = tell_someone.reminders_for(session, lead, now=self.NEXT_DAY)
        assert [(one.waiting.ask, one.late, one.theirs) for one in told] == [(asked, True, True), (fresh, False, True)]

    def test_is_late_still_when_only_the_person_asked_has_seen_it(
        self, session: Session, make: Make, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        tell_someone.mark_seen(session, viewer_of(begum), asked.id, now=NOON)
        (told,) = tell_someone.reminders_for(session, viewer_of(make.sendco(school)), now=self.NEXT_DAY)
        assert (told.late, told.seen_by_nobody) == (True, False)

    def test_is_not_told_any_more_once_the_lead_has_seen_it(
        self, session: Session, make: Make, school: School, begum: Staff, asked: TellSomeone
    ) -> None:
        lead = school.safeguarding_lead
        assert lead is not None
        tell_someone.mark_seen(session, viewer_of(lead), asked.id, now=self.NEXT_DAY)
        assert tell_someone.reminders_for(session, viewer_of(make.sendco(school)), now=self.NEXT_DAY) == []
        (told,) = tell_someone.reminders_for(session, viewer_of(begum), now=self.NEXT_DAY)
        assert not told.late

    def test_is_told_to_no_other_staff_and_in_no_other_school(
        self, session: Session, make: Make, school: School, asked: TellSomeone
    ) -> None:
        abroad = make.keep(School(name="Hill School", made_at=MORNING))
        for other in (make.staff(school, name="Mr Khan"), make.sendco(abroad, username="far@hill.test")):
            assert tell_someone.reminders_for(session, viewer_of(other), now=self.NEXT_DAY) == []
