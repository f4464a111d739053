"""The log-ins of the demo: made at random at the first start, kept beside the database, printed at each start."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import School, Staff
from voice_app.services import passwords
from voice_app.services.manage_staff import first_password

FILE = "demo-log-ins.json"
#: Whom a visitor can be: the key in `people.STAFF`, and what to call it.
VISITORS: Mapping[str, str] = {
    "sendco": "SENDCo",
    "assistant": "Teaching assistant",
    "teacher": "Teacher",
    "administrator": "Administrator",
}


def give(session: Session, folder: Path) -> list[dict[str, str]]:
    """New passwords for the demo's visitors; the file is written first, so that none is ever unknown."""
    made = []
    staff = session.scalars(select(Staff).join(School, School.id == Staff.school_id).where(School.demo)).all()
    for key, role in VISITORS.items():
        one = next(adult for adult in staff if adult.username.startswith(f"{key}@"))
        password = first_password()
        one.password_hash, one.must_change_password = passwords.hash_password(password), False
        made.append({"role": role, "name": one.name, "username": one.username, "password": password})
    _write(folder / FILE, made)
    session.flush()
    return made


def kept(folder: Path) -> list[dict[str, str]] | None:
    """The log-ins as they were made; nothing where their file is lost or spoilt."""
    try:
        loaded = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return [{name: str(one[name]) for name in ("role", "name", "username", "password")} for one in loaded]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, made: list[dict[str, str]]) -> None:
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as opened:
        json.dump(made, opened, indent=2)
    new.replace(file)


def as_table(made: list[dict[str, str]]) -> str:
    """The log-ins as lines to print."""
    width = max(len(one["role"]) for one in made)
    name = max(len(one["username"]) for one in made)
    return "\n".join(f"  {one['role']:<{width}}  {one['username']:<{name}}  {one['password']}" for one in made)
