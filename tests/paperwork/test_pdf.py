from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from babel.support import NullTranslations

from tests.paperwork.make_document import URDU_WORDS, a_document, a_full_document, a_line, a_picture, saying
from tests.paperwork.reading import one_space, pdf_tags, pdf_text, quoted, without_space, word_text
from voice_app.paperwork import pdf as making
from voice_app.paperwork.content import Document, HowItWasSaid, Section
from voice_app.paperwork.pdf import FontsMissing, PdfNotMade, pdf
from voice_app.paperwork.word import word

ENGLISH = NullTranslations()
FONTS = Path(making.__file__).parents[1] / "built_fonts"


@pytest.fixture(scope="module")
def full() -> Document:
    return a_full_document()


@pytest.fixture(scope="module")
def file(full: Document) -> bytes:
    return pdf(full, ENGLISH, fonts=FONTS)


def root(file: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(file)).trailer["/Root"]


class TestWords:
    def test_every_claim_and_every_word_stands_there_in_order(self, full: Document, file: bytes) -> None:
        text, place = without_space(pdf_text(file)), 0
        for section in full.sections:
            for line in section.lines:
                for said in (line.claim, line.words or "", line.source):
                    if said != URDU_WORDS and "کتابیں" not in said:  # read back below, by their letters
                        place = text.index(without_space(said), place)

    def test_it_says_what_the_word_file_says(self, full: Document, file: bytes) -> None:
        """But for the order in which a reader gives back right-to-left letters."""
        in_pdf, in_word = without_space(pdf_text(file)), without_space(word_text(word(full, ENGLISH)))
        headers = without_space("Northfield Primary School · Annual review, 12 March 2027")
        for page in range(1, 9):
            in_pdf = in_pdf.replace(without_space(f"Pupil's views – Zara Ahmed – page {page} of 4"), "")
        assert sorted(in_pdf.replace(headers, "")) == sorted(in_word.replace(headers, ""))

    def test_quotation_marks_stand_round_exact_words_and_nothing_else(self, file: bytes) -> None:
        text = pdf_text(file)
        assert "It hurts my ears." in quoted(text)
        assert text.count("“") == text.count("”") == 10

    @pytest.mark.parametrize(
        "said",
        ['#read("x") $y$ *z* _a_ `b` @c <d> \\ //', "=1+1", "<b>art & craft</b>", "a\nb", "\"said\" 'she'", "- x"],
    )
    def test_no_words_are_read_as_anything_but_words(self, said: str) -> None:
        assert one_space(said) in one_space(pdf_text(pdf(saying(said), ENGLISH, fonts=FONTS)))

    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("one\ttwo", "one two"),
            ("one\t\ttwo   three", "one  two   three"),
            ("one\u00a0\u00a0two", "one\u00a0\u00a0two"),
            # Spaces of other widths are printed in their width, and read as spaces.
            ("one\u202ftwo\u2003three", "one two three"),
            ("one\n\ntwo", "one\ntwo"),
            ('“a” ‘b’ "c" it\'s', '“a” ‘b’ "c" it\'s'),
            ("...--- 1/2 :) <3 (c) a--b", "...--- 1/2 :) <3 (c) a--b"),
            ("1. one\n- two\n= three", "1. one\n- two\n= three"),
            ("👨‍👩‍👧 👍🏽 🇬🇧 ❤️ 1️⃣", "👨‍👩‍👧 👍🏽 🇬🇧 ❤️ 1️⃣"),
            ("zażółć é", "zażółć é"),
            # What nobody can see is not printed, and joins nothing that stood apart.
            ("a\u200bb\u2060c\u00add", "abcd"),
        ],
    )
    def test_spaces_marks_and_emoji_stand_as_they_were_given(self, typed: str, printed: str) -> None:
        text = pdf_text(pdf(saying(typed), ENGLISH, fonts=FONTS))
        assert f"“{printed}”" in text
        assert "could not be printed" not in text

    def test_urdu_comes_out_letter_for_letter(self) -> None:
        text = pdf_text(pdf(saying(URDU_WORDS), ENGLISH, fonts=FONTS))
        [words] = [line for line in text.split("\n") if "“" in line]
        assert sorted(without_space(words)) == sorted(without_space(f"“{URDU_WORDS}”"))

    def test_a_word_longer_than_the_line_is_broken_not_cut_off(self, file: bytes) -> None:
        assert "A" + "a" * 90 + "rgh" in without_space(pdf_text(file))
        lines = pdf_text(pdf(saying("m" * 400), ENGLISH, fonts=FONTS)).split("\n")
        assert max(len(line) for line in lines if "mmm" in line) < 60

    def test_emoji_are_printed(self) -> None:
        assert "🐇" in pdf_text(pdf(saying("a rabbit 🐇!"), ENGLISH, fonts=FONTS))

    @pytest.mark.parametrize("said", ["\ue123 mine", "\ud800 half", "\x00\x07 x", "a\u202eb", "\U0001fae8\U000e0041"])
    def test_letters_that_no_font_has_do_not_stop_the_paper(self, said: str) -> None:
        text = pdf_text(pdf(saying(said), ENGLISH, fonts=FONTS))
        assert "Zara put Reading under Good." in text

    def test_it_says_so_where_a_letter_could_not_be_printed(self) -> None:
        said = one_space(pdf_text(pdf(saying("\U0010fffd mine"), ENGLISH, fonts=FONTS)))
        note = "Some letters could not be printed here: a box stands in the place of each. The Word file has them all."
        # Where it is read before the boxes are met.
        assert said.index(note) < said.index("Zara put Reading")


