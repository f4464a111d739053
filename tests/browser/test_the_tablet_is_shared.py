"""One tablet, many hands: after the hand-over nothing of the staff pages is left, and nothing of one pupil for the next
(rules S2-S6)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.make import Make

from .conftest import TABLET, OpenTablet
from .find_chromium import how_to_launch
from .office import Office
from .playing import RABBIT
from .seat import World, at_the_tablet, small_school
from .serving import LiveServer, served
from .tablet import Tablet

#: Stands on staff pages alone; in pupil mode the pupil is called by the first name.
ONLY_FOR_STAFF = ("Ahmed", "Hand over the tablet", "Reviews coming up", "Sign out")


@pytest.fixture(scope="module")
def remembering_browser(playwright: Playwright, browser: Browser) -> Iterator[Browser]:
    """A browser with its back-forward cache on, which tests otherwise switch off."""
    launched = playwright.chromium.launch(**how_to_launch(), ignore_default_args=["--disable-back-forward-cache"])
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def keeping_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server whose pages the browser keeps for the Back button."""
    with served(tmp_path_factory.mktemp("kept"), pages_are_kept=True) as running:
        yield running


@pytest.fixture
def tablet(remembering_browser: Browser, keeping_server: LiveServer) -> Iterator[Tablet]:
    context = remembering_browser.new_context(viewport=TABLET, has_touch=True, locale="en-GB")
    yield Tablet(context, context.new_page(), keeping_server.address)
    context.close()


def _nothing_of_staff(tablet: Tablet) -> None:
    """Neither on the screen nor in the page's own text."""
    tablet.page.wait_for_load_state()
    tablet.page.wait_for_timeout(300)
    text = tablet.page.evaluate("document.body.hidden ? '' : document.documentElement.outerHTML")
    assert [words for words in ONLY_FOR_STAFF if words in text] == []


def test_this_browser_really_brings_pages_back_from_memory(tablet: Tablet) -> None:
    tablet.go("/sign-in")
    tablet.page.evaluate("window.addEventListener('pageshow', (e) => { sessionStorage.broughtBack = e.persisted; })")
    tablet.tap_link(re.compile("helper pass"))
    tablet.page.wait_for_url(re.compile("/pass"))
    tablet.page.go_back()
    tablet.page.wait_for_timeout(500)
    assert tablet.page.evaluate("sessionStorage.broughtBack") == "true"


def test_back_after_the_hand_over_shows_nothing_of_the_staff_pages(keeping_server: LiveServer, tablet: Tablet) -> None:
    with keeping_server.records() as make:
        _walk_back(small_school(make), tablet)


def _walk_back(world: World, tablet: Tablet) -> None:
    office = Office(tablet).signs_in(world.sendco.username)
    tablet.go("/reviews").go("/pupils").go(f"/pupils/{world.pupil.id}")
    tablet.says("Ahmed")
    seen = [f"/pupils/{world.pupil.id}", "/pupils", "/reviews", "/", f"/pupils/{world.pupil.id}/hand-over", "/staff"]
    pin = office.hands_over()

    for _ in range(6):
        tablet.page.go_back()
        _nothing_of_staff(tablet)
    for _ in range(6):
        tablet.page.go_forward()
        _nothing_of_staff(tablet)
    for path in seen:
        tablet.go(path)
        _nothing_of_staff(tablet)
        expect(tablet.page.locator("body.pupil")).to_be_attached()
    reopened = Tablet(tablet.context, tablet.context.new_page(), tablet.address).go(seen[0])
    _nothing_of_staff(reopened)

    tablet.go("/me/leave").gives_back(pin)
    Office(tablet).closes()
    for _ in range(4):
        tablet.page.go_back()
        _nothing_of_staff(tablet)


def test_the_close_page_opens_nothing_else(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, "three-wishes"))
    tablet.go("/me/leave").gives_back()
    for path in ("/pupils", f"/pupils/{world.pupil.id}", "/reviews", "/staff", "/me/", "/me/do/three-wishes"):
        reply = tablet.page.request.get(tablet.address + path, max_redirects=0)
        assert reply.status in {302, 303, 404}, path
        assert "Ahmed" not in reply.text()


def test_a_wrong_pin_stays_and_after_five_only_a_log_in_helps(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, "three-wishes")).go("/me/leave")
    for _ in range(5):
        with tablet.page.expect_navigation():
            for digit in "111111":
                tablet.page.get_by_role("button", name=digit, exact=True).tap()
    expect(tablet.page).to_have_url(re.compile("/me/log-in"))
    tablet.go("/me/leave")
    tablet.page.locator("[data-pin]").evaluate("(field) => { field.value = '246810'; field.form.requestSubmit(); }")
    expect(tablet.page).to_have_url(re.compile("/me/log-in"))
    tablet.page.get_by_label("User name").fill(world.adult.username)
    tablet.page.get_by_label("Password").fill("correct horse battery")
    tablet.button("Sign in").tap()
    expect(tablet.page).to_have_url(re.compile("/close"))


def test_what_waits_on_the_device_cannot_be_read_and_the_next_pupil_sees_nothing(
    own_server: LiveServer, open_tablet: OpenTablet
) -> None:
    with own_server.records() as make:
        first = at_the_tablet(small_school(make), "three-wishes")
        tablet = open_tablet(first, at=own_server).do("three-wishes")
        own_server.kill()
        tablet.tap("Type it").write(RABBIT).tap("Keep")
        tablet.says("Kept here. Not sent yet.")
        held = tablet.kept_on_device()
        assert held["records"], "the touch waits on the device"
        assert "I wish we had" not in json.dumps(held)
        assert (held["local"], held["session"], held["caches"]) == ({}, {}, [])
        tablet.page.close()

        own_server.start()
        second = at_the_tablet(small_school(make, forename="Tomos", surname="Rees"), "three-wishes")
        after = Tablet(tablet.context, tablet.context.new_page(), own_server.address).sits_down(second)
        after.do("three-wishes")
        after.page.wait_for_timeout(1500)
        for text in (after.all_text(), json.dumps(after.kept_on_device())):
            assert "I wish we had" not in text
            assert "Zara" not in text


def test_the_browser_is_told_to_keep_nothing_of_what_a_pupil_types(records: Make, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(small_school(records), "three-wishes")
    tablet = open_tablet(seat).do("three-wishes")
    kept = tablet.page.evaluate(NOT_TOLD)
    assert kept == 0
    assert tablet.page.title() == "Three wishes · My Say"


#: Boxes and forms of the page that a browser may keep what is typed in.
NOT_TOLD = """Array.from(document.querySelectorAll('form, textarea, input:not([type=hidden], [type=radio])'))
  .filter((one) => !one.closest('.bar'))
  .filter((one) => (one.getAttribute('autocomplete') || one.form?.getAttribute('autocomplete')) !== 'off').length"""
