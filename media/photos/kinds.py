"""Which kind of picture some bytes are. Their content decides, never a name or a type that somebody sent."""

from __future__ import annotations

import re
from enum import Enum

from .refusals import NotAPhoto, Why


class Kind(Enum):
    """The kinds that are taken in, by the names that Pillow and its plugin give them."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIC = "HEIF"
    AVIF = "AVIF"


#: The brands that begin a file of pictures coded as HEVC or AV1. One begun with a shared brand names the other within.
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_AVIF = {b"avif", b"avis"}
_EITHER = {b"mif1", b"msf1", b"miaf"}

#: Known, and not taken in: GIF, TIFF, BMP, PDF, Photoshop, JPEG 2000, JPEG XL, icons, films, SVG.
_OTHERS = re.compile(
    rb"GIF8|II[*+]\x00|MM\x00[*+]|BM|%PDF|8BPS|\x00\x00\x00\x0c(?:jP  |JXL )|\xff\x0a|\x00\x00\x01\x00"
    rb"|....(?:ftyp|moov|mdat|wide)|\x1aE\xdf\xa3|RIFF....AVI |OggS|FLV\x01|\x00\x00\x01[\xb3\xba]"
    rb"|(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?<svg",
    re.DOTALL,
)
#: How far a comment before the `<svg>` of a drawing may reach.
_HEAD = 1000


def kind_of(content: bytes) -> Kind:
    """The kind of this picture. Raises NotAPhoto for every other kind, and for what is no picture."""
    if not content:
        raise NotAPhoto(Why.BROKEN)
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Kind.WEBP
    brands = _brands(content)
    if brands and brands[0] in _HEIC | _AVIF | _EITHER:
        # The first brand decides, then the first of the others that tells.
        for brand in brands:
            if brand in _HEIC:
                return Kind.HEIC
            if brand in _AVIF:
                return Kind.AVIF
    raise NotAPhoto(Why.OTHER_KIND if _OTHERS.match(content[:_HEAD]) else Why.NO_PICTURE)


def _brands(content: bytes) -> list[bytes]:
    """The brands of a file that is made of boxes: the main one first, its version left out."""
    if content[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(content[:4], "big"), _HEAD, len(content))
    return [content[8:12], *(content[at : at + 4] for at in range(16, end - 3, 4))]
