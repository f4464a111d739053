"""P12: one pupil's Word file beside a plain copy of its zip, and the PDF beside Typst alone."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typst
from babel.support import NullTranslations

from bench.figures import Figure, ratios
from bench.timing import in_turn, milliseconds
from tests.paperwork.make_document import a_document, a_line, a_picture
from voice_app.pages.staff.paperwork import FONTS
from voice_app.paperwork.content import Document, Line, Section
from voice_app.paperwork.pdf import pdf
from voice_app.paperwork.word import word

FIELDS, PICTURES = 40, 6


def measure(*, pairs: int = 9, fonts: Path = FONTS) -> list[Figure]:
    """Ratios to the least that has to be done: writing the same zip, and Typst setting the same page."""
    document, words = forty_fields(), NullTranslations()
    made = word(document, words)
    of_word = in_turn(lambda: word(document, words), lambda: copied(made), pairs)
    alone = _typst_alone(document, words, fonts)
    of_pdf = in_turn(lambda: pdf(document, words, fonts=fonts), alone, pairs)
    return [
        Figure("P12 a Word file, by a plain copy of its zip", ratios(*of_word), 2),
        Figure("P12 a PDF, by Typst alone", ratios(*of_pdf), 1.3),
        Figure("   the Word file, ours", milliseconds(of_word[0]), unit=" ms"),
        Figure("   the Word file, copied", milliseconds(of_word[1]), unit=" ms"),
        Figure("   the PDF, ours", milliseconds(of_pdf[0]), unit=" ms"),
        Figure("   the PDF, Typst alone", milliseconds(of_pdf[1]), unit=" ms"),
    ]


def forty_fields() -> Document:
    """Forty things said under four headings, six of them with a picture."""
    lines = [_one(number) for number in range(FIELDS)]
    headings = ("What I like", "What is hard for me", "What helps me, and who helps me", "What I hope for")
    share = FIELDS // len(headings)
    return a_document(
        sections=[Section(heading, lines[n * share : (n + 1) * share]) for n, heading in enumerate(headings)]
    )


def _one(number: int) -> Line:
    pictures = [a_picture(f"Card: {number}", colour=(40 * number % 256, 84, 95))] if number < PICTURES else []
    return a_line(claim=f"Zara put card {number} under Good.", words=f"Because of number {number}.", pictures=pictures)


def copied(made: bytes) -> bytes:
    """Every part of a zip file taken out and put into a new one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def _typst_alone(document: Document, words: NullTranslations, fonts: Path) -> Any:
    """What Typst is asked by `pdf`, kept, and asked again without anything of ours around it."""
    asked: list[tuple[Any, Any]] = []
    real = typst.Compiler

    class Watched:
        def __init__(self, *words: Any, **named: Any) -> None:
            self.made, self.given = real(*words, **named), (words, named)

        def compile_with_warnings(self, **how: Any) -> Any:
            asked.append((self.given, how))
            return self.made.compile_with_warnings(**how)

    with patch.object(typst, "Compiler", Watched):
        pdf(document, words, fonts=fonts)
    (given, named), how = asked[-1]
    return lambda: real(*given, **named).compile_with_warnings(**how)
