"""Which review a thing said belongs to: it came there by itself, and the SENDCo can move, add or take off."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app.database import db_session
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.paperwork import telling
from voice_app.services import prepare, reach, rearrange
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .pupil_page import review_title


@blueprint.get("/reviews/<uuid:review_point_id>/attached")
@opens_for(Audience.SENDCO)
def attachments(review_point_id: UUID) -> ResponseReturnValue:
    """What is on this review, where each came from, and what is on none."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    pupil = point.pupil
    leave_trail(session, viewer, "looked at attached", now=now(), pupil_id=pupil.id, about={"review": str(point.id)})
    return render_template(
        "staff/attachments.html",
        pupil=pupil,
        point=point,
        review_title=review_title(point),
        attached=[(row, telling.told(row.statement, pupil.called)) for row in prepare.attached(session, viewer, point)],
        loose=[telling.told(one, pupil.called) for one in prepare.not_attached(session, viewer, pupil.id)],
        others=[(one, review_title(one)) for one in prepare.open_points(session, pupil.id) if one.id != point.id],
    )


@blueprint.post("/reviews/<uuid:review_point_id>/attached")
@opens_for(Audience.SENDCO)
def rearrange_one(review_point_id: UUID) -> ResponseReturnValue:
    """Move one thing to another open review, add it here, or take it off."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    statement, do = _id("statement"), request.form.get("do", "")
    try:
        if do == "take-off":
            rearrange.take_off(session, viewer, point, statement, now=now())
            flash(gettext("Taken off. It can be added again below."))
        elif do == "put-on":
            rearrange.put_on(session, viewer, point, statement, now=now())
            flash(gettext("Added to this review."))
        elif do == "move":
            to = reach.one_review_point(session, viewer, _id("to"))
            rearrange.put_on(session, viewer, to, statement, now=now())
            flash(gettext("Moved to %(review)s.", review=review_title(to)))
        else:
            abort(400)
    except rearrange.ReviewClosed:
        session.rollback()
        flash(gettext("A closed review keeps what was said for it. Nothing was changed."), "careful")
    return redirect(url_for("staff.attachments", review_point_id=review_point_id))


def _id(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        abort(400)
