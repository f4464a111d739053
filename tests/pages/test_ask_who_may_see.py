"""The tablet is handed over to ask who may see what was said on an earlier day, and for nothing else."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import NOON, Make
from tests.pages.test_hand_over import filled_in
from voice_app.model import Assent, Pupil, School, SessionKind, Sitting, Staff
from voice_app.services import share
from voice_app.services import standing as standings
from voice_app.services.profile import Profile


class Scene(NamedTuple):
    cole: Staff
    begum: Staff
    zara: Pupil
    sitting: Sitting


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    """Zara made a wish, and the tablet went back before anybody had asked who may see it."""
    begum, cole = make.staff(school, name="Miss Begum"), make.sendco(school)
    zara = make.pupil(school)
    make.assignment(begum, zara)
    sitting = make.sitting(zara, begum, handed_back_at=NOON)
    make.assent(sitting)
    make.review_point(zara)
    claim = {"text": "%(pupil)s picked a rabbit.", "context": "statement", "values": {}}
    make.statement(make.response(sitting, state="finished"), claim=claim, words=None)
    session.commit()
    return Scene(cole, begum, zara, sitting)


def address_of(scene: Scene) -> str:
    return f"/pupils/{scene.zara.id}/hand-over?show=who-may-see"


def heading(page: str) -> str:
    return html.unescape(re.findall(r"<h1[^>]*>\s*([^<]+?)\s*<", page)[0])


def test_from_the_pupils_page_three_presses_lead_to_the_very_question(
    enter: Enter, session: Session, scene: Scene
) -> None:
    client = enter(scene.cole)
    assert html.escape(address_of(scene)) in client.get(f"/pupils/{scene.zara.id}").text
    page = client.get(address_of(scene)).text
    assert heading(page) == "Ask Zara who may see it"
    sent = filled_in(page)
    assert "activities" not in sent, "nothing else is planned"
    assert client.post(address_of(scene), data=sent).location == "/me/"
    asked = session.scalars(select(Sitting).order_by(Sitting.handed_over_at.desc())).first()
    assert asked is not None
    assert (asked.planned, asked.only_asks, asked.only_looks) == ([], True, False)

    location = client.post("/me/hello", data={"answer": "yes"}).location
    assert location == f"/me/who-can-see?sitting={scene.sitting.id}"
    # Mrs Cole was not there on that day: whether she may see it on the screen is the pupil's to say first.
    assert heading(client.get(location, follow_redirects=True).text).startswith("You said some of this on")


def test_with_whoever_was_there_nothing_comes_before_the_question(enter: Enter, scene: Scene) -> None:
    client = enter(scene.begum)
    client.post(address_of(scene), data=filled_in(client.get(address_of(scene)).text))
    location = client.post("/me/hello", data={"answer": "yes"}).location
    assert heading(client.get(location, follow_redirects=True).text) == "Can Mrs Cole see this?"


@pytest.mark.parametrize(
    ("wording", "asked"),
    [
        ("simple", "Hello Zara. Will you say who can see what you said?"),
        ("older", "Hello Zara. Would you like to say who can see what you said?"),
    ],
)
def test_it_begins_with_a_question_of_its_own(
    enter: Enter, make: Make, session: Session, scene: Scene, wording: str, asked: str
) -> None:
    sitting = make.sitting(
        scene.zara, scene.begum, planned=[], only_asks=True, profile=Profile(wording=wording).as_stored()
    )
    session.commit()
    client = enter(sitting=sitting)
    page = client.get("/me/hello").text
    assert heading(page) == asked
    assert "about school" not in page
    client.post("/me/hello", data={"answer": "yes"})
    given = session.scalars(select(Assent).where(Assent.sitting_id == sitting.id)).one()
    assert given.shown["asked"] == "to say who may see what was said"


def test_a_no_to_it_is_told_as_that_and_is_no_refusal_to_say_how_school_is(
    enter: Enter, make: Make, session: Session, scene: Scene
) -> None:
    asked = make.sitting(scene.zara, scene.begum, planned=[], only_asks=True, handed_over_at=NOON + timedelta(days=3))
    session.commit()
    assert enter(sitting=asked).post("/me/hello", data={"answer": "no"}).location == "/me/no-today"
    session.rollback()
    assert standings.check_standings(session) == []
    closing = enter(sitting=asked, kind=SessionKind.CLOSE).get("/close").text
    assert "The pupil chose not to say who may see it. That is an answer: it is shared with nobody." in closing
    assert "Chose not to say who may see it" in enter(scene.cole).get(f"/pupils/{scene.zara.id}").text


def test_a_stop_takes_back_nothing_that_was_decided_and_is_told_so(
    enter: Enter, make: Make, session: Session, scene: Scene
) -> None:
    asked = make.sitting(scene.zara, scene.begum, planned=[], only_asks=True, handed_over_at=NOON + timedelta(days=3))
    make.assent(asked)
    session.commit()
    enter(sitting=asked).post("/me/stop")
    closing = enter(sitting=asked, kind=SessionKind.CLOSE).get("/close").text
    assert "The pupil stopped. What was said and decided before is kept." in closing
    assert "shared with nobody" not in closing


def test_once_it_was_asked_the_address_is_that_of_any_hand_over(
    enter: Enter, make: Make, session: Session, scene: Scene
) -> None:
    share.decide(
        session, scene.sitting, "meeting", "yes", how="asked", decided_in=scene.sitting, now=NOON + timedelta(days=1)
    )
    session.commit()
    assert heading(enter(scene.cole).get(address_of(scene)).text) == "Hand the tablet to Zara"
