"""An adult's note goes out only where everything that was said while it was written may be known there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.make import MORNING, NOON, Make
from tests.services.test_prepare import attach, viewer_of
from voice_app.model import AdultNote, School, Statement, Turn
from voice_app.services import photos, prepare, sent_out, share
from voice_app.services.notes_that_go_out import notes_for


class Scene:
    """The SENDCo herself sits with Zara, who makes two wishes; she notes something."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.make = session, make
        cole = make.sendco(school)
        self.cole = viewer_of(session, cole)
        self.zara = make.pupil(school)
        self.point = make.review_point(self.zara)
        self.sitting = make.sitting(self.zara, cole)
        self.response = make.response(self.sitting, state="finished")
        self.rabbit = self.wish(1, "a rabbit")
        self.dad = self.wish(2, "Dad to stop shouting at me")
        text = "Cried when she talked of Dad."
        self.note = make.keep(
            AdultNote(sitting_id=self.sitting.id, text=text, by_name="Mrs Cole", by_id=cole.id, at=NOON)
        )

    def wish(self, n: int, words: str) -> Statement:
        said = self.make.statement(self.response, f"wish:{n}", words=words)
        attach(self.make, self.point, said)
        return said

    def decide(self, decision: str, about: Statement | None = None, hours: int = 0) -> None:
        share.decide(
            self.session,
            self.sitting,
            "meeting",
            decision,
            how="asked",
            decided_in=self.sitting,
            now=NOON + timedelta(hours=hours),
            statement=about,
        )

    def offered(self, audience: str = "meeting") -> bool:
        notes = notes_for(self.session, audience, {self.sitting.id})
        assert len(notes.offered) + len(notes.not_offered) == (1 if audience == "meeting" else 0)
        return self.note in notes.offered

    def send(self) -> None:
        prepare.tick(self.session, self.cole, self.point, [self.rabbit.id], now=NOON)
        prepare.check(self.session, self.point, self.rabbit, "keep", sitting=self.sitting, now=NOON)
        prepare.add(self.session, self.cole, self.point, now=NOON)
        rows = prepare.going_out(self.session, self.cole, self.point, "meeting")
        sent_out.record(self.session, self.cole, self.point, "meeting", "word", rows, notes=[self.note], now=NOON)

    def out_of_date(self) -> bool:
        return sent_out.copies(self.session, self.point)[0].out_of_date


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school)


def test_a_note_is_offered_where_everything_said_is_shared(scene: Scene) -> None:
    scene.decide("yes")
    assert scene.offered()


def test_a_note_is_not_offered_where_one_thing_is_private_though_its_author_makes_the_copy(scene: Scene) -> None:
    scene.decide("yes")
    scene.decide("no", scene.dad)
    assert not scene.offered()


def test_a_note_is_not_offered_before_the_pupil_was_asked(scene: Scene) -> None:
    assert not scene.offered()


def test_a_note_is_never_offered_for_a_copy_of_the_family(scene: Scene) -> None:
    mum = scene.make.family_member(scene.zara)
    share.decide(
        scene.session, scene.sitting, f"family:{mum.id}", "yes", how="asked", decided_in=scene.sitting, now=NOON
    )
    assert not scene.offered(f"family:{mum.id}")


def test_words_that_were_private_and_changed_since_keep_the_note_back(scene: Scene) -> None:
    scene.decide("yes")
    scene.decide("no", scene.dad)
    scene.dad.replaced_at = NOON
    scene.make.statement(scene.response, "wish:2", version=2, words="more art", made_at=NOON)
    scene.decide("yes", hours=1)
    assert not scene.offered()


def test_what_is_still_being_answered_keeps_the_note_back(scene: Scene) -> None:
    scene.decide("yes")
    begun = scene.make.response(scene.sitting, activity="card-sort", state="open")
    scene.make.keep(
        Turn(
            response_key=begun.key,
            sitting_id=scene.sitting.id,
            assent_id=scene.make.assent(scene.sitting).id,
            counter=1,
            activity_version=1,
            item="topic",
            provenance="OWN_CHOICE",
            body={"items": {}, "undo": []},
            said_at=MORNING,
        )
    )
    assert not scene.offered()


def test_what_went_out_with_a_copy_is_kept_and_the_copy_is_out_of_date_once_something_is_private(scene: Scene) -> None:
    scene.decide("yes")
    scene.send()
    assert sent_out.copies(scene.session, scene.point)[0].document.notes == [str(scene.note.id)]
    assert not scene.out_of_date()

    # Not in the copy itself, but said when the note was written.
    scene.decide("no", scene.dad, hours=1)
    assert scene.out_of_date()


def test_a_copy_with_a_note_of_a_sitting_thrown_away_is_out_of_date(scene: Scene) -> None:
    scene.decide("yes")
    scene.send()
    scene.sitting.thrown_away_at = NOON
    scene.session.flush()
    assert scene.out_of_date()


def test_a_copy_with_a_photo_that_was_thrown_away_since_is_out_of_date(scene: Scene) -> None:
    scene.decide("yes")
    photo = scene.make.photo(scene.sitting)
    scene.rabbit.photos = [str(photo.key)]
    scene.send()
    assert not scene.out_of_date()

    photos.throw_away(scene.session, photo, now=NOON + timedelta(hours=1))
    scene.session.flush()
    assert scene.out_of_date()
