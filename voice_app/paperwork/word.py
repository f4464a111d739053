"""The document "Pupil's views" as a Word file: its text in WordprocessingML, top to bottom.

Written as text, because a library that adds each element to a tree takes thirty times as long as the zip. In what order
elements stand within each other is the schema's: Word refuses others (ECMA-376, part 1, 17.3.1 and 17.3.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from babel.support import NullTranslations

from . import look
from .content import Document, PictureRef
from .letters import by_direction, is_rtl
from .pictures import side_on_paper, size_on_paper
from .printed import PAGE, PAGES, Part, Passage, Printed, PrintedLine, Table, printed
from .word_package import RELATION, Pictures, Properties, escaped, packed
from .word_styles import GROUND_ROOM, styles

_TWIPS_PER_CM: Final = 567
_EMU_PER_CM: Final = 360_000
_TWIPS_PER_POINT: Final = 20
_STYLE_OF: Final = {Part.CLAIM: "Claim", Part.OWN_WORDS: "OwnWords", Part.ADULT: "Adult", Part.SOURCE: "Source"}
_GROUNDED: Final = (Part.OWN_WORDS, Part.ADULT)
_FIELDS: Final = {PAGE: "PAGE", PAGES: "NUMPAGES"}
_SPLIT_AT_FIELDS: Final = re.compile(f"([{PAGE}{PAGES}])")
_BETWEEN_STATEMENTS: Final = 16  # points, where no claim brings the space with it
_LONG: Final = 800  # letters: a text of pages must not take the whole statement to a fresh page
_A4_CM: Final = (21.0, 29.7)
_COLUMNS_CM: Final = (5.0, 4.8, 7.2)
_LINE_BREAK, _TAB, _SPACE = "<w:br/>", "<w:tab/>", '<w:t xml:space="preserve"> </w:t>'


def word(document: Document, words: NullTranslations) -> bytes:
    """The .docx file: real headings, every picture with words, each paragraph in its own direction."""
    paper = printed(document, words)
    writing = _Writing(paper)
    parts = {
        "document": f"<w:body>{writing.all()}</w:body>",
        "styles": styles(escaped(paper.language), paper.rtl),
        # The first page says whose paper it is by itself.
        "header1": writing.paragraph("Normal", ""),
        "header2": writing.said("Header", paper.header),
        "footer1": writing.said("Footer", paper.footer),
        "footer2": writing.said("Footer", paper.footer),
    }
    properties = Properties(paper.full_title, paper.subject, paper.school, paper.language, document.made_on)
    return packed(parts, writing.pictures, properties)


class _Writing:
    """Writes the paragraphs of one document."""

    def __init__(self, paper: Printed) -> None:
        self.paper = paper
        self.pictures = Pictures()
        self.shown = 0
        self.column = paper.column

    def all(self) -> str:
        """The whole text, with the page it stands on."""
        paper = self.paper
        parts = [
            self.said("Title", paper.title),
            self.said("Heading1", paper.name, rtl=is_rtl(paper.name, paper.rtl)),
            self.said("Plain", paper.copy_for),
            *(self.facts(facts) for facts in paper.fact_lines),
            self.said("Aside", paper.legend),
            self.said("Plain", paper.selection),
        ]
        for section in paper.sections:
            parts.append(self.said("Heading2", section.heading))
            parts += (self.line(line, self.column) for line in section.lines)
        parts.append(self.said("Heading2", paper.still_open_heading))
        parts += (self.said("Normal", sentence) for sentence in paper.still_open)
        parts.append(self.said("Heading2", paper.notes_heading))
        parts += (self.line(PrintedLine(note), 0) for note in paper.notes)
        if paper.how:
            parts.append(self.table(paper.how))
        if paper.checked:
            parts.append(self.said("Heading2", paper.checked_heading))
            # Whose pictures these are never takes a page to itself.
            parts.append(self.said("Normal", paper.checked, keep_next=bool(paper.credit)))
        parts.append(self.said("Aside", paper.credit))
        return "".join(parts) + _page(paper.rtl)

    def paragraph(
        self,
        style: str,
        runs: str,
        *,
        rtl: bool | None = None,
        keep_next: bool = False,
        room: str = "",
    ) -> str:
        """A paragraph of these runs; `room` is what stands in the schema behind its direction."""
        rtl = self.paper.rtl if rtl is None else rtl
        keep, direction = "<w:keepNext/>" if keep_next else "", "<w:bidi/>" if rtl else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{direction}{room}</w:pPr>{runs}</w:p>'

    def said(self, style: str, text: str, *, rtl: bool | None = None, keep_next: bool = False) -> str:
        """A paragraph of the document's own; nothing at all where there is no text."""
        if not text:
            return ""
        rtl = self.paper.rtl if rtl is None else rtl
        return self.paragraph(style, _runs(text, rtl), rtl=rtl, keep_next=keep_next)

    def facts(self, facts: Sequence[tuple[str, str]]) -> str:
        rtl = self.paper.rtl
        each = (_runs(f"{label} ", rtl, bold=True) + _runs(value, rtl) for label, value in facts)
        return self.paragraph("Fact", _runs(" · ", rtl).join(each))

    def line(self, line: PrintedLine, column_cm: float) -> str:
        """A statement: its paragraphs hold on to each other, and start at the column beside the pictures."""
        last = len(line.passages) - 1
        paragraphs = []
        for place, passage in enumerate(line.passages):
            beside = line.beside if place == 0 else ()
            paragraphs.append(
                self.paragraph(
                    _STYLE_OF[passage.part],
                    (self.in_a_row(beside) + _in_run(_TAB) if beside else "") + self.passage(passage),
                    rtl=passage.rtl,
                    keep_next=place < last and len(passage.text) < _LONG,
                    room=self.room(passage, column_cm, first=place == 0, beside=bool(beside)),
                )
            )
        if line.row:
            below_claim = 1 if line.passages and line.passages[0].part is Part.CLAIM else 0
            paragraphs.insert(below_claim, self.row_of(line.row, column_cm))
        return "".join(paragraphs)

    def row_of(self, pictures: Sequence[PictureRef], column_cm: float) -> str:
        """Several pictures in a row, which holds on to what it belongs to."""
        return self.paragraph(
            "Pictures", self.in_a_row(pictures), keep_next=True, room=f'<w:ind w:left="{_twips(column_cm)}"/>'
        )

    def in_a_row(self, pictures: Sequence[PictureRef]) -> str:
        return _in_run(_SPACE).join(self.picture(picture, side_on_paper(pictures)) for picture in pictures)

    def passage(self, passage: Passage) -> str:
        label = _runs(f"{passage.label} ", self.paper.rtl, bold=True) if passage.label else ""
        return label + _runs(passage.text, passage.rtl, language=passage.language)

    def room(self, passage: Passage, column_cm: float, *, first: bool, beside: bool) -> str:
        """Space above, and at the sides: for the pictures' column, and for the ground, so that it ends at the margins.

        `beside`: a picture stands in this paragraph.
        """
        above = _BETWEEN_STATEMENTS * _TWIPS_PER_POINT if first and passage.part is not Part.CLAIM else 0
        spacing = f'<w:spacing w:before="{above}"/>' if above else ""
        ground = GROUND_ROOM * _TWIPS_PER_POINT if passage.part in _GROUNDED else 0
        column = _twips(column_cm)
        if not (column or ground):
            return spacing
        # Word reads "left" as the side where lines start, in right-to-left paragraphs too.
        near, far = ("left", "right") if passage.rtl == self.paper.rtl else ("right", "left")
        hanging = f' w:hanging="{column}"' if beside and near == "left" else ""
        return f'{spacing}<w:ind w:{near}="{column + ground}" w:{far}="{ground}"{hanging}/>'

    def picture(self, picture: PictureRef, side: float) -> str:
        """The picture in the line, so that a screen reader meets it just before the words it belongs to."""
        width, height = (round(length * _EMU_PER_CM) for length in size_on_paper(picture.image, side))
        described, self.shown = escaped(picture.alt), self.shown + 1
        extent = f'cx="{width}" cy="{height}"'
        return (
            # Some programs keep a distance of their own where none is said.
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {extent}/><wp:docPr id="{self.shown}" name="Picture {self.shown}" descr="{described}"/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{self.shown}" name="Picture {self.shown}" descr="{described}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{self.pictures.relation(picture.image)}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
            f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def table(self, how: Table) -> str:
        columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in _COLUMNS_CM)
        last = len(how.rows) - 1
        rows = [
            self.row(how.columns, header=True, keep_next=True),
            *(self.row(row, header=False, keep_next=how.whole or n == last) for n, row in enumerate(how.rows)),
        ]
        return (
            f"{self.said('Heading2', how.heading)}<w:tbl>{_table_properties(how, self.paper.rtl)}"
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def row(self, texts: Sequence[str], *, header: bool, keep_next: bool) -> str:
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{_twips(width)}"/></w:tcPr>'
            f"{self.paragraph('Cell', _runs(text, self.paper.rtl, bold=header), keep_next=keep_next)}</w:tc>"
            for text, width in zip(texts, _COLUMNS_CM, strict=True)
        )
        heads = "<w:tblHeader/>" if header else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{heads}</w:trPr>{''.join(cells)}</w:tr>"


