"""Lists as workbooks: XLSX, XLS and ODS. Formulas are not run; hidden sheets and hidden columns are not read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .cells import Row, Sheet, Unseen, as_cell, struck
from .limits import CELLS, COLUMNS, PARTS, ROWS, UNPACKED_BYTES, too_large, too_many
from .old_excel import scan_xls
from .open_document import scan_ods
from .sentences import N_, ListRefused

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_zipped(content: bytes) -> list[Sheet]:
    """The visible sheets of an XLSX or ODS workbook. Raises ListRefused where it is broken, too large or no such."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _check_size(archive)
            if "content.xml" in names:
                return _sheets(content, scan_ods(archive))
            if "xl/workbook.xml" not in names:
                raise ListRefused(
                    N_("This is not a list we can read. Save the list as CSV or XLSX and choose that file.")
                )
            book = _parsed(archive.read("xl/workbook.xml"))
            late = any(one.get("date1904") in ("1", "true") for one in book.iter("{*}workbookPr"))
            return _sheets(content, _looked_through(archive, days_from_1904=late))
    except (zipfile.BadZipFile, zlib.error, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise _broken() from error


def read_xls(content: bytes) -> list[Sheet]:
    """The visible sheets of an XLS workbook (Excel 97 to 2003)."""
    return _sheets(content, scan_xls(content))


def _sheets(content: bytes, unseen: dict[str, Unseen]) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _sheet(book.get_sheet_by_name(one.name), unseen.get(one.name, Unseen()))
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        ]
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, OSError, ValueError) as error:
        raise _broken() from error


def locked() -> ListRefused:
    """The workbook is encrypted."""
    return ListRefused(N_("This file is locked with a password. Save it without a password and try again."))


def _broken() -> ListRefused:
    return ListRefused(N_("This workbook cannot be opened. Open it in Excel, save it as XLSX or CSV, and try again."))


def _sheet(sheet: CalamineSheet, unseen: Unseen) -> Sheet:
    """The sheet with what is hidden left out or told, and an error where a formula has no result: empty it is not."""
    rows = _rows(sheet, unseen.hidden_columns)
    for numbers, column in unseen.unworked:
        for row in rows[numbers.start - 1 : numbers.stop - 1]:
            if isinstance(row.cells, list) and column < len(row.cells) and column not in unseen.hidden_columns:
                row.cells[column] = "#CALC!"
    for places, in_part in ((unseen.struck, False), (unseen.struck_in_part, True)):
        for numbers, column in places:
            for row in rows[numbers.start - 1 : numbers.stop - 1]:
                if isinstance(row.cells, list) and column < len(row.cells):
                    row.cells[column] = struck(row.cells[column], in_part=in_part)
    return Sheet(
        sheet.name, rows, unseen.hidden_columns, frozenset(unseen.hidden_rows), days_from_1904=unseen.days_from_1904
    )


