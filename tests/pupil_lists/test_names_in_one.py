"""Names of which a list leaves open what is what: both in one column, or a word that a program put there."""

from __future__ import annotations

import pytest

from tests.pupil_lists.making import asked, planned, workbook
from voice_app.services.pupil_lists.plan import Plan


def names(plan: Plan) -> list[tuple[str | None, str | None]]:
    """Surname and forename of each pupil who would be stored."""
    return [(one.surname, one.forename) for one in plan.pupils]


class TestBothInTheColumnOfOne:
    @pytest.mark.parametrize("row", [",Ben Jones", "Ben Jones,", "TBC,Ben Jones"])
    def test_are_asked_where_the_other_is_empty(self, row: str) -> None:
        plan = planned(f"Surname,Forename,Class\nLee,Amy,7A\nvan der Berg,,7A\n{row},7A\n")
        assert names(plan) == [("Lee", "Amy"), ("van der Berg", None), (None, None)]
        assert [(row, field) for row, field, _ in asked(plan)] == [(3, "forename"), (4, "surname"), (4, "forename")]

    def test_are_stored_as_answered(self) -> None:
        plan = planned("Surname,Forename,Class\n,Ben Jones,7A\n", answers={"2:surname": "Jones", "2:forename": "Ben"})
        assert (names(plan), plan.questions) == ([("Jones", "Ben")], [])

    @pytest.mark.parametrize(("field", "typed"), [("surname", "Jones"), ("forename", "Ben")])
    @pytest.mark.parametrize("row", [",Ben Jones", "Ben Jones,"])
    def test_one_answer_does_not_let_the_whole_name_pass_for_the_other(self, row: str, field: str, typed: str) -> None:
        plan = planned(f"Surname,Forename,Class\n{row},7A\n", answers={f"2:{field}": typed})
        assert "Ben Jones" not in (plan.pupils[0].surname, plan.pupils[0].forename)
        assert len(plan.questions) == 1

    def test_a_forename_that_stands_in_most_surnames_too_is_asked(self) -> None:
        plan = planned("Surname,Forename,Class\nBen Jones,Ben,7A\nAmy Lee,Amy,7A\nFox,Di,7A\n")
        assert names(plan) == [(None, "Ben"), (None, "Amy"), ("Fox", "Di")]
        assert asked(plan) == [(2, "surname", "Jones"), (3, "surname", "Lee")]

    def test_a_family_whose_surname_begins_with_the_forename_is_not_asked(self) -> None:
        plan = planned("Surname,Forename,Class\nAhmed Hassan,Ahmed,7A\nLee,Amy,7A\n")
        assert (names(plan), plan.questions) == ([("Ahmed Hassan", "Ahmed"), ("Lee", "Amy")], [])

    @pytest.mark.parametrize("written", ["Ali Khan", "KHAN Ali", "Khan, Ali"])
    def test_are_asked_where_the_surname_stands_beside_them(self, written: str) -> None:
        plan = planned(f'Surname,Forename,Class\nLee,Amy,7A\nKhan,"{written}",7A\n')
        assert names(plan) == [("Lee", "Amy"), ("Khan", None)]
        assert asked(plan) == [(3, "forename", "Ali")]

    @pytest.mark.parametrize("heading", ["First Name", "Surname"])
    def test_are_asked_in_a_list_that_has_no_other_column_for_names(self, heading: str) -> None:
        plan = planned(f"{heading},Class\nBen Jones,7A\nAmy Lee,7A\n")
        assert names(plan) == [(None, None), (None, None)]
        assert asked(plan)[:2] == [(2, "surname", "Jones"), (2, "forename", "Ben")]

    def test_a_column_headed_name_beside_the_surnames_gives_what_is_left_of_it(self) -> None:
        plan = planned("Surname,Name,Class\nJones,Ben,7A\nLee,Amy Lee,7A\n,Di Fox,7A\nKing,Bea Queen,7A\n")
        assert names(plan) == [("Jones", "Ben"), ("Lee", "Amy"), (None, None), ("King", None)]

    def test_two_forenames_beside_their_surname_are_not_asked(self) -> None:
        plan = planned("Surname,Forename,Class\nLee,Amy Jane,7A\nLeeson,Lee Ann,7A\n")
        assert names(plan) == [("Lee", "Amy Jane"), ("Leeson", "Lee Ann")]
        assert not plan.questions


class TestCapitals:
    @pytest.mark.parametrize("written", ["VAN Thu Nguyen", "MC Donald Ron", "DE Souza Ana"])
    def test_the_beginning_of_a_surname_alone_is_no_surname(self, written: str) -> None:
        plan = planned(f"Name,Class\nSMITH Ben,7A\nLEE Amy,7A\nKHAN Ali,7A\n{written},7A\n")
        assert names(plan) == [("SMITH", "Ben"), ("LEE", "Amy"), ("KHAN", "Ali"), (None, None)]
        assert [(row, field) for row, field, _ in asked(plan)] == [(5, "surname"), (5, "forename")]

    def test_the_whole_surname_is_suggested_with_its_beginning(self) -> None:
        plan = planned("Name,Class\nDE LA CRUZ Ana,7A\nAna DE SOUZA,7A\nO BRIEN Tom,7A\n")
        assert [suggest for _, field, suggest in asked(plan) if field == "surname"] == [
            "DE LA CRUZ",
            "DE SOUZA",
            "O BRIEN",
        ]

    @pytest.mark.parametrize(
        ("heading", "written"), [("Forename Surname", "SMITH Ann"), ("Surname Forename", "Lee-Ann SMITH")]
    )
    def test_against_the_heading_they_are_asked(self, heading: str, written: str) -> None:
        plan = planned(f"{heading},Class\n{written},7A\n")
        assert names(plan) == [(None, None)]
        assert asked(plan)[0] == (2, "surname", "SMITH")

    def test_initials_in_capitals_are_forenames(self) -> None:
        assert names(planned("Forename Surname,Class\nTJ Smith,7A\n")) == [("Smith", "TJ")]


