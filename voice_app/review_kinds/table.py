"""One table of a kind's file, read key by key; what is missing, misspelt or of the wrong type is said in a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

V = TypeVar("V")

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BrokenKind(RuntimeError):
    """A kind's file cannot be followed, so the app does not start: a wrong date is worse than no page."""

    def __init__(self, file_name: str, why: str) -> None:
        super().__init__(f"The review kind in {file_name} cannot be used: {why}. Correct the file and start again.")


class Table:
    """Hands out the values of one table, each once, so that what nobody asked for can be told."""

    def __init__(self, file_name: str, place: str, values: Mapping[str, Any]) -> None:
        self._file_name = file_name
        self._values = dict(values)
        named = values.get("key")
        self._place = f'{place} "{named}"' if isinstance(named, str) else place

    def wrong(self, why: str) -> BrokenKind:
        """Make the error that says what is wrong in this table; the caller raises it."""
        return BrokenKind(self._file_name, f"{self._place} {why}")

    def has(self, name: str) -> bool:
        """Say whether a value of this name is given and not yet handed out."""
        return name in self._values

    def text(self, name: str, otherwise: str | None = None) -> str:
        """Hand out a sentence or name; without `otherwise`, one must be given, and not be empty."""
        value = self._take(name, str, "a text in quotation marks", otherwise)
        if value != value.strip() or (otherwise is None and not value):
            raise self.wrong(f'has an empty "{name}", or one with spaces at its ends')
        return value

    def key(self, name: str) -> str:
        """Hand out a key: small letters, figures and hyphens."""
        value = self.text(name)
        if not _KEY.fullmatch(value):
            raise self.wrong(f'has {value!r} as "{name}"; use small letters, figures and hyphens')
        return value

    def yes_no(self, name: str) -> bool:
        """Hand out true or false."""
        return self._take(name, bool, "true or false", None)

    def number(self, name: str, otherwise: int | None = None) -> int:
        """Hand out a whole number."""
        value = self._take(name, int, "a whole number", otherwise)
        if isinstance(value, bool):  # true counts as 1 in Python, never in a rule
            raise self.wrong(f'needs a whole number as "{name}"')
        return value

    def names(self, name: str, otherwise: Collection[str] | None = None) -> frozenset[str]:
        """Hand out a list of short texts."""
        values = self._take(name, list, "a list of texts", None if otherwise is None else list(otherwise))
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(f'needs a list of texts as "{name}"')
        return frozenset(values)

    def table(self, name: str) -> Table:
        """Hand out a table that must be there."""
        return Table(self._file_name, f"[{name}]", self._take(name, dict, "a table", None))

    def tables(self, name: str) -> list[Table]:
        """Hand out a list of tables, empty where none is given."""
        values = self._take(name, list, "a list of tables", [])
        if not all(isinstance(value, dict) for value in values):
            raise self.wrong(f'needs a list of tables as "{name}"')
        return [Table(self._file_name, f"[[{name}]]", value) for value in values]

    def nothing_left(self) -> None:
        """Refuse values nobody asked for: they are misspelt, and a rule would be passed over in silence."""
        if self._values:
            raise self.wrong(f"has something nobody reads: {', '.join(sorted(self._values))}")

    def _take(self, name: str, wanted: type[V], called: str, otherwise: V | None) -> V:
        if name not in self._values:
            if otherwise is None:
                raise self.wrong(f'has no "{name}"')
            return otherwise
        value = self._values.pop(name)
        if not isinstance(value, wanted):
            raise self.wrong(f'needs {called} as "{name}"')
        return value
