"""Everything a viewer may see of what a pupil said over the years, without its words.

A pupil's history grows by hundreds of things a year, and what stands now is a small part of it. So what is the latest,
and how a card lay each time, is told from these few columns; the words are read of what a page then shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from voice_app.model import Response, Sitting, Statement

from . import keep_back, share
from .viewer import Viewer

#: How far back the page of a pupil reaches, from the last sitting of which something may be seen: the year that an
#: annual review looks at. What is older has a page of its own.
A_YEAR = timedelta(days=366)


class Day(NamedTuple):
    """One sitting: when it was, and the profile it was held with."""

    id: UUID
    at: datetime
    profile: Mapping[str, Any]


class Of(NamedTuple):
    """One answer: to which activity, how far it came, and the day it was last worked on."""

    key: UUID
    activity: str
    state: str
    day: Day


class Heard(NamedTuple):
    """One standing statement, without its words."""

    id: UUID
    item: str
    state: str
    leaning: str
    position: int
    response: Of
    day: Day

    @property
    def asked(self) -> tuple[str, str]:
        """What was asked: the same thing again in a later answer is the same."""
        return self.response.activity, self.item

    @classmethod
    def of(cls, said: Statement) -> Heard:
        """The same of a statement that has been read in full."""
        response, sitting = said.response, said.sitting
        answer = Of(response.key, response.activity, response.state, _day(response.sitting))
        return cls(said.id, said.item, said.state, said.leaning, said.position, answer, _day(sitting))


def _day(sitting: Sitting) -> Day:
    return Day(sitting.id, sitting.handed_over_at, sitting.profile)


@dataclass(frozen=True)
class AllHeard:
    """What a viewer may see of what a pupil said, the newest first, and the pupil's sittings, the latest first."""

    heard: Sequence[Heard]
    #: Without those that the pupil threw away.
    days: Sequence[Day]
    #: The sittings that the viewer was in the room for from the start.
    attended: Set[UUID]

    @cached_property
    def since(self) -> datetime | None:
        """From when on the page of a pupil tells what was said; nothing where there was no sitting."""
        days = [one.day.at for one in self.heard] or [one.at for one in self.days]
        return max(days) - A_YEAR if days else None

    @cached_property
    def standing(self) -> list[Heard]:
        """What the page of a pupil tells: of each thing asked the latest, where that is of the last year."""
        latest: dict[tuple[str, str], Heard] = {}
        for one in self.heard:
            latest.setdefault(one.asked, one)
        return [one for one in latest.values() if self.since is None or one.day.at >= self.since]

    @cached_property
    def earlier(self) -> list[Heard]:
        """What it does not tell: asked again since, or longer ago."""
        standing = {one.id for one in self.standing}
        return [one for one in self.heard if one.id not in standing]

    @cached_property
    def recent(self) -> list[Day]:
        """The sittings that the page of a pupil lists."""
        return [one for one in self.days if self.since is not None and one.at >= self.since]


def all_heard(session: Session, viewer: Viewer, pupil_id: UUID) -> AllHeard:
    """Everything this viewer may see of what the pupil said (rules X2, X7), and the days of the sittings."""
    found = session.execute(
        select(_raw(Sitting.id), Sitting.thrown_away_at, Sitting.id, Sitting.handed_over_at, Sitting.profile)
        .where(Sitting.pupil_id == pupil_id)
        .order_by(Sitting.handed_over_at.desc())
    ).all()
    days = {row[0]: Day(*row[2:]) for row in found}
    answers = session.execute(
        select(_raw(Response.key), _raw(Response.sitting_id), Response.key, Response.activity, Response.state).where(
            Response.pupil_id == pupil_id
        )
    )
    of = {raw: Of(key, activity, state, days[on]) for raw, on, key, activity, state in answers}
    said = share.statements_for(viewer, pupil_id).with_only_columns(
        _raw(Statement.response_key),
        _raw(Statement.sitting_id),
        Statement.id,
        Statement.item,
        Statement.state,
        Statement.leaning,
        Statement.position,
    )
    heard = [
        Heard(key, item, state, leaning, position, of[answer], days[day])
        for answer, day, key, item, state, leaning, position in session.execute(said)
    ]
    attended = share.sittings_attended(session, viewer, pupil_id)
    hidden = _hidden(session, viewer, pupil_id, [one for one in heard if one.day.id not in attended])
    return AllHeard(
        [one for one in heard if one.id not in hidden] if hidden else heard,
        [days[row[0]] for row in found if row.thrown_away_at is None],
        attended,
    )


def _raw(key: InstrumentedAttribute[UUID]) -> ColumnElement[Any]:
    """A key as the database writes it, to find the row it names: making UUIDs takes longer than the rest."""
    return type_coerce(key, String)


def _hidden(session: Session, viewer: Viewer, pupil_id: UUID, elsewhere: Iterable[Heard]) -> set[UUID]:
    """What would give away a thing that is kept from this viewer, of what was said where they were not.

    Only its own answer can; those are read in full.
    """
    answers = {one.response.key for one in elsewhere}
    telling = keep_back.answers_with_something_kept(session, viewer, answers)
    if not telling:
        return set()
    statements = session.scalars(
        share.statements_for(viewer, pupil_id).where(Statement.response_key.in_(telling))
    ).all()
    return keep_back.hidden_from(session, viewer, statements)


def in_full(session: Session, heard: Iterable[Heard]) -> dict[UUID, Statement]:
    """The same with their words and answers, by their keys. `sittings` is to be read first."""
    keys = [one.id for one in heard]
    if not keys:
        return {}
    asked = select(Statement).where(Statement.id.in_(keys)).options(selectinload(Statement.response))
    return {one.id: one for one in session.scalars(asked)}


def sittings(session: Session, days: Iterable[Day]) -> Sequence[Sitting]:
    """The sittings of these days with who was there, the latest first."""
    return session.scalars(
        select(Sitting)
        .where(Sitting.id.in_([one.id for one in days]))
        .options(selectinload(Sitting.present))
        .order_by(Sitting.handed_over_at.desc())
    ).all()
