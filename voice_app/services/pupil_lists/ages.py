"""Birth dates and year groups beside each other: what one says about the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from .cells import Doubt
from .one_row import Draft
from .sentences import N_, Sentence
from .years import (
    COUNTED_DOWN,
    number_of,
    school_year_of_list,
    usual_number,
    usual_year,
    year_by_number,
    year_of,
    years_in_words,
)

#: Pupils from the year before N1 to 25 years (EHC plans end then) and some months.
_YOUNGEST, _OLDEST = -4, 21


def settle(drafts: Sequence[Draft], today: date) -> int:
    """Ask where birth date and year group cannot both be right; read plain "Nursery" and two-figure years by the other.

    A pupil may be a year above or below their age. Gives back the school year the list was made in.
    """
    pairs = [(one.year, born) for one in drafts if one.year and (born := one.dob or one.likely_dob)]
    in_year = school_year_of_list(pairs, today)
    _year_of_first(drafts, in_year)
    _read_classes(drafts, in_year)
    usual = [
        usual_number(born, in_year) for year, born in pairs if abs(usual_number(born, in_year) - number_of(year)) <= 1
    ]
    lowest, highest = (min(usual) - 1, max(usual) + 1) if usual else (_YOUNGEST, _OLDEST)
    for draft in drafts:
        _century(draft, in_year)
        _suggest_date(draft, in_year)
        _impossible(draft, in_year, today)
        if draft.dob and draft.plain_nursery:
            _nursery(draft, draft.dob, in_year)
        elif (
            draft.dob
            and draft.year
            and not draft.age_answered
            and abs(usual_number(draft.dob, in_year) - number_of(draft.year)) > 1
        ):
            outside = not lowest <= usual_number(draft.dob, in_year) <= highest
            _contradiction(draft, draft.dob, draft.year, in_year, dob_is_wrong=outside or _class_agrees(draft))
        elif draft.dob and draft.asked("year") and _counts_down(draft, draft.dob, in_year):
            continue
        elif draft.dob and draft.asked("year"):
            _suggest_year(draft, draft.dob, in_year)
    return in_year


def _read_classes(drafts: Sequence[Draft], in_year: int) -> None:
    """The year groups of a list that gives none at all, from its classes, for the school year that runs.

    "Oak Y5" says it. A class of two years, or one that only has a number (7B may be a room), says it together with a
    birth date, and is asked where the two differ. Where most numbers differ, classes are numbered in another way.
    """
    unanswered = [one for one in drafts if not (one.age_answered and one.year)]
    if any(one.year or one.asked("year") or one.plain_nursery for one in unanswered):
        return
    numbered = []
    for draft in unanswered:
        said = years_in_words(draft.class_name or "")
        by_age = usual_year(draft.dob, in_year) if draft.dob else None
        if len(said) == 1 or by_age in said:
            draft.year = said[0] if len(said) == 1 else by_age
        elif said:
            _ask_by_class(draft, None)
        elif number := year_by_number(draft.class_name or ""):
            numbered.append((draft, number, by_age))
    fitting = sum(number == by_age for _, number, by_age in numbered)
    if 2 * fitting <= sum(by_age is not None for _, _, by_age in numbered):
        return
    for draft, number, by_age in numbered:
        if number == by_age:
            draft.year = number
        else:
            _ask_by_class(draft, number)


def _year_of_first(drafts: Sequence[Draft], in_year: int) -> None:
    """The year group of a list that prints it once, beside the first pupil of each group: certain by the birth date."""
    own = [one for one in drafts if not (one.continues or one.perhaps)]
    empty = [one for one in own if one.year_empty and not one.age_answered]
    if 2 * len(empty) < len(own) or not any(one.year for one in own):
        return
    over = None
    for draft in own:
        if draft not in empty:
            over = draft.year
        elif over and draft.dob and usual_year(draft.dob, in_year) == over:
            draft.year = over
        elif over:
            why = N_("Row %(row)s: the year group is empty here. Is it %(year)s, as above? Choose the year group.")
            draft.ask("year", Doubt(Sentence(why, {"year": over}), over))


def _ask_by_class(draft: Draft, likely: str | None) -> None:
    why = N_("Row %(row)s: this list has no year groups, and the class is %(value)s. Choose the year group.")
    draft.ask("year", Doubt(Sentence(why, {"value": draft.class_name}), likely))


def _century(draft: Draft, in_year: int) -> None:
    """A year of two figures is certain where the year group bears it out."""
    if draft.likely_dob and draft.year and abs(usual_number(draft.likely_dob, in_year) - number_of(draft.year)) <= 1:
        draft.dob = draft.likely_dob
        draft.unask("dob")


def _suggest_date(draft: Draft, in_year: int) -> None:
    """Of two days that a birth date may be, the one that fits the year group is suggested."""
    question = next((one for one in draft.questions if one.field == "dob"), None)
    if not (question and question.suggest and draft.other_dob and draft.year):
        return
    suggested = date.fromisoformat(question.suggest)
    off, other_off = (abs(usual_number(day, in_year) - number_of(draft.year)) for day in (suggested, draft.other_dob))
    if other_off < off:
        draft.unask("dob")
        draft.ask("dob", Doubt(_by_year(question.why, draft.other_dob), draft.other_dob.isoformat()))


def _by_year(why: Sentence, likely: date) -> Sentence:
    """The doubt about a date of two readings, said by the year group and not by what is usual in the list."""
    if "second" not in why.values:
        return why
    text = N_(
        "Row %(row)s: does %(value)s mean %(first)s or %(second)s? The year group fits %(likely)s. Type the right date."
    )
    return Sentence(text, {**why.values, "likely": likely})


def _impossible(draft: Draft, in_year: int, today: date) -> None:
    if draft.dob is None:
        return
    values = {"value": _written(draft.dob)}
    if draft.dob > today:
        why = N_("Row %(row)s: the birth date %(value)s is still to come. Type the right date.")
    elif not _YOUNGEST <= usual_number(draft.dob, in_year) <= _OLDEST:
        why = N_("Row %(row)s: nobody born on %(value)s can be a pupil now. Type the right date.")
    else:
        return
    draft.dob = None
    draft.ask("dob", Doubt(Sentence(why, values)))


def _nursery(draft: Draft, dob: date, in_year: int) -> None:
    number = usual_number(dob, in_year)
    draft.unask("year")
    if number in (-2, -1):
        draft.year = year_of(number)
        return
    why = N_("Row %(row)s: the list says Nursery, but the birth date is %(dob)s. Choose the year group.")
    draft.ask("year", Doubt(Sentence(why, {"dob": _written(dob)}), usual_year(dob, in_year)))


def _contradiction(draft: Draft, dob: date, year: str, in_year: int, *, dob_is_wrong: bool) -> None:
    values = {"dob": _written(dob), "year": year}
    if dob_is_wrong:
        draft.dob = None
        why = N_("Row %(row)s: the birth date %(dob)s does not fit year group %(year)s. Type the right date.")
        draft.ask("dob", Doubt(Sentence(why, values)))
    else:
        draft.year = None
        why = N_("Row %(row)s: year group %(year)s does not fit the birth date %(dob)s. Choose the right year group.")
        draft.ask("year", Doubt(Sentence(why, values), usual_year(dob, in_year)))


def _class_agrees(draft: Draft) -> bool:
    """Whether the class carries the number of the year group, as 7B does: then two say the same against the date."""
    found = re.match(r"\d{1,2}", draft.class_name or "")
    return bool(found and draft.year and str(int(found[0])) == draft.year)


def _counts_down(draft: Draft, dob: date, in_year: int) -> bool:
    """A number below 1, which schools count in several ways, is certain where the age bears it out."""
    question = next(one for one in draft.questions if one.field == "year")
    if question.why.text != COUNTED_DOWN or question.suggest != usual_year(dob, in_year):
        return False
    draft.year = question.suggest
    draft.unask("year")
    return True


def _suggest_year(draft: Draft, dob: date, in_year: int) -> None:
    question = next(one for one in draft.questions if one.field == "year")
    if question.suggest is None and not draft.asked("roll") and (suggest := usual_year(dob, in_year)):
        draft.unask("year")
        draft.ask("year", Doubt(question.why, suggest))


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
