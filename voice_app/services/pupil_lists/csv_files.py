"""Lists as text: CSV with commas, semicolons, tabs or bars, in the encodings that school systems and Excel write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from .cells import Row, Sheet
from .columns import meaning
from .limits import CELLS, COLUMNS, ROWS, too_many
from .sentences import N_, ListRefused

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ",;\t|"
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_csv(content: bytes) -> list[Sheet]:
    """The one table of a text file. Raises ListRefused where it is not one."""
    text = decoded(content)
    if len(_BINARY.findall(text[:20_000])) > 5:
        raise ListRefused(N_("This is not a list we can read. Save the list as CSV or XLSX and choose that file."))
    separator, start = _said_separator(text)
    if separator is None:
        separator = max(_SEPARATORS, key=lambda one: _fit(text, one))
    rows = list(_rows(text[start:], separator, first=2 if start else 1))
    return [Sheet("", rows)]


def decoded(content: bytes) -> str:
    """The text of these bytes: by its mark, as UTF-16 or UTF-8 where it is that, else Windows-1252.

    UTF-8 with a few broken letters stays UTF-8, so that only the broken names are asked about.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return (
                _as_utf8_or_1252(content[len(mark) :])
                if encoding == "utf-8"
                else content[2:].decode(encoding, "replace")
            )
    head = content[:2000]
    if head.count(0) > len(head) / 4:
        even = head[0::2].count(0)
        return content.decode("utf-16-be" if even > head[1::2].count(0) else "utf-16-le", "replace")
    return _as_utf8_or_1252(content)


def _as_utf8_or_1252(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    whole = sum(1 for mark in text if ord(mark) > 127 and mark != "\ufffd")
    return text if whole > 2 * text.count("\ufffd") else content.decode("cp1252", "replace")


def _said_separator(text: str) -> tuple[str | None, int]:
    """The separator that Excel's first line `sep=;` names, and where the list begins."""
    found = re.match(r'"?sep=(.)"?\r?\n', text, re.I)
    return (found[1], found.end()) if found else (None, 0)


def _fit(text: str, separator: str) -> tuple[int, int]:
    """How well a separator fits the first rows: headings understood, then cells in the usual row."""
    rows = []
    for row in _records(text[:40_000], separator):
        rows.append(row)
        if len(rows) >= 40:
            break
    known = max((len({found[0] for cell in row if (found := meaning(cell))}) for row in rows), default=0)
    widths = sorted(len(row) for row in rows if row)
    return (known if widths and widths[-1] > 1 else 0, widths[len(widths) // 2] if widths else 0)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator)
    except csv.Error:
        return


def _rows(text: str, separator: str, first: int) -> Iterator[Row]:
    number, cells = first - 1, 0
    for record in _unstuck(text, separator):
        number += 1
        cells += len(record)
        if number > ROWS or len(record) > COLUMNS or cells > CELLS:
            raise too_many()
        yield Row(number, record)


def _unstuck(text: str, separator: str) -> list[list[str]]:
    """The records; where one stray quotation mark has swallowed following rows, each line is read by itself."""
    plain = text.replace("\0", "")
    try:
        records = list(csv.reader(io.StringIO(plain, newline=""), delimiter=separator))
    except csv.Error:
        return _by_line(plain, separator)
    width = max((len(record) for record in records[:40]), default=0)
    swallowed = any(
        cell.count("\n") >= 2 and cell.count(separator) >= 2 * max(width - 1, 1)
        for record in records
        for cell in record
    )
    return _by_line(plain, separator) if swallowed else records


def _by_line(text: str, separator: str) -> list[list[str]]:
    records = []
    for line in text.splitlines():
        try:
            records.append(next(csv.reader([line], delimiter=separator), []))
        except csv.Error as error:
            raise ListRefused(N_("A row of this list is too long to be read. Save the list again as XLSX.")) from error
    return records
