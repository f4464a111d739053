"""Names, kept as the school wrote them: never split, tidied or written in other capitals."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Literal

from .cells import Cell, Doubt, Reading, error_cell, is_nothing, lost_letters, squeezed, tidy
from .sentences import N_, Sentence

# What programs put for a letter they do not have.
_LOST = re.compile(r"\?|\ufffd|□|¿")
#: Beside letters and accents: what people write in names. A dash is one only before a capital (Smith–Jones).
_WRITTEN = re.compile(
    r"[\s.,'’ʼʻ·‐‑\-\u200c\u200d]|(?<=[^\W\d_])[`´](?=[^\W\d_])|(?<=\b[^\W\d_])‘(?=[^\W\d_])|[–—](?=\s?[^\W\d_])"
)
#: Letters to the computer, but in a name what is left of another letter.
_NO_LETTERS = "ªºˆ¯ƒ"
#: A capital that one old table of letters puts for a small one: JosŽ for José; Ã and Â are what is left of two signs
#: for one letter whose second one went missing: MarÃa for María.
_MISPLACED = re.compile(
    r"(?<=[a-zß-ÿ])[ŽŸŠŒÃÂ](?![A-ZÀ-Þ])|(?<=[^\W\d_])[ŽŸŠŒ](?=[a-z])|(?<=\b[OD])Õ(?=[A-Z])|\bÃ(?=[a-z\s]|$)"
    r"|Ã(?=\s[a-z])"
)
_TO_COME = {
    "tbc", "tba", "tbd", "to be confirmed", "to be advised", "to follow", "unknown", "not known", "n/k", "no name",
    "vacant", "vacancy", "new pupil", "new child", "new starter", "test", "test pupil", "xxx", "xx", "anon", "name",
    "withheld", "as above", "ditto", "do not use", "delete", "deleted", "duplicate",
}  # fmt: skip
_PARTICLES = {
    "al", "ap", "ab", "ferch", "bin", "ibn", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "la", "le", "mac", "mc", "ní", "ni", "nic", "o", "ó", "st", "st.", "ten", "ter", "van", "von", "y",
}  # fmt: skip
#: What programs write where they have nothing. Null, None and Nan, written as a name is, are names of people.
_OF_PROGRAMS = {"null", "NULL", "none", "NONE", "nan", "NaN", "NAN", "nil", "NIL", "undefined", "blank", "(blank)"}
#: What a spreadsheet makes of the name True, or False.
_TRUTHS = {"TRUE", "FALSE"}
_MADE = N_("Row %(row)s: the spreadsheet made %(value)s of what stood here. Type what it was.")
#: Months that are names of people, by their number.
_NAMES_OF_MONTHS = {4: "April", 5: "May", 6: "June", 8: "August"}
_EMPTY_NAMES = {"", "-", "--", "—", "–", ".", "n/a"}


def read_name(cell: Cell, *, central_letters: bool = False, whole: bool = False, typed: bool = False) -> Reading[str]:
    """A name as written. One that has lost letters on its way (?ukasz, SiÃ¢n, £ukasz) is in doubt.

    In a list where another name shows that the letters were Central Europe's (`central_letters`), so is every name
    that they would make another one (Ziêba).

    So is one with a mark that no name has (Khan*, "Bell), and a word that only holds the place of a name (TBC).
    So is a cell with a remark beside the name (Ann SEN) or two names in it (Ann or Annie); of a `whole` name, surname
    and forename in one cell, that is not asked here. What a program put there (NULL, TRUE) is in doubt, but not where
    somebody has `typed` it.
    """
    doubt = error_cell(cell)
    text = unescaped(tidy(cell))
    if doubt or text.casefold() in _EMPTY_NAMES:
        return Reading(doubt=doubt)
    values = {"value": text}
    if text in _OF_PROGRAMS and not typed:
        why = N_("Row %(row)s: is %(value)s a name? Programs write it where there is none. Type it, or leave it empty.")
        return Reading(doubt=Doubt(Sentence(why, values)))
    if (text in _TRUTHS and not typed) or isinstance(cell, date) or _DAY_AND_MONTH.fullmatch(text):
        likely = _NAMES_OF_MONTHS.get(cell.month) if isinstance(cell, date) else None
        return Reading(doubt=Doubt(Sentence(_MADE, values), text.capitalize() if text in _TRUTHS else likely))
    if text.isascii() and text.isalpha() and text.casefold() not in _TO_COME:
        return Reading(text)
    # Before what is unseen is left out: of two signs for one letter, the second may be such.
    if (meant := mended(unicodedata.normalize("NFC", cell))) is not None:
        likely = unescaped(tidy(meant))
        return Reading(doubt=Doubt(Sentence(_SEEMS_LOST, values), likely if _made_of_letters(likely) else None))
    if lost_letters(cell):
        likely = _as_windows(unescaped(str(cell))).strip()
        return Reading(doubt=Doubt(Sentence(_SEEMS_LOST, values), likely if _made_of_letters(likely) else None))
    if (central := _central(text)) and (central_letters or says_central(text)):
        return Reading(doubt=Doubt(Sentence(_SEEMS_LOST, values), central))
    if _LOST.search(text):
        why = N_("Row %(row)s: letters were lost in the name %(value)s. Type the name as the pupil writes it.")
        return Reading(doubt=Doubt(Sentence(why, values)))
    if not any(mark.isalpha() for mark in text) or text.casefold() in _TO_COME:
        return Reading(doubt=Doubt(Sentence(NO_NAME, values)))
    if called := _CALLED.fullmatch(text):
        return Reading(doubt=Doubt(Sentence(_TWO_NAMES, values), called[1].strip()))
    if not whole and (beside := _beside(text)):
        return Reading(doubt=beside)
    if not _made_of_letters(text) or re.match(r"['`][A-Z]|[-–]|.*[-–]$", text):
        return _strange(text)
    return Reading(text)


NO_NAME = N_("Row %(row)s: %(value)s is not a name. Type the name.")
#: What offices write where a pupil likes no other name than the first, or nobody has asked.
_NO_OTHER_NAME = re.compile(
    r"(?:the )?same(?: (?:as )?(?:above|legal|forename|first|given)(?: name| forename)?)?"
    r"|as (?:above|legal(?: name)?|forename|first name)"
    r"|not (?:given|stated|supplied|provided|asked|known|set)|none given"
    r"|no (?:preference|preferred(?: name)?|other name)"
    r"|yes|none|null|\(?blank\)?",
    re.I,
)
#: What says so too, but may be a name.
_PERHAPS_NO_OTHER = re.compile(r"no|[yn]|nan?|nil|true|false", re.I)
_SAID_BEFORE = re.compile(r"(?:likes(?: to be called)?|prefers|goes by|known as|called|aka)[ :]+(\S.*)", re.I)


def says_no_other_name(cell: Cell) -> bool:
    """Whether words in the place of the name that a pupil likes say that there is none, and can be no name."""
    return bool(_NO_OTHER_NAME.fullmatch(squeezed(cell).strip(" .-()")))


def read_preferred(cell: Cell) -> Reading[str] | None:
    """What a word says in the place of the name that a pupil likes, or before it; nothing for other cells.

    That there is no such name, as "same" does, or a doubt.
    """
    text = squeezed(cell)
    why = N_("Row %(row)s: is %(value)s the name the pupil likes? Type it, or leave it empty.")
    if says_no_other_name(cell):
        return Reading()
    if _PERHAPS_NO_OTHER.fullmatch(text.strip(" .-()")):
        return Reading(doubt=Doubt(Sentence(why, {"value": text})))
    if found := _SAID_BEFORE.fullmatch(text):
        return Reading(doubt=Doubt(Sentence(why, {"value": text}), found[1]))
    return None


def holds_a_place(cell: Cell) -> bool:
    """Whether a word only holds the place of a name that is still to come: two such rows need not be one pupil."""
    text = unescaped(tidy(cell)).casefold()
    return text in _TO_COME or not any(mark.isalpha() for mark in text)


_TWO_NAMES = N_("Row %(row)s: %(value)s seems to hold two names. Type the one that belongs here.")
_SEEMS_LOST = N_(
    "Row %(row)s: the name %(value)s seems to have lost its letters. Type the name as the pupil writes it."
)
#: "Joanna (Jo)", 'Joanna "Jo"': the name and the one the pupil is called by.
_CALLED = re.compile(
    r"([^()\"“”\[\]]+?)\s*(?:[(\[](?i:known as:? |called:? |aka:? |preferred:? |pref:? )?([^()\[\]]+)[)\]]"
    r"|[\"“”]([^\"“”]+)[\"“”]"
    r"|(?<=\s)['‘`]([^\s'‘’`]{2,})['’`]|\s(?:aka|a\.k\.a\.|known as)\s+([^\"“”()]+))\s*"
)
#: Two names in one cell, or a title or an office's shorthand beside one. Small letters and capitals tell them from
#: names: Or, Sen and Leaver are some.
_TITLED = re.compile(r"(?:Mr|Mrs|Miss|Ms|Mx|Dr|Master|MR|MRS|MISS|MS|MASTER)\.? (\S.*)")
_EITHER = re.compile(
    r"(\S.*?) (?:or|OR|and|AND|also|now|was|formerly|née|nee|then|pref|prefers|likes|goes by|called) \S.*"
)
_SHORTHAND = (
    r"LAC|CLA|PLAC|SEND?|EHCP?|PP|FSM|EAL|CP|CIN|TAF|EHE|CME|SG[OR]|GRT|DUP|(?:[Dd]o not|DO NOT) .+"
    r"|(?:[Oo]ff|[Oo]n) roll|[Nn]ew (?:starter|pupil|child)|NEW|new|see .+|[Tt]win [A-Z12]|Y(?:r|ear)? ?\d{1,2}"
)
_LEFT_BEHIND = r"(?i:leavers?|left|twin|duplicate|dup|deceased|moved|visitor|withdrawn)"
_REMARK = re.compile(rf"(\S.*?)[\s,;:]+(?:[-–—]\s*)?(?:(?:{_SHORTHAND})|{_LEFT_BEHIND})")
_BEFORE_NAME = re.compile(r"(?:(?:LAC|EHCP|FSM|EAL|CIN)[\s:–—-]+|(?:SEND?|[Ll]eaver|LEAVER|[Ll]eft)\s*[:–—-]\s+)(\S.*)")
#: Those that are names too, or initials, where a whole list is in capitals.
_NAMES_IN_CAPITALS = re.compile(r".*\b(?:LAC|CLA|SEN|PP|CP|DUP|SG[OR])")
_AFTER_NAME = re.compile(r"(?:jn?r|sn?r|[ivx]+|junior|senior)\.?", re.I)


def _beside(text: str) -> Doubt | None:
    """The doubt about a cell that holds a remark beside a name, or two names, with the name that may belong here."""
    if (" " not in text and "," not in text) or len(text) > _LONGEST_NAME:
        return None
    values = {"value": text}
    if found := _EITHER.fullmatch(text):
        return Doubt(Sentence(_TWO_NAMES, values), found[1])
    if text.count(",") == 1 and not _AFTER_NAME.fullmatch(text.partition(",")[2].strip()):
        return Doubt(Sentence(_TWO_NAMES, values), text.partition(",")[0].strip() or None)
    remark = _REMARK.fullmatch(text)
    if remark and text.isupper() and _NAMES_IN_CAPITALS.fullmatch(text):
        remark = None
    if found := _TITLED.fullmatch(text) or _BEFORE_NAME.fullmatch(text) or remark:
        why = N_("Row %(row)s: a remark seems to stand beside the name in %(value)s. Type the name.")
        return Doubt(Sentence(why, values), found[1].strip(" -–—,;:"))
    return None


_LONGEST_SHORTHAND = 4
#: A longer text is no name with a remark; looking for one would take long.
_LONGEST_NAME = 200


def called_by(cell: Cell) -> str | None:
    """The name in brackets or quotation marks behind another: likely what the pupil is called."""
    found = _CALLED.fullmatch(unescaped(tidy(cell)))
    said = next((part.strip() for part in found.groups()[1:] if part), "") if found else ""
    return said if said and _made_of_letters(said) else None


def likely_called(called: str) -> str | None:
    """The same name, but nothing for what may be an office's shorthand: LAC in "Omar (LAC)" is nobody's name."""
    short = called.isupper() and len(called) <= _LONGEST_SHORTHAND
    return None if short or re.fullmatch(rf"{_SHORTHAND}|{_LEFT_BEHIND}", called) else called


def without_called(cell: Cell) -> Cell:
    """The cell without the name in brackets or quotation marks behind another."""
    found = _CALLED.fullmatch(unescaped(tidy(cell))) if called_by(cell) else None
    return found[1] if found else cell


def unescaped(text: str) -> str:
    """The text with a web page's spelling of signs (&#39;) taken back, which means that sign and nothing else."""
    return tidy(html.unescape(html.unescape(text))) if "&" in text and ";" in text else text


def _made_of_letters(text: str) -> bool:
    # A number at the end of a name was put there by somebody to tell two people apart; Br0wn was mistyped.
    rest = _WRITTEN.sub("", re.sub(r"(?<=[^\W\d_])\d+$", "", text))
    whole = all(mark.isalpha() or unicodedata.category(mark)[0] == "M" for mark in rest)
    return whole and not any(mark in _NO_LETTERS for mark in rest) and not _MISPLACED.search(text) and _dashes(text)


def _dashes(text: str) -> bool:
    """A long dash joins two names and so stands before a capital; before a small letter it is a lost one (Mu–oz)."""
    return not any(mark.islower() for mark in re.findall(r"[–—]\s?([^\W\d_])", text))


#: Letters as they stand in no name of the West: œ as in Wiœniewski (Lecœur and Phœbe are names), ñ before a consonant
#: (but for the Breton Fañch), ø beside an accent as in Jiøí.
_NOT_OF_THE_WEST = re.compile(r"[Œœ](?=[nlwcmpkt]|\b)|ñ(?!ch)(?=[sczdktl])|[áéíý]ø|ø(?=[áéíý])", re.I)


def says_central(cell: Cell) -> bool:
    """Whether a name can only be one of Central Europe whose letters were read by the table of the West: £ukasz."""
    text = unescaped(tidy(cell))
    if text.isascii() or (central := _central(text)) is None:
        return False
    kept = all(a == b or not a.isalpha() or a in _NO_LETTERS for a, b in zip(text, central, strict=True))
    return bool(_NOT_OF_THE_WEST.search(text)) or (kept and not _made_of_letters(text))


def _central(text: str) -> str | None:
    """The name by the letters of Central Europe, where that is another one made of letters."""
    if text.isascii():
        return None
    try:
        central = text.encode("cp1252").decode("cp1250")
    except UnicodeError:
        return None
    return central if central != text and _made_of_letters(central) else None


def _as_windows(text: str) -> str:
    """The text with its control signs read as Windows means them; those that mean nothing are left out."""
    return "".join(bytes([ord(mark)]).decode("cp1252", "ignore") if "\x80" <= mark <= "\x9f" else mark for mark in text)


def _strange(text: str) -> Reading[str]:
    values = {"value": text}
    without = re.sub(r"[*†‡^~#\"“”•'’–-]+$|^[*†‡^~\"“”•'`–-]+|\s+\d$", "", text).strip()
    if without and _made_of_letters(without):
        why = N_("Row %(row)s: %(value)s has a mark that may not belong to the name. Type the name.")
        return Reading(doubt=Doubt(Sentence(why, values), without))
    # Which table the letters are from: only one puts a capital into the middle of a name.
    for table in ("mac_roman",) if _MISPLACED.search(text) else ("cp1250", "mac_roman"):
        likely = b"".join(_byte(mark) for mark in text).decode(table, "replace")
        # letters that both tables have stay as they are; only what was no letter may change
        kept = all(a == b or not a.isalpha() or a in _NO_LETTERS or _MISPLACED.search(text)
                   for a, b in zip(text, likely, strict=False))  # fmt: skip
        if len(likely) == len(text) and kept and _made_of_letters(likely):
            return Reading(doubt=Doubt(Sentence(_SEEMS_LOST, values), likely))
    why = N_("Row %(row)s: %(value)s has signs that names do not have. Type the name as the pupil writes it.")
    return Reading(doubt=Doubt(Sentence(why, values)))


def mended(text: str) -> str | None:
    """UTF-8 that was once read as Windows-1252, read as it should have been; nothing where that is not so."""
    meant = text
    # Some lists went the wrong way twice.
    while (again := _TWO_FOR_ONE.sub(_as_utf8, meant)) != meant:
        meant = again
    return None if meant == text else meant


#: Signs that stand side by side in no name of the West, and begin as a letter in UTF-8 does.
_TWO_FOR_ONE = re.compile(r"(?:[ÂÃÄÅÈÐà-ô]|[Ç-ß](?![–—‘’]))[\u0080-\u00bf\u2013-\u203a€™Œ-žŸƒˆ˜]+")


def _as_utf8(found: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, found[0])).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


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
    text = unescaped(tidy(cell))
    if re.search(r"[(\"“”]", text):
        return None
    if text.count(",") == 1 and order != "name_forename_first":
        surname, forename = (part.strip() for part in text.split(","))
        return (surname, forename) if surname and forename else None
    words = text.split()
    if "," in text or len(words) != 2 or order == "name":
        return None
    surname, forename = words if order == "name_surname_first" else reversed(words)
    if forename.isupper() and not surname.isupper() and not _may_be_initials(forename):
        # SMITH Ann, where the heading has the forename first: one of the two is not as it says.
        return None
    return surname, forename


