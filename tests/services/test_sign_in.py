"""Signing in: who gets in, who waits, and what ends a session."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.make import NOON, PASSWORD, Make
from voice_app.model import DeviceSession, School, SessionKind, SignInTry, Staff, TrailEntry
from voice_app.services import doors, passwords, sign_in
from voice_app.services.sign_in import WrongPassword, WrongSignIn
from voice_app.services.tries import MOST_FROM_ONE_PLACE, MOST_IN_ALL, WINDOW, Place, TooManyTries
from voice_app.services.viewer import Viewer

OFFICE = Place("10.0.0.5", "secret")
ELSEWHERE = Place("203.0.113.9", "secret")
LATER = NOON + WINDOW


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum", username="begum@school.test")


def enter(
    session: Session, place: Place = OFFICE, now: datetime = NOON, password: str = PASSWORD, **more: Any
) -> sign_in.SignedIn:
    return sign_in.sign_in(session, "begum@school.test", password, place=place, now=now, **more)


def miss(session: Session, times: int, *places: Place, username: str = "begum@school.test") -> None:
    for n in range(times):
        with pytest.raises(WrongSignIn):
            sign_in.sign_in(session, username, "not the password", place=places[n % len(places)], now=NOON)


def places(count: int) -> list[Place]:
    return [Place(f"203.0.113.{n}", "secret") for n in range(count)]


class TestSigningIn:
    def test_the_right_password_opens_a_session_of_the_staff(self, session: Session, begum: Staff) -> None:
        done = enter(session)

        assert done.viewer.staff is begum
        assert done.viewer.session.token_hash == doors.hash_token(done.token)
        assert done.token not in done.viewer.session.token_hash

    def test_capitals_and_spaces_in_the_user_name_do_not_matter(self, session: Session, begum: Staff) -> None:
        done = sign_in.sign_in(session, " Begum@School.test ", PASSWORD, place=OFFICE, now=NOON)

        assert done.viewer.staff is begum

    def test_the_session_of_this_device_until_now_is_ended(self, session: Session, begum: Staff) -> None:
        first = enter(session)
        second = enter(session, before=first.viewer.session)

        assert first.viewer.session.ended_at == NOON
        assert second.token != first.token

    @pytest.mark.parametrize(
        ("username", "password"),
        [
            ("nobody@school.test", PASSWORD),
            ("begum@school.test", "wrong wrong wrong"),
            ("left@school.test", PASSWORD),
            ("new@school.test", PASSWORD),
            ("begum@school.test", "x" * 100_000),
        ],
        ids=["unknown", "wrong", "disabled", "no password yet", "endless"],
    )
    def test_unknown_wrong_and_disabled_are_answered_alike(
        self, session: Session, make: Make, school: School, begum: Staff, username: str, password: str
    ) -> None:
        make.staff(school, username="left@school.test", disabled_at=NOON)
        make.staff(school, username="new@school.test", password_hash=None)

        with pytest.raises(WrongSignIn):
            sign_in.sign_in(session, username, password, place=OFFICE, now=NOON)

        assert session.scalar(select(func.count(SignInTry.id))) == 1

    def test_an_unknown_name_costs_as_much_work_as_a_wrong_password(
        self, session: Session, begum: Staff, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        checked: list[str | None] = []
        real = passwords.fits

        def counted(given: str, kept: str | None) -> bool:
            checked.append(kept)
            return real(given, kept)

        monkeypatch.setattr(passwords, "fits", counted)

        miss(session, 1, OFFICE)
        miss(session, 1, OFFICE, username="nobody@school.test")

        assert checked == [begum.password_hash, None]

    def test_a_password_typed_as_user_name_is_not_kept(self, session: Session, begum: Staff) -> None:
        miss(session, 1, OFFICE, username="my secret password")

        kept = session.scalars(select(SignInTry)).one()
        assert "secret" not in kept.account
        assert OFFICE.address not in kept.place


class TestTooManyTries:
    def test_five_wrong_tries_from_one_place_lock_that_place(self, session: Session, begum: Staff) -> None:
        miss(session, MOST_FROM_ONE_PLACE, OFFICE)

        with pytest.raises(TooManyTries) as locked:
            enter(session)
        assert locked.value.until == LATER

    def test_the_lock_ends_by_itself_and_tries_during_it_do_not_make_it_longer(
        self, session: Session, begum: Staff
    ) -> None:
        miss(session, MOST_FROM_ONE_PLACE, OFFICE)
        for minutes in (5, 10, 14):
            with pytest.raises(TooManyTries):
                enter(session, now=NOON + timedelta(minutes=minutes), password="guess")

        assert enter(session, now=LATER).viewer.staff is begum

    def test_a_lock_at_one_place_leaves_the_account_open_at_another(self, session: Session, begum: Staff) -> None:
        miss(session, MOST_FROM_ONE_PLACE, ELSEWHERE)

        assert enter(session, OFFICE).viewer.staff is begum

    def test_ten_wrong_tries_spread_over_places_lock_the_account(self, session: Session, begum: Staff) -> None:
        miss(session, MOST_IN_ALL, *places(MOST_IN_ALL))

        with pytest.raises(TooManyTries):
            enter(session, ELSEWHERE)
        assert session.scalars(select(TrailEntry.what)).all() == ["sign-in locked"]

    def test_an_attack_from_elsewhere_does_not_lock_the_owner_out_of_her_own_place(
        self, session: Session, begum: Staff
    ) -> None:
        enter(session, OFFICE, now=NOON - timedelta(days=2))
        miss(session, MOST_IN_ALL, *places(MOST_IN_ALL))

        done = enter(session, OFFICE)

        assert done.viewer.staff is begum
        assert done.wrong_elsewhere == MOST_IN_ALL

    def test_thirty_colleagues_behind_one_address_get_in_while_one_account_is_attacked(
        self, session: Session, make: Make, school: School, begum: Staff
    ) -> None:
        miss(session, MOST_FROM_ONE_PLACE, OFFICE)
        colleagues = [make.staff(school, username=f"colleague{n}@school.test") for n in range(30)]

        signed_in = [
            sign_in.sign_in(session, one.username, PASSWORD, place=OFFICE, now=NOON).viewer.staff for one in colleagues
        ]

        assert signed_in == colleagues

    def test_an_unknown_name_is_locked_like_a_known_one(self, session: Session, begum: Staff) -> None:
        miss(session, MOST_FROM_ONE_PLACE, OFFICE, username="nobody@school.test")

        with pytest.raises(TooManyTries):
            sign_in.sign_in(session, "nobody@school.test", "guess", place=OFFICE, now=NOON)

    def test_getting_in_forgets_the_slips_made_here_but_not_those_elsewhere(
        self, session: Session, begum: Staff
    ) -> None:
        miss(session, 4, OFFICE)
        miss(session, 4, ELSEWHERE)

        assert enter(session, OFFICE).wrong_elsewhere == 4

    def test_tries_are_forgotten_after_a_day(self, session: Session, begum: Staff) -> None:
        miss(session, 3, ELSEWHERE)
        with pytest.raises(WrongSignIn):
            enter(session, OFFICE, now=NOON + timedelta(days=1), password="guess")

        assert session.scalar(select(func.count(SignInTry.id))) == 1

    def test_the_addresses_of_one_ipv6_network_are_one_place(self) -> None:
        assert Place("2001:db8:1:2::1", "s").kept == Place("2001:db8:1:2:ffff::9", "s").kept
        assert Place("2001:db8:1:2::1", "s").kept != Place("2001:db8:1:3::1", "s").kept


class TestChangingThePassword:
    NEW = "purple kettle on a roof"

    def change(self, session: Session, viewer: Viewer, old: str = PASSWORD, new: str = NEW) -> str:
        return sign_in.change_password(session, viewer, old, new, place=OFFICE, now=NOON)

    def test_it_ends_every_session_and_opens_a_new_one_here(self, session: Session, begum: Staff) -> None:
        here, there = enter(session), enter(session, ELSEWHERE)
        begum.must_change_password = True

        token = self.change(session, here.viewer)

        still_open = session.scalars(select(DeviceSession).where(DeviceSession.ended_at.is_(None))).all()
        assert [one.token_hash for one in still_open] == [doors.hash_token(token)]
        assert there.viewer.session not in still_open
        assert not begum.must_change_password
        assert enter(session, password=self.NEW).viewer.staff is begum

    def test_it_leaves_pupils_at_their_tablets_in_peace(self, session: Session, make: Make, begum: Staff) -> None:
        pupil = make.pupil(begum.school)
        sitting = make.sitting(pupil, begum)
        tablet, _ = doors.open_session(session, SessionKind.PUPIL, now=NOON, staff=begum, sitting=sitting)

        self.change(session, enter(session).viewer)

        session.refresh(tablet)
        assert tablet.ended_at is None

    def test_the_old_password_is_asked_and_guessing_it_is_limited(self, session: Session, begum: Staff) -> None:
        viewer = enter(session).viewer
        for _ in range(MOST_FROM_ONE_PLACE):
            with pytest.raises(WrongPassword):
                self.change(session, viewer, old="guess")

        with pytest.raises(TooManyTries):
            self.change(session, viewer)

    @pytest.mark.parametrize(
        ("new", "reason"),
        [
            ("elevenchars", "short"),
            ("x1" * 65, "long"),
            ("passwordpassword", "common"),
            ("begum@school.test", "common"),
            (PASSWORD, "same"),
        ],
    )
    def test_a_weak_password_is_refused(self, session: Session, begum: Staff, new: str, reason: str) -> None:
        viewer = enter(session).viewer

        with pytest.raises(passwords.WeakPassword) as refused:
            self.change(session, viewer, new=new)
        assert refused.value.reason == reason
        assert passwords.fits(PASSWORD, begum.password_hash)
