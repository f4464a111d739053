"""What holds for every room, whoever wrote it. The newest room is covered the day it is born."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from activities.contract import (
    Activity,
    Answer,
    Choose,
    ChooseAmong,
    Lowered,
    Provenance,
    ReadBack,
    Said,
    State,
    Statement,
    Step,
    Surroundings,
    Text,
    Touch,
    fits,
    go_back,
    next_step,
    stopped_at,
    touch,
)
from activities.contract.answer import MOST_BYTES

from .playing import EVERY_ROOM, ROOMS, SEEDS, SOME_SEEDS, every_play, surroundings
from .sitting import in_english


class TestThePretendPupil:
    @EVERY_ROOM
    def test_comes_to_an_end_whatever_is_answered(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SEEDS):
            last = played[-1][1]
            assert next_step(activity.conversation, last, surroundings(activity, seed)) is None

    @EVERY_ROOM
    def test_comes_past_every_question(self, activity: Activity) -> None:
        met = {
            activity.by_key.asks[item].key for _, played in every_play(activity, SEEDS) for item in played[-1][1].items
        }

        assert [q.key for q in activity.conversation if q.key not in met] == []

    @EVERY_ROOM
    def test_is_told_the_same_by_the_same_seed(self, activity: Activity) -> None:
        around = surroundings(activity, 7)

        assert list(activity.pretend(Random(7), around)) == list(activity.pretend(Random(7), around))

    @EVERY_ROOM
    def test_uses_words_and_pictures(self, activity: Activity) -> None:
        provenances = {s.provenance for _, played in every_play(activity, SEEDS) for s in played[-1][1].items.values()}

        assert provenances >= {Provenance.OWN_CHOICE, Provenance.OWN_WORDS_TYPED}


class TestTheAnswer:
    @EVERY_ROOM
    def test_is_taken_after_every_touch_and_reads_back_the_same(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SOME_SEEDS):
            for _, answer in played:
                sent = json.loads(json.dumps(answer.as_stored()))
                assert activity.check(sent, surroundings(activity, seed)) == answer

    @EVERY_ROOM
    def test_is_never_larger_than_a_turn_may_be(self, activity: Activity) -> None:
        for _, played in every_play(activity, SEEDS):
            stored = json.dumps(played[-1][1].as_stored(), ensure_ascii=False)
            assert len(stored.encode()) <= MOST_BYTES

    @EVERY_ROOM
    def test_goes_back_to_the_start_by_go_back_alone(self, activity: Activity) -> None:
        for _, played in every_play(activity, SOME_SEEDS):
            answer = played[-1][1]
            for _ in played:
                answer = go_back(answer)
            assert answer == Answer()

    @EVERY_ROOM
    def test_goes_back_through_what_was_there(self, activity: Activity) -> None:
        for _, played in every_play(activity, SOME_SEEDS):
            for (_, before), (_, after) in pairwise(played):
                assert go_back(after) == before

    @EVERY_ROOM
    def test_can_be_stopped_at_every_touch(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SOME_SEEDS):
            around = surroundings(activity, seed)
            for _, answer in [(None, Answer()), *played[:-1]]:
                stopped = stopped_at(activity.conversation, answer, around)
                assert State.STOPPED in {said.state for said in stopped.items.values()}
                activity.check(stopped.as_stored(), around)
                activity.statements(stopped, around)

    @EVERY_ROOM
    @pytest.mark.parametrize(
        "raw",
        [
            None,
            [],
            {},
            {"items": []},
            {"items": {"of-another-room": {"state": "given", "provenance": "OWN_CHOICE"}}},
            {"items": {}, "undo": "all"},
        ],
    )
    def test_that_is_none_is_refused(self, activity: Activity, raw: Any) -> None:
        with pytest.raises(ValueError):
            activity.check(raw, Surroundings())

    @EVERY_ROOM
    def test_with_a_pick_that_nobody_was_offered_is_refused(self, activity: Activity) -> None:
        for item in activity.by_key.asks:
            raw = {"items": {item: {"state": "given", "picks": ["invented"], "provenance": "OWN_CHOICE"}}}
            with pytest.raises(ValueError, match="A choice that this question does not have"):
                activity.check(raw, Surroundings())

    @EVERY_ROOM
    def test_whose_words_claim_to_come_from_somewhere_else_is_refused(self, activity: Activity) -> None:
        words = {"state": "given", "words": "a rabbit", "provenance": "SCRIBED_VERBATIM"}
        for question in activity.conversation:
            if isinstance(question, Choose) and question.own_words:
                with pytest.raises(ValueError, match="how they were written"):
                    activity.check({"items": {question.key: words}}, Surroundings(present=("Miss Begum",)))
                with pytest.raises(ValueError, match="not there"):
                    activity.check({"items": {question.key: {**words, "by": "Mrs Ofori"}}}, Surroundings())


class TestWhatIsSaid:
    @EVERY_ROOM
    def test_has_one_statement_for_each_thing(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SEEDS):
            keys = [said.key for said in activity.statements(played[-1][1], surroundings(activity, seed))]
            assert len(set(keys)) == len(keys)
            assert not [key for key in keys if key.startswith("practice")]

    @EVERY_ROOM
    def test_keeps_every_way_of_not_answering_apart(self, activity: Activity) -> None:
        states = set()
        for seed, played in every_play(activity, SEEDS):
            around = surroundings(activity, seed)
            midway = stopped_at(activity.conversation, played[len(played) // 2][1], around)
            for answer in (played[-1][1], midway):
                states |= {said.state for said in activity.statements(answer, around)}

        expected = set(State) - {State.STARTED}
        if not activity.uses_scale:  # no card to turn over
            expected -= {State.TURNED_OVER}
        assert states == expected

    @EVERY_ROOM
    def test_fills_every_place_of_its_claims(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SEEDS):
            for said in activity.statements(played[-1][1], surroundings(activity, seed)):
                claim = in_english(said.claim)
                assert "%(" not in claim
                assert "Zara" in claim
                assert claim.endswith(":") or not said.words, "words follow a colon"

    @EVERY_ROOM
    def test_claims_the_tap_and_puts_nothing_in_quotation_marks(self, activity: Activity) -> None:
        beyond_the_tap = re.compile(r"\b(likes|dislikes?|loves?|hates?|wants|feels that|thinks|because)\b|[“”\"]")
        for seed, played in every_play(activity, SEEDS):
            for said in activity.statements(played[-1][1], surroundings(activity, seed)):
                assert not beyond_the_tap.search(in_english(said.claim)), in_english(said.claim)

    @EVERY_ROOM
    def test_holds_the_words_whole_with_how_they_were_said(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SEEDS):
            answer = played[-1][1]
            said_words = {(s.words, s.provenance, s.by) for s in answer.items.values() if s.words.strip()}
            for said in activity.statements(answer, surroundings(activity, seed)):
                if said.words is not None:
                    assert (said.words, said.provenance, said.written_by) in said_words

    @EVERY_ROOM
    def test_loses_no_words(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SEEDS):
            answer = played[-1][1]
            quoted = [said.words for said in activity.statements(answer, surroundings(activity, seed))]
            for item, said in answer.items.items():
                turned_over_since = item.startswith("own") and said.words not in quoted
                assert not said.words.strip() or said.words in quoted or turned_over_since, item

    @EVERY_ROOM
    def test_can_be_stored_and_translated_later(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SOME_SEEDS):
            for said in activity.statements(played[-1][1], surroundings(activity, seed)):
                kept = Text.from_stored(json.loads(json.dumps(said.claim.as_stored())))
                assert in_english(kept) == in_english(said.claim)

    @EVERY_ROOM
    def test_of_nothing_answered_is_nothing_given(self, activity: Activity) -> None:
        for said in activity.statements(Answer(), surroundings(activity, 0)):
            assert said.state is State.NOT_ASKED

    @EVERY_ROOM
    def test_names_the_texts_that_may_hold_other_peoples_names(self, activity: Activity) -> None:
        for _, played in every_play(activity, SOME_SEEDS):
            answer = played[-1][1]
            words = [said.words for said in answer.items.values() if said.words]
            assert list(activity.names_in(answer)) == words


#: Questions to which no answer is told of: they find the way through the talk, or are practice, and say nothing of
#: school. By room, so that a new one has to be named here.
FIND_THE_WAY = {
    # Practice is never a view. The rest asks whether to go on, and after "I don't know" (which is told), what then.
    "card-sort": {"practice", "more-*", "unsure:*"},
    # Where a day starts, and which parts of it are talked about: the parts themselves are told, also unasked.
    "good-day-bad-day": {"start", "my-day", "my-school-day"},
    "photo-capture": {"more:*"},
    "relationship-circle": {"more-people"},
    "three-wishes": {"unsure:*"},
}

NO_ANSWERS = (("skip", State.SKIPPED), ("dont-know", State.DONT_KNOW), ("stop", State.STOPPED))


class TestWhatWasAskedAndNotAnswered:
    @EVERY_ROOM
    @pytest.mark.parametrize(("how", "state"), NO_ANSWERS)
    def test_is_told_with_how_it_came_to_no_answer(self, activity: Activity, how: str, state: State) -> None:
        """Rule A47: whatever a room asks. The only exceptions find the way."""
        asked = set()
        for seed, played in every_play(activity, SEEDS):
            around = surroundings(activity, seed)
            for _, answer in [(None, Answer()), *played]:
                step = next_step(activity.conversation, answer, around)
                if step is None or step.item in asked or step.question.finds_the_way:
                    continue
                asked.add(step.item)
                said = answered(activity, step, answer, around, how)
                assert said[step.item].state is state, step.item
                assert "%(" not in in_english(said[step.item].claim)

        never_asked = {item for item, q in activity.by_key.asks.items() if not q.finds_the_way} - asked
        assert never_asked == set()

    @EVERY_ROOM
    def test_is_told_of_every_question_that_does_more_than_find_the_way(self, activity: Activity) -> None:
        named = FIND_THE_WAY.get(activity.slug, set())
        found = {question.key for question in activity.conversation if question.finds_the_way}

        assert [key for key in found if not fits(key, "|".join(named))] == []
        assert [pattern for pattern in named if not any(fits(key, pattern) for key in found)] == []


def answered(activity: Activity, step: Step, answer: Answer, around: Surroundings, how: str) -> dict[str, Statement]:
    """What is said once the question in hand was passed over, or stopped at."""
    if how == "stop":
        after = stopped_at(activity.conversation, replace(answer, items=_without(answer, step.item)), around)
    else:
        after = touch(step.question, answer, Touch(how, step.item), around)
    return {said.key: said for said in activity.statements(after, around)}


def _without(answer: Answer, item: str) -> dict[str, Said]:
    """Nothing was begun there yet."""
    return {key: said for key, said in answer.items.items() if key != item}


#: Questions with pictures to pick and no box for own words, beside those that only find the way. By room.
NO_WORDS_BESIDE = {
    # Would the pupil talk about a hard day? What is said of the day has its own places.
    "good-day-bad-day": {"hard-day-too"},
    # A ring is a place on a scale, and who may see the rings is a decision: yes or no.
    "relationship-circle": {"ring:*", "may-see"},
}


class TestOwnWords:
    @EVERY_ROOM
    def test_have_a_place_beside_every_picture_answer(self, activity: Activity) -> None:
        named = "|".join(NO_WORDS_BESIDE.get(activity.slug, {"-"}))
        without = [
            question.key
            for question in activity.conversation
            if isinstance(question, Choose | ChooseAmong) and not question.own_words and not question.finds_the_way
        ]

        assert [key for key in without if not fits(key, named)] == []

    @EVERY_ROOM
    @pytest.mark.parametrize("way", ["moved on", "stopped"])
    def test_in_the_place_of_what_was_said_so_far_are_told_whole(self, activity: Activity, way: str) -> None:
        for seed, played in every_play(activity, SOME_SEEDS):
            around = surroundings(activity, seed)
            for _, answer in played:
                step = next_step(activity.conversation, answer, around)
                if step is None or not isinstance(step.question, ChooseAmong):
                    continue
                after = touch(step.question, answer, Touch("words", step.item, words="the new shed"), around)
                if way == "moved on":
                    after = touch(step.question, after, Touch("next", step.item), around)
                else:
                    after = stopped_at(activity.conversation, after, around)
                said = {one.key: one for one in activity.statements(after, around)}
                assert said[step.item].words == "the new shed"
                assert said[step.item].state is (State.GIVEN if way == "moved on" else State.STOPPED)


#: Whether a hard day is talked about is told where it is not; reading it back would only say what was then done.
ALSO_FIND_THE_WAY = {"hard-day-too"}


class TestWhatIsReadBack:
    @EVERY_ROOM
    def test_is_everything_that_was_given(self, activity: Activity) -> None:
        """docs/practice.md, 8: "Have I got it right?" is asked of all of it, and not of what only found the way."""
        for seed, played in every_play(activity, SEEDS):
            answer = played[-1][1]
            asked = [q for q in activity.conversation if isinstance(q, ReadBack) and answer.get(q.key)]
            for item in answer.given("*"):
                question = activity.by_key.asks[item]
                finds_the_way = question.finds_the_way or item in ALSO_FIND_THE_WAY
                if finds_the_way or isinstance(question, ReadBack) or _heads_its_cards(item, answer):
                    continue
                assert any(fits(item, read_back.over) for read_back in asked), (seed, item)


def _heads_its_cards(item: str, answer: Answer) -> bool:
    """A topic that was picked is read back with its cards; one in the pupil's own words is a thing said."""
    return item == "topic" and not answer.items[item].words.strip()


