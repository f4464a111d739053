"""Keep what no answer could take, as it was sent, and tell of it to those who may see the sitting's other words."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voice_app.model import Sitting, TouchSetAside

from . import assent
from .assent import AssentMissing

#: Characters of one touch: a whole answer with its way back is a tenth of this.
MOST_CHARACTERS = 200_000
#: Touches of one sitting: a whole hour of typing, a touch every few letters.
MOST_IN_A_SITTING = 1000
#: What nobody can take apart is shown as it was sent, up to here.
MOST_SHOWN = 2000


class NoRoom(Exception):
    """More than is kept here; the device holds on to it."""


@dataclass(frozen=True)
class NotInPlace:
    """What one touch said that no answer could take."""

    sitting_id: UUID
    #: The slug, as it was sent.
    activity: str
    at: datetime
    #: Empty where it was a tap.
    words: str
    #: The adult who wrote the words down, where it was not the pupil.
    by: str = ""


def set_aside(session: Session, sitting: Sitting, *, activity: str, body: str, why: str, now: datetime) -> None:
    """Keep what was sent; the same sent again is kept once.

    Raises AssentMissing, and keeps nothing, unless the pupil's yes is in force, and NoRoom.
    """
    given = assent.in_force(session, sitting.id)
    if given is None:
        raise AssentMissing(sitting.id)
    # No database takes this letter, and no page of ours sends it bare.
    body = body.replace("\x00", "\\u0000")
    digest = sha256(body.encode()).hexdigest()
    mine = TouchSetAside.sitting_id == sitting.id
    if session.scalar(select(TouchSetAside.id).where(mine, TouchSetAside.digest == digest)) is not None:
        return
    so_many = session.scalar(select(func.count(TouchSetAside.id)).where(mine)) or 0
    if not body or len(body) > MOST_CHARACTERS or so_many >= MOST_IN_A_SITTING:
        raise NoRoom(sitting.id)
    session.add(
        TouchSetAside(
            sitting_id=sitting.id,
            assent_id=given.id,
            activity=activity.replace("\x00", "")[:100],
            body=body,
            digest=digest,
            why=why.replace("\x00", "")[:200],
            at=now,
        )
    )
    session.flush()


def not_in_place(session: Session, sittings: Collection[UUID]) -> Sequence[NotInPlace]:
    """What could not be put in its place in these sittings, oldest first: of each thing typed, how it ended.

    The caller has made sure that these sittings may be told of.
    """
    rows = session.scalars(
        select(TouchSetAside).where(TouchSetAside.sitting_id.in_(sittings)).order_by(TouchSetAside.at)
    )
    last: dict[tuple[str, ...], NotInPlace] = {}
    for row in rows:
        about, words, by = _read(row)
        # Letter by letter the same words come many times; the last of them holds all that was said.
        last.pop(about, None)
        last[about] = NotInPlace(row.sitting_id, row.activity, row.at, words, by)
    return list(last.values())


def _read(row: TouchSetAside) -> tuple[tuple[str, ...], str, str]:
    """What it was about, its words, and who wrote them. What cannot be taken apart is its own words."""
    try:
        sent = json.loads(row.body)
        item = str(sent["item"])
        # Of the whole answer only what was touched: the rest was said before, perhaps to somebody else.
        said = sent["answer"]["items"].get(item, {}) if "answer" in sent else sent
        words, by = _text(said, "words"), _text(said, "by")
        return (str(row.sitting_id), row.activity, str(sent["key"]), item), words, by
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return (str(row.id),), row.body[:MOST_SHOWN], ""


def _text(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    return found.strip() if isinstance(found, str) else ""
