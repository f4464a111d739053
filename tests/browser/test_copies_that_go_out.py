"""After a copy the page tells how it stands now, with script and without."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import PATIENCE
from .serving import LiveServer
from .staff_pages import full_school, signed_in
from .tablet import Tablet

BEFORE, AFTER = "1 thing is in the review.", "2 things are in the review."


def paperwork(browser: Browser, server: LiveServer, *, script: bool) -> Page:
    """The paperwork of a review in which one thing is and another is ready, before its SENDCo."""
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    filling = Tablet(context, context.new_page(), server.address)
    with server.records() as make:
        full = full_school(make, filling)
    context.close()
    context = browser.new_context(locale="en-GB", accept_downloads=True, java_script_enabled=script, has_touch=True)
    context.set_default_timeout(PATIENCE)
    tablet = Tablet(context, context.new_page(), server.address)
    with server.records() as make:
        world = full.world
        world.session = make.session
        signed_in(tablet, world.sendco, world)
    tablet.page.goto(f"{server.address}/reviews/{full.review.id}/paperwork")
    expect(tablet.page.locator("#add")).to_contain_text(BEFORE)
    return tablet.page


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_file_comes_and_the_page_is_true(browser: Browser, own_server: LiveServer, script: bool) -> None:
    page = paperwork(browser, own_server, script=script)
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile("^Word")).click()
    assert zipfile.is_zipfile(coming.value.path())
    assert re.fullmatch(r"pupils-views-annual-review-\d{4}-\d\d-\d\d-meeting\.docx", coming.value.suggested_filename)
    expect(page.locator("#add")).to_contain_text(AFTER)
    expect(page.locator("#copies")).to_contain_text("Copies that went out")
    page.context.close()


def test_copied_in_one_press_the_page_is_true(browser: Browser, own_server: LiveServer) -> None:
    page = paperwork(browser, own_server, script=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy text").click()
    expect(page.locator("#add")).to_contain_text(AFTER)
    expect(page.locator("#copies")).to_contain_text("Copies that went out")
    expect(page.locator("#paperwork")).not_to_contain_text("Zara said Keep")
    page.context.close()
