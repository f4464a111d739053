"""Assigning pupils to staff."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import NOON, Make
from voice_app.model import Assignment, Pupil, Role, School, SessionKind, Staff, TrailEntry
from voice_app.services import assign, doors, reach
from voice_app.services.reach import OutOfReach
from voice_app.services.viewer import Viewer


def viewer_of(session: Session, staff: Staff) -> Viewer:
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=NOON, staff=staff)
    return Viewer(session=opened, school_id=staff.school_id, staff=staff)


@pytest.fixture
def administrator(session: Session, make: Make, school: School) -> Viewer:
    return viewer_of(session, make.staff(school, role=Role.ADMINISTRATOR))


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum")


@pytest.fixture
def pupils(make: Make, school: School) -> list[Pupil]:
    return [
        make.pupil(school, forename="Zara", surname="Ahmed", class_name="Oak"),
        make.pupil(school, forename="Şule", surname="Öztürk", class_name="Oak"),
        make.pupil(school, forename="Jayden", surname="Cole", preferred="Jay", class_name="Elm"),
    ]


def test_what_is_ticked_is_theirs_from_the_next_look_on(
    session: Session, administrator: Viewer, begum: Staff, pupils: list[Pupil]
) -> None:
    zara, sule, _ = pupils
    viewer = viewer_of(session, begum)

    changed = assign.assign(session, administrator, begum, shown=[zara.id, sule.id], ticked=[zara.id], now=NOON)

    assert changed == (1, 0)
    assert session.scalars(reach.pupils_of(viewer)).all() == [zara]


def test_only_the_rows_that_were_shown_are_changed(
    session: Session, make: Make, administrator: Viewer, begum: Staff, pupils: list[Pupil]
) -> None:
    zara, sule, jayden = pupils
    make.assignment(begum, zara)
    make.assignment(begum, jayden)

    assign.assign(session, administrator, begum, shown=[zara.id, sule.id], ticked=[sule.id], now=NOON)

    assert [one.id for one in assign.assigned(session, begum)] == [jayden.id, sule.id]


def test_taking_off_ends_the_assignment_and_keeps_the_row(
    session: Session, make: Make, administrator: Viewer, begum: Staff, pupils: list[Pupil]
) -> None:
    row = make.assignment(begum, pupils[0])

    assign.assign(session, administrator, begum, shown=[pupils[0].id], ticked=[], now=NOON + timedelta(hours=1))

    assert row.ended_at == NOON + timedelta(hours=1)
    assert session.scalars(select(TrailEntry.what)).all() == ["took pupil off"]


def test_ticking_twice_assigns_once(session: Session, administrator: Viewer, begum: Staff, pupils: list[Pupil]) -> None:
    for _ in range(2):
        assign.assign(session, administrator, begum, shown=[pupils[0].id], ticked=[pupils[0].id], now=NOON)

    assert len(session.scalars(select(Assignment)).all()) == 1


def test_a_pupil_of_another_school_is_refused_and_nothing_is_kept(
    session: Session, make: Make, administrator: Viewer, begum: Staff, pupils: list[Pupil]
) -> None:
    stranger = make.pupil(make.keep(School(name="Other", made_at=NOON)))

    with pytest.raises(OutOfReach):
        assign.assign(session, administrator, begum, shown=[], ticked=[pupils[0].id, stranger.id], now=NOON)

    assert session.scalars(select(Assignment)).all() == []


@pytest.mark.parametrize(
    ("name", "class_name", "found"),
    [
        ("zar", "", ["Zara"]),
        ("ÖZTÜRK şule", "", ["Şule"]),
        ("jay cole", "", ["Jayden"]),
        ("", "Oak", ["Zara", "Şule"]),
        ("a", "Elm", ["Jayden"]),
        ("", "", []),
        ("nobody", "", []),
        ("%", "", []),
    ],
)
def test_pupils_are_found_by_a_part_of_their_name_in_any_script_and_by_class(
    session: Session,
    administrator: Viewer,
    pupils: list[Pupil],
    name: str,
    class_name: str,
    found: list[str],
) -> None:
    search = assign.find_pupils(session, administrator, name=name, class_name=class_name)

    assert [one.forename for one in search.pupils] == found


def test_leavers_and_the_practice_pupil_are_not_found(
    session: Session, make: Make, school: School, administrator: Viewer
) -> None:
    make.pupil(school, forename="Zara", archived_at=NOON)
    make.pupil(school, forename="Zara", practice=True)

    assert assign.find_pupils(session, administrator, name="zara").pupils == []


def test_a_long_list_says_how_many_more_there_are(
    session: Session, make: Make, school: School, administrator: Viewer
) -> None:
    for n in range(assign.MOST_SHOWN + 3):
        make.pupil(school, forename=f"Pupil {n}")

    search = assign.find_pupils(session, administrator, class_name="Oak")

    assert (len(search.pupils), search.more) == (assign.MOST_SHOWN, 3)
