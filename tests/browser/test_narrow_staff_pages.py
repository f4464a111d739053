"""Staff pages on a phone and on a tablet held upright: what needs somebody comes first, and little stands before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.make import Make
from voice_app.school_time import school_today

from .staff_pages import Full
from .tablet import Tablet

NARROW = {"phone": (390, 844), "upright": (820, 1180)}


@pytest.fixture(scope="module")
def reviews(filled: tuple[Full, Tablet]) -> Tablet:
    """The SENDCo's, with one review past its last day to ask and eight that are far off."""
    full, tablet = filled
    make = Make(full.world.session)
    for number in range(9):
        child = make.pupil(full.world.school, surname=f"Later{number}" if number else "Overdue", forename="Ann")
        days = 100 if number else -3
        day = school_today() + timedelta(days=days)
        make.review_point(child, kind="apdr-cycle", ask_by=day, due=day + timedelta(days=7), views="missing")
    full.world.session.commit()
    return tablet


@pytest.mark.parametrize("size", list(NARROW))
def test_reviews_that_press_are_seen_and_others_fold_under_their_count(reviews: Tablet, size: str) -> None:
    front = reviews.page
    width, height = NARROW[size]
    front.set_viewport_size({"width": width, "height": height})
    reviews.go("/reviews")
    assert front.get_by_role("link", name="Ann Overdue", exact=True).is_visible()
    later = front.get_by_role("link", name="Ann Later3", exact=True)
    assert not later.is_visible()
    front.locator(".fold-head summary", has_text="To ask later").tap()
    assert later.is_visible()
    row = front.locator("tr", has=later).bounding_box()
    assert row is not None
    assert row["height"] <= 140


def test_on_a_phone_the_offer_to_practise_is_one_line_and_a_pupil_is_in_sight(reviews: Tablet) -> None:
    front = reviews.page
    front.set_viewport_size({"width": 390, "height": 844})
    reviews.go("/reviews")
    offer = front.get_by_role("link", name="Try it with the practice pupil")
    expect(offer).to_be_visible()
    box = front.locator(".notice", has=offer).bounding_box()
    assert box is not None
    assert box["height"] <= 56
    expect(front.get_by_role("link", name="Ann Overdue", exact=True)).to_be_in_viewport()


def test_on_a_desk_every_review_stands_in_one_table(reviews: Tablet) -> None:
    reviews.page.set_viewport_size({"width": 1440, "height": 900})
    reviews.go("/reviews")
    assert reviews.page.get_by_role("link", name="Ann Later3", exact=True).is_visible()
    assert not reviews.page.locator(".fold-head").first.is_visible()


def test_the_bar_of_a_phone_is_one_low_row_and_a_pupils_places_are_another_that_opens(
    filled: tuple[Full, Tablet],
) -> None:
    full, tablet = filled
    front = tablet.page
    front.set_viewport_size({"width": 390, "height": 844})
    tablet.go(f"/pupils/{full.world.pupil.id}")
    bar, places = front.locator("header.rail").bounding_box(), front.locator(".tabs-menu").bounding_box()
    assert bar is not None
    assert places is not None
    assert bar["height"] + places["height"] <= 0.13 * 844
    family = front.get_by_role("link", name="Family", exact=True)
    assert not family.is_visible()
    front.locator(".tabs-menu summary").tap()
    family.tap()
    assert front.locator(".tabs-menu summary").inner_text().strip().startswith("Family")
