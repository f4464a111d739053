"""What the script of an activity's page needs to run the conversation without us; never shown, never rendered from.

In three parts, so that each is written no more often than it changes: what is one pupil's own, where things are sent
and found, and what belongs to the room alone (`room_facts`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext

from activities.contract import Activity, Choose, OwnWords
from voice_app.model import ResponseState
from voice_app.pages import frame

from . import rooms_kept
from .anew import Anew
from .fragments import Talk, pictures_of
from .manner import Manner
from .questions import version
from .seat import Look, Seat


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
            "names": list(talk.around.names),
        },
        "order": talk.order_seed,
        "mine": [[photo.key, photo.caption] for photo in talk.photos],
        "deviceKey": seat.sitting.device_key,
        "gone": sorted(talk.gone),
        **(_said_anew(anew) if anew else {}),
    }


def _said_anew(anew: Anew) -> dict[str, Any]:
    finished = anew.statement.response.state == ResponseState.FINISHED
    return {"anew": anew.items, "whole": finished, "named": urlencode(anew.named)}


def questions_at(activity: Activity, manner: Manner) -> str:
    """Where all questions are found, as they are for everybody."""
    return url_for("pupil.questions", slug=activity.slug, manner=manner.name, v=version())


def pictures_at(activity: Activity, look: Look) -> str:
    """Where all pictures are found."""
    drawn = frame.picture_version(pictures_of(activity))
    return url_for("pupil.pictures", slug=activity.slug, picture_set=look.pictures, v=drawn)


@lru_cache(maxsize=256)
def kept_name(activity: Activity, manner: Manner, look: Look) -> str:
    """What a browser says that it keeps once it has both."""
    return rooms_kept.name_of(questions_at(activity, manner), pictures_at(activity, look))


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
        "rest": questions_at(activity, manner),
        "sprite": pictures_at(activity, look),
        "kept": url_for("pupil.room_kept", name=kept_name(activity, manner, look)),
        **({"photoInHand": frame.asset_url("photo-in-hand.js")} if _takes_photos(activity) else {}),
        **({"circle": frame.asset_url("circle.js")} if _has_rings(activity) else {}),
    }


def _has_rings(activity: Activity) -> bool:
    return any(isinstance(question, Choose) and question.mat for question in activity.conversation)


def _takes_photos(activity: Activity) -> bool:
    return any(isinstance(question, OwnWords) and question.photos == "take" for question in activity.conversation)
