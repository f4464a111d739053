"""Lists as further schools write them: what each would have stored, dropped or asked wrongly."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.pupil_lists.making import asked, planned, skipped, upn, workbook
from voice_app.services.pupil_lists.names import called_by, mended, read_name
from voice_app.services.pupil_lists.plan import as_json

HEAD = "UPN,Surname,Forename,DOB,Year"


def rows(*cells: str, head: str = "") -> str:
    """A list of pupils of Year 7, each with these cells at the end of the row, under `head`."""
    names = ("Bell", "Cole", "Dunn", "East", "Frost", "Gray", "Hart", "Iles", "Jude", "Kerr", "Lamb", "Moss")
    body = "".join(f"{upn(n)},{names[n % 12]},Ann,{n + 1:02}/03/2015,7,{cell}\n" for n, cell in enumerate(cells))
    return f"{HEAD},{head}\n{body}"


class TestNamesWhoseLettersWentTheWrongWay:
    @pytest.mark.parametrize(
        "name",
        ["María", "Sàra", "Álvaro", "Élodie", "Óscar", "Nguyễn", "Łukasz", "İpek", "Ørsted", "Seán", "Żółć", "Ñandú"],
    )
    def test_a_name_read_by_the_wrong_table_is_asked_with_the_name_it_was(self, name: str) -> None:
        for table in ("latin-1", "cp1252"):
            try:
                seen = name.encode().decode(table)
            except UnicodeDecodeError:
                continue  # Windows' table has no sign for one of the bytes
            read = read_name(seen)
            assert read.value is None
            assert read.doubt is not None
            assert read.doubt.suggest == name

    def test_so_is_one_that_went_the_wrong_way_twice(self) -> None:
        assert mended("María".encode().decode("latin-1").encode().decode("latin-1")) == "María"

    @pytest.mark.parametrize("name", ["MarÃa", "Ãlvaro", "SÃ ra"])
    def test_one_that_lost_the_second_sign_of_a_letter_is_asked(self, name: str) -> None:
        assert read_name(name).value is None

    @pytest.mark.parametrize(
        "name",
        ["JOÃO", "São", "Lukáš", "Tomáš", "Matúš", "Strauß–Meyer", "José–María", "Nguyễn", "Ångström", "D’Été", "Þór"],
    )
    def test_a_name_that_is_whole_is_not(self, name: str) -> None:
        assert read_name(name).value == name

    def test_a_list_that_holds_one_ends_no_row_within_it(self) -> None:
        seen = "Wąsik".encode().decode("latin-1")
        plan = planned(f"{HEAD}\n{upn(1)},{seen},Ola,12/03/2015,7\n")
        assert asked(plan) == [(2, "surname", "Wąsik")]
        assert plan.pupils[0].forename == "Ola"


class TestTheNameThatThePupilLikes:
    @pytest.mark.parametrize("said", ["No", "N", "y"])
    def test_a_word_in_its_place_is_asked_and_not_stored(self, said: str) -> None:
        plan = planned(rows(said, "Annie", head="Preferred Name"))
        assert [one.preferred for one in plan.pupils] == [None, "Annie"]
        assert asked(plan) == [(2, "preferred", None)]

    def test_words_before_it_are_left_out_of_what_is_suggested(self) -> None:
        assert asked(planned(rows("likes Annie", head="Preferred Name"))) == [(2, "preferred", "Annie")]
        assert called_by("Joanna (Known as Jo)") == "Jo"
        assert called_by("Joanna [Jo]") == "Jo"

    def test_what_somebody_typed_stands(self) -> None:
        plan = planned(rows("No", head="Preferred Name"), answers={"2:preferred": "No"})
        assert plan.pupils[0].preferred == "No"

    @pytest.mark.parametrize(
        "head", ["Pref. forename", "Pref Name", "Prefered Name", "Called", "First name (known as)"]
    )
    def test_headings_over_it(self, head: str) -> None:
        assert planned(rows("Annie", head=head)).pupils[0].preferred == "Annie"


class TestWholeNamesBesideAnotherColumn:
    @pytest.mark.parametrize(
        ("heads", "cells"),
        [
            ("Name,Surname", "Ann Mary Bell,Bell"),
            ("Name,Surname", '"Bell, Ann Mary",Bell'),
            ("Name,Surname", "Ann Mary,Bell"),
            ("Student,First Name", "Ann Mary Bell,Ann Mary"),
            ("Name,Preferred Surname", '"Bell, Ann Mary",Zed'),
            ("Name,Preferred Surname,Preferred Forename", '"Bell, Ann Mary",Zed,Annie'),
        ],
    )
    def test_give_the_part_that_the_other_has_not(self, heads: str, cells: str) -> None:
        plan = planned(f"{heads},Class\n{cells},7A\n")
        assert [(one.surname, one.forename) for one in plan.pupils] == [("Bell", "Ann Mary")]
        assert not plan.questions
        assert plan.pupils[0].preferred == ("Annie" if "Annie" in cells else None)

    def test_one_that_does_not_hold_it_is_asked(self) -> None:
        plan = planned("Name,Surname,Class\nAnn Bell,Bell,7A\nBob Cole,Cole,7A\nDi Jones Hall,Dunn,7A\n")
        assert [(row, field) for row, field, _ in asked(plan)] == [(4, "forename")]


@pytest.mark.parametrize(
    "heads", ["Secondary need,Primary need", "Need 2,Need 1", "Other needs,Main need", "2nd need,Need"]
)
def test_the_need_that_its_heading_calls_the_first_goes_first(heads: str) -> None:
    assert planned(rows("ASD,MLD", ",HI", "VI,", head=heads)).pupils[0].needs == ("MLD", "ASD")


class TestSurnamesInCapitals:
    @pytest.mark.parametrize(
        "said", ["John SMITH\nSíle O'HARA\nLi NG\nJan VAN BERG", "SMITH John\nO'HARA Síle\nNG Li\nVAN BERG Jan"]
    )
    def test_tell_which_part_of_a_whole_name_is_the_surname_where_all_stand_on_one_side(self, said: str) -> None:
        plan = planned(f"Name\n{said}\n".replace("\n", ",7A\n").replace("Name,7A", "Name,Class"))
        names = [(one.surname, one.forename) for one in plan.pupils]
        assert names == [("SMITH", "John"), ("O'HARA", "Síle"), ("NG", "Li"), ("VAN BERG", "Jan")]
        assert not plan.questions

    @pytest.mark.parametrize("said", ["AJ PATEL", "Jan van der BERG", "Ewan McDONALD", "JONES Amy", "Amy Jones"])
    def test_any_other_name_is_asked(self, said: str) -> None:
        plan = planned(f"Name,Class\nJohn SMITH,7A\nLi NG,7A\nSíle O'HARA,7A\nAya KHAN,7A\n{said},7A\n")
        assert {row for row, _, _ in asked(plan)} >= {6}

    def test_where_names_disagree_all_are_asked(self) -> None:
        plan = planned("Name,Class\nJohn SMITH,7A\nLi NG,7A\nSíle O'HARA,7A\nJONES Amy,7A\n")
        assert len(asked(plan)) == 8


@pytest.mark.parametrize("head", ["1st Language", "1st Lang", "Home or First language"])
def test_headings_over_the_home_language(head: str) -> None:
    assert planned(rows("Polish", head=head)).pupils[0].home_language == "Polish"


def test_the_home_language_goes_before_the_first_though_it_stands_behind() -> None:
    plan = planned(rows("English,Polish", head="Language (First),Language (Home)"))
    assert plan.pupils[0].home_language == "Polish"


def test_short_headings_over_names() -> None:
    (one,) = planned("Last,First,DOB,UPN No\n" + f"Bell,Ann,12/03/2015,{upn(1)}\n").pupils
    assert (one.surname, one.forename, one.upn) == ("Bell", "Ann", upn(1))


class TestStages:
    def test_where_one_cell_says_the_need_too_the_others_are_not_asked_for_needs(self) -> None:
        plan = planned(
            rows("K (ASD)", "Statement", "SA+", "EHCP applied for", "K?", "No specified SEN", head="SEN Status")
        )
        assert [(one.sen, one.needs) for one in plan.pupils] == [
            ("K", ("ASD",)), (None, ()), (None, ()), (None, ()), (None, ()), ("N", ()),
        ]  # fmt: skip
        assert [(row, field) for row, field, _ in asked(plan)] == [(n, "sen") for n in (3, 4, 5, 6)]

    def test_a_word_that_may_be_either_is_asked_as_both(self) -> None:
        plan = planned(rows("K (ASD)", "Medical", head="SEN Status"))
        assert [(row, field) for row, field, _ in asked(plan)] == [(3, "sen"), (3, "needs")]

    def test_a_heading_over_pupils_gives_theirs_and_somebody_is_told(self) -> None:
        plan = planned(
            f"{HEAD}\nEHCP,,,,\n{upn(1)},Bell,Ann,12/03/2015,7\nSEN Support,,,,\n{upn(2)},Cole,Bob,12/03/2015,7\n"
            f"Others,,,,\n{upn(3)},Dunn,Di,12/03/2015,7\n"
        )
        assert [one.sen for one in plan.pupils] == ["E", "K", None]
        assert "SEN stage was taken from a heading above them, or from the name of the sheet: rows 3, 5" in " ".join(
            map(str, plan.notes)
        )
        assert list(skipped(plan)) == [2, 4, 6]

    def test_a_letter_of_the_alphabet_over_pupils_is_no_stage(self) -> None:
        plan = planned(f"{HEAD}\nE,,,,\n{upn(1)},East,Ann,12/03/2015,7\nK,,,,\n{upn(2)},Kerr,Bob,12/03/2015,7\n")
        assert [one.sen for one in plan.pupils] == [None, None]

    @pytest.mark.parametrize("head", ["Band", "Stream", "Maths set", "EAL stage", "Population half"])
    def test_letters_under_another_heading_are_none(self, head: str) -> None:
        assert [one.sen for one in planned(rows("K", "E", "N", head=head)).pupils] == [None] * 3

    def test_two_entries_of_a_transfer_file_that_began_on_one_day_are_asked(self) -> None:
        entries = "".join(
            f"<SEN><StartDate>2020-09-01</StartDate><SENprovision>{one}</SENprovision></SEN>" for one in "KE"
        )
        text = (
            f"<CTfile><CTFpupilData><Pupil><UPN>{upn(1)}</UPN><Surname>Bell</Surname><Forename>Ann</Forename>"
            f"<DOB>2015-03-12</DOB><SENhistory>{entries}</SENhistory></Pupil></CTFpupilData></CTfile>"
        )
        assert [(row, field) for row, field, _ in asked(planned(text))] == [(1, "sen")]


@pytest.mark.parametrize(
    "history",
    [
        "<SENhistory><SEN><SENprovision>K</SENprovision>{}</SEN></SENhistory>",
        "<BasicDetails><SENprovision>K</SENprovision></BasicDetails><SENhistory>{}</SENhistory>",
        "<SENprovision>K</SENprovision>{}",
    ],
)
def test_a_transfer_file_that_keeps_stage_and_needs_in_another_place_is_not_taken_for_none(history: str) -> None:
    needs = "<SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed></SENneeds>"
    text = (
        "<CTfile><Header><DocumentQualifier>full</DocumentQualifier></Header><CTFpupilData><Pupil>"
        f"<UPN>{upn(1)}</UPN><Surname>Bell</Surname><Forename>Ann</Forename><DOB>2015-03-12</DOB>"
        f"{history.format(needs)}</Pupil></CTFpupilData></CTfile>"
    )
    (one,) = planned(text).pupils
    assert (one.sen, one.needs) == ("K", ("SLCN",))


class TestYears:
    @pytest.mark.parametrize(
        ("said", "born", "year"),
        [("0", "2021", "R"), ("Year 0", "2021", "R"), ("-1", "2022", "N2"), ("-2", "2023", "N1")],
    )
    def test_a_number_below_one_is_certain_where_the_age_bears_it_out(self, said: str, born: str, year: str) -> None:
        plan = planned(f"Surname,Forename,DOB,Year\nBell,Ann,03/10/{born},{said}\nCole,Bob,03/10/2020,1\n")
        assert [one.year for one in plan.pupils] == [year, "1"]
        assert not plan.questions

    def test_it_is_asked_where_it_does_not(self) -> None:
        plan = planned("Surname,Forename,DOB,Year\nBell,Ann,03/10/2022,0\nCole,Bob,03/10/2020,1\nDunn,Di,,0\n")
        assert [one.year for one in plan.pupils] == [None, "1", None]
        assert asked(plan) == [(2, "year", "R"), (4, "year", "R")]

    def test_one_printed_beside_the_first_of_each_group_only_is_the_others_where_their_age_says_so(self) -> None:
        plan = planned(
            "Year,Surname,Forename,DOB\n7,Bell,Ann,12/03/2015\n,Cole,Bob,13/03/2015\n,Dunn,Di,14/03/2013\n"
            "8,East,Ed,12/03/2014\n,Frost,Flo,13/03/2014\n,Gray,Gus,\n"
        )
        assert [one.year for one in plan.pupils] == ["7", "7", None, "8", "8", None]
        assert asked(plan) == [(4, "year", "7"), (7, "year", "8")]

    def test_a_few_that_are_empty_stay_so(self) -> None:
        plan = planned("Year,Surname,Forename,DOB\n7,Bell,Ann,12/03/2015\n,Cole,Bob,13/03/2015\n7,Dunn,Di,\n")
        assert [one.year for one in plan.pupils] == ["7", None, "7"]
        assert not plan.questions

    def test_the_name_of_a_sheet_gives_those_of_its_pupils_and_somebody_is_told(self) -> None:
        head = ("Surname", "Forename", "DOB")
        plan = planned(
            workbook({"Year 7": [head, ("Bell", "Ann", "12/03/2015")], "Year 8": [head, ("Cole", "Bob", "12/03/2014")]})
        )
        assert [one.year for one in plan.pupils] == ["7", "8"]
        assert "from the name of the sheet" in " ".join(as_json(plan)["notes"])


@pytest.mark.parametrize(
    ("old", "new"), [("SEND 25-26", "SEND 26-27"), ("2025-26", "2026-27"), ("2024 - 2025", "2026 - 2027")]
)
def test_a_longer_list_of_an_earlier_school_year_on_another_sheet_is_left_alone(old: str, new: str) -> None:
    head = ("Surname", "Forename", "DOB", "Year")
    now = [head, ("Bell", "Ann", "12/03/2015", "7")]
    before = [head, ("Bell", "Ann", "12/03/2015", "6"), ("Cole", "Bob", "12/03/2010", "11"), ("Dunn", "Di", "", "11")]
    plan = planned(workbook({new: now, old: before}))
    assert [(one.surname, one.year) for one in plan.pupils] == [("Bell", "7")]
    assert len(skipped(plan)) == 3
    assert f"Only the sheet {new} was read. Left alone: {old}." in " ".join(map(str, plan.notes))


@pytest.mark.parametrize("names", [("2024", "2025"), ("Y10-11", "Y12-13")])
def test_intakes_and_year_groups_on_sheets_of_their_own_are_read_as_one_list(names: tuple[str, str]) -> None:
    head = ("Surname", "Forename", "DOB")
    book = workbook({names[0]: [head, ("Bell", "Ann", "12/03/2009")], names[1]: [head, ("Cole", "Bob", "12/03/2008")]})
    assert [one.surname for one in planned(book).pupils] == ["Bell", "Cole"]


class TestLeavers:
    @pytest.mark.parametrize("said", ["Leavers", "Leaver", "Left", "Off roll", "Leavers 2026"])
    def test_a_year_group_or_class_of_those_who_left_is_asked(self, said: str) -> None:
        plan = planned(f"{HEAD},Class\n{upn(1)},Bell,Ann,12/03/2015,{said},\n{upn(2)},Cole,Bob,12/03/2015,7,{said}\n")
        assert asked(plan) == [(2, "year", None), (2, "roll", "left"), (3, "roll", "left")]
        gone = planned(f"{HEAD},Class\n{upn(2)},Cole,Bob,12/03/2015,7,{said}\n", answers={"2:roll": "left"})
        assert list(skipped(gone)) == [2]

    @pytest.mark.parametrize("over", ["Leavers", "LEFT SINCE SEPTEMBER", "Pupils who have left", "Year 11 leavers"])
    def test_those_under_a_heading_of_leavers_are_asked(self, over: str) -> None:
        plan = planned(
            f"{HEAD}\n{upn(1)},Bell,Ann,12/03/2015,7\n{over},,,,\n{upn(2)},Cole,Bob,12/03/2015,7\n"
            f"Class 7B,,,,\n{upn(3)},Dunn,Di,12/03/2015,7\n"
        )
        assert asked(plan) == [(4, "roll", "left")]

    def test_a_word_under_leaving_date_says_who_left(self) -> None:
        plan = planned(rows("Left", "Leaver", "Current", "20/07/2022", head="Leaver"))
        assert list(skipped(plan)) == [2, 3, 5]
        assert not plan.questions

    @pytest.mark.parametrize(
        "said", ["C - Current", "M - Current Main", "S - Subsidiary", "Current - Single Registration"]
    )
    def test_codes_with_words_of_those_on_roll(self, said: str) -> None:
        plan = planned(rows(said, "Leaver", head="Enrolment Status"))
        assert not plan.questions
        assert list(skipped(plan)) == [3]


def test_a_total_under_the_heading_of_birth_dates_is_no_pupil() -> None:
    plan = planned(f"DOB,Forename,Surname,UPN\n12/03/2015,Ann,Bell,{upn(1)}\nTotal,1,,\n")
    assert skipped(plan) == {3: "Row 3 is a total, not a pupil."}
    assert not plan.questions


class TestText:
    def test_what_programs_write_to_keep_excel_from_numbers_is_taken_off(self) -> None:
        plan = planned(f'{HEAD},Adm No\n"=""{upn(1)}""",Bell,Ann,12/03/2015,7,"=""00123"""\n')
        assert (plan.pupils[0].upn, plan.pupils[0].admission_no) == (upn(1), "00123")
        assert not plan.questions

    def test_a_space_may_stand_before_a_quotation_mark(self) -> None:
        plan = planned(f'UPN, Name, DOB, Year\n{upn(1)}, "Bell, Ann", "12/03/2015", 7\n')
        assert (plan.pupils[0].surname, plan.pupils[0].forename) == ("Bell", "Ann")
        assert not plan.questions


def test_a_formula_with_an_empty_place_for_its_result_is_asked() -> None:
    book = workbook({"P": [("Surname", "Forename", "Year", "SEN"), ("Bell", "Ann", "=7", "K")]})
    assert [(row, field) for row, field, _ in asked(planned(book))] == [(2, "year")]
    for kind, questions in (("", 1), (' t="str"', 0)):
        changed = _with(book, b'"C2"><f>7</f></c>', f'"C2"{kind}><f>7</f><v></v></c>'.encode())
        assert len(planned(changed).questions) == questions


def _with(book: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in its sheets."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if "worksheets/" in name else content)
    return out.getvalue()
