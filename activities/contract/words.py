"""Sentences marked for translation where the data is, and translated where they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

_PLACE = re.compile(r"%\((\w+)\)s")

#: Translates (context, text); context is None for adults' text.
Translate = Callable[[str | None, str], str]


@dataclass(frozen=True)
class Text:
    """An English sentence to translate when it is shown, with the values that go into its %(name)s places."""

    text: str
    context: str | None = None
    values: Mapping[str, str | Text] = field(default_factory=dict)

    def filled(self, **values: str | Text) -> Text:
        """The same sentence with these values in its places."""
        return replace(self, values={**self.values, **values})

    def say(self, translate: Translate) -> str:
        """The sentence in the language of `translate`, its places filled; unfilled places stay as they are.

        All places are filled at once: what a pupil wrote may look like a place, and is never filled again.
        """

        def fill(place: re.Match[str]) -> str:
            value = self.values.get(place[1], place[0])
            return value.say(translate) if isinstance(value, Text) else value

        return _PLACE.sub(fill, translate(self.context, self.text))

    def given(self) -> Iterator[str]:
        """What somebody gave that stands in its places: words and names, and no sentence of the product."""
        for value in self.values.values():
            if isinstance(value, Text):
                yield from value.given()
            else:
                yield value

    @property
    def is_exact(self) -> bool:
        """Whether this is somebody's own words or a name, and not a sentence of the product."""
        return self.text == _EXACT

    def as_stored(self) -> dict[str, Any]:
        """As JSON, to be read back by `Text.from_stored`."""
        values = {name: v.as_stored() if isinstance(v, Text) else v for name, v in self.values.items()}
        return {"text": self.text, "context": self.context, "values": values}

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Text:
        """The sentence that `as_stored` wrote."""
        values = {n: cls.from_stored(v) if isinstance(v, Mapping) else str(v) for n, v in stored["values"].items()}
        return cls(stored["text"], stored["context"], values)


#: Holds somebody's own words and nothing else, so no catalogue has a translation of it.
_EXACT = "%(words)s"


def exact(words: str) -> Text:
    """Words or a name as somebody gave them: the same in every language, also where a catalogue has such a sentence."""
    return Text(_EXACT, values={"words": words})


def N_(text: str) -> Text:
    """Mark an adults' sentence for the catalogue."""
    return Text(text)


def N_p(context: str, text: str) -> Text:
    """Mark a sentence for the catalogue with its audience: "pupil-S", "pupil-O"."""
    return Text(text, context)


@dataclass(frozen=True)
class Wording:
    """A sentence for pupils in its simple (S) and its older (O) version (docs/practice.md, 8)."""

    simple: Text
    older: Text

    def version(self, older: bool) -> Text:
        """The version that this pupil's profile asks for; never chosen by age (rule A11)."""
        return self.older if older else self.simple

    def filled(self, **values: str | Text) -> Wording:
        """The same wording with these values in its places, in both versions."""
        return Wording(self.simple.filled(**values), self.older.filled(**values))


def same(text: Text) -> Wording:
    """One sentence that serves both versions, such as the name of a lesson."""
    return Wording(text, text)
