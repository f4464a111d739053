"""The pages of a list that is a web page: one, or those of a single file (MHTML), as Excel saves a workbook."""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from .csv_files import decoded
from .limits import too_many
from .sentences import N_, ListRefused

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
#: What Excel writes of each sheet, out of a browser's sight.
_WORKSHEET = re.compile(r"</?(?:\w+:)?ExcelWorksheet>", re.I)
_NAME = re.compile(r"<(?:\w+:)?Name>([^<]*)<", re.I)
_SOURCE = re.compile(r"\bHRef\s*=\s*[\"']?([^\"'<>]+)", re.I)
_HIDDEN = re.compile(r"<(?:\w+:)?Visible>\s*Sheet(?:Very)?Hidden", re.I)


@dataclass(frozen=True)
class Page:
    """A page, and the name of the sheet that it is, where it says so."""

    text: str
    sheet: str = ""


@dataclass(frozen=True)
class _Worksheet:
    """What a workbook says of a sheet."""

    name: str
    hidden: bool


def pages(content: bytes) -> Iterator[Page]:
    """The pages but for hidden sheets. Raises ListRefused where one breaks off inside its list."""
    if content.lstrip()[:13].lower() != b"mime-version:":
        parts = [("", _text(content))]
    else:
        try:
            parts = list(_parts(content))
        except RecursionError as error:
            # Parts within parts, without end.
            raise too_many() from error
    known = [one for place, text in parts for one in _worksheets(text, place)]
    for place, text in parts:
        if _breaks_off(text):
            raise ListRefused(
                N_(
                    "This web page breaks off in the middle of its list. Export the list again. If that does not help, "
                    "open it in Excel, check that nobody is missing, and save it as XLSX."
                )
            )
        told = [one for source, one in known if source == place]
        # The page of one sheet says of itself alone whether it is hidden.
        by_itself = not _WORKSHEET.search(text) and _HIDDEN.search(text)
        if not (by_itself or (told and all(one.hidden for one in told))):
            yield Page(text, told[0].name if len(told) == 1 else "")


def _parts(content: bytes) -> Iterator[tuple[str, str]]:
    """The file name of each page, and its text."""
    for part in email.message_from_bytes(content, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            place = _file_name(str(part.get("Content-Location", "")))
            yield place, _text(payload if isinstance(payload, bytes) else b"")


def _file_name(place: str) -> str:
    return unquote(re.split(r"[/\\]", place.strip())[-1]).casefold()


def _text(content: bytes) -> str:
    """The page by the letters that it says it is written in, where that is another alphabet's; else as any text."""
    said = _CHARSET.search(content[:4000])
    name = said[1].decode("ascii").casefold() if said else ""
    if name not in ("", "utf-8", "utf8", "utf-16", "unicode", "windows-1252", "iso-8859-1", "us-ascii"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _worksheets(text: str, place: str) -> Iterator[tuple[str, _Worksheet]]:
    """What a page says of the workbook's sheets, each with the file name of its page."""
    for said in _WORKSHEET.split(text)[1::2]:
        name, source = _NAME.search(said), _SOURCE.search(said)
        sheet = _Worksheet(html.unescape(name[1]).strip() if name else "", bool(_HIDDEN.search(said)))
        yield _file_name(source[1]) if source else place, sheet


def _breaks_off(text: str) -> bool:
    """Whether the page ends inside a table: what came behind is lost."""
    low = text.lower()
    begun, ended = ("<tr", "<td", "<th"), ("</table", "</body", "</html")
    return max(map(low.rfind, begun)) > max(map(low.rfind, ended))
