"""Every figure that the benchmark promises comes out under its name and with its target, measured briefly here."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from bench import at_once, brought_in, lists, papers, photo_sent, photos, school, starting
from bench.figures import Figure
from bench.timing import in_turn
from set_up.places import PROJECT
from tests.conftest import settings_for
from voice_app import create_app, database


def by_name(figures: list[Figure]) -> dict[str, Figure]:
    return {re.sub(r"^P\d+ |^ +", "", figure.name): figure for figure in figures}


def targets(figures: list[Figure]) -> dict[str, str]:
    return {name: figure.target for name, figure in by_name(figures).items() if figure.target}


@pytest.fixture
def new_app(tmp_path: Path) -> Callable[[str], Flask]:
    def made(name: str) -> Flask:
        (tmp_path / name).mkdir()
        app = create_app(settings_for(tmp_path / name))
        database.migrate(app)
        return app

    return made


def test_both_are_measured_in_turn_and_the_first_pair_is_not_counted() -> None:
    done: list[str] = []
    ours, theirs = in_turn(lambda: done.append("ours"), lambda: done.append("theirs"), 2)
    assert done == ["ours", "theirs"] * 3
    assert len(ours) == len(theirs) == 2


def test_first_pages_in_one_instant(tmp_path: Path, app: Flask) -> None:
    figures = at_once.measure(tmp_path, app.extensions["engine"], pupils=2, rounds=1)
    assert targets(figures) == {"slowest of 2 first pages, by the floor page's": "≤ 2"}


def test_lists_with_more_pupils_and_pages_with_more_years(new_app: Callable[[str], Flask]) -> None:
    few, many, years = new_app("few"), new_app("many"), new_app("years")
    figures = [
        *lists.dashboards(few, many, pairs=1, sizes=(3, 60)),
        *lists.pupil_pages(years, pairs=1, years=(1, 2)),
    ]
    assert targets(figures) == {
        "reviews coming up, 60 pupils by 3": "≤ 1.15",
        "statements of that page": "≤ 6",
        "full scans among them": "≤ 0",
        "a pupil's page, 2 years by 1": "≤ 1.20",
    }
    # What is counted, and not timed, has to be met on every computer.
    assert by_name(figures)["statements of that page"].met
    assert by_name(figures)["full scans among them"].met
    assert by_name(figures)["statements with 2 years"].middle == by_name(figures)["statements with 1 year"].middle


def test_a_list_of_pupils_previewed(tmp_path: Path, new_app: Callable[[str], Flask]) -> None:
    figures = brought_in.measure(tmp_path, lambda _: new_app("list"), pupils=60, times=1)
    assert targets(figures) == {f"A list of 60 pupils previewed, {kind}": "≤ 3 s" for kind in ("CSV", "XLSX")}


def test_a_full_scan_would_be_noticed(app: Flask) -> None:
    engine = app.extensions["engine"]
    with lists.statements(engine) as asked, engine.connect() as connection:
        connection.execute(text("SELECT * FROM pupil WHERE forename = 'Sam'"))
        connection.execute(text("SELECT * FROM pupil WHERE id = 'none'"))
    assert lists.full_scans(engine, asked) == ["SCAN pupil"]


def test_papers_beside_a_copied_zip_and_typst_alone() -> None:
    assert targets(papers.measure(pairs=1)) == {
        "a Word file, by a plain copy of its zip": "≤ 2",
        "a PDF, by Typst alone": "≤ 1.30",
    }
    document = papers.forty_fields()
    lines = [line for section in document.sections for line in section.lines]
    assert (len(lines), sum(len(line.pictures) for line in lines)) == (papers.FIELDS, papers.PICTURES)


def test_a_copied_zip_holds_the_same_parts() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", "<said/>")
    with zipfile.ZipFile(BytesIO(papers.copied(made.getvalue()))) as copied:
        assert copied.read("word/document.xml") == b"<said/>"


def test_a_worker_in_a_fresh_process_and_its_memory(tmp_path: Path, app: Flask) -> None:
    figures = starting.measure(tmp_path, app.extensions["engine"], pupils=2, pairs=1, first=5, last=30)
    assert targets(figures) == {
        "ready to serve, by bare imports": "≤ 2",
        "memory of a worker, by the floor's": "≤ 1.50",
        "its growth from the first requests to the last": "≤ 2 %",
    }


def test_a_photo_over_http(tmp_path: Path, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "SIZE", (403, 302))
    figures = photo_sent.over_http(tmp_path, app.extensions["engine"], pairs=1)
    assert targets(figures) == {"the same over HTTP, by the limit": "≤ 1.30"}


def test_a_pupil_of_the_measuring_school_has_said_something_every_term(app: Flask) -> None:
    adult, (one, two) = school.fill_years(app.extensions["engine"], (1, 2))
    client = lists.signed_in(app, adult)
    with lists.statements(app.extensions["engine"]) as asked:
        assert client.get(f"/pupils/{two}").status_code == 200
    assert len(asked) < 27
    assert one != two


def test_the_page_of_figures_names_every_one_of_them() -> None:
    said = (PROJECT / "docs" / "performance.md").read_text(encoding="utf-8")
    for number in (*range(1, 9), 10, 11, 12, 14, 15, 17):
        assert f"| P{number} |" in said
