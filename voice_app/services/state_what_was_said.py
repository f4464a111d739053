"""Write down the statements an answer makes. Changed words make a new version, whose sharing is unanswered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import contract
from activities.contract import Activity, Answer, Surroundings
from voice_app.model import Response, Sitting, Statement


def write(
    session: Session,
    response: Response,
    activity: Activity,
    answer: Answer,
    around: Surroundings,
    sitting: Sitting,
    *,
    now: datetime,
) -> list[Statement]:
    """The statements of this answer as they now stand; those that did not change keep their version."""
    standing = {
        kept.item: kept
        for kept in session.scalars(
            select(Statement).where(Statement.response_key == response.key, Statement.replaced_at.is_(None))
        )
    }
    made = []
    for place, said in enumerate(activity.statements(answer, around)):
        before = standing.pop(said.key, None)
        if before is not None and _same(before, said):
            before.position = place
            made.append(before)
            continue
        if before is not None:
            before.replaced_at = now
        made.append(_new_version(session, response, said, before, sitting, place=place, now=now))
    for gone in standing.values():
        gone.replaced_at = now
    session.flush()
    return made


def _fields(said: contract.Statement) -> Mapping[str, Any]:
    return {
        "state": said.state.value,
        "theme": said.theme.value,
        "leaning": said.leaning.value,
        "content": said.content,
        "claim": said.claim.as_stored(),
        "words": said.words,
        "pictures": list(said.pictures),
        "written_by": said.written_by,
        "prompts": list(said.prompts),
        "wants": said.wants,
    }


def _same(before: Statement, said: contract.Statement) -> bool:
    # An adult may have moved the provenance down since: that is no change of what the pupil said.
    made_with = before.provenance_was or before.provenance
    lowered = {"written_by"} if before.provenance_was else set()
    fields = {name: value for name, value in _fields(said).items() if name not in lowered}
    return made_with == said.provenance.value and all(getattr(before, name) == v for name, v in fields.items())


def _new_version(
    session: Session,
    response: Response,
    said: contract.Statement,
    before: Statement | None,
    sitting: Sitting,
    *,
    place: int,
    now: datetime,
) -> Statement:
    statement = Statement(
        response_key=response.key,
        item=said.key,
        version=before.version + 1 if before else 1,
        position=place,
        pupil_id=response.pupil_id,
        sitting_id=sitting.id,
        provenance=said.provenance.value,
        made_at=now,
        **_fields(said),
    )
    session.add(statement)
    return statement
