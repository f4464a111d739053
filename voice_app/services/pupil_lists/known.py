"""A list beside what the school has already: who is new, who has changed, who may be whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .one_row import Question
from .sentences import N_, Sentence

What = Literal["new", "changed", "same", "ask", "leaves"]
COMPARED = (
    "upn", "admission_no", "surname", "forename", "preferred", "dob", "year", "class_name", "sen", "needs",
    "home_language",
)  # fmt: skip
Value = str | date | tuple[str, ...] | bool | None


@dataclass(frozen=True)
class KnownPupil:
    """A pupil as stored. `id` is the caller's own key."""

    id: str
    surname: str
    forename: str
    upn: str | None = None
    admission_no: str | None = None
    preferred: str | None = None
    dob: date | None = None
    year: str | None = None
    class_name: str | None = None
    sen: str | None = None
    needs: tuple[str, ...] = ()
    home_language: str | None = None
    archived: bool = False


@dataclass(frozen=True)
class ListedPupil:
    """A pupil as the list gives them; nothing where the list is empty or in doubt, and what is then asked."""

    row: int
    #: All rows that speak of this pupil, `row` the first.
    rows: tuple[int, ...]
    upn: str | None
    admission_no: str | None
    surname: str | None
    forename: str | None
    preferred: str | None
    dob: date | None
    year: str | None
    class_name: str | None
    sen: str | None
    #: Need codes, primary first; nothing where they are in doubt.
    needs: tuple[str, ...] | None
    home_language: str | None
    leaving: date | None
    left: bool


@dataclass(frozen=True)
class Line:
    """What will happen to one pupil of the list.

    `new`, `changed` (`changes`: field -> old and new), `same`, `leaves` (is to be archived), or `ask`: it is not
    certain who this is, or there is no name yet; nothing happens until the question is answered.
    """

    what: What
    pupil: ListedPupil
    known: KnownPupil | None = None
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


class Register:
    """The pupils a school has, found by UPN, admission number, and name with birth date."""

    def __init__(self, known: Sequence[KnownPupil]) -> None:
        self.by_id = {one.id: one for one in known}
        self._upn = {one.upn: one for one in known if one.upn}
        self._admission: dict[str, list[KnownPupil]] = defaultdict(list)
        self._born: dict[tuple[str, str, date], list[KnownPupil]] = defaultdict(list)
        for one in known:
            if one.admission_no:
                self._admission[one.admission_no].append(one)
            if one.dob:
                self._born[one.surname.casefold(), one.forename.casefold(), one.dob].append(one)

    def who(self, pupil: ListedPupil) -> tuple[KnownPupil | None, Sentence | None]:
        """The stored pupil this is or may be, and the question to ask where it is not certain.

        By UPN, then by admission number, then by name and birth date as a question; never by name alone.
        """
        one = self._upn.get(pupil.upn or "")
        if one:
            return one, None if _alike(pupil, one) is not False else Sentence(_OTHER_NAME, _said(one))
        numbered = self._admission.get(pupil.admission_no or "", [])
        for one in numbered:
            if _alike(pupil, one):
                return one, Sentence(_OTHER_UPN, _said(one)) if _two_upns(pupil, one) else None
        born = self._born.get(
            ((pupil.surname or "").casefold(), (pupil.forename or "").casefold(), pupil.dob or date.min), []
        )
        for one in born:
            if not changes(pupil, one):
                return one, None
        if born:
            return born[0], Sentence(_SAME_NAME, _said(born[0]))
        if numbered:
            return numbered[0], Sentence(_SAME_NUMBER, _said(numbered[0]))
        return None, None


_OTHER_NAME = N_("Row %(row)s: this UPN belongs to %(name)s. Is this the same pupil under a new name?")
_OTHER_UPN = N_("Row %(row)s: %(name)s has this admission number, but another UPN. Is this the same pupil?")
_SAME_NAME = N_("Row %(row)s: %(name)s has this name and birth date. Is this the same pupil?")
_SAME_NUMBER = N_("Row %(row)s: %(name)s has this admission number. Is this the same pupil?")
_TWICE = N_("Row %(row)s: another row of this list is %(name)s already. Is this the same pupil?")


def _said(one: KnownPupil) -> dict[str, object]:
    return {"name": f"{one.forename} {one.surname}".strip()}


def _alike(pupil: ListedPupil, one: KnownPupil) -> bool | None:
    """Whether a name or the birth date agrees; nothing where there is none to compare."""
    pairs = [
        (pupil.surname and pupil.surname.casefold(), one.surname.casefold()),
        (pupil.forename and pupil.forename.casefold(), one.forename.casefold()),
        (pupil.dob, one.dob),
    ]
    compared = [mine == theirs for mine, theirs in pairs if mine and theirs]
    return any(compared) if compared else None


def _two_upns(pupil: ListedPupil, one: KnownPupil) -> bool:
    """Two different permanent UPNs. A temporary one (ending in a letter) is replaced in time."""
    return bool(pupil.upn and one.upn and pupil.upn != one.upn and pupil.upn[-1].isdigit() and one.upn[-1].isdigit())


def changes(pupil: ListedPupil, one: KnownPupil) -> dict[str, tuple[Value, Value]]:
    """What the list says differently. An empty or doubtful cell takes nothing away; but "no SEN" ends the needs."""
    found: dict[str, tuple[Value, Value]] = {}
    for name in COMPARED:
        old, new = getattr(one, name), getattr(pupil, name)
        if name == "needs" and new == () and pupil.sen != "N":
            continue
        if new is not None and new != old:
            found[name] = (old, new)
    if one.archived and not pupil.left:
        found["archived"] = (True, False)
    return found


def lines(
    pupils: Sequence[tuple[ListedPupil, tuple[Question, ...]]], known: Sequence[KnownPupil], answers: Mapping[str, str]
) -> list[Line]:
    """What will happen to each pupil. `answers["row:pupil"]` is a stored pupil's id or "new"."""
    register = Register(known)
    taken: set[str] = set()
    made = []
    for pupil, questions in pupils:
        one, why = register.who(pupil)
        answer = answers.get(f"{pupil.row}:pupil", "").strip()
        if answer == "new":
            one, why = None, None
        elif answer in register.by_id:
            one, why = register.by_id[answer], None
        if one and one.id in taken:
            why = Sentence(_TWICE, _said(one))
        if one and why:
            doubt = Question(pupil.row, "pupil", why.in_row(pupil.row), one.id)
            made.append(Line("ask", pupil, one, questions=(*questions, doubt)))
            continue
        if one:
            taken.add(one.id)
        made.append(_line(pupil, one, questions))
    return made


def _line(pupil: ListedPupil, one: KnownPupil | None, questions: tuple[Question, ...]) -> Line:
    if one is None:
        return Line("new" if pupil.surname or pupil.forename else "ask", pupil, questions=questions)
    if pupil.left:
        return Line("same" if one.archived else "leaves", pupil, one, questions=questions)
    differences = changes(pupil, one)
    return Line("changed" if differences else "same", pupil, one, differences, questions)
