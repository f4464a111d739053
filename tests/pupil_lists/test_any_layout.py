"""However a list is laid out, the pupils read from it are those who were written into it, and nothing is asked."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import pytest

from tests.pupil_lists.making import asked, planned, upn, web_page, workbook, xml_workbook
from voice_app.services.pupil_lists.needs import NEEDS
from voice_app.services.pupil_lists.plan import as_json

SURNAMES = (
    "O'Neill",
    "Smith-Jones",
    "de la Cruz",
    "Ng",
    "Łukasik",
    "O",
    "St. John",
    "Nguyễn",
    "Year",
    "Class",
    "Begum",
)
FORENAMES = ("Zoë", "Síle", "Jo-Ann", "Mary Jane", "J", "May", "Will", "Sen", "Li", "Noor")
HEADINGS: Mapping[str, Sequence[str]] = {
    "upn": ("UPN", "Unique Pupil Number"),
    "surname": ("Surname", "Legal Last Name", "Family name"),
    "forename": ("Forename", "Legal First Name", "Given name"),
    "preferred": ("Preferred Forename", "Known as", "Pref. name"),
    "dob": ("DOB", "Date of Birth", "D.O.B."),
    "year": ("Year Group", "NC Year", "Yr"),
    "sen": ("SEN", "SEN Status", "SEND Provision"),
    "needs": ("SEN Need", "Primary Need", "Need type"),
    "home_language": ("Home Language", "1st Language", "Language"),
}
#: What stands beside in such lists, and must be taken for nothing.
BESIDE: Mapping[str, Sequence[str]] = {
    "Ethnicity": ("WBRI",),
    "Mother Surname": ("Bloggs",),
    "Sibling": ("Ann Smith",),
    "SEN start date": ("01/09/2024",),
    "EHCP review date": ("01/12/2026", ""),
    "Previous SEN status": ("N", "K"),
    "SEN Notes": ("Dyslexia?", ""),
    "Stream": ("K", "N", "E"),
    "EAL": ("Y", "N"),
    "Former UPN": ("A1",),
    "Entry date": ("01/09/2024",),
    "Address": ("1 High St, Town",),
}
DATES: Sequence[Callable[[date], str]] = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d-%b-%y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%d %B %Y}",
    lambda day: str((day - date(1899, 12, 30)).days),
)
STAGES: Mapping[str, Sequence[str]] = {
    "N": ("N", "No SEN", "N - No special educational need"),
    "K": ("K", "SEN Support", "K - SEN support"),
    "E": ("E", "EHCP", "E - Education, Health and Care Plan"),
}


def a_pupil(chance: random.Random, number: int) -> dict[str, object]:
    year = chance.randint(1, 11)
    stage = chance.choice("NKE")
    return {
        "upn": upn(number),
        "surname": chance.choice(SURNAMES),
        "forename": chance.choice(FORENAMES),
        "preferred": chance.choice([None, "Annie"]),
        "dob": date(2021 - year, 9, 1) + timedelta(days=chance.randint(0, 364)),
        "year": str(year),
        "sen": stage,
        "needs": [] if stage == "N" else chance.sample(NEEDS[:11], chance.randint(0, 2)),
        "home_language": chance.choice(["English", "POL", None]),
    }


def laid_out(chance: random.Random, pupils: Sequence[Mapping[str, object]]) -> tuple[bytes, list[int]]:
    """A file with these pupils, and the row of each."""
    columns = [*HEADINGS, *chance.sample(list(BESIDE), chance.randint(0, 6))]
    chance.shuffle(columns)
    head = [chance.choice(HEADINGS[one]) if one in HEADINGS else one for one in columns]
    written, stages = chance.choice(DATES), {code: chance.choice(words) for code, words in STAGES.items()}
    year, parted = chance.choice(["{}", "Y{}", "Year  {}", "{:0>2}"]), chance.choice([", ", "; ", " / "])
    rows = [["SEN list"], []] if chance.random() < 0.4 else []
    rows.append(head)
    places = []
    for number, pupil in enumerate(pupils):
        if number == 3 and chance.random() < 0.4:
            rows.append(head)
        born, needs = pupil["dob"], pupil["needs"]
        assert isinstance(born, date)
        assert isinstance(needs, list)
        cells = {name: str(value or "") for name, value in pupil.items()} | {
            "dob": written(born),
            "year": year.format(pupil["year"]),
            "sen": stages[str(pupil["sen"])],
            "needs": parted.join(needs),
        }
        rows.append([cells[one] if one in cells else chance.choice(BESIDE[one]) for one in columns])
        places.append(len(rows))
    if chance.random() < 0.5:
        rows.append(["Total", str(len(pupils))])
    kind = chance.random()
    if kind < 0.3:
        return workbook({"List": rows}), places
    if kind < 0.4:
        return web_page(rows).encode(), places
    if kind < 0.5:
        return xml_workbook(rows).encode(), places
    out = io.StringIO()
    separator = chance.choice(",;\t|")
    csv.writer(out, delimiter=separator, quoting=chance.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])).writerows(rows)
    return out.getvalue().encode(chance.choice(["utf-8", "utf-8-sig", "utf-16"])), places


@pytest.mark.parametrize("seed", range(60))
def test_what_was_written_is_what_is_read(seed: int) -> None:
    chance = random.Random(seed)
    pupils: list[dict[str, object]] = []
    for number in range(chance.randint(5, 15)):
        one = a_pupil(chance, number)
        if all((one["surname"], one["forename"]) != (other["surname"], other["forename"]) for other in pupils):
            pupils.append(one)
    content, places = laid_out(chance, pupils)
    plan = planned(content)
    assert asked(plan) == []
    assert as_json(plan)["pupils"] == [
        {"row": row, **one, "dob": str(one["dob"])} for row, one in zip(places, pupils, strict=True)
    ]
