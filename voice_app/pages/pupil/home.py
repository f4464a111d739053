"""Before and between activities: the guide's hello, with the pupil's yes or no, and the home with its tiles."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import pgettext

from activities import all_activities
from activities.contract import N_p, Text, Wording
from voice_app.database import db_session
from voice_app.model import Sitting
from voice_app.pages.access import Audience, now, opens_for
from voice_app.pages.languages import listed
from voice_app.services import assent, capture, look_back, photos, prepare, tell_someone
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .calm import THANKS, calm_page
from .seat import Seat, other_day, this_seat

#: What the guide says before anything is kept (rules A32, A53; docs/practice.md, 7 and 10). Promise only what is true.
HELLO = Wording(
    N_p("pupil-S", "Hello %(name)s. Tell us about school?"),
    N_p("pupil-O", "Hello %(name)s. Would you like to tell us about school?"),
)
WHAT_FOR = Wording(
    N_p("pupil-S", "You say how school is. It helps us plan your help."),
    N_p("pupil-O", "You say how school is for you. It goes into planning your help."),
)
#: In the place of these two where the tablet is handed over to show what goes out, and nothing else is planned.
HELLO_LOOK = Wording(
    N_p("pupil-S", "Hello %(name)s. Will you look at what could go to your meeting?"),
    N_p("pupil-O", "Hello %(name)s. Would you like to look at what could go to your meeting?"),
)
WHAT_FOR_LOOK = Wording(
    N_p("pupil-S", "You say what goes in and what stays out."),
    N_p("pupil-O", "You say what goes in and what stays out."),
)
#: In their place where it is handed over to ask who may see what was said on an earlier day.
HELLO_ASK = Wording(
    N_p("pupil-S", "Hello %(name)s. Will you say who can see what you said?"),
    N_p("pupil-O", "Hello %(name)s. Would you like to say who can see what you said?"),
)
WHAT_FOR_ASK = Wording(
    N_p("pupil-S", "You pick who can see it and who cannot."),
    N_p("pupil-O", "You decide who can see it and who cannot."),
)
WHO_SEES = Wording(
    N_p("pupil-S", "We show people only if you say yes."),
    N_p("pupil-O", "We show people only if you say yes. Rarely, the law makes us show it."),
)
#: Both hear it, as they hear of every pupil who wants to tell someone (`tell.py`): the same names stand in both.
SAFETY = Wording(
    N_p("pupil-S", "If someone may not be safe, I must tell %(names)s."),
    N_p("pupil-O", "If someone may not be safe, I must tell %(names)s."),
)
#: In place of names where no lead can sign in and SENDCos hear it: more names than two make no sentence to read.
WHO_PLAN = N_p("pupil", "the adults who plan your help")
MOST_NAMES = 2
HOW_TO_STOP = Wording(
    N_p("pupil-S", "You can stop any time. Press the hand."),
    N_p("pupil-O", "You can skip or stop any time. Nobody minds."),
)
#: The soft grounds of tiles that `tokens.css` has; dark looks have one ground for all. Rose is of "I want to tell
#: someone".
TINTS = ("good", "between", "hard", "sky", "leaf", "neutral")

#: Under the way to who can see it, where nothing was said today.
SAID_ON = Wording(N_p("pupil-S", "What you said on %(day)s"), N_p("pupil-O", "What I said on %(day)s"))

YES = Wording(N_p("pupil-S", "Yes"), N_p("pupil-O", "Yes, let’s start"))
NO = Wording(N_p("pupil-S", "No"), N_p("pupil-O", "No, not today"))


@blueprint.get("/hello")
@opens_for(Audience.PUPIL)
def hello() -> ResponseReturnValue:
    """What this is for, who will see it, what cannot be kept secret, how to stop; and the question."""
    seat = this_seat()
    if assent.in_force(db_session(), seat.sitting.id) is not None:
        return redirect(url_for("pupil.home"))
    if seat.sitting.thrown_away_at is not None:
        return redirect(url_for("pupil.leave"))
    # The question has been answered with a no; Go back asks it once more.
    if seat.sitting.refused_at is not None and "again" not in request.args:
        return redirect(url_for("pupil.no_today"))
    ask, what_for, picture = _why_here(seat.sitting)
    page = {
        "key": "hello",
        "ask": ask.filled(name=seat.pupil.called),
        "action": url_for("pupil.answer_hello"),
        "says": [
            {"text": what_for, "picture": picture},
            {"text": WHO_SEES, "picture": "who-sees"},
            {"text": safety(seat), "picture": "shield"},
            {"text": HOW_TO_STOP, "picture": "stop"},
        ],
        "yes": {"value": "yes", "label": YES, "picture": "yes"},
        "no": {"value": "no", "label": NO, "picture": "no"},
    }
    return render_template("pupil/hello.html", **seat.context(page=page))


def _why_here(sitting: Sitting) -> tuple[Wording, Wording, str]:
    """The question of this sitting, what it is for, and the picture of that."""
    if sitting.only_looks:
        return HELLO_LOOK, WHAT_FOR_LOOK, "meeting"
    if sitting.only_asks:
        return HELLO_ASK, WHAT_FOR_ASK, "share"
    return HELLO, WHAT_FOR, "school"


def safety(seat: Seat) -> Wording:
    """What cannot be kept secret, with the names of those who then hear it."""
    return SAFETY.filled(names=names_of_who_hear(seat))


def names_of_who_hear(seat: Seat) -> str | Text:
    """All who hear it, in one place of a sentence."""
    names = who_hear(seat)
    return listed(names) if len(names) <= MOST_NAMES else WHO_PLAN


def who_hear(seat: Seat) -> list[str]:
    """The names of those who hear it where somebody may not be safe; never none."""
    return [one.name for one in tell_someone.who_hears(db_session(), seat.pupil.school_id)]


@blueprint.post("/hello")
@opens_for(Audience.PUPIL)
def answer_hello() -> ResponseReturnValue:
    """Keep the pupil's yes or no. After a yes the first activity begins, so that it is the next thing seen."""
    seat = this_seat()
    session = db_session()
    if request.form.get("answer") == "yes":
        shown = {"wording": seat.profile.wording, "told": who_hear(seat), "present": seat.adults}
        if seat.sitting.only_looks:
            shown["asked"] = "to look at what goes out"
        if seat.sitting.only_asks:
            shown["asked"] = "to say who may see what was said"
        assent.say_yes(session, seat.sitting, how="tapped", shown=shown, now=now())
        leave_trail(session, seat.viewer, "said yes", now=now(), pupil_id=seat.pupil.id)
        if seat.sitting.only_looks:
            return redirect(url_for("pupil.check"))
        if seat.sitting.only_asks:
            unasked = look_back.still_to_answer(session, seat.pupil.id)
            return redirect(url_for("pupil.share", sitting=unasked.id if unasked else None))
        if len(seat.sitting.planned) == 1:
            return redirect(url_for("pupil.activity", slug=seat.sitting.planned[0]))
        return redirect(url_for("pupil.home"))
    if request.form.get("answer") == "no":
        assent.say_no(session, seat.sitting, how="tapped", now=now())
        leave_trail(session, seat.viewer, "said no", now=now(), pupil_id=seat.pupil.id)
        return redirect(url_for("pupil.no_today"))
    return redirect(url_for("pupil.hello"))


