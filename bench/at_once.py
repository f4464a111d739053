"""P7: thirty tablets ask for their first page in one instant, beside as many asking for the floor page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bench import saving, school, servers
from bench.figures import Figure, ratios


def measure(folder: Path, engine: Engine, *, pupils: int = 30, rounds: int = 9) -> list[Figure]:
    """The slowest of them, as a ratio. `folder` and `engine` as for `saving.measure`."""
    seats = school.fill(engine, pupils, saving.ACTIVITY)
    with (
        servers.running(servers.OURS, folder, servers.environment(folder)) as ours,
        servers.running(servers.FLOOR, folder) as floor,
    ):
        first = _plan(ours.port, saving.PAGE, [f"{saving.COOKIE}={seat.token}" for seat in seats])
        plain = _plan(floor.port, "/page", ["" for _ in seats])
        # The first round warms both up, and is not counted.
        played = [(saving.play_round(folder, first), saving.play_round(folder, plain)) for _ in range(rounds + 1)][1:]
    slowest, least = [one.slowest for one, _ in played], [other.slowest for _, other in played]
    return [
        Figure(f"P7 slowest of {pupils} first pages, by the floor page's", ratios(slowest, least), 2),
        Figure("   the slowest, ours", [one * 1000 for one in slowest], unit=" ms"),
        Figure("   the slowest, floor page", [one * 1000 for one in least], unit=" ms"),
    ]


def _plan(port: int, page: str, cookies: Sequence[str]) -> dict[str, Any]:
    asked = {"method": "GET", "path": page, "body": "", "wanted": 200, "holds": ""}
    clients = [
        {"headers": {"Accept": "text/html", "Accept-Encoding": "gzip", "Cookie": cookie}, "requests": [asked]}
        for cookie in cookies
    ]
    return {"port": port, "clients": clients}
