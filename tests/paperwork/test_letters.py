from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from voice_app.paperwork.letters import by_direction, clean, closed, is_rtl, kept_apart

any_text = st.text(st.characters())  # lone surrogates and controls included


@given(any_text)
def test_any_text_can_stand_in_xml_once_cleaned(text: str) -> None:
    element = etree.Element("said")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text in (clean(text), None)


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("one\r\ntwo\rthree\x0bfour", "one\ntwo\nthree\nfour"),
        ("cafe\u0301", "café"),
        ("bell\x07 and null\x00", "bell and null"),
        ("\ud83d", "\ufffd"),
        ("  two  spaces\tand a tab ", "  two  spaces\tand a tab "),
        ("<b>&amp;</b> {{x}} $y$ #z", "<b>&amp;</b> {{x}} $y$ #z"),
    ],
)
def test_words_are_kept_as_typed(typed: str, printed: str) -> None:
    assert clean(typed) == printed


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("Zara", False), ("کتاب", True), ("123 کتاب Zara", True), ("“(Zara) کتاب”", False), ("!!! 12", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl


def test_a_text_without_letters_follows_the_document() -> None:
    assert is_rtl("12 !", otherwise=True)


def test_no_letter_that_runs_from_right_to_left_is_passed_over() -> None:
    """Of every letter there is: where a text is not looked at letter by letter, none in it runs that way."""
    for letter in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.bidirectional(letter) in ("R", "AL"):
            assert list(by_direction(f"a{letter}", False)) == [("a", False), (letter, True)], hex(ord(letter))
            assert kept_apart(letter, False) != letter, hex(ord(letter))


def test_what_can_be_printed_needs_no_cleaning_but_the_one_way_of_writing_it() -> None:
    for letter in filter(str.isprintable, map(chr, range(sys.maxunicode + 1))):
        assert clean(letter + "\x07") == clean(letter) == unicodedata.normalize("NFC", letter)


@given(any_text, st.booleans())
def test_cutting_by_direction_loses_no_letter_and_mixes_no_directions(text: str, rtl: bool) -> None:
    pieces = list(by_direction(text, rtl))
    assert "".join(piece for piece, _ in pieces) == text
    for piece, piece_rtl in pieces:
        wrong = ("L",) if piece_rtl else ("R", "AL")
        assert not any(unicodedata.bidirectional(letter) in wrong for letter in piece)


def test_a_mark_above_a_letter_stays_with_its_letter() -> None:
    assert list(by_direction("بِ a", False)) == [("بِ", True), (" a", False)]


def test_a_name_that_runs_the_same_way_needs_nothing_around_it() -> None:
    assert kept_apart("Zara", rtl=False) == "Zara"


def test_a_name_that_runs_the_other_way_is_kept_apart() -> None:
    assert kept_apart("زارا", rtl=False) == "\u2068زارا\u2069"


@given(st.text(st.sampled_from("aب\u202a\u202e\u2066\u2067\u2068\u2069\u202c")))
def test_no_direction_mark_reaches_beyond_the_words(text: str) -> None:
    depth = 0
    kept = closed(text)
    for place, letter in enumerate(kept):
        depth += (letter in "\u2066\u2067\u2068") - (letter == "\u2069")
        assert depth >= 0
        if letter in "\u202a\u202e\u202c":
            assert depth > 0, place
    assert depth == 0
    assert text in kept
