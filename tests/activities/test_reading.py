"""What came in is read once: a shorter way gives the same as the longer one."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from activities.contract import read_items_beside, take_in
from activities.contract.answer import BYTE_ORDER_MARK, clean_words, read_answer

ITEMS = st.dictionaries(
    st.sampled_from(("card:art", "card:maths", "wish:1")),
    st.fixed_dictionaries(
        {"state": st.sampled_from(("given", "skipped", "started")), "provenance": st.just("OWN_WORDS_TYPED")},
        optional={
            "words": st.text(max_size=8),
            "picks": st.lists(st.sampled_from(("good", "hard")), max_size=2),
            "by": st.sampled_from(("Miss Begum", "Mr Khan")),
        },
    ),
)


@given(ITEMS, ITEMS)
def test_an_answer_read_beside_another_is_the_one_that_is_read_alone(before: object, now: object) -> None:
    came_in = {"items": now, "undo": []}
    kept = {"items": before, "undo": []}
    assert read_items_beside(kept, came_in, take_in(came_in)) == read_answer(kept)


def test_words_lose_what_nobody_sees_and_nothing_else() -> None:
    """Of every letter there is."""
    for letter in map(chr, range(sys.maxunicode + 1)):
        seen = letter if letter.isascii() else letter.encode("utf-8", "replace").decode()
        gone = seen == BYTE_ORDER_MARK or (seen not in "\n\t" and unicodedata.category(seen) == "Cc")
        assert clean_words(letter) == ("" if gone else unicodedata.normalize("NFC", seen)), hex(ord(letter))
        assert clean_words(f"{letter}\n") == clean_words(letter) + "\n"
