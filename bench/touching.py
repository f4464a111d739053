"""P4 and P5: how soon a tap is seen, kept and answered on a slow tablet, beside the floor page's plain button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.figures import Figure, ratios
from bench.first_screen import LAUNCH
from bench.tablet import in_hand, taps

#: As many cards as a long sort has; a conversation with fewer ends sooner.
CARDS = 24
#: After a choice, presses are ignored for 600 milliseconds (rule A21).
BETWEEN = 750
#: Shorter than what the browser tells of.
QUICKEST = 16.0


class WrongScreen(RuntimeError):
    """The page is not where the measuring is about."""


@dataclass(frozen=True)
class Taps:
    """The taps of one tablet, in milliseconds."""

    shown: Sequence[float]
    kept: Sequence[float]
    answered: Sequence[float]


def measure(
    chromium: str, address: str, floor: str, tablets: Sequence[Sequence[dict[str, Any]]], *, cards: int = CARDS
) -> list[Figure]:
    """`address` is the sort, `floor` the floor's own address.

    `tablets`: for each pair the cookies of a pupil who has said nothing yet, in a sitting that is not short.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        ours, plain, posted = [], [], []
        for cookies in tablets:
            ours.append(sort_cards(browser, address, cookies, cards))
            plain.append(plain_buttons(browser, f"{floor}/page", cards))
            posted.append(post_and_get(browser, f"{floor}/"))
        browser.close()
    slowest = [max(one.shown, default=QUICKEST) for one in ours]
    least = [max(one, default=QUICKEST) for one in plain]
    kept = [max(median(one.kept), median(one.shown)) for one in ours]
    answered = [median(one.answered) for one in ours]
    return [
        Figure(f"P4 slowest tap in a sort of {cards} cards, by a plain button", ratios(slowest, least), 1.25),
        Figure("P5 a touch kept on the tablet, and shown", kept, 100, unit=" ms"),
        Figure("P5 your adult has it, by the floor's post and page", ratios(answered, posted), 0.6),
        Figure("   slowest tap, ours", slowest, unit=" ms"),
        Figure("   slowest tap, floor page", least, unit=" ms"),
        Figure("   your adult has it", answered, unit=" ms"),
        Figure("   the floor's post and page", posted, unit=" ms"),
    ]


def sort_cards(browser: Browser, address: str, cookies: Sequence[dict[str, Any]], most: int) -> Taps:
    """Pick a topic, then a place for each of so many cards. Go back once more than there are, so that all can be."""
    with in_hand(browser, cookies) as (page, _):
        page.goto(address, timeout=60_000)
        page.locator("html[data-whole=yes]").wait_for(state="attached", timeout=60_000)
        _tap(page, "main [data-question]:not([hidden]) button[name=pick]:visible")
        before = {name: len(times) for name, times in taps(page).items()}
        done = 0
        while done < most and _card_in_hand(page):
            _tap(page, "main [data-question]:not([hidden]) button[name=pick]:visible")
            done += 1
            if not _card_in_hand(page):
                # A topic has fewer cards: the last one is taken back and placed again.
                _tap(page, "[data-bar=back]:visible")
        page.wait_for_timeout(1500)
        noted = taps(page)
    if not done:
        raise WrongScreen("There was no card to be placed")
    shown, kept, answered = (noted[name][before[name] :] for name in ("shown", "kept", "answered"))
    return Taps(shown, kept, answered)


def _card_in_hand(page: Page) -> bool:
    return page.locator("main [data-question]:not([hidden]) .card:visible").count() > 0


def _tap(page: Page, what: str) -> None:
    page.locator(what).first.tap()
    page.wait_for_timeout(BETWEEN)


def plain_buttons(browser: Browser, address: str, most: int) -> list[float]:
    """As many taps on the floor page's buttons, which do nothing but look pressed."""
    with in_hand(browser) as (page, _):
        page.goto(address)
        for number in range(most):
            page.locator("button").nth(number % 9).tap()
            page.wait_for_timeout(BETWEEN // 3)
        page.wait_for_timeout(500)
        return list(taps(page)["shown"])


def post_and_get(browser: Browser, address: str) -> float:
    """Milliseconds from the tap on Save until the page that follows the redirect has loaded."""
    with in_hand(browser) as (page, _):
        page.goto(address)
        page.locator("input[name=words]").fill("the paint")
        with page.expect_navigation(wait_until="load"):
            page.locator("button").tap()
        page.wait_for_timeout(300)
        took: float = page.evaluate(
            "performance.timeOrigin + performance.getEntriesByType('navigation')[0].loadEventEnd"
            " - Number(sessionStorage.tappedAt)"
        )
        return took
