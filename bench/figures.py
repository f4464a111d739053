"""A figure, its target, and the line that tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One thing measured, once or several times; the median counts."""

    #: "P1 requests".
    name: str
    seen: Sequence[float]
    #: The limit. Nothing where the figure only explains another one.
    limit: float | None = None
    #: True where more is better.
    at_least: bool = False
    unit: str = ""

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seen)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; nothing where there is none."""
        if self.limit is None:
            return None
        return self.middle >= self.limit if self.at_least else self.middle <= self.limit

    @property
    def target(self) -> str:
        """The target in words."""
        if self.limit is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {_number(self.limit)}{self.unit}"

    def line(self) -> str:
        """Name, target, figure with its least and most, met or not."""
        spread = f" ({_number(min(self.seen))} to {_number(max(self.seen))})" if len(self.seen) > 1 else ""
        verdict = {True: "met", False: "NOT MET", None: ""}[self.met]
        return f"{self.name:<52} {self.target:>12}  {_number(self.middle) + self.unit + spread:<32} {verdict}".rstrip()

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "name": self.name,
            "target": self.target or None,
            "median": self.middle,
            "min": min(self.seen),
            "max": max(self.seen),
            "unit": self.unit.strip() or None,
            "times": len(self.seen),
            "met": self.met,
        }


def ratios(ours: Sequence[float], floors: Sequence[float]) -> list[float]:
    """Each of ours by the floor measured next to it."""
    return [one / floor for one, floor in zip(ours, floors, strict=True)]


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value)}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"
