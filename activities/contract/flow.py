"""What is asked next, and what a touch does. The browser has the same functions, held to the same `cases.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .answer import MOST_BYTES, Answer, AnswerProblem, Provenance, Said, State
from .conditions import Surroundings, holds
from .conversation import Choose, ChooseAmong, Conversation, OwnWords, Question, ReadBack, Sort, Step

#: Touches of the bar that settle an item without an answer.
WITHOUT_ANSWER = {
    "turn-over": State.TURNED_OVER,
    "skip": State.SKIPPED,
    "dont-know": State.DONT_KNOW,
}


@dataclass(frozen=True)
class Touch:
    """One thing the pupil, or the adult who writes, did."""

    #: "pick", "words", "next", "turn-over", "skip", "dont-know" or "back".
    kind: str
    item: str
    value: str = ""
    words: str = ""
    #: Who wrote, where it was not the pupil.
    by: str | None = None


def settled(answer: Answer, item: str) -> bool:
    """Whether the pupil has dealt with this item, in whichever way."""
    said = answer.get(item)
    return said is not None and said.state is not State.STARTED


def next_step(conversation: Conversation, answer: Answer, around: Surroundings) -> Step | None:
    """The first thing that is still to be asked, or nothing where all has been."""
    for question in conversation:
        if not holds(question.when, answer, around):
            continue
        for item in question.items:
            if item not in around.left_out and not settled(answer, item):
                return Step(question, item)
    return None


def touch(question: Question, answer: Answer, what: Touch, around: Surroundings) -> Answer:
    """The answer after this touch. Raises AnswerProblem where the question does not take it."""
    if what.kind == "back":
        return go_back(answer)
    before = answer.get(what.item)
    after = _after(question, before, what, around)
    if after == before:
        return answer
    # While somebody types, each pause is kept, but Go back takes the whole of it.
    still_typing = what.kind == "words" and _typed_last(answer, what.item, before, after)
    undo = answer.undo if still_typing else (*answer.undo, (what.item, before))
    return _within_size(Answer(items={**answer.items, what.item: after}, undo=undo))


def _typed_last(answer: Answer, item: str, before: Said | None, after: Said) -> bool:
    """Whether the last touch was typing here too, by the same hand. A picture picked in between is its own step."""
    if not answer.undo or before is None or before.state is not State.STARTED:
        return False
    last_item, earlier = answer.undo[-1]
    picks_then = earlier.picks if earlier else ()
    return last_item == item and picks_then == before.picks and before.by == after.by


def go_back(answer: Answer) -> Answer:
    """The answer as it was before the last touch; as often as there are touches (rule A44)."""
    if not answer.undo:
        return answer
    item, before = answer.undo[-1]
    items = dict(answer.items)
    if before is None:
        items.pop(item, None)
    else:
        items[item] = before
    return Answer(items=items, undo=answer.undo[:-1])


def _after(question: Question, before: Said | None, what: Touch, around: Surroundings) -> Said:
    current = before or Said(State.STARTED)
    prompts = (question.prompt,) if question.prompt else ()
    current = replace(current, prompts=prompts)
    if what.kind in WITHOUT_ANSWER:
        if what.kind == "turn-over" and not isinstance(question, Sort):
            raise AnswerProblem("Only a card can be turned over")
        return Said(WITHOUT_ANSWER[what.kind], prompts=prompts)
    if what.kind == "pick":
        return _picked(question, current, what.value)
    if what.kind == "words":
        return _written(question, current, what, around)
    if what.kind == "next":
        has_answer = bool(current.picks or current.words.strip())
        return replace(current, state=State.GIVEN) if has_answer else Said(State.SKIPPED, prompts=prompts)
    raise AnswerProblem(f"There is no touch called {what.kind!r}")


def _picked(question: Question, current: Said, value: str) -> Said:
    if isinstance(question, Choose) and question.many:
        rest = tuple(one for one in current.picks if one != value)
        picks = rest if value in current.picks else (*current.picks, value)
        return replace(current, picks=picks, state=State.STARTED)
    # A picture of an own-words question waits for Next, so that words can be put beside it.
    state = State.STARTED if isinstance(question, OwnWords) else State.GIVEN
    picks = () if isinstance(question, OwnWords) and current.picks == (value,) else (value,)
    return replace(current, picks=picks, state=state)


def _written(question: Question, current: Said, what: Touch, around: Surroundings) -> Said:
    if not isinstance(question, Choose) or not (question.own_words or isinstance(question, OwnWords)):
        raise AnswerProblem("This question takes no words")
    by = what.by or None
    if by is not None and by not in around.present:
        raise AnswerProblem("The writer is not one of those present")
    if by is None and current.words.strip():
        # An adult's words do not become the pupil's own typing: the adult stays the writer until the box is empty.
        by = current.by
    if not what.words.strip():  # all rubbed out again: nobody wrote anything
        return replace(current, words="", by=None, provenance=Provenance.OWN_CHOICE, state=State.STARTED)
    provenance = written_provenance(by, around, current)
    return replace(current, words=what.words, by=by, provenance=provenance, state=State.STARTED)


def written_provenance(by: str | None, around: Surroundings, before: Said | None = None) -> Provenance:
    """How words count that were written by this person. From signing or an interpreter they are never verbatim.

    `before` is what stood in the box: words that an interpreter gave stay so, whoever writes on in them another day.
    """
    if by is None:
        return Provenance.OWN_WORDS_TYPED
    # Only words carry this provenance, so there are some.
    interpreted_before = before is not None and before.provenance is Provenance.INTERPRETED
    return Provenance.INTERPRETED if around.interpreted or interpreted_before else Provenance.SCRIBED_VERBATIM


def _within_size(answer: Answer) -> Answer:
    """Give up the oldest steps back where the answer would no longer fit."""
    while _bytes(answer) > MOST_BYTES * 3 // 4 and answer.undo:
        answer = replace(answer, undo=answer.undo[1:])
    return answer


def _bytes(answer: Answer) -> int:
    """As the browser counts: JSON without spaces, in UTF-8."""
    return len(json.dumps(answer.as_stored(), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def stopped_at(conversation: Conversation, answer: Answer, around: Surroundings) -> Answer:
    """The answer of a pupil who stops here: the item in hand is "stopped"; what was begun in it is kept with it."""
    step = next_step(conversation, answer, around)
    if step is None:
        return answer
    begun = answer.get(step.item) or Said(State.STOPPED)
    return replace(answer, items={**answer.items, step.item: replace(begun, state=State.STOPPED)})


def allowed_picks(question: Question, answer: Answer, item: str) -> frozenset[str]:
    """What may be picked at this question, for this answer."""
    if isinstance(question, Sort):
        return frozenset(place.value for place in question.scale)
    if isinstance(question, ChooseAmong):
        return offered(question, answer)
    if isinstance(question, ReadBack):
        return frozenset({"yes"})
    if isinstance(question, Choose):
        return frozenset(choice.value for choice in question.choices)
    return frozenset()


def offered(question: ChooseAmong, answer: Answer) -> frozenset[str]:
    """The things said so far that can be picked here."""
    picked = answer.get(question.but) if question.but else None
    return frozenset(answer.given(question.among)) - frozenset(picked.picks if picked else ())


def check_items(
    asks: Mapping[str, Question], answer: Answer, around: Surroundings, kept: Sequence[Answer] = ()
) -> None:
    """Refuse what this conversation cannot have asked, or nobody here can have written. Raises AnswerProblem.

    `kept` is the answer as it was kept before, newest first. Words that stand in it were checked on their day, with
    those who were there then; only words that changed are held to today's surroundings.
    """
    for item, said in answer.items.items():
        question = asks.get(item)
        if question is None:
            raise AnswerProblem("An item that this activity does not have")
        if not set(said.picks) <= allowed_picks(question, answer, item):
            raise AnswerProblem("A choice that this question does not have")
        if said.words and not isinstance(question, Choose):
            raise AnswerProblem("Words where the question takes none")
        if not said.words.strip() and said.provenance is not Provenance.OWN_CHOICE:
            raise AnswerProblem("A choice that claims to be words")
        stood = [one.get(item) for one in kept]
        if not any(before is not None and _hand(before) == _hand(said) for before in stood):
            _check_writer(said, stood[0] if stood else None, around)


def _hand(said: Said) -> tuple[str, Provenance, str | None]:
    """The words, and who wrote them how."""
    return said.words, said.provenance, said.by


def _check_writer(said: Said, before: Said | None, around: Surroundings) -> None:
    if said.by is not None and said.by not in around.present:
        raise AnswerProblem("A writer who was not there")
    if not said.words.strip():
        return
    if said.provenance is not written_provenance(said.by, around, before):
        raise AnswerProblem("Words that do not say how they were written")
    # How words were said never moves up (`domain.md`, section 7): the box must have been empty in between.
    if said.by is None and before is not None and before.by is not None and before.words.strip():
        raise AnswerProblem("An adult's words that claim to be the pupil's own")
