"""Pupils who asked to talk: seen by the person asked, and by the safeguarding lead and the deputy."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app.database import db_session
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.services import tell_someone
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint


@blueprint.get("/told")
@opens_for(Audience.SIGNED_IN)
def told() -> ResponseReturnValue:
    """Who asked to talk, and when. For anybody signed in: a safeguarding lead may hold any role."""
    waiting = tell_someone.waiting_for(db_session(), this_viewer())
    return render_template("staff/told.html", waiting=waiting)


@blueprint.post("/told/<uuid:asked_id>")
@opens_for(Audience.SIGNED_IN)
def seen(asked_id: UUID) -> ResponseReturnValue:
    """This person has seen it; the pupil is told so."""
    session, viewer = db_session(), this_viewer()
    asked = tell_someone.mark_seen(session, viewer, asked_id, now=now())
    leave_trail(
        session,
        viewer,
        "saw that a pupil wants to talk",
        now=now(),
        pupil_id=asked.pupil_id,
        about={"ask": str(asked.id)},
    )
    flash(gettext("Thank you. Now find a quiet time and place to listen."))
    return redirect(url_for("staff.told"))
