"""A room in which this browser has been before: its page brings along only what is the pupil's own (figure P3)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import OpenTablet
from .seat import World, at_the_tablet, said_so_far
from .tablet import Tablet

WISHES, CARDS = "three-wishes", "card-sort"
SEEN = "performance.getEntriesByType('resource').filter((one) => one.transferSize > 0).map((one) => one.name)"
#: Where everything stands, and which pictures can be seen.
LOOK = """() => [...document.querySelectorAll('.top *, .bar *, main *')].map((one) => JSON.stringify([
  one.localName, one.getBoundingClientRect(),
  one.localName === 'use' ? document.querySelector(one.getAttribute('href'))?.innerHTML.length : 0]))"""


def has_been_in(tablet: Tablet, slug: str) -> Tablet:
    tablet.do(slug)
    for _ in range(100):
        if {"mysay-rooms", "mysay-styles"} <= {cookie.get("name") for cookie in tablet.context.cookies()}:
            return tablet
        tablet.page.wait_for_timeout(100)
    raise AssertionError("The browser never said that it keeps the room")


def is_light(tablet: Tablet) -> bool:
    return '"questions":' not in (tablet.page.locator("#talk").text_content() or "")


@pytest.mark.parametrize("slug", [WISHES, CARDS])
def test_looks_as_it_did_and_nothing_else_is_fetched(world: World, open_tablet: OpenTablet, slug: str) -> None:
    tablet = has_been_in(open_tablet(at_the_tablet(world, slug)), slug)
    assert not is_light(tablet)
    tablet.do(slug)
    first = tablet.page.evaluate(LOOK)
    assert is_light(tablet)
    assert tablet.page.evaluate(SEEN) == []
    tablet.page.context.clear_cookies(name="mysay-rooms")
    tablet.do(slug)
    assert not is_light(tablet)
    assert tablet.page.evaluate(LOOK) == first


def test_has_the_whole_conversation(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES)
    tablet = has_been_in(open_tablet(seat), WISHES).do(WISHES)
    assert is_light(tablet)
    tablet.tap("Type it").write("a rabbit").tap("Keep")
    while tablet.question != "wish:2":
        tablet.tap("Skip")
    tablet.sent()
    assert said_so_far(seat)["wish:1"]["words"] == "a rabbit"
    tablet.do(WISHES)
    assert is_light(tablet)
    tablet.says("a rabbit")


def test_fetches_what_the_browser_has_thrown_away_meanwhile(world: World, open_tablet: OpenTablet) -> None:
    tablet = has_been_in(open_tablet(at_the_tablet(world, CARDS)), CARDS)
    tablet.context.new_cdp_session(tablet.page).send("Network.clearBrowserCache")
    tablet.do(CARDS)
    assert is_light(tablet)
    expect(tablet.page.locator("symbol#p-go-back")).to_have_count(1)
    tablet.tap("Places in school", "Good")
    assert tablet.question == "places-1"


def test_has_its_pictures_where_scripts_were_turned_off_since(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES)
    cookies = has_been_in(open_tablet(seat), WISHES).context.cookies()
    tablet = open_tablet(seat, java_script_enabled=False)
    (kept,) = [one["value"] for one in cookies if one["name"] == "mysay-rooms"]
    tablet.context.add_cookies([{"name": "mysay-rooms", "value": kept, "url": tablet.address}])
    tablet.go(f"/me/do/{WISHES}")
    expect(tablet.page.locator("symbol#p-go-back")).to_have_count(1)
    tablet.presses_plainly("Pick a picture")
    tablet.asks("First wish for school?")
    expect(tablet.page.locator("symbol#p-go-back")).to_have_count(1)
