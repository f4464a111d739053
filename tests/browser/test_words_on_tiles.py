"""What a tile is called is read whole: on a narrow screen no word of it breaks in its middle."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from activities import all_activities
from activities.contract import Choose, ChooseAmong, Sort
from tests.make import Make

from .conftest import OpenTablet
from .pupil_pages import LOOKS, PAGES

#: The words of a label that stand in two lines, a hyphen in them apart. What breaks at an edge has more than one box.
_BROKEN = """([selector, labels]) => {
    const found = [];
    for (const tile of document.querySelectorAll(selector)) {
        if (!tile.checkVisibility()) continue;
        const before = tile.innerHTML;
        for (const label of labels) {
            tile.textContent = label;
            for (const word of label.matchAll(/[^\\s\\u00ad-]+/gu)) {
                const range = document.createRange();
                range.setStart(tile.firstChild, word.index);
                range.setEnd(tile.firstChild, word.index + word[0].length);
                const tops = new Set(Array.from(range.getClientRects(), (box) => Math.round(box.top)));
                if (tops.size > 1) found.push(`${word[0]} in ${label}`);
            }
        }
        tile.innerHTML = before;
    }
    return [...new Set(found)];
}"""

#: A page that has such tiles, and where the names stand in them.
TILES = {
    "of pictures": ("cards-talk-about", '.choice[name="pick"] > span'),
    "of two pictures beside one another": ("day-start", '.choice[name="pick"] > span'),
    "of three pictures": ("wish-wants", '.choice[name="pick"] > span'),
    "within a wish": ("wish-pictures", '.choice[name="pick"] > span'),
    "about a part of a day": ("day-lunch", '.choice[name="pick"] > span'),
    "of the card that is asked about": ("cards-telling", ".about .name"),
    "of a card in its pile": ("cards-own-sort", ".mini > span"),
    "of a card read back": ("cards-read-back", ".laid > span"),
}


@pytest.mark.parametrize("wide", [390, 320])
@pytest.mark.parametrize("where", TILES)
def test_no_word_on_a_tile_breaks_in_its_middle(where: str, wide: int, records: Make, open_tablet: OpenTablet) -> None:
    name, selector = TILES[where]
    tablet = open_tablet()
    next(page for page in PAGES if page.name == name).open(records, tablet, LOOKS["paper"])
    tablet.page.set_viewport_size({"width": wide, "height": 844})
    assert tablet.page.locator(f"{selector} >> visible=true").count() > 0
    labels = _labels()
    assert "Playground" in labels
    assert tablet.page.evaluate(_BROKEN, [selector, labels]) == []


def _labels() -> list[str]:
    """Everything that a tile of any room is called, in either wording."""
    questions = chain.from_iterable(activity.by_key.questions.values() for activity in all_activities().values())
    things: list[Any] = []
    for question in questions:
        if isinstance(question, Choose | ChooseAmong):
            things += question.choices
        if isinstance(question, Sort):
            things += question.cards
    return sorted({words.text for thing in things for words in (thing.label.simple, thing.label.older)})
