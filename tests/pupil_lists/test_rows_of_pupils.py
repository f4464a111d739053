"""Rows and pupils: no two children become one, no child becomes two, and no row is lost, unless somebody says so."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.pupil_lists.making import asked, planned, skipped, upn, workbook
from voice_app.services.pupil_lists.plan import Plan, as_json


def names(plan: Plan) -> list[tuple[str | None, str | None]]:
    """Surname and forename of each pupil."""
    return [(one.surname, one.forename) for one in plan.pupils]


def check_of(plan: Plan) -> Any:
    """What the check prints, read back."""
    return json.loads(json.dumps(as_json(plan)))


def accounted(plan: Plan) -> set[int]:
    """The rows that the check speaks of, wherever it does."""
    found = check_of(plan)
    rows = {one["row"] for part in ("pupils", "ask", "skip") for one in found[part]}
    return rows | {int(row) for note in found["notes"] for row in re.findall(r"(\d+) →", note)}


class TestOneNumberAtTwoChildren:
    """While the names are still asked, what the list writes tells the children apart."""

    @pytest.mark.parametrize(
        "text",
        [
            f"Name,UPN,Need\nIsla Fox,{upn(1)},MLD\nKai Grant,{upn(1)},SLCN\n",
            f"UPN,Surname,Forename,Need\n{upn(1)},?ukasz,J?zef,MLD\n{upn(1)},W?jcik,S?awek,SLCN\n",
            f"Pupil,,UPN,Need\nFox,Isla,{upn(1)},MLD\nGrant,Kai,{upn(1)},SLCN\n",
        ],
    )
    def test_is_kept_for_neither(self, text: str) -> None:
        plan = planned(text)
        assert [(one.row, one.upn, one.needs) for one in plan.pupils] == [(2, None, ("MLD",)), (3, None, ("SLCN",))]
        assert {(2, "upn", None), (3, "upn", None)} <= {*asked(plan)}

    def test_holds_for_admission_numbers(self) -> None:
        plan = planned("Adm No,Name,DOB\n101,Isla Fox,05/01/2015\n101,Kai Grant,05/01/2015\n")
        assert {(2, "admission_no", None), (3, "admission_no", None)} <= {*asked(plan)}

    def test_the_same_name_in_another_order_is_one_child(self) -> None:
        plan = planned(f'Name,UPN,Need\nIsla Fox,{upn(1)},MLD\n"FOX, Isla",{upn(1)},SLCN\n')
        assert [(one.rows, one.needs) for one in plan.pupils] == [((2, 3), ("MLD", "SLCN"))]

    def test_a_name_typed_for_the_first_row_parts_it_from_no_other_row(self) -> None:
        text = f"UPN,Surname,Forename,Need\n{upn(1)},?ukasz,J?zef,MLD\n{upn(1)},?ukasz,J?zef,SLCN\n"
        plan = planned(text, answers={"2:surname": "Łukasz", "2:forename": "Józef"})
        assert [(one.surname, one.upn, one.needs) for one in plan.pupils] == [("Łukasz", upn(1), ("MLD", "SLCN"))]


class TestOneChildOnTwoRows:
    TWO = (
        "UPN,Adm No,Surname,Forename,DOB,Need\n"
        "{},{},Fox,Isla,05/01/2015,MLD\n{},{},Fox,Isla,05/01/2015,SLCN\n"
    )  # fmt: skip

    @pytest.mark.parametrize(
        "numbers", [("R89243211901A", "", upn(2), ""), (upn(1), "", upn(2), ""), ("", "101", "", "102")]
    )
    def test_with_another_number_is_asked_and_the_answer_decides(self, numbers: tuple[str, ...]) -> None:
        text = self.TWO.format(*numbers)
        plan = planned(text)
        assert [(one.row, one.needs) for one in plan.pupils] == [(2, ("MLD",))]
        assert asked(plan) == [(3, "pupil", "row 2")]
        assert "the same birth date, but another number" in str(plan.questions[0].why)
        same = planned(text, answers={"3:pupil": "row 2"})
        assert [one.needs for one in same.pupils] == [("MLD", "SLCN")]
        another = planned(text, answers={"3:pupil": "new"})
        assert [one.needs for one in another.pupils] == [("MLD",), ("SLCN",)]

    @pytest.mark.parametrize("order", [("R89243211901A", upn(2)), (upn(2), "R89243211901A")])
    def test_keeps_the_lasting_upn_of_the_two(self, order: tuple[str, str]) -> None:
        plan = planned(self.TWO.format(order[0], "", order[1], ""), answers={"3:pupil": "row 2"})
        assert ([one.upn for one in plan.pupils], plan.questions) == ([upn(2)], [])

    def test_whose_name_is_asked_is_one_pupil_still(self) -> None:
        plan = planned("Name,DOB,Need\nIsla Fox,05/01/2015,MLD\nIsla Fox,05/01/2015,SLCN\n")
        assert [(one.rows, one.needs) for one in plan.pupils] == [((2, 3), ("MLD", "SLCN"))]

    def test_whose_name_lost_letters_is_asked(self) -> None:
        plan = planned("Surname,Forename,DOB\nFox,?ukasz,05/01/2015\nFox,?ukasz,05/01/2015\n")
        assert (3, "pupil", "row 2") in asked(plan)

    def test_a_word_that_holds_a_names_place_makes_no_two_children_one(self) -> None:
        plan = planned("Surname,Forename,DOB\nTBC,TBC,05/01/2015\nTBC,TBC,05/01/2015\n")
        assert [one.row for one in plan.pupils] == [2, 3]

    def test_a_further_row_with_the_surname_alone_is_asked(self) -> None:
        text = "Surname,Forename,DOB,Need,Rank\nAhmed,Sami,05/09/2016,SLCN,1\nAhmed,,,SEMH,2\nBrown,Di,06/10/2016,,\n"
        plan = planned(text)
        assert names(plan) == [("Ahmed", "Sami"), ("Brown", "Di")]
        assert (3, "pupil", "row 2") in asked(plan)
        same = planned(text, answers={"3:pupil": "row 2"})
        assert (same.pupils[0].needs, same.questions) == (("SLCN", "SEMH"), [])


def test_the_check_speaks_of_every_row() -> None:
    text = (
        "My school\nUPN,Surname,Forename,Year,Need\n"
        f"{upn(1)},Lee,Jo,7,ASD\n{upn(1)},Lee,Jo,7,HI\n{upn(1)},Lee,Jo,7,HI\n,,,,MLD\n"
        f"{upn(2)},Khan,Ali,8,\nTotal,2,,,\n"
    )
    plan = planned(text)
    assert accounted(plan) == {1, 3, 4, 5, 6, 7, 8}
    assert list(skipped(plan)) == [1, 5, 8]
    assert "Further rows of a pupil, and the row they were joined with: 4 → 3, 6 → 3." in check_of(plan)["notes"]


class TestHeadingsOverSeveralColumns:
    HEAD = ("No.", "Pupil", "", "UPN", "Need")
    ROWS = (
        ("1", "Stone", "Amelia", upn(1), "ASD"),
        ("2", "Patel", "Noah", upn(2), ""),
        ("3", "Lee", "Ruby", upn(3), ""),
    )

    @pytest.mark.parametrize(
        "more",
        [("", "Year 5 total: 2"), ("", "K = SEN Support, E = EHCP"), ("Total", "3"), ("4", "Prince", "", upn(4), "")],
    )
    def test_a_name_over_two_is_read_past_rows_that_fill_only_the_first(self, more: tuple[str, ...]) -> None:
        plan = planned(workbook({"Sheet": [self.HEAD, *self.ROWS[:2], more, self.ROWS[2]]}))
        said = asked(plan)
        for row, (_, surname, forename, *_) in zip((2, 3, 5), self.ROWS, strict=True):
            assert {(row, "surname", surname), (row, "forename", forename)} <= {*said}

    def test_one_comment_beside_a_name_is_no_part_of_names(self) -> None:
        plan = planned(workbook({"Sheet": [("Name", "", "UPN"), ("Isla", "new", upn(1)), *[("Kai", "", upn(2))] * 2]}))
        assert [column.field for column in plan.columns] == ["name", None, "upn"]

    @pytest.mark.parametrize("below", [("First", "Last"), ("Forename", "Surname"), ("First name", "Family name")])
    def test_the_two_parts_of_the_name_may_be_named_in_a_second_row(self, below: tuple[str, str]) -> None:
        rows = [self.HEAD, ("", *below), ("1", "Amelia", "Stone", upn(1), "ASD"), ("2", "Noah", "Patel", upn(2), "")]
        plan = planned(workbook({"Sheet": rows}))
        assert names(plan) == [("Stone", "Amelia"), ("Patel", "Noah")]
        assert skipped(plan) == {2: "Row 2 has headings, not a pupil."}

    def test_crosses_under_types_of_need_in_a_second_row_are_read_or_asked(self) -> None:
        rows = [("Surname", "Forename", "Need", "", ""), ("", "", "SEMH", "ASD", "C&L"), ("Lee", "Jo", "x", "", ""),
                ("Fox", "Di", "", "x", "x"), ("Roe", "Max", "", "", "x")]  # fmt: skip
        plan = planned(workbook({"Sheet": rows}))
        assert [one.needs for one in plan.pupils] == [("SEMH",), None, None]
        assert asked(plan) == [(4, "needs", "ASD"), (5, "needs", None)]

    def test_a_first_pupil_is_no_second_row_of_headings(self) -> None:
        plan = planned("Name,,UPN\nFirst,Stone,\nNoah,Patel,\n")
        assert [one.row for one in plan.pupils] == [2, 3]


class TestRowWithACellTooMany:
    HEAD = "Surname,Forename,DOB,Year,SEN,Need,Home Language\n"

    def test_what_a_comma_too_many_may_have_moved_is_asked(self) -> None:
        text = self.HEAD + "Stone,Amelia,05/01/2015,7,K,ASD,SLCN,English\nPatel,Noah,05/01/2014,8,E,SLCN,Gujarati\n"
        plan = planned(text)
        assert [(one.sen, one.needs, one.home_language) for one in plan.pupils] == [
            ("K", None, None),
            ("E", ("SLCN",), "Gujarati"),
        ]
        assert asked(plan) == [(2, "needs", "ASD"), (2, "home_language", "SLCN")]
        answered = planned(text, answers={"2:needs": "ASD SLCN", "2:home_language": "English"})
        assert (answered.pupils[0].needs, answered.pupils[0].home_language) == (("ASD", "SLCN"), "English")
        assert answered.questions == []

    def test_everything_is_asked_where_nothing_is_in_its_place(self) -> None:
        plan = planned(
            self.HEAD + "Stone,Jr,Amelia,05/01/2015,7,K,ASD,English\n" + "Patel,Noah,05/01/2014,8,E,SLCN,Gujarati\n" * 2
        )
        fields = {field for _, field, _ in asked(plan)}
        assert fields == {"surname", "forename", "dob", "year", "sen", "needs", "home_language"}

    def test_empty_cells_at_the_end_move_nothing(self) -> None:
        assert not planned(self.HEAD + "Stone,Amelia,05/01/2015,7,K,ASD,English,,\n").questions

    def test_row_numbers_without_a_heading_move_nothing(self) -> None:
        plan = planned("Surname,Forename,Year\n1,Stone,Amelia,5\n2,Patel,Noah,6\n")
        assert [(one.surname, one.forename, one.year) for one in plan.pupils] == [
            ("Stone", "Amelia", "5"),
            ("Patel", "Noah", "6"),
        ]

    def test_whole_names_with_a_comma_and_no_quotation_marks_move_nothing(self) -> None:
        plan = planned("Name,DOB,Year\nStone, Amelia,03/09/2016,5\nPatel, Noah,09/01/2017,5\n")
        assert [one.year for one in plan.pupils] == ["5", "5"]
        assert (3, "surname", "Patel") in asked(plan)
        assert (3, "forename", "Noah") in asked(plan)


class TestRowsOfAProvisionMap:
    TEXT = (
        "Pupil name,Year,Area of Need,Intervention\n"
        '"Abbott, Lily",5,ASD,Speech link\n,,SEMH,Lego therapy\n"Chan, Oscar",6,MLD,Toe by toe\n'
    )

    def test_a_need_without_a_name_beside_other_cells_is_asked(self) -> None:
        plan = planned(self.TEXT)
        assert [(one.row, one.needs) for one in plan.pupils] == [(2, ("ASD",)), (4, ("MLD",))]
        assert asked(plan) == [(3, "pupil", "row 2")]
        same = planned(self.TEXT, answers={"3:pupil": "row 2"})
        assert ([one.needs for one in same.pupils], same.questions) == ([("ASD", "SEMH"), ("MLD",)], [])

    def test_a_row_without_a_need_is_left_out_with_the_reason(self) -> None:
        assert list(skipped(planned(self.TEXT + ",,,Handwriting\n"))) == [5]


class TestYearGroupsOverGroupsOfPupils:
    def test_are_taken_for_the_pupils_below_and_somebody_is_told(self) -> None:
        text = (
            "Surname,Forename,DOB,Year\nLee,Jo,05/01/2018,Year 4\nYEAR 3,,,\nFox,Di,05/06/2019,\nOak class,,,\n"
            "Bell,Amy,07/06/2019,\nReception,,,\nRoe,Max,01/02/2022,\nWaiting list,,,\nKhan,Ali,01/02/2022,\n"
        )
        plan = planned(text)
        assert [one.year for one in plan.pupils] == ["4", "3", "3", "R", None]
        assert "from the name of the sheet: rows 4, 6, 8." in " ".join(map(str, plan.notes))

    def test_may_stand_beside_the_teachers_name_or_in_the_title(self) -> None:
        text = "Surname,Forename,DOB\nFox,Di,05/06/2017\nYear 6 - Mr Ali,,\nBell,Amy,07/06/2016\n"
        assert [one.year for one in planned("Year 5 – Willow,,\n" + text).pupils] == ["5", "6"]

    @pytest.mark.parametrize(
        "title", ["Year 5/6 Willow", "Year 6 leavers", "Year 5 total: 2", "Years 5 and 6", "Year 20"]
    )
    def test_are_not_taken_from_words_that_may_say_something_else(self, title: str) -> None:
        assert planned(f"{title},,\nSurname,Forename,SEN\nFox,Di,K\n").pupils[0].year is None

    def test_are_asked_where_the_birth_date_speaks_against_it(self) -> None:
        plan = planned("Surname,Forename,DOB\nYear 4,,\nFox,Di,05/06/2012\n")
        assert [field for _, field, _ in asked(plan)] == ["year"]


class TestHeadings:
    @pytest.mark.parametrize("heading", ["Yr/Tutor", "Year/Tutor", "Year & Tutor Group", "Tutor/Year"])
    def test_year_and_tutor_group_in_one(self, heading: str) -> None:
        plan = planned(f"Surname,Forename,{heading},DOB\nStone,Amelia,7T,05/01/2015\nPatel,Noah,8R,05/01/2014\n")
        assert [(one.class_name, one.year) for one in plan.pupils] == [("7T", "7"), ("8R", "8")]

    def test_yes_and_no_of_a_programs_own_export(self) -> None:
        text = (
            "first_name,last_name,is_sen_support,has_ehcp\nJo,Lee,true,false\nDi,Fox,false,true\nMax,Roe,false,false\n"
        )
        assert [one.sen for one in planned(text).pupils] == ["K", "E", "N"]

    def test_a_question_to_parents_about_the_plan(self) -> None:
        text = "Surname,Forename,Does your child have an EHCP?\nLee,Jo,Yes\nFox,Di,No\n"
        assert [one.sen for one in planned(text).pupils] == ["E", None]

    def test_learning_support_is_the_stage_where_it_holds_one(self) -> None:
        text = "Surname,Forename,Learning Support\nWu,Mei,Yes\nFox,Di,EHCP\nKim,Ji,Monitor\nRoe,Max,\n"
        plan = planned(text)
        assert [one.sen for one in plan.pupils] == [None, "E", None, None]
        assert [(row, field) for row, field, _ in asked(plan)] == [(2, "sen"), (4, "sen")]
        assert "new to My Say: Learning Support" in " ".join(map(str, plan.notes))

    def test_learning_support_that_only_says_yes_and_no_is_left_behind(self) -> None:
        plan = planned("Surname,Forename,Learning Support\nWu,Mei,Yes\nFox,Di,No\n")
        assert [one.sen for one in plan.pupils] == [None, None]

    def test_a_column_of_stages_may_hold_a_few_other_words(self) -> None:
        plan = planned("Surname,Forename,Code\nWu,Mei,K\nFox,Di,EHCP\nKim,Ji,k+\nRoe,Max,K\n")
        assert [one.sen for one in plan.pupils] == ["K", "E", None, "K"]
        assert [(row, field) for row, field, _ in asked(plan)] == [(4, "sen")]
