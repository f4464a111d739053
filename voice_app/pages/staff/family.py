"""Who is at home: the adults about whom a pupil is asked, each apart."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app.database import db_session
from voice_app.model import FamilyMember, Pupil
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.services import family as families
from voice_app.services import reach
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .forms_family import PICTURES, RELATIONS, FamilyForm


@blueprint.get("/pupils/<uuid:pupil_id>/family")
@opens_for(Audience.STAFF)
def family(pupil_id: UUID) -> ResponseReturnValue:
    """Everybody at home, and a form for one more."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    leave_trail(session, viewer, "looked at family", now=now(), pupil_id=pupil.id)
    return _family_page(pupil, FamilyForm())


@blueprint.post("/pupils/<uuid:pupil_id>/family")
@opens_for(Audience.STAFF)
def add_family_member(pupil_id: UUID) -> ResponseReturnValue:
    """Add somebody."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    form = FamilyForm()
    if not form.validate_on_submit():
        return _family_page(pupil, form), 422
    member = families.add_member(session, viewer, pupil, form.details(), now=now())
    flash(gettext("%(name)s is added. The pupil is asked about them next time.", name=member.name))
    return redirect(url_for("staff.family", pupil_id=pupil.id))


def _family_page(pupil: Pupil, form: FamilyForm) -> str:
    members = families.family_of(db_session(), pupil)
    return render_template(
        "staff/family.html", pupil=pupil, members=members, form=form, relations=RELATIONS, pictures=list(PICTURES)
    )


@blueprint.get("/pupils/<uuid:pupil_id>/family/<uuid:member_id>")
@opens_for(Audience.STAFF)
def family_member(pupil_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """One of them."""
    pupil, member = _one(pupil_id, member_id)
    return _member_page(pupil, member, FamilyForm(obj=member))


@blueprint.post("/pupils/<uuid:pupil_id>/family/<uuid:member_id>")
@opens_for(Audience.STAFF)
def change_family_member(pupil_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Change what is written down."""
    pupil, member = _one(pupil_id, member_id)
    form = FamilyForm()
    if not form.validate_on_submit():
        return _member_page(pupil, member, form), 422
    families.change_member(db_session(), this_viewer(), member, form.details(), now=now())
    flash(gettext("Saved."))
    return redirect(url_for("staff.family", pupil_id=pupil.id))


@blueprint.post("/pupils/<uuid:pupil_id>/family/<uuid:member_id>/end")
@opens_for(Audience.STAFF)
def end_family_member(pupil_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Ask about them no more."""
    pupil, member = _one(pupil_id, member_id)
    families.end_member(db_session(), this_viewer(), member, now=now())
    flash(gettext("The pupil is not asked about %(name)s any more.", name=member.name))
    return redirect(url_for("staff.family", pupil_id=pupil.id))


@blueprint.post("/pupils/<uuid:pupil_id>/family/<uuid:member_id>/bring-back")
@opens_for(Audience.STAFF)
def bring_back_family_member(pupil_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Ask about them again."""
    pupil, member = _one(pupil_id, member_id)
    families.bring_back_member(db_session(), this_viewer(), member, now=now())
    flash(gettext("The pupil is asked about %(name)s again.", name=member.name))
    return redirect(url_for("staff.family", pupil_id=pupil.id))


def _one(pupil_id: UUID, member_id: UUID) -> tuple[Pupil, FamilyMember]:
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    return pupil, families.one_member(session, viewer, pupil, member_id)


def _member_page(pupil: Pupil, member: FamilyMember, form: FamilyForm) -> str:
    return render_template("staff/family_member.html", pupil=pupil, member=member, form=form, pictures=list(PICTURES))
