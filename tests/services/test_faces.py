"""Pupils who do not read tell adults apart by their faces."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from media.cards.catalogue import PICTURES
from tests.make import NOON, Make
from voice_app.model import DeviceSession, Role, School, SessionKind
from voice_app.services import faces, manage_staff, share, tell_someone
from voice_app.services.manage_staff import Details
from voice_app.services.viewer import Viewer


def test_every_face_is_drawn() -> None:
    assert set(faces.FACES) <= set(PICTURES)
    assert {face for face in PICTURES if face.startswith("adult-")} == set(faces.FACES)


def test_staff_who_are_added_one_after_another_look_different(session: Session, make: Make, school: School) -> None:
    cole = make.sendco(school)
    door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=cole.id, started_at=NOON, seen_at=NOON)
    viewer = Viewer(session=door, school_id=school.id, staff=cole)
    added = [
        manage_staff.add_person(
            session, viewer, Details(f"Mr {n}", f"m{n}@school.test", Role.STAFF, "teacher"), now=NOON
        )[0].face
        for n in range(len(faces.NOT_CHOSEN) - 1)
    ]
    assert len({cole.face, *added}) == len(faces.NOT_CHOSEN)


def test_a_pupil_is_shown_the_face_and_not_the_role(session: Session, make: Make, school: School) -> None:
    one = make.sendco(school, name="Mrs Cole", face="adult-bun")
    other = make.sendco(school, name="Mr Khan", face="adult-turban", picture="sendco")
    pupil = make.pupil(school)
    sitting = make.sitting(pupil, one)
    shown = {person.name: person.picture for person in share.audiences(session, sitting)}
    assert (shown["Mrs Cole"], shown["Mr Khan"]) == ("adult-bun", "adult-turban")
    assert other.face != one.face
    assert one in tell_someone.people_to_tell(session, sitting)


def test_what_is_no_face_is_refused(session: Session, make: Make, school: School) -> None:
    cole = make.sendco(school)
    with pytest.raises(faces.NoSuchFace):
        faces.choose_face(session, cole, "rabbit")


def test_who_is_disabled_keeps_no_face_from_others(session: Session, make: Make, school: School) -> None:
    cole = make.sendco(school)
    make.staff(school, face="adult-bun", disabled_at=NOON)
    make.staff(school, face="adult-beard")
    assert "adult-beard" in faces.others_with(session, cole)
    assert "adult-bun" not in faces.others_with(session, cole)
