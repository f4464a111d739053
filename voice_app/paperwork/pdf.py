"""The document "Pupil's views" as a tagged PDF (PDF/UA-1), made by Typst from `views.typ`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.support import NullTranslations

from . import look
from .content import Document, PictureRef
from .letters import clean, is_rtl
from .pictures import side_on_paper, size_on_paper
from .printed import PAGE, PAGES, Printed, printed

if TYPE_CHECKING:
    import typst

_VIEWS = Path(__file__).with_name("views.typ")
# In the order in which they are asked for a letter; any other font in the folder comes after them. Vazirmatn, because
# today's Noto Arabic fonts draw a letter's dots apart, and its words come out of the PDF scrambled when read aloud.
_FONTS = ("Atkinson Hyperlegible Next", "Noto Sans", "Vazirmatn", "Noto Emoji")
# Without these two no paper is made; without the others their letters come from whatever font has them.
_NEEDED_FONTS = frozenset(_FONTS[:2])
_LOOK = {name: value for name, value in vars(look).items() if name.isupper()}


class PdfNotMade(Exception):
    """Typst complained. Its message may quote the document, so it is kept out of this one (rule R2)."""


class FontsMissing(Exception):
    """The folder does not hold the fonts that the build puts there."""


def pdf(document: Document, words: NullTranslations, *, fonts: Path) -> bytes:
    """The PDF file. `fonts`: the folder of TTF files that the build made.

    A letter that is in none of those fonts is looked for in the computer's own. Where that fails too, the file says
    that some letters are missing, and is tagged but not PDF/UA: that standard refuses a letter it cannot show.
    Raises FontsMissing, and PdfNotMade on any warning of Typst's: it warns where another font slips in.
    """
    paper = _as_json(printed(document, words), document)
    made_at = datetime.combine(document.made_on, time(), UTC)
    for system_fonts in (False, True):
        try:
            return _compiled(paper, _fonts(fonts, system_fonts), made_at, ["ua-1"])
        except _LetterMissing:
            continue
    paper["lost_letters"] = words.gettext(
        "Some letters could not be printed here: a box stands in the place of each. The Word file has them all."
    )
    return _compiled(paper, _fonts(fonts, True), made_at, [])


class _LetterMissing(Exception):
    pass


def _compiled(
    paper: Mapping[str, Any], fonts: typst.Fonts, made_at: datetime, standards: list[typst.PDFStandard]
) -> bytes:
    import typst  # heavy: only loaded by whoever makes a PDF (figure P17)

    compiler = typst.Compiler(
        _VIEWS.read_bytes(),
        font_paths=fonts,
        ignore_system_fonts=True,  # `fonts` already holds them where they are wanted
        sys_inputs={"paper": json.dumps({**paper, "fonts": [name for name in _FONTS if name in fonts.families()]})},
    )
    try:
        file, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=standards, timestamp=made_at)
    except typst.TypstError as problem:
        if "could not be displayed" in problem.message:
            raise _LetterMissing from None
        raise PdfNotMade("Typst refused the document") from problem
    if warnings or not isinstance(file, bytes):
        raise PdfNotMade("Typst warned about the document")
    return file


@cache
def _fonts(folder: Path, system_fonts: bool) -> typst.Fonts:
    """Read once: looking through a computer's own fonts takes longer than making the file."""
    import typst

    fonts = typst.Fonts(include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=[folder])
    if missing := _NEEDED_FONTS.difference(fonts.families()):
        raise FontsMissing(f"The fonts for PDFs are not there: {', '.join(sorted(missing))}. Run make demo first.")
    return fonts


def _as_json(paper: Printed, document: Document) -> dict[str, Any]:
    made = document.made_on
    return {
        **asdict(paper),
        "full_title": paper.full_title,
        "fact_lines": paper.fact_lines,
        "column": paper.column,
        "name_rtl": is_rtl(paper.name, paper.rtl),
        "sections": [
            {
                "heading": section.heading,
                "lines": [
                    {
                        "passages": [asdict(p) for p in line.passages],
                        "pictures": _pictures(line.pictures),
                        "beside": bool(line.beside),
                    }
                    for line in section.lines
                ],
            }
            for section in paper.sections
        ],
        "footer": [piece for piece in re.split(f"([{PAGE}{PAGES}])", paper.footer) if piece],
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "look": _LOOK,
        "lost_letters": "",
    }


def _pictures(pictures: Sequence[PictureRef]) -> list[dict[str, Any]]:
    return [_picture(picture, side=side_on_paper(pictures)) for picture in pictures]


def _picture(picture: PictureRef, *, side: float) -> dict[str, Any]:
    width, height = size_on_paper(picture.image, side)
    # As numbers in the JSON, so that no child's picture is ever written to a temporary file.
    return {"image": list(picture.image), "alt": clean(picture.alt), "width": width, "height": height}
