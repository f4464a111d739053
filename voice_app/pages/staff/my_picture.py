"""The picture by which pupils know a member of staff; everybody chooses their own."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import RadioField
from wtforms.validators import InputRequired

from voice_app.database import db_session
from voice_app.model import Staff
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.services import faces
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .form_words import N_, PageForm

#: What each face shows.
LABELS = {
    "adult-short-hair": N_("Short hair"),
    "adult-short-hair-glasses": N_("Short hair, glasses"),
    "adult-long-hair": N_("Long hair"),
    "adult-long-hair-glasses": N_("Long hair, glasses"),
    "adult-curls": N_("Curly hair"),
    "adult-curls-glasses": N_("Curly hair, glasses"),
    "adult-bun": N_("Hair in a bun"),
    "adult-bun-glasses": N_("Hair in a bun, glasses"),
    "adult-plaits": N_("Plaits"),
    "adult-round-hair": N_("Round hair"),
    "adult-headscarf": N_("Headscarf"),
    "adult-headscarf-glasses": N_("Headscarf, glasses"),
    "adult-turban": N_("Turban"),
    "adult-beard": N_("Beard"),
    "adult-no-hair-beard": N_("Beard, no hair"),
    "adult-no-hair-glasses": N_("No hair, glasses"),
    "adult-stripes-across": N_("Stripes across"),
    "adult-star": N_("Star"),
    "adult-hat": N_("Hat"),
    "adult-dots": N_("Dots"),
    "adult-scarf": N_("Scarf"),
    "adult-zigzag": N_("Zigzag"),
    "adult-cap": N_("Cap"),
    "adult-bow-tie": N_("Bow tie"),
    "adult-stripes-down": N_("Stripes down"),
    "adult-collar": N_("Collar"),
    "adult-checks": N_("Checks"),
    "adult-pocket": N_("Pocket"),
}


class PictureForm(PageForm):
    """One of our faces."""

    face = RadioField(
        N_("Which one is you?"),
        [InputRequired(N_("Choose a picture"))],
        choices={face: LABELS[face] for face in faces.FACES},
    )


@blueprint.get("/my-picture")
@opens_for(Audience.SIGNED_IN)
def my_picture() -> ResponseReturnValue:
    """The faces, the own one chosen."""
    return _page(PictureForm(face=_myself().face))


@blueprint.post("/my-picture")
@opens_for(Audience.SIGNED_IN)
def choose_my_picture() -> ResponseReturnValue:
    """Take another; pupils see it from their next page on."""
    form, staff = PictureForm(), _myself()
    if not form.validate_on_submit():
        return _page(form), 422
    faces.choose_face(db_session(), staff, form.face.data)
    leave_trail(db_session(), this_viewer(), "chose own picture", now=now(), about={"staff": str(staff.id)})
    flash(gettext("Saved. Pupils see you like this."))
    return redirect(url_for("staff.my_picture"))


def _myself() -> Staff:
    staff = this_viewer().staff
    if staff is None:
        abort(404)
    return staff


def _page(form: PictureForm) -> str:
    return render_template(
        "staff/my_picture.html",
        form=form,
        like_somebody=faces.LIKE_SOMEBODY,
        taken=faces.others_with(db_session(), _myself()),
    )
