"""Add one pupil by hand, change the details, archive a leaver, bring somebody back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import Pupil

from .leave_trail import leave_trail
from .viewer import Viewer


@dataclass(frozen=True)
class Details:
    """What the school knows of a pupil, and no more than pupil voice needs. Names stand as they were typed."""

    surname: str
    forename: str
    preferred: str | None = None
    dob: date | None = None
    year: str | None = None
    class_name: str | None = None
    upn: str | None = None
    admission_no: str | None = None
    sen: str | None = None
    needs: Sequence[str] = ()
    home_language: str | None = None


class UpnTaken(Exception):
    """Another pupil of the school has this UPN. `pupil` may have left."""

    def __init__(self, pupil: Pupil) -> None:
        self.pupil = pupil
        super().__init__(pupil.id)


class PerhapsTheSame(Exception):
    """A pupil of this name and birth date is on the list already: somebody has to say whether it is another."""

    def __init__(self, pupil: Pupil) -> None:
        self.pupil = pupil
        super().__init__(pupil.id)


class PracticePupilStays(Exception):
    """The practice pupil is not archived: staff need it to try things."""


def add_pupil(session: Session, viewer: Viewer, details: Details, *, somebody_else: bool, now: datetime) -> Pupil:
    """Add a pupil. `somebody_else`: the user has said that this is not the pupil of the same name and birth date.

    Raises UpnTaken and PerhapsTheSame, and keeps nothing then.
    """
    _check_doubles(session, viewer.school_id, details, but=None, somebody_else=somebody_else)
    pupil = Pupil(school_id=viewer.school_id, made_at=now, **_columns(details))
    session.add(pupil)
    session.flush()
    leave_trail(session, viewer, "added pupil", now=now, pupil_id=pupil.id)
    return pupil


def change_pupil(
    session: Session, viewer: Viewer, pupil: Pupil, details: Details, *, somebody_else: bool, now: datetime
) -> list[str]:
    """Change a pupil's details; returns the names of the fields that changed.

    Raises UpnTaken and PerhapsTheSame, and changes nothing then.
    """
    wanted = _columns(details)
    changed = [name for name, value in wanted.items() if getattr(pupil, name) != value]
    if {"surname", "forename", "dob", "upn"} & set(changed):
        _check_doubles(session, pupil.school_id, details, but=pupil, somebody_else=somebody_else)
    for name in changed:
        setattr(pupil, name, wanted[name])
    if changed:
        session.flush()
        leave_trail(session, viewer, "changed pupil", now=now, pupil_id=pupil.id, about={"fields": " ".join(changed)})
    return changed


def archive_pupil(session: Session, viewer: Viewer, pupil: Pupil, *, now: datetime) -> None:
    """Archive a leaver: off the lists, nothing deleted. Raises PracticePupilStays."""
    if pupil.practice:
        raise PracticePupilStays(pupil.id)
    if pupil.archived_at is None:
        pupil.archived_at = now
        session.flush()
        leave_trail(session, viewer, "archived pupil", now=now, pupil_id=pupil.id)


def bring_back(session: Session, viewer: Viewer, pupil: Pupil, *, now: datetime) -> None:
    """Put a leaver back on the lists."""
    if pupil.archived_at is not None:
        pupil.archived_at = None
        session.flush()
        leave_trail(session, viewer, "brought back pupil", now=now, pupil_id=pupil.id)


def details_of(pupil: Pupil) -> Details:
    """A pupil's details as they are kept."""
    return Details(**{one.name: getattr(pupil, one.name) for one in fields(Details)})


def _columns(details: Details) -> dict[str, object]:
    return asdict(details) | {"needs": list(details.needs)}


def _check_doubles(
    session: Session, school_id: UUID, details: Details, *, but: Pupil | None, somebody_else: bool
) -> None:
    others = select(Pupil).where(Pupil.school_id == school_id)
    if but is not None:
        others = others.where(Pupil.id != but.id)
    if details.upn and (taken := session.scalar(others.where(Pupil.upn == details.upn))):
        raise UpnTaken(taken)
    if somebody_else or details.dob is None:
        return
    name = (details.surname.casefold(), details.forename.casefold())
    for other in session.scalars(others.where(Pupil.dob == details.dob, Pupil.practice.is_(False))):
        if (other.surname.casefold(), other.forename.casefold()) == name:
            raise PerhapsTheSame(other)
