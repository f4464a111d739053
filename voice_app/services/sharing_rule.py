"""The rule of sharing, in one place that every query of what pupils said goes through (rules X2, X7)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, false, func, or_, select

from voice_app.model import Present, Response, SharingDecision, Sitting, Statement, Turn

from .viewer import Viewer

#: The people at the pupil's review meeting; the paperwork of the review is for them.
MEETING = "meeting"
#: What a pupil says who does not say yes.
NOT_YES = ("no", "dont-know")
#: The rule is a long sentence of SQL: for so many audiences it is put together once and used again.
KEPT_READY = 256


def staff_key(staff_id: UUID) -> str:
    """The audience key of a member of staff."""
    return f"staff:{staff_id}"


def family_key(member_id: UUID) -> str:
    """The audience key of a family member."""
    return f"family:{member_id}"


@cache
def is_asked_about() -> ColumnElement[bool]:
    """SQL: the statement is one of those that the pupil decides about: given, or with words in whatever came of it.

    A yes to a whole sitting shares also words that the pupil stopped at or passed over, so each stands among them.
    """
    return or_(Statement.state == "given", func.coalesce(Statement.words, "") != "")


@lru_cache(maxsize=KEPT_READY)
def shared_with(audience: str) -> ColumnElement[bool]:
    """SQL: the statement is shared with this audience. A later no always wins.

    An exception of no stays no, and one of yes stands until something else is decided about the whole sitting.
    Without an exception the whole sitting's word counts, for words that stood when it was given. An answer of an
    earlier day that was gone on with is asked about in the later sitting; until then the earlier day's yes stands,
    and a no that is said about any day of it afterwards still takes it back.
    """
    decision, position = SharingDecision.decision, SharingDecision.position
    in_time = case((SharingDecision.at >= Statement.made_at, decision), else_="said since")
    own = _latest(decision, audience, _exception())
    word = func.coalesce(_whole(in_time, audience, _asked_in()), _whole(in_time, audience, _worked_on_in()), "")
    last = func.coalesce(_whole(decision, audience, _worked_on_in()), "")
    not_taken_back = or_(
        last == "yes",
        func.coalesce(_whole(position, audience, _worked_on_in()), 0) < _latest(position, audience, _exception()),
    )
    return case((own == "yes", not_taken_back), (own.is_not(None), false()), else_=and_(word == "yes", last == "yes"))


@lru_cache(maxsize=KEPT_READY)
def kept_from(audience: str) -> ColumnElement[bool]:
    """SQL, for a statement that is not shared with this audience: the pupil decided so.

    A no or "I don't know", about it or about the whole sitting, is a decision. That the pupil was never asked is
    none, nor is a yes from before the words changed.
    """
    own = func.coalesce(_latest(SharingDecision.decision, audience, _exception()), "")
    return or_(own.in_(NOT_YES), kept_from_with_its_day(audience))


@lru_cache(maxsize=KEPT_READY)
def kept_from_with_its_day(audience: str) -> ColumnElement[bool]:
    """SQL: the pupil decided to keep from this audience a whole sitting that said it, or went on with its answer."""
    return func.coalesce(_whole(SharingDecision.decision, audience, _worked_on_in()), "").in_(NOT_YES)


@cache
def _exception() -> ColumnElement[bool]:
    return SharingDecision.statement_id == Statement.id


def _latest(what: ColumnElement[Any] | Any, audience: str, about: ColumnElement[bool]) -> ScalarSelect[Any]:
    # Should two decisions ever hold one position, the no stands.
    return (
        select(what)
        .where(SharingDecision.audience == audience, about)
        .order_by(SharingDecision.position.desc(), SharingDecision.decision == "yes")
        .limit(1)
        .correlate(Statement)
        .scalar_subquery()
    )


def _whole(what: ColumnElement[Any] | Any, audience: str, sitting: ColumnElement[bool]) -> ScalarSelect[Any]:
    return _latest(what, audience, and_(SharingDecision.statement_id.is_(None), sitting))


@cache
def _said_in() -> ColumnElement[bool]:
    return SharingDecision.sitting_id == Statement.sitting_id


@cache
def _worked_on_in() -> ColumnElement[bool]:
    """The sittings that said it or went on with its answer since: a no in any of them is not forgotten (rule X7)."""
    said_at = (
        select(Sitting.handed_over_at).where(Sitting.id == Statement.sitting_id).correlate(Statement).scalar_subquery()
    )
    # By the pupil's few sittings: an answer has dozens of touches, and this is asked of every statement.
    went_on = (
        select(Turn.sitting_id)
        .where(Turn.sitting_id == Sitting.id, Turn.response_key == Statement.response_key)
        .correlate(Sitting, Statement)
        .exists()
    )
    since = (
        select(Sitting.id)
        .where(Sitting.pupil_id == Statement.pupil_id, Sitting.handed_over_at >= said_at, went_on)
        .correlate(Statement)
    )
    return or_(_said_in(), _asked_in(), SharingDecision.sitting_id.in_(since))


@cache
def _asked_in() -> ColumnElement[bool]:
    """The sitting in which the answer was last worked on: the one that asks who may see it."""
    answer = select(Response.sitting_id).where(Response.key == Statement.response_key).correlate(Statement)
    return SharingDecision.sitting_id == answer.scalar_subquery()


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """SQL: the statement may be shown to this viewer on a staff page."""
    if viewer.staff is None:
        return _was_present(viewer)
    # Who was there is soon found out, and then nothing else has to be.
    mine = or_(_was_present(viewer), shared_with(staff_key(viewer.staff.id)))
    # "People at my meeting" says that the SENDCo sees it (docs/architecture.md, The meeting).
    return or_(mine, shared_with(MEETING)) if viewer.is_sendco else mine


def _was_present(viewer: Viewer) -> ColumnElement[bool]:
    # Whoever is put on the list only afterwards is kept for the record, and sees what the pupil shares with them.
    here = and_(Present.sitting_id == Statement.sitting_id, Present.added_later.is_(False))
    if viewer.staff is not None:
        return exists().where(here, Present.staff_id == viewer.staff.id)
    if viewer.helper is None:
        return false()
    return exists().where(Sitting.id == Statement.sitting_id, Sitting.helper_pass_id == viewer.helper.id)
