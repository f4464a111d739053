"""Which rooms this browser keeps: a page need not bring along their pictures and their conversation again (figure P3).

Once a page has its pictures and all questions, its script asks for a cookie that says so. It names what is the same for
everybody and holds nothing of anybody; after an upgrade the names are others, and each page is whole once more.
"""

from __future__ import annotations

import hashlib
import re

from flask import Response, request

from voice_app.pages.access import Audience, opens_for, settings

from .blueprint import blueprint

#: Rooms and looks that a browser may say it keeps; of more, the oldest are forgotten.
MOST = 16
#: Seconds that a browser is believed to keep them.
BELIEVED = 30 * 24 * 3600
_NAME = re.compile("[0-9a-f]{8}")


def name_of(*addresses: str) -> str:
    """What the cookie calls the files at these addresses, which name their versions."""
    return hashlib.sha256(" ".join(addresses).encode()).hexdigest()[:8]


def keeps(name: str) -> bool:
    """Whether this browser says that it keeps what is called so."""
    return name in _kept()


def forget(reply: Response) -> None:
    """Have the browser say no more that it keeps anything: a page without script shows only what it brings along."""
    reply.delete_cookie(cookie_name(), secure=settings().https, httponly=True, samesite="Lax", path="/")


@blueprint.get("/kept/<name>")
@opens_for(Audience.ANYONE)
def room_kept(name: str) -> Response:
    """A page's script has the pictures and questions of a room; the cookie of the reply says so to the next pages."""
    reply = Response(status=204)
    if _NAME.fullmatch(name):
        named = [*(one for one in _kept() if one != name), name][-MOST:]
        reply.set_cookie(
            cookie_name(),
            "/".join(named),
            max_age=BELIEVED,
            secure=settings().https,
            httponly=True,
            samesite="Lax",
            path="/",
        )
    return reply


def cookie_name() -> str:
    """The cookie that names what is kept; bound as all our cookies are (rule S7)."""
    return "__Host-mysay-rooms" if settings().https else "mysay-rooms"


def _kept() -> list[str]:
    return [one for one in request.cookies.get(cookie_name(), "").split("/") if _NAME.fullmatch(one)]
