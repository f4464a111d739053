"""What one row says about a pupil, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from .cells import (
    Cell,
    Doubt,
    Found,
    Habits,
    Reading,
    Record,
    Struck,
    StruckInPart,
    T,
    error_cell,
    is_nothing,
    squeezed,
)
from .column import WHOLE_NAMES
from .dates import read_date
from .languages import read_language, says_not_known
from .names import (
    called_by,
    capitals_split,
    doubt_about_order,
    holds_a_place,
    likely_called,
    likely_split,
    likely_surname,
    parted,
    read_name,
    read_preferred,
    read_text,
    says_no_other_name,
    split_name,
    without_called,
    without_part,
)
from .need_ranks import settled
from .needs import has_no_plan, rank_said, read_needs, read_stage, which_first, yes_or_no
from .on_roll import may_have_left, says_left
from .sentences import N_, Sentence
from .upn import read_upn
from .years import NURSERY, read_year, year_by_number, years_in_words

#: Asked where the list leaves a part of the name empty.
NOT_THERE = {
    "surname": N_("Row %(row)s: the list has no surname here. Type it, or leave it empty if there is none."),
    "forename": N_("Row %(row)s: the list has no forename here. Type it, or leave it empty if there is none."),
}


@dataclass(frozen=True)
class Question:
    """What is doubtful in a row. `suggest` is only a suggestion; nothing is stored until someone says so."""

    row: int
    field: str
    why: Sentence
    suggest: str | None = None


@dataclass
class Draft:
    """A pupil as far as the rows read so far say. A field that is empty or in doubt holds nothing."""

    row: int
    upn: str | None = None
    admission_no: str | None = None
    surname: str | None = None
    forename: str | None = None
    preferred: str | None = None
    dob: date | None = None
    year: str | None = None
    class_name: str | None = None
    sen: str | None = None
    #: Rank in the list, code; nothing where they are in doubt.
    needs: list[tuple[int, str]] | None = field(default_factory=list)
    home_language: str | None = None
    leaving: date | None = None
    left: bool = False
    #: The name as the list writes it, whatever was made of it or asked: what tells whether two rows are of one pupil.
    written: str = ""
    #: Something else than the order of its parts is in doubt about the name.
    unsure_name: bool = False
    rows: list[int] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    #: A birth date whose century the year group may bear out.
    likely_dob: date | None = None
    #: What a doubtful birth date may be as well as what is suggested.
    other_dob: date | None = None
    plain_nursery: bool = False
    #: The list has year groups, and none here.
    year_empty: bool = False
    continues: int | None = None
    #: The row above that this one may say more about, which is asked.
    perhaps: int | None = None
    #: There was no home language; the list's next best column for it was taken.
    first_language: bool = False
    #: The list says that the home language is not known, or was not told.
    language_not_known: bool = False
    #: The list says, in the place of the name the pupil likes, that there is no other: "same", "as legal".
    no_other_name: bool = False
    #: The list has no word of SEN: its "N" only follows from that.
    sen_by_silence: bool = False
    #: The stage that the row names has ended: another row of the pupil may say what came after it.
    sen_ended: bool = False
    #: The user has said whether the pupil is on roll: nothing else in the list is weighed against that.
    roll_answered: bool = False
    #: The user has looked at birth date or year group: the two are not asked about again.
    age_answered: bool = False

    def ask(self, field_name: str, doubt: Doubt) -> None:
        """Ask about a field, once. What the list says of it is not kept."""
        if not self.asked(field_name):
            self.questions.append(Question(self.row, field_name, doubt.why.in_row(self.row), doubt.suggest))

    def asked(self, field_name: str) -> bool:
        """Whether there is a question about this field."""
        return any(question.field == field_name for question in self.questions)

    def unask(self, field_name: str) -> None:
        """The question about this field is answered by something else in the list."""
        self.questions = [question for question in self.questions if question.field != field_name]

    def take(self, field_name: str, reading: Reading[T]) -> T | None:
        """The value read, its doubt being asked."""
        if reading.doubt:
            self.ask(field_name, reading.doubt)
        return reading.value


#: The fields that can be asked, and answered.
_ASKED = (
    "upn", "admission_no", "surname", "forename", "preferred", "dob", "year", "class_name", "sen", "needs",
    "home_language", "leaving",
)  # fmt: skip


def read_row(record: Record, answers: Mapping[str, str], *, today: date, habits: Habits) -> Draft:
    """The draft of a row. `answers` ("row:field" -> what the user typed) stand in the place of what the list says."""
    draft = Draft(
        record.row, rows=[record.row], continues=record.continues, perhaps=record.perhaps, written=_written(record)
    )
    values = dict(record.values)
    for name in (*_ASKED, "roll"):
        answer = answers.get(f"{record.row}:{name}", "").strip()
        if answer:
            values[name] = [answer]
    record = replace(record, values=values)
    draft.sen_by_silence = record.sen_by_silence and not answers.get(f"{record.row}:sen", "").strip()
    draft.roll_answered = bool(answers.get(f"{record.row}:roll", "").strip())
    draft.upn = draft.take("upn", _agreed(record, "upn", read_upn))
    draft.admission_no = draft.take("admission_no", read_text(record.cell("admission_no")))
    _read_names(draft, record, _Names(record.row, answers, habits.central_letters, habits.surname_in_capitals))
    order = doubt_about_order("").why.text
    draft.unsure_name = any(
        question.field in ("surname", "forename") and question.why.text != order for question in draft.questions
    )
    born = _agreed(record, "dob", lambda cell: _read_birth(cell, today, habits, f"{record.row}:dob" in answers))
    draft.dob, draft.likely_dob, draft.other_dob = draft.take("dob", born), born.likely, born.other
    draft.age_answered = any(answers.get(f"{record.row}:{name}") for name in ("dob", "year"))
    year = _agreed(record, "year", read_year)
    draft.year_empty = "year" in record.values and is_nothing(record.cell("year"))
    draft.year, draft.plain_nursery = draft.take("year", year), year.likely is not None
    draft.class_name = draft.take("class_name", read_text(record.cell("class_name")))
    if record.year_from_above and not answers.get(f"{record.row}:year", "").strip():
        _ask_by_class(draft)
    draft.sen = _read_sen(draft, record)
    if not answers.get(f"{record.row}:sen", "").strip():
        _ask_ended(draft, record, today)
    _read_needs(draft, record, today)
    _read_language(draft, record, answered=bool(answers.get(f"{record.row}:home_language", "").strip()))
    _read_leaving(draft, record, today)
    _ask_shifted(draft, record, answers)
    _ask_struck(draft, record)
    return draft


def _ask_by_class(draft: Draft) -> None:
    """Ask for the year group where a heading over several pupils says another than the pupil's class."""
    group = draft.class_name or ""
    said = years_in_words(group) or [year for year in (year_by_number(group),) if year]
    if draft.year and said and draft.year not in said:
        why = N_(
            "Row %(row)s: this part of the list is for year group %(year)s, but the class is %(value)s. "
            "Choose the year group."
        )
        draft.ask("year", Doubt(Sentence(why, {"year": draft.year, "value": group})))
        draft.year = None


