"""Both parts of a name in the column of one of them, as somebody typed them there: asked, never stored as that one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .cells import Doubt
from .names import NO_NAME, doubt_about_order, likely_split, may_be_one_surname
from .one_row import NOT_THERE, Draft
from .sentences import N_, Sentence

_TOO = {
    "forename": N_("Row %(row)s: the surname seems to stand in the forename %(value)s too. Type the forename."),
    "surname": N_("Row %(row)s: the forename seems to stand in the surname %(value)s too. Type the surname."),
}


def ask_whole_names(drafts: Sequence[Draft], answers: Mapping[str, str]) -> None:
    """Ask about "Ben Jones" under Forename where no surname stands beside it, or Jones does; and so under Surname.

    A surname that begins as the forename does, Ahmed beside Ahmed Hassan, is usual in some families: it is asked only
    where most surnames of the list do, or where the forename beside it was typed as an answer.
    """
    named = [draft for draft in drafts if draft.surname and draft.forename]
    often = 2 * sum(_beside(draft, "surname") is not None for draft in named) > len(named)
    for draft in drafts:
        if draft.asked("pupil"):
            continue
        typed = [name for name in _TOO if answers.get(f"{draft.row}:{name}", "").strip()]
        if draft.surname and draft.forename:
            if "forename" not in typed:
                _ask_ending(draft, "forename")
            if "surname" not in typed and (often or typed):
                _ask_ending(draft, "surname")
        elif not typed and draft.forename and _is_missing(draft, "surname"):
            _ask_both(draft, draft.forename)
        elif not typed and draft.surname and _is_missing(draft, "forename") and not may_be_one_surname(draft.surname):
            _ask_both(draft, draft.surname)


def _is_missing(draft: Draft, name: str) -> bool:
    """Whether the list has no such name, or a word in its place; one that has lost its letters is there."""
    why = [question.why.text for question in draft.questions if question.field == name]
    return all(text in (*NOT_THERE.values(), NO_NAME) for text in why)


def _beside(draft: Draft, name: str) -> str | None:
    """What this part of the name holds beside the other, where that stands at its beginning or end."""
    written, other = getattr(draft, name), draft.surname if name == "forename" else draft.forename
    if not (written and other):
        return None
    part = re.escape(other)
    found = re.fullmatch(rf"(\S.*?),?\s+{part}|{part},?\s+(\S.*)", written, re.I)
    return (found[1] or found[2]) if found else None


def _ask_ending(draft: Draft, name: str) -> None:
    if rest := _beside(draft, name):
        draft.ask(name, Doubt(Sentence(_TOO[name], {"value": getattr(draft, name)}), rest))
        setattr(draft, name, None)


def _ask_both(draft: Draft, whole: str) -> None:
    if " " not in whole:
        return
    draft.surname = draft.forename = None
    for name, part in zip(("surname", "forename"), likely_split(whole, "name"), strict=True):
        draft.unask(name)
        draft.ask(name, Doubt(doubt_about_order(whole).why, part))
