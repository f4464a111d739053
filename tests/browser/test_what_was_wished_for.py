"""What was wished for already, on the pages that follow: not offered again, and shown with "Who could help?"."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from activities.contract import Touch
from voice_app.pages.pupil.on_pages import on_pages
from voice_app.services.profile import Profile

from .conftest import OpenTablet
from .seat import World, at_the_tablet

WISHES = "three-wishes"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_picture_that_was_wished_for_is_not_offered_for_the_next_wish(
    world: World, open_tablet: OpenTablet, script: bool
) -> None:
    seat = at_the_tablet(world, WISHES, profile=Profile(choices=6)).touches(WISHES, "club", Touch("next", "wish:1"))
    seat.goes_to(WISHES, "wish:2")
    tablet = open_tablet(seat, java_script_enabled=script).go(f"/me/do/{WISHES}")
    if script:
        tablet.ready().tap("Pick a picture")
    else:
        tablet.presses_plainly("Pick a picture")

    assert tablet.question == "wish:2"
    pictures = tablet.page.locator("main [data-question='wish:2'] [name=pick]")
    pages = [page for one in pictures.all() if (page := one.get_attribute("data-page")) is not None]
    assert pages == [str(page) for page in on_pages(17, 6)], "of eighteen one is used, and the pages stay even"
    expect(tablet.page.locator("main [name=pick][value=club]")).to_have_attribute("data-off", "")
    expect(tablet.page.locator("main [name=pick]:visible")).to_have_count(6)


def test_a_picture_is_offered_again_once_it_was_undone(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES)
    tablet = open_tablet(seat).do(WISHES).tap("Pick a picture")
    picture = tablet.page.locator("main [name=pick]:visible").first
    value = picture.get_attribute("value")
    picture.tap()
    tablet.waits()
    tablet.tap("Next", "Skip", "Please try")
    assert tablet.question == "wish:2"
    used = tablet.page.locator(f"main [name=pick][value={value}]")
    expect(used).to_have_attribute("data-off", "")

    # Please try, the skip and Next.
    tablet.tap("Go back", "Go back", "Go back")
    assert tablet.question == "wish:1"
    tablet.tap("Skip")
    assert tablet.question == "wish:2"
    expect(used).not_to_have_attribute("data-off", "")
    expect(used).to_have_attribute("data-page", re.compile(r"\d"))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_who_could_help_shows_with_what(world: World, open_tablet: OpenTablet, script: bool) -> None:
    seat = at_the_tablet(world, WISHES).goes_to(WISHES, "matters-most").touches(WISHES, "wish:3")
    tablet = open_tablet(seat, java_script_enabled=script).go(f"/me/do/{WISHES}")
    assert tablet.question == "who-could-help"
    expect(tablet.page.locator("main .about:visible")).to_contain_text("no shouting at lunch")
    if script:
        # One that is chosen in its place stands there at once.
        tablet.ready().tap("Go back").tap("I wish we had a rabbit in class")
        expect(tablet.page.locator("main .about:visible")).to_contain_text("I wish we had a rabbit in class")


def test_which_matters_most_is_still_named_where_it_is_read_back_on_a_page_that_was_brought_anew(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, WISHES).goes_to(WISHES, "matters-most").touches(WISHES, "wish:1")
    tablet = open_tablet(seat.goes_to(WISHES, "read-back")).do(WISHES)
    expect(tablet.page.locator("[data-told][data-item=matters-most] .picks")).to_have_text("A quiet room")
