"""Touches survive killed servers, closed tabs, trembling hands and second tabs (rules D1-D7, A21, A42, A44, A47)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from voice_app.model import Statement

from .conftest import OpenTablet
from .seat import World, at_the_tablet, said_so_far, small_school, states_of, turns_of
from .serving import LiveServer
from .tablet import REPEAT_GUARD, Tablet

CARDS, WISHES = "card-sort", "three-wishes"
FIVE_PLACES = 5


def _at_the_cards(world: World, open_tablet: OpenTablet) -> tuple[Tablet, Callable[[], dict[str, str]]]:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat).do(CARDS)
    tablet.tap("Places in school")
    return tablet, lambda: states_of(seat)


def test_a_touch_waits_while_the_server_is_dead_and_is_counted_once(
    own_server: LiveServer, open_tablet: OpenTablet
) -> None:
    with own_server.records() as make:
        seat = at_the_tablet(small_school(make), CARDS)
        tablet = open_tablet(seat, at=own_server).do(CARDS)
        tablet.tap("Places in school", "Good")
        own_server.kill()

        tablet.tap("Not good")
        tablet.says("Kept here. Not sent yet.")
        tablet.tap("In between")
        here = tablet.card

        own_server.start()
        tablet.sent()
        expect(tablet.page.get_by_text("Kept here. Not sent yet.")).to_be_hidden()
        assert [turn.counter for turn in turns_of(seat)] == [1, 2, 3, 4]
        assert [turn.fork for turn in turns_of(seat)] == [0, 0, 0, 0]
        assert tablet.card == here
        tablet.page.close()

        again = Tablet(tablet.context, tablet.context.new_page(), own_server.address).do(CARDS)
        assert again.card == here


def test_a_tab_closed_while_the_server_is_dead_comes_back_to_the_same_card(
    own_server: LiveServer, open_tablet: OpenTablet
) -> None:
    with own_server.records() as make:
        seat = at_the_tablet(small_school(make), CARDS)
        tablet = open_tablet(seat, at=own_server).do(CARDS)
        tablet.tap("Places in school", "Good").sent()
        own_server.kill()
        tablet.tap("Not good")
        here = tablet.card
        tablet.page.wait_for_timeout(300)
        tablet.page.close()

        own_server.start()
        again = Tablet(tablet.context, tablet.context.new_page(), own_server.address).do(CARDS)
        assert again.card == here
        again.sent()
        assert [turn.counter for turn in turns_of(seat)] == [1, 2, 3]


def test_what_waited_when_the_tab_closed_is_sent_before_the_tablet_is_given_back(
    own_server: LiveServer, open_tablet: OpenTablet
) -> None:
    with own_server.records() as make:
        seat = at_the_tablet(small_school(make), CARDS)
        tablet = open_tablet(seat, at=own_server).do(CARDS)
        tablet.tap("Places in school", "Good").sent()
        own_server.kill()
        tablet.tap("Not good")
        tablet.page.wait_for_timeout(300)
        tablet.page.close()

        own_server.start()
        again = Tablet(tablet.context, tablet.context.new_page(), own_server.address)
        again.go("/me/leave")
        again.gives_back()
        assert [turn.counter for turn in turns_of(seat)] == [1, 2, 3]


@pytest.mark.parametrize("hours", [3, 19])
def test_hours_later_and_after_a_restart_the_same_card_is_there_and_takes_an_answer(
    own_server: LiveServer, open_tablet: OpenTablet, hours: int
) -> None:
    with own_server.records() as make:
        seat = at_the_tablet(small_school(make), CARDS)
        tablet = open_tablet(seat, at=own_server).do(CARDS)
        tablet.tap("Places in school", "Good").sent()
        here = tablet.card
        own_server.kill()
        own_server.start(later=timedelta(hours=hours))

        # No reload: the form token of the page is the one from before.
        tablet.tap("In between").sent()
        assert said_so_far(seat)[here]["picks"] == ["between"]
        assert turns_of(seat)[-1].said_at - turns_of(seat)[0].said_at > timedelta(hours=hours)
        tablet.page.reload()
        tablet.ready()
        assert tablet.card != here


def test_a_touch_in_the_moment_in_which_the_page_goes_is_kept(world: World, open_tablet: OpenTablet) -> None:
    tablet, states = _at_the_cards(world, open_tablet)
    tablet.sent()
    here = tablet.card
    tablet.page.evaluate("() => { document.querySelector('main .head').click(); location.reload(); }")
    tablet.page.wait_for_load_state()
    tablet.ready().sent()
    assert states()[here] == "given"


def test_a_second_press_soon_after_the_first_stores_nothing(world: World, open_tablet: OpenTablet) -> None:
    tablet, states = _at_the_cards(world, open_tablet)
    first = tablet.card
    good = tablet.button("Good").bounding_box()
    assert good is not None
    for _ in range(2):
        tablet.page.touchscreen.tap(good["x"] + good["width"] / 2, good["y"] + good["height"] / 2)
        tablet.page.wait_for_timeout(150)
    tablet.page.wait_for_timeout(700)
    tablet.sent()
    assert [item for item in states() if item.startswith("card:")] == [first]


def test_a_finger_that_slides_off_answers_nothing(world: World, open_tablet: OpenTablet) -> None:
    tablet, states = _at_the_cards(world, open_tablet)
    on, off = tablet.button("Good").bounding_box(), tablet.button("Not good").bounding_box()
    assert on is not None
    assert off is not None
    tablet.page.mouse.move(on["x"] + 30, on["y"] + 30)
    tablet.page.mouse.down()
    tablet.page.mouse.move(off["x"] + 30, off["y"] + 30)
    tablet.page.mouse.up()
    tablet.page.wait_for_timeout(200)
    tablet.sent()
    assert [item for item in states() if item.startswith("card:")] == []


def test_five_ways_of_not_answering_stay_five_different_things(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat).do(CARDS)
    tablet.tap("Places in school")
    turned = tablet.card
    tablet.tap(re.compile("^Turn it over"))
    tablet.says("1 card turned over")
    skipped = tablet.card
    tablet.tap("Skip")
    unsure = tablet.card
    tablet.tap("I don’t know")
    stopped = tablet.card
    tablet.button("Stop").tap()
    tablet.asks("You stopped. That is fine.")

    world.session.rollback()
    told = {
        one.item: one.state
        for one in world.session.scalars(select(Statement).where(Statement.pupil_id == world.pupil.id))
    }
    assert told[turned] == "turned-over"
    assert told[skipped] == "skipped"
    assert told[unsure] == "dont-know"
    assert told[stopped] == "stopped"
    never = {state for item, state in told.items() if item not in {turned, skipped, unsure, stopped}}
    assert never == {"not-asked"}
    assert len({told[turned], told[skipped], told[unsure], told[stopped], *never}) == FIVE_PLACES


def test_the_name_of_a_card_that_was_turned_over_leaves_the_screen(world: World, open_tablet: OpenTablet) -> None:
    tablet, _ = _at_the_cards(world, open_tablet)
    name = tablet.page.locator("main .card:visible").get_attribute("data-name") or "?"
    tablet.tap(re.compile("^Turn it over"))
    assert name not in tablet.page.locator("body").inner_text()


def test_go_back_undoes_everything_to_the_start(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat).do(CARDS)
    places = []
    for name in ("Places in school", "Good", "Skip", re.compile("^Turn it over"), "Not good"):
        places.append((tablet.question, tablet.page.locator("main .card:visible").count() and tablet.card))
        tablet.tap(name)
    for expected in reversed(places):
        tablet.tap("Go back")
        assert (tablet.question, tablet.page.locator("main .card:visible").count() and tablet.card) == expected
    tablet.sent()
    assert said_so_far(seat) == {}
    tablet.button("Go back").tap()
    tablet.asks(re.compile("^Hello Zara"))


def test_what_is_typed_is_kept_at_every_pause(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES)
    tablet = open_tablet(seat).do(WISHES)
    tablet.tap("Type it")
    tablet.page.locator("textarea:visible").press_sequentially("a quiet room", delay=5)
    tablet.page.wait_for_timeout(900)
    tablet.sent()
    tablet.page.close()
    again = Tablet(tablet.context, tablet.context.new_page(), tablet.address).do(WISHES)
    assert said_so_far(seat)["wish:1"]["words"] == "a quiet room"
    assert again.question == "wish:1"
    again.says("a quiet room")


def test_a_reload_in_the_middle_of_a_word_shows_every_letter_at_once(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES)
    tablet = open_tablet(seat).do(WISHES).tap("Type it")
    # The school's network is slow: nothing of it has reached the server when the page comes back.
    tablet.page.route("**/me/turns", lambda route: route.abort())
    tablet.page.locator("textarea:visible").press_sequentially("a den with a do")
    tablet.page.reload()
    tablet.ready()
    expect(tablet.page.locator("textarea:visible")).to_have_value("a den with a do")
    assert "a den" not in str(tablet.kept_on_device())

    tablet.page.locator("textarea:visible").press_sequentially("or")
    tablet.page.unroute("**/me/turns")
    tablet.page.wait_for_timeout(REPEAT_GUARD)
    tablet.page.reload()
    tablet.ready().sent()
    assert said_so_far(seat)["wish:1"]["words"] == "a den with a door"
    assert tablet.kept_on_device()["records"] == []


def test_words_with_another_hand_on_a_second_tab_are_both_kept_and_shown_to_the_adult(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, CARDS)
    one = open_tablet(seat).do(CARDS)
    one.tap("Places in school").sent()
    two = Tablet(one.context, one.context.new_page(), one.address).do(CARDS)
    card = one.card
    assert two.card == card
    one.tap("Good").sent()
    two.tap("Not good").sent()
    second = [turn for turn in turns_of(seat) if turn.item == card]
    assert sorted((turn.fork, turn.body["items"][card]["picks"][0]) for turn in second) == [
        (0, "good"),
        (1, "not-good"),
    ]

    one.button("Stop").tap()
    one.tap_link("Come back later")
    one.gives_back()
    one.page.wait_for_load_state()
    for place in ("Good", "Not good"):
        expect(one.page.get_by_role("main")).to_contain_text(place)
