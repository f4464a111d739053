"""Photos: taken in safely, turned by hand, faces blurred. What comes out holds pixels and nothing else.

    photo = take_in(sent)        # raises NotAPhoto, which says what to do next
    photo.jpeg, photo.small      # to keep; the bytes that were sent are not kept

A photo is upright, at most `LONGEST` a side, sRGB, JPEG, without place, time, camera, comment or anything after its
end. Of an animated picture it is the first: what the person saw when picking it, and nobody is left without a photo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from .blurring import MOST_STROKES, Stroke, UnusableStrokes, with_blur
from .opening import MOST_BYTES, opened
from .refusals import SENTENCES, NotAPhoto, Why
from .upright import LONGEST, upright

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

#: The longest side of the small one, for tiles.
SMALL = 480
#: Written anew at the same quality, a photo loses next to nothing more (the same steps of the same squares).
QUALITY = 82


@dataclass(frozen=True)
class Photo:
    """A picture made anew from its pixels, and the same one small."""

    jpeg: bytes
    small: bytes
    width: int
    height: int


def take_in(content: bytes) -> Photo:
    """The photo in what somebody sent: JPEG, PNG, WebP, HEIC or AVIF, whatever it is called.

    Raises NotAPhoto for everything else, for what is too large (before it is decoded) and for what came in part.
    """
    with opened(content) as picture:
        return _photo(upright(picture))


def turned(jpeg: bytes, quarters: int) -> Photo:
    """A photo of ours, turned clockwise by so many quarters: the orientation that a camera wrote can be wrong."""
    with opened(jpeg) as picture:
        return _photo(_quarter_turns(upright(picture), quarters))


def blurred(jpeg: bytes, strokes: Sequence[Stroke]) -> Photo:
    """A photo of ours, in which what lies under the strokes cannot be made out, nor ever be brought back.

    Raises UnusableStrokes for too many of them, or for numbers that are no fractions.
    """
    with opened(jpeg) as picture:
        return _photo(with_blur(upright(picture), strokes))


def _quarter_turns(picture: Image.Image, quarters: int) -> Image.Image:
    # Pillow counts against the clock.
    turns = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    turn = turns.get(quarters % 4)
    return picture if turn is None else picture.transpose(turn)


def _photo(picture: Image.Image) -> Photo:
    small = picture
    if max(picture.size) > SMALL:
        size = tuple(max(1, round(side * SMALL / max(picture.size))) for side in picture.size)
        small = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=1.0)
    return Photo(_as_jpeg(picture), _as_jpeg(small), picture.width, picture.height)


def _as_jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
