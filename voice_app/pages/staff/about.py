"""Where the pictures and the letters come from; their licences ask for it on a page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from media.cards import credit
from voice_app.pages.access import Audience, opens_for

from .blueprint import blueprint


@blueprint.get("/about-pictures")
@opens_for(Audience.ANYONE)
def about_pictures() -> ResponseReturnValue:
    """The credits. The page shows nothing of anybody."""
    return render_template("staff/about_pictures.html", pictures=credit())
