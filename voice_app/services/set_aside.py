"""Keep what no answer could take, as it was sent, and tell of it to those who may see the sitting's other words."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import (
    N_,
    Activity,
    Choice,
    Choose,
    ChooseAmong,
    OwnWords,
    Place,
    Question,
    Sort,
    State,
    Text,
    Wording,
)
from voice_app.model import Sitting, TouchSetAside

from . import assent
from .assent import AssentMissing
from .profile import read_profile

#: Characters of one touch: a whole answer with its way back is a tenth of this.
MOST_CHARACTERS = 200_000
#: Touches of one sitting: a whole hour of typing, a touch every few letters.
MOST_IN_A_SITTING = 1000
#: What nobody can take apart is shown as it was sent, up to here.
MOST_SHOWN = 2000


#: Picks of one touch that are told: as many as an answer may hold.
MOST_PICKS = 12
#: What came of asking, where nothing was picked.
CAME_OF: Mapping[str, Text] = {
    State.TURNED_OVER.value: N_("Did not want to say"),
    State.SKIPPED.value: N_("Skipped"),
    State.DONT_KNOW.value: N_("I don’t know"),
}
#: A pick of something that the room does not name: it points at what was said before, or is there no more.
UNNAMED = N_("Something that has no name here")


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
    #: The card or the question, by the room's own name; nothing where the room does not have it.
    asked: Text | None = None
    #: The places or pictures picked, by the room's own names.
    picked: Sequence[Text] = ()
    #: What came of it where nothing was said: skipped, not known, turned over.
    came_of: Text | None = None
    with_photo: bool = False
    #: Other words that stood there in between: part of the look for harm, as they were said.
    stood_before: Sequence[str] = ()

    @property
    def is_bare_tap(self) -> bool:
        """Whether nothing can be told of it but that there was a tap."""
        return not (self.words or self.asked or self.picked or self.came_of or self.with_photo)

    @property
    def all_words(self) -> Sequence[str]:
        """Everything in words that stood there, oldest first."""
        return [words for words in (*self.stood_before, self.words) if words]


def set_aside(
    session: Session, sitting: Sitting, *, activity: str, body: str, why: str, now: datetime
) -> TouchSetAside:
    """Keep what was sent, and give it back as kept; the same sent again is kept once.

    Raises AssentMissing, and keeps nothing, unless the pupil's yes is in force, and NoRoom.
    """
    given = assent.in_force(session, sitting.id)
    if given is None:
        raise AssentMissing(sitting.id)
    # No database takes this letter, and no page of ours sends it bare.
    body = body.replace("\x00", "\\u0000")
    digest = sha256(body.encode()).hexdigest()
    mine = TouchSetAside.sitting_id == sitting.id
    before = session.scalar(select(TouchSetAside).where(mine, TouchSetAside.digest == digest))
    if before is not None:
        return before
    so_many = session.scalar(select(func.count(TouchSetAside.id)).where(mine)) or 0
    if not body or len(body) > MOST_CHARACTERS or so_many >= MOST_IN_A_SITTING:
        raise NoRoom(sitting.id)
    kept = TouchSetAside(
        sitting_id=sitting.id,
        assent_id=given.id,
        activity=_storable(activity)[:100],
        body=body,
        digest=digest,
        why=_storable(why)[:200],
        at=now,
    )
    session.add(kept)
    session.flush()
    return kept


def _storable(text: str) -> str:
    """Without what no database takes and no page can send: NUL, and half a letter (a lone surrogate)."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def is_any(session: Session, pupil_id: UUID) -> bool:
    """Whether anything of this pupil was ever set aside."""
    found = select(TouchSetAside.id).join(Sitting, Sitting.id == TouchSetAside.sitting_id)
    return session.scalar(found.where(Sitting.pupil_id == pupil_id).limit(1)) is not None


