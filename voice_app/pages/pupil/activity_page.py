"""The page of an activity as HTML: the question being asked in its frame, and what the script goes on with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import g, render_template
from markupsafe import Markup

from activities.contract import ReadBack, holds, names_somebody_here, settled

from .fragments import Talk, dots, fragment, pictures_of
from .seat import bar


def write(
    talk: Talk, facts: Markup, frame: Mapping[str, Any], *, here: str, anew: bool = False, light: bool = False
) -> str:
    """The page at the step of this talk.

    `facts`: what the script needs, as JSON without its brackets. `frame`: what `pupil/base.html` asks for besides: the
    look, who is here, and what stands in the place of this request's own tokens. `here`: the address of the page.
    `anew`: one thing is said anew, so there is nothing to count, and it is not passed over: Go back leaves it as it is.
    `light`: this browser keeps the pictures of the room, so the page has only those that are not among them.
    """
    assert talk.step is not None
    question = talk.step.question
    passes = not anew and not isinstance(question, ReadBack)
    first = fragment(talk, question)
    face = frame.get("present_picture")
    shown = {*g.get("pictures_used", {}), *_OF_THE_FRAME, *([face] if face else [])}
    wanted: dict[str, Any] = {
        "say": talk.manner.say,
        "title": talk.manner.say(talk.activity.title),
        "first": first,
        "needed": shown - pictures_of(talk.activity) if light else shown,
        "light": light,
        "dots": None if anew else dots(talk),
        "bar": bar(f"q-{question.key}", back=True, skip=passes, dont_know=passes) | {"here": here, "told_from": here},
        "facts": facts,
        "waits": None,
        "card_waits": _card_waits(talk),
    }
    return render_template("pupil/activity.html", **{**frame, **wanted})


def _card_waits(talk: Talk) -> bool:
    """Whether the last touch made a card that names somebody here: it is kept, and sorted another day."""
    last = talk.answer.undo[-1][0] if talk.answer.undo else ""
    makes_card = any(card.name_from == last for card in talk.activity.by_key.cards.values())
    names = holds(names_somebody_here(last), talk.answer, talk.around)
    return makes_card and settled(talk.answer, last) and names


_OF_THE_FRAME = ("listen", "go-back", "skip", "dont-know", "tell-someone", "stop")
