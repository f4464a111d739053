"""Own words about a card: what they are about stays in sight while they are written."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from voice_app.model import Pupil, Staff


def test_the_card_stays_while_words_are_written_about_it(
    enter: Enter, make: Make, session: Session, zara: Pupil, begum: Staff
) -> None:
    sitting = make.sitting(zara, begum, handed_over_at=datetime.now(UTC), planned=["card-sort"])
    make.assent(sitting)
    session.commit()
    client = enter(sitting=sitting)
    client.get("/me/do/card-sort")
    topic = client.get("/me/do/card-sort").text
    assert "What shall we talk about?" in topic
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', topic.split("<form")[1]))
    del form["made"]  # as if the page had been looked at for a while
    client.post("/me/do/card-sort", data=form | {"pick": "places"})
    page = client.get("/me/do/card-sort?view=words").text
    assert "<textarea" in page
    assert '<div class="deck">' in page
    assert re.search(r'class="card-ways" data-view="ways" hidden', page)
