"""Where a pupil was who pressed Stop or "I want to tell someone": Go back and Go on lead there again (rule A44)."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RoutingException

from .blueprint import blueprint

#: What a browser fetches for a page of pupil mode, and nobody can be led to.
NO_PAGES = frozenset(
    f"{blueprint.name}.{name}"
    for name in ("alive", "photo", "pictures", "questions", "room_kept", "small_photo", "styles_kept")
)


@blueprint.app_template_filter()
def asked_along(address: str) -> list[tuple[str, str]]:
    """What stands in an address after its question mark: a form that is sent with GET drops it, and asks for its own
    fields alone."""
    return parse_qsl(urlsplit(address).query)


def came_from() -> str:
    """The pupil's page on which the bar's button was pressed, as its form or this address says; nothing where unknown.

    It stands in an address, where anybody may put anything: only a page of pupil mode is gone back to.
    """
    return page_of_pupil_mode(request.values.get("back", ""))


def page_of_pupil_mode(wanted: str) -> str:
    """This address, where it is one of a page that a pupil can be led to; else nothing."""
    # Two strokes would lead to another server.
    if not wanted.startswith("/") or wanted.startswith("//"):
        return ""
    # A line that breaks off cannot stand in an answer's head; no address that the bar writes has one.
    if not wanted.isprintable():
        return ""
    try:
        page, _ = current_app.url_map.bind("").match(wanted.partition("?")[0], "GET")
    except (HTTPException, RoutingException):
        return ""
    return wanted if page.startswith(f"{blueprint.name}.") and page not in NO_PAGES else ""
