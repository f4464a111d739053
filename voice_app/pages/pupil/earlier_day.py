"""Before words of another day are on the screen: who is here now and was not there then. The pupil decides first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import pgettext

from activities import all_activities
from activities.contract import N_p, Text, Wording
from voice_app.database import db_session
from voice_app.model import Sitting
from voice_app.pages import frame
from voice_app.pages.access import Audience, now, opens_for
from voice_app.pages.languages import listed
from voice_app.services import capture, faces, other_days, photos, prepare
from voice_app.services.leave_trail import leave_trail
from voice_app.services.other_days import OtherDay

from .anew import this_change
from .blueprint import blueprint
from .photos import photos_to_pick_from
from .seat import Seat, bar, this_seat, which_day
from .share import asked_about, to_the_thanks, which_sitting

BEGAN = Wording(
    N_p("pupil-S", "You began this on %(day)s, with %(there)s."),
    N_p("pupil-O", "You began this on %(day)s, with %(there)s."),
)
SAID = Wording(
    N_p("pupil-S", "You said some of this on %(day)s, with %(there)s."),
    N_p("pupil-O", "You said some of this on %(day)s, with %(there)s."),
)
ONE_IS_HERE = Wording(N_p("pupil-S", "%(here)s is here now."), N_p("pupil-O", "%(here)s is here now."))
SOME_ARE_HERE = Wording(N_p("pupil-S", "%(here)s are here now."), N_p("pupil-O", "%(here)s are here now."))
TOOK = Wording(
    N_p("pupil-S", "You had some photos on %(day)s, with %(there)s."),
    N_p("pupil-O", "You had some photos on %(day)s, with %(there)s."),
)
WILL_SEE_PHOTOS = Wording(
    N_p("pupil-S", "If you go on, %(here)s will see your photos."),
    N_p("pupil-O", "If you go on, %(here)s will see your photos."),
)
WILL_SEE = Wording(
    N_p("pupil-S", "If you go on, %(here)s will see what you said then."),
    N_p("pupil-O", "If you go on, %(here)s will see what you said then."),
)


@blueprint.get("/earlier-day")
@opens_for(Audience.PUPIL)
def earlier_day() -> ResponseReturnValue:
    """Go on, or not now: equal in size, and neither is chosen beforehand."""
    seat, slug = this_seat(), _slug()
    day = _day(seat, slug)
    if day is None:
        return redirect(_there(seat, slug))
    here = ONE_IS_HERE if len(day.now_here) == 1 else SOME_ARE_HERE
    page = {
        "key": "earlier-day",
        "ask": _when(day, TOOK if _of_photos() else BEGAN if slug else SAID),
        "action": url_for("pupil.answer_earlier_day", **_asked(seat, slug)),
        "says": [
            {"text": _filled(here, day), "picture": _face(seat, day)},
            {"text": _filled(WILL_SEE_PHOTOS if _of_photos() else WILL_SEE, day), "picture": "who-sees"},
        ],
        "yes": {"value": "go-on", "label": pgettext("pupil", "Go on"), "picture": "yes"},
        "no": {"value": "not-now", "label": pgettext("pupil", "Not now"), "picture": "no"},
    }
    return render_template("pupil/hello.html", **seat.context(page=page, bar=bar("q-earlier-day", back=True)))


def _face(seat: Seat, day: OtherDay) -> str:
    """The picture of the first person who is new."""
    person = next(one for one in seat.sitting.present if one.name in day.now_here)
    shown = faces.picture_of(db_session(), person)
    return shown if shown in frame.picture_sets().names() else "person"


def _when(day: OtherDay, wording: Wording) -> Wording:
    return _filled(wording, day).filled(day=which_day(day.on), there=_listed(day.there))


def _filled(wording: Wording, day: OtherDay) -> Wording:
    return wording.filled(here=_listed(day.now_here))


def _listed(names: Sequence[str]) -> str | Text:
    return listed(names) if names else N_p("pupil", "somebody else")


@blueprint.post("/earlier-day")
@opens_for(Audience.PUPIL)
def answer_earlier_day() -> ResponseReturnValue:
    """Keep what the pupil decided, for this sitting alone."""
    seat, slug = this_seat(), _slug()
    if request.form.get("touch") == "back":
        return redirect(_home(seat))
    answers, answer = _answers(seat, slug), request.form.get("answer")
    if answer not in {"go-on", "not-now"}:
        return redirect(url_for("pupil.earlier_day", **_asked(seat, slug)))
    if answer == "go-on":
        other_days.let_see(db_session(), seat.sitting, answers)
    leave_trail(
        db_session(),
        seat.viewer,
        "let those here see another day" if answer == "go-on" else other_days.NOT_NOW,
        now=now(),
        pupil_id=seat.pupil.id,
        about={"sitting": str(seat.sitting.id), "answers": " ".join(sorted(map(str, answers)))},
    )
    # Not now: to the photos that may be seen as things are, where there are any.
    still_there = answer == "go-on" or (_of_photos() and photos_to_pick_from(seat))
    if still_there:
        return redirect(_there(seat, slug))
    # On the way to the thanks after what goes out, these come next: that was the only question before them.
    seen = request.args.get("seen") if _shared(seat) else None
    return to_the_thanks(seat, seen) if seen else redirect(_home(seat))


def _slug() -> str:
    """The activity that is to be opened; without one, what goes to the review, or whose sharing is asked about."""
    slug = request.args.get("activity", "")
    return slug if slug in all_activities() else ""


def _of_photos() -> bool:
    """Whether the pupil's photos are to be opened, and no answer."""
    return request.args.get("of") == "photos"


