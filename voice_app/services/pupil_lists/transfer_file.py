"""The Common Transfer File (CTF), in which schools in England send pupils on.

Taken: UPN, names, birth date, year group, SEN, needs, language. All else (address, contacts, care, free meals,
results) is left in the file. Source of the element names: the Department for Education's CTF specifications.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cells import Cell, Record
from .limits import ROWS, too_many
from .sentences import N_, ListRefused

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class TransferFile:
    """The pupils of a CTF, in its order, each under the place it has in the file."""

    records: Sequence[Record]


def read_transfer_file(content: bytes) -> TransferFile:
    """The pupils of a Common Transfer File, with or without a namespace. Raises ListRefused for any other XML."""
    from lxml import etree  # heavy: only loaded by whoever opens such a file (figure P17)

    head = content.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise ListRefused(
            N_("This XML file holds a document type, which a Common Transfer File never does. It is not read.")
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(in_utf8(content), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ListRefused(N_("This XML file is broken or cut off. Ask the sending school for a new one.")) from error
    if root.getroottree().docinfo.doctype or etree.QName(root).localname.casefold() != "ctfile":
        raise ListRefused(
            N_("This XML file is not a Common Transfer File. Choose a CTF, or save the list as CSV or XLSX.")
        )
    pupils = list(root.iterfind("{*}CTFpupilData/{*}Pupil"))
    if len(pupils) > ROWS:
        raise too_many()
    exported = _text(root, "Header/DateTime")[:10]
    whole = _text(root, "Header/DocumentQualifier").casefold() != "partial"
    return TransferFile([_record(place, pupil, exported, whole) for place, pupil in enumerate(pupils, start=1)])


def in_utf8(content: bytes) -> bytes:
    """The file, or its text by Windows' table where it says, or leaves to be thought, that it is UTF-8 and is not."""
    said = re.match(rb"\s*(<\?xml[^>]*?)(\s+encoding\s*=\s*[\"']([\w-]+)[\"'])", content)
    if (said and said[3].upper() not in (b"UTF-8", b"UTF8")) or b"\0" in content[:200]:
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace").encode()
    return content


def _find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall("/".join(f"{{*}}{name}" for name in path.split("/")))


def _text(element: etree._Element, *paths: str) -> str:
    """The text at the first of these paths that has any."""
    return next((text for path in paths for one in _find(element, path) if (text := (one.text or "").strip())), "")


def _record(place: int, pupil: etree._Element, exported: str, whole: bool) -> Record:
    """What the file says of one pupil. Where it has no word of SEN, only a `whole` file says that there is none."""
    entries = list(pupil.iter("{*}SEN"))
    stages = _stages(entries, exported)
    if not entries:
        # Somewhere else than in the history: not the word of none.
        stages = list(
            dict.fromkeys(text for one in pupil.iter("{*}SENprovision") if (text := (one.text or "").strip()))
        )
    needs = _needs(pupil, exported)
    # A need without any entry for SEN is no word of none either.
    silent = not stages and (bool(entries) or (whole and not needs))
    if silent or stages == ["N"]:
        # Needs of a pupil whose stage is N again are history.
        needs = []
    return Record(place, _values(pupil, ["N"] if silent else stages, needs), sen_by_silence=silent)


def _values(
    pupil: etree._Element, stages: Sequence[str], needs: Sequence[tuple[str, str]]
) -> Mapping[str, Sequence[Cell]]:
    return {
        "upn": [_text(pupil, "UPN")],
        "surname": [_text(pupil, "Surname")],
        "forename": [_text(pupil, "Forename")],
        "preferred": [_text(pupil, "BasicDetails/PreferredForename", "PreferredForename")],
        "dob": [_text(pupil, "DOB")],
        "year": [_text(pupil, "BasicDetails/NCyearActual", "NCyearActual")],
        "sen": list(stages),
        "needs": [need for _, need in needs],
        "need_rank": [rank for rank, _ in needs],
        "home_language": [_language(pupil)],
    }


def _ended(element: etree._Element, exported: str) -> bool:
    """Whether an entry had ended when the file was made. Dates are ISO and compare as text."""
    end = _text(element, "EndDate", "NeedEndDate")[:10]
    return bool(end) and (not re.match(r"\d{4}-", exported) or end < exported)


def _stages(entries: Sequence[etree._Element], exported: str) -> list[str]:
    """SEN now is the latest entry that has not ended; all of those that could be, one without a start too."""
    now = [(_text(one, "StartDate"), _text(one, "SENprovision")) for one in entries if not _ended(one, exported)]
    if now and all(start for start, _ in now):
        latest = max(start for start, _ in now)
        now = [one for one in now if one[0] == latest]
    return list(dict.fromkeys(stage for _, stage in now))


def _needs(pupil: etree._Element, exported: str) -> list[tuple[str, str]]:
    """Rank and code of each need that has not ended, in the order of the ranks."""
    ranked = [
        (_text(one, "SENtypeRank"), _text(one, "SENtype"))
        for one in pupil.iter("{*}SENneed")
        if not _ended(one, exported)
    ]
    return sorted(ranked, key=lambda one: int(one[0]) if one[0].isdigit() else 99)


def _language(pupil: etree._Element) -> str:
    """The home language (H), else the first language (F)."""
    spoken = [
        (_text(one, "LanguageType").upper(), _text(one, "Language"))
        for one in _find(pupil, "BasicDetails/Languages/Type") + _find(pupil, "Languages/Type")
    ]
    for kind in ("H", "F", "M", "L"):
        found = list(dict.fromkeys(language for said, language in spoken if said == kind and language))
        if found:
            return ", ".join(found)
    return _text(pupil, "BasicDetails/HomeLanguage", "BasicDetails/FirstLanguage")
