"""No, enough, not now: an answer, and no view of school. It can never be ticked or printed as one.

The rule, for every room: whoever picks a choice of `NO` has given nothing that a statement may hold. What was picked is
kept, and told as how the talk went. What a pupil writes is never read for what it may mean: "no more" may be a wish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from activities.contract import Activity, Answer, Choose, Provenance, Question, Said, State, Statement

from .playing import EVERY_ROOM, SOME_SEEDS, every_play, surroundings

#: The words on the buttons by which a pupil ends something or does not want it. "Nobody" and "Nothing" are views.
NO = {"No", "Not now", "Not today", "That is all", "That is enough", "Leave it", "Come back later"}


def buttons(question: Question) -> Iterator[tuple[str, str]]:
    """The value of every choice of a question and what stands on it, in both wordings."""
    choices = [*question.choices] if isinstance(question, Choose) else []
    no_more = getattr(question, "no_more", None)
    for choice in [*choices, *([no_more] if no_more else [])]:
        for label in (choice.label.simple, choice.label.older):
            yield choice.value, label.text


def given(activity: Activity, answer: Answer, seed: int) -> dict[str, Statement]:
    """What can be ticked, by what was asked."""
    told = activity.statements(answer, surroundings(activity, seed))
    return {one.key: one for one in told if one.state is State.GIVEN}


@EVERY_ROOM
def test_a_button_that_says_no_makes_no_statement(activity: Activity) -> None:
    says_no = {(q.key, value) for q in activity.conversation for value, label in buttons(q) if label in NO}
    assert says_no, "a room that never lets a pupil say that it is enough, or calls it something that is not in NO"
    for seed, played in every_play(activity, SOME_SEEDS):
        answer = played[-1][1]
        for key, value in says_no:
            others = {item: said for item, said in answer.items.items() if item != key}
            with_no = replace(answer, items={**others, key: Said(State.GIVEN, picks=(value,))})
            # A statement need not bear the name of its question: the no must add none of any name.
            of_others = {item for item, said in others.items() if said.state is State.GIVEN}
            unasked = given(activity, replace(answer, items=others), seed)
            assert {*given(activity, with_no, seed)} <= {*unasked, *of_others}, (key, value)


@EVERY_ROOM
@pytest.mark.parametrize("words", ["no", "No more", "that’s all", "No shouting", "I said no to PE"])
def test_a_no_in_words_is_not_read_and_stays_what_the_pupil_said(activity: Activity, words: str) -> None:
    for seed, played in every_play(activity, SOME_SEEDS):
        answer = played[-1][1]
        said = Said(State.GIVEN, words=words, provenance=Provenance.OWN_WORDS_TYPED)
        with_words = replace(answer, items={**answer.items, "anything-else": said})
        assert given(activity, with_words, seed)["anything-else"].words == words
