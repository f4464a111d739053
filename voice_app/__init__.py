"""My Say: pupils with special educational needs say what they think about school, and it reaches their reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from .settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve. Refuses to start where a room or a kind of review is broken."""
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
