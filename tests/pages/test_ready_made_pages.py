"""The page of an activity of which nothing was said yet: written once for many, and each one's own (figure P7)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from activities import all_activities
from tests.conftest import Enter
from tests.make import Make
from voice_app.model import School
from voice_app.pages.pupil import activity, ready_made
from voice_app.services.profile import Profile

#: What is another one on every page, whoever it is for.
EACH_TIME = re.compile(
    r'nonce="[^"]+"|name="(csrf_token|key|photo_key|made)" value="[^"]+"|content="[^"]+">|name="back" value'
)

#: Gives the tablet of somebody who has said yes.
Open = Callable[..., FlaskClient]


@pytest.fixture
def opened(make: Make, school: School, enter: Enter, session: Session) -> Open:
    def one(
        slug: str, *, adult: str = "Miss Begum", named: str = "Zara", practice: bool = False, **how: Any
    ) -> FlaskClient:
        teacher, pupil = make.staff(school, name=adult), make.pupil(school, forename=named)
        profile = Profile(**how).as_stored()
        cards = ["dogs", "broccoli"] if practice else []
        own = {"profile": profile, "practice_cards": cards, "device_key": f"{named:k>43}"}
        sitting = make.sitting(pupil, teacher, planned=[slug], **own)
        make.assent(sitting)
        session.commit()
        return enter(sitting=sitting)

    return one


def page_of(device: FlaskClient, slug: str) -> str:
    reply = device.get(f"/me/do/{slug}")
    assert reply.status_code == 200
    return reply.text


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"order_seed": 77, "choices": 3},
        {"wording": "older", "pictures": "line", "theme": "contrast", "order_seed": 4711},
        {"choices": 2, "positive": "end", "listen": "off", "practice": True},
    ],
    ids=lambda how: " ".join(map(str, how.values())) or "as everybody starts",
)
@pytest.mark.parametrize("slug", all_activities())
def test_it_is_the_page_that_would_have_been_written_for_this_pupil_alone(
    slug: str, how: dict[str, Any], opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A name that has to be escaped, and that tries to be what stands in the place of another.
    device = opened(slug, adult='<b>"O’Neil" & \ue000token\ue001 \\1', **how)
    ready = page_of(device, slug)
    monkeypatch.setattr(activity, "kind_of", lambda *_, light: None)
    alone = page_of(device, slug)
    # Of spaces between lines nothing is seen.
    assert "".join(EACH_TIME.sub("", ready).split()) == "".join(EACH_TIME.sub("", alone).split())
    assert "\ue002" not in ready


def test_nothing_of_one_pupil_stands_on_the_page_of_another(opened: Open) -> None:
    ready_made.ready_made.cache_clear()
    first = page_of(opened("three-wishes", adult="Miss Begum", named="Zara", order_seed=3), "three-wishes")
    second = page_of(opened("three-wishes", adult="Mr Okoro", named="Tom", order_seed=4), "three-wishes")
    assert ready_made.ready_made.cache_info().currsize == 1
    assert "Miss Begum" in first
    assert "Miss Begum" not in second
    assert "Mr Okoro writes" in second
    for own in (
        r'name="csrf_token" value="([^"]+)"',
        r'name="key" value="([^"]+)"',
        r'"deviceKey":"([^"]+)"',
        r'nonce="([^"]+)"',
    ):
        assert set(re.findall(own, first)).isdisjoint(re.findall(own, second))


def test_each_pupil_has_the_order_that_was_drawn_for_them(opened: Open) -> None:
    def order(seed: int) -> list[str]:
        shown = page_of(opened("three-wishes", order_seed=seed, choices=3), "three-wishes")
        return re.findall(r'data-page="\d+"(?: hidden)? name="pick" value="([^"]+)"', shown)

    orders = {seed: order(seed) for seed in (3, 4, 3, 0)}
    assert orders[3] != orders[4] != orders[0]
    assert sorted(orders[3]) == sorted(orders[4]) == sorted(orders[0])


def test_once_something_was_said_the_page_says_it(opened: Open) -> None:
    device = opened("three-wishes")
    page = page_of(device, "three-wishes")
    fields = dict(re.findall(r'name="(csrf_token|key|counter|item)" value="([^"]*)"', page.split("<h1")[0]))
    device.post("/me/do/three-wishes", data=fields | {"pick": re.findall(r'name="pick" value="([^"]+)"', page)[0]})
    assert "data-given hidden" in page
    assert "data-given hidden" not in page_of(device, "three-wishes")


def test_it_comes_whole_whether_or_not_the_browser_takes_it_compressed(opened: Open) -> None:
    device = opened("card-sort")
    plain = page_of(device, "card-sort")
    reply = device.get("/me/do/card-sort", headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in reply.headers["Vary"]
    unpacked = gzip.decompress(reply.data).decode()
    assert EACH_TIME.sub("", unpacked) == EACH_TIME.sub("", plain)
