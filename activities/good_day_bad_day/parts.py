"""The parts of a day, from waking to bedtime, and what can happen in each (docs/practice.md, 8.7).

The pictures of a part are the same for a day the pupil likes and for a hard one, so that none of them leads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from activities.contract import Choice, N_p, Place, Strip, Text, Wording, bank, same

GOOD, HARD = "good", "hard"
DAYS = (GOOD, HARD)

#: The two days. Faces and circles, as on the scale: sun and rain are read as weather.
PLACES: Mapping[str, Place] = {
    GOOD: Place(
        value=GOOD,
        label=same(N_p("pupil-card", "A day I like")),
        picture="face-good",
        older_picture="scale-full",
        tone="good",
    ),
    HARD: Place(
        value=HARD,
        label=same(N_p("pupil-card", "A hard day")),
        picture="face-not-good",
        older_picture="scale-empty",
        tone="hard",
    ),
}

AT_HOME, AT_SCHOOL = "home", "school"

SOMETHING_ELSE = ("something-else", N_p("pupil-card", "Something else"), "something-else")


@dataclass(frozen=True)
class Part:
    """One part of the day: how it is named, how it is asked about on each day, and what can be picked."""

    value: str
    label: Text
    picture: str
    ask: Mapping[str, Wording]
    choices: Sequence[Choice]

    @property
    def sign(self) -> Choice:
        """How it stands among the parts of the day: always in the order of the day, which is what helps to tell it."""
        return Choice(value=self.value, label=same(self.label), picture=self.picture, turn=PARTS.index(self))


def key(day: str, part: str) -> str:
    """The item of one part of one day: "good:lunch"."""
    return f"{day}:{part}"


PARTS: Sequence[Part] = (
    Part(
        "wake",
        N_p("pupil-card", "Waking up"),
        "getting-up",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. You wake up. What happens?"),
                N_p("pupil-O", "On a day you like, what happens when you get up?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. You wake up. What happens?"),
                N_p("pupil-O", "On a hard day, what happens when you get up?"),
            ),
        },
        bank(
            ("someone-wakes-me", N_p("pupil-card", "Someone wakes me"), "someone-wakes-me"),
            ("by-myself", N_p("pupil-card", "I do it by myself"), "me"),
            ("breakfast", N_p("pupil-card", "Breakfast"), "breakfast"),
            ("getting-dressed", N_p("pupil-card", "Getting dressed"), "getting-dressed"),
            ("free-time", N_p("pupil-card", "Free time"), "free-time"),
            ("hurry", N_p("pupil-card", "A hurry"), "timer"),
            ("quiet", N_p("pupil-card", "Quiet"), "quiet"),
            ("noise", N_p("pupil-card", "Noise"), "noise"),
            SOMETHING_ELSE,
        ),
    ),
    Part(
        "travel",
        N_p("pupil-card", "Going to school"),
        "way-to-school",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. You go to school. What happens?"),
                N_p("pupil-O", "On a day you like, what happens on the way to school?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. You go to school. What happens?"),
                N_p("pupil-O", "On a hard day, what happens on the way to school?"),
            ),
        },
        bank(
            ("walking", N_p("pupil-card", "Walking"), "walking"),
            ("car", N_p("pupil-card", "In the car"), "car"),
            ("bus", N_p("pupil-card", "On the bus"), "school-bus"),
            ("taxi", N_p("pupil-card", "In the taxi"), "taxi"),
            ("with-someone", N_p("pupil-card", "With someone"), "together"),
            ("music", N_p("pupil-card", "Music"), "music"),
            ("waiting", N_p("pupil-card", "Waiting"), "waiting"),
            ("noise", N_p("pupil-card", "Noise"), "noise"),
            ("change", N_p("pupil-card", "A change of plan"), "change-of-plan"),
            SOMETHING_ELSE,
        ),
    ),
    Part(
        "lessons",
        N_p("pupil-card", "Lessons"),
        "being-taught",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. You have lessons. What happens?"),
                N_p("pupil-O", "On a day you like, what happens in lessons?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. You have lessons. What happens?"),
                N_p("pupil-O", "On a hard day, what happens in lessons?"),
            ),
        },
        bank(
            ("reading", N_p("pupil-card", "Reading"), "reading"),
            ("writing", N_p("pupil-card", "Writing"), "writing"),
            ("maths", N_p("pupil-card", "Maths"), "maths"),
            ("art", N_p("pupil-card", "Art"), "art"),
            ("pe", N_p("pupil-card", "PE"), "pe"),
            ("computers", N_p("pupil-card", "Computers"), "computing"),
            ("on-my-own", N_p("pupil-card", "Working on my own"), "working-alone"),
            ("with-others", N_p("pupil-card", "Working with others"), "partner-work"),
            ("help", N_p("pupil-card", "Someone helps me"), "helped-by-adult"),
            ("asked", N_p("pupil-card", "Being asked a question"), "question"),
            ("noise", N_p("pupil-card", "Noise"), "noise"),
            SOMETHING_ELSE,
        ),
    ),
    Part(
        "break",
        N_p("pupil-card", "Break"),
        "break-time",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. It is break. What happens?"),
                N_p("pupil-O", "On a day you like, what happens at break?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. It is break. What happens?"),
                N_p("pupil-O", "On a hard day, what happens at break?"),
            ),
        },
        bank(
            ("with-others", N_p("pupil-card", "With other people"), "everyone"),
            ("by-myself", N_p("pupil-card", "By myself"), "me"),
            ("ball-games", N_p("pupil-card", "Ball games"), "football"),
            ("talking", N_p("pupil-card", "Talking"), "someone-to-talk-to"),
            ("outside", N_p("pupil-card", "Being outside"), "outside"),
            ("inside", N_p("pupil-card", "Being inside"), "inside"),
            ("snack", N_p("pupil-card", "A snack"), "snack"),
            ("noise", N_p("pupil-card", "Noise"), "noise"),
            SOMETHING_ELSE,
        ),
    ),
    Part(
        "lunch",
        N_p("pupil-card", "Lunch"),
        "lunch",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. It is lunch. What happens?"),
                N_p("pupil-O", "On a day you like, what happens at lunch?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. It is lunch. What happens?"),
                N_p("pupil-O", "On a hard day, what happens at lunch?"),
            ),
        },
        bank(
            ("packed-lunch", N_p("pupil-card", "Packed lunch"), "packed-lunch"),
            ("hot-food", N_p("pupil-card", "Hot food"), "food"),
            ("with-others", N_p("pupil-card", "With other people"), "everyone"),
            ("by-myself", N_p("pupil-card", "By myself"), "me"),
            ("queue", N_p("pupil-card", "The queue"), "queue"),
            ("smell", N_p("pupil-card", "The smell"), "smells"),
            ("club", N_p("pupil-card", "A club"), "clubs"),
            ("noise", N_p("pupil-card", "Noise"), "noise"),
            SOMETHING_ELSE,
        ),
    ),
    Part(
        "afternoon",
        N_p("pupil-card", "Afternoon"),
        "afternoon",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. Lunch is over. What happens?"),
                N_p("pupil-O", "On a day you like, what happens in the afternoon?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. Lunch is over. What happens?"),
                N_p("pupil-O", "On a hard day, what happens in the afternoon?"),
            ),
        },
        bank(
            ("making", N_p("pupil-card", "Making things"), "making"),
            ("topic", N_p("pupil-card", "Topic"), "topic"),
            ("music", N_p("pupil-card", "Music"), "music"),
            ("story", N_p("pupil-card", "Reading or a story"), "story-time"),
            ("outside", N_p("pupil-card", "Being outside"), "outside"),
            ("choosing", N_p("pupil-card", "I choose what to do"), "puzzles"),
            ("tired", N_p("pupil-card", "Being tired"), "tired"),
            ("help", N_p("pupil-card", "Someone helps me"), "helped-by-adult"),
            ("change", N_p("pupil-card", "A change of plan"), "change-of-plan"),
            SOMETHING_ELSE,
        ),
    ),
    Part(
        "home",
        N_p("pupil-card", "Home time"),
        "school-over",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. School is over. What happens?"),
                N_p("pupil-O", "On a day you like, what happens when school is over?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. School is over. What happens?"),
                N_p("pupil-O", "On a hard day, what happens when school is over?"),
            ),
        },
        bank(
            ("getting-home", N_p("pupil-card", "Getting home"), "home-time"),
            ("family", N_p("pupil-card", "My family"), "family"),
            ("pets", N_p("pupil-card", "Pets"), "animals"),
            ("screen", N_p("pupil-card", "TV or games"), "gaming"),
            ("outside", N_p("pupil-card", "Being outside"), "outside"),
            ("homework", N_p("pupil-card", "Homework"), "homework"),
            ("club", N_p("pupil-card", "A club"), "clubs"),
            ("rest", N_p("pupil-card", "Time to rest"), "calm-corner"),
            SOMETHING_ELSE,
        ),
    ),
    Part(
        "bed",
        N_p("pupil-card", "Bedtime"),
        "bedtime",
        {
            GOOD: Wording(
                N_p("pupil-S", "A day I like. It is bedtime. What happens?"),
                N_p("pupil-O", "On a day you like, what happens at bedtime?"),
            ),
            HARD: Wording(
                N_p("pupil-S", "A hard day. It is bedtime. What happens?"),
                N_p("pupil-O", "On a hard day, what happens at bedtime?"),
            ),
        },
        bank(
            ("story", N_p("pupil-card", "Reading or a story"), "story-time"),
            ("bath", N_p("pupil-card", "Washing"), "water"),
            ("screen", N_p("pupil-card", "TV or games"), "gaming"),
            ("music", N_p("pupil-card", "Music"), "music"),
            ("talking", N_p("pupil-card", "Talking"), "someone-to-talk-to"),
            ("by-myself", N_p("pupil-card", "By myself"), "me"),
            ("awake", N_p("pupil-card", "Lying awake"), "night"),
            ("quiet", N_p("pupil-card", "Quiet"), "quiet"),
            SOMETHING_ELSE,
        ),
    ),
)

BY_VALUE: Mapping[str, Part] = {part.value: part for part in PARTS}

HOME_PARTS = ("wake", "travel", "home", "bed")
SCHOOL_PARTS = tuple(part.value for part in PARTS if part.value not in HOME_PARTS)


def strip(day: str) -> Strip:
    """The parts of a day in their order, beside one another."""
    return Strip(PLACES[day], tuple(key(day, part.value) for part in PARTS))
