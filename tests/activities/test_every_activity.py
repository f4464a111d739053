"""What holds for every room, whoever wrote it. The newest room is covered the day it is born."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from activities import all_activities
from activities.contract import (
    Activity,
    Answer,
    Choose,
    ChooseAmong,
    Provenance,
    ReadBack,
    Sort,
    State,
    Surroundings,
    Text,
    Touch,
    Wording,
    go_back,
    holds,
    next_step,
    stopped_at,
)
from activities.contract.answer import MOST_BYTES
from media.cards.catalogue import PICTURES

from .sitting import in_english, items_in

ROOMS = list(all_activities().values())
EVERY_ROOM = pytest.mark.parametrize("activity", ROOMS, ids=[room.slug for room in ROOMS])
SEEDS = range(300)
#: Enough for the checks that look at every single touch.
SOME_SEEDS = range(25)
MOST_TOUCHES = 80

Played = list[tuple[Touch, Answer]]


def surroundings(activity: Activity, seed: int) -> Surroundings:
    """Sittings of all sorts: short and long, young and older, the first and a later one."""
    random = Random(seed)
    flags = {flag for flag in ("short", "older", "practice", "first-time") if random.random() < 0.5}
    practice = [item for item in activity.by_key.cards if item.startswith("practice:")]
    not_chosen = random.sample(practice, max(len(practice) - 2, 0))
    return Surroundings(
        settings=frozenset(flags),
        left_out=frozenset(not_chosen),
        groups=activity.groups,
        present=("Miss Begum", "Mr Khan"),
    )


@cache
def play(slug: str, seed: int) -> Played:
    activity = all_activities()[slug]
    played: Played = []
    for step in activity.pretend(Random(seed), surroundings(activity, seed)):
        played.append(step)
        assert len(played) <= MOST_TOUCHES, f"pupil {seed} is still touching after {MOST_TOUCHES} touches"
    return played


def every_play(activity: Activity, seeds: range) -> Iterator[tuple[int, Played]]:
    for seed in seeds:
        yield seed, play(activity.slug, seed)


def pupil_wordings(activity: Activity) -> Iterator[Wording]:
    """Everything that a pupil reads or hears."""
    yield from (activity.title, activity.what_for)
    for question in activity.conversation:
        yield question.ask
        if question.hint:
            yield question.hint
        if isinstance(question, Choose):
            yield from (choice.label for choice in question.choices)
        if isinstance(question, Sort):
            yield from (place.label for place in question.scale)
            for card in question.cards:
                yield card.label
                if card.help:
                    yield card.help


def pupil_texts(activity: Activity) -> list[str]:
    texts = [text.text for wording in pupil_wordings(activity) for text in (wording.simple, wording.older)]
    return sorted(set(texts))


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
        if not activity.uses_scale:
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
                turned_over_since = item.startswith("own:") and said.words not in quoted
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


#: Jargon that no pupil should meet (rule A28). Capitals matter: "send" is an everyday word.
JARGON = re.compile(r"\bSEND\b|\bSENCo\b|\bSENDCo\b|APDR|EHCP?|(?i:\b(consents?|reviews?|assessments?)\b)")
#: Closed, leading or blaming (rule A29; `domain.md`, section 7, rule 3).
LEADING = re.compile(r"\b(why|do you like|don’t you|isn’t it|is it bad|is it good|do you hate)\b", re.IGNORECASE)
MOST_WORDS = 12


class TestTheWording:
    @EVERY_ROOM
    def test_has_at_most_twelve_words_a_sentence(self, activity: Activity) -> None:
        long = [
            sentence
            for text in pupil_texts(activity)
            for sentence in re.split(r"[.?!]", text)
            if len(sentence.split()) > MOST_WORDS
        ]
        assert long == []

    @EVERY_ROOM
    def test_has_no_jargon(self, activity: Activity) -> None:
        assert [text for text in pupil_texts(activity) if JARGON.search(text)] == []

    @EVERY_ROOM
    def test_is_open_and_even(self, activity: Activity) -> None:
        assert [text for text in pupil_texts(activity) if LEADING.search(text)] == []

    @EVERY_ROOM
    def test_asks_one_thing_at_a_time(self, activity: Activity) -> None:
        for question in activity.conversation:
            for asked in (question.ask.simple.text, question.ask.older.text):
                # "Tell me more about that." asks without a question mark.
                expected = 0 if asked.startswith("Tell me") else 1
                assert asked.count("?") == expected, asked
            if question.hint:
                assert "?" not in question.hint.simple.text + question.hint.older.text

    @EVERY_ROOM
    def test_is_marked_for_the_catalogue_with_its_audience(self, activity: Activity) -> None:
        for wording in pupil_wordings(activity):
            assert wording.simple.text.strip() == wording.simple.text != ""
            assert wording.older.text.strip() == wording.older.text != ""
            assert wording.simple.context in {"pupil-S", "pupil-card", "pupil-O"}
            assert wording.older.context in {"pupil-O", "pupil-card"}

    @EVERY_ROOM
    def test_names_a_card_only_where_one_is_shown(self, activity: Activity) -> None:
        for question in activity.conversation:
            texts = [question.ask.simple.text, question.ask.older.text]
            texts += [question.hint.simple.text, question.hint.older.text] if question.hint else []
            places = {place for text in texts for place in re.findall(r"%\((\w+)\)s", text)}
            assert places <= ({"card"} if question.about else set())


class TestTheConversation:
    @EVERY_ROOM
    def test_shows_only_pictures_that_there_are(self, activity: Activity) -> None:
        assert sorted(activity.all_pictures - set(PICTURES)) == []

    @EVERY_ROOM
    def test_points_only_at_items_that_there_are(self, activity: Activity) -> None:
        items = set(activity.by_key.asks)
        for question in activity.conversation:
            assert set(items_in(question.when)) <= items, question.key
            assert question.about is None or question.about in items, question.key
            assert all(card.name_from is None or card.name_from in items for card in _cards(question)), question.key

    @EVERY_ROOM
    def test_points_at_sets_of_items_that_are_not_empty(self, activity: Activity) -> None:
        for question in activity.conversation:
            pattern = getattr(question, "among", None) or getattr(question, "over", None)
            if isinstance(question, ChooseAmong | ReadBack):
                assert pattern is not None
                assert any(fnmatchcase(item, pattern) for item in activity.by_key.asks), question.key

    @EVERY_ROOM
    def test_has_conditions_that_the_browser_gets_unchanged(self, activity: Activity) -> None:
        for seed, played in every_play(activity, SOME_SEEDS):
            around = surroundings(activity, seed)
            for question in activity.conversation:
                sent = json.loads(json.dumps(question.when))
                assert holds(sent, played[-1][1], around) is holds(question.when, played[-1][1], around)

    @EVERY_ROOM
    def test_keeps_something_else_for_the_last_place(self, activity: Activity) -> None:
        for question in activity.conversation:
            if isinstance(question, Choose):
                values = [choice.value for choice in question.choices]
                assert len(set(values)) == len(values)
                others = [n for n, value in enumerate(values) if value in {"something-else", "someone-else"}]
                assert others in ([], [len(values) - 1]), question.key

    @EVERY_ROOM
    def test_passes_over_what_is_left_out_today(self, activity: Activity) -> None:
        naming = frozenset(item for item, card in activity.by_key.cards.items() if card.names)
        for seed in SOME_SEEDS:
            around = Surroundings(left_out=naming, groups=activity.groups)
            asked = {what.item for what, _ in activity.pretend(Random(seed), around)}
            assert not asked & naming

    @EVERY_ROOM
    def test_offers_the_same_scale_all_the_way(self, activity: Activity) -> None:
        scales = {tuple(place.value for place in q.scale) for q in activity.conversation if isinstance(q, Sort)}
        assert len(scales) <= 1

    @EVERY_ROOM
    def test_asks_nothing_more_about_words_that_suggest_harm(self, activity: Activity) -> None:
        """Domain, section 8: something about harm -> no further question."""
        for seed, played in every_play(activity, SOME_SEEDS):
            around = surroundings(activity, seed)
            for item, said in played[-1][1].items.items():
                if said.words:
                    _assert_no_follow_up(activity, played[-1][1], item, around)


def _cards(question: object) -> list[Any]:
    return list(question.cards) if isinstance(question, Sort) else []


def _assert_no_follow_up(activity: Activity, answer: Answer, item: str, around: Surroundings) -> None:
    harmed = replace(answer.items[item], words="he ‘hit’ me")
    answer = Answer(items={**answer.items, item: harmed})
    for question in activity.conversation:
        if question.about == item:
            assert not holds(question.when, answer, around), question.key
