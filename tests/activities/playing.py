"""Pretend pupils for the tests of every room: played once a seed, in sittings of all sorts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from activities import all_activities
from activities.contract import Activity, Answer, Choose, Sort, Surroundings, Touch, Wording

ROOMS = list(all_activities().values())
EVERY_ROOM = pytest.mark.parametrize("activity", ROOMS, ids=[room.slug for room in ROOMS])
SEEDS = range(400)
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
