"""The conversation: one page an activity. The script moves between its questions; without it a form does."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from flask import abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from activities import all_activities
from activities.contract import (
    Activity,
    Answer,
    AnswerProblem,
    OwnWords,
    Surroundings,
    Touch,
    clean_words,
    holds,
    names_somebody_here,
    next_step,
    settled,
    touch,
)
from voice_app.database import db_session
from voice_app.model import Response
from voice_app.pages import frame
from voice_app.pages.access import Audience, opens_for
from voice_app.pages.safety import csp_nonce
from voice_app.services import assent, capture, other_days, photos, say_anew

from . import rooms_kept
from .activity_page import write
from .anew import ANEW, Anew, this_change, without_the_days_before
from .blueprint import blueprint
from .for_the_script import addresses, kept_name, own
from .fragments import Shown, Talk
from .keep import hold, keep
from .manner import manner_of
from .photos import photos_to_pick_from
from .ready_made import kind_of, ready_made
from .room_facts import as_json, of_room
from .seat import Seat, here, this_seat
from .steady import made_now, too_soon


def this_activity(seat: Seat, slug: str) -> tuple[Activity, Anew | None]:
    """An activity that the adult picked for this sitting, or one of which a thing is said anew; no other is here.

    With it, what this request says anew of it.
    """
    anew = this_change(seat, slug)
    if slug not in all_activities() or (slug not in seat.sitting.planned and anew is None):
        abort(404)
    return all_activities()[slug], anew


def _standing(seat: Seat, activity: Activity, anew: Anew | None) -> tuple[Response | None, Answer, int, Surroundings]:
    """The answer to go on with: its record, what it says, its counter, and what it depends on."""
    session = db_session()
    response = anew.statement.response if anew else capture.open_response(session, seat.sitting, activity.slug)
    around = capture.surroundings_of(seat.sitting, activity)
    turn = capture.latest_turn(session, response.key) if response else None
    if turn is None:
        return response, Answer(), 0, around
    answer = activity.read(turn.body, turn.activity_version)
    answer = without_the_days_before(anew, answer) if anew else answer
    return response, other_days.with_way_back_of_today(session, seat.sitting, turn, answer), turn.counter, around


@blueprint.get("/do/<slug>")
@opens_for(Audience.PUPIL)
def activity(slug: str) -> ResponseReturnValue:
    """The activity at the question the pupil had come to."""
    seat = this_seat()
    room, anew = this_activity(seat, slug)
    if assent.in_force(db_session(), seat.sitting.id) is None:
        return redirect(url_for("pupil.hello"))
    response, answer, counter, around = _standing(seat, room, anew)
    if _pupil_decides_first(seat, response):
        return redirect(url_for("pupil.earlier_day", activity=slug, **(anew.named if anew else {})))
    step = anew.step(room) if anew else next_step(room.conversation, answer, around)
    if step is None:
        return redirect(url_for("pupil.home"))
    key = response.key if response else uuid4()
    shown = Shown(
        moving=request.args.get("move"),
        view=request.args.get("view", _first_view(anew)),
        page=request.args.get("page", 0, int),
        by=request.args.get("by"),
    )
    talk = Talk(
        manner=manner_of(seat.profile),
        activity=room,
        answer=answer,
        around=around,
        step=step,
        action=url_for("pupil.touch_without_script", slug=slug),
        fields={
            "key": str(key),
            "counter": str(counter + 1),
            "slug": slug,
            "photo_key": str(uuid4()),
            "made": made_now(),
        }
        | (anew.named if anew else {}),
        order_seed=seat.profile.order_seed,
        shown=shown,
        photos=_photos_to_pick_from(seat, room),
        gone=_gone(seat, answer),
        hint=ANEW if anew else None,
    )
    return _page(seat, talk, str(key) if response else "", counter, anew)


def _first_view(anew: Anew | None) -> str:
    """What was said in words is said anew where they stand; any other way is one press away."""
    return "words" if anew and anew.statement.words and len(anew.items) == 1 and not anew.is_card else "ways"


def _pupil_decides_first(seat: Seat, response: Response | None) -> bool:
    """Whether the answer holds something of another day that somebody who is here may not see."""
    return response is not None and other_days.to_ask_about(db_session(), seat.sitting, [response.key]) is not None


def _photos_to_pick_from(seat: Seat, room: Activity) -> list[frame.Photograph]:
    """The pupil's own photos with the pupil's words, where a question of this activity can be answered by one."""
    if not any(isinstance(question, OwnWords) and question.photos for question in room.conversation):
        return []
    return photos_to_pick_from(seat)


def _gone(seat: Seat, answer: Answer) -> frozenset[str]:
    """Photos that the answer names and that were thrown away since."""
    named = {key for said in answer.items.values() for key in said.photos}
    return frozenset(named - photos.still_there(db_session(), seat.pupil.id, named))


def _page(seat: Seat, talk: Talk, key: str, counter: int, anew: Anew | None) -> ResponseReturnValue:
    mine = as_json(own(seat, talk, key, counter, anew))
    plain = not request.args
    light = plain and rooms_kept.keeps(kept_name(talk.activity, talk.manner, seat.look))
    kind = kind_of(seat, talk, light=light) if plain else None
    if kind is not None:
        marked = {
            "nonce": csp_nonce(),
            "token": generate_csrf(),
            "key": talk.fields["key"],
            "photo-key": talk.fields["photo_key"],
            "made": talk.fields["made"],
            "present": seat.here,
            "sitting": seat.sitting_known_by,
            "own": mine,
        }
        writers = {f"writer-{n}": name for n, name in enumerate(talk.around.present)}
        return ready_made(kind).filled(marked | writers, talk.order_seed)
    where = as_json(addresses(talk.activity, talk.manner, seat.look, anew))
    facts = Markup(",").join([mine, where] if light else [mine, where, of_room(talk.activity.slug)])
    reply = make_response(write(talk, facts, seat.context(), here=here(), anew=anew is not None, light=light))
    if "whole" in request.args:
        rooms_kept.forget(reply)
    return reply


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
    response, answer, counter, around = _standing(seat, room, anew)
    if form.get("touch") == "back" and not answer.undo:
        return redirect(home)
    try:
        touched = _touched(room, answer, around, form.get("item", ""))
        key = response.key if response else UUID(form.get("key", ""))
        incoming = capture.IncomingTurn(key, _counter(form.get("counter", ""), counter), touched[0], touched[1])
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
    touches = capture.taken_as(db_session(), seat.sitting, room, key, _counter(form.get("counter", ""), 0))
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


def photo_without_script(seat: Seat, slug: str, item: str, photo: str) -> None:
    """Put a photo beside the answer that a plain form was sent from. What that answer cannot be is left as it was."""
    room, anew = this_activity(seat, slug)
    response, answer, counter, around = _standing(seat, room, anew)
    question = room.by_key.asks.get(item)
    if question is None:
        return
    try:
        after = touch(question, answer, Touch("photo", item, photo), around)
        key = response.key if response else UUID(request.form.get("key", ""))
        sent = _counter(request.form.get("counter", ""), counter)
        incoming = capture.IncomingTurn(key, sent, item, after.as_stored())
        keep(seat.sitting, room, incoming, anew=anew is not None)
    except (AnswerProblem, ValueError, assent.AssentMissing):
        db_session().rollback()


def without_photo(seat: Seat, photo: str) -> None:
    """Before this photo is thrown away: where an answer has it still in hand, it is asked for anew."""
    for room, anew in _here(seat):
        response, answer, counter, _ = _standing(seat, room, anew)
        after = answer.without_photo(photo)
        item = next((item for item, said in answer.items.items() if photo in said.photos), None)
        if response is None or after == answer or assent.in_force(db_session(), seat.sitting.id) is None:
            continue
        touched = item or answer.undo[-1][0]
        incoming = capture.IncomingTurn(response.key, counter + 1, touched, after.as_stored())
        keep(seat.sitting, room, incoming, anew=anew is not None)


def _here(seat: Seat) -> list[tuple[Activity, Anew | None]]:
    """The activities of this sitting: those that were planned, and those of which something is said anew."""
    rooms = all_activities()
    changes = [Anew(one, say_anew.items_of(one), "") for one in say_anew.changed_in(db_session(), seat.sitting)]
    said_anew = [(rooms[one.statement.response.activity], one) for one in changes if one.items]
    return [*((rooms[slug], None) for slug in seat.sitting.planned if slug in rooms), *said_anew]


def _counter(sent: str, standing: int) -> int:
    """A form sent twice carries the counter it was made with, so it is kept once."""
    return int(sent) if sent.isdecimal() else standing + 1


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
