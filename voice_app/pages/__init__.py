"""The web, by audience: `pupil` and `staff` today. Pages call services; they hold no rule and no query of their own."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from . import access, compiled, frame, languages, mishaps, safety, smaller


def register(app: Flask) -> None:
    """Give the app its pages. The order matters: access is checked before any form token is (rule X4)."""
    app.config.update(
        SECRET_KEY=app.config["MYSAY"].secret,
        SESSION_COOKIE_NAME="__Host-form" if app.config["MYSAY"].https else "form",
        SESSION_COOKIE_SECURE=app.config["MYSAY"].https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # `safety` says which replies renew the cookie.
        SESSION_REFRESH_EACH_REQUEST=False,
        # A form token lives as long as the session: it must not run out in a pupil's hands (rule A42).
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=12 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
    )
    compiled.keep_compiled(app, app.config["MYSAY"].data)
    # After-request steps run last first: headers are set, then the reply is made smaller.
    smaller.compress(app)
    safety.send_headers(app)
    access.guard(app)
    CSRFProtect(app)
    languages.speak(app)
    frame.give_templates_their_helpers(app)
    mishaps.answer(app)
    from . import pupil, staff

    for audience in (staff, pupil):
        import_all(audience)
        app.register_blueprint(audience.blueprint)


def import_all(audience: ModuleType) -> None:
    """Import every module of an audience, so that each page registers itself by being there."""
    for module in iter_modules(audience.__path__):
        import_module(f"{audience.__name__}.{module.name}")
