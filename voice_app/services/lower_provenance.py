"""How something was said can be put more carefully afterwards, never less.

See docs/practice.md, 7, and docs/architecture.md, Provenance.
"""

from __future__ import annotations

from collections.abc import Mapping

from activities.contract import Provenance
from voice_app.model import Statement

_SUMMARY_OR_READING = (Provenance.SCRIBED_SUMMARY, Provenance.ADULT_READING)
_WRITTEN_BY_AN_ADULT = (Provenance.SCRIBED_VERBATIM, *_SUMMARY_OR_READING)

#: For each way of saying, the ways an adult may move it down to. Words from signing or an interpreter are never
#: verbatim, and a parent's view stays a parent's view.
DOWN: Mapping[Provenance, tuple[Provenance, ...]] = {
    Provenance.OWN_WORDS_TYPED: _WRITTEN_BY_AN_ADULT,
    Provenance.OWN_WORDS_SPOKEN: _WRITTEN_BY_AN_ADULT,
    Provenance.OWN_CHOICE: _WRITTEN_BY_AN_ADULT,
    Provenance.INTERPRETED: _SUMMARY_OR_READING,
    Provenance.SCRIBED_VERBATIM: _SUMMARY_OR_READING,
    Provenance.SCRIBED_SUMMARY: (Provenance.ADULT_READING,),
    Provenance.ADULT_READING: (),
    Provenance.PARENT_VIEW: (),
}


class CannotMoveUp(ValueError):
    """The words would count for more than they did; nobody may do that."""


def lower_provenance(statement: Statement, to: Provenance) -> bool:
    """Move one statement down; it keeps what it was at first. Returns whether anything changed.

    Raises CannotMoveUp for every move that is not in `DOWN`.
    """
    at_present = Provenance(statement.provenance)
    if to is at_present:
        return False
    if to not in DOWN[at_present]:
        raise CannotMoveUp(f"{at_present} to {to}")
    statement.provenance_was = statement.provenance_was or statement.provenance
    statement.provenance = to.value
    return True
