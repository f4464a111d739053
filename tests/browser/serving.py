"""A real server in a process of its own, so that it can be killed in the middle of a sentence and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from tests.make import Make
from voice_app import create_app, database
from voice_app.settings import read_settings

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_START = 30.0

# What `python -m voice_app serve` serves with, on a port that is free now.
SERVE = (
    "import sys; from waitress import serve; from voice_app import create_app; app = create_app();"
    "%s"
    "serve(app, host='127.0.0.1', port=int(sys.argv[1]), threads=8, clear_untrusted_proxy_headers=True)"
)
#: Safari, and Chromium under HTTPS, keep pages for the Back button that they were told not to store. Here that is had
#: by leaving out the word that Chromium under HTTP obeys.
FOR_BROWSERS_THAT_KEEP_PAGES = (
    "app.after_request_funcs[None].insert(0, lambda r: (r.headers.remove('Cache-Control'), r)[1]);"
)
#: The same program on a later day: its clock is ahead by so many seconds.
LATER = (
    "from datetime import datetime, timedelta; from voice_app.pages import access;"
    "access.datetime = type('Later', (datetime,), {'now': classmethod("
    "lambda cls, zone=None: datetime.now(zone) + timedelta(seconds=%d))});"
)
#: The same program, for which the moments in which pages are made and answered stand in a file (in seconds).
BY_A_CLOCK = "from voice_app.pages.pupil import steady; steady.time = lambda: float(open(%r).read());"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class LiveServer:
    """One school's instance: its data folder, its process, its address."""

    def __init__(self, data: Path, *, pages_are_kept: bool = False, clock: Path | None = None, **wanted: str) -> None:
        self.data = data
        self.changes = FOR_BROWSERS_THAT_KEEP_PAGES if pages_are_kept else ""
        self.changes += BY_A_CLOCK % str(clock) if clock else ""
        self.port = free_port()
        self.environment = {
            "MYSAY_DATA": str(data),
            "MYSAY_HTTPS": "no",
            "MYSAY_QUICK_PASSWORDS": "for tests only",
        } | wanted
        self.process: subprocess.Popen[bytes] | None = None
        app = create_app(read_settings(self.environment))
        database.migrate(app)
        self.engine = app.extensions["engine"]

    @property
    def address(self) -> str:
        # 127.0.0.1 is a safe context for browsers, so encryption on the device works as it does under HTTPS.
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, later: timedelta = timedelta(0)) -> LiveServer:
        """`later`: so much time has passed for the server."""
        changes = self.changes + (LATER % later.total_seconds() if later else "")
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE % changes, str(self.port)],
                cwd=PROJECT,
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
            )
        self._wait_until_it_answers()
        return self

    def _wait_until_it_answers(self) -> None:
        assert self.process is not None
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.address}/sign-in", timeout=5).close()
                return
            except urllib.error.HTTPError as answered:
                answered.close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{(self.data / 'server.log').read_text()[-3000:]}")

    def kill(self) -> None:
        """As a power cut does: no goodbye, nothing finished."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
        self.engine.dispose()

    @contextmanager
    def records(self) -> Iterator[Make]:
        """Factories on the server's own database; committed at the end."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield Make(session)
            session.commit()


@contextmanager
def served(
    data: Path,
    settings: Mapping[str, str] | None = None,
    *,
    pages_are_kept: bool = False,
    clock: Path | None = None,
) -> Iterator[LiveServer]:
    """`clock`: a file with the moment in which pages are made and answered."""
    server = LiveServer(data, pages_are_kept=pages_are_kept, clock=clock, **(settings or {}))
    try:
        yield server.start()
    finally:
        server.stop()
