from __future__ import annotations

from babel.support import NullTranslations
from hypothesis import given
from hypothesis import strategies as st

from activities.contract.answer import clean_words
from tests.paperwork.make_document import a_full_document, saying
from tests.paperwork.reading import quoted
from voice_app.paperwork.content import WordsAre
from voice_app.paperwork.text import plain_text

ENGLISH = NullTranslations()


def test_a_statement_is_one_line_with_its_words_and_source() -> None:
    assert (
        "\n• Zara put Reading under Good. “a dog <b>& me” (Typed by Zara. Sorted by Zara in My cards, 6 March 2027. "
        "Miss Begum was there.)\n"
    ) in plain_text(saying("a dog <b>& me", words_by="Typed by Zara"), ENGLISH)


def test_a_line_break_in_the_words_keeps_the_statement_on_one_line() -> None:
    assert "“one two”" in plain_text(saying("one\ntwo"), ENGLISH)


#: What pupils type, and what tablets put in: spaces of all sorts, joiners, emoji, marks above letters, mark-up.
LETTERS = (
    "ab  \t\n\u00a0\u202f\u2003\u200d\u200c\u200b\u00ad\u0301\u0336کتا“”‘’\"'#$*_@\\`~<>[]=-/👍🏽👨👩👧🦄❤\ufe0f🇬🇧é"
)


@given(st.text(st.sampled_from(LETTERS), min_size=1), st.sampled_from(WordsAre))
def test_the_words_read_back_are_the_words_stored(typed: str, words_are: WordsAre) -> None:
    stored = clean_words(typed)
    if stored.strip():
        text = plain_text(saying(stored, words_are=words_are), ENGLISH)
        assert stored.replace("\n", " ") in text


def test_quotation_marks_stand_round_exact_words_only() -> None:
    document = a_full_document()
    exact = [
        line.words.replace("\n", " ")
        for section in document.sections
        for line in section.lines
        if line.words and line.words_are is WordsAre.EXACT
    ]
    assert quoted(plain_text(document, ENGLISH)) == exact


def test_no_line_can_be_taken_for_a_formula() -> None:
    lines = plain_text(saying("x\n=1+1\n@SUM(A1)"), ENGLISH).splitlines()
    assert not [line for line in lines if line.startswith(("=", "+", "-", "@"))]


def test_what_adults_made_of_it_says_so() -> None:
    text = plain_text(a_full_document(), ENGLISH)
    assert "An adult’s summary, not exact words: Zara finds it easier" in text
    assert "• Adult’s note: She looked to the door before each card about lunch. (Written by Miss Begum" in text


def test_urdu_words_cannot_turn_the_line_round() -> None:
    assert "\u2068“کتاب”\u2069 (" in plain_text(saying("کتاب"), ENGLISH)
