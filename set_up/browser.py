"""The browser that tests use: Debian's Chromium, by the way this computer allows.

In this order (docs/architecture.md, Browser for tests): for root, Debian's package, installed when missing; for others,
the installed one, else the same packages unpacked into a cache folder, which needs no rights; else the program that
CHROMIUM names.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from set_up.places import CACHE, LOG, PROJECT, is_root
from set_up.problem import Problem
from set_up.running import Failed, Telling, no_network, quietly
from set_up.unpacked_packages import unpack

UNPACKED = CACHE / "chromium"
WRAPPER = UNPACKED / "chromium"
WHAT = "Chromium"

NONE_FOUND = (
    "No browser for the tests was found: install Chromium, or name one: CHROMIUM=/path/to/chromium make test "
    f"(what was tried is in {LOG.relative_to(PROJECT)})."
)


def find_chromium() -> Path:
    """The browser that set_up left ready. Raises Problem when there is none that starts."""
    for candidate in (shutil.which("chromium"), WRAPPER, os.environ.get("CHROMIUM")):
        if candidate and starts(Path(candidate)):
            return Path(candidate)
    raise Problem(NONE_FOUND)


def starts(program: Path) -> bool:
    """Whether the program runs at all: a library may be missing."""
    if not os.access(program, os.X_OK):
        return False
    try:
        quietly([program, "--version"])
    except (Failed, OSError):
        return False
    return True


def set_up() -> None:
    """Make sure that find_chromium finds one. Raises Problem when that cannot be done here."""
    try:
        find_chromium()
    except Problem:
        _fetch()
        find_chromium()


def _fetch() -> None:
    if not shutil.which("apt-get"):
        return  # not Debian or Ubuntu: find_chromium says what to do
    way: Callable[[], None] = _install if is_root() else _unpack
    try:
        with Telling("Fetching Chromium for the tests"):
            way()
    except Failed as failed:
        if os.environ.get("CHROMIUM"):
            return  # the last resort is tried next
        if failed.looks_like_no_network:
            raise no_network(WHAT) from None
        raise Problem(NONE_FOUND) from None


def _install() -> None:
    without_questions = {"DEBIAN_FRONTEND": "noninteractive"}
    quietly(["apt-get", "update"])
    quietly(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], env=without_questions)


def _unpack() -> None:
    shutil.rmtree(UNPACKED, ignore_errors=True)
    _write_wrapper(unpack(["chromium", "fonts-dejavu-core"], UNPACKED))


def _write_wrapper(root: Path) -> None:
    """A script that starts the unpacked browser with the libraries and fonts that were unpacked beside it."""
    libraries = sorted({library.parent for library in root.rglob("lib*.so*")})
    fonts = UNPACKED / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>/usr/share/fonts</dir><dir>{root}/usr/share/fonts</dir>"
        f"<cachedir>{UNPACKED}/font-cache</cachedir></fontconfig>\n"
    )
    WRAPPER.write_text(
        "#!/bin/sh\n"
        f"LD_LIBRARY_PATH='{':'.join(map(str, libraries))}' FONTCONFIG_FILE='{fonts}' "
        f"exec '{root}/usr/lib/chromium/chromium' \"$@\"\n"
    )
    WRAPPER.chmod(0o755)
