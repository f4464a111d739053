"""Patterns that an adult should know of. They change nothing that the pupil said (docs/practice.md, 7, point 6)."""

from __future__ import annotations

from collections.abc import Sequence

from activities.contract import N_, Answer, Text

#: Fewer cards than these happen to lie together, or in turn, too easily.
ENOUGH_FOR_ONE_PLACE = 4
ENOUGH_FOR_TURNS = 6


def notes(answer: Answer) -> Sequence[Text]:
    """Sentences for the adult's close page; none where the cards lie in no pattern."""
    places = [said.picks[0] for said in answer.given("card:*").values()]
    if len(places) >= ENOUGH_FOR_ONE_PLACE and len(set(places)) == 1:
        return [N_("All cards were put in one place. Think about offering a few again, in another order.")]
    if len(places) >= ENOUGH_FOR_TURNS and _take_turns(places):
        return [N_("The cards were put in places that take turns. Think about offering a few again, in another order.")]
    return []


def _take_turns(places: Sequence[str]) -> bool:
    """The same two or three places in the same order, over and over."""
    return any(
        len(set(places[:n])) == n and all(place == places[i % n] for i, place in enumerate(places)) for n in (2, 3)
    )
