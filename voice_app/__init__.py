"""My Say: pupils with special educational needs say what they think about school, and it reaches their reviews."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from .settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve. Refuses to start where a room or a kind of review is broken."""
    with _nothing_thrown_away():
        return _made(settings)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Look for nothing to throw away: nearly all that is loaded stays, and looking takes a sixth of the time (P17)."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _made(settings: Settings | None) -> Flask:
    # Imported here, so that the commands which need no server answer at once (figure P17).
    from flask import Flask

    from activities import all_activities

    from . import database, pages, review_kinds
    from .settings import read_settings

    app = Flask(__name__, static_folder="static", template_folder="pages")
    app.config["MYSAY"] = settings or read_settings()
    all_activities()
    review_kinds.all_kinds()
    database.connect(app, app.config["MYSAY"].database)
    pages.register(app)
    return app
