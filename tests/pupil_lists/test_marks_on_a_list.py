"""What offices show rather than write: ticks under needs, words struck through, titles, colours, ages, turned lists."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import ClassVar

import pytest

from tests.pupil_lists.making import FILES, asked, open_document, planned, skipped, upn, workbook
from voice_app.services.pupil_lists import ListRefused
from voice_app.services.pupil_lists.plan import Plan


def notes(plan: Plan) -> str:
    return " ".join(map(str, plan.notes))


class TestTicks:
    @pytest.mark.parametrize("tick", [*"xX×✓✔√☑✅•●Y1", "✔\ufe0f", "Yes", "TRUE"])
    def test_under_the_name_of_a_need_give_the_need(self, tick: str) -> None:
        plan = planned(f"Surname,Forename,SEN,SpLD,MLD,ASD,Other\nLee,Jo,K,{tick},,{tick},\nFox,Di,N,,☐,none,{tick}\n")
        assert plan.pupils[0].needs == ("SPLD", "ASD")
        # no SEN, and yet a tick
        assert asked(plan) == [(3, "needs", "OTH")]

    def test_one_word_among_them_hides_none_of_them(self) -> None:
        plan = planned("Surname,Forename,SEN,MLD,ASD\nLee,Jo,K,✓,✓\nFox,Di,K,✓,awaiting\nBell,Ed,K,✗,✓\n")
        assert [one.needs for one in plan.pupils] == [("MLD", "ASD"), None, None]
        assert [(row, field) for row, field, _ in asked(plan)] == [(3, "needs"), (4, "needs")]

    def test_a_heading_of_few_letters_over_other_things_is_no_need(self) -> None:
        plan = planned("Surname,Forename,ADD,Autism\nLee,Jo,1 High St,dx 2019\nFox,Di,2 High St,\n")
        assert asked(plan) == [(2, "needs", "ASD")]

    def test_under_the_code_of_a_stage_give_the_stage(self) -> None:
        plan = planned("Surname,Forename,K,E\nLee,Jo,x,\nKhan,Ali,,x\nFox,Di,,\n")
        assert [one.sen for one in plan.pupils] == ["K", "E", None]

    @pytest.mark.parametrize("heads", ["K", "E", "e,Band"])
    def test_under_one_letter_that_may_mean_anything_say_nothing_of_stages(self, heads: str) -> None:
        plan = planned(f"Surname,Forename,{heads}\nLee,Jo,x,\nFox,Di,,\n")
        assert [one.sen for one in plan.pupils] == [None, None]
        assert next(one for one in plan.columns if one.heading == heads[0]).field is None

    @pytest.mark.parametrize("heads", ["Surname,Forename,SEN K", "Name,,SEN\nSurname,Forename,K"])
    def test_under_one_code_that_is_said_to_be_of_sen_give_the_stage(self, heads: str) -> None:
        assert planned(f"{heads}\nLee,Jo,x\nFox,Di,\n").pupils[0].sen == "K"

    @pytest.mark.parametrize("no", ["FALSE", "False", "0", "☐", "Nac ydy", "nac oes", "No"])
    def test_a_plain_no_under_sen_is_not_asked_of_every_pupil_and_a_yes_is(self, no: str) -> None:
        plan = planned(f"Surname,Forename,SEN\nLee,Jo,{no}\nFox,Di,{no}\nBell,Al,TRUE\n")
        assert [one.sen for one in plan.pupils] == ["N", "N", None]
        assert asked(plan) == [(4, "sen", "K")]

    def test_a_false_alone_in_a_row_says_no_stage_of_the_pupils_below(self) -> None:
        plan = planned("Surname,Forename,SEN,Seen\nLee,Jo,K,TRUE\n,,,FALSE\nFox,Di,,TRUE\n")
        assert [one.sen for one in plan.pupils] == ["K", None]

    def test_all_that_is_doubted_in_a_row_is_named(self) -> None:
        plan = planned("Surname,Forename,SEN,C&I,C&L\nLee,Jo,K,x,x\n")
        assert "C&I, C&L" in str(plan.questions[0].why)


HEADS = ("Surname", "Forename", "DOB", "SEN", "Need")
ROWS = (HEADS, ("Lee", "Jo", "12/03/2015", "K", "ASD"), ("Khan", "Ali", "12/03/2014", "E", "SLCN"))
_STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/><font><strike/></font>'
    b'<font><strike val="0"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
    b"</styleSheet>"
)


def struck_workbook(places: set[str], *, looks: str = "1") -> bytes:
    """An XLSX with a struck-through look at these places, such as B2."""
    book = zipfile.ZipFile(io.BytesIO(workbook({"P": ROWS})))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    for place in places:
        sheet = sheet.replace(f'r="{place}"', f'r="{place}" s="{looks}"')
    return workbook({"P": ROWS}, more={"xl/worksheets/sheet1.xml": sheet.encode(), "xl/styles.xml": _STYLES})


def struck_page(row: str) -> str:
    heads = "".join(f"<th>{heading}</th>" for heading in HEADS)
    return (
        "<html><style>/* .new {} */ s, .gone, tr.old td {color: red; text-decoration: LINE-through} .name {color: red}"
        "@media print {.list .done .name, p.over {text-decoration: line-through}}</style>"
        f"<table><tr>{heads}</tr><tr><td>Lee<td>Jo<td>12/03/2015<td>K<td>ASD</tr>{row}</table></html>"
    )


class TestStruckThrough:
    def test_a_pupil_may_have_left(self) -> None:
        plan = planned(struck_workbook({f"{place}3" for place in "ABCDE"}))
        assert asked(plan) == [(3, "roll", "left")]
        # Until somebody says so nothing is taken from the pupil.
        assert [(one.surname, one.left, one.sen, one.needs) for one in plan.pupils] == [
            ("Lee", False, "K", ("ASD",)),
            ("Khan", False, "E", ("SLCN",)),
        ]

    @pytest.mark.parametrize(("said", "left"), [("left", True), ("on roll", False)])
    def test_it_is_stored_as_answered(self, said: str, left: bool) -> None:
        plan = planned(struck_workbook({"A3", "B3"}), answers={"3:roll": said})
        assert [one.surname for one in plan.pupils] == ["Lee"] if left else ["Lee", "Khan"]
        assert not plan.questions

    def test_anything_else_may_be_over(self) -> None:
        plan = planned(struck_workbook({"E2", "D3", "B3"}))
        assert asked(plan) == [(2, "needs", None), (3, "forename", None), (3, "sen", None)]
        assert [(one.forename, one.sen, one.needs) for one in plan.pupils] == [
            ("Jo", "K", None),
            (None, None, ("SLCN",)),
        ]

    def test_a_look_that_does_not_strike_says_nothing(self) -> None:
        assert not planned(struck_workbook({"A3", "B3"}, looks="2")).questions

    @pytest.mark.parametrize(
        "row",
        [
            "<tr><td><s>Khan</s><td><strike>Ali</strike><td>12/03/2014<td>E<td>SLCN",
            "<tr style='text-decoration:line-through'><td>Khan<td>Ali<td>12/03/2014<td>E<td>SLCN",
            "<tr><td class='xl gone'>Khan<td class=gone>Ali<td>12/03/2014<td>E<td>SLCN",
            "<tr class=old><td>Khan<td>Ali<td>12/03/2014<td>E<td>SLCN",
            "<tr><td><p class=over>Khan</p><td><p class=over>Ali</p><td>12/03/2014<td>E<td>SLCN",
            "<tbody class=gone><tr><td>Khan<td>Ali<td>12/03/2014<td>E<td>SLCN",
        ],
    )
    def test_on_a_web_page_it_is_seen(self, row: str) -> None:
        assert asked(planned(struck_page(row))) == [(3, "roll", "left")]

    def test_on_a_web_page_the_style_of_something_else_says_nothing(self) -> None:
        row = "<tr class='list new'><td class=name>Khan<td class=done>Ali<td>12/03/2014<td>E<td>SLCN"
        assert not planned(struck_page(row)).questions

    def test_in_an_xml_workbook_it_is_seen(self) -> None:
        def row(look: str, *values: str) -> str:
            cells = "".join(f"<Cell {look}><Data ss:Type='String'>{one}</Data></Cell>" for one in values)
            return f"<Row>{cells}</Row>"

        rows = "".join(row('ss:StyleID="s9"' if n == 2 else "", *values) for n, values in enumerate(ROWS))
        text = (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s9">'
            f'<Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="P"><Table>{rows}</Table></Worksheet>'
            "</Workbook>"
        )
        assert asked(planned(text)) == [(3, "roll", "left")]

    @pytest.mark.parametrize("sign", ["S", "Del"])
    def test_in_rich_text_of_an_xml_workbook_it_is_seen(self, sign: str) -> None:
        plan = planned(rich_xml(f"<B><{sign}>Khan, </{sign}></B><{sign}>Ali</{sign}>"))
        assert asked(plan) == [(2, "roll", "left")]

    def test_in_open_office_it_is_seen(self) -> None:
        book = zipfile.ZipFile(io.BytesIO(open_document({"P": ROWS})))
        content = book.read("content.xml").decode()
        look = (
            '<style:style style:name="ce1" style:family="table-cell">'
            '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        )
        content = content.replace("</office:automatic-styles>", f"{look}</office:automatic-styles>")
        for name in ("Khan", "Ali"):
            whole = f'<table:table-cell office:value-type="string"><text:p>{name}'
            assert whole in content
            content = content.replace(
                whole, whole.replace("<table:table-cell", '<table:table-cell table:style-name="ce1"')
            )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in book.namelist():
                archive.writestr(name, content if name == "content.xml" else book.read(name))
        assert asked(planned(out.getvalue())) == [(3, "roll", "left")]

    def test_in_old_excel_it_is_seen(self) -> None:
        # struck.xls was made once with xlwt 1.3.0: the row of Ali Khan is struck through, two numbers in it too.
        plan = planned((FILES / "struck.xls").read_bytes())
        assert asked(plan) == [(3, "roll", "left")]


def rich_xml(name: str) -> str:
    """An XML workbook with this whole name in rich text."""
    rich = f'<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{name}</ss:Data>'
    rows = "".join(
        f"<Row><Cell>{one}</Cell><Cell><Data ss:Type='String'>{born}</Data></Cell></Row>"
        for one, born in (("<Data ss:Type='String'>Name</Data>", "DOB"), (rich, "12/03/2014"))
    )
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="P"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def rich_workbook(name: str, *, shared: bool) -> bytes:
    """An XLSX with this whole name in rich text, in its cell or in the table of texts."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = zipfile.ZipFile(io.BytesIO(workbook({"P": [("Name", "DOB"), ("?", "12/03/2014")]})))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    cell = '<c r="A2" t="inlineStr"><is><t>?</t></is></c>'
    assert cell in sheet
    new = '<c r="A2" t="s"><v>0</v></c>' if shared else f'<c r="A2" t="inlineStr"><is>{name}</is></c>'
    more = {"xl/worksheets/sheet1.xml": sheet.replace(cell, new).encode()}
    if shared:
        texts = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        relations = book.read("xl/_rels/workbook.xml.rels").decode()
        link = f'<Relationship Id="rId9" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
        more["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", link).encode()
        more["xl/sharedStrings.xml"] = f'<sst xmlns="{main}"><si>{name}</si></sst>'.encode()
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{texts}"/>'
        more["[Content_Types].xml"] = f"{types}{part}</Types>".encode()
    return workbook({"P": []}, more=more)


