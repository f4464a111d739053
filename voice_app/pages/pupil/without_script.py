"""One touch of a conversation as a plain form, where the page's script does not run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from activities.contract import (
    Activity,
    Answer,
    AnswerProblem,
    Surroundings,
    Touch,
    clean_words,
    holds,
    names_somebody_here,
    settled,
    touch,
)
from voice_app.database import db_session
from voice_app.model import Response, ResponseState
from voice_app.pages.access import Audience, opens_for
from voice_app.services import assent, capture

from .anew import Anew
from .blueprint import blueprint
from .keep import hold, keep
from .seat import Seat, this_seat
from .steady import too_soon
from .this_activity import IN_HAND, counter_of, standing, this_activity


@blueprint.post("/do/<slug>")
@opens_for(Audience.PUPIL)
def touch_without_script(slug: str) -> ResponseReturnValue:
    """One touch as a plain form, and back to the page with the next question."""
    seat = this_seat()
    room, anew = this_activity(seat, slug)
    form = request.form
    named = _named(anew)
    back = url_for("pupil.activity", slug=slug, **named)
    held = named | ({"move": form[IN_HAND]} if form.get(IN_HAND) else {})
    if form.get("open"):
        view, _, by = form["open"].partition(":")
        return redirect(url_for("pupil.activity", slug=slug, view=view, by=by, **held))
    if form.get("more"):
        return redirect(url_for("pupil.activity", slug=slug, view="bank", page=form.get("more", 0, int), **held))
    if form.get("move"):
        return redirect(url_for("pupil.activity", slug=slug, move=form["move"], **named))
    # Words are of somebody who has seen the page.
    if too_soon() and form.get("touch") != "words":
        return redirect(url_for("pupil.activity", slug=slug, **held))
    taken = _taken(seat, room)
    if taken is not None:
        return redirect(_leads_to(seat, room, anew, taken))
    response, answer, counter, around = standing(seat, room, anew)
    if form.get("touch") == "back" and settled(answer, form.get(IN_HAND, "")):
        return redirect(back)
    if form.get("touch") == "back" and not answer.undo:
        return redirect(_home(anew))
    try:
        touched = _touched(room, answer, around, form.get("item", ""))
        key = response.key if response else UUID(form.get("key", ""))
        incoming = capture.IncomingTurn(key, counter_of(form.get("counter", ""), counter), touched[0], touched[1])
        kept = keep(seat.sitting, room, incoming, anew=anew is not None)
    except (AnswerProblem, ValueError) as problem:
        _hold_form(seat, slug, str(problem))
        return redirect(url_for("pupil.activity", slug=slug, **held))
    except assent.AssentMissing:
        db_session().rollback()
        return redirect(back)
    stands = room.read(kept.body, room.version)
    return redirect(_leads_to(seat, room, anew, _Taken(touched[0], stands, finished=kept.finished)))


@dataclass(frozen=True)
class _Taken:
    """A touch that is kept: of which item, the whole answer after it, and whether the answer has come to its end."""

    item: str
    answer: Answer
    finished: bool


def _named(anew: Anew | None) -> dict[str, Any]:
    """What the address of this page says of what is said anew."""
    return {**anew.named, "item": request.form.get("item", "")} if anew else {}


def _home(anew: Anew | None) -> str:
    """Where this page was come to from, and leads once it is done."""
    return anew.comes_back_to if anew else url_for("pupil.home")


def _leads_to(seat: Seat, room: Activity, anew: Anew | None, taken: _Taken) -> str:
    """Where a touch leads that is kept: the same where its form comes a second time."""
    back = url_for("pupil.activity", slug=room.slug, **_named(anew))
    if anew is None:
        return _home(anew) if taken.finished else back
    if not settled(taken.answer, taken.item):
        return back
    # A card that now names somebody here is not asked about again today.
    around = capture.surroundings_of(seat.sitting, room)
    following = None if holds(names_somebody_here(taken.item), taken.answer, around) else anew.after(taken.item)
    if following is None:
        return _home(anew)
    return url_for("pupil.activity", slug=room.slug, **(_named(anew) | {"item": following}))


def _taken(seat: Seat, room: Activity) -> _Taken | None:
    """What this very press did, where it was taken already: a trembling hand sent its form twice.

    A second Go back from a page that has been left would undo what is not seen there; a second press on a picture
    would take it away again. What else comes from a page that has been left is kept beside what was said there: also a
    Go back on what was picked just before. Why: docs/decisions/a-press-sent-twice-is-one-press.md.
    """
    form = request.form
    try:
        key = UUID(form.get("key", ""))
    except ValueError:
        return None
    touches = capture.taken_as(db_session(), seat.sitting, room, key, counter_of(form.get("counter", ""), 0))
    if touches is None:
        return None
    kept, before = (room.read(one.body, one.activity_version) if one else Answer() for one in touches)
    if not _did_this(seat, room, before, kept):
        return None
    finished = db_session().get_one(Response, key).state == ResponseState.FINISHED
    return _Taken(form.get("item", ""), kept, finished)


def _did_this(seat: Seat, room: Activity, before: Answer, kept: Answer) -> bool:
    """Whether this form's touch is the one that made the kept answer of the one before it."""
    form = request.form
    goes_back = form.get("touch") == "back"
    if goes_back and not before.undo:
        return False
    around = capture.surroundings_of(seat.sitting, room)
    try:
        _, made = _touched(room, before, around, form.get("item", ""))
    except AnswerProblem:
        return False
    again = room.read(made, room.version)
    # A press that takes a picture away says what Go back would, and is none. The way back of another touch tells
    # nothing: the first of a day begins it anew.
    return again == kept if goes_back else again.items == kept.items


def _hold_form(seat: Seat, slug: str, why: str) -> None:
    """What a form said that no answer can take: an old page sent once more, when something else is asked by now."""
    if not any(request.form.get(name) for name in ("words", "pick", "photo")):
        return
    sent = {"key": "", "item": ""} | {name: text for name, text in request.form.items() if name != "csrf_token"}
    try:
        hold(seat.sitting, activity=slug, body=json.dumps(sent), why=why)
    except assent.AssentMissing:
        db_session().rollback()


def _touched(room: Activity, answer: Answer, around: Surroundings, item: str) -> tuple[str, Any]:
    """What a form's touch makes of the answer: the item and the whole answer after it."""
    form = request.form
    question = room.by_key.asks.get(item)
    if question is None:
        raise AnswerProblem("An item that this activity does not have")
    written = form.get("words")
    if form.get("touch") == "words" and written is not None:
        what = Touch("words", item, words=clean_words(written), by=form.get("by") or None)
        answer = touch(question, answer, what, around)
        answer = touch(question, answer, Touch("next", item), around)
    elif form.get("touch"):
        answer = touch(question, answer, Touch(form["touch"], item), around)
    elif "photo" in form:
        answer = touch(question, answer, Touch("photo", item, form["photo"]), around)
    elif form.get("pick"):
        answer = touch(question, answer, Touch("pick", item, form["pick"]), around)
    else:
        raise AnswerProblem("A form without a touch")
    return item, answer.as_stored()
