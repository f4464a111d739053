"""The page of a room in which this browser has been before: without what the browser keeps (figure P3, rule S7)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from activities import all_activities
from tests.conftest import Enter, settings_for
from tests.make import Make
from tests.pages.devices import browser, told_to_the_script
from voice_app import create_app
from voice_app.model import School
from voice_app.pages.pupil import rooms_kept
from voice_app.services.profile import Profile

WISHES = "three-wishes"
SYMBOL = re.compile(r'<symbol id="p-([^"]+)"')


@pytest.fixture
def tablet(make: Make, school: School, enter: Enter) -> FlaskClient:
    sitting = make.sitting(make.pupil(school), make.staff(school), planned=list(all_activities()))
    make.assent(sitting)
    make.session.commit()
    return enter(sitting=sitting)


def page_of(device: FlaskClient, slug: str, more: str = "") -> str:
    reply = device.get(f"/me/do/{slug}{more}")
    assert reply.status_code == 200
    return reply.text


def keep(device: FlaskClient, slug: str) -> None:
    """As the script does once it has all of a room."""
    assert device.get(told_to_the_script(page_of(device, slug))["kept"]).status_code == 204


def is_light(page: str) -> bool:
    """Whether it leaves out the conversation; then it leaves out the pictures of the room too."""
    light = "questions" not in told_to_the_script(page)
    assert (len(SYMBOL.findall(page)) <= 1) == light
    return light


@pytest.mark.parametrize("slug", all_activities())
def test_has_no_picture_and_no_question_but_those_that_are_not_kept(slug: str, tablet: FlaskClient) -> None:
    first = page_of(tablet, slug)
    assert not is_light(first)
    keep(tablet, slug)
    light = page_of(tablet, slug)
    assert is_light(light)
    told = told_to_the_script(light)
    # The file of all questions begins with what the page leaves out.
    kept = tablet.get(told["rest"]).text.split("\n", 1)[0]
    assert f"{kept[1:-1]}}}</script>" in first
    drawn = set(SYMBOL.findall(light + tablet.get(told["sprite"]).text))
    assert set(re.findall(r'href="#p-([^"]+)"', light)) <= drawn


def test_is_that_of_rooms_that_were_kept_and_of_no_other(tablet: FlaskClient) -> None:
    keep(tablet, WISHES)
    keep(tablet, "card-sort")
    assert [slug for slug in all_activities() if is_light(page_of(tablet, slug))] == ["card-sort", WISHES]


def test_is_light_too_once_something_was_said(tablet: FlaskClient) -> None:
    page = page_of(tablet, WISHES)
    keep(tablet, WISHES)
    fields = dict(re.findall(r'name="(csrf_token|key|counter|item)" value="([^"]*)"', page.split("<h1")[0]))
    tablet.post(f"/me/do/{WISHES}", data=fields | {"touch": "words", "words": "a rabbit"})
    light = page_of(tablet, WISHES)
    assert "a rabbit" in light
    assert is_light(light)


def test_another_look_or_another_version_is_another_room(
    tablet: FlaskClient, make: Make, school: School, enter: Enter
) -> None:
    keep(tablet, WISHES)
    kept = tablet.get_cookie("mysay-rooms")
    assert kept is not None
    for how in ({"wording": "older"}, {"pictures": "line"}, {"theme": "contrast"}, {"choices": 3}):
        sitting = make.sitting(make.pupil(school), make.staff(school), profile=Profile(**how).as_stored())
        make.assent(sitting)
        make.session.commit()
        other = enter(sitting=sitting)
        other.set_cookie("mysay-rooms", kept.value)
        assert not is_light(page_of(other, WISHES))
    tablet.set_cookie("mysay-rooms", "0123abcd/../x/Zara")
    assert not is_light(page_of(tablet, WISHES))


def test_asks_for_all_where_scripts_were_turned_off_since(tablet: FlaskClient) -> None:
    keep(tablet, WISHES)
    light = page_of(tablet, WISHES)
    assert '<noscript><meta http-equiv="refresh" content="0; url=?whole=yes"></noscript>' in light
    whole = page_of(tablet, WISHES, "?whole=yes")
    assert not is_light(whole)
    assert "http-equiv" not in whole
    # From here on every page is whole.
    assert not is_light(page_of(tablet, WISHES))


def test_the_cookie_names_files_and_nothing_of_anybody(device: FlaskClient) -> None:
    for n in range(rooms_kept.MOST + 3):
        said = device.get(f"/me/kept/{n:08x}").headers["Set-Cookie"]
    newest = "/".join(f"{n:08x}" for n in range(3, rooms_kept.MOST + 3))
    assert said.startswith(f"mysay-rooms={newest};")
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said


@pytest.mark.parametrize("name", ["Zara", "0123ABCD", "0123abcd0", "0123abc"])
def test_what_is_no_name_of_ours_is_not_remembered(device: FlaskClient, name: str) -> None:
    device.get(f"/me/kept/{name}")
    assert device.get_cookie("mysay-rooms") is None


def test_under_https_it_is_bound_to_this_host(tmp_path: Path) -> None:
    reply = browser(create_app(settings_for(tmp_path, https=True))).get("/me/kept/0123abcd")
    assert reply.headers["Set-Cookie"].startswith("__Host-mysay-rooms=0123abcd;")
    assert "Secure" in reply.headers["Set-Cookie"]
