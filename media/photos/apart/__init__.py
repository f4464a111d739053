"""Decodes a picture in a process of its own, with limits of time and memory, for decoders that set none themselves.

Starting it takes longer than decoding a photo, so it is only for a kind that few devices make.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image

from ..refusals import NotAPhoto, Why

#: Seconds. The largest picture that is taken in needs 3 on a slow computer.
MOST_TIME = 20
_PROJECT = Path(__file__).parents[3]


def decoded(content: bytes) -> Image.Image:
    """The AVIF picture in these bytes, upright and plain. Raises NotAPhoto where it takes too much, or fails."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            timeout=MOST_TIME,
            check=True,
        )
    except subprocess.SubprocessError as failed:
        raise NotAPhoto(Why.BROKEN) from failed
    size, _, pixels = done.stdout.partition(b"\n")
    width, height = map(int, size.split())
    return Image.frombytes("RGB", (width, height), pixels)