def _ask_shifted(draft: Draft, record: Record, answers: Mapping[str, str]) -> None:
    """Ask for what may stand under the wrong heading, as a comma too many moves the rest of a row on."""
    why = N_(
        "Row %(row)s has more cells than the list has headings, so this may be another column's. Type what is right."
    )
    for name in record.shifted:
        if answers.get(f"{record.row}:{name}", "").strip():
            continue
        value = getattr(draft, name)
        if name == "needs":
            value, draft.needs = " ".join(code for _, code in draft.needs or ()), None
        else:
            setattr(draft, name, None)
        draft.ask(name, Doubt(Sentence(why), (value.isoformat() if isinstance(value, date) else value) or None))


def _ask_struck(draft: Draft, record: Record) -> None:
    """Ask about what the list has struck through: a whole name is a pupil who may have left, else it may be over."""
    through = {
        name: [squeezed(cell) for cell in cells if isinstance(cell, Struck)] for name, cells in record.values.items()
    }
    in_part = {name for name, cells in record.values.items() if any(isinstance(cell, StruckInPart) for cell in cells)}
    names = [name for name in (*WHOLE_NAMES, "surname", "forename") if squeezed(record.cell(name))]
    if names and all(through.get(name) and name not in in_part for name in names):
        why = N_(
            "Row %(row)s: %(value)s is struck through in the list. Has this pupil left? "
            "Choose whether the pupil is on roll."
        )
        if not (draft.left or draft.roll_answered):
            said = " ".join(through[name][0] for name in names)
            draft.ask("roll", Doubt(Sentence(why, {"value": said}), "left"))
        return
    whole = next((name for name in WHOLE_NAMES if through.get(name)), None)
    for name in _ASKED:
        # Of a whole name struck through in part, both parts are in doubt.
        source = whole if whole and name in ("surname", "forename") and not squeezed(record.cell(name)) else name
        if said := ", ".join(through.get(source, ())):
            if name == "needs":
                draft.needs = None
            else:
                setattr(draft, name, None)
            why = (
                N_("Row %(row)s: a part of %(value)s is struck through in the list. What is right now?")
                if source in in_part
                else N_("Row %(row)s: %(value)s is struck through in the list. What is right now?")
            )
            if source != name:
                draft.unask(name)
                draft.unsure_name = True
            draft.ask(name, Doubt(Sentence(why, {"value": said})))


