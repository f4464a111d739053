"""Photos beside what is being said: put there by a plain form, and taken out before one is thrown away."""

from __future__ import annotations

from uuid import UUID

from flask import request

from activities import all_activities
from activities.contract import Activity, AnswerProblem, Touch, touch
from voice_app.database import db_session
from voice_app.services import assent, capture, say_anew

from .anew import Anew
from .keep import keep
from .seat import Seat
from .this_activity import counter_of, standing, this_activity


def photo_without_script(seat: Seat, slug: str, item: str, photo: str) -> None:
    """Put a photo beside the answer that a plain form was sent from. What that answer cannot be is left as it was."""
    room, anew = this_activity(seat, slug)
    response, answer, counter, around = standing(seat, room, anew)
    question = room.by_key.asks.get(item)
    if question is None:
        return
    try:
        after = touch(question, answer, Touch("photo", item, photo), around)
        key = response.key if response else UUID(request.form.get("key", ""))
        sent = counter_of(request.form.get("counter", ""), counter)
        incoming = capture.IncomingTurn(key, sent, item, after.as_stored())
        keep(seat.sitting, room, incoming, anew=anew is not None)
    except (AnswerProblem, ValueError, assent.AssentMissing):
        db_session().rollback()


def without_photo(seat: Seat, photo: str) -> None:
    """Before this photo is thrown away: where an answer has it still in hand, it is asked for anew."""
    for room, anew in _here(seat):
        response, answer, counter, _ = standing(seat, room, anew)
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
