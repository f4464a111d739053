"""Files as they come: encodings, separators, workbooks, transfer files; and what is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pupil_lists.making import FILES, asked, plan_of, planned, skipped, upn, workbook
from voice_app.services.pupil_lists import ListRefused
from voice_app.services.pupil_lists.csv_files import read_csv
from voice_app.services.pupil_lists.limits import ROWS

HEADINGS = "Surname,Forename,Date of Birth,Year Group\n"
LETTERS = st.text(st.characters(codec="cp1252", categories=("Lu", "Ll")), min_size=1, max_size=12)


class TestText:
    @given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=5, unique=True))
    def test_names_come_through_every_encoding(self, names: list[tuple[str, str]]) -> None:
        text = HEADINGS + "".join(f'"{surname}","{forename}",,\r\n' for surname, forename in names)
        read = {
            encoding: [row.cells for row in read_csv(text.encode(encoding))[0].rows]
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")
        }
        assert len({str(rows) for rows in read.values()}) == 1

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_it_is_read_in_every_encoding_and_separator(self, encoding: str, separator: str) -> None:
        rows = (HEADINGS + "O’Brien,Zoë,12/03/2015,7\nGonçalves,Inês,01/09/2014,7\n").replace(",", separator)
        plan = planned(rows, encoding=encoding)
        assert [(one.surname, one.forename) for one in plan.pupils] == [("O’Brien", "Zoë"), ("Gonçalves", "Inês")]

    def test_excels_line_that_names_the_separator_counts_as_a_row(self) -> None:
        plan = planned("sep=;\r\nSurname;Forename;DOB\r\nLee;Jo;12/03/2015\r\n")
        assert [(one.row, one.surname) for one in plan.pupils] == [(3, "Lee")]

    def test_a_line_break_inside_quotes_is_still_one_row(self) -> None:
        plan = planned('Surname,Forename,"Date\nof Birth"\n"Lee","Jo\nAnn",12/03/2015\n\nKhan,Ali,12/03/2014\n')
        assert [(one.row, one.forename) for one in plan.pupils] == [(2, "Jo Ann"), (4, "Ali")]

    def test_a_byte_order_mark_inside_the_first_quotes_does_no_harm(self) -> None:
        assert planned('\ufeff"\ufeffSurname","Forename","DOB"\n"Lee","Jo",""\n').pupils[0].surname == "Lee"

    def test_one_broken_name_does_not_break_the_others(self) -> None:
        text = (HEADINGS + "Łuczak,Zoë,,7\nTürk,Åse,,7\n").encode() + b"Wi\xb6niewski,Jan,,7\n"
        plan = planned(text)
        assert [one.surname for one in plan.pupils] == ["Łuczak", "Türk", None]
        assert asked(plan) == [(4, "surname", None)]

    def test_a_stray_quotation_mark_swallows_no_pupil(self) -> None:
        rows = "".join(f"Name{n},Jo,12/03/2015,7\n" for n in range(6))
        plan = planned(HEADINGS + '"Lee,Jo,12/03/2015,7\n' + rows)
        assert len(plan.pupils) + len(plan.skipped) >= 6
        assert {f"Name{n}" for n in range(6)} <= {one.surname for one in plan.pupils}

    @given(st.binary(max_size=300))
    def test_no_bytes_bring_it_down(self, content: bytes) -> None:
        # whatever is in a file, it is a list or it is refused; any other exception fails the test
        with suppress(ListRefused):
            assert planned(content).kind in ("table", "ctf")

    @given(st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from('\n\r\t",;'), max_size=200))
    def test_no_text_under_headings_brings_it_down(self, text: str) -> None:
        plan = planned((HEADINGS + text).encode())
        assert {one.row for one in plan.skipped}.isdisjoint(one.row for one in plan.pupils)


class TestWorkbook:
    ROWS = (
        ("Surname", "Forename", "Remarks", "SEN", "SEN Need", "DOB", "Year"),
        ("Lee", "Jo", "known to police", "K", "ASD", 42075, 7),
        ("Khan", "Ali", "", "N", "SLCN", "12/03/2015", "Year 7"),
    )

    def test_a_hidden_column_is_not_read(self) -> None:
        plan = planned(workbook({"Pupils": self.ROWS}, hidden_columns=[2, 4]))
        assert [one.needs for one in plan.pupils] == [(), ()]
        assert "C, E" in " ".join(str(note) for note in plan.notes)
        assert {column.heading for column in plan.columns}.isdisjoint({"Remarks", "SEN Need"})

    def test_the_first_pupil_beside_hidden_columns_is_no_second_row_of_headings(self) -> None:
        rows = [("Surname", "Remarks", "Forename", "Plan"), ("Lee", "x", "Jo", "y"), ("Khan", "x", "Ali", "")]
        plan = planned(workbook({"Pupils": rows}, hidden_columns=[1, 3]))
        assert [(one.surname, one.forename) for one in plan.pupils] == [("Lee", "Jo"), ("Khan", "Ali")]

    def test_a_hidden_row_is_read_and_counted(self) -> None:
        plan = planned(workbook({"Pupils": self.ROWS}, hidden_rows=[2]))
        assert [one.row for one in plan.pupils] == [2, 3]

    def test_the_sheet_with_the_pupils_is_found_and_the_others_left_alone(self) -> None:
        cover = [("Pupil list for the SENDCo",), ("Surname", "any")]
        book = workbook({"Cover": cover, "List": self.ROWS, "Old": self.ROWS}, hidden_sheets=["Old"])
        plan = planned(book)
        assert (plan.sheets, len(plan.pupils)) == (["List"], 2)
        assert "Cover" in str(plan.notes[0])
        assert "Old" not in str(plan.notes[0])

    def test_a_hidden_sheet_alone_is_refused(self) -> None:
        with pytest.raises(ListRefused, match="nothing in this file that can be seen"):
            planned(workbook({"Old": self.ROWS}, hidden_sheets=["Old"]))

    def test_day_numbers_and_dates_as_text_are_the_same_day(self) -> None:
        assert {one.dob for one in planned(workbook({"P": self.ROWS})).pupils} == {date(2015, 3, 12)}

    def test_blank_rows_above_keep_the_rows_numbers(self) -> None:
        plan = planned(workbook({"P": [(), (None, "Our school"), (), *((None, *row) for row in self.ROWS)]}))
        assert [one.row for one in plan.pupils] == [5, 6]
        assert list(skipped(plan)) == [2]

    def test_an_error_cell_is_asked(self) -> None:
        plan = planned(workbook({"P": [("Surname", "Forename", "DOB", "Year"), ("Lee", "Jo", "#N/A", 7)]}))
        assert plan.pupils[0].dob is None

    def test_dates_that_an_american_excel_changed_over_are_asked(self) -> None:
        days = [(f"Name{n}", "Jo", f"2015-0{n}-01", 7) for n in range(1, 7)]
        texts = [(f"Text{n}", "Jo", f"2{n}/03/2015", 7) for n in range(1, 4)]
        book = workbook({"P": [("Surname", "Forename", "DOB", "Year"), *days, *texts]}, real_dates=True)
        plan = planned(book)
        assert [one.dob for one in plan.pupils][:2] == [date(2015, 1, 1), None]
        assert asked(plan)[0] == (3, "dob", "2015-01-02")
        assert plan.pupils[-1].dob == date(2015, 3, 23)

    def test_old_excel_is_read_without_its_hidden_columns_and_sheets(self) -> None:
        # old-excel.xls was made once with xlwt 1.3.0: a hidden sheet, the hidden columns D and E, the hidden row 5,
        # a real date, a day number, a date as text, a title and a total.
        plan = plan_of("old-excel.xls")
        assert [(one.row, one.admission_no, one.surname, one.needs) for one in plan.pupils] == [
            (4, "0012", "Łuczak", ("SLCN",)),
            (5, "0013", "O’Neill", ()),
            (6, "0014", "Khan", ("HI",)),
        ]
        assert [one.dob for one in plan.pupils] == [date(2015, 3, 12), date(2015, 3, 12), date(2014, 3, 12)]
        assert list(skipped(plan)) == [1, 7]
        assert "do not tell" not in str(plan)
        (told,) = [one for one in plan.notes if "hides" in str(one)]
        assert told.values == {"rows": "5"}

    def test_a_day_number_of_an_old_excel_that_counts_from_1904_is_asked_or_told_by_the_year_group(self) -> None:
        counts_from = b"\x22\x00\x02\x00"  # the record DATE1904
        book = (FILES / "old-excel.xls").read_bytes()
        assert book.count(counts_from + b"\x00\x00") == 1
        late = planned(book.replace(counts_from + b"\x00\x00", counts_from + b"\x01\x00"))
        assert [one.dob for one in late.pupils] != [one.dob for one in plan_of("old-excel.xls").pupils]
        assert any(field == "dob" for _, field, _ in asked(late))

    def test_a_cell_far_out_is_refused_before_a_table_is_made(self) -> None:
        sheet = (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576">'
        )
        sheet += b'<c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
        with pytest.raises(ListRefused, match="too many rows"):
            planned(workbook({"P": self.ROWS}, more={"xl/worksheets/sheet1.xml": sheet}))

    def test_a_workbook_that_unpacks_without_end_is_refused(self) -> None:
        with pytest.raises(ListRefused, match="too large"):
            planned(workbook({"P": self.ROWS}, more={"xl/media/bomb.bin": bytes(130_000_000)}))

    @pytest.mark.parametrize("cut", [100, 500, 900])
    def test_a_cut_off_workbook_is_refused(self, cut: int) -> None:
        for content in (workbook({"P": self.ROWS})[:cut], (FILES / "old-excel.xls").read_bytes()[:cut]):
            with pytest.raises(ListRefused):
                planned(content)


class TestTransferFile:
    PUPIL = (
        f"<Pupil><UPN>{upn(15001)}</UPN><Surname>Müller</Surname><Forename>Zoë</Forename><DOB>2015-03-12</DOB>"
        "<BasicDetails><NCyearActual>7</NCyearActual>%s</BasicDetails>%s</Pupil>"
    )

    def file(self, details: str = "", history: str = "", *, root: str = "CTfile", head: str = "") -> str:
        header = "<Header><DateTime>2026-07-10T14:22:05</DateTime></Header>"
        pupil = self.PUPIL % (details, history)
        return f"{head}<{root}>{header}<CTFpupilData>{pupil}</CTFpupilData></{root.split()[0]}>"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
    def test_it_is_read_in_its_own_encoding(self, encoding: str) -> None:
        plan = planned(self.file(head=f'<?xml version="1.0" encoding="{encoding}"?>'), encoding=encoding)
        assert (plan.kind, plan.pupils[0].surname, plan.pupils[0].sen) == ("ctf", "Müller", "N")

    def test_a_namespace_makes_no_difference(self) -> None:
        assert planned(self.file(root='CTfile xmlns="urn:some:ctf"')).pupils[0].forename == "Zoë"

    def test_the_home_language_comes_before_the_first(self) -> None:
        kinds = "".join(
            f"<Type><LanguageType>{kind}</LanguageType><Language>{said}</Language></Type>"
            for kind, said in (("F", "ENG"), ("H", "URD"))
        )
        assert planned(self.file(f"<Languages>{kinds}</Languages>")).pupils[0].home_language == "URD"

    def test_a_stage_that_has_ended_is_history_and_its_needs_too(self) -> None:
        ended = (
            "<SEN><StartDate>2020-01-01</StartDate><EndDate>2021-01-01</EndDate><SENprovision>K</SENprovision></SEN>"
        )
        need = "<SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>ASD</SENtype></SENneed></SENneeds>"
        pupil = planned(self.file(history=f"<SENhistory>{ended}{need}</SENhistory>")).pupils[0]
        assert (pupil.sen, pupil.needs) == ("N", ())

    def test_an_old_stage_is_asked(self) -> None:
        old = "<SENhistory><SEN><StartDate>2010-01-01</StartDate><SENprovision>S</SENprovision></SEN></SENhistory>"
        assert asked(planned(self.file(history=old))) == [(1, "sen", "E")]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_refused_unread(self, encoding: str) -> None:
        bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        with pytest.raises(ListRefused, match="document type"):
            planned(self.file("&b;", head=bomb), encoding=encoding)

    def test_other_xml_and_cut_off_xml_are_refused(self) -> None:
        with pytest.raises(ListRefused, match="not a Common Transfer File"):
            planned("<note/>")
        with pytest.raises(ListRefused, match="broken or cut off"):
            planned(self.file()[:200])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table>", "web page"),
        (bytes(range(256)) * 20, "not a list"),
        (b"PK\x03\x04rest", "cannot be opened"),
        (b"x" * 20_000_001, "too large"),
        (b"\x89PNG\r\n\x1a\n,a,b\n1,2,3\n", "This is a picture"),
        (b"Dear Mrs Cole\nThank you for the list\n", "This is not a list"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(ListRefused, match=why) as refused:
        planned(content)
    assert str(refused.value) == str(refused.value.sentence)


def test_more_rows_than_any_school_has_are_refused() -> None:
    with pytest.raises(ListRefused, match="too many rows"):
        planned(HEADINGS + "Lee,Jo,,7\n" * ROWS)
