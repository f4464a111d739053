"""Several rows of one pupil become one; one number on two pupils is asked about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from .cells import Doubt, row_of
from .need_ranks import settled
from .needs import which_first
from .one_row import Draft
from .pupil_rows import Skipped
from .sentences import N_, Sentence

_SINGLE = (
    "upn", "admission_no", "surname", "forename", "preferred", "dob", "year", "class_name", "sen",
    "home_language", "leaving",
)  # fmt: skip


def merged(drafts: Sequence[Draft], answers: Mapping[str, str]) -> tuple[list[Draft], list[Skipped]]:
    """One draft a pupil, in the order of the list, and the rows that said nothing new.

    Rows are of one pupil by a number, by name and birth date, or by standing under it without a name. Where the name
    is all there is, or another number speaks against it, whether such a row is the pupil of an earlier one is asked
    ("row:pupil" -> "row" or "new").
    """
    _part_shared(drafts, "upn", N_(
        "Row %(row)s: the UPN %(value)s stands at different names (rows %(rows)s). Type the right one."
    ))  # fmt: skip
    _part_shared(drafts, "admission_no", N_(
        "Row %(row)s: the admission number %(value)s stands at different names (rows %(rows)s). Type the right one."
    ))  # fmt: skip
    kept: list[Draft] = []
    by_row: dict[int, Draft] = {}
    by_number: dict[tuple[str, ...], Draft] = {}
    by_name: dict[str, list[Draft]] = defaultdict(list)
    by_surname: dict[str, list[Draft]] = defaultdict(list)
    skipped: list[Skipped] = []
    for draft in drafts:
        numbers, name = _numbers(draft), _words(draft)
        first = by_row.get(draft.continues or 0) or next(
            (by_number[number] for number in numbers if number in by_number), None
        )
        alike = [one for one in by_name.get(name, []) if not _named_apart(one, draft)] if name else []
        first = first or next((one for one in alike if _same_birth(one, draft)), None)
        above = by_row.get(draft.perhaps or 0)
        if first is None and (found := (above, _NAMELESS) if above else _asked_of(draft, alike, by_surname)):
            likely, why = found
            answer = answers.get(f"{draft.row}:pupil", "")
            if answer.startswith("row"):
                first = likely
            elif answer != "new":
                said = Sentence(why, {"first": likely.row, "name": likely.written})
                draft.ask("pupil", Doubt(said, f"row {row_of(likely.row)[0]}"))
        if first is None:
            kept.append(draft)
            first = draft
        elif not _join(first, draft):
            said = Sentence(N_("Row %(row)s says nothing more about the pupil of row %(first)s."), {
                "row": draft.row, "first": first.row
            })  # fmt: skip
            skipped.append(Skipped(draft.row, said))
        by_row[draft.row] = first
        for number in numbers:
            by_number.setdefault(number, first)
        if name and not any(one is first for one in by_name[name]) and not first.asked("pupil"):
            by_name[name].append(first)
            by_surname[(first.surname or "").casefold()].append(first)
    return kept, skipped


_SAME_NAME = N_("Row %(row)s: row %(first)s is a %(name)s too. Is this the same pupil?")
_SAME_BIRTH = N_(
    "Row %(row)s: row %(first)s is %(name)s with the same birth date, but another number. Is this the same pupil?"
)
_SURNAME_ALONE = N_("Row %(row)s has a surname alone, and row %(first)s is %(name)s. Is this the same pupil?")
_NAMELESS = N_("Row %(row)s has a need and no name, and row %(first)s is %(name)s. Is this the same pupil?")
_NAMES = ("surname", "forename", "preferred", "class_name")
_TELLING = ("upn", "admission_no", "dob", "year", "class_name", "preferred")


def _asked_of(
    draft: Draft, alike: Sequence[Draft], by_surname: Mapping[str, Sequence[Draft]]
) -> tuple[Draft, str] | None:
    """The pupil of an earlier row who may be this one, and how it is asked."""
    for one in alike:
        if draft.dob is not None and one.dob == draft.dob:
            return one, _SAME_BIRTH if _differ(one, draft, ("upn", "admission_no")) else _SAME_NAME
    if likely := next((one for one in alike if _may_be(one, draft)), None):
        return likely, _SAME_NAME
    if draft.surname and draft.asked("forename") and not (draft.upn or draft.admission_no or draft.dob):
        # The second row of a pupil with two needs, on which the system prints the surname again and no more.
        before = by_surname.get(draft.surname.casefold(), ())
        likely = next((one for one in reversed(before) if one.forename and _may_be(one, draft)), None)
        return (likely, _SURNAME_ALONE) if likely else None
    return None


def _words(draft: Draft) -> str:
    """The words of the name as the list writes them, so that "FOX, Isla" and "Isla Fox" meet."""
    return " ".join(sorted(re.findall(r"[^\s,]+", draft.written.casefold())))


def _name(draft: Draft) -> tuple[str, str] | None:
    return (draft.surname.casefold(), draft.forename.casefold()) if draft.surname and draft.forename else None


def _named_apart(one: Draft, other: Draft) -> bool:
    """Whether two rows have different names: by surname and forename, or as written while those are in doubt."""
    mine, theirs = _name(one), _name(other)
    if mine and theirs:
        return mine != theirs
    return bool(one.written and other.written) and _words(one) != _words(other)


def _numbers(draft: Draft) -> list[tuple[str, ...]]:
    """What finds the pupil's other rows: the UPN; the admission number with the name."""
    numbers: list[tuple[str, ...]] = [(draft.upn,)] if draft.upn else []
    words = _words(draft)
    return [*numbers, (draft.admission_no, words)] if draft.admission_no and words else numbers


