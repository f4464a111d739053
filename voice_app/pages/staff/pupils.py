"""The list of pupils, and the details of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app import review_kinds
from voice_app.database import db_session
from voice_app.model import Pupil
from voice_app.pages.access import Audience, audiences_of, now, opens_for, this_viewer, today
from voice_app.services import register_pupil
from voice_app.services.leave_trail import leave_trail
from voice_app.services.list_pupils import PupilList, Wanted, list_pupils, one_on_the_list

from .blueprint import blueprint
from .form_words import N_, one_line
from .forms_pupil import PupilForm


@blueprint.get("/pupils")
@opens_for(Audience.ADULT, Audience.MANAGER)
def pupils() -> ResponseReturnValue:
    """The pupils this viewer may reach; an administrator sees names and classes, and no views."""
    wanted = Wanted(
        class_name=request.args.get("class_name", ""),
        year=request.args.get("year", ""),
        sen=request.args.get("sen", ""),
        left=request.args.get("left") == "yes",
    )
    return _list_page(wanted, page=request.args.get("page", 1, type=int))


@blueprint.post("/pupils/find")
@opens_for(Audience.ADULT, Audience.MANAGER)
def find_pupils() -> ResponseReturnValue:
    """The list as asked for. A name is looked for by posting, so that it stands in no address (rule S6)."""
    asked = {name: request.form.get(name, "") for name in ("class_name", "year", "sen", "left")}
    name = one_line(request.form.get("name"))
    if not name:
        kept: dict[str, Any] = {key: value for key, value in asked.items() if value}
        return redirect(url_for("staff.pupils", **kept))
    return _list_page(
        Wanted(name, asked["class_name"], asked["year"], asked["sen"], left=asked["left"] == "yes"), page=1
    )


def _list_page(wanted: Wanted, *, page: int) -> str:
    viewer = this_viewer()
    found = list_pupils(db_session(), viewer, wanted, page=page, today=today())
    opened = audiences_of(viewer)
    return render_template(
        "staff/pupils.html",
        found=found,
        wanted=wanted,
        earlier=_page_url(wanted, found, -1),
        later=_page_url(wanted, found, +1),
        may_change=Audience.MANAGER in opened,
        sees_views=Audience.ADULT in opened,
        kinds=review_kinds.all_kinds(),
    )


def _page_url(wanted: Wanted, found: PupilList, step: int) -> str:
    """The address of the page before or after; found by name, there is none, as no name may stand in it."""
    page = found.page + step
    if wanted.name or not 1 <= page <= found.pages:
        return ""
    asked = {"class_name": wanted.class_name, "year": wanted.year, "sen": wanted.sen}
    kept: dict[str, Any] = {key: value for key, value in asked.items() if value}
    kept |= {"left": "yes"} if wanted.left else {}
    return url_for("staff.pupils", page=page, **kept)


@blueprint.get("/pupils/new")
@opens_for(Audience.MANAGER)
def new_pupil() -> ResponseReturnValue:
    """Somebody new."""
    return render_template("staff/new_pupil.html", form=PupilForm(), same=None)


@blueprint.post("/pupils/new")
@opens_for(Audience.MANAGER)
def add_pupil() -> ResponseReturnValue:
    """Add them."""
    form, viewer = PupilForm(), this_viewer()
    same = None
    if form.validate_on_submit():
        try:
            pupil = register_pupil.add_pupil(
                db_session(), viewer, form.details(), somebody_else=form.somebody_else.data, now=now()
            )
        except register_pupil.UpnTaken as taken:
            _say_taken(form, taken.pupil)
        except register_pupil.PerhapsTheSame as perhaps:
            same = perhaps.pupil
        else:
            flash(gettext("%(name)s is on the list.", name=pupil.full_name))
            return redirect(_after(pupil))
    return render_template("staff/new_pupil.html", form=form, same=same), 422


def _after(pupil: Pupil) -> str:
    """On to the pupil's page, for those who may open it."""
    if Audience.ADULT in audiences_of(this_viewer()):
        return url_for("staff.pupil", pupil_id=pupil.id)
    return url_for("staff.pupils")


def _say_taken(form: PupilForm, other: Pupil) -> None:
    left = N_("A pupil who has left has this UPN. Look under “Pupils who have left” and bring them back")
    here = N_("Another pupil of your school has this UPN. Check it, or leave it empty")
    form.upn.errors = [left if other.archived_at else here]


@blueprint.get("/pupils/<uuid:pupil_id>/edit")
@opens_for(Audience.MANAGER)
def edit_pupil(pupil_id: UUID) -> ResponseReturnValue:
    """One pupil's details."""
    session, viewer = db_session(), this_viewer()
    pupil = one_on_the_list(session, viewer, pupil_id)
    leave_trail(session, viewer, "looked at pupil details", now=now(), pupil_id=pupil.id)
    return _edit_page(pupil, PupilForm(pupil=pupil))


@blueprint.post("/pupils/<uuid:pupil_id>/edit")
@opens_for(Audience.MANAGER)
def change_pupil(pupil_id: UUID) -> ResponseReturnValue:
    """Change them."""
    session, viewer = db_session(), this_viewer()
    pupil = one_on_the_list(session, viewer, pupil_id)
    form = PupilForm(pupil=pupil)
    same = None
    if form.validate_on_submit():
        try:
            changed = register_pupil.change_pupil(
                session, viewer, pupil, form.details(), somebody_else=form.somebody_else.data, now=now()
            )
        except register_pupil.UpnTaken as taken:
            _say_taken(form, taken.pupil)
        except register_pupil.PerhapsTheSame as perhaps:
            same = perhaps.pupil
        else:
            flash(gettext("Saved.") if changed else gettext("Nothing was changed."))
            return redirect(_after(pupil))
    return _edit_page(pupil, form, same), 422


def _edit_page(pupil: Pupil, form: PupilForm, same: Pupil | None = None) -> str:
    sees_views = Audience.ADULT in audiences_of(this_viewer())
    return render_template("staff/edit_pupil.html", pupil=pupil, form=form, same=same, sees_views=sees_views)


@blueprint.post("/pupils/<uuid:pupil_id>/archive")
@opens_for(Audience.MANAGER)
def archive_pupil(pupil_id: UUID) -> ResponseReturnValue:
    """They have left."""
    session, viewer = db_session(), this_viewer()
    pupil = one_on_the_list(session, viewer, pupil_id)
    try:
        register_pupil.archive_pupil(session, viewer, pupil, now=now())
    except register_pupil.PracticePupilStays:
        flash(gettext("The practice pupil stays: everybody needs it to try things."), "error")
        return redirect(url_for("staff.edit_pupil", pupil_id=pupil.id))
    flash(gettext("%(name)s is off the list. Nothing was deleted.", name=pupil.full_name))
    return redirect(url_for("staff.pupils"))


@blueprint.post("/pupils/<uuid:pupil_id>/bring-back")
@opens_for(Audience.MANAGER)
def bring_back_pupil(pupil_id: UUID) -> ResponseReturnValue:
    """They are here again."""
    session, viewer = db_session(), this_viewer()
    pupil = one_on_the_list(session, viewer, pupil_id)
    register_pupil.bring_back(session, viewer, pupil, now=now())
    flash(gettext("%(name)s is on the list again.", name=pupil.full_name))
    return redirect(url_for("staff.edit_pupil", pupil_id=pupil.id))
