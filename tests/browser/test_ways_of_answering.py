"""One activity, every way of working it: taps, keys, plain forms; what is stored is the same (rules A12-A15)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from activities.contract import Touch
from tests.make import Make

from .conftest import OpenTablet
from .playing import (
    CARD_SORT,
    CIRCLE,
    GOOD_DAY,
    PHOTOS,
    QUIET,
    RABBIT,
    SWING,
    THREE_WISHES,
    Answers,
    Fingers,
    Keys,
    does,
)
from .seat import World, at_the_tablet, said_so_far, small_school
from .tablet import Tablet

CARDS, WISHES, PEOPLE = "card-sort", "three-wishes", "relationship-circle"
DAY, SHOWN = "good-day-bad-day", "photo-capture"


def by_taps_and_by_keys(
    world: World, open_tablet: OpenTablet, slug: str, answers: Answers
) -> tuple[list[str], dict[str, Any], dict[str, Any]]:
    """The same asked of taps and of keys alone, whose focus is always seen: what was asked, and what each stored."""
    by_touch, by_keys, keys = at_the_tablet(world, slug), at_the_tablet(world, slug), Keys()
    came = does(open_tablet(by_touch).do(slug), Fingers(), answers)
    assert does(open_tablet(by_keys, has_touch=False).do(slug), keys, answers) == came
    assert keys.unseen == []
    return came, said_so_far(by_touch), said_so_far(by_keys)


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


def test_a_card_that_names_somebody_here_is_kept_and_the_talk_goes_on(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS)
    name = seat.sitting.present[0].name
    tablet = open_tablet(seat.touches(CARDS, Touch("skip", "topic"))).do(CARDS)
    waits = tablet.page.get_by_text("This card waits for another day.")
    expect(waits).to_be_hidden()
    tablet.tap("Type it").write(f"{name} shouts").tap("Keep")
    expect(waits).to_be_visible()
    assert tablet.question == "own:2"
    tablet.sent()
    assert said_so_far(seat)["own:1"]["words"] == f"{name} shouts"
    assert said_so_far(seat)["own:1"]["state"] == "given"
    tablet.do(CARDS)
    expect(waits).to_be_visible()
    tablet.tap("Skip")
    expect(waits).to_be_hidden()


def test_the_circle_by_keys_alone_stores_what_the_circle_by_taps_stores(world: World, open_tablet: OpenTablet) -> None:
    _, touched, typed = by_taps_and_by_keys(world, open_tablet, PEOPLE, CIRCLE)
    assert typed == touched
    assert (touched["who:1"]["picks"], touched["who:1"]["words"]) == (["grandma"], "Nani")
    assert touched["go-to"]["picks"] == ["who:2", "who:1"]
    assert touched["worried"]["picks"] == ["nobody"]
    assert touched["does:2"]["picks"] == ["learning"]


def test_a_day_by_keys_alone_stores_what_a_day_by_taps_stores(world: World, open_tablet: OpenTablet) -> None:
    came, touched, typed = by_taps_and_by_keys(world, open_tablet, DAY, GOOD_DAY)
    assert typed == touched
    assert came.index("good:lessons") < came.index("good:lunch") < came.index("good:home") < came.index("hard:lessons")
    assert "good:wake" not in came, "a day that starts at school"
    assert touched["good:lessons"]["picks"] == ["art"]
    assert touched["hard:lessons"]["words"] == "when it is loud"


def test_photos_by_keys_alone_store_what_photos_by_taps_store(world: World, open_tablet: OpenTablet) -> None:
    """The device's own camera is worked as the device has it; all that is ours by Tab, Enter and Space."""
    _, touched, typed = by_taps_and_by_keys(world, open_tablet, SHOWN, PHOTOS)
    # Each took a photo of their own, and what is said of it is marked by that.
    [[one], [other]] = [said["photo:1"]["photos"] for said in (touched, typed)]
    assert one != other
    own = {"photos", "about"}
    plain = [
        {item: {name: told for name, told in one.items() if name not in own} for item, one in said.items()}
        for said in (touched, typed)
    ]
    assert plain[0] == plain[1]
    assert touched["is:1"]["words"] == SWING
    assert touched["photo:2"]["picks"] == ["corridor"]


