"""The instance that a command works on: its settings, its database, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, make_url, select
from sqlalchemy.orm import Session

from media.store import Store
from voice_app import create_app, database
from voice_app.model import School
from voice_app.services import photos
from voice_app.settings import Settings

from .problem import Problem

#: How many differences of the tables are named.
_SHOWN = 3


def database_file(settings: Settings) -> Path | None:
    """The file of an SQLite database; nothing for another kind."""
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise Problem("MYSAY_DATABASE: an SQLite address must name a file, such as sqlite:////srv/mysay/mysay.sqlite.")
    return Path(url.database)


def existing_database_file(settings: Settings) -> Path | None:
    """The file of an SQLite database. Raises Problem where there is none yet, rather than making an empty one."""
    file = database_file(settings)
    if file is not None and not file.exists():
        raise Problem(f"There is no database at {file}. Check MYSAY_DATA, or make the school first: school new.")
    return file


def migrated_app(settings: Settings) -> Flask:
    """The app, with its database in today's shape. Raises Problem where an earlier version made another one."""
    app = create_app(settings)
    database.migrate(app)
    check_shape(app, settings)
    return app


def check_shape(app: Flask, settings: Settings) -> None:
    """Raise Problem where the tables are not today's, rather than have page after page fail on them."""
    different = database.differences(engine_of(app))
    if not different:
        return
    shown = "; ".join(different[:_SHOWN]) + (f"; {len(different) - _SHOWN} more" if len(different) > _SHOWN else "")
    raise Problem(
        f"An earlier version of My Say made the database in {settings.data}, and its tables differ from today's "
        f"({shown}). My Say is not for real pupils yet, so begin anew. The demo: make demo RESET=1. A school: move "
        "that folder away, then school new."
    )


def engine_of(app: Flask) -> Engine:
    """The database of an app."""
    engine: Engine = app.extensions["engine"]
    return engine


def clear_left_over_photos(app: Flask, settings: Settings) -> int:
    """Erase photos that were taken back, and files that a crash left without a row; both of a day ago (rule D5)."""
    now = datetime.now(UTC)
    with working(engine_of(app)) as session:
        photos.forget_left_over(session, now=now)
    with working(engine_of(app)) as session:
        return photos.sweep(session, Store(settings.data / photos.FOLDER), now=now)


@contextmanager
def working(engine: Engine) -> Iterator[Session]:
    """A session for one command: kept whole at the end, or not at all."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def holds_demo(engine: Engine) -> bool:
    """Whether a demo school is in this database."""
    with Session(engine) as session:
        return session.scalar(select(School.id).where(School.demo).limit(1)) is not None


def holds_real_school(engine: Engine) -> bool:
    """Whether a school that is no demo is in this database."""
    with Session(engine) as session:
        return session.scalar(select(School.id).where(School.demo.is_(False)).limit(1)) is not None
