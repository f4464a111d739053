"""Serve the app with waitress, a server for daily use; the same on every system."""

from __future__ import annotations

import ctypes
import gc
import ipaddress
import os
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType
from typing import Any

from flask import Flask
from waitress.server import create_server

from voice_app.settings import Settings, SettingsProblem, read_settings

from .instance import clear_left_over_photos, engine_of, holds_demo, migrated_app
from .problem import Problem

#: One SQLite writer at a time: more threads would wait for one another.
THREADS = 8
#: Bytes read at once. A photo has two million: taken in by the 8,192 usual here, reading it costs three times as much.
READ_AT_ONCE = 262_144
#: M_ARENA_MAX of glibc's malloc.h.
_MOST_STORES = -8
#: What a reverse proxy tells us, and what we believe of it.
PROXY_HEADERS = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}


def serve_school(host: str, port: int) -> int:
    """Serve until Ctrl+C. Migrates first. Raises Problem for a demo school that others could reach."""
    settings = read_settings()
    proxy = trusted_proxy(os.environ)
    check_free(host, port)
    app = migrated_app(settings)
    clear_left_over_photos(app, settings)
    if holds_demo(engine_of(app)) and (not is_this_computer(host) or proxy):
        raise Problem(
            "A demo school is served to this computer only. Set MYSAY_DATA to a folder of the school's own, "
            "or leave out --host and MYSAY_TRUSTED_PROXY."
        )
    return run(app, settings, host, port, listening=lambda: print(f"My Say: {address(settings, host, port)}"))


def run(app: Flask, settings: Settings, host: str, port: int, *, listening: Callable[[], None]) -> int:
    """Serve the app until it is told to end; `listening` is called once it can be reached."""
    _share_one_store_of_memory()
    proxy = trusted_proxy(os.environ)
    behind: dict[str, Any] = {"clear_untrusted_proxy_headers": True}
    if proxy:
        behind |= {"trusted_proxy": proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": PROXY_HEADERS}
    try:
        server = create_server(
            app, host=host, port=port, threads=THREADS, ident=None, recv_bytes=READ_AT_ONCE, **behind
        )
    except OSError as refused:
        raise cannot_listen(host, port, refused) from refused
    signal.signal(signal.SIGTERM, _end)
    try:
        listening()
        # What is loaded by now stays for good: looked through again and again for what could be thrown away, it takes a
        # tenth of the time of each touch.
        gc.collect()
        gc.freeze()
        gc.enable()
        # Whoever started us may read this through a pipe.
        print("Ctrl+C ends it.", flush=True)
        server.run()
    except KeyboardInterrupt:
        # Pressed before waitress was ready to hear it.
        server.close()
    engine_of(app).dispose()
    return 0


def _share_one_store_of_memory() -> None:
    """Let all threads take memory from one store, where the system's C library is glibc.

    By itself it gives each thread one of its own, and each keeps what one busy moment took: 12 MB here (figure P17).
    Python lets one thread run at a time, so that they hardly ever wait for each other here.
    """
    # None stands for the running program; of other systems' libraries some have no such function.
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).mallopt(_MOST_STORES, 1)


def _end(_number: int, _frame: FrameType | None) -> None:
    # waitress ends its work in order when it meets this.
    raise SystemExit(0)


def trusted_proxy(environment: Mapping[str, str]) -> str:
    """The address of the reverse proxy in front of us, from MYSAY_TRUSTED_PROXY; empty where there is none."""
    said = environment.get("MYSAY_TRUSTED_PROXY", "").strip()
    if not said:
        return ""
    try:
        return str(ipaddress.ip_address(said))
    except ValueError as unknown:
        raise SettingsProblem(
            f"MYSAY_TRUSTED_PROXY: write the address of the proxy, such as 127.0.0.1, not {said!r}."
        ) from unknown


def is_this_computer(host: str) -> bool:
    """Whether only this computer can reach a server on this address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_free(host: str, port: int) -> None:
    """Raise Problem where we cannot listen here, before anything slow is done."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as unknown:
        raise Problem(f"There is no address {host} on this computer. Check --host.") from unknown
    family, kind, protocol, _, place = found[0]
    with socket.socket(family, kind, protocol) as trying:
        if os.name != "nt":
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind(place)
        except OSError as refused:
            raise cannot_listen(host, port, refused) from refused


def cannot_listen(host: str, port: int, refused: OSError) -> Problem:
    """The sentence for an address that is taken or not ours."""
    return Problem(f"Port {port} on {host} cannot be used ({refused.strerror}). Choose another: --port {port + 1}.")


def address(settings: Settings, host: str, port: int) -> str:
    """What to type into a browser."""
    shown = f"[{host}]" if ":" in host else host
    if settings.https:
        return f"listening on {shown}:{port}, for a proxy with HTTPS in front of it (docs/running.md)"
    return f"http://{shown}:{port}/"