def _written(record: Record) -> str:
    """The name as the list writes it, the name in brackets left out; nothing for a word that holds its place."""
    cells = [record.cell(name) for name in (*WHOLE_NAMES, "forename", "name_rest", "surname")]
    return " ".join(text for cell in cells if (text := squeezed(without_called(cell))) and not holds_a_place(cell))


def _read_birth(cell: Cell, today: date, habits: Habits, answered: bool) -> Reading[date]:
    if answered:
        return read_date(cell, today=today)
    return read_date(cell, today=today, begins=habits.dates_begin, days_from_1904=habits.days_from_1904)


@dataclass(frozen=True)
class _Names:
    """Reads the names of a row; what the user has typed is not doubted for the letters of the list."""

    row: int
    answers: Mapping[str, str]
    central_letters: bool
    surname_in_capitals: Literal["", "first", "last"] = ""

    def read(self, name: str, cell: Cell) -> Reading[str]:
        """The name in the cell of this field."""
        answered = self.answered(name)
        # What somebody has typed is no remark.
        whole = answered or name in WHOLE_NAMES
        letters = self.central_letters and not answered
        return read_name(cell, central_letters=letters, whole=whole, typed=answered)

    def answered(self, name: str) -> bool:
        """Whether the user has typed this name."""
        return bool(self.answers.get(f"{self.row}:{name}", "").strip())


def _agreed(record: Record, name: str, read: Callable[[Cell], Reading[T]]) -> Reading[T]:
    """What the columns of a field say: the first, or another where it is empty; a doubt where two do not agree."""
    readings = [read(cell) for cell in record.values.get(name, ()) if squeezed(cell)]
    if len(readings) < 2:
        return readings[0] if readings else Reading()
    sure = list(dict.fromkeys(one.value for one in readings if one.value is not None))
    first = next((one for one in readings if one.value is not None or one.doubt), readings[0])
    if len(sure) > 1:
        why = N_("Row %(row)s: two columns of the list say %(first)s and %(second)s. Type what is right.")
        return Reading(doubt=Doubt(Sentence(why, {"first": _shown(sure[0]), "second": _shown(sure[1])})))
    if first.value is None and first.doubt and sure:
        # "Nursery" beside N2, 12/03/15 beside 12/03/2015: the second says the same, and more.
        if first.likely is not None and first.likely in (sure[0], NURSERY):
            return Reading(sure[0])
        return Reading(doubt=Doubt(_by_other_column(first.doubt.why, sure[0]), str(sure[0])), likely=first.likely)
    return first


def _by_other_column(why: Sentence, likely: object) -> Sentence:
    """The doubt about a date of two readings, said by another column and not by what is usual in the list."""
    if "second" not in why.values:
        return why
    text = N_(
        "Row %(row)s: does %(value)s mean %(first)s or %(second)s? Another column says %(likely)s. Type the right date."
    )
    return Sentence(text, {**why.values, "likely": likely})


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _read_language(draft: Draft, record: Record, *, answered: bool) -> None:
    """The home language; where none is given, the language of the next column for it (first language)."""
    for place, cell in enumerate(record.values.get("home_language", ())):
        draft.language_not_known = draft.language_not_known or says_not_known(cell)
        draft.home_language = draft.take("home_language", read_language(cell, answered=answered))
        if draft.home_language or draft.asked("home_language"):
            draft.first_language = place > 0
            return


