"""The saving path is measured through a real server with form tokens on, and what was acknowledged is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from bench import saving, school


def test_every_touch_sent_at_once_is_kept_and_counted(tmp_path: Path, app: Flask) -> None:
    figures = {figure.name: figure for figure in saving.measure(tmp_path, app.extensions["engine"], pupils=3, rounds=1)}
    lost = next(figure for name, figure in figures.items() if name.startswith("P6 answers lost"))
    assert lost.middle == 0
    assert figures["   answers a second, ours"].middle > 0
    assert len(school.kept_turns(app.extensions["engine"])) > 3


def test_a_lost_touch_would_be_noticed(app: Flask) -> None:
    seat = school.fill(app.extensions["engine"], 1, saving.ACTIVITY)[0]
    turns = list(school.touches(app.extensions["engine"], seat, saving.ACTIVITY, seed=1))
    sent = {(turn["key"], turn["counter"]) for turn in turns}
    assert len(sent) == len(turns) > 5
    assert sent - school.kept_turns(app.extensions["engine"]) == sent


def test_a_touch_inside_an_answer_asks_twice_and_writes_once(app: Flask) -> None:
    engine = app.extensions["engine"]
    seat = school.fill(engine, 1, saving.ACTIVITY)[0]
    tablet = app.test_client()
    tablet.set_cookie(saving.COOKIE, seat.token)
    first, second, *_ = school.touches(engine, seat, saving.ACTIVITY, seed=1)
    assert tablet.post("/me/turns", json=first).status_code == 201
    asked: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement.split()[0])

    assert tablet.post("/me/turns", json=second).status_code == 201
    assert asked == ["SELECT", "SELECT", "INSERT"]
