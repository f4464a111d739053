"""Lists as offices keep them: layouts, columns, several rows a pupil, leavers, and what the school has already."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.pupil_lists.making import asked, planned, skipped, stored, upn
from voice_app.services.pupil_lists.headings import meaning
from voice_app.services.pupil_lists.known import KnownPupil
from voice_app.services.pupil_lists.plan import as_json, check_file

LIST = f"""UPN,Adm No,Surname,Forename,Date of Birth,Year Group,Reg,SEN Status,SEN Need
{upn(15001)},0012,Lee,Jo,12/03/2015,Year  7,7A,K,ASD
{upn(15002)},0013,Khan,Ali,01/09/2014,Year  7,7B,N,
,0014,Reid,Al,31/08/2014,Year  8,8A,E,HI
"""


class TestLayout:
    def test_titles_headings_printed_again_totals_and_notes_are_left_out_with_the_reason(self) -> None:
        plan = planned(
            "Larkfield School,,,\nSEN register,Printed 12/11/2026,,\n,,,\nSurname,Forename,D.O.B.,Yr\n"
            "Lee,Jo,12/03/2015,7\nSurname,Forename,D.O.B.,Yr\nKhan,Ali,12/03/2014,8\n,,,\nTotal pupils: 61,,,\n"
            "Printed by J Smith,,,\nClass 7B,,,\n,,,8\n"
        )
        assert [one.row for one in plan.pupils] == [5, 7]
        assert list(skipped(plan)) == [1, 2, 6, 9, 10, 11, 12]
        assert "again" in skipped(plan)[6]
        assert "total" in skipped(plan)[9]
        assert "no name" in skipped(plan)[12]

    @pytest.mark.parametrize("surname", ["Total", "Page", "Meaney", "Count", "Reporter", "Class"])
    def test_a_pupil_with_a_name_like_a_total_stays_a_pupil(self, surname: str) -> None:
        assert (
            planned(f"Surname,Forename,DOB\nLee,Jo,12/03/2015\n{surname},Al,12/03/2015\n").pupils[1].surname == surname
        )

    def test_a_summary_under_the_list_is_no_pupil(self) -> None:
        summary = "SEN Support,22,,\nEHCP,,,7\nBoys: 30,,,\nNumber on roll,61,,\nKey: K = SEN Support, E = EHCP,,\n"
        plan = planned("Surname,Forename,DOB,Year\nLee,Jo,12/03/2015,7\nKhan,Ali,,\n" + summary)
        assert [one.surname for one in plan.pupils] == ["Lee", "Khan"]
        assert list(skipped(plan)) == [4, 5, 6, 7, 8]

    def test_a_heading_over_several_headings_helps_to_understand_them(self) -> None:
        plan = planned(
            f",Pupil,,SEN,,\nUPN,Surname,Forename,Status,Type,Rank\n{upn(1)},Lee,Jo,K,ASD,2\n{upn(1)},Lee,Jo,K,HI,1\n"
        )
        assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ("HI", "ASD"))]

    def test_a_list_without_headings_is_not_guessed(self) -> None:
        plan = planned(f"{upn(1)},Lee,Jo,12/03/2015\n{upn(2)},Khan,Ali,12/03/2014\n")
        assert (plan.heading_row, plan.pupils, list(skipped(plan))) == (None, [], [1, 2])
        chosen = {"(A)": "upn", "(B)": "surname", "(C)": "forename", "(D)": "dob"}
        again = planned(f"{upn(1)},Lee,Jo,12/03/2015\n{upn(2)},Khan,Ali,12/03/2014\n", columns=chosen)
        assert [one.surname for one in again.pupils] == ["Lee", "Khan"]


class TestColumns:
    @pytest.mark.parametrize(
        ("heading", "field"),
        [
            ("Legal Last Name", "surname"),
            ("Family name", "surname"),
            ("Student - Legal Surname", "surname"),
            ("Given name", "forename"),
            ("Child's Forename", "forename"),
            ("Known as", "preferred"),
            ("Chosen Name", "preferred"),
            ("Adm No", "admission_no"),
            ("Adno", "admission_no"),
            ("D.O.B.", "dob"),
            ("Date of\nBirth", "dob"),
            ("DoB", "dob"),
            ("NCY", "year"),
            ("Yr", "year"),
            ("Year\u00a0Group", "year"),
            ("Reg Group", "class_name"),
            ("Tutor Group", "class_name"),
            ("SEN Stage", "sen"),
            ("SEN Provision", "sen"),
            ("SENStatus", "sen"),
            ("EHCP", "ehc_plan"),
            ("Primary need", "needs"),
            ("Need rank 2", "needs"),
            ("SEN Type (Rank 1)", "needs"),
            ("Mother tongue", "home_language"),
            ("Name", "name"),
            ("Home Languages", "home_language"),
            ("Date of leaving", "leaving"),
            ("On roll", "roll"),
            ("\ufeffUPN", "upn"),
            ("Surname, Forename", "name_surname_first"),
            ("SEN Status\n(N/K/E)", "sen"),
            ("Forename Surname", "name_forename_first"),
        ],
    )
    def test_headings_of_many_systems_are_understood(self, heading: str, field: str) -> None:
        found = meaning(heading)
        assert found is not None
        assert found[0] == field

    @pytest.mark.parametrize(
        "heading",
        [
            "Address",
            "Post Code",
            "Ethnicity",
            "FSM",
            "Pupil Premium",
            "In Care",
            "Gender",
            "Tutor",
            "Mother's name",
            "Contact 1 Surname",
            "Previous School",
            "Former UPN",
            "SEN Notes",
            "SEN Start Date",
            "EAL",
            "Middle name(s)",
            "Head of Year",
            "Admission Date",
            "House",
            "Year of entry",
            "Academic Year",
            "Parent Forename",
            "Surname (Parent 1)",
            "Religion",
            "Doctor",
        ],
    )
    def test_what_pupil_voice_does_not_need_is_left_behind(self, heading: str) -> None:
        assert meaning(heading) is None

    def test_the_users_own_choice_wins(self) -> None:
        text = "Surname,Forename,Nickname at home,Class\nLee,Joanna,Jojo,7B\n"
        assert planned(text).pupils[0].preferred is None
        plan = planned(text, columns={"Nickname at home": "preferred", "Class": ""})
        assert (plan.pupils[0].preferred, plan.pupils[0].class_name) == ("Jojo", None)
        assert {column.key: str(column.why) for column in plan.columns}["Nickname at home"] == "Chosen by you."

    def test_a_column_of_upns_is_one_whatever_its_heading(self) -> None:
        assert planned(f"Ref,Surname,Forename\n{upn(1)},Lee,Jo\n").pupils[0].upn == upn(1)

    def test_columns_full_of_codes_are_understood_under_other_headings(self) -> None:
        plan = planned("Surname,Forename,Stage now,Type\nLee,Jo,K,SpLD\nKhan,Ali,E,ASD/HI\n")
        assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ("SPLD",)), ("E", ("ASD", "HI"))]

    def test_a_year_column_that_holds_classes_is_asked(self) -> None:
        plan = planned("Surname,Forename,Class,Year\nLee,Jo,Owls,7B\n")
        assert (plan.pupils[0].class_name, plan.pupils[0].year) == ("Owls", None)
        assert asked(plan) == [(2, "year", "7")]

    def test_columns_of_yes_and_no_make_a_stage(self) -> None:
        rows = "Lee,Jo,Y,N\nKhan,Ali,N,Y\nReid,Al,N,N\nFox,Di,Y,applied for\n"
        plan = planned("Surname,Forename,SEN Support,EHCP\n" + rows)
        assert [one.sen for one in plan.pupils] == ["K", "E", "N", None]
        assert asked(plan) == [(5, "sen", None)]

    def test_no_sen_beside_a_need_is_asked(self) -> None:
        plan = planned("Surname,Forename,SEN Status,SEN Need\nLee,Jo,N,ASD\n")
        assert (plan.pupils[0].sen, plan.pupils[0].needs) == ("N", None)
        assert asked(plan) == [(2, "needs", "ASD")]

    def test_a_whole_name_is_parted_only_where_that_is_certain(self) -> None:
        plan = planned('Name,Year\n"de Souza, Ana Maria",7\nAna de Souza,7\n')
        assert [(one.surname, one.forename) for one in plan.pupils] == [("de Souza", "Ana Maria"), (None, None)]
        assert asked(plan) == [(3, "surname", "de Souza"), (3, "forename", "Ana")]
        answered = planned("Name,Year\nAna de Souza,7\n", answers={"2:surname": "de Souza", "2:forename": "Ana"})
        assert (answered.pupils[0].surname, asked(answered)) == ("de Souza", [])

    def test_the_surname_after_a_known_as_name_is_not_part_of_it(self) -> None:
        plan = planned("Surname,Forename,Known as\nLee,Joanna,Jo Lee\n")
        assert plan.pupils[0].preferred == "Jo"


class TestDatesAndYears:
    def list_of(self, *rows: str) -> str:
        sure = "".join(f"Name{n},Jo,01/0{n}/2015,7,7A\nOld{n},Jo,01/0{n}/2011,11,11A\n" for n in range(1, 5))
        return "Surname,Forename,DOB,Year,Class\n" + sure + "\n".join(rows)

    def test_a_year_group_more_than_a_year_off_is_asked(self) -> None:
        plan = planned(self.list_of("Lee,Jo,12/03/2013,7,Owls"))
        assert (plan.pupils[-1].dob, plan.pupils[-1].year) == (date(2013, 3, 12), None)
        assert asked(plan) == [(10, "year", "9")]

    def test_a_birth_date_no_pupil_of_this_school_has_is_asked(self) -> None:
        plan = planned(self.list_of("Lee,Jo,12/03/2005,7,7A"))
        assert (plan.pupils[-1].dob, plan.pupils[-1].year) == (None, "7")

    def test_a_birth_date_against_year_group_and_class_is_asked(self) -> None:
        assert planned(self.list_of("Lee,Jo,12/03/2012,7,7A")).pupils[-1].dob is None

    def test_one_year_off_is_nothing_to_ask(self) -> None:
        assert not planned(self.list_of("Lee,Jo,12/03/2014,7,7A", "Reid,Jo,12/03/2016,7,7A")).questions

    @pytest.mark.parametrize("dob", ["12/03/2030", "12/03/1915"])
    def test_a_date_no_pupil_can_have_is_asked(self, dob: str) -> None:
        assert planned(f"Surname,Forename,DOB\nLee,Jo,{dob}\n").pupils[0].dob is None

    def test_a_year_of_two_figures_is_this_centurys_and_asked_where_the_year_group_does_not_fit(self) -> None:
        plan = planned(self.list_of("Lee,Jo,12/03/15,7,7A", "Reid,Jo,12/03/15,10,10A"))
        assert [one.dob for one in plan.pupils[-2:]] == [date(2015, 3, 12), None]
        assert asked(plan) == [(11, "dob", None)]

    def test_a_list_of_last_school_year_is_right(self) -> None:
        plan = planned(self.list_of(), today=date(2027, 9, 3))
        assert (plan.school_year, plan.questions) == (2026, [])

    def test_a_list_that_writes_the_month_first_is_asked_date_by_date(self) -> None:
        plan = planned("Surname,Forename,DOB\nA,A,03/25/2015\nB,B,04/26/2015\nC,C,04/05/2015\n")
        assert {one.dob for one in plan.pupils} == {None}
        assert asked(plan)[-1] == (4, "dob", "2015-04-05")


class TestOnePupilSeveralRows:
    def test_a_need_on_a_row_without_the_name_belongs_to_the_pupil_above(self) -> None:
        plan = planned("Surname,Forename,SEN Status,SEN Need\nLee,Jo,K,ASD\n,,,HI\nKhan,Ali,K,PD\n")
        assert [(one.rows, one.needs) for one in plan.pupils] == [((2, 3), ("ASD", "HI")), ((4,), ("PD",))]

    def test_without_upn_name_and_birth_date_tell(self) -> None:
        plan = planned("Surname,Forename,DOB,Need\nLee,Jo,12/03/2015,ASD\nLee,Jo,12/03/2015,HI\nLee,Jo,12/03/2014,PD\n")
        assert [one.needs for one in plan.pupils] == [("ASD", "HI"), ("PD",)]

    ALIKE = "Surname,Forename,Year,Class,Need\nLee,Jo,7,7A,ASD\nLee,Jo,7,7A,HI\nLee,Jo,7,7B,PD\n"

    def test_without_number_and_birth_date_a_row_of_the_same_name_and_class_is_asked(self) -> None:
        plan = planned(self.ALIKE)
        assert [(one.rows, one.needs) for one in plan.pupils] == [((2,), ("ASD",)), ((4,), ("PD",))]
        assert asked(plan) == [(3, "pupil", "row 2")]

    def test_the_answer_makes_it_the_same_pupil_or_another(self) -> None:
        same = planned(self.ALIKE, answers={"3:pupil": "row 2"})
        assert [(one.rows, one.needs) for one in same.pupils] == [((2, 3), ("ASD", "HI")), ((4,), ("PD",))]
        another = planned(self.ALIKE, answers={"3:pupil": "new"})
        assert [one.needs for one in another.pupils] == [("ASD",), ("HI",), ("PD",)]
        assert (same.questions, another.questions) == ([], [])

    def test_a_row_that_says_nothing_more_is_left_out_with_the_reason(self) -> None:
        plan = planned(LIST + LIST.splitlines()[1])
        assert len(plan.pupils) == 3
        assert "row 2" in skipped(plan)[5]

    def test_rows_that_contradict_each_other_are_asked(self) -> None:
        plan = planned(LIST + LIST.splitlines()[1].replace(",K,", ",E,"))
        assert plan.pupils[0].sen is None
        assert asked(plan) == [(2, "sen", None)]

    def test_one_upn_at_two_names_is_kept_for_neither(self) -> None:
        plan = planned(LIST + f"{upn(15001)},0099,Fox,Di,12/03/2014,Year  8,8A,N,\n")
        assert [one.upn for one in plan.pupils] == [None, upn(15002), None, None]
        assert [(row, field) for row, field, _ in asked(plan)] == [(2, "upn"), (5, "upn")]


class TestLeavers:
    TEXT = (
        "Surname,Forename,DOB,Leaving date,Status\nLee,Jo,12/03/2015,20/07/2026,\n"
        "Khan,Ali,12/03/2015,20/07/2027,On roll\nReid,Al,12/03/2014,,Leaver\n"
    )

    def test_one_whom_we_do_not_have_is_left_out_with_the_reason(self) -> None:
        plan = planned(self.TEXT)
        assert [one.surname for one in plan.pupils] == ["Khan"]
        assert "left on 20/07/2026" in skipped(plan)[2]
        assert 4 in skipped(plan)

    def test_one_whom_we_have_is_to_be_archived(self) -> None:
        known = [KnownPupil("a", "Lee", "Jo", upn=None, dob=date(2015, 3, 12))]
        assert [line.what for line in planned(self.TEXT, known=known).lines] == ["leaves", "new"]


class TestKnownPupils:
    def test_the_same_list_again_changes_nothing(self) -> None:
        first = planned(LIST)
        assert [line.what for line in first.lines] == ["new", "new", "new"]
        assert [line.what for line in planned(LIST, known=stored(first)).lines] == ["same", "same", "same"]

    def test_what_changed_is_said_field_by_field(self) -> None:
        known = stored(planned(LIST))
        plan = planned(LIST.replace("7A,K", "7C,E"), known=known)
        assert [line.what for line in plan.lines] == ["changed", "same", "same"]
        assert plan.lines[0].changes == {"class_name": ("7A", "7C"), "sen": ("K", "E")}

    def test_an_empty_cell_takes_nothing_away(self) -> None:
        known = [replace(one, preferred="Jojo", home_language="Urdu") for one in stored(planned(LIST))]
        assert {line.what for line in planned(LIST, known=known).lines} == {"same"}

    def test_a_list_without_a_column_of_needs_leaves_them_and_no_sen_ends_them(self) -> None:
        known = stored(planned(LIST))
        text = f"UPN,Surname,Forename,SEN Status\n{upn(15001)},Lee,Jo,%s\n"
        assert planned(text % "E", known=known).lines[0].changes == {"sen": ("K", "E")}
        assert planned(text % "N", known=known).lines[0].changes == {"sen": ("K", "N"), "needs": (("ASD",), ())}

    @pytest.mark.parametrize(
        ("rows", "whats"),
        [
            pytest.param("Lee,Jo,12/05/2015,7", ["ask"], id="another birth date"),
            pytest.param("Lee,Jo,12/05/2016,6", ["new"], id="in another year group it is another child"),
            pytest.param("Lee,Jo,12/05/2015,7\nLee,Jo,12/03/2015,7", ["new", "same"], id="both stand in the list"),
            pytest.param("Lee,Joan,12/05/2015,7", ["new"], id="another name"),
        ],
    )
    def test_a_namesake_of_the_year_group_with_another_birth_date_is_asked_about(
        self, rows: str, whats: list[str]
    ) -> None:
        known = [KnownPupil("a", "Lee", "Jo", dob=date(2015, 3, 12), year="7")]
        plan = planned(f"Surname,Forename,DOB,Year\n{rows}\n", known=known)
        assert [line.what for line in plan.lines] == whats
        assert asked(plan) == ([(2, "pupil", "a")] if whats == ["ask"] else [])

    def test_a_number_tells_a_namesake_apart(self) -> None:
        known = [KnownPupil("a", "Lee", "Jo", upn=upn(15001), dob=date(2015, 3, 12), year="7")]
        text = f"UPN,Surname,Forename,DOB,Year\n{upn(15002)},Lee,Jo,12/05/2015,7\n"
        assert [line.what for line in planned(text, known=known).lines] == ["new"]

    def test_without_upn_the_admission_number_tells(self) -> None:
        known = stored(planned(LIST))
        plan = planned(LIST.replace("Reid,Al", "Reid-Jones,Al"), known=known)
        assert plan.lines[2].changes == {"surname": ("Reid", "Reid-Jones")}

    @pytest.mark.parametrize(
        ("row", "what"),
        [
            ("{upn},0012,Lee,Jo,12/03/2015", "same"),
            ("{upn},0012,LEE,JO,12/03/2015", "changed"),
            ("{upn},0012,Lee-Fox,Jo,12/03/2015", "changed"),  # a new surname, and the same child by all else
            ("{upn},0012,Lee,Joanna,12/03/2015", "ask"),  # a twin has the surname and the birth date
            ("{upn},0012,Lee,Jo Ann,12/03/2015", "changed"),
            ("{upn},0012,Lee,Jo,13/03/2015", "ask"),
            ("{upn},0012,Fox,Jo,13/03/2015", "ask"),
            ("{upn},0012,Fox,Jo,", "ask"),  # a UPN mistyped onto another child of the same forename
            ("{upn},0012,Fox,Di,12/03/2015", "ask"),
            (",0012,Fox,Jo,05/09/2013", "ask"),
            (",0012,Fox,Jo,12/03/2015", "changed"),
            (",0012,Lee,Jo,", "same"),
            (",0012,?ee,?o,", "ask"),
            ("{upn},0012,?ee,?o,", "same"),
        ],
    )
    def test_a_number_brings_changes_only_to_the_child_it_belongs_to(self, row: str, what: str) -> None:
        known = [KnownPupil("a", "Lee", "Jo", upn=upn(15001), admission_no="0012", dob=date(2015, 3, 12))]
        plan = planned("UPN,Adm No,Surname,Forename,DOB\n" + row.format(upn=upn(15001)) + "\n", known=known)
        assert [line.what for line in plan.lines] == [what]
        assert all(line.known for line in plan.lines)
        assert bool([one for one in plan.questions if one.field == "pupil"]) == (what == "ask")
        assert bool(plan.pupils) == (what != "ask")

    def test_another_classs_row_numbers_change_nobody(self) -> None:
        first = "No,Surname,Forename,DOB,Class\n1,Zali,Mohammed,01/02/2015,6A\n"
        plan = planned("No,Surname,Forename,DOB,Class\n1,Zkhan,Mohammed,05/09/2013,7C\n", known=stored(planned(first)))
        assert [(line.what, line.known) for line in plan.lines] == [("new", None)]

    def test_a_list_of_names_alone_asks_who_is_whom_and_a_second_time_nothing(self) -> None:
        text = "Surname,Forename,Class\nLee,Jo,7A\nKhan,Ali,7A\n"
        known = stored(planned(text))
        assert {line.what for line in planned(text, known=known).lines} == {"same"}
        moved = planned(text.replace("Jo,7A", "Jo,7B"), known=known)
        assert [line.what for line in moved.lines] == ["ask", "same"]

    def test_nobody_is_archived_by_the_name_alone(self) -> None:
        known = [KnownPupil("a", "Lee", "Jo", dob=date(2015, 3, 12))]
        plan = planned("Surname,Forename,Status\nLee,Jo,Left\nFox,Di,On roll\n", known=known)
        assert [line.what for line in plan.lines] == ["ask", "new"]

    def test_a_name_that_is_typed_by_hand_makes_no_second_pupil_of_the_next_list(self) -> None:
        text = "Surname,Forename,DOB,SEN\n?ukasz,Wi?niewski,12/03/2015,K\nKowalska,Zo?ia,13/03/2015,E\n"
        assert [line.what for line in planned(text, known=stored(planned(text))).lines] == ["same", "same"]
        typed = [
            KnownPupil("a", "Wiśniewski", "Łukasz", dob=date(2015, 3, 12), sen="K"),
            KnownPupil("b", "Kowalska", "Zofia", dob=date(2015, 3, 13), sen="E"),
        ]
        plan = planned(text, known=typed)
        assert [(line.what, line.known and line.known.id) for line in plan.lines] == [("ask", "a"), ("ask", "b")]

    def test_a_leaver_whom_we_have_is_no_pupil_to_store(self) -> None:
        known = [KnownPupil("a", "Lee", "Jo", dob=date(2015, 3, 12))]
        said = as_json(planned("Surname,Forename,DOB,Leaving date\nLee,Jo,12/03/2015,20/07/2026\n", known=known))
        assert said["pupils"] == []
        assert said["skip"] == [
            {"row": 2, "why": "Row 2: this pupil has left, and would go to the pupils who have left."}
        ]

    def test_an_admission_number_at_quite_another_pupil_is_asked(self) -> None:
        known = stored(planned(LIST))
        plan = planned("Adm No,Surname,Forename,DOB\n0014,Fox,Di,12/03/2014\n", known=known)
        assert (plan.lines[0].what, asked(plan)) == ("ask", [(2, "pupil", "4")])

    def test_name_and_birth_date_only_ask_and_the_answer_decides(self) -> None:
        known = stored(planned(LIST))
        text = "Surname,Forename,DOB,Class\nReid,Al,31/08/2014,9Z\n"
        assert planned(text, known=known).lines[0].what == "ask"
        assert planned(text, known=known, answers={"2:pupil": "4"}).lines[0].what == "changed"
        assert planned(text, known=known, answers={"2:pupil": "new"}).lines[0].what == "new"

    def test_the_name_alone_never_tells(self) -> None:
        known = stored(planned(LIST))
        assert planned("Surname,Forename,DOB\nReid,Al,30/08/2014\n", known=known).lines[0].what == "new"

    def test_whom_the_list_does_not_name_is_shown_and_left_alone(self) -> None:
        known = stored(planned(LIST))
        plan = planned("\n".join(LIST.splitlines()[:3]), known=known)
        assert [one.surname for one in plan.missing] == ["Reid"]

    def test_one_who_comes_back_is_no_longer_archived(self) -> None:
        known = [replace(one, archived=True) for one in stored(planned(LIST))]
        assert planned(LIST, known=known).lines[0].changes == {"archived": (True, False)}


class TestAnswers:
    def test_what_the_user_types_is_read_like_the_list(self) -> None:
        text = "Surname,Forename,DOB,SEN\n?ukasz,Jo,31/02/2015,S\n"
        plan = planned(text, answers={"2:surname": "Łukasz", "2:dob": "1/3/2015", "2:sen": "SEN Support"})
        assert not plan.questions
        assert (plan.pupils[0].surname, plan.pupils[0].dob, plan.pupils[0].sen) == ("Łukasz", date(2015, 3, 1), "K")

    def test_an_answer_that_cannot_be_read_is_asked_again(self) -> None:
        assert planned("Surname,Forename,DOB\nLee,Jo,x\n", answers={"2:dob": "31/02/2015"}).questions

    def test_a_birth_date_the_user_has_looked_at_is_not_asked_again(self) -> None:
        text = "Surname,Forename,DOB,Year\nLee,Jo,12/03/2012,7\n"
        assert planned(text).questions
        assert not planned(text, answers={"2:year": "7"}).questions


def test_the_check_prints_what_would_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Surname,Forename,DOB,Year\nLee,Jo,31/02/2015,7\nTotal,1,,\n", encoding="utf-8")
    assert json.loads(json.dumps(check_file(path))) == {
        "pupils": [
            {
                "row": 2,
                "upn": None,
                "surname": "Lee",
                "forename": "Jo",
                "preferred": None,
                "dob": None,
                "year": "7",
                "sen": None,
                "needs": [],
                "home_language": None,
            }
        ],
        "ask": [
            {
                "row": 2,
                "field": "dob",
                "why": "Row 2: the date 31/02/2015 does not exist. Type the right date.",
                "suggest": None,
            }
        ],
        "skip": [{"row": 3, "why": "Row 3 is a total, not a pupil."}],
        "notes": [],
    }


def test_every_row_is_a_pupil_or_left_out_with_a_reason() -> None:
    plan = planned(LIST + "\n,,,,,,,,\nTotal,3,,,,,,,\n")
    said = {row for one in plan.pupils for row in one.rows} | set(skipped(plan))
    assert said == {2, 3, 4, 7}
    assert list(as_json(plan)) == ["pupils", "ask", "skip", "notes"]
