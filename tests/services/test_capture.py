"""Each touch is kept once, with how it was said, and only while the pupil's yes stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Answer, AnswerProblem, Surroundings, Touch, next_step, touch
from tests.make import MORNING, NOON, Make
from voice_app.model import Attachment, Present, Response, School, Sitting, Statement, Turn
from voice_app.services import assent, capture, standing

WISHES = all_activities()["three-wishes"]
KEY = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def sitting(make: Make, school: School) -> Sitting:
    begum = make.staff(school, name="Miss Begum")
    return make.sitting(make.pupil(school), begum)


Keep = Callable[..., capture.Kept]


@pytest.fixture
def keep(session: Session, sitting: Sitting) -> Keep:
    def keep_words(words: str, *, counter: int, key: UUID = KEY, by: str | None = None) -> capture.Kept:
        around = capture.surroundings_of(sitting, WISHES)
        question = WISHES.by_key.questions["wish:1"]
        answer = touch(question, Answer(), Touch("words", "wish:1", words=words, by=by), around)
        incoming = capture.IncomingTurn(key, counter, "wish:1", answer.as_stored())
        return capture.keep_turn(session, sitting, WISHES, incoming, now=NOON)

    return keep_words


def row(session: Session, kept: capture.Kept) -> Turn:
    """What was written down of a touch."""
    return session.get_one(Turn, kept.turn_id)


def all_turns(session: Session) -> int:
    return session.scalar(select(func.count(Turn.id))) or 0


def play(
    session: Session, sitting: Sitting, say: dict[str, str], *, now: Any = NOON, key: UUID | None = None, first: int = 1
) -> Response:
    """Answer three wishes to the end: these words at these items, and Skip everywhere else."""
    around = capture.surroundings_of(sitting, WISHES)
    answer, counter, response_key = Answer(), first - 1, key or uuid4()
    while (step := next_step(WISHES.conversation, answer, around)) is not None:
        touches = [Touch("skip", step.item)]
        if step.item in say:
            touches = [Touch("words", step.item, words=say[step.item]), Touch("next", step.item)]
        if step.item == "read-back":
            touches = [Touch("pick", step.item, "yes")]
        for what in touches:
            answer = touch(step.question, answer, what, around)
            counter += 1
            incoming = capture.IncomingTurn(response_key, counter, step.item, answer.as_stored())
            capture.keep_turn(session, sitting, WISHES, incoming, now=now)
    return session.get_one(Response, response_key)


def send(session: Session, sitting: Sitting, counter: int, items: dict[str, Any]) -> capture.Kept:
    """One touch as a device sends it, at the first wish."""
    incoming = capture.IncomingTurn(KEY, counter, "wish:1", {"items": items, "undo": []})
    kept = capture.keep_turn(session, sitting, WISHES, incoming, now=NOON)
    session.flush()
    return kept


class TestKeepTurn:
    def test_it_keeps_one_turn_when_the_tablet_sends_it_twice(
        self, keep: Keep, make: Make, sitting: Sitting, session: Session
    ) -> None:
        make.assent(sitting)
        first = keep("a dog", counter=1)
        keep("a dog by the window", counter=2)

        assert keep("a dog", counter=1).turn_id == first.turn_id
        assert all_turns(session) == 2
        latest = capture.latest_turn(session, KEY)
        assert latest is not None
        assert latest.body["items"]["wish:1"]["words"] == "a dog by the window"

    def test_other_words_under_the_same_counter_are_a_fork_and_both_are_kept(
        self, keep: Keep, make: Make, sitting: Sitting, session: Session
    ) -> None:
        make.assent(sitting)
        keep("a dog", counter=1)
        fork = keep("a cat", counter=1)

        assert fork.forked
        assert all_turns(session) == 2

    def test_it_keeps_nothing_without_the_pupils_yes(self, keep: Keep, session: Session) -> None:
        with pytest.raises(assent.AssentMissing):
            keep("a quiet room", counter=1)
        assert all_turns(session) == 0

    def test_it_keeps_nothing_once_the_yes_is_taken_back(
        self, keep: Keep, make: Make, sitting: Sitting, session: Session
    ) -> None:
        make.assent(sitting, withdrawn_at=NOON)
        with pytest.raises(assent.AssentMissing):
            keep("a quiet room", counter=1)
        assert all_turns(session) == 0

    def test_words_an_adult_wrote_are_kept_as_scribed_word_for_word(
        self, session: Session, keep: Keep, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        turn = row(session, keep("me want dog", counter=1, by="Miss Begum"))
        assert turn.provenance == "SCRIBED_VERBATIM"
        assert turn.body["items"]["wish:1"]["words"] == "me want dog"

    def test_words_that_reach_us_through_an_interpreter_are_never_verbatim(
        self, session: Session, keep: Keep, make: Make, sitting: Sitting
    ) -> None:
        sitting.interpreted = True
        make.assent(sitting)
        kept = keep("I want a dog", counter=1, by="Miss Begum")
        assert row(session, kept).provenance == "INTERPRETED"

    def test_a_device_cannot_claim_that_scribed_words_are_the_pupils_own_typing(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        claimed = {
            "items": {
                "wish:1": {
                    "state": "started",
                    "words": "a dog",
                    "by": "Miss Begum",
                    "provenance": "OWN_WORDS_TYPED",
                }
            },
            "undo": [],
        }
        with pytest.raises(AnswerProblem):
            capture.keep_turn(session, sitting, WISHES, capture.IncomingTurn(KEY, 1, "wish:1", claimed), now=NOON)

    def test_a_key_of_another_pupils_answer_is_refused(
        self, keep: Keep, make: Make, school: School, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        other = make.sitting(make.pupil(school, forename="Kacper"))
        theirs = make.response(other)
        with pytest.raises(AnswerProblem):
            keep("mine", counter=1, key=theirs.key)


class TestFinishing:
    def test_a_touch_that_comes_late_is_kept_and_changes_nothing_of_what_was_finished(
        self, keep: Keep, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        keep("a de", counter=1)
        key = KEY
        play(session, sitting, {"wish:1": "a den"}, key=key, first=3)
        keep("a d", counter=2)
        assert session.get_one(Response, key).state == "finished"
        wish = session.scalars(select(Statement).where(Statement.item == "wish:1")).one()
        assert wish.words == "a den"

    def test_the_last_touch_makes_the_statements_in_the_pupils_exact_words(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        response = play(session, sitting, {"wish:1": "no shouting plz"})

        assert response.state == "finished"
        wish = session.scalars(select(Statement).where(Statement.item == "wish:1")).one()
        assert (wish.words, wish.provenance, wish.state) == ("no shouting plz", "OWN_WORDS_TYPED", "given")

    def test_what_was_skipped_is_a_statement_of_its_own_kind(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        play(session, sitting, {"wish:1": "a den"})
        states = dict(session.execute(select(Statement.item, Statement.state)).all())
        assert states["wish:2"] == "skipped"

    def test_finished_statements_join_the_next_open_review_point_by_themselves(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        point = make.review_point(sitting.pupil)
        play(session, sitting, {"wish:1": "a den"})
        attached = session.scalars(select(Attachment)).all()
        assert {a.review_point_id for a in attached} == {point.id}
        assert {a.how for a in attached} == {"by itself"}
        assert "wish:1" in {a.item for a in attached}

    def test_stopping_keeps_what_was_said_and_marks_where_it_stopped(
        self, keep: Keep, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        keep("a de", counter=1)
        capture.stop(session, sitting, all_activities(), now=NOON)
        wish = session.scalars(select(Statement).where(Statement.item == "wish:1")).one()
        assert (wish.state, wish.words) == ("stopped", "a de")
        assert sitting.stopped_at == NOON

    def test_the_same_words_keep_their_version_and_changed_words_make_a_new_one(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        key = uuid4()
        play(session, sitting, {"wish:1": "a den", "wish:2": "art"}, key=key)
        around = capture.surroundings_of(sitting, WISHES)
        turn = capture.latest_turn(session, key)
        assert turn is not None
        answer = WISHES.read(turn.body, turn.activity_version)
        counter = turn.counter

        def then(*touches: Touch) -> None:
            nonlocal answer, counter
            for what in touches:
                answer = touch(WISHES.by_key.asks[what.item], answer, what, around)
                counter += 1
                incoming = capture.IncomingTurn(key, counter, what.item, answer.as_stored())
                capture.keep_turn(session, sitting, WISHES, incoming, now=NOON)

        then(Touch("words", "wish:1", words="a big den"), Touch("next", "wish:1"))
        # What was said about the wish before is asked again.
        while (step := next_step(WISHES.conversation, answer, around)) is not None:
            then(Touch("skip", step.item))
        versions = session.scalars(
            select(Statement)
            .where(Statement.response_key == key, Statement.item == "wish:1")
            .order_by(Statement.version)
        ).all()
        assert [(v.version, v.words, v.replaced_at is None) for v in versions] == [
            (1, "a den", False),
            (2, "a big den", True),
        ]
        second = session.scalars(select(Statement).where(Statement.item == "wish:2")).all()
        assert [v.version for v in second] == [1]


A_DOG = {"state": "given", "words": "a dog", "provenance": "SCRIBED_VERBATIM", "by": "Miss Begum"}


class TestGoingOnAnotherDay:
    """Words scribed on Monday with Miss Begum; on Tuesday Mr Khan sits with the pupil."""

    @pytest.fixture
    def tuesday(self, session: Session, make: Make, school: School, sitting: Sitting) -> Sitting:
        make.assent(sitting)
        later = make.sitting(
            sitting.pupil, make.staff(school, name="Mr Khan"), handed_over_at=MORNING + timedelta(days=1)
        )
        make.assent(later)
        return later

    def test_another_adult_goes_on_with_what_was_scribed_before(
        self, session: Session, sitting: Sitting, tuesday: Sitting
    ) -> None:
        send(session, sitting, 1, {"wish:1": A_DOG})
        for counter, words in enumerate(("qu", "quiet", "quiet room"), start=2):
            own = {"state": "started", "words": words, "provenance": "OWN_WORDS_TYPED"}
            kept = send(session, tuesday, counter, {"wish:1": A_DOG, "wish:2": own})
            assert kept.body["items"]["wish:1"] == A_DOG

    def test_signed_words_stay_interpreted_on_a_day_without_an_interpreter(
        self, session: Session, sitting: Sitting, tuesday: Sitting
    ) -> None:
        sitting.interpreted = True
        signed = A_DOG | {"provenance": "INTERPRETED"}
        send(session, sitting, 1, {"wish:1": signed})
        kept = send(session, tuesday, 2, {"wish:1": signed, "wish:2": {"state": "skipped", "provenance": "OWN_CHOICE"}})
        assert kept.body["items"]["wish:1"]["provenance"] == "INTERPRETED"
        with pytest.raises(AnswerProblem):
            send(session, tuesday, 3, {"wish:1": A_DOG | {"words": "a dog please"}})

    def test_a_brother_who_was_there_on_monday_is_no_writer_on_tuesday(
        self, session: Session, make: Make, sitting: Sitting, tuesday: Sitting
    ) -> None:
        make.keep(Present(sitting_id=sitting.id, position=5, name="Leo", role="family"))
        send(session, sitting, 1, {"wish:1": A_DOG})
        assert capture.surroundings_of(tuesday, WISHES).present == ("Mr Khan",)

    def test_only_who_is_here_today_writes_new_words_and_old_ones_keep_their_writer(
        self, session: Session, sitting: Sitting, tuesday: Sitting
    ) -> None:
        send(session, sitting, 1, {"wish:1": A_DOG})
        begums, khans = A_DOG | {"words": "no shouting"}, A_DOG | {"words": "no shouting", "by": "Mr Khan"}
        with pytest.raises(AnswerProblem):
            send(session, tuesday, 2, {"wish:1": A_DOG, "wish:2": begums})
        kept = send(session, tuesday, 3, {"wish:1": A_DOG, "wish:2": khans})
        assert [kept.body["items"][item]["by"] for item in ("wish:1", "wish:2")] == ["Miss Begum", "Mr Khan"]
        pupils_own = A_DOG | {"words": "a dog please", "provenance": "OWN_WORDS_TYPED"}
        del pupils_own["by"]
        with pytest.raises(AnswerProblem):
            send(session, tuesday, 4, {"wish:1": pupils_own, "wish:2": khans})

    @pytest.mark.parametrize("words", ["a dog please", "a d"])
    def test_who_is_not_here_stays_the_writer_of_what_is_written_on_or_cut_short(
        self, session: Session, sitting: Sitting, tuesday: Sitting, words: str
    ) -> None:
        send(session, sitting, 1, {"wish:1": A_DOG})
        kept = send(session, tuesday, 2, {"wish:1": A_DOG | {"words": words}})
        assert kept.body["items"]["wish:1"]["by"] == "Miss Begum"

    def test_wholly_new_words_are_not_of_who_is_not_here(
        self, session: Session, sitting: Sitting, tuesday: Sitting
    ) -> None:
        send(session, sitting, 1, {"wish:1": A_DOG})
        anew = A_DOG | {"words": "Miss Begum should leave"}
        with pytest.raises(AnswerProblem):
            send(session, tuesday, 2, {"wish:1": anew})
        own = {"state": "given", "words": "Miss Begum should leave", "provenance": "OWN_WORDS_TYPED"}
        assert "by" not in send(session, tuesday, 2, {"wish:1": own}).body["items"]["wish:1"]


class TestWhoseWordsTheyAre:
    OWN = {"state": "given", "words": "a dog", "provenance": "OWN_WORDS_TYPED"}
    EMPTY = {"state": "started", "provenance": "OWN_CHOICE"}

    @pytest.mark.parametrize("words", ["a dog", "a dog!", "A big dog"])
    def test_an_adults_words_never_become_the_pupils_own_typing(
        self, session: Session, make: Make, sitting: Sitting, words: str
    ) -> None:
        make.assent(sitting)
        send(session, sitting, 1, {"wish:1": A_DOG})
        with pytest.raises(AnswerProblem):
            send(session, sitting, 2, {"wish:1": self.OWN | {"words": words}})

    def test_once_the_box_was_empty_the_pupil_types_for_themselves(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        send(session, sitting, 1, {"wish:1": A_DOG})
        send(session, sitting, 2, {"wish:1": self.EMPTY})
        own = send(session, sitting, 3, {"wish:1": self.OWN | {"words": "a cat"}})
        assert row(session, own).provenance == "OWN_WORDS_TYPED"

    def test_go_back_brings_the_pupils_own_words_from_before_an_adult_wrote_on(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        send(session, sitting, 1, {"wish:1": self.OWN})
        send(session, sitting, 2, {"wish:1": A_DOG | {"words": "a dog and a cat"}})
        assert row(session, send(session, sitting, 3, {"wish:1": self.OWN})).provenance == "OWN_WORDS_TYPED"


class TestWhatIsCarriedOn:
    def test_an_unfinished_answer_of_last_month_is(self, session: Session, make: Make, sitting: Sitting) -> None:
        begun = make.response(sitting, state="stopped", began_at=MORNING - timedelta(days=30))
        assert capture.open_response(session, sitting, "three-wishes") is begun

    def test_one_that_began_a_year_ago_is_not(self, session: Session, make: Make, sitting: Sitting) -> None:
        make.response(sitting, state="stopped", began_at=MORNING - timedelta(days=365))
        assert capture.open_response(session, sitting, "three-wishes") is None

    def test_one_on_a_review_that_is_closed_is_not(self, session: Session, make: Make, sitting: Sitting) -> None:
        begun = make.response(sitting, state="stopped", began_at=MORNING - timedelta(days=30))
        point = make.review_point(sitting.pupil, closed_on=NOON.date())
        make.keep(
            Attachment(
                review_point_id=point.id, response_key=begun.key, item="wish:1", how="by itself", attached_at=NOON
            )
        )
        assert capture.open_response(session, sitting, "three-wishes") is None

    def test_the_review_shows_that_a_pupil_is_at_work_from_the_first_touch(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        point = make.review_point(sitting.pupil)
        send(session, sitting, 1, {"wish:1": A_DOG})
        assert point.views == "in-progress"
        capture.stop(session, sitting, all_activities(), now=NOON)
        send(session, sitting, 2, {"wish:1": A_DOG | {"state": "started"}})
        assert standing.check_standings(session) == []

    def test_every_open_review_shows_how_it_stands_when_the_pupil_has_finished(
        self, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        make.review_point(sitting.pupil)
        make.review_point(sitting.pupil, due=date(2027, 6, 11))
        play(session, sitting, {"wish:1": "a den"})
        assert standing.check_standings(session) == []


class TestThrowingAway:
    def test_it_erases_every_word_of_today_and_no_answer_can_follow(
        self, keep: Keep, session: Session, make: Make, sitting: Sitting
    ) -> None:
        make.assent(sitting)
        make.review_point(sitting.pupil)
        play(session, sitting, {"wish:1": "a den"})
        assent.throw_away(session, sitting, now=NOON)

        assert all_turns(session) == 0
        assert session.scalar(select(func.count(Statement.id))) == 0
        assert session.scalar(select(func.count(Attachment.id))) == 0
        assert session.scalar(select(func.count()).select_from(Response)) == 0
        with pytest.raises(assent.AssentMissing):
            keep("more", counter=9)

    def test_what_an_earlier_day_said_stays(self, session: Session, make: Make, sitting: Sitting) -> None:
        make.assent(sitting)
        play(session, sitting, {"wish:1": "a den"}, now=MORNING)
        today = make.sitting(sitting.pupil)
        make.assent(today)
        play(session, today, {"wish:1": "a dog"})
        assent.throw_away(session, today, now=NOON)
        assert [s.words for s in session.scalars(select(Statement).where(Statement.item == "wish:1"))] == ["a den"]


def test_cards_that_name_somebody_present_wait_for_another_day(make: Make, school: School) -> None:
    from voice_app.services.surroundings import left_out

    cards = all_activities()["card-sort"]
    teacher = make.staff(school, name="Mr Patel", picture="teacher")
    alone = make.sitting(make.pupil(school))
    together = make.sitting(make.pupil(school, forename="Ada"), teacher)
    named = {item for item, card in cards.by_key.cards.items() if card.names == "teacher"}
    assert named
    assert named <= left_out(together, together.present, cards)
    assert not named & left_out(alone, alone.present, cards)


def test_the_surroundings_know_who_may_write(make: Make, school: School, session: Session) -> None:
    sitting = make.sitting(make.pupil(school), make.staff(school, name="Miss Begum"))
    around: Surroundings = capture.surroundings_of(sitting, WISHES)
    assert around.present == ("Miss Begum",)


@pytest.mark.parametrize(
    ("name", "role", "waiting"),
    [
        ("Jo Hale", "helper", {"card:helper", "card:new-adults"}),
        ("Mum", "other", {"card:mum"}),
        ("the taxi driver", "other", {"card:driver"}),
        ("Auntie Jo", "family", {"card:carer"}),
        ("Mr Headley", "other", set()),
    ],
)
def test_cards_wait_for_those_who_were_only_named_too(
    make: Make, school: School, name: str, role: str, waiting: set[str]
) -> None:
    from voice_app.services.surroundings import left_out

    sitting = make.sitting(make.pupil(school))
    here = [Present(name=name, role=role, stands_for="family" if role == "family" else "")]

    left = left_out(sitting, here, all_activities()["card-sort"])
    assert waiting == {item for item in left if not item.startswith("practice:")}