def run(text: str, *, through: bool = False) -> str:
    return f'<r><rPr>{"<strike/>" * through}</rPr><t xml:space="preserve">{text}</t></r>'


def rich_ods(name: str) -> bytes:
    """An ODS with this whole name, the style "gone" of which strikes through."""
    look = (
        '<style:style style:name="gone" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
    )
    book = zipfile.ZipFile(io.BytesIO(open_document({"P": [("Name", "DOB"), ("?", "12/03/2014")]})))
    content = book.read("content.xml").decode().replace("</office:automatic-styles>", look)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in book.namelist():
            archive.writestr(
                part, content.replace("<text:p>?<", f"<text:p>{name}<") if part == "content.xml" else book.read(part)
            )
    return out.getvalue()


class TestStruckThroughInPart:
    """<s>Smith</s> Jones, Ann: the name has changed, and nobody has left."""

    LISTS: ClassVar[dict[str, str | bytes]] = {
        "web page": "<table><tr><th>Name<th>DOB<tr><td><s>Smith</s> Jones, Ann<td>12/03/2014</table>",
        "styled": "<style>.x {text-decoration: line-through}</style><table><tr><th>Name<th>DOB"
        "<tr><td><i class=x>Smith</i> Jones, Ann<td>12/03/2014</table>",
        "rich text": rich_xml("<S>Smith</S> Jones, Ann"),
        "in the cell": rich_workbook(run("Smith", through=True) + run(" Jones, Ann"), shared=False),
        "in the table of texts": rich_workbook(run("Smith", through=True) + run(" Jones, Ann"), shared=True),
        "open office": rich_ods('<text:span text:style-name="gone">Smith</text:span> Jones, Ann'),
    }

    @pytest.mark.parametrize("kind", LISTS)
    def test_a_whole_name_is_asked_itself(self, kind: str) -> None:
        plan = planned(self.LISTS[kind])
        assert [(row, field) for row, field, _ in asked(plan)] == [(2, "surname"), (2, "forename")]
        assert "a part of Smith Jones, Ann is struck through" in str(plan.questions[0].why)
        assert [(one.surname, one.forename, one.left) for one in plan.pupils] == [(None, None, False)]
        answers = {"2:surname": "Jones", "2:forename": "Ann"}
        (one,) = planned(self.LISTS[kind], answers=answers).pupils
        assert (one.surname, one.forename) == ("Jones", "Ann")
        assert not planned(self.LISTS[kind], answers=answers).questions

    @pytest.mark.parametrize(
        "content",
        [
            "<table><tr><th>Name<th>DOB<tr><td><s>Jones</s>, <s>Ann</s> <s></s><td>12/03/2014</table>",
            rich_workbook(run("Jones", through=True) + run(", ") + run("Ann", through=True), shared=True),
            rich_ods(
                "<office:annotation><text:p>Ask Mrs Bell</text:p></office:annotation>"
                '<text:span text:style-name="gone">Jones, Ann</text:span> '
            ),
        ],
    )
    def test_all_but_the_spaces_is_the_whole(self, content: str | bytes) -> None:
        assert asked(planned(content)) == [(2, "roll", "left")]

    def test_another_row_of_the_old_name_is_joined_only_when_somebody_says_so(self) -> None:
        row = "<tr><td><s>Smith</s> Jones, Ann<td>12/03/2014<td>ASD<tr><td>Smith Jones, Ann<td>12/03/2014<td>SLCN"
        plan = planned(f"<table><tr><th>Name<th>DOB<th>Need{row}</table>")
        assert (3, "pupil", "row 2") in asked(plan)

    def test_one_of_two_names_asks_that_one(self) -> None:
        plan = planned(struck_page("<tr><td><s>Khan</s> Lee<td>Ali<td>12/03/2014<td>E<td><s>SLCN</s> ASD"))
        assert asked(plan) == [(3, "surname", None), (3, "needs", None)]


