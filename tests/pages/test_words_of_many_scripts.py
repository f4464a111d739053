"""Words are kept in NFC, which takes some letters of Bengali and Panjabi apart: no limit may shut their writer out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.contract.answer import MOST_CHARACTERS
from tests.make import Make
from voice_app.model import School, Statement

#: One letter in the box, two as it is kept.
LETTER = "\u09df"


@pytest.mark.parametrize("letters", [1, MOST_CHARACTERS])
def test_a_wish_as_long_as_its_box_is_kept_and_the_tablet_goes_on(
    session: Session, make: Make, school: School, enter: Callable[..., FlaskClient], letters: int
) -> None:
    begum, pupil = make.staff(school, name="Miss Begum"), make.pupil(school)
    make.assignment(begum, pupil)
    sitting = make.sitting(pupil, begum, handed_over_at=datetime.now(UTC))
    make.assent(sitting)
    session.commit()
    tablet, key = enter(sitting=sitting), str(uuid4())
    wish = {"state": "given", "provenance": "OWN_WORDS_TYPED", "words": LETTER * letters}
    another = {"state": "given", "provenance": "OWN_WORDS_TYPED", "words": "no shouting"}

    for counter, items in enumerate(({"wish:1": wish}, {"wish:1": wish, "wish:2": another}), 1):
        sent: dict[str, Any] = {"activity": "three-wishes", "key": key, "counter": counter, "item": f"wish:{counter}"}
        reply = tablet.post("/me/turns", json=sent | {"answer": {"items": items, "undo": []}})
        assert reply.status_code == 201

    assert tablet.get("/me/do/three-wishes").status_code == 200
    assert tablet.post("/me/stop").status_code == 302
    assert enter(begum, sitting=sitting, kind="close").get("/close").status_code == 200
    said = session.scalars(select(Statement).where(Statement.item == "wish:1", Statement.replaced_at.is_(None))).one()
    assert said.words == "\u09af\u09bc" * letters
