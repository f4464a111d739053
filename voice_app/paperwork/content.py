"""What stands in the document "Pupil's views", before it is laid out as Word, PDF or text.

Whoever fills these has already applied sharing (rule X7): what a pupil keeps private never comes this far.
Sentences (claims, sources, headings) come translated; the labels of the document itself are in `printed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from .letters import clean


class WordsAre(StrEnum):
    """What the words beside a claim are. Only `EXACT` may stand in quotation marks (rules A58, A62)."""

    #: Typed or spoken by the pupil, or written down word for word: OWN_WORDS_TYPED, OWN_WORDS_SPOKEN, SCRIBED_VERBATIM.
    EXACT = "exact"
    #: SCRIBED_SUMMARY.
    SUMMARY = "summary"
    #: Words in another language or signs, put into these words by somebody: INTERPRETED.
    INTERPRETED = "interpreted"
    #: What an adult made of what the pupil did: ADULT_READING.
    ADULT_READING = "adult_reading"


class PictureNeedsWords(ValueError):
    """A picture came without words that say what it shows."""


@dataclass(frozen=True)
class PictureRef:
    """A picture to print beside a line, PNG or JPEG, and words for those who cannot see it (never empty)."""

    image: bytes
    alt: str

    def __post_init__(self) -> None:
        if not clean(self.alt).strip():
            raise PictureNeedsWords("A picture in a document needs words that say what it shows")


@dataclass(frozen=True)
class Line:
    """One thing said: what the pupil did, and the words that go with it.

    claim: says only the tap or the words ("Zara put Reading under Good"); empty where the words stand alone.
    words: as they were given, never tidied; None where there are none.
    words_by: how the words came onto paper ("Written down word for word by Miss Begum").
    source: activity, date, who was there.
    pictures: every photo that was shown and every picture that was picked, in that order.
    words_language: BCP 47 tag of the words; None where it is not known to differ from the document's.
    """

    claim: str
    source: str
    words: str | None = None
    words_are: WordsAre = WordsAre.EXACT
    words_by: str = ""
    pictures: Sequence[PictureRef] = ()
    words_language: str | None = None


@dataclass(frozen=True)
class Section:
    """A plain heading ("What I like") and what stands under it."""

    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class AdultNote:
    """What an adult adds in their own name. Printed apart from the pupil's lines, and marked."""

    text: str
    by: str
    on: date


@dataclass(frozen=True)
class HowItWasSaid:
    """How activities of one sitting were done, as a tribunal may ask about it (docs/practice.md, 7, point 7).

    activities: all that were done in this sitting, in this way.
    times: from when to when, by the school's clock ("10:12 to 10:40"); only its start where nobody ended it that day.
    there: each person with their role ("Miss Begum, teaching assistant").
    how: sentences on mode, prompts, language, device help, practice, reliability.
    """

    activities: Sequence[str]
    on: date
    there: Sequence[str] = ()
    how: Sequence[str] = ()
    times: str = ""


@dataclass(frozen=True)
class Document:
    """The pupil's views for one cycle or review, ready to be laid out.

    review_title: with its date ("Annual review, 12 March 2027").
    checked_with_pupil: what the pupil said when shown this ("Zara saw this on 6 March and said keep."),
        or why it could not be shown.
    selection: how much of what may go to its readers it holds, so that nobody takes it for all that was said.
    still_open: which activities are begun and not finished, stopped, or were said no to; a sentence each.
    copy_for: whose copy it is ("Copy for Mum"), so that two copies are not mixed up; empty where it is nobody's.
    credit: whose pictures are printed, as their licence asks; empty where there are none.
    language: BCP 47 tag of the document's own sentences; "en" is printed as British English.
    """

    title: str
    school: str
    pupil_name: str
    year: str
    class_name: str
    review_title: str
    made_on: date
    made_by: str
    sections: Sequence[Section]
    checked_with_pupil: str
    how: Sequence[HowItWasSaid] = ()
    notes: Sequence[AdultNote] = ()
    selection: str = ""
    still_open: Sequence[str] = ()
    copy_for: str = ""
    credit: str = ""
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
