"""The table that Python and the browser share: every condition, every touch, what is asked next.

The browser's `flow.ts` is held to the same file, so a row added here binds both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from activities.contract import (
    NO_MORE,
    Answer,
    AnswerProblem,
    Card,
    Choice,
    Choose,
    ChooseAmong,
    OwnWords,
    Place,
    Question,
    ReadBack,
    Sort,
    Surroundings,
    Text,
    Touch,
    holds,
    next_step,
    read_answer,
    same,
    touch,
)

Row = Mapping[str, Any]

TABLE: Mapping[str, Sequence[Row]] = json.loads(
    (Path(__file__).parents[2] / "activities" / "contract" / "cases.json").read_text(encoding="utf-8")
)

WORDS = same(Text("How is this for you?"))
SCALE = [
    Place(value=value, label=same(Text(value)), picture=value, older_picture=value, tone=tone)
    for value, tone in (("good", "good"), ("between", "between"), ("not-good", "hard"))
]


def rows(part: str) -> list[Any]:
    return [pytest.param(row, id=row["name"]) for row in TABLE[part]]


def surroundings(raw: Row) -> Surroundings:
    return Surroundings(
        settings=frozenset(raw["settings"]),
        left_out=frozenset(raw["leftOut"]),
        groups=raw["groups"],
        interpreted=raw["interpreted"],
        present=tuple(raw["present"]),
        names=tuple(raw.get("names", ())),
    )


def question(raw: Row) -> Question:
    """A question of the contract from the JSON that the browser gets."""
    always: dict[str, Any] = {"key": raw["key"], "ask": WORDS, "when": raw["when"], "prompt": raw["prompt"]}
    always |= {"about": raw.get("about"), "beside": raw.get("beside")}
    if raw["kind"] == Sort.kind:
        cards = [Card(item=item, label=same(Text(item)), picture="art") for item in raw["items"]]
        return Sort(cards=cards, scale=SCALE, **always)
    if raw["kind"] == ChooseAmong.kind:
        apart = [Choice(value=value, label=same(Text(value)), picture="no") for value in raw.get("apart", [])]
        own_words = raw["ownWords"]
        return ChooseAmong(among=raw["among"], many=raw["many"], choices=apart, own_words=own_words, **always)
    if raw["kind"] == ReadBack.kind:
        return ReadBack(over=raw["over"], **always)
    if raw["kind"] == OwnWords.kind:
        no_more = NO_MORE if raw.get("noMore") else None
        photos = raw.get("photos", "")
        return OwnWords(many=raw["many"], own_words=raw["ownWords"], photos=photos, no_more=no_more, **always)
    return Choose(many=raw["many"], own_words=raw["ownWords"], **always)


def do(row: Row) -> Answer:
    what = Touch(**row["touch"])
    return touch(question(row["question"]), read_answer(row["answer"]), what, surroundings(row["around"]))


@pytest.mark.parametrize("row", rows("conditions"))
def test_a_condition_holds_as_the_table_says(row: Row) -> None:
    assert holds(row["condition"], read_answer(row["answer"]), surroundings(row["around"])) is row["holds"]


@pytest.mark.parametrize("row", [row for row in rows("touches") if "after" in row.values[0]])
def test_a_touch_does_what_the_table_says(row: Row) -> None:
    assert do(row).as_stored() == row["after"]


@pytest.mark.parametrize("row", [row for row in rows("touches") if "refused" in row.values[0]])
def test_a_touch_that_the_question_does_not_take_is_refused(row: Row) -> None:
    with pytest.raises(AnswerProblem):
        do(row)


@pytest.mark.parametrize("row", rows("flow"))
def test_what_is_asked_next_is_what_the_table_says(row: Row) -> None:
    conversation = [question(raw) for raw in row["questions"]]

    step = next_step(conversation, read_answer(row["answer"]), surroundings(row["around"]))

    found = {"question": step.question.key, "item": step.item} if step else None
    assert found == row["next"]


@pytest.mark.parametrize("row", [row for row in rows("touches") if "after" in row.values[0]])
def test_every_touch_but_going_back_can_be_undone(row: Row) -> None:
    before, after = read_answer(row["answer"]), do(row)
    one_step_more = len(after.undo) == len(before.undo) + 1
    if row["touch"]["kind"] == "back" or not one_step_more:
        return

    undone = touch(question(row["question"]), after, Touch("back", row["touch"]["item"]), Surroundings())

    assert undone.as_stored() == row["answer"]


def test_the_table_knows_every_form_of_condition_and_every_touch() -> None:
    forms = {form for row in TABLE["conditions"] for form in _forms(row["condition"])}
    assert forms == {
        *("always", "setting", "not", "all", "any", "at-least", "state", "picked", "fewer-words", "mentions"),
        *("points-at-place", "points-at-group", "worrying", "names-present"),
    }
    touches = {row["touch"]["kind"] for row in TABLE["touches"]}
    assert touches >= {"pick", "words", "photo", "next", "turn-over", "skip", "dont-know", "back"}
    kinds = {row["question"]["kind"] for row in TABLE["touches"]}
    assert kinds == {kind.kind for kind in (Sort, Choose, OwnWords, ChooseAmong, ReadBack)}


def _forms(condition: Sequence[Any]) -> set[str]:
    inside = condition[1:] if condition[0] in {"not", "all", "any"} else []
    return {condition[0]}.union(*(_forms(one) for one in inside))


def test_a_condition_of_an_unknown_form_is_a_mistake_of_the_room() -> None:
    answer = read_answer({"items": {"topic": {"state": "skipped", "provenance": "OWN_CHOICE"}}})

    with pytest.raises(ValueError, match="no condition called 'more-than'"):
        holds(["more-than", "topic", 3], answer, Surroundings())
