"""Hand the tablet over: one page, everything filled in, so that three taps lead to the first question."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app.database import db_session
from voice_app.model import Pupil
from voice_app.pages.access import Audience, audiences_of, now, opens_for, this_viewer
from voice_app.services import hand_over as handing
from voice_app.services.leave_trail import leave_trail
from voice_app.services.plan_sitting import Suggested, suggest
from voice_app.services.profile import keep_profile, profile_of
from voice_app.services.reach import one_pupil

from .blueprint import blueprint
from .forms_hand_over import LATER, HandOverForm, ProfileForm
from .sign_in import let_in_from_here

#: In the address: the sitting is for showing the pupil what goes out.
WHAT_GOES_OUT = "what-goes-out"
#: In the address: the sitting is for asking who may see what was said on an earlier day.
WHO_MAY_SEE = "who-may-see"


@blueprint.get("/pupils/<uuid:pupil_id>/hand-over")
@opens_for(Audience.ADULT)
def hand_over(pupil_id: UUID) -> ResponseReturnValue:
    """What the adult confirms before the tablet is the pupil's."""
    session, viewer = db_session(), this_viewer()
    pupil = one_pupil(session, viewer, pupil_id)
    suggested = suggest(session, viewer, pupil, now=now())
    leave_trail(session, viewer, "looked at hand-over", now=now(), pupil_id=pupil.id)
    return _page(pupil, suggested, _form(suggested))


@blueprint.post("/pupils/<uuid:pupil_id>/hand-over")
@opens_for(Audience.ADULT)
def begin_sitting(pupil_id: UUID) -> ResponseReturnValue:
    """End the adult's session here and open pupil mode."""
    session, viewer = db_session(), this_viewer()
    pupil = one_pupil(session, viewer, pupil_id)
    suggested = suggest(session, viewer, pupil, now=now())
    form = _form(suggested)
    if not form.validate_on_submit():
        return _page(pupil, suggested, form), 422
    if form.others_hear.data == LATER:
        leave_trail(session, viewer, "put off: others could hear", now=now(), pupil_id=pupil.id)
        flash(gettext("Nothing was begun. Find a place where others cannot hear, then hand over."))
        return redirect(url_for("staff.hand_over", pupil_id=pupil.id, show=request.args.get("show")))
    try:
        sitting, token = handing.hand_over(session, viewer, pupil, form.plan(), now=now())
    except handing.LeadsMissing:
        session.rollback()
        return _page(pupil, suggested, form), 409
    leave_trail(session, viewer, "handed over", now=now(), pupil_id=pupil.id, about={"sitting": str(sitting.id)})
    return let_in_from_here(token, "pupil.home")


def _only_show(suggested: Suggested) -> bool:
    return request.args.get("show") == WHAT_GOES_OUT and suggested.to_check > 0


def _only_ask(suggested: Suggested) -> bool:
    return request.args.get("show") == WHO_MAY_SEE and suggested.to_ask


def _form(suggested: Suggested) -> HandOverForm:
    return HandOverForm(suggested, handing.new_pin(), only_show=_only_show(suggested), only_ask=_only_ask(suggested))


def _page(pupil: Pupil, suggested: Suggested, form: HandOverForm) -> str:
    only_show, only_ask = _only_show(suggested), _only_ask(suggested)
    return render_template(
        "staff/hand_over.html",
        pupil=pupil,
        suggested=suggested,
        form=form,
        manages=Audience.MANAGER in audiences_of(this_viewer()),
        only_show=only_show,
        only_ask=only_ask,
        action=url_for(
            "staff.hand_over",
            pupil_id=pupil.id,
            show=WHAT_GOES_OUT if only_show else WHO_MAY_SEE if only_ask else None,
        ),
    )


@blueprint.get("/pupils/<uuid:pupil_id>/how")
@opens_for(Audience.ADULT)
def profile(pupil_id: UUID) -> ResponseReturnValue:
    """How this pupil tells us things."""
    session, viewer = db_session(), this_viewer()
    pupil = one_pupil(session, viewer, pupil_id)
    leave_trail(session, viewer, "looked at pupil", now=now(), pupil_id=pupil.id)
    return render_template("staff/profile.html", pupil=pupil, form=ProfileForm(profile_of(session, pupil.id)))


@blueprint.post("/pupils/<uuid:pupil_id>/how")
@opens_for(Audience.ADULT)
def change_profile(pupil_id: UUID) -> ResponseReturnValue:
    """Keep the settings for the next sittings; a sitting that is under way keeps its own."""
    session, viewer = db_session(), this_viewer()
    pupil = one_pupil(session, viewer, pupil_id)
    form = ProfileForm(profile_of(session, pupil.id))
    if not form.validate_on_submit():
        return render_template("staff/profile.html", pupil=pupil, form=form), 422
    by = viewer.staff.id if viewer.staff else None
    keep_profile(session, pupil, form.profile(), by=by, now=now())
    leave_trail(session, viewer, "changed profile", now=now(), pupil_id=pupil.id)
    flash(gettext("Saved."))
    return redirect(url_for("staff.profile", pupil_id=pupil.id))