def _page(rtl: bool) -> str:
    """A4; a footer on every page, and from the second on a header that says whose paper a loose page is."""
    parts = {"header1": "first", "header2": "default", "footer1": "default", "footer2": "first"}
    references = "".join(
        f'<w:{name[:-1]}Reference w:type="{when}" r:id="{RELATION[name]}"/>' for name, when in parts.items()
    )
    width, height = (_twips(length) for length in _A4_CM)
    # Below a header of more lines than one, Word begins the page further down by itself.
    margins = {"top": 1.6, "right": look.MARGIN, "bottom": 1.9, "left": look.MARGIN, "header": 0.9, "footer": 0.9}
    sides = " ".join(f'w:{side}="{_twips(length)}"' for side, length in margins.items())
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {sides} w:gutter="0"/>'
        f'<w:cols w:space="720"/><w:titlePg/>{"<w:bidi/>" if rtl else ""}</w:sectPr>'
    )


def _runs(text: str, rtl: bool, *, bold: bool = False, language: str | None = None) -> str:
    """Text as runs, each in one direction; page numbers as fields that Word counts."""
    pieces = _SPLIT_AT_FIELDS.split(text)
    if len(pieces) == 1:
        return _run_by_run(text, rtl, bold=bold, language=language)
    return "".join(
        _field(_FIELDS[piece]) if piece in _FIELDS else _run_by_run(piece, rtl, bold=bold, language=language)
        for piece in pieces
    )


