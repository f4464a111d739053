"""Makes the picture cards from the OpenMoji package and our own drawings. Run once, when the app is set up.

    python -m media.cards.build OPENMOJI_FOLDER OUT

OUT then holds `pictures.json` (symbols for pages, in colour and as lines), `svg/` and `png/` (a file for each picture,
for Word and PDF). OpenMoji is CC BY-SA 4.0: `media.cards.credit()` must stand wherever its pictures are shown.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import get_args

from media.cards.catalogue import PICTURES, Picture
from media.cards.symbols import PictureSet, shapes, symbol

VIEW_BOX = "0 0 72 72"
DRAWN = Path(__file__).parent / "drawn"
#: OpenMoji's own folder for each of our sets.
_OPENMOJI_FOLDERS: dict[PictureSet, str] = {"colour": "color/svg", "line": "black/svg"}
#: Side of a PNG in dots: 32 mm on paper at 228 dots an inch.
PNG_SIDE = 288


class PicturesMissing(Exception):
    """A picture that the catalogue names is not there."""


def build(openmoji_folder: Path, out: Path) -> None:
    """Write every picture of the catalogue, in both sets, into the folder `out`, replacing what was there.

    `openmoji_folder` is the unpacked npm package (it holds `color/svg` and `black/svg`).
    Raises PicturesMissing, with a sentence that says what to do, and UnusableDrawing for a drawing we cannot clean.
    """
    sets: dict[PictureSet, dict[str, dict[str, str]]] = {}
    for picture_set in get_args(PictureSet):
        sets[picture_set] = {
            name: {"viewBox": VIEW_BOX, "inner": symbol_of(picture, picture_set, openmoji_folder)}
            for name, picture in PICTURES.items()
        }
    for old in ("svg", "png"):
        shutil.rmtree(out / old, ignore_errors=True)
    for picture_set, symbols in sets.items():
        folder = out / "svg" / picture_set
        folder.mkdir(parents=True)
        for name, found in symbols.items():
            (folder / f"{name}.svg").write_text(_file(found["inner"]), encoding="utf-8")
        _write_pngs(folder, out / "png" / picture_set, list(symbols))
    (out / "pictures.json").write_text(json.dumps(sets, separators=(",", ":")), encoding="utf-8")


def symbol_of(picture: Picture, picture_set: PictureSet, openmoji_folder: Path) -> str:
    """The inside of one picture's symbol. Our own drawings give both sets from one file."""
    if picture.drawn is not None:
        source = DRAWN / f"{picture.drawn}.svg"
        return symbol(shapes(_read(source, picture), in_colour=picture_set == "colour"), picture_set)
    source = openmoji_folder / _OPENMOJI_FOLDERS[picture_set] / f"{picture.openmoji}.svg"
    return symbol(shapes(_read(source, picture)), picture_set)


def _read(source: Path, picture: Picture) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PicturesMissing(
            f"The picture {picture.name!r} is not there: {source}. "
            "Run the set-up again to fetch OpenMoji, or correct media/cards/catalogue.py."
        ) from None


def _file(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}" width="72" height="72">{inner}</svg>\n'


def _write_pngs(svgs: Path, out: Path, names: list[str]) -> None:
    """All pictures of a set as PNG with a clear ground, drawn in one go: a page for each."""
    import typst  # heavy, and needed here only

    out.mkdir(parents=True)
    pages = svgs / "pages.typ"
    pictures = "\n".join(f'#page(image("{name}.svg", width: 72pt))' for name in names)
    pages.write_text(f"#set page(width: 72pt, height: 72pt, margin: 0pt, fill: none)\n{pictures}\n", encoding="utf-8")
    # 72 points are an inch, so the side in dots is the dots an inch.
    typst.compile(pages, out / "{p}.png", format="png", ppi=PNG_SIDE)
    pages.unlink()
    for page, name in enumerate(names, 1):
        (out / f"{page}.png").rename(out / f"{name}.png")


def main(arguments: list[str]) -> int:
    """The command line: where OpenMoji is, and where the pictures go."""
    if len(arguments) != 2:
        print("Say where OpenMoji is and where the pictures go: python -m media.cards.build OPENMOJI_FOLDER OUT")
        return 2
    try:
        build(Path(arguments[0]), Path(arguments[1]))
    except PicturesMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"{len(PICTURES)} pictures made in {arguments[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
