"""How SEND registers are kept by hand: stage and needs in one column, ticks, marks, classes and names in words."""

from __future__ import annotations

import pytest

from tests.pupil_lists.making import asked, planned, skipped, workbook
from voice_app.services.pupil_lists.cells import row_of
from voice_app.services.pupil_lists.needs import stage_and_needs

NAMES = ("Bell,Ann,13/03/2016", "Cole,Bob,14/03/2016", "Dean,Cat,15/03/2016")


def register(headings: str, *cells: str) -> str:
    rows = [f"{name},{cell}" for name, cell in zip(NAMES, cells, strict=False)]
    return "\n".join([f"Surname,Forename,DOB,{headings}", *rows]) + "\n"


@pytest.mark.parametrize("heading", ["SEN", "SEN Status", "SEN stage and need", "SEND status / need", "Needs"])
def test_a_column_that_says_stage_and_needs_in_one_gives_both(heading: str) -> None:
    plan = planned(register(heading, "K - ASD", "EHCP (SEMH)", '"K: ASD, SLCN"'))
    assert [(one.sen, one.needs) for one in plan.pupils] == [
        ("K", ("ASD",)),
        ("E", ("SEMH",)),
        ("K", ("ASD", "SLCN")),
    ]
    assert not plan.questions


def test_beside_them_a_stage_alone_and_a_need_alone_are_what_they_are() -> None:
    plan = planned(register("SEN", "K - ASD", "N", "SLCN"))
    assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ("ASD",)), ("N", ()), (None, ("SLCN",))]
    assert not plan.questions


def test_what_is_neither_is_asked_as_both() -> None:
    plan = planned(register("SEN", "K - ASD", "Seen by Ms Hall"))
    assert (plan.pupils[1].sen, plan.pupils[1].needs) == (None, None)
    assert asked(plan) == [(3, "sen", None), (3, "needs", None)]


def test_the_need_behind_a_stage_is_asked_where_it_is_no_type_of_the_census() -> None:
    plan = planned(register("SEN", "K - ADHD", "E"))
    assert (plan.pupils[0].sen, plan.pupils[0].needs) == ("K", None)
    assert asked(plan) == [(2, "needs", "SEMH")]


@pytest.mark.parametrize(
    "written", ["SEN Support - ended", "No SEN - ASD", "E - Education, health and care plan", "K (2)"]
)
def test_other_words_with_a_stage_are_no_stage_with_needs(written: str) -> None:
    assert stage_and_needs(written) is None


@pytest.mark.parametrize("written", ["SEN Support - ended", "No SEN - ASD"])
def test_a_stage_that_is_over_or_denies_what_follows_is_asked(written: str) -> None:
    plan = planned(register("SEN Status", written, "K"))
    assert [one.sen for one in plan.pupils] == [None, "K"]
    assert asked(plan) == [(2, "sen", None)]


@pytest.mark.parametrize(
    "written",
    ["EHCP requested - ASD", "EHCP - applied for, ASD", "EHCP, awaiting, ASD", "E (lapsed) ASD", "E to K - ASD"],
)
def test_a_plan_that_may_not_be_one_is_asked_about_whatever_need_stands_beside_it(written: str) -> None:
    for others in ("K", "K - SLCN"):
        plan = planned(register("SEN Status", f'"{written}"', others, "E - VI"))
        assert [one.sen for one in plan.pupils] == [None, "K", "E"]
        assert (2, "sen") in [(row, field) for row, field, _ in asked(plan)]


def test_two_stages_with_a_need_are_asked_about() -> None:
    plan = planned(register("SEN Status", "K/E ASD", "K - SLCN"))
    assert plan.pupils[0].sen is None
    assert (2, "sen", None) in asked(plan)


def test_one_slip_in_a_column_of_needs_makes_no_stage_of_its_none() -> None:
    plan = planned(register("SEN,Primary need", "K,SLCN", "N,None", "K,K - ASD"))
    assert [one.sen for one in plan.pupils] == ["K", "N", "K"]


@pytest.mark.parametrize(
    "heading",
    ["C&I", "S&P", "Communication and interaction", "Sensory and/or physical", "ADHD", "Down's syndrome"],
)
def test_a_tick_under_an_area_of_need_or_a_diagnosis_asks_which_type_it_is(heading: str) -> None:
    plan = planned(register(f"SEN,{heading}", "K,x", "K,"))
    assert [one.needs for one in plan.pupils] == [None, ()]
    assert [(row, field) for row, field, _ in asked(plan)] == [(2, "needs")]


def test_a_tick_under_what_is_no_need_asks_nothing() -> None:
    plan = planned(register("SEN,Free school meals", "K,x", "K,"))
    assert [one.needs for one in plan.pupils] == [(), ()]
    assert not plan.questions


