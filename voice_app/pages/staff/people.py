"""The school's staff: who they are, what they may do, and who the safeguarding leads are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup, escape

from voice_app.database import db_session
from voice_app.model import Role, Staff, TrailEntry
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.services import manage_staff, pick_up_again

from .blueprint import blueprint
from .form_words import N_
from .forms_people import WHAT_ROLES_DO, WHAT_THEY_ARE, LeadsForm, PersonForm
from .told import reminders

WHAT_HAPPENED = {
    "added staff": N_("%(who)s added %(whom)s."),
    "changed staff": N_("%(who)s changed the details of %(whom)s."),
    "changed role": N_("%(who)s changed the role of %(whom)s."),
    "disabled staff": N_("%(who)s disabled the log-in of %(whom)s."),
    "enabled staff": N_("%(who)s let %(whom)s sign in again."),
    "reset password": N_("%(who)s gave %(whom)s a new password."),
    "lifted sign-in lock": N_("%(who)s lifted the lock of %(whom)s."),
    "named safeguarding leads": N_("%(who)s named the safeguarding lead and the deputy."),
    "assigned pupil": N_("%(who)s gave a pupil to %(whom)s."),
    "took pupil off": N_("%(who)s took a pupil off the list of %(whom)s."),
    "sign-in locked": N_("Too many wrong tries locked the log-in of %(whom)s."),
}


def what_happened(change: TrailEntry, names: dict[str, str]) -> Markup:
    """A sentence about one change; names may be in any script, so each stands apart from the words around it."""
    technician = gettext("The technician") if change.who == "command" else gettext("Somebody")
    who = names.get(str(change.staff_id), technician)
    whom = names.get(change.about.get("staff", ""), gettext("somebody"))
    apart = Markup("<bdi>{}</bdi>")
    return escape(gettext(WHAT_HAPPENED[change.what])) % {"who": apart.format(who), "whom": apart.format(whom)}


@blueprint.get("/staff")
@opens_for(Audience.MANAGER)
def people() -> ResponseReturnValue:
    """Everybody who works here."""
    session, viewer = db_session(), this_viewer()
    listed = manage_staff.people(session, viewer, now=now())
    names = {str(person.staff.id): person.staff.name for person in listed}
    return render_template(
        "staff/people.html",
        people=listed,
        posts=manage_staff.leads(session, viewer),
        changes=[(one.at, what_happened(one, names)) for one in manage_staff.changes_lately(session, viewer)],
        what_they_are=WHAT_THEY_ARE,
        # Where an administrator lands, who may be the safeguarding lead.
        **reminders(),
    )


@blueprint.get("/staff/new")
@opens_for(Audience.MANAGER)
def new_person() -> ResponseReturnValue:
    """Somebody new."""
    return _new_person_page(PersonForm())


@blueprint.post("/staff/new")
@opens_for(Audience.MANAGER)
def add_person() -> ResponseReturnValue:
    """Add them, and show their first password this once."""
    session, viewer = db_session(), this_viewer()
    form = _for_this_manager(PersonForm())
    if not form.validate_on_submit():
        return _new_person_page(form), 422
    try:
        staff, password = manage_staff.add_person(session, viewer, form.details(), now=now())
    except manage_staff.UsernameTaken:
        form.username.errors = [N_("Somebody signs in with this user name already. Enter another")]
        return _new_person_page(form), 422
    return render_template(
        "staff/first_password.html",
        staff=staff,
        password=password,
        new=True,
        leads_named=None not in manage_staff.leads(session, viewer),
        has_pupils=pick_up_again.has_pupils(session, viewer),
    )


def _new_person_page(form: PersonForm) -> str:
    return render_template("staff/new_person.html", form=_for_this_manager(form), **_about_roles())


def _about_roles() -> dict[str, Any]:
    return {"what_roles_do": WHAT_ROLES_DO, "pictures": list(WHAT_THEY_ARE)}


def _for_this_manager(form: PersonForm, staff: Staff | None = None) -> PersonForm:
    """Offer only the roles that this manager may give."""
    form.offer(sendco=this_viewer().is_sendco or (staff is not None and staff.role == Role.SENDCO))
    return form


@blueprint.get("/staff/<uuid:staff_id>")
@opens_for(Audience.MANAGER)
def person(staff_id: UUID) -> ResponseReturnValue:
    """One member of staff."""
    staff = manage_staff.one_person(db_session(), this_viewer(), staff_id)
    return _person_page(staff, PersonForm(obj=staff))


@blueprint.post("/staff/<uuid:staff_id>")
@opens_for(Audience.MANAGER)
def change_person(staff_id: UUID) -> ResponseReturnValue:
    """Change their details."""
    session, viewer = db_session(), this_viewer()
    staff = manage_staff.one_person(session, viewer, staff_id)
    form = _for_this_manager(PersonForm(), staff)
    if not form.validate_on_submit():
        return _person_page(staff, form), 422
    try:
        manage_staff.change_person(session, viewer, staff, form.details(), now=now())
    except manage_staff.UsernameTaken:
        form.username.errors = [N_("Somebody signs in with this user name already. Enter another")]
        return _person_page(staff, form), 422
    except REFUSALS as refused:
        return _refused(staff, refused)
    flash(gettext("Saved."))
    return redirect(url_for("staff.person", staff_id=staff.id))


@blueprint.post("/staff/<uuid:staff_id>/disable")
@opens_for(Audience.MANAGER)
def disable_person(staff_id: UUID) -> ResponseReturnValue:
    """Shut them out at once."""
    session, viewer = db_session(), this_viewer()
    staff = manage_staff.one_person(session, viewer, staff_id)
    try:
        was_lead = manage_staff.disable(session, viewer, staff, now=now())
    except REFUSALS as refused:
        return _refused(staff, refused)
    flash(gettext("%(name)s is signed out everywhere and cannot sign in.", name=staff.name))
    if was_lead:
        flash(gettext("%(name)s was a safeguarding lead. Name somebody else now.", name=staff.name), "careful")
        return redirect(url_for("staff.leads"))
    return redirect(url_for("staff.person", staff_id=staff.id))


@blueprint.post("/staff/<uuid:staff_id>/enable")
@opens_for(Audience.MANAGER)
def enable_person(staff_id: UUID) -> ResponseReturnValue:
    """Let them in again."""
    session, viewer = db_session(), this_viewer()
    staff = manage_staff.one_person(session, viewer, staff_id)
    try:
        manage_staff.enable(session, viewer, staff, now=now())
    except REFUSALS as refused:
        return _refused(staff, refused)
    flash(gettext("%(name)s can sign in again.", name=staff.name))
    return redirect(url_for("staff.person", staff_id=staff.id))


@blueprint.post("/staff/<uuid:staff_id>/reset-password")
@opens_for(Audience.MANAGER)
def reset_password(staff_id: UUID) -> ResponseReturnValue:
    """A new first password, shown this once."""
    session, viewer = db_session(), this_viewer()
    staff = manage_staff.one_person(session, viewer, staff_id)
    try:
        password = manage_staff.reset_password(session, viewer, staff, now=now())
    except REFUSALS as refused:
        return _refused(staff, refused)
    return render_template("staff/first_password.html", staff=staff, password=password, new=False)


@blueprint.post("/staff/<uuid:staff_id>/lift-lock")
@opens_for(Audience.MANAGER)
def lift_lock(staff_id: UUID) -> ResponseReturnValue:
    """Let them try again now."""
    session, viewer = db_session(), this_viewer()
    staff = manage_staff.one_person(session, viewer, staff_id)
    manage_staff.lift_lock(session, viewer, staff, now=now())
    flash(gettext("%(name)s can try to sign in again now.", name=staff.name))
    return redirect(url_for("staff.person", staff_id=staff.id))


REFUSALS = (manage_staff.SendcoNeeded, manage_staff.NotYourself, manage_staff.LastSendco)


def _refused(staff: Staff, refused: Exception) -> ResponseReturnValue:
    """Nothing of it was kept; say whom to ask."""
    db_session().rollback()
    sentences: dict[type[Exception], str] = {
        manage_staff.SendcoNeeded: gettext("Only a SENDCo can do this. Nothing was changed."),
        manage_staff.NotYourself: gettext("You cannot do this to yourself. Ask another SENDCo or administrator."),
        manage_staff.LastSendco: gettext("The school would have no SENDCo. Make somebody else SENDCo first."),
    }
    flash(sentences[type(refused)], "error")
    return redirect(url_for("staff.person", staff_id=staff.id))


def _person_page(staff: Staff, form: PersonForm) -> str:
    session, viewer = db_session(), this_viewer()
    listed, wrong_tries = manage_staff.one_as_listed(session, viewer, staff.id, now=now())
    return render_template(
        "staff/person.html",
        person=listed,
        staff=staff,
        wrong_tries=wrong_tries,
        form=_for_this_manager(form, staff),
        may_touch=manage_staff.may_touch(viewer, staff),
        myself=viewer.staff is not None and viewer.staff.id == staff.id,
        **_about_roles(),
    )


@blueprint.get("/staff/safeguarding")
@opens_for(Audience.MANAGER)
def leads() -> ResponseReturnValue:
    """Who is told when a pupil may not be safe?"""
    lead, deputy = manage_staff.leads(db_session(), this_viewer())
    named = {"lead": str(lead.id) if lead else "", "deputy": str(deputy.id) if deputy else ""}
    return render_template("staff/leads.html", form=_with_staff(LeadsForm(data=named)))


@blueprint.post("/staff/safeguarding")
@opens_for(Audience.MANAGER)
def name_leads() -> ResponseReturnValue:
    """Name them."""
    form = _with_staff(LeadsForm())
    if not form.validate_on_submit():
        return render_template("staff/leads.html", form=form), 422
    session, viewer = db_session(), this_viewer()
    first = None in manage_staff.leads(session, viewer)
    manage_staff.name_leads(session, viewer, UUID(form.lead.data), UUID(form.deputy.data), now=now())
    flash(gettext("Saved. Pupils are told these two names before they start."))
    # The first page leads on from here: the tablet can be handed over now.
    return redirect(url_for("staff.home" if first else "staff.people"))


def _with_staff(form: LeadsForm) -> LeadsForm:
    listed = manage_staff.people(db_session(), this_viewer(), now=now())
    active = {str(person.staff.id): person.staff.name for person in listed if person.staff.disabled_at is None}
    form.lead.choices = form.deputy.choices = {"": gettext("Choose a name"), **active}
    return form
