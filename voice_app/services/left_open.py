"""Keep what a list left open: questions that nobody answered before it was brought in (docs/practice.md, 11).

A doubt is asked, never guessed and never dropped: it stands on the page of the list until somebody says it is seen to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Intake, Pupil

from .leave_trail import leave_trail
from .pupil_lists import Sentence
from .viewer import Viewer

if TYPE_CHECKING:
    from .pupil_lists.known import Line
    from .pupil_lists.one_row import Question
    from .pupil_lists.plan import Plan


@dataclass(frozen=True)
class LeftOpen:
    """One question. Without a pupil its row was not brought in, as it is not certain who it is."""

    field: str
    why: Sentence
    #: What was typed as an answer and did not help; empty where nothing was.
    typed: str
    pupil: Pupil | None


def questions_of(plan: Plan) -> int:
    """How many questions would be left open if the list were brought in now."""
    return len(list(_unanswered(plan)))


def _unanswered(plan: Plan) -> Iterator[tuple[Line, Question]]:
    for line in plan.lines:
        for one in line.questions:
            # Where it is not certain who it is, nothing else of the row can be seen to.
            if line.what != "ask" or one.field == "pupil":
                yield line, one


def as_kept(plan: Plan, pupils: Mapping[int, UUID], answers: Mapping[str, str]) -> list[dict[str, Any]]:
    """The open questions as `Intake.left_open` keeps them. `pupils`: who was brought in or found, by row."""
    return [
        {
            "field": one.field,
            "why": one.why.text,
            "values": {name: _kept(value) for name, value in one.why.values.items()},
            "typed": answers.get(f"{one.row}:{one.field}", ""),
            "pupil": None if line.what == "ask" else str(pupils[line.pupil.row]),
        }
        for line, one in _unanswered(plan)
    ]


def _kept(value: object) -> str | dict[str, str]:
    """A value of a sentence as JSON keeps it; a day stays a day, which each reader's language writes its own way."""
    return {"day": value.isoformat()} if isinstance(value, date) else str(value)


def _back(values: Mapping[str, str | dict[str, str]]) -> dict[str, object]:
    return {
        name: date.fromisoformat(value["day"]) if isinstance(value, dict) else value for name, value in values.items()
    }


def left_open(session: Session, intake: Intake) -> Sequence[LeftOpen]:
    """What this list left open, rows that wait first; nothing of pupils who are no more."""
    keys = [UUID(one["pupil"]) for one in intake.left_open if one["pupil"]]
    pupils = {str(pupil.id): pupil for pupil in session.scalars(select(Pupil).where(Pupil.id.in_(keys)))}
    return [
        LeftOpen(one["field"], Sentence(one["why"], _back(one["values"])), one["typed"], pupils.get(one["pupil"]))
        for one in sorted(intake.left_open, key=lambda one: one["pupil"] is not None)
        if one["pupil"] is None or one["pupil"] in pupils
    ]


def seen_to(session: Session, viewer: Viewer, intake: Intake, *, now: datetime) -> None:
    """Somebody has seen to all of it: it need not be kept any longer."""
    if intake.left_open:
        intake.left_open = []
        session.flush()
        leave_trail(session, viewer, "saw to open questions of list", now=now, about={"intake": str(intake.id)})
