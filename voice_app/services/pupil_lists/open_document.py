"""What is hidden in an ODS workbook, and how large its tables are, which the reading library does not tell.

Format: OASIS OpenDocument 1.3, part 3, chapter 9 (table:table, table:table-column, table:table-row, table:table-cell).
A cell or row can stand for a million alike (`number-columns-repeated`), so the table is measured before it is made.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterator
from functools import partial

from lxml import etree

from .cells import Unseen
from .limits import CELLS, COLUMNS, FILE_BYTES, ROWS, too_large, too_many
from .sentences import N_, ListRefused

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HIDDEN = ("collapse", "filter")
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def scan_ods(archive: zipfile.ZipFile) -> dict[str, Unseen]:
    """What each table hides, by its name. Raises ListRefused for a document, and a locked or huge file."""
    if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
        raise ListRefused(N_("This file is locked with a password. Save it without a password and try again."))
    if b"opendocument.spreadsheet" not in _read(archive, "mimetype"):
        raise ListRefused(N_("This is a document, not a list. Save the list as CSV or XLSX and choose that file."))
    if archive.getinfo("content.xml").file_size > FILE_BYTES:
        # the whole tree is made of it: a pupil list has less than a tenth of this
        raise too_large()
    content = archive.read("content.xml")
    if b"<!DOCTYPE" in content[:2000].upper():
        raise ListRefused(N_("This workbook cannot be opened. Save the list as XLSX or CSV and choose that file."))
    root = etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    )
    first_days = [one.get(f"{_TABLE}date-value", "") for one in root.iter(f"{_TABLE}null-date")]
    late = any(day.startswith("1904") for day in first_days)
    through = _struck_through(root)
    found: dict[str, Unseen] = {}
    cells = 0
    for table in root.iter(f"{_TABLE}table"):
        found[table.get(f"{_TABLE}name", "")], size = _scan(table, through, days_from_1904=late)
        cells += size
        if cells > CELLS:
            raise too_many()
    return found


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _scan(table: etree._Element, through: Collection[str], *, days_from_1904: bool) -> tuple[Unseen, int]:
    """What the table hides, and how many cells it would have."""
    hidden: set[int] = set()
    seen = Unseen(days_from_1904=days_from_1904)
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = _times(column, "columns")
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden.update(range(min(at, COLUMNS), min(at + times, COLUMNS)))
        at += times
    rows, filled_to, widest = 0, 0, 0
    for row in table.iter(f"{_TABLE}table-row"):
        first, rows = rows + 1, rows + _times(row, "rows")
        width = _filled_width(row)
        if not width:
            continue
        filled_to, widest = rows, max(widest, width)
        # Before anything is listed for each of its rows: one row can stand for a million.
        if filled_to > ROWS or widest > COLUMNS or filled_to * widest > CELLS:
            raise too_many()
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            seen.hidden_rows.update(range(first, rows + 1))
        seen.unworked += [(range(first, rows + 1), place) for place in _places(row, _is_unworked)]
        if through:
            for found, in_part in ((seen.struck, False), (seen.struck_in_part, True)):
                wanted = partial(_is_struck, through=through, in_part=in_part)
                found += [(range(first, rows + 1), place) for place in _places(row, wanted)]
    seen.hidden_columns = frozenset(hidden)
    return seen, filled_to * widest


def _struck_through(root: etree._Element) -> frozenset[str]:
    """The names of the looks that strike a text through."""
    found = set()
    for style in root.iter(f"{_STYLE}style"):
        for text in style.iterfind(f"{_STYLE}text-properties"):
            kinds = {text.get(f"{_STYLE}text-line-through-{what}", "none") for what in ("style", "type")}
            if kinds != {"none"}:
                found.add(style.get(f"{_STYLE}name", ""))
    return frozenset(found)


def _is_struck(cell: etree._Element, through: Collection[str], *, in_part: bool) -> bool:
    """Whether a cell is struck through, or only a part of its text."""
    kinds = {struck for said, struck in _runs(cell, through) if any(map(str.isalnum, said))}
    return True in kinds and in_part == (False in kinds)


def _runs(element: etree._Element, through: Collection[str], *, within: bool = False) -> Iterator[tuple[str, bool]]:
    """The texts of an element, each with whether it is struck through."""
    struck = within or element.get(f"{_TEXT}style-name", element.get(f"{_TABLE}style-name")) in through
    yield element.text or "", struck
    for part in element:
        # Words that somebody has pinned to the cell are none of its own.
        if part.tag != f"{_OFFICE}annotation":
            yield from _runs(part, through, within=struck)
        yield part.tail or "", struck


def _is_unworked(cell: etree._Element) -> bool:
    """Whether a cell has a formula that no program has worked out."""
    return bool(cell.get(f"{_TABLE}formula")) and not cell.get(f"{_OFFICE}value-type")


def _places(row: etree._Element, wanted: Callable[[etree._Element], bool]) -> list[int]:
    """The columns of the cells that are so."""
    at = 0
    found: list[int] = []
    for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _times(cell, "columns")
        if wanted(cell):
            found += range(at, min(at + times, COLUMNS))
        at += times
    return found


def _filled_width(row: etree._Element) -> int:
    """How far out the last cell with something in it lies; empty ones at the end are only there for their looks."""
    at = filled = 0
    for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        at += _times(cell, "columns")
        if cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}formula") or len(cell):
            filled = at
    return filled


def _times(element: etree._Element, what: str) -> int:
    said = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(said) if said.isdecimal() and len(said) < 9 else 1
