"""The document "Pupil's views" as a Word file, made by python-docx from our own blank."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from babel.support import NullTranslations

from . import look
from .content import Document, PictureRef
from .letters import by_direction, clean, is_rtl
from .pictures import size_on_paper
from .printed import PAGE, PAGES, Part, Passage, Printed, PrintedLine, Table, printed
from .word_blank import blank
from .word_styles import GROUND_ROOM

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

_TWIPS_PER_CM: Final = 567
_STYLE_OF: Final = {Part.CLAIM: "Claim", Part.OWN_WORDS: "OwnWords", Part.ADULT: "Adult", Part.SOURCE: "Source"}
_GROUNDED: Final = (Part.OWN_WORDS, Part.ADULT)
_FIELDS: Final = {PAGE: "PAGE", PAGES: "NUMPAGES"}
_BETWEEN_STATEMENTS: Final = 16  # points, where no claim brings the space with it
_LONG: Final = 800  # letters: a text of pages must not take the whole statement to a fresh page
_A4_CM: Final = (21.0, 29.7)
_COLUMNS_CM: Final = (5.0, 4.8, 7.2)


def word(document: Document, words: NullTranslations) -> bytes:
    """The .docx file: real headings, every picture with words, each paragraph in its own direction."""
    import docx  # heavy: only loaded by whoever makes a Word file (figure P17)

    paper = printed(document, words)
    file = docx.Document(io.BytesIO(blank()))
    _properties(file, paper, datetime.combine(document.made_on, time()))
    _language(file, paper)
    _Writing(file, paper).all()
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _properties(file: WordDocument, paper: Printed, made_at: datetime) -> None:
    """What a list of files and a screen reader say about it. Word's own limit is 255 letters each."""
    properties = file.core_properties
    properties.title = paper.full_title[:255]
    properties.author = properties.last_modified_by = paper.school[:255]
    properties.subject = paper.subject[:255]
    properties.language = paper.language
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = made_at
    properties.revision = 1


def _language(file: WordDocument, paper: Printed) -> None:
    """The language of everything that states none of its own."""
    language: Any = file.styles.element.find(f".//{_w('docDefaults')}//{_w('lang')}")
    language.set(_w("bidi" if paper.rtl else "val"), paper.language)


