"""What Word demands of a file before it opens it: the order of elements, and parts that are all there.

Programs that read more kindly, such as those our other tests read with, take any order. The orders are those of the
sequences in ECMA-376, part 1 (transitional), chapter 17; where the standard leaves a choice, nothing is listed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from babel.support import NullTranslations
from lxml import etree

from tests.paperwork.make_document import a_full_document, a_line, a_picture
from tests.paperwork.reading import W
from voice_app.paperwork.content import Document, Section
from voice_app.paperwork.word import word

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

#: By element: its children in the order of its type's sequence.
ORDER = {
    "docDefaults": "rPrDefault pPrDefault",  # CT_DocDefaults
    "document": "background body",  # CT_Document
    "p": "pPr",  # CT_P: what follows stands in any order
    # CT_PPr
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
    """,
    "pBdr": "top left bottom right between bar",  # CT_PBdr
    "r": "rPr",  # CT_R: what follows stands in any order
    # EG_RPrBase
    "rPr": """
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
        webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
        eastAsianLayout specVanish oMath rPrChange
    """,
    # CT_SectPr; the references to headers and footers come first, up to six of them
    "sectPr": """
        headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
        formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange
    """,
    # CT_Settings
    "settings": """
        writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
        displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts
        embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
        bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState
        formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge
        revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride
        styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
        doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders
        bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
        drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
        doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData
        noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter
        noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
        alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt
        showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids
        mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats
        doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults
        doNotEmbedSmartTags decimalSymbol listSeparator
    """,
    # CT_Style
    "style": """
        name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
        personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr
    """,
    "styles": "docDefaults latentStyles style",  # CT_Styles
    "tbl": "tblPr tblGrid tr",  # CT_Tbl
    "tblBorders": "top left bottom right insideH insideV",  # CT_TblBorders
    "tblCellMar": "top left bottom right",  # CT_TblCellMar
    # CT_TblPr
    "tblPr": """
        tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
        tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange
    """,
    "tc": "tcPr p",  # CT_Tc
    # CT_TcPr
    "tcPr": """
        cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers
        cellIns cellDel cellMerge tcPrChange
    """,
    "tr": "tblPrEx trPr tc",  # CT_Row
}
#: What may stand more than once in a sequence.
MANY = {"style", "tblStylePr", "tr", "tc", "p", "headerReference", "footerReference"}
#: Those whose first children alone are in a sequence.
THEN_ANY = {"p", "r"}


def everything(direction: str) -> Document:
    """A document with all that we can write, words that need more than one line beside a picture among it."""
    wanted: dict[str, Any] = {"language": "ur", "direction": "rtl"} if direction == "rtl" else {}
    document = a_full_document(still_open=["One activity is not finished."], **wanted)
    long = [a_line(claim="A claim of many words " * 5, pictures=[a_picture("Card: Bus")])]
    long += [a_line(claim="", words="A word of many " * 5, pictures=[a_picture("Card: Tram")])]
    long += [a_line(pictures=[a_picture("Card: Bike"), a_picture("Card: Boat")])]
    return replace(document, sections=[*document.sections, Section("What else", long)])


@pytest.fixture(scope="module", params=["ltr", "rtl"])
def file(request: pytest.FixtureRequest) -> bytes:
    return word(everything(request.param), NullTranslations())


def parts(file: bytes) -> dict[str, Any]:
    """Every part that is XML."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(package.read(name)) for name in names}


def out_of_order(root: Any) -> Iterator[str]:
    for name, sequence in ORDER.items():
        places = {each: place for place, one in enumerate(sequence.split()) for each in one.split("|")}
        for element in root.iter(f"{W}{name}"):
            children = [child.tag.removeprefix(W) for child in element]
            if name in THEN_ANY:
                if any(child in places for child in children[1:]):
                    yield f"{name}: {children}"
                continue
            known = [places.get(child, -1) for child in children]
            once = [child for child in children if child not in MANY]
            if -1 in known or known != sorted(known) or len(once) != len(set(once)):
                yield f"{name}: {children}"


def test_elements_stand_in_the_order_that_word_demands(file: bytes) -> None:
    held: set[str] = set()
    for name, root in parts(file).items():
        assert list(out_of_order(root)) == [], name
        held |= {etree.QName(element).localname for element in root.iter(f"{W}*")}
    # Whatever a list stands here for is in the file, so that no list guards nothing.
    assert set(ORDER) <= held


def test_the_page_is_the_last_thing_in_the_text(file: bytes) -> None:
    [body] = parts(file)["word/document.xml"]
    assert [child.tag for child in body if child.tag == f"{W}sectPr"] == [body[-1].tag]


def test_every_cell_ends_with_a_paragraph(file: bytes) -> None:
    cells = list(parts(file)["word/document.xml"].iter(f"{W}tc"))
    assert cells
    assert {cell[-1].tag for cell in cells} == {f"{W}p"}


def test_whatever_is_referred_to_is_there(file: bytes) -> None:
    held, package = parts(file), set(zipfile.ZipFile(io.BytesIO(file)).namelist())
    referred = {
        name: [value for element in root.iter() for key, value in element.attrib.items() if key.startswith(R)]
        for name, root in held.items()
    }
    assert len(referred["word/document.xml"]) >= 4 + 8  # headers, footers, pictures
    for name, references in referred.items():
        folder, own = posixpath.split(name)
        relations = held.get(f"{folder}/_rels/{own}.rels", ())
        ids = [one.get("Id") for one in relations]
        assert set(references) <= set(ids), name
        assert len(ids) == len(set(ids)), name
        assert {posixpath.join(folder, one.get("Target")) for one in relations} <= package


def test_every_style_that_is_named_is_there(file: bytes) -> None:
    held = parts(file)
    styles = {style.get(f"{W}styleId") for style in held["word/styles.xml"].iter(f"{W}style")}
    named = {one.get(f"{W}val") for root in held.values() for one in root.iter(f"{W}pStyle", f"{W}basedOn")}
    assert named
    assert named <= styles


def test_every_part_has_its_content_type(file: bytes) -> None:
    kinds = parts(file)["[Content_Types].xml"]
    by_name, by_end = {kind.get("PartName") for kind in kinds}, {kind.get("Extension") for kind in kinds}
    names = zipfile.ZipFile(io.BytesIO(file)).namelist()
    assert names[0] == "[Content_Types].xml"
    assert any(name.endswith(".png") for name in names)
    for name in names[1:]:
        assert f"/{name}" in by_name or (not name.endswith(".xml") and name.rpartition(".")[2] in by_end), name


def test_every_picture_has_a_number_of_its_own_and_words(file: bytes) -> None:
    pictures = list(parts(file)["word/document.xml"].iter(f"{WP}inline"))
    assert len(pictures) == 10
    inner = ["extent", "effectExtent", "docPr", "cNvGraphicFramePr", "graphic"]  # CT_Inline
    for picture in pictures:
        children = [etree.QName(child).localname for child in picture]
        assert children == [name for name in inner if name in children]
        assert picture.find(f"{WP}docPr").get("descr").strip()
        assert picture.find(f".//{PIC}cNvPr").get("descr") == picture.find(f"{WP}docPr").get("descr")
        assert picture.find(f".//{A}blip").get(f"{R}embed")
    numbers = [picture.find(f"{WP}docPr").get("id") for picture in pictures]
    assert len(set(numbers)) == len(numbers)