def test_the_circle_and_its_lists_show_who_was_put_where_at_once(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, PEOPLE)).do(PEOPLE)
    for name in ("Nani", "Miss Begum-Featherstone"):
        tablet.tap("Type it").write(name).tap("Keep")
        tablet.tap("Matter most" if name == "Nani" else "Matter a lot", "Skip")
        if tablet.question.startswith("tell-more"):
            tablet.tap("Skip")
    tablet.tap("Pick a picture")
    while not tablet.button("Dog").is_visible():
        tablet.tap("More")
    tablet.tap("Dog", "Next")

    assert tablet.question == "ring:3"
    tokens = tablet.page.locator(".token[data-token]:visible text")
    expect(tokens).to_have_text(["Nani", re.compile("^Miss.*…$")])
    lists = tablet.page.locator("[data-ring-list]:visible")
    expect(lists).to_contain_text(["Nani", "Miss Begum-Featherstone", "Nobody yet"])
    tablet.tap("Matter most", "Skip", "That is all")
    expect(tablet.page.locator('.choice[value="who:3"]:visible')).to_have_text("Dog")


def test_each_stands_in_the_circle_by_the_picture_that_was_picked(world: World, open_tablet: OpenTablet) -> None:
    grandma = (Touch("pick", "who:1", "grandma"), Touch("words", "who:1", words="Nani"), Touch("next", "who:1"))
    seat = at_the_tablet(world, PEOPLE).touches(PEOPLE, *grandma, "inner").goes_to(PEOPLE, "who:2")
    tablet = open_tablet(seat).do(PEOPLE).tap("Pick a picture")
    while not tablet.button("Dog").is_visible():
        tablet.tap("More")
    tablet.tap("Dog", "Next", "Matter most", "Nothing", "Type it").write("Jo").tap("Keep")

    assert tablet.question == "ring:3"
    faces = tablet.page.locator(".token[data-token]:visible use")
    assert [face.get_attribute("href") for face in faces.all()] == ["#p-grandma", "#p-dog"]
    expect(tablet.page.locator("[data-ring-list=inner]:visible bdi")).to_have_text(["Nani", "Dog"])


def test_nobody_is_on_every_page_of_people_and_need_not_be_looked_for(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, PEOPLE)
    for n, who in enumerate(("mum", "dad", "cat", "dog", "friend", "sister", "brother", "grandma"), 1):
        seat = seat.touches(PEOPLE, Touch("pick", f"who:{n}", who), Touch("next", f"who:{n}"), "inner")
        seat = seat.goes_to(PEOPLE, f"who:{n + 1}")
    tablet = open_tablet(seat.touches(PEOPLE, "no-more").goes_to(PEOPLE, "go-to")).do(PEOPLE)
    seen = set()
    for _ in range(2):
        shown = tablet.page.locator('main .choice[name="pick"]:visible').all_inner_texts()
        assert shown[-1].strip() == "Nobody"
        assert len(shown) <= 6
        seen |= set(shown)
        tablet.tap("More")
    assert len(seen) == 9, "all eight, and Nobody"
    tablet.tap("Mum", "Nobody", "Next")
    assert said_so_far(seat)["go-to"]["picks"] == ["nobody"]


