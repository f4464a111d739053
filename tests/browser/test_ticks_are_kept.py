"""Ticks that were made and not saved yet: the way on beside the button takes them along."""

from __future__ import annotations

from playwright.sync_api import expect

from .staff_pages import Full
from .tablet import Tablet


def test_whoever_goes_on_to_the_paperwork_takes_the_new_ticks_along(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    page = tablet.page
    page.set_viewport_size({"width": 1180, "height": 820})
    tablet.go(f"/pupils/{full.review.pupil_id}")
    boxes = page.locator("input.tick-box:not(:checked)")
    ticked = page.locator("input.tick-box:checked").count()
    boxes.first.check()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("link", name="Paperwork", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Paperwork for Zara")
    expect(page.get_by_text(f"Saved. {ticked + 1} things are ticked.")).to_be_visible()
