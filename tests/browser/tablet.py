"""A tablet in somebody's hands: finds things by role and name, as its user does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from .seat import PIN, Seat

#: After a choice, presses are ignored for this long (rule A21); a patient pupil waits a little longer.
REPEAT_GUARD = 650
#: Tenths of a second; a tablet whose server was away tries again after up to half a minute.
PATIENCE_TO_SEND = 400

#: The page's clock is ahead by so many milliseconds, once it has seen what was pressed. Elsewhere nothing is done.
MOVE_ON = """(ahead) => document.documentElement.dataset.ready === 'yes' && new Promise((seen) =>
  requestAnimationFrame(() => setTimeout(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + ahead;
    seen(true);
  }, 0)))"""


@dataclass
class Tablet:
    """One browser with one page in front."""

    context: BrowserContext
    page: Page
    address: str

    def sits_down(self, seat: Seat) -> Tablet:
        """Put this device into pupil mode."""
        self.context.clear_cookies()
        self.context.add_cookies([{"name": "mysay", "value": seat.token, "url": self.address, "httpOnly": True}])
        return self

    def go(self, path: str) -> Tablet:
        self.page.goto(self.address + path)
        return self

    def do(self, slug: str) -> Tablet:
        """Open an activity, and wait until its script has it in hand."""
        self.go(f"/me/do/{slug}")
        return self.ready()

    def ready(self) -> Tablet:
        expect(self.page.locator("html[data-ready=yes]")).to_be_attached()
        # The other questions come after the first one stands; a tap before that waits for them.
        expect(self.page.locator("html[data-whole=yes]")).to_be_attached(timeout=PATIENCE_TO_SEND * 100)
        return self

    # What is on the screen

    @property
    def heading(self) -> str:
        return self.page.locator("h1:visible").inner_text()

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    @property
    def question(self) -> str:
        """The key of the question that is asked."""
        return self.page.locator("main [data-question]:visible").first.get_attribute("data-question") or ""

    @property
    def card(self) -> str:
        """The item of the card in hand."""
        return self.page.locator("main .card:visible").first.get_attribute("data-item") or ""

    def says(self, text: str | re.Pattern[str]) -> None:
        """Somebody in front of the screen can read this."""
        expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)

    def asks(self, heading: str | re.Pattern[str]) -> Tablet:
        expect(self.page.locator("h1:visible")).to_have_text(heading)
        return self

    def all_text(self) -> str:
        """Everything that could be read here, shown or not."""
        text: str = self.page.evaluate("document.documentElement.outerHTML")
        return text

    # What is done

    def button(self, name: str | re.Pattern[str]) -> Locator:
        exact = isinstance(name, str)
        return self.page.get_by_role("button", name=name, exact=exact).locator("visible=true").first

    def tap(self, *names: str | re.Pattern[str]) -> Tablet:
        """Tap these one after another, as patiently as the repeat guard asks."""
        for name in names:
            self.button(name).tap()
            self.waits()
        return self

    def presses_plainly(self, name: str | re.Pattern[str]) -> Tablet:
        """Press without script, where every press brings a page, and one in its first moments only brings it again."""
        self.page.wait_for_timeout(REPEAT_GUARD)
        with self.page.expect_navigation():
            self.button(name).tap()
        return self

    def lets_the_guard_pass(self) -> None:
        """As patient as `waits`, on a page whose conversation has the guard: there the page's own clock moves on.

        What the guard does in real time, test_a_second_tap shows.
        """
        try:
            if self.page.evaluate(MOVE_ON, REPEAT_GUARD):
                return
        except Error as leaving:
            if "Execution context was destroyed" not in leaving.message:
                raise
        self.waits()

    def waits(self) -> None:
        # On a busy computer the tap arrives late: the guard counts from when the page has seen it.
        try:
            self.page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen, 0)))")
        except Error as leaving:
            # The tap was the last one here: the next page comes.
            if "Execution context was destroyed" not in leaving.message:
                raise
        self.page.wait_for_timeout(REPEAT_GUARD)

    def tap_link(self, name: str | re.Pattern[str]) -> Tablet:
        self.page.get_by_role("link", name=name, exact=isinstance(name, str)).locator("visible=true").first.tap()
        return self

    def write(self, words: str) -> Tablet:
        """Type in the box that is open."""
        self.page.locator("textarea:visible").fill(words)
        return self

    def sent(self) -> Tablet:
        """Wait until nothing waits on the device any more."""
        for _ in range(PATIENCE_TO_SEND):
            self.page.wait_for_timeout(100)
            if self.page.locator("[data-waiting]").is_hidden() and self.page.evaluate(NOTHING_WAITS):
                return self
        raise AssertionError("Something still waits on the device")

    def gives_back(self, pin: str = PIN) -> Tablet:
        """Give the tablet back: the adult taps the PIN."""
        for digit in pin:
            self.page.get_by_role("button", name=digit, exact=True).tap()
        self.page.wait_for_url(re.compile("/close$"))
        return self

    def kept_on_device(self) -> dict[str, Any]:
        """Everything that this device still holds for our address, as text."""
        held: dict[str, Any] = self.page.evaluate(HELD)
        return held


#: Whether nothing waits on the device any more.
NOTHING_WAITS = """() => new Promise((give) => {
  const asked = indexedDB.open("mysay", 1);
  asked.onerror = () => give(true);
  asked.onsuccess = () => {
    const base = asked.result;
    const counted = base.transaction("waiting").objectStore("waiting").count();
    counted.onsuccess = () => { base.close(); give(counted.result === 0); };
  };
})"""

#: Every record of every store, its bytes as letters too, so that plain words would be found in them.
HELD = """async () => {
  const found = {local: {...localStorage}, session: {...sessionStorage}, caches: [], records: []};
  for (const name of await caches.keys()) found.caches.push(name);
  const letters = (bytes) => new TextDecoder("latin1").decode(bytes);
  const plain = (value) => {
    if (value instanceof ArrayBuffer) return letters(value);
    if (ArrayBuffer.isView(value)) return letters(value.buffer);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    }
    return value;
  };
  for (const one of await indexedDB.databases()) {
    const base = await new Promise((give, fail) => {
      const asked = indexedDB.open(one.name);
      asked.onsuccess = () => give(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    for (const store of base.objectStoreNames) {
      const rows = await new Promise((give) => {
        const asked = base.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => give(asked.result);
      });
      found.records.push(...rows.map(plain));
    }
    base.close();
  }
  return found;
}"""
