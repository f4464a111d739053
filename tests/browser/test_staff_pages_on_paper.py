"""What comes out of the printer when somebody prints a page for staff."""

from __future__ import annotations

import io

import pypdf
from playwright.sync_api import expect

from .staff_pages import PAGES, Full
from .tablet import Tablet


def test_a_review_is_whole_on_paper_whatever_is_folded_away(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "review").open(full, tablet)
    boxes = tablet.page.locator(".part .input, .part .table")
    hidden = "(all) => all.filter((one) => !one.checkVisibility()).length"
    assert boxes.evaluate_all(hidden) > 0
    tablet.page.emulate_media(media="print")
    assert boxes.evaluate_all(hidden) == 0
    tablet.page.emulate_media(media="screen")


def test_a_pupils_list_begins_under_the_name_and_not_on_a_fresh_page(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "pupil").open(full, tablet)
    first, *others = pypdf.PdfReader(io.BytesIO(tablet.page.pdf())).pages
    assert others
    assert "What I like" in first.extract_text()


def test_the_pin_that_opens_the_tablet_again_is_never_printed(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "hand-over").open(full, tablet)
    tablet.page.emulate_media(media="print")
    expect(tablet.page.locator("#pin")).to_be_hidden()
    tablet.page.emulate_media(media="screen")


def test_a_pupils_page_tells_on_paper_where_no_answer_came_and_offers_nothing_to_make(
    filled: tuple[Full, Tablet],
) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "pupil").open(full, tablet)
    folded = tablet.page.locator("#also .more .said-row-words").first
    expect(folded).to_be_hidden()
    tablet.page.emulate_media(media="print")
    expect(folded).to_be_visible()
    expect(tablet.page.get_by_text("Helper passes for today")).to_be_hidden()
    tablet.page.emulate_media(media="screen")


def test_a_list_of_pupils_is_printed_without_what_finds_them(filled: tuple[Full, Tablet]) -> None:
    full, tablet = filled
    next(one for one in PAGES if one.name == "pupils").open(full, tablet)
    tablet.page.emulate_media(media="print")
    expect(tablet.page.get_by_text("Zara Ahmed", exact=True)).to_be_visible()
    expect(tablet.page.get_by_label("Name, or a part of it")).to_be_hidden()
    tablet.page.emulate_media(media="screen")