class TestWhatChanged:
    @EVERY_ROOM
    def test_is_nothing_when_the_same_is_said_again(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SOME_SEEDS):
            answer = played[-1][1]
            assert list(activity.changes(answer, answer, surroundings(activity, seed))) == []

    @EVERY_ROOM
    def test_is_never_called_better_or_worse(self, activity: Activity) -> None:
        judging = re.compile(r"\b(better|worse|improv\w*|progress|declin\w*|regress\w*)\b", re.IGNORECASE)
        answers = [played[-1][1] for _, played in every_play(activity, SOME_SEEDS)]
        for before, after in pairwise(answers):
            for change in activity.changes(before, after, surroundings(activity, 1)):
                assert not judging.search(in_english(change.after))
                assert "%(" not in in_english(change.about) + in_english(change.before) + in_english(change.after)

    @EVERY_ROOM
    def test_points_at_what_was_told_now_and_then(self, activity: Activity) -> None:
        around = surroundings(activity, 1)
        told = [
            (answer, {said.key for said in activity.statements(answer, around) if said.state is State.GIVEN})
            for answer in (activity.fitting(played[-1][1]) for _, played in every_play(activity, range(80)))
        ]
        found = 0
        for (before, then), (after, now) in permutations(told, 2):
            for change in activity.changes(before, after, around):
                assert change.key in now
                assert change.before_key in then
                found += 1
        assert found > 0


