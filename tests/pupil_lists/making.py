"""Makes lists for the tests: UPNs whose letter is right, small workbooks, plans of a text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from voice_app.services.pupil_lists.column import letter
from voice_app.services.pupil_lists.known import KnownPupil
from voice_app.services.pupil_lists.plan import Plan, plan_list
from voice_app.services.pupil_lists.upn import check_letter

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 23)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def upn(serial: int) -> str:
    """A right UPN of an invented school."""
    rest = f"355999{serial:06}"
    return check_letter(rest) + rest


def planned(
    text: str | bytes,
    *,
    encoding: str = "utf-8",
    columns: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    known: Sequence[KnownPupil] = (),
    today: date = TODAY,
) -> Plan:
    """The plan of a list that is written out in the test."""
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return plan_list(content, today=today, columns=columns, answers=answers, known=known)


def plan_of(name: str, known: Sequence[KnownPupil] = ()) -> Plan:
    """The plan of a file beside these tests."""
    return plan_list((FILES / name).read_bytes(), today=TODAY, known=known)


def asked(plan: Plan) -> list[tuple[int, str, str | None]]:
    """Row, field and suggestion of each question."""
    return [(one.row, one.field, one.suggest) for one in plan.questions]


def skipped(plan: Plan) -> dict[int, str]:
    """Why, by row."""
    return {one.row: str(one.why) for one in plan.skipped}


def stored(plan: Plan) -> list[KnownPupil]:
    """The pupils of a plan as a school would then have them."""
    return [
        KnownPupil(
            id=str(one.row),
            surname=one.surname or "",
            forename=one.forename or "",
            upn=one.upn,
            admission_no=one.admission_no,
            preferred=one.preferred,
            dob=one.dob,
            year=one.year,
            class_name=one.class_name,
            sen=one.sen,
            needs=one.needs or (),
            home_language=one.home_language,
        )
        for one in plan.pupils
    ]


def workbook(
    sheets: Mapping[str, Sequence[Sequence[str | int | None]]],
    *,
    hidden_sheets: Sequence[str] = (),
    hidden_columns: Sequence[int] = (),
    hidden_rows: Sequence[int] = (),
    more: Mapping[str, bytes] | None = None,
    real_dates: bool = False,
    starts_1904: bool = False,
) -> bytes:
    """An XLSX file. Whole numbers become number cells, ISO dates real dates if wanted, =X a formula."""
    listed, related = "", ""
    parts: dict[str, str | bytes] = {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden_sheets else ""
        listed += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"{state}/>'
        related += f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows, hidden_columns, hidden_rows, real_dates)
    start = '<workbookPr date1904="1"/>' if starts_1904 else ""
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{start}<sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
    parts["[Content_Types].xml"] = f'<Types xmlns="{_PACKAGE}/content-types"/>'
    root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts["_rels/.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{root}</Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in {**parts, **(more or {})}.items():
            archive.writestr(path, content)
    return out.getvalue()


def _sheet(
    rows: Sequence[Sequence[str | int | None]], hidden: Sequence[int], hidden_rows: Sequence[int], real_dates: bool
) -> str:
    columns = "".join(f'<col min="{n + 1}" max="{n + 1}" width="0" hidden="1"/>' for n in hidden)
    body = ""
    for number, row in enumerate(rows, start=1):
        cells = ""
        for n, value in enumerate(row):
            place = f"{letter(n)}{number}"
            if isinstance(value, int):
                cells += f'<c r="{place}"><v>{value}</v></c>'
            elif real_dates and value is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                cells += f'<c r="{place}" t="d"><v>{value}</v></c>'
            elif value is not None and value.startswith("="):
                # as programs write it that do not work formulas out
                cells += f'<c r="{place}"><f>{escape(value[1:])}</f></c>'
            elif value is not None and value.startswith("#"):
                cells += f'<c r="{place}" t="e"><v>{value}</v></c>'
            elif value is not None:
                cells += f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        body += (
            f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number in hidden_rows else ""}>{cells}</row>'
        )
    cols = f"<cols>{columns}</cols>" if columns else ""
    return f'<worksheet xmlns="{_MAIN}">{cols}<sheetData>{body}</sheetData></worksheet>'


def web_page(rows: Sequence[Sequence[str]]) -> str:
    """A web page with one table, as a system's "export to Excel" writes it."""
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table border="1">{body}</table></body></html>'


def xml_workbook(rows: Sequence[Sequence[str]]) -> str:
    """An XML Spreadsheet 2003, all its cells text."""
    cells = (
        "".join(f'<Cell><Data ss:Type="String">{escape(cell)}</Data></Cell>' if cell else "<Cell/>" for cell in row)
        for row in rows
    )
    body = "".join(f"<Row>{row}</Row>" for row in cells)
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="List">'
        f"<Table>{body}</Table></Worksheet></Workbook>"
    )


_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def open_document(
    sheets: Mapping[str, Sequence[Sequence[str | int]]],
    *,
    hidden_sheets: Sequence[str] = (),
    hidden_columns: Sequence[int] = (),
    hidden_rows: Sequence[int] = (),
    starts_1904: bool = False,
    after: str = "",
    kind: str = "spreadsheet",
    manifest: str = "",
) -> bytes:
    """An ODS file as LibreOffice writes one. ISO dates become real dates, =X a formula; `after` are rows at the end."""
    tables = ""
    for name, rows in sheets.items():
        gone = ' table:visibility="collapse"'
        columns = "".join(
            f"<table:table-column{gone if n in hidden_columns else ''}/>"
            for n in range(max((len(row) for row in rows), default=1))
        )
        body = "".join(
            f"<table:table-row{gone if number in hidden_rows else ''}>{''.join(map(_ods_cell, row))}</table:table-row>"
            for number, row in enumerate(rows, start=1)
        )
        style = "gone" if name in hidden_sheets else "shown"
        tables += (
            f'<table:table table:name="{escape(name)}" table:style-name="{style}">{columns}{body}{after}</table:table>'
        )
    start = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("shown", "true"), ("gone", "false"))
    )
    content = (
        f'<office:document-content {_ODS} office:version="1.3"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{start * starts_1904}{tables}"
        "</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def _ods_cell(value: str | int) -> str:
    if not value:
        return "<table:table-cell/>"
    if str(value).startswith("="):
        return f'<table:table-cell table:formula="of:{escape(str(value))}"/>'
    kind = 'office:value-type="string"'
    if isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}"'
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        kind = f'office:value-type="date" office:date-value="{value}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"