def not_in_place(
    session: Session, sittings: Collection[UUID], came_by: Mapping[UUID, datetime] | None = None
) -> Sequence[NotInPlace]:
    """What could not be put in its place in these sittings, oldest first: of each thing said, how it ended.

    With `came_by`, only what had come by then: a moment for each sitting, and nothing of one without. The caller has
    made sure that these sittings may be told of.
    """
    rows = session.scalars(
        select(TouchSetAside).where(TouchSetAside.sitting_id.in_(sittings)).order_by(TouchSetAside.at)
    ).all()
    if not rows:
        return []
    # The words of a scale are another's in the other wording: only those that stood on the screen are told.
    older = {one.id: read_profile(one.profile).older for one in _sittings(session, {row.sitting_id for row in rows})}
    last: dict[tuple[str, ...], NotInPlace] = {}
    for row in rows:
        if came_by is not None and (row.sitting_id not in came_by or row.at > came_by[row.sitting_id]):
            continue
        about, one = _read(row, older=older[row.sitting_id])
        # Letter by letter the same words come many times; the last of them holds all that was said.
        before = last.pop(about, None)
        last[about] = replace(one, stood_before=_stood_before(before, one.words)) if before else one
    return list(last.values())


def words_of(kept: TouchSetAside) -> str:
    """The words of the one thing that this touch was about, as the pupil wrote them; empty where it was a tap."""
    # No words hang on the wording.
    return _read(kept, older=False)[1].words


def words_sent(session: Session, sitting_id: UUID) -> list[tuple[datetime, str]]:
    """The words of each touch of this sitting that no answer could take, and when it came."""
    rows = session.scalars(select(TouchSetAside).where(TouchSetAside.sitting_id == sitting_id))
    return [(row.at, words_of(row)) for row in rows]


def _sittings(session: Session, keys: Collection[UUID]) -> Sequence[Sitting]:
    return session.scalars(select(Sitting).where(Sitting.id.in_(keys))).all()


def _stood_before(before: NotInPlace, words: str) -> Sequence[str]:
    """Words that stood there and were not simply written on, nor rubbed out letter by letter."""
    longer = (words, *before.stood_before)
    if not before.words or any(one.startswith(before.words) for one in longer):
        return before.stood_before
    return (*before.stood_before, before.words)


def _read(row: TouchSetAside, *, older: bool) -> tuple[tuple[str, ...], NotInPlace]:
    """What it was about, and what it said. What cannot be taken apart is its own words."""
    bare = NotInPlace(row.sitting_id, row.activity, row.at, "")
    try:
        sent = json.loads(row.body)
        item = str(sent["item"])
        # Of the whole answer only what was touched: the rest was said before, perhaps to somebody else.
        said = sent["answer"]["items"].get(item, {}) if "answer" in sent else sent
        about = (str(row.sitting_id), row.activity, str(sent["key"]), item)
        return about, _told(bare, item, said, older=older)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return (str(row.id),), replace(bare, words=row.body[:MOST_SHOWN])


def _told(bare: NotInPlace, item: str, said: Mapping[str, Any], *, older: bool) -> NotInPlace:
    room = all_activities().get(bare.activity)
    question = room.by_key.asks.get(item) if room else None
    return replace(
        bare,
        words=_text(said, "words"),
        by=_text(said, "by"),
        asked=_asked(room, question, item).version(older).filled(card="…") if room and question else None,
        picked=[_picked(room, question, pick, older=older) for pick in _picks(said)],
        came_of=CAME_OF.get(_text(said, "state")),
        with_photo=bool(said.get("photos") or said.get("photo")),
    )


def _asked(room: Activity, question: Question, item: str) -> Wording:
    """The card, or the question. The name of what a question is about is left out: it may be of another day."""
    card = room.by_key.cards.get(item)
    return card.label if card else question.ask


def _picks(said: Mapping[str, Any]) -> Sequence[str]:
    found = said.get("picks") or [said.get("pick")]
    return [pick for pick in found if isinstance(pick, str) and pick][:MOST_PICKS] if isinstance(found, list) else []


def _picked(room: Activity | None, question: Question | None, pick: str, *, older: bool) -> Text:
    card = room.by_key.cards.get(pick) if room else None
    labels = [one.label for one in _offered(question) if one.value == pick] + ([card.label] if card else [])
    return labels[0].version(older) if labels else UNNAMED


def _offered(question: Question | None) -> Sequence[Choice | Place]:
    if isinstance(question, Sort):
        return question.scale
    if isinstance(question, OwnWords) and question.no_more:
        return [*question.choices, question.no_more]
    return question.choices if isinstance(question, Choose | ChooseAmong) else ()


def _text(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    return _storable(found).strip() if isinstance(found, str) else ""
