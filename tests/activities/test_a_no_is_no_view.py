"""No, enough, not now: an answer, and no view of school. It can never be ticked or printed as one.

The rule, for every room: whoever picks a choice of `NO`, or writes no more than "no" where more is asked for, has
given nothing that a statement may hold. What was picked or written is kept, and told as how the talk went.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from activities.contract import Activity, Answer, Choose, Provenance, Question, Said, State, Statement

from .playing import EVERY_ROOM, SOME_SEEDS, every_play, surroundings

#: The words on the buttons by which a pupil ends something or does not want it. "Nobody" and "Nothing" are views.
NO = {"No", "Not now", "Not today", "That is all", "That is enough", "Leave it", "Come back later"}
#: What says the same in words, to a question that only asks for more.
WRITTEN = ("no", "No.", "no thank you", "That’s all!", "Not now", "nothing else")
#: Questions that ask for more: is there anything else, who else, tell me more, tell me about a time.
FOR_MORE = ("anything-else", "tell-more:", "a-time:")


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
            with_no = replace(answer, items={**answer.items, key: Said(State.GIVEN, picks=(value,))})
            assert key not in given(activity, with_no, seed), (key, value)


@EVERY_ROOM
@pytest.mark.parametrize("words", WRITTEN)
def test_a_no_that_was_written_where_more_is_asked_for_is_kept_and_makes_no_statement(
    activity: Activity, words: str
) -> None:
    met = 0
    for seed, played in every_play(activity, SOME_SEEDS):
        answer = played[-1][1]
        for key in [item for item in answer.items if item.startswith(FOR_MORE)]:
            said = replace(
                answer.items[key], state=State.GIVEN, words=words, picks=(), provenance=Provenance.OWN_WORDS_TYPED
            )
            with_no = replace(answer, items={**answer.items, key: said})
            told = {one.key: one for one in activity.statements(with_no, surroundings(activity, seed))}
            if key in told:
                met += 1
                assert (told[key].state, told[key].words) == (State.TURNED_OVER, words)
    assert met


@EVERY_ROOM
@pytest.mark.parametrize("words", ["No shouting", "nothing works", "I said no to PE"])
def test_words_that_only_begin_with_no_stay_a_view(activity: Activity, words: str) -> None:
    for seed, played in every_play(activity, SOME_SEEDS):
        answer = played[-1][1]
        said = Said(State.GIVEN, words=words, provenance=Provenance.OWN_WORDS_TYPED)
        with_words = replace(answer, items={**answer.items, "anything-else": said})
        assert given(activity, with_words, seed)["anything-else"].words == words
