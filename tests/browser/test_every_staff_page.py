"""What holds on every page for staff, for the close of a sitting and for the signed out."""

from __future__ import annotations

from typing import Any

import pytest

from .measuring import axe_findings, clipped, scrolls_sideways, small_text, space_out_text, too_small
from .staff_pages import PAGES, Full, StaffPage
from .tablet import Tablet

SIZES = {"tablet": (1180, 820), "phone": (390, 844), "desk": (1440, 900)}
NARROW = (320, 640)
LEAST_TEXT = 15.0
#: Rule A5, staff: a finger's height; boxes whose whole row is the label are measured by the row.
LEAST = {"choice": 44.0, "answer": 44.0, "card": 44.0, "other": 44.0}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_page_for_staff_can_be_seen_reached_and_read(page: StaffPage, filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    tablet.page.set_viewport_size({"width": 1180, "height": 820})
    page.open(full, tablet)
    front = tablet.page
    wrong: dict[str, Any] = {"axe": axe_findings(front, enhanced=False)}
    for name, (width, height) in SIZES.items():
        front.set_viewport_size({"width": width, "height": height})
        wrong[f"small, {name}"] = too_small(front, LEAST)
        wrong[f"letters, {name}"] = small_text(front, LEAST_TEXT)
        wrong[f"sideways, {name}"] = scrolls_sideways(front)
        wrong[f"clipped, {name}"] = clipped(front)
    front.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    wrong["sideways, 320"], wrong["clipped, 320"] = scrolls_sideways(front), clipped(front)
    wrong["axe, 320"] = axe_findings(front, enhanced=False)
    space_out_text(front)
    wrong["sideways, 320 spaced"] = scrolls_sideways(front)
    found = {rule: what for rule, what in wrong.items() if what}
    assert not found, "\n".join(f"{rule}: {one}" for rule, what in found.items() for one in what)
