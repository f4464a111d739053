"""A tablet fetches the styles of pupils' pages once, and no page is ever shown without them (figure P3)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import OpenTablet
from .seat import World, at_the_tablet
from .tablet import Tablet

WISHES = "three-wishes"
LINKED = 'link[rel="stylesheet"]'
WITHIN = "style[data-file]"

#: What a page looks like: its colours, and where the bar and each picture stand.
LOOK = """() => [
  getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).fontSize,
  ...[...document.querySelectorAll('.bar, main button')].map((one) => JSON.stringify(one.getBoundingClientRect())),
]"""


def _has_been_there(open_tablet: OpenTablet, world: World) -> Tablet:
    """A tablet whose browser has said that it keeps the styles."""
    tablet = open_tablet(at_the_tablet(world, WISHES)).do(WISHES)
    expect(tablet.page.locator(WITHIN)).to_be_attached()
    for _ in range(100):
        if any(cookie["name"] == "mysay-styles" for cookie in tablet.context.cookies()):
            return tablet
        tablet.page.wait_for_timeout(100)
    raise AssertionError("The browser never said that it keeps the styles")


def test_the_next_page_links_the_styles_and_looks_the_same(world: World, open_tablet: OpenTablet) -> None:
    tablet = _has_been_there(open_tablet, world)
    first = tablet.page.evaluate(LOOK)
    tablet.do(WISHES)
    assert tablet.page.locator(LINKED).count() == 1
    assert tablet.page.locator(WITHIN).count() == 0
    assert tablet.page.evaluate(LOOK) == first
    came = tablet.page.evaluate(
        "performance.getEntriesByType('resource').find((one) => one.name.includes('/activity.')).transferSize"
    )
    assert came == 0


def test_a_page_whose_kept_styles_are_gone_fetches_them_and_is_shown_with_them(
    world: World, open_tablet: OpenTablet
) -> None:
    tablet = _has_been_there(open_tablet, world)
    first = tablet.page.evaluate(LOOK)
    tablet.context.new_cdp_session(tablet.page).send("Network.clearBrowserCache")
    tablet.do(WISHES)
    assert tablet.page.locator(LINKED).count() == 1
    assert tablet.page.evaluate(LOOK) == first


@pytest.mark.parametrize("kept", ["activity.YESTERDAY.css", "../staff.css", ""])
def test_styles_of_another_version_are_within_the_page_once_more(
    world: World, open_tablet: OpenTablet, kept: str
) -> None:
    tablet = open_tablet(at_the_tablet(world, WISHES))
    tablet.context.add_cookies([{"name": "mysay-styles", "value": kept, "url": tablet.address}])
    tablet.do(WISHES)
    expect(tablet.page.locator(WITHIN)).to_be_attached()
    assert tablet.page.locator(LINKED).count() == 0
