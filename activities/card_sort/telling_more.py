"""After the sorting: open questions about the one card picked, depending on where it lies and what is said.

Whatever card is picked, one of them is asked. Never "why", never an answer in the question; about a person who was
placed low it is the only one: more would become an investigation (docs/practice.md, 8, general follow-ups).
"""

from __future__ import annotations

from dataclasses import replace

from activities.contract import (
    Condition,
    N_p,
    OwnWords,
    Question,
    Wording,
    ask_when_unsure,
    bank,
    calm,
    every,
    follow_ups,
    given,
    names_somebody_here,
    no,
    picked,
    points_at_group,
    points_at_place,
    some,
    wants_pictures,
)
from activities.contract.follow_ups import LATER, WHEN_UNSURE

from .cards.making import OWN, PERSON
from .inside import TALK_ABOUT
from .scale import BETWEEN, GOOD, NOT_GOOD

ABOUT_PERSON, BEST_BIT, WHAT_CHANGES, BETTER = "about-person", "best-bit", "what-changes", "better"

#: Questions about the card picked; each can have one follow-up.
OPEN_QUESTIONS = (ABOUT_PERSON, BEST_BIT, WHAT_CHANGES, BETTER)

#: About what the pupil named in the place of a card.
ABOUT_NAMED = "about-named"

#: The best one and the one at the other end, where they lie in different places.
DIFFERENCE = "difference"

IS_IT_HERE = Wording(N_p("pupil-S", "Is it one of these?"), N_p("pupil-O", "Is it one of these, or another?"))

#: Here "later" would come in the same minute.
NOW_OR_NEVER = tuple(choice for choice in WHEN_UNSURE if choice.value != LATER)

