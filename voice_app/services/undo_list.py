"""Undo a list that was brought in, as far as nobody has worked with its pupils since (rule U7)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from voice_app.model import Base, Intake, IntakeChange, Pupil, TrailEntry

from .bring_in import NothingWaiting, stored
from .leave_trail import LOOKED_AT, leave_trail
from .viewer import Viewer


@dataclass(frozen=True)
class Undone:
    """What undoing did."""

    #: Pupils whom the list had added and nobody has worked with: they are gone. To look at one is not to work with one.
    removed: int
    #: Pupils whom the list had added and somebody has worked with since: they stay as they are.
    staying: Sequence[Pupil]
    #: Pupils whose details are as before the list.
    restored: int
    #: Pupils of whom something was changed since, by hand or by a later list: that was left as it is.
    kept: Sequence[Pupil]


def undo(session: Session, viewer: Viewer, intake: Intake, *, now: datetime) -> Undone:
    """Undo a list. Raises NothingWaiting where it was never brought in, or is undone already."""
    claimed = session.execute(
        update(Intake)
        .where(Intake.id == intake.id, Intake.confirmed_at.is_not(None), Intake.undone_at.is_(None))
        .values(undone_at=now, left_open=[])
        .returning(Intake.id)
    ).all()
    if not claimed:
        raise NothingWaiting(intake.id)
    changes = session.scalars(select(IntakeChange).where(IntakeChange.intake_id == intake.id)).all()
    added = {change.pupil_id for change in changes if change.what == "added"}
    worked_with = _worked_with(session, added, intake)
    _remove(session, intake, added - worked_with)
    staying = session.scalars(
        select(Pupil).where(Pupil.id.in_(worked_with)).order_by(Pupil.surname, Pupil.forename)
    ).all()
    restored, kept = _restore(session, intake, [change for change in changes if change.what != "added"])
    session.flush()
    about = {"intake": str(intake.id), "removed": str(len(added - worked_with)), "restored": str(restored)}
    leave_trail(session, viewer, "undid list", now=now, about=about)
    return Undone(len(added - worked_with), staying, restored, kept)


def _worked_with(session: Session, pupils: Collection[UUID], intake: Intake) -> set[UUID]:
    """Those of these pupils whom any record names, besides what this list did: views, family, reviews, changes."""
    done = select(TrailEntry.pupil_id).where(
        TrailEntry.pupil_id.in_(pupils), TrailEntry.what.not_like(f"{LOOKED_AT} %")
    )
    found: set[UUID] = {one for one in session.scalars(done.distinct()) if one}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is not Pupil.__table__:
                continue
            naming = select(key.parent).where(key.parent.in_(pupils)).distinct()
            if table is IntakeChange.__table__:
                naming = naming.where(table.c.intake_id != intake.id)
            found.update(session.scalars(naming))
    return found


def _remove(session: Session, intake: Intake, pupils: Collection[UUID]) -> None:
    session.execute(delete(IntakeChange).where(IntakeChange.intake_id == intake.id, IntakeChange.pupil_id.in_(pupils)))
    session.execute(delete(Pupil).where(Pupil.id.in_(pupils)))


def _restore(session: Session, intake: Intake, changes: Sequence[IntakeChange]) -> tuple[int, list[Pupil]]:
    """Give back each value that is still the one the list set."""
    restored, kept = 0, []
    back: list[tuple[Pupil, dict[str, object], str | None]] = []
    pupils = {pupil.id: pupil for pupil in session.scalars(select(Pupil).where(Pupil.school_id == intake.school_id))}
    for change in changes:
        pupil = pupils[change.pupil_id]
        same = {name for name, value in change.after.items() if stored(getattr(pupil, name)) == value}
        back.append((pupil, {name: _loaded(name, change.before[name]) for name in same}, pupil.upn))
        if same != set(change.after):
            kept.append(pupil)
    for pupil, values, _ in back:
        if "upn" in values:
            pupil.upn = None
    session.flush()
    taken = {pupil.upn for pupil in pupils.values() if pupil.upn}
    for pupil, values, upn in back:
        if values.get("upn") in taken:
            # Another pupil has got this number since.
            values["upn"] = upn
            kept += [pupil] if pupil not in kept else []
        for name, value in values.items():
            setattr(pupil, name, value)
        restored += bool(values) and pupil not in kept
    return restored, kept


def _loaded(name: str, value: object) -> object:
    """A value of a pupil from JSON."""
    if isinstance(value, str) and name == "dob":
        return date.fromisoformat(value)
    if isinstance(value, str) and name == "archived_at":
        return datetime.fromisoformat(value)
    return value
