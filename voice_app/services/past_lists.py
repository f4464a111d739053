"""The lists that were brought in before, and what each did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voice_app.model import Intake, IntakeChange, Pupil, Staff

from .list_pupils import folded
from .viewer import Viewer


@dataclass(frozen=True)
class Past:
    """A list that was brought in, waits, or was undone, with what it did."""

    intake: Intake
    by: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Did:
    """One page of what a list did."""

    counts: Mapping[str, int]
    #: "added", "changed" or "archived": the kind of change on this page.
    what: str
    rows: Sequence[tuple[IntakeChange, Pupil]]
    page: int
    pages: int


def what_it_did(session: Session, intake: Intake, *, show: str = "", page: int = 1, size: int = 50) -> Did:
    """What a confirmed list did, one kind of change and one page at a time; a page beyond the last is the last."""
    counted = session.execute(
        select(IntakeChange.what, func.count().label("number"))
        .where(IntakeChange.intake_id == intake.id)
        .group_by(IntakeChange.what)
    )
    counts: dict[str, int] = {row.what: row.number for row in counted}
    what = show if show in counts else next((one for one in ("changed", "archived", "added") if one in counts), "")
    pages = max(1, -(-counts.get(what, 0) // size))
    page = min(max(page, 1), pages)
    rows = session.execute(
        select(IntakeChange, Pupil)
        .join(Pupil, Pupil.id == IntakeChange.pupil_id)
        .where(IntakeChange.intake_id == intake.id, IntakeChange.what == what)
    )
    # Sorted here, as in the list of pupils: a database knows small and capital letters of English alone.
    found = sorted(
        ((change, pupil) for change, pupil in rows),
        key=lambda row: (folded(row[1].surname), folded(row[1].forename), row[1].id),
    )
    return Did(counts, what, found[(page - 1) * size : page * size], page, pages)


def lists_lately(session: Session, viewer: Viewer, *, most: int = 20) -> list[Past]:
    """The lists of the last time, the newest first; given-up ones are left out."""
    query = (
        select(Intake, Staff.name)
        .join(Staff, Staff.id == Intake.by_id)
        .where(Intake.school_id == viewer.school_id, Intake.content.is_not(None) | Intake.confirmed_at.is_not(None))
        .order_by(Intake.made_at.desc())
        .limit(most)
    )
    found = session.execute(query).all()
    counts: dict[UUID, dict[str, int]] = {intake.id: {} for intake, _ in found}
    counted = (
        select(IntakeChange.intake_id, IntakeChange.what, func.count())
        .where(IntakeChange.intake_id.in_(counts))
        .group_by(IntakeChange.intake_id, IntakeChange.what)
    )
    for intake_id, what, number in session.execute(counted):
        counts[intake_id][what] = number
    return [Past(intake, name, counts[intake.id]) for intake, name in found]
