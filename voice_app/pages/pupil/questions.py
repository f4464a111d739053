"""All questions of an activity, as they are written for everybody who is asked in the same manner (figure P3).

The page itself has the question being asked, and its script fetches these once it stands. They hold nothing of anybody:
nothing that was said, no name, no photo, no token. The script puts those in (`own.ts`). So a browser keeps them for
ever under an address that names all they depend on, and the server writes them once and not for each pupil.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

import activities
import voice_app
from activities import all_activities
from activities.contract import Answer, Surroundings
from voice_app.pages.access import Audience, opens_for
from voice_app.pages.smaller import kept_reply
from voice_app.words import CATALOGUES

from .blueprint import blueprint
from .fragments import Talk, fragment
from .manner import Manner, manner_named
from .room_facts import of_room

#: How many activities in how many manners are kept written: 10 to 30 KB each.
MOST_KEPT = 64
#: In the place of the name of each adult who may write: a character for private use, which nothing of ours contains.
SOMEBODY = "\ue000"
_SOURCES = ("*.py", "*.html")

_one_at_a_time = Lock()


@blueprint.get("/questions/<slug>/<manner>.html")
@opens_for(Audience.ANYONE)
def questions(slug: str, manner: str) -> ResponseReturnValue:
    """The questions of an activity in one file that holds nothing of anybody."""
    asked_so = manner_named(manner)
    if slug not in all_activities() or asked_so is None:
        abort(404)
    # A class opens an activity in one instant: the first has it written, the others wait for that.
    with _one_at_a_time:
        packed = _written(slug, asked_so)
    reply = kept_reply(packed, "text/html")
    # Asked for by a page of another version, it must not be kept under that version's address.
    if request.args.get("v") == version():
        reply.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return reply


@lru_cache(maxsize=MOST_KEPT)
def _written(slug: str, manner: Manner) -> bytes:
    room = all_activities()[slug]
    action = url_for("pupil.touch_without_script", slug=slug)
    # What things are called is in the pupil's wording here too: "Change 1" for older pupils.
    settings = frozenset({"older"} if manner.older_words else ())
    around = Surroundings(settings, groups=room.groups, present=(SOMEBODY,))
    talk = Talk(manner, room, Answer(), around, None, action, {}, token="", for_all=True)
    # First, on a line of its own, what a page leaves out that has been here before.
    text = "".join(["{", of_room(slug), "}\n", *(fragment(talk, question) for question in room.conversation)])
    return gzip.compress(text.encode(), 9, mtime=0)


#: What the questions are written from: our code and templates, the rooms, the catalogues.
_WRITTEN_FROM = (
    *((Path(package.__file__ or "").parent, pattern) for package in (activities, voice_app) for pattern in _SOURCES),
    (CATALOGUES, "*.mo"),
)


@cache
def version() -> str:
    """Changes when anything does that the questions are written from, so that none is shown after an upgrade."""
    made = hashlib.sha256()
    for folder, pattern in _WRITTEN_FROM:
        for file in sorted(folder.rglob(pattern)):
            made.update(file.read_bytes())
    return made.hexdigest()[:10]
