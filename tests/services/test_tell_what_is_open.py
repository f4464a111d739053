"""Papers say what is begun, stopped or said no to, and nothing of what was said there."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import pytest
from babel.support import NullTranslations
from sqlalchemy.orm import Session

from media.cards import load as load_cards
from tests.make import MORNING, NOON, Make
from tests.paperwork.reading import one_space, pdf_text, word_text
from tests.services.test_prepare import attach, viewer_of
from voice_app import built
from voice_app.model import Pupil, Response, ReviewPoint, School, Sitting, Staff
from voice_app.paperwork import gather
from voice_app.paperwork.pdf import pdf
from voice_app.paperwork.text import plain_text
from voice_app.paperwork.word import word
from voice_app.services import prepare, share
from voice_app.services.tell_what_is_open import Came, what_is_open

ENGLISH = NullTranslations()
SPEAKING = gather.Speaking(ENGLISH)
FONTS = built.FOLDER.parents[1] / "built_fonts"
BEFORE, LATER = MORNING - timedelta(days=20), MORNING + timedelta(days=3)


class Scene(NamedTuple):
    begum: Staff
    zara: Pupil
    point: ReviewPoint


@pytest.fixture
def scene(make: Make, school: School) -> Scene:
    begum = make.staff(school, name="Miss Begum")
    zara = make.pupil(school)
    make.assignment(begum, zara)
    return Scene(begum, zara, make.review_point(zara))


def sitting(make: Make, scene: Scene, **wanted: object) -> Sitting:
    return make.sitting(scene.zara, scene.begum, **wanted)


def answered(make: Make, scene: Scene, state: str = "open", words: str = "a den", **wanted: object) -> Response:
    """An answer that was given back, with one wish in it, attached to the review."""
    day = sitting(make, scene)
    make.assent(day)
    answer = make.response(day, state=state, ended_at=None if state == "open" else NOON, **wanted)
    attach(make, scene.point, make.statement(answer, words=words))
    return answer


def decide(session: Session, answer: Response, audience: str, said: str) -> None:
    share.decide(session, answer.sitting, audience, said, how="asked", decided_in=answer.sitting, now=NOON)


def told(session: Session, scene: Scene, audience: str = "meeting") -> list[tuple[str, Came]]:
    return [(one.activity, one.came) for one in what_is_open(session, scene.point, audience)]


class TestWhatIsTold:
    @pytest.mark.parametrize(("state", "came"), [("open", Came.BEGUN), ("stopped", Came.STOPPED)])
    def test_what_is_not_finished_is_told_as_what_it_is(
        self, session: Session, make: Make, scene: Scene, state: str, came: Came
    ) -> None:
        answered(make, scene, state)
        assert told(session, scene) == [("three-wishes", came)]

    def test_what_is_finished_is_not(self, session: Session, make: Make, scene: Scene) -> None:
        answered(make, scene, "finished")
        assert told(session, scene) == []

    def test_a_tablet_that_was_never_given_back_is_told_of_too(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        make.response(sitting(make, scene))
        assert told(session, scene) == [("three-wishes", Came.BEGUN)]

    def test_what_was_moved_to_another_review_or_begun_long_before_is_not_told_here(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        moved = make.response(sitting(make, scene))
        attach(make, make.review_point(scene.zara, closed_on=NOON.date()), make.statement(moved))
        make.response(sitting(make, scene), began_at=BEFORE)
        assert told(session, scene) == []

    def test_a_no_is_told_by_what_was_offered(self, session: Session, make: Make, scene: Scene) -> None:
        sitting(make, scene, refused_at=NOON, planned=["card-sort", "three-wishes"])
        assert told(session, scene) == [("card-sort", Came.REFUSED), ("three-wishes", Came.REFUSED)]

    def test_a_stop_before_anything_was_begun_is_told(self, session: Session, make: Make, scene: Scene) -> None:
        sitting(make, scene, stopped_at=NOON)
        assert told(session, scene) == [("three-wishes", Came.STOPPED)]

    def test_a_no_of_before_the_review_or_one_thrown_away_is_not(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        sitting(make, scene, refused_at=BEFORE, handed_over_at=BEFORE)
        sitting(make, scene, refused_at=NOON, thrown_away_at=NOON)
        assert told(session, scene) == []

    def test_several_noes_are_told_once_with_the_last_day(self, session: Session, make: Make, scene: Scene) -> None:
        sitting(make, scene, refused_at=NOON)
        sitting(make, scene, refused_at=LATER, handed_over_at=LATER)
        assert [one.on for one in what_is_open(session, scene.point, "meeting")] == [LATER]

    def test_a_paper_of_then_tells_what_was_open_then(self, session: Session, make: Make, scene: Scene) -> None:
        answer = answered(make, scene, began_at=MORNING)
        make.response(sitting(make, scene, handed_over_at=LATER), activity="card-sort", began_at=LATER)
        sitting(make, scene, refused_at=LATER, handed_over_at=LATER, planned=["sentence-starters"])
        for state in ("finished", "stopped"):
            answer.state, answer.ended_at = state, LATER
            session.flush()
            then = what_is_open(session, scene.point, "meeting", on=NOON)
            assert [(one.activity, one.came, one.on) for one in then] == [("three-wishes", Came.BEGUN, MORNING)]


class TestToWhom:
    def test_what_the_pupil_keeps_from_the_meeting_is_not_even_named(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        answer = answered(make, scene, "stopped")
        decide(session, answer, "meeting", "no")
        assert told(session, scene) == []

    def test_what_is_shared_but_for_one_thing_is_named(self, session: Session, make: Make, scene: Scene) -> None:
        answer = answered(make, scene, "stopped")
        secret = make.statement(answer, "wish:2")
        decide(session, answer, "meeting", "yes")
        day = answer.sitting
        share.decide(session, day, "meeting", "no", how="home", decided_in=day, now=NOON, statement=secret)
        assert told(session, scene) == [("three-wishes", Came.STOPPED)]

    def test_mum_is_told_only_of_what_is_shared_with_her_and_never_of_a_no(
        self, session: Session, make: Make, scene: Scene
    ) -> None:
        mum = f"family:{make.family_member(scene.zara).id}"
        sitting(make, scene, refused_at=NOON, planned=["card-sort"])
        answer = answered(make, scene)
        assert told(session, scene, mum) == []
        decide(session, answer, mum, "yes")
        assert told(session, scene, mum) == [("three-wishes", Came.BEGUN)]


def test_word_pdf_and_text_say_it_and_nothing_of_what_was_said(
    session: Session, make: Make, school: School, scene: Scene
) -> None:
    cole = viewer_of(session, make.sendco(school))
    finished = answered(make, scene, "finished", activity="card-sort", words="I like the den")
    decide(session, finished, "meeting", "yes")
    going = [row.statement.id for row in prepare.attached(session, cole, scene.point)]
    prepare.tick(session, cole, scene.point, going, now=NOON)
    prepare.could_not_show(session, cole, scene.point, going, "Zara was away", now=NOON)
    prepare.add(session, cole, scene.point, now=NOON)
    answered(make, scene, words="hidden rabbit")
    sitting(make, scene, refused_at=LATER, handed_over_at=LATER, planned=["relationship-circle"])

    document = gather.gather(
        scene.point, school, prepare.going_out(session, cole, scene.point, "meeting"), SPEAKING,
        pictures=load_cards(built.FOLDER / "pictures"), made_by="Mrs Cole", made_on=NOON, copy_for="",
        still_open=what_is_open(session, scene.point, "meeting"),
    )  # fmt: skip

    for text in (
        one_space(word_text(word(document, ENGLISH))),
        one_space(pdf_text(pdf(document, ENGLISH, fonts=FONTS))),
        one_space(plain_text(document, ENGLISH)),
    ):
        assert "I like the den" in text
        assert "Begun, stopped or said no to" in text
        assert "Three wishes: begun on 23 November 2026, not finished." in text
        assert "asked on 26 November 2026. Zara chose not to take part." in text
        assert "To stop or to say no is the pupil’s right." in text
        assert "rabbit" not in text
