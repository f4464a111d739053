"""Year groups of schools in England, and the year group that goes with a birth date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from .cells import Cell, Doubt, Reading, error_cell, is_nothing, squeezed
from .sentences import N_, Sentence

#: The oldest year group: special schools keep young people to 19.
LAST_YEAR = 14
NURSERY = "nursery"

_EARLY = {"N1": -2, "N2": -1, "R": 0}
_BY_NUMBER = {number: year for year, number in _EARLY.items()}
_WORDS = {
    "r": "R", "yr": "R", "rec": "R", "reception": "R", "receptionclass": "R", "receptionyear": "R", "fs2": "R",
    "f2": "R", "foundation2": "R", "foundationstage2": "R", "eyfs2": "R",
    "n1": "N1", "nursery1": "N1", "nursery1styear": "N1", "nurseryfirstyear": "N1", "nurseryyear1": "N1",
    "n2": "N2", "nursery2": "N2", "nursery2ndyear": "N2", "nurserysecondyear": "N2", "nurseryyear2": "N2",
    "fs1": "N2", "f1": "N2", "foundation1": "N2", "foundationstage1": "N2",
    "derbyn": "R", "dosbarthderbyn": "R", "bld": "R",
    "lowersixth": "12", "lowersixthform": "12", "l6": "12", "uppersixth": "13", "uppersixthform": "13", "u6": "13",
    **{word: str(number) for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen"), start=1)},
}  # fmt: skip
_EARLY_NUMBERS = {"0": "R", "00": "R", **{str(number): year for year, number in _EARLY.items() if number}}
#: Asked of 0, -1 and -2, unless the birth date says the same.
COUNTED_DOWN = N_("Row %(row)s: which year group is %(value)s? Choose the year group.")
_PLAIN_NURSERY = {
    "n", "nur", "nurs", "nursery", "nurseryclass", "preschool", "nurseryschool", "meithrin", "dosbarthmeithrin",
}  # fmt: skip
_BEFORE = re.compile(
    r"^(?:(?:national ?curriculum|nc|curriculum|school)\s*)?(?:year\s*groups?|years?|yrs?|y|grp|group|blwyddyn|bl)?"
    r"[\s.:\-–]*",
    re.I,
)
# "Year 7 (7)", "7 - Year 7": the same said twice.
_TWICE = re.compile(r"^(.+?)\s*(?:\((.+)\)|\s[-–:]\s(.+)|:\s*(.+))$")


def number_of(year: str) -> int:
    """N1 is -2, N2 -1, R 0, Year 1 is 1."""
    return _EARLY[year] if year in _EARLY else int(year)


def year_of(number: int) -> str | None:
    """The year group of a number, or nothing outside N1 to Year 14."""
    return _BY_NUMBER.get(number) or (str(number) if 1 <= number <= LAST_YEAR else None)


def school_year(day: date) -> int:
    """The calendar year in which the school year of this day began, on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def usual_number(dob: date, in_school_year: int) -> int:
    """The number of the year group of a child born on this day; a child is 5 before it enters Year 1."""
    return in_school_year - school_year(dob) - 5


def usual_year(dob: date, in_school_year: int) -> str | None:
    """The year group of a child born on this day, in the school year that began in this calendar year."""
    return year_of(usual_number(dob, in_school_year))


def school_year_of_list(pairs: Iterable[tuple[str, date]], today: date) -> int:
    """The school year a list was made in, seen from most of its pupils' (year group, birth date); else today's.

    A list printed in July and brought in in September is a year behind, and right.
    """
    seen = Counter(number_of(year) + school_year(dob) + 5 for year, dob in pairs)
    now = school_year(today)
    if not seen:
        return now
    likely, times = max(seen.items(), key=lambda item: (item[1], item[0] == now))
    return likely if times >= 3 and 2 * times > seen.total() and -5 <= likely - now <= 1 else now


def read_year(cell: Cell) -> Reading[str]:
    """The year group: "N1", "N2", "R", "1" to "14". Plain "Nursery" is in doubt, with "nursery" as what is likely."""
    doubt = error_cell(cell)
    if doubt or is_nothing(cell):
        return Reading(doubt=doubt)
    text = squeezed(cell)
    # In "Year-1" the dash only parts the two; it counts down after a space, or where the number stands alone.
    number = re.sub(r"^(?:(?:nc )?year|yr|ncy)(?: (?=[-−–]\d)| ?(?=\d))|\.0+$", "", text, flags=re.I)
    if early := _EARLY_NUMBERS.get(number.replace("−", "-").replace("–", "-")):
        # Systems count down below Year 1, and not all of them alike.
        return Reading(doubt=Doubt(Sentence(COUNTED_DOWN, {"value": text}), early))
    year = _year(text)
    if year is None and (twice := _TWICE.match(text)):
        said = {_year(part) for part in twice.groups() if part}
        year = said.pop() if len(said) == 1 else None
    if year == NURSERY:
        why = N_("Row %(row)s: the list says %(value)s. Choose N1 (the younger children) or N2.")
        return Reading(doubt=Doubt(Sentence(why, {"value": text})), likely=NURSERY)
    if year is not None:
        return Reading(year)
    why = N_("Row %(row)s: we do not know the year group %(value)s. Choose the year group.")
    named = years_in_words(text)
    return Reading(doubt=Doubt(Sentence(why, {"value": text}), named[0] if len(named) == 1 else _class_year(text)))


def _year(text: str) -> str | None:
    if re.fullmatch(r"-?\d+\.0+", text):
        text = text.split(".")[0]
    rest = _BEFORE.sub("", text)
    word = re.sub(r"[\s.\-]", "", rest).casefold()
    if re.fullmatch(r"0?[1-9]|1[0-4]", word) and word.isascii():
        return str(int(word))
    if word in _PLAIN_NURSERY:
        return NURSERY
    return _WORDS.get(word) or _WORDS.get(re.sub(r"[\s.\-]", "", text).casefold())


def years_in_words(class_name: str) -> list[str]:
    """The year groups that the name of a class says in words: one of Oak Y5, two of Y3/4 Elm, none of 7B."""
    said: list[str] = []
    for found in _IN_A_CLASS.finditer(class_name):
        numbers = re.findall(r"\d+", found[0])
        said += [str(int(number)) for number in numbers] if found[1] else [_year(found[0]) or ""]
    return list(dict.fromkeys(said))


def year_by_number(class_name: str) -> str | None:
    """The year group that the number of a class seems to be: 7B, 12 Elm, 3 / Oak."""
    found = re.fullmatch(r"(1[0-4]|0?[1-9])\s?[/\-–]?\s?[A-Za-z].*", class_name)
    return str(int(found[1])) if found else None


_NUMBER = r"(?:1[0-4]|0?[1-9])(?!\d)"
_IN_A_CLASS = re.compile(
    rf"\b(?:(year|yr|y(?=\d))[\s.\-]?{_NUMBER}(?:\s?(?:[/&+,\-–]|and|to)\s?{_NUMBER})*"
    r"|(?:reception|rec|fs2|n1|n2|yr(?!\w|[\s.\-]?\d))\b|(?<=\()r(?=\)))",
    re.I,
)


def _class_year(text: str) -> str | None:
    """What year a class such as 7B seems to be in: to suggest, never to store."""
    found = re.fullmatch(r"(?:Y|Yr|Year)?\s*(1[0-4]|0?[1-9])[\s/\-]?[A-Z]{1,3}\d?", text, re.I)
    return str(int(found[1])) if found else None
