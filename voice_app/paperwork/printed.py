"""The words of the document in the order they are printed, each knowing its part and direction.

Word, PDF and text lay out the same `Printed`, so none of them can say more, or less, than the others.
Here alone are the document's own labels, and here alone are quotation marks put round words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel import Locale
from babel.dates import format_date
from babel.support import NullTranslations

from . import look
from .content import AdultNote, Document, HowItWasSaid, Line, PictureRef, WordsAre
from .letters import clean, closed, is_rtl, kept_apart

#: Stand in the footer for what only the program that shows the page can count; `clean` leaves none in any text.
PAGE, PAGES = "\x01", "\x02"
#: Rows of a table that surely go onto one page with what follows it.
FEW_ROWS = 3


class Part(StrEnum):
    """What a passage is, and so how it looks."""

    CLAIM = "claim"
    OWN_WORDS = "own-words"
    ADULT = "adult"
    SOURCE = "source"


@dataclass(frozen=True)
class Passage:
    """A paragraph. `label` stands before the text, in the document's language. `language` is None for that language."""

    part: Part
    text: str
    rtl: bool
    label: str = ""
    language: str | None = None


#: So many pictures stand beside their words; more would leave these too little room.
_BESIDE = 2


@dataclass(frozen=True)
class PrintedLine:
    """One statement, as paragraphs that stay together; its pictures: one or two beside the first, more in a row."""

    passages: Sequence[Passage]
    pictures: Sequence[PictureRef] = ()

    @property
    def beside(self) -> Sequence[PictureRef]:
        """The pictures that stand beside the first paragraph: a card, and the face that it was put under."""
        return self.pictures if len(self.pictures) <= _BESIDE else ()

    @property
    def row(self) -> Sequence[PictureRef]:
        """The pictures that stand in a row of their own, below the claim or before the words."""
        return self.pictures if len(self.pictures) > _BESIDE else ()


@dataclass(frozen=True)
class PrintedSection:
    """A heading and its lines."""

    heading: str
    lines: Sequence[PrintedLine]


@dataclass(frozen=True)
class Table:
    """How the views were gathered: a heading, the names of the columns, rows of cells, and what the table is for."""

    heading: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    #: A table of few rows stands on one page with what closes the paper, so that no page holds that alone.
    whole: bool


@dataclass(frozen=True)
class Printed:
    """Everything the reader sees, translated and cleaned.

    header: from the second page on. footer: with PAGE and PAGES in it. closing: below the table, before the credit.
    """

    title: str
    name: str
    copy_for: str
    facts: Sequence[tuple[str, str]]
    legend: str
    selection: str
    sections: Sequence[PrintedSection]
    still_open_heading: str
    still_open: Sequence[str]
    notes_heading: str
    notes: Sequence[Sequence[Passage]]
    how: Table | None
    checked_heading: str
    checked: str
    credit: str
    header: str
    footer: str
    school: str
    subject: str
    language: str
    rtl: bool

    @property
    def fact_lines(self) -> Sequence[Sequence[tuple[str, str]]]:
        """The facts by twos: on a short paper, lines of their own would push what was said to a second page.

        Each by itself where the paper runs from right to left: names and dates of both directions would run together.
        """
        many = 1 if self.rtl else 2
        return [self.facts[start : start + many] for start in range(0, len(self.facts), many)]

    @property
    def column(self) -> float:
        """How many centimetres the column of pictures takes: nothing where no statement has one."""
        lines = [line for section in self.sections for line in section.lines]
        if any(len(line.beside) > 1 for line in lines):
            return look.PAIR_COLUMN
        return look.PICTURE_COLUMN if any(line.pictures for line in lines) else 0

    @property
    def full_title(self) -> str:
        """The title in a reader's window and list of files."""
        return f"{self.title} – {self.name}"


def printed(document: Document, words: NullTranslations) -> Printed:
    """The document as it is printed, its labels in the language of `words`, its dates in that of the document."""
    return _Printing(document, words).all()


def language_tag(language: str) -> str:
    """The language as a document states it: England's English for "en", others as they are."""
    return "en-GB" if language == "en" else language.replace("_", "-")


