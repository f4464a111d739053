"""The plan for a list: which pupils it gives, what is asked, which rows are left out and why (rule U7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from voice_app.school_time import school_today

from .ages import settle
from .cells import Habits, row_of
from .column import WHOLE_NAMES, Column
from .known import KnownPupil, Line, ListedPupil, lines
from .merging import merged
from .names import doubt_about_order
from .one_row import Draft, Question, read_row
from .pupil_rows import Skipped
from .reading import read_list
from .sentences import N_, Sentence
from .tables import Table, find_table
from .transfer_file import TransferFile
from .upn import unusual_council
from .whole_in_one import ask_whole_names
from .years import school_year, year_by_number, years_in_words


@dataclass(frozen=True)
class NameOrder:
    """A column of whole names of which nothing tells whether the surname stands first or last; `names` are in it."""

    column: Column
    names: Sequence[str]


@dataclass(frozen=True)
class Plan:
    """What bringing a list in would do. Nothing has been done."""

    #: "table" or "ctf".
    kind: str
    #: The sheets that were read; one without a name for text.
    sheets: Sequence[str]
    #: The sheets that rows are counted through: `row_said`.
    places: Sequence[str]
    heading_row: int | None
    columns: Sequence[Column]
    #: One line a pupil, in the order of the list. Leavers whom the school does not have stand in `skipped`.
    lines: Sequence[Line]
    questions: Sequence[Question]
    skipped: Sequence[Skipped]
    #: Rows that say more of the pupil of another row: the row, and the first row of that pupil.
    joined: Sequence[tuple[int, int]]
    #: What the user should know and need not answer.
    notes: Sequence[Sentence]
    #: Stored pupils, not archived, whom the list does not name. They may have left; nothing happens to them.
    missing: Sequence[KnownPupil]
    #: The calendar year in which the school year of the list began.
    school_year: int

    @property
    def pupils(self) -> list[ListedPupil]:
        """The pupils as they would be stored if every question were left empty.

        Those of whom it is not certain who they are stay out until somebody says; leavers are only archived.
        """
        return [line.pupil for line in self.lines if line.what not in ("ask", "leaves")]

    @property
    def name_order(self) -> NameOrder | None:
        """What to ask once for a whole column of names, rather than at each of them."""
        column = next((one for one in self.columns if one.field == "name" and one.rank >= 0), None)
        order = doubt_about_order("").why.text
        doubts = [one.why for one in self.questions if one.field == "surname" and one.why.text == order]
        names = [name for why in doubts if len((name := str(why.values["value"])).split()) == 2]
        return NameOrder(column, names) if column and len(names) > 1 else None

    def row_said(self, row: int) -> str:
        """How a row is called: its number in the file, with the sheet where rows of several are spoken of."""
        return _row_said(row, self.places)


def plan_list(
    content: bytes,
    *,
    today: date,
    columns: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    known: Sequence[KnownPupil] = (),
) -> Plan:
    """The plan for the bytes of a list.

    `columns`: the user's own choice, `Column.key` -> a name of `columns.FIELDS`, or "" to leave a column behind.
    `answers`: "row:field" -> what the user typed instead of a doubtful value; "row:pupil" -> a stored pupil's id
    or "new".
    Raises ListRefused where the file is no list that can be read.
    """
    answered = answers or {}
    found = read_list(content)
    if isinstance(found, TransferFile):
        kind, table = "ctf", Table([""], [""], None, (), found.records, (), Habits())
    else:
        kind, table = "table", find_table(found, columns or {})
    drafts = [read_row(one, answered, today=today, habits=table.habits) for one in table.records]
    in_year = settle(drafts, today)
    kept, repeated = merged(drafts, answered)
    ask_whole_names(kept, answered)
    planned = [
        replace(line, questions=tuple(replace(one, why=_rows_named(one.why, table.places)) for one in line.questions))
        for line in lines([(_listed(draft), tuple(draft.questions)) for draft in kept], known, answered)
    ]
    gone = [line for line in planned if line.pupil.left and line.known is None]
    staying = [line for line in planned if line not in gone]
    named = {line.known.id for line in staying if line.known}
    skipped = sorted([*table.skipped, *repeated, *map(_leaver, gone)], key=lambda one: one.row)
    notes = [
        *table.notes,
        *_nothing_found(table, kind),
        *_school_year_notes(in_year, today),
        *_no_years_notes(kept, table.sheets),
        *_no_other_name_notes(kept),
        *_language_notes(kept),
        *_council_notes(staying),
    ]
    return Plan(
        kind=kind,
        sheets=table.sheets,
        places=table.places,
        heading_row=table.heading_row,
        columns=table.columns,
        lines=staying,
        questions=sorted((one for line in staying for one in line.questions), key=lambda one: one.row),
        skipped=[replace(one, why=_rows_named(one.why, table.places)) for one in skipped],
        joined=_joined(kept, {one.row for one in repeated}),
        notes=[_rows_named(one, table.places) for one in notes],
        missing=[one for one in known if one.id not in named and not one.archived],
        school_year=in_year,
    )


def _joined(kept: Sequence[Draft], repeated: Collection[int]) -> list[tuple[int, int]]:
    return sorted((row, draft.row) for draft in kept for row in draft.rows[1:] if row not in repeated)


def _row_said(row: int, places: Sequence[str]) -> str:
    number, sheet = row_of(row)
    return f"{number} ({places[sheet]})" if sheet < len(places) > 1 else str(number)


def _rows_named(sentence: Sentence, places: Sequence[str]) -> Sentence:
    """The sentence with its rows called as people find them."""
    named: dict[str, object] = {
        key: _row_said(value, places)
        for key, value in sentence.values.items()
        if key in ("row", "first") and isinstance(value, int)
    }
    if isinstance(rows := sentence.values.get("rows"), tuple):
        named["rows"] = ", ".join(_row_said(row, places) for row in rows)
    return Sentence(sentence.text, {**sentence.values, **named})


def _listed(draft: Draft) -> ListedPupil:
    return ListedPupil(
        row=draft.row,
        rows=tuple(draft.rows),
        upn=draft.upn,
        admission_no=draft.admission_no,
        surname=draft.surname,
        forename=draft.forename,
        preferred=draft.preferred,
        dob=draft.dob,
        year=draft.year,
        class_name=draft.class_name,
        sen=draft.sen,
        # Where one of the pupil's rows leaves the needs open, the others' are not stored as if they were all.
        needs=None if draft.needs is None or draft.asked("needs") else tuple(code for _, code in draft.needs),
        home_language=draft.home_language,
        leaving=draft.leaving,
        left=draft.left,
        sen_by_silence=draft.sen_by_silence,
    )


def _leaver(line: Line) -> Skipped:
    row, leaving = line.pupil.row, line.pupil.leaving
    if leaving is None:
        return Skipped(row, Sentence(N_("Row %(row)s: this pupil has left, and is not in My Say."), {"row": row}))
    why = N_("Row %(row)s: this pupil left on %(day)s, and is not in My Say.")
    return Skipped(row, Sentence(why, {"row": row, "day": f"{leaving:%d/%m/%Y}"}))


def _nothing_found(table: Table, kind: str) -> list[Sentence]:
    """Why a file that could be read gives nobody."""
    if table.records:
        return []
    if kind == "ctf":
        return [Sentence(N_("There are no pupils in this file. Ask the sending school for a new one."))]
    fields = {column.field for column in table.columns}
    if table.heading_row is not None and fields & {"surname", "forename", *WHOLE_NAMES}:
        return [Sentence(N_("No pupils stand below the headings of this list. Export it again, with its pupils."))]
    if table.heading_row is None:
        return []
    return [Sentence(N_("No column of this list is known to hold names. Choose what each column holds."))]


def _school_year_notes(in_year: int, today: date) -> list[Sentence]:
    """The year groups of a list made in another school year are stored as they stand: somebody has to know."""
    if in_year == school_year(today):
        return []
    why = N_("This list seems to be of the school year %(years)s. Its year groups are taken as they stand: check them.")
    return [Sentence(why, {"years": f"{in_year}/{(in_year + 1) % 100:02}"})]


def _no_years_notes(kept: Sequence[Draft], sheets: Sequence[str]) -> list[Sentence]:
    """What to tell where numbers of classes and sheets were not taken for year groups, and nothing else gives them."""
    numbered = any(year_by_number(one.class_name or "") for one in kept) or any(map(years_in_words, sheets))
    if not numbered or any(one.year or one.asked("year") for one in kept):
        return []
    return [Sentence(N_("This list has no year groups. Choose the column that holds them, or enter them later."))]


def _left_behind(plan: Plan) -> list[Sentence]:
    """The columns that nothing was taken from, for readers who see no table of them."""
    gone = [column.key for column in plan.columns if column.field is None]
    return [Sentence(N_("Columns left behind: %(headings)s."), {"headings": ", ".join(gone)})] if gone else []


def _joined_notes(plan: Plan) -> list[Sentence]:
    """The rows that went into the pupil of another row, for readers who count the rows."""
    if not plan.joined:
        return []
    said = ", ".join(f"{plan.row_said(row)} → {plan.row_said(first)}" for row, first in plan.joined)
    why = N_("Further rows of a pupil, and the row they were joined with: %(rows)s.")
    return [Sentence(why, {"rows": said})]


def _no_other_name_notes(kept: Sequence[Draft]) -> list[Sentence]:
    rows = tuple(one.row for one in kept if one.no_other_name and not one.left and not one.preferred)
    why = N_(
        'The list has a word such as "same" where the name the pupil likes would stand: rows %(rows)s. None is taken.'
    )
    return [Sentence(why, {"rows": rows})] if rows else []


def _language_notes(kept: Sequence[Draft]) -> list[Sentence]:
    return [*_first_language_notes(kept), *_not_known_notes(kept)]


def _not_known_notes(kept: Sequence[Draft]) -> list[Sentence]:
    rows = tuple(
        draft.row for draft in kept if draft.language_not_known and not draft.home_language and not draft.left
        and not draft.asked("home_language")
    )  # fmt: skip
    why = N_("The list says that the home language is not known or was not told: rows %(rows)s. It is left empty.")
    return [Sentence(why, {"rows": rows})] if rows else []


def _first_language_notes(kept: Sequence[Draft]) -> list[Sentence]:
    rows = tuple(draft.row for draft in kept if draft.first_language)
    why = N_(
        "Where no home language is given, another language column was taken, such as first language: rows %(rows)s."
    )
    return [Sentence(why, {"rows": rows})] if rows else []


def _council_notes(planned: Sequence[Line]) -> list[Sentence]:
    why = N_("Row %(row)s: the UPN %(value)s is right, but not from a council in England that we know. Nothing to do.")
    return [
        Sentence(why, {"row": line.pupil.row, "value": line.pupil.upn})
        for line in planned
        if line.pupil.upn and unusual_council(line.pupil.upn)
    ]


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan for a machine: pupils as stored if every question were left empty, questions, rows left out, notes.

    `notes` says what needs no answer, such as sheets and columns that were left alone.
    `row` is the row's number on its sheet. Rows of two sheets can share it: the sentences then name the sheet.
    """
    return {
        "pupils": [
            {
                "row": row_of(one.row)[0],
                "upn": one.upn,
                "surname": one.surname,
                "forename": one.forename,
                "preferred": one.preferred,
                "dob": one.dob.isoformat() if one.dob else None,
                "year": one.year,
                "sen": one.sen,
                "needs": None if one.needs is None else list(one.needs),
                "home_language": one.home_language,
            }
            for one in plan.pupils
        ],
        "ask": [
            {"row": row_of(one.row)[0], "field": one.field, "why": str(one.why), "suggest": one.suggest}
            for one in plan.questions
        ],
        "skip": [
            {"row": row_of(one.row)[0], "why": str(one.why)}
            for one in sorted([*plan.skipped, *_leaving(plan)], key=lambda one: one.row)
        ],
        "notes": [str(one) for one in (*plan.notes, *_joined_notes(plan), *_left_behind(plan))],
    }


def _leaving(plan: Plan) -> list[Skipped]:
    """Those whom the list only takes off the school's list, for readers who see no other part of the plan."""
    why = N_("Row %(row)s: this pupil has left, and would go to the pupils who have left.")
    return [
        Skipped(line.pupil.row, Sentence(why, {"row": plan.row_said(line.pupil.row)}))
        for line in plan.lines
        if line.what == "leaves"
    ]


def check_file(path: Path, known: Sequence[KnownPupil] = (), *, today: date | None = None) -> dict[str, Any]:
    """What bringing this file in would do, as JSON. Raises ListRefused, and OSError where there is no such file."""
    return as_json(plan_list(path.read_bytes(), today=today or school_today(), known=known))
