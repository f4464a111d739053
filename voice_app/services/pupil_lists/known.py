"""A list beside what the school has already: who is new, who has changed, who may be whom."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from .fields import NAMELESS
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
    """A pupil as stored. `id` is the caller's own key; one stored as `NAMELESS` has neither surname nor forename."""

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
    #: "No SEN" is said nowhere in the list; it only follows from there being no entry for it.
    sen_by_silence: bool = False


@dataclass(frozen=True)
class Line:
    """What will happen to one pupil of the list.

    `new`, `changed` (`changes`: field -> old and new), `same`, `leaves` (is to be archived), or `ask`: it is not
    certain who this is, and nothing happens until the question is answered. One whose name is all in doubt is `new`
    too, and stored as `NAMELESS`: see docs/decisions/a-doubtful-name-drops-nobody.md.
    """

    what: What
    pupil: ListedPupil
    known: KnownPupil | None = None
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


class Register:
    """The pupils a school has, found by UPN, admission number, and name with birth date."""

    def __init__(self, known: Sequence[KnownPupil], listed: Iterable[ListedPupil] = ()) -> None:
        """`listed`: all pupils of the list."""
        self._listed = {(_name_of(one), one.dob) for one in listed}
        self.by_id = {one.id: one for one in known}
        self._upn = {one.upn: one for one in known if one.upn}
        self._admission: dict[str, list[KnownPupil]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[KnownPupil]] = defaultdict(list)
        self._born: dict[date | None, list[KnownPupil]] = defaultdict(list)
        for one in known:
            if one.admission_no:
                self._admission[one.admission_no].append(one)
            if one.dob:
                self._born[one.dob].append(one)
            self._named[_name_of(one)].append(one)

    def who(self, pupil: ListedPupil, taken: Collection[str]) -> tuple[KnownPupil | None, Sentence | None]:
        """The stored pupil this is or may be, and the question to ask where it is not certain.

        By UPN, by admission number, by name and birth date. The name alone, or a birth date without a name, only
        asks, and only of pupils whom no row before this one was (`taken`). Numbers are mistyped, and 1, 2, 3 stand
        in many lists: one that comes with another child's name or birth date asks too.
        """
        one = self._upn.get(pupil.upn or "")
        if one:
            return one, Sentence(_OTHER_NAME, _said(one)) if _another(pupil, one) else None
        numbered = self._admission.get(pupil.admission_no or "", [])
        for one in numbered:
            if _another(pupil, one) is False:
                return one, Sentence(_OTHER_UPN, _said(one)) if _two_upns(pupil, one) else None
        free = [one for one in self._by_name_or_birth(pupil) if not _two_upns(pupil, one)]
        born = [one for one in free if pupil.dob and one.dob == pupil.dob]
        exact = [one for one in born if _name_of(one) == _name_of(pupil) != ("", "")]
        for one in exact:
            if not changes(pupil, one):
                return one, None
        if exact:
            return exact[0], Sentence(_SAME_NAME, _said(exact[0]))
        if numbered:
            return numbered[0], Sentence(_SAME_NUMBER, _said(numbered[0]))
        free = [one for one in free if one.id not in taken and not _two_numbers(pupil, one)]
        likely = min(free, key=lambda one: len(changes(pupil, one)), default=None)
        if likely is None:
            namesake = self._namesake(pupil, taken)
            return namesake, Sentence(_OTHER_BIRTH, _said(namesake)) if namesake else None
        if not changes(pupil, likely) and not pupil.left and _name_of(likely) == _name_of(pupil):
            return likely, None
        return likely, Sentence(_SAME_BIRTH if likely in born else _ONLY_NAME, _said(likely))

    def _namesake(self, pupil: ListedPupil, taken: Collection[str]) -> KnownPupil | None:
        """One of the same name and year group whose birth date differs: it may be mistyped, in the list or here.

        Not one who stands in the list with their own birth date, nor where a number tells the two apart.
        """
        same = (one for one in self._named[_name_of(pupil)] if pupil.year and one.year == pupil.year and one.dob)
        free = (one for one in same if one.id not in taken and (_name_of(one), one.dob) not in self._listed)
        return next((one for one in free if not (_two_upns(pupil, one) or _two_numbers(pupil, one))), None)

    def _by_name_or_birth(self, pupil: ListedPupil) -> list[KnownPupil]:
        """Those of the same birth date whose name may be this one, and those of the same name where a date is missing.

        A part of the name that either lacks speaks for nobody and against nobody: it was lost on the way, or typed by
        hand since.
        """
        named = [one for one in self._named[_name_of(pupil)] if not (pupil.dob and one.dob)]
        pairs = [(one, zip(_name_of(pupil), _name_of(one), strict=True)) for one in self._born.get(pupil.dob, [])]
        return [one for one, parts in pairs if all(not a or not b or a == b for a, b in parts)] + named


