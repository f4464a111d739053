"""Lists from Wales, Scotland, Northern Ireland and colleges: what England has is read, and what it has not is asked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pupil_lists.making import asked, planned, skipped


class TestWales:
    def test_headings_and_years_in_welsh_are_read(self) -> None:
        plan = planned(
            "Cyfenw,Enw Cyntaf,Dyddiad Geni,Blwyddyn,Dosbarth,Angen,Iaith Gartref\n"
            "Jones,Siân,12/03/2015,Bl 7,7C,ASD,Cymraeg\n"
            "ap Rhys,Llŷr,01/05/2022,Derbyn,,,Saesneg\nHuws,Non,01/05/2023,Meithrin,,,\n"
        )
        assert [(one.surname, one.forename, one.year, one.needs) for one in plan.pupils] == [
            ("Jones", "Siân", "7", ("ASD",)),
            ("ap Rhys", "Llŷr", "R", ()),
            ("Huws", "Non", "N2", ()),
        ]
        assert [one.home_language for one in plan.pupils] == ["Cymraeg", "Saesneg", None]
        assert (plan.pupils[0].dob, plan.pupils[0].class_name, plan.questions) == (date(2015, 3, 12), "7C", [])

    @pytest.mark.parametrize("heading", ["ADY", "ALN Status", "ALN"])
    @pytest.mark.parametrize("said", ["CDU", "IDP", "ALP", "Oes"])
    def test_a_stage_of_its_own_is_asked_and_that_there_is_none_is_read(self, heading: str, said: str) -> None:
        plan = planned(f"Surname,Forename,{heading}\nJones,Siân,{said}\nEvans,Tom,Dim ADY\nRees,Cai,No ALN\n")
        assert [one.sen for one in plan.pupils] == [None, "N", "N"]
        assert [(row, field) for row, field, _ in asked(plan)] == [(2, "sen")]

    def test_a_year_over_its_pupils_and_a_total_are_no_pupils(self) -> None:
        plan = planned('Enw,DOB\nBlwyddyn 7\n"Jones, Siân",12/03/2015\nBl. 8\n"Rees, Cai",12/04/2014\nCyfanswm,2\n')
        assert [(one.surname, one.year) for one in plan.pupils] == [("Jones", "7"), ("Rees", "8")]
        assert list(skipped(plan)) == [2, 4, 6]


def test_stages_of_schools_in_scotland_are_asked_and_the_age_suggests_the_year_group() -> None:
    plan = planned(
        "SCN,Surname,Forename,DOB,Year Group,ASN\n1203150019,McTavish,Isla,12/03/2015,P7,Autism\n"
        "0109120027,MacLeod,Callum,01/09/2012,S2,Dyslexia\n"
    )
    assert [(one.year, one.needs, one.admission_no) for one in plan.pupils] == [
        (None, ("ASD",), None),
        (None, ("SPLD",), None),
    ]
    assert asked(plan) == [(2, "year", "7"), (3, "year", "9")]


def test_stages_of_northern_ireland_are_asked_and_its_years_told() -> None:
    plan = planned(
        "Surname,Forename,D.O.B.,Year,SEN Stage\nO'Neill,Aoife,12/03/2015,8,Stage 1\nMcCann,Conor,01/09/2017,Year 5,2\n"
        "Doyle,Erin,01/11/2012,Y10,Stage 3 (Statement)\n"
    )
    assert [(row, field) for row, field, _ in asked(plan)] == [(2, "sen"), (3, "sen"), (4, "sen")]
    assert [one.sen for one in plan.pupils] == [None] * 3
    assert "check them" in " ".join(map(str, plan.notes))


def test_a_college_tells_needs_by_its_own_category() -> None:
    plan = planned(
        'Learner Name,Date Of Birth,Yr,EHCP?,LLDD Category\n"Khan, Aisha",12/03/2009,Yr 12,Y,12 - ASD\n'
        '"Bell, Amy",01/10/2007,Yr 14,Yes,13 Asperger\n'
    )
    assert [(one.surname, one.year, one.sen, one.needs) for one in plan.pupils] == [
        ("Khan", "12", "E", ("ASD",)),
        ("Bell", "14", "E", None),
    ]
    assert asked(plan) == [(3, "needs", "ASD")]
