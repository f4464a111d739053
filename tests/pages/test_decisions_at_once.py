"""Yes and no about one person sent at the same moment: each is kept, one of them is the later, and it stands."""

from __future__ import annotations

from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from voice_app.model import School, SharingDecision

AT_ONCE = 4


def test_decisions_at_once_have_an_order(
    app: Flask, session: Session, make: Make, school: School, enter: Enter
) -> None:
    sitting = make.sitting(make.pupil(school), make.staff(school, name="Miss Begum"))
    make.assent(sitting)
    make.statement(make.response(sitting))
    cookie = enter(sitting=sitting).get_cookie("mysay")
    assert cookie is not None
    app.config.update(PROPAGATE_EXCEPTIONS=False, TESTING=False)
    statuses: list[int] = []
    start = Barrier(AT_ONCE)

    def decide(answer: str) -> None:
        client = app.test_client()
        client.set_cookie("mysay", cookie.value)
        start.wait()
        sent = {"person": "meeting", "answer": answer}
        statuses.append(client.post("/me/who-can-see", data=sent).status_code)

    threads = [Thread(target=decide, args=(("yes", "no")[number % 2],)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [302] * AT_ONCE
    positions = session.scalars(select(SharingDecision.position).order_by(SharingDecision.position)).all()
    assert positions == [1, 2, 3, 4]
