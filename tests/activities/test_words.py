"""A sentence of the data is filled once, so that what a pupil wrote stays as it was written."""

from __future__ import annotations

from activities.contract import N_p, exact, listed
from tests.activities.sitting import in_english

HELPS = N_p("statement", "%(who)s: asked what they help with, %(pupil)s said:")


def test_words_that_look_like_a_place_are_left_as_they_were_written() -> None:
    said = HELPS.filled(who=exact("100% Bella %(pupil)s %s %(words)s"), pupil="Zara")

    assert in_english(said) == "100% Bella %(pupil)s %s %(words)s: asked what they help with, Zara said:"


def test_a_name_that_looks_like_a_place_is_not_filled_in_a_list_either() -> None:
    said = N_p("statement", "%(pupil)s picked: %(picked)s.").filled(picked=listed([exact("%(pupil)s"), exact("Nani")]))

    assert in_english(said) == "Zara picked: %(pupil)s, Nani."


def test_a_place_that_nothing_fills_stays_as_it_is() -> None:
    assert in_english(HELPS.filled(pupil="Zara")) == "%(who)s: asked what they help with, Zara said:"
