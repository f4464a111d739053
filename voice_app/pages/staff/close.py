"""The close page: the only page between a pupil's turn and the sign-in page (rule S2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask import session as form_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from activities import all_activities
from activities.contract import Text
from voice_app.database import db_session
from voice_app.model import Sitting
from voice_app.pages.access import Audience, now, opens_for, show_out, this_viewer, today
from voice_app.pages.frame import day, say
from voice_app.pages.languages import any_of
from voice_app.paperwork import telling
from voice_app.school_time import school_day
from voice_app.services import close_sitting, passes, tell_someone
from voice_app.services.close_sitting import ToClose
from voice_app.services.lower_provenance import CannotMoveUp
from voice_app.services.profile import read_profile

from .blueprint import blueprint
from .form_words import N_
from .forms_close import CloseForm, ways_for

#: Boxes of the form that say how one thing was said: "way-" and the key of the statement.
WAY = "way-"


@dataclass(frozen=True)
class Tap:
    """One thing that was tapped, as a box of the form."""

    key: str
    claim: Text


@blueprint.get("/close")
@opens_for(Audience.CLOSE)
def close() -> ResponseReturnValue:
    """Who was there, how they helped, and how words were said."""
    sitting = _this_sitting()
    shown = close_sitting.to_close(db_session(), this_viewer(), sitting)
    return _page(sitting, shown, CloseForm(sitting, shown))


@blueprint.post("/close")
@opens_for(Audience.CLOSE)
def finish() -> ResponseReturnValue:
    """Keep it, end the session, and leave an empty device."""
    session, viewer, sitting = db_session(), this_viewer(), _this_sitting()
    shown = close_sitting.to_close(session, viewer, sitting)
    form = CloseForm(sitting, shown)
    ways = {name.removeprefix(WAY): way for name, way in request.form.items() if name.startswith(WAY)}
    if not form.validate_on_submit():
        return _page(sitting, shown, form, ways), 422
    try:
        close_sitting.close_sitting(session, viewer, sitting, form.closing(ways), now=now())
    except close_sitting.NobodyPresent:
        session.rollback()
        form.present.errors = [N_("Choose at least one person who was there, or enter a name")]
        return _page(_this_sitting(), close_sitting.to_close(session, viewer, sitting), form, ways), 422
    except (close_sitting.NotThisSitting, CannotMoveUp):
        session.rollback()
        abort(404)
    form_session.clear()
    reply = make_response(redirect(url_for("staff.sign_in")))
    show_out(reply)
    flash(gettext("Thank you. Everything is saved, and this device is signed out."))
    if passes.still_opens(session, sitting, now=now()):
        flash(gettext("The code of your pass still opens this pupil until midnight."))
    return reply


def _this_sitting() -> Sitting:
    sitting = this_viewer().sitting
    if sitting is None:
        abort(404)
    return sitting


def _taps(shown: ToClose, pupil: str) -> Mapping[str, Sequence[Tap]]:
    """What was tapped, by activity, told as papers tell it."""
    return {
        slug: [Tap(str(one.id), telling.told(one, pupil).claim) for one in taps] for slug, taps in shown.taps.items()
    }


def _page(sitting: Sitting, shown: ToClose, form: CloseForm, ways: dict[str, str] | None = None) -> str:
    on = school_day(sitting.handed_over_at)
    return render_template(
        "staff/close.html",
        sitting=sitting,
        pupil=sitting.pupil,
        shown=shown,
        form=form,
        way=WAY,
        ways=ways or {},
        ways_for=ways_for,
        # Only exact words stand in quotation marks (rule A62).
        exact=telling.EXACT,
        taps=_taps(shown, sitting.pupil.called),
        titles={
            slug: say(room.title, older=read_profile(sitting.profile).older) for slug, room in all_activities().items()
        },
        # As everywhere that says whom to tell: the lead may be away.
        leads=any_of([one.name for one in tell_someone.who_hears(db_session(), sitting.pupil.school_id)]),
        of_day="" if on == today() else day(on, "EEEE d MMMM"),
        practised=bool(sitting.practice_cards)
        and any(room.uses_scale for slug, room in all_activities().items() if slug in sitting.planned),
    )
