"""P6: thirty pupils answer at once, through everything that a touch goes through, beside the floor in the same run."""

from __future__ import annotations

import http.client
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Engine

from bench import school, servers
from bench.figures import Figure, ratios
from set_up.places import PROJECT

ACTIVITY = "card-sort"
COOKIE = "mysay"
PAGE = f"/me/do/{ACTIVITY}"


class WrongReply(RuntimeError):
    """A server that did not do what the measuring is about."""


@dataclass(frozen=True)
class Round:
    """What came of one round."""

    requests: int
    a_second: float
    p95: float
    slowest: float


def measure(folder: Path, engine: Engine, *, pupils: int = 30, rounds: int = 7) -> list[Figure]:
    """Answers a second and the wait of the slowest twentieth, as ratios to the floor; then count what was kept.

    `folder`: where both databases are; `engine` opens ours, which exists and is empty.
    """
    seats = school.fill(engine, pupils, ACTIVITY)
    sent: set[tuple[str, int]] = set()
    ours: list[Round] = []
    floor: list[Round] = []
    with (
        servers.running(servers.OURS, folder, servers.environment(folder)) as our_server,
        servers.running(servers.FLOOR, folder) as floor_server,
    ):
        tablets = [first_visit(our_server.port, PAGE, f"{COOKIE}={seat.token}") for seat in seats]
        visitors = [first_visit(floor_server.port, "/", "") for _ in seats]
        # The first round warms both up, and is not counted.
        for number in range(rounds + 1):
            plan = our_plan(our_server.port, engine, seats, tablets, number, sent)
            ours.append(play_round(folder, plan))
            floor.append(play_round(folder, floor_plan(floor_server.port, visitors, ours[-1].requests)))
    lost = len(sent - school.kept_turns(engine))
    lost_by_floor = sum(one.requests for one in floor) - _rows_of_floor(folder)
    if lost_by_floor:
        raise WrongReply(f"The floor lost {lost_by_floor} rows")
    ours, floor = ours[1:], floor[1:]
    return [
        Figure(
            "P6 answers a second, by the floor's",
            ratios([one.a_second for one in ours], [one.a_second for one in floor]),
            0.6,
            at_least=True,
        ),
        Figure(
            "P6 wait of the slowest 5 %, by the floor's", ratios([o.p95 for o in ours], [f.p95 for f in floor]), 1.6
        ),
        Figure(f"P6 answers lost, of {len(sent):,} acknowledged", [lost], 0),
        Figure("   answers a second, ours", [one.a_second for one in ours]),
        Figure("   answers a second, floor", [one.a_second for one in floor]),
        Figure("   wait of the slowest 5 %, ours", [one.p95 * 1000 for one in ours], unit=" ms"),
        Figure("   wait of the slowest 5 %, floor", [one.p95 * 1000 for one in floor], unit=" ms"),
    ]


def first_visit(port: int, page: str, cookie: str) -> dict[str, str]:
    """What a browser sends after it has opened a page: the cookies, and the form's token."""
    with closing(http.client.HTTPConnection(servers.HOST, port, timeout=30)) as connection:
        connection.request("GET", page, headers={"Cookie": cookie, "Accept": "text/html"})
        reply = connection.getresponse()
        body = reply.read().decode()
    token = re.search(r'csrf[-_]token"[^>]*?(?:content|value)="([^"]+)"', body)
    if reply.status != 200 or token is None:
        raise WrongReply(f"{page} answered {reply.status}: {body[:300]}")
    cookies = [cookie, *(value.split(";")[0] for name, value in reply.getheaders() if name == "Set-Cookie")]
    return {"Cookie": "; ".join(filter(None, cookies)), "X-CSRFToken": token.group(1)}


def our_plan(
    port: int,
    engine: Engine,
    seats: Sequence[school.AtTheTablet],
    tablets: Sequence[dict[str, str]],
    number: int,
    sent: set[tuple[str, int]],
) -> dict[str, Any]:
    """A whole conversation of each pupil, for `bench.clients`; its touches join `sent`, by key and counter."""
    clients: list[dict[str, Any]] = []
    for place, (seat, headers) in enumerate(zip(seats, tablets, strict=True)):
        turns = list(school.touches(engine, seat, ACTIVITY, seed=1000 * number + place))
        sent |= {(turn["key"], turn["counter"]) for turn in turns}
        requests = [
            {"path": "/me/turns", "body": json.dumps(turn), "wanted": 201, "holds": turn["key"]} for turn in turns
        ]
        clients.append({"headers": headers | {"Content-Type": "application/json"}, "requests": requests})
    return {"port": port, "clients": clients}


def floor_plan(port: int, visitors: Sequence[dict[str, str]], requests: int) -> dict[str, Any]:
    """As many requests as ours, shared among as many clients."""
    clients: list[dict[str, Any]] = []
    for place, headers in enumerate(visitors):
        body = urlencode({"csrf_token": headers["X-CSRFToken"], "words": "the paint"})
        one = {"path": "/save", "body": body, "wanted": 302, "holds": ""}
        share = requests // len(visitors) + (place < requests % len(visitors))
        form = {"Cookie": headers["Cookie"], "Content-Type": "application/x-www-form-urlencoded"}
        clients.append({"headers": form, "requests": [one] * share})
    return {"port": port, "clients": clients}


def play_round(folder: Path, plan: dict[str, Any]) -> Round:
    """Play a plan, in a process of its own. Raises WrongReply where a reply is not as it should be."""
    told = folder / "plan.json"
    told.write_text(json.dumps(plan))
    done = subprocess.run(
        [sys.executable, "-m", "bench.clients", str(told)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    if said["wrong"]:
        raise WrongReply(f"{len(said['wrong'])} wrong replies, the first: {said['wrong'][0]}")
    waits = said["waits"]
    return Round(len(waits), len(waits) / said["seconds"], quantiles(waits, n=20)[-1], max(waits))


def _rows_of_floor(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "floor.sqlite")) as connection:
        return int(connection.execute("SELECT count(*) FROM saved").fetchone()[0])