def parted(cell: Cell) -> tuple[str, str] | None:
    """Surname and forename on both sides of the one comma of a whole name, each as it is written."""
    surname, _, forename = (part.strip() for part in unescaped(tidy(cell)).partition(","))
    return (surname, forename) if surname and forename and "," not in forename else None


def without_part(cell: Cell, known: str) -> str | None:
    """What a whole name holds beside its surname or forename, which is known; nothing where that is not certain."""
    text = unescaped(tidy(cell))
    part = re.escape(known)
    found = re.fullmatch(rf"{part}(?:\s*,\s*|\s+)(?P<behind>\S.*)|(?P<before>\S.*?)(?:\s*,\s*|\s+){part}", text, re.I)
    rest = (found["behind"] or found["before"]) if found else text if " " not in text else ""
    return rest if rest and "," not in rest and not re.search(r"[(\"“”]", rest) and rest != known else None


def likely_surname(cell: Cell, order: str, forename: str) -> str:
    """The surname in a whole name that holds more beside the forename: to suggest, never to store.

    Behind the forename it is the last word with its particles, as middle names stand before it; before the forename
    it is all that stands there.
    """
    rest = without_part(cell, forename)
    if rest is None:
        return likely_split(cell, order)[0]
    before = unescaped(tidy(cell)).casefold().startswith(rest.casefold())
    return rest if before else likely_split(f"{forename} {rest}", "name")[0]


