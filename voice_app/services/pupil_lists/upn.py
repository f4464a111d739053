"""The unique pupil number."""

from __future__ import annotations

import re

from .cells import Cell, Doubt, Reading, error_cell, is_nothing, squeezed
from .sentences import N_, Sentence

#: No I, O or S. The place of a letter is its value.
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SHAPE = re.compile(rf"[{LETTERS}]\d{{11}}[\d{LETTERS}]")
_MISREAD = str.maketrans("OISLB", "01518")


def check_letter(rest: str) -> str:
    """The letter that goes before these 12 characters.

    Source: Government Data Standards Catalogue, "Unique Pupil Number 2.0": characters 2 to 13 by the weights
    2 to 13, added up, divided by 23; the remainder picks the letter. A closing letter counts as its place.
    """
    total = sum(
        weight * (int(mark) if mark.isdigit() else LETTERS.index(mark)) for weight, mark in enumerate(rest, start=2)
    )
    return LETTERS[total % 23]


def is_upn(text: str) -> bool:
    """Whether this is a right UPN, permanent or temporary (its last character a letter), in capitals."""
    return text.isascii() and _SHAPE.fullmatch(text) is not None and check_letter(text[1:]) == text[0]


def unusual_council(upn: str) -> bool:
    """Whether the council number is not one of England's ranges. A pupil from Wales has one: no reason to refuse."""
    return upn[1] not in "2389" and upn[1:4] != "420"


def read_upn(cell: Cell) -> Reading[str]:
    """The UPN in capitals without spaces. One whose check letter is wrong is in doubt."""
    doubt = error_cell(cell)
    if doubt or is_nothing(cell):
        return Reading(doubt=doubt)
    upn = re.sub(r"[\s\-‐–.]", "", squeezed(cell)).upper()
    if is_upn(upn):
        return Reading(upn)
    return Reading(doubt=_doubt(squeezed(cell), upn))


def _doubt(written: str, upn: str) -> Doubt:
    values = {"value": written}
    mended = upn[:1] + upn[1:12].translate(_MISREAD) + upn[12:]
    mended_last = mended[:12] + mended[12:].translate(_MISREAD)
    # "UPN: A123…", and ".0" behind it, which a spreadsheet left
    among = re.findall(rf"[{LETTERS}]\d{{11}}[\d{LETTERS}]", upn)
    suggest = next(
        (tried for tried in (mended, mended_last, *(among if len(among) == 1 else ())) if is_upn(tried)), None
    )
    if len(upn) != 13:
        why = N_("Row %(row)s: the UPN %(value)s does not have 13 characters. Type the right one, or leave it empty.")
    elif not _SHAPE.fullmatch(upn):
        why = N_("Row %(row)s: %(value)s is not made like a UPN. Type the right one, or leave it empty.")
    else:
        why = N_("Row %(row)s: the first letter of the UPN %(value)s does not fit its numbers. Type the right one.")
    return Doubt(Sentence(why, values), suggest)
