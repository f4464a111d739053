"""Which review point a pupil's views go to next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from .reading import all_kinds


class CanBeNext(Protocol):
    """What must be known of a review point to choose between several."""

    @property
    def kind(self) -> str:
        """Slug of its kind."""

    @property
    def number(self) -> int:
        """Counts the pupil's review points of this kind, from 1."""

    @property
    def due(self) -> date:
        """Day of the review itself."""

    @property
    def closed_on(self) -> date | None:
        """Day it was closed; nothing while it is open."""


P = TypeVar("P", bound=CanBeNext)


def next_open(points: Sequence[P], today: date) -> P | None:
    """Choose the open review point, of any kind, that views given today belong to; nothing when none is open.

    Overdue points (due before today) come first; among those, and among the ones to come, the nearest to today.
    So of two overdue ones the later is chosen: what is said now says little about a cycle forgotten a year ago.
    A point due today is not overdue yet.

    Two on the same day: a review the law asks for comes before one it does not, then by the kind's slug, then the
    lower number. The order of `points` never matters.
    """
    still_open = [point for point in points if point.closed_on is None]
    return min(still_open, key=lambda point: _rank(point, today), default=None)


def _rank(point: CanBeNext, today: date) -> tuple[bool, int, bool, str, int]:
    # A kind the law has ended may still have open points, so a slug without a file is not an error here.
    kind = all_kinds().get(point.kind)
    statutory = kind is not None and kind.statutory
    return point.due >= today, abs((point.due - today).days), not statutory, point.kind, point.number
