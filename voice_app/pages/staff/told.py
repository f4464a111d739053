"""Pupils who asked to talk: seen by the person asked, and by the safeguarding lead and the deputy."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from voice_app.database import db_session
from voice_app.pages.access import Audience, now, opens_for, this_viewer, today
from voice_app.pages.frame import clock, day
from voice_app.pages.languages import any_of
from voice_app.school_time import school_day
from voice_app.services import tell_someone, words_to_look_at
from voice_app.services.leave_trail import leave_trail
from voice_app.services.viewer import Viewer

from .blueprint import blueprint


def reminders() -> dict[str, Any]:
    """What `_told.html` tells this viewer of pupils who asked to talk; mostly nothing, for one statement."""
    session, viewer = db_session(), this_viewer()
    asks, words = session.execute(select(tell_someone.is_any_for(viewer), words_to_look_at.is_any_for(viewer))).one()
    waiting = tell_someone.reminders_for(session, viewer, now=now()) if asks else []
    return {
        "waiting": waiting,
        "to_read": words_to_look_at.pupils_waiting_for(session, viewer) if words else 0,
        "when": when,
        "leads": _leads(viewer) if any(not one.theirs for one in waiting) else "",
    }


def when(at: datetime) -> str:
    """ "today at 10:12", "yesterday at 10:12", "on Monday 23 November at 10:12": in school time."""
    days, time = (today() - school_day(at)).days, clock(at)
    if days == 0:
        return str(gettext("today at %(time)s", time=time))
    if days == 1:
        return str(gettext("yesterday at %(time)s", time=time))
    return str(gettext("on %(day)s at %(time)s", day=day(at, "EEEE d MMMM"), time=time))


def _leads(viewer: Viewer) -> str:
    names = [one.name for one in tell_someone.who_hears(db_session(), viewer.school_id)]
    return any_of(names)


@blueprint.get("/told")
@opens_for(Audience.SIGNED_IN)
def told() -> ResponseReturnValue:
    """Who asked to talk, and when. For anybody signed in: a safeguarding lead may hold any role."""
    session, viewer = db_session(), this_viewer()
    to_look_at = words_to_look_at.to_look_at(session, viewer)
    for one in to_look_at:
        about = {"sitting": str(one.sitting.id)}
        leave_trail(session, viewer, "looked at words", now=now(), pupil_id=one.sitting.pupil_id, about=about)
    seen_before = tell_someone.seen_by(session, viewer, now=now())
    return render_template("staff/told.html", to_look_at=to_look_at, seen_before=seen_before, **reminders())


@blueprint.post("/told/words/<uuid:sitting_id>")
@opens_for(Audience.SIGNED_IN)
def words_read(sitting_id: UUID) -> ResponseReturnValue:
    """The safeguarding lead, or the deputy, has read what the page showed; what was written since is shown next."""
    up_to = _moment(request.form.get("up_to", ""))
    if words_to_look_at.mark_read(db_session(), this_viewer(), sitting_id, up_to=up_to, now=now()):
        flash(gettext("Thank you. Now follow your school’s safeguarding rules."))
    return redirect(url_for("staff.told"))


def _moment(text: str) -> datetime | None:
    """As the page wrote it; of anything else nothing, and then nothing counts as read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


@blueprint.post("/told/<uuid:asked_id>")
@opens_for(Audience.SIGNED_IN)
def seen(asked_id: UUID) -> ResponseReturnValue:
    """This person has seen it; the pupil is told so."""
    session, viewer = db_session(), this_viewer()
    asked = tell_someone.mark_seen(session, viewer, asked_id, now=now())
    leave_trail(
        session,
        viewer,
        "saw that a pupil wants to talk",
        now=now(),
        pupil_id=asked.pupil_id,
        about={"ask": str(asked.id)},
    )
    flash(gettext("Thank you. Now find a quiet time and place to listen."))
    return redirect(url_for("staff.told"))


@blueprint.post("/told/<uuid:asked_id>/leads")
@opens_for(Audience.SIGNED_IN)
def leads_told(asked_id: UUID) -> ResponseReturnValue:
    """A SENDCo has told the leads. Only the leads can say that it is seen, so it stays where it is."""
    tell_someone.tell_leads(db_session(), this_viewer(), asked_id, now=now())
    flash(gettext("Thank you. It stays here until they have seen it themselves."))
    return redirect(url_for("staff.told"))


@blueprint.post("/told/<uuid:asked_id>/talked")
@opens_for(Audience.SIGNED_IN)
def talked(asked_id: UUID) -> ResponseReturnValue:
    """Whoever was asked, or the lead or the deputy, has talked with the pupil."""
    tell_someone.talk(db_session(), this_viewer(), asked_id, now=now())
    flash(gettext("Thank you. Now follow your school’s safeguarding rules."))
    return redirect(url_for("staff.told"))
