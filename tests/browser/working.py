"""How a page is worked: by single taps, or by keys alone (rules A12 and A14)."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, expect

#: More stops than any page has on the way once round it.
MOST_STOPS = 600


class Working(Protocol):
    """What hands do to the parts of a page."""

    def press(self, what: Locator) -> None: ...

    def write(self, box: Locator, words: str) -> None: ...

    def tick(self, box: Locator, on: bool) -> None: ...

    def choose(self, box: Locator, label: str) -> None: ...

    def key_in(self, keys: Locator, digits: str) -> None: ...


class Taps:
    """One finger, one tap at a time."""

    def press(self, what: Locator) -> None:
        what.tap()

    def write(self, box: Locator, words: str) -> None:
        box.fill(words)

    def tick(self, box: Locator, on: bool) -> None:
        box.set_checked(on)

    def choose(self, box: Locator, label: str) -> None:
        box.select_option(label=label)

    def key_in(self, keys: Locator, digits: str) -> None:
        for digit in digits:
            keys.get_by_role("button", name=digit, exact=True).tap()


class KeysAlone:
    """Tab to it, then Enter or Space: nothing is touched, nothing is focused by a program."""

    def press(self, what: Locator) -> None:
        self._walk_to(what)
        # A page takes no press in its first moments, nor twice in a row (rule A21).
        expect(what.page.locator("body")).not_to_have_css("pointer-events", "none")
        what.page.keyboard.press("Enter")

    def write(self, box: Locator, words: str) -> None:
        self._walk_to(box)
        box.page.keyboard.press("ControlOrMeta+A")
        box.page.keyboard.type(words)

    def tick(self, box: Locator, on: bool) -> None:
        if box.is_checked() != on:
            self._walk_to(box)
            box.page.keyboard.press("Space")

    def choose(self, box: Locator, label: str) -> None:
        self._walk_to(box)
        box.page.keyboard.type(label)

    def key_in(self, keys: Locator, digits: str) -> None:
        keys.wait_for()
        keys.page.keyboard.type(digits)
        keys.page.keyboard.press("Enter")

    def _walk_to(self, what: Locator) -> None:
        what.wait_for(state="visible")
        for _ in range(MOST_STOPS):
            if what.evaluate("(one) => one === document.activeElement"):
                return
            what.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {what}")