def _run_by_run(text: str, rtl: bool, *, bold: bool, language: str | None) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    runs = []
    for words, words_rtl in by_direction(text, rtl):
        direction = "<w:rtl/>" if words_rtl else ""
        tongue = f'<w:lang w:{"bidi" if words_rtl else "val"}="{escaped(language)}"/>' if language else ""
        look_of_it = f"<w:rPr>{weight}{direction}{tongue}</w:rPr>" if weight or words_rtl or tongue else ""
        runs.append(f"<w:r>{look_of_it}{_letters(words)}</w:r>")
    return "".join(runs)


def _in_run(mark: str) -> str:
    return f"<w:r>{mark}</w:r>"


def _letters(text: str) -> str:
    """The letters of a run; line ends and tabs are elements of their own in Word."""
    said = escaped(text)
    for letter, mark in (("&#10;", _LINE_BREAK), ("&#9;", _TAB)):
        said = said.replace(letter, f'</w:t>{mark}<w:t xml:space="preserve">')
    return f'<w:t xml:space="preserve">{said}</w:t>'


def _field(instruction: str) -> str:
    """A number that Word counts; the 1 stands there until it has."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _table_properties(how: Table, rtl: bool) -> str:
    """Fixed columns, thin rules between rows, and words for those who cannot see it."""
    rule = f'w:val="single" w:sz="6" w:space="0" w:color="{look.RULE}"'
    return (
        f"<w:tblPr>{'<w:bidiVisual/>' if rtl else ''}"
        f'<w:tblW w:w="{_twips(sum(_COLUMNS_CM))}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
        f'<w:tblCaption w:val="{escaped(how.heading)}"/><w:tblDescription w:val="{escaped(how.about)}"/></w:tblPr>'
    )


def _twips(centimetres: float) -> int:
    return round(centimetres * _TWIPS_PER_CM)
