"""Everybody of the staff chooses the picture by which pupils know them."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from voice_app.model import Present, Pupil, Role, School, Staff
from voice_app.pages.staff.my_picture import LABELS
from voice_app.services.faces import FACES


def test_every_face_has_a_name() -> None:
    assert list(LABELS) == list(FACES)


def test_the_choice_is_kept_and_pupils_see_it_at_once(
    enter: Enter, make: Make, begum: Staff, zara: Pupil, session: Session
) -> None:
    sitting = make.sitting(zara)
    make.assent(sitting)
    make.statement(make.response(sitting, state="finished"))
    session.commit()
    office, tablet = enter(begum), enter(sitting=sitting)
    assert "#p-adult-headscarf" not in tablet.get("/me/who-can-see").text
    page = office.post("/my-picture", data={"face": "adult-headscarf"}, follow_redirects=True).text
    assert "Saved. Pupils see you like this." in page
    assert "#p-adult-headscarf" in tablet.get("/me/who-can-see").text
    assert "#p-adult-headscarf" in tablet.get("/me/tell").text


def test_who_sits_with_the_pupil_is_shown_by_the_face_and_others_by_what_they_are(
    enter: Enter, make: Make, begum: Staff, zara: Pupil, session: Session
) -> None:
    begum.face = "adult-bun"
    with_staff, with_mum = make.sitting(zara, begum), make.sitting(zara)
    make.keep(Present(sitting_id=with_mum.id, name="Mum", role="family", stands_for="mum"))
    session.commit()
    assert "#p-adult-bun" in enter(sitting=with_staff).get("/me/hello").text
    assert "#p-mum" in enter(sitting=with_mum).get("/me/hello").text


def test_a_face_that_somebody_has_is_told_and_can_be_taken(
    enter: Enter, make: Make, school: School, begum: Staff, session: Session
) -> None:
    make.staff(school, face="adult-plaits")
    session.commit()
    office = enter(begum)
    plaits = office.get("/my-picture").text.split('value="adult-plaits"')[1].split("</label>")[0]
    assert "Somebody has this one" in plaits
    assert office.post("/my-picture", data={"face": "adult-plaits"}).status_code == 302


@pytest.mark.parametrize("face", ["", "rabbit"])
def test_nothing_else_is_taken(enter: Enter, begum: Staff, session: Session, face: str) -> None:
    before = begum.face
    assert enter(begum).post("/my-picture", data={"face": face}).status_code == 422
    session.expire_all()
    assert begum.face == before


def test_who_works_with_no_pupil_has_one_too(enter: Enter, make: Make, school: School, session: Session) -> None:
    administrator = make.staff(school, role=Role.ADMINISTRATOR)
    session.commit()
    assert "Your picture" in enter(administrator).get("/my-picture").text