class TestTitles:
    def test_a_stage_above_the_headings_is_that_of_the_first_pupils(self) -> None:
        plan = planned('EHCP,,\nName,DOB,Need\n"Lee, Jo",12/03/2015,ASD\nSEN Support,,\n"Khan, Ali",13/03/2015,SEMH\n')
        assert [(one.surname, one.sen) for one in plan.pupils] == [("Lee", "E"), ("Khan", "K")]
        assert "SEN stage was taken from a heading above them" in notes(plan)

    def test_pupils_on_the_sheet_of_another_year_group_with_other_headings_are_told_of(self) -> None:
        book = workbook(
            {
                "Y7": [("Surname", "Forename", "SEN", "Need"), ("Lee", "Jo", "K", "ASD")],
                "Year 8": [("Pupil Name", "SEN Status"), ("Ray, Cy", "EHCP")],
                "Year 7 leavers": [("Pupil Name", "SEN Status"), ("Gone, Ed", "K")],
            }
        )
        plan = planned(book)
        assert [(one.surname, one.year) for one in plan.pupils] == [("Lee", "7")]
        assert [str(one.why)[:38] for one in plan.skipped] == ["Row 2 (Year 8): this sheet was left al"]

    def test_a_stage_above_a_list_that_has_stages_says_nothing(self) -> None:
        plan = planned('SEN Support,,\nName,DOB,SEN\n"Lee, Jo",12/03/2015,K\n"Fox, Di",12/03/2015,\n')
        assert [one.sen for one in plan.pupils] == ["K", None]

    def test_sheets_named_by_stage_give_it_and_somebody_is_told(self) -> None:
        heads = ("Name", "DOB", "Need")
        plan = planned(
            workbook(
                {
                    "EHCP": [heads, ("Lee, Jo", "12/03/2015", "ASD")],
                    "SEN Support": [heads, ("Khan, Ali", "13/03/2015", "SEMH")],
                    "SENs": [heads, ("Fox, Di", "13/03/2015", "")],
                }
            )
        )
        assert [(one.surname, one.sen) for one in plan.pupils] == [("Lee", "E"), ("Khan", "K"), ("Fox", None)]
        assert "or from the name of the sheet: rows 2 (EHCP), 2 (SEN Support)" in notes(plan)

    def test_a_count_below_a_list_of_whole_names_is_no_pupil_and_a_child_called_sen_is_one(self) -> None:
        plan = planned('Name,Year,SEN\n"Lee, Jo",7,K\nSen,7,\n,,\nK,1,\nSEN Support,1,\nEHCP,1,\nTotal,2,\n')
        assert [one.row for one in plan.pupils] == [2, 3]
        assert list(skipped(plan)) == [5, 6, 7, 8]

    @pytest.mark.parametrize(("order", "written"), [("Surname first", "Lee Jo"), ("forename first", "Jo Lee")])
    def test_the_order_of_a_name_may_be_said_in_its_heading(self, order: str, written: str) -> None:
        (one,) = planned(f"Name ({order}),DOB\n{written},12/03/2015\n").pupils
        assert (one.surname, one.forename) == ("Lee", "Jo")

    def test_a_key_of_colours_is_no_pupil_and_a_child_called_key_is_one(self) -> None:
        plan = planned("Surname,Forename,DOB\nKey,Amber,12/03/2015\nKey,red,EHCP\n")
        assert [(one.surname, one.forename) for one in plan.pupils] == [("Key", "Amber")]
        assert list(skipped(plan)) == [3]


