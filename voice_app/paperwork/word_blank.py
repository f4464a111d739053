"""The blank that every Word file starts from: A4, our styles, and nothing of the library's own template.

Word keeps a style's look in one place, so a school can restyle the whole document there. Arial, because every school
computer has it, with Arabic letters too; its twin stands in where it is missing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from .word_styles import STYLES

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_FONT: Final = "Arial"
_DEFAULTS: Final = (
    '<w:docDefaults xmlns:w="{w}"><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}" w:eastAsia="{_FONT}"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
_CHARACTERS: Final = (
    '<w:style xmlns:w="{w}" w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_TABLE: Final = (
    '<w:style xmlns:w="{w}" w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_SETTINGS: Final = (
    '<w:zoom xmlns:w="{w}" w:percent="100"/>',
    '<w:defaultTabStop xmlns:w="{w}" w:val="720"/>',
    '<w:characterSpacingControl xmlns:w="{w}" w:val="doNotCompress"/>',
    # 15: laid out as by Word 2013 and after; without it Word opens the file in "compatibility mode".
    '<w:compat xmlns:w="{w}"><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
    '<w:themeFontLang xmlns:w="{w}" w:val="en-GB"/>',
    '<w:decimalSymbol xmlns:w="{w}" w:val="."/>',
    '<w:listSeparator xmlns:w="{w}" w:val=","/>',
)
#: Parts of the library's template that say something about its maker, or that nothing here uses.
_UNUSED_PARTS: Final = (
    "customXml",
    "extended-properties",
    "numbering",
    "stylesWithEffects",
    "thumbnail",
    "webSettings",
)


@cache
def blank() -> bytes:
    """An empty Word file; made once, since every document starts from a copy."""
    import docx  # heavy: only loaded by whoever makes a Word file (figure P17)
    from docx.oxml.ns import qn

    document = docx.Document()
    _drop_unused_parts(document)
    document.element.body.sectPr.remove(document.element.body.sectPr.find(qn("w:docGrid")))
    _replace(document.styles.element, [_DEFAULTS, _CHARACTERS, _TABLE, *(style.xml() for style in STYLES)])
    _replace(document.settings.element, _SETTINGS)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _replace(parent: object, children: Sequence[str]) -> None:
    from docx.oxml.ns import nsmap
    from docx.oxml.parser import parse_xml
    from docx.oxml.xmlchemy import BaseOxmlElement

    assert isinstance(parent, BaseOxmlElement)
    for child in list(parent):
        parent.remove(child)
    for xml in children:
        parent.append(parse_xml(xml.replace("{w}", nsmap["w"])))


def _drop_unused_parts(document: WordDocument) -> None:
    for holder in (document.part.rels, document.part.package.rels):
        for key, relation in list(holder.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED_PARTS:
                del holder[key]
