"""Lists as text: CSV with commas, semicolons, tabs or bars, in the encodings that school systems and Excel write."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from .cells import Row, Sheet
from .headings import meaning
from .limits import CELLS, COLUMNS, ROWS, too_many
from .sentences import N_, ListRefused

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ",;\t|"
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_csv(content: bytes) -> list[Sheet]:
    """The one table of a text file. Raises ListRefused where it is not one."""
    text = _unwrapped(decoded(content))
    if len(_BINARY.findall(text[:20_000])) > 5:
        raise ListRefused(N_("This is not a list we can read. Save the list as CSV or XLSX and choose that file."))
    separator, start = _said_separator(text)
    if separator is None:
        separator = max(_SEPARATORS, key=lambda one: _fit(text, one))
    rows = list(_rows(text[start:], separator, first=2 if start else 1))
    return [Sheet("", _bared(rows))]


def _bared(rows: list[Row]) -> list[Row]:
    """The rows without the apostrophes that some programs write for quotation marks, around every cell."""
    cells = [cell for row in rows for cell in row.cells if isinstance(cell, str) and cell.strip()]
    if not cells or not all(_QUOTED.fullmatch(cell.strip()) for cell in cells):
        return rows
    return [Row(row.number, [_QUOTED.sub(r"\1", cell.strip()) for cell in map(str, row.cells)]) for row in rows]


#: A cell between apostrophes.
_QUOTED = re.compile(r"'(.*)'", re.S)


#: A row that somebody's program put into quotation marks as if it were one cell.
_WHOLE = re.compile(r'"((?:[^"]|"")*)"[,;]*')


def _unwrapped(text: str) -> str:
    """The text without the quotation marks that stand around every row, headings and all."""
    lines = text.splitlines(keepends=True)
    whole = [_WHOLE.fullmatch(line.rstrip("\r\n")) for line in lines if line.strip()]
    if not whole or not all(one and re.search(f"[{_SEPARATORS}]", one[1]) for one in whole):
        return text
    return "".join(
        one[1].replace('""', '"') + "\n" if (one := _WHOLE.fullmatch(line.rstrip("\r\n"))) else line for line in lines
    )


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
    if whole > 2 * text.count("\ufffd"):
        return text
    # Lines that end the old Mac way come from Excel's "CSV (Macintosh)", which has a table of letters of its own.
    return content.decode("mac_roman" if b"\r" in content and b"\n" not in content else "cp1252", "replace")


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
        yield from _cells(_lines(text), separator)
    except csv.Error:
        return


def _rows(text: str, separator: str, first: int) -> Iterator[Row]:
    number, cells = first - 1, 0
    for record in _unstuck(text, separator):
        number += 1
        cells += len(record)
        if number > ROWS or len(record) > COLUMNS or cells > CELLS:
            raise too_many()
        yield Row(number, [_AS_TEXT.sub(r"\1", cell) for cell in record])


#: ="00123", with which programs keep Excel from making a number of a text.
_AS_TEXT = re.compile(r'^\s*="([^"]*)"\s*$')


def _lines(text: str) -> list[str]:
    """The lines with their ends. Only line feeds and carriage returns end one: a name may hold any other sign."""
    return list(io.StringIO(text.replace("\0", ""), newline=""))


def _cells(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """The cells of each row. A space may stand between a separator and a quotation mark."""
    return csv.reader(lines, delimiter=separator, skipinitialspace=True)


#: More rows than this with a stray quotation mark: the file does not mean its quotation marks at all.
_MOST_STRAY = 200


def _unstuck(text: str, separator: str) -> list[list[str]]:
    """The records; one that a stray quotation mark has run into the next row or the next cells is read by itself."""
    lines = _lines(text)
    records: list[list[str]] = []
    width = _width(lines, separator)
    start, stray = 0, 0
    while start < len(lines):
        if stray > _MOST_STRAY:
            return records + [_plainly(line, separator) for line in lines[start:]]
        reader = csv.reader(itertools.islice(lines, start, None), delimiter=separator, skipinitialspace=True)
        before = start
        try:
            for record in reader:
                if _swallowed(record, separator, width):
                    break
                records.append(record)
                start = before + reader.line_num
            else:
                return records
        except csv.Error:
            pass
        records.append(_plainly(lines[start], separator))
        start, stray = start + 1, stray + 1
    return records


def _width(lines: Sequence[str], separator: str) -> int:
    """How many cells the usual row has, told by rows that end where their line ends."""
    whole = [line for line in lines[:200] if line.strip(" \r\n" + separator) and line.count('"') % 2 == 0]
    widths = sorted(len(row) for row in _cells(whole, separator))
    return widths[len(widths) // 2] if widths else 1


def _swallowed(record: Sequence[str], separator: str, width: int) -> bool:
    """Whether cells of this row, or the next rows, lie inside one cell; an address may hold separators and lines too.

    Either cells are missing, and are found in one cell; or a cell begins with the rest of its row and ends with the
    beginning of another.
    """
    if width < 3:
        return False
    for place, cell in enumerate(record):
        inside = cell.count(separator)
        if len(record) < width and len(record) + inside >= width and inside:
            return True
        lines = cell.splitlines()
        if (
            len(lines) > 1
            and (place == 0 or '"' in cell)
            and place + lines[0].count(separator) == width - 1
            and lines[-1].count(separator) + len(record) - 1 - place == width - 1
        ):
            return True
    return False


def _plainly(line: str, separator: str) -> list[str]:
    """The cells of one line. Quotation marks count only where they come in pairs; a stray one stays for all to see."""
    line = line.rstrip("\r\n")
    if whole := _WHOLE.fullmatch(line):
        line = whole[1].replace('""', '"')
    paired = list(_cells([line], separator)) if line.count('"') % 2 == 0 else []
    return paired[0] if paired else [re.sub(r'^"([^"]*)"$', r"\1", cell) for cell in line.split(separator)]
