"""SEN stage and types of need, as the school census of England codes them, and as schools write them.

Sources: the census codes N, K, E and the need types; SEND Code of Practice 2015 (6.31: specific learning difficulties
take in dyslexia, dyscalculia and dyspraxia).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .cells import Cell, Doubt, Found, Reading, error_cell, is_nothing, squeezed
from .fields import WHICH_FIRST
from .need_ranks import Named, in_rank_order, only_rank
from .sentences import N_, Sentence

#: SEN stages: none, SEN Support, education, health and care plan.
STAGES = ("N", "K", "E")
#: Types of need.
NEEDS = ("SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "OTH", "NSA")

_NEED_WORD = r"(?:needs?|difficult(?:y|ies)|disabilit(?:y|ies)|disorders?|impairments?|conditions?)"
_STAGE_WORDS = (
    ("E", r"e|sen ?e|send e|ehcps?|ehc|ehc plan|e ?h ?c ?p|(?:has |with )?(?:an )?(?:ehcp|ehc plan)"
          r"|education,? health,? (?:and )?care(?: plan| needs plan)?(?: \(?ehcp?\)?)?(?: issued)?"),
    ("K", r"k|sen ?support|send support|sen \(?support\)?|special educational needs support|sen ?k|send k"
          r"|school sen support|sens"),
    ("N", r"n|sen ?n|send n|send? ?: ?(?:none|no)|no|none|no sen|no send|not sen|not send|no sen need"
          r"|no special (?:educational )?(?:needs?|provision)|no specified (?:sen|send)"
          r"|no (?:specified )?special educational needs? ?(?:and/or disabilit(?:y|ies))?|no sen provision"
          r"|not on (?:the )?(?:sen|send) register|no needs?|no provision|non[- ]?sen|no support"
          r"|no (?:aln|asn|ady)|dim (?:ady|aay)"),
)  # fmt: skip
_STAGES = tuple((code, re.compile(words, re.I)) for code, words in _STAGE_WORDS)
_CODE_AND_WORDS = re.compile(r"([NKE])\s*(?:[-–—:=/.|]\s*|\s\(|\s+)(.+?)\)?", re.I)
_WORDS_AND_CODE = re.compile(r"(.+?)\s*(?:[-–—:]\s*|\()([NKE])\)?", re.I)
_NOT_SETTLED = re.compile(
    r"appl|request|pending|assess|draft|refus|ceas|former|monitor|propos|review|await|possible|\?|ended|was |past", re.I
)
#: "No plan" says that it is not E; whether it is K or N it leaves open.
_NO_PLAN = re.compile(r"(?:no|not|non|without)(?: an?)?[ -](?:ehc ?plans?|ehcps?|ehc|plans?)|no ehcp?|none|nil|0", re.I)
_OLD_STAGE = re.compile(
    r"[SAPQ]\+?|SA\s*\+?|SAP(?:lus)?|action plus|.*\b(?:statement(?:ed|s)?|(?:school|early years) action)\b.*", re.I
)
_OLD_PLAN = re.compile(r"S|.*\bstatement(?:ed|s)?\b.*", re.I)
#: What the stage is said to have changed into stands behind it.
_INTO = re.compile(r"→|⇒|->|=>|>")
#: Ticks as keyboards, symbol tables and phones write them. A cross of those (✗) may be a no as well: it is asked.
_YES = re.compile(r"y|yes|true|1|t|[x×]|[✓✔√☑✅•●■]\ufe0f?|ie|oes|ydy", re.I)
_NO = re.compile(r"n|no|false|0|f|☐|na|nac oes|nac ydy", re.I)

_NEED_WORDS = (
    ("PMLD", r"pmld|profound(?:ly)? (?:and|&) multiple (?:learning )?" + _NEED_WORD),
    ("SPLD", r"splds?|specific learning " + _NEED_WORD + r"|dyslexi[ac]|dyscalculi[ac]|dyspraxi[ac]"),
    ("MLD", r"mld|moderate learning " + _NEED_WORD),
    ("SLD", r"sld|severe learning " + _NEED_WORD),
    ("SEMH", r"semh|social,? (?:and |& )?emotional,? ?(?:and|&)? ?mental[ -]health(?: " + _NEED_WORD + r")?"),
    ("SLCN", r"slcn|speech,? language (?:and|&|or) communications?(?: " + _NEED_WORD + r")?"
             r"|speech (?:and|&) language(?: " + _NEED_WORD + r")?"),
    ("MSI", r"msi|multi-? ?sensory impairments?|multi-? ?sensory"),
    ("HI", r"hi|hearing impair(?:ments?|ed)"),
    ("VI", r"vi|visual(?:ly)? impair(?:ments?|ed)|vision impair(?:ments?|ed)"),
    ("PD", r"pd|physical(?:ly)? (?:disabilit(?:y|ies)|disabled|difficult(?:y|ies))"),
    ("ASD", r"asd|asc|autis(?:m|tic)(?: spectrum)?(?: (?:disorders?|conditions?))?|autistic"),
    ("OTH", r"oth|other difficult(?:y|ies) ?(?:/|or|and|&) ?disabilit(?:y|ies)"
            r"|other (?:difficulty|disability|need)|other"),
    ("NSA", r"nsa|(?:sen support (?:but|with) )?no specialist assessment(?: of (?:the )?type of need)?"),
)  # fmt: skip
_NEED = re.compile("|".join(f"(?P<{code}>(?<![a-z])(?:{words})(?![a-z]))" for code, words in _NEED_WORDS), re.I)
_FILLER = re.compile(
    r"\b(?:primary|secondary|tertiary|main|additional|first|second|third|1st|2nd|3rd|sen|send|needs?|types?|rank"
    r"|priority|and|plus|"
    r"with|also|[1-9])\b|[\s;/,&+|:=\-–—().\[\]1-9*•·]",
    re.I,
)
#: The census's own words of each type, which systems cut short: "SEMH - Social, Emotional and Ment".
_CENSUS_WORDS = {
    "SPLD": "specific learning difficulty difficulties",
    "MLD": "moderate learning difficulty difficulties",
    "SLD": "severe learning difficulty difficulties",
    "PMLD": "profound and multiple learning difficulty difficulties",
    "SEMH": "social emotional and mental health",
    "SLCN": "speech language and communication needs",
    "HI": "hearing impairment",
    "VI": "vision visual impairment",
    "MSI": "multi sensory impairment",
    "PD": "physical disability",
    "ASD": "autistic spectrum disorder",
    "OTH": "other difficulty disability",
    "NSA": "sen support but no specialist assessment of type of need",
}
#: What takes a need back that stands beside it: "No ASD", "ASD - No", "HI: none".
_DENIED = re.compile(r"\b(?:no|none|not|nil|non|never|without|isnt|isn['’]t|ruled out|n|false|0)\b", re.I)
#: Not sure yet: a query, a referral, a waiting list, traits. The type that is thought of can be suggested.
_QUERIED = re.compile(
    r"[?¿*]|quer(?:y|ied)|poss|prob(?:able|ably)?\b|susp|likely|maybe|perhaps|might|may have|unconfirm|not confirm"
    r"|undiagnos|undergo|await|waiting|wait ?list|\bw/?l\b|pathway|refer|assess|pending|trait|tendenc|indicat|screen"
    r"|investigat|monitor|\bobs|propos|request|appl|draft|review|under\b|being|tb[cda]\b|to be|emerging|concern"
    r"|working|provisional|self[- ]?(?:diagnos|identif)|seems|think|believe|look(?:s|ing)",
    re.I,
)
#: Over, another's, or one of several: nothing can be suggested, but for what it is said to have become.
_NOT_NOW = re.compile(
    r"→|⇒|->|=>|>|discharg|resolv|no longer|histor|\bhx\b|\bpast\b|prev|former|\bwas\b|\bhad\b|\bex\b|ceas"
    r"|\bend(?:ed|s)?\b|closed|\bold\b|outgrown|remov|until|refus|chang|signed off"
    r"|sibling|brother|sister|\btwin\b|\bm[uo]m\b"
    r"|mother|\bdad\b|father|parent|famil|carer|\b(?:or|vs?|versus|rather)\b|declin|complet|recover|cleared",
    re.I,
)
_LIKELY_NEEDS = (
    ("MSI", re.compile(r"deaf ?-?blind", re.I)),
    ("SEMH", re.compile(r"adhd|\badd\b|besd|sebd|\bebd\b|anxi|attachment|behaviour", re.I)),
    ("SLCN", re.compile(r"\bdld\b|\bsal\b|\bs ?(?:&|and) ?l\b|stutter|speech|language|\bsalt\b|stammer", re.I)),
    ("HI", re.compile(r"\bdeaf|hearing", re.I)),
    ("VI", re.compile(r"\bblind|sight|visual", re.I)),
    ("PD", re.compile(r"cerebral|physical|mobility", re.I)),
    ("ASD", re.compile(r"asperger|autis|\bpda\b", re.I)),
)


def stage_in(text: str) -> str | None:
    """The SEN stage that these words or this code mean, or nothing where they do not clearly mean one."""
    plain = " ".join(text.replace("&", " and ").split()).strip(" .:-")
    for code, words in _STAGES:
        if words.fullmatch(plain):
            return code
    for pattern, code_at, words_at in ((_CODE_AND_WORDS, 1, 2), (_WORDS_AND_CODE, 2, 1)):
        if (found := pattern.fullmatch(plain)) and not _NOT_SETTLED.search(found[words_at]):
            code, meant = found[code_at].upper(), _stage_words(found[words_at])
            if meant == code:
                return code
    return None


def _stage_words(text: str) -> str | None:
    said = text.strip(" .:-()")
    return next((code for code, words in _STAGES if len(said) > 1 and words.fullmatch(said)), None)


def read_stage(cell: Cell) -> Reading[str]:
    """The SEN stage, N, K or E. Old codes (S, A, P) and stages that are not settled are in doubt."""
    doubt = error_cell(cell)
    text = squeezed(cell)
    if doubt or is_nothing(cell):
        return Reading(doubt=doubt)
    if stage := stage_in(text):
        return Reading(stage)
    values = {"value": text}
    if _OLD_STAGE.fullmatch(text):
        why = N_("Row %(row)s: %(value)s is an old SEN stage. Choose the stage now: no SEN, SEN Support or EHC plan.")
        unsure = _NOT_SETTLED.search(text) or _DENIED.search(text)
        likely = None if unsure else "E" if _OLD_PLAN.fullmatch(text) else "K"
        return Reading(doubt=Doubt(Sentence(why, values), likely))
    why = N_("Row %(row)s: we do not know the SEN stage %(value)s. Choose no SEN, SEN Support or EHC plan.")
    return Reading(doubt=Doubt(Sentence(why, values), _likely_stage(text)))


def _likely_stage(text: str) -> str | None:
    if _NOT_SETTLED.search(text) or re.search(
        r"\b(?:due|progress|expected|interim|by|soon|agreed|hoped)\b", text, re.I
    ):
        return None
    if len(became := _INTO.split(text)) > 1:
        return stage_in(became[-1])
    if _OFF_REGISTER.search(text):
        return "N"
    if re.search(r"\b[NKE]\b\W*(?:or|and)?\W*\b[NKE]\b", text, re.I):
        return None
    if found := re.match(r"([NKE])\b", text):
        return found[1]
    if re.search(r"\behc(?:p| ?plan)\b", text, re.I) and not _DENIED.search(text):
        return "E"
    if (found := _STAGE_AND_NEED.fullmatch(text)) and (stage := stage_in(found[1])) in ("K", "E"):
        needs = read_needs(found[2])
        if needs.values and not needs.doubts:
            return stage
    # "Yes" under SEN, "School Support": support is the likelier, as plans are named where they are.
    return "K" if yes_or_no(text) or _SUPPORT.fullmatch(text) else None


def speaks_of_stage(text: str) -> bool:
    """Whether a text that names no need is about the stage alone, clear or not: SA+, EHCP applied for, Monitoring."""
    if any(words.search(text) for _, words in _LIKELY_NEEDS):
        return False
    return bool(_OLD_STAGE.fullmatch(text) or _likely_stage(text) or _OF_STAGES.search(text))


_OF_STAGES = re.compile(
    r"\behc|\b(?:sen|send|register|support|monitor\w*|concern|wave|watch ?list)\b|^[a-z]\d?\?*$", re.I
)


_STAGE_AND_NEED = re.compile(r"([^-–:(]+)[-–:(](.+?)\)?")
_OFF_REGISTER = re.compile(
    r"\b(?:off|removed from|not on|come off)\b.*\b(?:register|support)\b|^no (?:sen|send) support$", re.I
)
_SUPPORT = re.compile(r"SS|school support|support|send?|(?:on )?(?:the )?(?:sen|send) register", re.I)


def stage_and_needs(text: str) -> tuple[str, str] | None:
    """The words for the stage and those for the needs of a text that says both: "K - ASD, SLCN", "SEMH (EHCP)".

    Nothing where the text is only a stage, or one part is not clearly SEN Support or an EHC plan, or the other says
    anything but needs ("EHCP requested - ASD").
    """
    if stage_in(text) is not None or _NOT_SETTLED.search(text):
        return None
    for apart in _BETWEEN.finditer(text):
        parts = (text[: apart.start()], text[apart.end() :].removesuffix(")").removesuffix("]"))
        for stage, needs in (parts, parts[::-1]):
            if stage_in(stage) in ("K", "E") and stage_in(needs) is None and _says_only_needs(needs):
                return stage.strip(), needs.strip()
    return None


def _says_only_needs(text: str) -> bool:
    """Whether a text holds nothing but types of need, areas of need and diagnoses, one beside another."""
    found = read_needs(text)
    if found.values and not found.doubts:
        return True
    parts = [_FILLER.sub(" ", _NEED.sub(" ", part)).strip() for part in re.split(r"[,;/&+]", text)]
    others = [part for part in parts if part]
    return bool(found.values or others) and all(_AREAS.fullmatch(part) for part in others)


#: What may stand between a stage and the needs behind it, or before it.
_BETWEEN = re.compile(r"\s*[-–—:;/|,([+]\s*|(?<=\b[NKE])\s+|(?<=EHCP)\s+|\s+(?=[NKE]$)")


def has_no_plan(cell: Cell) -> bool:
    """Whether a cell says that there is no EHC plan: "no EHCP", or a stage that is another one."""
    return bool(_NO_PLAN.fullmatch(squeezed(cell))) or stage_in(squeezed(cell)) == "N"


def yes_or_no(cell: Cell) -> bool | None:
    """Whether the cell says yes or no, or nothing where it says neither."""
    text = squeezed(cell)
    return True if _YES.fullmatch(text) else False if _NO.fullmatch(text) else None


def read_needs(cell: Cell) -> Found[str]:
    """The need codes in a cell, by rank or in its order, and a doubt about words that are none of the census's types.

    Where there is a doubt, the codes are only what the cell names: a need that is queried, over, or somebody else's
    is no need of the pupil until somebody says so.
    """
    doubt = error_cell(cell)
    text = squeezed(cell)
    if doubt:
        return Found((), (doubt,))
    if is_nothing(cell) or stage_in(text) == "N":
        return Found()
    codes, sure = _in_rank_order(cell, text)
    beside = _NEED.sub(" ", text)
    rest = _FILLER.sub("", beside)
    if len(codes) > 1 and "OTH" in codes and _says_other_than(text):
        codes = tuple(code for code in codes if code != "OTH")
        why = N_("Row %(row)s: we do not know the type of need in %(value)s. Choose the types that fit.")
        return Found(codes, (Doubt(Sentence(why, {"value": text}), " ".join(codes)),))
    one_of = len(codes) > 1 and _one_of_several(text)
    if codes and not one_of and not text.endswith(("?", "*")) and (not rest or _is_census_words(text, codes[0])):
        return Found(codes) if sure else Found(codes, (which_first(text, codes),))
    likely = next((code for code, words in _LIKELY_NEEDS if code not in codes and words.search(beside)), None)
    suggest = " ".join([*codes, *([likely] if likely else [])]) or None
    if codes and (open_now := _DENIED.search(beside) or _NOT_NOW.search(beside) or _QUERIED.search(beside)):
        # Which of them is meant, or whether any holds now, is not for us to say.
        why = N_("Row %(row)s: does the pupil have the needs in %(value)s now? Choose the types that fit.")
        if _DENIED.search(beside) or _NOT_NOW.search(beside):
            became = read_needs(_INTO.split(text)[-1]) if _INTO.search(open_now[0]) else Found()
            suggest = " ".join(became.values) if became.values and not became.doubts else None
        return Found((), (Doubt(Sentence(why, {"value": text}), suggest),))
    why = N_("Row %(row)s: we do not know the type of need in %(value)s. Choose the types that fit.")
    if one_of:
        return Found((), (Doubt(Sentence(why, {"value": text})),))
    return Found(codes, (Doubt(Sentence(why, {"value": text}), suggest),))


def _says_other_than(text: str) -> bool:
    """Whether "other" only leads to a further need ("Main: SLCN, other: ASD") and is no need of the type Other."""
    return any(
        one.code == "OTH" != after.code
        and text[one.start : one.end].casefold().startswith("other")
        and re.fullmatch(r"(?:s?\b|needs?|types?|[\s:=–—-])*", text[one.end : after.start], re.I)
        for one, after in pairwise(_named(text))
    )


#: The four broad areas of the SEND Code of Practice 2015 (6.28-6.35), and diagnoses, as columns are headed by them.
#: Neither is a type of the census: which one a pupil has is asked.
_AREAS = re.compile(
    r"c ?(?:&|and|/|\+) ?[il]|s ?(?:&|/|\+) ?p|p ?(?:&|/|\+) ?s|c(?:ommunication)? (?:&|and) interaction"
    r"|cognition (?:&|and) learning|sensory (?:&|and|or|and ?/ ?or|/) physical(?: needs)?"
    r"|physical (?:&|and|or|and ?/ ?or|/) sensory(?: needs)?"
    r"|adhd|add|dcd|dld|pda|fasd|odd|asperger(?:['’]?s)?(?: syndrome)?|down(?:['’]?s)? syndrome|cerebral palsy"
    r"|tourette(?:['’]?s)?(?: syndrome)?|anxiety|attachment(?: needs| disorder)?",
    re.I,
)


def needs_headed(heading: str) -> bool:
    """Whether a heading is one type of need of the census, a broad area of need, or a diagnosis that goes with one."""
    named = read_needs(heading)
    one = len(named.values) == 1 and not named.doubts and named.values[0] != "OTH"
    return one or bool(_AREAS.fullmatch(squeezed(heading)))


def rank_mark(cell: Cell) -> str:
    """The word for the rank that a mark under the name of a need gives it, "primary" for P; nothing for others.

    A 1 may be no more than a tick.
    """
    text = squeezed(cell).casefold().rstrip(".")
    return next((word for word, marks in _MARKS.items() if text in marks), "")


_MARKS = {
    "primary": ("p", "primary", "main", "1st", "first"),
    "secondary": ("s", "secondary", "2", "2nd", "second"),
    "tertiary": ("tertiary", "3", "3rd", "third"),
}


def rank_said(cell: Cell) -> int:
    """The rank that a cell with a single need gives it, "ASD (primary)"; 0 where it gives none."""
    text = squeezed(cell)
    return only_rank(text, _named(text))


def _named(text: str) -> list[Named]:
    return [Named(one.lastgroup, one.start(), one.end()) for one in _NEED.finditer(text) if one.lastgroup]


def _in_rank_order(cell: Cell, text: str) -> tuple[tuple[str, ...], bool]:
    """The codes of a cell by rank, and whether that order is certain; a line of its own keeps a need with its rank."""
    needs = _named(text)
    if isinstance(cell, str) and len(parts := [line for line in map(squeezed, cell.splitlines()) if line]) > 1:
        by_line = _named(lines := "; ".join(parts))
        if [one.code for one in by_line] == [one.code for one in needs]:
            return in_rank_order(lines, by_line)
        # The words of one need go on in the next line.
    return in_rank_order(text, needs)


def which_first(text: str, codes: Sequence[str]) -> Doubt:
    """The doubt about the order of needs whose ranks leave it open."""
    return Doubt(Sentence(WHICH_FIRST, {"value": text}), " ".join(codes))


def _one_of_several(text: str) -> bool:
    """Whether the types may be one that nobody has decided on: MLD/SLD, of which a pupil has one, or ASD (SLCN)."""
    if len([code for code in ("MLD", "SLD", "PMLD") if re.search(rf"\b{code}\b", text, re.I)]) > 1 and "/" in text:
        return True
    inside = {found.lastgroup for part in re.findall(r"\(([^()]*)\)", text) for found in _NEED.finditer(part)}
    outside = {found.lastgroup for found in _NEED.finditer(re.sub(r"\([^()]*\)", " ", text))}
    return bool(outside and inside - outside)


def _is_census_words(text: str, code: str) -> bool:
    """Whether the cell is this code and then the census's words for it, some left out or the last one cut short."""
    if re.search(r"[^a-z\s,&/().–-]", text, re.I):
        return False  # a question mark, a year: somebody was not sure, or says more
    said = [word for word in re.findall(r"[a-z]+", text.casefold()) if word not in ("and", "or")]
    if said[:1] != [code.casefold()] or len(said) < 2 or (_DENIED.fullmatch(said[1]) and len(said) == 2):
        return False
    words = _CENSUS_WORDS[code].split()
    return all(word in words for word in said[1:-1]) and any(word.startswith(said[-1]) for word in words)
