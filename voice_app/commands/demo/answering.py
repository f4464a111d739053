"""How an invented pupil goes through an activity: steady in what they like, in words of their age."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from activities.contract import (
    Activity,
    Answer,
    Choose,
    Question,
    Sort,
    Step,
    Surroundings,
    Touch,
    next_step,
    touch,
)
from activities.contract.flow import allowed_picks

from .believable import Sense, words_for

#: How often a pupil puts a card where they put it last time.
STEADY = 0.8


@dataclass(frozen=True)
class Speaker:
    """One pupil as a source of answers."""

    #: The same for all sittings of a pupil, so that what they like stays what they like.
    nature: str
    age: str
    #: Who writes for the pupil; nothing where they type or tap.
    scribe: str | None = None
    #: Whether the pupil tells things in words, by whatever way; else in pictures alone.
    in_words: bool = True
    #: Pictures of those who are family, so that nobody names a dad they do not have.
    family: Collection[str] = ()

    def touches(self, activity: Activity, random: Random, around: Surroundings) -> Iterator[tuple[Touch, Answer]]:
        """The whole conversation, touch by touch, each with the answer after it."""
        answer = Answer()
        while (step := next_step(activity.conversation, answer, around)) is not None:
            wanted = activity.pretend_touches(step.question, step.item, answer, random)
            for what in self._as_this_pupil(wanted, step, answer, activity, random):
                answer = touch(step.question, answer, what, around)
                yield what, answer

    def _as_this_pupil(
        self, wanted: Sequence[Touch], step: Step, answer: Answer, activity: Activity, random: Random
    ) -> Sequence[Touch]:
        usual = [self._usual(one, step.question, random) for one in wanted]
        words = words_for(step.item, self.age, answer) if self.in_words else ()
        sense = Sense(step.question, step.item, answer, activity.by_key.asks, self.family)
        made = sense.touches(usual, random.choice(words) if words else "", random)
        return [replace(one, by=self.scribe) if one.kind == "words" else one for one in made]

    def _usual(self, what: Touch, question: Question, random: Random) -> Touch:
        """Mostly as this pupil answered the time before."""
        usual = Random(f"{self.nature} {what.item}")  # noqa: S311 - an invented pupil, no secret
        if what.kind == "pick" and isinstance(question, Sort) and random.random() < STEADY:
            places = [place.value for place in question.scale]
            return replace(what, value=usual.choices(places, weights=range(len(places) + 1, 1, -1))[0])
        one_of = isinstance(question, Choose) and not question.many and not question.own_words
        if what.kind == "pick" and one_of and isinstance(question, Choose) and random.random() < STEADY:
            return replace(what, value=usual.choice(question.choices).value)
        return what


def other_tablet(activity: Activity, before: Answer, around: Surroundings, *, than: Answer) -> Answer | None:
    """What a second tablet could have sent for the same touch; nothing where there is nothing to pick."""
    step = next_step(activity.conversation, before, around)
    if step is None:
        return None
    for value in sorted(allowed_picks(step.question, before, step.item)):
        other = touch(step.question, before, Touch("pick", step.item, value), around)
        if other.as_stored() != than.as_stored():
            return other
    return None
