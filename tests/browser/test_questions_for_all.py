"""What the script makes of questions that are written for everybody: each pupil's own, as the server writes them."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from activities import all_activities
from activities.contract import Choose
from tests.make import Make
from voice_app.pages.pupil.fragments import ordered
from voice_app.pages.pupil.on_pages import on_pages
from voice_app.services import hand_over
from voice_app.services.profile import Profile, read_profile

from .conftest import OpenTablet
from .seat import World, at_the_tablet
from .tablet import Tablet

CARDS, WISHES, CIRCLE = "card-sort", "three-wishes", "relationship-circle"

#: The question that stands on the page, but for what is another at each writing.
STANDS = """() => {
  const panel = document.querySelector("main [data-question]").cloneNode(true);
  panel.querySelectorAll("input[type=hidden], template").forEach((one) => one.remove());
  const names = ["class", "value", "name", "hidden", "aria-pressed", "data-page", "data-n", "data-by", "data-item"];
  const tell = (one) => one.nodeType === 3 ? one.nodeValue.trim() : [
    one.localName, ...names.map((name) => one.getAttribute(name)?.trim() ?? null),
    ...[...one.childNodes].filter((part) => part.nodeType === 1 || part.nodeType === 3).map(tell).filter(Boolean),
  ];
  return JSON.stringify(tell(panel), null, 1);
}"""


def as_the_server_writes_it(tablet: Tablet) -> tuple[str, str]:
    """The question that came from those of everybody, and the same one on a page of its own."""
    tablet.page.evaluate("document.activeElement.blur()")
    from_all = tablet.page.evaluate(STANDS)
    tablet.sent()
    tablet.page.reload()
    tablet.ready()
    return from_all, tablet.page.evaluate(STANDS)


@pytest.mark.parametrize(
    "how",
    [{}, {"choices": 3}, {"choices": 4, "wording": "older"}],
    ids=["as everybody starts", "three choices", "older"],
)
def test_the_next_wish_has_its_pictures_in_the_order_drawn_and_everybody_who_may_write(
    world: World, open_tablet: OpenTablet, records: Make, how: dict[str, Any]
) -> None:
    other = records.staff(world.school, name='Mr "$&" <b>Okoro</b>', username=f"{uuid4().hex}@school.test")
    here = [hand_over.present_staff(world.adult), hand_over.present_staff(other)]
    seat = at_the_tablet(world, WISHES, profile=Profile(**how), present=here)
    # With an order that was drawn when the tablet was handed over.
    profile = read_profile(seat.sitting.profile)
    assert profile.order_seed
    tablet = open_tablet(seat).do(WISHES).tap("Skip")
    assert tablet.question == "wish:2"

    question = all_activities()[WISHES].by_key.asks["wish:2"]
    assert isinstance(question, Choose)
    shown = tablet.page.locator(".bank .choice[name=pick]").evaluate_all("tiles => tiles.map((one) => one.value)")
    assert shown == [one.value for one in ordered(question.choices, profile.order_seed)]
    pages = tablet.page.locator(".bank .choice[name=pick]").evaluate_all("ts => ts.map((one) => one.dataset.page)")
    assert pages == [str(page) for page in on_pages(len(shown), profile.choices)]
    expect(tablet.button("Miss Begum writes")).to_be_visible()
    expect(tablet.button('Mr "$&" <b>Okoro</b> writes')).to_be_visible()
    from_all, alone = as_the_server_writes_it(tablet)
    assert from_all == alone


def test_where_nobody_may_write_nobody_is_offered(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet(at_the_tablet(world, WISHES, present=[])).do(WISHES)
    tablet.tap("Skip")
    assert tablet.page.locator("main [data-by]:not([data-by=''])").count() == 0
    from_all, alone = as_the_server_writes_it(tablet)
    assert from_all == alone


def test_a_card_that_names_somebody_who_is_here_is_not_in_the_deck(world: World, open_tablet: OpenTablet) -> None:
    world.adult.picture = "teacher"
    tablet = open_tablet(at_the_tablet(world, CARDS)).do(CARDS)
    tablet.tap("People")
    assert tablet.question.startswith("people")
    cards = tablet.page.locator("main .card").evaluate_all("cards => cards.map((one) => one.dataset.item)")
    asked = all_activities()[CARDS].by_key.questions[tablet.question].items
    assert "card:teacher" in asked
    assert cards == [item for item in asked if item != "card:teacher"]
    from_all, alone = as_the_server_writes_it(tablet)
    assert from_all == alone


def test_photos_of_an_earlier_day_can_be_picked_with_what_was_said_of_them(
    world: World, open_tablet: OpenTablet, records: Make
) -> None:
    seat = at_the_tablet(world, CIRCLE)
    first, second = (records.photo(seat.sitting) for _ in range(2))
    world.session.commit()
    tablet = open_tablet(seat).do(CIRCLE)
    tablet.tap("Type it").write("Nani").tap("Keep", "Matter most")
    while tablet.question != "who:2":
        tablet.tap("Skip")
    tablet.tap("My photos")
    offered = tablet.page.locator("main [data-my-photos] [name=photo]:visible")
    assert set(offered.evaluate_all("tiles => tiles.map((one) => one.value)")) == {str(first.key), str(second.key)}
    tablet.button("Another way").tap()
    from_all, alone = as_the_server_writes_it(tablet)
    assert from_all == alone


def test_a_browser_fetches_them_once_for_all_who_sit_at_the_tablet(
    world: World, open_tablet: OpenTablet, records: Make
) -> None:
    tablet = open_tablet(at_the_tablet(world, WISHES)).do(WISHES)
    came = "performance.getEntriesByType('resource').find((one) => one.name.includes('/me/questions/')).transferSize"
    assert tablet.page.evaluate(came) > 0
    world.pupil = records.pupil(world.school, forename="Tom")
    records.assignment(world.adult, world.pupil)
    tablet.sits_down(at_the_tablet(world, WISHES, profile=Profile(order_seed=5))).do(WISHES)
    assert tablet.page.evaluate(came) == 0
    tablet.tap("Skip")
    assert tablet.question == "wish:2"
    assert re.search("Miss Begum", tablet.all_text())
