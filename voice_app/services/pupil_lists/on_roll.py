"""Whether a word for being on roll says that the pupil has left."""

from __future__ import annotations

import re

from .cells import squeezed
from .headings import compact
from .needs import yes_or_no

_MAY_HAVE_LEFT = re.compile(
    r"l$|left|leaver|transfer|withdr|moved|moving|leaving|exclu|permanent|deceased|died|deregist|removed|electivelyhome|home|ehe"
    r"|appli|offer|accept|prospect|future|pending|admit|waiting|onhold|suspend|missing|cme|unknown|other"
)
#: T and F: true and false, or transferred and full-time.
_OF_TWO_MEANINGS = re.compile(r"[TF]", re.I)


def says_left(text: str) -> bool | None:
    """Whether a word for being on roll says that the pupil has left; nothing where it says neither."""
    word = compact(text)
    if "?" in text or _OF_TWO_MEANINGS.fullmatch(squeezed(text)):
        return None
    if (on_roll := yes_or_no(text)) is not None:
        return not on_roll
    if re.fullmatch(
        r"leaver|left|former|formerpupil|formerstudent|offroll|exstudent|expupil|archived|inactive|alumn\w*|pastpupil",
        word,
    ):
        return True
    on = r"onroll|current|currentpupil|currentstudent|active|main|dual|single\w*|c|m|dually\w*|enrolled"
    on += r"|c?currentmain\w*|c?currentsingle\w*|[cms]current\w*|[cm]main\w*|s?subsidiary\w*"
    return (
        False
        if re.fullmatch(on + r"|guest|subsidiary|currentsubsidiary\w*|registered|maindualregistration", word)
        else None
    )


def speaks_of_it(text: str) -> bool:
    """Whether a word belongs in a column about being on roll, clear or not."""
    return says_left(text) is not None or may_have_left(text) or bool(_OF_TWO_MEANINGS.fullmatch(squeezed(text)))


def may_have_left(text: str) -> bool:
    """Whether a word for being on roll leaves open whether the pupil is: transferred, applied, educated elsewhere."""
    return bool(_MAY_HAVE_LEFT.match(compact(text)))
