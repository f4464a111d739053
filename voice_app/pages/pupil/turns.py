"""Where the script sends each touch, and the pictures it fetches after the first paint."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from activities import all_activities
from activities.contract import Activity, AnswerProblem
from media.cards.symbols import PictureSet
from voice_app.database import db_session
from voice_app.pages import frame
from voice_app.pages import styles as style_sheets
from voice_app.pages.access import Audience, opens_for
from voice_app.services import capture, say_anew
from voice_app.services.assent import AssentMissing

from .blueprint import blueprint
from .fragments import pictures_of
from .keep import hold, keep
from .seat import Seat, this_seat


@blueprint.post("/turns")
@opens_for(Audience.PUPIL)
def keep_turn() -> ResponseReturnValue:
    """Keep one touch, and acknowledge it by its own key (rule D1).

    What no answer can take is refused, and kept as it was sent: then too the device may let go of it.
    """
    seat = this_seat()
    sent: Any = None
    try:
        try:
            sent = request.get_json()
            incoming = capture.IncomingTurn(
                UUID(str(sent["key"])), int(sent["counter"]), str(sent["item"]), sent["answer"]
            )
            room = _room(seat, str(sent["activity"]), incoming.key)
            kept = keep(seat.sitting, room, incoming, anew=_is_said_anew(seat, room, incoming))
        except (AnswerProblem, BadRequest, KeyError, TypeError, ValueError, OverflowError, RecursionError) as problem:
            return _refused(seat, sent, problem)
    except AssentMissing:
        db_session().rollback()
        return jsonify(error="assent"), 409
    return jsonify(
        kept={"key": str(kept.key), "counter": kept.counter},
        finished=kept.finished,
        forked=kept.forked,
    ), 201


def _room(seat: Seat, slug: str, answer: UUID) -> Activity:
    room = all_activities().get(slug)
    # Only where an activity was not planned is it looked up: every touch asks.
    here = slug in seat.sitting.planned or say_anew.is_changed(db_session(), seat.sitting, answer, slug)
    if room is None or not here:
        raise AnswerProblem("An activity that is not here")
    return room


def _is_said_anew(seat: Seat, room: Activity, incoming: capture.IncomingTurn) -> bool:
    """Whether this touch is of the answer that its page says anew; what was left of another one goes the usual way."""
    try:
        named = UUID(request.args.get("anew", ""))
    except ValueError:
        return False
    said = say_anew.to_change(db_session(), seat.sitting, named)
    return said is not None and (said.response_key, said.response.activity) == (incoming.key, room.slug)


def _refused(seat: Seat, sent: Any, problem: Exception) -> ResponseReturnValue:
    said = sent if isinstance(sent, dict) else {}
    held = hold(
        seat.sitting,
        activity=str(said.get("activity", "")),
        body=request.get_data().decode(errors="backslashreplace"),
        why=f"{type(problem).__name__}: {problem}",
    )
    # By these the device knows its touch again. What is neither, such as 1e400, is no JSON that a browser could read.
    named = {name: one if isinstance(one := said.get(name), str | int) else None for name in ("key", "counter")}
    return jsonify(error="answer", kept=named if held else None), 422


@blueprint.get("/alive")
@opens_for(Audience.PUPIL)
def alive() -> ResponseReturnValue:
    """Whether this device is still in pupil mode, asked by a page that comes back from the browser's memory."""
    return Response(status=204)


@blueprint.get("/styles/<file>")
@opens_for(Audience.ANYONE)
def styles_kept(file: str) -> ResponseReturnValue:
    """A page's script has fetched this style sheet for later; the cookie of the reply says so to the next pages."""
    reply = Response(status=204)
    style_sheets.remember(reply, file)
    return reply


@blueprint.get("/pictures/<slug>.<picture_set>.svg")
@opens_for(Audience.ANYONE)
def pictures(slug: str, picture_set: PictureSet) -> ResponseReturnValue:
    """Every picture of one activity, in one file that holds nothing of anybody."""
    room = all_activities().get(slug)
    if room is None or picture_set not in ("colour", "line"):
        abort(404)
    reply = Response(frame.picture_sets().sprite(sorted(pictures_of(room)), picture_set), mimetype="image/svg+xml")
    reply.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return reply
