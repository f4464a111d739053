"""The picture cards, read from the folder that `media.cards.build` made.

    cards = load(folder)
    cards.sprite(["maths", "art"], "colour")   # put once into a page, then <use href="#p-maths">
    cards.png("maths", "colour")               # for Word and PDF

Two sets of the same pictures: "colour" for paper, "line" in the colour of the text around it, for the older look and
for high contrast. A picture has a name for what it means; the word shown beside it is the page's business.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from media.cards.symbols import PictureSet

__all__ = ["Cards", "PictureSet", "Symbol", "credit", "load"]


def N_(text: str) -> str:
    """Mark a sentence for the catalogues, unchanged; the page translates it when shown."""
    return text


_CREDIT = N_(
    "Pictures: OpenMoji (openmoji.org), licence CC BY-SA 4.0, made smaller and with thicker lines; "
    "some pictures drawn for My Say."
)


class UnknownPicture(KeyError):
    """No picture card has this name."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Symbol:
    """One picture: its view box and the SVG inside it."""

    name: str
    view_box: str
    inner: str


class Cards:
    """Every picture card in both sets."""

    def __init__(self, folder: Path, symbols: Mapping[PictureSet, Mapping[str, Symbol]]) -> None:
        self._folder = folder
        self._symbols = symbols

    def names(self) -> list[str]:
        """The names of all pictures, in the order of the catalogue."""
        return list(self._symbols["colour"])

    def picture(self, name: str, picture_set: PictureSet) -> Symbol:
        """One picture. Raises UnknownPicture (a KeyError) with a sentence for whoever wrote the name."""
        try:
            return self._symbols[picture_set][name]
        except KeyError:
            raise UnknownPicture(
                f"There is no picture called {name!r}. The names are in media/cards/catalogue.py."
            ) from None

    def sprite(self, names: Iterable[str], picture_set: PictureSet) -> str:
        """One hidden SVG with a `<symbol id="p-NAME">` for each name, each once however often it is asked for.

        Show one with `<svg viewBox="0 0 72 72" aria-hidden="true"><use href="#p-NAME"></use></svg>`.
        """
        symbols = (self.picture(name, picture_set) for name in dict.fromkeys(names))
        body = "".join(f'<symbol id="p-{s.name}" viewBox="{s.view_box}">{s.inner}</symbol>' for s in symbols)
        # The attribute, not a style, because pages allow no inline styles; hidden would not hide an SVG.
        return f'<svg xmlns="http://www.w3.org/2000/svg" display="none" aria-hidden="true">{body}</svg>'

    def png(self, name: str, picture_set: PictureSet) -> bytes:
        """One picture as PNG, 288 by 288 dots on a clear ground, lines in black."""
        return (self._folder / "png" / picture_set / f"{self.picture(name, picture_set).name}.png").read_bytes()


def load(folder: Path) -> Cards:
    """The picture cards in `folder`. Raises FileNotFoundError, with what to do, when they were not made yet."""
    try:
        read = json.loads((folder / "pictures.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The picture cards are not in {folder}. Run the set-up, which makes them (media.cards.build)."
        ) from None
    return Cards(folder, {"colour": _symbols(read["colour"]), "line": _symbols(read["line"])})


def credit() -> str:
    """Who made the pictures and under which licence, in English, for the page to translate.

    CC BY-SA 4.0, section 3(a), asks for it on a page of the app and in every paper that carries a picture.
    """
    return _CREDIT


def _symbols(read: Mapping[str, Mapping[str, str]]) -> dict[str, Symbol]:
    return {name: Symbol(name, found["viewBox"], found["inner"]) for name, found in read.items()}
