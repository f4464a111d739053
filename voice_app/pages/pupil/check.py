"""Before it leaves: the pupil sees or hears each thing that goes out, and says Keep, Change or Leave out."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import pgettext

from activities.contract import N_p, Wording
from voice_app.database import db_session
from voice_app.pages.access import Audience, now, opens_for
from voice_app.paperwork import telling
from voice_app.services import prepare
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .calm import calm_page
from .seat import bar, this_seat
from .share import claim_of, pictures_of

ASK = Wording(N_p("pupil-S", "Can this go to your meeting?"), N_p("pupil-O", "Can this go to your review?"))
CHANGE = Wording(N_p("pupil-S", "We keep it back."), N_p("pupil-O", "We keep it back for now."))
TELL_HOW = Wording(
    N_p("pupil-S", "Tell %(adult)s how to change it."), N_p("pupil-O", "Tell %(adult)s how you want to change it.")
)
HINT = Wording(N_p("pupil-S", "You choose."), N_p("pupil-O", "You choose what goes out."))


@blueprint.get("/check")
@opens_for(Audience.PUPIL)
def check() -> ResponseReturnValue:
    """The next thing that waits for the pupil's word; the home where nothing does."""
    seat = this_seat()
    waiting = prepare.waiting_for_pupil(db_session(), seat.pupil.id)
    if not waiting:
        return redirect(url_for("pupil.home"))
    attachment, statement = waiting[0]
    page = {
        "ask": ASK,
        "hint": HINT,
        "action": url_for("pupil.answer_check"),
        "statement": str(statement.id),
        "review": str(attachment.review_point_id),
        "claim": claim_of(statement),
        "words": statement.words,
        "exact": telling.told(statement, seat.pupil.called).exact,
        "pictures": pictures_of(statement),
    }
    return render_template("pupil/check.html", **seat.context(page=page, bar=bar("q-check", back=True)))


@blueprint.post("/check")
@opens_for(Audience.PUPIL)
def answer_check() -> ResponseReturnValue:
    """Keep what the pupil said to one thing."""
    seat = this_seat()
    if request.form.get("touch") == "back":
        return redirect(url_for("pupil.home"))
    waiting = {str(s.id): (a, s) for a, s in prepare.waiting_for_pupil(db_session(), seat.pupil.id)}
    try:
        attachment, statement = waiting[str(UUID(request.form.get("statement", "")))]
    except (KeyError, ValueError):
        abort(404)
    answer = request.form.get("answer", "")
    if answer in {"keep", "change", "leave-out"}:
        prepare.check(db_session(), attachment.review_point, statement, answer, sitting=seat.sitting, now=now())
        leave_trail(
            db_session(),
            seat.viewer,
            f"checked: {answer}",
            now=now(),
            pupil_id=seat.pupil.id,
            about={"statement": str(statement.id)},
        )
    if answer == "change":
        return redirect(url_for("pupil.to_be_changed"))
    return redirect(url_for("pupil.check"))


@blueprint.get("/check/change")
@opens_for(Audience.PUPIL)
def to_be_changed() -> ResponseReturnValue:
    """What "Change it" did, and whom to tell how."""
    seat = this_seat()
    page = {
        "key": "to-be-changed",
        "ask": CHANGE,
        "picture": "pencil",
        "says": [TELL_HOW.filled(adult=seat.adults[0])] if seat.adults else [],
        "actions": [
            {"label": pgettext("pupil", "Go on"), "picture": "yes", "url": url_for("pupil.check"), "main": True}
        ],
    }
    return calm_page(seat, page)
