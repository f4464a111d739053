"""The conversation: one page an activity. The script moves between its questions; without it a form does
(without_script.py)."""

from __future__ import annotations

from uuid import uuid4

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from activities.contract import Activity, Answer, OwnWords, Step, next_step, settled
from voice_app.database import db_session
from voice_app.model import Response
from voice_app.pages import frame
from voice_app.pages.access import Audience, opens_for
from voice_app.pages.safety import csp_nonce
from voice_app.services import assent, other_days, photos

from . import rooms_kept
from .activity_page import write
from .anew import ANEW, Anew
from .blueprint import blueprint
from .for_the_script import addresses, kept_name, own
from .fragments import Shown, Talk
from .manner import manner_of
from .photos import photos_to_pick_from
from .ready_made import kind_of, ready_made
from .room_facts import as_json, of_room
from .seat import Seat, here, this_seat
from .steady import made_now
from .this_activity import IN_HAND, standing, this_activity


@blueprint.get("/do/<slug>")
@opens_for(Audience.PUPIL)
def activity(slug: str) -> ResponseReturnValue:
    """The activity at the question the pupil had come to."""
    seat = this_seat()
    room, anew = this_activity(seat, slug)
    if assent.in_force(db_session(), seat.sitting.id) is None:
        return redirect(url_for("pupil.hello"))
    response, answer, counter, around = standing(seat, room, anew)
    if _pupil_decides_first(seat, response):
        return redirect(url_for("pupil.earlier_day", activity=slug, **(anew.named if anew else {})))
    taken_up = None if anew else _taken_up(room, answer)
    step = anew.step(room) if anew else taken_up or next_step(room.conversation, answer, around)
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
        | (anew.named if anew else {})
        | ({IN_HAND: taken_up.item} if taken_up else {}),
        order_seed=seat.profile.order_seed,
        shown=shown,
        photos=_photos_to_pick_from(seat, room),
        gone=_gone(seat, answer),
        hint=ANEW if anew else None,
    )
    return _page(seat, talk, str(key) if response else "", counter, anew)


def _taken_up(room: Activity, answer: Answer) -> Step | None:
    """What was dealt with and is changed now, a card from its pile or what is read back: the address names it."""
    item = request.args.get("move", "")
    question = room.by_key.asks.get(item)
    return Step(question, item) if question and settled(answer, item) else None


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
