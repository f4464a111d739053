"""Sentences for the SENDCo about a list, marked for translation and translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:
    """Mark a sentence for the catalogue."""
    return text


@dataclass(frozen=True)
class Sentence:
    """An English sentence with the values for its %(name)s places; a page shows `_(s.text) % s.values`."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_row(self, row: int) -> Sentence:
        """The same sentence, said of this row of the file."""
        return Sentence(self.text, {**self.values, "row": row})

    def __str__(self) -> str:
        return self.text % self.values


class ListRefused(Exception):
    """The file cannot be read as a list of pupils; `sentence` says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(str(self.sentence))
