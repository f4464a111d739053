"""How large a picture is printed."""

from __future__ import annotations

from . import look

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"


class NotAPng(ValueError):
    """Only PNG pictures go into documents; `media` makes them."""


def size_on_paper(png: bytes) -> tuple[float, float]:
    """Width and height in centimetres, in the picture's own shape, the longer side as `look.PICTURE` says.

    Read from the file's first chunk (PNG specification, 11.2.1), so that nothing is decoded.
    """
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    if not png.startswith(_PNG_HEAD) or png[12:16] != b"IHDR" or not width or not height:
        raise NotAPng("This picture is not a PNG file")
    return look.PICTURE * width / max(width, height), look.PICTURE * height / max(width, height)
