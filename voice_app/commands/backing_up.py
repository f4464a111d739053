"""Copy a school's data while it is in use (issue: nothing is lost; rule D of backups: a copy is read back)."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from voice_app.settings import read_settings

from .instance import existing_database_file
from .problem import Problem

#: A copy that has not come to its end after so many seconds never will: something keeps the database locked.
LONGEST = 600.0
#: The folder of photos, in a school's data and in a copy.
PHOTOS = "photos"
#: So often the database is copied, where photos went away while the copy was made.
TRIES = 3
#: SQLITE_DONE: what SQLite says of a step after which nothing is left to copy.
COPIED = 101


def back_up(folder: Path) -> int:
    """Copy the database and the photos into a new dated folder in `folder`, read the copy back, and print where it is.

    All that a school enters is in these two. The secret is not copied: it signs forms, and a new one is made.
    Raises Problem for a database that is not SQLite, a folder that cannot be written, and a copy that is not whole.
    """
    settings = read_settings()
    source = existing_database_file(settings)
    if source is None:
        raise Problem(
            "This school's data is in PostgreSQL, which copies itself: pg_dump --format=custom --file=mysay.dump NAME."
        )
    made = copy_whole(source, folder, now=datetime.now(UTC), photos=settings.data / PHOTOS)
    print(made)
    return 0


def copy_whole(source: Path, folder: Path, *, now: datetime, photos: Path | None = None) -> Path:
    """The finished copy's folder, named by the time in UTC. A copy that was broken off leaves no such folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = folder / f".unfinished-{os.getpid()}"
        unfinished.mkdir(mode=0o700)
    except OSError as refused:
        raise Problem(f"{folder}: a copy cannot be made here ({refused.strerror}). Choose another folder.") from refused
    try:
        copy = unfinished / "mysay.sqlite"
        missing = _copy_both(source, copy, photos, unfinished / PHOTOS)
        rows = read_back(copy)
        told = {"made_at": now.isoformat(), "rows": rows, "photos_missing": missing}
        (unfinished / "backup.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
        for file in sorted(unfinished.rglob("*"), reverse=True):
            file.chmod(0o700 if file.is_dir() else 0o600)
            _to_disk(file)
        _to_disk(unfinished)
        finished = _free_name(folder / f"mysay-{now:%Y-%m-%d-%H%M%S}")
        unfinished.rename(finished)
        _to_disk(folder)
    except OSError as refused:
        raise Problem(f"{folder}: the copy could not be written ({refused.strerror}). No copy was made.") from refused
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return finished


def _copy_both(source: Path, copy: Path, photos: Path | None, into: Path) -> list[str]:
    """The database, then the files that its rows name: a row is committed after its file and goes before it (rule D5).

    A photo that a pupil took back in between is gone with its row, so the database is copied once more. Returns the
    names of files that are really lost, which must not keep a school from having a copy of all else.
    """
    missing: list[str] = []
    for _ in range(TRIES):
        copy.unlink(missing_ok=True)
        copy_database(source, copy)
        missing = _copy_photos(_photo_names(copy), photos, into)
        if not missing:
            break
    wanted = _photo_names(copy)
    for left in into.iterdir() if into.exists() else ():
        if left.name not in wanted:
            left.unlink()
    return missing


def _photo_names(copy: Path) -> set[str]:
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as reading:
        if reading.execute("SELECT 1 FROM sqlite_schema WHERE name = 'photo'").fetchone() is None:
            return set()
        rows = reading.execute("SELECT file, small FROM photo").fetchall()
    return {name for names in rows for name in names if name}


def _copy_photos(names: set[str], photos: Path | None, into: Path) -> list[str]:
    missing = []
    for name in sorted(names):
        into.mkdir(mode=0o700, exist_ok=True)
        if (into / name).exists():
            continue
        try:
            shutil.copyfile((photos or into) / name, into / name)
        except FileNotFoundError:
            missing.append(name)
    return missing


def copy_database(source: Path, copy: Path, *, longest: float = LONGEST) -> None:
    """Copy an SQLite database as it stands at one moment, whoever is writing to it."""
    # A connection of our own: one with an open transaction would make the copying wait for itself, for ever.
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as reading:
            reading.execute("PRAGMA busy_timeout=500")
            with closing(sqlite3.connect(copy)) as writing:
                # In one go, so that it is one moment: copied page by page it begins anew with each write of others.
                reading.backup(writing, pages=-1, progress=_way_out(longest))
                writing.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as refused:
        raise Problem(f"{source}: the database could not be copied ({refused}). No copy was made.") from refused


def _way_out(longest: float) -> Callable[[int, int, int], None]:
    until = time.monotonic() + longest

    def progress(status: int, _remaining: int, _total: int) -> None:
        # Of a locked database nothing is known yet, not even that something remains: only the status tells.
        if status != COPIED and time.monotonic() > until:
            raise Problem("The database stayed locked for too long, and no copy was made. Try again later.")

    return progress


def read_back(copy: Path) -> dict[str, int]:
    """The rows of every table of a copy. Raises Problem where the copy is not whole."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as reading:
        try:
            (said,) = reading.execute("PRAGMA integrity_check").fetchone()
            lost = reading.execute("PRAGMA foreign_key_check").fetchone()
            if said != "ok" or lost is not None:
                raise Problem(f"The copy is not whole ({said if said != 'ok' else lost}). Check the database's disk.")
            named = reading.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            tables = sorted(name for (name,) in named)
            return {table: _rows(reading, table) for table in tables}
        except sqlite3.Error as refused:
            raise Problem(f"The copy cannot be read back ({refused}). Check the database's disk.") from refused


def _rows(reading: sqlite3.Connection, table: str) -> int:
    # The name is one of the database's own tables, not something typed.
    return int(reading.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608


def _free_name(wanted: Path) -> Path:
    taken, number = wanted, 1
    while taken.exists():
        number += 1
        taken = wanted.with_name(f"{wanted.name}-{number}")
    return taken


def _to_disk(place: Path) -> None:
    """Have the disk hold it, power cut or not. Windows cannot do this to a folder."""
    if os.name == "nt" and place.is_dir():
        return
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
