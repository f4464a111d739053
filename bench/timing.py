"""Two things done in turn, and how long each took."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], pairs: int) -> tuple[list[float], list[float]]:
    """Seconds of both, one after the other, so that whatever else the computer does slows both.

    The first pair warms both up, and is not counted.
    """
    timed = [(seconds(ours), seconds(theirs)) for _ in range(pairs + 1)][1:]
    return [one for one, _ in timed], [other for _, other in timed]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    before = perf_counter()
    work()
    return perf_counter() - before


def milliseconds(times: list[float]) -> list[float]:
    """Seconds as milliseconds, for showing."""
    return [one * 1000 for one in times]
