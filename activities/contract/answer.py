"""The shape of an answer: what was said to each item, and how."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

#: Of an answer that comes in, in bytes of JSON without spaces, as the browser counts (docs/architecture.md, Turn).
MOST_BYTES = 16 * 1024
#: Of one thing written, in characters as its box counts them.
MOST_CHARACTERS = 500
#: The same as it is kept: written in NFC, a letter of Bengali or Panjabi can become three.
MOST_KEPT_CHARACTERS = 3 * MOST_CHARACTERS
MOST_PICKS = 12
#: Photos beside one thing said.
MOST_PHOTOS = 1


#: The pick that says that there is nothing (more) to tell.
NO_MORE = "no-more"


class State(StrEnum):
    """What came of asking one thing. Kept apart for good: none of them ever becomes "neutral" (rule A47)."""

    GIVEN = "given"
    TURNED_OVER = "turned-over"
    SKIPPED = "skipped"
    DONT_KNOW = "dont-know"
    NOT_ASKED = "not-asked"
    STOPPED = "stopped"
    #: Still being answered: the pupil has touched it and not moved on.
    STARTED = "started"


class Provenance(StrEnum):
    """How something was said (docs/practice.md, 7)."""

    OWN_WORDS_TYPED = "OWN_WORDS_TYPED"
    OWN_WORDS_SPOKEN = "OWN_WORDS_SPOKEN"
    OWN_CHOICE = "OWN_CHOICE"
    SCRIBED_VERBATIM = "SCRIBED_VERBATIM"
    SCRIBED_SUMMARY = "SCRIBED_SUMMARY"
    INTERPRETED = "INTERPRETED"
    ADULT_READING = "ADULT_READING"
    PARENT_VIEW = "PARENT_VIEW"


class AnswerProblem(ValueError):
    """What came in is not an answer to this activity. Holds sentences for the log, never the pupil's words."""


@dataclass(frozen=True)
class Said:
    """What a pupil said to one item."""

    state: State
    picks: tuple[str, ...] = ()
    words: str = ""
    provenance: Provenance = Provenance.OWN_CHOICE
    #: Who wrote the words, where it was not the pupil.
    by: str | None = None
    #: What the guide did before the answer came: "pictures-shown", "listened".
    prompts: tuple[str, ...] = ()
    #: Keys of the pupil's own photos; the bytes are kept elsewhere.
    photos: tuple[str, ...] = ()
    #: A mark of the answer that this one follows on from (`flow.mark`): where that one changes, it is asked again.
    about: str = ""

    @property
    def is_no_more(self) -> bool:
        """Whether the pupil said that there is nothing (more) to tell: an answer, and no thing said."""
        return self.picks == (NO_MORE,)

    @cached_property
    def heard(self) -> str:
        """The words as they are listened to, for `conditions.contains`; kept no longer than this object."""
        return as_heard(self.words)

    @property
    def says_something(self) -> bool:
        """Whether there is a pick, a word or a photo; white space alone is none."""
        return bool(self.picks or self.photos or self.words.strip())

    def _without(self, photo: str) -> Said:
        return replace(self, photos=tuple(one for one in self.photos if one != photo))

    def as_stored(self) -> dict[str, Any]:
        """As JSON, without what is empty."""
        stored: dict[str, Any] = {"state": self.state.value, "provenance": self.provenance.value}
        if self.picks:
            stored["picks"] = list(self.picks)
        if self.words:
            stored["words"] = self.words
        if self.by:
            stored["by"] = self.by
        if self.prompts:
            stored["prompts"] = list(self.prompts)
        if self.photos:
            stored["photos"] = list(self.photos)
        if self.about:
            stored["about"] = self.about
        return stored


#: By what is stored: quicker than asking the enumeration, and every touch asks for every item.
_STATES: Mapping[object, State] = {one.value: one for one in State}
_PROVENANCES: Mapping[object, Provenance] = {one.value: one for one in Provenance}


@lru_cache(maxsize=4096)
def fits(item: str, pattern: str) -> bool:
    """Whether an item fits a pattern: "card:*", or several with a bar between them, "best-bit|better"."""
    return any(fnmatchcase(item, one) for one in pattern.split("|"))


@dataclass(frozen=True)
class Answer:
    """The whole answer after one touch: what was said to each item, and the way back."""

    items: Mapping[str, Said] = field(default_factory=dict)
    #: For Go back, without end: the item touched and what it was before (nothing: not yet answered).
    undo: tuple[tuple[str, Said | None], ...] = ()

    def get(self, item: str) -> Said | None:
        """What was said to this item, if anything."""
        return self.items.get(item)

    def given(self, pattern: str) -> dict[str, Said]:
        """Items that fit the pattern and at which something was told, in the order they were first answered."""
        return {k: s for k, s in self.items.items() if s.state is State.GIVEN and not s.is_no_more and fits(k, pattern)}

    def without_photo(self, key: str) -> Answer:
        """The answer after a photo was thrown away: neither what is still in hand nor the way back names it.

        What was moved on from keeps its key, which shows nothing any more: what followed on from it still follows.
        """
        items = {item: said._without(key) if said.state is State.STARTED else said for item, said in self.items.items()}
        undo = tuple((item, before._without(key) if before else None) for item, before in self.undo)
        return Answer(items=items, undo=undo)

    def as_stored(self) -> dict[str, Any]:
        """As JSON, to be read back by `read_answer`."""
        return {
            "items": {item: said.as_stored() for item, said in self.items.items()},
            "undo": [[item, before.as_stored() if before else None] for item, before in self.undo],
        }