def likely_split(cell: Cell, order: str) -> tuple[str, str]:
    """Surname and forename as they may be: to suggest, never to store."""
    text = re.sub(r"\s*[(\"“].*?[)\"”]", "", unescaped(tidy(cell))).strip()
    if "," in text:
        surname, _, forename = text.partition(",")
        return surname.strip(), forename.strip(" ,")
    words = text.split()
    if len(words) == 2 and _is_initial(words[1]) and not _is_initial(words[0]):
        return words[0], words[1]
    if len(words) == 1:
        # Lists of small classes have forenames alone.
        return "", text
    loud = [word for word in words if _is_loud(word)]
    if not _only_particles(loud) and len(loud) < len(words) and loud in (words[: len(loud)], words[-len(loud) :]):
        # Lists write the surname in capitals, whichever way round: GREEN Jacob, Jacob GREEN.
        return " ".join(loud), " ".join(word for word in words if word not in loud)
    if order == "name_surname_first":
        end = next((n for n, word in enumerate(words) if word.casefold() not in _PARTICLES), 0) + 1
        return " ".join(words[:end]), " ".join(words[end:])
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def _is_initial(word: str) -> bool:
    return len(word.replace(".", "")) == 1


def _is_loud(word: str) -> bool:
    """Whether a word is in capitals as surnames are: AJ may be initials, but not the DE LA of DE LA CRUZ."""
    return word.isupper() and (sum(map(str.isalpha, word)) > 2 or word.casefold() in _PARTICLES)


