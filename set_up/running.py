"""Running other programs: a line on the screen for each, their own talk in a log file."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from set_up.places import LOG, PROJECT
from set_up.problem import Problem

# What pip, uv, npm and apt write when they cannot reach a server.
SIGNS_OF_NO_NETWORK = (
    "connection refused",
    "connection error",
    "connection reset",
    "could not connect",
    "could not resolve",
    "dns error",
    "econnrefused",
    "econnreset",
    "eai_again",
    "enotfound",
    "error sending request",
    "etimedout",
    "failed to establish a new connection",
    "name resolution",
    "network connectivity is disabled",
    "network is unreachable",
    "proxyerror",
    "temporary failure resolving",
    "timed out",
    "tunnel connection failed",
)


class Failed(Exception):
    """A program ended with an error. `said` is everything it wrote."""

    def __init__(self, command: Sequence[str], said: str) -> None:
        super().__init__(" ".join(command))
        self.said = said

    @property
    def looks_like_no_network(self) -> bool:
        said = self.said.lower()
        return any(sign in said for sign in SIGNS_OF_NO_NETWORK)


def quietly(command: Sequence[str | Path], env: Mapping[str, str] | None = None, cwd: Path = PROJECT) -> str:
    """Run a program in the project's folder, its words into the log.

    Returns what it wrote. `env` is added to the environment. Raises Failed when it ends with an error.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(words)}\n{done.stdout}\n")
    if done.returncode:
        raise Failed(words, done.stdout)
    return done.stdout


class Telling:
    """`with Telling("Fetching Python packages"):` prints the line at once and the seconds afterwards."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        self.began = time.monotonic()
        print(f"  {self.what} ...", end=" ", flush=True)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        print("failed" if kind else f"{time.monotonic() - self.began:.1f} s", flush=True)


def no_network(what: str) -> Problem:
    return Problem(
        f"{what} could not be fetched: connect this computer to the internet (or set HTTPS_PROXY to your school's "
        f"proxy) and run this again. What was tried is in {_log()}."
    )


def went_wrong(what: str, failed: Failed) -> Problem:
    last = next((line.strip() for line in reversed(failed.said.splitlines()) if line.strip()), "no reason given")
    return Problem(f"{what} went wrong ({last[:200]}). All of it is in {_log()}.")


def _log() -> str:
    return str(LOG.relative_to(PROJECT) if LOG.is_relative_to(PROJECT) else LOG)


def say(line: str) -> None:
    print(line, flush=True)


def complain(problem: Problem) -> None:
    sys.stdout.flush()
    print(problem, file=sys.stderr, flush=True)
