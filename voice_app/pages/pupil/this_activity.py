"""The activity that a request is about, and how far the pupil's answer to it stands."""

from __future__ import annotations

from flask import abort

from activities import all_activities
from activities.contract import Activity, Answer, Surroundings
from voice_app.database import db_session
from voice_app.model import Response
from voice_app.services import capture, other_days

from .anew import Anew, this_change, without_the_days_before
from .seat import Seat

#: The field of a form that says what was taken up again to be changed.
IN_HAND = "in_hand"


def this_activity(seat: Seat, slug: str) -> tuple[Activity, Anew | None]:
    """An activity that the adult picked for this sitting, or one of which a thing is said anew; no other is here.

    With it, what this request says anew of it.
    """
    anew = this_change(seat, slug)
    if slug not in all_activities() or (slug not in seat.sitting.planned and anew is None):
        abort(404)
    return all_activities()[slug], anew


def standing(seat: Seat, activity: Activity, anew: Anew | None) -> tuple[Response | None, Answer, int, Surroundings]:
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


def counter_of(sent: str, standing: int) -> int:
    """A form sent twice carries the counter it was made with, so it is kept once.

    Of one that is longer than any number its beginning does: no answer counts so far, and thousands of digits are none.
    """
    return int(sent[:20]) if sent.isdecimal() else standing + 1
