from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Literal

import docx
import pytest
from babel.support import NullTranslations
from hypothesis import given
from hypothesis import strategies as st

from activities.contract.answer import clean_words
from tests.paperwork.make_document import URDU_WORDS, a_document, a_full_document, a_line, a_picture, saying
from tests.paperwork.reading import Paragraph, W, quoted, word_paragraphs, word_part, word_text
from tests.paperwork.test_text import LETTERS
from voice_app.paperwork.content import AdultNote, Document, HowItWasSaid, PictureRef, Section, WordsAre
from voice_app.paperwork.letters import clean
from voice_app.paperwork.word import word

ENGLISH = NullTranslations()
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def full() -> Document:
    return a_full_document()


@pytest.fixture(scope="module")
def file(full: Document) -> bytes:
    return word(full, ENGLISH)


def exact_words(document: Document) -> list[str]:
    return [
        line.words
        for section in document.sections
        for line in section.lines
        if line.words and line.words_are is WordsAre.EXACT
    ]


def styled(paragraphs: list[Paragraph], style: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.style == style]


class TestWords:
    def test_every_claim_and_every_word_stands_there_in_order(self, full: Document, file: bytes) -> None:
        text, place = word_text(file), 0
        for section in full.sections:
            for said in [section.heading, *(t for line in section.lines for t in (line.claim, line.words or ""))]:
                place = text.index(said, place)

    def test_quotation_marks_stand_round_exact_words_and_nothing_else(self, full: Document, file: bytes) -> None:
        text = word_text(file)
        assert quoted(text) == exact_words(full)
        assert text.count("“") == text.count("”") == len(exact_words(full))

    @pytest.mark.parametrize("kind", [WordsAre.SUMMARY, WordsAre.INTERPRETED, WordsAre.ADULT_READING])
    def test_what_an_adult_made_of_it_looks_different_and_says_so(self, kind: WordsAre) -> None:
        paragraphs = word_paragraphs(word(saying("She likes lunch.", words_are=kind), ENGLISH))
        assert styled(paragraphs, "OwnWords") == []
        [adult] = styled(paragraphs, "Adult")
        assert adult.endswith(": She likes lunch.")

    def test_a_note_is_marked_and_stands_below_all_the_pupil_said(self, file: bytes) -> None:
        text = word_text(file)
        assert text.index("Adult’s note: She looked to the door") > text.index("Zara said the first wish matters most.")
        assert "Written by Miss Begum, 6 March 2027." in text

    def test_own_line_breaks_stay(self) -> None:
        assert styled(word_paragraphs(word(saying("one\ntwo\n\nthree"), ENGLISH)), "OwnWords") == [
            "“one\ntwo\n\nthree”"
        ]

    def test_a_line_without_a_claim_starts_with_the_words(self) -> None:
        document = a_document(sections=[Section("Hopes", [a_line(claim="", words="a dog", pictures=[a_picture()])])])
        assert styled(word_paragraphs(word(document, ENGLISH)), "OwnWords") == ["\t“a dog”"]

    def test_who_wrote_it_down_stands_before_where_it_comes_from(self) -> None:
        file = word(saying("a dog", words_by="Written down word for word by Miss Begum"), ENGLISH)
        assert (
            "Written down word for word by Miss Begum. Sorted by Zara in My cards, 6 March 2027. Miss Begum was there."
        ) in styled(word_paragraphs(file), "Source")

    @given(st.text(st.sampled_from(LETTERS), min_size=1), st.sampled_from(WordsAre))
    def test_the_words_read_back_are_the_words_stored(self, typed: str, words_are: WordsAre) -> None:
        stored = clean_words(typed)
        if stored.strip():
            assert stored in word_text(word(saying(stored, words_are=words_are), ENGLISH))

    @given(st.text(st.characters(), max_size=60))
    def test_any_words_come_through(self, said: str) -> None:
        paragraphs = word_paragraphs(word(saying(said), ENGLISH))
        if clean(said).strip():
            [printed] = styled(paragraphs, "OwnWords")
            assert clean(said) in printed
        else:
            assert styled(paragraphs, "OwnWords") == []

    @given(st.text(st.characters(), min_size=1, max_size=30))
    def test_any_name_comes_through(self, name: str) -> None:
        document = a_document(pupil_name=name, school=name, made_by=name, review_title=name * 20)
        docx.Document(io.BytesIO(word(document, ENGLISH)))

    @given(st.text(st.characters(), min_size=1, max_size=20), st.sampled_from(("ltr", "rtl")))
    def test_any_text_in_any_place_gives_a_file_that_opens(self, text: str, direction: Literal["ltr", "rtl"]) -> None:
        picture = PictureRef(a_picture().image, alt=f"Card: {text}")
        line = a_line(claim=f"Zara said {text}", words=text, words_by=text, source=text, pictures=[picture])
        how = HowItWasSaid([text], date(2027, 3, 6), [text], [text])
        document = a_document(
            **dict.fromkeys(("title", "school", "pupil_name", "year", "class_name", "review_title", "made_by"), text),
            **dict.fromkeys(("checked_with_pupil", "selection", "copy_for", "credit"), text),
            sections=[Section(text, [line])],
            how=[how],
            notes=[AdultNote(text, text, date(2027, 3, 6))],
            still_open=[text],
            direction=direction,
        )
        opened = docx.Document(io.BytesIO(word(document, ENGLISH)))
        assert opened.core_properties.author == clean(text)
        assert opened.inline_shapes[0]._inline.docPr.get("descr") == clean(f"Card: {text}")
        assert opened.tables[0].rows[1].cells[1].text == clean(text)

    @pytest.mark.parametrize("typed", ["&#10;", "&amp;lt;", "</w:t>", "a\tb", "]]>", "{{x}}"])
    def test_what_looks_like_our_own_marks_is_words(self, typed: str) -> None:
        assert styled(word_paragraphs(word(saying(typed), ENGLISH)), "OwnWords") == [f"“{typed}”"]

    def test_a_document_without_statements_says_what_it_is_chosen_from(self) -> None:
        document = a_document(sections=[], checked_with_pupil="", selection="This is a selection.")
        assert "This is a selection." in word_text(word(document, ENGLISH))
        assert "quotation marks" not in word_text(word(document, ENGLISH))