def every_sample() -> list[Any]:
    return [pytest.param(room, path, id=f"{room.slug}-{path.stem}") for room in ROOMS for path in room.samples()]


class TestTheSamples:
    @EVERY_ROOM
    def test_are_there_for_every_version(self, activity: Activity) -> None:
        versions = {int(path.stem) for path in activity.samples()}
        assert versions == set(range(1, activity.version + 1))

    @pytest.mark.parametrize(("activity", "path"), every_sample())
    def test_still_open_and_still_say_the_same(self, activity: Activity, path: Path) -> None:
        sample = activity.sample(path)
        raw = sample["surroundings"]
        around = Surroundings(
            settings=frozenset(raw["settings"]),
            left_out=frozenset(raw["left_out"]),
            groups=activity.groups,
            interpreted=raw["interpreted"],
            present=tuple(raw["present"]),
        )

        answer = activity.read(sample["answer"], version=int(path.stem))

        said = [[s.key, s.state.value, in_english(s.claim), s.words] for s in activity.statements(answer, around)]
        assert said == sample["says"]

    @EVERY_ROOM
    def test_of_a_version_that_never_was_are_refused(self, activity: Activity) -> None:
        with pytest.raises(ValueError, match="never had a version"):
            activity.read({"items": {}}, version=activity.version + 1)


