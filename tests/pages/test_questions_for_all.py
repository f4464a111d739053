"""The questions of an activity as they are written for everybody who is asked in the same manner (figure P3)."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from activities import all_activities
from tests.conftest import Enter
from tests.make import MORNING, Make
from tests.pages.devices import told_to_the_script
from voice_app.model import School
from voice_app.pages.pupil import questions
from voice_app.pages.pupil.manner import manner_named, manner_of
from voice_app.services.profile import CHOICES, LISTEN, PHOTOS, PICTURES, SIDES, WORDINGS, Profile

WISHES = "three-wishes"
#: In the order of `Manner`.
MANNERS = ["no.no.yes.yes.6.start.en", "yes.yes.no.no.2.end.en", "no.yes.yes.no.3.start.en", "yes.no.no.yes.4.end.en"]


def address(slug: str, manner: str = MANNERS[0], version: str | None = None) -> str:
    return f"/me/questions/{slug}/{manner}.html?v={questions.version() if version is None else version}"


def at_the_tablet(make: Make, school: School, enter: Enter, named: str, adult: str, profile: Profile) -> FlaskClient:
    """Somebody who has said a wish in words, and has a photo."""
    teacher, pupil = make.staff(school, name=adult), make.pupil(school, forename=named)
    sitting = make.sitting(pupil, teacher, profile=profile.as_stored(), planned=[WISHES])
    make.assent(sitting)
    make.photo(sitting, taken_at=MORNING + timedelta(minutes=1))
    make.session.commit()
    device = enter(sitting=sitting)
    page = device.get(f"/me/do/{WISHES}").text
    fields = dict(re.findall(r'name="(csrf_token|key|counter|item)" value="([^"]*)"', page.split("<h1")[0]))
    said = fields | {"touch": "words", "words": f"a rabbit called {named}", "by": adult}
    assert device.post(f"/me/do/{WISHES}", data=said).status_code == 302
    assert f"a rabbit called {named}" in device.get(f"/me/do/{WISHES}").text
    return device


def where(device: FlaskClient) -> str:
    found: str = told_to_the_script(device.get(f"/me/do/{WISHES}").text)["rest"]
    return found


def test_two_pupils_who_are_asked_in_the_same_manner_have_one_address_and_another_has_another(
    make: Make, school: School, enter: Enter
) -> None:
    zara = at_the_tablet(make, school, enter, "Zara", "Miss Begum", Profile(order_seed=3))
    tom = at_the_tablet(make, school, enter, "Tom", "Mr Okoro", Profile(order_seed=4, text_size=150, theme="contrast"))
    ann = at_the_tablet(make, school, enter, "Ann", "Mr Okoro", Profile(order_seed=4, wording="older"))
    assert where(zara) == where(tom) != where(ann)


def test_they_hold_nothing_of_anybody(make: Make, school: School, enter: Enter) -> None:
    zara = at_the_tablet(make, school, enter, "Zara", "Miss Begum", Profile())
    questions._written.cache_clear()
    # Written for Zara's own tablet, with her session.
    reply = zara.get(where(zara))
    assert reply.status_code == 200
    assert "Set-Cookie" not in reply.headers
    for own in ("Zara", "Begum", "rabbit called", "nonce", "data-photo=", 'alt="My photo"', 'name="key"'):
        assert own not in reply.text
    assert set(re.findall(r'name="csrf_token" value="([^"]*)"', reply.text)) == {""}
    # Where an adult's name belongs stands the mark.
    assert f"{questions.SOMEBODY} writes my words" in reply.text
    assert " checked>" in reply.text
    assert "data-given hidden" in reply.text


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("slug", all_activities())
def test_every_question_is_there_once(slug: str, manner: str, device: FlaskClient) -> None:
    text = device.get(address(slug, manner)).text
    keys = re.findall(r'data-question="([^"]+)"', text)
    assert keys == [question.key for question in all_activities()[slug].conversation]
    assert len(re.findall(r"<section class=\"question[^>]* hidden>", text)) == len(keys)


@pytest.mark.parametrize(("manner", "name", "never"), [(MANNERS[0], "Wish", "Change"), (MANNERS[1], "Change", "Wish")])
def test_the_read_back_calls_wishes_what_all_other_pages_call_them(
    manner: str, name: str, never: str, device: FlaskClient
) -> None:
    text = device.get(address(WISHES, manner)).text
    heads = re.findall(r"<h2 class=\"wish\".*?</h2>", text, re.DOTALL)
    assert len(heads) == 3
    for number, head in enumerate(heads, 1):
        assert f"{name} {number}" in head
        assert never not in head


def test_every_profile_has_a_manner_that_its_address_names(app: Flask) -> None:
    with app.test_request_context():
        for words, pictures, listen, photos, choices, side in product(
            WORDINGS, PICTURES, LISTEN, PHOTOS, CHOICES, SIDES
        ):
            profile = replace(Profile(wording=words, pictures=pictures, listen=listen), photos=photos)
            profile = replace(profile, choices=choices, positive=side)
            assert manner_named(manner_of(profile).name) == manner_of(profile)


def test_browsers_keep_them_for_ever_under_the_address_of_today_alone(device: FlaskClient) -> None:
    assert device.get(address(WISHES)).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for yesterday in ("0123456789", ""):
        reply = device.get(address(WISHES, version=yesterday))
        assert reply.status_code == 200
        assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("slug", "manner"),
    [
        *[("nowhere", MANNERS[0]), (WISHES, "no.no.yes.yes.5.start.en"), (WISHES, "no.no.yes.yes.6.start.cy")],
        *[(WISHES, "no.no.yes.yes.6.start"), (WISHES, "no.no.yes.yes.6.start.en.en"), (WISHES, "0.0.1.1.6.start.en")],
    ],
)
def test_what_nobody_is_asked_is_not_there(device: FlaskClient, slug: str, manner: str) -> None:
    assert device.get(address(slug, manner)).status_code == 404


def test_they_come_whole_whether_or_not_the_browser_takes_them_compressed(device: FlaskClient) -> None:
    reply = device.get(address(WISHES), headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(reply.data).decode() == device.get(address(WISHES)).text