#: Parts of anything at school, none of them good or bad. "Something else" stands last (rule A29).
PARTS = bank(
    ("what-we-do", N_p("pupil-card", "What we do"), "what-we-do"),
    ("people", N_p("pupil-card", "The people"), "everyone"),
    ("adult", N_p("pupil-card", "Which adult it is"), "trusted-adult"),
    ("place", N_p("pupil-card", "The place"), "a-place"),
    ("noise", N_p("pupil-card", "How loud it is"), "noise"),
    ("time", N_p("pupil-card", "How long it is"), "how-long"),
    ("day", N_p("pupil-card", "Which day it is"), "which-day"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

PARTS_OF_PEOPLE = bank(
    ("what-we-do", N_p("pupil-card", "What we do"), "what-we-do"),
    ("talking", N_p("pupil-card", "How we talk"), "how-we-talk"),
    ("help", N_p("pupil-card", "How we help"), "kind-hands"),
    ("fun", N_p("pupil-card", "Games and fun"), "board-games"),
    ("time", N_p("pupil-card", "Time together"), "time-together"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

MIGHT_HELP = bank(
    ("adult-nearby", N_p("pupil-card", "An adult nearby"), "near-an-adult"),
    ("a-break", N_p("pupil-card", "A break"), "break-card"),
    ("quieter", N_p("pupil-card", "Less noise"), "less-noise"),
    ("more-time", N_p("pupil-card", "More time"), "more-time"),
    ("with-a-friend", N_p("pupil-card", "With a friend"), "together"),
    ("smaller-steps", N_p("pupil-card", "Small steps"), "small-steps"),
    ("knowing-first", N_p("pupil-card", "Knowing what comes next"), "what-comes-next"),
    ("another-place", N_p("pupil-card", "Another place"), "another-place"),
    ("less-of-it", N_p("pupil-card", "Less of it"), "less"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

#: The card picked is a person, or the pupil's own card among people's cards.
IS_PERSON: Condition = some(
    points_at_group(TALK_ABOUT, PERSON), every(picked("topic", "people"), points_at_group(TALK_ABOUT, OWN))
)

_PLACED_LOW = points_at_place(TALK_ABOUT, NOT_GOOD)
_PICKED_A_CARD = some(*(points_at_place(TALK_ABOUT, place) for place in (GOOD, BETWEEN, NOT_GOOD)))
#: One of the questions here was asked: of words, none about somebody who is here.
WAS_ASKED_ABOUT = every(given(TALK_ABOUT), calm(TALK_ABOUT), no(names_somebody_here(TALK_ABOUT)))


def _open_questions() -> list[OwnWords]:
    return [
        OwnWords(
            key=ABOUT_PERSON,
            ask=Wording(
                # The name stands at the end, in no sentence: "about Teacher" is none.
                N_p("pupil-S", "Tell me more about this card: %(card)s."),
                N_p("pupil-O", "Tell me more about this card: %(card)s."),
            ),
            choices=PARTS_OF_PEOPLE,
            many=True,
            about=TALK_ABOUT,
            when=every(IS_PERSON, calm(TALK_ABOUT)),
        ),
        OwnWords(
            key=BEST_BIT,
            ask=Wording(N_p("pupil-S", "What is the best bit?"), N_p("pupil-O", "What is the best bit for you?")),
            choices=PARTS,
            many=True,
            about=TALK_ABOUT,
            when=every(points_at_place(TALK_ABOUT, GOOD), calm(f"{TALK_ABOUT}|{ABOUT_PERSON}")),
        ),
        OwnWords(
            key=WHAT_CHANGES,
            ask=Wording(N_p("pupil-S", "What makes it change?"), N_p("pupil-O", "What does it depend on?")),
            choices=PARTS,
            many=True,
            about=TALK_ABOUT,
            when=every(points_at_place(TALK_ABOUT, BETWEEN), calm(f"{TALK_ABOUT}|{ABOUT_PERSON}")),
        ),
        OwnWords(
            key=BETTER,
            ask=Wording(
                N_p("pupil-S", "What would make it a bit better?"), N_p("pupil-O", "What would make it a bit better?")
            ),
            choices=MIGHT_HELP,
            many=True,
            about=TALK_ABOUT,
            when=every(_PLACED_LOW, no(IS_PERSON), calm(TALK_ABOUT)),
        ),
    ]


def open_questions() -> list[Question]:
    """Which card it is, and where it lies, decides which of these is asked; then what follows on from the answer."""
    made: list[Question] = []
    for question in _open_questions():
        made += [question, *_when_unsure(question), *_follow_on(question)]
    return [*made, _about_what_was_named()]


def _about_what_was_named() -> OwnWords:
    """What was named may be anybody, placed nowhere: nothing follows on."""
    return OwnWords(
        key=ABOUT_NAMED,
        ask=Wording(N_p("pupil-S", "Tell me about that."), N_p("pupil-O", "Tell me about that.")),
        choices=PARTS,
        many=True,
        about=TALK_ABOUT,
        when=every(WAS_ASKED_ABOUT, no(_PICKED_A_CARD)),
    )


def _when_unsure(question: OwnWords) -> list[Question]:
    """After "I don't know": the pictures of the same question, or leave it."""
    unsure = f"unsure:{question.key}"
    shown = replace(
        question,
        key=f"shown:{question.key}",
        ask=IS_IT_HERE,
        when=wants_pictures(unsure),
        prompt="pictures-shown",
        asks_again=question.key,
    )
    return [_asked_further(ask_when_unsure(question.key, unsure, NOW_OR_NEVER), question), shown]


def _follow_on(question: OwnWords) -> list[Question]:
    after = follow_ups(f"{question.key}|shown:{question.key}", name=question.key)
    return [_asked_further(one, question) for one in after]


def _asked_further(further: Question, question: OwnWords) -> Question:
    """What is said of a person who was placed low is left as it is; of anything else it may be asked further."""
    if question.key != ABOUT_PERSON:
        return further
    return replace(further, when=every(further.when, no(_PLACED_LOW)))
