"""Passwords: hashed with Argon2, checked in the same time whether or not the user exists (rules L3, L4)."""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 128


class WeakPassword(ValueError):
    """A password that may not be used. `reason` is "short", "long" or "common"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@cache
def _hasher() -> PasswordHasher:
    # Tests hash hundreds of passwords; the cheap setting is theirs alone and is asked for by name.
    if os.environ.get("MYSAY_QUICK_PASSWORDS") == "for tests only":
        return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    listed = files("voice_app.services").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in listed.splitlines() if line.strip() and not line.startswith("#"))


def _as_typed_anywhere(password: str) -> str:
    """Keyboards send the same letter in different ways; a password is the same on each of them."""
    return unicodedata.normalize("NFC", password)


def hash_password(password: str) -> str:
    """The salted hash to keep."""
    return _hasher().hash(_as_typed_anywhere(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether this is the password. Takes as long where there is no such user (`kept` is None)."""
    try:
        _hasher().verify(kept or _nobody(), _as_typed_anywhere(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def check_new(password: str, *also_common: str) -> None:
    """Refuse what may not be used: too short, too long, common, or the user's own name. Raises WeakPassword."""
    if len(password) < SHORTEST:
        raise WeakPassword("short")
    if len(password) > LONGEST:
        raise WeakPassword("long")
    plain = "".join(password.lower().split())
    known = {"".join(name.lower().split()) for name in also_common if name}
    repeated = len(set(plain)) < 4
    if repeated or plain in _common() or plain in known or plain.rstrip("0123456789!?.") in _common():
        raise WeakPassword("common")
