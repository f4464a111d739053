"""A column, what it was taken for and why, and what the user is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .sentences import N_, Sentence

WHOLE_NAMES = ("name", "name_surname_first", "name_forename_first")
#: Fields that may have several columns: their values are put together (needs), used where a better column is empty
#: (a first language), or have to agree (`one_row`).
MANY = {"needs", "need_named", "need_end", "need_rank"}
SEVERAL = ("upn", "dob", "year", "sen", "home_language", "leaving", "may_have_left")
LEFT_BEHIND = Sentence(N_("Left behind."))
BY_CODES = Sentence(N_("By what is in the column, and not by its heading."))
BY_WORDS = Sentence(N_("By the words in its heading, and what is in the column."))
MAY_COUNT = Sentence(N_("Left behind: it may only count the rows. If it is the admission number, choose that."))
OF_OTHERS = Sentence(N_("Left behind: it seems to speak of somebody else or of another time."))
NAMES_TOO = Sentence(N_("Left behind: it goes with a second set of names."))
COUNTS = Sentence(N_("Left behind: it only counts the rows."))


@dataclass(frozen=True)
class Column:
    """A column and what it is taken for; `key` names it in the user's own choice and stays the same next time."""

    index: int
    heading: str
    key: str
    field: str | None
    why: Sentence
    rank: int = 9


def letter(index: int) -> str:
    """The letter a spreadsheet shows over a column, A for 0."""
    before, last = divmod(index, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def number_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of a column that may hold admission numbers, in a list that has no other."""
    if any(column.field == "admission_no" for column in columns):
        return []
    why = N_("The column %(heading)s was left behind. If it holds admission numbers, choose that for it below.")
    return [Sentence(why, {"heading": column.heading}) for column in columns if column.why == MAY_COUNT]


def names_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of a second set of names, which may be pupils of another list, or parents."""
    if not (gone := [column.key for column in columns if column.why == NAMES_TOO]):
        return []
    why = N_(
        "These columns go with a second set of names and were left behind: %(headings)s. "
        "If they are pupils, save them as a list of their own."
    )
    return [Sentence(why, {"headings": ", ".join(gone)})]


def by_words_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of columns whose headings nobody has seen before, and that were taken for something."""
    taken = [one.key for one in columns if one.field and one.rank > 0 and one.why in (BY_WORDS, BY_CODES)]
    if not taken:
        return []
    why = N_("These headings are new to My Say: %(headings)s. Check what each column was taken for.")
    return [Sentence(why, {"headings": ", ".join(taken)})]


def others_notes(columns: Sequence[Column]) -> list[Sentence]:
    """What to tell of columns that look like a pupil's own facts, but seem to be another's or of another time."""
    if not (gone := [column.key for column in columns if column.why == OF_OTHERS]):
        return []
    why = N_(
        "Left behind, as they seem to speak of somebody else or of another time: %(headings)s. "
        "If such a column is about the pupil now, choose that for it."
    )
    return [Sentence(why, {"headings": ", ".join(gone)})]
