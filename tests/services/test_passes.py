"""Helper passes: one pupil, one helper, one day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.make import NOON, Make
from voice_app.model import DeviceSession, HelperPass, Pupil, School, SessionKind, Staff
from voice_app.school_time import LONDON
from voice_app.services import doors, passes, reach, sign_in
from voice_app.services.passes import WrongCode
from voice_app.services.tries import MOST_FROM_ONE_PLACE, Place, TooManyTries
from voice_app.services.viewer import Viewer

TABLET = Place("10.0.0.5", "secret")


@pytest.fixture
def zara(make: Make, school: School) -> Pupil:
    return make.pupil(school)


@pytest.fixture
def viewer(session: Session, make: Make, school: School, zara: Pupil) -> Viewer:
    staff: Staff = make.staff(school)
    make.assignment(staff, zara)
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=NOON, staff=staff)
    return Viewer(session=opened, school_id=school.id, staff=staff)


@pytest.fixture
def made(session: Session, viewer: Viewer, zara: Pupil) -> passes.PassMade:
    return passes.make_pass(session, viewer, zara, "Mr Lowe", secret="secret", now=NOON)


def use(session: Session, code: str, now: datetime = NOON) -> tuple[HelperPass, str]:
    return passes.use_pass(session, code, place=TABLET, now=now)


def helper_of(session: Session, token: str, now: datetime = NOON) -> Viewer | None:
    hour = dict.fromkeys(SessionKind, timedelta(hours=20))
    return doors.find_viewer(session, token, now=now, idle=hour, longest=hour)


def test_the_code_opens_this_pupil_and_no_other(
    session: Session, make: Make, school: School, zara: Pupil, made: passes.PassMade
) -> None:
    other = make.pupil(school, forename="Jayden")
    make.pupil(school, forename="Practice", practice=True)

    _, token = use(session, made.code)

    helper = helper_of(session, token)
    assert helper is not None
    assert helper.name == "Mr Lowe"
    assert session.scalars(reach.pupils_of(helper)).all() == [zara]
    with pytest.raises(reach.OutOfReach):
        reach.one_pupil(session, helper, other.id)


def test_small_letters_spaces_and_dashes_do_not_matter(session: Session, made: passes.PassMade) -> None:
    typed = f" {made.code.lower().replace('-', ' ')} "

    assert use(session, typed)[0] is made.helper_pass


def test_the_code_is_two_groups_of_letters_nobody_mistakes(made: passes.PassMade) -> None:
    first, second = made.code.split("-")

    assert (len(first), len(second)) == (4, 4)
    assert not set(first + second) & set("01OILAEU")


def test_the_code_itself_is_not_kept(made: passes.PassMade) -> None:
    kept = made.helper_pass.code_hash

    assert made.code not in kept
    assert made.code.replace("-", "") not in kept


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)))
def test_a_pass_ends_on_the_school_day_it_was_made(now: datetime) -> None:
    ends = passes.end_of_day(now).astimezone(LONDON)

    assert ends.date() == now.astimezone(LONDON).date()
    assert (ends.hour, ends.minute) == (23, 59)


def test_tomorrow_the_pass_opens_nothing_and_its_session_is_over(session: Session, made: passes.PassMade) -> None:
    _, token = use(session, made.code)
    tomorrow = NOON + timedelta(hours=13)

    assert helper_of(session, token, tomorrow) is None
    with pytest.raises(WrongCode):
        use(session, made.code, tomorrow)


def test_ending_a_pass_ends_its_session_at_once(
    session: Session, viewer: Viewer, zara: Pupil, made: passes.PassMade
) -> None:
    _, token = use(session, made.code)

    passes.end_pass(session, viewer, zara, made.helper_pass.id, now=NOON)

    assert helper_of(session, token) is None
    assert passes.open_passes(session, viewer, zara, now=NOON) == []
    with pytest.raises(WrongCode):
        use(session, made.code)


def test_the_pass_ends_when_the_helper_signs_out(session: Session, made: passes.PassMade) -> None:
    _, token = use(session, made.code)
    helper = helper_of(session, token)
    assert helper is not None

    sign_in.sign_out(session, helper, now=NOON)

    with pytest.raises(WrongCode):
        use(session, made.code)


def test_a_pass_is_open_on_one_device_at_a_time(session: Session, made: passes.PassMade) -> None:
    _, first = use(session, made.code)
    _, second = use(session, made.code)
    session.expire_all()

    assert helper_of(session, first) is None
    assert helper_of(session, second) is not None


def test_guessing_at_one_pass_is_limited_and_keeps_nobody_else_out(
    session: Session, viewer: Viewer, zara: Pupil, made: passes.PassMade
) -> None:
    other = passes.make_pass(session, viewer, zara, "Ms Roy", secret="secret", now=NOON)
    for _ in range(MOST_FROM_ONE_PLACE):
        with pytest.raises(WrongCode):
            use(session, made.code[:5] + "0000")

    with pytest.raises(TooManyTries):
        use(session, made.code)
    assert use(session, other.code)[0] is other.helper_pass


@pytest.mark.parametrize("typed", ["", "-", "BCDF", "🙂🙂🙂🙂🙂🙂🙂🙂", "' OR 1=1 --", "B" * 5000])
def test_what_is_no_code_opens_nothing(session: Session, made: passes.PassMade, typed: str) -> None:
    with pytest.raises(WrongCode):
        use(session, typed)


def test_a_pass_of_another_pupil_cannot_be_ended_here(
    session: Session, make: Make, school: School, viewer: Viewer, made: passes.PassMade
) -> None:
    other = make.pupil(school, forename="Jayden")

    with pytest.raises(reach.OutOfReach):
        passes.end_pass(session, viewer, other, made.helper_pass.id, now=NOON)


def test_a_helper_sees_no_list_of_passes(session: Session, zara: Pupil, made: passes.PassMade) -> None:
    _, token = use(session, made.code)
    helper = helper_of(session, token)
    assert helper is not None

    assert passes.open_passes(session, helper, zara, now=NOON) == []
    assert session.query(DeviceSession).filter_by(kind="helper").count() == 1
