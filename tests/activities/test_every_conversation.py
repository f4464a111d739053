"""What every room asks: wording fit for pupils, questions that hang together, and when to say no more."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fnmatch import fnmatchcase
from random import Random
from typing import Any

from activities.contract import Activity, Answer, Choose, ChooseAmong, ReadBack, Sort, Surroundings, Text, holds
from media.cards.catalogue import PICTURES

from .playing import EVERY_ROOM, SOME_SEEDS, every_play, pupil_texts, pupil_wordings, surroundings
from .sitting import items_in, patterns_in

#: Jargon that no pupil should meet (rule A28). Capitals matter: "send" is an everyday word.
JARGON = re.compile(r"\bSEND\b|\bSENCo\b|\bSENDCo\b|APDR|EHCP?|(?i:\b(consents?|reviews?|assessments?)\b)")
#: Closed, leading or blaming (rule A29; docs/practice.md, 7, point 3).
LEADING = re.compile(r"\b(why|do you like|don’t you|isn’t it|is it bad|is it good|do you hate)\b", re.IGNORECASE)
#: In one sentence (rule A28); the simple wording is shorter still (docs/practice.md, 13).
MOST_WORDS, MOST_WORDS_SIMPLE = 12, 8


class TestTheWording:
    @EVERY_ROOM
    def test_is_short_in_every_sentence(self, activity: Activity) -> None:
        wordings = list(pupil_wordings(activity))
        assert [long for w in wordings for long in _sentences_over(MOST_WORDS_SIMPLE, w.simple)] == []
        assert [long for w in wordings for long in _sentences_over(MOST_WORDS, w.older)] == []

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

    @EVERY_ROOM
    def test_puts_the_name_of_a_card_at_the_end_and_in_no_sentence(self, activity: Activity) -> None:
        """A name may be that of one or of many, of a person or of a thing: "about Teacher" is no sentence."""
        naming = [text for text in pupil_texts(activity) if "%(card)s" in text]
        assert [text for text in naming if not text.endswith(": %(card)s.")] == []


class TestTheConversation:
    @EVERY_ROOM
    def test_shows_only_pictures_that_there_are(self, activity: Activity) -> None:
        assert sorted(activity.all_pictures - set(PICTURES)) == []

    @EVERY_ROOM
    def test_points_only_at_items_that_there_are(self, activity: Activity) -> None:
        items = set(activity.by_key.asks)
        for question in activity.conversation:
            assert set(items_in(question.when)) <= items, question.key
            for about in (question.about, question.beside):
                assert about is None or set(about.split("|")) <= items, question.key
            assert all(card.name_from is None or card.name_from in items for card in _cards(question)), question.key

    @EVERY_ROOM
    def test_points_at_sets_of_items_that_are_not_empty(self, activity: Activity) -> None:
        for question in activity.conversation:
            pattern = getattr(question, "among", None) or getattr(question, "over", None)
            if isinstance(question, ChooseAmong | ReadBack):
                assert pattern is not None
            for named in [*patterns_in(question.when), *(pattern.split("|") if pattern else [])]:
                assert any(fnmatchcase(item, named) for item in activity.by_key.asks), question.key

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
        """docs/practice.md, 8: something about harm -> no further question."""
        for seed, played in every_play(activity, SOME_SEEDS):
            around = surroundings(activity, seed)
            for item, said in played[-1][1].items.items():
                if said.words:
                    _assert_no_follow_up(activity, played[-1][1], item, around)


def _sentences_over(most: int, text: Text) -> list[str]:
    return [sentence for sentence in re.split(r"[.?!]", text.text) if len(sentence.split()) > most]


def _cards(question: object) -> list[Any]:
    return list(question.cards) if isinstance(question, Sort) else []


def _assert_no_follow_up(activity: Activity, answer: Answer, item: str, around: Surroundings) -> None:
    harmed = replace(answer.items[item], words="he ‘hit’ me")
    answer = Answer(items={**answer.items, item: harmed})
    for question in activity.conversation:
        if item in (question.about or "").split("|"):
            assert not holds(question.when, answer, around), question.key