@pytest.mark.parametrize(("first", "second"), [("P", "S"), ("Primary", "Secondary"), ("1", "2"), ("main", "2nd")])
def test_marks_under_the_names_of_needs_give_their_order(first: str, second: str) -> None:
    plan = planned(register("SEN,SLCN,ASD", f"K,{second},{first}", f"K,{first},{second}"))
    if first == "1":  # a 1 may only be a tick: where a 2 stands before it, the order is asked
        assert asked(plan) == [(2, "needs", "SLCN ASD")]
    else:
        assert plan.pupils[0].needs == ("ASD", "SLCN")
    assert plan.pupils[1].needs == ("SLCN", "ASD")


def test_a_code_of_the_school_beside_the_stages_is_asked_and_hides_none_of_them() -> None:
    plan = planned(register("Category", "K", "E", "M"))
    assert [one.sen for one in plan.pupils] == ["K", "E", None]
    assert asked(plan) == [(4, "sen", None)]


@pytest.mark.parametrize("written", ["GREEN Jacob", "Jacob GREEN"])
def test_the_surname_in_capitals_is_suggested_on_either_side(written: str) -> None:
    plan = planned(f"Name,DOB\n{written},13/03/2016\n")
    assert asked(plan) == [(2, "surname", "GREEN"), (2, "forename", "Jacob")]


@pytest.mark.parametrize(("written", "surname"), [("AJ Green", "Green"), ("TJ Lee", "Lee")])
def test_two_initials_are_no_surname_in_capitals(written: str, surname: str) -> None:
    assert asked(planned(f"Name,DOB\n{written},13/03/2016\n"))[0] == (2, "surname", surname)


def test_an_initial_is_no_surname_in_capitals() -> None:
    assert asked(planned("Name,DOB\nD. Evans,13/03/2016\n")) == [(2, "surname", "Evans"), (2, "forename", "D.")]


def test_the_name_a_pupil_likes_ends_before_the_surname_that_is_asked_about() -> None:
    plan = planned("Legal name,Chosen name,DOB\nJacob Green,Jake Green,13/03/2016\n")
    assert plan.pupils[0].preferred == "Jake"


def test_a_class_with_its_year_before_a_stroke_says_the_year() -> None:
    plan = planned("Surname,Forename,DOB,Year/Class\nBell,Ann,13/03/2019,3 / Oak\nCole,Bob,14/03/2018,4 - Ash\n")
    assert [one.year for one in plan.pupils] == ["3", "4"]


@pytest.mark.parametrize("reception", ["Squirrels (R)", "Squirrels YR", "Squirrels Reception"])
def test_reception_is_told_by_the_name_of_its_class(reception: str) -> None:
    plan = planned(f"Surname,Forename,DOB,Class\nBell,Ann,13/03/2020,Foxes Y1\nCole,Bob,14/03/2021,{reception}\n")
    assert [one.year for one in plan.pupils] == ["1", "R"]


@pytest.mark.parametrize("heading", ["Name of child", "Full name of pupil", "Name of the young person", "Young person"])
def test_a_whole_name_is_known_by_whose_it_is(heading: str) -> None:
    plan = planned(f'{heading},DOB\n"Bell, Ann",13/03/2016\n')
    assert [(one.surname, one.forename) for one in plan.pupils] == [("Bell", "Ann")]


MAIN: list[list[str | int | None]] = [
    ["Surname", "Forename", "DOB", "Year", "SEN"],
    ["Bell", "Ann", "13/03/2015", 7, "K"],
]


def test_pupils_on_a_sheet_with_other_headings_are_told_of_and_not_dropped_in_silence() -> None:
    other = [["First name", "Last name", "D.O.B."], ["Cat", "Dean", "14/03/2014"], ["Ann", "Bell", "13/03/2015"]]
    plan = planned(workbook({"Y7": MAIN, "Y8": other}))
    assert [one.surname for one in plan.pupils] == ["Bell"]
    assert list(skipped(plan).values()) == [
        "Row 2 (Y8): this sheet was left alone. Are its pupils wanted? Save the sheet as a file of its own."
    ]


def test_another_child_of_the_same_name_is_told_of_too() -> None:
    other: list[list[str | int | None]] = [
        ["First name", "Last name", "D.O.B."],
        ["Ann", "Bell", "09/09/2013"],
        ["Ann", "Bell", "2015-03-13"],
    ]
    assert [row_of(place)[0] for place in skipped(planned(workbook({"Y7": MAIN, "Y8": other})))] == [2]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Leavers", [["First name", "Last name", "D.O.B."], ["Cat", "Dean", "14/03/2014"]]),
        ("Groups", [["Name", "Reading group"], ["Cat Dean", "Blue"]]),
    ],
)
def test_leavers_and_sheets_without_birth_dates_are_left_alone_without_a_word_for_each_row(
    name: str, other: list[list[str | int | None]]
) -> None:
    assert not skipped(planned(workbook({"Y7": MAIN, name: other})))
