"""Where the script sends each touch, and the pictures it fetches after the first paint."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from activities import all_activities
from activities.contract import AnswerProblem
from media.cards.symbols import PictureSet
from voice_app.database import db_session
from voice_app.pages import frame
from voice_app.pages.access import Audience, opens_for
from voice_app.services import capture
from voice_app.services.assent import AssentMissing

from .activity import this_activity
from .blueprint import blueprint
from .keep import keep
from .seat import this_seat


@blueprint.post("/turns")
@opens_for(Audience.PUPIL)
def keep_turn() -> ResponseReturnValue:
    """Keep one touch, and acknowledge it by its own key (rule D1)."""
    seat = this_seat()
    try:
        sent = request.get_json()
        room = this_activity(seat, str(sent["activity"]))
        incoming = capture.IncomingTurn(UUID(str(sent["key"])), int(sent["counter"]), str(sent["item"]), sent["answer"])
        kept = keep(seat.sitting, room, incoming)
    except AssentMissing:
        return jsonify(error="assent"), 409
    except (AnswerProblem, KeyError, TypeError, ValueError, RecursionError):
        db_session().rollback()
        return jsonify(error="answer"), 422
    return jsonify(
        kept={"key": str(kept.key), "counter": kept.counter},
        finished=kept.finished,
        forked=kept.forked,
    ), 201


@blueprint.get("/alive")
@opens_for(Audience.PUPIL)
def alive() -> ResponseReturnValue:
    """Whether this device is still in pupil mode, asked by a page that comes back from the browser's memory."""
    return Response(status=204)


@blueprint.get("/pictures/<slug>.<picture_set>.svg")
@opens_for(Audience.ANYONE)
def pictures(slug: str, picture_set: PictureSet) -> ResponseReturnValue:
    """Every picture of one activity, in one file that holds nothing of anybody."""
    room = all_activities().get(slug)
    if room is None or picture_set not in ("colour", "line"):
        abort(404)
    names = room.all_pictures | frame.ALWAYS
    reply = Response(frame.picture_sets().sprite(sorted(names), picture_set), mimetype="image/svg+xml")
    reply.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return reply
