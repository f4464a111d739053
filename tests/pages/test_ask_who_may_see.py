"""The tablet is handed over to ask who may see what was said on an earlier day, and for nothing else."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from tests.pages.test_hand_over import filled_in
from voice_app.model import Assent, Attachment, Pupil, School, SessionKind, Sitting, Staff, Statement
from voice_app.services import share
from voice_app.services import standing as standings
from voice_app.services.profile import Profile
from voice_app.services.sharing_rule import MEETING, staff_key


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
    point = make.review_point(zara)
    claim = {"text": "%(pupil)s picked a rabbit.", "context": "statement", "values": {}}
    said = make.statement(make.response(sitting, state="finished"), claim=claim, words=None)
    where = {"review_point_id": point.id, "response_key": said.response_key, "item": said.item}
    make.keep(Attachment(**where, how="by itself", attached_at=NOON))
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


def finished_with(session: Session, scene: Scene, **answers: str) -> None:
    """On that day Zara answered these people and pressed Finish with the others left open."""
    for audience, answer in answers.items():
        key = MEETING if audience == "meeting" else staff_key(scene.cole.id)
        share.decide(session, scene.sitting, key, answer, how="asked", decided_in=scene.sitting, now=NOON)
    scene.sitting.finished_at = scene.sitting.asked_at = NOON
    session.commit()


def asks_on_the_tablet(enter: Enter, scene: Scene) -> tuple[FlaskClient, str]:
    """Miss Begum asks on the tablet: what it shows after Zara's yes."""
    client = enter(scene.begum)
    page = client.get(f"/pupils/{scene.zara.id}").text
    assert html.escape(address_of(scene)) in page
    client.post(address_of(scene), data=filled_in(client.get(address_of(scene)).text))
    return client, client.post("/me/hello", data={"answer": "yes"}).location


@pytest.mark.parametrize("answers", [{}, {"cole": "yes"}])
def test_what_was_left_open_at_finish_is_asked_about_once_more(
    enter: Enter, session: Session, scene: Scene, answers: dict[str, str]
) -> None:
    finished_with(session, scene, **answers)
    client, location = asks_on_the_tablet(enter, scene)
    assert location == f"/me/who-can-see?sitting={scene.sitting.id}"
    asked = "Can people at your meeting see this?" if answers else "Can Mrs Cole see this?"
    assert heading(client.get(location, follow_redirects=True).text) == asked


def test_what_was_said_on_a_day_long_ago_can_be_asked_about_too(
    enter: Enter, make: Make, session: Session, scene: Scene
) -> None:
    for days in range(1, 8):
        later = make.sitting(scene.zara, scene.begum, handed_over_at=MORNING + timedelta(days=days))
        make.statement(make.response(later, state="finished"), made_at=MORNING + timedelta(days=days))
        at = NOON + timedelta(days=days)
        share.decide(session, later, MEETING, "no", how="asked", decided_in=later, now=at)
    session.commit()
    client, location = asks_on_the_tablet(enter, scene)
    assert heading(client.get(location).text) == "Can Mrs Cole see this?"


def test_what_was_never_asked_comes_before_what_was_left_open(
    enter: Enter, make: Make, session: Session, scene: Scene
) -> None:
    later = make.sitting(scene.zara, scene.begum, handed_over_at=NOON + timedelta(days=1))
    make.statement(make.response(later, state="finished"), made_at=NOON + timedelta(days=1))
    later.asked_at = NOON + timedelta(days=2)
    session.commit()
    assert asks_on_the_tablet(enter, scene)[1] == f"/me/who-can-see?sitting={scene.sitting.id}"


def test_a_finish_with_nothing_answered_is_no_answer_and_staff_are_told_so(
    enter: Enter, session: Session, scene: Scene
) -> None:
    standings.refresh_views_of_pupil(session, scene.zara.id, now=NOON)
    session.commit()
    assert "Not asked yet who may see" in enter(scene.cole).get("/reviews").text

    client, _ = asks_on_the_tablet(enter, scene)
    client.post("/me/who-can-see", data={"sitting": str(scene.sitting.id), "touch": "finish"})
    session.expire_all()
    assert standings.check_standings(session) == []
    assert "Not answered yet who may see" in enter(scene.cole).get("/reviews").text
    told = enter(scene.begum).get(f"/pupils/{scene.zara.id}").text
    assert "Zara has not answered yet whether the meeting may see this. It is not shared." in told


@pytest.mark.parametrize(
    ("answer", "told"),
    [("yes", "People you said yes to can see it."), ("no", "You have not said yes to anyone yet.")],
)
def test_the_thanks_tell_what_was_decided_about_the_day_that_was_asked_about(
    enter: Enter, scene: Scene, answer: str, told: str
) -> None:
    client, _ = asks_on_the_tablet(enter, scene)
    about = {"sitting": str(scene.sitting.id)}
    client.post("/me/who-can-see", data=about | {"person": MEETING, "answer": answer})
    thanks = client.get(client.post("/me/who-can-see", data=about | {"touch": "finish"}).location).text
    assert heading(thanks) == "Thank you for telling us."
    assert told in thanks
    assert thanks.count("said yes to") == 1


def test_a_yes_to_one_thing_alone_is_a_yes(enter: Enter, session: Session, scene: Scene) -> None:
    client, _ = asks_on_the_tablet(enter, scene)
    said = session.scalars(select(Statement)).one()
    about = {"sitting": str(scene.sitting.id)}
    client.post("/me/who-can-see", data=about | {"thing": str(said.id), "person": MEETING, "answer": "yes"})
    thanks = client.get(client.post("/me/who-can-see", data=about | {"touch": "finish"}).location).text
    assert "People you said yes to can see it." in thanks


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (datetime(2025, 11, 21, 10, tzinfo=UTC), "Friday 21 November 2025"),
        (datetime(2026, 7, 10, 10, tzinfo=UTC), "Friday 10 July 2026"),
        (datetime(2026, 9, 7, 10, tzinfo=UTC), "Monday 7 September"),
    ],
)
def test_a_day_of_an_earlier_school_year_is_told_with_its_year(
    enter: Enter,
    make: Make,
    session: Session,
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    day: datetime,
    told: str,
) -> None:
    monkeypatch.setattr("voice_app.pages.pupil.seat.now", lambda: NOON + timedelta(days=3))
    scene.sitting.handed_over_at = day
    today = make.sitting(scene.zara, scene.cole, handed_over_at=NOON + timedelta(days=3))
    make.assent(today)
    session.commit()
    client = enter(sitting=today)
    home = client.get("/me/?stay=yes").text
    asked = client.get("/me/who-can-see", follow_redirects=True).text
    assert re.search(rf"What you said on {told}\s*<", home)
    assert f"on {told}" in asked
