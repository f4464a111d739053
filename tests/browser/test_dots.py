"""Where we are: a dot for each step that is known, whichever question the page began with."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from activities.card_sort.cards import FIRST
from voice_app.services.profile import Profile

from .conftest import OpenTablet
from .seat import World, at_the_tablet
from .tablet import REPEAT_GUARD

DOTS = "[data-dots] li:visible"


@pytest.mark.parametrize("older", [False, True])
def test_cards_are_counted_after_a_question_that_is_not(world: World, open_tablet: OpenTablet, *, older: bool) -> None:
    seat = at_the_tablet(world, "card-sort", profile=Profile(wording="older" if older else "simple"))
    tablet = open_tablet(seat).go("/me/do/card-sort").ready()
    expect(tablet.page.locator("[data-dots]")).to_be_hidden()

    tablet.tap("Places in school")
    expect(tablet.page.locator(DOTS)).to_have_count(FIRST)
    expect(tablet.page.locator(".dots .now")).to_have_count(1)


def test_wishes_are_counted_after_a_page_that_began_between_two(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, "three-wishes").goes_to("three-wishes", "wants:1")
    tablet = open_tablet(seat).go("/me/do/three-wishes").ready()
    expect(tablet.page.locator("[data-dots]")).to_be_hidden()

    tablet.tap("Please try")
    expect(tablet.page.locator(DOTS)).to_have_count(3)
    expect(tablet.page.locator(".dots .done")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without"])
def test_the_dot_of_a_wish_that_is_changed_is_lit(world: World, open_tablet: OpenTablet, *, scripts: bool) -> None:
    seat = at_the_tablet(world, "three-wishes").goes_to("three-wishes", "read-back")
    tablet = open_tablet(seat, java_script_enabled=scripts).go("/me/do/three-wishes")
    first = tablet.page.locator("[data-told][data-item='wish:1']").get_by_role("button", name="Change it")
    if scripts:
        tablet.ready()
        first.tap()
    else:
        tablet.page.wait_for_timeout(REPEAT_GUARD)
        first.tap()
    tablet.asks("First wish for school?")
    expect(tablet.page.locator(DOTS).nth(0)).to_have_class("now")
    expect(tablet.page.locator(".dots .now")).to_have_count(1)
    expect(tablet.page.locator(".dots [aria-current]")).to_have_count(1)
