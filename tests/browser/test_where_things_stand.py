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
#: How far a button's edge reaches below it, and how high the marks are that say the page goes on.
EDGE, MARKS = 6, 20


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


@pytest.mark.parametrize("size", [TABLET, UPRIGHT])
@pytest.mark.parametrize("look", LOOKS)
def test_what_limits_it_and_finish_are_above_the_bar_of_a_tablet_where_both_sentences_are_long(
    look: str, size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open("share-asking", records, tablet, look=look)
    _set_size(tablet.page, size)
    tablet.page.locator(".this").evaluate(
        "(one, times) => (one.textContent += ' and People that are important to me'.repeat(times))",
        3 if size == UPRIGHT else 2,
    )
    tablet.page.locator(".safety span").evaluate(
        "(one) => (one.textContent += ' Or Mrs Featherstone-Osei, or Mr Lee.')"
    )
    [finish], [limit], [bar] = (_boxes(tablet.page, one) for one in ("main .go:visible", ".safety:visible", ".bar"))
    assert max(finish["y"] + finish["height"], limit["y"] + limit["height"]) <= bar["y"]


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


def test_the_question_keep_and_the_bar_are_in_sight_while_words_are_typed_on_a_phone(
    records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    for name in ("wish-words", "cards-own"):
        _open(name, records, tablet)
        _set_size(tablet.page, TYPING)
        box = tablet.page.locator("textarea:visible")
        box.fill("a den " * 30)
        box.focus()
        box.press("End")
        expect(tablet.button("Keep")).to_be_in_viewport(ratio=1)
        expect(tablet.button("Stop")).to_be_in_viewport(ratio=1)
        expect(tablet.page.locator("h1:visible")).to_be_in_viewport(ratio=1)
        parts = (".ask", "textarea", ".own-words > .go", ".bar")
        [ask], [words], [go], [bar] = (_boxes(tablet.page, f"{one}:visible") for one in parts)
        assert ask["y"] >= 0
        assert ask["y"] + ask["height"] <= words["y"]
        assert words["y"] + words["height"] <= go["y"] + 1
        assert go["y"] + go["height"] <= bar["y"] + 2


@pytest.mark.parametrize("look", LOOKS)
def test_on_a_phone_the_question_the_whole_box_and_keep_are_in_sight_where_the_box_opens(
    look: str, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    tablet.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for name in ("wish-words", "cards-own", "check-anew"):
        _open(name, records, tablet, look=look)
        assert tablet.page.evaluate("scrollY") == 0
        [ask], [words], [go], [bar] = (
            _boxes(tablet.page, f"{one}:visible") for one in (".ask", "textarea", ".own-words > .go", ".bar")
        )
        assert ask["y"] >= 0
        assert words["y"] + words["height"] <= go["y"]
        assert go["y"] + go["height"] <= bar["y"] + 2


def test_words_that_wait_for_next_stand_beside_it_and_below_the_ways(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _open("wish-words", records, tablet)
    tablet.page.locator("textarea:visible").fill("a den in the garden")
    tablet.page.keyboard.press("Escape")
    for size in (TABLET, UPRIGHT):
        _set_size(tablet.page, size)
        [words] = _boxes(tablet.page, "[data-given-words]:visible")
        [following] = _boxes(tablet.page, "[data-next]:visible")
        assert words["y"] + words["height"] / 2 == pytest.approx(following["y"] + following["height"] / 2, abs=16)


def test_with_eight_tiles_the_picture_of_a_wish_is_large(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _open("wish-pictures", records, tablet)
    _set_size(tablet.page, TABLET)
    heights = [one["height"] for one in _boxes(tablet.page, ".bank .choice:visible > .picture")]
    assert len(heights) == 8
    # A name of three lines takes some of it.
    assert sorted(heights)[2] >= 84


@pytest.mark.parametrize("look", LOOKS)
def test_the_bar_of_a_phone_is_low_and_all_of_it_can_be_pressed(
    look: str, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    for name in ("wish-ways", "cards-first"):
        _open(name, records, tablet, look=look)
        for size in ((360, 740), PHONE, (430, 932)):
            _set_size(tablet.page, size)
            [bar] = _boxes(tablet.page, ".bar")
            assert bar["height"] <= 150, size
            assert bar["y"] + bar["height"] == size[1]
            buttons = _boxes(tablet.page, ".bar button:visible")
            assert len(buttons) == 5
            assert min(min(one["width"], one["height"]) for one in buttons) >= 64


@pytest.mark.parametrize("size", [TABLET, UPRIGHT])
@pytest.mark.parametrize("look", LOOKS)
def test_what_is_read_back_stands_in_columns_that_can_be_read(
    look: str, size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    for name in ("wish-read-back", "day-read-back", "cards-told-back"):
        _open(name, records, tablet, look=look)
        _set_size(tablet.page, size)
        columns = [one["width"] for one in _boxes(tablet.page, "[data-told]:not(.all-about):visible > .picks")]
        assert len(columns) > 4
        assert min(columns) >= 180, name


def test_what_is_asked_of_all_wishes_stands_below_their_columns_and_yes_is_whole_in_sight(
    records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open("wish-read-back", records, tablet)
    _set_size(tablet.page, TABLET)
    *wishes, of_all = _boxes(tablet.page, "[data-telling]:visible")
    assert len(wishes) > 1
    assert len({one["y"] for one in wishes}) == 1
    assert max(one["y"] + one["height"] for one in wishes) < of_all["y"]
    left, right = min(one["x"] for one in wishes), max(one["x"] + one["width"] for one in wishes)
    assert (of_all["x"], of_all["x"] + of_all["width"]) == pytest.approx((left, right))
    [yes], [bar] = _boxes(tablet.page, "main .go .main-action:visible"), _boxes(tablet.page, ".bar")
    assert yes["y"] + yes["height"] + EDGE <= bar["y"]


@pytest.mark.parametrize("size", [UPRIGHT, PHONE])
def test_a_part_of_a_day_that_is_alone_is_no_strip_without_a_word(
    size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open("day-lunch", records, tablet)
    _set_size(tablet.page, size)
    strip = tablet.page.locator(".strip:visible")
    expect(strip.locator("> li:visible").nth(1)).to_be_visible()
    expect(strip.locator("svg use").first).to_be_visible()
    strip.evaluate("(one) => one.querySelectorAll('li:not(.now)').forEach((other) => (other.hidden = true))")
    expect(strip).to_have_count(0)


@pytest.mark.parametrize("size", [TABLET, UPRIGHT, PHONE])
def test_the_rings_are_named_beside_the_circle_that_is_read_back(
    size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open("circle-read-back", records, tablet)
    _set_size(tablet.page, size)
    for name in ("Matter most", "Matter a lot", "Matter a bit"):
        expect(tablet.page.locator(".ring-lists b").get_by_text(name)).to_be_in_viewport(ratio=1)
    assert all(one["height"] > 20 for one in _boxes(tablet.page, ".ring-lists b"))


def test_the_names_of_the_rings_keep_off_the_border_of_their_buttons(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _open("circle-people", records, tablet)
    for size in (TABLET, UPRIGHT):
        _set_size(tablet.page, size)
        for button in tablet.page.locator(".answers .choice:visible").all():
            outer, inner = button.bounding_box(), button.locator("span").bounding_box()
            assert outer
            assert inner
            assert inner["x"] + inner["width"] + 12 <= outer["x"] + outer["width"]


def test_on_a_phone_yes_and_no_are_whole_in_sight_below_two_wishes_in_words(
    records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _open("share-asking", records, tablet)
    _set_size(tablet.page, PHONE)
    # As it is where little was said, in words.
    tablet.page.locator("main").evaluate(
        """(main) => {
            const said = (words) => `<p class="one-thing"><svg class="picture"></svg><span>${words}</span></p>`;
            main.querySelector(".what").remove();
            main.insertAdjacentHTML("afterbegin", said("Wish 1, as you said it: <q>a dog at school</q>").repeat(2));
            main.querySelector("h1").textContent = "Can Miss Featherstone see this?";
        }"""
    )
    [bar] = _boxes(tablet.page, ".bar")
    for box in _boxes(tablet.page, ".asked .pair button"):
        assert box["y"] + box["height"] + EDGE <= bar["y"] - MARKS
    [about], *_ = (_boxes(tablet.page, one) for one in (".asked .hint",))
    assert about["y"] + about["height"] + 8 <= _boxes(tablet.page, ".asked .pair button")[0]["y"]


@pytest.mark.parametrize("look", LOOKS)
def test_on_a_phone_keep_change_and_leave_out_are_whole_in_sight_below_what_goes_out(
    look: str, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    for name in ("check", "check-card"):
        _open(name, records, tablet, look=look)
        _set_size(tablet.page, PHONE)
        answers, [bar] = _boxes(tablet.page, ".three button"), _boxes(tablet.page, ".bar")
        assert len(answers) == 3
        assert len({tuple(round(one[side]) for side in ("y", "width", "height")) for one in answers}) == 1
        assert answers[0]["y"] + answers[0]["height"] + EDGE <= bar["y"] - MARKS
        assert answers[0]["height"] >= 104


def test_who_can_see_it_fills_the_row_and_no_page_is_pulled_apart(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _open("share-all-asked", records, tablet)
    _set_size(tablet.page, TABLET)
    people, [limit] = _boxes(tablet.page, ".person:visible"), _boxes(tablet.page, ".safety:visible")
    [finish] = _boxes(tablet.page, "main .go:visible")
    assert (people[0]["x"], people[-1]["x"] + people[-1]["width"]) == pytest.approx(
        (limit["x"], finish["x"] + finish["width"]), abs=2
    )
    _open("share-one-thing", records, tablet)
    _set_size(tablet.page, UPRIGHT)
    assert _boxes(tablet.page, "main > .one-thing")[0]["height"] < 100


def _open(name: str, records: Make, tablet: Tablet, *, look: str = "paper", scripts: bool = True) -> None:
    page = next(page for page in PAGES if page.name == name)
    page.open(records, tablet, LOOKS[look], scripts=scripts)


def _set_size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _boxes(page: Page, what: str) -> list[Any]:
    return [one.bounding_box() for one in page.locator(what).all()]