def _differ(one: Draft, other: Draft, names: Sequence[str]) -> bool:
    pairs = [(getattr(one, name), getattr(other, name)) for name in names]
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _same_birth(one: Draft, draft: Draft) -> bool:
    """The same birth date beside the same name, both sure, and no number that speaks against it."""
    born = draft.dob is not None and one.dob == draft.dob
    sure = not (one.unsure_name or draft.unsure_name)
    return born and sure and not _differ(one, draft, ("upn", "admission_no"))


def _may_be(one: Draft, draft: Draft) -> bool:
    """Whether nothing tells a pupil of the same name from this one, such as another class or birth date."""
    return not _differ(one, draft, _TELLING)


def _part_shared(drafts: Sequence[Draft], field: str, why: str) -> None:
    """A number that stands at pupils of different names belongs to one of them at most: it is asked at each."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if number := getattr(draft, field):
            groups[number].append(draft)
    for number, group in groups.items():
        named = [one for one in group if one.written or _name(one)]
        if any(_named_apart(named[0], one) for one in named[1:]):
            rows = tuple(one.row for one in group)
            for one in group:
                setattr(one, field, None)
                one.ask(field, Doubt(Sentence(why, {"value": number, "rows": rows})))


def _join(first: Draft, more: Draft) -> bool:
    """Add what a further row says; False where that is nothing."""
    new = False
    if first.sen_ended and more.sen:
        first.unask("sen")
        first.sen, first.sen_ended, new = more.sen, False, True
    for name in _SINGLE:
        mine, theirs = getattr(first, name), getattr(more, name)
        if theirs is None or theirs == mine or (mine is None and first.asked(name)):
            continue
        if name in _NAMES and mine is not None and mine.casefold() == theirs.casefold():
            # BELL for Bell: the same name, kept as it came first.
            continue
        new = True
        if mine is None:
            setattr(first, name, theirs)
        elif name == "upn" and mine[-1].isalpha() != theirs[-1].isalpha():
            # A temporary UPN, which ends in a letter, gives way to the lasting one.
            first.upn = theirs if mine[-1].isalpha() else mine
        else:
            setattr(first, name, None)
            why = N_(
                "Row %(row)s: the rows %(rows)s say %(first)s and %(second)s of the same pupil. Type what is right."
            )
            values = {"rows": (first.row, more.row), "first": _shown(mine), "second": _shown(theirs)}
            first.ask(name, Doubt(Sentence(why, values)))
    new = _join_needs(first, more) or new
    for question in more.questions:
        if not first.asked(question.field) and getattr(first, question.field, None) is None and not more.continues:
            first.questions.append(question)
            new = True
    new = _join_left(first, more) or new
    first.rows.append(more.row)
    return new


def _join_left(first: Draft, more: Draft) -> bool:
    """One row says that the pupil has left, another does not: the pupil may have come back, so it is asked."""
    if first.left == more.left or more.continues or first.roll_answered or first.asked("roll"):
        return False
    if more.roll_answered:
        first.left, first.roll_answered = more.left, True
        return True
    first.left = False
    why = N_(
        "Row %(row)s: of the rows %(rows)s of this pupil, one says that the pupil has left. "
        "Choose whether the pupil is on roll."
    )
    first.ask("roll", Doubt(Sentence(why, {"rows": (first.row, more.row)})))
    return True


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _join_needs(first: Draft, more: Draft) -> bool:
    if not more.needs:
        question = next((one for one in more.questions if one.field == "needs"), None)
        if question and not first.asked("needs"):
            first.questions.append(question)
            return True
        return False
    known = {code for _, code in first.needs or ()}
    added = [(rank, code) for rank, code in more.needs if code not in known]
    if added:
        both = [*(first.needs or ()), *added]
        first.needs = settled(both)
        if first.needs is None:
            codes = [code for _, code in both]
            first.ask("needs", which_first(", ".join(codes), codes))
    return bool(added)
