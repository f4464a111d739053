"""Before it leaves: the pupil sees or hears each thing that goes out, and says Keep, Change or Leave out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import pgettext
from sqlalchemy import select

from activities.contract import N_p, Wording
from voice_app.database import db_session
from voice_app.model import PupilCheck, ReviewPoint, Statement
from voice_app.pages.access import Audience, now, opens_for
from voice_app.pages.languages import said
from voice_app.paperwork import telling
from voice_app.services import look_back, other_days, prepare, say_anew, share
from voice_app.services.claims import place_of
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint
from .calm import THANKS, calm_page
from .seat import Seat, bar, this_seat
from .share import pictures_of, sentence_of, to_the_thanks

#: Keep it in, Change it and Leave it out each answer it, and none of them is the yes of a question.
ASK = Wording(
    N_p("pupil-S", "This could go to your meeting. What shall we do?"),
    N_p("pupil-O", "This could go to your meeting. What would you like to do?"),
)
#: What "Change it" does where it cannot be asked again; never in the words of "Keep it in".
CHANGE = Wording(N_p("pupil-S", "This does not go yet."), N_p("pupil-O", "This does not go to your meeting yet."))
TELL_HOW = Wording(
    N_p("pupil-S", "Tell %(adult)s how to say it."), N_p("pupil-O", "Tell %(adult)s how you want to say it.")
)
KEPT_GOES = Wording(
    N_p("pupil-S", "Only what you kept in can go."), N_p("pupil-O", "Only what you kept in can go to your meeting.")
)
ASK_AGAIN = Wording(
    N_p("pupil-S", "We ask about the rest again."), N_p("pupil-O", "We ask you about the rest another time.")
)
#: Why "[another pupil]" stands where the pupil named a friend.
NO_NAMES = Wording(
    N_p("pupil-S", "We do not say your friend’s name."),
    N_p("pupil-O", "Papers do not say your friend’s name."),
)
HINT = Wording(N_p("pupil-S", "You choose."), N_p("pupil-O", "You choose what goes out."))


@dataclass(frozen=True)
class Walk:
    """One going through of what goes out: what was shown so far, answered or passed over, in its order."""

    seen: tuple[str, ...]

    @classmethod
    def here(cls) -> Walk:
        """As this request says."""
        return cls(tuple(key for key in request.values.get("seen", "").split(".") if key))

    def with_one_more(self, key: str) -> Walk:
        """After this one, wherever it was shown before."""
        return Walk((*(one for one in self.seen if one != key), key))

    def without(self, key: str) -> Walk:
        """As if this one had not been shown yet."""
        return Walk(tuple(one for one in self.seen if one != key))

    def one_back(self) -> Walk:
        """Before the last one."""
        return Walk(self.seen[:-1])

    def __str__(self) -> str:
        return ".".join(self.seen)


@dataclass(frozen=True)
class Asked:
    """One thing that the pupil is asked about, for one review."""

    point: ReviewPoint
    statement: Statement


def _waiting(seat: Seat) -> dict[str, Asked]:
    return {str(s.id): Asked(a.review_point, s) for a, s in prepare.waiting_for_pupil(db_session(), seat.pupil.id)}


def _answered(seat: Seat) -> dict[str, Asked]:
    """What was answered in this sitting: Go back leads to it, and the latest answer stands (rule A44)."""
    made = db_session().scalars(
        select(PupilCheck).where(PupilCheck.sitting_id == seat.sitting.id).order_by(PupilCheck.at)
    )
    found = ((one.statement, db_session().get_one(ReviewPoint, one.review_point_id)) for one in made)
    return {str(s.id): Asked(point, s) for s, point in found if s.replaced_at is None and point.closed_on is None}


def _for_another_word(seat: Seat, key: UUID, answer: str) -> Asked:
    """What stands and does not wait any more, for a Leave it out or a Change it. Raises KeyError.

    An adult may have taken it off the list while it stood on the screen: what holds back is kept all the same.
    """
    if answer in {"leave-out", "change"} and (found := prepare.on_open_review(db_session(), seat.pupil.id, key)):
        attachment, statement = found
        return Asked(attachment.review_point, statement)
    raise KeyError(key)


@blueprint.get("/check")
@opens_for(Audience.PUPIL)
def check() -> ResponseReturnValue:
    """The next thing that waits for the pupil's word, or the one gone back to; thanks after the last."""
    seat, walk = this_seat(), Walk.here()
    waiting = _waiting(seat)
    left = [key for key in waiting if key not in walk.seen]
    again = request.args.get("again", "")
    asked = (waiting | _answered(seat)).get(again) if again else None
    if asked is None and not left:
        return to_the_thanks(seat, str(walk)) if walk.seen else redirect(url_for("pupil.home"))
    asked = asked or waiting[left[0]]
    statement = asked.statement
    waits = [one.statement for one in waiting.values()]
    if len(other_days.may_be_shown(db_session(), seat.sitting, waits)) < len(waits):
        return redirect(url_for("pupil.earlier_day"))
    ahead = len([key for key in left if key != str(statement.id)])
    shown = telling.told(statement, pgettext("pupil", "you"), on_paper=said)
    page = {
        "ask": ASK,
        "hint": HINT,
        "action": url_for("pupil.answer_check"),
        "fields": {
            "statement": str(statement.id),
            "seen": str(walk),
            "round": prepare.round_of(db_session(), asked.point, statement),
        },
        # As papers print it: the pupil says Keep to what goes out, and to nothing else.
        "claim": sentence_of(shown.claim),
        "words": shown.words,
        "exact": shown.exact,
        "label": said(shown.label) if shown.label else "",
        "says": [NO_NAMES] if telling.leaves_out_names(statement) else [],
        "pictures": pictures_of(statement, shown.words),
        "place": place_of(statement),
    }
    return render_template(
        "pupil/check.html",
        **seat.context(
            page=page,
            dots={"done": len(walk.seen), "of": len(walk.seen) + 1 + ahead},
            bar=bar("q-check", back=True, skip=True, dont_know=True),
        ),
    )


