"""The rule of sharing, in one place that every query of what pupils said goes through (rules X2, X7)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from voice_app.model import Present, SharingDecision, Sitting, Statement

from .viewer import Viewer

#: The people at the pupil's review meeting; the paperwork of the review is for them.
MEETING = "meeting"


def staff_key(staff_id: UUID) -> str:
    """The audience key of a member of staff."""
    return f"staff:{staff_id}"


def family_key(member_id: UUID) -> str:
    """The audience key of a family member."""
    return f"family:{member_id}"


def shared_with(audience: str) -> ColumnElement[bool]:
    """SQL: the statement is shared with this audience. An exception for the statement wins; else the sitting's word.

    The sitting's word counts only for words that stood when it was given.
    """
    exception = (
        select(SharingDecision.decision)
        .where(SharingDecision.statement_id == Statement.id, SharingDecision.audience == audience)
        .order_by(SharingDecision.position.desc())
        .limit(1)
        .correlate(Statement)
        .scalar_subquery()
    )
    whole = (
        select(SharingDecision.decision)
        .where(
            SharingDecision.sitting_id == Statement.sitting_id,
            SharingDecision.statement_id.is_(None),
            SharingDecision.audience == audience,
            SharingDecision.at >= Statement.made_at,
        )
        .order_by(SharingDecision.position.desc())
        .limit(1)
        .correlate(Statement)
        .scalar_subquery()
    )
    return func.coalesce(exception, whole, "") == "yes"


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """SQL: the statement may be shown to this viewer on a staff page."""
    if viewer.staff is None:
        return _was_present(viewer)
    mine = or_(shared_with(staff_key(viewer.staff.id)), _was_present(viewer))
    # "People at my meeting" says that the SENDCo sees it (`architecture.md`, Decided).
    return or_(mine, shared_with(MEETING)) if viewer.is_sendco else mine


def _was_present(viewer: Viewer) -> ColumnElement[bool]:
    here = and_(Present.sitting_id == Statement.sitting_id)
    if viewer.staff is not None:
        return exists().where(here, Present.staff_id == viewer.staff.id)
    if viewer.helper is None:
        return false()
    return exists().where(Sitting.id == Statement.sitting_id, Sitting.helper_pass_id == viewer.helper.id)