@blueprint.get("/no-today")
@opens_for(Audience.PUPIL)
def no_today() -> ResponseReturnValue:
    """A no is fine. Thanks are the same as for any answer."""
    seat = this_seat()
    page = {
        "key": "no-today",
        "ask": Wording(N_p("pupil-S", "That is fine. Not today."), N_p("pupil-O", "That’s fine. Not today.")),
        "picture": "yes",
        "says": [THANKS],
        "actions": [
            {"label": pgettext("pupil", "Give the tablet back"), "picture": "give-back", "url": url_for("pupil.leave")}
        ],
    }
    return calm_page(seat, page | {"back": url_for("pupil.hello_again")}, bar={"stop": False})


@blueprint.get("/hello-again")
@opens_for(Audience.PUPIL)
def hello_again() -> ResponseReturnValue:
    """Go back on a no: the question once more. The no stands until the pupil says yes."""
    return redirect(url_for("pupil.hello", again="yes"))


@blueprint.get("/")
@opens_for(Audience.PUPIL)
def home() -> ResponseReturnValue:
    """The pupil's home: what there is to do, who can see what was said, and the end."""
    seat = this_seat()
    session = db_session()
    if assent.in_force(session, seat.sitting.id) is None:
        return redirect(url_for("pupil.hello"))
    if seat.sitting.stopped_at is not None:
        return redirect(url_for("pupil.stopped"))
    done = look_back.finished_in(session, seat.sitting)
    everything_done = bool(seat.sitting.planned) and set(seat.sitting.planned) <= done
    if everything_done and "stay" not in request.args:
        if look_back.is_to_be_asked(session, seat.sitting):
            return redirect(url_for("pupil.share"))
        if not look_back.said_in(session, seat.sitting):
            return redirect(url_for("pupil.thank_you"))
    rooms = [all_activities()[slug] for slug in seat.sitting.planned if slug in all_activities()]
    tiles = [
        {
            "label": room.title,
            "url": url_for("pupil.activity", slug=room.slug),
            "pictures": room.pictures,
            "tint": room.tint,
            "done": room.slug in done,
        }
        for room in rooms
    ]
    asks_about = look_back.whose_sharing(session, seat.sitting)
    if asks_about is not None:
        day = other_day(asks_about)
        tiles.append(
            {
                "label": Wording(N_p("pupil-S", "Who can see it"), N_p("pupil-O", "Who can see what I said")),
                "of": SAID_ON.filled(day=day) if day else None,
                "url": url_for("pupil.share"),
                "pictures": ["who-sees"],
                "tint": "sky",
                "done": False,
            }
        )
    if photos.all_of(session, seat.sitting):
        tiles.append(
            {
                "label": Wording(N_p("pupil-S", "My photos"), N_p("pupil-O", "My photos")),
                "url": url_for("pupil.my_photos"),
                "pictures": ["photos"],
                "tint": "leaf",
                "done": False,
            }
        )
    if prepare.waiting_for_pupil(session, seat.pupil.id):
        tiles.append(
            {
                "label": Wording(N_p("pupil-S", "What goes to my meeting"), N_p("pupil-O", "What goes to my meeting")),
                "url": url_for("pupil.check"),
                "pictures": ["meeting"],
                "tint": "between",
                "done": False,
            }
        )
    tiles.append(
        {
            "label": Wording(N_p("pupil-S", "I am finished"), N_p("pupil-O", "I’m finished")),
            "action": url_for("pupil.finished", stay=request.args.get("stay")),
            "form": "finished",
            "pictures": ["give-back"],
            "tint": "neutral",
            "done": False,
        }
    )
    page = {
        "ask": Wording(
            N_p("pupil-S", "Hello %(name)s. What would you like to do?"),
            N_p("pupil-O", "Hello %(name)s. What would you like to do?"),
        ).filled(name=seat.pupil.called),
        "hint": Wording(
            N_p("pupil-S", "Pick one. You can stop any time."), N_p("pupil-O", "Pick one. You can stop any time.")
        ),
    }
    return render_template("pupil/home.html", **seat.context(page=page, tiles=_each_its_own_tint(tiles)))


def _each_its_own_tint(tiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """No two tiles of one tint while there are enough: whose own tint an earlier tile has takes one that is left."""
    left = [tint for tint in TINTS if tint not in {tile["tint"] for tile in tiles}]
    seen: set[str] = set()
    tinted = []
    for tile in tiles:
        tint = left.pop(0) if tile["tint"] in seen and left else tile["tint"]
        seen.add(tint)
        tinted.append(tile | {"tint": tint})
    return tinted


@blueprint.post("/finished")
@opens_for(Audience.PUPIL)
def finished() -> ResponseReturnValue:
    """I am finished: what was said so far is stated, and the pupil asked who may see it, before the tablet goes back.

    The answers stay open. Whoever has just come back from being asked is not asked again.
    """
    seat = this_seat()
    session = db_session()
    capture.say_so_far(session, seat.sitting, all_activities(), now=now())
    leave_trail(session, seat.viewer, "said finished", now=now(), pupil_id=seat.pupil.id)
    asks = look_back.is_to_be_asked(session, seat.sitting)
    return redirect(url_for("pupil.share" if asks and "stay" not in request.args else "pupil.leave"))
