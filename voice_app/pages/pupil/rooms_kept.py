"""Which rooms this browser keeps: a page need not bring along their pictures and their conversation again (figure P3).

Once a page has its pictures and all questions, its script asks for a cookie that says so. It names what is the same for
everybody and holds nothing of anybody; after an upgrade the names are others, and each page is whole once more.
"""

from __future__ import annotations

import hashlib
import re

from flask import Response

from voice_app.pages import kept_by_browser
from voice_app.pages.access import Audience, opens_for

from .blueprint import blueprint

#: Rooms and looks that a browser may say it keeps; of more, the oldest are forgotten.
MOST = 16
#: In the names of cookies.
KIND = "rooms"
_NAME = re.compile("[0-9a-f]{8}")


def name_of(*addresses: str) -> str:
    """What the cookie calls the files at these addresses, which name their versions."""
    return hashlib.sha256(" ".join(addresses).encode()).hexdigest()[:8]


def keeps(name: str) -> bool:
    """Whether this browser says that it keeps what is called so."""
    return name in _kept()


def forget(reply: Response) -> None:
    """Have the browser say no more that it keeps anything: a page without script shows only what it brings along."""
    kept_by_browser.say_nothing(reply, KIND)


@blueprint.get("/kept/<name>")
@opens_for(Audience.ANYONE)
def room_kept(name: str) -> Response:
    """A page's script has the pictures and questions of a room; the cookie of the reply says so to the next pages."""
    reply = Response(status=204)
    if _NAME.fullmatch(name):
        kept_by_browser.say(reply, KIND, [*(one for one in _kept() if one != name), name][-MOST:])
    return reply


def _kept() -> list[str]:
    return [one for one in kept_by_browser.said_to_keep(KIND) if _NAME.fullmatch(one)]
