"""Photos of school: what helps, what gets in the way, a place, or something to be proud of (docs/practice.md, 8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from random import Random

from activities.contract import (
    A_TIME,
    ALWAYS,
    ANYTHING_ELSE,
    TELL_MORE,
    WHEN_FEELS,
    Activity,
    Answer,
    Change,
    Choose,
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

from . import pictures, said
from .shown import NUMBERS, SHOWN

#: Before the camera opens: nobody is in the photo who was not asked, and nobody at their most private.
NO_PEOPLE = Wording(
    N_p("pupil-S", "No people in it. No toilets. No changing rooms. No medical rooms. Use a picture for those."),
    N_p("pupil-O", "Leave people out. No toilets. No changing rooms. No medical rooms. Use a picture for those."),
)


#: What is asked on, after a feeling, a strong word, or a few words.
MORE = tuple(f"{kind}:*" for kind in (A_TIME, WHEN_FEELS, TELL_MORE))

#: All that can be told, to be read back at the end.
TOLD = "|".join(("what:*", SHOWN, "is:*|how:*|happens:*", *MORE, ANYTHING_ELSE))


def _photo(n: int) -> list[Question]:
    what, photo = f"what:{n}", f"photo:{n}"
    wanted: Condition = picked(f"more:{n - 1}", pictures.ANOTHER) if n > 1 else ALWAYS
    shown = every(wanted, given(what), given(photo), calm(f"{what}|{photo}"))
    told = every(shown, calm(f"is:{n}"))
    questions: list[Question] = [
        Choose(
            key=what,
            picture="what-to-show",
            ask=Wording(N_p("pupil-S", "What will you show?"), N_p("pupil-O", "What will you show?")),
            hint=Wording(N_p("pupil-S", "Any place is fine."), N_p("pupil-O", "It can help you, or get in the way.")),
            choices=pictures.SHOWS,
            when=wanted,
        ),
        OwnWords(
            key=photo,
            ask=Wording(N_p("pupil-S", "Can you show it?"), N_p("pupil-O", "Can you show it?")),
            hint=NO_PEOPLE,
            choices=pictures.PLACES,
            photos="take",
            # "It helps me" was said of what was shown then, and stands by while it is shown or said anew.
            about=what,
            when=every(wanted, given(what), calm(what)),
        ),
        OwnWords(
            key=f"is:{n}",
            ask=Wording(N_p("pupil-S", "What is this?"), N_p("pupil-O", "What is this?")),
            choices=pictures.THINGS,
            about=photo,
            when=shown,
        ),
        Choose(
            key=f"how:{n}",
            ask=Wording(N_p("pupil-S", "How is it for you?"), N_p("pupil-O", "How is it for you there?")),
            choices=pictures.HOW_IT_IS,
            about=photo,
            when=every(told, picked(what, pictures.ANY_PLACE)),
        ),
        OwnWords(
            key=f"happens:{n}",
            ask=Wording(N_p("pupil-S", "What happens here?"), N_p("pupil-O", "What happens here?")),
            choices=pictures.HAPPENS,
            about=photo,
            when=told,
        ),
        *_one_more(n),
    ]
    if n < NUMBERS[-1]:
        questions.append(
            Choose(
                key=f"more:{n}",
                picture="one-more",
                ask=Wording(N_p("pupil-S", "One more, or is that all?"), N_p("pupil-O", "Another one, or enough?")),
                choices=pictures.MORE,
                own_words=False,
                finds_the_way=True,
                when=every(wanted, given(photo)),
            )
        )
    return questions


def _one_more(n: int) -> list[Question]:
    """At most one of the general follow-ups for one photo. What it is may be named in a word: that leads to nothing."""
    told, feels = f"is:{n}|how:{n}|happens:{n}", (A_TIME, WHEN_FEELS)
    led_on = some(is_strong(told), has_feeling(told))
    in_short = [
        replace(one, when=every(one.when, no(led_on), calm(told)))
        for one in follow_ups(f"happens:{n}", name=str(n), only=(TELL_MORE,))
    ]
    return [*follow_ups(told, name=str(n), only=feels), *in_short]


class PhotoCapture(Activity):
    """Show with photos what school is like."""

    slug = "photo-capture"
    version = 1
    title = Wording(N_p("pupil-S", "Show with photos"), N_p("pupil-O", "Photos of school"))
    what_for = Wording(
        N_p("pupil-S", "Take photos of places at school."),
        N_p("pupil-O", "Show with photos what helps you and what gets in the way."),
    )
    pictures = ("photo",)
    tint = "leaf"
    is_a_row = True
    about_how_many = 6
    position = 35

    @cached_property
    def conversation(self) -> Conversation:
        return [
            *(question for n in NUMBERS for question in _photo(n)),
            anything_else(at_least(1, SHOWN)),
            read_back(TOLD, at_least(1, TOLD)),
        ]

    def fitting(self, answer: Answer) -> Answer:
        """What was shown stays shown where what it was to show was said anew since, and is told without that."""
        fits = super().fitting(answer)
        shown = {item: answer.get(item) for item in map("photo:{}".format, NUMBERS) if item not in fits.items}
        loose = {item: replace(one, about=said.LOOSE) for item, one in shown.items() if one and one.says_something}
        return replace(fits, items={**fits.items, **loose})

    def says(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """Each photo with the pupil's own words; it leans the way the pupil said, and no other."""
        return said.statements(answer)

    def lowered(self, item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
        return said.lowered(item, question, claim, older=older)

    def thing_asked_about(self, item: str, answer: Answer, around: Surroundings) -> Text | None:
        _, _, n = item.partition(":")
        return said.NAMES[int(n)] if n else None

    def changes(self, before: Answer, after: Answer, around: Surroundings) -> Sequence[Change]:
        """The same place by the same picture, now another way; photos of two days are not compared."""
        return said.changes(before, after)

    def pretend_words(self, item: str, random: Random) -> str:
        said_by_children = {
            "what": ["where I hide my bag", "", "", "", ""],
            "photo": ["the corner by the window", "the den", ""],
            "is": ["my place in class", "where we line up", "the swing", "I am proud of this", ""],
            "how": ["loud", "I hate the smell in there", ""],
            "happens": ["we sit on the carpet", "everyone runs", ""],
            "a-time": ["on Friday it was shut", ""],
            "when-feels": ["when I look at it", ""],
            "tell-more": ["and then they stop", ""],
            "anything-else": ["I took one at home too", "", ""],
        }
        return random.choice(said_by_children.get(item.split(":")[0], [""]))
