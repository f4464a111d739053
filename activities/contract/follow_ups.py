"""What is asked next because of what was said (docs/practice.md, 8), the same in every room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from .answer import State
from .conditions import Condition, calm, every, fewer_words, given, mentions, no, picked, said, some
from .conversation import Choice, Choose, OwnWords, Question
from .telling import bank
from .words import N_p, Wording

#: "Very strong": asked for one time, which is easier to speak of than "always".
STRONG_WORDS = ("always", "never", "hate", "hates", "hated", "every time", "all the time")

FEELING_WORDS = (
    *("angry", "annoyed", "anxious", "ashamed", "bored", "calm", "confused", "cross", "embarrassed", "excited"),
    *("frightened", "frustrated", "happy", "left out", "lonely", "mad", "nervous", "overwhelmed", "panic", "proud"),
    *("relaxed", "sad", "safe", "scared", "shy", "sick", "stressed", "tired", "upset", "worried", "worry"),
)

PLACE_WORDS = (
    *("assembly", "big hall", "bus", "canteen", "changing room", "classroom", "common room", "computer room"),
    *("corridor", "corridors", "dining hall", "dinner hall", "field", "gym", "hall", "library", "lunch hall", "office"),
    *("playground", "quiet room", "sensory room", "sports hall", "stairs", "taxi", "toilet", "toilets", "the yard"),
)

#: A "no" is a whole answer, however short; "no shouting" is the beginning of one.
NO_ALONE = ("no", "nope", "nothing", "none", "nah", "idk", "dunno")
UNSURE_WORDS = ("don't know", "dont know", "not sure")

A_TIME, WHEN_FEELS, WHAT_IS_IT_LIKE, TELL_MORE = "a-time", "when-feels", "what-is-it-like", "tell-more"
FOLLOW_UPS = (A_TIME, WHEN_FEELS, WHAT_IS_IT_LIKE, TELL_MORE)
#: The pattern of all that was told when a general follow-up was asked.
FOLLOWED_ON = "|".join(f"{kind}:*" for kind in FOLLOW_UPS)

SHOW_PICTURES, LATER, LEAVE_IT = "pictures", "later", "leave-it"

WHEN_UNSURE = bank(
    (SHOW_PICTURES, N_p("pupil-card", "Show me pictures"), "symbols"),
    (LATER, N_p("pupil-card", "Come back later"), "waiting"),
    (LEAVE_IT, N_p("pupil-card", "Leave it"), "skip"),
)


def any_of(items: str, condition: Callable[[str], Condition]) -> Condition:
    """The condition for any of these items, with a bar between them."""
    each = [condition(item) for item in items.split("|")]
    return each[0] if len(each) == 1 else some(*each)


def is_strong(items: str) -> Condition:
    """Very strong words: always, never, hate."""
    return any_of(items, lambda item: mentions(item, STRONG_WORDS))


def has_feeling(items: str) -> Condition:
    """A feeling word."""
    return any_of(items, lambda item: mentions(item, FEELING_WORDS))


def has_place(items: str) -> Condition:
    """A place in or around school."""
    return any_of(items, lambda item: mentions(item, PLACE_WORDS))


def is_short(items: str) -> Condition:
    """A few words that are the beginning of something, not a no."""

    def short(item: str) -> Condition:
        just_no = some(every(fewer_words(item, 2), mentions(item, NO_ALONE)), mentions(item, UNSURE_WORDS))
        return every(fewer_words(item, 4), no(just_no))

    return any_of(items, short)


def leads_on(items: str) -> Condition:
    """One of the general follow-ups is asked about these words."""
    return some(is_strong(items), has_feeling(items), has_place(items), is_short(items))


#: Asked of a place that was named.
THERE = Wording(N_p("pupil-S", "What is it like there?"), N_p("pupil-O", "What is it like there?"))


def follow_ups(
    source: str, *, name: str = "", only: Collection[str] = FOLLOW_UPS, of_a_place: Wording = THERE
) -> list[Question]:
    """At most one of these for what was said to `source`, and none where the words suggest harm.

    `source`: an item, or several with a bar between them of which one was answered. `name` ends the keys; without it
    the source does. `only` these kinds are made. `of_a_place`: how it is asked where what was told names a place.
    """
    end = name or source
    answered = every(any_of(source, given), calm(source))
    strong, feeling, place = is_strong(source), has_feeling(source), has_place(source)
    made: list[Question] = [
        OwnWords(
            key=f"{A_TIME}:{end}",
            picture="a-time",
            ask=Wording(
                N_p("pupil-S", "Can you tell me about a time?"), N_p("pupil-O", "Can you tell me about a time?")
            ),
            about=source,
            when=every(answered, strong),
            prompt="tell-about-a-time",
        ),
        OwnWords(
            key=f"{WHEN_FEELS}:{end}",
            picture="when-feels",
            ask=Wording(N_p("pupil-S", "When does it feel like that?"), N_p("pupil-O", "When does it feel like that?")),
            about=source,
            when=every(answered, feeling, no(strong)),
            prompt="when-does-it-feel",
        ),
        OwnWords(
            key=f"{WHAT_IS_IT_LIKE}:{end}",
            picture="what-like",
            ask=of_a_place,
            about=source,
            when=every(answered, place, no(feeling), no(strong)),
            prompt="what-is-it-like",
        ),
        OwnWords(
            key=f"{TELL_MORE}:{end}",
            picture="tell-more",
            ask=Wording(N_p("pupil-S", "Tell me more about that."), N_p("pupil-O", "Tell me more about that.")),
            about=source,
            when=every(answered, is_short(source), no(place), no(feeling), no(strong)),
            prompt="tell-me-more",
        ),
    ]
    return [one for one in made if one.key.split(":")[0] in only]


def ask_when_unsure(source: str, key: str, choices: Sequence[Choice] = WHEN_UNSURE) -> Question:
    """After "I don't know": that is fine; pictures, later, or leave it."""
    return Choose(
        key=key,
        picture="what-now",
        ask=Wording(N_p("pupil-S", "That is fine. What now?"), N_p("pupil-O", "That is fine. What would help?")),
        choices=choices,
        own_words=False,
        finds_the_way=True,
        when=said(source, State.DONT_KNOW),
    )


def wants_pictures(key: str) -> Condition:
    """Pictures were asked for at the question of this key, which `ask_when_unsure` made."""
    return picked(key, SHOW_PICTURES)


def comes_back_later(key: str) -> Condition:
    """The pupil wanted to come back to it later."""
    return picked(key, LATER)
