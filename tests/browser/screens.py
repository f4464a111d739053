"""A picture of every page, to be looked at beside the drawings: `make screens` writes them to `screens/`.

Pupils' pages at a tablet's two ways of being held and on a phone, in each look; staff pages at these and on a desk.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from set_up import node
from set_up.problem import Problem

from . import pupil_pages, staff_pages
from .find_chromium import how_to_launch
from .serving import PROJECT, LiveServer, served
from .tablet import Tablet

HEIGHT = "document.documentElement.scrollHeight"
FOLDER = PROJECT / "screens"
Sizes = Mapping[str, tuple[int, int]]
HELD: Sizes = {"1180x820": (1180, 820), "820x1180": (820, 1180), "390x844": (390, 844)}
ALL: Sizes = {**HELD, "1440x900": (1440, 900)}


def main(wanted: Iterable[str]) -> int:
    """Write the pictures of the pages whose names begin with one of these; without any, of all pages."""
    chosen = tuple(wanted) or ("",)
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node.find().program))
    if chosen == ("",):
        shutil.rmtree(FOLDER, ignore_errors=True)
    try:
        launch = how_to_launch()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch)
        count = _pupils(browser, server, chosen) + _staff(browser, server, chosen)
        browser.close()
    print(f"{count} pictures are in {FOLDER.relative_to(PROJECT)}/.")
    return 0


def _tablet(browser: Browser, server: LiveServer) -> Tablet:
    context = browser.new_context(has_touch=True, locale="en-GB", reduced_motion="reduce")
    return Tablet(context, context.new_page(), server.address)


def _pupils(browser: Browser, server: LiveServer, chosen: tuple[str, ...]) -> int:
    tablet, count = _tablet(browser, server), 0
    for page in pupil_pages.PAGES:
        if not page.name.startswith(chosen):
            continue
        tablet.page.set_viewport_size({"width": 1180, "height": 820})
        with server.records() as make:
            opened = page.open(make, tablet, pupil_pages.LOOKS["paper"])
            for look, profile in pupil_pages.LOOKS.items():
                opened.look_again(profile)
                count += _take(tablet.page, f"pupil/{look}", page.name, HELD)
    tablet.context.close()
    return count


def _staff(browser: Browser, server: LiveServer, chosen: tuple[str, ...]) -> int:
    pages = [page for page in staff_pages.PAGES if page.name.startswith(chosen)]
    if not pages:
        return 0
    tablet, count = _tablet(browser, server), 0
    with server.records() as make:
        full = staff_pages.full_school(make, tablet)
        for page in pages:
            page.open(full, tablet)
            count += _take(tablet.page, "staff", page.name, ALL)
    tablet.context.close()
    return count


def _take(page: Page, folder: str, name: str, sizes: Sizes) -> int:
    page.wait_for_timeout(50)
    for size, (width, height) in sizes.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
        # As high as the page is, so that what sticks to the foot stands at its foot.
        page.set_viewport_size({"width": width, "height": max(height, page.evaluate(HEIGHT))})
        page.screenshot(path=FOLDER / folder / f"{name}-{size}.png")
    page.set_viewport_size({"width": 1180, "height": 820})
    return len(sizes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
