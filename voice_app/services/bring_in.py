"""Bring in a list of pupils from the school's own system: look first, do it in one go (rule U7).

Undoing it is in `undo_list`, looking back in `past_lists`; reading the file in `pupil_lists`, which knows no database.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from voice_app.model import Intake, IntakeChange, Pupil
from voice_app.school_time import school_day

from . import left_open
from .leave_trail import leave_trail
from .pupil_lists import NAMELESS
from .reach import OutOfReach
from .viewer import Viewer

if TYPE_CHECKING:
    from .pupil_lists.known import KnownPupil, Line
    from .pupil_lists.plan import Plan

#: A list that waits longer is erased: it holds more about children than we need.
LONGEST_WAIT = timedelta(days=7)
LONGEST_NAME = 200
LONGEST_ANSWER = 200
#: Fields of `Pupil` that a list can set; `archived_at` besides, for leavers and for those who come back.
FIELDS = (
    "upn", "admission_no", "surname", "forename", "preferred", "dob", "year", "class_name", "sen", "needs",
    "home_language",
)  # fmt: skip


class PlanChanged(Exception):
    """What would happen is no longer what the user saw: an answer, a column or a pupil has changed since."""


class NothingWaiting(Exception):
    """This list has been brought in or given up already."""


class NumbersClash(Exception):
    """Two pupils would have the same UPN. `lines` are those of the list that would."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        super().__init__(len(lines))


@dataclass(frozen=True)
class Preview:
    """What bringing a waiting list in would do, and the mark by which to recognise that it still would."""

    plan: Plan
    seen: str
    #: Lines that would give one UPN to two pupils.
    clashes: Sequence[Line]


def begin(session: Session, viewer: Viewer, file_name: str, content: bytes, *, now: datetime) -> Intake:
    """Keep a list that was just uploaded, to be looked at. Columns are taken as this school last confirmed them.

    Raises ListRefused where the file is no list that can be read; nothing is kept then.
    """
    from .pupil_lists.plan import plan_list  # heavy: only loaded by whoever brings in a list (figure P17)

    if viewer.staff is None:
        raise OutOfReach
    remembered = remembered_columns(session, viewer.school_id)
    plan = plan_list(content, today=school_day(now), columns=remembered)
    keys = {column.key for column in plan.columns}
    _erase_forgotten(session, viewer.school_id, now=now)
    intake = Intake(
        school_id=viewer.school_id,
        by_id=viewer.staff.id,
        made_at=now,
        file_name=file_name.strip()[-LONGEST_NAME:] or "?",
        content=content,
        columns={key: field for key, field in remembered.items() if key in keys},
        answers={},
    )
    session.add(intake)
    session.flush()
    leave_trail(session, viewer, "uploaded list", now=now, about={"intake": str(intake.id)})
    return intake


def remembered_columns(session: Session, school_id: UUID) -> dict[str, str]:
    """What this school has said of column headings, the latest word last."""
    confirmed = select(Intake.columns).where(
        Intake.school_id == school_id, Intake.confirmed_at.is_not(None), Intake.undone_at.is_(None)
    )
    said: dict[str, str] = {}
    for columns in session.scalars(confirmed.order_by(Intake.confirmed_at)):
        said.update(columns)
    return said


def _erase_forgotten(session: Session, school_id: UUID, *, now: datetime) -> None:
    session.execute(
        update(Intake)
        .where(Intake.school_id == school_id, Intake.content.is_not(None), Intake.made_at < now - LONGEST_WAIT)
        .values(content=None)
    )


def one_intake(session: Session, viewer: Viewer, intake_id: UUID) -> Intake:
    """This list of the viewer's school. Raises OutOfReach, alike for another school's and for none."""
    found = session.scalar(select(Intake).where(Intake.id == intake_id, Intake.school_id == viewer.school_id))
    if found is None:
        raise OutOfReach(intake_id)
    return found


def preview(session: Session, intake: Intake, *, today: date) -> Preview:
    """What would happen now. Raises NothingWaiting."""
    from .pupil_lists.plan import plan_list  # heavy: only loaded by whoever brings in a list (figure P17)

    if intake.content is None:
        raise NothingWaiting(intake.id)
    pupils = session.scalars(select(Pupil).where(Pupil.school_id == intake.school_id)).all()
    plan = plan_list(
        intake.content,
        today=today,
        columns=intake.columns,
        answers=intake.answers,
        known=known_pupils(pupils),
    )
    return Preview(plan, _mark(plan, intake.answers), _clashes(pupils, plan))


def known_pupils(pupils: Iterable[Pupil]) -> list[KnownPupil]:
    """These pupils as a list is compared with them; the practice pupil is no part of any list."""
    return [_known(pupil) for pupil in pupils if not pupil.practice]


def _known(pupil: Pupil) -> KnownPupil:
    from .pupil_lists.known import KnownPupil

    stored = {name: getattr(pupil, name) for name in FIELDS} | {"needs": tuple(pupil.needs)}
    if _nameless(pupil):
        stored["surname"] = ""
    return KnownPupil(id=str(pupil.id), archived=pupil.archived_at is not None, **stored)


def _nameless(pupil: Pupil) -> bool:
    return pupil.surname == NAMELESS and not pupil.forename


def _mark(plan: Plan, answers: Mapping[str, str]) -> str:
    # The answers too: one that does not help changes no line, and is not to be passed over unseen.
    lines = [(line.what, line.known and line.known.id, line.pupil, sorted(line.changes.items())) for line in plan.lines]
    return hashlib.sha256(repr((lines, sorted(answers.items()))).encode("utf-8", "backslashreplace")).hexdigest()