class TestWhatIsLeftOfAClaimOnceAnAdultToldIt:
    """Every claim of every room has its lowered form: it is told what was asked, and what lies where."""

    @EVERY_ROOM
    def test_claims_nothing_of_the_pupil_that_an_adult_did(self, activity: Activity) -> None:
        for said, lowered, _ in _lowered(activity):
            for text in (lowered.words, lowered.tapped_as_seen, lowered.left):
                told = _told(text)
                assert "%(" not in told, said.claim
                # The question that was asked may say anything.
                ours = told.partition("this was asked:")[0] if "was asked:" in told else told
                assert not re.search("Zara (said|put|picked|skipped|stopped|added|named|showed|did|answered)", ours), (
                    told
                )

    @EVERY_ROOM
    def test_names_everything_that_the_claim_named(self, activity: Activity) -> None:
        """Whatever came of asking: also what was skipped, or stopped at."""
        for said, lowered, _ in _lowered(activity):
            about, picked = _named_about(activity, said), _named_as_picked(activity, said)
            for text in (lowered.words, lowered.left):
                assert [name for name in about if name not in _told(text)] == [], (in_english(said.claim), _told(text))
            for text in filter(None, (lowered.tapped, lowered.tapped_as_seen)):
                named = [*about, *picked]
                assert [name for name in named if name not in _told(text)] == [], (in_english(said.claim), _told(text))

    @EVERY_ROOM
    def test_names_what_the_claim_named_in_its_own_words(self, activity: Activity) -> None:
        for said, lowered, _ in _lowered(activity):
            named = [one for one in NAMED_IN_CLAIMS if one in said.claim.text.lower()]
            for text in filter(None, (lowered.words, lowered.tapped, lowered.tapped_as_seen, lowered.left)):
                told = _told(text).lower()
                assert [name for name in named if name not in told] == [], (in_english(said.claim), told)

    @EVERY_ROOM
    def test_calls_nothing_by_a_name_that_names_nothing(self, activity: Activity) -> None:
        for _, lowered, _ in _lowered(activity):
            assert not _told(lowered.left).startswith("About something,")

    @EVERY_ROOM
    def test_says_what_was_tapped_wherever_something_was(self, activity: Activity) -> None:
        for said, lowered, _ in _lowered(activity):
            if said.state is State.GIVEN and {"picked", "place", "ring"} & set(said.claim.values):
                assert lowered.tapped_as_seen is not None, said.claim
                assert lowered.tapped is not None or "ring" in said.claim.values

    @EVERY_ROOM
    def test_tells_of_no_tap_where_nothing_was_picked(self, activity: Activity) -> None:
        for said, lowered, picks in _lowered(activity):
            if not picks and not _named_as_picked(activity, said):
                assert (lowered.tapped, lowered.tapped_as_seen) == (None, None), said.claim
            for text in (lowered.words, lowered.tapped, lowered.tapped_as_seen, lowered.left):
                assert not re.search(r"[:,]\s*\.", _told(text)), _told(text)