@pytest.mark.parametrize("age", ["(11)", "(11 yrs 8 m)", "[11.08]", "(aged 11)", "(11y 4m)"])
def test_the_age_beside_a_birth_date_is_left_out(age: str) -> None:
    plan = planned(f"Surname,Forename,DOB (age)\nLee,Jo,12/03/2015 {age}\n")
    assert (plan.pupils[0].dob, plan.questions) == (date(2015, 3, 12), [])


def test_a_list_with_a_column_for_each_pupil_is_refused_with_what_to_do() -> None:
    with pytest.raises(ListRefused, match="choose Paste Special and then Transpose"):
        planned(workbook({"P": [("Surname", "Lee", "Khan"), ("Forename", "Jo", "Ali"), ("Year", 7, 7)]}))


def test_headings_that_ask_for_the_need_in_words_are_known() -> None:
    plan = planned('Pupil First Name,Pupil Last Name,What is their SEN need?\nJo,Lee,"ADHD, anxiety"\n')
    assert asked(plan) == [(2, "needs", "SEMH")]


def test_stage_and_needs_in_one_are_known_whatever_stands_over_them() -> None:
    plan = planned('Surname,Forename,SEN Information\nLee,Jo,"SEN Support: ASD (primary), SLCN"\nFox,Di,EHCP – SEMH\n')
    assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ("ASD", "SLCN")), ("E", ("SEMH",))]
    assert "SEN Information" in notes(plan)


