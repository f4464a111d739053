"""The process: an AVIF picture comes in, the size and the pixels of the upright one go out."""

from __future__ import annotations

import sys
from io import BytesIO

from PIL import Image

from ..kinds import Kind
from ..upright import upright

#: Bytes of addresses, of which threads and libraries take a part.
MOST_MEMORY = 2_000_000_000


def main() -> None:
    """Decode one picture. Ends with an error, which nobody reads, where that cannot be done."""
    if sys.platform != "win32":  # it has no such limit; the one of time holds there too
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    picture = upright(Image.open(BytesIO(sys.stdin.buffer.read()), formats=[Kind.AVIF.value]))
    sys.stdout.buffer.write(f"{picture.width} {picture.height}\n".encode() + picture.tobytes())


if __name__ == "__main__":
    main()
