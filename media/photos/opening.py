"""Opens a picture that nobody vouches for: its head is looked at first, and only so many are decoded at once."""

from __future__ import annotations

import os
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO

import pillow_heif
from PIL import Image

from . import apart
from .kinds import Kind, kind_of
from .photo import MOST_BYTES
from .refusals import NotAPhoto, Why

#: Pixels that the head may claim. JPEG is decoded at a half or less, the others as a whole: 4 bytes a pixel and more,
#: WebP three times that. A phone takes 12 to 50 million.
MOST_PIXELS = {
    Kind.JPEG: 80_000_000,
    Kind.PNG: 50_000_000,
    Kind.HEIC: 50_000_000,
    Kind.AVIF: 50_000_000,
    Kind.WEBP: 25_000_000,
}
MOST_SIDE = 20_000
#: A progressive JPEG has about ten. Each can cost a whole pass over the picture in three bytes.
MOST_SCANS = 100
#: Parts of a JPEG that are looked at one by one: its notes, its tables, its scans. Notes of 30 MB are 500 parts.
MOST_PARTS = 2_000
#: From here on, one at a time: what a phone takes by default stays below.
LARGE = 16_000_000

# Beyond its own limit Pillow only warns, and goes on.
warnings.simplefilter("error", Image.DecompressionBombWarning)
# What else a file carries, such as thumbnails, is not looked at.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

#: As many as there are processors: thirty photos in one minute must leave room for what children tap meanwhile.
_places = threading.BoundedSemaphore(os.cpu_count() or 1)
_one_large = threading.Lock()

#: An item of a HEIC file that lays others over one another: a few bytes that name a large picture a thousand times.
_OVERLAY = re.compile(rb"infe(?:\x02.{7}|\x03.{9})iovl", re.DOTALL)
#: What begins each scan of a JPEG. Inside of one these two bytes cannot follow one another.
_SCAN = b"\xff\xda"
#: What begins a part of a JPEG that has a length, and what ends it: no byte of a scan, and no mark that stands alone.
_PART = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")
_BEGINS_SCAN, _ENDS_PICTURE = b"\xda", b"\xd9"


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """The picture in these bytes, ready to be decoded when it is its turn.

    Raises NotAPhoto, with nothing decoded yet, for another kind and for a picture that claims to be too large.
    """
    if len(content) > MOST_BYTES:
        raise NotAPhoto(Why.TOO_MANY_BYTES)
    kind = kind_of(content)
    if kind is Kind.HEIC and _OVERLAY.search(content):
        raise NotAPhoto(Why.OTHER_KIND)
    if kind is Kind.JPEG and content.count(_SCAN) > MOST_SCANS and _scans(content) > MOST_SCANS:
        raise NotAPhoto(Why.OTHER_KIND)
    picture = _head(content, kind)
    _check_claims(kind, picture)
    # The large ones queue among themselves first, so that they keep no place from the others while they wait.
    with _one_large if picture.width * picture.height > LARGE or kind is Kind.AVIF else nullcontext(), _places:
        # AV1 is decoded at the size that it holds, whatever the head says, and nothing stops it in this process.
        yield apart.decoded(content) if kind is Kind.AVIF else picture


def _scans(content: bytes) -> int:
    """How many scans a JPEG has, up to too many; too many also where it has more parts than any camera writes.

    Behind its end phones write a film, in which those bytes stand by chance.
    """
    scans, at = 0, 0
    for _ in range(MOST_PARTS):
        part = _PART.search(content, at)
        if part is None or part[1] == _ENDS_PICTURE or scans > MOST_SCANS:
            return scans
        scans += part[1] == _BEGINS_SCAN
        at = part.end() + int.from_bytes(content[part.end() : part.end() + 2])
    return MOST_SCANS + 1


def _head(content: bytes, kind: Kind) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=[kind.value])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise NotAPhoto(Why.TOO_LARGE) from bomb
    except Exception as broken:  # decoders raise whatever they stumble over
        raise NotAPhoto(Why.BROKEN) from broken


def _check_claims(kind: Kind, picture: Image.Image) -> None:
    width, height = picture.size
    if kind is Kind.HEIC:
        # A picture may say that it is smaller than the tiles it is put together from.
        tiles = picture.info.get("tiling") or {}
        width = max(width, tiles.get("num_columns", 1) * tiles.get("tile_width", 1))
        height = max(height, tiles.get("num_rows", 1) * tiles.get("tile_height", 1))
    if width * height > MOST_PIXELS[kind] or max(width, height) > MOST_SIDE:
        raise NotAPhoto(Why.TOO_LARGE)
