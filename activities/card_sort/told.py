"""What was said in words, or picked, about one card. Words stand whole; the claim only leads in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from activities.contract import Answer, Choice, Leaning, N_p, Said, State, Statement, Text, Theme

from .telling_more import (
    A_TIME,
    ABOUT_PERSON,
    BEST_BIT,
    BETTER,
    FOLLOW_UPS,
    MIGHT_HELP,
    OPEN_QUESTIONS,
    PARTS,
    PARTS_OF_PEOPLE,
    TELL_MORE,
    WHAT_CHANGES,
    WHEN_FEELS,
)


class Asked(NamedTuple):
    """One question about a card: what its answer claims, and where it belongs."""

    picked: Text
    said: Text
    both: Text
    bank: Sequence[Choice]
    leaning: Leaning
    content: str


ASKED: Mapping[str, Asked] = {
    ABOUT_PERSON: Asked(
        picked=N_p("statement", "Asked about %(card)s, %(pupil)s picked: %(picked)s."),
        said=N_p("statement", "About %(card)s, %(pupil)s said:"),
        both=N_p("statement", "Asked about %(card)s, %(pupil)s picked: %(picked)s. And said:"),
        bank=PARTS_OF_PEOPLE,
        leaning=Leaning.NONE,
        content="people_who_matter",
    ),
    BEST_BIT: Asked(
        picked=N_p("statement", "Asked for the best bit of %(card)s, %(pupil)s picked: %(picked)s."),
        said=N_p("statement", "Asked for the best bit of %(card)s, %(pupil)s said:"),
        both=N_p("statement", "Asked for the best bit of %(card)s, %(pupil)s picked: %(picked)s. And said:"),
        bank=PARTS,
        leaning=Leaning.GOOD,
        content="views_working",
    ),
    WHAT_CHANGES: Asked(
        picked=N_p("statement", "Asked what makes %(card)s change, %(pupil)s picked: %(picked)s."),
        said=N_p("statement", "Asked what makes %(card)s change, %(pupil)s said:"),
        both=N_p("statement", "Asked what makes %(card)s change, %(pupil)s picked: %(picked)s. And said:"),
        bank=PARTS,
        leaning=Leaning.MIXED,
        content="how_to_support",
    ),
    BETTER: Asked(
        picked=N_p("statement", "Asked what would make %(card)s a bit better, %(pupil)s picked: %(picked)s."),
        said=N_p("statement", "Asked what would make %(card)s a bit better, %(pupil)s said:"),
        both=N_p("statement", "Asked what would make %(card)s a bit better, %(pupil)s picked: %(picked)s. And said:"),
        bank=MIGHT_HELP,
        leaning=Leaning.NONE,
        content="how_to_support",
    ),
}

MORE_CLAIMS = {
    TELL_MORE: N_p("statement", "Asked to say more about %(card)s, %(pupil)s said:"),
    WHEN_FEELS: N_p("statement", "Asked when %(card)s feels like that, %(pupil)s said:"),
    A_TIME: N_p("statement", "Asked to tell about a time with %(card)s, %(pupil)s said:"),
}

UNANSWERED = {
    State.SKIPPED: N_p("statement", "%(pupil)s skipped a question about %(card)s."),
    State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know for a question about %(card)s."),
    State.STOPPED: N_p("statement", "%(pupil)s stopped at a question about %(card)s."),
}

ANYTHING_ELSE = N_p("statement", "Asked for anything else, %(pupil)s said:")


def told_statements(answer: Answer, card: Text | None, theme: Theme) -> list[Statement]:
    """What was told about this card, in the order it was asked."""
    if card is None:
        return []
    made = [_open(name, answer, card, theme) for name in OPEN_QUESTIONS]
    made += [_more(kind, source, answer, card, theme) for source in OPEN_QUESTIONS for kind in FOLLOW_UPS]
    return [statement for statement in made if statement is not None]


def anything_else(answer: Answer, theme: Theme) -> list[Statement]:
    """What the pupil wanted to add at the end."""
    told = answer.get("anything-else")
    if told is None or not told.words.strip():
        return []
    return [_statement("anything-else", told, ANYTHING_ELSE, theme, Leaning.NONE, "important_to", ())]


def _ended(told: Said) -> State:
    """What was begun and never moved on from was stopped at."""
    return State.STOPPED if told.state is State.STARTED else told.state


def _open(name: str, answer: Answer, card: Text, theme: Theme) -> Statement | None:
    told = answer.get(name)
    if told is None:
        return None
    asked = ASKED[name]
    picked = [choice for pick in told.picks for choice in asked.bank if choice.value == pick]
    claim = _claim(told, asked, picked)
    if claim is None:
        return None
    leaning = asked.leaning if picked or told.words.strip() else Leaning.NONE
    if name == BETTER:
        theme = Theme.SUPPORT
    return _statement(name, told, claim.filled(card=card), theme, leaning, asked.content, picked)


def _claim(told: Said, asked: Asked, picked: Sequence[Choice]) -> Text | None:
    if picked:
        claim = asked.both if told.words.strip() else asked.picked
        return claim.filled(picked=_listed([choice.label.older for choice in picked]))
    return asked.said if told.words.strip() else UNANSWERED.get(_ended(told))


def _more(kind: str, source: str, answer: Answer, card: Text, theme: Theme) -> Statement | None:
    name = f"{kind}:{source}"
    told = answer.get(name)
    if told is None:
        return None
    claim = MORE_CLAIMS[kind] if told.words.strip() else UNANSWERED.get(_ended(told))
    if claim is None:
        return None
    asked = ASKED[source]
    return _statement(name, told, claim.filled(card=card), theme, Leaning.NONE, asked.content, ())


def _listed(texts: Sequence[Text]) -> Text:
    """Several names in one place of a sentence."""
    joined = ", ".join(f"%({i})s" for i in range(len(texts)))
    return Text(joined, None, {str(i): text for i, text in enumerate(texts)})


def _statement(
    key: str, told: Said, claim: Text, theme: Theme, leaning: Leaning, content: str, picked: Sequence[Choice]
) -> Statement:
    return Statement(
        key=key,
        state=_ended(told),
        theme=theme,
        leaning=leaning,
        content=content,
        claim=claim,
        words=told.words if told.words.strip() else None,
        pictures=tuple(choice.picture for choice in picked),
        provenance=told.provenance,
        written_by=told.by,
        prompts=told.prompts,
    )
