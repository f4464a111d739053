"""Lists as web pages: what many systems save under the name of an Excel file, and Excel as "Web page"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from lxml import etree

from .cells import Cell, Row, Sheet, squeezed
from .headings import meaning
from .limits import CELLS, COLUMNS, ELEMENTS, PARTS, ROWS, too_many
from .pupil_rows import GONE
from .sentences import N_, ListRefused
from .web_marks import Strikes, is_one_cell, is_text, is_unseen, strikes_of
from .web_parts import Page, pages

#: Elements that stand on lines of their own.
_LINES = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_HEADING = 60
#: What a page offers to choose, and what its window is called, say nothing of the table below.
_TO_CHOOSE = {"a", "button", "option", "title"}


@dataclass(frozen=True)
class _Table:
    """A table of a page. `under` tells the page, and the heading on it, that the table stands under."""

    sheet: Sheet
    under: tuple[int, str]
    caption: str


def read_web_page(content: bytes) -> list[Sheet]:
    """The tables of a web page, or of one in a single file (MHTML). Raises ListRefused where there is none.

    Hidden tables are not read, and each has the name that stands over it: its caption, a heading, its sheet's name.
    """
    if content.count(b"<") > ELEMENTS or content.lower().count(b"content-type:") > PARTS:
        raise too_many()
    numbers = count(1)
    tables: list[_Table] = []
    for place, page in enumerate(pages(content)):
        root = _parsed(page.text)
        if root is not None:
            tables += _tables(root, page, place, numbers)
    sheets = _joined([table for table in tables if any(row.filled for row in table.sheet.rows)])
    if len(sheets) > PARTS:
        raise too_many()
    if not any(len(row.filled) > 1 for sheet in sheets for row in sheet.rows):
        raise ListRefused(
            N_("This is a web page without a list, whatever its name says. Open it in Excel and save it as XLSX.")
        )
    # A number tells several apart, and nothing of one.
    return [replace(one, name=one.name or (str(n) if len(sheets) > 1 else "")) for n, one in enumerate(sheets, start=1)]


def _parsed(page: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(page.encode("utf-8", "replace"), parser) if page.strip() else None
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        # The parser went no further: the pupils behind would be lost.
        raise ListRefused(
            N_("This web page is too tangled to be read to its end. Open it in Excel and save it as XLSX.")
        )
    return root


def _tables(root: etree._Element, page: Page, place: int, numbers: Iterator[int]) -> Iterator[_Table]:
    """The tables that are seen on a page, each with what stands over it."""
    strikes = strikes_of(root)
    single = {table for table in root.iter("table") if is_one_cell(table)}
    #: The last heading within each table that only places things, and outside of all tables. Words that speak of those
    #: who have left are one, whatever they are written in.
    over: dict[etree._Element | None, str] = {}
    for element in root.iter():
        is_heading = element.tag in _HEADINGS or (element.tag not in _TO_CHOOSE and _says_gone(element.text or ""))
        if element in single or not (element.tag == "table" or is_heading):
            continue
        if is_unseen(element) or any(map(is_unseen, element.iterancestors())):
            continue
        around = [one for one in element.iterancestors("table") if one not in single]
        if element.tag != "table":
            if text := squeezed(_said(element)):
                over[around[0] if around else None] = text
            continue
        heading = next((over[one] for one in (*around, None) if one in over), "")
        caption = next((squeezed(_said(one)) for one in element.iterchildren("caption")), "")
        sheet = _sheet(element, caption or heading or page.sheet, numbers, strikes)
        yield _Table(sheet, (place, heading), caption)


def _says_gone(text: str) -> bool:
    said = squeezed(text) if len(text) < _LONGEST_HEADING else ""
    return bool(said and GONE.match(said))


def _sheet(table: etree._Element, name: str, numbers: Iterator[int], strikes: Strikes) -> Sheet:
    """A table with its rows as a spreadsheet would show them: merged cells filled down, and empty to the right."""
    rows: list[Row] = []
    hidden_rows: set[int] = set()
    below: dict[int, tuple[int, Cell]] = {}
    size = 0
    for element in table.iter("tr"):
        if _own_table(element) is not table:
            continue
        cells, below = _cells(element, below, strikes)
        size += len(cells)
        row = Row(next(numbers), cells)
        if len(rows) >= ROWS or len(cells) > COLUMNS or size > CELLS:
            raise too_many()
        rows.append(row)
        if is_unseen(element):
            hidden_rows.add(row.number)
    hidden = _hidden_columns(table)
    emptied = [Row(row.number, ["" if n in hidden else cell for n, cell in enumerate(row.cells)]) for row in rows]
    return Sheet(name, emptied, hidden, frozenset(hidden_rows))


def _own_table(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def _cells(
    row: etree._Element, below: dict[int, tuple[int, Cell]], strikes: Strikes
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    """The cells of a row, and what reaches into the rows below it: column -> how many more rows, and the text.

    `below` is what reaches into this one.
    """
    found: dict[int, Cell] = {n: text for n, (_, text) in below.items()}
    reaching = {n: (more - 1, text) for n, (more, text) in below.items() if more > 1}
    for around in (*reversed(list(row.iterancestors())), row):
        strikes = strikes.inside(around)
    at = 0
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        while at in found:
            at += 1
        across, down = _times(cell, "colspan"), _times(cell, "rowspan")
        if at + across > COLUMNS:
            raise too_many()
        text: Cell = "" if is_unseen(cell) else strikes.marked(cell, _said(cell) or _ticked(cell))
        for place in range(at, at + across):
            found[place] = text if place == at else ""
            if down > 1:
                reaching[place] = (down - 1, found[place])
        at += across
    return [found.get(n, "") for n in range(max(found, default=-1) + 1)], reaching


def _times(cell: etree._Element, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), ROWS)) if said.isascii() and said.isdecimal() and len(said) < 9 else 1


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    at = 0
    hidden: set[int] = set()
    for column in table.iter("col"):
        if _own_table(column) is not table:
            continue
        times = min(_times(column, "span"), COLUMNS)
        if is_unseen(column) or column.get("width") == "0":
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
        elif is_text(part):
            yield from _pieces(part)
        yield (part.tail or "").replace("\n", " ")


def _ticked(cell: etree._Element) -> str:
    """What a cell without words says that has a box to tick: one beside a name only picks rows."""
    boxes = (one for one in cell.iter("input") if (one.get("type") or "").lower() == "checkbox")
    return "✓" if any(box.get("checked") is not None for box in boxes) else ""


def _joined(tables: Sequence[_Table]) -> list[Sheet]:
    """The tables; one without headings goes on where the one before it, just as wide, ended: a page printed on.

    Under words of its own, such as "Leavers", it is another table with the same headings.
    """
    made: list[_Table] = []
    for table in tables:
        before = made[-1] if made else table
        if made and not _heads(table.sheet) and _width(table.sheet) == _width(before.sheet) > 1:
            if table.under == before.under and not table.caption:
                made.pop()
                table = replace(before, sheet=_longer(before.sheet, table.sheet))
            else:
                rows = [*_heads(before.sheet), *table.sheet.rows]
                table = replace(table, sheet=replace(table.sheet, rows=rows))
        made.append(table)
    return [table.sheet for table in made]


def _longer(sheet: Sheet, more: Sheet) -> Sheet:
    return replace(sheet, rows=[*sheet.rows, *more.rows], hidden_rows=sheet.hidden_rows | more.hidden_rows)


def _heads(sheet: Sheet) -> list[Row]:
    """The row of headings, where it is one of the first."""
    rows = (row for row in sheet.rows[:3] if sum(meaning(cell) is not None for cell in row.cells) > 1)
    return list(islice(rows, 1))


def _width(table: Sheet) -> int:
    """How many cells the usual row has."""
    widths = sorted(max((n + 1 for n, cell in enumerate(row.cells) if squeezed(cell)), default=0) for row in table.rows)
    return widths[len(widths) // 2]
