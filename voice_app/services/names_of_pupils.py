"""Where what a pupil said may name another pupil: people named are third parties (`domain.md`, 8.8 and 9).

Nothing is changed by it. Whether "Bella" is the girl in class Oak or the dog, a person has to say: the SENDCo is told
before the words go out.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Pupil, Statement

#: Names that are everyday words too. In the middle of a sentence they count with a capital letter only.
EVERYDAY = frozenset(
    {
        *("amber", "angel", "april", "archer", "art", "august", "autumn", "bay", "bill", "blue", "bob", "brook"),
        *("carter", "chance", "chase", "christian", "cooper", "daisy", "dawn", "dean", "drew", "duke", "earl"),
        *("eve", "faith", "frank", "grace", "grant", "guy", "hazel", "heather", "holly", "honey", "hope"),
        *("hunter", "iris", "ivy", "jack", "jade", "jay", "joy", "june", "king", "lance", "lily", "major"),
        *("mark", "mason", "max", "may", "melody", "miles", "nick", "olive", "page", "parker", "pat", "pearl"),
        *("poppy", "prince", "ray", "red", "rich", "river", "rob", "robin", "rose", "rowan", "ruby", "sky"),
        *("star", "storm", "sue", "summer", "tanner", "taylor", "violet", "will", "wren"),
    }
)
#: Letters that stand alone in a sentence and are no initial: "Tomos I like", "Tomos a bit".
NO_INITIAL = frozenset("ia")
MOST_PARTS = 3


@dataclass(frozen=True)
class Named:
    """A name as it stands in the words, and whom it may mean: those of the same class first, then of the same year."""

    name: str
    pupils: Sequence[Pupil]


@dataclass(frozen=True)
class _Word:
    plain: str
    written: str
    begins_sentence: bool

    @property
    def has_capital(self) -> bool:
        return self.written[:1].isupper() and not self.begins_sentence


def named_in(session: Session, pupil: Pupil, statements: Iterable[Statement]) -> Mapping[UUID, Sequence[Named]]:
    """By statement: the names in its words that another pupil of the school goes by. The pupil's own is none.

    A name is found as a whole word, whatever the case and the accents, alone or with the surname or its first letter.
    """
    with_words = [one for one in statements if one.words]
    if not with_words:
        return {}
    called = _called(session, pupil)
    found = {one.id: list(_found(_words_of(one.words or ""), called, pupil)) for one in with_words}
    return {key: names for key, names in found.items() if names}


def _called(session: Session, pupil: Pupil) -> Mapping[tuple[str, ...], list[Pupil]]:
    """The other pupils by each forename they go by, so that a word is looked up and not searched for."""
    others = session.scalars(
        select(Pupil)
        .where(
            Pupil.school_id == pupil.school_id,
            Pupil.id != pupil.id,
            Pupil.archived_at.is_(None),
            Pupil.practice.is_(False),
        )
        .order_by(Pupil.surname, Pupil.forename)
    )
    by_name: dict[tuple[str, ...], list[Pupil]] = defaultdict(list)
    for other in others:
        for name in {_plain(other.forename), _plain(other.preferred or "")} - {()}:
            by_name[name[:MOST_PARTS]].append(other)
    return by_name


def _found(words: Sequence[_Word], called: Mapping[tuple[str, ...], list[Pupil]], pupil: Pupil) -> Iterator[Named]:
    seen: set[str] = set()
    at = 0
    while at < len(words):
        parts, meant = _at(words, at, called, pupil)
        name = " ".join(word.written for word in words[at : at + parts])
        if meant and name.casefold() not in seen:
            seen.add(name.casefold())
            yield Named(name, sorted(meant, key=lambda other: _how_far(other, pupil)))
        at += max(parts, 1)


def _at(
    words: Sequence[_Word], at: int, called: Mapping[tuple[str, ...], list[Pupil]], pupil: Pupil
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
        stands_alone = len(words) == parts
        if parts > 1 or first[0] not in EVERYDAY or stands_alone or words[at].has_capital:
            return parts, others
    return 0, []


def _with_surname(after: Sequence[_Word], others: Sequence[Pupil]) -> tuple[int, list[Pupil]]:
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
    return tuple(word.plain for word in _words_of(name))


def _words_of(text: str) -> list[_Word]:
    """The words of a text, each also in lower case without accents. What is joined by a hyphen is two."""
    words, letters, begins = [], "", True
    for character in f"{unicodedata.normalize('NFC', text)} ":
        if character.isalnum() or unicodedata.category(character).startswith("M"):
            letters += character
            continue
        if letters and character in "'’":
            letters += "'"
            continue
        # Bella’s is said of Bella; O’Neil may stand in the school's list without its sign.
        letters = letters.removesuffix("'").removesuffix("'s").removesuffix("'S").replace("'", "")
        if letters:
            words.append(_Word(_without_accents(letters), letters, begins))
            letters, begins = "", False
        begins = begins or character in ".!?\n"
    return words


def _without_accents(letters: str) -> str:
    apart = unicodedata.normalize("NFKD", letters)
    return "".join(character for character in apart if not unicodedata.combining(character)).casefold()
