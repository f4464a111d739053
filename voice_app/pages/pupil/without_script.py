"""One touch of a conversation as a plain form, where the page's script does not run."""

from __future__ import annotations

import json
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
from voice_app.pages.access import Audience, opens_for
from voice_app.services import assent, capture

from .blueprint import blueprint
from .keep import hold, keep
from .seat import Seat, this_seat
from .steady import too_soon
from .this_activity import counter_of, standing, this_activity


@blueprint.post("/do/<slug>")
@opens_for(Audience.PUPIL)
def touch_without_script(slug: str) -> ResponseReturnValue:
    """One touch as a plain form, and back to the page with the next question."""
    seat = this_seat()
    room, anew = this_activity(seat, slug)
    form = request.form
    named: dict[str, Any] = {**anew.named, "item": form.get("item", "")} if anew else {}
    back = url_for("pupil.activity", slug=slug, **named)
    home = anew.comes_back_to if anew else url_for("pupil.home")
    if form.get("open"):
        view, _, by = form["open"].partition(":")
        return redirect(url_for("pupil.activity", slug=slug, view=view, by=by, **named))
    if form.get("more"):
        return redirect(url_for("pupil.activity", slug=slug, view="bank", page=form.get("more", 0, int), **named))
    if form.get("move"):
        return redirect(url_for("pupil.activity", slug=slug, move=form["move"], **named))
    # Words are of somebody who has seen the page.
    if (too_soon() and form.get("touch") != "words") or _was_taken(seat, room):
        return redirect(back)
    response, answer, counter, around = standing(seat, room, anew)
    if form.get("touch") == "back" and not answer.undo:
        return redirect(home)
    try:
        touched = _touched(room, answer, around, form.get("item", ""))
        key = response.key if response else UUID(form.get("key", ""))
        incoming = capture.IncomingTurn(key, counter_of(form.get("counter", ""), counter), touched[0], touched[1])
        kept = keep(seat.sitting, room, incoming, anew=anew is not None)
    except (AnswerProblem, ValueError) as problem:
        _hold_form(seat, slug, str(problem))
        return redirect(back)
    except assent.AssentMissing:
        db_session().rollback()
        return redirect(back)
    if anew is None:
        return redirect(home if kept.finished else back)
    if not settled(room.read(kept.body, room.version), touched[0]):
        return redirect(back)
    # A card that now names somebody here is not asked about again today.
    waits = holds(names_somebody_here(touched[0]), room.read(kept.body, room.version), around)
    following = None if waits else anew.after(touched[0])
    return redirect(url_for("pupil.activity", slug=slug, **(named | {"item": following})) if following else home)


def _was_taken(seat: Seat, room: Activity) -> bool:
    """Whether this very press was taken already: a trembling hand sent its form twice.

    A second Go back from a page that has been left would undo what is not seen there; a second press on a picture
    would take it away again. What else comes from a page that has been left is kept beside what was said there.
    """
    form = request.form
    try:
        key = UUID(form.get("key", ""))
    except ValueError:
        return False
    touches = capture.taken_as(db_session(), seat.sitting, room, key, counter_of(form.get("counter", ""), 0))
    if touches is None:
        return False
    if form.get("touch") == "back":
        return True
    kept, before = (room.read(one.body, one.activity_version) if one else Answer() for one in touches)
    around = capture.surroundings_of(seat.sitting, room)
    try:
        _, again = _touched(room, before, around, form.get("item", ""))
    except AnswerProblem:
        return False
    return room.read(again, room.version).items == kept.items


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
