"""What most rooms need to say what an answer says: names in a list, states, and statements of one thing said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from . import answer as answers
from .answer import Answer, Said, State
from .conversation import Choice, Question
from .said import Leaning, Statement, Theme
from .words import N_p, Text, same


def bank(*choices: tuple[str, Text, str]) -> tuple[Choice, ...]:
    """Picture answers from (value, word, picture), the word the same for young and older pupils."""
    return tuple(Choice(value=value, label=same(label), picture=picture) for value, label, picture in choices)


NO_MORE = Choice(value=answers.NO_MORE, label=same(N_p("pupil-card", "That is all")), picture="finished")


def chosen(choices: Sequence[Choice], said: Said | None) -> list[Choice]:
    """The choices that were picked, in the order in which they were picked."""
    picks = said.picks if said else ()
    return [choice for pick in picks for choice in choices if choice.value == pick]


def pick_of(answer: Answer, item: str) -> str | None:
    """The one choice that was picked there; none where the pupil gave no answer, or words alone."""
    said = answer.get(item)
    return said.picks[0] if said and said.state is State.GIVEN and said.picks else None


def names(choices: Sequence[Choice]) -> Text:
    """The words of these choices in one place of a sentence: "Football, Friends"."""
    return listed([choice.label.older for choice in choices])


def listed(texts: Sequence[Text]) -> Text:
    """Several names in one place of a sentence."""
    joined = ", ".join(f"%({i})s" for i in range(len(texts)))
    return Text(joined, None, {str(i): text for i, text in enumerate(texts)})


def ended(state: State) -> State:
    """What was begun and never moved on from was stopped at."""
    return State.STOPPED if state is State.STARTED else state


@dataclass(frozen=True)
class Claims:
    """What may be claimed of an answer, by what it holds. `picked` and `both` have a place for %(picked)s."""

    picked: Text
    said: Text
    both: Text
    #: For "skipped", "dont-know" and "stopped"; nothing where a question without an answer is not worth a line.
    unanswered: dict[State, Text] | None = None

    def of(self, told: Said, picked: Sequence[Choice]) -> Text | None:
        """The claim for this answer; nothing where there is none to make."""
        has_words = bool(told.words.strip())
        if picked:
            return (self.both if has_words else self.picked).filled(picked=names(picked))
        if has_words:
            return self.said
        return (self.unanswered or {}).get(ended(told.state))


#: For a question that the room itself says nothing of; the question as the pupil met it fills %(question)s.
NO_ANSWER: Mapping[State, Text] = {
    State.TURNED_OVER: N_p("statement", "%(pupil)s did not want to answer this question: %(question)s"),
    State.SKIPPED: N_p("statement", "%(pupil)s skipped this question: %(question)s"),
    State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know for this question: %(question)s"),
    State.STOPPED: N_p("statement", "%(pupil)s stopped at this question: %(question)s"),
}

#: Where the same question is asked of several things: "Wish 2".
NO_ANSWER_ABOUT: Mapping[State, Text] = {
    State.TURNED_OVER: N_p(
        "statement", "About %(thing)s, %(pupil)s did not want to answer this question: %(question)s"
    ),
    State.SKIPPED: N_p("statement", "About %(thing)s, %(pupil)s skipped this question: %(question)s"),
    State.DONT_KNOW: N_p("statement", "About %(thing)s, %(pupil)s picked I don’t know for this question: %(question)s"),
    State.STOPPED: N_p("statement", "About %(thing)s, %(pupil)s stopped at this question: %(question)s"),
}


def is_no_answer(claim: Text) -> bool:
    """Whether `no_answer` made it."""
    return claim.text in {one.text for one in (*NO_ANSWER.values(), *NO_ANSWER_ABOUT.values())}


def no_answer(
    key: str, told: Said, question: Question, *, older: bool, theme: Theme, thing: Text | None = None
) -> Statement | None:
    """That this was asked and how it came to no answer (rule A47); nothing where there is one.

    `thing` is what the question was about, where it is asked of several; it fills %(card)s in the question too.
    """
    claim = (NO_ANSWER_ABOUT if thing else NO_ANSWER).get(ended(told.state))
    if claim is None or told.says_something:
        return None
    asked = question.ask.version(older)
    if thing:
        claim, asked = claim.filled(thing=thing), asked.filled(card=thing)
    return statement(key, told, claim.filled(question=asked), theme=theme, content="important_to")


def statement(
    key: str,
    told: Said,
    claim: Text,
    *,
    theme: Theme,
    content: str,
    leaning: Leaning = Leaning.NONE,
    picked: Sequence[Choice] = (),
    wants: str | None = None,
    other_pupils: Sequence[str] = (),
) -> Statement:
    """One thing said, whole and as it was said."""
    return Statement(
        key=key,
        state=ended(told.state),
        theme=theme,
        leaning=leaning,
        content=content,
        claim=claim,
        words=told.words if told.words.strip() else None,
        pictures=tuple(choice.picture for choice in picked),
        photos=told.photos,
        provenance=told.provenance,
        written_by=told.by,
        prompts=told.prompts,
        wants=wants,
        other_pupils=other_pupils,
    )


def in_words(answer: Answer, item: str, claim: Text, *, theme: Theme, content: str) -> Statement | None:
    """What was said there in words; nothing where there are none."""
    told = answer.get(item)
    if told is None or not told.words.strip():
        return None
    return statement(item, told, claim, theme=theme, content=content)


def in_words_or_pictures(
    answer: Answer,
    item: str,
    claims: Claims,
    choices: Sequence[Choice],
    *,
    theme: Theme,
    content: str,
    leaning: Leaning = Leaning.NONE,
    wants: str | None = None,
    places: Mapping[str, Text] = MappingProxyType({}),
) -> Statement | None:
    """What was said there, by pictures of these or in words; `places` fills the claim. It leans only where answered."""
    told = answer.get(item)
    picked = chosen(choices, told)
    claim = claims.of(told, picked) if told else None
    if told is None or claim is None:
        return None
    return statement(
        item,
        told,
        claim.filled(**places),
        theme=theme,
        leaning=leaning if told.says_something else Leaning.NONE,
        content=content,
        picked=picked,
        wants=wants,
    )
