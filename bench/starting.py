"""P17: how soon a fresh process answers, what memory a worker takes, and how much more after ten thousand requests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from bench import saving, school, servers
from bench.figures import Figure, ratios
from set_up.places import PROJECT

_CLOCK = "from time import perf_counter\nbegan = perf_counter()\n"
_TELL = "\nprint(perf_counter() - began)"
BARE = f"{_CLOCK}import flask, sqlalchemy, babel{_TELL}"
#: The first page that anybody sees, made whole: until then nothing has been answered.
READY = (
    f"{_CLOCK}from voice_app import create_app\n"
    "assert create_app().test_client().get('/sign-in').status_code == 200"
    f"{_TELL}"
)
FIRST, LAST = 1_000, 10_000


def measure(
    folder: Path, engine: Engine, *, pupils: int = 30, pairs: int = 9, first: int = FIRST, last: int = LAST
) -> list[Figure]:
    """Time of fresh processes in turn, and the memory of a worker at `first` and `last` touches.

    `folder`: where both databases are; `engine` opens ours, which exists and is empty.
    """
    return [*ready(folder, pairs=pairs), *memory(folder, engine, pupils=pupils, first=first, last=last)]


def ready(folder: Path, *, pairs: int = 9) -> list[Figure]:
    """Import, make the app, answer one page; beside the bare imports of Flask, SQLAlchemy and Babel."""
    # The first of each reads files that the computer has not read lately, and is not counted.
    both = [(_said(READY, folder), _said(BARE, folder)) for _ in range(pairs + 1)][1:]
    ours, bare = [one for one, _ in both], [other for _, other in both]
    return [
        Figure("P17 ready to serve, by bare imports", ratios(ours, bare), 2),
        Figure("   ready to serve, ours", [one * 1000 for one in ours], unit=" ms"),
        Figure("   bare imports", [one * 1000 for one in bare], unit=" ms"),
    ]


def memory(folder: Path, engine: Engine, *, pupils: int, first: int, last: int) -> list[Figure]:
    """Resident memory of our worker and the floor's after as many saved touches, in megabytes."""
    seats = school.fill(engine, pupils, saving.ACTIVITY)
    with (
        servers.running(servers.OURS, folder, servers.environment(folder)) as ours,
        servers.running(servers.FLOOR, folder) as floor,
    ):
        tablets = [saving.first_visit(ours.port, saving.PAGE, f"{saving.COOKIE}={seat.token}") for seat in seats]
        visitors = [saving.first_visit(floor.port, "/", "") for _ in seats]
        done = played = 0
        seen: list[float] = []
        for mark in (first, last):
            while done < mark:
                plan = saving.our_plan(ours.port, engine, seats, tablets, played, set())
                done, played = done + saving.play_round(folder, plan).requests, played + 1
            seen.append(resident(ours.pid))
            if mark == first:
                saving.play_round(folder, saving.floor_plan(floor.port, visitors, done))
                least = resident(floor.pid)
    return _told(seen, least)


def _told(seen: Sequence[float], least: float) -> list[Figure]:
    return [
        Figure("P17 memory of a worker, by the floor's", [seen[0] / least], 1.5),
        Figure("P17 its growth from the first requests to the last", [(seen[1] / seen[0] - 1) * 100], 2, unit=" %"),
        Figure("   memory of a worker, ours", [seen[0]], unit=" MB"),
        Figure("   memory of a worker, ours, at the end", [seen[1]], unit=" MB"),
        Figure("   memory of a worker, floor", [least], unit=" MB"),
    ]


def resident(pid: int) -> float:
    """The memory that a process has in use now, in megabytes. Linux and macOS."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) * 1024 / 1e6


def _said(program: str, folder: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env={**os.environ, **servers.environment(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
