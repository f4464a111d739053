"""Letters of any language, made safe to print without changing a word (rules T1, T4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Ends of line as other programs write them; a vertical tab is Word's own line break.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 cannot hold, or what no reader can see (controls); a tab and a line end stay.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: Where every letter that runs from right to left stands, and some that do not: Hebrew and its neighbours, their forms
#: for print, and the old scripts. Without any of these a text has one direction, and no letter has to be looked at.
_MAY_RUN_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")

_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_ISOLATES = "\u2066\u2067\u2068"


def clean(text: str) -> str:
    """The same words in NFC, without what XML or a printer would refuse.

    Controls go (nobody sees them); what can be no character at all shows as a lost letter.
    """
    if text.isprintable():  # of what follows, only letters that are written in two ways can be in it
        return unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub("", text))
    return unicodedata.normalize("NFC", text)


def is_rtl(text: str, otherwise: bool = False) -> bool:
    """Whether the first letter with a direction of its own runs from right to left (UAX 9, rules P2 and P3)."""
    return next((_runs_rtl(letter) for letter in text if _is_strong(letter)), otherwise)


def kept_apart(text: str, rtl: bool) -> str:
    """Text to be put inside a sentence of the given direction, so that it cannot disturb the sentence.

    Unchanged where it all runs the same way; else inside an isolate that nothing in the text can end too soon.
    """
    if not rtl and _is_all_ltr(text):
        return closed(text)
    one_way = all(_runs_rtl(letter) == rtl for letter in text if _is_strong(letter))
    return closed(text) if one_way else _isolated(text)


def closed(text: str) -> str:
    """Text of which no direction mark reaches beyond it; unchanged where it holds none."""
    return _isolated(text) if _DIRECTION_MARKS.search(text) else text


def _isolated(text: str) -> str:
    opened = surplus = 0
    for letter in text:
        if letter in _ISOLATES:
            opened += 1
        elif letter == _END_OF_ISOLATE and opened:
            opened -= 1
        elif letter == _END_OF_ISOLATE:
            surplus += 1
    return _FIRST_STRONG_ISOLATE * (1 + surplus) + text + _END_OF_ISOLATE * (1 + opened)


def by_direction(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """The text cut where its direction changes, each piece with whether it runs from right to left.

    Word wants this: a run marked right to left may hold no left-to-right letters (ECMA-376, 17.3.2.30). Digits, spaces
    and marks go with the letters on both sides where those agree, else with the paragraph (UAX 9, rules N1 and N2).
    """
    if text and not rtl and _is_all_ltr(text):
        yield text, False
        return
    start, before = 0, rtl  # of the piece being gathered
    neutral_from: int | None = 0
    for place, letter in enumerate(text):
        if unicodedata.bidirectional(letter) in ("NSM", "BN"):
            continue  # a mark above a letter, or a joiner, stays with it
        if not _is_strong(letter):
            neutral_from = place if neutral_from is None else neutral_from
            continue
        now = _runs_rtl(letter)
        if now != before:
            cut = place if neutral_from is None or before == rtl else neutral_from
            if cut > start:
                yield text[start:cut], before
            start, before = cut, now
        neutral_from = None
    cut = len(text) if neutral_from is None or before == rtl else neutral_from
    if cut > start:
        yield text[start:cut], before
    if cut < len(text):
        yield text[cut:], rtl


def _is_all_ltr(text: str) -> bool:
    """Whether it surely is; where it is not sure, each letter has to be looked at."""
    return text.isascii() or not _MAY_RUN_RTL.search(text)


def _is_strong(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("L", "R", "AL")


def _runs_rtl(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")