class TestReadByEar:
    def test_it_is_tagged_for_the_accessible_standard(self, file: bytes) -> None:
        assert b"pdfuaid:part" in root(file)["/Metadata"].get_object().get_data()
        assert root(file)["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own kind of True
        assert root(file)["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # the same

    def test_it_states_its_title_school_and_language(self, file: bytes) -> None:
        about = pypdf.PdfReader(io.BytesIO(file)).metadata
        assert about is not None
        assert (about.title, about.author) == ("Pupil's views – Zara Ahmed", "Northfield Primary School")
        assert root(file)["/Lang"] == "en-GB"

    def test_headings_are_tagged_and_skip_no_level(self, full: Document, file: bytes) -> None:
        headings = [tag for tag, _ in pdf_tags(file) if tag.startswith("/H") and tag[2:].isdigit()]
        assert headings == ["/H1"] + ["/H2"] * (len(full.sections) + 3)

    def test_every_picture_says_what_it_shows(self, full: Document, file: bytes) -> None:
        expected = [picture.alt for s in full.sections for line in s.lines for picture in line.pictures]
        assert [words for tag, words in pdf_tags(file) if tag == "/Figure"] == expected

    def test_the_table_has_a_heading_row(self, file: bytes) -> None:
        assert [tag for tag, _ in pdf_tags(file)].count("/TH") == 3


class TestPaper:
    def test_it_is_a4(self, file: bytes) -> None:
        [width, height] = pypdf.PdfReader(io.BytesIO(file)).pages[0].mediabox[2:]
        assert (round(width), round(height)) == (595, 842)

    def test_it_asks_nothing_of_the_outside_and_runs_nothing(self, file: bytes) -> None:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root(file))
        assert b"/URI" not in file
        assert b"/JavaScript" not in file

    def test_the_same_document_is_the_same_file(self, full: Document, file: bytes) -> None:
        assert pdf(full, ENGLISH, fonts=FONTS) == file

    def test_missing_fonts_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(FontsMissing, match="Atkinson Hyperlegible Next"):
            pdf(a_document(), ENGLISH, fonts=tmp_path)

    def test_a_warning_of_typst_stops_the_paper(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        source = tmp_path / "views.typ"
        source.write_text(making._VIEWS.read_text("utf-8") + '\n#text(font: "No such font")[x]\n', "utf-8")
        monkeypatch.setattr(making, "_VIEWS", source)
        with pytest.raises(PdfNotMade):
            pdf(a_document(), ENGLISH, fonts=FONTS)


@pytest.mark.parametrize("claim", ["Zara picked Bus and Tram.", ""])
def test_every_picture_of_one_thing_is_shown_with_its_own_words(claim: str) -> None:
    line = a_line(claim=claim, words="Both!", pictures=[a_picture("Card: Bus"), a_picture("Card: Tram")])
    file = pdf(a_document(sections=[Section("What I like", [line])]), ENGLISH, fonts=FONTS)
    assert [words for tag, words in pdf_tags(file) if tag == "/Figure"] == ["Card: Bus", "Card: Tram"]


def test_a_short_paper_is_one_page() -> None:
    """With everything that a paper of one sitting has: whose copy it is, and how the views were gathered."""
    liked = a_line(pictures=[a_picture()], words_by="Picked by Zara")
    helps = a_line(
        claim="Zara picked A quiet place, More time and A friend.",
        words="and it is good when nobody shouts",
        words_by="Typed by Zara",
        pictures=[a_picture(f"Card: {name}") for name in ("A quiet place", "More time", "A friend")],
    )
    document = a_document(
        copy_for="Copy for the people at the meeting",
        sections=[Section("What I like", [liked]), Section("What helps me", [helps])],
        selection="This is a selection: it has 2 of the 9 things for this review that the school may pass on to the"
        " people at the meeting.",
        how=[
            HowItWasSaid(
                ["My cards", "My day"],
                date(2027, 3, 6),
                ["Miss Begum, teaching assistant"],
                ["Zara answered on the tablet", "A practice go came first, and is not in here", "No adult prompted"],
                "10:12 to 10:40",
            )
        ],
        credit="Pictures: OpenMoji (openmoji.org), licence CC BY-SA 4.0, made smaller and with thicker lines; some"
        " pictures drawn for My Say.",
    )
    assert len(pypdf.PdfReader(io.BytesIO(pdf(document, ENGLISH, fonts=FONTS))).pages) == 1


def test_no_page_holds_alone_what_closes_a_paper() -> None:
    """Wherever the page ends: what was checked stands on one page with how the views were gathered."""
    how = [HowItWasSaid(["My cards"], date(2027, 3, 6), ["Miss Begum"], ["Zara spoke"])]
    lengths = set()
    for many in range(2, 12):
        sections = [Section("What I like", [a_line(words="I am the goalie!")] * many)]
        document = a_document(sections=sections, how=how, credit="Pictures: OpenMoji.")
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(document, ENGLISH, fonts=FONTS))).pages]
        lengths.add(len(pages))
        (closing,) = [text for text in pages if "Checked before" in text]
        assert "How these views" in closing, many
    assert len(lengths) > 1
