"""Whose eyes an adult's note is for: it may hint at anything that was said in the sitting."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from activities import all_activities
from tests.activities import sitting
from tests.make import NOON, Make
from tests.paperwork.played import keep_said
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


class TestWhatMoved:
    """Two days of one activity. Only what was told both times is compared."""

    def moved(
        self, scene: Scene, *days: sitting.Sitting, viewer: Staff | None = None, kept: str = ""
    ) -> list[tuple[str, str, str]]:
        """As Miss Begum reads it; or somebody with whom all is shared but this one thing of the first day."""
        make, pupil = Make(scene.session), scene.sitting.pupil
        who = viewer or scene.begum
        for ago, said in zip((30, 7, 1)[-len(days) :], days, strict=True):
            day = make.sitting(pupil, scene.begum, handed_over_at=NOON - timedelta(days=ago))
            slug = said.activity.slug
            response = make.response(day, activity=slug, state="stopped", began_at=day.handed_over_at)
            make.turn(response, 1, {"items": said.answer.as_stored()["items"]})
            told = keep_said(scene.session, response, said.answer, now=day.handed_over_at)
            if viewer:
                decide = partial(share.decide, scene.session, day, staff_key(who.id), how="asked", decided_in=day)
                decide("yes", now=NOON)
                if ago == 7:
                    decide("no", now=NOON, statement=told[kept])
        door = DeviceSession(kind=SessionKind.STAFF, token_hash="x", staff_id=who.id, started_at=NOON, seen_at=NOON)
        sees = Viewer(session=door, school_id=scene.school.id, staff=who)
        changes = [one.change for one in views_of(scene.session, sees, pupil.id, all_activities()).moved]
        english = sitting.in_english
        return [(english(one.about), english(one.before), english(one.after)) for one in changes]

    def library(self, *shown_as: str) -> sitting.Sitting:
        """The picture of the library, shown as the first of these; the others are said anew afterwards."""
        first, *anew = shown_as
        said = sitting.Sitting(all_activities()["photo-capture"]).pick(first).pick("library").skip_to("more:1")
        for other in anew:
            said.move("what:1", other)
        return said

    def test_a_place_shown_as_something_else_has_moved(self, scene: Scene) -> None:
        told = ("Library", "It helps me", "It gets in the way")
        assert self.moved(scene, self.library("helps"), self.library("in-the-way")) == [told]

    @pytest.mark.parametrize("anew", ["today", "the time before"])
    def test_what_was_said_anew_was_not_said_of_the_place_that_was_shown(self, scene: Scene, anew: str) -> None:
        changed, other = self.library("helps", "in-the-way"), self.library("in-the-way" if anew != "today" else "helps")
        days = (other, changed) if anew == "today" else (changed, self.library("helps"))
        assert self.moved(scene, *days) == []

    def circle(self, *people: tuple[str, str]) -> sitting.Sitting:
        said = sitting.Sitting(all_activities()["relationship-circle"])
        for picture, ring in people:
            said.pick(picture).pick(ring).skip()
        return said.pick("no-more").skip_to("may-see").pick("yes")

    def test_somebody_put_in_another_ring_has_moved(self, scene: Scene) -> None:
        before, now = self.circle(("dog", "outer")), self.circle(("dog", "inner"))
        assert self.moved(scene, before, now) == [("Dog", "Matter a bit", "Moved to Matter most")]

    def test_the_ring_of_who_stood_there_before_is_nobody_elses(self, scene: Scene) -> None:
        before = self.circle(("dad", "inner"), ("cat", "outer")).move("who:2", "dog")
        before._touch("next", "who:2")
        assert self.moved(scene, before, self.circle(("dog", "inner"), ("dad", "inner"))) == []

    def test_it_is_the_time_before_that_counts_and_not_when_somebody_stood_at_the_same_place(
        self, scene: Scene
    ) -> None:
        first, before = self.circle(("dad", "inner"), ("dog", "inner")), self.circle(("dog", "outer"))
        assert self.moved(scene, first, before, self.circle(("dad", "inner"), ("dog", "outer"))) == []

    def test_what_moved_since_the_time_before_is_told_though_it_lay_there_once(self, scene: Scene) -> None:
        first, before = self.circle(("dad", "inner"), ("dog", "inner")), self.circle(("dog", "outer"))
        told = ("Dog", "Matter a bit", "Moved to Matter most")
        assert self.moved(scene, first, before, self.circle(("dad", "inner"), ("dog", "inner"))) == [told]

    def test_who_stands_at_another_place_today_is_still_compared(self, scene: Scene) -> None:
        before, now = self.circle(("dog", "outer")), self.circle(("dad", "inner"), ("dog", "inner"))
        assert self.moved(scene, before, now) == [("Dog", "Matter a bit", "Moved to Matter most")]

    def test_a_change_tells_nobody_where_somebody_lay_in_a_ring_that_is_kept_from_them(self, scene: Scene) -> None:
        before, now = self.circle(("dad", "inner"), ("dog", "outer")), self.circle(("dog", "inner"), ("dad", "inner"))
        told = ("Dog", "Matter a bit", "Moved to Matter most")
        assert self.moved(scene, before, now) == [told]
        assert self.moved(scene, before, now, viewer=scene.khan, kept="ring:2") == []
