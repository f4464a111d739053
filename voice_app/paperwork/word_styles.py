"""The styles of the Word file, in the measures and colours of `look`.

Word keeps a style's look in one place, so a school can restyle the whole document there. Arial, because every school
computer has it, with Arabic letters too; its twin stands in where it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from . import look

#: Room beside the words on their ground, in points.
GROUND_ROOM: Final = 7
_TWIPS_PER_POINT: Final = 20
_FONT: Final = "Arial"
_CHARACTERS: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_TABLE: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


@dataclass(frozen=True)
class Style:
    """A paragraph style. Space in points. `ground` fills the box behind it; `edge` is a rule: side, points, colour."""

    key: str
    name: str
    size: int = look.BODY
    colour: str = look.INK
    bold: bool = False
    before: float = 0
    after: float = 4
    keep_next: bool = False
    keep_lines: bool = False
    ground: str = ""
    edge: tuple[str, float, str] | None = None
    outline: int | None = None

    def xml(self) -> str:
        """The style as WordprocessingML, its elements in the schema's order: Word refuses others (ECMA-376, 17.3.1)."""
        normal = self.key == "Normal"
        default = ' w:default="1"' if normal else ""
        before, after = round(self.before * _TWIPS_PER_POINT), round(self.after * _TWIPS_PER_POINT)
        parts = [
            f'<w:style w:type="paragraph"{default} w:styleId="{self.key}">',
            f'<w:name w:val="{self.name}"/>',
            "" if normal else '<w:basedOn w:val="Normal"/>',
            "<w:qFormat/><w:pPr>",
            "<w:keepNext/>" if self.keep_next else "",
            "<w:keepLines/>" if self.keep_lines else "",
            "<w:widowControl/>",
            self._borders(),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{self.ground}"/>' if self.ground else "",
            f'<w:spacing w:before="{before}" w:after="{after}" w:line="245" w:lineRule="auto"/>',
            "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>',
            "</w:pPr><w:rPr>",
            "<w:b/><w:bCs/>" if self.bold else "",
            f'<w:color w:val="{self.colour}"/><w:sz w:val="{self.size * 2}"/><w:szCs w:val="{self.size * 2}"/>',
            "</w:rPr></w:style>",
        ]
        return "".join(parts)

    def _borders(self) -> str:
        if self.ground:
            # Borders in the ground's own colour give the words their room inside it.
            room = {"top": 4, "left": GROUND_ROOM, "bottom": 4, "right": GROUND_ROOM}
            sides = [(side, 0.5, gap, self.ground) for side, gap in room.items()]
        elif self.edge:
            side, points, colour = self.edge
            sides = [(side, points, 6, colour)]
        else:
            return ""
        edges = (
            f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{room}" w:color="{colour}"/>'
            for side, points, room, colour in sides
        )
        return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


STYLES: Final = (
    Style("Normal", "Normal"),
    Style("Title", "Title", look.SECTION, look.MAIN, bold=True, keep_next=True, edge=("top", 5, look.MAIN)),
    Style("Heading1", "heading 1", look.NAME, look.MAIN, True, 2, 5, True, True, outline=0),
    Style(
        "Heading2", "heading 2", look.SECTION, look.MAIN, True, 10, 3, True, True,
        edge=("bottom", 0.75, look.RULE), outline=1,
    ),
    Style("Header", "header", colour=look.SOFT, edge=("bottom", 0.75, look.RULE)),
    Style("Footer", "footer", colour=look.SOFT, edge=("top", 0.75, look.RULE)),
    Style("Fact", "Fact", after=3),
    Style("Aside", "Aside", colour=look.SOFT, before=7),
    Style("Plain", "Plain statement", bold=True, before=7),
    Style("Cell", "Cell", before=2, after=2),
    Style("Claim", "Claim", bold=True, before=8, after=3, keep_lines=True),
    Style("Pictures", "Pictures in a row", before=2),
    Style(
        "OwnWords", "Own words", look.OWN_WORDS, before=5, after=5, ground=look.OWN_WORDS_GROUND,
    ),
    Style("Adult", "Adult's words", before=6, after=6, ground=look.ADULT_GROUND),
    Style("Source", "Source", colour=look.SOFT, after=2, keep_lines=True),
)  # fmt: skip
_ALL: Final = "".join((_CHARACTERS, _TABLE, *(style.xml() for style in STYLES)))


def styles(language: str, rtl: bool) -> str:
    """All styles, with the language of everything that states none of its own, as `word_package.escaped` gives it."""
    plain, other_way = ("en-GB", language) if rtl else (language, "ar-SA")
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}" w:eastAsia="{_FONT}"/>'
        f'<w:lang w:val="{plain}" w:eastAsia="en-GB" w:bidi="{other_way}"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{_ALL}"
    )
