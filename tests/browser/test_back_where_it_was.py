"""Stop is undone, a page reloaded: the very page comes back, with the same card in hand and the same box open."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .conftest import OpenTablet
from .seat import World, at_the_tablet, said_so_far
from .tablet import Tablet

CARDS, WISHES = "card-sort", "three-wishes"
BOX = "textarea:visible"


def stops_and_goes_back(tablet: Tablet) -> Tablet:
    tablet.button("Stop").tap()
    tablet.asks("You stopped. That is fine.")
    tablet.button("Go back").tap()
    return tablet.ready()


def test_go_back_on_stopping_brings_back_the_same_card(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS, WISHES)
    tablet = open_tablet(seat).do(CARDS)
    tablet.tap("Places in school", "Good", "Not good")
    card = tablet.card
    stops_and_goes_back(tablet)
    assert (tablet.path, tablet.card) == (f"/me/do/{CARDS}", card)
    tablet.tap("In between").sent()
    assert said_so_far(seat)[card]["picks"] == ["between"]


def test_a_card_that_was_taken_up_again_is_in_hand_still(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat).do(CARDS).tap("Places in school")
    first = tablet.card
    tablet.tap("Good", "Not good")
    asked = tablet.card
    tablet.tap(tablet.page.locator(f'.mini[data-item="{first}"]').inner_text().strip())
    assert tablet.card == first
    stops_and_goes_back(tablet)
    assert tablet.card == first
    tablet.sent().page.reload()
    tablet.ready()
    assert tablet.card == first
    tablet.tap("In between").sent()
    assert said_so_far(seat)[first]["picks"] == ["between"]
    # Once it lies again, the address forgets it: a reload asks what is asked.
    tablet.page.reload()
    tablet.ready()
    assert tablet.card == asked


def test_stop_in_the_middle_of_a_word_is_undone_with_the_box_open(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, WISHES)).do(WISHES)
    tablet.tap("Type it").write("a den with")
    stops_and_goes_back(tablet)
    assert tablet.question == "wish:1"
    expect(tablet.page.locator(BOX)).to_have_value("a den with")


def test_a_reload_while_something_is_typed_opens_the_box_again(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, WISHES)).do(WISHES)
    tablet.tap("Type it").write("a den with")
    # All of it has reached the server, and nothing waits on the device: that was what closed the box.
    tablet.page.wait_for_timeout(1500)
    tablet.sent().page.reload()
    tablet.ready()
    expect(tablet.page.locator(BOX)).to_have_value("a den with")
    tablet.tap("Keep").page.reload()
    tablet.ready()
    assert tablet.question != "wish:1"
    expect(tablet.page.locator(BOX)).to_have_count(0)


def test_words_beside_a_card_that_are_kept_do_not_open_their_box_again(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, CARDS)).do(CARDS).tap("Places in school", "In my words")
    tablet.write("too loud")
    tablet.page.wait_for_timeout(1500)
    tablet.sent().page.reload()
    tablet.ready()
    expect(tablet.page.locator(BOX)).to_have_value("too loud")
    tablet.tap("Keep").sent().page.reload()
    tablet.ready()
    expect(tablet.page.locator(BOX)).to_have_count(0)
    expect(tablet.page.locator("[data-given-words]:visible")).to_contain_text("too loud")


def test_somebody_is_told_and_the_same_card_is_in_hand(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, CARDS)).do(CARDS).tap("Places in school")
    first = tablet.card
    tablet.tap("Good", "Not good")
    tablet.tap(tablet.page.locator(f'.mini[data-item="{first}"]').inner_text().strip())
    tablet.button("I want to tell someone").tap()
    tablet.asks("Who do you want to tell?").button("Miss Begum").tap()
    tablet.asks("We have asked Miss Begum.").tap_link("Tell someone else too")
    tablet.asks("Who do you want to tell?").button("Mrs Hall").tap()
    tablet.asks("We have asked Mrs Hall.").tap_link("Go on")
    assert tablet.ready().card == first
    assert re.search(f"move={re.escape(first.replace(':', '%3A'))}", tablet.page.url)
