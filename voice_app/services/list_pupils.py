"""The school's list of pupils: whom somebody may find in it, and what it tells of each."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from voice_app import review_kinds
from voice_app.model import Pupil, ReviewPoint
from voice_app.review_kinds.school_years import YEAR_GROUPS

from .reach import OutOfReach, one_pupil, pupils_within
from .viewer import Viewer

#: Pupils on a page.
PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; nothing asked means everybody on roll."""

    name: str = ""
    class_name: str = ""
    year: str = ""
    #: "N", "K", "E", or "-" for pupils whose stage is not known.
    sen: str = ""
    #: True for those who have left.
    left: bool = False


@dataclass(frozen=True)
class Listed:
    """A pupil in the list, with the next review where the viewer may know of it."""

    pupil: Pupil
    next_review: ReviewPoint | None = None


@dataclass(frozen=True)
class PupilList:
    """One page of the list."""

    pupils: Sequence[Listed]
    #: How many there are on all pages, and which page this is, from 1.
    count: int
    page: int
    #: What can be chosen among.
    classes: Sequence[str] = ()
    years: Sequence[str] = ()
    practice: Sequence[Pupil] = field(default=())

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.count // PAGE))

    @property
    def first(self) -> int:
        """The place of the first pupil of this page in the whole list, from 1."""
        return (self.page - 1) * PAGE + 1


def pupils_on_the_list(viewer: Viewer) -> Select[UUID]:
    """Keys of the pupils whose names and details this viewer sees; views are another matter (`reach`).

    Administrators look after the list of their school, and see nothing that pupils said.
    """
    if viewer.is_administrator:
        return select(Pupil.id).where(Pupil.school_id == viewer.school_id, Pupil.practice.is_(False))
    return pupils_within(viewer)


def one_on_the_list(session: Session, viewer: Viewer, pupil_id: UUID) -> Pupil:
    """This pupil, for changing the details. Raises OutOfReach, alike for nobody and for another school's."""
    if not viewer.is_administrator:
        return one_pupil(session, viewer, pupil_id)
    found = session.scalar(select(Pupil).where(Pupil.id == pupil_id, Pupil.id.in_(pupils_on_the_list(viewer))))
    if found is None:
        raise OutOfReach(pupil_id)
    return found


def list_pupils(session: Session, viewer: Viewer, wanted: Wanted, *, page: int = 1, today: date) -> PupilList:
    """One page of the pupils that fit, by surname. A page beyond the last is the last."""
    mine = select(Pupil.id, Pupil.surname, Pupil.forename, Pupil.preferred, Pupil.class_name, Pupil.year, Pupil.sen)
    mine = mine.where(Pupil.id.in_(pupils_on_the_list(viewer)))
    if viewer.helper is None:
        # A helper's one pupil is in the list, were it the practice pupil; elsewhere that one stands apart.
        mine = mine.where(Pupil.practice.is_(False))
    mine = mine.where(Pupil.archived_at.is_not(None) if wanted.left else Pupil.archived_at.is_(None))
    rows = session.execute(mine).all()
    parts = folded(wanted.name).split()
    # Compared and sorted here: a database knows small and capital letters of English alone.
    fitting = sorted(
        (folded(row.surname), folded(row.preferred or row.forename), row.id)
        for row in rows
        if (not wanted.class_name or row.class_name == wanted.class_name)
        and (not wanted.year or row.year == wanted.year)
        and (not wanted.sen or (row.sen or "-") == wanted.sen)
        and _has(parts, row.preferred, row.forename, row.surname)
    )
    page = min(max(page, 1), max(1, -(-len(fitting) // PAGE)))
    shown = [key for _, _, key in fitting[(page - 1) * PAGE : page * PAGE]]
    return PupilList(
        pupils=_listed(session, viewer, shown, today),
        count=len(fitting),
        page=page,
        classes=sorted({row.class_name for row in rows if row.class_name}, key=_in_order),
        years=[year for year in YEAR_GROUPS if any(row.year == year for row in rows)],
        practice=_practice(session, viewer),
    )


def _listed(session: Session, viewer: Viewer, keys: Sequence[UUID], today: date) -> list[Listed]:
    pupils = {pupil.id: pupil for pupil in session.scalars(select(Pupil).where(Pupil.id.in_(keys)))}
    points: dict[UUID, list[ReviewPoint]] = defaultdict(list)
    if not viewer.is_administrator:
        open_points = select(ReviewPoint).where(ReviewPoint.pupil_id.in_(keys), ReviewPoint.closed_on.is_(None))
        for point in session.scalars(open_points):
            points[point.pupil_id].append(point)
    return [Listed(pupils[key], review_kinds.next_open(points[key], today)) for key in keys]


def _practice(session: Session, viewer: Viewer) -> Sequence[Pupil]:
    """The pretend pupils to try everything with."""
    if viewer.helper is not None:
        return []
    return session.scalars(
        select(Pupil).where(Pupil.id.in_(pupils_within(viewer)), Pupil.practice, Pupil.archived_at.is_(None))
    ).all()


def _in_order(class_name: str) -> list[tuple[int, str]]:
    """7B before 10A: numbers in a name count as numbers."""
    return [(int(digits or 0), folded(other)) for digits, other in re.findall(r"([0-9]*)([^0-9]*)", class_name)]


def _has(parts: Sequence[str], *names: str | None) -> bool:
    whole = folded(" ".join(name for name in names if name))
    return all(part in whole for part in parts)


#: Letters that are one with their stroke, so that taking marks off leaves them.
_STROKES = str.maketrans("łđøħŧ", "ldoht")


def folded(text: str) -> str:
    """A name for finding and sorting: small letters without marks, so that Lukasz finds Łukasz."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("’", "'")
