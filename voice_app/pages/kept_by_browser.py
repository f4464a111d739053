"""What a browser says that it keeps of ours, in one cookie for each kind.

The cookies name our own files and hold nothing of anybody; they are bound as all our cookies are (rule S7).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, request

from .access import settings

#: Seconds that a browser is believed to keep what it says.
BELIEVED = 30 * 24 * 3600


def said_to_keep(kind: str) -> list[str]:
    """The names that this browser says it keeps of this kind, the oldest first; anybody may write there anything."""
    return request.cookies.get(_cookie(kind), "").split("/")


def say(reply: Response, kind: str, names: Iterable[str]) -> None:
    """Have the browser say from now on that it keeps these."""
    reply.set_cookie(_cookie(kind), "/".join(names), max_age=BELIEVED, **_bound())


def say_nothing(reply: Response, kind: str) -> None:
    """Have the browser say no more that it keeps anything of this kind."""
    reply.delete_cookie(_cookie(kind), **_bound())


def _cookie(kind: str) -> str:
    return f"__Host-mysay-{kind}" if settings().https else f"mysay-{kind}"


def _bound() -> dict[str, Any]:
    return {"secure": settings().https, "httponly": True, "samesite": "Lax", "path": "/"}
