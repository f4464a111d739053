"""A trembling hand taps twice: the second tap must not answer the page that the first one brought (rule A21).

The page's script takes no press in its first moments (`frontend/pupil/steady.ts`, `talk.ts`). Without script only time
tells a second tap from an answer, so each form says when its page was made and, but for an activity's, which looks for
itself, where it stands. It is no secret and not signed: whoever changed it could only do without the guard.
"""

from __future__ import annotations

from time import time

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from .blueprint import blueprint
from .way_back import page_of_pupil_mode

#: So long nobody can have seen and answered a page, in milliseconds.
TOO_SOON = 400


def made_now() -> str:
    """This moment, in milliseconds, as the forms of a page carry it."""
    return str(round(time() * 1000))


def too_soon() -> bool:
    """Whether this form is of a page that was made a moment ago: nobody can have seen it yet."""
    made = request.form.get("made", "")
    return made.isdecimal() and 0 <= round(time() * 1000) - int(made[:20]) < TOO_SOON


@blueprint.before_request
def shown_again_where_too_soon() -> ResponseReturnValue | None:
    """Nothing is taken from a page that was made a moment ago: it is shown again, as it stands now."""
    if request.method != "POST" or "made_at" not in request.form or not too_soon():
        return None
    return redirect(page_of_pupil_mode(request.form["made_at"]) or url_for("pupil.home"))