def _rows(sheet: CalamineSheet, hidden: frozenset[int]) -> list[Row]:
    if sheet.total_height > ROWS or sheet.total_width > COLUMNS or sheet.total_height * sheet.total_width > CELLS:
        raise too_many()
    rows = [
        Row(number, ["" if n in hidden else as_cell(value) for n, value in enumerate(values)])
        for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    return _filled_down(rows, sheet.merged_cell_ranges or [])


def _filled_down(rows: list[Row], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> list[Row]:
    """What stands in a cell merged over several rows stands in each of them."""
    for (top, left), (bottom, right) in merged:
        if left == right and top < bottom < len(rows):
            for row in rows[top + 1 : bottom + 1]:
                if isinstance(row.cells, list) and left < len(row.cells):
                    row.cells[left] = rows[top].cells[left]
    return rows


def _check_size(archive: zipfile.ZipFile) -> set[str]:
    """The names of the parts. Each is unpacked once: one that lies about its size is found out before it matters."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names or "word/document.xml" in names:
        raise ListRefused(N_("This kind of file is not read here. Save the list as XLSX or CSV and choose that file."))
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        raise too_large()
    for part in parts:
        with archive.open(part) as stream:
            while stream.read(1 << 20):
                pass
    return names


def _looked_through(archive: zipfile.ZipFile, *, days_from_1904: bool) -> dict[str, Unseen]:
    """What is hidden on each sheet, by its name; the table that would have to be made for it is measured too."""
    targets = {}
    for relation in _parsed(archive.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship"):
        target = relation.get("Target", "")
        targets[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    found = {}
    through = _struck_through(archive)
    for sheet in _parsed(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        part = targets.get(sheet.get(_R) or sheet.get(_R_STRICT), "")
        if part in archive.namelist() and "worksheets/" in part:
            seen = found[sheet.get("name", "")] = _scan(archive, part, through)
            seen.days_from_1904 = days_from_1904
    return found


def _parsed(content: bytes) -> etree._Element:
    if b"<!DOCTYPE" in content.replace(b"\0", b"").upper():
        raise _broken()
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


@dataclass(frozen=True)
class _Through:
    """What strikes a text through: looks of a cell, and texts of the common table that carry it themselves."""

    looks: frozenset[str] = frozenset()
    #: The place of a text in the table -> whether only a part of it is struck through.
    texts: Mapping[str, bool] = field(default_factory=dict)

    def in_part(self, cell: etree._Element) -> bool | None:
        """Whether only a part of this cell is struck through; nothing where none of it is."""
        if cell.get("s") in self.looks:
            return False
        value = cell.find("{*}v") if self.texts and cell.get("t") == "s" else None
        if value is not None:
            return self.texts.get(value.text or "")
        inside = cell.find("{*}is") if cell.get("t") == "inlineStr" else None
        return None if inside is None else _struck_in_part(inside)


def _struck_through(archive: zipfile.ZipFile) -> _Through:
    names = archive.namelist()
    looks: set[str] = set()
    texts: dict[str, bool] = {}
    if "xl/styles.xml" in names and b"strike" in (styles := archive.read("xl/styles.xml")):
        root = _parsed(styles)
        fonts = [_strikes(font) for font in root.iterfind("{*}fonts/{*}font")]
        for n, look in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            font = look.get("fontId") or "0"
            if font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
                looks.add(str(n))
    if "xl/sharedStrings.xml" in names and b"strike" in (shared := archive.read("xl/sharedStrings.xml")):
        for n, text in enumerate(_parsed(shared).iterfind("{*}si")):
            if (in_part := _struck_in_part(text)) is not None:
                texts[str(n)] = in_part
    return _Through(frozenset(looks), texts)


def _struck_in_part(text: etree._Element) -> bool | None:
    """Whether only a part of a text in several looks is struck through; nothing where none of it is."""
    runs = [
        any(map(_strikes, run.iterfind("{*}rPr")))
        for run in text.iterfind("{*}r")
        if any(map(str.isalnum, run.findtext("{*}t") or ""))
    ]
    return not all(runs) if any(runs) else None


def _strikes(font: etree._Element) -> bool:
    return any(one.get("val", "1") not in ("0", "false") for one in font.iterfind("{*}strike"))


def _scan(archive: zipfile.ZipFile, part: str, through: _Through) -> Unseen:
    hidden: set[int] = set()
    seen = Unseen()
    with archive.open(part) as stream:
        walk = etree.iterparse(
            stream, events=("end",), tag=("{*}col", "{*}c", "{*}row"),
            resolve_entities=False, no_network=True, load_dtd=False,
        )  # fmt: skip
        for _, element in walk:
            name = etree.QName(element).localname
            if name == "col" and (element.get("hidden") in ("1", "true") or element.get("width") in ("0", "0.0")):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                hidden.update(range(first - 1, min(last, COLUMNS)))
            elif name == "c":
                _check_place(element)
                if _is_unworked(element) and (place := element.get("r")):
                    seen.unworked.append(_rows_and_column(place))
                if (in_part := through.in_part(element)) is not None and (place := element.get("r")):
                    (seen.struck_in_part if in_part else seen.struck).append(_rows_and_column(place))
            elif name == "row":
                if element.get("hidden") in ("1", "true") and (element.get("r") or "").isdecimal():
                    seen.hidden_rows.add(int(element.get("r", "0")))
                element.clear()
                # Rows read are let go. The current one stays: lxml still holds on to it.
                before, parent = element.getprevious(), element.getparent()
                if before is not None and parent is not None:
                    parent.remove(before)
    seen.hidden_columns = frozenset(hidden)
    return seen


def _is_unworked(cell: etree._Element) -> bool:
    """Whether a cell holds a formula and no result. A result that is an empty text (t="str") is one."""
    if len(cell) == 0 or etree.QName(cell[0]).localname != "f":
        return False
    # A formula is written before its result, and by some programs with an empty place for it.
    return len(cell) == 1 or (cell.get("t") != "str" and not any(part.text for part in cell[1:]))


def _rows_and_column(place: str) -> tuple[range, int]:
    letters = place.rstrip("0123456789")
    column = 0
    for mark in letters.upper():
        column = 26 * column + ord(mark) - ord("A") + 1
    row = int(place[len(letters) :])
    return range(row, row + 1), column - 1


def _check_place(cell: etree._Element) -> None:
    """Refuse a cell so far out that a table up to it would not fit in memory. Empty cells count for nothing."""
    place = cell.get("r") or ""
    letters = place.rstrip("0123456789")
    row = place[len(letters) :]
    if len(cell) and (len(letters) > 2 or (row and int(row) > ROWS)):
        raise too_many()
