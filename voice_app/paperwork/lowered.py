"""What may be claimed of a thing once an adult said that it was more their doing than the pupil's.

The room says of each of its claims what is left of it (`Activity.lowered`); here is decided which of that it is.
"""

from __future__ import annotations

from activities import all_activities
from activities.contract import N_, Provenance, Text
from voice_app.model import Statement

#: Told by an adult, and not by the pupil.
LOWERED = frozenset({Provenance.SCRIBED_SUMMARY, Provenance.ADULT_READING})

#: Of what no room can speak for any more, or where nothing was said or picked: a photo alone.
AS_SEEN = N_("An adult’s summary or view. This is how it was kept: %(claim)s")


def claim_of(statement: Statement, claim: Text, *, older: bool, no_answer: Text | None = None) -> Text:
    """The claim as it may stand for the statement's provenance; the room's own where the pupil did it.

    `no_answer`: what came of asking, where no answer came: "Skipped".
    """
    provenance = Provenance(statement.provenance)
    if provenance not in LOWERED:
        return claim
    seen = provenance is Provenance.ADULT_READING
    room = all_activities().get(statement.response.activity)
    left = room.lowered_claim(statement.item, claim, older=older) if room else None
    if left is None:
        return Text("") if statement.words else AS_SEEN.filled(claim=claim)
    tapped = left.tapped_as_seen if seen else left.tapped
    if tapped is not None:
        # Also what was picked before the pupil stopped there.
        return tapped
    if statement.words:
        return left.words
    if no_answer is not None and seen:
        # That was tapped too, and it was not the pupil's "I don't know".
        return left.left.filled(came=no_answer)
    return AS_SEEN.filled(claim=claim)
