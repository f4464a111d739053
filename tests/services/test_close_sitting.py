"""What the close page shows, keeps and refuses."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.contract import Provenance
from tests.make import MORNING, NOON, Make
from voice_app.model import (
    AdultNote,
    DeviceSession,
    Present,
    Response,
    School,
    SessionKind,
    Sitting,
    Staff,
    Statement,
    TrailEntry,
    Turn,
)
from voice_app.services import close_sitting, share
from voice_app.services.close_sitting import Closing, NobodyPresent, NotThisSitting
from voice_app.services.sharing_rule import staff_key
from voice_app.services.viewer import Viewer


def viewer_of(session: Session, sitting: Sitting, staff: Staff | None) -> Viewer:
    opened = DeviceSession(
        kind=SessionKind.CLOSE, sitting_id=sitting.id, token_hash=uuid4().hex, started_at=MORNING, seen_at=MORNING
    )
    session.add(opened)
    session.flush()
    return Viewer(opened, sitting.pupil.school_id, staff=staff, sitting=sitting)


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum")


@pytest.fixture
def sitting(make: Make, school: School, begum: Staff) -> Sitting:
    return make.sitting(make.pupil(school), begum)


@pytest.fixture
def viewer(session: Session, sitting: Sitting, begum: Staff) -> Viewer:
    return viewer_of(session, sitting, begum)


@pytest.fixture
def wish(make: Make, sitting: Sitting) -> Statement:
    return make.statement(make.response(sitting), provenance="SCRIBED_VERBATIM", written_by="Miss Begum")


@pytest.fixture
def card(make: Make, sitting: Sitting) -> Statement:
    """A card that was placed, with no words beside it."""
    return make.statement(
        make.response(sitting, activity="card-sort"), "card:reading", words=None, provenance="OWN_CHOICE"
    )


def everybody(sitting: Sitting) -> frozenset[object]:
    return frozenset(one.id for one in sitting.present)


def closing(sitting: Sitting, **wanted: object) -> Closing:
    return Closing(**{"were_there": everybody(sitting)} | wanted)  # type: ignore[arg-type]  # a dict of mixed values


def say_in_two_tabs(make: Make, sitting: Sitting, *words: str) -> None:
    """The same counter sent with different words: a fork."""
    assent, response = make.assent(sitting), make.response(sitting)
    for fork, said in enumerate(words):
        item = {"state": "given", "words": said, "provenance": "OWN_WORDS_TYPED"}
        make.keep(
            Turn(
                response_key=response.key,
                sitting_id=sitting.id,
                assent_id=assent.id,
                counter=1,
                fork=fork,
                activity_version=1,
                item="wish:1",
                provenance="OWN_WORDS_TYPED",
                body={"items": {"wish:1": item}},
                said_at=MORNING,
            )
        )


class TestWhatIsShown:
    def test_words_of_this_sitting_to_an_adult_who_was_there(
        self, session: Session, make: Make, viewer: Viewer, sitting: Sitting, wish: Statement
    ) -> None:
        make.statement(make.response(make.sitting(sitting.pupil)), words="said on another day")
        shown = close_sitting.to_close(session, viewer, sitting)
        assert list(shown.words) == [wish]

    def test_nothing_that_was_said_to_an_adult_who_was_not_there(
        self, session: Session, make: Make, school: School, sitting: Sitting, wish: Statement
    ) -> None:
        say_in_two_tabs(make, sitting, "he hit me", "a rabbit")
        khan = make.staff(school, name="Mr Khan")
        shown = close_sitting.to_close(session, viewer_of(session, sitting, khan), sitting)
        assert (shown.saw_it, shown.words, shown.forks, shown.look_again, shown.notes) == (False, (), (), (), ())

    def test_words_that_need_another_look_even_of_an_unfinished_answer(
        self, session: Session, make: Make, viewer: Viewer, sitting: Sitting
    ) -> None:
        say_in_two_tabs(make, sitting, "he hit me")
        assert close_sitting.to_close(session, viewer, sitting).look_again == ["he hit me"]

    @pytest.mark.parametrize("words", ["dad hits me", "she hits me", "Miss Begum hits me"])
    def test_nothing_of_worrying_words_that_were_taken_back(
        self, session: Session, make: Make, viewer: Viewer, sitting: Sitting, words: str
    ) -> None:
        """This adult may be the one they are about."""
        response = make.response(sitting)
        before = close_sitting.to_close(session, viewer, sitting)
        typed = {"state": "started", "provenance": "OWN_WORDS_TYPED", "words": words}
        make.turn(response, 1, {"items": {"wish:1": typed}})
        make.turn(response, 2, {"items": {"wish:1": {"state": "skipped", "provenance": "OWN_CHOICE"}}})
        assert close_sitting.to_close(session, viewer, sitting) == before

    def test_both_versions_of_an_answer_that_came_twice(
        self, session: Session, make: Make, viewer: Viewer, sitting: Sitting
    ) -> None:
        say_in_two_tabs(make, sitting, "a rabbit", "a dog")
        (fork,) = close_sitting.to_close(session, viewer, sitting).forks
        assert [[words for _, words in version.lines] for version in fork.versions] == [["a rabbit"], ["a dog"]]

    def test_an_answer_that_two_tablets_gave_at_once_is_told_in_both_rooms(
        self, session: Session, make: Make, school: School, viewer: Viewer, sitting: Sitting
    ) -> None:
        khan = make.staff(school, name="Mr Khan")
        other = make.sitting(sitting.pupil, khan)
        say_in_two_tabs(make, sitting, "a rabbit", "a dog")
        second = session.scalars(select(Turn).where(Turn.fork == 1)).one()
        fields = {c.key: getattr(second, c.key) for c in Turn.__table__.columns if c.key != "id"}
        session.delete(second)
        session.flush()
        make.keep(Turn(**fields | {"sitting_id": other.id, "assent_id": make.assent(other).id}))

        for who, place, words in ((viewer, sitting, "a rabbit"), (viewer_of(session, other, khan), other, "a dog")):
            (fork,) = close_sitting.to_close(session, who, place).forks
            told = [[words for _, words in version.lines] for version in fork.versions]
            assert told == [[words]], "what was said in the other room is not shown"

    def test_an_answer_begun_in_another_tab_and_left_unfinished(
        self, session: Session, make: Make, viewer: Viewer, sitting: Sitting
    ) -> None:
        say_in_two_tabs(make, sitting, "I want my old helper back")
        assert close_sitting.to_close(session, viewer, sitting).forks == []
        say_in_two_tabs(make, sitting, "a dog")
        finished = session.scalars(select(Response).order_by(Response.began_at.desc())).first()
        assert finished is not None
        finished.state = "finished"
        session.flush()
        (fork,) = close_sitting.to_close(session, viewer, sitting).forks
        told = {words for version in fork.versions for _, words in version.lines}
        assert {"I want my old helper back", "a dog"} <= told


class TestTaps:
    """What an adult tapped as they read the pupil is not the pupil's own choice (docs/practice.md, 7)."""

    def test_are_shown_by_activity_and_of_this_sitting_alone(
        self, session: Session, make: Make, viewer: Viewer, sitting: Sitting, wish: Statement, card: Statement
    ) -> None:
        picked = make.statement(wish.response, "wish:2", words=None, provenance="OWN_CHOICE")
        unsure = make.statement(wish.response, "wish:3", words="", state="dont-know", provenance="OWN_CHOICE")
        make.statement(wish.response, "anything-else", words=None, state="not-asked", provenance="OWN_CHOICE")
        make.statement(wish.response, "who-could-help", words=None, provenance="ADULT_READING")
        make.statement(make.response(make.sitting(sitting.pupil)), words=None, provenance="OWN_CHOICE")
        shown = close_sitting.to_close(session, viewer, sitting)
        assert shown.taps == {"card-sort": [card], "three-wishes": [picked, unsure]}
        assert list(shown.words) == [wish]

    def test_are_not_shown_to_an_adult_who_was_not_there(
        self, session: Session, make: Make, school: School, sitting: Sitting, card: Statement
    ) -> None:
        khan = make.staff(school, name="Mr Khan")
        assert close_sitting.to_close(session, viewer_of(session, sitting, khan), sitting).taps == {}

    def test_go_down_to_the_adults_reading_and_keep_what_they_were(
        self, session: Session, viewer: Viewer, sitting: Sitting, card: Statement
    ) -> None:
        said = closing(sitting, provenance={card.id: Provenance.ADULT_READING})
        close_sitting.close_sitting(session, viewer, sitting, said, now=NOON)
        assert (card.provenance, card.provenance_was) == ("ADULT_READING", "OWN_CHOICE")
        trail = session.scalars(select(TrailEntry).where(TrailEntry.what == "lowered provenance")).one()
        assert trail.about == {"statement": str(card.id), "to": "ADULT_READING"}

    def test_never_go_up_again(self, session: Session, viewer: Viewer, sitting: Sitting, card: Statement) -> None:
        card.provenance, card.provenance_was = "ADULT_READING", "OWN_CHOICE"
        with pytest.raises(NotThisSitting):
            close_sitting.close_sitting(
                session, viewer, sitting, closing(sitting, provenance={card.id: Provenance.OWN_CHOICE}), now=NOON
            )


