"""When a question is asked: a handful of plain forms, the same here and in the browser.

Both are held to one table, `cases.json`. If these forms grow into a language, stop (docs/architecture.md, A room).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .answer import Answer, State, as_heard, fits

#: A condition is a JSON list, its form first: ["picked", "topic", "lessons"].
Condition = Sequence[Any]

ALWAYS: Condition = ("always",)


@dataclass(frozen=True)
class Surroundings:
    """What a conversation may depend on besides the answer itself."""

    #: Flags of this sitting: "first-time", "practice", "short".
    settings: frozenset[str] = frozenset()
    #: Items that wait for another day, because they name somebody present, or were not picked for practice.
    left_out: frozenset[str] = frozenset()
    #: The group of an item: "card:maths" -> "lesson".
    groups: Mapping[str, str] = field(default_factory=dict)
    #: Words of the pupil reach us through an interpreter or from signing.
    interpreted: bool = False
    #: Names of the adults in the room, who may write for the pupil.
    present: tuple[str, ...] = ()
    #: What everybody in the room may be called in a pupil's own words: "miss begum", "begum", "mum".
    names: tuple[str, ...] = ()


def given(item: str) -> Condition:
    """The item was answered."""
    return ("state", item, State.GIVEN.value)


def said(item: str, state: State) -> Condition:
    """The item has this state."""
    return ("state", item, state.value)


def picked(item: str, value: str) -> Condition:
    """This value is among the picks of an answered item."""
    return ("picked", item, value)


def fewer_words(item: str, n: int) -> Condition:
    """The item was answered in words, and in fewer than n of them."""
    return ("fewer-words", item, n)


def at_least(n: int, pattern: str) -> Condition:
    """At least n items that fit the pattern were answered."""
    return ("at-least", n, pattern)


def setting(name: str) -> Condition:
    """This flag of the sitting is on."""
    return ("setting", name)


def mentions(item: str, words: Sequence[str]) -> Condition:
    """The words given to the item contain one of these, as a whole word or run of words."""
    return ("mentions", item, list(words))


def points_at_place(item: str, place: str) -> Condition:
    """The item that was picked here lies at this place of the scale."""
    return ("points-at-place", item, place)


def points_at_group(item: str, group: str) -> Condition:
    """The item that was picked here belongs to this group."""
    return ("points-at-group", item, group)


def no(condition: Condition) -> Condition:
    """Not this."""
    return ("not", condition)


def every(*conditions: Condition) -> Condition:
    """All of these."""
    return ("all", *_without_shells("all", conditions))


def some(*conditions: Condition) -> Condition:
    """At least one of these."""
    return ("any", *_without_shells("any", conditions))


def _without_shells(form: str, conditions: Sequence[Condition]) -> Iterator[Condition]:
    """All of (all of two) and a third are all of three: a page brings every condition along (figure P1)."""
    for one in conditions:
        yield from one[1:] if one[0] == form else (one,)


#: Words beyond which no follow-up is asked: the adult-only safety step follows instead (docs/practice.md, 8 and
#: 10). They may only prompt an adult to look; that none is found never means that a child is safe.
HARM_WORDS = (
    *("hit", "hits", "hitting", "hurt", "hurts", "hurting", "kick", "kicks", "punch", "punched", "touch me"),
    *("touched me", "touches me", "kill", "die", "dead", "knife", "blood", "bleeding", "cut myself", "cutting"),
    *("scared of", "scared at home", "locked", "hungry at home", "secret", "not safe", "unsafe", "abuse", "rape"),
    *("bruise", "bruises", "belt", "smack", "smacked", "drunk", "drugs", "hate myself", "run away"),
)


def calm(pattern: str) -> Condition:
    """Nothing in the words given to the items that fit the pattern suggests harm."""
    return no(("worrying", pattern))


def names_somebody_here(item: str) -> Condition:
    """The words given to the item name somebody in the room: what is about them waits for another day."""
    return ("names-present", item)


def count_words(text: str) -> int:
    """Words as people count them: runs of what is not white space."""
    return len(text.split())


def contains_words(text: str, words: Sequence[str]) -> bool:
    """Whether one of these stands in the text as a whole word or run of words, whatever the case."""
    return _hears(as_heard(text), words)


def _hears(heard: str, words: Sequence[str]) -> bool:
    return any(_ours(word) in heard for word in words)


#: For the words we listen for, which are the same at every touch. What pupils say is not kept here.
_ours = lru_cache(maxsize=1024)(as_heard)


def holds(condition: Condition, answer: Answer, around: Surroundings) -> bool:
    """Whether the condition holds for the answer so far. Raises ValueError for a form that does not exist."""
    form, *rest = condition
    if form == "always":
        return True
    if form == "setting":
        return rest[0] in around.settings
    if form == "not":
        return not holds(rest[0], answer, around)
    if form == "all":
        return all(holds(one, answer, around) for one in rest)
    if form == "any":
        return any(holds(one, answer, around) for one in rest)
    if form == "at-least":
        return len(answer.given(rest[1])) >= int(rest[0])
    if form == "worrying":
        spoken = (said for item, said in answer.items.items() if said.words and fits(item, rest[0]))
        return any(_hears(said.heard, HARM_WORDS) for said in spoken)
    return _holds_of_item(form, rest, answer, around)


def _holds_of_item(form: str, rest: Sequence[Any], answer: Answer, around: Surroundings) -> bool:
    item = answer.get(rest[0])
    if item is None:
        return False
    if form == "state":
        return item.state.value == str(rest[1])
    is_given = item.state is State.GIVEN
    if form == "picked":
        return is_given and str(rest[1]) in item.picks
    if form == "fewer-words":
        return is_given and item.words.strip() != "" and count_words(item.words) < int(rest[1])
    if form == "mentions":
        return item.words != "" and _hears(item.heard, rest[1])
    if form == "names-present":
        return item.words != "" and _hears(item.heard, around.names)
    pointed = answer.get(item.picks[0]) if is_given and item.picks else None
    if form == "points-at-place":
        return pointed is not None and pointed.state is State.GIVEN and rest[1] in pointed.picks
    if form == "points-at-group":
        return is_given and bool(item.picks) and around.groups.get(item.picks[0]) == str(rest[1])
    raise ValueError(f"There is no condition called {form!r}")
