"""P3: what the next activity's page still fetches on a tablet that has been through one activity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.figures import Figure
from bench.first_screen import LAUNCH
from bench.tablet import in_hand


def measure(
    chromium: str, first: str, following: str, cookies: Sequence[dict[str, Any]], *, times: int = 3
) -> list[Figure]:
    """Open `first`, then `following`, then `following` once more, and count what came over the network each time."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        seen = [_opened(browser, [first, following, following], cookies) for _ in range(times)]
        browser.close()
    another, again = [one[1] for one in seen], [one[2] for one in seen]
    return [
        Figure("P3 next activity page, warm cache", [_kilobytes(one) for one in again], 6, unit=" KB"),
        Figure("P3 its requests", [len(one) for one in again], 2),
        Figure(
            "   an activity opened for the first time, after another", [_kilobytes(one) for one in another], unit=" KB"
        ),
        Figure("   requests of that one", [len(one) for one in another]),
    ]


def _kilobytes(sizes: Sequence[int]) -> float:
    return sum(sizes) / 1000


def _opened(browser: Browser, addresses: Sequence[str], cookies: Sequence[dict[str, Any]]) -> list[list[int]]:
    """The bytes of every file that came over the network, page by page; what the cache gave is none."""
    found = []
    with in_hand(browser, cookies) as (page, protocol):
        came = _listen(protocol)
        for address in addresses:
            came.clear()
            page.goto(address, timeout=60_000)
            page.locator("html[data-whole=yes]").wait_for(state="attached", timeout=60_000)
            page.wait_for_load_state("networkidle", timeout=60_000)
            page.wait_for_timeout(1000)
            found.append(list(came.values()))
    return found


def _listen(protocol: CDPSession) -> dict[str, int]:
    came: dict[str, int] = {}

    def finished(event: dict[str, Any]) -> None:
        if event["encodedDataLength"] > 0:
            came[event["requestId"]] = int(event["encodedDataLength"])

    protocol.on("Network.loadingFinished", finished)
    return came
