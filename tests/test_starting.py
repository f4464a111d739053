"""What is heavy is loaded by whoever needs it: a worker that shows pupils their pages never does (figure P17)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.make import Make
from voice_app.model import School, SessionKind
from voice_app.pages import compiled
from voice_app.pages.access import now
from voice_app.services import doors

#: Pictures, documents, workbooks, the migrations, and another kind of database than the one in use.
HEAVY = (
    *("PIL", "pillow_heif", "docx", "typst", "lxml", "python_calamine", "alembic", "flask_alembic", "mako", "pygments"),
    *("media.photos.making", "voice_app.services.pupil_lists.plan", "sqlalchemy.dialects.postgresql"),
)
#: What listing the activities needs besides: neither the web nor a database.
SERVER = ("flask", "sqlalchemy", "wtforms", "jinja2", "babel")

PUPIL_PAGES = """
import sys
from voice_app import create_app
client = create_app().test_client()
client.set_cookie("mysay", sys.argv[1])
pages = [client.get(address).status_code for address in ("/me/", "/me/do/card-sort")]
print(pages, [name for name in sys.argv[2:] if name in sys.modules])
"""
ACTIVITIES = """
import contextlib, io, sys
from voice_app.commands import main
with contextlib.redirect_stdout(io.StringIO()) as told:
    ended = main(["activities"])
print(ended, "card-sort" in told.getvalue(), [name for name in sys.argv[1:] if name in sys.modules])
"""

SIGN_IN_PAGE = """
from voice_app import create_app
print(create_app().test_client().get("/sign-in").status_code)
"""
NOTHING_IS_COMPILED = """
import jinja2
def compiled(*_said, **_more):
    raise AssertionError("compiled once more")
jinja2.Environment.compile = compiled
"""
STORES_OF_MEMORY = """
import ctypes, threading
from voice_app.commands.serving import _share_one_store_of_memory
{first}
taken, all_there = [], threading.Barrier(4)
def take():
    taken.append(bytearray(60_000))
    all_there.wait()
threads = [threading.Thread(target=take) for _ in range(4)]
for one in threads: one.start()
for one in threads: one.join()
ctypes.CDLL(None).malloc_stats()
"""

DEMO = """
import sys
from voice_app.commands import demonstrating
print([name for name in sys.argv[1:] if name in sys.modules])
"""


def _said(program: str, *words: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_worker_that_shows_pupil_pages_loads_nothing_heavy(
    app: Flask, session: Session, make: Make, school: School, tmp_path: Path
) -> None:
    sitting = make.sitting(make.pupil(school), planned=["card-sort"])
    make.assent(sitting)
    _, token = doors.open_session(session, SessionKind.PUPIL, now=now(), sitting=sitting)
    session.commit()
    said = _said(PUPIL_PAGES, token, *HEAVY, MYSAY_DATA=str(tmp_path), MYSAY_HTTPS="no")
    assert said == "[200, 200] []"


def test_the_activities_are_listed_without_loading_a_server(tmp_path: Path) -> None:
    assert _said(ACTIVITIES, *HEAVY, *SERVER, MYSAY_DATA=str(tmp_path / "none")) == "0 True []"
    assert not (tmp_path / "none").exists()


def test_a_demo_school_that_is_there_already_opens_without_the_calendars_it_was_filled_by(tmp_path: Path) -> None:
    assert _said(DEMO, *HEAVY, "holidays", "dateutil", MYSAY_DATA=str(tmp_path)) == "[]"


def test_templates_are_not_compiled_again_at_the_next_start(tmp_path: Path) -> None:
    here = {"MYSAY_DATA": str(tmp_path), "MYSAY_HTTPS": "no"}
    assert _said(SIGN_IN_PAGE, **here) == "200"
    assert _said(NOTHING_IS_COMPILED + SIGN_IN_PAGE, **here) == "200"


def test_another_version_of_the_program_compiles_them_anew(
    tmp_path: Path, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.keep_compiled(app, tmp_path)
    (before,) = (tmp_path / compiled.FOLDER).iterdir()
    monkeypatch.setattr("jinja2.__version__", "99.0")
    compiled.keep_compiled(app, tmp_path)
    (now,) = (tmp_path / compiled.FOLDER).iterdir()
    assert now != before


def test_where_compiled_templates_cannot_be_kept_the_page_still_comes(tmp_path: Path) -> None:
    (tmp_path / compiled.FOLDER).write_text("no folder")
    assert _said(SIGN_IN_PAGE, MYSAY_DATA=str(tmp_path), MYSAY_HTTPS="no") == "200"


def test_all_threads_of_the_server_take_memory_from_one_store() -> None:
    """Each store keeps what a busy moment took: with eight of them a worker holds 12 MB more (figure P17)."""

    def stores(first: str) -> int:
        program = STORES_OF_MEMORY.format(first=first)
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        return done.stderr.count("Arena ")

    assert stores("") > 1
    assert stores("_share_one_store_of_memory()") == 1
