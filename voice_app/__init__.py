"""My Say: pupils with special educational needs say what they think about school, and it reaches their reviews."""

from __future__ import annotations

from flask import Flask

from . import database
from .settings import Settings, read_settings


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve. Refuses to start where a room or a kind of review is broken."""
    from activities import all_activities

    from . import pages, review_kinds

    app = Flask(__name__, static_folder="static", template_folder="pages")
    app.config["MYSAY"] = settings or read_settings()
    all_activities()
    review_kinds.all_kinds()
    database.connect(app, app.config["MYSAY"].database)
    pages.register(app)
    return app
