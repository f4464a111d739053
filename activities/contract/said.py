"""What an answer says: statements, and what changed since the time before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .answer import Provenance, State
from .words import Text


class Theme(StrEnum):
    """The guide's four themes of pupil voice."""

    LIKES = "likes-and-dislikes"
    SUPPORT = "support"
    PEOPLE = "people"
    HOPES = "hopes"


class Leaning(StrEnum):
    """Which way a statement leans, as far as the pupil said."""

    GOOD = "good"
    MIXED = "mixed"
    HARD = "hard"
    NONE = "none"


#: What a statement can fill in an authority's form; the names used for the boxes of such forms.
CONTENTS = frozenset(
    {
        *("views_working", "views_not_working", "likes_and_strengths", "important_to", "how_to_support"),
        *("aspirations", "people_who_matter", "pupil_view_of_cycle", "pfa_employment", "pfa_independent_living"),
        *("pfa_community", "pfa_health"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing said: what is shared, attached, quoted and answered. Claims only the tap or the words.

    `key` is the room's own item key, never a position. `claim` holds %(pupil)s for the pupil's name. `words` are
    whole, never shortened; whether they may stand in quotation marks follows from `provenance`.
    """

    key: str
    state: State
    theme: Theme
    leaning: Leaning
    content: str
    claim: Text
    words: str | None = None
    pictures: Sequence[str] = ()
    #: Keys of the pupil's own photos.
    photos: Sequence[str] = ()
    provenance: Provenance = Provenance.OWN_CHOICE
    written_by: str | None = None
    prompts: Sequence[str] = ()
    #: "please-try", "just-saying", or nothing where the pupil was not asked.
    wants: str | None = None
    #: What other pupils are called in the claim or the words (`names.names_in`): papers print "another pupil". Where
    #: it is not sure that it is a name, it is left, and a person is told to look.
    other_pupils: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.content not in CONTENTS:
            raise ValueError(f"No form has a box for {self.content!r}")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that the pupil said differently this time, in the child's own terms: "Moved to Good"."""

    #: The statements that say it now and said it then: who may not see both is told of no change.
    key: str
    before_key: str
    about: Text
    before: Text
    after: Text
