"""P1 and P2: the first card-sort screen of a fresh tablet, counted and timed in a real Chromium, beside the floor page.

Everything is read from the browser itself (DevTools protocol and its own performance entries), on *tablet*: processor
slowed six times, 1.6 Mbit/s down, 0.8 up, 150 ms a request, 1024 × 768, touch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.figures import Figure, ratios
from bench.tablet import in_hand

#: How long nothing new may happen before the page counts as settled, in milliseconds.
SETTLED = 1500
#: Chromium's sandbox refuses root and many containers; the only pages opened here are our own.
LAUNCH = ["--no-sandbox"]

WATCH = """
window.seen = {paint: 0, largest: 0, blocked: 0, shift: 0, at: 0};
const watch = (type, keep) => new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  window.seen.at = performance.now(); keep(entry);
})).observe({type, buffered: true});
watch("paint", (entry) => { if (entry.name === "first-paint") window.seen.paint = entry.startTime; });
watch("largest-contentful-paint", (entry) => { window.seen.largest = entry.startTime; });
watch("longtask", (entry) => { window.seen.blocked += entry.duration - 50; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) window.seen.shift += entry.value; });
"""


@dataclass
class Fetched:
    """One file that the page asked for."""

    address: str
    #: "Document", "Script", "Font", "Fetch", as the browser names it.
    kind: str
    #: Seconds of the browser's own clock.
    began: float
    #: As sent: compressed, with headers.
    size: int = 0


@dataclass
class Seen:
    """One opening of a page."""

    paint: float
    largest: float
    blocked: float
    shift: float
    files: Sequence[Fetched] = field(default_factory=list)

    def before_paint(self) -> list[Fetched]:
        """What the first screen needs: asked for before the first paint, and every script and style sheet."""
        began = min(file.began for file in self.files)
        return [
            file
            for file in self.files
            if file.kind in {"Document", "Script", "Stylesheet"}
            or (file.kind != "Font" and (file.began - began) * 1000 <= self.paint)
        ]

    def fonts(self) -> list[Fetched]:
        """The fonts of the page."""
        return [file for file in self.files if file.kind == "Font"]


def measure(
    chromium: str, address: str, floor_address: str, cookies: Sequence[dict[str, Any]], *, pairs: int = 9
) -> list[Figure]:
    """Open both pages in turn, each time on a fresh tablet. `cookies` bring the tablet into pupil mode."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        # The first pair warms the servers and the browser up, and is not counted.
        both = [
            (open_fresh(browser, address, cookies), open_fresh(browser, floor_address, [])) for _ in range(pairs + 1)
        ]
        browser.close()
    ours, floor = [one for one, _ in both[1:]], [one for _, one in both[1:]]
    return [*_sizes(ours), *_times(ours, floor)]


def _sizes(ours: Sequence[Seen]) -> list[Figure]:
    needed = [one.before_paint() for one in ours]
    later = [
        [f for f in one.files if f not in before and f.kind != "Font"] for one, before in zip(ours, needed, strict=True)
    ]
    return [
        Figure(
            "P1 first screen, compressed as sent, without fonts", [_kilobytes(one) for one in needed], 34, unit=" KB"
        ),
        Figure("P1 requests, without fonts", [len(one) for one in needed], 6),
        Figure("P1 fonts", [_kilobytes(one.fonts()) for one in ours], 40, unit=" KB"),
        Figure("P1 scripts", [sum(f.kind == "Script" for f in one) for one in needed], 1),
        Figure("   fonts, requests", [len(one.fonts()) for one in ours]),
        Figure("   fetched after the first paint", [_kilobytes(one) for one in later], unit=" KB"),
    ]


def _times(ours: Sequence[Seen], floor: Sequence[Seen]) -> list[Figure]:
    return [
        Figure("P2 first paint, by the floor page's", ratios([o.paint for o in ours], [f.paint for f in floor]), 1.4),
        Figure(
            "P2 largest paint, by the floor page's", ratios([o.largest for o in ours], [f.largest for f in floor]), 2
        ),
        Figure("P2 time the tablet was blocked", [one.blocked for one in ours], 50, unit=" ms"),
        Figure("P2 layout shift", [one.shift for one in ours], 0.01),
        Figure("   first paint, ours", [one.paint for one in ours], unit=" ms"),
        Figure("   first paint, floor page", [one.paint for one in floor], unit=" ms"),
        Figure("   largest paint, ours", [one.largest for one in ours], unit=" ms"),
        Figure("   time blocked, floor page", [one.blocked for one in floor], unit=" ms"),
    ]


def _kilobytes(files: Sequence[Fetched]) -> float:
    return sum(file.size for file in files) / 1000


class NeverCame(RuntimeError):
    """Something that the page asked for had not come after a minute: the opening says nothing."""


def open_fresh(browser: Browser, address: str, cookies: Sequence[dict[str, Any]]) -> Seen:
    """Open the page on a tablet that has never seen it.

    Now and then the browser never tells that a file came which it fetches for the next visit, and the measuring of
    ten minutes would end there: then another fresh tablet is taken, once.
    """
    try:
        return _open_fresh(browser, address, cookies)
    except NeverCame:
        return _open_fresh(browser, address, cookies)


def _open_fresh(browser: Browser, address: str, cookies: Sequence[dict[str, Any]]) -> Seen:
    with in_hand(browser, cookies, WATCH) as (page, protocol):
        files = _listen(protocol)
        reply = page.goto(address, wait_until="load", timeout=60_000)
        assert reply is not None
        if reply.status != 200 or page.url != address:
            raise RuntimeError(f"{address} answered {reply.status} and led to {page.url}")
        _wait_until_settled(page, files)
        seen = page.evaluate("window.seen")
    unfinished = [file.address for file in files.values() if not file.size]
    if unfinished:
        raise NeverCame(f"These never came, so nothing was measured: {', '.join(unfinished)}")
    return Seen(seen["paint"], seen["largest"], seen["blocked"], seen["shift"], list(files.values()))


def _wait_until_settled(page: Page, files: Mapping[str, Fetched]) -> None:
    """Until nothing new is drawn and everything that was asked for has come, or a minute is over."""
    page.wait_for_load_state("networkidle", timeout=60_000)
    # Asked again and again from here: the page's own policy lets nothing wait inside it.
    settled = f"window.seen.paint > 0 && performance.now() - window.seen.at > {SETTLED}"
    given_up = monotonic() + 60
    # What the page fetches for its next visit is asked for long after the first screen stands.
    while monotonic() < given_up and not (page.evaluate(settled) and all(file.size for file in files.values())):
        page.wait_for_timeout(100)


def _listen(protocol: CDPSession) -> dict[str, Fetched]:
    files: dict[str, Fetched] = {}

    def asked(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http") and not event["request"]["url"].endswith("/favicon.ico"):
            files[event["requestId"]] = Fetched(event["request"]["url"], event.get("type", ""), event["timestamp"])

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in files:
            files[event["requestId"]].size = int(event["encodedDataLength"])

    protocol.on("Network.requestWillBeSent", asked)
    protocol.on("Network.loadingFinished", came)
    protocol.send("Network.enable")
    return files
