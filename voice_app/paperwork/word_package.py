"""The Word file around the document's text: its parts, how they hang together, and the zip they go into.

A Word file is a zip of XML parts (ECMA-376, part 2). Ours holds what is needed and nothing else, so that nothing in it
tells of a maker but the school, and so that it is written as fast as a zip can be.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from .letters import clean

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

#: The names that the parts of WordprocessingML are written with.
NAMES: Final = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    # 15: laid out as by Word 2013 and after; without it Word opens the file in "compatibility mode".
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
#: Every part of the text: its kind, and the element that it is.
_PARTS: Final = {
    "document": ("document.main", "document"),
    "styles": ("styles", "styles"),
    "settings": ("settings", "settings"),
    "header1": ("header", "hdr"),
    "header2": ("header", "hdr"),
    "footer1": ("footer", "ftr"),
    "footer2": ("footer", "ftr"),
}
#: By which name the document refers to each of them, as `word` does too.
RELATION: Final = {name: f"rId{number}" for number, name in enumerate(_PARTS, 1)}
_JPEG_HEAD: Final = b"\xff\xd8\xff"
#: Kinds of pictures by the end of their names.
_PICTURES: Final = {"png": "image/png", "jpg": "image/jpeg"}
#: Word's own limit.
_LONGEST_PROPERTY: Final = 255


def escaped(text: str) -> str:
    """Any text as XML, also within an attribute in double quotes. What XML cannot hold is not in it."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A reader of XML makes spaces of line ends and tabs that stand bare in an attribute.
    return text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


@dataclass
class Pictures:
    """The pictures of a document. The same picture is kept once, however often it is shown."""

    #: By the picture itself: its number.
    numbers: dict[bytes, int] = field(default_factory=dict)

    def relation(self, image: bytes) -> str:
        """By which name the document refers to this picture, PNG or JPEG."""
        return f"rIdPicture{self.numbers.setdefault(image, len(self.numbers) + 1)}"

    def files(self) -> list[tuple[str, bytes]]:
        """Each with the name of its file, in the order of their numbers."""
        return [
            (f"image{number}.{'jpg' if image.startswith(_JPEG_HEAD) else 'png'}", image)
            for image, number in self.numbers.items()
        ]


@dataclass(frozen=True)
class Properties:
    """What a list of files and a screen reader say about the document."""

    title: str
    subject: str
    author: str
    language: str
    made_on: date


def packed(parts: Mapping[str, str], pictures: Pictures, properties: Properties) -> bytes:
    """The file. `parts`: the content of "document", "styles", "header1" and "2", "footer1" and "2", as XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _content_types())
        file.writestr("_rels/.rels", _package_relations())
        file.writestr("docProps/core.xml", _core_properties(properties))
        file.writestr("word/_rels/document.xml.rels", _document_relations(pictures))
        for name, content in {**parts, "settings": _SETTINGS}.items():
            element = _PARTS[name][1]
            file.writestr(f"word/{name}.xml", f"{_HEAD}<w:{element} {NAMES}>{content}</w:{element}>")
        for name, image in pictures.files():
            # It is as small as it gets already.
            file.writestr(f"word/media/{name}", image, zipfile.ZIP_STORED)
    return out.getvalue()


def _content_types() -> str:
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", **_PICTURES}
    by_end = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in kinds.items())
    by_name = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, (kind, _) in _PARTS.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    by_name += f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{by_end}{by_name}</Types>'


def _package_relations() -> str:
    return _relations(
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )


def _document_relations(pictures: Pictures) -> str:
    parts = "".join(
        f'<Relationship Id="{RELATION[name]}" Type="{_OFFICE}/relationships/{name.rstrip("12")}" Target="{name}.xml"/>'
        for name in _PARTS
        if name != "document"
    )
    images = "".join(
        f'<Relationship Id="rIdPicture{number}" Type="{_OFFICE}/relationships/image" Target="media/{name}"/>'
        for number, (name, _) in enumerate(pictures.files(), 1)
    )
    return _relations(parts + images)


def _relations(relations: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _core_properties(properties: Properties) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{properties.made_on.isoformat()}T00:00:00Z</dcterms:'
    author = escaped(properties.author[:_LONGEST_PROPERTY])
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(properties.title[:_LONGEST_PROPERTY])}</dc:title>"
        f"<dc:subject>{escaped(properties.subject[:_LONGEST_PROPERTY])}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:keywords></cp:keywords><dc:description></dc:description>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {moment}created><dcterms:modified {moment}modified>"
        f"<cp:category></cp:category><dc:language>{escaped(properties.language)}</dc:language></cp:coreProperties>"
    )
