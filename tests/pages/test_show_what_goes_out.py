"""Before it leaves: "Show it on the tablet" leads the pupil to what goes out, and nowhere else."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from tests.pages.test_hand_over import filled_in
from voice_app.model import Attachment, Pupil, PupilCheck, ReviewPoint, School, Sitting, Staff, Statement
from voice_app.services import share


class Scene(NamedTuple):
    cole: Staff
    begum: Staff
    zara: Pupil
    sitting: Sitting
    point: ReviewPoint
    wish: Statement


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    """Zara shares one wish with the meeting; the SENDCo ticked it."""
    begum, cole = make.staff(school, name="Miss Begum"), make.sendco(school)
    zara = make.pupil(school)
    make.assignment(begum, zara)
    sitting = make.sitting(zara, begum, finished_at=NOON)
    make.assent(sitting)
    point = make.review_point(zara)
    claim = {"text": "%(pupil)s picked a rabbit.", "context": "statement", "values": {}}
    wish = make.statement(make.response(sitting, state="finished"), claim=claim, words=None)
    make.keep(
        Attachment(
            review_point_id=point.id,
            response_key=wish.response_key,
            item=wish.item,
            how="by itself",
            attached_at=MORNING,
            ticked_at=NOON,
        )
    )
    share.decide(session, sitting, "meeting", "yes", how="asked", decided_in=sitting, now=NOON)
    session.commit()
    return Scene(cole, begum, zara, sitting, point, wish)


def link_of(client: FlaskClient, scene: Scene) -> str:
    address = f"/pupils/{scene.zara.id}/hand-over?show=what-goes-out"
    assert address in client.get(f"/reviews/{scene.point.id}/paperwork").get_data(as_text=True)
    return address


def test_the_link_plans_no_activity_and_the_yes_leads_to_what_goes_out(
    enter: Enter, session: Session, scene: Scene
) -> None:
    client = enter(scene.cole)
    address = link_of(client, scene)
    page = client.get(address).get_data(as_text=True)
    assert "Show Zara what goes out" in page
    assert "1 thing waits" in page
    sent = filled_in(page)
    assert "activities" not in sent
    assert client.post(address, data=sent).headers["Location"] == "/me/"
    latest = session.scalars(select(Sitting).order_by(Sitting.handed_over_at.desc())).first()
    assert latest is not None
    assert latest.planned == []
    assert client.post("/me/hello", data={"answer": "yes"}).headers["Location"] == "/me/check"
    assert "You picked a rabbit." in client.get("/me/check").get_data(as_text=True)


def test_without_anything_that_waits_the_link_asks_for_an_activity(
    enter: Enter, session: Session, scene: Scene
) -> None:
    session.query(Attachment).update({"ticked_at": None})
    session.commit()
    client = enter(scene.begum)
    address = f"/pupils/{scene.zara.id}/hand-over?show=what-goes-out"
    sent = filled_in(client.get(address).get_data(as_text=True))
    assert len(sent["activities"]) == 1
    reply = client.post(address, data=sent | {"activities": []})
    assert "Choose at least one thing to do" in reply.get_data(as_text=True)


def test_change_it_says_what_happens_and_whom_to_tell(enter: Enter, session: Session, scene: Scene) -> None:
    client = enter(sitting=scene.sitting)
    answer = {"statement": str(scene.wish.id), "answer": "change"}
    assert client.post("/me/check", data=answer).headers["Location"] == "/me/check/change"
    page = client.get("/me/check/change").get_data(as_text=True)
    assert "We keep it back." in page
    assert "Tell Miss Begum how to change it." in page
    assert 'href="/me/check"' in page
    assert session.scalars(select(PupilCheck.said)).one() == "change"


def test_what_cannot_go_out_is_not_asked_about(enter: Enter, session: Session, scene: Scene) -> None:
    share.decide(session, scene.sitting, "meeting", "no", how="home", decided_in=scene.sitting, now=NOON)
    session.commit()
    client = enter(sitting=scene.sitting)
    assert client.get("/me/check").headers["Location"] == "/me/"
    answer = {"statement": str(scene.wish.id), "answer": "keep"}
    assert client.post("/me/check", data=answer).status_code == 404
    assert session.scalars(select(PupilCheck)).all() == []
