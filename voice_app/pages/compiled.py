"""Templates are compiled once for each version of the program, not at every start."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

import jinja2
from flask import Flask
from jinja2.bccache import Bucket

#: In the folder of the school's data: nobody else can write there.
FOLDER = "templates"


class _Kept(jinja2.FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        # A full disk costs the next start some time, and nobody their page.
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep_compiled(app: Flask, data: Path) -> None:
    """Keep what templates are compiled to: compiling takes half of a first page's time (figure P17)."""
    folder = data / FOLDER / _version()
    try:
        if not folder.is_dir():
            shutil.rmtree(data / FOLDER, ignore_errors=True)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return
    app.jinja_options = {**app.jinja_options, "bytecode_cache": _Kept(str(folder))}


def _version() -> str:
    """Of the program: Jinja knows a template again by its text alone, and what it is compiled to depends on more."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    known = [(file.name, (seen := file.stat()).st_size, seen.st_mtime_ns) for file in files]
    return hashlib.sha256(repr((jinja2.__version__, known)).encode()).hexdigest()[:16]
