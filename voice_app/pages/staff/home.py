"""Where a member of staff lands."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from voice_app.model import SessionKind
from voice_app.pages.access import Audience, audiences_of, opens_for, viewer_or_none

from .blueprint import blueprint


@blueprint.get("/")
@opens_for(Audience.ANYONE)
def home() -> ResponseReturnValue:
    """Go on to what this session is for; nobody learns from it who uses this device."""
    viewer = viewer_or_none()
    if viewer is None:
        return redirect(url_for("staff.sign_in"))
    if viewer.kind is SessionKind.PUPIL:
        return redirect(url_for("pupil.home"))
    if viewer.kind is SessionKind.CLOSE:
        return redirect(url_for("staff.close"))
    if Audience.STAFF in audiences_of(viewer):
        return redirect(url_for("staff.dashboard"))
    if viewer.helper is not None:  # a pass is for one pupil
        return redirect(url_for("staff.pupil", pupil_id=viewer.helper.pupil_id))
    return redirect(url_for("staff.people"))
