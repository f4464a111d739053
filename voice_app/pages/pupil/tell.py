"""I want to tell someone: says who will be told before anything happens; keeps time and person, no words (rule A50)."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import pgettext

from activities.contract import N_p, Wording
from voice_app.database import db_session
from voice_app.pages.access import Audience, now, opens_for
from voice_app.services import tell_someone
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .calm import calm_page
from .home import names_of_who_hear, safety
from .seat import bar, this_seat
from .way_back import came_from

ASK = Wording(N_p("pupil-S", "Who do you want to tell?"), N_p("pupil-O", "Who would you like to tell?"))
WE_SAY_SO = Wording(N_p("pupil-S", "We tell them you want to talk."), N_p("pupil-O", "We tell them you want to talk."))
#: Who hears of every ask. Not "too": it is as true where one of them is the person who is picked.
ALWAYS_TOLD = Wording(
    N_p("pupil-S", "We always tell %(names)s."), N_p("pupil-O", "Whoever you pick, we always tell %(names)s.")
)
ASKED = Wording(N_p("pupil-S", "We have asked %(name)s."), N_p("pupil-O", "We have asked %(name)s."))
NOT_SEEN = Wording(N_p("pupil-S", "Not seen yet."), N_p("pupil-O", "Not seen yet."))
SEEN = Wording(N_p("pupil-S", "%(name)s has seen it."), N_p("pupil-O", "%(name)s has seen it."))
SHOW_NOW = Wording(
    N_p("pupil-S", "You can show this to an adult now."), N_p("pupil-O", "You can show this to an adult now.")
)


@blueprint.post("/tell")
@opens_for(Audience.PUPIL)
def tell() -> ResponseReturnValue:
    """The bar's button, from any page."""
    return redirect(url_for("pupil.tell_page", back=came_from() or None))


@blueprint.get("/tell")
@opens_for(Audience.PUPIL)
def tell_page() -> ResponseReturnValue:
    """Who there is to tell, and who will hear of it as well."""
    seat = this_seat()
    asked = tell_someone.asked_so_far(db_session(), seat.sitting)
    page = {
        "back": came_from(),
        "ask": ASK,
        "says": [WE_SAY_SO, ALWAYS_TOLD.filled(names=names_of_who_hear(seat))],
        "safety": safety(seat),
        "people": [
            {"id": str(one.id), "name": one.name, "picture": one.face, "asked": one.id in asked}
            for one in tell_someone.people_to_tell(db_session(), seat.sitting)
        ],
    }
    return render_template("pupil/tell.html", **seat.context(page=page, bar=bar("q-tell", back=True)))


@blueprint.post("/tell/person")
@opens_for(Audience.PUPIL)
def tell_person() -> ResponseReturnValue:
    """Ask this person, and the safeguarding lead, until they have seen it."""
    seat = this_seat()
    if request.form.get("touch") == "back":
        return redirect(came_from() or url_for("pupil.home"))
    try:
        person = UUID(request.form.get("person", ""))
        asked = tell_someone.ask(db_session(), seat.sitting, person, now=now())
    except (ValueError, tell_someone.NobodyToTell):
        db_session().rollback()
        abort(404)
    leave_trail(
        db_session(), seat.viewer, "asked to talk", now=now(), pupil_id=seat.pupil.id, about={"asked": str(person)}
    )
    return redirect(url_for("pupil.told", asked=asked.id, back=came_from() or None))


@blueprint.get("/told/<uuid:asked>")
@opens_for(Audience.PUPIL)
def told(asked: UUID) -> ResponseReturnValue:
    """Who has been asked, and whether they have seen it; large enough to show to an adult."""
    seat = this_seat()
    found = tell_someone.asked_in(db_session(), seat.sitting, asked)
    if found is None:
        abort(404)
    page = {
        "key": "told",
        "ask": ASKED.filled(name=found.name),
        "picture": found.face,
        "says": [SEEN.filled(name=found.name) if found.seen else NOT_SEEN, SHOW_NOW],
        "actions": [
            {
                "label": pgettext("pupil", "Tell someone else too"),
                "picture": "tell-someone",
                "url": url_for("pupil.tell_page", back=came_from() or None),
            },
            {
                "label": pgettext("pupil", "Go on"),
                "picture": "yes",
                "url": came_from() or url_for("pupil.home"),
                "main": True,
            },
        ],
    }
    return calm_page(seat, page)
