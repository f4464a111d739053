"""Web pages: what stands over each of their tables, what is hidden, ticked boxes, and pages that end too early."""

from __future__ import annotations

import time

import pytest

from tests.pupil_lists.making import asked, planned, skipped
from voice_app.services.pupil_lists import ListRefused
from voice_app.services.pupil_lists.plan import Plan

HEADS = "<tr><th>Surname</th><th>Forename</th><th>DOB</th><th>SEN</th></tr>"
LEE = "<tr><td>Lee</td><td>Jo</td><td>12/03/2015</td><td>K</td></tr>"
FOX = "<tr><td>Fox</td><td>Di</td><td>12/03/2014</td><td>E</td></tr>"
HERE = f"<table>{HEADS}{LEE}</table>"


def of(body: str) -> Plan:
    return planned(f"<html><body>{body}</body></html>")


def surnames(plan: Plan) -> list[str | None]:
    return [one.surname for one in plan.pupils]


def saved_by_excel(*sheets: tuple[str, str], hidden: str = "") -> str:
    """A workbook saved as a single web page: the names of its sheets, and what is in them."""
    told, parts = "", ""
    for n, (name, table) in enumerate(sheets, start=1):
        told += (
            f"<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef='list_files/Sheet%20{n}.htm'/>"
            "</x:ExcelWorksheet>"
        )
        look = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>" if name == hidden else ""
        parts += _part(f"list_files/sheet {n}.htm", f"<head><!--[if mso]><xml>{look}</xml><![endif]--></head>{table}")
    first = f"<head><!--[if mso]><xml><x:ExcelWorkbook>{told}</x:ExcelWorkbook></xml><![endif]--></head><frameset/>"
    start = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    return f"{start}{_part('list.htm', first)}{parts}--b--\n"


def _part(place: str, page: str) -> str:
    where = f"Content-Location: file:///C:/{place}"
    return f"--b\n{where}\nContent-Type: text/html; charset=utf-8\n\n<html>{page}</html>\n"


class TestWhatStandsOverATable:
    @pytest.mark.parametrize(
        "gone",
        [
            f"<table><caption>Leavers</caption>{FOX}</table>",
            f"<table><caption>Leavers</caption>{HEADS}{FOX}</table>",
            f"<h2>Leavers 2026</h2><table>{FOX}</table>",
            f"<h2><b>Leavers</b></h2><p>and why</p><table>{HEADS}{FOX}</table>",
            f"<table><tr><td><h3>Leavers</h3><td>Our logo<tr><td><table>{HEADS}{FOX}</table></table>",
            f"<table><tr><td><h3>Leavers</h3></table><table>{HEADS}{FOX}</table>",
            f"<p><b>Leavers</b> since July</p><table>{FOX}</table>",
            f"<table><tr><td>Leavers</table><table>{HEADS}{FOX}</table>",
        ],
    )
    def test_leavers_are_left_alone_and_told(self, gone: str) -> None:
        plan = of(f"<h1>SEN register</h1>{HERE}{gone}")
        assert surnames(plan) == ["Lee"]
        (why,) = (text for text in skipped(plan).values() if "Are its pupils wanted?" in text)
        assert "(Leavers" in why
        assert any("Only the sheet SEN register was read. Left alone:" in str(note) for note in plan.notes)

    def test_a_heading_may_say_the_year_group_of_the_pupils_below(self) -> None:
        plan = of(f"<h2>Year 7</h2>{HERE}<h2>Year 8</h2><table>{FOX}</table>")
        assert [(one.surname, one.year) for one in plan.pupils] == [("Lee", "7"), ("Fox", "8")]

    @pytest.mark.parametrize("title", ["<h1>Copy for Mrs Bell, teacher</h1>", ""])
    @pytest.mark.parametrize("heads", [HEADS, ""])
    def test_tables_under_one_heading_are_the_pages_of_one_list(self, title: str, heads: str) -> None:
        for again in (title, ""):
            plan = of(f"{title}{HERE}{again}<table>{heads}{FOX}</table>")
            assert surnames(plan) == ["Lee", "Fox"]
            assert not (title and plan.notes)

    def test_words_for_teachers_over_each_table_keep_none_out(self) -> None:
        plan = of(f"<h2>7A, form teacher Mrs Bell</h2>{HERE}<h2>7B, form teacher Mr Hay</h2><table>{FOX}</table>")
        assert surnames(plan) == ["Lee", "Fox"]
        plan = of(f"<h2>7A leavers, teacher Mrs Bell</h2>{HERE}<h2>7B leavers, teacher Mr Hay</h2><table>{FOX}</table>")
        assert surnames(plan) == ["Lee"]

    def test_leavers_whom_one_could_choose_to_see_keep_none_out(self) -> None:
        chosen = "<select><option>On roll<option>Leavers</select><a href=x>Leavers</a>"
        assert surnames(of(f"{HERE}{chosen}<table>{HEADS}{FOX}</table>")) == ["Lee", "Fox"]

    def test_a_cell_of_the_list_that_speaks_of_leavers_is_of_no_other_table(self) -> None:
        plan = of(f"{HERE.replace('>K<', '><i>Left</i><')}<table>{HEADS}{FOX}</table>")
        assert surnames(plan) == ["Lee", "Fox"]

    def test_a_heading_in_a_cell_of_the_list_is_of_no_other_table(self) -> None:
        plan = of(f"<table>{HEADS}<tr><td>Lee<td><h4>Old Jo</h4><td>12/03/2015<td>K</table><table>{FOX}</table>")
        assert surnames(plan) == ["Lee", "Fox"]


