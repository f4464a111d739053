"""One activity, every way of working it: taps, keys, plain forms; what is stored is the same (rules A12-A15)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .conftest import OpenTablet
from .playing import CARD_SORT, QUIET, RABBIT, THREE_WISHES, Fingers, Keys, does
from .seat import World, at_the_tablet, said_so_far

CARDS, WISHES = "card-sort", "three-wishes"


def test_card_sort_by_keys_alone_stores_what_card_sort_by_taps_stores(world: World, open_tablet: OpenTablet) -> None:
    by_touch = at_the_tablet(world, CARDS)
    came = does(open_tablet(by_touch).do(CARDS), Fingers(), CARD_SORT)
    by_keys = at_the_tablet(world, CARDS)
    keys = Keys()
    tablet = open_tablet(by_keys, has_touch=False).do(CARDS)
    assert does(tablet, keys, CARD_SORT) == came
    expect(tablet.page).to_have_url(re.compile("/me/(share|who-can-see)"))

    touched, typed = said_so_far(by_touch), said_so_far(by_keys)
    assert typed == touched
    assert touched["card:dinner-hall"]["picks"] == ["not-good"]
    assert touched["own:1"]["words"] == "the big stairs"
    assert touched["card:corridor"]["state"] == "turned-over"
    assert keys.unseen == []


def test_escape_is_go_back_and_loses_nothing(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat, has_touch=False).do(CARDS)
    Keys().press(tablet, "Places in school")
    first = tablet.card
    Keys().press(tablet, "Good")
    assert tablet.card != first
    tablet.page.keyboard.press("Escape")
    tablet.waits()
    assert tablet.card == first


def test_three_wishes_without_script_as_plain_forms(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES, yes=False)
    tablet = open_tablet(seat, java_script_enabled=False).go("/me/")
    tablet.button("Yes").tap()
    tablet.page.wait_for_url(re.compile("/me/do/three-wishes"))
    does(tablet, PlainForms(), THREE_WISHES, script=False)
    tablet.asks(re.compile("^Can .* see this"))
    said = said_so_far(seat)
    assert (said["wish:1"]["words"], said["wish:1"]["provenance"]) == (RABBIT, "OWN_WORDS_TYPED")
    assert said["wish:2"]["picks"]
    assert (said["wish:3"]["words"], said["wish:3"]["provenance"], said["wish:3"]["by"]) == (
        QUIET,
        "SCRIBED_VERBATIM",
        "Miss Begum",
    )


class PlainForms(Fingers):
    """Every press is a page of its own."""

    def press(self, tablet, name):  # type: ignore[no-untyped-def]  # as Fingers
        with tablet.page.expect_navigation():
            tablet.button(name).tap()


def test_a_card_is_picked_up_from_its_pile_and_put_elsewhere_by_taps(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat).do(CARDS)
    tablet.tap("Places in school")
    first = tablet.card
    tablet.tap("Good")
    name = tablet.page.locator(f'.mini[data-item="{first}"]').inner_text().strip()
    tablet.tap(name)
    assert tablet.card == first
    tablet.tap("Not good").sent()
    assert said_so_far(seat)[first]["picks"] == ["not-good"]


def test_nothing_is_said_aloud_by_itself_and_without_a_voice_the_button_says_so(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat)
    tablet.context.add_init_script("window.spoken = []; speechSynthesis.speak = (one) => spoken.push(one.text);")
    tablet.do(CARDS).tap("Places in school", "Good")
    assert tablet.page.evaluate("window.spoken") == []
    expect(tablet.page.get_by_role("button", name="No voice on this tablet")).to_be_disabled()


#: A tablet with a voice of its own, and one that would send the child's words away.
VOICES = """
window.spoken = [];
const voices = [{name: "Far", lang: "en-GB", localService: false}, {name: "Near", lang: "en-GB", localService: true}];
speechSynthesis.getVoices = () => voices;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
speechSynthesis.speak = (one) => { spoken.push([one.text, one.voice.name]); setTimeout(() => one.onend(), 20); };
"""


def test_listen_reads_the_question_then_each_answer_with_the_tablets_own_voice(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, CARDS)
    tablet = open_tablet(seat)
    tablet.context.add_init_script(VOICES)
    tablet.do(CARDS)
    tablet.page.wait_for_timeout(700)
    tablet.tap("Listen")
    tablet.page.wait_for_timeout(1000)
    spoken = tablet.page.evaluate("window.spoken")
    assert spoken[0] == ["What shall we talk about?", "Near"]
    assert {voice for _, voice in spoken} == {"Near"}
    assert ["Places in school", "Near"] in spoken
