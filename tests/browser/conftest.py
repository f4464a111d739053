"""What every browser test can use: a browser, a running server, a tablet to touch."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, ViewportSize, sync_playwright

from set_up import node
from tests.make import Make

from .find_chromium import how_to_launch
from .seat import Seat, World, small_school
from .serving import PROJECT, LiveServer, served
from .staff_pages import Full, full_school
from .tablet import Tablet

#: A 10.9" tablet held sideways.
TABLET: Final[ViewportSize] = {"width": 1180, "height": 820}
PATIENCE = 15_000


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright's own Node wants a library that a small Debian lacks.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node.find().program))
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(**how_to_launch())
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server that tests share; each seeds a school of its own."""
    with served(tmp_path_factory.mktemp("school")) as running:
        yield running


@pytest.fixture(scope="module")
def filled(browser: Browser, server: LiveServer) -> Iterator[tuple[Full, Tablet]]:
    """One full school for all staff pages of a file; none of them changes it."""
    context = browser.new_context(has_touch=True, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    tablet = Tablet(context, context.new_page(), server.address)
    with server.records() as make:
        yield full_school(make, tablet), tablet
    context.close()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[LiveServer]:
    """A server of this test's own, to be killed."""
    with served(tmp_path) as running:
        yield running


@pytest.fixture
def records(server: LiveServer) -> Iterator[Make]:
    with server.records() as make:
        yield make


@pytest.fixture
def world(records: Make) -> World:
    return small_school(records)


OpenTablet = Callable[..., Tablet]


@pytest.fixture
def open_tablet(browser: Browser, server: LiveServer, request: pytest.FixtureRequest) -> Iterator[OpenTablet]:
    """A touch tablet of its own, with nothing on it; in pupil mode where a seat is given."""
    opened: list[BrowserContext] = []

    def open_one(seat: Seat | None = None, at: LiveServer = server, **wanted: Any) -> Tablet:
        fields: dict[str, Any] = {"viewport": TABLET, "has_touch": True, "locale": "en-GB"}
        context = browser.new_context(**fields | wanted)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        tablet = Tablet(context, context.new_page(), at.address)
        if seat is not None:
            tablet.sits_down(seat)
        return tablet

    yield open_one
    for place, context in enumerate(opened):
        if request.node.stash.get(FAILED, False):
            _keep_what_was_seen(context, f"{request.node.name}-{place}")
        context.close()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, Any]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def _keep_what_was_seen(context: BrowserContext, name: str) -> None:
    """A picture of every page as it stood when the test failed, beside those of `make screens`."""
    folder = PROJECT / "screens" / "failed"
    folder.mkdir(parents=True, exist_ok=True)
    for place, page in enumerate(context.pages):
        safe = "".join(c if c.isalnum() else "-" for c in name)[:80]
        page.screenshot(path=folder / f"{safe}-{place}.png")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder that uses the browser is marked so, and cannot be forgotten."""
    for item in items:
        if Path(__file__).parent in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
