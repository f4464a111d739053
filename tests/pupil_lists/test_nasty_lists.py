"""Lists that look harmless and would once have stored something wrong, or dropped somebody, without a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.pupil_lists.making import asked, open_document, planned, skipped, stored, upn, workbook
from voice_app.services.pupil_lists.known import KnownPupil
from voice_app.services.pupil_lists.plan import Plan, as_json

FULL = "UPN,Surname,Forename,DOB,Year"


def names(plan: Plan) -> list[tuple[str | None, str | None]]:
    """Surname and forename of each pupil who would be stored."""
    return [(one.surname, one.forename) for one in plan.pupils]


def notes(plan: Plan) -> str:
    """All that the page says openly."""
    return " ".join(map(str, plan.notes))


class TestTransferFilesThatAreSilentOfSen:
    ANN = KnownPupil("a", "Bell", "Ann", upn=upn(1), dob=date(2015, 3, 12), year="6", sen="E", needs=("ASD",))

    def file(self, qualifier: str, history: str = "") -> str:
        head = f"<Header><DateTime>2026-07-10</DateTime><DocumentQualifier>{qualifier}</DocumentQualifier></Header>"
        pupil = f"<Pupil><UPN>{upn(1)}</UPN><Surname>Bell</Surname><Forename>Ann</Forename><DOB>2015-03-12</DOB>"
        return f"<CTfile>{head}<CTFpupilData>{pupil}{history}</Pupil></CTFpupilData></CTfile>"

    def test_a_partial_file_leaves_the_plan_and_the_needs_as_they_are(self) -> None:
        (line,) = planned(self.file("partial"), known=[self.ANN]).lines
        assert (line.what, line.pupil.sen, line.questions) == ("same", None, ())

    @pytest.mark.parametrize(
        "history",
        [
            "",
            "<SENhistory><SEN><SENprovision>E</SENprovision><EndDate>2026-01-01</EndDate></SEN></SENhistory>",
        ],
    )
    def test_a_full_file_asks_before_it_ends_a_plan(self, history: str) -> None:
        text = self.file("full", history)
        plan = planned(text, known=[self.ANN])
        assert asked(plan) == [(1, "sen", "E")]
        assert not plan.lines[0].changes
        assert planned(text).pupils[0].sen == "N"
        answered = planned(text, known=[self.ANN], answers={"1:sen": "N"})
        assert not answered.questions
        assert answered.lines[0].changes["sen"] == ("E", "N")

    def test_two_entries_of_which_one_has_no_start_are_asked(self) -> None:
        history = (
            "<SENhistory><SEN><SENprovision>E</SENprovision></SEN>"
            "<SEN><StartDate>2020-01-01</StartDate><SENprovision>N</SENprovision></SEN></SENhistory>"
        )
        plan = planned(self.file("full", history))
        assert [(row, field) for row, field, _ in asked(plan)] == [(1, "sen")]


class TestLeavers:
    ROWS = f"{FULL},Date of leaving\n{upn(1)},Bell,Ann,12/03/2015,7,20/07/2022\n{upn(1)},Bell,Ann,12/03/2015,7,\n"

    def test_a_pupil_who_left_and_came_back_is_asked(self) -> None:
        plan = planned(self.ROWS)
        assert asked(plan) == [(2, "roll", None)]
        assert not skipped(plan)
        known = stored(plan)
        assert [line.what for line in planned(self.ROWS, known=known).lines] == ["same"]
        away = [replace(one, archived=True) for one in known]
        assert not planned(self.ROWS, known=away).lines[0].changes

    @pytest.mark.parametrize(("answer", "what"), [("on roll", "same"), ("left", "leaves")])
    def test_the_answer_settles_it(self, answer: str, what: str) -> None:
        plan = planned(self.ROWS, known=stored(planned(self.ROWS)), answers={"2:roll": answer})
        assert not plan.questions
        assert [line.what for line in plan.lines] == [what]

    def test_a_leaver_of_one_row_and_a_pupil_of_another_are_asked(self) -> None:
        plan = planned("Surname,Forename,DOB,Status\nBell,Ann,12/03/2015,Leaver\nBell,Ann,12/03/2015,On roll\n")
        assert asked(plan) == [(2, "roll", None)]

    def test_a_leavers_column_and_a_leaving_date_speak_together(self) -> None:
        plan = planned(
            f"{FULL},Leaver,Leaving date\n{upn(1)},Bell,Ann,12/03/2015,7,,20/07/2022\n"
            f"{upn(2)},Cole,Bob,12/03/2015,7,,\n{upn(3)},Dunn,Di,12/03/2015,7,Y,20/07/2027\n"
            f"{upn(4)},East,Ed,12/03/2015,7,N,20/07/2022\n{upn(5)},Fry,Flo,12/03/2015,7,Y,20/07/2022\n"
        )
        assert list(skipped(plan)) == [2, 6]
        assert asked(plan) == [(4, "roll", None), (5, "roll", None)]

    def test_two_leaving_dates_of_which_one_is_to_come_are_asked(self) -> None:
        plan = planned("Surname,Forename,Leaving date,Exit date\nBell,Ann,20/07/2022,20/07/2027\n")
        assert asked(plan) == [(2, "roll", None)]

    @pytest.mark.parametrize("heading", ["Exit date", "Date left school", "Left school", "Date of Exit"])
    def test_other_headings_over_leaving_dates(self, heading: str) -> None:
        plan = planned(f"{FULL},{heading}\n{upn(1)},Bell,Ann,12/03/2015,7,20/07/2022\n{upn(2)},Cole,Bob,,7,\n")
        assert list(skipped(plan)) == [2]

    @pytest.mark.parametrize(
        ("heading", "value"), [("End Date", "20/07/2022"), ("Last day", "20/07/2022"), ("Leaving Reason", "Moved away")]
    )
    def test_a_heading_that_may_speak_of_leaving_is_asked(self, heading: str, value: str) -> None:
        text = f"{FULL},{heading}\n{upn(1)},Bell,Ann,12/03/2015,7,{value}\n{upn(2)},Cole,Bob,12/03/2015,7,\n"
        plan = planned(text)
        assert asked(plan) == [(2, "roll", "left")]
        assert value in str(plan.questions[0].why)
        assert not planned(text, answers={"2:roll": "on roll"}).questions
        assert list(skipped(planned(text, answers={"2:roll": "left"}))) == [2]

    def test_a_last_day_to_come_is_no_question(self) -> None:
        assert not planned(f"{FULL},Last day\n{upn(1)},Bell,Ann,12/03/2015,7,20/07/2027\n").questions


@pytest.mark.parametrize(
    "said",
    ["No ASD", "SLCN (no ASD)", "ASD - No", "HI: none", "MLD / no SLD", "ASD 0", "Not ASD", "none - was ASD",
     "No need: SLCN", "1. ASD; 2. none", "ASD - ruled out", "ASD (ended)"],
)  # fmt: skip
def test_a_need_that_is_denied_is_asked_and_not_stored(said: str) -> None:
    plan = planned(f"Surname,Forename,SEN,SEN Need\nBell,Ann,K,{said}\nCole,Bob,K,SLCN\nDunn,Di,K,1. MLD 2. HI\n")
    assert [one.needs for one in plan.pupils] == [None, ("SLCN",), ("MLD", "HI")]
    assert asked(plan) == [(2, "needs", None)]


class TestDates:
    def test_american_dates_with_years_of_two_figures_are_asked_month_first(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Year\nBell,Ann,3/4/15,7\nCole,Bob,3/25/15,7\nDunn,Di,5/5/15,7\nEves,Ed,4/30/15,7\n"
        )
        assert [one.dob for one in plan.pupils] == [None, None, date(2015, 5, 5), None]
        assert asked(plan) == [(2, "dob", "2015-03-04"), (3, "dob", "2015-03-25"), (5, "dob", "2015-04-30")]

    @pytest.mark.parametrize("write", [workbook, open_document])
    def test_numbers_of_a_workbook_that_counts_from_1904_are_told_by_the_year_group_or_asked(
        self, write: Callable[..., bytes]
    ) -> None:
        def book(late: bool) -> bytes:
            rows: list[tuple[str | int, ...]] = [("Surname", "Forename", "DOB", "Year")]
            rows += [("Bell", "Ann", 40613, 7), ("Cole", "Bob", 40614, 7), ("Dunn", "Di", 40615, "")]
            return write({"P": rows}, starts_1904=late)

        assert planned(book(False)).pupils[2].dob == date(2011, 3, 13)
        plan = planned(book(True))
        assert [one.dob for one in plan.pupils] == [date(2015, 3, 12), date(2015, 3, 13), None]
        assert asked(plan) == [(4, "dob", "2015-03-14")]


class TestHeadingsPrintedAgain:
    @pytest.mark.parametrize("tail", [("", "", ""), (",Class", ",4A", ",4B"), (",Class,SEN,DOB", ",4A,K,", ",4B,N,")])
    def test_in_another_order_they_head_a_table_of_their_own(self, tail: tuple[str, str, str]) -> None:
        head, one, two = tail
        plan = planned(f"Forename,Surname{head}\nAnn,Bell{one}\nSurname,Forename{head}\nCole,Bob{two}\n")
        assert names(plan) == [("Bell", "Ann"), ("Cole", "Bob")]
        assert not plan.questions
        assert list(skipped(plan)) == [3]

    def test_a_second_table_may_have_other_columns(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Year\nBell,Ann,12/03/2015,7\n,,,\n"
            "Surname,Forename,Class,DOB\nCole,Bob,7A,14/05/2015\n"
        )
        assert [(one.dob, one.year, one.class_name) for one in plan.pupils] == [
            (date(2015, 3, 12), "7", None),
            (date(2015, 5, 14), None, "7A"),
        ]
        assert not plan.questions
        assert "class_name" in {column.field for column in plan.columns}


class TestNames:
    def test_an_offices_shorthand_beside_a_name_is_not_suggested_as_a_name(self) -> None:
        plan = planned("Surname,Forename\nBell,Ann (LAC)\nCole,Robert (Bob)\n")
        assert names(plan) == [("Bell", "Ann"), ("Cole", "Robert")]
        assert asked(plan) == [(2, "preferred", None), (3, "preferred", "Bob")]

    def test_a_name_that_ends_in_the_middle_is_asked(self) -> None:
        assert asked(planned("Surname,Forename\nFox-,Fi\n")) == [(2, "surname", "Fox")]

    LIST = "Surname,Forename\nWiśniewski,Jaś\nKamińska,Zofia\nZięba,Ola\nĆwik,Łukasz\nMüller,Zoë\n"

    def test_one_sure_sign_of_another_table_of_letters_puts_its_other_names_in_doubt(self) -> None:
        plan = planned(self.LIST, encoding="cp1250")
        assert names(plan) == [(None, None), (None, "Zofia"), (None, "Ola"), (None, None), ("Müller", "Zoë")]
        assert [suggest for _, _, suggest in asked(plan)] == [
            "Wiśniewski", "Jaś", "Kamińska", "Zięba", "Ćwik", "Łukasz",
        ]  # fmt: skip
        assert planned(self.LIST, encoding="cp1250", answers={"4:surname": "Ziêba"}).pupils[2].surname == "Ziêba"

    def test_names_of_the_west_are_left_as_they_are(self) -> None:
        text = "Surname,Forename\nNúñez,Zoë\nLecœur,Phœbe\nBjørnøy,Fañch\nPeña,Åse\n"
        plan = planned(text, encoding="cp1252")
        assert [one.surname for one in plan.pupils] == ["Núñez", "Lecœur", "Bjørnøy", "Peña"]
        assert not plan.questions

    @pytest.mark.parametrize("name", ["Kamińska", "Jiří", "Dvořák", "Świątek", "Leśniak"])
    def test_letters_that_stand_so_in_no_name_of_the_west_are_enough(self, name: str) -> None:
        assert asked(planned(f"Surname,Forename\n{name},Ann\n", encoding="cp1250")) == [(2, "surname", name)]

    def test_a_letter_that_became_a_control_sign_is_not_dropped(self) -> None:
        plan = planned("Surname,Forename,Home Language,Class\n\x8ei\x9eek,Siân,Fran\x8dais,Z\x9a\n")
        assert [(one.surname, one.home_language, one.class_name) for one in plan.pupils] == [(None, None, None)]
        assert (2, "surname", "Žižek") in asked(plan)
        assert {field for _, field, _ in asked(plan)} == {"surname", "home_language", "class_name"}

    def test_a_language_that_lost_its_letters_is_asked(self) -> None:
        assert asked(planned("Surname,Forename,Language\nBell,Ann,FranÃ§ais\n")) == [(2, "home_language", "Français")]


class TestColumnsOfOthers:
    @pytest.mark.parametrize("heading", ["Former UPN", "Sibling UPN", "Old UPN", "Twin's UPN"])
    def test_another_upn_is_not_the_pupils(self, heading: str) -> None:
        plan = planned(f"UPN,{heading},Surname,Forename\n,{upn(9)},Bell,Ann\n{upn(2)},{upn(8)},Cole,Bob\n")
        assert [one.upn for one in plan.pupils] == [None, upn(2)]
        assert not plan.questions
        assert heading in notes(plan)

    def test_needs_and_stages_of_another_time_are_left_behind_and_somebody_is_told(self) -> None:
        plan = planned(
            "Surname,Forename,SEN Status (last year),SEN Need,SEN Need (historic),Need (ended 2023),Year (next)\n"
            "Bell,Ann,E,SLCN,MLD,SEMH,8\n"
        )
        (one,) = plan.pupils
        assert (one.sen, one.needs, one.year) == (None, ("SLCN",), None)
        for heading in ("SEN Status (last year)", "SEN Need (historic)", "Need (ended 2023)", "Year (next)"):
            assert heading in notes(plan)

    def test_a_block_of_a_sibling_fills_no_gaps(self) -> None:
        plan = planned(
            f"Pupil,,,,Sibling,,\nSurname,Forename,UPN,DOB,Forename,UPN,DOB\n"
            f"Bell,Ann,{upn(1)},,Sam,{upn(7)},01/02/2012\nCole,Bob,,13/04/2015,Tim,{upn(8)},02/03/2013\n"
        )
        assert [(one.forename, one.upn, one.dob) for one in plan.pupils] == [
            ("Ann", upn(1), None),
            ("Bob", None, date(2015, 4, 13)),
        ]
        assert not plan.questions

    def test_a_second_forename_takes_its_numbers_and_dates_with_it(self) -> None:
        plan = planned(f"Surname,Forename,UPN,DOB,Forename,UPN,DOB\nBell,Ann,,,Sam,{upn(7)},01/02/2012\n")
        assert [(one.forename, one.upn, one.dob) for one in plan.pupils] == [("Ann", None, None)]
        assert "Forename (E), UPN (F), DOB (G)" in notes(plan)

    @pytest.mark.parametrize("over", ["Contact 1", "Parents/Carers", "Emergency contact details"])
    def test_parents_are_never_brought_in_as_pupils(self, over: str) -> None:
        rows = "Surname,Forename,Surname,Forename,DOB\nPARENT,Pat,Bell,Ann,12/03/2015\nPARENT,Q,Cole,Bob,13/03/2015\n"
        assert names(planned(f"{over},,Pupil,,\n{rows}")) == [("Bell", "Ann"), ("Cole", "Bob")]

    def test_a_title_that_names_a_contact_hides_no_pupils(self) -> None:
        plan = planned("Contact,office,,\nSurname,Forename,DOB,Year\nBell,Ann,12/03/2015,7\n")
        assert names(plan) == [("Bell", "Ann")]
        assert plan.pupils[0].year == "7"

    def test_a_teachers_initials_are_no_needs(self) -> None:
        plan = planned("Surname,Forename,Teacher\nBell,Ann,PD\nCole,Bob,HI\n")
        assert [one.needs for one in plan.pupils] == [(), ()]


class TestListsSideBySide:
    TWICE = "Surname,Forename,DOB,Surname,Forename,DOB\n"

    def test_both_are_read(self) -> None:
        text = "Surname,Forename,Class,,Surname,Forename,Class\nBell,Ann,4A,,Hill,Hal,4B\nCole,Bob,4A,,Irons,Ivy,4B\n"
        plan = planned(text)
        assert names(plan) == [("Bell", "Ann"), ("Cole", "Bob"), ("Hill", "Hal"), ("Irons", "Ivy")]
        assert [one.class_name for one in plan.pupils] == ["4A", "4A", "4B", "4B"]
        assert "A–C, E–G" in notes(plan)
        doubtful = planned(text.replace("Irons,Ivy", "Irons,?vy"))
        assert "(E–G)" in str(doubtful.questions[0].why)
        answered = planned(
            text.replace("Irons,Ivy", "Irons,?vy"), answers={f"{doubtful.questions[0].row}:forename": "I"}
        )
        assert names(answered)[3] == ("Irons", "I")

    def test_three_lists_with_a_gap_between_them_are_read(self) -> None:
        plan = planned("Name,Class,,Name,Class,,Name,Class\n" + ",,".join(f'"{one}, A",4A' for one in "BCD") + "\n")
        assert [one.surname for one in plan.pupils] == ["B", "C", "D"]

    def test_names_alone_beside_names_may_be_parents_and_are_left_behind_with_a_word(self) -> None:
        plan = planned("Surname,Forename,Class,Surname,Forename,Phone\nBell,Ann,4A,PARENT,Pat,1\nCole,Bob,4A,P,Q,2\n")
        assert names(plan) == [("Bell", "Ann"), ("Cole", "Bob")]
        assert "Surname (D), Forename (E)" in notes(plan)

    def test_parents_with_birth_dates_of_their_own_are_no_pupils(self) -> None:
        plan = planned(f"{self.TWICE}Bell,Ann,12/03/2015,Bell,Pat,12/03/1985\nCole,Bob,1/3/2015,Cole,Q,1/3/1990\n")
        assert names(plan) == [("Bell", "Ann"), ("Cole", "Bob")]
        assert [one.dob for one in plan.pupils] == [date(2015, 3, 12), date(2015, 3, 1)]
        assert not plan.questions
        assert "Surname (D), Forename (E)" in notes(plan)

    def test_two_contact_blocks_are_no_lists(self) -> None:
        rows = "Bell,Ann,12/03/2015,PARENT,Pat,12/03/2013\n"
        assert names(planned(f"Pupil,,,Contact 1,,\n{self.TWICE}{rows}")) == [("Bell", "Ann")]


class TestRowsThatLookLikeNoPupil:
    def test_a_child_of_one_name_is_asked_and_not_dropped(self) -> None:
        plan = planned("Surname,Forename,Year\nBell,Ann,6\nSukarno,,6\nEHCP,,7\nGirls,,9\nOak,,28\n")
        assert names(plan) == [("Bell", "Ann"), ("Sukarno", None)]
        assert asked(plan) == [(3, "forename", None)]
        plan = planned("Adm No,Surname,Forename\n1234,Bell,Ann\n1235,Sukarno,\n")
        assert [one.admission_no for one in plan.pupils] == ["1234", "1235"]

    def test_a_star_before_a_name_is_no_note(self) -> None:
        plan = planned("Surname,Forename,Class\n*Smith,Jo,4A\n* Cole,Bob,4A\n* on part-time table,,\n")
        assert [suggest for _, _, suggest in asked(plan)] == ["Smith", "Cole"]
        assert list(skipped(plan)) == [4]

    @pytest.mark.parametrize("surname", ["Mean", "Total", "Reception", "Nursery"])
    def test_a_row_like_its_neighbours_is_asked_and_not_skipped(self, surname: str) -> None:
        text = f"Surname,Forename,Class,SEN\nBell,Ann,4A,K\n{surname},Tim,4B,N\nTotal,2,,\n"
        plan = planned(text)
        assert names(plan) == [("Bell", "Ann"), (None, "Tim")]
        assert asked(plan) == [(3, "surname", surname)]
        assert list(skipped(plan)) == [4]
        assert names(planned(text, answers={"3:surname": surname}))[1] == (surname, "Tim")


class TestWhatIsSaidBesides:
    def test_the_check_says_which_sheets_and_columns_were_left_alone(self) -> None:
        rows = [("Surname", "Forename", "DOB", "Ethnicity"), ("Bell", "Ann", "12/03/2015", "x")]
        plan = planned(workbook({"Pupils": rows, "SEN": [("UPN", "Need"), (upn(1), "ASD")]}))
        assert as_json(plan)["notes"] == [
            "Only the sheet Pupils was read. Left alone: SEN.",
            "Columns left behind: Ethnicity.",
        ]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("UPN,Surname,Forename\n", "No pupils stand below"),
            ("UPN,DOB,Year\n,12/03/2015,7\n", "No column of this list is known to hold names"),
            ("<CTfile><CTFpupilData/></CTfile>", "no pupils in this file"),
        ],
    )
    def test_a_file_that_gives_nobody_says_why(self, text: str, why: str) -> None:
        assert why in notes(planned(text))

    def test_a_list_of_another_school_year_is_said_to_be_one(self) -> None:
        rows = "".join(f"Bell,A{n},12/03/2013,6\n" for n in "bcd")
        assert "2023/24" in notes(planned("Surname,Forename,DOB,Year\n" + rows))
        rows = rows.replace("2013", "2016")
        assert not planned("Surname,Forename,DOB,Year\n" + rows).notes


@pytest.mark.parametrize(("said", "suggest"), [("-1", "N2"), ("-2", "N1"), ("0", "R"), ("-1.0", "N2")])
def test_years_below_year_1_that_are_numbers_are_asked(said: str, suggest: str) -> None:
    plan = planned(f"Surname,Forename,NC Year\nBell,Ann,{said}\nCole,Bob,4\nDunn,Di,5\n")
    assert [one.year for one in plan.pupils] == [None, "4", "5"]
    assert asked(plan) == [(2, "year", suggest)]


class TestWhatSpreadsheetsDo:
    def test_a_class_that_became_a_date_is_asked(self) -> None:
        rows = [("Surname", "Forename", "Class"), ("Bell", "Ann", "2026-04-03"), ("Cole", "Bob", "3A")]
        book = workbook({"P": rows}, real_dates=True)
        assert asked(planned(book)) == [(2, "class_name", "3/4")]
        assert planned(book, answers={"2:class_name": "3/4"}).pupils[0].class_name == "3/4"
        assert asked(planned("Surname,Forename,Class\nBell,Ann,03-Apr\n")) == [(2, "class_name", "3/4")]

    @pytest.mark.parametrize("write", [workbook, open_document])
    def test_a_formula_without_a_result_is_asked_and_not_taken_for_empty(self, write: Callable[..., bytes]) -> None:
        rows = [
            ("Surname", "Forename", "DOB", "SEN"),
            ("Bell", "Ann", "=DATE(2015,3,12)", "=Z1"),
            ("Cole", "Bob", "", "K"),
        ]
        plan = planned(write({"P": rows}))
        assert {(row, field) for row, field, _ in asked(plan)} == {(2, "dob"), (2, "sen")}

    @pytest.mark.parametrize("write", [workbook, open_document])
    def test_rows_that_a_filter_hides_are_read_and_that_is_said(self, write: Callable[..., bytes]) -> None:
        rows = [("Surname", "Forename"), ("Bell", "Ann"), ("Cole", "Bob")]
        plan = planned(write({"P": rows}, hidden_rows=[3]))
        assert names(plan) == [("Bell", "Ann"), ("Cole", "Bob")]
        assert "were read too: 3." in notes(plan)


class TestSenColumns:
    def test_columns_headed_by_needs_say_yes_or_no(self) -> None:
        plan = planned(
            "Surname,Forename,SEN,ASD,SLCN,SEMH,SEN Need\n"
            "Bell,Ann,K,Y,,x,\nCole,Bob,K,No,Yes,,MLD\nDunn,Di,N,,,,\nEast,Ed,K,N,N,N,\n"
        )
        assert [one.needs for one in plan.pupils] == [("ASD", "SEMH"), ("SLCN", "MLD"), (), ()]
        assert not plan.questions

    def test_a_stage_that_has_ended_is_asked(self) -> None:
        head = f"{FULL},SEN Status,SEN End\n"
        plan = planned(
            f"{head}{upn(1)},Bell,Ann,12/03/2015,7,E,20/07/2023\n{upn(2)},Cole,Bob,12/03/2015,7,K,01/09/2030\n"
        )
        assert [one.sen for one in plan.pupils] == [None, "K"]
        assert asked(plan) == [(2, "sen", None)]
        assert "20/07/2023" in str(plan.questions[0].why)

    def test_the_row_of_the_stage_that_came_after_answers_it(self) -> None:
        rows = f"{upn(1)},Bell,Ann,12/03/2015,7,K,20/07/2023\n{upn(1)},Bell,Ann,12/03/2015,7,E,\n"
        plan = planned(f"{FULL},SEN Status,SEN End Date\n{rows}")
        assert ([one.sen for one in plan.pupils], plan.questions) == (["E"], [])

    def test_an_end_date_under_sen_is_no_last_day(self) -> None:
        plan = planned(",,SEN,,\nSurname,Forename,Status,End Date,x\nBell,Ann,E,20/07/2023,\n")
        assert [(row, field) for row, field, _ in asked(plan)] == [(3, "sen")]


def test_a_transfer_file_that_does_not_say_its_letters_are_windows_own_is_read() -> None:
    pupil = "<Pupil><Surname>Žižek</Surname><Forename>Zoë</Forename><DOB>2015-03-12</DOB></Pupil>"
    for head in ("", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>'):
        text = f"{head}<CTfile><CTFpupilData>{pupil}</CTFpupilData></CTfile>"
        assert names(planned(text, encoding="cp1252")) == [("Žižek", "Zoë")]


class TestNeedsAndDatesTogether:
    def test_hidden_rows_tell_of_the_month_too(self) -> None:
        rows = [
            ("Surname", "Forename", "DOB", "SEN Need"),
            ("Bell", "Ann", "03/04/2015", "SLCN secondary, ASD primary"),
            ("Cole", "Bob", "05/13/2015", "MLD"),
            ("Dunn", "Di", "25/12/2014", "HI primary VI"),
            ("Eves", "Ed", "26/12/2014", ""),
            ("Fry", "Flo", "01/31/2015", "SEMH"),
        ]
        plan = planned(workbook({"P": rows}, hidden_rows=[3, 6]))
        assert [(one.dob, one.needs) for one in plan.pupils] == [
            (None, ("ASD", "SLCN")),
            (None, ("MLD",)),
            (date(2014, 12, 25), None),
            (date(2014, 12, 26), ()),
            (None, ("SEMH",)),
        ]
        assert asked(plan) == [
            (2, "dob", "2015-04-03"), (3, "dob", "2015-05-13"), (4, "needs", "HI VI"), (6, "dob", "2015-01-31"),
        ]  # fmt: skip

    def test_two_rows_of_one_child_keep_the_rank_and_ask_the_date_once(self) -> None:
        plan = planned(
            f"UPN,Surname,Forename,DOB,SEN Need\n{upn(1)},Bell,Ann,03/04/2015,SLCN (secondary)\n"
            f"{upn(1)},Bell,Ann,03/04/2015,ASD (primary)\n{upn(2)},Cole,Bob,05/13/2015,MLD\n"
            f"{upn(3)},Dunn,Di,01/31/2015,HI\n"
        )
        assert [(one.row, one.dob, one.needs) for one in plan.pupils] == [
            (2, None, ("ASD", "SLCN")), (4, None, ("MLD",)), (5, None, ("HI",)),
        ]  # fmt: skip
        assert asked(plan) == [(2, "dob", "2015-03-04"), (4, "dob", "2015-05-13"), (5, "dob", "2015-01-31")]

    def test_two_rows_of_one_child_of_which_one_is_american_ask_the_date(self) -> None:
        plan = planned(
            f"UPN,Surname,Forename,DOB,SEN Need\n{upn(1)},Bell,Ann,12/03/2015,SLCN\n"
            f"{upn(1)},Bell,Ann,03/12/2015,ASD primary\n{upn(2)},Cole,Bob,25/12/2014,MLD\n"
        )
        assert [(one.dob, one.needs) for one in plan.pupils] == [
            (None, ("ASD", "SLCN")),
            (date(2014, 12, 25), ("MLD",)),
        ]
        assert [(row, field) for row, field, _ in asked(plan)] == [(2, "dob")]

    def test_a_further_row_without_a_name_says_the_first_need(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,SEN Status,SEN Need\nBell,Ann,12/03/2015,K,Secondary: SLCN\n,,,,Primary: ASD\n"
            ",,,,MLD\nCole,Bob,13/03/2015,K,1. HI\n,,,,3. VI\n,,,,2. PD\n"
        )
        assert [one.needs for one in plan.pupils] == [("ASD", "SLCN", "MLD"), ("HI", "PD", "VI")]
        assert not plan.questions

    def test_sheets_of_two_systems_are_doubted_together(self) -> None:
        head = ("Surname", "Forename", "DOB", "SEN Need")
        book = workbook(
            {
                "Oak": [head, ("Bell", "Ann", "03/04/2015", "SLCN, ASD"), ("Cole", "Bob", "25/12/2014", "MLD/ASD 1")],
                "Elm": [head, ("Dunn", "Di", "05/13/2015", "ASD primary\nSLCN"), ("Eves", "Ed", "12/31/2015", "")],
            }
        )
        plan = planned(book)
        assert [one.needs for one in plan.pupils] == [("SLCN", "ASD"), None, ("ASD", "SLCN"), ()]
        assert [one.dob for one in plan.pupils] == [None, date(2014, 12, 25), None, None]
        assert asked(plan)[0] == (2, "dob", "2015-03-04")
        assert "more often the month first" in str(plan.questions[0].why)