def _read_names(draft: Draft, record: Record, names: _Names) -> None:
    whole = next((field_name for field_name in WHOLE_NAMES if field_name in record.values), None)
    for name in ("surname", "forename"):
        cell = record.cell(name) if name == "surname" else without_called(record.cell(name))
        if name in record.values and (whole is None or squeezed(cell)):
            setattr(draft, name, draft.take(name, _apart(names.read(name, cell), record, name)))
    if whole:
        _read_whole_name(draft, record.cell(whole), whole, record, names)
    if record.odd_name and draft.surname and not names.answered("surname"):
        why = N_(
            "Row %(row)s: is %(value)s the surname of a pupil? Type the surname, or leave the row out of the list."
        )
        draft.ask("surname", Doubt(Sentence(why, {"value": draft.surname}), draft.surname))
        draft.surname = None
    liked = _behind_surname(record.cell("preferred"), draft)
    beside = None if names.answered("preferred") else read_preferred(liked)
    draft.no_other_name = beside is not None and says_no_other_name(liked)
    draft.preferred = _without_surname(draft.take("preferred", beside or names.read("preferred", liked)), draft)
    _ask_called(draft, record)
    for name, why in NOT_THERE.items():
        if getattr(draft, name) is None and name in record.values and not whole and record.continues is None:
            draft.ask(name, Doubt(Sentence(why)))


def _apart(read: Reading[str], record: Record, name: str) -> Reading[str]:
    """The doubt about "Smith, Ann" in the column of one name, with the part suggested that the other column has not."""
    parts = split_name(record.cell(name), "name") if read.doubt and "," in squeezed(record.cell(name)) else None
    if read.doubt is None or parts is None:
        return read
    mine, theirs = (0, 1) if name == "surname" else (1, 0)
    beside = squeezed(record.cell("forename" if name == "surname" else "surname")).casefold()
    borne_out = parts[theirs].casefold() in re.split(r",\s*", beside)
    return Reading(doubt=Doubt(read.doubt.why, parts[mine] if borne_out else None))


def _ask_called(draft: Draft, record: Record) -> None:
    """Ask whether the name in brackets, as in "SMITH, John (Jack)", is the one the pupil likes."""
    if draft.preferred:
        return
    for name in ("forename", *WHOLE_NAMES):
        if called := called_by(record.cell(name)):
            why = N_("Row %(row)s: is %(value)s the name the pupil likes? Type it, or leave it empty.")
            draft.ask("preferred", Doubt(Sentence(why, {"value": called}), likely_called(called)))


def _read_whole_name(draft: Draft, cell: Cell, order: str, record: Record, names: _Names) -> None:
    cell = without_called(cell)
    if rest := squeezed(record.cell("name_rest")):
        _ask_which(draft, squeezed(cell), rest)
        return
    read = names.read(order, cell)
    certain = _by_other_part(draft, cell, order) or split_name(cell, order) if read.value else None
    if read.doubt and not error_cell(cell) and order != "name_forename_first":
        # Of "Smith (Jones), Amy" and "?ukasz, Jan" one part is sure, where the forename does not come first.
        certain = parted(cell)
    if read.value and not certain and names.surname_in_capitals:
        certain = capitals_split(cell, names.surname_in_capitals)
    meant = cell if read.value else read.doubt.suggest if read.doubt else None
    likely = split_name(meant, order) or likely_split(meant, order) if meant else ("", "")
    if read.value and draft.forename and likely[0]:
        likely = (likely_surname(cell, order, draft.forename), "")
    for place, name in enumerate(("surname", "forename")):
        if squeezed(record.cell(name)):
            continue
        if certain:
            setattr(draft, name, draft.take(name, names.read(name, certain[place])))
        elif read.value:
            draft.ask(name, Doubt(doubt_about_order(cell).why, likely[place] or None))
        elif read.doubt:
            draft.ask(name, Doubt(read.doubt.why, likely[place] or None))


def _by_other_part(draft: Draft, cell: Cell, order: str) -> tuple[str, str] | None:
    """Surname and forename of a whole name beside which one of them has a column of its own."""
    if (draft.surname is None) == (draft.forename is None):
        return None
    if draft.surname is not None:
        rest = without_part(cell, draft.surname)
        return None if rest is None else (draft.surname, rest)
    rest = without_part(cell, draft.forename or "")
    # Of several words, the first may be middle names.
    return None if rest is None or " " in rest else (rest, draft.forename or "")


