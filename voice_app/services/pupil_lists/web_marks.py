"""What a web page strikes through: by its elements, their own style, and the classes of the page's styles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from .cells import Cell, struck
from .limits import PARTS, too_many

_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_NO_TEXT = {"style", "script", "head", "title", "template", "table"}


def is_unseen(element: etree._Element) -> bool:
    """Whether an element says that it is not shown."""
    return element.get("hidden") is not None or bool(_UNSEEN.search(element.get("style") or ""))


def is_one_cell(element: etree._Element) -> bool:
    """Whether a table is only there for the looks of one text."""
    return element.tag == "table" and len(list(islice(element.iter("td", "th"), 2))) == 1


def is_text(element: etree._Element) -> bool:
    """Whether an element inside a cell belongs to what the cell is seen to say: a table has cells of its own."""
    return (element.tag not in _NO_TEXT or is_one_cell(element)) and not is_unseen(element)


@dataclass(frozen=True)
class Strikes:
    """What strikes a text through on a page."""

    #: By class, what the page's styles that name it ask for: ".gone td" a row with "gone".
    styles: Mapping[str, Collection[frozenset[str]]] = field(default_factory=dict)
    #: The classes on and around the element that is looked into, and whether it is struck through.
    classes: frozenset[str] = field(default=frozenset())
    through: bool = False

    def inside(self, element: etree._Element) -> Strikes:
        """The same within this element."""
        named = (element.get("class") or "").split() if self.styles else []
        classes = self.classes.union(named) if named else self.classes
        through = (
            self.through
            or element.tag in ("s", "strike", "del")
            or "line-through" in (element.get("style") or "").lower()
            or any(style <= classes for name in named for style in self.styles.get(name, ()))
        )
        return Strikes(self.styles, classes, through)

    def marked(self, element: etree._Element, text: Cell) -> Cell:
        """The text of a cell, as one that is struck through where it is, or a part of it. `self` is of its row."""
        kinds = {through for said, through in self._runs(element) if any(map(str.isalnum, said))}
        return struck(text, in_part=False in kinds) if True in kinds else text

    def _runs(self, element: etree._Element) -> Iterator[tuple[str, bool]]:
        within = self.inside(element)
        yield element.text or "", within.through
        for part in element:
            if is_text(part):
                yield from within._runs(part)
            yield part.tail or "", within.through


def strikes_of(root: etree._Element) -> Strikes:
    """What strikes a text through on this page."""
    styles: set[frozenset[str]] = set()
    first, *commented = "".join(one.text or "" for one in root.iter("style")).split("/*")
    for rule in (first + "".join(one.partition("*/")[2] for one in commented)).split("}"):
        before, _, looks = rule.rpartition("{")
        if "line-through" in looks.lower():
            for selector in before.rpartition("{")[2].split(","):
                styles.add(frozenset(re.findall(r"\.([\w-]+)", selector)))
    if len(styles) > PARTS:
        raise too_many()
    by_class: dict[str, list[frozenset[str]]] = defaultdict(list)
    for style in styles:
        for name in style:
            by_class[name].append(style)
    return Strikes(by_class)
