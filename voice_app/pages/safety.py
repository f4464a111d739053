"""Headers that every reply carries (rules S4, T6, U5)."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSession

#: Replies that are the same for everybody, and kept for ever.
KEPT_BY_BROWSERS = frozenset({"static", "pupil.pictures", "pupil.questions"})

#: Replies that are a pupil's photo.
PHOTOS = frozenset({"pupil.photo", "pupil.small_photo", "pupil.open_photo", "staff.photo", "staff.small_photo"})


def csp_nonce() -> str:
    """The nonce of this reply. Made on first use: an error page may need it before any other step ran."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    nonce: str = g.nonce
    return nonce


def send_headers(app: Flask) -> None:
    """Set the headers on every reply."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        if request.endpoint == "static" and response.status_code < 400:
            # Scripts, styles, fonts and pictures: read by our pages, nothing in themselves.
            response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
            return response
        if request.endpoint in PHOTOS and response.mimetype == "image/jpeg":
            # A picture is looked at inside of our pages, and does nothing by itself.
            response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
            return response
        if response.mimetype == "application/json":
            # Read by our scripts, and never shown: every touch is answered by one.
            response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
            response.headers["Cache-Control"] = "no-store"
            return response
        nonce = csp_nonce()
        response.headers["Content-Security-Policy"] = "; ".join(
            (
                "default-src 'none'",
                f"style-src 'nonce-{nonce}'",
                f"script-src 'self' 'nonce-{nonce}'",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
            )
        )
        # Forms under HTTPS are checked by their referrer, which stays on this host.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if "Cache-Control" not in response.headers or response.cache_control.public is None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    @app.before_request
    def keep_form_tokens() -> None:
        # The form token outlives the browser's window, like the pupil's session does. Every page renews it; what
        # browsers or proxies keep must carry no cookie, and a touch needs no new one.
        page = request.method == "GET" and request.endpoint not in KEPT_BY_BROWSERS
        if page and isinstance(session, SecureCookieSession):
            session.permanent = True
