"""Our server and the floor's, each a process of its own, as somebody would start them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from set_up.places import PROJECT

HOST = "127.0.0.1"
OURS = (sys.executable, "-m", "voice_app", "serve", "--host", HOST, "--port", "{port}")
FLOOR = (sys.executable, "-m", "bench.floor", "{port}", "{folder}")
LONGEST_START = 30.0


class ServerNotUp(RuntimeError):
    """A server that did not begin to answer; the message holds what it wrote."""


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    #: Of its process.
    pid: int

    def url(self, path: str = "") -> str:
        """The address of one of its pages."""
        return f"http://{HOST}:{self.port}{path}"


def environment(folder: Path) -> dict[str, str]:
    """The settings of our server: a database in this folder, plain HTTP on this computer."""
    return {**os.environ, "MYSAY_DATA": str(folder), "MYSAY_HTTPS": "no"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return int(asked.getsockname()[1])


@contextmanager
def running(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start a server, wait until it answers, and end it afterwards."""
    port = free_port()
    words = [word.format(port=port, folder=folder) for word in command]
    told = folder / f"server-{port}.log"
    with told.open("wb") as log:
        process = subprocess.Popen(
            words, cwd=PROJECT, env=dict(env or os.environ), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _wait_for(port, process, told)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], told: Path) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise ServerNotUp(told.read_text(errors="replace")[-2000:])
