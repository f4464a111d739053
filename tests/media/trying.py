"""`make try-photos DIR=…`: what becomes of the photos in a folder, to look at: a line each, and one page for them all.

The page and its pictures are in `tried-photos/`. The left one still has everything in it that its file told, shown as
it lies in the file and in whatever colours the browser makes of it.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pillow_heif
from PIL import Image

from media.photos import NotAPhoto, Photo, take_in
from set_up.places import PROJECT

OUT = PROJECT / "tried-photos"
_ORIENTATION, _PLACE = 0x0112, 0x8825
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Photos tried</title><style>
body{font:16px sans-serif;margin:1rem}figure{margin:0 0 2rem}div{display:flex;gap:1rem;align-items:flex-start}
img{max-width:40vw;max-height:60vh;border:1px solid #999}</style>
<p>As it lies in its file, what is kept, and the small one.</p>"""


@dataclass(frozen=True)
class Before:
    """What can be told of a file without our doing."""

    kind: str
    size: str = "?"
    orientation: str = "-"
    place: bool = False


def main(folder: Path) -> int:
    """Try every file in this folder. Returns 1 where there is none."""
    if not folder.is_dir() or not any(file.is_file() for file in folder.iterdir()):
        print(f"{folder} is no folder with photos. Write: make try-photos DIR=where-they-are", file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    figures = []
    for number, file in enumerate(sorted(one for one in folder.iterdir() if one.is_file()), 1):
        content = file.read_bytes()
        before = _before(content, OUT / f"{number}-before.png")
        began = perf_counter()
        try:
            photo: Photo | NotAPhoto = take_in(content)
        except NotAPhoto as refused:
            photo = refused
        took = f"{(perf_counter() - began) * 1000:.0f} ms"
        line = f"{file.name}: {'; '.join([*_told(content, before, photo), took])}"
        print(line)
        figures.append(_figure(number, line, photo))
    (OUT / "index.html").write_text(_PAGE + "".join(figures), encoding="utf-8")
    print(f"Look at them side by side: {OUT / 'index.html'}")
    return 0


def _before(content: bytes, shown: Path) -> Before:
    try:
        picture = Image.open(BytesIO(content))
        told = Before(
            picture.format or "?",
            f"{picture.width} × {picture.height}",
            str(picture.info.get("original_orientation") or picture.getexif().get(_ORIENTATION, "-")),
            bool(picture.getexif().get_ifd(_PLACE)),
        )
        picture.thumbnail((1000, 1000))
        picture.convert("RGB").save(shown, icc_profile=picture.info.get("icc_profile"))
    except Exception:  # there is nothing to show of a file that is no picture, whatever is wrong with it
        return Before("no picture that Pillow knows")
    return told


def _told(content: bytes, before: Before, photo: Photo | NotAPhoto) -> Iterator[str]:
    yield before.kind
    yield f"tag {before.orientation}"
    if isinstance(photo, NotAPhoto):
        yield f"refused: {photo.sentence}"
        return
    yield f"{before.size} → {photo.width} × {photo.height}"
    yield f"{len(content):,} → {len(photo.jpeg):,} + {len(photo.small):,} bytes"
    left = Image.open(BytesIO(photo.jpeg)).getexif()
    yield f"place {'found' if before.place else 'none'}, {'STILL THERE' if left else 'none left'}"


def _figure(number: int, line: str, photo: Photo | NotAPhoto) -> str:
    names = [f"{number}-before.png"]
    if isinstance(photo, Photo):
        for name, content in ((f"{number}-after.jpg", photo.jpeg), (f"{number}-small.jpg", photo.small)):
            (OUT / name).write_bytes(content)
            names.append(name)
    shown = "".join(f'<img src="{name}" alt="">' for name in names if (OUT / name).exists())
    return f"<figure><figcaption>{html.escape(line)}</figcaption><div>{shown}</div></figure>"


if __name__ == "__main__":
    pillow_heif.register_heif_opener()
    sys.exit(main(Path(sys.argv[1])))
