"""Quiet pages: stopped, thank you, and what went wrong. In pupil mode an error stays in pupil mode (rules A33, S2)."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, pgettext

from activities import all_activities
from activities.contract import N_p, Wording
from voice_app.database import db_session, forget_deleted_after_commit
from voice_app.model import Sitting
from voice_app.pages.access import Audience, now, opens_for
from voice_app.pages.frame import Photograph
from voice_app.pages.photo_files import erase_after_commit
from voice_app.services import assent, capture, look_back
from voice_app.services.leave_trail import leave_trail
from voice_app.services.profile import read_profile
from voice_app.services.viewer import Viewer

from .blueprint import blueprint
from .seat import Seat, bar, look_of, this_seat
from .way_back import came_from

STOPPED = Wording(N_p("pupil-S", "You stopped. That is fine."), N_p("pupil-O", "You stopped. That is fine."))
THANKS = Wording(N_p("pupil-S", "Thank you for telling us."), N_p("pupil-O", "Thank you for telling us."))

#: Where nothing was said: to thank for telling would be untrue.
THANKS_ALONE = Wording(N_p("pupil-S", "Thank you."), N_p("pupil-O", "Thank you."))

THROW_TODAY = Wording(N_p("pupil-S", "Throw all of today away?"), N_p("pupil-O", "Throw away all that you said today?"))
GONE = Wording(N_p("pupil-S", "It is gone."), N_p("pupil-O", "What you said today is gone."))
NOBODY_KEEPS = Wording(N_p("pupil-S", "Nobody keeps it."), N_p("pupil-O", "Nobody keeps it or can bring it back."))


def thanks_for(sitting: Sitting) -> Wording:
    """Thanks for telling, where this sitting asks about anything that was said; else thanks alone."""
    return THANKS if look_back.said_in(db_session(), sitting) else THANKS_ALONE


def calm_page(seat: Seat, page: dict[str, Any], **wanted: Any) -> str:
    """A quiet page. `page["back"]` is where Go back leads, where it leads anywhere."""
    shown = bar(f"q-{page['key']}", back=bool(page.get("back"))) | wanted.pop("bar", {})
    return render_template("pupil/calm.html", **seat.context(page=page, bar=shown, **wanted))


@blueprint.post("/stop")
@opens_for(Audience.PUPIL)
def stop() -> ResponseReturnValue:
    """Stop at once: one press, no question (rule A49)."""
    seat = this_seat()
    capture.stop(db_session(), seat.sitting, all_activities(), now=now())
    leave_trail(db_session(), seat.viewer, "stopped", now=now(), pupil_id=seat.pupil.id)
    return redirect(url_for("pupil.stopped", back=came_from() or None))


@blueprint.get("/stopped")
@opens_for(Audience.PUPIL)
def stopped() -> ResponseReturnValue:
    """What the pupil may do after stopping; thanks are the same for any answer (rule A41), and for none."""
    seat = this_seat()
    if seat.sitting.stopped_at is None or seat.sitting.thrown_away_at is not None:
        return redirect(url_for("pupil.leave"))
    page = {
        "key": "stopped",
        "ask": STOPPED,
        "picture": "stop",
        "says": [thanks_for(seat.sitting)],
        "back": url_for("pupil.go_on", back=came_from() or None),
        "back_method": "post",
        "actions": _on_its_side(
            seat,
            {
                "label": pgettext("pupil", "Come back later"),
                "picture": "waiting",
                "url": url_for("pupil.leave", back=came_from() or None),
            },
            {
                "label": pgettext("pupil", "Throw today away"),
                "picture": "throw-away",
                "url": url_for("pupil.ask_about_today", back=came_from() or None),
            },
        ),
    }
    return calm_page(seat, page, bar={"stop": False})


@blueprint.get("/throw-away")
@opens_for(Audience.PUPIL)
def ask_about_today() -> ResponseReturnValue:
    """Ask once: all that was said today would be gone, and nobody could bring it back (WCAG 2.2, 3.3.6)."""
    seat = this_seat()
    if seat.sitting.stopped_at is None or seat.sitting.thrown_away_at is not None:
        return redirect(url_for("pupil.leave"))
    keeps = url_for("pupil.stopped", back=came_from() or None)
    page = throwing_away(seat, "throw-today-away", THROW_TODAY, keeps, url_for("pupil.throw_away"))
    return calm_page(seat, page, bar={"stop": False})


def throwing_away(
    seat: Seat, key: str, ask: Wording | str, keeps: str, throws: str, picture: str | Photograph = "throw-away"
) -> dict[str, Any]:
    """The page that asks before something is gone for good; `keeps` and `throws` are where its two answers lead."""
    return {
        "key": key,
        "ask": ask,
        "picture": picture,
        "says": [NOBODY_KEEPS],
        "back": keeps,
        "actions": _on_its_side(
            seat,
            {"label": pgettext("pupil", "Keep it"), "picture": "keep-it", "url": keeps},
            {"label": pgettext("pupil", "Throw it away"), "picture": "throw-away", "action": throws},
        ),
    }


def _on_its_side(seat: Seat, harmless: dict[str, str], throws: dict[str, str]) -> list[dict[str, str]]:
    """A hand that knows on which side the good end of its scale is finds what harms nothing there (rule A29)."""
    return [harmless, throws] if seat.profile.positive == "start" else [throws, harmless]


@blueprint.post("/go-on")
@opens_for(Audience.PUPIL)
def go_on() -> ResponseReturnValue:
    """Go back on stopping, to where Stop was pressed: a slip of the hand needs no adult (rule A44).

    What was thrown away stays so.
    """
    seat = this_seat()
    if seat.sitting.thrown_away_at is None and seat.sitting.stopped_at is not None:
        capture.go_on(db_session(), seat.sitting, all_activities(), now=now())
        leave_trail(db_session(), seat.viewer, "went on after stopping", now=now(), pupil_id=seat.pupil.id)
    return redirect(came_from() or url_for("pupil.home"))


@blueprint.post("/throw-away")
@opens_for(Audience.PUPIL)
def throw_away() -> ResponseReturnValue:
    """Withdraw the yes and erase what was said today. No adult can undo it (rule A44)."""
    seat = this_seat()
    erase_after_commit(assent.throw_away(db_session(), seat.sitting, now=now()))
    leave_trail(db_session(), seat.viewer, "threw the sitting away", now=now(), pupil_id=seat.pupil.id)
    forget_deleted_after_commit()
    return redirect(url_for("pupil.gone"))


@blueprint.get("/gone")
@opens_for(Audience.PUPIL)
def gone() -> ResponseReturnValue:
    """Say to the pupil that it is gone, before the tablet goes back."""
    seat = this_seat()
    if seat.sitting.thrown_away_at is None:
        return redirect(url_for("pupil.leave"))
    page = {
        "key": "gone",
        "ask": GONE,
        "picture": "throw-away",
        "says": [NOBODY_KEEPS],
        "actions": [
            {"label": pgettext("pupil", "Give the tablet back"), "picture": "give-back", "url": url_for("pupil.leave")}
        ],
    }
    return calm_page(seat, page, bar={"stop": False})


def mishap_page(viewer: Viewer, status: int, sentence: str = "") -> str:
    """Something went wrong: no red, no buzzer, and no way out of pupil mode. `sentence`: what, where known."""
    assert viewer.sitting is not None
    # The page that went wrong may have asked for pictures that this one cannot show.
    g.pop("pictures_used", None)
    profile = read_profile(viewer.sitting.profile)
    seat = Seat(viewer, viewer.sitting, viewer.sitting.pupil, profile, look_of(profile))
    busy = status in {503, 429}
    page = {
        "key": "mishap",
        "ask": sentence or (gettext("Let us wait a moment.") if busy else gettext("This page is not for now.")),
        "picture": "waiting" if busy else "something-else",
        # A form that was just refused is not kept yet: nothing is called safe before it is (rule A43).
        "says": [gettext("Then try once more.")] if busy else [],
        "actions": [
            {
                "label": gettext("Go on"),
                "picture": "yes",
                "url": request.path if busy and request.method == "GET" else url_for("pupil.home"),
                "main": True,
            }
        ],
    }
    return calm_page(seat, page)
