"""`python -m bench [--json]`: measure, print a line a figure, and end with an error where a target is missed."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine

from bench import (
    at_once,
    brought_in,
    first_screen,
    lists,
    next_pages,
    papers,
    photo_sent,
    photos,
    saving,
    school,
    servers,
    starting,
    touching,
)
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
    for measured in ALL:
        with tempfile.TemporaryDirectory(prefix="mysay-bench-") as folder:
            found = measured(Path(folder))
        figures += found
        if not asked.json:
            print("\n".join(figure.line() for figure in found), flush=True)
    if asked.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=1))
    return 1 if any(figure.met is False for figure in figures) else 0


#: Pupils who sort all their cards, one after another.
TABLETS = 3


def first_screens(folder: Path) -> list[Figure]:
    """P1 to P5."""
    seats = school.fill(new_database(folder), 1 + TABLETS, saving.ACTIVITY, "three-wishes", short=False)
    chromium = str(find_chromium())
    with (
        servers.running(servers.OURS, folder, servers.environment(folder)) as ours,
        servers.running(servers.FLOOR, folder) as floor,
    ):
        fresh, *each = ([{"name": saving.COOKIE, "value": seat.token, "url": ours.url()}] for seat in seats)
        sort = ours.url(saving.PAGE)
        return [
            *first_screen.measure(chromium, sort, floor.url("/page"), fresh),
            *next_pages.measure(chromium, sort, ours.url("/me/do/three-wishes"), fresh),
            *touching.measure(chromium, sort, floor.url(), each),
        ]


def savings(folder: Path) -> list[Figure]:
    """P6."""
    return saving.measure(folder, new_database(folder))


def at_one_instant(folder: Path) -> list[Figure]:
    """P7."""
    return at_once.measure(folder, new_database(folder))


def photos_taken_in(_folder: Path) -> list[Figure]:
    """P8 and P10, in this process."""
    return photos.measure()


def photos_sent(folder: Path) -> list[Figure]:
    """P8 over HTTP, and P11; each in a school of its own."""
    sent, shrunk = folder / "sent", folder / "shrunk"
    for one in (sent, shrunk):
        one.mkdir()
    by_http = photo_sent.over_http(sent, new_database(sent))
    seat = school.fill(new_database(shrunk), 1, photo_sent.ROOM)[0]
    with servers.running(servers.OURS, shrunk, servers.environment(shrunk)) as ours:
        cookies = [{"name": saving.COOKIE, "value": seat.token, "url": ours.url()}]
        address = ours.url(f"/me/do/{photo_sent.ROOM}")
        return [*by_http, *photo_sent.in_the_page(str(find_chromium()), address, cookies, pairs=1)]


def papers_made(_folder: Path) -> list[Figure]:
    """P12."""
    return papers.measure()


def staff_pages(folder: Path) -> list[Figure]:
    """P14 and P15."""
    return lists.measure(folder, new_app)


def lists_brought_in(folder: Path) -> list[Figure]:
    """A school's list, previewed."""
    return brought_in.measure(folder, new_app)


def starts(folder: Path) -> list[Figure]:
    """P17."""
    return starting.measure(folder, new_database(folder))


def new_database(folder: Path) -> Engine:
    """An empty database of ours in this folder, made by the migrations."""
    engine: Engine = new_app(folder).extensions["engine"]
    return engine


def new_app(folder: Path) -> Flask:
    """Ours, with an empty database in this folder, made by the migrations."""
    app = create_app(read_settings(servers.environment(folder)))
    database.migrate(app)
    return app


ALL = (
    first_screens,
    savings,
    at_one_instant,
    photos_taken_in,
    photos_sent,
    papers_made,
    staff_pages,
    lists_brought_in,
    starts,
)


if __name__ == "__main__":
    sys.exit(main())
