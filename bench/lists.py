"""P14 and P15: what staff open most, with more pupils and with more years behind them.

Each page is asked of the app in this process, in turn with its smaller twin; every statement is counted, and SQLite
is asked how it finds the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from bench import school
from bench.figures import Figure, ratios
from bench.timing import in_turn, milliseconds
from voice_app.model import SessionKind, Staff
from voice_app.services import doors

FEW, MANY = 300, 3_000
#: A list that is walked from its beginning to its end, and not by an index.
FULL_SCAN = re.compile(r"^SCAN (?!.*USING)(?!CONSTANT ROW|\(subquery|SUBQUERY)")

Statement = tuple[str, Any]


def dashboards(few: Flask, many: Flask, *, pairs: int = 15, sizes: Sequence[int] = (FEW, MANY)) -> list[Figure]:
    """P14, in two schools of an empty database each, with so many pupils."""
    clients = []
    for app, size in zip((few, many), sizes, strict=True):
        sendco = school.fill_reviews(_engine(app), size)
        clients.append(signed_in(app, sendco))
    small, large = clients
    times = in_turn(_opens(large, "/reviews"), _opens(small, "/reviews"), pairs)
    with statements(_engine(many)) as asked:
        _opens(large, "/reviews")()
    read = [one for one in asked if one[0].startswith("SELECT")]
    return [
        Figure(f"P14 reviews coming up, {sizes[1]:,} pupils by {sizes[0]:,}", ratios(*times), 1.15),
        Figure("P14 statements of that page", [len(asked)], 6),
        Figure("P14 full scans among them", [len(full_scans(_engine(many), read))], 0),
        Figure(f"   with {sizes[1]:,} pupils", milliseconds(times[0]), unit=" ms"),
        Figure(f"   with {sizes[0]:,} pupils", milliseconds(times[1]), unit=" ms"),
    ]


def pupil_pages(app: Flask, *, pairs: int = 9, years: Sequence[int] = (1, 6)) -> list[Figure]:
    """P15, in an empty database: the page of a pupil with so many years of sittings behind them."""
    adult, pupils = school.fill_years(_engine(app), years)
    client = signed_in(app, adult)
    short, long = (f"/pupils/{pupil}" for pupil in pupils)
    times = in_turn(_opens(client, long), _opens(client, short), pairs)
    counts = []
    for address in (long, short):
        with statements(_engine(app)) as asked:
            _opens(client, address)()
        counts.append(len(asked))
    return [
        Figure(f"P15 a pupil's page, {years[1]} years by {years[0]}", ratios(*times), 1.2),
        Figure(f"   statements with {years[1]} years", [counts[0]]),
        Figure(f"   statements with {years[0]} year", [counts[1]]),
        Figure(f"   with {years[1]} years", milliseconds(times[0]), unit=" ms"),
        Figure(f"   with {years[0]} year", milliseconds(times[1]), unit=" ms"),
    ]


def signed_in(app: Flask, staff: Staff) -> FlaskClient:
    """A browser in which this member of staff has signed in."""
    with Session(_engine(app)) as session:
        _, token = doors.open_session(session, SessionKind.STAFF, now=datetime.now(UTC), staff=staff)
        session.commit()
    client = app.test_client()
    client.set_cookie("mysay", token)
    return client


def _opens(client: FlaskClient, address: str) -> Callable[[], None]:
    def opened() -> None:
        reply = client.get(address)
        if reply.status_code != 200:
            raise RuntimeError(f"{address} answered {reply.status_code}")

    return opened


@contextmanager
def statements(engine: Engine | Connection) -> Iterator[list[Statement]]:
    """What is asked of the database meanwhile, with its values."""
    asked: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def full_scans(engine: Engine, asked: Sequence[Statement]) -> list[str]:
    """The steps of SQLite's plans for these that walk a whole table."""
    return [step for step in plan(engine, asked) if FULL_SCAN.match(step)]


def plan(engine: Engine, asked: Sequence[Statement]) -> list[str]:
    """The steps by which SQLite answers these."""
    with engine.connect() as connection:
        return [
            str(row[3])
            for statement, values in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


def _engine(app: Flask) -> Engine:
    engine: Engine = app.extensions["engine"]
    return engine


def measure(folder: Path, new_app: Callable[[Path], Flask]) -> list[Figure]:
    """P14 and P15; `new_app` makes an app with an empty database in a folder."""
    few, many, years = (folder / name for name in ("few", "many", "years"))
    for one in (few, many, years):
        one.mkdir()
    return [*dashboards(new_app(few), new_app(many)), *pupil_pages(new_app(years))]
