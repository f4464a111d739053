"""Photos: taken in safely, turned by hand, faces blurred. What comes out holds pixels and nothing else.

    photo = take_in(sent)        # raises NotAPhoto, which says what to do next
    photo.jpeg, photo.small      # to keep; the bytes that were sent are not kept

A photo is upright, at most `LONGEST` a side, sRGB, JPEG, without place, time, camera, comment or anything after its
end. Of an animated picture it is the first: what the person saw when picking it, and nobody is left without a photo.
"""

from __future__ import annotations

from collections.abc import Sequence

from .photo import LONGEST, MOST_BYTES, Photo
from .refusals import SENTENCES, NotAPhoto, Why
from .strokes import MOST_STROKES, Stroke, UnusableStrokes

__all__ = [
    "LONGEST",
    "MOST_BYTES",
    "MOST_STROKES",
    "SENTENCES",
    "NotAPhoto",
    "Photo",
    "Stroke",
    "UnusableStrokes",
    "Why",
    "blurred",
    "take_in",
    "turned",
]


def take_in(content: bytes) -> Photo:
    """The photo in what somebody sent: JPEG, PNG, WebP, HEIC or AVIF, whatever it is called.

    Raises NotAPhoto for everything else, for what is too large (before it is decoded) and for what came in part.
    """
    from . import making  # heavy: only loaded by whoever takes a photo in (figure P17)

    return making.take_in(content)


def turned(jpeg: bytes, quarters: int) -> Photo:
    """A photo of ours, turned clockwise by so many quarters: the orientation that a camera wrote can be wrong."""
    from . import making

    return making.turned(jpeg, quarters)


def blurred(jpeg: bytes, strokes: Sequence[Stroke]) -> Photo:
    """A photo of ours, in which what lies under the strokes cannot be made out, nor ever be brought back.

    Raises UnusableStrokes for too many of them, or for numbers that are no fractions.
    """
    from . import making

    return making.blurred(jpeg, strokes)
