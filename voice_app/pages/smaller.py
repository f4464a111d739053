"""Replies are sent compressed: a school's line is slow, and a tablet waits for bytes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, Response, request

from .safety import KEPT_BY_BROWSERS

KINDS = ("text/", "application/json", "application/javascript", "image/svg+xml")
#: Below this, a compressed reply is no smaller in packets.
LEAST = 600
#: How far back a part of a deflate stream may refer (RFC 1951).
_WINDOW = 32 * 1024


def compress(app: Flask) -> None:
    """Compress what is text, where the browser takes it."""

    @app.after_request
    def shrink(response: Response) -> Response:
        text = (response.mimetype or "").startswith(KINDS)
        if not _taken() or not text or response.status_code < 200 or "Content-Encoding" in response.headers:
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < LEAST:
            return response
        for_all = request.endpoint in KEPT_BY_BROWSERS
        response.set_data(_packed_once(body) if for_all else gzip.compress(body, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response


@lru_cache(maxsize=32)
def _packed_once(body: bytes) -> bytes:
    """What is the same for everybody is compressed as well as gzip allows, and once: 3 % less on every tablet (P1)."""
    from zopfli import gzip as slowly  # loaded where something is kept: a start must not wait for it (P17)

    packed: bytes = slowly.compress(body)
    return packed


def _taken() -> bool:
    return request.accept_encodings.quality("gzip") > 0


@dataclass(frozen=True)
class Pressed:
    """Text that stands in many replies, compressed once."""

    text: bytes
    #: As a part of a raw deflate stream, which refers to nothing before it and ends on a whole byte.
    deflated: bytes


def pressed(text: str) -> Pressed:
    """This text, compressed."""
    return Pressed(text.encode(), _deflate(text.encode(), 9))


def reply_of(parts: Sequence[Pressed | str]) -> Response:
    """A page of these parts. What is pressed is not compressed again, which takes as long as all else of a page."""
    if not _taken():
        return Response("".join(part if isinstance(part, str) else part.text.decode() for part in parts))
    # One member of a gzip file (RFC 1952): a head, one deflate stream, the checksum and the length of what is in it.
    stream, checksum, length = [b"\x1f\x8b\x08\0\0\0\0\0\0\xff"], 0, 0
    before = b""
    for part in parts:
        if not part:
            continue
        text = part.encode() if isinstance(part, str) else part.text
        stream.append(_deflate(text, 6, before) if isinstance(part, str) else part.deflated)
        before = text[-_WINDOW:]
        checksum, length = zlib.crc32(text, checksum), length + len(text)
    # An empty last block (RFC 1951, 3.2.6).
    stream += [b"\x03\0", checksum.to_bytes(4, "little"), (length % 2**32).to_bytes(4, "little")]
    reply = Response(b"".join(stream), headers={"Content-Encoding": "gzip"}, mimetype="text/html")
    reply.vary.add("Accept-Encoding")
    return reply


def kept_reply(packed: bytes, mimetype: str) -> Response:
    """A reply that was compressed with gzip when it was made, for many to come."""
    reply = Response(packed if _taken() else gzip.decompress(packed), mimetype=mimetype)
    if _taken():
        reply.headers["Content-Encoding"] = "gzip"
    reply.vary.add("Accept-Encoding")
    return reply


def _deflate(text: bytes, level: int, before: bytes = b"") -> bytes:
    press = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zdict=before)
    return press.compress(text) + press.flush(zlib.Z_FULL_FLUSH)
