"""Where what a pupil said may name another pupil: people named are third parties (docs/practice.md, 8.8 and 9).

Nothing is changed by it. Whether "Bella" is the girl in class Oak or the dog, a person has to say: the SENDCo is told
before the words go out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Text, Theme, has_name, may_have_name, without_names
from activities.contract import likely_names as likely_in
from activities.contract.names import EVERYDAY, NO_INITIAL, Word, is_titled, words_of
from voice_app.model import Pupil, Statement

from .names_at_beginnings import is_word_of_doing, names_at_beginnings

#: Surnames that are everyday words too. At the beginning of a sentence they tell nothing.
EVERYDAY_SURNAMES = frozenset(
    {
        *("baker", "barber", "bell", "berry", "bird", "black", "bond", "brown", "bull", "bush", "butcher", "carpenter"),
        *("child", "cook", "cross", "english", "farmer", "field", "fish", "fisher", "ford", "fox", "french", "frost"),
        *("gold", "good", "gray", "green", "hall", "hill", "hood", "house", "kidd", "knight", "lake", "lane", "little"),
        *("long", "love", "marsh", "money", "moon", "park", "pool", "potter", "price", "rice", "school", "short"),
        *("singer", "snow", "spring", "stone", "street", "strong", "swan", "sweet", "walker", "wall", "walsh", "ward"),
        *("waters", "week", "welsh", "west", "white", "winter", "wise", "wood", "woods", "young"),
    }
)
#: A shorter surname is too often a word, or a part of one in another language.
LEAST_SURNAME = 4
#: Forenames that are everyday words too, but hardly any pupil's: they count in small letters as any other name.
_HARDLY_WORDS = frozenset(
    {
        *("archer", "bob", "carter", "cooper", "daisy", "dean", "grace", "hazel", "heather", "holly", "iris", "ivy"),
        *("jack", "jade", "jay", "lily", "mason", "max", "nick", "parker", "piper", "poppy", "robin", "rowan", "ruby"),
        *("tanner", "taylor", "trinity", "violet", "willow"),
    }
)
MOST_PARTS = 3


@dataclass(frozen=True)
class Named:
    """A name as it stands in the words, and whom it may mean: those of the same class first, then of the same year."""

    name: str
    pupils: Sequence[Pupil]


@dataclass(frozen=True)
class _Called:
    """The other pupils by each forename they go by and by their surname, so that a word is looked up."""

    forenames: Mapping[tuple[str, ...], list[Pupil]]
    surnames: Mapping[tuple[str, ...], list[Pupil]]


def named_in(session: Session, pupil: Pupil, statements: Iterable[Statement]) -> Mapping[UUID, Sequence[Named]]:
    """By statement: the names that papers would print of it and that another pupil of the school goes by, or went by.

    A name is found as a whole word in the words and in what was given for the claim, whatever the case and the accents,
    alone or with the surname or its first letter; a surname alone with a capital letter. The pupil's own is none.
    """
    given = {one.id: texts for one in statements if (texts := _given(one))}
    if not given:
        return {}
    called = _called(session, pupil)
    found = {key: list(_named(texts, called, pupil)) for key, texts in given.items()}
    return {key: names for key, names in found.items() if names}


def _given(one: Statement) -> list[str]:
    """What papers print of it that is no sentence of ours."""
    texts = (one.words or "", *Text.from_stored(one.claim).given())
    return [without_names(text, one.other_pupils, "[]") for text in texts if text.strip()]


def friend_may_be_named(one: Statement) -> bool:
    """Whether a friend is spoken of and papers may print the name, because it is not sure that it is one."""
    return any(may_have_name(text, one.other_pupils) for text in _given(one))


def likely_names(pupil: Pupil, one: Statement) -> Sequence[str]:
    """The names of others that papers would likely print of it, whoever they are: friends of another school, children
    of the family. Not the pupil's own, nor one of which the school's list, or who was asked about, tells already."""
    own = {
        *_plain(pupil.forename),
        *_plain(pupil.preferred or ""),
        *_plain(pupil.surname),
        *_plain(pupil.class_name or ""),
    }
    present = {word for person in one.sitting.present for word in _plain(person.name)}
    none = own | present | _on_our_cards()
    found: dict[str, None] = {}
    for text in _given(one):
        found |= dict.fromkeys(likely_in(text, none, of_people=one.theme == Theme.PEOPLE))
        found |= dict.fromkeys(names_at_beginnings(text, none))
    # "Kayla hits" after "Kayla Jones" is no second name.
    return [name for name in found if not any(name != other and name in re.split("[ -]", other) for other in found)]


@cache
def _on_our_cards() -> frozenset[str]:
    """The words that our own pictures and cards have in English, which are no names: "Lunch", "Reading"."""
    labels = (
        one.label.version(older)
        for activity in all_activities().values()
        for question in activity.conversation
        for one in (*getattr(question, "cards", ()), *getattr(question, "choices", ()))
        for older in (False, True)
    )
    return frozenset(word for label in labels for word in _plain(label.text))


def names_left_out(one: Statement) -> Sequence[str]:
    """The names for which papers print "another pupil"."""
    texts = (one.words or "", *Text.from_stored(one.claim).given())
    return [name for name in one.other_pupils if any(has_name(text, [name]) for text in texts)]


def _called(session: Session, pupil: Pupil) -> _Called:
    """Those who left too: that somebody is no more on the list makes the name no less theirs."""
    others = session.scalars(
        select(Pupil)
        .where(Pupil.school_id == pupil.school_id, Pupil.id != pupil.id, Pupil.practice.is_(False))
        .order_by(Pupil.surname, Pupil.forename)
    )
    forenames: dict[tuple[str, ...], list[Pupil]] = defaultdict(list)
    surnames: dict[tuple[str, ...], list[Pupil]] = defaultdict(list)
    for other in others:
        for name in {_plain(other.forename), _plain(other.preferred or "")} - {()}:
            forenames[name[:MOST_PARTS]].append(other)
        surname = _plain(other.surname)
        if len("".join(surname)) >= LEAST_SURNAME and surname != _plain(pupil.surname):
            surnames[surname[:MOST_PARTS]].append(other)
    return _Called(forenames, surnames)


def _named(texts: Iterable[str], called: _Called, pupil: Pupil) -> Iterator[Named]:
    seen: set[str] = set()
    for one in (one for text in texts for one in _found(words_of(text), called, pupil)):
        if one.name.casefold() not in seen:
            seen.add(one.name.casefold())
            yield one


def _found(words: Sequence[Word], called: _Called, pupil: Pupil) -> Iterator[Named]:
    at = 0
    while at < len(words):
        parts, meant = _at(words, at, called.forenames, pupil)
        if parts == 0:
            parts, meant = _surname_at(words, at, called.surnames)
        if meant:
            name = " ".join(word.written for word in words[at : at + parts])
            yield Named(name, sorted(meant, key=lambda other: _how_far(other, pupil)))
        at += max(parts, 1)


def _at(
    words: Sequence[Word], at: int, called: Mapping[tuple[str, ...], list[Pupil]], pupil: Pupil
) -> tuple[int, list[Pupil]]:
    """How many words of a name begin here, and whom it may mean."""
    for parts in range(MOST_PARTS, 0, -1):
        first = tuple(word.plain for word in words[at : at + parts])
        others = called.get(first, []) if len(first) == parts else []
        if not others:
            continue
        more, meant = _with_surname(words[at + parts :], others)
        if meant:
            return parts + more, meant
        # Another initial than any that is here; or the pupil, who may well speak of themselves.
        if more or first in {_plain(pupil.forename), _plain(pupil.preferred or "")}:
            return parts, []
        if parts > 1 or first[0] not in EVERYDAY - _HARDLY_WORDS or _stands_as_name(words, at):
            return parts, others
    return 0, []


def _surname_at(
    words: Sequence[Word], at: int, called: Mapping[tuple[str, ...], list[Pupil]]
) -> tuple[int, list[Pupil]]:
    """The same for a surname alone. "Mrs Mensah" is no pupil."""
    word = words[at]
    if is_titled(words, at) or not (word.is_capital or not word.has_case):
        return 0, []
    for parts in range(MOST_PARTS, 0, -1):
        surname = tuple(one.plain for one in words[at : at + parts])
        others = called.get(surname, []) if len(surname) == parts else []
        is_word = parts == 1 and surname[0] in EVERYDAY | EVERYDAY_SURNAMES
        if others and (not is_word or len(words) == parts or _has_capital(word)):
            return parts, others
    return 0, []


def _stands_as_name(words: Sequence[Word], at: int) -> bool:
    """Whether an everyday word that is a pupil's name may be the name here: alone, with a capital that tells, or
    where a sentence begins. "Summer is hot" is pointed at too: a name that nobody looks at goes out."""
    word = words[at]
    return len(words) == 1 or _has_capital(word) or (word.begins_sentence and not is_word_of_doing(words, at))


def _has_capital(word: Word) -> bool:
    return word.is_capital and not word.begins_sentence


def _with_surname(after: Sequence[Word], others: Sequence[Pupil]) -> tuple[int, list[Pupil]]:
    """How many words of a surname follow, at least its first letter, and whose it is."""
    following = [word.plain for word in after]
    for parts in range(min(MOST_PARTS, len(following)), 0, -1):
        whole = [one for one in others if _plain(one.surname) == tuple(following[:parts])]
        if whole:
            return parts, whole
    if following and len(following[0]) == 1 and following[0].isalpha() and following[0] not in NO_INITIAL:
        return 1, [one for one in others if "".join(_plain(one.surname)).startswith(following[0])]
    return 0, []


def _how_far(other: Pupil, pupil: Pupil) -> int:
    if other.class_name and other.class_name == pupil.class_name:
        return 0
    return 1 if other.year and other.year == pupil.year else 2


def _plain(name: str) -> tuple[str, ...]:
    return tuple(word.plain for word in words_of(name))
