"""A copy made while the school works is whole, and can be put in the place of the database."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import settings_for
from tests.make import A_JPEG, Make
from voice_app.commands import backing_up, main
from voice_app.commands.backing_up import copy_database, copy_whole, read_back
from voice_app.commands.problem import Problem
from voice_app.model import Photo, School

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, make: Make, school: School, session: Session) -> Path:
    """A school's database with a pupil in it."""
    make.pupil(school)
    session.commit()
    return tmp_path / "mysay.sqlite"


def test_the_copy_holds_the_same_rows(database: Path, tmp_path: Path) -> None:
    made = copy_whole(database, tmp_path / "copies", now=NOW)

    assert made.name == "mysay-2026-11-23-163000"
    told = json.loads((made / "backup.json").read_text())
    assert told["rows"] == read_back(database)
    assert told["rows"]["pupil"] == 1
    assert sorted(file.name for file in made.iterdir()) == ["backup.json", "mysay.sqlite"]


class TestPhotos:
    """Rows and files belong together in a copy as well (rule D5)."""

    @pytest.fixture
    def photo(self, database: Path, make: Make, session: Session) -> Photo:
        school = session.scalars(select(School)).one()
        made = make.photo(make.sitting(make.pupil(school)))
        session.commit()
        return made

    def copied(self, database: Path, tmp_path: Path) -> Path:
        return copy_whole(database, tmp_path / "copies", now=NOW, photos=tmp_path / "photos")

    def test_every_file_that_a_row_names_is_copied_and_no_other(
        self, database: Path, tmp_path: Path, photo: Photo, make: Make
    ) -> None:
        make.photo_store().keep(b"without a row")

        made = self.copied(database, tmp_path)

        assert {file.name for file in (made / "photos").iterdir()} == {photo.file, photo.small}
        assert (made / "photos" / (photo.file or "")).read_bytes() == A_JPEG
        assert json.loads((made / "backup.json").read_text())["photos_missing"] == []

    def test_a_photo_that_goes_while_the_copy_is_made_takes_its_row_along(
        self, database: Path, tmp_path: Path, photo: Photo, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        really = backing_up.copy_database

        def then_it_goes(source: Path, copy: Path) -> None:
            really(source, copy)
            session.delete(photo)
            session.commit()
            (tmp_path / "photos" / (photo.file or "")).unlink(missing_ok=True)
            monkeypatch.setattr(backing_up, "copy_database", really)

        monkeypatch.setattr(backing_up, "copy_database", then_it_goes)
        made = self.copied(database, tmp_path)
        assert read_back(made / "mysay.sqlite")["photo"] == 0
        assert list((made / "photos").iterdir()) == []

    def test_a_lost_file_is_told_and_keeps_nothing_else_from_being_copied(
        self, database: Path, tmp_path: Path, photo: Photo
    ) -> None:
        (tmp_path / "photos" / (photo.file or "")).unlink()
        made = self.copied(database, tmp_path)
        assert json.loads((made / "backup.json").read_text())["photos_missing"] == [photo.file]
        assert {file.name for file in (made / "photos").iterdir()} == {photo.small}


def test_two_copies_in_one_second_do_not_meet(database: Path, tmp_path: Path) -> None:
    first = copy_whole(database, tmp_path / "copies", now=NOW)
    assert copy_whole(database, tmp_path / "copies", now=NOW).name == f"{first.name}-2"


def test_a_copy_made_while_others_write_is_of_one_moment(database: Path, tmp_path: Path) -> None:
    """Both rows of each commit are in the copy, or neither is; and nothing committed before is missing."""
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("CREATE TABLE left_hand (n INTEGER); CREATE TABLE right_hand (n INTEGER)")
    done, before = threading.Event(), threading.Event()
    written: list[int] = []

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=10)) as connection:
            while not done.is_set():
                with connection:
                    connection.execute("INSERT INTO left_hand VALUES (?)", (len(written),))
                    connection.execute("INSERT INTO right_hand VALUES (?)", (len(written),))
                written.append(len(written))
                if len(written) > 20:
                    before.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert before.wait(30)
        for second in range(3):
            acknowledged = len(written)
            rows = read_back(copy_whole(database, tmp_path / "copies", now=NOW.replace(second=second)) / "mysay.sqlite")
            assert rows["left_hand"] == rows["right_hand"] >= acknowledged
    finally:
        done.set()
        writer.join()


def test_an_unfinished_write_of_somebody_else_is_not_waited_for(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE school SET name = 'Half a change'")
        copy = copy_whole(database, tmp_path / "copies", now=NOW) / "mysay.sqlite"
    with closing(sqlite3.connect(copy)) as reading:
        assert reading.execute("SELECT name FROM school").fetchone() == ("Harbour View School",)


def test_a_database_that_stays_locked_ends_in_a_sentence(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "locked.sqlite")) as locking:
        locking.execute("CREATE TABLE pupil (name TEXT)")
        locking.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Problem, match=r"[Nn]o copy was made"):
            copy_database(tmp_path / "locked.sqlite", tmp_path / "copy.sqlite", longest=0.5)


def test_a_database_that_is_damaged_is_no_copy(database: Path, tmp_path: Path, session: Session) -> None:
    session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    session.commit()
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 30] = os.urandom(4096 * 27)
    spoilt = tmp_path / "spoilt.sqlite"
    spoilt.write_bytes(content)
    with pytest.raises(Problem):
        copy_whole(spoilt, tmp_path / "copies", now=NOW)
    assert list((tmp_path / "copies").iterdir()) == []


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def _instance(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MYSAY_DATA", str(tmp_path))
        monkeypatch.delenv("MYSAY_DATABASE", raising=False)

    def test_it_prints_where_the_copy_is(
        self, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["backup", str(tmp_path / "copies")]) == 0
        assert read_back(Path(capsys.readouterr().out.strip()) / "mysay.sqlite") == read_back(database)

    def test_a_folder_that_is_a_file_gives_a_sentence(
        self, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "copies").write_text("not a folder")
        assert main(["backup", str(tmp_path / "copies")]) == 1
        assert "Choose another folder" in capsys.readouterr().err

    def test_a_folder_that_cannot_be_written_gives_a_sentence(
        self, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        # Root may write everywhere, so the disk's refusal is played.
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

        monkeypatch.setattr(backing_up, "read_settings", lambda: settings_for(tmp_path))
        monkeypatch.setattr(Path, "mkdir", refuse)
        assert main(["backup", str(tmp_path / "copies")]) == 1
        assert "Choose another folder" in capsys.readouterr().err

    def test_without_a_database_there_is_no_empty_copy(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["backup", str(tmp_path / "copies")]) == 1
        assert "There is no database" in capsys.readouterr().err
        assert not (tmp_path / "copies").exists()

    def test_for_postgresql_it_names_what_to_use(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("MYSAY_DATABASE", "postgresql+psycopg://mysay@localhost/mysay")
        assert main(["backup", str(tmp_path / "copies")]) == 1
        assert "pg_dump" in capsys.readouterr().err
