"""After the sorting: open questions about the one card picked, depending on where it lies and what is said.

Never "why", never an answer in the question, and nothing more about a person who was placed low: that would become
an investigation (`domain.md`, section 8, general follow-ups).
"""

from __future__ import annotations

from activities.contract import (
    Choice,
    Condition,
    N_p,
    OwnWords,
    Question,
    Text,
    Wording,
    calm,
    every,
    fewer_words,
    given,
    mentions,
    no,
    picked,
    points_at_group,
    points_at_place,
    same,
    some,
)

from .cards.making import OWN, PERSON
from .inside import TALK_ABOUT
from .scale import BETWEEN, GOOD, NOT_GOOD

ABOUT_PERSON, BEST_BIT, WHAT_CHANGES, BETTER = "about-person", "best-bit", "what-changes", "better"

#: Questions about the card picked; each can have one follow-up.
OPEN_QUESTIONS = (ABOUT_PERSON, BEST_BIT, WHAT_CHANGES, BETTER)

A_TIME, WHEN_FEELS, TELL_MORE = "a-time", "when-feels", "tell-more"
FOLLOW_UPS = (A_TIME, WHEN_FEELS, TELL_MORE)

#: "Very strong": asked for one time, which is easier to speak of than "always".
STRONG_WORDS = ("always", "never", "hate", "hates", "hated", "every time", "all the time")

FEELING_WORDS = (
    *("angry", "annoyed", "anxious", "ashamed", "bored", "calm", "confused", "cross", "embarrassed", "excited"),
    *("frightened", "frustrated", "happy", "left out", "lonely", "mad", "nervous", "overwhelmed", "panic", "proud"),
    *("relaxed", "sad", "safe", "scared", "shy", "sick", "stressed", "tired", "upset", "worried", "worry"),
)

#: A "no" is a whole answer, however short; "no shouting" is the beginning of one.
NO_ALONE = ("no", "nope", "nothing", "none", "nah", "idk", "dunno")
UNSURE = ("don't know", "dont know", "not sure")


def _bank(*choices: tuple[str, Text, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=same(label), picture=picture) for value, label, picture in choices)


#: Parts of anything at school, none of them good or bad. "Something else" stands last (rule A29).
PARTS = _bank(
    ("what-we-do", N_p("pupil-card", "What we do"), "topic"),
    ("people", N_p("pupil-card", "The people"), "everyone"),
    ("adult", N_p("pupil-card", "The adult"), "trusted-adult"),
    ("place", N_p("pupil-card", "The place"), "classroom"),
    ("noise", N_p("pupil-card", "How loud it is"), "noise"),
    ("time", N_p("pupil-card", "How long it is"), "timer"),
    ("day", N_p("pupil-card", "Which day it is"), "visual-timetable"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

PARTS_OF_PEOPLE = _bank(
    ("what-we-do", N_p("pupil-card", "What we do"), "topic"),
    ("talking", N_p("pupil-card", "How we talk"), "someone-to-talk-to"),
    ("help", N_p("pupil-card", "How we help"), "kind-hands"),
    ("fun", N_p("pupil-card", "Games and fun"), "board-games"),
    ("time", N_p("pupil-card", "Time together"), "timer"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

MIGHT_HELP = _bank(
    ("adult-nearby", N_p("pupil-card", "An adult nearby"), "trusted-adult"),
    ("a-break", N_p("pupil-card", "A break"), "break-time"),
    ("quieter", N_p("pupil-card", "Less noise"), "quiet"),
    ("more-time", N_p("pupil-card", "More time"), "more-time"),
    ("with-a-friend", N_p("pupil-card", "With a friend"), "friends"),
    ("smaller-steps", N_p("pupil-card", "Small steps"), "small-steps"),
    ("knowing-first", N_p("pupil-card", "Knowing what comes next"), "visual-timetable"),
    ("another-place", N_p("pupil-card", "Another place"), "quiet-room"),
    ("less-of-it", N_p("pupil-card", "Less of it"), "less"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

#: The card picked is a person, or the pupil's own card among people's cards.
IS_PERSON: Condition = some(
    points_at_group(TALK_ABOUT, PERSON), every(picked("topic", "people"), points_at_group(TALK_ABOUT, OWN))
)

_PLACED_LOW = points_at_place(TALK_ABOUT, NOT_GOOD)


def open_questions() -> list[Question]:
    """Where the card lies decides which of these is asked."""
    return [
        OwnWords(
            key=ABOUT_PERSON,
            ask=Wording(N_p("pupil-S", "Tell me about %(card)s."), N_p("pupil-O", "Tell me about %(card)s.")),
            choices=PARTS_OF_PEOPLE,
            many=True,
            about=TALK_ABOUT,
            when=every(IS_PERSON, no(_PLACED_LOW)),
        ),
        OwnWords(
            key=BEST_BIT,
            ask=Wording(N_p("pupil-S", "What is the best bit?"), N_p("pupil-O", "What is the best bit for you?")),
            choices=PARTS,
            many=True,
            about=TALK_ABOUT,
            when=every(points_at_place(TALK_ABOUT, GOOD), calm(ABOUT_PERSON)),
        ),
        OwnWords(
            key=WHAT_CHANGES,
            ask=Wording(N_p("pupil-S", "What makes it change?"), N_p("pupil-O", "What does it depend on?")),
            choices=PARTS,
            many=True,
            about=TALK_ABOUT,
            when=every(points_at_place(TALK_ABOUT, BETWEEN), calm(ABOUT_PERSON)),
        ),
        OwnWords(
            key=BETTER,
            ask=Wording(
                N_p("pupil-S", "What would make it a bit better?"), N_p("pupil-O", "What would make it a bit better?")
            ),
            choices=MIGHT_HELP,
            many=True,
            about=TALK_ABOUT,
            when=every(_PLACED_LOW, no(IS_PERSON)),
        ),
        *(follow_up for source in OPEN_QUESTIONS for follow_up in _follow_ups(source)),
    ]


def _follow_ups(source: str) -> list[Question]:
    """At most one for these words, and none where they suggest harm."""
    answered = every(given(source), calm(source))
    strong, feeling = mentions(source, STRONG_WORDS), mentions(source, FEELING_WORDS)
    just_no = some(every(fewer_words(source, 2), mentions(source, NO_ALONE)), mentions(source, UNSURE))
    short = every(fewer_words(source, 4), no(just_no))
    return [
        OwnWords(
            key=f"{A_TIME}:{source}",
            ask=Wording(
                N_p("pupil-S", "Can you tell me about a time?"), N_p("pupil-O", "Can you tell me about a time?")
            ),
            about=source,
            when=every(answered, strong),
            prompt="tell-about-a-time",
        ),
        OwnWords(
            key=f"{WHEN_FEELS}:{source}",
            ask=Wording(N_p("pupil-S", "When does it feel like that?"), N_p("pupil-O", "When does it feel like that?")),
            about=source,
            when=every(answered, feeling, no(strong)),
            prompt="when-does-it-feel",
        ),
        OwnWords(
            key=f"{TELL_MORE}:{source}",
            ask=Wording(N_p("pupil-S", "Tell me more about that."), N_p("pupil-O", "Tell me more about that.")),
            about=source,
            when=every(answered, short, no(feeling), no(strong)),
            prompt="tell-me-more",
        ),
    ]
