"""Lists as XML Spreadsheet 2003, which many systems save under the name of an Excel file.

Format: Microsoft's "XML Spreadsheet Reference" (Workbook, Worksheet, Table, Column, Row, Cell, Data).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from lxml import etree

from .cells import Cell, Row, Sheet, as_cell, struck
from .limits import CELLS, COLUMNS, ROWS, too_many
from .sentences import N_, ListRefused
from .transfer_file import in_utf8

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"


def read_xml_workbook(content: bytes) -> list[Sheet]:
    """The visible sheets. Raises ListRefused where the file is broken, too large, or holds a document type."""
    broken = N_("This workbook cannot be opened. Open it in Excel, save it as XLSX or CSV, and try again.")
    head = content.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise ListRefused(broken)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(in_utf8(content), parser)
        late = any((one.text or "").strip() not in ("0", "False") for one in root.iter("{*}Date1904"))
        through = _struck_through(root)
        return [_sheet(one, late, through) for one in root.iterfind(f"{_SS}Worksheet") if not _is_hidden_sheet(one)]
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ListRefused(broken) from error


def _is_hidden_sheet(sheet: etree._Element) -> bool:
    return any((one.text or "").strip() != "SheetVisible" for one in sheet.iterfind("{*}WorksheetOptions/{*}Visible"))


def _sheet(sheet: etree._Element, late: bool, through: Collection[str]) -> Sheet:
    hidden = frozenset(_hidden_columns(sheet))
    rows: list[Row] = []
    hidden_rows: set[int] = set()
    below: dict[int, tuple[int, Cell]] = {}
    number = size = 0
    for element in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        # Empty rows are not written: the next one says which it is.
        number = _number(element, "Index", number + 1)
        if number > ROWS or (rows and number <= rows[-1].number):
            raise too_many()
        if rows and number > rows[-1].number + 1:
            below = {}
        cells, below = _cells(element, below, through)
        size += len(cells)
        if size > CELLS:
            raise too_many()
        rows.append(Row(number, ["" if n in hidden else cell for n, cell in enumerate(cells)]))
        span = _number(element, "Span", 0)
        if element.get(f"{_SS}Hidden") == "1" or element.get(f"{_SS}Height") == "0":
            hidden_rows.update(range(number, min(number + span, ROWS) + 1))
        number += span
    return Sheet(
        sheet.get(f"{_SS}Name", ""), rows, hidden, frozenset(hidden_rows), days_from_1904=late
    )  # fmt: skip


def _hidden_columns(sheet: etree._Element) -> Iterator[int]:
    at = 0
    for column in sheet.iterfind(f"{_SS}Table/{_SS}Column"):
        at = _number(column, "Index", at + 1)
        span = _number(column, "Span", 0)
        if column.get(f"{_SS}Hidden") == "1" or column.get(f"{_SS}Width") == "0":
            yield from range(at - 1, min(at + span, COLUMNS))
        at += span


def _struck_through(root: etree._Element) -> frozenset[str]:
    """The names of the looks that strike a text through."""
    return frozenset(
        style.get(f"{_SS}ID", "")
        for style in root.iterfind(f"{_SS}Styles/{_SS}Style")
        if any(font.get(f"{_SS}StrikeThrough") == "1" for font in style.iterfind(f"{_SS}Font"))
    )


def _cells(
    row: etree._Element, below: dict[int, tuple[int, Cell]], through: Collection[str]
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    """The cells of a row, and what is merged into the rows below it: column -> how many more rows, and what it says."""
    found: dict[int, Cell] = {n: cell for n, (_, cell) in below.items()}
    reaching = {n: (more - 1, cell) for n, (more, cell) in below.items() if more > 1}
    at = 0
    for element in row.iterfind(f"{_SS}Cell"):
        at = _number(element, "Index", at + 1)
        across, down = _number(element, "MergeAcross", 0), _number(element, "MergeDown", 0)
        if at + across > COLUMNS:
            raise too_many()
        said = _said(element)
        runs = list(
            _runs(element.find(f"{_SS}Data"), element.get(f"{_SS}StyleID", row.get(f"{_SS}StyleID")) in through)
        )
        found[at - 1] = struck(said, in_part=False in runs) if True in runs else said
        if down and not across:
            reaching[at - 1] = (down, found[at - 1])
        at += across
    return [found.get(n, "") for n in range(max(found, default=-1) + 1)], reaching


def _said(cell: etree._Element) -> Cell:
    """What a cell holds: rich text without its looks, and an error where nobody has worked a formula out."""
    # A comment on the cell has a Data of its own, further inside.
    data = cell.find(f"{_SS}Data")
    text = "".join(str(part) for part in data.itertext()) if data is not None else ""
    kind = data.get(f"{_SS}Type", "") if data is not None else ""
    if not text.strip():
        return "#CALC!" if cell.get(f"{_SS}Formula") and kind != "String" else ""
    if kind == "DateTime":
        return as_cell(datetime.fromisoformat(text.strip()))
    if kind == "Boolean":
        return as_cell(text.strip() == "1")
    return as_cell(float(text)) if kind == "Number" else text


def _runs(data: etree._Element | None, within: bool) -> Iterator[bool]:
    """Whether each text of a cell is struck through, by the look of the cell or within rich text (HTML's own signs)."""
    if data is None:
        return
    within = within or etree.QName(data).localname.casefold() in ("s", "strike", "del")
    if any(map(str.isalnum, data.text or "")):
        yield within
    for part in data:
        yield from _runs(part, within)
        if any(map(str.isalnum, part.tail or "")):
            yield within


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    said = element.get(f"{_SS}{name}", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else otherwise
