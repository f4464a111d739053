"""Makes a database of today into one of an earlier version, which carries the same number."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlalchemy import make_url

from voice_app.settings import Settings


def made_earlier(
    settings: Settings,
    table: str = "trail",
    now: str = "CONSTRAINT pk_trail",
    before: str = "CONSTRAINT old FOREIGN KEY(pupil_id) REFERENCES pupil (id), CONSTRAINT pk_trail",
) -> None:
    """Write `before` for `now` into the definition of a table."""
    with closing(sqlite3.connect(make_url(settings.database).database or "")) as connection:
        (definition,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        assert now in definition
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (definition.replace(now, before), table))
        connection.commit()
