"""Lists as web pages: what many systems save under the name of an Excel file, and Excel as "Web page"."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from lxml import etree

from .cells import Cell, Row, Sheet, squeezed, struck
from .csv_files import decoded
from .headings import meaning
from .limits import CELLS, COLUMNS, ELEMENTS, PARTS, ROWS, too_many
from .sentences import N_, ListRefused

_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
#: Elements that stand on lines of their own.
_LINES = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4"}
_NO_TEXT = {"style", "script", "head", "title", "template", "table"}


def read_web_page(content: bytes) -> list[Sheet]:
    """The tables of a web page, or of one in a single file (MHTML). Raises ListRefused where there is none."""
    if content.count(b"<") > ELEMENTS or content.lower().count(b"content-type:") > PARTS:
        raise too_many()
    pages = list(_parts(content)) if content.lstrip()[:13].lower() == b"mime-version:" else [_text(content)]
    numbers = count(1)
    tables: list[Sheet] = []
    for page in pages:
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(page.encode("utf-8", "replace"), parser) if page.strip() else None
        if root is not None:
            through = _struck_through(root)
            tables += [_table(table, numbers, through) for table in root.iter("table") if not _is_one_cell(table)]
    tables = _joined([table for table in tables if any(row.filled for row in table.rows)])
    if len(tables) > PARTS:
        raise too_many()
    if not any(len(row.filled) > 1 for table in tables for row in table.rows):
        raise ListRefused(
            N_("This is a web page without a list, whatever its name says. Open it in Excel and save it as XLSX.")
        )
    return [replace(one, name=one.name or str(n)) for n, one in enumerate(tables, start=1)]


def _parts(content: bytes) -> Iterator[str]:
    for part in email.message_from_bytes(content, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            yield _text(payload if isinstance(payload, bytes) else b"")


def _text(content: bytes) -> str:
    """The page by the letters that it says it is written in, where that is another alphabet's; else as any text."""
    said = _CHARSET.search(content[:4000])
    name = said[1].decode("ascii").casefold() if said else ""
    if name not in ("", "utf-8", "utf8", "utf-16", "unicode", "windows-1252", "iso-8859-1", "us-ascii"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _table(table: etree._Element, numbers: Iterator[int], through: _Through) -> Sheet:
    """A table with its rows as a spreadsheet would show them: merged cells filled down, and empty to the right."""
    rows: list[Row] = []
    hidden_rows: set[int] = set()
    below: dict[int, tuple[int, Cell]] = {}
    size = 0
    for element in table.iter("tr"):
        if _own_table(element) is not table:
            continue
        cells, below = _cells(element, below, through)
        size += len(cells)
        row = Row(next(numbers), cells)
        if len(rows) >= ROWS or len(cells) > COLUMNS or size > CELLS:
            raise too_many()
        rows.append(row)
        if _is_unseen(element):
            hidden_rows.add(row.number)
    hidden = _hidden_columns(table)
    emptied = [Row(row.number, ["" if n in hidden else cell for n, cell in enumerate(row.cells)]) for row in rows]
    name = next((squeezed(_said(one)) for one in table.iterchildren("caption")), "")
    return Sheet(name, emptied, hidden, frozenset(hidden_rows))


def _is_one_cell(element: etree._Element) -> bool:
    """Whether a table is only there for the looks of one text."""
    return element.tag == "table" and len(list(islice(element.iter("td", "th"), 2))) == 1


def _own_table(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


@dataclass(frozen=True)
class _Through:
    """What strikes a text through: elements, their own style, and the classes of the page's styles."""

    classes: frozenset[str]

    def holds(self, cell: etree._Element) -> bool:
        """Whether this cell is struck through, or its row, or a part of its text."""
        return any(
            part.tag in ("s", "strike", "del")
            or "line-through" in (part.get("style") or "")
            or not self.classes.isdisjoint((part.get("class") or "").split())
            for part in (*cell.iterancestors("tr"), *_inside(cell))
        )


def _inside(element: etree._Element) -> Iterator[etree._Element]:
    """The element and what it is made of, but for tables in it, which have cells of their own."""
    yield element
    for part in element:
        if part.tag != "table" or _is_one_cell(part):
            yield from _inside(part)


def _struck_through(root: etree._Element) -> _Through:
    styles = "".join(one.text or "" for one in root.iter("style"))
    return _Through(frozenset(re.findall(r"\.([\w-]+)\s*\{[^{}]*line-through", styles)))


def _cells(
    row: etree._Element, below: dict[int, tuple[int, Cell]], through: _Through
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    """The cells of a row, and what reaches into the rows below it: column -> how many more rows, and the text.

    `below` is what reaches into this one.
    """
    found: dict[int, Cell] = {n: text for n, (_, text) in below.items()}
    reaching = {n: (more - 1, text) for n, (more, text) in below.items() if more > 1}
    at = 0
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        while at in found:
            at += 1
        across, down = _times(cell, "colspan"), _times(cell, "rowspan")
        if at + across > COLUMNS:
            raise too_many()
        text: Cell = "" if _is_unseen(cell) else _said(cell)
        text = struck(text) if through.holds(cell) else text
        for place in range(at, at + across):
            found[place] = text if place == at else ""
            if down > 1:
                reaching[place] = (down - 1, found[place])
        at += across
    return [found.get(n, "") for n in range(max(found, default=-1) + 1)], reaching


def _times(cell: etree._Element, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), ROWS)) if said.isascii() and said.isdecimal() and len(said) < 9 else 1


def _is_unseen(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_UNSEEN.search(element.get("style") or ""))


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    at = 0
    hidden: set[int] = set()
    for column in table.iter("col"):
        if _own_table(column) is not table:
            continue
        times = min(_times(column, "span"), COLUMNS)
        if _is_unseen(column) or column.get("width") == "0":
            hidden.update(range(at, min(at + times, COLUMNS)))
        at += times
    return frozenset(hidden)


def _said(cell: etree._Element) -> str:
    """The text of a cell as it is seen: single spaces, and lines where the page begins new ones."""
    lines = "".join(_pieces(cell)).split("\n")
    return "\n".join(line for line in (re.sub(r"[ \t\r\f]+", " ", one).strip(" ") for one in lines) if line)


def _pieces(element: etree._Element) -> Iterator[str]:
    yield (element.text or "").replace("\n", " ")
    for part in element:
        if part.tag == "br" or part.tag in _LINES:
            yield "\n"
        if part.tag == "img":
            yield part.get("alt") or ""
        elif (part.tag not in _NO_TEXT or _is_one_cell(part)) and not _is_unseen(part):
            yield from _pieces(part)
        yield (part.tail or "").replace("\n", " ")


def _joined(tables: Sequence[Sheet]) -> list[Sheet]:
    """The tables; one without headings goes on where the one before it, just as wide, ended: a page printed on."""
    made: list[Sheet] = []
    for table in tables:
        headed = any(sum(meaning(cell) is not None for cell in row.cells) > 1 for row in table.rows[:3])
        if made and not headed and _width(table) == _width(made[-1]) > 1:
            before = made.pop()
            hidden_rows = before.hidden_rows | table.hidden_rows
            table = replace(before, rows=[*before.rows, *table.rows], hidden_rows=hidden_rows)
        made.append(table)
    return made


def _width(table: Sheet) -> int:
    """How many cells the usual row has."""
    widths = sorted(max((n + 1 for n, cell in enumerate(row.cells) if squeezed(cell)), default=0) for row in table.rows)
    return widths[len(widths) // 2]
