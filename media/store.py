"""Keeps files on disk, each under a name of ours; knows neither what is in them nor whose they are.

A row and its file belong together, after any crash too. Whoever keeps a file does it in this order:

    name = store.keep(photo.jpeg)     # 1. the file is there for good
    row.photo = name                  # 2. then the row, and its commit
    store.erase(name)                 # the other way about: first the row goes, and its commit, then the file

What a crash leaves between the two steps is a file without a row, and `sweep` removes it a day later.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Set
from datetime import datetime
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".part"


class FileMissing(Exception):
    """There is no file of this name, or it is no name of ours."""


class Store:
    """A folder of files. Any number of threads and processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder where there is none, for this user of the computer alone."""
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, content: bytes) -> str:
        """Keep this for good, under a new name: when it returns, a power cut takes nothing away.

        The same content kept twice is two files, so that erasing one pupil's photo never takes another's.
        """
        name = secrets.token_hex(16)
        unfinished = self._folder / f"{name}{_UNFINISHED}"
        try:
            with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # A second name, not a new one: a rename would take the place of a file that is there already.
            os.link(unfinished, self._folder / name)
        finally:
            unfinished.unlink(missing_ok=True)
        self._settle()
        return name

    def read(self, name: str) -> bytes:
        """What is kept under this name. Raises FileMissing."""
        try:
            return self._file(name).read_bytes()
        except FileNotFoundError:
            raise FileMissing(name) from None

    def erase(self, name: str) -> None:
        """Let it be gone for good, or stay gone. Raises FileMissing where it is no name of ours."""
        self._file(name).unlink(missing_ok=True)
        self._settle()

    def sweep(self, wanted: Set[str], *, older_than: datetime) -> int:
        """Erase what was kept before this time and has no row, and what a crash left unfinished. Returns how many.

        `older_than` is a day ago: what is younger may have its row in a commit that is still to come.
        """
        swept = 0
        for file in self._folder.iterdir():
            name = file.name.removesuffix(_UNFINISHED)
            # What somebody else put here is not ours to delete.
            if not _NAME.fullmatch(name) or file.name in wanted:
                continue
            try:
                if file.stat().st_mtime < older_than.timestamp():
                    file.unlink()
                    swept += 1
            except FileNotFoundError:
                continue  # somebody else was quicker
        self._settle()
        return swept

    def _file(self, name: str) -> Path:
        # Whatever comes with a dot, a slash or a drive letter leads out of the folder on one system or another.
        if not _NAME.fullmatch(name):
            raise FileMissing(name)
        return self._folder / name

    def _settle(self) -> None:
        """Have the folder itself written: a file can be safe on the disk, and its name not be."""
        if os.name == "nt":
            return  # keeps names in a journal, and opens no folder
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


#: Windows would otherwise change line ends in a picture.
_BINARY = getattr(os, "O_BINARY", 0)