def _only_particles(words: Sequence[str]) -> bool:
    """Whether no word is more than the beginning of a surname: the VAN of VAN Thu Nguyen may be one, or a name."""
    return all(word.casefold() in _PARTICLES for word in words)


def may_be_one_surname(text: str) -> bool:
    """Whether several words can hardly be forename and surname: van der Berg, Smith-Jones."""
    return all(word.casefold() in _PARTICLES for word in text.split()[:-1])


def capitals_split(cell: Cell, side: str) -> tuple[str, str] | None:
    """Surname and forename of a whole name whose surname alone stands in capitals, on this side: "first" or "last"."""
    text = unescaped(tidy(cell))
    if re.search(r"[,(\"“”]", text):
        return None
    words = text.split() if side == "last" else text.split()[::-1]
    start = len(words)
    while start and words[start - 1].isupper() and sum(map(str.isalpha, words[start - 1])) > 1:
        start -= 1
    surname, forename = words[start:], words[:start]
    if not any(not word.isupper() for word in forename) or any(word.casefold() in _PARTICLES for word in forename):
        # AJ PATEL, and Jan van der BERG: the surname may begin before what stands in capitals.
        return None
    if _only_particles(surname):
        return None
    if any(map(_may_be_initials, surname[:-1])):
        # "Ty JJ SMITH": the surname is what stands outermost, or all of it.
        return None
    step = 1 if side == "last" else -1
    return (" ".join(surname[::step]), " ".join(forename[::step])) if surname else None


