"""Say anew what was about to go out: what the pupil said "Change it" to, and what stands of it now.

The new words are touches like any other (`capture`): those before stay kept, and the new ones are of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from activities import all_activities
from voice_app.model import PupilCheck, Response, Sitting, Statement, Turn


def to_change(session: Session, sitting: Sitting, statement_id: UUID) -> Statement | None:
    """This thing, where the pupil said "Change it" to it in this sitting; also once other words have replaced it."""
    return session.scalar(select(Statement).where(Statement.id == statement_id, _changed_in(sitting)))


def items_of(said: Statement) -> Sequence[str]:
    """The items to ask again: the question itself, and before a card of the pupil's own what it is called.

    Nothing where it cannot be asked: its activity is no more, or no question stands behind it.
    """
    activity = all_activities().get(said.response.activity)
    if activity is None or said.item not in activity.by_key.asks:
        return ()
    card = activity.by_key.cards.get(said.item)
    return (card.name_from, said.item) if card and card.name_from else (said.item,)


def changed_in(session: Session, sitting: Sitting) -> Sequence[Statement]:
    """What the pupil said "Change it" to in this sitting, whatever was planned for it."""
    return session.scalars(select(Statement).where(_changed_in(sitting)).order_by(Statement.made_at)).all()


def is_changed(session: Session, sitting: Sitting, answer: UUID, activity: str) -> bool:
    """Whether the pupil said "Change it" in this sitting to something of this answer of this activity."""
    of_it = select(Response.key).join(Statement, Statement.response_key == Response.key)
    found = of_it.where(Response.key == answer, Response.activity == activity, _changed_in(sitting))
    return session.scalar(found.limit(1)) is not None


def only_said_anew(session: Session, sitting: Sitting, answer: UUID) -> bool:
    """Whether this sitting only said something of this answer anew, and asked nothing else of it.

    What follows on from what is said anew is asked anew with it; what the answer did not hold before is something else.
    """
    touches = session.execute(
        select(Turn.item, Turn.said_at).where(Turn.response_key == answer, Turn.sitting_id == sitting.id)
    ).all()
    first = session.scalar(
        select(func.min(PupilCheck.at))
        .join(Statement, Statement.id == PupilCheck.statement_id)
        .where(PupilCheck.sitting_id == sitting.id, PupilCheck.said == "change", Statement.response_key == answer)
    )
    before = session.scalar(
        select(Turn)
        .where(Turn.response_key == answer, Turn.sitting_id != sitting.id)
        .order_by(Turn.counter.desc(), Turn.fork)
        .limit(1)
    )
    if first is None or before is None:
        return False
    return all(item in before.body["items"] and said_at >= first for item, said_at in touches)


def said_in_its_sitting() -> ColumnElement[bool]:
    """SQL: something of this answer is said anew in the sitting in which it was last worked on."""
    asked = select(PupilCheck.id).join(Statement, Statement.id == PupilCheck.statement_id)
    here = asked.where(PupilCheck.sitting_id == Response.sitting_id, PupilCheck.said == "change")
    return here.where(Statement.response_key == Response.key).correlate(Response).exists()


def _changed_in(sitting: Sitting) -> ColumnElement[bool]:
    asked = select(PupilCheck.id).where(PupilCheck.sitting_id == sitting.id, PupilCheck.said == "change")
    return asked.where(PupilCheck.statement_id == Statement.id).exists()


def standing_now(session: Session, said: Statement) -> Statement | None:
    """What stands of this thing by now; nothing where it is not said any more."""
    return session.scalar(
        select(Statement).where(
            Statement.response_key == said.response_key,
            Statement.item == said.item,
            Statement.replaced_at.is_(None),
            Statement.state == "given",
        )
    )
