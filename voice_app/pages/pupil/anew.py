"""Change it: the question is asked again by itself, and what is said to it goes to the pupil's Keep in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from activities import all_activities
from activities.contract import Activity, Answer, N_p, Step, Wording
from voice_app.database import db_session
from voice_app.model import Statement
from voice_app.pages.access import Audience, opens_for
from voice_app.services import say_anew

from .blueprint import blueprint
from .seat import Seat, this_seat

#: What "Change it" asks for, under the question.
ANEW = Wording(N_p("pupil-S", "Say it your way now."), N_p("pupil-O", "Say it again, your way."))


@dataclass(frozen=True)
class Anew:
    """One thing that is said anew, on the pupil's way through what goes out."""

    statement: Statement
    #: The items that are asked again, in their order.
    items: Sequence[str]
    #: What was shown before it, as the page of what goes out has it in its address.
    seen: str

    @property
    def named(self) -> dict[str, Any]:
        """What an address or a form says of it."""
        return {"anew": str(self.statement.id), "seen": self.seen}

    @property
    def is_card(self) -> bool:
        """Whether it is a card that lies somewhere: its words stand beside it."""
        activity = all_activities().get(self.statement.response.activity)
        return activity is not None and self.statement.item in activity.by_key.cards

    @property
    def comes_back_to(self) -> str:
        """Where it leads once it is said."""
        return url_for("pupil.said_anew", **self.named)

    def step(self, activity: Activity) -> Step:
        """What is asked now: the first of its items, or without script the one that the address names."""
        item = request.args.get("item", "")
        item = item if item in self.items else self.items[0]
        return Step(activity.by_key.asks[item], item)

    def after(self, item: str) -> str | None:
        """The item that is asked after this one."""
        later = self.items[self.items.index(item) + 1 :] if item in self.items else ()
        return later[0] if later else None


def this_change(seat: Seat, slug: str) -> Anew | None:
    """What this request says anew in this activity; nothing where it changes nothing. Aborts where it may not."""
    if "anew" not in request.values:
        return None
    found = _named(seat)
    items = say_anew.items_of(found)
    if found.response.activity != slug or not items:
        abort(404)
    return Anew(found, items, request.values.get("seen", ""))


def without_the_days_before(anew: Anew, answer: Answer) -> Answer:
    """The answer with a way back of its own: Go back leads to what goes out, and not into the rest of the answer."""
    undo = tuple(step for step in answer.undo if step[0] in anew.items)
    return Answer(items=answer.items, undo=undo if undo == answer.undo else ())


def _named(seat: Seat) -> Statement:
    try:
        found = say_anew.to_change(db_session(), seat.sitting, UUID(request.values.get("anew", "")))
    except ValueError:
        abort(404)
    if found is None:
        abort(404)
    return found


@blueprint.get("/check/anew")
@opens_for(Audience.PUPIL)
def said_anew() -> ResponseReturnValue:
    """Once it is said: to the pupil's Keep for what stands now, or on, where it is not said any more."""
    before = _named(this_seat())
    now_said = say_anew.standing_now(db_session(), before)
    seen = request.args.get("seen", "")
    if now_said is None:
        return redirect(url_for("pupil.check", seen=seen))
    return redirect(url_for("pupil.check", seen=seen, again=now_said.id))
