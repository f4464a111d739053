"""Which review a thing said belongs to: it came there by itself, and the SENDCo can move, add or take off."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from voice_app.database import db_session
from voice_app.model import ReviewPoint
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.paperwork import telling
from voice_app.services import prepare, reach, rearrange, standing
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .pupil_page import one_sitting, review_title


@blueprint.get("/reviews/<uuid:review_point_id>/attached")
@opens_for(Audience.SENDCO)
def attachments(review_point_id: UUID) -> ResponseReturnValue:
    """What is on this review, where each came from, and what is on none."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    pupil = point.pupil
    leave_trail(session, viewer, "looked at attached", now=now(), pupil_id=pupil.id, about={"review": str(point.id)})
    rows = prepare.attached(session, viewer, point)
    return render_template(
        "staff/attachments.html",
        pupil=pupil,
        point=point,
        review_title=review_title(point),
        attached=[(row, telling.told(row.statement, pupil.called)) for row in rows],
        one_sitting=one_sitting(rows),
        loose=[telling.told(one, pupil.called) for one in prepare.not_attached(session, viewer, pupil.id)],
        others=[(one, review_title(one)) for one in standing.open_points(session, pupil.id) if one.id != point.id],
    )


@blueprint.post("/reviews/<uuid:review_point_id>/attached")
@opens_for(Audience.SENDCO)
def rearrange_some(review_point_id: UUID) -> ResponseReturnValue:
    """Move what is ticked to another open review, add it here, or take it off: all of it, or none."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    chosen, do = _ids("statement"), request.form.get("do", "")
    if do not in {"take-off", "put-on", "move"}:
        abort(400)
    if not chosen:
        flash(gettext("Tick at least one thing first. Nothing was changed."), "careful")
        return _back(review_point_id)
    to = reach.one_review_point(session, viewer, _id("to")) if do == "move" else point
    try:
        for statement in chosen:
            if do == "take-off":
                rearrange.take_off(session, viewer, point, statement, now=now())
            else:
                rearrange.put_on(session, viewer, to, statement, now=now())
    except rearrange.ReviewClosed:
        session.rollback()
        flash(gettext("A closed review keeps what was said for it. Nothing was changed."), "careful")
    else:
        flash(_what_was_done(do, len(chosen), to))
    return _back(review_point_id)


def _what_was_done(do: str, count: int, to: ReviewPoint) -> str:
    if do == "take-off":
        return str(
            ngettext(
                "%(num)s thing is taken off. You can add it again below.",
                "%(num)s things are taken off. You can add them again below.",
                count,
            )
        )
    if do == "put-on":
        return str(ngettext("%(num)s thing is added here.", "%(num)s things are added here.", count))
    title = review_title(to)
    return str(
        ngettext(
            "%(num)s thing is moved to %(review)s.", "%(num)s things are moved to %(review)s.", count, review=title
        )
    )


def _back(review_point_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("staff.attachments", review_point_id=review_point_id))


def _id(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        abort(400)


def _ids(name: str) -> list[UUID]:
    try:
        return [UUID(one) for one in dict.fromkeys(request.form.getlist(name))]
    except ValueError:
        abort(400)
