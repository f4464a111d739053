"""Names, kept as the school wrote them: never split, tidied or written in other capitals."""

from __future__ import annotations

import re

from .cells import Cell, Doubt, Reading, error_cell, squeezed, tidy
from .sentences import N_, Sentence

# What programs put for a letter they do not have.
_LOST = re.compile(r"\?|\ufffd|□|¿")
_PARTICLES = {
    "al", "ap", "ab", "ferch", "bin", "ibn", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "la", "le", "mac", "mc", "ní", "ni", "nic", "o", "ó", "st", "st.", "ten", "ter", "van", "von", "y",
}  # fmt: skip
_EMPTY_NAMES = {"", "-", "--", "—", "–", ".", "n/a"}
_NOT_A_LANGUAGE = {
    "not known", "unknown", "information not obtained", "not obtained", "refused", "not provided", "none", "nobt",
    "refu", "ref", "not", "not yet obtained", "not stated", "prefer not to say", "not collected",
}  # fmt: skip


def read_name(cell: Cell) -> Reading[str]:
    """A name as written. One that has lost letters on its way (?ukasz, SiÃ¢n) is in doubt."""
    doubt = error_cell(cell)
    text = tidy(cell)
    if doubt or text.casefold() in _EMPTY_NAMES:
        return Reading(doubt=doubt)
    values = {"value": text}
    if _LOST.search(text):
        why = N_("Row %(row)s: letters were lost in the name %(value)s. Type the name as the pupil writes it.")
        return Reading(doubt=Doubt(Sentence(why, values)))
    if (mended := _mended(text)) is not None:
        why = N_(
            "Row %(row)s: the name %(value)s seems to have lost its letters. Type the name as the pupil writes it."
        )
        return Reading(doubt=Doubt(Sentence(why, values), mended))
    if not any(mark.isalpha() for mark in text):
        why = N_("Row %(row)s: %(value)s is not a name. Type the name.")
        return Reading(doubt=Doubt(Sentence(why, values)))
    return Reading(text)


def _mended(text: str) -> str | None:
    """UTF-8 that was once read as Windows-1252, read as it should have been; nothing where that is not so."""
    if not re.search(r"[ÃÂÅÄÈÐ][\u0080-\u00bf€-™Œ-žŸˆ˜]|â€", text):
        return None
    raw = b"".join(_byte(mark) for mark in text)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _byte(mark: str) -> bytes:
    try:
        return mark.encode("cp1252")
    except UnicodeEncodeError:
        return mark.encode("latin-1", "replace")


def split_name(cell: Cell, order: str) -> tuple[str, str] | None:
    """Surname and forename of a cell that holds both, where that is certain; else nothing.

    Certain: a comma (the surname stands before it), or two words in a column whose heading says their order.
    `order` is the column's field: "name", "name_surname_first" or "name_forename_first".
    """
    text = tidy(cell)
    if "(" in text or '"' in text:
        return None
    if text.count(",") == 1 and order != "name_forename_first":
        surname, forename = (part.strip() for part in text.split(","))
        return (surname, forename) if surname and forename else None
    words = text.split()
    if "," in text or len(words) != 2 or order == "name":
        return None
    return (words[0], words[1]) if order == "name_surname_first" else (words[1], words[0])


def likely_split(cell: Cell, order: str) -> tuple[str, str]:
    """Surname and forename as they may be: to suggest, never to store."""
    text = re.sub(r"\s*[(\"].*?[)\"]", "", tidy(cell)).strip()
    if "," in text:
        surname, _, forename = text.partition(",")
        return surname.strip(), forename.strip(" ,")
    words = text.split()
    if order == "name_surname_first":
        end = next((n for n, word in enumerate(words) if word.casefold() not in _PARTICLES), 0) + 1
        return " ".join(words[:end]), " ".join(words[end:])
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def doubt_about_order(cell: Cell) -> Doubt:
    """The doubt about which part of a whole name is the surname."""
    why = N_("Row %(row)s: which part of %(value)s is the surname? Type surname and forename.")
    return Doubt(Sentence(why, {"value": tidy(cell)}))


def read_language(cell: Cell) -> Reading[str]:
    """The language as the school wrote it, word or code; nothing where it says that it is not known."""
    doubt = error_cell(cell)
    text = tidy(cell)
    if doubt or text.casefold() in _EMPTY_NAMES | _NOT_A_LANGUAGE:
        return Reading(doubt=doubt)
    if "\ufffd" in text or "?" in text:
        why = N_("Row %(row)s: we cannot read the language %(value)s. Type it.")
        return Reading(doubt=Doubt(Sentence(why, {"value": text})))
    return Reading(text)


def read_text(cell: Cell) -> Reading[str]:
    """A class or an admission number, as written."""
    doubt = error_cell(cell)
    text = squeezed(cell)
    return Reading(doubt=doubt) if doubt or text.casefold() in _EMPTY_NAMES else Reading(text)
