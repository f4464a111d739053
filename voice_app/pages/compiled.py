"""Templates are compiled once for each version of the program, not at every start."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

#: In the folder of the school's data: nobody else can write there.
FOLDER = "templates"


class _Kept(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        # A full disk costs the next start some time, and nobody their page.
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep_compiled(app: Flask, data: Path) -> None:
    """Keep what templates are compiled to: compiling takes half of a first page's time (figure P17)."""
    folder = data / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return
    app.jinja_options = {**app.jinja_options, "bytecode_cache": _Kept(str(folder))}
