"""Without script, what was taken up again to be changed stays in hand until it is answered, or left as it was."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy.orm import Session

from tests.make import Make
from voice_app.model import TouchSetAside, Turn
from voice_app.pages.pupil import steady

from .plain_tablet import Tablet, count

CIRCLE = "relationship-circle"
ADDRESS = f"/me/do/{CIRCLE}"
TAKEN_UP = f"{ADDRESS}?move=who:1"


@pytest.fixture
def circle(tablet: Tablet, session: Session) -> Tablet:
    """Nani was named and put in a ring, and all is read back."""
    tablet.sitting.planned = [CIRCLE]
    session.commit()
    tablet.say_yes()
    tablet.send(CIRCLE, touch="words", words="Nani")
    tablet.send(CIRCLE, pick="inner")
    while tablet.item(CIRCLE) != "read-back":
        tablet.send(CIRCLE, touch="skip")
    return tablet


def asked(page: str) -> str:
    found = re.search(r'name="item" value="([^"]+)"', page)
    assert found is not None
    return found.group(1)


def page_of(tablet: Tablet, address: str) -> str:
    return tablet.client.get(html.unescape(address)).get_data(as_text=True)


def sends(tablet: Tablet, **fields: str) -> str:
    """Press something on the page of what was taken up. Returns the question that is asked after it."""
    hidden = re.findall(r'name="(item|key|counter|made|in_hand|slug)" value="([^"]*)"', page_of(tablet, TAKEN_UP))
    reply = tablet.client.post(ADDRESS, data=dict(hidden) | {"made": ""} | fields)
    assert reply.status_code == 302
    return asked(page_of(tablet, reply.location))


def test_what_is_taken_up_is_asked_about_and_its_form_says_what_is_in_hand(circle: Tablet) -> None:
    form = {"item": "read-back", "key": circle.hidden("key", CIRCLE), "counter": "99", "move": "who:1"}
    taken_up = circle.client.post(ADDRESS, data=form).location
    assert asked(page_of(circle, taken_up)) == "who:1"
    assert 'name="in_hand" value="who:1"' in page_of(circle, taken_up)
    assert 'name="in_hand"' not in circle.page(CIRCLE)


@pytest.mark.parametrize("way", [{"open": "words:"}, {"more": "1"}], ids=["another way", "more pictures"])
def test_it_is_still_in_hand_in_another_way_and_among_more_pictures(circle: Tablet, way: dict[str, str]) -> None:
    assert sends(circle, **way) == "who:1"


def test_a_press_too_soon_leaves_it_in_hand(circle: Tablet, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    before = count(session, Turn)
    monkeypatch.setattr(steady, "TOO_SOON", 3_600_000)
    assert sends(circle, pick="dog", made=steady.made_now()) == "who:1"
    assert count(session, Turn) == before


def test_go_back_puts_it_down_as_it_was(circle: Tablet, session: Session) -> None:
    before = count(session, Turn)
    assert sends(circle, touch="back") == "read-back"
    assert count(session, Turn) == before


def test_a_touch_that_no_answer_can_take_leaves_it_in_hand_and_is_held(circle: Tablet, session: Session) -> None:
    assert sends(circle, touch="words", words="my nan", by="Somebody who is not here") == "who:1"
    assert count(session, TouchSetAside) == 1


def test_so_does_a_photo_that_is_none(circle: Tablet) -> None:
    page = page_of(circle, TAKEN_UP)
    hidden = re.findall(r'name="(item|key|counter|made|in_hand|slug|photo_key)" value="([^"]*)"', page)
    reply = circle.client.post("/me/photos", data=dict(hidden))
    assert reply.status_code == 422
    (leads_to,) = re.findall(r'href="(/me/do/[^"]*)"', reply.text)
    assert asked(page_of(circle, leads_to)) == "who:1"


def test_throwing_its_photo_away_comes_back_to_it(circle: Tablet, make: Make, session: Session) -> None:
    key = str(make.photo(circle.sitting).key)
    session.commit()
    sends(circle, photo=key)
    sends(circle, touch="next")
    while circle.item(CIRCLE) != "read-back":
        circle.send(CIRCLE, touch="skip")
    (asks,) = re.findall(rf'href="(/me/photos/{key}/throw-away[^"]*)"', page_of(circle, TAKEN_UP))
    (throws,) = re.findall(r'action="([^"]*throw-away[^"]*)"', page_of(circle, asks))
    assert asked(page_of(circle, circle.client.post(html.unescape(throws)).location)) == "who:1"


def test_once_answered_it_is_put_down(circle: Tablet) -> None:
    assert sends(circle, touch="words", words="my nan") == "ring:1"


def test_what_is_no_part_of_it_cannot_be_taken_up(circle: Tablet) -> None:
    assert asked(page_of(circle, f"{ADDRESS}?move=who:9")) == "read-back"
    assert asked(page_of(circle, f"{ADDRESS}?move=nonsense")) == "read-back"
