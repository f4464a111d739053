"""Rows and pupils: no two children become one, no child becomes two, and no row is lost, unless somebody says so."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.pupil_lists.making import asked, planned, skipped, upn
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
