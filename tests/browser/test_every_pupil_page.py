"""What holds on every page that a pupil may see, so that the newest is covered the day it is born."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from activities.contract import Touch
from tests.make import Make

from .conftest import OpenTablet
from .measuring import (
    axe_findings,
    bar_boxes,
    clipped,
    not_for_everyone,
    scrolls_sideways,
    small_text,
    space_out_text,
    too_close,
    too_small,
    without_a_picture,
)
from .pupil_pages import LOOKS, PAGES, WISHES, PupilPage, in_the_day
from .tablet import Tablet

SIZES = {"tablet": (1180, 820), "tablet upright": (820, 1180), "phone": (390, 844)}
NARROW = (320, 640)
LEAST_TEXT = 18.0

Bars = dict[str, dict[str, list[int]]]


@pytest.fixture(scope="module")
def bars() -> Bars:
    """Where the bar stands, by size of the screen, on the first page that was measured."""
    return {}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_page_for_pupils_can_be_seen_reached_and_read(
    page: PupilPage, records: Make, open_tablet: OpenTablet, bars: Bars
) -> None:
    tablet = open_tablet()
    opened = page.open(records, tablet, LOOKS["paper"])
    front = tablet.page
    wrong: dict[str, Any] = {"headings": _headings(front), "ways out": _ways_out(front)}
    wrong["for somebody who reads nothing"] = not_for_everyone(front)
    wrong["without a picture"] = without_a_picture(front)
    wrong["axe, paper"] = axe_findings(front, enhanced=True)
    for name, size in SIZES.items():
        _set_size(front, size)
        for rule, find in RULES.items():
            wrong[f"{rule}, {name}"] = find(front)
        wrong[f"bar, {name}"] = _moved(bar_boxes(front), bars.setdefault(name, bar_boxes(front)))
    _set_size(front, NARROW)
    wrong["sideways, 320"], wrong["clipped, 320"] = scrolls_sideways(front), clipped(front)
    space_out_text(front)
    wrong["sideways, 320 spaced"], wrong["clipped, 320 spaced"] = scrolls_sideways(front), clipped(front)
    _set_size(front, SIZES["tablet"])
    wrong["sideways, spaced"], wrong["clipped, spaced"] = scrolls_sideways(front), clipped(front)
    for look in ("older", "contrast"):
        opened.look_again(LOOKS[look])
        wrong[f"axe, {look}"] = axe_findings(front, enhanced=True, only_shown=True)
        wrong[f"letters, {look}"] = small_text(front, LEAST_TEXT)
    found = {rule: what for rule, what in wrong.items() if what}
    assert not found, "\n".join(f"{rule}: {one}" for rule, what in found.items() for one in what)


RULES: dict[str, Callable[[Page], list[str]]] = {
    "small": too_small,
    "close": too_close,
    "letters": lambda page: small_text(page, LEAST_TEXT),
    "clipped": clipped,
    "sideways": scrolls_sideways,
}


def _set_size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _headings(page: Page) -> list[str]:
    """Exactly one heading is wanted (rule A26)."""
    found = page.locator("h1:visible").all_inner_texts()
    return [] if len(found) == 1 else [f"{len(found)} headings: {found}"]


def _ways_out(page: Page) -> list[str]:
    """Addresses outside pupil mode that the page leads to (rule A25)."""
    ways: list[str] = page.evaluate(
        "Array.from(document.querySelectorAll('a[href], form[action]'), (one) => one.getAttribute('href') || "
        "one.getAttribute('action'))"
    )
    return [way for way in ways if not way.startswith(("/me/", "#"))]


def _moved(here: dict[str, list[int]], usual: dict[str, list[int]]) -> list[str]:
    """Places of the bar that are not where they are on other pages, to a pixel (rule A46)."""
    return [
        f"{name} is at {box}, usually at {usual[name]}"
        for name, box in here.items()
        if any(abs(one - other) > 1 for one, other in zip(box, usual[name], strict=True))
    ]


def test_the_bar_stands_where_it_was_drawn(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    next(page for page in PAGES if page.name == "home").open(records, tablet, LOOKS["paper"])
    boxes = bar_boxes(tablet.page)
    assert boxes["b-tell"] == [708, 718, 268, 88]
    assert boxes["b-stop"] == [992, 718, 160, 88]


LARGE = replace(LOOKS["paper"], text_size=200)
#: What a page that goes on under the bar shows above the bar, and where it shows it.
_HINT = """() => {
  const bar = document.querySelector('.bar'), marks = getComputedStyle(document.querySelector('.page'), '::before');
  const box = document.querySelector('h1').getBoundingClientRect(), high = bar.getBoundingClientRect().height;
  const found = [];
  if (box.top < 0 || box.top > bar.getBoundingClientRect().top) found.push(`the heading is at ${box.top}`);
  if (getComputedStyle(bar).position !== 'sticky') return found;
  if (document.documentElement.scrollHeight <= innerHeight + 2) return found;
  const off = high - parseFloat(marks.insetBlockEnd);
  if (marks.position !== 'sticky' || off < -1 || off > 8) {
    found.push(`the marks are ${off} px under the edge of the bar`);
  }
  return found;
}"""


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_nothing_lies_under_the_bar_without_a_hint(page: PupilPage, records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    page.open(records, tablet, LARGE)
    found = []
    for name, size in SIZES.items():
        _set_size(tablet.page, size)
        # Some pages move to what was opened.
        tablet.page.evaluate("scrollTo(0, 0)")
        found += [f"{name}: {one}" for one in tablet.page.evaluate(_HINT)]
        found += [f"{name}: {one}" for one in scrolls_sideways(tablet.page)]
    assert found == []


@pytest.mark.parametrize("name", ["hello", "cards-first", "check-card"])
def test_the_answers_are_in_sight_with_text_twice_as_large(name: str, records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _page(name).open(records, tablet, LARGE)
    bar = tablet.page.locator(".bar").bounding_box()
    assert bar is not None
    for box in _boxes(tablet.page, "main .half:visible, main .head:visible, main .turn-over:visible"):
        assert box["y"] + box["height"] <= bar["y"] + 1


@pytest.mark.parametrize("text", [100, 200])
def test_two_far_answers_are_equal_and_so_are_their_faces(text: int, records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _page("cards-first").open(records, tablet, replace(LOOKS["paper"], text_size=text, choices=2))
    for what in (".head:visible", ".head:visible > .picture"):
        one, other = _boxes(tablet.page, what)
        assert all(abs(one[side] - other[side]) <= 1 for side in ("y", "width", "height"))


def test_two_choices_own_words_and_more_stand_in_two_whole_rows(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    for text in (100, 200):
        _page("cards-talk-about").open(records, tablet, replace(LOOKS["paper"], text_size=text, choices=2))
        boxes = _boxes(tablet.page, ".choice:visible")
        assert sorted(Counter(round(box["y"]) for box in boxes).values()) == [2, 2]
        assert len({(round(box["width"]), round(box["height"])) for box in boxes}) == 1


@pytest.mark.parametrize("size", [*SIZES.values()], ids=[*SIZES])
@pytest.mark.parametrize("name", ["wish-pictures", "wish-who-could-help"])
def test_next_comes_with_the_first_pick_and_no_tile_moves(
    name: str, size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page(name).open(records, tablet, LOOKS["paper"])
    _set_size(tablet.page, size)
    assert _boxes(tablet.page, "[data-next]:visible") == []
    before = _boxes(tablet.page, ".choice:visible")
    high = tablet.page.evaluate("document.documentElement.scrollHeight")
    scrolled = tablet.page.evaluate("scrollY")
    tablet.page.locator('.choice[name="pick"]:visible').first.tap()
    tablet.page.locator("[data-next]:visible").wait_for()
    tablet.page.evaluate("(to) => scrollTo(0, to)", scrolled)
    # The first is still being pressed.
    assert _boxes(tablet.page, ".choice:visible")[1:] == before[1:]
    # On a phone, Next stands over the foot of the answers, with a little ground of its own below.
    assert 0 <= tablet.page.evaluate("document.documentElement.scrollHeight") - high <= 22


@pytest.mark.parametrize("size", [*SIZES.values()], ids=[*SIZES])
def test_the_tick_leaves_a_small_picture_free(size: tuple[int, int], records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _page("wish-given").open(records, tablet, LOOKS["paper"])
    _set_size(tablet.page, size)
    tick, picture = (
        _boxes(tablet.page, f'[aria-pressed="true"]:visible > {what}')[0] for what in (".tick", ".picture")
    )
    assert tick["y"] + tick["height"] <= picture["y"] + 1 or tick["x"] >= picture["x"] + picture["width"] - 1


def test_the_pictures_of_the_next_question_are_there_without_a_new_page(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    replace(_page("photo-ways"), arrange=lambda seat: "/me/do/photo-capture").open(records, tablet, LOOKS["paper"])
    tablet.page.locator('.choice[name="pick"]:visible').first.tap()
    tablet.page.get_by_text("A photo I have").locator("visible=true").wait_for()
    assert without_a_picture(tablet.page) == []


@pytest.mark.parametrize("look", ["paper", "older"])
@pytest.mark.parametrize("part", ["wake", "lessons", "lunch", "home"])
def test_next_is_above_the_bar_of_an_upright_tablet_while_a_day_is_told(
    part: str, look: str, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    told = replace(_page("day-lunch"), arrange=in_the_day(f"good:{part}"))
    told.open(records, tablet, LOOKS[look])
    _set_size(tablet.page, SIZES["tablet upright"])
    tablet.page.evaluate("scrollTo(0, 0)")
    tablet.page.locator('.choice[name="pick"]:visible').first.tap()
    [go_on] = _boxes(tablet.page, "[data-next]:visible")
    [bar] = _boxes(tablet.page, ".bar")
    assert go_on["y"] + go_on["height"] <= bar["y"]


@pytest.mark.parametrize(("look", "grounds"), [("paper", 5), ("contrast", 1), ("older", 1)])
def test_each_tile_of_the_home_has_a_ground_of_its_own_and_in_dark_looks_all_have_one(
    look: str, grounds: int, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page("home-done").open(records, tablet, LOOKS[look])
    seen = tablet.page.locator(".tile .pictures").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert (len(seen), len(set(seen))) == (5, grounds)


@pytest.mark.parametrize("size", [*SIZES.values()], ids=[*SIZES])
@pytest.mark.parametrize("name", ["tell", "wish-wants"])
def test_of_three_choices_none_stands_alone(
    name: str, size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    for text in (100, 125, 150):
        _page(name).open(records, tablet, replace(LOOKS["paper"], text_size=text))
        _set_size(tablet.page, size)
        boxes = _boxes(tablet.page, ".choice:visible")
        assert len(boxes) == 3
        assert 1 in ({len({round(box[side]) for box in boxes}) for side in ("x", "y")}), (name, text)


@pytest.mark.parametrize("size", [*SIZES.values()], ids=[*SIZES])
@pytest.mark.parametrize("name", ["cards-topic", "photo-ways", "share-asking"])
def test_a_last_row_that_is_not_full_stands_in_the_middle_and_its_tiles_are_as_large_as_the_others(
    name: str, size: tuple[int, int], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page(name).open(records, tablet, LOOKS["paper"])
    _set_size(tablet.page, size)
    boxes = _boxes(tablet.page, ".choice:visible, .people > li:visible")
    rows: dict[int, list[Any]] = {}
    for box in boxes:
        rows.setdefault(round(box["y"]), []).append(box)
    middles = [(row[0]["x"] + row[-1]["x"] + row[-1]["width"]) / 2 for row in rows.values()]
    assert max(middles) - min(middles) <= 3
    assert len({round(box["width"]) for box in boxes}) == 1


def test_all_that_was_told_is_reached_above_the_way_on_and_the_topic_is_none_of_it(
    records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page("cards-told-back").open(records, tablet, LOOKS["paper"])
    for size in SIZES.values():
        _set_size(tablet.page, size)
        told = tablet.page.locator("[data-told]:visible")
        assert re.sub(r"\s+", " ", told.first.inner_text()) == "We talked about: Places in school"
        tops = [box["y"] for box in _boxes(tablet.page, "[data-told]:visible")]
        assert tops[0] == min(tops)
        assert told.first.get_by_role("button").count() == 0
        for answer in told.all()[1:]:
            change = answer.get_by_role("button", name="Change it")
            change.scroll_into_view_if_needed()
            _scroll_on(tablet.page, 150)
            box, [go] = change.bounding_box(), _boxes(tablet.page, ".go:visible")
            assert box is not None
            assert box["y"] + box["height"] <= go["y"]


def _scroll_on(page: Page, by: int) -> None:
    """Turn the wheel so many pixels, and wait until the page stands where that leads, or at its end."""
    to = page.evaluate("by => Math.min(scrollY + by, document.documentElement.scrollHeight - innerHeight)", by)
    page.mouse.wheel(0, by)
    page.wait_for_function("to => scrollY >= to - 1", arg=to)


def test_after_a_tap_no_ring_stands_round_the_question(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _page("cards-topic").open(records, tablet, LOOKS["paper"])
    tablet.tap("Places in school")
    heading = tablet.page.locator("h1:visible")
    expect(heading).to_be_focused()
    drawn = heading.evaluate("(one) => [getComputedStyle(one).outlineStyle, getComputedStyle(one).boxShadow]")
    assert drawn == ["none", "none"]


@pytest.mark.parametrize("size", [*SIZES.values()], ids=[*SIZES])
def test_five_tiles_of_the_home_leave_no_hole(size: tuple[int, int], records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _page("home-done").open(records, tablet, LOOKS["paper"])
    _set_size(tablet.page, size)
    boxes = _boxes(tablet.page, ".tile:visible")
    ends = {round(box["y"]): round(box["x"] + box["width"]) for box in boxes}
    assert (len(boxes), len(set(ends.values()))) == (5, 1)


#: So many tiles, all or none with the mark of what is done; then what is cut, too small, or below what is seen.
_TILES_NOT_SEEN = """([n, done]) => {
    const home = document.querySelector(".tiles");
    const all = Array.from(home.querySelectorAll(".tile"));
    const kinds = all.map((one) => one.cloneNode(true));
    all.slice(n).forEach((one) => one.remove());
    for (let more = all.length; more < n; more += 1) home.append(kinds[more % kinds.length].cloneNode(true));
    home.dataset.n = n;
    const mark = window.markOfDone ??= document.querySelector(".tile .done").cloneNode(true);
    home.querySelectorAll(".tile .done").forEach((one) => one.remove());
    if (done) home.querySelectorAll(".tile").forEach((one) => one.append(mark.cloneNode(true)));
    scrollTo(0, 0);
    const foot = document.querySelector(".bar").getBoundingClientRect().top - 20;
    const wrong = [];
    const within = (one, other) => one.left >= other.left - 0.5 && one.right <= other.right + 0.5
        && one.top >= other.top - 0.5 && one.bottom <= other.bottom + 0.5;
    for (const tile of home.querySelectorAll(".tile")) {
        const [box, name] = [tile.getBoundingClientRect(), tile.querySelector(".label").textContent.trim()];
        const ground = tile.querySelector(".pictures").getBoundingClientRect();
        if (box.width < 104 || box.height < 104) wrong.push(`${name} is ${box.width} x ${box.height}`);
        if (box.bottom > foot) wrong.push(`${name} ends at ${box.bottom}, the page at ${foot}`);
        if (!within(tile.querySelector(".label").getBoundingClientRect(), box)) wrong.push(`the name ${name} is cut`);
        for (const picture of tile.querySelectorAll(".pictures > .picture")) {
            const seen = picture.getBoundingClientRect();
            if (!within(seen, ground)) wrong.push(`a picture of ${name} is cut`);
            if (Math.min(seen.width, seen.height) < 56) wrong.push(`a picture of ${name} is ${seen.width} wide`);
        }
    }
    if (document.documentElement.scrollHeight > innerHeight) {
        wrong.push(`the page goes on for ${document.documentElement.scrollHeight - innerHeight} px`);
    }
    return wrong;
}"""


@pytest.mark.parametrize("size", ["tablet", "tablet upright"])
@pytest.mark.parametrize("look", ["paper", "older"])
def test_every_tile_of_the_home_is_seen_whole_on_a_tablet_held_either_way(
    look: str, size: str, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page("home-done").open(records, tablet, LOOKS[look])
    _set_size(tablet.page, SIZES[size])
    for done in (True, False):
        for n in (5, 7, 6, 4, 3, 2):
            assert tablet.page.evaluate(_TILES_NOT_SEEN, [n, done]) == [], (n, done)
        tablet.page.reload()


@pytest.mark.parametrize(
    ("name", "size", "action"),
    [
        ("share-all-asked", "phone", "Finish"),
        ("share-asking", "phone", "No"),
        ("share-asking", "tablet", "Finish"),
        ("share-asking", "tablet upright", "Finish"),
        ("day-lunch", "phone", "Next"),
        ("circle-helpers", "phone", "Next"),
        ("photo-given", "tablet", "Next"),
        ("photo-given", "tablet upright", "Next"),
        ("photo-given", "phone", "Next"),
        ("wish-given", "phone", "Next"),
        ("circle-people", "phone", "Matter a bit"),
        ("circle-people", "tablet upright", "Matter a bit"),
    ],
)
def test_what_goes_on_is_in_sight_without_moving_the_page(
    name: str, size: str, action: str, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page(name).open(records, tablet, LOOKS["paper"])
    _set_size(tablet.page, SIZES[size])
    if not tablet.button(action).is_visible():
        tablet.page.locator('.choice[name="pick"]:visible').first.tap()
        tablet.button(action).wait_for()
    tablet.page.evaluate("scrollTo(0, 0)")
    box, [bar] = tablet.button(action).bounding_box(), _boxes(tablet.page, ".bar")
    assert box is not None
    assert box["y"] + box["height"] <= bar["y"]


@pytest.mark.parametrize("look", LOOKS)
def test_finish_has_another_picture_than_yes(look: str, records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    _page("share-asking").open(records, tablet, LOOKS[look])
    pictures = {tablet.button(name).locator(".picture").inner_html() for name in ("Yes", "Finish")}
    assert len(pictures) == 2


def test_three_wishes_are_read_back_one_beside_another_without_moving_the_page(
    records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page("wish-read-back").open(records, tablet, LOOKS["paper"])
    tablet.page.evaluate("scrollTo(0, 0)")
    heads = _boxes(tablet.page, ".tellings h2:visible")
    assert (len(heads), len({round(head["y"]) for head in heads})) == (3, 1)
    [go] = _boxes(tablet.page, ".go:visible")
    for wish in tablet.page.locator(".tellings > section:has(.wish)").all():
        box = wish.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= go["y"]
        assert wish.get_by_role("button", name="Change it").count() >= 3


#: What was done with the three wishes, in order: a word that was said, or what the bar was pressed for.
WISHES_SAID = [
    *(("a den", "a pond", "a rabbit"), ("a den", "a pond", "skip"), ("a den", "skip", "a rabbit")),
    *(("a den", "skip", "skip"), ("skip", "a pond", "skip"), ("dont-know", "skip", "a rabbit")),
]


@pytest.mark.parametrize("said", WISHES_SAID, ids=" ".join)
def test_the_wish_in_hand_has_the_wide_column_whatever_the_others_are(
    said: tuple[str, ...], records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    seat = _page("wish-ways").open(records, tablet, LOOKS["paper"]).seat
    for number, what in enumerate(said, 1):
        wish = f"wish:{number}"
        assert _width_in_hand(tablet.do(WISHES), wish) > 600
        if what in ("skip", "dont-know"):
            seat.touches(WISHES, Touch(what, wish))
        else:
            seat.touches(WISHES, Touch("words", wish, words=what), Touch("next", wish))
        seat.goes_to(WISHES, f"wish:{number + 1}" if number < len(said) else "read-back")
    for number, what in enumerate(said, 1):
        if what not in ("skip", "dont-know"):
            tablet.do(WISHES).page.locator(f'[name="move"][value="wish:{number}"]:visible').tap()
            assert _width_in_hand(tablet, f"wish:{number}") > 600


def _width_in_hand(tablet: Tablet, wish: str) -> float:
    expect(tablet.page.locator(f'[data-question="{wish}"]')).to_be_visible()
    [box] = _boxes(tablet.page, ".current:visible")
    return float(box["width"])


#: Where the page goes on under the bar, by how far it has moved.
MOVED = (0, 60, 10_000)


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("name", ["wish-second", "wish-words"])
def test_nothing_is_painted_over_the_bar_while_the_page_moves(
    name: str, text_size: int, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page(name).open(records, tablet, replace(LOOKS["paper"], text_size=text_size))
    for size in SIZES.values():
        _set_size(tablet.page, size)
        for down in MOVED:
            tablet.page.evaluate("(down) => scrollTo(0, down)", down)
            assert _bar_as_seen(tablet.page) == _bar_alone(tablet.page), (size, down)


def _bar_as_seen(page: Page) -> bytes:
    # Its line at the top meets the marks above it: what is pressed lies below.
    [box] = _boxes(page, ".bar")
    return page.screenshot(
        clip={"x": box["x"], "y": box["y"] + 3, "width": box["width"], "height": box["height"] - 3},
        animations="disabled",
        caret="hide",
    )


#: All but the bar becomes unseen; then as it was.
ONLY_THE_BAR = """(only) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(only ? '.page > :not(.bar), .page::before, .page::after { visibility: hidden !important }' : '');
  document.adoptedStyleSheets = [sheet];
}"""


def _bar_alone(page: Page) -> bytes:
    page.evaluate(ONLY_THE_BAR, True)
    seen = _bar_as_seen(page)
    page.evaluate(ONLY_THE_BAR, False)
    return seen


@pytest.mark.parametrize(("size", "least"), [("tablet", 240), ("tablet upright", 240), ("phone", 180)])
def test_a_photo_that_was_given_is_seen_large_and_whole(
    size: str, least: int, records: Make, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet()
    _page("photo-given").open(records, tablet, LOOKS["paper"])
    _set_size(tablet.page, SIZES[size])
    tablet.page.evaluate("scrollTo(0, 0)")
    [photo], [bar] = _boxes(tablet.page, ".given img.photo:visible"), _boxes(tablet.page, ".bar")
    assert min(photo["width"], photo["height"]) >= least
    assert photo["y"] + photo["height"] <= bar["y"]


def test_the_heads_keep_their_height_after_the_practice(records: Make, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    heights = set()
    for name in ("cards-practice", "cards-first"):
        _page(name).open(records, tablet, LOOKS["older"])
        heights |= {round(box["height"]) for box in _boxes(tablet.page, ".head:visible")}
    assert len(heights) == 1


def _page(name: str) -> PupilPage:
    return next(page for page in PAGES if page.name == name)


def _boxes(page: Page, what: str) -> list[Any]:
    return [one.bounding_box() for one in page.locator(what).all()]