def _ask_which(draft: Draft, one: str, other: str) -> None:
    """Two columns hold the two parts of the name, and nothing says which is which."""
    why = doubt_about_order(f"{one} {other}").why
    draft.ask("surname", Doubt(why, one))
    draft.ask("forename", Doubt(why, other))


def _behind_surname(cell: Cell, draft: Draft) -> Cell:
    """A known-as name that is printed as the whole name is: of "Bell, Annie" what stands behind the surname."""
    start, text = f"{draft.surname},".casefold(), squeezed(cell)
    return text[len(start) :].strip() if draft.surname and text.casefold().startswith(start) else cell


def _without_surname(preferred: str | None, draft: Draft) -> str | None:
    """Some systems print the known-as name with the surname; the name the pupil likes is what stands before it.

    A surname that is still asked about shows what both names end with as well.
    """
    surname = draft.surname or next((one.suggest for one in draft.questions if one.field == "surname"), None)
    end = f" {surname}"
    if preferred and surname and preferred.casefold().endswith(end.casefold()) and draft.forename != preferred:
        return preferred[: -len(end)].strip() or preferred
    return preferred


def _read_sen(draft: Draft, record: Record) -> str | None:
    """The stage of the SEN column; yes-or-no columns for SEN Support and for EHC plans say more, or contradict it."""
    stage_cell, plan_cell, support_cell = (record.cell(name) for name in ("sen", "ehc_plan", "sen_support"))
    if is_nothing(plan_cell) and is_nothing(support_cell):
        return draft.take("sen", _agreed(record, "sen", _stage))
    plan, support, on_register = yes_or_no(plan_cell), yes_or_no(support_cell), yes_or_no(stage_cell)
    if plan is None and read_stage(plan_cell).value == "E":
        plan = True
    if plan is None and has_no_plan(plan_cell):
        plan = False
    if support is None and read_stage(support_cell).value == "K":
        support = True
    if plan is None and not is_nothing(plan_cell):
        return draft.take("sen", Reading(doubt=_unsettled(plan_cell)))
    said = None if on_register is True else _agreed(record, "sen", _stage)
    if said is not None and (said.doubt or said.value):
        if (plan is True and said.value in ("N", "K")) or (plan is False and said.value == "E"):
            why = N_("Row %(row)s: the SEN stage and the EHC plan column contradict each other. Choose the stage.")
            return draft.take("sen", Reading(doubt=Doubt(Sentence(why), "E")))
        return draft.take("sen", said)
    if plan:
        return "E"
    if support or (on_register and plan is False):
        return "K"
    return "N" if support is False and plan is False else draft.take("sen", _agreed(record, "sen", _stage))


def _stage(cell: Cell) -> Reading[str]:
    """The stage in a cell of a column of stages, where a plain no, as boxes to tick give one, is no SEN."""
    return Reading("N") if _NO_SEN.fullmatch(squeezed(cell)) else read_stage(cell)


_NO_SEN = re.compile(r"false|0|☐|nac oes|nac ydy", re.I)


def _ask_ended(draft: Draft, record: Record, today: date) -> None:
    """Ask for the stage now where the list says that the one it names has ended."""
    end, unclear = _end(record.cell("sen_end"), today)
    if unclear and draft.sen in ("K", "E"):
        draft.ask("sen", Doubt(_has_ended(record.cell("sen_end"), draft.sen), draft.sen))
        draft.sen = None
    if end and end < today and draft.sen in ("K", "E"):
        why = N_("Row %(row)s: the list says that this SEN stage ended on %(day)s. Choose the stage now.")
        draft.ask("sen", Doubt(Sentence(why, {"day": _shown(end)})))
        draft.sen, draft.sen_ended = None, True


def _end(cell: Cell, today: date) -> tuple[date | None, bool]:
    """The day on which something ended, or is to, and whether the cell says something else than a day."""
    read = _last_day(cell, today)
    return read.value, read.doubt is not None and not _GOES_ON.fullmatch(squeezed(cell))


def _last_day(cell: Cell, today: date) -> Reading[date]:
    """The date in a cell; nothing for a day before anybody's school days, as data bases write where there is none."""
    read = read_date(cell, today=today, timed=True)
    none = _NO_DAY.fullmatch(squeezed(cell)) or (read.value is not None and read.value < _FIRST_DAY)
    return Reading() if none else read


