"""Looking after staff: who may change whom, and what takes effect when."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import NOON, PASSWORD, Make
from voice_app.model import DeviceSession, Role, School, SessionKind, SignInTry, Staff, TrailEntry
from voice_app.services import doors, manage_staff, passwords
from voice_app.services.manage_staff import Details
from voice_app.services.reach import OutOfReach
from voice_app.services.viewer import Viewer


def viewer_of(session: Session, staff: Staff) -> Viewer:
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=NOON, staff=staff)
    return Viewer(session=opened, school_id=staff.school_id, staff=staff)


def details(staff: Staff, **wanted: Any) -> Details:
    fields: dict[str, Any] = {
        "name": staff.name,
        "username": staff.username,
        "role": Role(staff.role),
        "picture": staff.picture,
    }
    return Details(**(fields | wanted))


def open_sessions(session: Session, staff: Staff) -> int:
    wanted = select(DeviceSession).where(DeviceSession.staff_id == staff.id, DeviceSession.ended_at.is_(None))
    return len(session.scalars(wanted).all())


@pytest.fixture
def cole(make: Make, school: School) -> Staff:
    return make.sendco(school, username="cole@school.test")


@pytest.fixture
def sendco(session: Session, cole: Staff) -> Viewer:
    return viewer_of(session, cole)


@pytest.fixture
def administrator(session: Session, make: Make, school: School) -> Viewer:
    return viewer_of(session, make.staff(school, name="Mr Admin", role=Role.ADMINISTRATOR))


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum", username="begum@school.test")


NEW = Details("Mr Khan", "Khan@school.test", Role.STAFF, "teacher")


class TestAdding:
    def test_somebody_new_gets_a_first_password_that_fits_and_must_be_changed(
        self, session: Session, sendco: Viewer
    ) -> None:
        staff, password = manage_staff.add_person(session, sendco, NEW, now=NOON)

        assert passwords.fits(password, staff.password_hash)
        assert staff.must_change_password
        assert staff.username == "khan@school.test"
        passwords.check_new(password)

    def test_two_first_passwords_are_never_alike(self) -> None:
        assert len({manage_staff.first_password() for _ in range(50)}) == 50

    def test_a_user_name_is_taken_once_whatever_its_capitals(self, session: Session, sendco: Viewer) -> None:
        manage_staff.add_person(session, sendco, NEW, now=NOON)

        with pytest.raises(manage_staff.UsernameTaken):
            manage_staff.add_person(session, sendco, NEW, now=NOON)

    def test_an_administrator_adds_staff_but_no_sendco(self, session: Session, administrator: Viewer) -> None:
        manage_staff.add_person(session, administrator, NEW, now=NOON)

        with pytest.raises(manage_staff.SendcoNeeded):
            manage_staff.add_person(
                session, administrator, Details("Mrs X", "x@school.test", Role.SENDCO, "sendco"), now=NOON
            )


class TestChanging:
    def test_another_role_ends_their_sessions(self, session: Session, sendco: Viewer, begum: Staff) -> None:
        viewer_of(session, begum)

        manage_staff.change_person(session, sendco, begum, details(begum, role=Role.ADMINISTRATOR), now=NOON)

        assert open_sessions(session, begum) == 0

    def test_another_name_does_not(self, session: Session, sendco: Viewer, begum: Staff) -> None:
        viewer_of(session, begum)

        manage_staff.change_person(session, sendco, begum, details(begum, name="Mrs Begum"), now=NOON)

        assert open_sessions(session, begum) == 1
        assert begum.name == "Mrs Begum"

    def test_an_administrator_makes_nobody_sendco_herself_least_of_all(
        self, session: Session, administrator: Viewer, begum: Staff
    ) -> None:
        assert administrator.staff is not None
        with pytest.raises(manage_staff.SendcoNeeded):
            manage_staff.change_person(session, administrator, begum, details(begum, role=Role.SENDCO), now=NOON)
        with pytest.raises(manage_staff.NotYourself):
            manage_staff.change_person(
                session, administrator, administrator.staff, details(administrator.staff, role=Role.SENDCO), now=NOON
            )

    def test_an_administrator_does_not_touch_the_log_in_of_a_sendco(
        self, session: Session, administrator: Viewer, cole: Staff
    ) -> None:
        with pytest.raises(manage_staff.SendcoNeeded):
            manage_staff.change_person(session, administrator, cole, details(cole, role=Role.STAFF), now=NOON)
        with pytest.raises(manage_staff.SendcoNeeded):
            manage_staff.disable(session, administrator, cole, now=NOON)
        with pytest.raises(manage_staff.SendcoNeeded):
            manage_staff.reset_password(session, administrator, cole, now=NOON)

        assert passwords.fits(PASSWORD, cole.password_hash)

    def test_a_sendco_may_make_another_and_then_step_down_by_the_other(
        self, session: Session, sendco: Viewer, cole: Staff, begum: Staff
    ) -> None:
        manage_staff.change_person(session, sendco, begum, details(begum, role=Role.SENDCO), now=NOON)

        manage_staff.change_person(session, viewer_of(session, begum), cole, details(cole, role=Role.STAFF), now=NOON)

        assert (cole.role, begum.role) == (Role.STAFF, Role.SENDCO)

    def test_the_last_sendco_stays(self, session: Session, make: Make, school: School, sendco: Viewer) -> None:
        other = make.sendco(school, username="other@school.test")
        # Two SENDCos take the role off one another at the same moment: the second finds herself the last.
        manage_staff.disable(session, viewer_of(session, other), sendco.staff, now=NOON)  # type: ignore[arg-type]

        with pytest.raises(manage_staff.LastSendco):
            manage_staff.disable(session, sendco, other, now=NOON)


class TestDisabling:
    def test_it_takes_effect_at_once(self, session: Session, sendco: Viewer, begum: Staff) -> None:
        viewer_of(session, begum)

        manage_staff.disable(session, sendco, begum, now=NOON)

        assert begum.disabled_at == NOON
        assert open_sessions(session, begum) == 0

    def test_the_helper_passes_they_made_end_with_it(
        self, session: Session, make: Make, sendco: Viewer, begum: Staff, cole: Staff
    ) -> None:
        pupil = make.pupil(begum.school)
        hers, another = (make.helper_pass(pupil, maker, ends_at=NOON + timedelta(hours=6)) for maker in (begum, cole))

        manage_staff.disable(session, sendco, begum, now=NOON)

        assert (hers.ended_at, another.ended_at) == (NOON, None)

    def test_nobody_disables_themselves(self, session: Session, sendco: Viewer, cole: Staff) -> None:
        with pytest.raises(manage_staff.NotYourself):
            manage_staff.disable(session, sendco, cole, now=NOON)

    def test_a_disabled_safeguarding_lead_leaves_the_post_empty(
        self, session: Session, sendco: Viewer, school: School
    ) -> None:
        lead = school.safeguarding_lead
        assert lead is not None

        assert manage_staff.disable(session, sendco, lead, now=NOON)

        assert manage_staff.leads(session, sendco)[0] is None
        assert manage_staff.leads(session, sendco)[1] is not None

    def test_let_in_again_they_keep_their_password(self, session: Session, sendco: Viewer, begum: Staff) -> None:
        manage_staff.disable(session, sendco, begum, now=NOON)

        manage_staff.enable(session, sendco, begum, now=NOON)

        assert begum.disabled_at is None
        assert passwords.fits(PASSWORD, begum.password_hash)


class TestPasswordsAndLocks:
    def test_a_reset_password_ends_sessions_lifts_the_lock_and_stops_the_old_one(
        self, session: Session, sendco: Viewer, begum: Staff
    ) -> None:
        viewer_of(session, begum)
        session.add(SignInTry(account=begum.username, place="x", at=NOON))

        password = manage_staff.reset_password(session, sendco, begum, now=NOON)

        assert passwords.fits(password, begum.password_hash)
        assert not passwords.fits(PASSWORD, begum.password_hash)
        assert begum.must_change_password
        assert open_sessions(session, begum) == 0
        assert session.scalars(select(SignInTry)).all() == []

    def test_one_does_not_reset_ones_own(self, session: Session, sendco: Viewer, cole: Staff) -> None:
        with pytest.raises(manage_staff.NotYourself):
            manage_staff.reset_password(session, sendco, cole, now=NOON)

    def test_an_administrator_sees_the_lock_and_lifts_it(
        self, session: Session, administrator: Viewer, cole: Staff
    ) -> None:
        session.add_all(SignInTry(account=cole.username, place="x", at=NOON) for _ in range(5))
        session.flush()
        listed, wrong = manage_staff.one_as_listed(session, administrator, cole.id, now=NOON)
        assert wrong == 5
        assert listed.locked_until is not None

        manage_staff.lift_lock(session, administrator, cole, now=NOON)

        assert manage_staff.one_as_listed(session, administrator, cole.id, now=NOON)[0].locked_until is None

    def test_everything_done_to_a_log_in_is_in_the_trail(self, session: Session, sendco: Viewer, begum: Staff) -> None:
        manage_staff.reset_password(session, sendco, begum, now=NOON)
        manage_staff.disable(session, sendco, begum, now=NOON)
        manage_staff.enable(session, sendco, begum, now=NOON)

        kept = session.scalars(select(TrailEntry)).all()
        assert sorted(entry.what for entry in kept) == ["disabled staff", "enabled staff", "reset password"]
        assert {entry.about["staff"] for entry in kept} == {str(begum.id)}
        assert len(manage_staff.changes_lately(session, sendco)) == 3


class TestLeads:
    def test_lead_and_deputy_are_two_people(self, session: Session, sendco: Viewer, begum: Staff) -> None:
        with pytest.raises(manage_staff.LeadsAlike):
            manage_staff.name_leads(session, sendco, begum.id, begum.id, now=NOON)

    def test_they_are_active_staff_of_this_school(
        self, session: Session, make: Make, sendco: Viewer, begum: Staff
    ) -> None:
        stranger = make.staff(make.keep(School(name="Other", made_at=NOON)), username="stranger@other.test")
        left = make.staff(begum.school, username="left@school.test", disabled_at=NOON)
        for wrong in (stranger, left):
            with pytest.raises(OutOfReach):
                manage_staff.name_leads(session, sendco, begum.id, wrong.id, now=NOON)

        lead = begum.school.safeguarding_lead_id
        assert lead is not None
        manage_staff.name_leads(session, sendco, begum.id, lead, now=NOON)
        assert manage_staff.leads(session, sendco)[0] is begum


def test_staff_of_another_school_are_not_listed_and_not_found(session: Session, make: Make, sendco: Viewer) -> None:
    other = make.keep(School(name="Other", made_at=NOON))
    stranger = make.staff(other, username="stranger@other.test")

    listed = [person.staff.id for person in manage_staff.people(session, sendco, now=NOON)]

    assert stranger.id not in listed
    with pytest.raises(OutOfReach):
        manage_staff.one_person(session, sendco, stranger.id)
