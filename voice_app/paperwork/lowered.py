"""What may be claimed of a thing once an adult said that it was more their doing than the pupil's.

The room's own claim says what the pupil said or picked ("Wish 3, as Kai said it"). Of a summary, or of what an adult
saw, that is not true any more (docs/practice.md, 7): then it is told what was asked, and that an adult picked.
"""

from __future__ import annotations

from activities import all_activities
from activities.contract import N_, Provenance, Sort, Text
from voice_app.model import Statement

#: Told by an adult, and not by the pupil.
LOWERED = frozenset({Provenance.SCRIBED_SUMMARY, Provenance.ADULT_READING})

ASKED = N_("This was asked: %(question)s")
ASKED_ABOUT = N_("About %(thing)s, this was asked: %(question)s")
ALSO_PICKED = N_("%(asked)s This was picked: %(picked)s.")
PUPIL_PUT = N_("%(pupil)s put %(card)s under %(place)s.")
ADULT_PUT = N_("As an adult saw it, for %(pupil)s: %(card)s lies under %(place)s.")
ADULT_PICKED = N_("%(asked)s As an adult saw it, for %(pupil)s: %(picked)s.")
ADULT_RINGED = N_("As an adult saw it, for %(pupil)s: %(who)s lies in the ring %(ring)s.")
ADULT_LEFT = N_("As an adult saw it, for %(pupil)s: %(card)s. %(came)s.")
AS_SEEN = N_("An adult’s summary or view. This is how it was kept: %(claim)s")
#: What a claim calls the thing that it is about, the nearest first.
THINGS = ("inside", "card", "wish", "thing", "person", "who", "part")


def claim_of(statement: Statement, claim: Text, *, older: bool, no_answer: Text | None = None) -> Text:
    """The claim as it may stand for the statement's provenance; the room's own where the pupil did it.

    `no_answer`: what came of asking, where no answer came: "Skipped".
    """
    provenance = Provenance(statement.provenance)
    if provenance not in LOWERED:
        return claim
    values = claim.values
    thing = next((values[name] for name in THINGS if name in values), None)
    seen = provenance is Provenance.ADULT_READING
    if "place" in values and thing is not None:
        # Where words were summed up, the card was still put there by the pupil's own hand.
        put = ADULT_PUT if seen else PUPIL_PUT
        return put.filled(card=thing, place=values["place"])
    if seen and "ring" in values and thing is not None:
        return ADULT_RINGED.filled(who=thing, ring=values["ring"])
    asked = _asked(statement, thing, older=older)
    if no_answer is not None and seen and not statement.words:
        # That was tapped too, and it was not the pupil's "I don't know".
        return _left(asked, thing, no_answer, claim)
    if asked is None:
        return AS_SEEN.filled(claim=claim) if not statement.words else Text("")
    if "picked" in values:
        return (ADULT_PICKED if seen else ALSO_PICKED).filled(asked=asked, picked=values["picked"])
    return asked if statement.words else AS_SEEN.filled(claim=claim)


def _left(asked: Text | None, thing: str | Text | None, no_answer: Text, claim: Text) -> Text:
    if asked is not None:
        return ADULT_PICKED.filled(asked=asked, picked=no_answer)
    return ADULT_LEFT.filled(card=thing, came=no_answer) if thing is not None else AS_SEEN.filled(claim=claim)


def _asked(statement: Statement, thing: str | Text | None, *, older: bool) -> Text | None:
    """The question as the pupil met it, and what it was about; nothing for a card, whose question names nothing."""
    room = all_activities().get(statement.response.activity)
    question = room.by_key.asks.get(statement.item) if room else None
    if question is None or isinstance(question, Sort):
        return None
    asked = question.ask.version(older)
    if thing is None:
        return ASKED.filled(question=asked)
    if "%(card)s" in asked.text:
        return ASKED.filled(question=asked.filled(card=thing))
    return ASKED_ABOUT.filled(thing=thing, question=asked)
