"""Replies are sent compressed: a school's line is slow, and a tablet waits for bytes."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

KINDS = ("text/", "application/json", "application/javascript", "image/svg+xml")
#: Below this, a compressed reply is no smaller in packets.
LEAST = 600


def compress(app: Flask) -> None:
    """Compress what is text, where the browser takes it."""

    @app.after_request
    def shrink(response: Response) -> Response:
        taken = request.accept_encodings.quality("gzip") > 0
        text = (response.mimetype or "").startswith(KINDS)
        if not taken or not text or response.status_code < 200 or "Content-Encoding" in response.headers:
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < LEAST:
            return response
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response
