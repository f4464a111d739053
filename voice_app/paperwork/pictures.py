"""How large a picture is printed."""

from __future__ import annotations

from collections.abc import Sized

from . import look

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_JPEG_HEAD = b"\xff\xd8\xff"
_MARKER = 0xFF
#: Heads of frames: baseline, extended and progressive.
_FRAMES = (0xC0, 0xC1, 0xC2)


class NotForPaper(ValueError):
    """Only PNG pictures and JPEG photos go into documents; `media` makes both."""


def side_on_paper(pictures: Sized) -> float:
    """The longer side of each of these pictures of one statement, in centimetres: one stands alone, more in a row."""
    return look.PICTURE_IN_ROW if len(pictures) > 1 else look.PICTURE


def size_on_paper(image: bytes, side: float = look.PICTURE) -> tuple[float, float]:
    """Width and height in centimetres, in the picture's own shape, the longer one as long as `side`.

    Read from the file's head, so that nothing is decoded.
    """
    width, height = _jpeg_size(image) if image.startswith(_JPEG_HEAD) else _png_size(image)
    if not width or not height:
        raise NotForPaper("This picture is neither a PNG file nor a JPEG file")
    return side * width / max(width, height), side * height / max(width, height)


def _png_size(png: bytes) -> tuple[int, int]:
    """From the first chunk (PNG specification, 11.2.1)."""
    if not png.startswith(_PNG_HEAD) or png[12:16] != b"IHDR":
        return 0, 0
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def _jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """From the head of the frame (ITU-T T.81, B.2.2), which stands behind segments that tell their own length."""
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == _MARKER:
        if jpeg[at + 1] in _FRAMES:
            return int.from_bytes(jpeg[at + 7 : at + 9], "big"), int.from_bytes(jpeg[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return 0, 0
