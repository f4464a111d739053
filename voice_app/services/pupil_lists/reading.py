"""From the bytes of a file to its sheets or pupils. The kind is decided by what is in the file, not by its name."""

from __future__ import annotations

import re

from .cells import Sheet
from .csv_files import decoded, read_csv
from .limits import FILE_BYTES, too_large
from .old_excel import HEAD
from .sentences import N_, ListRefused
from .transfer_file import TransferFile, read_transfer_file


def read_list(content: bytes) -> list[Sheet] | TransferFile:
    """The visible sheets of a CSV, XLSX, XLS or ODS file, of an XML workbook or a web page; or the pupils of a CTF.

    Raises ListRefused, whose sentence says what to do, for anything else and for files beyond the limits (rule U6).
    """
    if len(content) > FILE_BYTES:
        raise too_large()
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise ListRefused(N_("This file is empty. Export the list again and choose the new file."))
    if content.startswith((b"PK", HEAD)):
        from .workbooks import read_xls, read_zipped  # heavy: only loaded by whoever opens a workbook (figure P17)

        return _some(read_zipped(content) if content.startswith(b"PK") else read_xls(content))
    start = decoded(content[:4000]).lstrip("\ufeff \r\n\t")
    if _WEB_PAGE.match(start):
        from .web_tables import read_web_page

        return _some(read_web_page(content))
    if _XML_WORKBOOK.match(start):
        from .xml_workbook import read_xml_workbook

        return _some(read_xml_workbook(content))
    if start.startswith("<"):
        return read_transfer_file(content)
    if start.startswith("%PDF"):
        raise ListRefused(N_("This is a PDF, from which lists cannot be read. Save the list as CSV or XLSX."))
    if content.startswith(_PICTURES):
        raise ListRefused(N_("This is a picture, not a list. Save the list as CSV or XLSX and choose that file."))
    return _a_table(_some(read_csv(content)))


#: What may stand before the first element of a file. Never tried in another way: many comments would take for ever.
_BEFORE = r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
#: A web page, or one in a single file (MHTML), as programs save lists under the name of an Excel file.
_WEB_PAGE = re.compile(
    rf"mime-version:|{_BEFORE}<(?:!doctype\s+html|(?:html|head|body|meta|title|style|table|div|center|font|form|p|h\d)\b)",
    re.I | re.S,
)
#: XML Spreadsheet 2003; the name of its root may have a prefix.
_XML_WORKBOOK = re.compile(rf"{_BEFORE}<(?:\w+:)?Workbook\b", re.S)
#: How PNG, JPEG, GIF, WebP and HEIC pictures begin.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x00\x00\x00")


def _a_table(sheets: list[Sheet]) -> list[Sheet]:
    """Text with one thing on each line, such as a letter, is no list of pupils."""
    if all(len(row.filled) < 2 for sheet in sheets for row in sheet.rows):
        raise ListRefused(N_("This is not a list we can read. Save the list as CSV or XLSX and choose that file."))
    return sheets


def _some(sheets: list[Sheet]) -> list[Sheet]:
    if not any(row.filled for sheet in sheets for row in sheet.rows):
        raise ListRefused(N_("There is nothing in this file that can be seen. Export the list again."))
    return sheets