def test_headings_of_a_data_base_are_known() -> None:
    heads = "PUPIL_LAST_NAME,PUPIL_FIRST_NAME,BIRTH_DT,NC_YR,SEN_CD,SEN_NEED_CD"
    (one,) = planned(f"{heads}\nLee,Jo,2015-03-12,7,K,ASD\n").pupils
    assert (one.surname, one.dob, one.year, one.sen, one.needs) == ("Lee", date(2015, 3, 12), "7", "K", ("ASD",))


def test_a_list_without_headings_loses_not_its_first_pupil() -> None:
    plan = planned("Jo Lee,7A\nAli Khan,7B\n", columns={"(A)": "name_forename_first", "(B)": "class_name"})
    assert [(one.surname, one.class_name) for one in plan.pupils] == [("Lee", "7A"), ("Khan", "7B")]


def test_apostrophes_around_every_cell_are_no_part_of_it() -> None:
    plan = planned("'Surname','Forename','DOB'\n'Lee','Jo','12/03/2015'\n'O'Neill','Al','13/03/2015'\n")
    assert [(one.surname, one.dob) for one in plan.pupils] == [
        ("Lee", date(2015, 3, 12)),
        ("O'Neill", date(2015, 3, 13)),
    ]


def test_a_line_drawn_across_the_list_is_no_pupil_and_a_name_that_lost_all_its_letters_is() -> None:
    plan = planned("| Surname | Forename | DOB |\n|---|---|---|\n| Lee | Jo | 12/03/2015 |\n| ?? | ? | 13/03/2015 |\n")
    assert list(skipped(plan)) == [2]
    assert [(row, field) for row, field, _ in asked(plan)] == [(4, "surname"), (4, "forename")]


