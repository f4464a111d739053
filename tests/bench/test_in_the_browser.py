"""What is measured in a browser: the figures come out under their names, on a tablet that is slow."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from bench import next_pages, photo_sent, photos, saving, school, servers, touching
from set_up.browser import find_chromium
from tests.bench.test_every_figure import targets

pytestmark = pytest.mark.browser


def test_taps_and_next_pages(tmp_path: Path, app: Flask) -> None:
    seats = school.fill(app.extensions["engine"], 2, saving.ACTIVITY, "three-wishes", short=False)
    chromium = str(find_chromium())
    with (
        servers.running(servers.OURS, tmp_path, servers.environment(tmp_path)) as ours,
        servers.running(servers.FLOOR, tmp_path) as floor,
    ):
        first, second = ([{"name": saving.COOKIE, "value": seat.token, "url": ours.url()}] for seat in seats)
        sort = ours.url(saving.PAGE)
        figures = [
            *next_pages.measure(chromium, sort, ours.url("/me/do/three-wishes"), first, times=1),
            *touching.measure(chromium, sort, floor.url(), [second], cards=2),
        ]
    found = targets(figures)
    assert found.pop(next(name for name in found if name.startswith("slowest tap in a sort of"))) == "≤ 1.25"
    assert found == {
        "next activity page, warm cache": "≤ 6 KB",
        "its requests": "≤ 2",
        "a touch kept on the tablet, and shown": "≤ 100 ms",
        "your adult has it, by the floor's post and page": "≤ 0.60",
    }


def test_a_photo_shrunk_in_the_page(tmp_path: Path, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "SIZE", (806, 604))
    seat = school.fill(app.extensions["engine"], 1, photo_sent.ROOM)[0]
    with servers.running(servers.OURS, tmp_path, servers.environment(tmp_path)) as ours:
        cookies = [{"name": saving.COOKIE, "value": seat.token, "url": ours.url()}]
        address = ours.url(f"/me/do/{photo_sent.ROOM}")
        figures = photo_sent.in_the_page(str(find_chromium()), address, cookies, pairs=1)
    assert targets(figures) == {"a photo as it is sent": "≤ 400 KB", "its time, by the whole file's": "≤ 0.20"}
