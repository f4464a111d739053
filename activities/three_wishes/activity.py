"""Three wishes about school, each with its own follow-up (docs/practice.md, 8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from random import Random

from activities.contract import (
    ANYTHING_ELSE,
    FOLLOWED_ON,
    NO_MORE,
    Activity,
    Answer,
    Change,
    Choice,
    Choose,
    ChooseAmong,
    Conversation,
    Lowered,
    N_p,
    OwnWords,
    Question,
    Statement,
    Surroundings,
    Text,
    Theme,
    Wording,
    any_of,
    anything_else,
    ask_when_unsure,
    at_least,
    calm,
    comes_back_later,
    every,
    follow_ups,
    leads_on,
    mentions,
    no,
    read_back,
    wants_pictures,
)

from . import pictures, said
from .wishes import ANY_WISH, MATTERS_MOST, WHO_COULD_HELP, WISH_NUMBERS, ways

#: All that can be told, to be read back at the end.
TOLD = "|".join((ANY_WISH, "like:*|different:*|wants:*", FOLLOWED_ON, MATTERS_MOST, WHO_COULD_HELP, ANYTHING_ELSE))

#: By which a question for a wish is known: what the room itself is known by.
A_WISH = "star"

FIRST_ASK = {
    1: Wording(N_p("pupil-S", "First wish for school?"), N_p("pupil-O", "What is one thing you would change or have?")),
    2: Wording(N_p("pupil-S", "Next wish for school?"), N_p("pupil-O", "What is a second thing?")),
    3: Wording(N_p("pupil-S", "Last wish for school?"), N_p("pupil-O", "What is a third thing?")),
}

#: A big or impossible wish is taken as it is, and asked what it would be like (docs/practice.md, 8.5).
BIG_WORDS = (
    *("magic", "million", "billion", "no school", "no teachers", "no lessons", "no homework", "robot", "robots", "fly"),
    *("castle", "dragon", "invisible", "superpower", "rule the", "every day off", "never come", "come back to life"),
)


#: A wish tells of what is not yet: "What is it like there?" would ask about a place that nobody has seen.
WOULD_BE_LIKE = Wording(N_p("pupil-S", "What would that be like?"), N_p("pupil-O", "What would that be like?"))


def _wish(n: int) -> list[Question]:
    series = tuple(f"wish:{other}" for other in WISH_NUMBERS)
    first, shown, _ = ways(n)
    made = "|".join(ways(n))
    sign = Choice(value=first, label=said.NAMES[n], picture=A_WISH)
    is_big = any_of(made, lambda way: mentions(way, BIG_WORDS))
    # "That is all" is an answer, and no wish.
    is_made = at_least(1, made)
    goes_on = every(is_made, calm(made), no(leads_on(made)))
    return [
        OwnWords(key=first, ask=FIRST_ASK[n], choices=pictures.WISHES, series=series, sign=sign, but=ANY_WISH),
        ask_when_unsure(first, f"unsure:{n}"),
        OwnWords(
            key=shown,
            picture=A_WISH,
            ask=Wording(N_p("pupil-S", "Is your wish here?"), N_p("pupil-O", "Is it one of these, or another?")),
            choices=pictures.WISHES,
            series=series,
            sign=sign,
            but=ANY_WISH,
            when=wants_pictures(f"unsure:{n}"),
            prompt="pictures-shown",
            asks_again=first,
        ),
        *follow_ups(made, name=str(n), of_a_place=WOULD_BE_LIKE),
        OwnWords(
            key=f"like:{n}",
            ask=WOULD_BE_LIKE,
            choices=pictures.DIFFERENCES,
            about=made,
            when=every(goes_on, is_big),
            prompt="what-would-that-be-like",
        ),
        OwnWords(
            key=f"different:{n}",
            ask=Wording(N_p("pupil-S", "What would be different?"), N_p("pupil-O", "What would be different then?")),
            choices=pictures.DIFFERENCES,
            about=made,
            when=every(goes_on, no(is_big)),
            prompt="what-would-be-different",
        ),
        Choose(
            key=f"wants:{n}",
            ask=Wording(
                N_p("pupil-S", "Just saying, or please try?"),
                N_p("pupil-O", "Are you just saying it, or should we try?"),
            ),
            choices=pictures.WANTS,
            about=made,
            when=every(is_made, calm(made)),
        ),
    ]


def _later(n: int) -> Question:
    return OwnWords(
        key=ways(n)[2],
        picture=A_WISH,
        ask=Wording(
            N_p("pupil-S", "Do you have a wish now?"),
            N_p("pupil-O", "Is there something you want to add now?"),
        ),
        choices=pictures.WISHES,
        but=ANY_WISH,
        no_more=NO_MORE,
        when=comes_back_later(f"unsure:{n}"),
        prompt="came-back-later",
        asks_again=ways(n)[0],
    )


class ThreeWishes(Activity):
    """If you could have three wishes about school, what would they be?"""

    slug = "three-wishes"
    version = 1
    title = Wording(N_p("pupil-S", "Three wishes"), N_p("pupil-O", "Three things I would change"))
    what_for = Wording(
        N_p("pupil-S", "Three wishes for school."), N_p("pupil-O", "Say three things you would change or have.")
    )
    pictures = (A_WISH, A_WISH, A_WISH)
    tint = "sky"
    is_a_row = True
    about_how_many = 8
    position = 40

    @cached_property
    def conversation(self) -> Conversation:
        wishes = [question for n in WISH_NUMBERS for question in _wish(n)]
        # What is asked next is the first thing not yet dealt with: a wish that comes later still gets its follow-ups.
        return [*wishes, *(_later(n) for n in WISH_NUMBERS), *self._afterwards()]

    def _afterwards(self) -> list[Question]:
        any_wish = at_least(1, ANY_WISH)
        every_wish = "|".join(way for n in WISH_NUMBERS for way in ways(n))
        return [
            ChooseAmong(
                key=MATTERS_MOST,
                picture="matters-most",
                ask=Wording(
                    N_p("pupil-S", "Which one matters most?"), N_p("pupil-O", "Which one matters most to you?")
                ),
                among=ANY_WISH,
                when=at_least(2, ANY_WISH),
            ),
            Choose(
                key=WHO_COULD_HELP,
                picture="who-could-help",
                ask=Wording(N_p("pupil-S", "Who could help?"), N_p("pupil-O", "Who could help with this?")),
                hint=Wording(
                    N_p("pupil-S", "You can pick more than one."), N_p("pupil-O", "Pick as many as you like.")
                ),
                choices=pictures.HELPERS,
                many=True,
                about=f"{MATTERS_MOST}|{every_wish}",
                when=every(any_wish, calm(f"{ANY_WISH}|{MATTERS_MOST}")),
            ),
            anything_else(any_wish),
            read_back(TOLD, any_wish),
        ]

    def says(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """Each wish is a hope, in the pupil's words, never shortened; who could help is support."""
        return said.statements(answer, older="older" in around.settings)

    def lowered(self, item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
        return said.lowered(question, claim, older=older)

    def theme_of(self, answer: Answer) -> Theme:
        return Theme.HOPES

    def thing_asked_about(self, item: str, answer: Answer, around: Surroundings) -> Text | None:
        _, _, n = item.partition(":")
        return said.wish_name(int(n), older="older" in around.settings) if n else None

    def changes(self, before: Answer, after: Answer, around: Surroundings) -> Sequence[Change]:
        """The same picture wished for in another place; wishes are not better or worse than one another."""
        return said.changes(before, after, older="older" in around.settings)

    def pretend_words(self, item: str, random: Random) -> str:
        said_by_children = {
            "wish": [
                "I wish we had a rabbit in class",
                "no shouting at lunch",
                "I hate lining up",
                "to be less worried in maths",
                "a million books for all of us",
                "more football",
                "a den",
                "a seat in the library",
                "",
            ],
            "wish-pictures": ["never to be last", "a robot that does my writing at school", ""],
            "wish-later": ["a magic door", ""],
            "matters-most": ["all three", "the one about lunch", "", "", ""],
            "a-time": ["on Monday I was last", ""],
            "when-feels": ["when it is my turn", ""],
            "different": ["I could think", "I would not be the last one", "it would be fun", ""],
            "like": ["I could fly home", "quiet", ""],
            "tell-more": ["one with a door", "like at my old school", ""],
            "what-is-it-like": ["dark", "there is an echo", ""],
            "anything-else": ["can I go first next time", "", ""],
        }
        return random.choice(said_by_children.get(item.split(":")[0], [""]))