def as_heard(text: str) -> str:
    """Words in lower case between single spaces. Don't and don’t are one; the quotation marks of ‘hit’ fall away."""
    kept = (c if _of_word(c) else " " for c in text.lower().replace("’", "'"))
    return f" {' '.join(bare for word in ''.join(kept).split() if (bare := word.strip(chr(39))))} "


def _of_word(character: str) -> bool:
    """Letters, digits and the marks on letters, without which the words of many scripts would fall apart."""
    return character.isalnum() or character in "_'" or unicodedata.category(character).startswith("M")


#: White space in the browser and a letter in Python; nobody types it.
BYTE_ORDER_MARK = "\ufeff"


def clean_words(text: str) -> str:
    """What was typed, in NFC, without control characters and lone surrogates; otherwise untouched (rule T1).

    The browser does the same before it keeps a word (`cleaned` in `flow.ts`): marks of words must be alike.
    """
    if text.isprintable():  # none of what falls away below
        return unicodedata.normalize("NFC", text)
    whole = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    kept = (c for c in whole if c in "\n\t" or (c != BYTE_ORDER_MARK and unicodedata.category(c) != "Cc"))
    return unicodedata.normalize("NFC", "".join(kept))


def _texts(raw: Any, most: int, what: str) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or len(raw) > most:
        raise AnswerProblem(f"{what} is not a short list")
    if not all(isinstance(one, str) and len(one) <= 100 for one in raw):
        raise AnswerProblem(f"{what} holds something that is not a short text")
    return tuple(raw)


def _keys(raw: Any) -> tuple[str, ...]:
    keys = _texts(raw, MOST_PHOTOS, "Photos")
    try:
        return tuple(str(UUID(key)) for key in keys)
    except ValueError as unknown:
        raise AnswerProblem("A photo without a key") from unknown


def read_said(raw: Any) -> Said:
    """One item's answer from JSON. Raises AnswerProblem where it has not the shape of one."""
    # What has to be a plain kind of JSON is asked for as that: every touch reads every item of its answer.
    if not isinstance(raw, dict):
        raise AnswerProblem("An item is not an object")
    words = raw.get("words", "")
    by = raw.get("by")
    if not isinstance(words, str) or len(words) > MOST_KEPT_CHARACTERS:
        raise AnswerProblem("Words are too long or no text")
    if by is not None and (not isinstance(by, str) or len(by) > 200):
        raise AnswerProblem("A writer's name is too long or no text")
    about = raw.get("about", "")
    if not isinstance(about, str) or len(about) > 8:
        raise AnswerProblem("A mark that is none")
    try:
        state, provenance = _STATES[raw.get("state")], _PROVENANCES[raw.get("provenance")]
    except (KeyError, TypeError) as unknown:
        raise AnswerProblem("An unknown state or provenance") from unknown
    return Said(
        state=state,
        picks=_texts(raw["picks"], MOST_PICKS, "Picks") if "picks" in raw else (),
        words=clean_words(words) if words else "",
        provenance=provenance,
        by=by,
        prompts=_texts(raw["prompts"], 12, "Prompts") if "prompts" in raw else (),
        photos=_keys(raw["photos"]) if "photos" in raw else (),
        about=about,
    )


def size_of(stored: Any) -> int:
    """In bytes, as the browser counts: JSON without spaces, in UTF-8."""
    return len(json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def take_in(raw: Any) -> Answer:
    """An answer that came in. Raises AnswerProblem where it is too large or has not the shape of one.

    Sizes are looked at here alone: what was kept once can always be read.
    """
    if size_of(raw) > MOST_BYTES:
        raise AnswerProblem("The answer is larger than 16 KB")
    return read_answer(raw)


def read_answer(raw: Any) -> Answer:
    """An answer from JSON. Raises AnswerProblem where it has not the shape of one."""
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), dict):
        raise AnswerProblem("Not an answer")
    undo = raw.get("undo", [])
    if not isinstance(undo, list | tuple):
        raise AnswerProblem("The way back is no list")
    steps: list[tuple[str, Said | None]] = []
    for step in undo:
        if not isinstance(step, list | tuple) or len(step) != 2 or not isinstance(step[0], str):
            raise AnswerProblem("A step back has not two parts")
        steps.append((step[0], read_said(step[1]) if step[1] is not None else None))
    return Answer(items={str(item): read_said(said) for item, said in raw["items"].items()}, undo=tuple(steps))


def read_items_beside(raw: Mapping[str, Any], other_raw: Mapping[str, Any], other: Answer) -> Answer:
    """An answer from JSON without its way back, beside `other`, which was read from `other_raw`.

    A touch changes one item or two: what both hold letter by letter has been read already.
    """
    read_already = other_raw["items"]
    items = {
        str(item): other.items[item] if read_already.get(item) == said else read_said(said)
        for item, said in raw["items"].items()
    }
    return Answer(items=items)
