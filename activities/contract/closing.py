"""How every room ends: is there anything else, and have I got it right?"""

from __future__ import annotations

from .answer import Answer
from .conditions import Condition
from .conversation import OwnWords, ReadBack
from .said import Statement, Theme
from .telling import NO_MORE, in_words
from .words import N_p, Wording

ANYTHING_ELSE = "anything-else"

_SAID = N_p("statement", "Asked for anything else, %(pupil)s said:")


def anything_else(when: Condition) -> OwnWords:
    """The last open question."""
    return OwnWords(
        key=ANYTHING_ELSE,
        picture="anything-else",
        ask=Wording(
            N_p("pupil-S", "Is there anything else?"), N_p("pupil-O", "Is there anything else you want to say?")
        ),
        no_more=NO_MORE,
        when=when,
    )


def says_anything_else(answer: Answer, theme: Theme) -> Statement | None:
    """What the pupil wanted to add at the end."""
    return in_words(answer, ANYTHING_ELSE, _SAID, theme=theme, content="important_to")


def read_back(over: str, when: Condition, *, key: str = "read-back", heads: str = "") -> ReadBack:
    """What was said, shown and said back, to keep or to change (rule A31). `over` is a pattern of items.

    `heads`: an item of these that only says what all was about.
    """
    return ReadBack(
        key=key,
        ask=Wording(N_p("pupil-S", "Have I got it right?"), N_p("pupil-O", "Have I got it right?")),
        over=over,
        heads=heads,
        when=when,
    )
