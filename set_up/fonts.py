"""Which fonts pages and papers use, and where npm's packages keep them.

Pages: Andika for young readers, Atkinson Hyperlegible Next for everyone else, cut by script so that a page in English
never fetches the letters of other languages. Papers need whole TrueType files, which Typst can read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from set_up.places import NODE_MODULES

SCRIPTS = ("latin", "latin-ext")
SERVED_FROM = "/static/built/"


@dataclass(frozen=True)
class Cut:
    """The letters of one script in one weight."""

    family: str
    weight: str
    file: Path
    letters: str

    def face(self, served_as: str) -> str:
        return (
            f'@font-face{{font-family:"{self.family}";font-style:normal;font-weight:{self.weight};font-display:swap;'
            f'src:url({SERVED_FROM}{served_as}) format("woff2");unicode-range:{self.letters}}}\n'
        )


def cuts() -> Iterator[Cut]:
    andika = NODE_MODULES / "@fontsource" / "andika"
    atkinson = NODE_MODULES / "@fontsource-variable" / "atkinson-hyperlegible-next"
    for script in SCRIPTS:
        for weight in ("400", "700"):
            file = andika / "files" / f"andika-{script}-{weight}-normal.woff2"
            yield Cut("Andika", weight, file, _letters(andika)[script])
        file = atkinson / "files" / f"atkinson-hyperlegible-next-{script}-wght-normal.woff2"
        yield Cut("Atkinson Hyperlegible Next Variable", "200 800", file, _letters(atkinson)[script])


def _letters(package: Path) -> Mapping[str, str]:
    letters: Mapping[str, str] = json.loads((package / "unicode.json").read_text())
    return letters


def font_files() -> list[Path]:
    return [cut.file for cut in cuts()]


def font_faces(served_as: Mapping[str, str]) -> str:
    """The style rules that name the fonts, for pages to carry inline. `served_as`: file name → name it is served by."""
    return "".join(cut.face(served_as[cut.file.name]) for cut in cuts())


def papers_fonts() -> list[Path]:
    """Whole fonts, one for each kind of letters.

    Vazirmatn for Arabic letters: words in Nastaliq, and in today's Noto Arabic, come scrambled out of a PDF that Typst
    made when they are copied or read aloud.
    """
    packages = {
        "atkinson-hyperlegible-next": "AtkinsonHyperlegibleNext",
        "noto-sans": "NotoSans",
        "vazirmatn": "Vazirmatn",
        "noto-emoji": "NotoEmoji",
    }
    weights = ("400Regular", "700Bold")
    folder = NODE_MODULES / "@expo-google-fonts"
    return [
        folder / package / weight / f"{name}_{weight}.ttf" for package, name in packages.items() for weight in weights
    ]
