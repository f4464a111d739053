"""Bring the database to today's shape, and check what it keeps worked out."""

from __future__ import annotations

import json

from sqlalchemy.orm import Session

from voice_app import create_app
from voice_app.services.standing import check_standings
from voice_app.settings import read_settings

from .instance import check_shape, database_file, engine_of, existing_database_file, migrated_app


def migrate() -> int:
    """Bring the database to today's shape; make it where there is none."""
    settings = read_settings()
    migrated_app(settings)
    print(f"The database is up to date: {database_file(settings) or 'PostgreSQL'}")
    return 0


def check(*, as_json: bool) -> int:
    """Work out anew what became of the views for each review, and print what differs. Changes nothing.

    Returns 1 where anything differs. The lists show what is kept, so a difference is a fault worth reporting. Raises
    Problem where the tables themselves are an earlier version's.
    """
    settings = read_settings()
    existing_database_file(settings)
    app = create_app(settings)
    check_shape(app, settings)
    with Session(engine_of(app)) as session:
        different = check_standings(session)
    if as_json:
        told = [{"review": str(key), "kept": kept, "worked_out": now} for key, kept, now in different]
        print(json.dumps(told, indent=2))
    else:
        for key, kept, now in different:
            print(f"Review {key}: the list says {kept}, and it is {now}.")
        print(f"{len(different)} differences." if different else "Everything fits.")
    return 1 if different else 0