def _clashes(pupils: Sequence[Pupil], plan: Plan) -> list[Line]:
    holders: dict[str, str] = {str(pupil.id): pupil.upn for pupil in pupils if pupil.upn}
    setting: list[tuple[Line, str]] = []
    for line in plan.lines:
        if line.pupil.upn and (line.what == "new" or "upn" in line.changes):
            key = line.known.id if line.known else f"row {line.pupil.row}"
            holders[key] = line.pupil.upn
            setting.append((line, line.pupil.upn))
    times = Counter(holders.values())
    return [line for line, upn in setting if times[upn] > 1]


def keep_choices(session: Session, intake: Intake, *, columns: Mapping[str, str], answers: Mapping[str, str]) -> None:
    """Keep what the user says of columns (key -> field, or "") and of doubts ("row:field" -> value; "" takes it back).

    Raises NothingWaiting.
    """
    if intake.content is None:
        raise NothingWaiting(intake.id)
    said = {**intake.answers, **{key: value.strip()[:LONGEST_ANSWER] for key, value in answers.items()}}
    intake.columns = {**intake.columns, **columns}
    intake.answers = {key: value for key, value in said.items() if value}
    session.flush()


def give_up(session: Session, viewer: Viewer, intake: Intake, *, now: datetime) -> None:
    """Erase a waiting list. Raises NothingWaiting."""
    if intake.content is None:
        raise NothingWaiting(intake.id)
    intake.content, intake.columns, intake.answers = None, {}, {}
    session.flush()
    leave_trail(session, viewer, "gave up list", now=now, about={"intake": str(intake.id)})


def confirm(session: Session, viewer: Viewer, intake: Intake, *, seen: str, now: datetime) -> Plan:
    """Do what the user has seen (`Preview.seen`), all of it or nothing, and erase the file. Returns what was done.

    Raises NothingWaiting (somebody else was quicker), PlanChanged and NumbersClash; nothing is changed then.
    """
    # Claimed by a write before anything is read: of two people pressing at once, one waits and then finds it done.
    claimed = session.execute(
        update(Intake)
        .where(Intake.id == intake.id, Intake.confirmed_at.is_(None), Intake.content.is_not(None))
        .values(confirmed_at=now)
        .returning(Intake.id)
    ).all()
    if not claimed:
        raise NothingWaiting(intake.id)
    found = preview(session, intake, today=school_day(now))
    if found.seen != seen or found.clashes:
        intake.confirmed_at = None
        session.flush()
        raise NumbersClash(found.clashes) if found.seen == seen else PlanChanged(intake.id)
    pupils = _do(session, intake, found.plan, now=now)
    intake.left_open = left_open.as_kept(found.plan, pupils, intake.answers)
    # Answers hold names and birth dates of those who were not taken in; the columns are remembered for next time.
    intake.content, intake.answers = None, {}
    session.flush()
    leave_trail(session, viewer, "brought in list", now=now, about={"intake": str(intake.id)})
    return found.plan


def _do(session: Session, intake: Intake, plan: Plan, *, now: datetime) -> dict[int, UUID]:
    """Do it, and tell who each row was brought in as."""
    pupils = {
        str(pupil.id): pupil for pupil in session.scalars(select(Pupil).where(Pupil.school_id == intake.school_id))
    }
    touched = [
        (line, pupils[line.known.id]) for line in plan.lines if line.known and line.what in ("changed", "leaves")
    ]
    wanted = [(pupil, _wanted(line, now)) for line, pupil in touched]
    before = [{name: stored(getattr(pupil, name)) for name in values} for pupil, values in wanted]
    # Numbers may change places, so all are taken before any is given.
    for pupil, values in wanted:
        if "upn" in values:
            pupil.upn = None
    session.flush()
    for (line, _), (pupil, values), was in zip(touched, wanted, before, strict=True):
        for name, value in values.items():
            setattr(pupil, name, value)
        what = "archived" if line.what == "leaves" else "changed"
        after = {name: stored(value) for name, value in values.items()}
        session.add(IntakeChange(intake_id=intake.id, pupil_id=pupil.id, what=what, before=was, after=after))
    added = {line.pupil.row: _new(intake.school_id, line, now) for line in plan.lines if line.what == "new"}
    session.add_all(added.values())
    session.flush()
    session.add_all(IntakeChange(intake_id=intake.id, pupil_id=pupil.id, what="added") for pupil in added.values())
    found = {line.pupil.row: UUID(line.known.id) for line in plan.lines if line.known}
    return found | {row: pupil.id for row, pupil in added.items()}


def _wanted(line: Line, now: datetime) -> dict[str, object]:
    if line.what == "leaves":
        return {"archived_at": now}
    values: dict[str, object] = {name: new for name, (_, new) in line.changes.items() if name in FIELDS}
    if "needs" in values:
        values["needs"] = list(line.pupil.needs or ())
    if "archived" in line.changes:
        values["archived_at"] = None
    return values


def _new(school_id: UUID, line: Line, now: datetime) -> Pupil:
    one = line.pupil
    return Pupil(
        school_id=school_id,
        upn=one.upn,
        admission_no=one.admission_no,
        surname=one.surname or ("" if one.forename else NAMELESS),
        forename=one.forename or "",
        preferred=one.preferred,
        dob=one.dob,
        year=one.year,
        class_name=one.class_name,
        sen=one.sen,
        needs=list(one.needs or ()),
        home_language=one.home_language,
        made_at=now,
    )


def stored(value: object) -> object:
    """A value of a pupil as JSON keeps it: dates and moments as ISO text."""
    return value.isoformat() if isinstance(value, date | datetime) else value
