"""One typed settings object, read once from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

PSEUDO_LOCALES = ("", "accents", "mirror")


class SettingsProblem(ValueError):
    """A setting that cannot be used; the message says which and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """How this instance runs. `docs/running.md` explains each for whoever runs the server."""

    #: Where the database, the secret and the copies live. MYSAY_DATA.
    data: Path
    #: An SQLAlchemy address; by default an SQLite file in `data`. MYSAY_DATABASE.
    database: str
    #: Signs forms. MYSAY_SECRET, or made once and kept in `data`.
    secret: str
    #: True where browsers reach us by HTTPS: cookies are then Secure and carry the `__Host-` prefix. MYSAY_HTTPS.
    https: bool = True
    #: Shows every sentence accented, or mirrored right to left, to find text that escaped. MYSAY_PSEUDO.
    pseudo: str = ""
    #: A staff session without a touch ends after this; a warning comes before.
    staff_idle: timedelta = timedelta(minutes=60)
    staff_longest: timedelta = timedelta(hours=12)
    #: A pupil page keeps its session this long without a touch (rule A42).
    pupil_idle: timedelta = timedelta(hours=20)
    pupil_longest: timedelta = timedelta(days=3)
    #: The close page is for the minutes after a sitting.
    close_idle: timedelta = timedelta(minutes=30)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment. Makes the data folder and the secret where they do not exist yet.

    Raises SettingsProblem with a sentence for whoever runs the server.
    """
    env = os.environ if environment is None else environment
    # An empty setting is no folder: it must not put a school's data where the program lies.
    data = Path(env.get("MYSAY_DATA", "").strip() or "instance").absolute()
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as refused:
        raise SettingsProblem(f"MYSAY_DATA: the folder {data} cannot be made ({refused.strerror}).") from refused
    pseudo = env.get("MYSAY_PSEUDO", "")
    if pseudo not in PSEUDO_LOCALES:
        raise SettingsProblem("MYSAY_PSEUDO: write accents or mirror, or leave it out.")
    return Settings(
        data=data,
        database=env.get("MYSAY_DATABASE", "").strip() or f"sqlite:///{data / 'mysay.sqlite'}",
        secret=env.get("MYSAY_SECRET") or kept_secret(data),
        https=_yes_or_no(env, "MYSAY_HTTPS", default=True),
        pseudo=pseudo,
    )


def kept_secret(data: Path) -> str:
    """The secret of this instance: made at the first start, and kept so that forms outlive a restart."""
    place = data / "secret"
    if not place.exists():
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return place.read_text(encoding="ascii").strip()


def _yes_or_no(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "yes", "no", "1", "0", "true", "false"}:
        return default if value == "" else value in {"yes", "1", "true"}
    raise SettingsProblem(f"{name}: write yes or no, not {value!r}.")