class TestWordsOfPrograms:
    @pytest.mark.parametrize("word", ["null", "NULL", "nan", "NaN", "none", "(blank)"])
    def test_are_asked(self, word: str) -> None:
        plan = planned(f"Surname,Forename,Class\n{word},Ann,7A\nLee,{word},7A\n")
        assert names(plan) == [(None, "Ann"), ("Lee", None)]
        assert asked(plan) == [(2, "surname", None), (3, "forename", None)]

    @pytest.mark.parametrize("name", ["Null", "Nan", "None", "Na", "True", "May", "June", "No", "Yes"])
    def test_names_that_look_like_them_are_names(self, name: str) -> None:
        plan = planned(f"Surname,Forename,Class\n{name},Ann,7A\nLee,{name},7A\n")
        assert names(plan) == [(name, "Ann"), ("Lee", name)]
        assert not plan.questions

    def test_what_somebody_types_is_believed(self) -> None:
        plan = planned("Surname,Forename,Class\nNULL,Ann,7A\n", answers={"2:surname": "NULL"})
        assert (names(plan), plan.questions) == ([("NULL", "Ann")], [])

    @pytest.mark.parametrize("written", ["1-Mar", "Mar-26", "#N/A", "#NAME?", "2026-05-01"])
    def test_a_name_that_the_spreadsheet_has_eaten_drops_nobody(self, written: str) -> None:
        book = workbook({"P": [("Surname", "Forename", "Class"), ("Lee", written, "7A")]}, real_dates=True)
        plan = planned(book)
        assert names(plan) == [("Lee", None)]
        assert asked(plan) == [(2, "forename", "May" if written == "2026-05-01" else None)]

    def test_they_stand_for_no_name_that_the_pupil_likes(self) -> None:
        plan = planned("Surname,Forename,Preferred Name\nBell,Amy,None\nFox,Amy,null\nHall,Amy,nan\nLee,Amy,Nil\n")
        assert [one.preferred for one in plan.pupils] == [None] * 4
        assert [(row, field) for row, field, _ in asked(plan)] == [(4, "preferred"), (5, "preferred")]

    def test_a_word_in_the_place_of_one_part_of_a_whole_name_is_asked(self) -> None:
        plan = planned('Name,Class\n"TBC, Ann",7A\n"Bell, TBC",7A\n"Fox, Di SEN",7A\n"Hall, Ed*",7A\n')
        assert names(plan) == [(None, "Ann"), ("Bell", None), ("Fox", None), ("Hall", None)]
        assert asked(plan) == [
            (2, "surname", None),
            (3, "forename", None),
            (4, "forename", "Di"),
            (5, "forename", "Ed"),
        ]


class TestTrueAndFalse:
    def test_of_a_workbook_are_asked_as_names_and_read_as_answers(self) -> None:
        true, false = '<c r="%s" t="b"><v>1</v></c>', '<c r="%s" t="b"><v>0</v></c>'
        cells = "".join(
            f'<c r="{place}1" t="inlineStr"><is><t>{text}</t></is></c>'
            for place, text in zip("ABCD", ("Surname", "Forename", "SEN Support", "EHCP"), strict=True)
        )
        row = f'<c r="A2" t="inlineStr"><is><t>Lee</t></is></c>{true % "B2"}{true % "C2"}{false % "D2"}'
        sheet = (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            f'<row r="1">{cells}</row><row r="2">{row}</row></sheetData></worksheet>'
        )
        plan = planned(workbook({"P": [()]}, more={"xl/worksheets/sheet1.xml": sheet.encode()}))
        assert [(one.surname, one.forename, one.sen) for one in plan.pupils] == [("Lee", None, "K")]
        assert asked(plan) == [(2, "forename", "True")]

    @pytest.mark.parametrize(("written", "suggest"), [("TRUE", "True"), ("FALSE", "False")])
    def test_of_a_workbook_that_was_saved_as_text_are_asked_too(self, written: str, suggest: str) -> None:
        assert asked(planned(f"Surname,Forename\nLee,{written}\n")) == [(2, "forename", suggest)]


@pytest.mark.parametrize(
    ("heading", "forename"), [("Forename Surname", None), ("Name", "Nowak"), ("Surname Forename", "Nowak")]
)
def test_a_comma_between_does_not_turn_round_a_name_whose_forename_comes_first(
    heading: str, forename: str | None
) -> None:
    plan = planned(f'{heading},DOB\n"?ukasz, Nowak",12/03/2015\nAnn Smith,12/03/2014\n')
    assert plan.pupils[0].forename == forename
    assert ("forename" in [one.field for one in plan.questions if one.row == 2]) == (forename is None)
