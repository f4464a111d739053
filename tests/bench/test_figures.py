"""The benchmark's own sums: a figure is judged by its median, and the floor is what it says it is."""

from __future__ import annotations

import gzip

import pytest

from bench.figures import Figure, ratios
from bench.first_screen import Fetched, Seen
from bench.floor import PAGE_BYTES, floor_page


@pytest.mark.parametrize(
    ("seen", "limit", "at_least", "met"),
    [
        ([1.0, 1.1, 9.0], 1.2, False, True),
        ([1.3, 1.3, 0.1], 1.2, False, False),
        ([0.7, 0.6, 0.1], 0.6, True, True),
        ([0.5, 0.5, 0.9], 0.6, True, False),
        ([7.0], None, False, None),
    ],
)
def test_the_median_decides_whether_a_target_is_met(
    seen: list[float], limit: float | None, at_least: bool, met: bool | None
) -> None:
    assert Figure("it", seen, limit, at_least=at_least).met is met


def test_a_line_names_target_figure_and_verdict() -> None:
    line = Figure("P1 requests", [3, 2, 4], 6).line()
    assert " ".join(line.split()) == "P1 requests ≤ 6 3 (2 to 4) met"
    assert "NOT MET" in Figure("P1 requests", [7], 6).line()


def test_ratios_are_made_of_pairs_measured_next_to_each_other() -> None:
    assert ratios([2, 6], [1, 2]) == [2, 3]
    with pytest.raises(ValueError, match="zip"):
        ratios([1, 2], [1])


def test_the_floor_page_fills_what_is_sent_before_a_reply_and_has_no_script() -> None:
    page = floor_page()
    assert PAGE_BYTES - 200 <= len(gzip.compress(page, 6, mtime=0)) <= PAGE_BYTES
    assert b"<script" not in page
    assert page.count(b"<button>") == 9


def test_what_comes_after_the_first_paint_is_not_counted_but_scripts_always_are() -> None:
    files = [
        Fetched("/me/do", "Document", 10.0, 9000),
        Fetched("/script", "Script", 10.9, 5000),
        Fetched("/letters", "Font", 10.1, 20000),
        Fetched("/early", "Fetch", 10.2, 100),
        Fetched("/rest", "Fetch", 10.9, 7000),
    ]
    seen = Seen(paint=500, largest=600, blocked=0, shift=0, files=files)
    assert [file.address for file in seen.before_paint()] == ["/me/do", "/script", "/early"]
    assert [file.address for file in seen.fonts()] == ["/letters"]
