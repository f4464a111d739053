"""Pages for what went wrong: one plain sentence, and in pupil mode never a way out of it."""

from __future__ import annotations

import logging

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from media.photos import SENTENCES, Why
from voice_app.database import db_session
from voice_app.model import SessionKind
from voice_app.services.reach import OutOfReach

from .access import viewer_or_none

log = logging.getLogger("mysay")


def answer(app: Flask) -> None:
    """Register the answers."""
    app.register_error_handler(OutOfReach, lambda _error: _page(404))
    app.register_error_handler(CSRFError, lambda _error: _page(400))
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(HTTPException, lambda error: _page(error.code or 500))
    app.register_error_handler(InternalServerError, lambda _error: _page(500))


def _database_busy(error: OperationalError) -> ResponseReturnValue:
    # Locked or full: say so, acknowledge nothing, recover without a restart (rule D6). The log names no values.
    log.error("The database did not take a change: %s", type(error.orig).__name__)
    db_session().rollback()
    return _page(503)


def _sentence(status: int) -> str:
    sentences: dict[int, str] = {
        400: gettext("This page was open too long. Go back, open it again, and try once more."),
        403: gettext("You cannot open this page."),
        404: gettext("This page is not here."),
        405: gettext("This page is not here."),
        413: too_large(),
        429: gettext("Too many tries. Wait a few minutes, then try again."),
        503: gettext("My Say is busy. Nothing was lost. Try again in a minute."),
    }
    if status in sentences:
        return sentences[status]
    otherwise: str = gettext("Something went wrong. Try again. If it goes on, tell whoever looks after My Say.")
    return otherwise


def too_large() -> str:
    """That what was sent is too large. A photo may be larger than anything else."""
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, "most_bytes"):
        return str(gettext(SENTENCES[Why.TOO_MANY_BYTES]))
    return str(gettext("That file is too large. Choose one under 10 MB."))


def _page(status: int) -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        return jsonify(error=_sentence(status)), status
    try:
        viewer = viewer_or_none()
    except OperationalError:
        viewer = None
    if viewer is not None and viewer.kind is SessionKind.PUPIL:
        from .pupil.calm import mishap_page

        return mishap_page(viewer, status, _sentence(status) if status == 413 else ""), status
    return Response(render_template("staff/mishap.html", sentence=_sentence(status), status=status), status)
