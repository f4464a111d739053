"""Whatever a pupil presses, in whatever order: the answer stays one that is kept, and Go back leads to the start."""

from __future__ import annotations

import json
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.contract import (
    Activity,
    Answer,
    AnswerProblem,
    Surroundings,
    Touch,
    anything_left,
    clean_words,
    next_step,
    read_answer,
    settled,
    stopped_at,
    touch,
)
from activities.contract.answer import MOST_BYTES
from activities.contract.flow import allowed_picks

from .playing import EVERY_ROOM

KINDS = ("words", "next", "next", "turn-over", "skip", "dont-know", "back")
WORDS = st.text(max_size=40)


def press_at_random(activity: Activity, data: st.DataObject, around: Surroundings, most: int = 40) -> Answer:
    """Touches of every kind at whatever is asked; those that the question does not take change nothing."""
    answer = Answer()
    for _ in range(data.draw(st.integers(0, most))):
        step = next_step(activity.conversation, answer, around)
        if step is None:
            break
        picks = sorted(allowed_picks(step.question, answer, step.item))
        kind = data.draw(st.sampled_from(KINDS + ("pick",) * 4 if picks else KINDS))
        what = Touch(
            kind=kind,
            item=step.item,
            value=data.draw(st.sampled_from(picks)) if kind == "pick" else "",
            words=clean_words(data.draw(WORDS)),
            by=data.draw(st.sampled_from([None, "Miss Begum"])),
        )
        try:
            answer = touch(step.question, answer, what, around)
        except AnswerProblem:
            continue
    return answer


@EVERY_ROOM
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_presses_make_an_answer_that_is_kept(activity: Activity, data: st.DataObject) -> None:
    around = Surroundings(groups=activity.groups, present=("Miss Begum",))

    answer = press_at_random(activity, data, around)

    stopped = stopped_at(activity.conversation, answer, around)
    for one in (answer, stopped):
        assert anything_left(activity.conversation, one, around) == (
            next_step(activity.conversation, one, around) is not None
        )
        assert activity.check(json.loads(json.dumps(one.as_stored())), around) == one
        keys = [said.key for said in activity.statements(one, around)]
        assert len(set(keys)) == len(keys)


@EVERY_ROOM
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_go_back_leads_to_the_start_from_anywhere(activity: Activity, data: st.DataObject) -> None:
    around = Surroundings(groups=activity.groups, present=("Miss Begum",))

    answer = press_at_random(activity, data, around)
    steps = len(answer.undo)
    for _ in range(steps):
        answer = touch(activity.conversation[0], answer, Touch("back", ""), around)

    assert answer == Answer()


@EVERY_ROOM
def test_the_longest_words_everywhere_still_fit(activity: Activity) -> None:
    """In a script of three bytes a letter; the oldest steps back give way, what was said does not."""
    around = Surroundings(groups=activity.groups)
    answer = Answer()
    while (step := next_step(activity.conversation, answer, around)) is not None:
        words = Touch("words", step.item, words="আমি মাঠে যেতে চাই " * 27)
        picks = sorted(allowed_picks(step.question, answer, step.item))
        with suppress(AnswerProblem):  # no words here, or no more room for them
            answer = touch(step.question, answer, words, around)
        last = Touch("pick", step.item, picks[0]) if picks else Touch("next", step.item)
        answer = touch(step.question, answer, last, around)
        for going_on in ("next", "skip"):
            if not settled(answer, step.item):
                answer = touch(step.question, answer, Touch(going_on, step.item), around)

    assert len(json.dumps(answer.as_stored(), ensure_ascii=False).encode()) <= MOST_BYTES
    assert read_answer(answer.as_stored()).items == answer.items
