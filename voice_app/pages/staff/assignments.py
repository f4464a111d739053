"""Which pupils a member of staff works with. Whoever gives them out sees names and classes, no views."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import BadRequest

from voice_app.database import db_session
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.services import assign as assigning
from voice_app.services import manage_staff

from .blueprint import blueprint
from .form_words import one_line


@blueprint.get("/staff/<uuid:staff_id>/pupils")
@opens_for(Audience.MANAGER)
def person_pupils(staff_id: UUID) -> ResponseReturnValue:
    """Their pupils, and a search for more."""
    return _page(staff_id, class_name=request.args.get("class_name", ""))


@blueprint.post("/staff/<uuid:staff_id>/pupils/find")
@opens_for(Audience.MANAGER)
def find_pupils_for(staff_id: UUID) -> ResponseReturnValue:
    """The same page with what was found. Posted, so that no pupil's name stands in an address (rule S6)."""
    return _page(staff_id, name=one_line(request.form.get("name")), class_name=request.form.get("class_name", ""))


def _page(staff_id: UUID, *, name: str = "", class_name: str = "") -> str:
    session, viewer = db_session(), this_viewer()
    staff = manage_staff.one_person(session, viewer, staff_id)
    mine = assigning.assigned(session, staff)
    return render_template(
        "staff/person_pupils.html",
        staff=staff,
        mine=mine,
        ticked={pupil.id for pupil in mine},
        found=assigning.find_pupils(session, viewer, name=name, class_name=class_name),
        classes=assigning.classes(session, viewer),
        name=name,
        class_name=class_name,
    )


@blueprint.post("/staff/<uuid:staff_id>/pupils")
@opens_for(Audience.MANAGER)
def assign_pupils(staff_id: UUID) -> ResponseReturnValue:
    """Keep the ticks of the rows that were shown; everything else stays as it was."""
    session, viewer = db_session(), this_viewer()
    staff = manage_staff.one_person(session, viewer, staff_id)
    shown = _ids("shown")
    ticked = shown if request.form.get("all") else _ids("pupil")
    given, taken = assigning.assign(session, viewer, staff, shown=shown, ticked=ticked, now=now())
    flash(_what_changed(staff.name, given, taken))
    return redirect(
        url_for("staff.person_pupils", staff_id=staff.id, class_name=request.form.get("class_name") or None)
    )


def _ids(name: str) -> list[UUID]:
    try:
        return [UUID(text) for text in request.form.getlist(name)]
    except ValueError as strange:
        raise BadRequest from strange


def _what_changed(name: str, given: int, taken: int) -> str:
    if not given and not taken:
        return str(gettext("Nothing was changed."))
    said = gettext(
        "Saved. Pupils added for %(name)s: %(given)s. Pupils taken off: %(taken)s.", name=name, given=given, taken=taken
    )
    return str(said)
