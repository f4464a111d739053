"""Home languages, kept as the school wrote them, word or code: what stands there instead of a language is asked.

The census's own answers for a language that is not one (ENB, OTB, OTH: believed to be English, believed to be other
than English, other than English) say no more than they are, and are kept as they stand. Source of the codes: the
Department for Education's Common Basic Data Set.
"""

from __future__ import annotations

import re
import unicodedata

from .cells import Cell, Doubt, Reading, error_cell, is_nothing, lost_letters, tidy
from .names import mended, unescaped
from .sentences import N_, Sentence

_NOT_KNOWN = re.compile(
    r"n/?k|nobt|refu?|not|zzz|none|no (?:data|info(?:rmation)?|language|response|answer|reply)(?: \w+)?"
    r"|un(?:known|sure)|unclassified|(?:home |first )?(?:language )?(?:information "
    r"|info )?not (?:yet )?(?:known|obtained|provided"
    r"|stated|recorded|collected|given|supplied|available|disclosed|specified|classified|declared|applicable|confirmed"
    r"|sure)(?: yet)?|refused(?: (?:to )?\w+)?|information refused|refusal|unk|left blank|parents? did not \w+"
    r"|parent(?:s|al)? refus(?:ed|al)|prefer(?:s|red)? not to (?:say|answer)"
    r"|(?:(?:language )?(?:classification|information) )?(?:pending|awaited)|awaiting (?:information|info|data)"
    r"|tb[ac]|to be (?:confirmed|advised|obtained)|declined(?: to \w+)?|withheld|missing|no entry",
    re.I,
)
#: What the census answers where it knows no language, in its words.
_CENSUS_ANSWERS = re.compile(r"believed to be (?:english|other than english)|other than english", re.I)
#: Yes and no, and that it is not English, or some other: an answer to another question.
_NO_LANGUAGE = re.compile(
    r"[a-z]|yes|no|true|false|eal|esl|efl|eal learner|non[- ]?eal|(?:non|not)[- ]english(?: speak(?:er|ing))?|other"
    r"|(?:an)?other languages?|english as an? (?:additional|second|foreign|other) language"
    r"|(?:not|un)known but believed .*|various|several|mixed|bi-?lingual|multi-?lingual|foreign|additional|second"
    r"|same|(?:same )?as above|ditto|see (?:file|notes?|above|below)|otl|languages?|(?:non|pre|not)[- ]?verbal"
    r"|pecs|aac|home|first|native|mother tongue|test|xx+",
    re.I,
)
#: What offices write beside a language: a guess, another person, a need.
_REMARK = re.compile(
    r"(?<![\w'’])(?:m[uo]m|mother|dad|father|parents?|family|gran\w*|carers?|siblings?|brother|sister|interpreter"
    r"|translator|needed|needs|maybe|perhaps|poss\w*|prob\w*|think|believe[ds]?|sure|unsure|check|ask|query|not|no|yes|or"
    r"|some|little|bit|but|was|until|previously|formerly)(?!\w|['’]\w\w)",
    re.I,
)
#: An answer to another question before the language: "EAL - Polish", "Y (Polish)", "Other: Twi".
_EAL_FIRST = re.compile(r"^(?:(?:eal|esl|other|spk|speaks|yes|no)\b[\s:;,/(–—-]+|[yn]\s*[-–—:;,/(]\s*)", re.I)


def read_language(cell: Cell, *, answered: bool = False) -> Reading[str]:
    """The language as written; nothing where the cell says that it is not known (`says_not_known`).

    In doubt: what has lost letters, and what is no language (Yes, 12, EAL) or more than one (Polish, mum only). What
    somebody has typed as an answer (`answered`) is only doubted for its letters.
    """
    doubt = error_cell(cell)
    text = unescaped(tidy(cell))
    if doubt or is_nothing(text) or says_not_known(text):
        return Reading(doubt=doubt)
    values = {"value": text}
    meant = mended(text)
    if "\ufffd" in text or "?" in text or lost_letters(cell) or meant:
        why = N_("Row %(row)s: we cannot read the language %(value)s. Type it.")
        return Reading(doubt=Doubt(Sentence(why, values), meant or _likely(text)))
    if answered or _CENSUS_ANSWERS.fullmatch(text) or _is_language(text):
        return Reading(text)
    why = N_("Row %(row)s: %(value)s is not the name of a language. Type the language, or leave it empty.")
    return Reading(doubt=Doubt(Sentence(why, values), _likely(text)))


def says_not_known(cell: Cell) -> bool:
    """Whether the school wrote that the language is not known, was refused or is still to come."""
    return bool(_NOT_KNOWN.fullmatch(" ".join(unescaped(tidy(cell)).split()).strip(" .-()*")))


def _is_language(text: str) -> bool:
    """Whether a text looks like the name or code of a language: letters, and no word of another kind."""
    if _NO_LANGUAGE.fullmatch(text.strip(" .-")) or _REMARK.search(text) or _EAL_FIRST.match(text):
        return False
    letters = [mark for mark in text if mark not in " ,/&+;:()'’.·-–—\u200c"]
    return bool(letters) and all(mark.isalpha() or unicodedata.category(mark)[0] == "M" for mark in letters)


def _likely(text: str) -> str | None:
    """The language beside a remark, a question mark or "EAL", where one is left."""
    rest = _EAL_FIRST.sub("", text).strip()
    found = re.fullmatch(r"([^\W\d_]{3,})\s*(?:[?*\d.)]+|\s[-–—].*|:.*|\([^()]*\)?)?", rest)
    for likely in (rest.strip(" ?*.)"), found[1] if found else ""):
        if len(likely) > 1 and _is_language(likely) and not says_not_known(likely):
            return likely
    return None
