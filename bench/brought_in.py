"""A list of a large school previewed: from the file that is sent to the page of what would happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time

from flask import Flask
from flask.testing import FlaskClient

from bench import school
from bench.figures import Figure
from bench.lists import signed_in
from tests.pupil_lists.making import workbook

PUPILS = 1_200
HEADINGS = ("Legal Surname", "Legal Forename", "Date of Birth", "Year Group", "Reg Group", "SEN Status", "SEN Need")
#: In seconds of one processor.
MOST = 3


class NotRead(RuntimeError):
    """A list that was not shown with all its pupils."""


def measure(folder: Path, new_app: Callable[[Path], Flask], *, pupils: int = PUPILS, times: int = 3) -> list[Figure]:
    """Time of the processor for the same list as CSV and as XLSX; the first preview of each is not counted."""
    app = new_app(folder)
    app.config["WTF_CSRF_ENABLED"] = False
    client = signed_in(app, school.fill_reviews(app.extensions["engine"], 1))
    rows = list(_rows(pupils))
    files = {"CSV": ("list.csv", _csv(rows)), "XLSX": ("list.xlsx", workbook({"Pupils": [HEADINGS, *rows]}))}
    return [
        Figure(
            f"A list of {pupils:,} pupils previewed, {kind}",
            [_previewed(client, *file, pupils) for _ in range(times + 1)][1:],
            MOST,
            unit=" s",
        )
        for kind, file in files.items()
    ]


def _previewed(client: FlaskClient, name: str, content: bytes, pupils: int) -> float:
    began = process_time()
    sent = client.post("/pupils/bring-in", data={"file": (BytesIO(content), name)})
    if sent.status_code != 302:
        raise NotRead(sent.text)
    page = client.get(sent.location)
    took = process_time() - began
    if page.status_code != 200 or f"{pupils} pupils" not in page.text:
        raise NotRead(f"{name}: not all of {pupils} pupils were found")
    return took


def _rows(pupils: int) -> Iterator[tuple[str, ...]]:
    """Invented, the same each time; one in five has a stage and a need."""
    random = Random(7)
    names = [
        f"{a}{b}" for a in ("Ash", "Brad", "Clif", "Dun", "Elm", "Fern", "Gar") for b in ("ley", "ton", "ford", "wick")
    ]
    for number in range(pupils):
        year = number % 7 + 7
        stage, need = random.choice((("K", "SEMH"), ("E", "ASD"))) if number % 5 == 0 else ("N", "")
        born = f"{random.randint(1, 28):02}/{random.randint(1, 8):02}/{2027 - 5 - year}"
        surname = f"{random.choice(names)}{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}"
        yield (surname, random.choice(names), born, f"Year {year}", f"{year}{'ABCD'[number % 4]}", stage, need)


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    return "\r\n".join(",".join(row) for row in [HEADINGS, *rows]).encode()
