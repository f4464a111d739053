"""One photo on the command line, through the same door as those that pupils add."""

from __future__ import annotations

import warnings
from pathlib import Path

from media.photos import MOST_BYTES, NotAPhoto, take_in

from .problem import Problem


def clean(taken: Path, out: Path) -> int:
    """Write the cleaned photo to `out`, as JPEG. Raises Problem where it is none, or a file cannot be used."""
    try:
        with taken.open("rb") as file:
            content = file.read(MOST_BYTES + 1)  # of what is too large no more is needed to say so
    except OSError as unread:
        raise Problem(f"{taken} cannot be read: {unread.strerror}.") from unread
    # Of a camera's notes that are broken Pillow warns; who takes a photo in is told what became of the photo.
    warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
    try:
        photo = take_in(content)
    except NotAPhoto as refused:
        raise Problem(f"{taken}: {refused.sentence}") from refused
    try:
        out.write_bytes(photo.jpeg)
    except OSError as unwritten:
        raise Problem(f"{out} cannot be written: {unwritten.strerror}.") from unwritten
    print(f"{out}: {photo.width} × {photo.height}, {len(photo.jpeg):,} bytes")
    return 0
