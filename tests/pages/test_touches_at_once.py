"""Two tabs, or a tablet that sends again too soon: touches that come at one moment are all kept, and none fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from voice_app.model import School, Sitting, Turn

AT_ONCE = 6


@pytest.fixture
def sitting(make: Make, school: School) -> Sitting:
    sitting = make.sitting(make.pupil(school), make.staff(school, name="Miss Begum"))
    make.assent(sitting)
    return sitting


@pytest.fixture
def token(app: Flask, sitting: Sitting, enter: Enter) -> str:
    # As in a school: an error becomes an answer of 500, and is not raised into the test.
    app.config.update(PROPAGATE_EXCEPTIONS=False, TESTING=False)
    cookie = enter(sitting=sitting).get_cookie("mysay")
    assert cookie is not None
    return cookie.value


def at_once(app: Flask, token: str, send: Callable[[FlaskClient, int], int]) -> list[int]:
    """Statuses of requests that all leave at the same moment."""
    statuses: list[int] = []
    start = Barrier(AT_ONCE)

    def one(number: int) -> None:
        client = app.test_client()
        client.set_cookie("mysay", token)
        start.wait()
        statuses.append(send(client, number))

    threads = [Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def body(key: str, words: str) -> dict[str, Any]:
    said = {"state": "started", "words": words, "provenance": "OWN_WORDS_TYPED"}
    answer = {"items": {"wish:1": said}, "undo": []}
    return {"activity": "three-wishes", "key": key, "counter": 1, "item": "wish:1", "answer": answer}


def send_touch(bodies: list[dict[str, Any]], client: FlaskClient, number: int) -> int:
    return client.post("/me/turns", json=bodies[number]).status_code


@pytest.mark.parametrize("words", [["hello"] * AT_ONCE, [f"hello {n}" for n in range(AT_ONCE)]], ids=["same", "other"])
def test_touches_under_one_new_key_are_all_acknowledged_and_each_is_kept_once(
    app: Flask, session: Session, token: str, words: list[str]
) -> None:
    for _ in range(3):
        key = uuid4()
        bodies = [body(str(key), said) for said in words]
        statuses = at_once(app, token, partial(send_touch, bodies))
        assert statuses == [201] * AT_ONCE
        session.expire_all()
        turns = session.scalars(select(Turn).where(Turn.response_key == key)).all()
        assert sorted(turn.body["items"]["wish:1"]["words"] for turn in turns) == sorted(set(words))
        assert sorted(turn.fork for turn in turns) == list(range(len(set(words))))


def test_a_form_without_script_sent_twice_at_once_is_kept_once(app: Flask, session: Session, token: str) -> None:
    key = uuid4()
    form = {"item": "wish:1", "key": str(key), "counter": "1", "touch": "skip"}
    statuses = at_once(app, token, lambda client, _: client.post("/me/do/three-wishes", data=form).status_code)
    assert statuses == [302] * AT_ONCE
    assert session.scalars(select(Turn.item).where(Turn.response_key == key)).all() == ["wish:1"]