#: Data bases write the first day they know where there is none: 01/01/1900, 01/01/1753.
_FIRST_DAY = date(1950, 1, 1)
_NO_DAY = re.compile(r"0{1,2}[-/.]0{1,2}[-/.]0{2,4}|0000-00-00.*")


_GOES_ON = re.compile(
    r"[-–—.]*|n|no|none|never|n/?a|null|nil|false|0|current|ongoing|on-going|present|open|to date|now|active|not ended",
    re.I,
)


def _has_ended(cell: Cell, what: str) -> Sentence:
    why = N_("Row %(row)s: does %(value)s mean that %(what)s has ended? Choose what holds now.")
    return Sentence(why, {"value": squeezed(cell), "what": what})


def _unsettled(cell: Cell) -> Doubt:
    why = N_("Row %(row)s: does %(value)s mean that there is an EHC plan now? Choose no SEN, SEN Support or EHC plan.")
    return Doubt(Sentence(why, {"value": squeezed(cell)}))


def _read_needs(draft: Draft, record: Record, today: date) -> None:
    ranks: dict[str, int] = {}
    doubts: list[Doubt] = []
    for rank, found in _ranked(record, _needs_now(record, today)):
        ranks |= {code: rank for code in found.values if code not in ranks}
        doubts += found.doubts
    codes = list(ranks)
    order = None if _two_first(record, ranks) else settled([(ranks[code], code) for code in codes])
    if order is None and not doubts:
        doubts.append(which_first(", ".join(map(squeezed, record.values.get("needs", ()))), codes))
    elif order is not None:
        codes = [code for _, code in order]
    if doubts:
        suggested = " ".join([*codes, *(code for doubt in doubts for code in (doubt.suggest or "").split())])
        draft.ask("needs", Doubt(_of_all(doubts), " ".join(dict.fromkeys(suggested.split())) or None))
    elif codes and draft.sen_ended and "need_end" not in record.values:
        why = N_("Row %(row)s: the SEN stage in this row has ended. Does the pupil have the needs in %(needs)s now?")
        draft.ask("needs", Doubt(Sentence(why, {"needs": ", ".join(codes)}), " ".join(codes)))
        codes = []
    elif codes and draft.sen == "N":
        why = N_("Row %(row)s: the list says no SEN, but also %(needs)s. Choose the needs that still hold.")
        draft.ask("needs", Doubt(Sentence(why, {"needs": ", ".join(codes)}), " ".join(codes)))
        codes = []
    draft.needs = None if draft.asked("needs") else [(ranks[code], code) for code in codes]


def _of_all(doubts: Sequence[Doubt]) -> Sentence:
    """The first doubt, said of all that is doubted in the same words."""
    first = doubts[0].why
    said = [str(one.why.values["value"]) for one in doubts if one.why.text == first.text and "value" in one.why.values]
    return Sentence(first.text, {**first.values, "value": ", ".join(dict.fromkeys(said))}) if said else first


def _two_first(record: Record, ranks: Mapping[str, int]) -> bool:
    """Whether two columns of needs, each with a rank of its own, both say that theirs is the first."""
    firsts = [_rank(cell) for cell in record.values.get("need_rank", ())].count(1)
    return firsts > 1 and list(ranks.values()).count(1) > 1


def _ranked(record: Record, needs: list[Found[str]]) -> list[tuple[int, Found[str]]]:
    """What each column of needs says, the first in rank first; 0 where the list ranks none.

    Where each column of needs has a column of ranks, each has its own; a single rank is that of the whole row. Without
    either, a cell may say it: "ASD (primary)".
    """
    cells = record.values.get("need_rank", ())
    if len(cells) == len(needs) > 1:
        return sorted(zip([_rank(cell) or _UNRANKED for cell in cells], needs, strict=True), key=lambda one: one[0])
    rank = _rank(record.cell("need_rank"))
    named = record.values.get("needs", ())
    return [(rank or rank_said(cell), found) for cell, found in zip(named, needs, strict=True)]


def _rank(cell: Cell) -> int:
    text = squeezed(cell).split(".")[0]
    return int(text) if text.isdecimal() and len(text) < 3 else 0


#: After every need that has a rank.
_UNRANKED = 99


