"""Whose eyes an adult's note is for: it may hint at anything that was said in the sitting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from activities import all_activities
from tests.make import NOON, Make
from voice_app.model import AdultNote, DeviceSession, Present, School, SessionKind, Sitting, Staff, Statement
from voice_app.services import share
from voice_app.services.look_at_views import views_of
from voice_app.services.sharing_rule import MEETING, staff_key
from voice_app.services.viewer import Viewer


class Scene:
    """A sitting with Miss Begum, two things said, and her note; Mr Khan works with the pupil and was not there."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.school = session, school
        self.cole, self.begum = make.sendco(school), make.staff(school, name="Miss Begum")
        self.khan = make.staff(school, name="Mr Khan")
        pupil = make.pupil(school)
        make.assignment(self.khan, pupil)
        self.sitting: Sitting = make.sitting(pupil, self.begum)
        response = make.response(self.sitting, state="finished")
        self.said: list[Statement] = [make.statement(response, item) for item in ("wish:1", "wish:2")]
        make.keep(AdultNote(sitting_id=self.sitting.id, text="She told me about dad.", by_name="Miss Begum", at=NOON))

    def share(self, audience: str, *things: Statement | None) -> None:
        for minutes, thing in enumerate(things):
            share.decide(
                self.session,
                self.sitting,
                audience,
                "yes",
                how="asked",
                decided_in=self.sitting,
                now=NOON + timedelta(minutes=minutes),
                statement=thing,
            )

    def reads_the_note(self, staff: Staff) -> bool:
        door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=staff.id, started_at=NOON, seen_at=NOON)
        viewer = Viewer(session=door, school_id=self.school.id, staff=staff)
        return bool(views_of(self.session, viewer, self.sitting.pupil_id, all_activities()).notes)


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school)


def test_who_was_there_reads_it(scene: Scene) -> None:
    assert scene.reads_the_note(scene.begum)


def test_who_was_not_there_does_not_read_it_even_if_all_is_shared_with_them(scene: Scene) -> None:
    scene.share(staff_key(scene.khan.id), None)
    assert not scene.reads_the_note(scene.khan)


def test_who_was_put_on_the_list_afterwards_does_not_read_it(scene: Scene) -> None:
    scene.session.add(
        Present(sitting_id=scene.sitting.id, name="Mr Khan", role="staff", staff_id=scene.khan.id, added_later=True)
    )
    scene.session.flush()
    assert not scene.reads_the_note(scene.khan)


def test_the_sendco_reads_it_where_nothing_that_was_said_is_kept_back(scene: Scene) -> None:
    scene.share(MEETING, scene.said[0])
    assert not scene.reads_the_note(scene.cole)
    scene.share(MEETING, scene.said[1])
    assert scene.reads_the_note(scene.cole)


def test_what_was_said_about_a_wish_stands_below_that_wish(scene: Scene) -> None:
    response = scene.said[0].response
    for position, item in enumerate(("wish:1", "different:1", "wish:2")):
        if item == "different:1":
            Make(scene.session).statement(response, item, position=position)
        else:
            next(said for said in scene.said if said.item == item).position = position
    scene.session.flush()
    door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=scene.begum.id, started_at=NOON, seen_at=NOON)
    viewer = Viewer(session=door, school_id=scene.school.id, staff=scene.begum)

    views = views_of(scene.session, viewer, scene.sitting.pupil_id, all_activities())

    assert [said.item for said in views.now] == ["wish:1", "different:1", "wish:2"]
