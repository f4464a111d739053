"""A photo as it is kept."""

from __future__ import annotations

from dataclasses import dataclass

#: The longest side of what is kept.
LONGEST = 2400
#: What may be sent, in bytes. A photo of the best phones is 5 to 25 MB.
MOST_BYTES = 30_000_000


@dataclass(frozen=True)
class Photo:
    """A picture made anew from its pixels, and the same one small."""

    jpeg: bytes
    small: bytes
    width: int
    height: int
