"""P8 over HTTP, and P11: a photo sent to the server, and shrunk in the page before it is sent."""

from __future__ import annotations

import http.client
from base64 import b64encode
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import Engine

from bench import photos, saving, school, servers
from bench.figures import Figure, ratios
from bench.first_screen import LAUNCH
from bench.tablet import in_hand
from bench.timing import in_turn, milliseconds

ROOM = "photo-capture"
BORDER = "a-border-that-no-picture-holds"
#: The longest that a whole photo takes through a slow network, in milliseconds.
LONGEST = 240_000

SEND = """async ([file, address]) => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const form = new FormData();
  form.append("photo_key", crypto.randomUUID());
  form.append("strokes", "[]");
  form.append("file", new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))]), "photo.jpg");
  const began = performance.now();
  const headers = {Accept: "application/json", "X-CSRFToken": token};
  const reply = await fetch(address, {method: "POST", body: form, headers});
  return [reply.status, performance.now() - began];
}"""
#: What is sent from here on, and when its answer came. `began` is set when the file is chosen.
LISTEN_IN = """() => {
  window.photo = {began: 0, bytes: 0, done: 0};
  document.addEventListener("change", () => (window.photo.began = performance.now()), true);
  const really = window.fetch;
  window.fetch = async (address, what) => {
    const file = what?.body instanceof FormData ? what.body.get("file") : null;
    const reply = await really(address, what);
    if (file && reply.status === 201) window.photo = {...window.photo, bytes: file.size, done: performance.now()};
    return reply;
  };
}"""


def over_http(folder: Path, engine: Engine, *, pairs: int = 9) -> list[Figure]:
    """P8: from the first byte sent to the acknowledgement, as a ratio to the limit in this process."""
    seat = school.fill(engine, 1, ROOM)[0]
    jpeg = photos.a_jpeg()
    with servers.running(servers.OURS, folder, servers.environment(folder)) as ours:
        headers = saving.first_visit(ours.port, f"/me/do/{ROOM}", f"{saving.COOKIE}={seat.token}")
        times = in_turn(lambda: post(ours.port, headers, jpeg), lambda: photos.limit(jpeg), pairs)
    return [
        Figure("P8 the same over HTTP, by the limit", ratios(*times), 1.3),
        Figure("   over HTTP", milliseconds(times[0]), unit=" ms"),
    ]


def post(port: int, headers: dict[str, str], content: bytes) -> None:
    """Send one photo as the page does. Raises WrongReply where it is not kept."""
    fields = {"photo_key": str(uuid4()), "strokes": "[]"}
    parts = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(f'--{BORDER}\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n\r\n')
    body = "".join(parts).encode() + content + f"\r\n--{BORDER}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={BORDER}", "Accept": "application/json"}
    with closing(http.client.HTTPConnection(servers.HOST, port, timeout=60)) as connection:
        connection.request("POST", "/me/photos", body, headers | kind)
        reply = connection.getresponse()
        said = reply.read()
    if reply.status != 201:
        raise saving.WrongReply(f"The photo was answered with {reply.status}: {said[:200]!r}")


def in_the_page(
    chromium: str, address: str, cookies: Sequence[dict[str, Any]], *, pairs: int = 2, jpeg: bytes | None = None
) -> list[Figure]:
    """P11, on the slow tablet: from the choice of the file until the server has it, beside sending the file whole.

    `address` is the activity in which a photo can be taken.
    """
    content = jpeg or photos.a_jpeg()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        shrunk, whole = [], []
        for _ in range(pairs):
            with in_hand(browser, cookies) as (page, _protocol):
                _ready(page, address)
                shrunk.append(_shrunk(page, content))
                whole.append(_whole(page, content))
        browser.close()
    return [
        Figure("P11 a photo as it is sent", [size / 1000 for size, _ in shrunk], 400, unit=" KB"),
        Figure("P11 its time, by the whole file's", ratios([took for _, took in shrunk], whole), 0.2),
        Figure("   from choosing to kept", [took for _, took in shrunk], unit=" ms"),
        Figure(f"   the whole file of {len(content) / 1e6:.1f} MB", whole, unit=" ms"),
    ]


def _ready(page: Page, address: str) -> None:
    page.goto(address, timeout=60_000)
    page.locator("html[data-whole=yes]").wait_for(state="attached", timeout=60_000)
    page.locator("main [data-question]:not([hidden]) button[name=pick]:visible").first.tap()
    page.wait_for_timeout(1200)
    page.evaluate(LISTEN_IN)


def _shrunk(page: Page, content: bytes) -> tuple[int, float]:
    field = page.locator('[data-photo-file="camera"]').locator("visible=true").first
    field.set_input_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content}, timeout=60_000)
    page.locator("[data-photo-use]").locator("visible=true").first.tap(timeout=60_000)
    for _ in range(600):
        noted = page.evaluate("window.photo")
        if noted["done"]:
            return noted["bytes"], noted["done"] - noted["began"]
        page.wait_for_timeout(100)
    raise saving.WrongReply("The photo was not kept within a minute")


def _whole(page: Page, content: bytes) -> float:
    page.set_default_timeout(LONGEST)
    status, took = page.evaluate(SEND, [b64encode(content).decode(), "/me/photos"])
    if status != 201:
        raise saving.WrongReply(f"The whole file was answered with {status}")
    return float(took)
