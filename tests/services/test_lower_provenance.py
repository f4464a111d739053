"""An adult can say that words count for less, never for more."""

from __future__ import annotations

import pytest

from activities.contract import Provenance
from voice_app.model import Statement
from voice_app.services.lower_provenance import CannotMoveUp, lower_provenance

#: From the top to the bottom; OWN_* are side by side at the top, and so is INTERPRETED.
TABLE = {
    "OWN_WORDS_TYPED": {"SCRIBED_VERBATIM", "SCRIBED_SUMMARY", "ADULT_READING"},
    "OWN_WORDS_SPOKEN": {"SCRIBED_VERBATIM", "SCRIBED_SUMMARY", "ADULT_READING"},
    "OWN_CHOICE": {"SCRIBED_VERBATIM", "SCRIBED_SUMMARY", "ADULT_READING"},
    "INTERPRETED": {"SCRIBED_SUMMARY", "ADULT_READING"},
    "SCRIBED_VERBATIM": {"SCRIBED_SUMMARY", "ADULT_READING"},
    "SCRIBED_SUMMARY": {"ADULT_READING"},
    "ADULT_READING": set(),
    "PARENT_VIEW": set(),
}
MOVES = [(one, other) for one in Provenance for other in Provenance if one is not other]


@pytest.mark.parametrize(("before", "after"), MOVES)
def test_a_move_is_allowed_as_the_table_says(before: Provenance, after: Provenance) -> None:
    statement = Statement(provenance=before.value)
    if after.value in TABLE[before.value]:
        assert lower_provenance(statement, after)
        assert (statement.provenance, statement.provenance_was) == (after.value, before.value)
    else:
        with pytest.raises(CannotMoveUp):
            lower_provenance(statement, after)
        assert (statement.provenance, statement.provenance_was) == (before.value, None)


def test_what_it_was_at_first_is_kept_through_two_moves() -> None:
    statement = Statement(provenance="OWN_WORDS_TYPED")
    lower_provenance(statement, Provenance.SCRIBED_SUMMARY)
    lower_provenance(statement, Provenance.ADULT_READING)
    assert statement.provenance_was == "OWN_WORDS_TYPED"


def test_the_same_again_changes_nothing() -> None:
    statement = Statement(provenance="PARENT_VIEW")
    assert not lower_provenance(statement, Provenance.PARENT_VIEW)
    assert statement.provenance_was is None
