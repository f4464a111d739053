"""A touch that the server does not take stays on the device and is sent again; a typed word keeps its writer."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Route, expect

from .conftest import OpenTablet
from .seat import World, at_the_tablet, said_so_far, turns_of
from .tablet import Tablet

CARDS, WISHES = "card-sort", "three-wishes"
WAITS = "Kept here. Not sent yet."
TURNS = re.compile(r"/me/turns$")
#: How many touches the device holds in its store, and how many of them it has set aside.
IN_THE_STORE = """() => new Promise((give) => {
  const opened = indexedDB.open("mysay", 1);
  opened.onsuccess = () => {
    const asked = opened.result.transaction("waiting").objectStore("waiting").getAll();
    asked.onsuccess = () => give([asked.result.length, asked.result.filter((row) => row.aside).length]);
  };
})"""


def refuse(route: Route) -> None:
    route.fulfill(status=422, json={"error": "answer"})


def test_a_touch_the_server_does_not_take_stays_on_the_device_and_is_sent_again(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat).do(CARDS)
    tablet.tap("Places in school").sent()
    first = tablet.card
    tablet.page.route(TURNS, refuse)
    tablet.tap("Good")

    tablet.says(WAITS)
    assert tablet.path == f"/me/do/{CARDS}"
    assert tablet.page.evaluate(IN_THE_STORE) == [1, 1]
    assert len(turns_of(seat)) == 1

    # A page that is opened anew goes on from what the server has, and the device still holds the touch.
    tablet.do(CARDS)
    tablet.says(WAITS)
    assert tablet.card == first
    assert tablet.page.evaluate(IN_THE_STORE) == [1, 1]

    tablet.page.unroute(TURNS)
    tablet.do(CARDS)
    expect(tablet.page.get_by_text(WAITS)).to_be_hidden()
    assert tablet.page.evaluate(IN_THE_STORE) == [0, 0]
    assert [turn.counter for turn in turns_of(seat)] == [1, 2]
    assert said_so_far(seat)[first]["picks"] == ["good"]


def test_a_new_touch_does_not_take_the_place_of_one_that_is_set_aside(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat).do(CARDS)
    tablet.tap("Places in school").sent()
    tablet.page.route(TURNS, refuse)
    tablet.tap("Good")
    tablet.says(WAITS)
    tablet.do(CARDS)
    # The one set aside was tried and refused again by now.
    tablet.says(WAITS)
    tablet.page.unroute(TURNS)

    tablet.tap("Not good").page.wait_for_timeout(800)
    assert tablet.page.evaluate(IN_THE_STORE) == [1, 1]
    assert [turn.counter for turn in turns_of(seat)] == [1, 3]


def spoil(route: Route) -> None:
    """Make of the touch what the server does not take: a way of saying that this room does not have."""
    sent = json.loads(route.request.post_data or "")
    for said in sent["answer"]["items"].values():
        said["provenance"] = "SUNG"
    route.continue_(post_data=json.dumps(sent))


def test_words_that_no_answer_takes_are_with_the_school_when_the_tablet_is_given_back(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, WISHES)
    tablet = open_tablet(seat).do(WISHES)
    tablet.page.route(TURNS, spoil)
    _open_the_box(tablet)
    tablet.write("my old helper back")
    tablet.page.wait_for_timeout(500)
    tablet.sent()
    expect(tablet.page.get_by_text(WAITS)).to_be_hidden()
    assert tablet.page.evaluate(IN_THE_STORE) == [0, 0]
    assert turns_of(seat) == []

    tablet.go("/me/leave").gives_back()
    apart = tablet.page.locator("#not-in-place")
    expect(apart).to_contain_text("Said, but not in its place")
    expect(apart).to_contain_text("my old helper back")


def test_what_an_adult_wrote_stays_the_adults_until_the_box_is_empty(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES).goes_to(WISHES, "wish:1")
    tablet = open_tablet(seat).do(WISHES)
    _open_the_box(tablet)
    writer = tablet.page.locator("main [data-question]:visible input[name=by]:not([value=''])").first
    i_type = tablet.page.locator("main [data-question]:visible input[name=by][value='']")
    box = tablet.page.locator("main [data-question]:visible [data-words]")
    writer.check(force=True)
    box.fill("a dog")
    tablet.page.wait_for_timeout(500)
    tablet.sent()
    assert said_so_far(seat)["wish:1"]["provenance"] == "SCRIBED_VERBATIM"

    # The choice springs back: these words are an adult's.
    i_type.click(force=True)
    expect(writer).to_be_checked()
    box.press("End")
    box.press_sequentially("!")
    tablet.page.wait_for_timeout(500)
    tablet.sent()
    kept = said_so_far(seat)["wish:1"]
    assert (kept["words"], kept["provenance"]) == ("a dog!", "SCRIBED_VERBATIM")

    box.fill("")
    i_type.check(force=True)
    box.press_sequentially("a cat")
    tablet.page.wait_for_timeout(500)
    tablet.sent()
    kept = said_so_far(seat)["wish:1"]
    assert (kept["words"], kept["provenance"]) == ("a cat", "OWN_WORDS_TYPED")


def _open_the_box(tablet: Tablet) -> None:
    tablet.page.locator("main [data-question]:visible [data-open=words]").first.tap()
    tablet.waits()
