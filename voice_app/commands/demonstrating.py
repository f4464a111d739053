"""Open the demo school: fill it at the first start, then serve it to this computer."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from voice_app import create_app, database
from voice_app.settings import Settings, read_settings

from .demo import fill, log_ins
from .instance import check_shape, database_file, engine_of, holds_demo, holds_real_school, working
from .problem import Problem
from .serving import address, check_free, run

#: The demo is for this computer, whatever the settings say.
HOST = "127.0.0.1"


def demonstrate(port: int, *, reset: bool) -> int:
    """Serve the demo school until Ctrl+C; what is entered stays for the next start, unless `reset`.

    Raises Problem where the port is taken, before anything is deleted, and where the folder holds a real school.
    """
    settings = replace(read_settings(), https=False)
    check_free(HOST, port)
    app, known = prepare(settings, reset=reset)

    def listening() -> None:
        print(f"\n  My Say, the demo school: {address(settings, HOST, port)}\n")
        print(f"{log_ins.as_table(known)}\n")

    return run(app, settings, HOST, port, listening=listening)


def prepare(settings: Settings, *, reset: bool) -> tuple[Flask, list[dict[str, str]]]:
    """The app with the demo school in it, and the log-ins."""
    file = database_file(settings)
    if file is None:
        raise Problem("The demo needs a file of its own. Leave out MYSAY_DATABASE for make demo.")
    app = _app_for_demo(settings)
    if reset and holds_demo(engine_of(app)):
        engine_of(app).dispose()
        _delete(settings.data, file)
        app = _app_for_demo(settings)
    check_shape(app, settings)
    engine = engine_of(app)
    if not holds_demo(engine):
        print("Making the demo school: 40 invented pupils and their last two years. This takes a moment.", flush=True)
        gc.enable()  # thousands of rows pass by
        # All of it or nothing: a start that is broken off begins anew the next time.
        with working(engine) as session:
            fill(session, datetime.now(UTC))
            return app, log_ins.give(session, settings.data)
    known = log_ins.kept(settings.data)
    if known is None:
        with working(engine) as session:
            known = log_ins.give(session, settings.data)
    return app, known


def _app_for_demo(settings: Settings) -> Flask:
    # What an earlier version made can still be started over.
    app = create_app(settings)
    database.migrate(app)
    if holds_real_school(engine_of(app)):
        raise Problem(
            f"{settings.data} holds a school that is no demo; nothing was changed. "
            "Set MYSAY_DATA to another folder for the demo."
        )
    return app


def _delete(data: Path, database: Path) -> None:
    for name in (database, *(database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm", "-journal"))):
        name.unlink(missing_ok=True)
    (data / log_ins.FILE).unlink(missing_ok=True)
