"""What systems save under the name of an Excel file and is none: web pages, and XML Spreadsheet 2003."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pupil_lists.making import asked, planned, skipped
from voice_app.services.pupil_lists import ListRefused

HEADS = "<tr><th>Surname</th><th>Forename</th><th>DOB</th><th>SEN&nbsp;Status</th></tr>"


def page(rows: str, *, before: str = "", heads: str = HEADS) -> str:
    """A web page with a table, as a system's "export to Excel" writes it."""
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type '
        'content="text/html; charset=windows-1252"><style>td{mso-number-format:"\\@"}</style><title>Surname</title>'
        f"</head><body>{before}<table border=1>{heads}{rows}</table></body></html>"
    )


class TestWebPage:
    @pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
    def test_is_read_with_its_entities_and_nested_marks(self, encoding: str) -> None:
        rows = (
            "<tr><td><font size=2>O&#39;Brien</font></td><td><b>Zo</b>&euml;</td><td>12/03/2015</td><td>K</td></tr>"
            "<tr><td>Gonçalves\n<td>In<span>ês</span><br>\n Maria<td>01/09/2014<td><img alt=E src=e.png>"
        )
        plan = planned(page(rows), encoding=encoding)
        assert [(one.surname, one.forename, one.dob, one.sen) for one in plan.pupils] == [
            ("O'Brien", "Zoë", date(2015, 3, 12), "K"),
            ("Gonçalves", "Inês Maria", date(2014, 9, 1), "E"),
        ]
        assert not plan.questions

    def test_is_read_by_the_letters_it_says_it_is_written_in(self) -> None:
        text = page("<tr><td>Łuczak<td>Świt<td>12/03/2015<td>K").replace("windows-1252", "iso-8859-2")
        assert planned(text, encoding="iso-8859-2").pupils[0].surname == "Łuczak"

    @pytest.mark.parametrize(
        "before",
        [
            "",
            "<!DOCTYPE html>",
            '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by SIMS -->',
            "\n<meta charset=utf-8>",
        ],
    )
    def test_is_known_whatever_stands_before_it(self, before: str) -> None:
        assert planned(before + page("<tr><td>Lee<td>Jo<td>12/03/2015<td>K")).pupils[0].surname == "Lee"

    def test_cells_over_several_rows_and_columns_stand_where_they_are_seen(self) -> None:
        heads = f"<tr><td colspan=4><b>Oakfield School</b></td></tr>{HEADS}"
        rows = "<tr><td rowspan=2>Lee<td>Jo<td>12/03/2015<td>K<tr><td>Mia<td>12/03/2014<td>E"
        plan = planned(page(rows, heads=heads))
        assert [(one.row, one.surname, one.forename) for one in plan.pupils] == [(3, "Lee", "Jo"), (4, "Lee", "Mia")]
        assert list(skipped(plan)) == [1]

    def test_hidden_columns_are_left_alone_and_hidden_rows_are_told(self) -> None:
        heads = f"<col><col><col style='display:none'><col>{HEADS}"
        rows = '<tr style="display: none"><td>Lee<td>Jo<td>12/03/2015<td>K'
        plan = planned(page(rows, heads=heads))
        assert [(one.surname, one.dob) for one in plan.pupils] == [("Lee", None)]
        told = " ".join(map(str, plan.notes))
        assert "Hidden columns were left alone: C" in told
        assert "hides, by a filter perhaps, were read too: 2" in told

    def test_a_list_inside_a_table_that_only_places_things_is_found(self) -> None:
        rows = f"<tr><td>Our logo<td><table>{HEADS}<tr><td>Lee<td>Jo<td>12/03/2015<td>K</table>"
        assert [one.surname for one in planned(page(rows, heads="")).pupils] == ["Lee"]

    def test_a_table_around_a_single_cell_is_only_for_its_looks(self) -> None:
        rows = "<tr><td><table><tr><td>Lee</table><td>Jo<td>12/03/2015<td>K"
        assert [one.surname for one in planned(page(rows)).pupils] == ["Lee"]

    def test_tables_with_the_same_headings_or_none_are_the_next_pages_of_one_list(self) -> None:
        more = "<tr><td>Fox<td>Di<td>12/03/2014<td>K"
        last = f"{HEADS}<tr><td>Bell<td>Al<td>12/03/2013<td>E"
        plan = planned(page(f"<tr><td>Lee<td>Jo<td>12/03/2015<td>K</table><table>{more}</table>2<table>{last}"))
        assert [(plan.row_said(one.row), one.surname) for one in plan.pupils] == [
            ("2 (1)", "Lee"),
            ("3 (1)", "Fox"),
            ("5 (2)", "Bell"),
        ]

    def test_in_a_single_file_is_read(self) -> None:
        body = page("<tr><td>Lee<td>Zo=EB<td>12/03/2015<td>K").replace("=C", "=3DC").replace("=1", "=3D1")
        mail = (
            'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
            f"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n--b--\n"
        )
        assert planned(mail).pupils[0].forename == "Zoë"

    def test_entities_of_its_own_are_never_opened(self) -> None:
        bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        plan = planned(bomb + page("<tr><td>&b;<td>&f;<td>12/03/2015<td>K"))
        assert [(one.surname, one.forename) for one in plan.pupils] == [(None, None)]
        assert [one.why.values["value"] for one in plan.questions] == ["&b;", "&f;"]

    @pytest.mark.parametrize(
        "rows",
        [
            "<tr><td colspan=9999999>Lee<td>Jo",
            "<tr><td>Lee<td>Jo" * 20_001,
            "<p>" * 600_001,
            f"</table><table>{HEADS}" * 1001,
        ],
    )
    def test_that_claims_to_be_huge_is_refused(self, rows: str) -> None:
        with pytest.raises(ListRefused, match="too many rows or columns"):
            planned(page(rows))

    def test_many_comments_before_it_take_no_time(self) -> None:
        with pytest.raises(ListRefused):
            planned("<!-- -->" * 400 + "x")

    def test_a_cell_that_claims_to_reach_down_without_end_does_no_harm(self) -> None:
        assert len(planned(page("<tr><td rowspan=99999999>Lee<td>Jo<td>12/03/2015<td>K")).pupils) == 1

    def test_without_a_list_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(ListRefused, match=r"web page without a list.*Open it in Excel and save it as XLSX"):
            planned("<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>")


