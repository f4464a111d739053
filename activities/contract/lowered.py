"""What is left of a claim once an adult, and not the pupil, told or picked it (docs/practice.md, 7).

A room's own claim says what the pupil said or picked ("Wish 3, as Kai said it"). Of a summary, or of what an adult saw,
that is not true any more: then it is told what was asked, and that an adult picked. Each room says of its own claims
what these are about (`Activity.lowered`), with the sentences made here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .conversation import Question
from .words import N_, Text

_ASKED = N_("This was asked: %(question)s")
_ASKED_ABOUT = N_("About %(thing)s, this was asked: %(question)s")
_ALSO_PICKED = N_("%(asked)s This was picked: %(picked)s.")
_ADULT_PICKED = N_("%(asked)s As an adult saw it, for %(pupil)s: %(picked)s.")
_PUPIL_PUT = N_("%(pupil)s put %(card)s under %(place)s.")
_PUPIL_PUT_ABOUT = N_("About %(thing)s, %(pupil)s put %(card)s under %(place)s.")
_ADULT_PUT = N_("As an adult saw it, for %(pupil)s: %(card)s lies under %(place)s.")
_ADULT_PUT_ABOUT = N_("About %(thing)s, as an adult saw it, for %(pupil)s: %(card)s lies under %(place)s.")
_ADULT_RINGED = N_("As an adult saw it, for %(pupil)s: %(who)s lies in the ring %(ring)s.")
_ADULT_LEFT_OPEN = N_("%(asked)s As an adult saw it, for %(pupil)s: %(came)s.")
_ADULT_LEFT = N_("As an adult saw it, for %(pupil)s: %(card)s. %(came)s.")
_ADULT_LEFT_ABOUT = N_("About %(thing)s, as an adult saw it, for %(pupil)s: %(card)s. %(came)s.")
_OF_CARD = N_("This is about %(card)s.")
_OF_CARD_ABOUT = N_("This is about %(thing)s: %(card)s.")

Name = str | Text


@dataclass(frozen=True)
class Lowered:
    """The sentences that may stand in the place of a claim; each may have a place for %(pupil)s.

    words: what leads to an adult's words, where nothing was tapped.
    tapped: where the words are an adult's summary, and the pupil's own hand tapped; nothing where nothing was tapped.
    tapped_as_seen: where an adult tapped for the pupil.
    left: where an adult saw that no answer came; it has a place for what came of asking, %(came)s.
    """

    words: Text
    tapped: Text | None
    tapped_as_seen: Text | None
    left: Text


def put_there(card: Name, place: Name, *, about: Name | None = None) -> Lowered:
    """Of a card that lies on a scale. `about`: the card inside which it lies."""
    put, seen = (_PUPIL_PUT, _ADULT_PUT) if about is None else (_PUPIL_PUT_ABOUT, _ADULT_PUT_ABOUT)
    places = _places(card, about) | {"place": place}
    return replace(not_put(card, about=about), tapped=put.filled(**places), tapped_as_seen=seen.filled(**places))


def not_put(card: Name, *, about: Name | None = None) -> Lowered:
    """Of a card that was not put anywhere, or of words beside one. `about`: the card inside which it lies."""
    words, left = (_OF_CARD, _ADULT_LEFT) if about is None else (_OF_CARD_ABOUT, _ADULT_LEFT_ABOUT)
    places = _places(card, about)
    return Lowered(words.filled(**places), None, None, left.filled(**places))


def _places(card: Name, about: Name | None) -> dict[str, Name]:
    return {"card": card} if about is None else {"card": card, "thing": about}


def put_in_ring(who: Name, ring: Name, asked: Lowered) -> Lowered:
    """Of somebody who lies in a ring; `asked` is what `was_asked` gives for the question about them."""
    return Lowered(asked.words, None, _ADULT_RINGED.filled(who=who, ring=ring), asked.left)


def was_asked(question: Question, *, older: bool, about: Name | None = None, picked: Name | None = None) -> Lowered:
    """Of an answer to a question, as it stood on the screen: `about` what it was, and what was `picked`.

    A list of nothing (`listed`) is nothing picked: no sentence claims a tap that never was.
    """
    picked = None if isinstance(picked, Text) and not picked.text else picked
    asked = question.ask.version(older)
    if about is None:
        sentence = _ASKED.filled(question=asked)
    elif "%(card)s" in asked.text:
        sentence = _ASKED.filled(question=asked.filled(card=about))
    else:
        sentence = _ASKED_ABOUT.filled(thing=about, question=asked)
    return Lowered(
        words=sentence,
        tapped=_ALSO_PICKED.filled(asked=sentence, picked=picked) if picked is not None else None,
        tapped_as_seen=_ADULT_PICKED.filled(asked=sentence, picked=picked) if picked is not None else None,
        left=_ADULT_LEFT_OPEN.filled(asked=sentence),
    )