def _needs_now(record: Record, today: date) -> list[Found[str]]:
    """What each column of needs says, without those that have ended: they are history.

    The ends go with the needs in their order, one beside each. A single end date beside several needs, or a word in
    its place, leaves open what has ended.
    """
    cells = record.values.get("needs", ())
    ends = record.values.get("need_end", ())
    paired = len(ends) == len(cells)
    made = []
    for place, cell in enumerate(cells):
        found = read_needs(cell)
        for end_cell in (ends[place],) if paired else ends:
            end, unclear = _end(end_cell, today)
            if not (found.values or found.doubts) or (end and end >= today):
                continue
            if end and paired:
                found = Found()
            elif end or unclear:
                why = _has_ended(end_cell, squeezed(cell))
                found = Found((), (Doubt(why, " ".join(found.values) or None),))
        made.append(found)
    return made


def _read_leaving(draft: Draft, record: Record, today: date) -> None:
    flag, two_minds = _read_leaving_columns(draft, record, today)
    by_date = draft.leaving is not None and draft.leaving < today
    draft.left = by_date if flag is None else flag
    said = squeezed(record.cell("roll"))
    values: dict[str, object] = {"value": said, "day": _shown(draft.leaving) if draft.leaving else ""}
    gone = None if is_nothing(said) else says_left(said)
    if draft.roll_answered and gone is not None:
        draft.left = gone
    elif two_minds or (draft.leaving and flag is not None and flag != by_date):
        why = N_("Row %(row)s: the leaving date is %(day)s, but another column says otherwise. Has this pupil left?")
        _ask_roll(draft, Doubt(Sentence(why, values)))
    elif is_nothing(said):
        _read_hints(draft, record, today)
    elif gone is None:
        why = N_("Row %(row)s: does %(value)s mean that this pupil has left? Choose whether the pupil is on roll.")
        draft.ask("roll", Doubt(Sentence(why, values), "left" if may_have_left(said) else None))
    elif draft.leaving and gone != by_date:
        why = N_(
            "Row %(row)s: the list says %(value)s, but the leaving date is %(day)s. Choose whether this pupil left."
        )
        _ask_roll(draft, Doubt(Sentence(why, values)))
    else:
        draft.left = draft.left or gone


def _ask_roll(draft: Draft, doubt: Doubt) -> None:
    draft.ask("roll", doubt)
    draft.left = False


def _read_leaving_columns(draft: Draft, record: Record, today: date) -> tuple[bool | None, bool]:
    """What a column such as "Leaver" says, yes or no, and whether two columns disagree about the pupil having left.

    The date of a column such as "Leaving date" goes into the draft.
    """
    flag = None
    said_left: set[bool] = set()
    for cell in record.values.get("leaving", ()):
        said = yes_or_no(cell)
        if said is None:
            said = says_left(squeezed(cell))
        if said is not None:
            flag = said if flag is None else flag
        elif day := draft.take("leaving", _after_birth(_last_day(cell, today), draft)):
            draft.leaving = draft.leaving or day
            said_left.add(day < today)
    return flag, len(said_left) > 1


def _after_birth(read: Reading[date], draft: Draft) -> Reading[date]:
    """The leaving date, in doubt where the pupil would have left before being born."""
    if read.value is None or draft.dob is None or read.value > draft.dob:
        return read
    why = N_(
        "Row %(row)s: the leaving date %(day)s comes before the birth date. Type the right date, or leave it empty."
    )
    return Reading(doubt=Doubt(Sentence(why, {"day": _shown(read.value)})))


_GONE = re.compile(r"(?:school )?leavers?(?: 20\d\d)?|left(?: school)?|off[ -]?roll|ex|former(?: pupils?)?", re.I)


def _read_hints(draft: Draft, record: Record, today: date) -> None:
    """Ask where a column such as "End Date" or "Leaving Reason", which can speak of other things, may say it."""
    said = record.cell("may_have_left")
    if is_nothing(said):
        # Offices move who has left into a year group or class of that name.
        groups = (record.cell("year"), record.cell("class_name"))
        said = next((cell for cell in groups if _GONE.fullmatch(squeezed(cell))), "")
    if draft.left or is_nothing(said) or yes_or_no(said) is False:
        return
    read = _last_day(said, today)
    day = read.value
    if (day and day < today) or read.doubt:
        why = N_("Row %(row)s: does %(value)s mean that this pupil has left? Choose whether the pupil is on roll.")
        draft.ask("roll", Doubt(Sentence(why, {"value": _shown(day) if day else squeezed(said)}), "left"))
