"""Lists as offices keep them by hand, each as it came to somebody's desk, and what a careful SENDCo would expect."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.pupil_lists.making import asked, open_document, planned, skipped, upn, workbook
from voice_app.services.pupil_lists import ListRefused
from voice_app.services.pupil_lists.needs import NEEDS, read_needs
from voice_app.services.pupil_lists.plan import Plan, as_json

HEADINGS = "Surname,Forename,DOB,Year\n"


def names(plan: Plan) -> list[tuple[str | None, str | None]]:
    """Surname and forename of each pupil who would be stored."""
    return [(one.surname, one.forename) for one in plan.pupils]


def notes(plan: Plan) -> str:
    """All that the page says openly."""
    return " ".join(map(str, plan.notes))


def test_a_register_with_titles_and_headings_on_every_page() -> None:
    page = "Oakfield Primary,,,,\nSEN register,Autumn 2026,,,\nName,Class,DOB,SEN,Need\n"
    plan = planned(
        f'{page}"SMITH, John",4 Oak,03/09/2017,K - SEN Support,ASD; SLCN\n,,,,\n{page}'
        '"O’NEILL, Mary",4 Oak,04/09/2017,EHCP,Autistic Spectrum Disorder\nTotal,2,,,\nPrinted by Mrs Cole,,,,\n'
    )
    assert names(plan) == [("SMITH", "John"), ("O’NEILL", "Mary")]
    assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ("ASD", "SLCN")), ("E", ("ASD",))]
    assert list(skipped(plan)) == [1, 2, 3 + 3, 3 + 4, 3 + 5, 10, 11]
    assert not plan.questions


def test_the_name_in_brackets_is_asked_as_the_one_the_pupil_likes() -> None:
    plan = planned('Name,DOB\n"SMITH, John (Jack)",03/09/2017\n')
    assert names(plan) == [("SMITH", "John")]
    assert asked(plan) == [(2, "preferred", "Jack")]
    plan = planned('Surname,Forename,Known As\nLee,Joanna (Jo),Jo\nFox,Dinah "Di",\n')
    assert [(one.forename, one.preferred) for one in plan.pupils] == [("Joanna", "Jo"), ("Dinah", None)]
    assert asked(plan) == [(3, "preferred", "Di")]


def test_a_row_over_a_class_is_no_pupil() -> None:
    rows = "Class 7A,Mrs Smith,,\nBell,Amy,12/03/2015,7\nClass 7B,Mr Jones,,\nLee,Tom,12/04/2015,7\nOak Class,,,\n"
    plan = planned(HEADINGS + rows)
    assert names(plan) == [("Bell", "Amy"), ("Lee", "Tom")]
    assert "heading over a class" in skipped(plan)[2]
    assert list(skipped(plan)) == [2, 4, 6]


@pytest.mark.parametrize("surname", ["House-Jones", "Class", "Forman", "Year", "Missen"])
def test_a_pupil_with_a_name_like_a_class_stays_a_pupil(surname: str) -> None:
    assert names(planned(f"{HEADINGS}{surname},Di,,7\n")) == [(surname, "Di")]


class TestNumbers:
    def test_row_numbers_are_never_admission_numbers(self) -> None:
        for heading in ("No", "#", "ID", "No.", "S.No", "Number", "Pupil No"):
            plan = planned(f"{heading},Surname,Forename,DOB\n1,Bell,Amy,12/03/2015\n2,Lee,Tom,12/04/2015\n")
            assert [one.admission_no for one in plan.pupils] == [None, None], heading
            assert not plan.notes

    def test_a_bare_number_is_left_behind_and_somebody_is_told(self) -> None:
        text = "ID,Surname,Forename,DOB\n00123,Bell,Amy,12/03/2015\n00098,Lee,Tom,12/04/2015\n"
        plan = planned(text)
        assert [one.admission_no for one in plan.pupils] == [None, None]
        assert "The column ID was left behind" in notes(plan)
        chosen = planned(text, columns={"ID": "admission_no"})
        assert [one.admission_no for one in chosen.pupils] == ["00123", "00098"]

    def test_one_admission_number_at_two_names_is_asked_at_each(self) -> None:
        plan = planned("Adm No,Surname,Forename,DOB\n0012,Bell,Amy,12/03/2015\n0012,Lee,Tom,12/04/2015\n")
        assert [(row, field) for row, field, _ in asked(plan)] == [(2, "admission_no"), (3, "admission_no")]
        assert [one.admission_no for one in plan.pupils] == [None, None]


class TestColumns:
    @pytest.mark.parametrize("owner", ["PUPIL", "Student", "Child", "Learner", "Pupil's", "Students"])
    def test_whose_name_it_is_may_stand_before_it(self, owner: str) -> None:
        plan = planned(
            f"{owner} Surname,{owner} Forename,{owner} Preferred Name,{owner} DOB\nLee,Tom,Tommy,12/03/2015\n"
        )
        (one,) = plan.pupils
        assert (one.surname, one.forename, one.preferred, one.dob) == ("Lee", "Tom", "Tommy", date(2015, 3, 12))

    def test_a_name_heading_merged_over_two_columns_is_asked(self) -> None:
        plan = planned("Name,,Class\nBell,Amy,7A\n")
        assert names(plan) == [(None, None)]
        assert asked(plan) == [(2, "surname", "Bell"), (2, "forename", "Amy")]
        plan = planned("Name,,Class\nBell,Amy,7A\n", columns={"Name": "surname", "(B)": "forename"})
        assert names(plan) == [("Bell", "Amy")]

    def test_the_surname_in_capitals_tells_which_part_it_is(self) -> None:
        assert names(planned("Name,,Class\nBELL,Amy,7A\nLEE,Tom,7A\n")) == [("BELL", "Amy"), ("LEE", "Tom")]
        assert names(planned("Pupil,,Class\nAmy,BELL,7A\nTom,LEE,7A\n")) == [("BELL", "Amy"), ("LEE", "Tom")]

    def test_two_birth_dates_of_one_pupil_are_asked(self) -> None:
        text = "Surname,Forename,DOB,Date of Birth\n"
        plan = planned(text + "Bell,Amy,12/03/2015,2015-03-12\nLee,Tom,12/03/2015,13/03/2015\nFox,Di,,14/03/2015\n")
        assert [one.dob for one in plan.pupils] == [date(2015, 3, 12), None, date(2015, 3, 14)]
        assert asked(plan) == [(3, "dob", None)]

    def test_the_first_language_is_taken_where_no_home_language_is_given_and_that_is_said(self) -> None:
        rows = "Bell,Amy,Polish,\nLee,Tom,English,Urdu\nFox,Di,Tamil,Not known\n"
        plan = planned("Surname,Forename,First Language,Home Language\n" + rows)
        assert [one.home_language for one in plan.pupils] == ["Polish", "Urdu", "Tamil"]
        assert "rows 2, 4" in notes(plan)

    def test_a_column_of_needs_that_is_mostly_none_is_still_a_column_of_needs(self) -> None:
        rows = "A,A,K,None\nB,B,N,None\nC,C,K,ASD\nD,D,E,None\n"
        plan = planned("Surname,Forename,SEN,SEN Need\n" + rows)
        assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ()), ("N", ()), ("K", ("ASD",)), ("E", ())]

    def test_the_school_year_of_the_list_is_no_year_group(self) -> None:
        plan = planned("School Year,Surname,Forename,Year Group\n2026/27,Bell,Amy,Yr 7\n")
        assert (plan.pupils[0].year, plan.questions) == ("7", [])

    def test_a_class_column_full_of_year_groups_gives_the_year(self) -> None:
        plan = planned("Surname,Forename,Class\nBell,Amy,Year 4\nLee,Tom,Rec\nFox,Di,N1\n")
        assert [one.year for one in plan.pupils] == ["4", "R", "N1"]
        assert planned("Surname,Forename,Class\nBell,Amy,4\n").pupils[0].class_name == "4"

    def test_sims_says_year_taught_in(self) -> None:
        text = "Legal Surname,Legal Forename,Year Taught In,Reg\nBell,Amy,Year  7,7B\n"
        assert planned(text).pupils[0].year == "7"


def test_a_key_below_the_list_is_no_pupil() -> None:
    plan = planned("Surname,Forename,SEN\nBell,Amy,K\nK = SEN Support,E = EHCP,\nE=EHCP,,\n,,\nAverage,,7\n")
    assert names(plan) == [("Bell", "Amy")]
    assert list(skipped(plan)) == [3, 4, 6]


def test_the_same_name_in_capitals_on_the_second_row_is_the_same_name() -> None:
    rows = "Bell,Amy,12/03/2015,ASD\nBELL,AMY,12/03/2015,SLCN\n"
    plan = planned("Surname,Forename,DOB,Need\n" + rows)
    assert [(one.surname, one.needs) for one in plan.pupils] == [("Bell", ("ASD", "SLCN"))]
    assert not plan.questions


def test_a_partial_transfer_file_asks_only_what_is_doubtful() -> None:
    pupil = "<Pupil><UPN>{upn}</UPN><Surname>{name}</Surname><Forename>T?m</Forename><DOB>2015-03-12</DOB></Pupil>"
    head = "<Header><DocumentQualifier>partial</DocumentQualifier></Header>"
    body = pupil.format(upn=upn(9).lower(), name="Müller")
    plan = planned(f'<CTfile xmlns="urn:x">{head}<CTFpupilData>{body}</CTFpupilData></CTfile>')
    assert [(one.upn, one.surname, one.forename) for one in plan.pupils] == [(upn(9), "Müller", None)]
    assert asked(plan) == [(1, "forename", None)]


def test_a_list_with_semicolons_and_a_comma_in_the_schools_name() -> None:
    plan = planned(
        "St Mary’s, Larkfield;;;;\nFull Name;Year;Form;SEN Code;SEN Types\nBell, Amy;07;7B;k;slcn,asd\n;;;;\n",
        encoding="utf-16",
    )
    (one,) = plan.pupils
    assert (one.surname, one.forename, one.year, one.class_name) == ("Bell", "Amy", "7", "7B")
    assert (one.sen, one.needs) == ("K", ("SLCN", "ASD"))


def test_numbers_kept_as_text_and_formulas_come_as_they_are_shown() -> None:
    rows: list[tuple[str | int, ...]] = [
        ("UPN", "Adm No", "Surname", "Forename", "DOB", "Year"),
        (upn(3).lower(), "0012", "Bell", "Amy", "42075", "07"),
        (f" {upn(4)[:4]} {upn(4)[4:]}", 13, "Lee", "Tom", 42075, 7),
        ("N/A", "N/A", "Fox", "Di", "N/A", "N/A"),
    ]
    plan = planned(workbook({"P": rows}))
    assert [(one.upn, one.admission_no, one.year) for one in plan.pupils] == [
        (upn(3), "0012", "7"),
        (upn(4), "13", "7"),
        (None, None, None),
    ]
    assert [one.dob for one in plan.pupils] == [date(2015, 3, 12), date(2015, 3, 12), None]
    assert not plan.questions


class TestDates:
    def test_one_clear_american_date_puts_the_others_in_doubt(self) -> None:
        plan = planned("Surname,Forename,DOB\nBell,Amy,03/25/2015\nLee,Tom,03/04/2015\nFox,Di,05/05/2015\n")
        assert [one.dob for one in plan.pupils] == [None, None, date(2015, 5, 5)]
        assert asked(plan) == [(2, "dob", "2015-03-25"), (3, "dob", "2015-03-04")]

    def test_one_slip_among_british_dates_puts_no_other_in_doubt(self) -> None:
        rows = "Bell,Amy,03/25/2015\nLee,Tom,03/04/2015\nFox,Di,25/03/2015\nRay,Bo,26/03/2015\n"
        assert asked(planned("Surname,Forename,DOB\n" + rows)) == [(2, "dob", "2015-03-25")]

    def test_figures_run_together_are_suggested(self) -> None:
        assert asked(planned("Surname,Forename,DOB\nBell,Amy,12072015\nLee,Tom,1072015\n")) == [
            (2, "dob", "2015-07-12"),
            (3, "dob", "2015-07-01"),
        ]


class TestOnRoll:
    TEXT = "Surname,Forename,DOB,Leaving date,Status\n"

    def test_a_word_that_leaves_it_open_is_asked_and_the_pupil_kept(self) -> None:
        plan = planned(self.TEXT + "Bell,Amy,12/03/2015,,Current\nLee,Tom,12/03/2015,,Transferred\n")
        assert names(plan) == [("Bell", "Amy"), ("Lee", "Tom")]
        assert asked(plan) == [(3, "roll", "left")]

    def test_the_answer_decides(self) -> None:
        text = self.TEXT + "Bell,Amy,12/03/2015,,Current\nLee,Tom,12/03/2015,,Transferred\n"
        assert 3 in skipped(planned(text, answers={"3:roll": "left"}))
        assert not planned(text, answers={"3:roll": "on roll"}).questions

    def test_on_roll_with_a_leaving_date_in_the_past_is_asked(self) -> None:
        plan = planned(self.TEXT + "Bell,Amy,12/03/2015,20/07/2026,Current\nLee,Tom,12/03/2015,,Current\n")
        assert len(plan.pupils) == 2
        assert asked(plan) == [(2, "roll", None)]


class TestQuotationMarks:
    def test_a_stray_one_loses_no_child(self) -> None:
        for rows in (
            '"Bell,Amy,12/03/2015,7\nLee,Tom,12/03/2014,8\n',
            '"Bell,Amy,12/03/2015,7\n"Lee",Tom,12/03/2014,8\n',
            'Lee,Tom,12/03/2014,8\n"Bell,Amy,12/03/2015,7\n',
        ):
            plan = planned(HEADINGS + rows)
            found = {one.forename: one for one in plan.pupils}
            assert (found["Tom"].surname, found["Amy"].surname) == ("Lee", None), rows
            assert (found["Amy"].dob, found["Amy"].year) == (date(2015, 3, 12), "7")
            assert [(field, suggest) for _, field, suggest in asked(plan)] == [("surname", "Bell")]
            assert not plan.skipped

    def test_rows_put_into_quotation_marks_whole_are_read(self) -> None:
        plan = planned('"Surname,Forename,DOB,Year"\n"Bell,Amy,12/03/2015,7"\n"Lee,Tom,12/03/2014,8"\n')
        assert names(plan) == [("Bell", "Amy"), ("Lee", "Tom")]

    def test_an_address_of_several_lines_and_commas_stays_one_cell(self) -> None:
        plan = planned(
            'Surname,Forename,Address,DOB\nBell,Amy,"12, High St,\nTown, County",12/03/2015\n'
            'Lee,Tom,"Flat 1,\n2, Mill Rd, Town",12/03/2014\n"Fox,Di,,12/03/2013\n'
        )
        assert [(one.forename, one.dob and one.dob.year) for one in plan.pupils] == [
            ("Amy", 2015),
            ("Tom", 2014),
            ("Di", 2013),
        ]

    def test_an_old_mac_writes_its_own_letters(self) -> None:
        text = "Surname,Forename,DOB\rO’Brien,Zoë,12/03/2015\rMuñoz,René,12/03/2014\r"
        assert names(planned(text, encoding="mac_roman")) == [("O’Brien", "Zoë"), ("Muñoz", "René")]


class TestNobodyIsDropped:
    def test_a_pupil_whose_name_lost_its_letters_is_kept_without_it(self) -> None:
        plan = planned("Surname,Forename,DOB,SEN\n?ukasz,Wi?niewski,12/03/2015,K\n£ukowska,Ewa,13/03/2015,E\n")
        assert names(plan) == [(None, None), (None, "Ewa")]
        assert [line.what for line in plan.lines] == ["new", "new"]
        assert asked(plan) == [(2, "surname", None), (2, "forename", None), (3, "surname", "Łukowska")]

    def test_a_row_with_a_number_or_a_birth_date_and_no_name_is_somebody(self) -> None:
        plan = planned(f"UPN,Surname,Forename,DOB,SEN\n{upn(7)},,,,K\n,,,12/03/2015,E\n,,,,K\n")
        assert [(one.row, one.upn, one.sen) for one in plan.pupils] == [(2, upn(7), "K"), (3, None, "E")]
        assert [(row, field) for row, field, _ in asked(plan)] == [
            (row, field) for row in (2, 3) for field in ("surname", "forename")
        ]
        assert list(skipped(plan)) == [4]


class TestSheets:
    HEAD = ("Surname", "Forename", "DOB", "SEN")
    SIX = (HEAD, ("Bell", "Amy", "12/03/2016", "K"), ("Fox", "Di", "13/03/2016", "N"))
    SEVEN = (("Year 7",), HEAD, ("Lee", "Tom", "?", "E"), ("Khan", "Ali", "12/03/2015", "N"), ("Total", 2))

    def test_a_sheet_a_year_group_is_one_list(self) -> None:
        plan = planned(workbook({"Year 6": self.SIX, "Year 7": self.SEVEN}))
        assert [surname for surname, _ in names(plan)] == ["Bell", "Fox", "Lee", "Khan"]
        assert plan.sheets == ["Year 6", "Year 7"]
        assert "Year 6, Year 7 were read" in notes(plan)

    def test_rows_are_counted_on_their_own_sheet_and_the_sheet_is_named(self) -> None:
        plan = planned(workbook({"Year 6": self.SIX, "Year 7": self.SEVEN}))
        said = as_json(plan)
        assert [one["row"] for one in said["pupils"]] == [2, 3, 3, 4]
        assert said["ask"] == [
            {
                "row": 3,
                "field": "dob",
                "why": "Row 3 (Year 7): we cannot read ? as a date. Type it as day, month, year.",
                "suggest": None,
            }
        ]
        assert [one["row"] for one in said["skip"]] == [1, 5]

    def test_an_answer_reaches_its_own_sheet(self) -> None:
        plan = planned(workbook({"Year 6": self.SIX, "Year 7": self.SEVEN}))
        (question,) = plan.questions
        again = planned(
            workbook({"Year 6": self.SIX, "Year 7": self.SEVEN}), answers={f"{question.row}:dob": "1/2/2015"}
        )
        assert [one.dob for one in again.pupils if one.surname == "Lee"] == [date(2015, 2, 1)]
        assert not again.questions

    def test_columns_chosen_for_one_sheet_hold_for_all(self) -> None:
        six = [("Surname", "Forename", "DOB", "Corner"), ("Bell", "Amy", "12/03/2016", "Oak")]
        seven = [("Corner", "Surname", "Forename", "DOB"), ("Elm", "Lee", "Tom", "12/03/2015")]
        plan = planned(workbook({"6": six, "7": seven}), columns={"Corner": "class_name"})
        assert [one.class_name for one in plan.pupils] == ["Oak", "Elm"]

    @pytest.mark.parametrize("name", ["Leavers", "Old register", "Staff", "SEN 2025 (archived)"])
    def test_a_sheet_of_former_pupils_is_left_alone_and_its_rows_are_accounted_for(self, name: str) -> None:
        plan = planned(workbook({"Year 6": self.SIX, name: self.SEVEN}))
        assert [surname for surname, _ in names(plan)] == ["Bell", "Fox"]
        assert f"Left alone: {name}." in notes(plan)
        assert [why for why in skipped(plan).values() if f"({name})" in why and "left alone" in why]

    def test_a_copy_of_the_list_is_not_read_twice(self) -> None:
        older = [self.HEAD, ("Bell", "Amy", "12/03/2016", "N"), ("Gone", "Al", "12/03/2016", "K")]
        more = [*self.SIX, ("Ray", "Bo", "14/03/2016", "K")]
        plan = planned(workbook({"Autumn": more, "Summer": [*older, *self.SIX[2:]]}))
        assert [surname for surname, _ in names(plan)] == ["Bell", "Fox", "Ray"]
        assert "Left alone: Summer" in notes(plan)
        assert not plan.questions

    def test_a_sheet_with_other_headings_is_only_named(self) -> None:
        plan = planned(workbook({"Pupils": self.SIX, "Notes": [("Surname", "Remarks"), ("Bell", "known to police")]}))
        assert "Left alone: Notes." in notes(plan)
        assert not plan.skipped
        assert "police" not in str(plan)


class TestOpenDocument:
    ROWS = (
        ("Surname", "Forename", "Remarks", "DOB", "Year"),
        ("Łuczak", "Zoë", "known to police", "2015-03-12", 7),
        ("Khan", "Ali", "", "12/03/2014", "Year 8"),
    )
    EMPTY_TO_THE_END = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    def test_it_is_read_without_its_hidden_columns_and_sheets(self) -> None:
        content = open_document(
            {"Pupils": self.ROWS, "Old": self.ROWS},
            hidden_columns=[2], hidden_sheets=["Old"], after=self.EMPTY_TO_THE_END,
        )  # fmt: skip
        plan = planned(content)
        assert names(plan) == [("Łuczak", "Zoë"), ("Khan", "Ali")]
        assert [(one.dob, one.year) for one in plan.pupils] == [(date(2015, 3, 12), "7"), (date(2014, 3, 12), "8")]
        assert "Hidden columns were left alone: C." in notes(plan)
        assert "police" not in str(plan)

    @pytest.mark.parametrize(
        "bomb",
        [
            '<table:table-row table:number-rows-repeated="90000"><table:table-cell office:value-type="float" '
            'office:value="1"/></table:table-row>',
            '<table:table-row><table:table-cell office:value-type="float" office:value="1" '
            'table:number-columns-repeated="9000"/></table:table-row>',
            '<table:table-row table:number-rows-repeated="19000"><table:table-cell table:formula="of:=1" '
            'table:number-columns-repeated="499"/></table:table-row>',
        ],
    )
    def test_a_cell_that_stands_for_very_many_is_refused_before_a_table_is_made(self, bomb: str) -> None:
        with pytest.raises(ListRefused, match="too many rows"):
            planned(open_document({"P": self.ROWS}, after=bomb))

    def test_many_tables_that_are_each_small_enough_are_refused_together(self) -> None:
        full = (
            '<table:table-row table:number-rows-repeated="19000"><table:table-cell office:value-type="float" '
            'office:value="1" table:number-columns-repeated="100"/></table:table-row>'
        )
        with pytest.raises(ListRefused, match="too many rows"):
            planned(open_document(dict.fromkeys("PQR", self.ROWS), after=full))

    def test_a_letter_and_a_locked_file_are_refused(self) -> None:
        with pytest.raises(ListRefused, match="a document, not a list"):
            planned(open_document({"P": self.ROWS}, kind="text"))
        with pytest.raises(ListRefused, match="password"):
            planned(open_document({"P": self.ROWS}, manifest="<m:encryption-data/>"))


class TestHeadingsInTheSchoolsOwnWords:
    """No pattern knows them: a word in the heading tells, where what stands below fits."""

    def test_are_read_where_a_word_tells_and_the_values_fit(self) -> None:
        plan = planned(
            "Pupil Surname (legal),Fore Name,Born (day/month/year),Nat. Curr. Year,SEN Prov from MIS,"
            "Identified need(s),Main language spoken at home,Form (2026)\n"
            "Nowak,Kasia,04/05/2014,Year 7,EHC Plan,SEMH,Polish,7 Oak\n"
            "Lee,Min,29/02/2012,9,K,ASD and PD,Korean,9B\n"
        )
        assert names(plan) == [("Nowak", "Kasia"), ("Lee", "Min")]
        assert [(one.dob, one.year, one.sen) for one in plan.pupils] == [
            (date(2014, 5, 4), "7", "E"),
            (date(2012, 2, 29), "9", "K"),
        ]
        assert [(one.needs, one.home_language, one.class_name) for one in plan.pupils] == [
            (("SEMH",), "Polish", "7 Oak"),
            (("ASD", "PD"), "Korean", "9B"),
        ]
        assert "new to My Say: Nat. Curr. Year, SEN Prov from MIS" in notes(plan)

    @pytest.mark.parametrize(
        ("heading", "value"),
        [
            *(("Year of entry", "7"), ("Age (years)", "8"), ("House points this year", "8"), ("Years in school", "3")),
            *(
                ("SEN Provision Map", "K"),
                ("Send letters by post", "N"),
                ("Special dietary", "N"),
                ("SEN transport", "E"),
            ),
            *(("Medical need", "VI nurse visits"), ("Additional needs of family", "ASD, and more"), ("SENDCo", "K")),
            *(
                ("Language GCSE taught", "French"),
                ("Spoken language level", "low"),
                ("Speech & Language main concern", "x"),
            ),
            *(("Mum First Name", "Aisha"), ("TA First Name", "Jo"), ("Key worker surname", "Jones")),
            *(("Birth Date of Mum", "04/05/1984"), ("Parking permit", "K")),
        ],
    )
    def test_are_left_behind_where_any_other_word_stands_beside_it(self, heading: str, value: str) -> None:
        plan = planned(f"Surname,Known As,{heading}\nNowak,Kasia,{value}\nLee,Min,{value}\nFox,Di,None\n")
        assert [one.forename for one in plan.pupils] == ["Kasia", "Min", "Di"]
        assert {(one.dob, one.year, one.sen, one.home_language) for one in plan.pupils} == {(None, None, None, None)}

    def test_are_left_behind_where_the_values_do_not_fit(self) -> None:
        plan = planned("Surname,Forename,SEN Prov,Nat. Curr. Year\nNowak,Kasia,see file,later\n")
        assert [column.field for column in plan.columns][2:] == [None, None]

    def test_never_take_the_place_of_a_heading_that_is_known(self) -> None:
        plan = planned("Surname,Forename,DOB,Year,Yr last seen by EP\nNowak,Kasia,04/05/2014,7,5\n")
        assert [one.year for one in plan.pupils] == ["7"]


class TestListsWithoutYearGroups:
    def test_a_class_that_says_its_year_in_words_gives_it(self) -> None:
        plan = planned(
            "Surname,Forename,Class\nBell,Amy,Oak Y5\nLee,Tom,Reception Blue\nFox,Di,Willow\nMay,Al,Mr Y 2\n"
        )
        assert [one.year for one in plan.pupils] == ["5", "R", None, None]
        assert not plan.questions

    def test_of_a_class_of_two_years_the_birth_date_says_which(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Class\nBell,Amy,12/03/2018,Y3/4 Oak\nLee,Tom,12/10/2018,Y3/4 Oak\n"
            "Fox,Di,,Year 5 & 6\nMay,Al,,Rec/Y1\nRay,Jo,12/10/2014,Y1-Y2\n"
        )
        assert [one.year for one in plan.pupils] == ["4", "3", None, None, None]
        assert [(row, field) for row, field, _ in asked(plan)] == [(4, "year"), (5, "year"), (6, "year")]

    def test_the_number_of_a_class_counts_where_the_birth_date_says_the_same(self) -> None:
        text = "Surname,Forename,DOB,Year\nBell,Amy,12/03/2015,7B\nLee,Tom,12/04/2014,8C\nFox,Di,12/04/2010,8C\n"
        plan = planned(text)
        assert [one.year for one in plan.pupils] == ["7", "8", None]
        assert asked(plan) == [(4, "year", "8")]
        assert [one.class_name for one in plan.pupils] == ["7B", "8C", "8C"]
        assert [one.year for one in planned(text, answers={"4:year": "11"}).pupils] == ["7", "8", "11"]

    @pytest.mark.parametrize(
        ("first", "number"), [(2015, 6), (2022, 1), (2018, 5)], ids=["of last year", "a year up", "rooms"]
    )
    def test_classes_numbered_in_another_way_say_nothing_and_that_is_told(self, first: int, number: int) -> None:
        rows = "".join(f"Bell,Amy{n},12/03/{first - n},{number + n}A\n" for n in range(4))
        plan = planned(f"Surname,Forename,DOB,Class\n{rows}")
        assert [one.year for one in plan.pupils] == [None] * 4
        assert not plan.questions
        assert "no year groups" in notes(plan)


def test_names_and_stages_are_known_under_headings_that_do_not_name_them() -> None:
    plan = planned(
        '"Last, First",Birthday,Support Level\n"Nowak, Ania",5 May 2016,SEN Support\n"Reed, Tom",6/6/2016,EHCP\n'
    )
    assert names(plan) == [("Nowak", "Ania"), ("Reed", "Tom")]
    assert [one.sen for one in plan.pupils] == ["K", "E"]


class TestRanksOfNeeds:
    @pytest.mark.parametrize(
        "written",
        [
            "SLCN; ASD (primary)",
            "SLCN (secondary), ASD (primary)",
            "SLCN - secondary, ASD - primary",
            "Secondary: SLCN; Primary: ASD",
            "2. SLCN 1. ASD",
            "SLCN (2), ASD (1)",
            "ASD, SLCN",
            # a rank right behind its need, and nothing between them
            "ASD primary, SLCN secondary",
            "SLCN secondary, ASD primary",
            "ASD primary; SLCN secondary",
            "SLCN secondary / ASD primary",
            "SLCN secondary and ASD primary",
            "ASD primary need, SLCN secondary need",
            "ASD = primary, SLCN = secondary",
            "SLCN: secondary; ASD: primary",
            "SLCN [secondary], ASD [primary]",
            "ASD main, also SLCN",
            "ASD primary & SLCN",
            "SLCN secondary ASD primary",
            "SLCN 2nd, ASD 1st",
            "SLCN 2, ASD 1",
            "ASD 1, SLCN 2",
            # a rank before its need
            "Primary: ASD, Secondary: SLCN",
            "primary ASD secondary SLCN",
            "Secondary - SLCN, Primary - ASD",
            "2 SLCN, 1 ASD",
            "1 ASD, 2 SLCN",
            "1) ASD, 2) SLCN",
            "1. ASD. 2. SLCN.",
            "SLCN, primary ASD",
            "Primary need: Autistic Spectrum Disorder. Secondary need: Speech, Language and Communication Needs",
            # the same stop between a need and its rank as between two needs, all the way through
            "SLCN, secondary, ASD, primary",
            "SLCN; 2 | ASD; 1",
            "ASD,primary\nSLCN,secondary",
            "SLCN\nASD primary",
        ],
    )
    def test_the_need_that_a_cell_calls_the_first_stands_first(self, written: str) -> None:
        plan = planned(f'Surname,Forename,SEN Status,SEN Need\nBell,Ann,K,"{written}"\nCole,Bob,K,MLD\n')
        assert (plan.pupils[0].needs, plan.questions) == (("ASD", "SLCN"), [])

    @pytest.mark.parametrize(
        "written",
        [
            "ASD primary SLCN",
            "ASD (primary) SLCN",
            "ASD, primary, SLCN",
            "ASD SLCN primary",
            "ASD, primary SLCN, secondary",
            "ASD, SLCN, primary",
            "ASD (primary), SLCN (primary)",
            "ASD primary, SLCN, ASD secondary",
            "ASD secondary, SLCN",
            "Secondary: ASD, SLCN",
            "ASD, SLCN 1:1",
        ],
    )
    def test_a_rank_that_may_belong_to_either_is_asked(self, written: str) -> None:
        plan = planned(f'Surname,Forename,SEN Status,SEN Need\nBell,Ann,K,"{written}"\nCole,Bob,K,MLD\n')
        assert plan.pupils[0].needs is None
        assert asked(plan) == [(2, "needs", "ASD SLCN")]
        assert "Type the needs in their order" in str(plan.questions[0].why)
        answered = planned(
            f'Surname,Forename,SEN Status,SEN Need\nBell,Ann,K,"{written}"\n', answers={"2:needs": "SLCN ASD"}
        )
        assert (answered.pupils[0].needs, answered.questions) == (("SLCN", "ASD"), [])

    @pytest.mark.parametrize(
        ("written", "codes"),
        [
            ("Primary: MLD; Secondary: SLCN, ASD", ("MLD", "SLCN", "ASD")),
            ("SLCN (secondary), MLD (primary), ASD (secondary)", ("MLD", "SLCN", "ASD")),
            ("SLCN (3), MLD (1), ASD (2)", ("MLD", "ASD", "SLCN")),
            ("Secondary: SLCN, ASD; Primary: MLD", None),
            ("MLD primary, SLCN, ASD secondary", None),
        ],
    )
    def test_of_three_needs_each_has_its_place_or_all_are_asked(self, written: str, codes: tuple[str, ...]) -> None:
        plan = planned(f'Surname,Forename,SEN Status,SEN Need\nBell,Ann,K,"{written}"\nCole,Bob,K,MLD\n')
        assert (plan.pupils[0].needs, len(plan.questions)) == (codes, codes is None)

    @given(
        st.permutations(NEEDS).map(lambda codes: codes[:3]),
        st.integers(2, 3).flatmap(lambda many: st.permutations(range(many))),
        st.sampled_from(
            [("primary", "secondary", "tertiary"), ("Main", "second", "third"), ("1st", "2nd", "3rd"), ("1", "2", "3")]
        ),
        st.sampled_from(
            [
                "{need} {rank}", "{need} ({rank})", "{need} - {rank}", "{need}: {rank}", "{need} = {rank}",
                "{need} [{rank}]", "{need} {rank} need", "{need},{rank}", "{rank} {need}", "{rank}: {need}",
                "{rank}. {need}", "{rank}) {need}", "({rank}) {need}", "{rank} need: {need}", "{rank} – {need}",
                "{need}; {rank}", "{need}", "{rank}, {need}",
            ]
        ),
        st.lists(st.booleans(), min_size=3, max_size=3),
        st.sampled_from(["; ", ", ", " / ", " & ", "\n", " and ", " ", ". ", " + "]),
    )  # fmt: skip
    def test_needs_are_read_in_the_order_of_their_ranks_or_asked(
        self, codes: list[str], order: list[int], words: tuple[str, ...], form: str, ranked: list[bool], between: str
    ) -> None:
        """`order`: the place of each need by rank, as it stands in the cell; those without a rank keep theirs."""
        without = [place for place, has in zip(order, ranked, strict=False) if not has]
        assume(without == sorted(without))
        # A full stop behind a word ends a sentence; behind a number it need not.
        assume(form != "{rank}. {need}" or words[0].isdigit())
        # Nobody parts a need from its rank with a comma, and not from the next need.
        assume(between != " " or not {",", ";"} & set(form))
        parts = [
            form.format(need=codes[place], rank=words[place]) if has else codes[place]
            for place, has in zip(order, ranked, strict=False)
        ]
        found = read_needs(between.join(parts))
        if found.doubts:
            return
        no_rank = form == "{need}" or len(without) == len(order)
        assert list(found.values) == [codes[place] for place in (order if no_rank else sorted(order))]

    @pytest.mark.parametrize(
        ("first", "second", "codes"),
        [
            ("SLCN (secondary)", "ASD (primary)", ("ASD", "SLCN")),
            ("SLCN", "ASD (primary)", ("ASD", "SLCN")),
            ("SLCN", "ASD (secondary)", ("SLCN", "ASD")),
            ("SLCN (secondary)", "ASD", None),
        ],
    )
    def test_ranks_beside_the_needs_hold_across_columns_and_across_the_rows_of_a_pupil(
        self, first: str, second: str, codes: tuple[str, ...] | None
    ) -> None:
        columns = planned(f"Surname,Forename,SEN Need 1,SEN Need 2\nBell,Ann,{first},{second}\nCole,Bob,MLD,\n")
        rows = planned(f"UPN,Surname,Forename,SEN Need\n{upn(1)},Bell,Ann,{first}\n{upn(1)},Bell,Ann,{second}\n")
        for plan in (columns, rows):
            assert plan.pupils[0].needs == codes
            assert asked(plan) == ([] if codes else [(2, "needs", "SLCN ASD")])

    @pytest.mark.parametrize("written", ["Main: SLCN, other: ASD", "SLCN; other needs - ASD"])
    def test_other_before_a_need_is_no_need_of_its_own(self, written: str) -> None:
        plan = planned(f'Surname,Forename,SEN Status,SEN Need\nBell,Ann,K,"{written}"\nCole,Bob,K,"SLCN, other"\n')
        assert [one.needs for one in plan.pupils] == [None, ("SLCN", "OTH")]
        assert asked(plan) == [(2, "needs", "SLCN ASD")]

    def test_each_column_of_needs_has_its_own_rank(self) -> None:
        plan = planned(
            "Surname,Forename,SEN Status,SEN Need 1,SEN Need 1 Rank,SEN Need 2,SEN Need 2 Rank\n"
            "Bell,Ann,K,SLCN,2,ASD,1\nCole,Bob,K,SEMH,1,MLD,2\nDay,Cy,E,HI,1,,\nEve,Di,E,VI,,PD,1\n"
        )
        assert [one.needs for one in plan.pupils] == [("ASD", "SLCN"), ("SEMH", "MLD"), ("HI",), ("PD", "VI")]
        assert not plan.questions


def test_a_known_as_name_printed_behind_the_surname_is_stored_without_it() -> None:
    plan = planned('Legal Name,Preferred Name,DOB\n"Bell, Ann","Bell, Annie",13/03/2016\n"Cole, Bob",,14/03/2016\n')
    assert [(one.surname, one.forename, one.preferred) for one in plan.pupils] == [
        ("Bell", "Ann", "Annie"),
        ("Cole", "Bob", None),
    ]
    assert not plan.questions


@pytest.mark.parametrize("written", ["UPN: {}", "{}*", "{}.0", "{} (temp)"])
def test_a_upn_among_other_signs_is_asked_and_suggested(written: str) -> None:
    plan = planned(f"Surname,Forename,UPN\nBell,Ann,{written.format(upn(7))}\nCole,Bob,{upn(8)}\n")
    assert [one.upn for one in plan.pupils] == [None, upn(8)]
    assert asked(plan) == [(2, "upn", upn(7))]
