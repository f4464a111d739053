"""What goes out: ticked, kept by the pupil, shared at this moment, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import MORNING, NOON, Make
from voice_app.model import (
    Attachment,
    Pupil,
    PupilCheck,
    ReviewPoint,
    School,
    SessionKind,
    Sitting,
    Staff,
    Statement,
    TrailEntry,
)
from voice_app.services import attach as attaching
from voice_app.services import doors, prepare, rearrange, sent_out, share
from voice_app.services.prepare import Standing
from voice_app.services.reach import OutOfReach
from voice_app.services.viewer import Viewer


def viewer_of(session: Session, staff: Staff) -> Viewer:
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=NOON, staff=staff)
    return Viewer(session=opened, school_id=staff.school_id, staff=staff)


class Scene(NamedTuple):
    cole: Viewer
    begum: Viewer
    zara: Pupil
    sitting: Sitting
    point: ReviewPoint
    wish: Statement
    quiet: Statement


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    """Zara made two wishes with Miss Begum, and shares them with the meeting."""
    begum = make.staff(school, name="Miss Begum")
    zara = make.pupil(school)
    make.assignment(begum, zara)
    sitting = make.sitting(zara, begum)
    make.assent(sitting)
    response = make.response(sitting, state="finished")
    point = make.review_point(zara)
    wish = make.statement(response, "wish:1")
    quiet = make.statement(response, "wish:2", words="no shouting at lunch")
    for one in (wish, quiet):
        attach(make, point, one)
    cole = viewer_of(session, make.sendco(school))
    share.decide(session, sitting, "meeting", "yes", how="asked", decided_in=sitting, now=NOON)
    return Scene(cole, viewer_of(session, begum), zara, sitting, point, wish, quiet)


def attach(make: Make, point: ReviewPoint, said: Statement) -> Attachment:
    return make.keep(
        Attachment(
            review_point_id=point.id,
            response_key=said.response_key,
            item=said.item,
            how="by itself",
            attached_at=MORNING,
        )
    )


def standing(session: Session, scene: Scene, said: Statement) -> Standing:
    rows = prepare.attached(session, scene.cole, scene.point)
    return next(row.standing for row in rows if row.statement.id == said.id)


def out(session: Session, scene: Scene, audience: str = "meeting") -> set[UUID]:
    return {row.statement.id for row in prepare.going_out(session, scene.cole, scene.point, audience)}


def through(session: Session, scene: Scene, *said: Statement) -> None:
    """Tick, keep, add."""
    prepare.tick(session, scene.cole, scene.point, [one.id for one in said], now=NOON)
    for one in said:
        prepare.check(session, scene.point, one, "keep", sitting=scene.sitting, now=NOON)
    prepare.add(session, scene.cole, scene.point, now=NOON)


def test_nothing_is_ticked_beforehand_and_nothing_goes_out(session: Session, scene: Scene) -> None:
    assert standing(session, scene, scene.wish) is Standing.OPEN
    assert out(session, scene) == set()


def test_a_ticked_thing_waits_for_the_pupil(session: Session, scene: Scene) -> None:
    prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)

    assert standing(session, scene, scene.wish) is Standing.WAITING
    assert prepare.add(session, scene.cole, scene.point, now=NOON) == 0


def test_what_the_pupil_keeps_is_added_and_goes_out(session: Session, scene: Scene) -> None:
    through(session, scene, scene.wish)

    assert standing(session, scene, scene.wish) is Standing.ADDED
    assert out(session, scene) == {scene.wish.id}


@pytest.mark.parametrize("said", ["leave-out", "change"])
def test_what_the_pupil_does_not_keep_stays_out_whatever_is_ticked(session: Session, scene: Scene, said: str) -> None:
    prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)
    prepare.check(session, scene.point, scene.wish, said, sitting=scene.sitting, now=NOON)
    prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)

    assert prepare.add(session, scene.cole, scene.point, now=NOON) == 0
    assert standing(session, scene, scene.wish) is Standing(said)
    assert out(session, scene) == set()


def test_the_pupil_can_leave_out_what_was_added_already(session: Session, scene: Scene) -> None:
    through(session, scene, scene.wish)
    later = NOON + timedelta(days=1)
    prepare.check(session, scene.point, scene.wish, "leave-out", sitting=scene.sitting, now=later)

    assert out(session, scene) == set()


def test_a_reason_stands_in_the_place_of_the_pupils_word(session: Session, scene: Scene) -> None:
    prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)
    kept = prepare.could_not_show(session, scene.cole, scene.point, [scene.wish.id], "Zara has moved away", now=NOON)

    assert kept == 1
    assert prepare.add(session, scene.cole, scene.point, now=NOON) == 1
    assert out(session, scene) == {scene.wish.id}


def test_one_reason_for_many_is_kept_with_each_of_them(session: Session, scene: Scene) -> None:
    many = [scene.wish.id, scene.quiet.id]
    prepare.tick(session, scene.cole, scene.point, many, now=NOON)

    assert prepare.could_not_show(session, scene.cole, scene.point, many, "Zara has moved away", now=NOON) == 2

    assert scene.cole.staff is not None
    kept = session.scalars(select(PupilCheck)).all()
    assert {check.statement_id for check in kept} == set(many)
    for check in kept:
        assert (check.said, check.reason) == ("not-possible", "Zara has moved away")
        assert (check.by_id, check.at, check.sitting_id) == (scene.cole.staff.id, NOON, None)


def test_a_reason_is_asked_for(session: Session, scene: Scene) -> None:
    prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)
    with pytest.raises(prepare.ReasonMissing):
        prepare.could_not_show(session, scene.cole, scene.point, [scene.wish.id], "  ", now=NOON)


def test_an_adults_reason_never_stands_against_the_pupils_word(session: Session, scene: Scene) -> None:
    prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)
    prepare.check(session, scene.point, scene.wish, "leave-out", sitting=scene.sitting, now=NOON)

    assert prepare.could_not_show(session, scene.cole, scene.point, [scene.wish.id], "Away", now=NOON) == 0
    assert standing(session, scene, scene.wish) is Standing.LEFT_OUT


def test_a_tick_does_not_hold_for_changed_words(session: Session, make: Make, scene: Scene) -> None:
    through(session, scene, scene.wish)
    later = NOON + timedelta(hours=1)
    scene.wish.replaced_at = later
    anew = make.statement(scene.wish.response, "wish:1", version=2, words="a rabbit and a hen", made_at=later)
    assert out(session, scene) == set()
    share.decide(
        session, scene.sitting, "meeting", "yes", how="home", decided_in=scene.sitting, now=later, statement=anew
    )

    assert standing(session, scene, anew) is Standing.OPEN
    assert out(session, scene) == set()


def test_what_is_not_shared_with_the_meeting_cannot_be_ticked(session: Session, scene: Scene) -> None:
    hide(session, scene, scene.quiet, "meeting")
    cole = scene.cole.staff
    assert cole is not None
    decide(session, scene, scene.quiet, f"staff:{cole.id}", "yes")

    ticked = prepare.tick(session, scene.cole, scene.point, [scene.quiet.id, scene.wish.id], now=NOON)

    assert ticked == prepare.Ticked(standing=1, refused=1)
    assert standing(session, scene, scene.quiet) is Standing.NOT_SHARED


def decide(session: Session, scene: Scene, said: Statement, audience: str, decision: str) -> None:
    share.decide(
        session,
        scene.sitting,
        audience,
        decision,
        how="home",
        decided_in=scene.sitting,
        now=NOON + timedelta(minutes=5),
        statement=said,
    )


def hide(session: Session, scene: Scene, said: Statement, audience: str) -> None:
    decide(session, scene, said, audience, "no")


def test_withdrawn_sharing_has_effect_at_once(session: Session, scene: Scene) -> None:
    through(session, scene, scene.wish, scene.quiet)
    hide(session, scene, scene.quiet, "meeting")

    assert out(session, scene) == {scene.wish.id}


def test_a_family_copy_holds_only_what_is_shared_with_that_one_person(
    session: Session, make: Make, scene: Scene
) -> None:
    mum, dad = make.family_member(scene.zara), make.family_member(scene.zara, "Dad")
    through(session, scene, scene.wish, scene.quiet)
    decide(session, scene, scene.wish, f"family:{mum.id}", "yes")

    assert out(session, scene, f"family:{mum.id}") == {scene.wish.id}
    assert out(session, scene, f"family:{dad.id}") == set()


def test_whoever_makes_a_family_copy_sees_nothing_in_it_that_is_private_to_them(
    session: Session, make: Make, scene: Scene
) -> None:
    mum = make.family_member(scene.zara)
    through(session, scene, scene.wish)
    decide(session, scene, scene.wish, f"family:{mum.id}", "yes")
    hide(session, scene, scene.wish, "meeting")

    assert out(session, scene, f"family:{mum.id}") == set()


class TestWhatAPaperIsChosenFrom:
    """The number on paper: never of what these readers may not know."""

    def may_go(self, session: Session, scene: Scene, audience: str = "meeting") -> set[UUID]:
        return prepare.may_go(session, scene.cole, scene.point, audience)

    def test_is_all_that_may_go_out_ticked_or_not(self, session: Session, scene: Scene) -> None:
        through(session, scene, scene.wish)
        assert self.may_go(session, scene) == {scene.wish.id, scene.quiet.id}

    def test_is_nothing_that_is_kept_from_these_readers(self, session: Session, scene: Scene) -> None:
        through(session, scene, scene.wish)
        keep_from_meeting(session, scene, scene.quiet)
        assert self.may_go(session, scene) == {scene.wish.id}

    def test_is_for_one_parent_nothing_that_is_shared_with_the_others_alone(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        mum = make.family_member(scene.zara)
        audience = f"family:{mum.id}"
        assert self.may_go(session, scene, audience) == set()
        share.decide(
            session,
            scene.sitting,
            audience,
            "yes",
            how="asked",
            decided_in=scene.sitting,
            now=NOON,
            statement=scene.wish,
        )
        assert self.may_go(session, scene, audience) == {scene.wish.id}

    @pytest.mark.parametrize("said", ["leave-out", "change"])
    def test_is_nothing_that_the_pupil_did_not_keep_when_shown(self, session: Session, scene: Scene, said: str) -> None:
        through(session, scene, scene.wish)
        prepare.check(session, scene.point, scene.quiet, said, sitting=scene.sitting, now=NOON)
        assert self.may_go(session, scene) == {scene.wish.id}

    def test_is_what_an_adult_took_off_too_but_not_what_stands_on_another_review(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        assert scene.cole.staff
        (quiet,) = session.scalars(select(Attachment).where(Attachment.item == "wish:2"))
        attaching.take_off(session, quiet, by=scene.cole.staff.id, now=NOON)
        assert scene.quiet.id in self.may_go(session, scene)
        other = make.review_point(scene.zara, kind="apdr-cycle")
        attaching.put_on(session, other, scene.quiet.response_key, "wish:2", by=scene.cole.staff.id, now=NOON)
        assert scene.quiet.id not in self.may_go(session, scene)

    def test_is_for_a_paper_of_then_nothing_that_was_said_since(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        since = make.statement(scene.wish.response, "wish:3", made_at=NOON + timedelta(days=1))
        attach(make, scene.point, since)
        of_then = prepare.may_go(session, scene.cole, scene.point, "meeting", until=NOON)
        assert since.id not in of_then


def keep_from_meeting(session: Session, scene: Scene, said: Statement) -> None:
    share.decide(
        session, scene.sitting, "meeting", "no", how="asked", decided_in=scene.sitting, now=NOON, statement=said
    )


def test_a_tick_that_is_cleared_takes_it_out_of_the_review(session: Session, scene: Scene) -> None:
    through(session, scene, scene.wish)
    prepare.tick(session, scene.cole, scene.point, [], now=NOON)

    assert out(session, scene) == set()


def test_only_the_sendco_ticks_adds_and_moves(session: Session, scene: Scene) -> None:
    with pytest.raises(OutOfReach):
        prepare.tick(session, scene.begum, scene.point, [scene.wish.id], now=NOON)
    with pytest.raises(OutOfReach):
        prepare.add(session, scene.begum, scene.point, now=NOON)
    with pytest.raises(OutOfReach):
        rearrange.take_off(session, scene.begum, scene.point, scene.wish.id, now=NOON)
    with pytest.raises(OutOfReach):
        sent_out.record(session, scene.begum, scene.point, "meeting", "word", [], now=NOON)


def test_a_check_is_for_one_pupil_alone(session: Session, make: Make, school: School, scene: Scene) -> None:
    other = make.sitting(make.pupil(school, forename="Jayden"))
    with pytest.raises(OutOfReach):
        prepare.check(session, scene.point, scene.wish, "keep", sitting=other, now=NOON)
    with pytest.raises(prepare.NotAnAnswer):
        prepare.check(session, scene.point, scene.wish, "not-possible", sitting=scene.sitting, now=NOON)


class TestMoving:
    def test_moved_it_leaves_the_first_review_and_has_to_be_ticked_and_shown_again(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        through(session, scene, scene.wish)
        cycle = make.review_point(scene.zara, kind="apdr-cycle")

        rearrange.put_on(session, scene.cole, cycle, scene.wish.id, now=NOON)

        assert out(session, scene) == set()
        [row] = prepare.attached(session, scene.cole, cycle)
        assert (row.attachment.how, row.standing) == ("moved", Standing.OPEN)

    def test_taken_off_it_can_be_added_again(self, session: Session, scene: Scene) -> None:
        rearrange.take_off(session, scene.cole, scene.point, scene.wish.id, now=NOON)
        assert [one.id for one in prepare.not_attached(session, scene.cole, scene.zara.id)] == [scene.wish.id]

        rearrange.put_on(session, scene.cole, scene.point, scene.wish.id, now=NOON)
        assert standing(session, scene, scene.wish) is Standing.OPEN

    def test_a_closed_review_keeps_what_was_said_for_it(self, session: Session, make: Make, scene: Scene) -> None:
        cycle = make.review_point(scene.zara, kind="apdr-cycle")
        scene.point.closed_on = NOON.date()
        with pytest.raises(rearrange.ReviewClosed):
            rearrange.take_off(session, scene.cole, scene.point, scene.wish.id, now=NOON)
        with pytest.raises(rearrange.ReviewClosed):
            rearrange.put_on(session, scene.cole, cycle, scene.wish.id, now=NOON)

    def test_what_the_sendco_may_not_see_cannot_be_moved(self, session: Session, make: Make, scene: Scene) -> None:
        hide(session, scene, scene.quiet, "meeting")
        with pytest.raises(OutOfReach):
            rearrange.take_off(session, scene.cole, scene.point, scene.quiet.id, now=NOON)


class TestCopies:
    def handed_out(self, session: Session, scene: Scene) -> None:
        through(session, scene, scene.wish, scene.quiet)
        rows = prepare.going_out(session, scene.cole, scene.point, "meeting")
        sent_out.record(session, scene.cole, scene.point, "meeting", "word", rows, now=NOON)

    def out_of_date(self, session: Session, scene: Scene) -> list[bool]:
        return [copy.out_of_date for copy in sent_out.copies(session, scene.point)]

    def test_a_copy_is_kept_with_what_went_into_it_and_leaves_a_trail(self, session: Session, scene: Scene) -> None:
        self.handed_out(session, scene)

        [copy] = sent_out.copies(session, scene.point)
        assert set(copy.document.statements) == {str(scene.wish.id), str(scene.quiet.id)}
        assert not copy.out_of_date
        assert "downloaded word" in session.scalars(select(TrailEntry.what)).all()

    def test_it_is_out_of_date_once_sharing_is_withdrawn(self, session: Session, scene: Scene) -> None:
        self.handed_out(session, scene)
        hide(session, scene, scene.quiet, "meeting")
        assert self.out_of_date(session, scene) == [True]

    def test_it_is_out_of_date_once_something_is_said_in_other_words(self, session: Session, scene: Scene) -> None:
        self.handed_out(session, scene)
        scene.wish.replaced_at = NOON
        assert self.out_of_date(session, scene) == [True]

    def test_it_is_out_of_date_once_the_pupil_leaves_something_out(self, session: Session, scene: Scene) -> None:
        self.handed_out(session, scene)
        later = NOON + timedelta(days=1)
        prepare.check(session, scene.point, scene.wish, "leave-out", sitting=scene.sitting, now=later)
        assert self.out_of_date(session, scene) == [True]

    def test_an_empty_document_is_not_made(self, session: Session, scene: Scene) -> None:
        with pytest.raises(sent_out.NothingGoesOut):
            sent_out.record(session, scene.cole, scene.point, "meeting", "word", [], now=NOON)


def waiting(session: Session, scene: Scene) -> set[UUID]:
    return {said.id for _, said in prepare.waiting_for_pupil(session, scene.zara.id)}


class TestWhatWaitsForThePupil:
    def test_is_what_is_ticked_and_not_answered(self, session: Session, scene: Scene) -> None:
        assert waiting(session, scene) == set()
        prepare.tick(session, scene.cole, scene.point, [scene.wish.id, scene.quiet.id], now=NOON)
        assert waiting(session, scene) == {scene.wish.id, scene.quiet.id}
        prepare.check(session, scene.point, scene.wish, "keep", sitting=scene.sitting, now=NOON)
        assert waiting(session, scene) == {scene.quiet.id}

    def test_is_nothing_that_is_not_shared_with_the_meeting(self, session: Session, scene: Scene) -> None:
        prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)
        share.decide(session, scene.sitting, "meeting", "no", how="home", decided_in=scene.sitting, now=NOON)
        assert waiting(session, scene) == set()

    def test_is_nothing_that_was_ticked_for_other_words(self, session: Session, scene: Scene) -> None:
        prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=MORNING - timedelta(minutes=1))
        assert waiting(session, scene) == set()

    def test_is_nothing_of_a_closed_review(self, session: Session, scene: Scene) -> None:
        prepare.tick(session, scene.cole, scene.point, [scene.wish.id], now=NOON)
        scene.point.closed_on = NOON.date()
        assert waiting(session, scene) == set()
