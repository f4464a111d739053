"""Good day, bad day: the pupil's real day, step by step: one they like, then a hard one (docs/practice.md, 8.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from random import Random

from activities.contract import (
    A_TIME,
    ANYTHING_ELSE,
    FOLLOWED_ON,
    Activity,
    Answer,
    Change,
    Choose,
    ChooseAmong,
    Condition,
    Conversation,
    Lowered,
    N_p,
    OwnWords,
    Question,
    Statement,
    Surroundings,
    Text,
    Wording,
    anything_else,
    at_least,
    bank,
    calm,
    every,
    follow_ups,
    given,
    has_feeling,
    is_strong,
    no,
    picked,
    read_back,
    some,
)

from . import follow_ups as after
from . import said
from .parts import AT_HOME, AT_SCHOOL, BY_VALUE, DAYS, GOOD, HARD, HOME_PARTS, PARTS, SCHOOL_PARTS, Part, key, strip

STARTS = bank(
    (AT_HOME, N_p("pupil-card", "At home"), "home"),
    (AT_SCHOOL, N_p("pupil-card", "At school"), "school"),
)

GO_ON = bank(
    (after.YES, N_p("pupil-card", "A hard day"), "my-day"),
    (after.ENOUGH, N_p("pupil-card", "That is enough"), "finished"),
)

#: The home is entered only where the pupil leads there: it is where they start, or they pick a part of it.
STARTS_AT_HOME = picked("start", AT_HOME)
#: Parts of the day that a pupil who starts at school can add.
FROM_SCHOOL = ("travel", *SCHOOL_PARTS, "home")

#: All that was said of each day.
TOLD_OF = {day: f"{day}:*|{A_TIME}:{day}:*" for day in DAYS}

SOME_GOOD, SOME_HARD = at_least(1, f"{GOOD}:*"), at_least(1, f"{HARD}:*")
#: Where words about a hard day suggest harm, nothing more is asked about it (docs/practice.md, 10).
HARD_DAY_GOES_ON = every(picked("hard-day-too", after.YES), calm(TOLD_OF[HARD]))


#: All that can be told, to be read back at the end.
TOLD = "|".join((f"{GOOD}:*", f"{HARD}:*", *after.ALL, FOLLOWED_ON, ANYTHING_ELSE))


def _where_to_start() -> list[Question]:
    pick_parts = Wording(
        N_p("pupil-S", "Which parts shall we talk about?"),
        N_p("pupil-O", "Which parts of the day do you want to talk about?"),
    )
    as_many = Wording(N_p("pupil-S", "You can pick more than one."), N_p("pupil-O", "Pick as many as you like."))
    return [
        Choose(
            key="start",
            picture="day-begins",
            ask=Wording(
                N_p("pupil-S", "Start at home, or start at school?"),
                N_p("pupil-O", "Do you want to start at home or at school?"),
            ),
            choices=STARTS,
            own_words=False,
            finds_the_way=True,
        ),
        Choose(
            key="my-day",
            picture="talk-about",
            ask=pick_parts,
            hint=as_many,
            choices=[part.sign for part in PARTS],
            many=True,
            own_words=False,
            finds_the_way=True,
            when=STARTS_AT_HOME,
        ),
        Choose(
            key="my-school-day",
            picture="talk-about",
            ask=pick_parts,
            hint=as_many,
            choices=[BY_VALUE[value].sign for value in FROM_SCHOOL],
            many=True,
            own_words=False,
            finds_the_way=True,
            when=no(STARTS_AT_HOME),
        ),
    ]


def _is_asked(part: Part) -> Condition:
    """The parts that were picked; where none was, all parts of the place where the day starts."""
    whole_day = every(STARTS_AT_HOME, no(given("my-day")))
    if part.value in HOME_PARTS:
        return some(picked("my-day", part.value), picked("my-school-day", part.value), whole_day)
    whole_school_day = every(no(STARTS_AT_HOME), no(given("my-school-day")))
    return some(picked("my-day", part.value), picked("my-school-day", part.value), whole_day, whole_school_day)


def _day(day: str) -> list[Question]:
    return [question for part in PARTS for question in (_part(day, part), _a_time(day, part))]


def _part(day: str, part: Part) -> Question:
    return Choose(
        key=key(day, part.value),
        ask=part.ask[day],
        choices=part.choices,
        many=True,
        strip=strip(day),
        sign=part.sign,
        when=every(_is_asked(part), HARD_DAY_GOES_ON) if day == HARD else _is_asked(part),
    )


def _a_time(day: str, part: Part) -> Question:
    """The one follow-up of a part, so that the day stays short: a strong word or a feeling, of a time known already."""
    item = key(day, part.value)
    (about_a_time,) = follow_ups(item, only=(A_TIME,))
    goes_on = HARD_DAY_GOES_ON if day == HARD else calm(TOLD_OF[GOOD])
    return replace(about_a_time, when=every(given(item), some(is_strong(item), has_feeling(item)), goes_on))


def _after_the_good_day() -> list[Question]:
    return [
        ChooseAmong(
            key=after.BEST,
            picture="best-one",
            ask=Wording(N_p("pupil-S", "Which is the best bit?"), N_p("pupil-O", "Which is the best bit of that day?")),
            among=f"{GOOD}:*",
            when=at_least(2, f"{GOOD}:*"),
        ),
        OwnWords(
            key=after.HELPS,
            picture="what-helps",
            ask=Wording(
                N_p("pupil-S", "What helps make that happen?"), N_p("pupil-O", "What helps to make that happen?")
            ),
            choices=after.CAUSES,
            many=True,
            about=after.BEST,
            when=every(given(after.BEST), calm(f"{TOLD_OF[GOOD]}|{after.BEST}")),
        ),
        OwnWords(
            key=after.HELPS_DAY,
            picture="what-helps",
            ask=Wording(
                N_p("pupil-S", "What helps make a good day?"), N_p("pupil-O", "What helps to make a day like that?")
            ),
            choices=after.CAUSES,
            many=True,
            when=every(SOME_GOOD, no(given(after.BEST)), calm(TOLD_OF[GOOD])),
        ),
        OwnWords(
            key=after.STOPS,
            picture="day-stopped",
            ask=Wording(
                N_p("pupil-S", "What could stop a good day?"), N_p("pupil-O", "What could stop it from happening?")
            ),
            choices=after.CAUSES,
            many=True,
            when=every(SOME_GOOD, some(given(after.HELPS), given(after.HELPS_DAY)), calm("help*")),
            prompt="what-could-stop-it",
        ),
        Choose(
            key="hard-day-too",
            picture="hard-day",
            ask=Wording(
                N_p("pupil-S", "Shall we talk about a hard day?"),
                N_p("pupil-O", "Do you want to talk about a hard day too?"),
            ),
            choices=GO_ON,
            own_words=False,
        ),
    ]


def _after_the_hard_day() -> list[Question]:
    told = every(SOME_HARD, HARD_DAY_GOES_ON, calm(after.HARDEST))
    return [
        ChooseAmong(
            key=after.HARDEST,
            picture="hardest-bit",
            ask=Wording(
                N_p("pupil-S", "Which is the hardest bit?"), N_p("pupil-O", "Which is the hardest bit of that day?")
            ),
            among=f"{HARD}:*",
            when=every(at_least(2, f"{HARD}:*"), HARD_DAY_GOES_ON),
        ),
        OwnWords(
            key=after.KNOW,
            picture="how-to-tell",
            ask=Wording(
                N_p("pupil-S", "How do people know it is hard?"),
                N_p("pupil-O", "How would someone know it’s that kind of day?"),
            ),
            choices=after.SIGNS,
            many=True,
            when=told,
        ),
        OwnWords(
            key=after.ADULTS_DO,
            picture="adults-do",
            ask=Wording(
                N_p("pupil-S", "What should adults do then?"), N_p("pupil-O", "What should adults do on a hard day?")
            ),
            choices=after.WHAT_ADULTS_DO,
            many=True,
            when=every(told, calm(after.KNOW)),
        ),
        OwnWords(
            key=after.ADULTS_DONT,
            picture="adults-not",
            ask=Wording(
                N_p("pupil-S", "What should adults not do?"),
                N_p("pupil-O", "What should adults not do on a hard day?"),
            ),
            choices=after.WHAT_ADULTS_DO,
            many=True,
            when=every(told, calm(after.KNOW), calm(after.ADULTS_DO)),
        ),
    ]


def _good_last() -> list[Question]:
    """The good day comes first and last."""
    something = some(SOME_GOOD, SOME_HARD)
    return [
        OwnWords(
            key=after.MORE_GOOD,
            picture="more-good-days",
            ask=Wording(
                N_p("pupil-S", "What would make more good days?"), N_p("pupil-O", "What would give you more good days?")
            ),
            choices=after.CAUSES,
            many=True,
            when=every(something, calm(TOLD_OF[HARD])),
        ),
        *follow_ups(after.MORE_GOOD),
        Choose(
            key=after.WANTS,
            ask=Wording(
                N_p("pupil-S", "Just saying, or please try?"),
                N_p("pupil-O", "Are you just saying it, or should we try?"),
            ),
            choices=after.WANTED,
            about=after.MORE_GOOD,
            when=every(given(after.MORE_GOOD), calm(after.MORE_GOOD)),
        ),
        anything_else(something),
        read_back(TOLD, something),
    ]


class GoodDayBadDay(Activity):
    """What a day is like that the pupil likes, and a hard one; and what would give more good ones."""

    slug = "good-day-bad-day"
    version = 1
    title = Wording(N_p("pupil-S", "My day"), N_p("pupil-O", "Good days and hard days"))
    what_for = Wording(
        N_p("pupil-S", "A day I like and a hard day."),
        N_p("pupil-O", "Say what makes a day good, and what makes it hard."),
    )
    pictures = ("my-day",)
    tint = "between"
    about_how_many = 12
    position = 30

    @cached_property
    def conversation(self) -> Conversation:
        return [
            *_where_to_start(),
            *_day(GOOD),
            *_after_the_good_day(),
            *_day(HARD),
            *_after_the_hard_day(),
            *_good_last(),
        ]

    def says(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """Each part of each day as it was told; what helps, what adults can do; what would give more good days."""
        return said.statements(answer)

    def lowered(self, item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
        return said.lowered(item, question, claim, older=older)

    def thing_asked_about(self, item: str, answer: Answer, around: Surroundings) -> Text | None:
        return said.part_asked_about(item)

    def changes(self, before: Answer, after: Answer, around: Surroundings) -> Sequence[Change]:
        """Parts of a day that are told in other pictures than last time."""
        return said.changes(before, after)

    def pretend_words(self, item: str, random: Random) -> str:
        children_say = {
            GOOD: ["we do PE first", "I feel calm then", "I sit next to my friend", "nobody shouts", "", ""],
            HARD: [
                "I always feel sad",
                "there is a supply teacher",
                "it is too loud",
                "I do not know where to go",
                "",
                "",
            ],
            after.BEST: ["seeing my friends", "", "", ""],
            after.HARDEST: ["not knowing", "", "", ""],
            after.HELPS: ["when I know the plan", ""],
            after.STOPS: ["a fire bell", ""],
            after.KNOW: ["my hood is up", ""],
            after.ADULTS_DO: ["let me sit by the door", ""],
            after.ADULTS_DONT: ["stand behind me", ""],
            after.MORE_GOOD: [
                *("PE every day", "the same teacher all week", "never to be last in the line"),
                *("to be less worried on Mondays", "time in the library first", ""),
            ],
            "a-time": ["on Tuesday it was just us", ""],
            "when-feels": ["in the morning", ""],
            "what-is-it-like": ["it is quiet", ""],
            "tell-more": ["with a plan on my table", ""],
            "anything-else": ["no", "Fridays are best", ""],
        }
        return random.choice(children_say.get(item.split(":")[0], [""]))