class TestHiddenTables:
    @pytest.mark.parametrize(
        "hidden",
        [
            f"<table style='display: none'>{HEADS}{FOX}</table>",
            f"<table hidden>{FOX}</table>",
            f"<div style='visibility:hidden'><div><table>{HEADS}{FOX}</table></div></div>",
            f"<table><tr style='display:none'><td>Old<td><table>{HEADS}{FOX}</table></table>",
        ],
    )
    def test_are_left_alone(self, hidden: str) -> None:
        plan = of(HERE + hidden)
        assert (surnames(plan), skipped(plan)) == (["Lee"], {})

    def test_a_hidden_heading_says_nothing(self) -> None:
        assert surnames(of(f"{HERE}<h2 hidden>Leavers</h2><table>{FOX}</table>")) == ["Lee", "Fox"]


class TestAWorkbookSavedAsAWebPage:
    def test_has_the_names_of_its_sheets(self) -> None:
        plan = planned(saved_by_excel(("Year 7", HERE), ("Leavers &amp; others", f"<table>{HEADS}{FOX}</table>")))
        assert [(one.surname, one.year) for one in plan.pupils] == [("Lee", "7")]
        assert str(plan.notes[0]) == "Only the sheet Year 7 was read. Left alone: Leavers & others."
        assert "(Leavers & others): this sheet was left alone" in " ".join(skipped(plan).values())

    def test_a_hidden_sheet_is_left_alone(self) -> None:
        sheets = ("SEND", HERE), ("More", f"<table>{HEADS}{FOX}</table>")
        assert surnames(planned(saved_by_excel(*sheets))) == ["Lee", "Fox"]
        assert surnames(planned(saved_by_excel(*sheets, hidden="More"))) == ["Lee"]
        assert surnames(planned(saved_by_excel(*sheets, hidden="SEND"))) == ["Fox"]

    def test_of_one_sheet_has_its_name(self) -> None:
        told = "<x:ExcelWorksheet><x:Name>Year 7</x:Name><x:Visible>SheetVisible</x:Visible></x:ExcelWorksheet>"
        plan = of(f"<!--[if mso]><xml>{told}</xml><![endif]-->{HERE}")
        assert (plan.sheets, plan.pupils[0].year) == (["Year 7"], "7")
        # Of several sheets on one page nothing says which the table is.
        hidden = told.replace("Visible<", "Hidden<").replace("Year 7", "Old")
        plan = of(f"<!--[if mso]><xml>{told}{hidden}</xml><![endif]-->{HERE}")
        assert (plan.sheets, surnames(plan)) == ([""], ["Lee"])


class TestAPageThatIsNotReadToItsEnd:
    @pytest.mark.parametrize("around", ["<div>", "<center>", "<b>"])
    def test_is_refused_where_it_nests_without_end(self, around: str) -> None:
        with pytest.raises(ListRefused, match=r"too tangled to be read to its end.*save it as XLSX"):
            of(f"<table>{HEADS}{(around + LEE) * 400}</table>")

    def test_is_refused_where_its_parts_nest_without_end(self) -> None:
        nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(990))
        with pytest.raises(ListRefused, match="too many rows or columns"):
            planned(f"MIME-Version: 1.0\n{nested}Content-Type: text/html\n\n{HERE}")

    @pytest.mark.parametrize(
        "end", ["<tr><td>Fo", "<tr><td>Fox</td><td>Di</td><td>12/03", "<tr><td>Fox</td></tr>", "<t"]
    )
    def test_is_refused_where_it_breaks_off(self, end: str) -> None:
        with pytest.raises(ListRefused, match=r"breaks off in the middle of its list\. Export the list again"):
            planned(f"<html><body>{HERE}<table>{HEADS}{LEE}{end}")

    @pytest.mark.parametrize("end", ["</table>", "</TABLE><p>Page 1", "</body>", "</html>"])
    def test_is_read_where_only_the_last_ends_are_not_written(self, end: str) -> None:
        assert surnames(planned(f"<html><body><table>{HEADS}{LEE}{end}")) == ["Lee"]


class TestStyles:
    """What a page's styles may cost; that they strike through is seen in `test_marks_on_a_list`."""

    def test_without_end_are_refused(self) -> None:
        with pytest.raises(ListRefused, match="too many rows or columns"):
            of(f"<style>{''.join(f'.a{n} {{text-decoration: line-through}}' for n in range(1001))}</style>{HERE}")

    @pytest.mark.parametrize("written", ["/* " * 1_000_000, "{" * 1_000_000, ".a," * 300_000])
    def test_that_are_broken_take_no_time(self, written: str) -> None:
        began = time.process_time()
        assert surnames(of(f"<style>{written}</style>{HERE}")) == ["Lee"]
        assert time.process_time() - began < 5


class TestBoxes:
    def page(self, *cells: str) -> Plan:
        rows = "".join(f"<tr><td>Lee<td>Jo{n}<td>12/03/2015<td>K<td>{cell}" for n, cell in enumerate(cells))
        return of(f"<table><tr><th>Surname<th>Forename<th>DOB<th>SEN<th>ASD{rows}</table>")

    def test_ticked_under_the_name_of_a_need_give_the_need(self) -> None:
        plan = self.page("<input type=checkbox checked>", "<label><input type='CheckBox' CHECKED=''></label>")
        assert [one.needs for one in plan.pupils] == [("ASD",), ("ASD",)]

    def test_not_ticked_give_none(self) -> None:
        plan = self.page("<input type=checkbox>", "<input checked>", "x")
        assert [one.needs for one in plan.pupils] == [(), (), ("ASD",)]

    def test_beside_a_name_say_nothing(self) -> None:
        box = "<input type=checkbox checked>"
        assert surnames(of(f"<table>{HEADS}{LEE.replace('Lee', f'{box} Lee')}</table>")) == ["Lee"]
        assert asked(self.page("x", f"{box} awaiting"))[0][:2] == (3, "needs")
