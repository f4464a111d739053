"""Keep back what gives away a thing that the pupil keeps from somebody.

"Zara picked Teacher to talk about" tells of the card Teacher, which may be private by an exception of its own. The
rule of sharing (`sharing_rule`) asks about each thing apart; whatever leaves the building asks here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload

from activities.contract import Activity, ChooseAmong, fits
from voice_app.model import SharingDecision, Statement

from .claims import activity_of, names_in, question_of
from .sharing_rule import MEETING, is_asked_about, kept_from, shared_with, staff_key, visible_to
from .viewer import Viewer


def giving_away(session: Session, audience: str, statements: Sequence[Statement]) -> set[UUID]:
    """Those of these that would tell this audience of something in the same answer that is not shared with it."""
    return telling(session, statements, ~shared_with(audience), {audience})


def giving_away_private(session: Session, audience: str, statements: Sequence[Statement]) -> set[UUID]:
    """Those of `giving_away` that tell of what the pupil decided to keep, and not only was not asked about yet."""
    return telling(session, statements, and_(~shared_with(audience), kept_from(audience)), {audience})


def hidden_from(session: Session, viewer: Viewer, statements: Sequence[Statement]) -> set[UUID]:
    """Those of these that would tell this viewer of something that they may not see, and were not there to hear."""
    if viewer.staff is None:
        return set()
    staff = viewer.staff.id
    told = [
        one for one in statements if not any(p.staff_id == staff and not p.added_later for p in one.sitting.present)
    ]
    asked_about = {staff_key(staff), MEETING} if viewer.is_sendco else {staff_key(staff)}
    return telling(session, told, ~visible_to(viewer), asked_about)


def answers_with_something_kept(session: Session, viewer: Viewer, answers: Collection[UUID]) -> set[UUID]:
    """Those of these answers in which something is kept from this viewer: elsewhere nothing can tell of it."""
    if viewer.staff is None or not answers:
        return set()
    return set(
        session.scalars(select(Statement.response_key).where(*_is_kept_in(answers), ~visible_to(viewer)).distinct())
    )


def telling(
    session: Session, statements: Sequence[Statement], is_kept: ColumnElement[bool], audiences: Collection[str]
) -> set[UUID]:
    """Those of these that tell of a thing in the same answer which `is_kept` (SQL about a statement).

    `audiences`: from whom it is kept; a yes to them about the very sentence stands, unless the no was said after it.
    """
    kept = _kept(session, is_kept, {one.response_key for one in statements})
    if not kept:
        return set()
    of_answer: dict[UUID, list[Statement]] = defaultdict(list)
    for one in kept:
        of_answer[one.response_key].append(one)
    own = _own_decisions(session, audiences, [one.id for one in (*statements, *kept)])
    return {
        said.id
        for said in statements
        for one in of_answer[said.response_key]
        if tells_of(said, one) and own.get(said.id, 0) <= own.get(one.id, 0)
    }


def tells_of(said: Statement, kept: Statement) -> bool:
    """Whether the first names, or goes on about, what the second says, at once or by another. Both are of one answer.

    A card or a wish is named wherever its name stands. What was said about it in words is told of by a question that
    asks for more of it. That a card was picked to talk about tells nothing of where it lies.
    """
    if said.item == kept.item:
        return False
    activity, asked = activity_of(kept), question_of(said)
    if activity is None:
        return True  # an activity that is no more: nobody can tell
    if _can_be_pointed_at(activity, kept.item):
        if isinstance(asked, ChooseAmong) and asked.many and fits(kept.item, asked.among):
            return True  # of several that were picked, words that name one cannot be told from the others
        subject = names_in(kept)[:1]
        return bool(subject) and subject[0] in names_in(said)
    return kept.item in _followed(activity, said.item) and not isinstance(question_of(kept), ChooseAmong)


def _followed(activity: Activity, item: str) -> Iterator[str]:
    """What this goes on about, and what that goes on about: of a photo, what happens there, and a time when it did."""
    asked = activity.by_key.asks.get(item)
    for about in (asked.about or "").split("|") if asked else ():
        if about:
            yield about
            yield from _followed(activity, about)


def _can_be_pointed_at(activity: Activity, item: str) -> bool:
    among: Iterable[str] = (one.among for one in activity.conversation if isinstance(one, ChooseAmong))
    return any(fits(item, pattern) for pattern in among)


def _kept(session: Session, is_kept: ColumnElement[bool], answers: Collection[UUID]) -> Sequence[Statement]:
    if not answers:
        return []
    return session.scalars(
        select(Statement).where(*_is_kept_in(answers), is_kept).options(joinedload(Statement.response))
    ).all()


def _is_kept_in(answers: Collection[UUID]) -> tuple[ColumnElement[bool], ...]:
    return Statement.response_key.in_(answers), Statement.replaced_at.is_(None), is_asked_about()


def _own_decisions(session: Session, audiences: Collection[str], statements: Collection[UUID]) -> dict[UUID, int]:
    """The position of the last exception about each; of what is shared it was a yes."""
    found = session.execute(
        select(SharingDecision.statement_id, func.max(SharingDecision.position))
        .where(SharingDecision.audience.in_(audiences), SharingDecision.statement_id.in_(statements))
        .group_by(SharingDecision.statement_id)
    ).all()
    return {statement: position for statement, position in found if statement is not None}