class TestClosing:
    def test_ends_the_session_and_brings_no_staff_session_back(
        self, session: Session, viewer: Viewer, sitting: Sitting
    ) -> None:
        close_sitting.close_sitting(session, viewer, sitting, closing(sitting), now=NOON)
        assert sitting.closed_at == NOON
        assert [one.ended_at for one in session.scalars(select(DeviceSession))] == [NOON]

    def test_keeps_prompts_and_practice_and_the_adults_own_note(
        self, session: Session, viewer: Viewer, sitting: Sitting
    ) -> None:
        said = closing(sitting, prompts=["pointed", "made up"], practice="not-sure", note=" He was tired. ")
        close_sitting.close_sitting(session, viewer, sitting, said, now=NOON)
        assert (sitting.prompts_given, sitting.practice_used) == (["pointed"], "not-sure")
        (note,) = session.scalars(select(AdultNote))
        assert (note.text, note.by_name, note.by_id) == (
            "He was tired.",
            "Miss Begum",
            viewer.staff and viewer.staff.id,
        )

    def test_a_note_cannot_bring_back_what_the_pupil_threw_away(
        self, session: Session, viewer: Viewer, sitting: Sitting
    ) -> None:
        sitting.thrown_away_at = NOON
        close_sitting.close_sitting(session, viewer, sitting, closing(sitting, note="She said a lot"), now=NOON)
        assert session.scalars(select(AdultNote)).all() == []

    def test_a_forgotten_adult_is_added_and_somebody_who_was_not_there_taken_off(
        self, session: Session, make: Make, school: School, viewer: Viewer, sitting: Sitting
    ) -> None:
        khan = make.staff(school, name="Mr Khan")
        make.assignment(khan, sitting.pupil)
        away = make.keep(Present(sitting_id=sitting.id, name="Dad", role="family", position=1))
        session.refresh(sitting)
        there = everybody(sitting) - {away.id}
        said = closing(sitting, were_there=there, forgotten_staff=[khan.id], forgotten_names=["Auntie Jo"])
        close_sitting.close_sitting(session, viewer, sitting, said, now=NOON)
        session.refresh(sitting)
        assert [(one.name, one.staff_id) for one in sitting.present][1:] == [("Mr Khan", khan.id), ("Auntie Jo", None)]
        assert [one.added_later for one in sitting.present] == [False, True, True]

    def test_being_added_to_the_room_afterwards_does_not_overrule_the_pupils_no(
        self, session: Session, make: Make, school: School, viewer: Viewer, sitting: Sitting, wish: Statement
    ) -> None:
        khan = make.staff(school, name="Mr Khan")
        make.assignment(khan, sitting.pupil)
        share.decide(session, sitting, staff_key(khan.id), "no", how="asked", decided_in=sitting, now=NOON)
        close_sitting.close_sitting(session, viewer, sitting, closing(sitting, forgotten_staff=[khan.id]), now=NOON)
        visible = share.statements_for(viewer_of(session, sitting, khan), sitting.pupil_id)
        assert session.scalars(visible).all() == []

    def test_a_note_is_never_cut(self, session: Session, viewer: Viewer, sitting: Sitting) -> None:
        close_sitting.close_sitting(session, viewer, sitting, closing(sitting, note="x" * 2500), now=NOON)
        assert session.scalars(select(AdultNote.text)).one() == "x" * 2500

    def test_an_adult_who_does_not_work_with_the_pupil_cannot_be_put_into_the_room(
        self, session: Session, make: Make, school: School, viewer: Viewer, sitting: Sitting
    ) -> None:
        stranger = make.staff(school)
        with pytest.raises(NotThisSitting):
            close_sitting.close_sitting(
                session, viewer, sitting, closing(sitting, forgotten_staff=[stranger.id]), now=NOON
            )

    def test_somebody_was_there(self, session: Session, viewer: Viewer, sitting: Sitting) -> None:
        with pytest.raises(NobodyPresent):
            close_sitting.close_sitting(session, viewer, sitting, closing(sitting, were_there=frozenset()), now=NOON)

    def test_words_are_put_down_as_a_summary_and_keep_what_they_were(
        self, session: Session, viewer: Viewer, sitting: Sitting, wish: Statement
    ) -> None:
        said = closing(sitting, provenance={wish.id: Provenance.SCRIBED_SUMMARY})
        close_sitting.close_sitting(session, viewer, sitting, said, now=NOON)
        assert (wish.provenance, wish.provenance_was) == ("SCRIBED_SUMMARY", "SCRIBED_VERBATIM")

    def test_words_of_another_sitting_cannot_be_touched(
        self, session: Session, make: Make, viewer: Viewer, sitting: Sitting
    ) -> None:
        other = make.statement(make.response(make.sitting(sitting.pupil)))
        with pytest.raises(NotThisSitting):
            close_sitting.close_sitting(
                session, viewer, sitting, closing(sitting, provenance={other.id: Provenance.ADULT_READING}), now=NOON
            )

    def test_an_adult_who_was_not_there_changes_nothing_that_was_said(
        self, session: Session, make: Make, school: School, sitting: Sitting, wish: Statement
    ) -> None:
        khan = viewer_of(session, sitting, make.staff(school, name="Mr Khan"))
        with pytest.raises(NotThisSitting):
            close_sitting.close_sitting(
                session, khan, sitting, closing(sitting, provenance={wish.id: Provenance.ADULT_READING}), now=NOON
            )
