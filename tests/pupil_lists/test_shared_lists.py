"""The four invented exports: like SIMS, Arbor, Bromcom, and a Common Transfer File."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.pupil_lists.making import FILES, asked, plan_of, stored
from voice_app.services.pupil_lists.plan import as_json, check_file

ALL = ["sims-export.csv", "arbor-export.csv", "bromcom-export.xlsx", "3559993_CTF_3559990_001.xml"]


@pytest.mark.parametrize(
    ("name", "pupils", "stages", "without_upn", "two_needs"),
    [
        ("sims-export.csv", 61, {"N": 32, "E": 7, "K": 22}, 1, 8),
        ("arbor-export.csv", 58, {"K": 16, "E": 7, "N": 31, None: 4}, 2, 7),
        ("bromcom-export.xlsx", 60, {"N": 45, "K": 9, "E": 6}, 1, 4),
    ],
)
def test_every_pupil_comes_in_once(
    name: str, pupils: int, stages: dict[str | None, int], without_upn: int, two_needs: int
) -> None:
    plan = plan_of(name)
    assert len(plan.pupils) == pupils
    assert Counter(one.sen for one in plan.pupils) == stages
    assert sum(one.upn is None for one in plan.pupils) == without_upn
    assert sum(len(one.needs or ()) == 2 for one in plan.pupils) == two_needs
    assert not plan.skipped


def test_the_name_without_its_letters_is_asked_and_not_kept() -> None:
    plan = plan_of("sims-export.csv")
    (pupil,) = [one for one in plan.pupils if one.upn == "L355999018052"]
    assert (pupil.surname, pupil.forename, pupil.preferred) == (None, None, None)
    assert asked(plan) == [(pupil.row, field, None) for field in ("surname", "forename", "preferred")]


def test_two_rows_for_two_needs_are_one_pupil() -> None:
    (ines,) = [one for one in plan_of("sims-export.csv").pupils if one.upn == "E352999219025"]
    assert (ines.rows, ines.needs, ines.year) == ((6, 7), ("SLCN", "ASD"), "7")


def test_two_pupils_of_one_name_stay_two() -> None:
    avins = [one for one in plan_of("sims-export.csv").pupils if one.surname == "Ahmadi"]
    assert [one.dob for one in avins] == [date(2012, 3, 2), date(2011, 4, 2)]


def test_a_nursery_child_of_school_age_is_asked_about() -> None:
    plan = plan_of("arbor-export.csv")
    (beatriz,) = [one for one in plan.pupils if one.forename == "Beatriz"]
    assert (beatriz.year, beatriz.dob) == (None, date(2020, 12, 16))
    assert asked(plan) == [(beatriz.row, "year", "1")]


def test_nursery_is_told_by_the_birth_date() -> None:
    nursery = [one for one in plan_of("arbor-export.csv").pupils if one.class_name == "Acorns" and one.year]
    assert {one.year for one in nursery} == {"N2"}


def test_admission_numbers_keep_their_noughts() -> None:
    assert plan_of("bromcom-export.xlsx").pupils[0].admission_no == "001472"


def test_the_transfer_file_is_read_as_its_readme_says() -> None:
    found = check_file(FILES / "3559993_CTF_3559990_001.xml", today=date(2026, 9, 1))
    said = [
        ("L355999319004", "Kowalska", "Zofia", "Zosia", "2015-02-14", "6", "E", ["SLCN", "ASD"], "POL"),
        ("D355999319007", "O'Brien", "Ciarán", None, "2014-11-30", "6", "K", ["SPLD"], "ENG"),
        ("T355999319010", "Hussain", "Hafsa", None, "2015-08-31", "6", "N", [], "URD"),
        ("Z355999319014", "ap Rhys", "Llŷr", None, "2015-01-05", "6", "N", [], "CYM"),
        ("V355999319021", "Warsame", "Liban", None, "2014-09-02", "6", "E", ["PD"], "SOM"),
        ("J35599932501A", "Shevchenko", "Solomiia", None, "2015-05-19", "6", "N", [], "UKR"),
    ]
    fields = ("upn", "surname", "forename", "preferred", "dob", "year", "sen", "needs", "home_language")
    rows = [dict(zip(("row", *fields), (row, *one), strict=True)) for row, one in enumerate(said, start=1)]
    year = "This list seems to be of the school year 2025/26. Its year groups are taken as they stand: check them."
    assert found == {"pupils": rows, "ask": [], "skip": [], "notes": [year]}


@pytest.mark.parametrize("name", ALL)
def test_the_same_file_again_changes_nothing(name: str) -> None:
    first = plan_of(name)
    again = plan_of(name, known=stored(first))
    assert {line.what for line in again.lines} == {"same"}
    assert not again.missing


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_said_of_what_pupil_voice_does_not_need(name: str) -> None:
    said = str(as_json(plan_of(name)))
    for left_behind in ("Alder Road", "ZZ1 1AA", "07700", "WEEU", "InCare", "Beata"):
        assert left_behind not in said
