"""How a list that is being brought in speaks: its sentences, its values, and which rows stand on which page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext

from voice_app.pages.frame import day
from voice_app.services.pupil_lists import FIELDS, Sentence

from .blueprint import blueprint
from .form_words import N_
from .language_names import language_name
from .pupil_words import need_name, stage_name, year_name

if TYPE_CHECKING:
    from voice_app.services.pupil_lists.known import Line
    from voice_app.services.pupil_lists.one_row import Question
    from voice_app.services.pupil_lists.plan import Plan

#: Rows on a page: questions are read one by one, the rest is looked over.
QUESTIONS_A_PAGE = 20
ROWS_A_PAGE = 50

#: The parts of the preview, what needs somebody first.
PARTS = {
    "ask": N_("Questions"),
    "changed": N_("Changes"),
    "leaves": N_("Have left"),
    "new": N_("New"),
    "same": N_("No change"),
    "skipped": N_("Rows not used"),
    "missing": N_("Not in this list"),
}
FIELD_NAMES = {**FIELDS, "pupil": N_("Pupil"), "archived": N_("On the list"), "archived_at": N_("On the list")}
#: What can be answered where it is not certain whether a pupil has left.
ROLLS = {"on roll": N_("On roll"), "left": N_("Has left")}


@dataclass(frozen=True)
class Part:
    """One page of one part of the preview."""

    key: str
    rows: Sequence[Any]
    count: int
    page: int
    pages: int


@dataclass(frozen=True)
class Asked:
    """What is asked of one pupil of the list."""

    line: Line
    questions: Sequence[Question]


def parts_of(plan: Plan) -> dict[str, Sequence[Any]]:
    """The rows of every part."""
    by_what: dict[str, list[Line]] = {"changed": [], "leaves": [], "new": [], "same": [], "ask": []}
    for line in plan.lines:
        by_what[line.what].append(line)
    asked = [Asked(line, line.questions) for line in plan.lines if line.questions or line.what == "ask"]
    # Who it is comes first: until that is known, nothing happens at all.
    asked.sort(key=lambda one: (one.line.what != "ask", one.line.pupil.row))
    return by_what | {"ask": asked, "skipped": plan.skipped, "missing": plan.missing}


def one_part(parts: Mapping[str, Sequence[Any]], key: str, page: int) -> Part:
    """One page of the part asked for; else of the first part that has rows."""
    if key not in PARTS or not parts[key]:
        key = next((part for part in PARTS if parts[part]), "ask")
    rows = parts[key]
    size = QUESTIONS_A_PAGE if key == "ask" else ROWS_A_PAGE
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    return Part(key, rows[(page - 1) * size : page * size], len(rows), page, pages)


@blueprint.app_template_filter()
def list_sentence(sentence: Sentence) -> str:
    """A sentence about a list, in the reader's language."""
    return sentence.said(str(gettext(sentence.text)), day)


@blueprint.app_template_filter()
def field_name(name: str) -> str:
    """What a field of a list is called."""
    return str(gettext(FIELD_NAMES.get(name, name)))


@blueprint.app_template_filter()
def list_value(value: object, name: str) -> str:
    """A value of a pupil as people read it; a suggestion or a stored value may be text still."""
    if name in ("archived", "archived_at"):
        return str(gettext("no, has left") if value else gettext("yes"))
    if value in (None, "", (), []):
        return str(gettext("empty"))
    if name in ("dob", "leaving"):
        return day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if name == "roll":
        return str(gettext(ROLLS.get(str(value), str(value))))
    if name == "year":
        return year_name(str(value))
    if name == "sen":
        return stage_name(str(value))
    if name == "needs":
        codes = value.split() if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
        return ", ".join(need_name(code) for code in codes)
    if name == "home_language":
        return language_name(str(value))
    return str(value)