@blueprint.post("/check")
@opens_for(Audience.PUPIL)
def answer_check() -> ResponseReturnValue:
    """Keep what the pupil said to one thing. What is passed over does not go, and is asked another time."""
    seat, walk = this_seat(), Walk.here()
    touch = request.form.get("touch")
    if touch == "back":
        if not walk.seen:
            return redirect(url_for("pupil.home"))
        return redirect(url_for("pupil.check", seen=walk.one_back(), again=walk.seen[-1]))
    answer = touch if touch in {"skip", "dont-know"} else request.form.get("answer", "")
    try:
        key = UUID(request.form.get("statement", ""))
        asked = (_answered(seat) | _waiting(seat)).get(str(key)) or _for_another_word(seat, key, answer)
    except ValueError:
        abort(404)
    except KeyError:
        # Said in other words since, or taken back: what is asked now is shown.
        return redirect(url_for("pupil.check", seen=walk))
    statement = asked.statement
    if answer in prepare.PUPIL_SAYS:
        try:
            prepare.check(
                db_session(),
                asked.point,
                statement,
                answer,
                sitting=seat.sitting,
                now=now(),
                asked_in=request.form.get("round"),
            )
        except share.AnotherRound:
            return redirect(url_for("pupil.check", seen=walk))
    anew = answer == "change" and bool(say_anew.items_of(statement))
    if answer in {*prepare.PUPIL_SAYS, "skip", "dont-know"}:
        # What is said anew is shown once more.
        walk = walk.without(str(statement.id)) if anew else walk.with_one_more(str(statement.id))
        leave_trail(
            db_session(),
            seat.viewer,
            f"checked: {answer}",
            now=now(),
            pupil_id=seat.pupil.id,
            about={"statement": str(statement.id)},
        )
    if anew:
        slug = statement.response.activity
        return redirect(url_for("pupil.activity", slug=slug, anew=statement.id, seen=walk))
    return redirect(url_for("pupil.to_be_changed" if answer == "change" else "pupil.check", seen=walk))


@blueprint.get("/check/change")
@opens_for(Audience.PUPIL)
def to_be_changed() -> ResponseReturnValue:
    """What "Change it" did where the question cannot be asked again, and whom to tell how."""
    seat, walk = this_seat(), Walk.here()
    page = {
        "key": "to-be-changed",
        "ask": CHANGE,
        "picture": "change-it",
        "says": [TELL_HOW.filled(adult=seat.adults[0])] if seat.adults else [],
        "back": url_for("pupil.answer_check", seen=walk),
        "back_method": "post",
        "actions": [
            {
                "label": pgettext("pupil", "Go on"),
                "picture": "yes",
                "url": url_for("pupil.check", seen=walk),
                "main": True,
            }
        ],
    }
    return calm_page(seat, page)


@blueprint.get("/checked")
@opens_for(Audience.PUPIL)
def checked() -> ResponseReturnValue:
    """Thanks after the last one, the same for every answer (rule A41), and what comes of it.

    Nothing is asked after thanks: who may see what was said today, or said anew on the way, is asked first.
    """
    seat, walk = this_seat(), Walk.here()
    if look_back.is_to_be_asked(db_session(), seat.sitting):
        return redirect(url_for("pupil.share", sitting=seat.sitting.id, seen=walk))
    page = {
        "key": "checked",
        "ask": THANKS,
        "picture": "meeting",
        "says": [KEPT_GOES, *([ASK_AGAIN] if _waiting(seat) else [])],
        "back": url_for("pupil.answer_check", seen=walk),
        "back_method": "post",
        "actions": [
            {"label": pgettext("pupil", "More to say"), "picture": "more-to-say", "url": url_for("pupil.home")},
            {
                "label": pgettext("pupil", "Give the tablet back"),
                "picture": "give-back",
                "action": url_for("pupil.finished"),
            },
        ],
    }
    return calm_page(seat, page, bar={"stop": False})
