"""A page of a sitting that was thrown away, brought back by Back and sent: it begins nothing."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from voice_app.services.assent import ThrownAway

from .blueprint import blueprint


@blueprint.errorhandler(ThrownAway)
def thrown_away(_: ThrownAway) -> ResponseReturnValue:
    """To the word that it is gone, then to giving the tablet back."""
    return redirect(url_for("pupil.gone"))
