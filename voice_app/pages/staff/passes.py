"""Helper passes: made for one pupil, used by one helper, over at the end of the day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app.database import db_session
from voice_app.model import Pupil
from voice_app.pages.access import Audience, audiences_of, now, opens_for, settings, this_viewer, viewer_or_none
from voice_app.services import passes, reach
from voice_app.services.tries import TooManyTries

from .blueprint import blueprint
from .form_words import one_line
from .forms_sign_in import MakePassForm, UsePassForm
from .sign_in import in_pupil_mode, let_in_from_here, locked, this_place


@blueprint.get("/pass")
@opens_for(Audience.ANYONE)
def use_pass() -> ResponseReturnValue:
    """The door for helpers."""
    if viewer_or_none() is not None:
        return redirect(url_for("staff.home"))
    return render_template("staff/use_pass.html", form=UsePassForm())


@blueprint.post("/pass")
@opens_for(Audience.ANYONE)
def try_pass() -> ResponseReturnValue:
    """Let in whoever holds a pass of today."""
    viewer = viewer_or_none()
    if in_pupil_mode(viewer):
        return redirect(url_for("staff.home"))
    form = UsePassForm()
    if not form.validate_on_submit():
        return render_template("staff/use_pass.html", form=form), 422
    before = viewer.session if viewer else None
    try:
        _, token = passes.use_pass(db_session(), form.code.data or "", place=this_place(), now=now(), before=before)
    except passes.WrongCode:
        problem = gettext("This code opens nothing. Check each letter. A pass ends at midnight, or when you sign out.")
        return render_template("staff/use_pass.html", form=form, problem=problem), 401
    except TooManyTries as refused:
        return render_template("staff/use_pass.html", form=form, problem=locked(refused)), 429
    return let_in_from_here(token)


@blueprint.get("/pupils/<uuid:pupil_id>/pass")
@opens_for(Audience.STAFF)
def new_pass(pupil_id: UUID) -> ResponseReturnValue:
    """For whom is the pass?"""
    pupil = reach.one_pupil(db_session(), this_viewer(), pupil_id)
    return render_template("staff/make_pass.html", form=MakePassForm(), pupil=pupil)


@blueprint.post("/pupils/<uuid:pupil_id>/pass")
@opens_for(Audience.STAFF)
def make_pass(pupil_id: UUID) -> ResponseReturnValue:
    """Make it, and show its code this once."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    form = MakePassForm()
    name = one_line(form.helper_name.data)
    form.helper_name.data = name
    if not form.validate_on_submit() or not name:
        return render_template("staff/make_pass.html", form=form, pupil=pupil), 422
    made = passes.make_pass(session, viewer, pupil, name, secret=settings().secret, now=now())
    return render_template("staff/pass_made.html", pupil=pupil, made=made)


@blueprint.post("/pupils/<uuid:pupil_id>/pass/<uuid:pass_id>/end")
@opens_for(Audience.STAFF)
def end_pass(pupil_id: UUID, pass_id: UUID) -> ResponseReturnValue:
    """End a pass at once."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    ended = passes.end_pass(session, viewer, pupil, pass_id, now=now())
    flash(gettext("The pass of %(name)s is ended.", name=ended.helper_name))
    return redirect(url_for("staff.new_pass", pupil_id=pupil.id))


@blueprint.context_processor
def passes_in_templates() -> dict[str, Any]:
    """What `staff/passes/_list.html` asks, on whichever page it stands."""

    def open_passes(pupil: Pupil) -> list[Any]:
        viewer = viewer_or_none()
        return list(passes.open_passes(db_session(), viewer, pupil, now=now())) if viewer else []

    def may_make_passes() -> bool:
        return Audience.STAFF in audiences_of(viewer_or_none())

    return {"open_passes": open_passes, "may_make_passes": may_make_passes}
