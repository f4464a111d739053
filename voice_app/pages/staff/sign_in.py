"""Signing in and out, staying, and a password of one's own."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask import session as form_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from voice_app.database import db_session
from voice_app.model import SessionKind
from voice_app.pages.access import Audience, let_in, now, opens_for, settings, show_out, this_viewer, viewer_or_none
from voice_app.pages.frame import clock
from voice_app.services import sign_in as signing
from voice_app.services.passwords import WeakPassword
from voice_app.services.tries import MOST_FROM_ONE_PLACE, Place, TooManyTries
from voice_app.services.viewer import Viewer

from .blueprint import blueprint
from .form_words import N_
from .forms_sign_in import PasswordForm, SignInForm

WEAK = {
    "short": N_("Make it 12 characters or more"),
    "long": N_("Make it 128 characters or fewer"),
    "common": N_("Many people use this one, or it is your name. Choose another"),
    "same": N_("This is the password you have now. Choose another"),
}


def this_place() -> Place:
    """Where this request comes from."""
    return Place(request.remote_addr or "", settings().secret)


def let_in_from_here(token: str, endpoint: str = "staff.home") -> Response:
    """Go on with a new session, and with a new form token: forms of the session before open nothing (rule S1)."""
    form_session.clear()
    reply = make_response(redirect(url_for(endpoint)))
    let_in(reply, token)
    return reply


def in_pupil_mode(viewer: Viewer | None) -> bool:
    """Whether this device is in a pupil's hands or at the close page: nobody gets in here from there (rule S2)."""
    return viewer is not None and viewer.kind in {SessionKind.PUPIL, SessionKind.CLOSE}


def locked(problem: TooManyTries) -> str:
    """What to do after too many tries."""
    return str(gettext("Too many tries. Wait until %(time)s, then try again.", time=clock(problem.until)))


@blueprint.get("/sign-in")
@opens_for(Audience.ANYONE)
def sign_in() -> ResponseReturnValue:
    """The door."""
    if viewer_or_none() is not None:
        return redirect(url_for("staff.home"))
    return render_template("staff/sign_in.html", form=SignInForm())


@blueprint.post("/sign-in")
@opens_for(Audience.ANYONE)
def try_sign_in() -> ResponseReturnValue:
    """Let in whoever knows the password."""
    viewer = viewer_or_none()
    if in_pupil_mode(viewer):
        return redirect(url_for("staff.home"))
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("staff/sign_in.html", form=form), 422
    before = viewer.session if viewer else None
    try:
        done = signing.sign_in(
            db_session(),
            form.username.data or "",
            form.password.data or "",
            place=this_place(),
            now=now(),
            before=before,
        )
    except signing.WrongSignIn:
        problem = gettext("That user name and password do not fit. Check both and try again.")
        return render_template("staff/sign_in.html", form=form, problem=problem), 401
    except TooManyTries as refused:
        return render_template("staff/sign_in.html", form=form, problem=locked(refused)), 429
    reply = let_in_from_here(done.token)
    if done.wrong_elsewhere >= MOST_FROM_ONE_PLACE:
        flash(_tried_elsewhere(done.wrong_elsewhere), "careful")
    return reply


def _tried_elsewhere(count: int) -> str:
    said = ngettext(
        "%(num)s wrong try was made to sign in with your user name since yesterday. Not you? Tell your SENDCo.",
        "%(num)s wrong tries were made to sign in with your user name since yesterday. Not you? Tell your SENDCo.",
        count,
    )
    return str(said)


@blueprint.post("/sign-out")
@opens_for(Audience.SIGNED_IN, Audience.ADULT, Audience.CLOSE)
def sign_out() -> ResponseReturnValue:
    """End the session on the server. Not in pupil mode: leaving that takes the adult's PIN."""
    helps = this_viewer().kind is SessionKind.HELPER
    signing.sign_out(db_session(), this_viewer(), now=now())
    form_session.clear()
    reply = make_response(redirect(url_for("staff.sign_in")))
    show_out(reply)
    if helps:
        flash(gettext("You are signed out, and your pass has ended. Do you need it again? Ask for a new one."))
    else:
        flash(gettext("You are signed out."))
    return reply


@blueprint.post("/stay")
@opens_for(Audience.SIGNED_IN, Audience.ADULT)
def stay() -> ResponseReturnValue:
    """Somebody is still there. Without script the button of the warning comes here too, and goes back to the start."""
    signing.stay(this_viewer(), now=now())
    if request.accept_mimetypes.accept_html:
        return redirect(url_for("staff.home"))
    return "", 204


@blueprint.route("/password", methods=["GET", "POST"])
@opens_for(Audience.SIGNED_IN)
def change_password() -> ResponseReturnValue:
    """A password of one's own. One view for both, as it is where a first password leads whatever is asked for."""
    form = PasswordForm()
    if request.method != "POST":
        return _password_page(form)
    if not form.validate_on_submit():
        return _password_page(form), 422
    try:
        token = signing.change_password(
            db_session(), this_viewer(), form.old.data or "", form.new.data or "", place=this_place(), now=now()
        )
    except signing.WrongPassword:
        form.old.errors = [N_("This is not the password you have now. Try again")]
        return _password_page(form), 422
    except WeakPassword as weak:
        form.new.errors = [WEAK[weak.reason]]
        return _password_page(form), 422
    except TooManyTries as refused:
        return _password_page(form, locked(refused)), 429
    reply = let_in_from_here(token)
    flash(gettext("Your password is changed. You are signed out on all other devices."))
    return reply


def _password_page(form: PasswordForm, problem: str = "") -> str:
    staff = this_viewer().staff
    first = staff is not None and staff.must_change_password
    return render_template(
        "staff/password.html", form=form, first=first, username=staff.username if staff else "", problem=problem
    )
