"""Makes the two JPEGs of a photo. What decodes and writes pictures is loaded with this, by whoever needs it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image

from .blurring import with_blur
from .opening import opened
from .photo import Photo
from .strokes import Stroke
from .upright import upright

#: The longest side of the small one, for tiles.
SMALL = 480
#: Written anew at the same quality, a photo loses next to nothing more (the same steps of the same squares).
QUALITY = 82


def take_in(content: bytes) -> Photo:
    """See `media.photos.take_in`."""
    with opened(content) as picture:
        return _photo(upright(picture))


def turned(jpeg: bytes, quarters: int) -> Photo:
    """See `media.photos.turned`."""
    with opened(jpeg) as picture:
        return _photo(_quarter_turns(upright(picture), quarters))


def blurred(jpeg: bytes, strokes: Sequence[Stroke]) -> Photo:
    """See `media.photos.blurred`."""
    with opened(jpeg) as picture:
        return _photo(with_blur(upright(picture), strokes))


def _quarter_turns(picture: Image.Image, quarters: int) -> Image.Image:
    # Pillow counts against the clock.
    turns = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    turn = turns.get(quarters % 4)
    return picture if turn is None else picture.transpose(turn)


def _photo(picture: Image.Image) -> Photo:
    # The two are written at once: the small one costs no time where the computer has two processors.
    with ThreadPoolExecutor(1) as beside:
        large = beside.submit(_as_jpeg, picture)
        small = _as_jpeg(_small(picture))
        return Photo(large.result(), small, picture.width, picture.height)


def _small(picture: Image.Image) -> Image.Image:
    if max(picture.size) <= SMALL:
        return picture
    width, height = (max(1, round(side * SMALL / max(picture.size))) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=1.0)


def _as_jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
