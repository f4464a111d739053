"""Give the tablet back: the adult's PIN or sign-in, and then the close page and nothing else (rule S2)."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, pgettext

from activities.contract import N_p, Wording
from voice_app.database import db_session
from voice_app.model import Sitting
from voice_app.pages.access import Audience, let_in, now, opens_for, settings
from voice_app.pages.photo_files import erase_after_commit
from voice_app.services import hand_over, look_back, photos, share, sign_in
from voice_app.services.leave_trail import leave_trail
from voice_app.services.reach import reaches

from .blueprint import blueprint
from .calm import calm_page, thanks_for
from .home import WHO_SEES
from .seat import Seat, bar, this_seat
from .share import which_sitting
from .way_back import came_from

SHARED = Wording(
    N_p("pupil-S", "People you said yes to can see it."), N_p("pupil-O", "Only people you said yes to can see it.")
)
KEPT = Wording(
    N_p("pupil-S", "You have not said yes to anyone yet."), N_p("pupil-O", "You have not said yes to anyone yet.")
)


@blueprint.get("/thank-you")
@opens_for(Audience.PUPIL)
def thank_you() -> ResponseReturnValue:
    """What comes of what was asked about, today's sitting or another, and whom to ask what happens next."""
    seat = this_seat()
    sitting = (which_sitting(seat) if "sitting" in request.args else None) or seat.sitting
    said = bool(look_back.said_in(db_session(), sitting))
    # Where nothing was said, home itself leads here.
    more = url_for("pupil.home", stay=None if said else "yes")
    page = {
        "key": "thank-you",
        "ask": thanks_for(sitting),
        "picture": "you-said",
        "says": [
            *(_who_sees_it(sitting) if said else []),
            Wording(
                N_p("pupil-S", "Ask %(name)s what happens next."), N_p("pupil-O", "Ask %(name)s what happens next.")
            ).filled(name=seat.adults[0] if seat.adults else ""),
        ],
        "actions": [
            {
                "label": pgettext("pupil", "More to say"),
                "picture": "more-to-say",
                "url": more,
            },
            {"label": pgettext("pupil", "Give the tablet back"), "picture": "give-back", "url": url_for("pupil.leave")},
        ],
    }
    return calm_page(seat, page, bar={"stop": False})


def _who_sees_it(sitting: Sitting) -> list[Wording]:
    """What the pupil decided about what was said in this sitting."""
    return [SHARED] if share.shared_with_anybody(db_session(), sitting) else [KEPT, WHO_SEES]


@blueprint.get("/leave")
@opens_for(Audience.PUPIL)
def leave() -> ResponseReturnValue:
    """The page for the adult's PIN."""
    return _pin_page()


def _pin_page(wrong: str | None = None, status: int = 200) -> ResponseReturnValue:
    seat = this_seat()
    adult = seat.adults[0] if seat.adults else ""
    page = {
        "key": "leave",
        "ask": Wording(
            N_p("pupil-S", "Give the tablet to %(name)s."), N_p("pupil-O", "Hand the tablet to %(name)s.")
        ).filled(name=adult),
        "picture": "give-back",
        "action": url_for("pupil.unlock", back=came_from() or None),
        "adult": adult,
        "wrong": wrong,
        "login_url": url_for("pupil.log_in", back=came_from() or None),
        "back": _before_leaving(seat),
    }
    shown = bar("q-back", back=seat.sitting.thrown_away_at is None) | {"stop": False}
    return render_template("pupil/leave.html", **seat.context(page=page, bar=shown)), status


def _before_leaving(seat: Seat) -> str:
    """Where Go back leads: after Stop to that page, from which a second one leads to the card that was stopped at."""
    if seat.sitting.stopped_at is not None and seat.sitting.thrown_away_at is None:
        return url_for("pupil.stopped", back=came_from() or None)
    return url_for("pupil.home")


@blueprint.post("/leave")
@opens_for(Audience.PUPIL)
def unlock() -> ResponseReturnValue:
    """Open the close page where the PIN is right. Five tries, then only a log-in does."""
    seat = this_seat()
    session = db_session()
    if hand_over.pin_opens(session, seat.sitting, request.form.get("pin", "")):
        leave_trail(session, seat.viewer, "took the tablet back", now=now(), pupil_id=seat.pupil.id)
        token = hand_over.come_to_close_page(session, seat.viewer.session, seat.sitting, now=now())
        erase_after_commit(photos.forget_taken_back(session, seat.sitting))
        response = make_response(redirect(url_for("staff.close")))
        let_in(response, token)
        return response
    leave_trail(session, seat.viewer, "gave a wrong PIN", now=now(), pupil_id=seat.pupil.id)
    if seat.sitting.pin_tries >= hand_over.PIN_TRIES:
        return redirect(url_for("pupil.log_in", back=came_from() or None))
    return _pin_page(gettext("That is not the PIN. Try again."), 422)


@blueprint.route("/log-in", methods=["GET", "POST"])
@opens_for(Audience.PUPIL)
def log_in() -> ResponseReturnValue:
    """User name and password of an adult who reaches this pupil, in place of the PIN; opens the close page alone."""
    seat = this_seat()
    session = db_session()
    locked = seat.sitting.pin_tries >= hand_over.PIN_TRIES
    wrong = gettext("The PIN was wrong too often. Sign in instead.") if locked else None
    if request.method == "POST":
        outcome = sign_in.check(
            session,
            request.form.get("username", ""),
            request.form.get("password", ""),
            place=request.remote_addr or "",
            secret=settings().secret,
            now=now(),
        )
        if outcome.staff is not None and reaches(session, outcome.staff, seat.pupil):
            leave_trail(session, seat.viewer, "took the tablet back", now=now(), pupil_id=seat.pupil.id)
            token = hand_over.come_to_close_page(
                session, seat.viewer.session, seat.sitting, now=now(), staff=outcome.staff
            )
            erase_after_commit(photos.forget_taken_back(session, seat.sitting))
            response = make_response(redirect(url_for("staff.close")))
            let_in(response, token)
            return response
        wrong = gettext("That did not work. Check both and try again.")
    page = {"wrong": wrong, "action": url_for("pupil.log_in", back=came_from() or None)}
    shown = bar("q-back", back=True) | {"stop": False}
    page["back"] = _before_leaving(seat) if locked else url_for("pupil.leave", back=came_from() or None)
    status = 422 if request.method == "POST" else 200
    return render_template("pupil/log_in.html", **seat.context(page=page, bar=shown)), status
