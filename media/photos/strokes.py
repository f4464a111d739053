"""Where somebody dabbed over a photo, so that a face cannot be made out."""

from __future__ import annotations

from typing import NamedTuple

#: More than a person draws; each costs time.
MOST_STROKES = 400


class Stroke(NamedTuple):
    """A round dab: where its middle is, as fractions of width and height; its radius, as one of the longer side."""

    x: float
    y: float
    radius: float


class UnusableStrokes(ValueError):
    """Too many strokes, or strokes that lie nowhere in a picture."""
