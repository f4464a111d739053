"""Words of review kinds: sentences with dates in them, and how the translators' tools find texts in the data files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO, Final

#: Keys of a kind's file whose values people read.
READ_BY_PEOPLE: Final = frozenset(
    {
        "title",
        "plural",
        "hint",
        "for_whom",
        "source",
        "too_early",
        "too_late",
        "chosen",
        "after_anchor",
        "review_before",
        "too_tight",
        "before_anchor",
    }
)


def N_(text: str) -> str:
    """Mark an English sentence for the catalogues, unchanged; the page translates it when shown."""
    return text


def english_day(day: date) -> str:
    """Write a date as schools do: 12/03/2027."""
    return f"{day:%d/%m/%Y}"


@dataclass(frozen=True)
class Remark:
    """A sentence for staff. `text` is a catalogue's msgid; `days` fill its gaps, as in `%(day)s`."""

    text: str
    days: Mapping[str, date] = field(default_factory=dict)

    def said(self, translate: Callable[[str], str], write_day: Callable[[date], str] = english_day) -> str:
        """Give the sentence in the reader's language, with its dates written by `write_day`."""
        sentence = translate(self.text)
        return sentence % {gap: write_day(day) for gap, day in self.days.items()} if self.days else sentence

    def __str__(self) -> str:
        """Give the sentence in English."""
        return self.said(str)


def extract_kinds(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Find the texts of one kind's file for `pybabel extract`.

    Named in `babel.cfg`, under `[extractors]`, as `voice_app.review_kinds.words:extract_kinds`. Yields what Babel
    asks for: line number, function, message, comments. `keywords`, `comment_tags` and `options` are Babel's, unused.
    """
    content = fileobj.read().decode("utf-8")
    lines = content.splitlines()
    for text in texts_of(tomllib.loads(content)):
        # TOML readers keep no line numbers; texts stand on one line each, so the text itself leads there.
        line = next((number for number, line in enumerate(lines, 1) if f'"{text}"' in line), 1)
        yield line, "gettext", text, []


def texts_of(part: object) -> Iterator[str]:
    """Give every text that people read, in the order of the file."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in READ_BY_PEOPLE and isinstance(value, str):
                yield value
            else:
                yield from texts_of(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts_of(value)
