"""What every test can use: an app on a real database made by the migrations, a session, and the factories."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.orm import Session

os.environ["MYSAY_QUICK_PASSWORDS"] = "for tests only"

from tests.make import NOON, Make
from voice_app import create_app, database
from voice_app.model import School, SessionKind, Sitting, Staff
from voice_app.review_kinds import reading
from voice_app.services import doors
from voice_app.settings import Settings


def settings_for(folder: Path, **wanted: object) -> Settings:
    """Settings of a test: an SQLite file of its own, plain HTTP."""
    fields: dict[str, object] = {
        "data": folder,
        "database": f"sqlite:///{folder / 'mysay.sqlite'}",
        "secret": "for tests only",
        "https": False,
    }
    return Settings(**fields | wanted)  # type: ignore[arg-type]  # a dict of mixed values


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database made by the migrations, to be copied."""
    folder = tmp_path_factory.mktemp("database")
    app = create_app(settings_for(folder))
    database.migrate(app)
    with app.app_context():
        with database.the_engine().connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.the_engine().dispose()
    return folder / "mysay.sqlite"


class CompiledOnce(BytecodeCache):
    """Templates that any app of this run has compiled: each test has an app of its own, which would do it again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = CompiledOnce()


@pytest.fixture
def app(tmp_path: Path, migrated_database: Path) -> Iterator[Flask]:
    """An app of this test's own."""
    shutil.copy(migrated_database, tmp_path / "mysay.sqlite")
    made = create_app(settings_for(tmp_path))
    made.config["TESTING"] = True
    # Form tokens are tested apart, in a browser and by test_forms; here they would hide what a test is about.
    made.config["WTF_CSRF_ENABLED"] = False
    made.jinja_env.bytecode_cache = TEMPLATES
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session on the test's database. Commit before asking a page about it."""
    with Session(app.extensions["engine"], expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def make(session: Session) -> Make:
    """The factories."""
    return Make(session)


@pytest.fixture
def school(make: Make) -> School:
    """A school with its safeguarding lead and deputy named."""
    return make.school()


@pytest.fixture
def individual_support_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A kind of review that a change of the law may bring, known by its data file alone. Gives its slug."""
    folder = tmp_path / "kinds"
    shutil.copytree(reading.KINDS, folder)
    annual_review = (folder / "annual-review.toml").read_text(encoding="utf-8")
    for old, new in (
        ('slug = "annual-review"', 'slug = "isp-review"'),
        ('title = "Annual review"', 'title = "Individual Support Plan review"'),
        ('plural = "Annual reviews"', 'plural = "Individual Support Plan reviews"'),
        ('sen = ["E"]', 'sen = ["K", "E"]'),
    ):
        assert old in annual_review
        annual_review = annual_review.replace(old, new, 1)
    (folder / "isp-review.toml").write_text(annual_review, encoding="utf-8")
    monkeypatch.setattr(reading, "KINDS", folder)
    reading.all_kinds.cache_clear()
    yield "isp-review"
    reading.all_kinds.cache_clear()


Enter = Callable[..., FlaskClient]


@pytest.fixture
def enter(app: Flask, session: Session) -> Enter:
    """A client with a session: of this member of staff, or in pupil mode of this sitting."""

    def open_door(staff: Staff | None = None, *, sitting: Sitting | None = None, kind: str = "") -> FlaskClient:
        chosen = SessionKind(kind) if kind else SessionKind.PUPIL if sitting else SessionKind.STAFF
        from datetime import UTC, datetime

        _, token = doors.open_session(session, chosen, now=datetime.now(UTC), staff=staff, sitting=sitting)
        session.commit()
        client = app.test_client()
        client.set_cookie("mysay", token)
        return client

    return open_door


__all__ = ["NOON"]
