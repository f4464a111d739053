"""Makes a face, or anything else, impossible to make out."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, hypot

from PIL import Image, ImageDraw

from .strokes import MOST_STROKES, Stroke, UnusableStrokes

#: What lies under strokes near one another is left with so few colours along its longer side: far too few for a face.
_COLOURS_ACROSS = 4
#: And no colour is left that stands for less than this part of the picture's longer side, under however small a stroke.
_SMALLEST = 1 / 40


def with_blur(picture: Image.Image, strokes: Sequence[Stroke]) -> Image.Image:
    """The picture with nothing to be made out under the strokes. Raises UnusableStrokes."""
    if len(strokes) > MOST_STROKES:
        raise UnusableStrokes(f"More than {MOST_STROKES} strokes")
    if not all(0 <= x <= 1 and 0 <= y <= 1 and 0 < radius <= 1 for x, y, radius in strokes):
        raise UnusableStrokes("A stroke has fractions of the picture: x and y from 0 to 1, a radius above 0 up to 1")
    longer = max(picture.size)
    dabs = [Stroke(x * picture.width, y * picture.height, radius * longer) for x, y, radius in strokes]
    done = picture.copy()
    for patch in _together(dabs):
        _blur(picture, done, patch)
    return done


def _together(dabs: Sequence[Stroke]) -> list[list[Stroke]]:
    """Dabs that lie near one another, together: a face dabbed over bit by bit is blurred as one, not finely by bits."""
    patches: list[list[Stroke]] = []
    for dab in dabs:
        joined, apart = [dab], []
        for patch in patches:
            if any(_near(dab, other) for other in patch):
                joined += patch
            else:
                apart.append(patch)
        patches = [*apart, joined]
    return patches


def _near(one: Stroke, other: Stroke) -> bool:
    return hypot(one.x - other.x, one.y - other.y) <= 2 * (one.radius + other.radius)


def _blur(picture: Image.Image, done: Image.Image, patch: Sequence[Stroke]) -> None:
    left = max(0, int(min(dab.x - dab.radius for dab in patch)))
    top = max(0, int(min(dab.y - dab.radius for dab in patch)))
    right = min(picture.width, ceil(max(dab.x + dab.radius for dab in patch)) + 1)
    bottom = min(picture.height, ceil(max(dab.y + dab.radius for dab in patch)) + 1)
    size = (right - left, bottom - top)
    each = max(max(size) / _COLOURS_ACROSS, max(picture.size) * _SMALLEST)
    few = (max(1, round(size[0] / each)), max(1, round(size[1] / each)))
    # Each of the few colours is a plain mean, and nothing else of what was there is left to be worked back from.
    smeared = picture.resize(few, Image.Resampling.BOX, box=(left, top, right, bottom))
    smeared = smeared.resize(size, Image.Resampling.BICUBIC)
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    for dab in patch:
        middle = (dab.x - left, dab.y - top)
        draw.ellipse(
            (middle[0] - dab.radius, middle[1] - dab.radius, middle[0] + dab.radius, middle[1] + dab.radius), fill=255
        )
    done.paste(smeared, (left, top), mask)