@pytest.mark.parametrize(
    ("slug", "answers", "read_back", "among"),
    [
        (WISHES, THREE_WISHES, "read-back", [["Which one matters most?", "Less noise"]]),
        (
            PEOPLE,
            CIRCLE,
            "read-back",
            [["What do they help with?", "My worries"], ["Who helps when you are worried?", "Nobody"]],
        ),
        (
            CARDS,
            CARD_SORT,
            "told-back",
            [
                ["Which one shall we talk about?", "Dinner hall"],
                ["Is there anything else?", "can I go first next time"],
            ],
        ),
    ],
    ids=["wishes", "people", "cards"],
)
def test_all_that_was_said_is_read_back_under_what_was_asked(
    world: World, open_tablet: OpenTablet, slug: str, answers: Answers, read_back: str, among: list[list[str]]
) -> None:
    tablet = open_tablet(at_the_tablet(world, slug)).do(slug)
    does(tablet, Fingers(), answers, until=read_back)

    def rows() -> list[list[str]]:
        told = tablet.page.locator("[data-told]:visible").all_inner_texts()
        return [[line.strip() for line in one.splitlines() if line.strip()] for one in told]

    by_script = rows()
    for told in among:
        assert [*told, "Change it"] in by_script
    tablet.sent().page.reload()
    assert rows() == by_script


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_nobody_and_nothing_are_read_back_and_that_is_all_is_not(
    world: World, open_tablet: OpenTablet, script: bool
) -> None:
    seat = at_the_tablet(world, PEOPLE).touches(PEOPLE, "mum", Touch("next", "who:1"), "inner", "no-more", "no-more")
    tablet = open_tablet(seat.goes_to(PEOPLE, "read-back"), java_script_enabled=script).go(f"/me/do/{PEOPLE}")
    told = tablet.page.locator("[data-told]:visible")
    expect(told.filter(has_text="What do they help with?")).to_contain_text("Nothing")
    expect(told.filter(has_text="Anyone else?")).to_have_count(0)

    seat = at_the_tablet(small_school(Make(world.session)), PEOPLE)
    seat.touches(PEOPLE, "no-more", "no-more", *(Touch("skip", one) for one in ("worried:anybody", "learning:anybody")))
    tablet = open_tablet(seat, java_script_enabled=script).go(f"/me/do/{PEOPLE}")
    if script:
        tablet.ready().tap("That is all")
    else:
        tablet.presses_plainly("That is all")
    expect(told := tablet.page.locator("[data-told]:visible")).to_have_count(2)
    expect(told.nth(0)).to_contain_text("Who is important to you?")
    expect(told.nth(1)).to_contain_text("Nobody")


def names_nani_and_mr_cole(tablet: Tablet) -> Tablet:
    """Up to the question whom the pupil can go to."""
    for name in ("Nani", "Mr Cole"):
        tablet.tap("Type it").write(name).tap("Keep", "Matter a bit", "Skip")
    tablet.tap("That is all")
    assert tablet.question == "go-to"
    return tablet


def test_of_several_things_each_can_be_taken_back_and_nobody_stands_alone(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, PEOPLE)
    tablet = names_nani_and_mr_cole(open_tablet(seat).do(PEOPLE))

    def pressed() -> list[str]:
        return [one.strip() for one in tablet.page.locator('[aria-pressed="true"]:visible').all_inner_texts()]

    tablet.tap("Nani", "Mr Cole")
    assert pressed() == ["Nani", "Mr Cole"]
    tablet.tap("Nani")
    assert pressed() == ["Mr Cole"]
    tablet.tap("Nobody")
    assert pressed() == ["Nobody"]
    tablet.tap("Nani")
    assert pressed() == ["Nani"]
    tablet.tap("Next").sent()
    assert said_so_far(seat)["go-to"]["picks"] == ["who:1"]


def test_who_helps_can_be_somebody_nobody_was_asked_about_and_nobody_stands_after_everybody(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, PEOPLE)
    tablet = names_nani_and_mr_cole(open_tablet(seat).do(PEOPLE))
    tiles = tablet.page.locator("[data-question]:visible .choice:visible")
    expect(tiles).to_have_text([re.compile(name) for name in ("Nani", "Mr Cole", "Nobody", "In my words")])
    tablet.tap("Nani", "In my words").write("the lady in the ofice").tap("Keep")
    tablet.sent()

    said = said_so_far(seat)["go-to"]
    assert (said["picks"], said["words"], said["provenance"]) == (
        ["who:1"],
        "the lady in the ofice",
        "OWN_WORDS_TYPED",
    )
    while tablet.question != "read-back":
        tablet.tap("Skip")
    told = tablet.page.locator("[data-told]:visible").filter(has_text="Who can you go to in school?")
    expect(told).to_contain_text("the lady in the ofice")
    expect(told).to_contain_text("Nani")