def workbook_xml(rows: str, *, more: str = "", head: str = "") -> str:
    """An XML Spreadsheet 2003 as Excel and SIMS write it."""
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n{head}'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'{more}<Worksheet ss:Name="Pupils"><Table><Column ss:Index="4" ss:Hidden="1"/>{rows}</Table></Worksheet>'
        "</Workbook>"
    )


def cells(*values: str, kind: str = "String") -> str:
    return "".join(f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>' for value in values)


XML_HEADS = f"<Row ss:Index='3'>{cells('Surname', 'Forename', 'DOB', 'Remarks', 'Year', 'SEN')}</Row>"


class TestXmlWorkbook:
    LEE = (
        f"<Row>{cells('Lee')}<Cell><ss:Data ss:Type='String' xmlns='http://www.w3.org/TR/REC-html40'><B>Zo</B>ë"
        f"</ss:Data></Cell>{cells('2015-03-12T00:00:00.000', kind='DateTime')}{cells('known to police')}"
        f"{cells('7', kind='Number')}{cells('K')}</Row>"
    )

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_is_read_without_its_hidden_columns(self, encoding: str) -> None:
        plan = planned(workbook_xml(XML_HEADS + self.LEE), encoding=encoding)
        (one,) = plan.pupils
        assert (one.row, one.surname, one.forename, one.dob) == (4, "Lee", "Zoë", date(2015, 3, 12))
        assert (one.year, one.sen) == ("7", "K")
        assert {column.heading for column in plan.columns}.isdisjoint({"Remarks"})
        assert "Hidden columns were left alone: D" in " ".join(map(str, plan.notes))

    def test_skipped_cells_merged_names_and_hidden_rows_stand_where_they_are_seen(self) -> None:
        rows = (
            f"<Row><Cell ss:MergeDown='1'><Data ss:Type='String'>Lee</Data></Cell>{cells('Jo')}"
            "<Cell ss:Index='6'><Data ss:Type='String'>K</Data></Cell></Row>"
            "<Row ss:Hidden='1'><Cell ss:Index='2'><Data ss:Type='String'>Mia</Data></Cell></Row>"
        )
        plan = planned(workbook_xml(XML_HEADS + rows))
        assert [(one.surname, one.forename, one.sen) for one in plan.pupils] == [
            ("Lee", "Jo", "K"),
            ("Lee", "Mia", None),
        ]
        assert "hides, by a filter perhaps, were read too: 5" in " ".join(map(str, plan.notes))

    def test_errors_formulas_without_a_result_and_truths_are_asked_and_comments_not_read(self) -> None:
        rows = (
            "<Row><Cell><Data ss:Type='String'>Lee</Data><Comment><ss:Data>LAC</ss:Data></Comment></Cell>"
            f"{cells('1', kind='Boolean')}{cells('#N/A', kind='Error')}<Cell/><Cell ss:Formula='=A1'/></Row>"
        )
        plan = planned(workbook_xml(XML_HEADS + rows))
        assert [one.surname for one in plan.pupils] == ["Lee"]
        assert asked(plan) == [(4, "forename", "True"), (4, "dob", None), (4, "year", None)]

    def test_a_hidden_sheet_is_left_alone(self) -> None:
        hidden = (
            f"<Worksheet ss:Name='Old'><Table>{XML_HEADS}{self.LEE}</Table>"
            "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>"
        )
        plan = planned(workbook_xml(XML_HEADS + self.LEE, more=hidden))
        assert (plan.sheets, len(plan.pupils)) == (["Pupils"], 1)

    def test_a_document_type_is_refused_unread(self) -> None:
        with pytest.raises(ListRefused, match="document type"):
            planned(workbook_xml(XML_HEADS + self.LEE, head='<!DOCTYPE b [<!ENTITY a "ha">]>'))
        with pytest.raises(ListRefused, match="cannot be opened"):
            planned(workbook_xml(XML_HEADS + self.LEE) + '<!DOCTYPE b [<!ENTITY a "ha">]>')

    @pytest.mark.parametrize("row", ["<Row ss:Index='99999999'><Cell/></Row>", "<Row><Cell ss:Index='9999999'/></Row>"])
    def test_that_claims_to_be_huge_is_refused(self, row: str) -> None:
        with pytest.raises(ListRefused, match="too many rows or columns"):
            planned(workbook_xml(XML_HEADS + row))

    def test_cut_off_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(ListRefused, match="Open it in Excel, save it as XLSX"):
            planned(workbook_xml(XML_HEADS + self.LEE)[:600])