def _shared(seat: Seat) -> Sitting | None:
    """The sitting of which it is asked who may see it, if that is to be opened."""
    return which_sitting(seat) if "sitting" in request.args else None


def _home(seat: Seat) -> str:
    """Where nothing of the other day is. Whoever does not want it asked who may see it is not led there again."""
    return url_for("pupil.home", stay="yes" if _shared(seat) else None)


def _day(seat: Seat, slug: str) -> OtherDay | None:
    if _of_photos():
        return other_days.photos_to_ask_about(db_session(), seat.sitting, photos.all_of(db_session(), seat.sitting))
    return other_days.to_ask_about(db_session(), seat.sitting, _answers(seat, slug))


def _asked(seat: Seat, slug: str) -> dict[str, Any]:
    """What this page's address says of what is to be opened."""
    if _of_photos():
        return {"of": "photos"}
    if sitting := _shared(seat):
        return {"sitting": sitting.id, "thing": request.args.get("thing"), "seen": request.args.get("seen")}
    anew = this_change(seat, slug) if slug else None
    return {**({"activity": slug} if slug else {}), **(anew.named if anew else {})}


def _there(seat: Seat, slug: str) -> str:
    if _of_photos():
        return url_for("pupil.my_photos")
    if _shared(seat):
        return url_for("pupil.share", **_asked(seat, slug))
    anew = this_change(seat, slug) if slug else None
    return url_for("pupil.activity", slug=slug, **(anew.named if anew else {})) if slug else url_for("pupil.check")


def _answers(seat: Seat, slug: str) -> set[UUID]:
    """The keys of the answers that are to be opened, or of the photos."""
    if _of_photos():
        return set(other_days.hidden_photos(db_session(), seat.sitting, photos.all_of(db_session(), seat.sitting)))
    if slug:
        anew = this_change(seat, slug)
        response = anew.statement.response if anew else capture.open_response(db_session(), seat.sitting, slug)
        return {response.key} if response else set()
    if sitting := _shared(seat):
        return {one.response_key for one in asked_about(sitting)}
    return {said.response_key for _, said in prepare.waiting_for_pupil(db_session(), seat.pupil.id)}
