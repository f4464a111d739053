"""Sentences for the SENDCo about a list, marked for translation and translated where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date


def N_(text: str) -> str:
    """Mark a sentence for the catalogue."""
    return text


@dataclass(frozen=True)
class Sentence:
    """An English sentence with the values for its %(name)s places; a page shows its translation by `said`.

    A value that is a date is written out in the reader's language, month in words: nobody can misread it.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_row(self, row: int) -> Sentence:
        """The same sentence, said of this row of the file."""
        return Sentence(self.text, {**self.values, "row": row})

    def said(self, text: str, day: Callable[[date], str]) -> str:
        """The sentence as `text`, its translation, with its values; `day` writes a date in the same language."""
        return text % {name: day(value) if isinstance(value, date) else value for name, value in self.values.items()}

    def __str__(self) -> str:
        return self.said(self.text, lambda day: str(format_date(day, "d MMMM yyyy", locale="en_GB")))


class ListRefused(Exception):
    """The file cannot be read as a list of pupils; `sentence` says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(str(self.sentence))
