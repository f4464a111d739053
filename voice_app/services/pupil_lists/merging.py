"""Several rows of one pupil become one; one number on two pupils is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from .cells import Doubt
from .one_row import Draft
from .sentences import N_, Sentence
from .tables import Skipped

_SINGLE = (
    "upn", "admission_no", "surname", "forename", "preferred", "dob", "year", "class_name", "sen",
    "home_language", "leaving",
)  # fmt: skip


def merged(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Skipped]]:
    """One draft a pupil, in the order of the list, and the rows that said nothing new."""
    _part_shared_upns(drafts)
    kept: list[Draft] = []
    by_row: dict[int, Draft] = {}
    by_upn: dict[str, Draft] = {}
    by_birth: dict[tuple[str, str, date], list[Draft]] = defaultdict(list)
    skipped: list[Skipped] = []
    for draft in drafts:
        first = by_row.get(draft.continues or 0) or by_upn.get(draft.upn or "") or _same_birth(draft, by_birth)
        if first is None and kept and _same_but_need(kept[-1], draft):
            first = kept[-1]
        if first is None:
            kept.append(draft)
            by_row[draft.row] = first = draft
        elif not _join(first, draft):
            why = N_("Row %(row)s says nothing more about the pupil of row %(first)s.")
            skipped.append(Skipped(draft.row, Sentence(why, {"row": draft.row, "first": first.row})))
        if first.upn:
            by_upn.setdefault(first.upn, first)
        if (key := _birth(first)) and not any(one is first for one in by_birth[key]):
            by_birth[key].append(first)
    return kept, skipped


def _birth(draft: Draft) -> tuple[str, str, date] | None:
    if draft.surname and draft.forename and draft.dob:
        return draft.surname.casefold(), draft.forename.casefold(), draft.dob
    return None


def _same_birth(draft: Draft, by_birth: dict[tuple[str, str, date], list[Draft]]) -> Draft | None:
    """The same name and birth date, and no number that speaks against it."""
    key = _birth(draft)
    for one in by_birth.get(key, []) if key else []:
        numbers = ((one.upn, draft.upn), (one.admission_no, draft.admission_no))
        if not any(mine and theirs and mine != theirs for mine, theirs in numbers):
            return one
    return None


def _same_but_need(last: Draft, draft: Draft) -> bool:
    """The next row, the same in every cell but the need: the second row of a pupil in a list without birth dates."""
    facts = [(getattr(last, name), getattr(draft, name)) for name in _SINGLE]
    placed = draft.surname and draft.forename and (draft.year or draft.class_name) and draft.dob is None
    needs = {code for _, code in last.needs or ()}
    further = any(code not in needs for _, code in draft.needs or ())
    next_row = draft.row == last.rows[-1] + 1
    return bool(placed and next_row and needs and further and not draft.questions and all(a == b for a, b in facts))


def _part_shared_upns(drafts: Sequence[Draft]) -> None:
    """A UPN that stands at pupils of different names belongs to one of them at most: it is asked at each."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.upn:
            groups[draft.upn].append(draft)
    for upn, group in groups.items():
        names = {(one.surname or "", one.forename or "") for one in group}
        folded = {(surname.casefold(), forename.casefold()) for surname, forename in names if surname or forename}
        if len(folded) > 1:
            rows = ", ".join(str(one.row) for one in group)
            why = N_("Row %(row)s: the UPN %(value)s stands at different names (rows %(rows)s). Type the right one.")
            for one in group:
                one.upn = None
                one.ask("upn", Doubt(Sentence(why, {"value": upn, "rows": rows})))


def _join(first: Draft, more: Draft) -> bool:
    """Add what a further row says; False where that is nothing."""
    new = False
    for name in _SINGLE:
        mine, theirs = getattr(first, name), getattr(more, name)
        if theirs is None or theirs == mine or (mine is None and first.asked(name)):
            continue
        new = True
        if mine is None:
            setattr(first, name, theirs)
        else:
            setattr(first, name, None)
            why = N_(
                "Row %(row)s: the rows %(rows)s say %(first)s and %(second)s of the same pupil. Type what is right."
            )
            values = {"rows": f"{first.row}, {more.row}", "first": mine, "second": theirs}
            first.ask(name, Doubt(Sentence(why, values)))
    new = _join_needs(first, more) or new
    for question in more.questions:
        if not first.asked(question.field) and getattr(first, question.field, None) is None and not more.continues:
            first.questions.append(question)
            new = True
    first.left = first.left or more.left
    first.rows.append(more.row)
    return new


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
        first.needs = sorted([*(first.needs or ()), *added], key=lambda one: one[0])
    return bool(added)
