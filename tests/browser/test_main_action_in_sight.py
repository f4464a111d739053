"""What ends a long page stays within sight, and never stands over what has the focus (WCAG 2.4.11)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .staff_pages import PAGES, Full
from .tablet import Tablet

SIZES = {"desk": (1180, 900), "tablet": (1180, 820), "upright": (820, 1180), "phone": (390, 844)}
MAIN = {"review": "Save", "close": "Done", "hand-over": "Hand over"}

#: Whether what has the focus is what stands at its own middle: nothing is over it. A scroll to it has a second to end.
UNCOVERED = """async () => {
    const over = () => {
        const one = document.activeElement;
        const label = one.closest("label") ?? one;
        const box = label.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 60) / 2);
        const clear = label.contains(top) || top?.contains(label);
        return clear ? "" : `${one.outerHTML.slice(0, 120)} at ${box.y} is under ${top?.outerHTML.slice(0, 80)}`;
    };
    for (let frame = 0; frame < 60 && over(); frame++) await new Promise(requestAnimationFrame);
    return over();
}"""
#: What is focused on the page itself, in order.
STOPS = "main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)"


@pytest.mark.parametrize("name", MAIN)
def test_the_main_action_is_in_sight_and_hides_nothing_that_has_the_focus(
    name: str, filled: tuple[Full, Tablet]
) -> None:
    full, tablet = filled
    page = tablet.page
    next(one for one in PAGES if one.name == name).open(full, tablet)
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        button = page.get_by_role("button", name=MAIN[name], exact=True)
        page.evaluate("() => window.scrollTo(0, 0)")
        if name == "review":  # its boxes begin below what is told of it
            page.locator("#dates > summary").scroll_into_view_if_needed()
            page.evaluate("() => window.scrollBy(0, 200)")
        expect(button).to_be_in_viewport(ratio=1)
        covered = []
        page.locator("main").focus()
        for _ in range(page.locator(STOPS).count()):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.closest('main') !== null"):
                covered.append(page.evaluate(UNCOVERED))
        assert len(covered) > 5
        assert [one for one in covered if one] == []


#: The corners and the middle of a box that something else stands over.
OVER = """(box) => {
    const {x, y, width, height} = box.getBoundingClientRect();
    const points = [[4, 4], [width - 4, 4], [width / 2, height / 2], [4, height - 4], [width - 24, height - 4]];
    return points.filter(([right, down]) => document.elementFromPoint(x + right, y + down) !== box);
}"""


def test_nothing_stands_over_the_note_of_the_close_page(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    page = tablet.page
    next(one for one in PAGES if one.name == "close").open(full, tablet)
    note = page.get_by_label("Your note")
    page.get_by_text("Add a note").click()
    note.fill("He was tired")
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        for down in (0, 300, 10_000):
            page.evaluate("(down) => window.scrollTo(0, down)", down)
            expect(note).to_be_in_viewport(ratio=1)
            assert note.evaluate(OVER) == []


def test_where_words_are_changed_for_this_sitting_the_title_that_the_pupil_sees_follows(
    filled: tuple[Full, Tablet],
) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "hand-over").open(full, tablet)
    seen = tablet.page.get_by_text("Zara sees: ").first
    expect(seen).to_be_hidden()
    tablet.page.locator("#how > summary").click()
    tablet.page.locator("#look-1").check()
    expect(seen).to_be_visible()
    tablet.page.locator("#look-0").check()
    expect(seen).to_be_hidden()


def test_the_steps_of_a_review_are_as_wide_as_the_form_below_them(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "review").open(full, tablet)
    for width, height in SIZES.values():
        tablet.page.set_viewport_size({"width": width, "height": height})
        boxes = [one.bounding_box() for one in tablet.page.locator(".folds:visible").all()]
        assert len(boxes) == 2
        assert len({(round(box["x"]), round(box["width"])) for box in boxes if box}) == 1


def test_what_stays_open_breaks_into_lines_before_the_buttons_of_a_list_leave_their_row(
    filled: tuple[Full, Tablet],
) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "pupils-intake").open(full, tablet)
    for width, height in ((1440, 900), SIZES["tablet"]):
        tablet.page.set_viewport_size({"width": width, "height": height})
        expect(tablet.page.locator(".in-sight > .detail")).to_be_visible()
        boxes = [one.bounding_box() for one in tablet.page.locator(".in-sight > button").all()]
        assert len(boxes) == 2
        middles = [box["y"] + box["height"] / 2 for box in boxes if box]
        assert max(middles) - min(middles) < 2


def test_on_a_phone_what_a_list_says_of_a_pupil_runs_on_as_text(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "pupils-intake").open(full, tablet)
    tablet.page.set_viewport_size({"width": 390, "height": 844})
    tablet.page.get_by_role("button", name=re.compile(r"^New \d")).click()
    cells = tablet.page.locator("td[data-label='What the list says']")
    expect(cells.first).to_be_visible()
    # Apart as label and value, a cell would pull its words apart too.
    assert set(cells.evaluate_all("(all) => all.map((one) => one.childElementCount)")) == {1}


def test_on_a_phone_the_buttons_of_a_list_share_one_low_row(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "pupils-intake").open(full, tablet)
    for width in (390, 320):
        tablet.page.set_viewport_size({"width": width, "height": 844})
        expect(tablet.page.locator(".in-sight > .detail")).to_be_hidden()
        boxes = [one.bounding_box() for one in tablet.page.locator(".in-sight > button").all()]
        assert len(boxes) == 2
        assert len({(round(box["y"]), round(box["width"])) for box in boxes if box}) == 1
        bar = tablet.page.locator(".in-sight").bounding_box()
        assert bar
        assert bar["height"] < 100