class _Writing:
    """Lays out one document, top to bottom."""

    def __init__(self, file: WordDocument, paper: Printed) -> None:
        self.file = file
        self.paper = paper
        self.indented = any(line.picture for section in paper.sections for line in section.lines)

    def all(self) -> None:
        paper = self.paper
        self.page()
        self.paragraph("Title", paper.title)
        self.paragraph("Heading1", paper.name, rtl=is_rtl(paper.name, paper.rtl))
        self.paragraph("Plain", paper.copy_for)
        for label, value in paper.facts:
            self.labelled("Fact", label, value)
        self.paragraph("Aside", paper.legend)
        self.paragraph("Plain", paper.not_shared)
        for section in paper.sections:
            self.paragraph("Heading2", section.heading)
            for line in section.lines:
                self.line(line, look.PICTURE_COLUMN if self.indented else 0)
        self.paragraph("Heading2", paper.still_open_heading)
        for sentence in paper.still_open:
            self.paragraph("Normal", sentence)
        self.paragraph("Heading2", paper.notes_heading)
        for note in paper.notes:
            self.line(PrintedLine(note, None), 0)
        if paper.how:
            self.table(paper.how)
        if paper.checked:
            self.paragraph("Heading2", paper.checked_heading)
            self.paragraph("Normal", paper.checked)
            # Whose pictures these are never takes a page to itself.
            self.file.paragraphs[-1].paragraph_format.keep_with_next = bool(paper.credit) or None
        self.paragraph("Aside", paper.credit)

    def paragraph(self, style: str, text: str, *, rtl: bool | None = None) -> None:
        """A paragraph of the document's own; nothing at all where there is no text."""
        if text:
            rtl = self.paper.rtl if rtl is None else rtl
            self.write(self.start(self.file.add_paragraph(), style, rtl), text, rtl)

    def labelled(self, style: str, label: str, value: str) -> None:
        paragraph = self.start(self.file.add_paragraph(), style, self.paper.rtl)
        self.write(paragraph, f"{label} ", self.paper.rtl, bold=True)
        self.write(paragraph, value, self.paper.rtl)

    def line(self, line: PrintedLine, column_cm: float) -> None:
        """A statement: its paragraphs hold on to each other, and start at the column beside the pictures."""
        from docx.shared import Pt

        last = len(line.passages) - 1
        for place, passage in enumerate(line.passages):
            picture = line.picture if place == 0 else None
            paragraph = self.start(self.file.add_paragraph(), _STYLE_OF[passage.part], passage.rtl)
            self.indent(paragraph, column_cm, passage, hanging=picture is not None)
            paragraph.paragraph_format.keep_with_next = (place < last and len(passage.text) < _LONG) or None
            if place == 0 and passage.part is not Part.CLAIM:
                paragraph.paragraph_format.space_before = Pt(_BETWEEN_STATEMENTS)
            if picture:
                self.picture(paragraph, picture)
            self.passage(paragraph, passage)

    def passage(self, paragraph: Paragraph, passage: Passage) -> None:
        if passage.label:
            self.write(paragraph, f"{passage.label} ", self.paper.rtl, bold=True)
        self.write(paragraph, passage.text, passage.rtl, language=passage.language)

    def picture(self, paragraph: Paragraph, picture: PictureRef) -> None:
        """The picture in the line, so that a screen reader meets it just before the words it belongs to."""
        from docx.shared import Cm

        width, height = size_on_paper(picture.image)
        run = paragraph.add_run()
        shape = run.add_picture(io.BytesIO(picture.image), Cm(width), Cm(height))
        described = clean(picture.alt)
        inline: Any = shape._inline
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # some programs keep a distance of their own otherwise
        inline.docPr.set("descr", described)
        inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("descr", described)
        run.add_tab()

    def table(self, how: Table) -> None:
        self.paragraph("Heading2", how.heading)
        table = self.file.add_table(rows=0, cols=len(how.columns))
        element: Any = table._tbl
        element.replace(element.tblPr, _table_properties(how, self.paper.rtl))
        for grid_column, width in zip(element.tblGrid.findall(_w("gridCol")), _COLUMNS_CM, strict=True):
            grid_column.set(_w("w"), str(_twips(width)))
        for number, row in enumerate([how.columns, *how.rows]):
            self.row(table.add_row(), row, header=number == 0)

    def row(self, row: Any, texts: Sequence[str], *, header: bool) -> None:
        from docx.shared import Cm

        properties = row._tr.get_or_add_trPr()
        _child(properties, "cantSplit")
        if header:
            _child(properties, "tblHeader")
        for cell, text, width in zip(row.cells, texts, _COLUMNS_CM, strict=True):
            cell.width = Cm(width)
            paragraph = self.start(cell.paragraphs[0], "Cell", self.paper.rtl)
            paragraph.paragraph_format.keep_with_next = header or None
            self.write(paragraph, text, self.paper.rtl, bold=header)

    def page(self) -> None:
        """A4; a footer on every page, and from the second on a header that says whose paper a loose page is."""
        section = self.file.sections[0]
        page: Any = section._sectPr
        width, height = _A4_CM
        page.pgSz.set(_w("w"), str(_twips(width)))
        page.pgSz.set(_w("h"), str(_twips(height)))
        margins = {"top": 2.3, "bottom": 2.6, "left": look.MARGIN, "right": look.MARGIN, "header": 1.1, "footer": 1.1}
        for side, length in margins.items():
            page.pgMar.set(_w(side), str(_twips(length)))
        if self.paper.rtl:
            _child(page, "bidi")
        section.different_first_page_header_footer = True
        self.start(section.first_page_header.paragraphs[0], "Normal", self.paper.rtl)
        header = self.start(section.header.paragraphs[0], "Header", self.paper.rtl)
        self.write(header, self.paper.header, self.paper.rtl)
        for part in (section.footer, section.first_page_footer):
            footer = self.start(part.paragraphs[0], "Footer", self.paper.rtl)
            self.write(footer, self.paper.footer, self.paper.rtl)

    def start(self, paragraph: Paragraph, style: str, rtl: bool) -> Paragraph:
        properties = paragraph._p.get_or_add_pPr()
        properties.style = style
        if rtl:
            _child(properties, "bidi")
        return paragraph

    def indent(self, paragraph: Paragraph, column_cm: float, passage: Passage, *, hanging: bool) -> None:
        """Room for the pictures' column, on the document's side, and for the ground, so that it ends at the margins."""
        room = GROUND_ROOM * 20 if passage.part in _GROUNDED else 0
        column = _twips(column_cm)
        if not (column or room):
            return
        # Word reads "left" as the side where lines start, in right-to-left paragraphs too.
        near, far = ("left", "right") if passage.rtl == self.paper.rtl else ("right", "left")
        indent: Any = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(_w(near), str(column + room))
        indent.set(_w(far), str(room))
        if hanging and near == "left":
            indent.set(_w("hanging"), str(column))

    def write(
        self, paragraph: Paragraph, text: str, rtl: bool, *, bold: bool = False, language: str | None = None
    ) -> None:
        """Text as runs, each in one direction; page numbers as fields that Word counts."""
        for piece in re.split(f"([{PAGE}{PAGES}])", text):
            if piece in _FIELDS:
                element: Any = paragraph._p
                element.append(_field(_FIELDS[piece]))
                continue
            for words, words_rtl in by_direction(piece, rtl):
                run = paragraph.add_run()
                properties: Any = run._r.get_or_add_rPr()
                if bold:
                    _child(properties, "b")
                    _child(properties, "bCs")
                if words_rtl:
                    _child(properties, "rtl")
                if language:
                    _child(properties, "lang", {"bidi" if words_rtl else "val": language})
                run.text = words


def _twips(centimetres: float) -> int:
    return round(centimetres * _TWIPS_PER_CM)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def _child(parent: BaseOxmlElement, name: str, attributes: dict[str, str] | None = None) -> None:
    from docx.oxml.parser import OxmlElement

    child: Any = OxmlElement(f"w:{name}")
    for key, value in (attributes or {}).items():
        child.set(_w(key), value)
    parent.append(child)


def _field(instruction: str) -> BaseOxmlElement:
    """A number that Word counts; the 1 stands there until it has."""
    return _parsed(f'<w:fldSimple {{w}} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def _table_properties(how: Table, rtl: bool) -> BaseOxmlElement:
    """Fixed columns, thin rules between rows, and words for those who cannot see it."""
    rule = f'w:val="single" w:sz="6" w:space="0" w:color="{look.RULE}"'
    properties = _parsed(
        f"<w:tblPr {{w}}>{'<w:bidiVisual/>' if rtl else ''}"
        f'<w:tblW w:w="{_twips(sum(_COLUMNS_CM))}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
    )
    _child(properties, "tblCaption", {"val": how.heading})
    _child(properties, "tblDescription", {"val": how.about})
    return properties


def _parsed(xml: str) -> BaseOxmlElement:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    element: BaseOxmlElement = parse_xml(xml.replace("{w}", nsdecls("w")))
    return element
