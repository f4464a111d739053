"""Who may open a page. Every route declares it; a route that forgot fails the tests (rule X1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from voice_app.database import db_session
from voice_app.model import Role, SessionKind
from voice_app.school_time import school_day
from voice_app.services import doors
from voice_app.services.viewer import Viewer
from voice_app.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """For whom a page is."""

    #: No session needed; shows nothing of anybody.
    ANYONE = "anyone"
    #: A member of staff who works with pupils, or the SENDCo.
    STAFF = "staff"
    #: The SENDCo alone.
    SENDCO = "sendco"
    #: Whoever looks after log-ins and lists: SENDCo or administrator.
    MANAGER = "manager"
    #: Any signed-in member of staff, for their own things.
    SIGNED_IN = "signed-in"
    #: A member of staff or a helper with a pass, with one of their pupils.
    ADULT = "adult"
    #: Pupil mode.
    PUPIL = "pupil"
    #: The close page after a sitting.
    CLOSE = "close"


def opens_for(*audiences: Audience) -> Callable[[View], View]:
    """Say who may open a page."""

    def mark(view: View) -> View:
        view.audiences = frozenset(audiences)  # type: ignore[attr-defined]  # the mark that `guard` reads
        return view

    return mark


def takes_up_to(most: int) -> Callable[[View], View]:
    """Say how many bytes may be sent to a page, where they are more than to any other."""

    def mark(view: View) -> View:
        view.most_bytes = most  # type: ignore[attr-defined]  # read by `guard`, before any form is looked at
        return view

    return mark


def audiences_that_open(endpoint: str) -> frozenset[Audience]:
    """Who may open the page of this name, as its view says: so that nobody is led to a page that is not for them."""
    return getattr(current_app.view_functions[endpoint], "audiences", frozenset())


def settings() -> Settings:
    """The settings of the running app."""
    return cast(Settings, current_app.config["MYSAY"])


def now() -> datetime:
    """This moment; services are given it."""
    return datetime.now(UTC)


def today() -> date:
    """The school's calendar day."""
    return school_day(now())


def cookie_name() -> str:
    """The session cookie. `__Host-` binds it to this host and to HTTPS (rule S7)."""
    return "__Host-mysay" if settings().https else "mysay"


def this_viewer() -> Viewer:
    """Who is looking. For pages that need a session."""
    viewer = viewer_or_none()
    if viewer is None:
        abort(404)
    return viewer


def viewer_or_none() -> Viewer | None:
    """Who is looking, if anybody."""
    if "viewer" not in g:
        g.viewer = _find()
    return cast("Viewer | None", g.viewer)


def _find() -> Viewer | None:
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    limits = settings()
    return doors.find_viewer(
        db_session(),
        token,
        now=now(),
        idle={
            SessionKind.STAFF: limits.staff_idle,
            SessionKind.HELPER: limits.staff_idle,
            SessionKind.PUPIL: limits.pupil_idle,
            SessionKind.CLOSE: limits.close_idle,
        },
        longest={
            SessionKind.STAFF: limits.staff_longest,
            SessionKind.HELPER: limits.staff_longest,
            SessionKind.PUPIL: limits.pupil_longest,
            SessionKind.CLOSE: limits.staff_longest,
        },
        place=request.remote_addr or "",
    )


def audiences_of(viewer: Viewer | None) -> frozenset[Audience]:
    """What this viewer's session opens."""
    if viewer is None:
        return frozenset({Audience.ANYONE})
    if viewer.kind is SessionKind.PUPIL:
        return frozenset({Audience.ANYONE, Audience.PUPIL})
    if viewer.kind is SessionKind.CLOSE:
        return frozenset({Audience.ANYONE, Audience.CLOSE})
    if viewer.kind is SessionKind.HELPER:
        return frozenset({Audience.ANYONE, Audience.ADULT})
    opened = {Audience.ANYONE, Audience.SIGNED_IN}
    role = viewer.staff.role if viewer.staff else ""
    if role in {Role.STAFF, Role.SENDCO}:
        opened |= {Audience.STAFF, Audience.ADULT}
    if role == Role.SENDCO:
        opened |= {Audience.SENDCO, Audience.MANAGER}
    if role == Role.ADMINISTRATOR:
        opened |= {Audience.MANAGER}
    return frozenset(opened)


def guard(app: Flask) -> None:
    """Check every request before any form is looked at (rule X4). Registered before CSRF protection."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint is None or request.endpoint == "static":
            return None
        view = current_app.view_functions[request.endpoint]
        declared: frozenset[Audience] = getattr(view, "audiences", frozenset())
        if Audience.ANYONE in declared:
            return None
        viewer = viewer_or_none()
        if declared & audiences_of(viewer):
            # Only for those who may open it at all.
            if (most := getattr(view, "most_bytes", None)) is not None:
                request.max_content_length = most
            return _change_password_first(viewer)
        return _turned_away(viewer)


def _change_password_first(viewer: Viewer | None) -> ResponseReturnValue | None:
    if viewer is None or viewer.staff is None or viewer.kind is not SessionKind.STAFF:
        return None
    allowed = {"staff.change_password", "staff.sign_out"}
    if viewer.staff.must_change_password and request.endpoint not in allowed:
        return redirect(url_for("staff.change_password"))
    return None


def _turned_away(viewer: Viewer | None) -> ResponseReturnValue:
    if viewer is None and request.method in {"GET", "HEAD"} and request.accept_mimetypes.accept_html:
        # Where somebody wanted to go is not kept: an address could name a pupil's record (rule S6).
        return redirect(url_for("staff.sign_in"))
    raise NotFound


def let_in(response: Response, token: str) -> None:
    """Hand the device its token."""
    limits = settings()
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(limits.pupil_longest.total_seconds()),
        secure=limits.https,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def show_out(response: Response) -> None:
    """Take the token back."""
    response.delete_cookie(cookie_name(), secure=settings().https, httponly=True, samesite="Lax", path="/")
