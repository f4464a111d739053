"""What holds on every page that a pupil may see, so that the newest is covered the day it is born."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.make import Make

from .conftest import OpenTablet
from .measuring import (
    axe_findings,
    bar_boxes,
    clipped,
    scrolls_sideways,
    small_text,
    space_out_text,
    too_close,
    too_small,
)
from .pupil_pages import LOOKS, PAGES, PupilPage

SIZES = {"tablet": (1180, 820), "tablet upright": (820, 1180), "phone": (390, 844)}
NARROW = (320, 640)
LEAST_TEXT = 18.0

Bars = dict[str, dict[str, list[int]]]


@pytest.fixture(scope="module")
def bars() -> Bars:
    """Where the bar stands, by size of the screen, on the first page that was measured."""
    return {}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_page_for_pupils_can_be_seen_reached_and_read(
    page: PupilPage, records: Make, open_tablet: OpenTablet, bars: Bars
) -> None:
    tablet = open_tablet()
    opened = page.open(records, tablet, LOOKS["paper"])
    front = tablet.page
    wrong: dict[str, Any] = {"headings": _headings(front), "ways out": _ways_out(front)}
    wrong["axe, paper"] = axe_findings(front, enhanced=True)
    for name, size in SIZES.items():
        _set_size(front, size)
        for rule, find in RULES.items():
            wrong[f"{rule}, {name}"] = find(front)
        wrong[f"bar, {name}"] = _moved(bar_boxes(front), bars.setdefault(name, bar_boxes(front)))
    _set_size(front, NARROW)
    wrong["sideways, 320"], wrong["clipped, 320"] = scrolls_sideways(front), clipped(front)
    space_out_text(front)
    wrong["sideways, 320 spaced"], wrong["clipped, 320 spaced"] = scrolls_sideways(front), clipped(front)
    _set_size(front, SIZES["tablet"])
    wrong["sideways, spaced"], wrong["clipped, spaced"] = scrolls_sideways(front), clipped(front)
    for look in ("older", "contrast"):
        opened.look_again(LOOKS[look])
        wrong[f"axe, {look}"] = axe_findings(front, enhanced=True)
        wrong[f"letters, {look}"] = small_text(front, LEAST_TEXT)
    found = {rule: what for rule, what in wrong.items() if what}
    assert not found, "\n".join(f"{rule}: {one}" for rule, what in found.items() for one in what)


RULES: dict[str, Callable[[Page], list[str]]] = {
    "small": too_small,
    "close": too_close,
    "letters": lambda page: small_text(page, LEAST_TEXT),
    "clipped": clipped,
    "sideways": scrolls_sideways,
}


def _set_size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _headings(page: Page) -> list[str]:
    """Exactly one heading is wanted (rule A26)."""
    found = page.locator("h1:visible").all_inner_texts()
    return [] if len(found) == 1 else [f"{len(found)} headings: {found}"]


def _ways_out(page: Page) -> list[str]:
    """Addresses outside pupil mode that the page leads to (rule A25)."""
    ways: list[str] = page.evaluate(
        "Array.from(document.querySelectorAll('a[href], form[action]'), (one) => one.getAttribute('href') || "
        "one.getAttribute('action'))"
    )
    return [way for way in ways if not way.startswith(("/me/", "#"))]


def _moved(here: dict[str, list[int]], usual: dict[str, list[int]]) -> list[str]:
    """Places of the bar that are not where they are on other pages, to a pixel (rule A46)."""
    return [
        f"{name} is at {box}, usually at {usual[name]}"
        for name, box in here.items()
        if any(abs(one - other) > 1 for one, other in zip(box, usual[name], strict=True))
    ]


def test_the_bar_stands_where_it_was_drawn(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    next(page for page in PAGES if page.name == "home").open(records, tablet, LOOKS["paper"])
    boxes = bar_boxes(tablet.page)
    assert boxes["b-tell"] == [708, 718, 268, 88]
    assert boxes["b-stop"] == [992, 718, 160, 88]
