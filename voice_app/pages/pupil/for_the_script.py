"""What the script of an activity's page needs to run the conversation without us; never shown, never rendered from.

In three parts, so that each is written no more often than it changes: what is one pupil's own, where things are sent
and found, and what belongs to the room alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from activities import all_activities
from activities.contract import HARM_WORDS, Activity, Choose, ChooseAmong, OwnWords, Question, ReadBack
from voice_app.model import ResponseState
from voice_app.pages import frame

from .anew import Anew
from .fragments import Talk, pictures_of
from .manner import Manner
from .questions import version
from .seat import Look, Seat


def as_json(facts: Mapping[str, Any]) -> Markup:
    """These facts as JSON that may stand inside a page; without its outer brackets, so that several can be joined."""
    return htmlsafe_json_dumps(facts, separators=(",", ":"))[1:-1]


def own(seat: Seat, talk: Talk, key: str, counter: int, anew: Anew | None) -> dict[str, Any]:
    """What is this pupil's own: the answer so far, who is here, and what seals it on the device.

    `key` is the answer's, empty before anything was said; `counter` that of its last touch.
    """
    return {
        "key": key,
        "counter": counter,
        "answer": talk.answer.as_stored(),
        "around": {
            "settings": sorted(talk.around.settings),
            "leftOut": sorted(talk.around.left_out),
            "interpreted": talk.around.interpreted,
            "present": list(talk.around.present),
        },
        "presentNames": seat.adults,
        "order": talk.order_seed,
        "mine": [[photo.key, photo.caption] for photo in talk.photos],
        "deviceKey": seat.sitting.device_key,
        "gone": sorted(talk.gone),
        **(_said_anew(anew) if anew else {}),
    }


def _said_anew(anew: Anew) -> dict[str, Any]:
    finished = anew.statement.response.state == ResponseState.FINISHED
    return {"anew": anew.items, "whole": finished, "named": urlencode(anew.named)}


def addresses(activity: Activity, manner: Manner, look: Look, anew: Anew | None = None) -> dict[str, Any]:
    """Where the page sends to, and where it finds what comes later."""
    named = anew.named if anew else {}
    return {
        "slug": activity.slug,
        "turns": url_for("pupil.keep_turn", **named),
        "alive": url_for("pupil.alive"),
        "photos": url_for("pupil.add_photo"),
        "myPhoto": gettext("My photo"),
        "home": anew.comes_back_to if anew else url_for("pupil.home"),
        "rest": url_for("pupil.questions", slug=activity.slug, manner=manner.name, v=version()),
        "sprite": url_for("pupil.pictures", slug=activity.slug, picture_set=look.pictures)
        + f"?v={frame.picture_version(pictures_of(activity))}",
        **({"photoInHand": frame.asset_url("photo-in-hand.js")} if _takes_photos(activity) else {}),
    }


def _takes_photos(activity: Activity) -> bool:
    return any(isinstance(question, OwnWords) and question.photos == "take" for question in activity.conversation)


@lru_cache(maxsize=64)
def of_room(slug: str) -> Markup:
    """What belongs to the room: its conversation, and what the conversation's rules are worked out by."""
    activity = all_activities()[slug]
    return as_json(
        {
            "questions": [question_for_script(question) for question in activity.conversation],
            "namesFrom": {card.item: card.name_from for card in activity.by_key.cards.values() if card.name_from},
            "groups": [[group, list(items)] for group, items in _by_group(activity)],
            "worrying": list(HARM_WORDS),
        }
    )


def _by_group(activity: Activity) -> Iterator[tuple[str, Iterable[str]]]:
    """The items of each group, as they follow one another in the questions: so they weigh least in the first page."""
    return groupby(activity.groups, key=lambda item: activity.groups[item])


def question_for_script(question: Question) -> dict[str, Any]:
    """A question as the browser gets it; the same shape as in `activities/contract/cases.json`.

    What is empty is left out, and so is the item of a question that settles itself alone: it is in the first page's
    weight (figure P1). `asked` in `flow.ts` puts both back.
    """
    whole = {
        "key": question.key,
        "kind": question.kind,
        "items": list(question.items),
        "when": question.when,
        "many": bool(getattr(question, "many", False)),
        "ownWords": bool(getattr(question, "own_words", False)),
        "among": question.among if isinstance(question, ChooseAmong) else None,
        "but": question.but if isinstance(question, ChooseAmong) else None,
        "over": question.over if isinstance(question, ReadBack) else None,
        "prompt": question.prompt,
        "about": question.about,
        "beside": question.beside,
        "series": list(question.series) if isinstance(question, OwnWords) else [],
        "strip": list(question.strip.items) if isinstance(question, Choose) and question.strip else [],
        "noMore": isinstance(question, OwnWords) and question.no_more is not None,
        "photos": question.photos if isinstance(question, OwnWords) else "",
        "mat": question.mat if isinstance(question, Choose) else "",
        "apart": [choice.value for choice in question.choices] if isinstance(question, ChooseAmong) else [],
    }
    return {name: value for name, value in whole.items() if value and value != [question.key]}