def _may_be_initials(word: str) -> bool:
    """Whether a word in capitals may stand for forenames: JJ, TJR and A.J., but not the DE LA of DE LA CRUZ."""
    letters = [mark for mark in word if mark.isalpha()]
    short = len(letters) <= 2 or "." in word or not re.search("[AEIOUY]", unicodedata.normalize("NFD", word))
    return short and word.casefold() not in _PARTICLES


def surname_side(cells: Sequence[Cell]) -> Literal["", "first", "last"]:
    """On which side the whole names of a list have their surname in capitals; "" where they do not agree on one."""
    names = [cell for cell in cells if not is_nothing(cell)]
    first, last = (sum(capitals_split(name, side) is not None for name in names) for side in ("first", "last"))
    enough = max(3, 2 * len(names) / 3)
    return "first" if first >= enough and not last else "last" if last >= enough and not first else ""


def doubt_about_order(cell: Cell) -> Doubt:
    """The doubt about which part of a whole name is the surname."""
    why = N_("Row %(row)s: which part of %(value)s is the surname? Type surname and forename.")
    return Doubt(Sentence(why, {"value": tidy(cell)}))


_DAY_AND_MONTH = re.compile(r"(\d{1,2})-(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _made_a_date(cell: Cell) -> str | None:
    """What a spreadsheet has turned into a date by itself: the class 3/4 into the third of April."""
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}"
    found = _DAY_AND_MONTH.fullmatch(squeezed(cell))
    return f"{int(found[1])}/{_MONTHS.index(found[2][:3].casefold()) + 1}" if found else None


#: What a spreadsheet makes of a long number, 1.23E+05, or a program of a whole one, 123.0.
_MADE_A_NUMBER = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+|(\d+)\.0")


def read_text(cell: Cell) -> Reading[str]:
    """A class or an admission number, as written."""
    doubt = error_cell(cell)
    text = unescaped(squeezed(cell))
    if likely := _made_a_date(cell):
        return Reading(doubt=Doubt(Sentence(_MADE, {"value": text}), likely))
    if number := _MADE_A_NUMBER.fullmatch(text):
        return Reading(doubt=Doubt(Sentence(_MADE, {"value": text}), number[1]))
    if lost_letters(cell):
        why = N_("Row %(row)s: we cannot read %(value)s. Type what is right.")
        return Reading(doubt=Doubt(Sentence(why, {"value": text})))
    return Reading(doubt=doubt) if doubt or text.casefold() in _EMPTY_NAMES else Reading(text)