class TestReadByEar:
    def test_headings_are_real_and_skip_no_level(self, full: Document, file: bytes) -> None:
        headings = [(p.style, p.text) for p in word_paragraphs(file) if p.style.startswith("Heading")]
        assert headings[0] == ("Heading1", "Zara Ahmed")
        assert [text for style, text in headings if style == "Heading2"] == [
            *(section.heading for section in full.sections),
            "Notes by adults",
            "How these views were gathered",
            "Checked before it went out",
        ]
        levels = {
            s.get(f"{W}styleId"): s.find(f"{W}pPr/{W}outlineLvl")
            for s in word_part(file, "word/styles.xml").iter(f"{W}style")
        }
        assert levels["Heading1"].get(f"{W}val") == "0"
        assert levels["Heading2"].get(f"{W}val") == "1"

    def test_every_picture_stands_in_its_line_and_says_what_it_shows(self, full: Document, file: bytes) -> None:
        expected = [picture.alt for s in full.sections for line in s.lines for picture in line.pictures]
        document = word_part(file, "word/document.xml")
        assert [picture.get("descr") for picture in document.iter(f"{WP}docPr")] == expected
        assert len(expected) == 6
        assert list(document.iter(f"{WP}anchor")) == []

    def test_a_picture_without_words_is_refused(self) -> None:
        with pytest.raises(ValueError, match="needs words"):
            PictureRef(image=b"", alt=" \u0007")

    def test_the_table_has_a_heading_row_and_words_of_its_own(self, file: bytes) -> None:
        table = word_part(file, "word/document.xml").find(f".//{W}tbl")
        first, *others = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")

    def test_the_language_is_stated_for_the_whole_and_for_other_words(self, file: bytes) -> None:
        default = word_part(file, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
        assert default.get(f"{W}val") == "en-GB"
        [urdu] = [p for p in word_paragraphs(file) if URDU_WORDS in p.text]
        assert urdu.rtl
        assert {tag.get(f"{W}bidi") for tag in urdu.element.iter(f"{W}lang")} == {"ur"}

    def test_a_paragraph_runs_as_its_own_first_letter_does(self) -> None:
        [urdu] = [p for p in word_paragraphs(word(saying("اچھا iPad"), ENGLISH)) if p.style == "OwnWords"]
        assert urdu.rtl
        runs = [(r.findtext(f"{W}t"), r.find(f"{W}rPr/{W}rtl") is not None) for r in urdu.element.iter(f"{W}r")]
        assert runs == [("“اچھا ", True), ("iPad", False), ("”", True)]

    def test_a_right_to_left_document_runs_so_throughout(self) -> None:
        document = a_document(language="ur", direction="rtl", sections=[Section("پسند", [a_line(words="I like it")])])
        paragraphs = word_paragraphs(word(document, ENGLISH))
        assert {p.style for p in paragraphs if not p.rtl} == {"Heading1", "OwnWords"}
        # One line of names and dates of both directions could not be read.
        assert [p.text.count(":") for p in paragraphs if p.style == "Fact"] == [1] * 4

    def test_its_properties_name_the_school_and_nobody_else(self, file: bytes) -> None:
        properties = docx.Document(io.BytesIO(file)).core_properties
        assert properties.title == "Pupil's views – Zara Ahmed"
        assert properties.author == properties.last_modified_by == "Northfield Primary School"
        assert properties.language == "en-GB"
        assert properties.comments == ""


class TestPaper:
    def test_what_follows_a_claim_beside_a_picture_stands_close_to_it(self, file: bytes) -> None:
        """That line is as high as the picture: words in its middle would stand far above the source, and look apart."""
        for part in ("document", "styles"):
            assert not list(word_part(file, f"word/{part}.xml").iter(f"{W}textAlignment"))

    def test_no_statement_is_parted_from_its_source(self) -> None:
        lines = [
            a_line(pictures=[a_picture()]),
            a_line(words="Loud!", pictures=[a_picture(f"Card: {n}") for n in range(3)]),
        ]
        file = word(a_document(sections=[Section("What I like", lines)]), ENGLISH)
        held = [(p.style, p.element.find(f"{W}pPr/{W}keepNext") is not None) for p in word_paragraphs(file)]
        first = held.index(("Claim", True))
        assert held[first : first + 6] == [
            ("Claim", True),
            ("Source", False),
            ("Claim", True),
            ("Pictures", True),
            ("OwnWords", True),
            ("Source", False),
        ]

    @pytest.mark.parametrize("claim", ["Zara picked Bus and Tram.", ""])
    def test_several_pictures_of_one_thing_stand_in_a_row_each_with_its_words(self, claim: str) -> None:
        names = ["Card: Bus", "Card: Tram", "Card: Train"]
        line = a_line(claim=claim, words="All!", pictures=[a_picture(name) for name in names])
        file = word(a_document(sections=[Section("What I like", [line])]), ENGLISH)
        styles = [p.style for p in word_paragraphs(file)]
        [row] = [p for p in word_paragraphs(file) if p.style == "Pictures"]
        assert [picture.get("descr") for picture in row.element.iter(f"{WP}docPr")] == names
        assert styles[styles.index("Pictures") + 1] == "OwnWords"

    def test_a_card_and_the_face_it_was_put_under_stand_beside_their_claim_in_one_paragraph(self) -> None:
        line = a_line(pictures=[a_picture("Card: Reading"), a_picture("On the scale: Good")])
        file = word(a_document(sections=[Section("What I like", [line])]), ENGLISH)
        [claim] = [p for p in word_paragraphs(file) if p.style == "Claim"]
        assert [one.get("descr") for one in claim.element.iter(f"{WP}docPr")] == ["Card: Reading", "On the scale: Good"]
        indent = claim.element.find(f"{W}pPr/{W}ind")
        assert indent is not None
        assert indent.get(f"{W}hanging") == indent.get(f"{W}left")

    def test_a_picture_shown_twice_is_kept_once(self) -> None:
        lines = [a_line(pictures=[a_picture("Card: one")]), a_line(pictures=[a_picture("Card: two")])]
        file = word(a_document(sections=[Section("What I like", lines)]), ENGLISH)
        assert [p.get("id") for p in word_part(file, "word/document.xml").iter(f"{WP}docPr")] == ["1", "2"]
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            assert [name for name in parts.namelist() if "media" in name] == ["word/media/image1.png"]

    def test_every_part_is_named_by_another_and_has_its_kind(self, file: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            names = set(parts.namelist())
        kinds = word_part(file, "[Content_Types].xml")
        overridden = {kind.get("PartName", "").lstrip("/") for kind in kinds}
        related = {f"word/{one.get('Target')}" for one in word_part(file, "word/_rels/document.xml.rels")}
        own = {name for name in names if name.endswith(".xml") and "Content_Types" not in name}
        assert own == overridden - {""}
        assert related | {"word/document.xml", "docProps/core.xml"} >= own
        assert related <= names

    def test_nothing_comes_from_outside_and_nothing_can_run(self, file: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            names = parts.namelist()
            relations = b"".join(parts.read(name) for name in names if name.endswith(".rels"))
        assert b"External" not in relations
        assert not [name for name in names if "vba" in name.lower() or "customXml" in name or "embeddings" in name]

    def test_it_is_a4(self, file: bytes) -> None:
        size = word_part(file, "word/document.xml").find(f".//{W}pgSz")
        assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11907", "16840")

    def test_no_text_is_smaller_than_14_points(self, file: bytes) -> None:
        sizes = [int(size.get(f"{W}val")) for size in word_part(file, "word/styles.xml").iter(f"{W}sz", f"{W}szCs")]
        assert min(sizes) == 28
        assert list(word_part(file, "word/document.xml").iter(f"{W}sz")) == []

    def test_headings_and_claims_hold_on_to_what_follows(self, file: bytes) -> None:
        styles = word_part(file, "word/styles.xml")
        kept = {s.get(f"{W}styleId") for s in styles.iter(f"{W}style") if s.find(f"{W}pPr/{W}keepNext") is not None}
        assert {"Title", "Heading1", "Heading2"} <= kept
        claims = [p for p in word_paragraphs(file) if p.style == "Claim"]
        assert all(p.element.find(f"{W}pPr/{W}keepNext") is not None for p in claims)

    def test_a_short_table_holds_on_to_what_closes_the_paper_and_of_a_long_one_the_last_row(self) -> None:
        """So that no page holds a heading and one sentence alone."""
        one = HowItWasSaid(["My cards"], date(2027, 3, 6), ["Miss Begum"], ["Zara spoke"])
        for many, kept in ((2, [True, True, True]), (5, [True, False, False, False, False, True])):
            table = word_part(word(a_document(how=[one] * many), ENGLISH), "word/document.xml").find(f".//{W}tbl")
            rows = [list(row.iter(f"{W}pPr")) for row in table.findall(f"{W}tr")]
            assert [all(cell.find(f"{W}keepNext") is not None for cell in row) for row in rows] == kept

    def test_every_page_says_whose_it_is_and_how_many_there_are(self, file: bytes) -> None:
        footers = [f"word/footer{number}.xml" for number in (1, 2)]
        for footer in footers:
            [paragraph] = word_paragraphs(file, footer)
            assert paragraph.text == "Pupil's views – Zara Ahmed – page 1 of 1"
            fields = [f.get(f"{W}instr") for f in word_part(file, footer).iter(f"{W}fldSimple")]
            assert fields == ["PAGE", "NUMPAGES"]