#: What claims name in their own words, and not in a place of theirs.
NAMED_IN_CLAIMS = (
    *("good day", "hard day", "best bit", "hardest bit", "one more thing", "they help", "who else matters"),
    *("matters most", "who could help", "go to in school"),
)


@cache
def _lowered(activity: Activity) -> list[tuple[Statement, Lowered, Sequence[str]]]:
    """Each statement of every play, whole and stopped midway, with what is left of its claim, and what was picked."""
    found: list[tuple[Statement, Lowered, Sequence[str]]] = []
    for seed, played in every_play(activity, SEEDS):
        around = surroundings(activity, seed)
        midway = stopped_at(activity.conversation, played[seed % len(played)][1], around)
        for answer in (played[-1][1], midway):
            for said in activity.statements(answer, around):
                lowered = activity.lowered_claim(said.key, said.claim, older="older" in around.settings)
                assert lowered is not None, said.key
                given = answer.get(said.key)
                found.append((said, lowered, given.picks if given else ()))
    return found


def _told(text: Text | None) -> str:
    return in_english(text.filled(pupil="Zara", came="Skipped")) if text else ""


def _named_about(activity: Activity, said: Statement) -> list[str]:
    """What the claim calls by a name, but for what was picked; "something" is no name."""
    picked = _named_as_picked(activity, said)
    return [name for name in _named(said.claim) if name not in picked and name != "something"]


def _named_as_picked(activity: Activity, said: Statement) -> list[str]:
    """The names of what was picked: all, where it was picked among things said before."""
    if isinstance(activity.by_key.asks.get(said.key), ChooseAmong):
        return _named(said.claim)
    places = {place: value for place, value in said.claim.values.items() if place in {"picked", "place", "ring"}}
    return _named(replace(said.claim, values=places))


def _named(claim: Text) -> list[str]:
    """What the claim calls by a name: each card or picture, and what it is about."""
    return [
        name
        for place, value in claim.values.items()
        if isinstance(value, Text) and f"%({place})s" in claim.text
        for name in (_named(value) if value.values and not value.is_exact else [in_english(value)])
    ]