@pytest.mark.parametrize(("written", "suggest"), [("1.23E+05", None), ("000123.0", "000123")])
def test_an_admission_number_that_a_spreadsheet_has_made_a_number_is_asked(written: str, suggest: str | None) -> None:
    plan = planned(f"Adm No,Surname,Forename\n{written},Lee,Jo\n00124,Fox,Di\n")
    assert [one.admission_no for one in plan.pupils] == [None, "00124"]
    assert asked(plan) == [(2, "admission_no", suggest)]


@pytest.mark.parametrize(("written", "surname"), [("B. Jones", "Jones"), ("Jones B", "Jones"), ("B Jones", "Jones")])
def test_an_initial_is_suggested_as_the_forename(written: str, surname: str) -> None:
    assert asked(planned(f"Name,Class\n{written},7A\n"))[0] == (2, "surname", surname)


class TestBehindANeed:
    def test_an_end_in_the_past_ends_the_need_and_a_number_ranks_it(self) -> None:
        plan = planned(
            "Surname,Forename,UPN,SEN Status,Need,Priority,Start,End\n"
            f"Lee,Jo,{upn(1)},K,Moderate Learning Difficulty,2,01/09/2020,01/09/2022\n"
            f"Lee,Jo,{upn(1)},K,SLCN,2,01/09/2020,\nLee,Jo,{upn(1)},K,ASD,1,01/09/2020,\n"
        )
        assert [one.needs for one in plan.pupils] == [("ASD", "SLCN")]
        assert not plan.questions

    def test_an_end_behind_the_stage_is_that_of_the_stage(self) -> None:
        plan = planned("Surname,Forename,SEN Status,From,To\nLee,Jo,K,01/09/2020,01/09/2022\nFox,Di,K,01/09/2020,\n")
        assert [one.sen for one in plan.pupils] == [None, "K"]
        assert asked(plan) == [(2, "sen", None)]

    def test_an_end_elsewhere_may_be_the_pupils(self) -> None:
        plan = planned("Surname,Forename,SEN,Class,End Date\nLee,Jo,K,7A,01/09/2022\n")
        assert asked(plan) == [(2, "roll", "left")]


class TestNoDay:
    """What data bases write where there is no date."""

    @pytest.mark.parametrize("heading", ["Leaving Date", "End Date", "SEN End Date"])
    @pytest.mark.parametrize("written", ["01/01/1900", "00/00/0000", "1753-01-01", "0001-01-01 00:00:00"])
    def test_nobody_has_left_on_it_and_nothing_has_ended(self, heading: str, written: str) -> None:
        plan = planned(f"Surname,Forename,DOB,SEN,{heading}\nLee,Jo,12/03/2015,K,{written}\nFox,Di,13/03/2015,K,\n")
        assert [(one.surname, one.sen) for one in plan.pupils] == [("Lee", "K"), ("Fox", "K")]
        assert not plan.questions

    def test_a_leaving_date_before_the_birth_date_is_asked(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Leaving Date\nLee,Jo,12/03/2015,12/12/2014\nFox,Di,12/03/2015,01/09/2026\n"
        )
        assert [one.surname for one in plan.pupils] == ["Lee"]
        assert asked(plan) == [(2, "leaving", None)]


class TestNeedsOfATransferFile:
    def file(self, more: str) -> str:
        return (
            "<CTfile><Header><DateTime>2026-07-10T14:22:05</DateTime></Header><CTFpupilData><Pupil>"
            f"<UPN>{upn(15001)}</UPN><Surname>Lee</Surname><Forename>Jo</Forename><DOB>2015-03-12</DOB>{more}"
            "</Pupil></CTFpupilData></CTfile>"
        )

    def need(self, rank: str, code: str) -> str:
        return f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{code}</SENtype></SENneed>"

    def test_without_an_entry_for_the_stage_are_kept_and_no_word_of_none(self) -> None:
        pupil = planned(self.file(f"<SENneeds>{self.need('1', 'ASD')}</SENneeds>")).pupils[0]
        assert (pupil.sen, pupil.needs) == (None, ("ASD",))

    def test_two_that_are_both_the_first_are_asked(self) -> None:
        stage = "<SENhistory><SEN><StartDate>2020-01-01</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>"
        needs = f"<SENneeds>{self.need('1', 'ASD')}{self.need('1', 'SLCN')}</SENneeds>"
        plan = planned(self.file(stage + needs))
        assert asked(plan) == [(1, "needs", "ASD SLCN")]