class _Printing:
    def __init__(self, document: Document, words: NullTranslations) -> None:
        self.document = document
        self.words = words
        self.rtl = document.direction == "rtl"
        self.locale = Locale.parse(language_tag(document.language), sep="-")

    def all(self) -> Printed:
        document, words = self.document, self.words
        name = clean(document.pupil_name)
        notes = [self.note(note) for note in document.notes]
        return Printed(
            title=clean(document.title),
            name=name,
            copy_for=clean(document.copy_for),
            facts=self.facts(),
            legend=self.legend(),
            selection=_sentence(clean(document.selection)),
            sections=[
                PrintedSection(clean(section.heading), [self.line(line) for line in section.lines])
                for section in document.sections
            ],
            still_open_heading=words.gettext("Begun, stopped or said no to") if document.still_open else "",
            still_open=[_sentence(clean(sentence)) for sentence in document.still_open],
            notes_heading=words.gettext("Notes by adults") if notes else "",
            notes=notes,
            how=self.how(),
            checked_heading=words.gettext("Checked before it went out"),
            checked=_sentence(clean(document.checked_with_pupil)),
            credit=clean(document.credit),
            header=" · ".join(
                clean(part) for part in (document.school, document.review_title, document.copy_for) if part
            ),
            footer=self.footer(name),
            school=clean(document.school),
            subject=clean(document.review_title),
            language=language_tag(document.language),
            rtl=self.rtl,
        )

    def facts(self) -> list[tuple[str, str]]:
        document, words = self.document, self.words
        made = words.gettext("%(date)s, by %(who)s") % {
            "date": self.day(document.made_on),
            "who": kept_apart(clean(document.made_by), self.rtl),
        }
        facts = [
            (words.gettext("School:"), clean(document.school)),
            (words.gettext("Year and class:"), ", ".join(clean(c) for c in (document.year, document.class_name) if c)),
            (words.gettext("For:"), clean(document.review_title)),
            (words.gettext("Made on:"), made),
        ]
        return [(label, value) for label, value in facts if value]

    def legend(self) -> str:
        """How to read the marks; each said only where it stands in the document."""
        lines = [line for section in self.document.sections for line in section.lines]
        words, marks = self.words, []
        if any(line.words and line.words_are is WordsAre.EXACT for line in lines):
            marks.append(words.gettext("Words in quotation marks are the pupil’s own, exactly as they were given."))
        instead = f"[{words.gettext('another pupil')}]"
        if any(instead in text for line in lines for text in (line.claim, line.words or "")):
            marks.append(words.gettext("Words in square brackets stand in the place of a name."))
        return " ".join(marks)

    def line(self, line: Line) -> PrintedLine:
        passages = []
        if claim := clean(line.claim).strip():
            passages.append(Passage(Part.CLAIM, claim, self.rtl))
        if line.words is not None and clean(line.words).strip():
            passages += self.said(clean(line.words), line.words_are, line.words_language)
        source = " ".join(_sentence(clean(text)) for text in (line.words_by, line.source) if text.strip())
        if source:
            passages.append(Passage(Part.SOURCE, source, self.rtl))
        return PrintedLine(passages, line.pictures)

    def said(self, said: str, words_are: WordsAre, language: str | None) -> list[Passage]:
        words = self.words
        if words_are is WordsAre.EXACT:
            # Only here do quotation marks stand round anything (rule A62); a language may have others.
            quoted = words.gettext("“%(words)s”") % {"words": closed(said)}
            return [Passage(Part.OWN_WORDS, quoted, is_rtl(said, self.rtl), language=_tag(language))]
        labels = {
            WordsAre.SUMMARY: words.gettext("An adult’s summary, not exact words:"),
            WordsAre.INTERPRETED: words.gettext("Through interpreting or signing, not exact words:"),
            WordsAre.ADULT_READING: words.gettext("How an adult understood it:"),
        }
        return self.labelled(labels[words_are], said, language)

    def labelled(self, label: str, text: str, language: str | None = None) -> list[Passage]:
        """What an adult wrote, after its label; in a paragraph of its own where it runs the other way."""
        rtl = is_rtl(text, self.rtl)
        if rtl == self.rtl:
            return [Passage(Part.ADULT, text, rtl, label, _tag(language))]
        return [Passage(Part.ADULT, "", self.rtl, label), Passage(Part.ADULT, text, rtl, language=_tag(language))]

    def note(self, note: AdultNote) -> list[Passage]:
        words = self.words
        written = words.gettext("Written by %(who)s, %(date)s.") % {
            "who": kept_apart(clean(note.by), self.rtl),
            "date": self.day(note.on),
        }
        return [
            *self.labelled(words.gettext("Adult’s note:"), clean(note.text)),
            Passage(Part.SOURCE, written, self.rtl),
        ]

    def how(self) -> Table | None:
        words = self.words
        if not self.document.how:
            return None
        rows = [self.gathered(how) for how in self.document.how]
        return Table(
            heading=words.gettext("How these views were gathered"),
            about=words.gettext("Each sitting: when it was, who was there, and how the pupil took part."),
            columns=[words.gettext("Activity"), words.gettext("Who was there"), words.gettext("How")],
            rows=rows,
            whole=len(rows) <= FEW_ROWS,
        )

    def gathered(self, how: HowItWasSaid) -> list[str]:
        return [
            "\n".join([*(clean(activity) for activity in how.activities), self.when(how)]),
            "\n".join(clean(who) for who in how.there),
            " ".join(_sentence(clean(text)) for text in how.how),
        ]

    def when(self, how: HowItWasSaid) -> str:
        if not how.times:
            return self.day(how.on)
        return self.words.gettext("%(date)s, %(times)s") % {"date": self.day(how.on), "times": clean(how.times)}

    def footer(self, name: str) -> str:
        return self.words.gettext("%(title)s – %(name)s – page %(page)s of %(pages)s") % {
            "title": clean(self.document.title),
            "name": kept_apart(name, self.rtl),
            "page": PAGE,
            "pages": PAGES,
        }

    def day(self, day: date) -> str:
        return str(format_date(day, "long", locale=self.locale))


def _tag(language: str | None) -> str | None:
    return language_tag(language) if language else None


def _sentence(text: str) -> str:
    """A sentence of ours with its full stop, where whoever wrote it left it out."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…。۔؟।" else f"{text}."