_OTHER_NAME = N_("Row %(row)s: this UPN belongs to %(name)s, whose details differ. Is this the same pupil?")
_OTHER_UPN = N_("Row %(row)s: %(name)s has this admission number, but another UPN. Is this the same pupil?")
_SAME_NAME = N_("Row %(row)s: %(name)s has this name and birth date. Is this the same pupil?")
_ONLY_NAME = N_("Row %(row)s: %(name)s has this name, and no number or birth date tells. Is this the same pupil?")
_OTHER_BIRTH = N_("Row %(row)s: %(name)s of this year group has another birth date. Is this the same pupil?")
_SAME_BIRTH = N_("Row %(row)s: %(name)s was born on the same day, and the name is not sure. Is this the same pupil?")
_SAME_NUMBER = N_("Row %(row)s: %(name)s has this admission number, but the details differ. Is this the same pupil?")
_TWICE = N_("Row %(row)s: another row of this list is %(name)s already. Is this the same pupil?")


_UNSAID_SEN = Sentence(
    N_("Row %(row)s: the list says nothing of SEN now, but My Say has a stage for this pupil. Choose the stage now.")
)


def _said(one: KnownPupil) -> dict[str, object]:
    return {"name": f"{one.forename} {one.surname}".strip() or NAMELESS}


def _folded(name: str | None) -> str:
    """A name as far as two lists agree on it: O’Brien and O'BRIEN, Zoë and Zoe, Smith-Jones and Smith Jones."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", name or "") if mark.isalpha()).casefold()


def _name_of(one: ListedPupil | KnownPupil) -> tuple[str, str]:
    return _folded(one.surname), _folded(one.forename)


def _another(pupil: ListedPupil, one: KnownPupil) -> bool | None:
    """Whether a pupil with the same number may be another child; nothing where there is nothing to compare.

    Another birth date, another forename (a twin has the birth date and the surname), or another surname that forename
    and birth date do not make up for. A changed surname with the same forename and birth date is the same child.
    """
    surname = _same(pupil.surname, one.surname)
    forename = _same_forename(pupil, one)
    born = pupil.dob == one.dob if pupil.dob and one.dob else None
    if surname is None and forename is None and born is None:
        return None
    return born is False or forename is False or (surname is False and not (forename and born))


def _same(mine: str | None, theirs: str | None) -> bool | None:
    return _folded(mine) == _folded(theirs) if mine and theirs else None


def _same_forename(pupil: ListedPupil, one: KnownPupil) -> bool | None:
    """Whether the forenames agree: Thomas and Thomas James do, and so does the name a pupil is known to like."""
    if not (pupil.forename and one.forename):
        return None
    mine, theirs = ({_folded(name) for name in (said.forename, said.preferred) if name} for said in (pupil, one))
    first = [_folded(re.split(r"[\s-]", name)[0]) for name in (pupil.forename, one.forename)]
    return bool(mine & theirs) or first[0] == first[1]


def _two_upns(pupil: ListedPupil, one: KnownPupil) -> bool:
    """Two different permanent UPNs. A temporary one (ending in a letter) is replaced in time."""
    return bool(pupil.upn and one.upn and pupil.upn != one.upn and pupil.upn[-1].isdigit() and one.upn[-1].isdigit())


def _two_numbers(pupil: ListedPupil, one: KnownPupil) -> bool:
    return bool(pupil.admission_no and one.admission_no and pupil.admission_no != one.admission_no)


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
    register = Register(known, (pupil for pupil, _ in pupils))
    taken: set[str] = set()
    made = []
    for pupil, questions in pupils:
        if any(question.field == "pupil" for question in questions):
            # Not even whether an earlier row of the list is this pupil is certain.
            made.append(Line("ask", pupil, questions=questions))
            continue
        one, why = register.who(pupil, taken)
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
        return Line("new", pupil, questions=questions)
    if pupil.left:
        return Line("same" if one.archived else "leaves", pupil, one, questions=questions)
    if pupil.sen_by_silence and pupil.sen == "N" and one.sen in ("K", "E"):
        # What a list leaves out takes nothing away: a plan that a file does not speak of is not ended by it.
        doubt = Question(pupil.row, "sen", _UNSAID_SEN.in_row(pupil.row), one.sen)
        pupil, questions = replace(pupil, sen=None, needs=None), (*questions, doubt)
    differences = changes(pupil, one)
    if any(question.field == "roll" for question in questions):
        # Not even whether the pupil is on roll is certain: nobody is fetched back by that.
        differences.pop("archived", None)
    return Line("changed" if differences else "same", pupil, one, differences, questions)
