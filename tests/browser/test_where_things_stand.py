"""Where answers and what goes on stand on a pupil's page: nothing said yes to unseen, no hole, nobody small."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.make import Make

from .conftest import OpenTablet
from .pupil_pages import LOOKS, PAGES
from .tablet import REPEAT_GUARD, Tablet

TABLET, UPRIGHT, PHONE = (1180, 820), (820, 1180), (390, 844)
#: A phone whose keyboard is open.
TYPING = (390, 500)


@pytest.mark.parametrize("size", [TABLET, PHONE])
@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without"])
def test_yes_that_is_right_comes_after_all_that_is_read_back(
    size: tuple[int, int], scripts: bool, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet(java_script_enabled=scripts)
    page = tablet.page
    for name in ("cards-read-back", "day-read-back", "cards-told-back"):
        _open(name, records, tablet, scripts=scripts)
        _set_size(page, size)
        rows = [box["y"] + box["height"] for box in _boxes(page, "main [data-item]:visible")]
        [yes] = _boxes(page, "main .go .main-action:visible")
        assert len(rows) > 4
        assert max(rows) <= yes["y"]
        # It is long: from where it begins nobody can say yes.
        if size == PHONE:
            assert yes["y"] > size[1]


def test_with_keys_all_rows_are_come_past_before_yes(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _open("cards-told-back", records, tablet)
    rows = tablet.page.locator("main [data-told]:visible button:visible").count()
    assert rows > 3
    tablet.page.locator("h1:visible").focus()
    for _ in range(rows):
        tablet.page.keyboard.press("Tab")
        assert tablet.page.evaluate("document.activeElement.closest('[data-told]') !== null")
    tablet.page.keyboard.press("Tab")
    expect(tablet.button("Yes, that is right")).to_be_focused()
    expect(tablet.button("Yes, that is right")).to_be_in_viewport(ratio=1)


#: How many tiles each page of pictures has, where More and the tile before it stand, and the holes between tiles.
_PAGES = """() => {
    const found = [];
    const grid = Array.from(document.querySelectorAll(".choices")).find((one) => one.checkVisibility());
    const pages = 1 + Math.max(...Array.from(grid.querySelectorAll("[data-page]"), (one) => Number(one.dataset.page)));
    for (let turned = 0; turned < pages; turned++) {
        const seen = Array.from(grid.children).filter((one) => one.checkVisibility());
        const boxes = seen.map((one) => one.getBoundingClientRect());
        const rows = new Map();
        for (const box of boxes) rows.set(Math.round(box.top), [...(rows.get(Math.round(box.top)) ?? []), box]);
        const gap = parseFloat(getComputedStyle(grid).columnGap);
        let holes = 0;
        for (const row of rows.values()) {
            row.sort((one, other) => one.left - other.left);
            for (let i = 1; i < row.length; i++) if (row[i].left - row[i - 1].right > gap + 3) holes += 1;
        }
        const picks = grid.querySelectorAll("[data-page]:not([hidden])").length;
        // A name of two lines makes its row higher: which row it is, and where in it.
        const tops = Array.from(rows.keys()).sort((one, other) => one - other);
        const fixed = Array.from(grid.querySelectorAll(".own, .more"), (one) => one.getBoundingClientRect())
            .flatMap((box) => [Math.round(box.left), tops.length - tops.indexOf(Math.round(box.top))]);
        found.push({picks, fixed, holes});
        grid.querySelector("[data-more]").click();
    }
    return found;
}"""


@pytest.mark.parametrize("name", ["cards-talk-about", "day-parts", "wish-who-could-help", "circle-pictures"])
def test_pages_of_pictures_are_even_have_no_hole_and_more_stays_where_it_is(
    name: str, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open(name, records, tablet)
    for size in (TABLET, UPRIGHT, PHONE):
        _set_size(tablet.page, size)
        pages = tablet.page.evaluate(_PAGES)
        picks = [one["picks"] for one in pages]
        assert len(pages) > 1
        assert max(picks) - min(picks) <= 1, (size, picks)
        assert [one["holes"] for one in pages] == [0] * len(pages), size
        assert len({tuple(one["fixed"]) for one in pages}) == 1, size


def test_without_script_more_comes_round_again_and_no_page_is_empty(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(java_script_enabled=False)
    _open("cards-talk-about", records, tablet, scripts=False)
    seen: list[list[str]] = []
    for _ in range(4):
        seen.append(tablet.page.locator('.choice[name="pick"]:visible').all_inner_texts())
        tablet.page.wait_for_timeout(REPEAT_GUARD)
        with tablet.page.expect_navigation():
            tablet.page.locator('.choice[name="more"]:visible').tap()
    assert [len(page) for page in seen] == [5, 5, 4, 5]
    assert seen[3] == seen[0]


def test_finish_is_above_the_bar_of_an_upright_tablet_where_what_is_shared_has_many_lines(
    records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open("share-asking", records, tablet)
    _set_size(tablet.page, UPRIGHT)
    tablet.page.locator(".this").evaluate(
        "(one) => (one.textContent += ' and People that are important to me'.repeat(3))"
    )
    [finish], [bar] = _boxes(tablet.page, "main .go:visible"), _boxes(tablet.page, ".bar")
    assert finish["y"] + finish["height"] <= bar["y"]


@pytest.mark.parametrize("size", [TABLET, UPRIGHT, PHONE])
@pytest.mark.parametrize("name", ["circle-people", "circle-does"])
def test_no_face_or_picture_is_larger_than_the_person_who_is_asked_about(
    name: str, size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open(name, records, tablet)
    _set_size(tablet.page, size)
    [asked] = _boxes(tablet.page, ".about .picture:visible")
    assert asked["width"] >= 84
    others = [one for one in _boxes(tablet.page, ".token use, main .choice:visible .picture") if one]
    assert len(others) > 2
    assert max(min(one["width"], one["height"]) for one in others) <= asked["width"] + 1


def test_keep_is_in_sight_while_words_are_typed_on_a_phone(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    for name in ("wish-words", "cards-own"):
        _open(name, records, tablet)
        _set_size(tablet.page, TYPING)
        box = tablet.page.locator("textarea:visible")
        box.fill("a den " * 30)
        box.focus()
        box.press("End")
        expect(tablet.button("Keep")).to_be_in_viewport(ratio=1)
        expect(box).to_be_in_viewport(ratio=0.9)
        [words], [go] = _boxes(tablet.page, "textarea:visible"), _boxes(tablet.page, ".own-words > .go:visible")
        assert words["y"] + words["height"] <= go["y"]


def _open(name: str, records: Make, tablet: Tablet, *, scripts: bool = True) -> None:
    page = next(page for page in PAGES if page.name == name)
    page.open(records, tablet, LOOKS["paper"], scripts=scripts)


def _set_size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _boxes(page: Page, what: str) -> list[Any]:
    return [one.bounding_box() for one in page.locator(what).all()]
