"""`python -m bench [--json]`: measure, print a line a figure, and end with an error where a target is missed."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from bench import first_screen, photos, saving, school, servers, starting
from bench.figures import Figure
from set_up.browser import find_chromium
from voice_app import create_app, database
from voice_app.settings import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything there is. Returns 1 where a target is missed, so that a script can tell."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one list of figures for other programs")
    asked = parser.parse_args(arguments)
    figures = []
    for measured in (first_screens, savings, photos_taken_in, starts):
        with tempfile.TemporaryDirectory(prefix="mysay-bench-") as folder:
            found = measured(Path(folder))
        figures += found
        if not asked.json:
            print("\n".join(figure.line() for figure in found), flush=True)
    if asked.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=1))
    return 1 if any(figure.met is False for figure in figures) else 0


def first_screens(folder: Path) -> list[Figure]:
    """P1 and P2."""
    engine = new_database(folder)
    seat = school.fill(engine, 1, saving.ACTIVITY)[0]
    with (
        servers.running(servers.OURS, folder, servers.environment(folder)) as ours,
        servers.running(servers.FLOOR, folder) as floor,
    ):
        return first_screen.measure(
            str(find_chromium()),
            ours.url(saving.PAGE),
            floor.url("/page"),
            [{"name": saving.COOKIE, "value": seat.token, "url": ours.url()}],
        )


def savings(folder: Path) -> list[Figure]:
    """P6."""
    return saving.measure(folder, new_database(folder))


def photos_taken_in(_folder: Path) -> list[Figure]:
    """P8 and P10."""
    return photos.measure()


def starts(folder: Path) -> list[Figure]:
    """P17."""
    return starting.measure(folder, new_database(folder))


def new_database(folder: Path) -> Engine:
    """An empty database of ours in this folder, made by the migrations."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app = create_app(read_settings(servers.environment(folder)))
    database.migrate(app)
    engine: Engine = app.extensions["engine"]
    return engine


if __name__ == "__main__":
    sys.exit(main())
