"""What keeps an invented pupil from saying two things that cannot both be, or words beside the point.

Rooms play pretend pupils whose every touch is drawn by itself. Here a touch is looked at beside what was said before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from activities.contract import Answer, Choose, ChooseAmong, OwnWords, Question, Sort, State, Touch
from activities.contract.flow import allowed_picks, offered

from . import phrases

#: Beginnings of items that are told in pictures alone: what children say there fits one thing, and is drawn for any.
IN_PICTURES = frozenset(
    {
        *("card", "inside", "own-inside", "talk-about", "most-liked", "least-liked", "difference", "matters-most"),
        *("photo", "is", "how", "what", "happens", "who", "go-to", "worried", "learning", "like", "tell-more"),
        *("what-is-it-like", "best", "hardest", "who-could-help"),
    }
)
#: Pictures of a good part of a day that say what is hard there, and the other way round.
HARD_SIGNS = frozenset({"noise", "hurry", "waiting", "change", "queue", "smell", "tired", "awake", "asked"})
GOOD_SIGNS = frozenset(
    {
        *("help", "quiet", "music", "free-time", "story", "choosing", "pets", "rest", "club", "someone-wakes-me"),
        *("with-someone", "breakfast", "family", "making", "snack", "bath", "getting-home"),
    }
)
#: Questions of which one says the opposite of the other: nobody picks the same picture twice.
OPPOSITES: Mapping[str, str] = {"adults-dont": "adults-do", "adults-do": "adults-dont", "stops": "helps*"}
#: Who may matter to anybody; the family comes with the pupil (`Speaker.family`).
ANYBODY = frozenset({"brother", "sister", "grandad", "auntie", "uncle", "friend", "teacher", "helper", "dog", "cat"})
IN_SCHOOL, PETS = frozenset({"friend", "teacher", "helper"}), frozenset({"dog", "cat"})
WHAT_PETS_HELP_WITH = frozenset({"playing", "laughing", "calm"})
#: Which places show what, and what happens there.
PLACES_FOR: Mapping[str, Collection[str]] = {
    "place": ("classroom", "hall", "playground", "dinner-hall", "library", "corridor", "outside"),
    "helps": ("quiet-room", "library", "outside"),
    "in-the-way": ("corridor", "dinner-hall", "hall"),
}
HAPPENS_AT: Mapping[str, Collection[str]] = {
    "classroom": ("learning", "talking", "making"),
    "hall": ("moving",),
    "playground": ("playing", "moving"),
    "dinner-hall": ("talking", "waiting"),
    "library": ("learning", "being-quiet"),
    "corridor": ("waiting", "moving"),
    "quiet-room": ("being-quiet",),
    "outside": ("playing", "moving"),
}


@dataclass(frozen=True)
class Sense:
    """What fits at one question, beside what was said before it."""

    question: Question
    item: str
    answer: Answer
    #: The questions of the activity by their items.
    asks: Mapping[str, Question]
    #: Pictures of those who are this pupil's family.
    family: Collection[str]

    def touches(self, wanted: Sequence[Touch], words: str, random: Random) -> list[Touch]:
        """What was wanted, as far as it makes sense; another pick where that one does not; a skip where none does.

        `words`: what is said here where something is said; empty where this pupil has nothing to say.
        """
        kinds = {one.kind for one in wanted}
        if not kinds & {"pick", "words"}:
            return list(wanted)
        if words and "words" in kinds and isinstance(self.question, OwnWords) and self._about not in IN_PICTURES:
            said = [one for one in wanted if one.kind != "pick"]
            return [replace(one, words=words) if one.kind == "words" else one for one in said]
        fitting = [value for value in self._can_be_picked() if self._fits(value)]
        if not fitting:
            return [Touch("skip", self.item)]
        values = [one.value for one in wanted if one.kind == "pick"] or [""]
        picks = dict.fromkeys(value if value in fitting else random.choice(fitting) for value in values)
        # Of one picture nothing more is said: the next question comes by itself.
        moves_on = [] if self._is_one_pick() else [Touch("next", self.item)]
        return [*(Touch("pick", self.item, value) for value in picks), *moves_on]

    @property
    def _about(self) -> str:
        return self.item.partition(":")[0]

    @property
    def _end(self) -> str:
        return self.item.partition(":")[2]

    def _can_be_picked(self) -> list[str]:
        if isinstance(self.question, ChooseAmong):
            return sorted(offered(self.question, self.answer))
        return sorted(allowed_picks(self.question, self.answer, self.item))

    def _is_one_pick(self) -> bool:
        if isinstance(self.question, OwnWords):
            return False
        return not (isinstance(self.question, Choose | ChooseAmong) and self.question.many)

    def _fits(self, value: str) -> bool:
        if isinstance(self.question, OwnWords) and self.question.no_more and value == self.question.no_more.value:
            return self.item != "who:1" and self._about != "does"
        if value == "something-else" or value in self._picked(OPPOSITES.get(self._about, "-")):
            return False
        rule = RULES.get(self._about)
        return rule is None or rule(self, value)

    def _picked(self, pattern: str) -> set[str]:
        """What was picked at these items: one, or with a star at the end all that begin so."""
        begins = pattern.removesuffix("*")
        of_these = [
            said
            for item, said in self.answer.items.items()
            if item == pattern or (pattern.endswith("*") and item.startswith(begins))
        ]
        return {pick for said in of_these if said.state is State.GIVEN for pick in said.picks}

    def _lies_at(self, card: str, tone: str) -> bool:
        asked = self.asks.get(card)
        places = asked.scale if isinstance(asked, Sort) else ()
        return any(place.tone == tone and place.value in self._picked(card) for place in places)


#: By the beginning of an item: what may be picked there.
RULES: Mapping[str, Callable[[Sense, str], bool]] = {
    "good": lambda here, pick: pick not in HARD_SIGNS,
    "hard": lambda here, pick: pick not in GOOD_SIGNS and pick not in here._picked(f"good:{here._end}"),
    "most-liked": lambda here, card: here._lies_at(card, "good"),
    "least-liked": lambda here, card: here._lies_at(card, "hard"),
    "who": lambda here, pick: pick in {*ANYBODY, *here.family} and pick not in here._picked("who:*"),
    "does": lambda here, pick: not PETS & here._picked(f"who:{here._end}") or pick in WHAT_PETS_HELP_WITH,
    "go-to": lambda here, who: bool(IN_SCHOOL & here._picked(who)),
    "worried": lambda here, who: bool(here._picked(who)),
    "learning": lambda here, who: bool(here._picked(who) - PETS),
    "what": lambda here, pick: pick in PLACES_FOR,
    "photo": lambda here, place: any(place in PLACES_FOR[what] for what in here._picked(f"what:{here._end}")),
    "happens": lambda here, pick: any(pick in HAPPENS_AT[at] for at in here._picked(f"photo:{here._end}")),
    # What would be different goes with the words of a wish; of a picture nothing more is known.
    "different": lambda here, pick: False,
    "like": lambda here, pick: False,
}


def words_for(item: str, age: str, answer: Answer) -> Sequence[str]:
    """What a pupil of this age may still say to this item: nobody makes the same wish twice.

    What would be different goes with the wish; what children say of help is said of a grown-up.
    """
    about, _, number = item.partition(":")
    if about == "different":
        wish = answer.get(f"wish:{number}")
        return phrases.WOULD_BE_DIFFERENT.get(wish.words, ()) if wish else ()
    if about == "does" and (who := answer.get(f"who:{number}")) and {*who.picks} & {"friend", *PETS}:
        return ()
    said = {one.words for one in answer.items.values()}
    return [one for one in phrases.phrase_for(item, age) if one not in said]