def test_the_circle_without_script_as_plain_forms(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, PEOPLE, yes=False)
    tablet = open_tablet(seat, java_script_enabled=False).go("/me/")
    tablet.presses_plainly("Yes")
    assert tablet.path.startswith(f"/me/do/{PEOPLE}")
    does(tablet, PlainForms(), {**CIRCLE, "who:1": ("Type it", "=Nani", "Keep")}, script=False)

    said = said_so_far(seat)
    assert said["who:1"]["words"] == "Nani"
    assert said["ring:1"]["picks"] == ["inner"]
    assert said["go-to"]["picks"] == ["who:2", "who:1"]
    assert said["worried"]["picks"] == ["nobody"]


def test_only_the_question_that_is_asked_stands_on_the_page_and_the_others_keep_what_they_hold(
    world: World, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet(at_the_tablet(world, CARDS)).do(CARDS)
    questions = tablet.page.locator("main [data-question]")
    expect(questions).to_have_count(1)
    tablet.tap("Places in school", "Good")
    laid = tablet.page.locator(".pile .mini").all_inner_texts()
    expect(questions).to_have_count(1)
    tablet.tap("Go back", "Go back").asks("What shall we talk about?")
    expect(questions).to_have_count(1)
    tablet.tap("Places in school", "Good")
    assert tablet.page.locator(".pile .mini").all_inner_texts() == laid


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
    tablet.presses_plainly("Yes")
    assert tablet.path.startswith(f"/me/do/{WISHES}")
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
        tablet.presses_plainly(name)


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
speechSynthesis.speak = (one) => { spoken.push([one.text, one.voice.name]); setTimeout(() => one.onend(), 60); };
"""


#: What is on the bar while a card is asked about.
BAR = ["Go back", "Skip", "I don’t know", "I want to tell someone", "Stop"]


def with_a_voice(tablet: Tablet) -> Tablet:
    tablet.context.add_init_script(VOICES)
    return tablet


def listens(tablet: Tablet) -> list[str]:
    """Press Listen, and hear it to its end: the words that were said since the press."""
    tablet.page.evaluate("void (window.spoken.length = 0)")
    # Voices come a moment after the page.
    expect(tablet.button("Listen")).to_be_enabled()
    tablet.button("Listen").tap()
    expect(tablet.page.locator(".being-said")).to_have_count(1)
    expect(tablet.page.locator(".being-said")).to_have_count(0)
    return [text for text, _ in tablet.page.evaluate("window.spoken")]


def test_listen_reads_the_question_then_each_answer_with_the_tablets_own_voice(
    world: World, open_tablet: OpenTablet
) -> None:
    tablet = with_a_voice(open_tablet(at_the_tablet(world, CARDS))).do(CARDS)
    spoken = listens(tablet)
    assert spoken[0] == "What shall we talk about?"
    assert {voice for _, voice in tablet.page.evaluate("window.spoken")} == {"Near"}
    assert "Places in school" in spoken
    assert spoken[-5:] == BAR


def test_the_bar_of_the_questions_is_heard_once_a_sitting(world: World, open_tablet: OpenTablet) -> None:
    tablet = with_a_voice(open_tablet(at_the_tablet(world, CARDS, WISHES)))
    # Elsewhere the bar differs, and is said each time.
    for _ in range(2):
        assert "Stop" in listens(tablet.go("/me/"))
    assert listens(tablet.do(CARDS))[-5:] == BAR
    tablet.tap("Places in school")
    heard = listens(tablet)
    assert heard[0] == "How is this for you?"
    assert "Not good" in heard
    assert not set(heard) & set(BAR)
    assert not set(listens(tablet.do(WISHES))) & set(BAR)
    assert "Stop" in listens(tablet.go("/me/"))
    # The next pupil at the same tablet hears it again.
    tablet.sits_down(at_the_tablet(world, CARDS))
    assert listens(tablet.do(CARDS))[-5:] == BAR


def test_a_bar_that_was_not_heard_to_its_end_is_said_again(world: World, open_tablet: OpenTablet) -> None:
    tablet = with_a_voice(open_tablet(at_the_tablet(world, CARDS))).do(CARDS)
    expect(tablet.button("Listen")).to_be_enabled()
    tablet.button("Listen").tap()
    expect(tablet.page.locator(".being-said")).to_have_count(1)
    # The second press stops at once.
    tablet.button("Listen").tap()
    expect(tablet.page.locator(".being-said")).to_have_count(0)
    tablet.waits()
    assert "Stop" not in [text for text, _ in tablet.page.evaluate("window.spoken")]
    assert listens(tablet)[-5:] == BAR


def test_pressing_what_is_asked_about_says_its_name_alone(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, PEOPLE)
    tablet = with_a_voice(open_tablet(seat, has_touch=False)).do(PEOPLE)
    keys = Keys()
    keys.press(tablet, "Type it")
    tablet.write("Nani")
    keys.press(tablet, "Keep")
    assert tablet.question == "ring:1"
    expect(tablet.button("Listen")).to_be_enabled()
    tablet.button("Nani").click()
    assert tablet.page.evaluate("window.spoken") == [["Nani", "Near"]]
    keys.press(tablet, "Nani")
    assert tablet.page.evaluate("window.spoken") == [["Nani", "Near"]] * 2
    assert tablet.sent().question == "ring:1"
    assert "ring:1" not in said_so_far(seat)


def test_a_ring_itself_can_be_pressed(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, PEOPLE)
    tablet = open_tablet(seat).do(PEOPLE)
    tablet.tap("Type it").write("Nani").tap("Keep")
    middle = tablet.page.locator("[data-ring=middle]").bounding_box()
    assert middle is not None
    # Between the inner ring and the edge of the middle one.
    tablet.page.touchscreen.tap(middle["x"] + middle["width"] * 0.1, middle["y"] + middle["height"] / 2)
    tablet.waits()
    assert tablet.question == "does:1"
    tablet.sent()
    assert said_so_far(seat)["ring:1"]["picks"] == ["middle"]


def test_who_is_asked_about_is_marked_beside_the_rings_and_where_they_stand(
    world: World, open_tablet: OpenTablet
) -> None:
    tablet = open_tablet(at_the_tablet(world, PEOPLE)).do(PEOPLE)
    yellow, ink = "rgb(255, 210, 63)", "rgb(31, 36, 51)"
    tablet.tap("Type it").write("Nani").tap("Keep")
    asked = tablet.page.locator(".about .face:visible")
    expect(asked).to_have_css("background-color", yellow)
    expect(asked).to_have_css("border-top-color", ink)
    tablet.tap("Matter a lot").sent().go(f"/me/do/{PEOPLE}?move=ring:1").ready()
    assert tablet.question == "ring:1"
    (marked,) = tablet.page.locator(".token.now:visible").all()
    expect(marked.locator("text")).to_have_text("Nani")
    expect(marked.locator("circle")).to_have_css("fill", yellow)
    expect(marked.locator("circle")).to_have_css("stroke", ink)
    expect(marked.locator("circle")).to_have_css("stroke-width", "6px")


def test_a_wish_that_was_picked_and_then_skipped_does_not_stand_there_as_if_it_were_said(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, "three-wishes")
    tablet = open_tablet(seat).do("three-wishes").tap("Pick a picture")
    picked = tablet.page.locator("button[name=pick]:visible").first.inner_text().strip()
    tablet.tap(picked, "Skip")
    tablet.page.locator('.side[data-wish="1"].passed:visible').wait_for()
    tablet.sent()
    assert said_so_far(seat)["wish:1"]["state"] == "skipped"
    first = tablet.page.locator('.side[data-wish="1"]:visible')
    assert first.inner_text().split() == ["1"]
    assert first.locator("use").get_attribute("href") == "#p-skip"
    tablet.tap("Go back").sent()
    assert len(said_so_far(seat)["wish:1"]["picks"]) == 1
