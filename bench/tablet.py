"""A slow tablet in a slow network, and what its own clock says of each tap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

SLOWER = 6
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.8e6 / 8}
SCREEN: ViewportSize = {"width": 1024, "height": 768}

#: When a tap was made, when the next picture stood, when the device had it, and when the server had answered.
TAPS = """
window.tapped = {at: 0, shown: [], kept: [], answered: []};
addEventListener("click", () => {
  window.tapped.at = performance.now();
  try { sessionStorage.tappedAt = performance.timeOrigin + performance.now(); } catch {}
}, true);
// A tap is several events, and what it does comes with the last: the longest counts.
const told = new Map();
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.interactionId) continue;
    if (!told.has(entry.interactionId)) told.set(entry.interactionId, window.tapped.shown.push(0) - 1);
    const place = told.get(entry.interactionId);
    window.tapped.shown[place] = Math.max(window.tapped.shown[place], entry.duration);
  }
}).observe({type: "event", durationThreshold: 16, buffered: true});
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...what) {
  const since = window.tapped.at;
  this.transaction.addEventListener("complete", () => window.tapped.kept.push(performance.now() - since));
  return put.apply(this, what);
};
const really = window.fetch;
window.fetch = async (address, what) => {
  const since = window.tapped.at;
  const reply = await really(address, what);
  if (what && what.method === "POST") window.tapped.answered.push(performance.now() - since);
  return reply;
};
"""


@contextmanager
def in_hand(
    browser: Browser, cookies: Sequence[dict[str, Any]] = (), watching: str = TAPS
) -> Iterator[tuple[Page, CDPSession]]:
    """A tablet that has never seen any page of ours; its processor and network are slow from the beginning.

    `watching` is the script that notes in every page what is to be measured there.
    """
    context = browser.new_context(viewport=SCREEN, has_touch=True)
    context.add_cookies(list(cookies))  # type: ignore[arg-type]  # the type it wants is private to Playwright
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    page.add_init_script(watching)
    try:
        yield page, protocol
    finally:
        context.close()


def taps(page: Page) -> dict[str, list[float]]:
    """What this page has noted of its taps so far: "shown", "kept" and "answered", in milliseconds."""
    noted: dict[str, list[float]] = page.evaluate("(({at, ...noted}) => noted)(window.tapped)")
    return noted
