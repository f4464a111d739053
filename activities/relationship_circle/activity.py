"""Relationship circle: who matters to the pupil, how much, and who helps (docs/practice.md, 8.8).

It starts empty. Nobody is asked why somebody is missing, nor whom they would like to see more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from random import Random

from activities.contract import (
    ALWAYS,
    ANYTHING_ELSE,
    FOLLOWED_ON,
    NO_MORE,
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
    State,
    Statement,
    Surroundings,
    Text,
    Theme,
    Touch,
    Wording,
    anything_else,
    at_least,
    calm,
    every,
    follow_ups,
    given,
    mentions,
    no,
    picked,
    read_back,
    setting,
    some,
)
from activities.contract import said as came_to

from . import people, said
from .people import ANYBODY, DIED, DIED_WORDS, FIRST_PEOPLE, FOLLOWED, NUMBERS, who

#: All that can be told, to be read back at the end; the rings lie on their mat.
TOLD = "|".join(
    (
        ANYBODY,
        "ring:*",
        "does:*",
        FOLLOWED_ON,
        *said.HELPERS,
        *map(said.of_anybody, said.HELPERS),
        said.MAY_SEE,
        ANYTHING_ELSE,
    )
)

SOMEBODY = at_least(1, ANYBODY)
#: "Nobody" to any of the questions that ask who: an answer that is read back like the others.
SAID_NOBODY = some(
    *(picked(item, people.NOBODY_AT_ALL.value) for item in (who(1), *map(said.of_anybody, said.HELPERS)))
)
#: Who was asked and answered "Nobody", or did not know.
NOBODY_NAMED = every(no(SOMEBODY), some(given(who(1)), came_to(who(1), State.DONT_KNOW)))

FIRST = Wording(N_p("pupil-S", "Who is important to you?"), N_p("pupil-O", "Who matters to you?"))
NEXT = Wording(N_p("pupil-S", "Anyone else?"), N_p("pupil-O", "Is there anyone else?"))
NAME_THEM = Wording(
    N_p("pupil-S", "Pets count too. You can give a name."),
    N_p("pupil-O", "Pets count too. You can add a name."),
)


def _may_be_named(n: int) -> Condition:
    """One after another; after a few, in a short sitting, only where the pupil wants to go on."""
    if n == 1:
        return ALWAYS
    before = at_least(1, who(n - 1))
    if n == FIRST_PEOPLE + 1:
        return every(before, some(no(setting("short")), picked("more-people", people.YES)))
    return before


def _person(n: int) -> list[Question]:
    person, ring, does = who(n), f"ring:{n}", f"does:{n}"
    is_named = every(at_least(1, person), calm(person))
    died = some(picked(person, DIED), mentions(person, DIED_WORDS))
    ask_who: list[Question] = [
        OwnWords(
            key=person,
            picture="who-matters",
            ask=FIRST if n == 1 else NEXT,
            hint=NAME_THEM if n == 1 else None,
            choices=people.PEOPLE,
            no_more=people.NOBODY_AT_ALL if n == 1 else NO_MORE,
            photos="pick",
            when=_may_be_named(n),
        ),
        Choose(
            key=ring,
            ask=Wording(
                N_p("pupil-S", "How much do they matter to you?"), N_p("pupil-O", "How much do they matter to you?")
            ),
            choices=people.RINGS,
            own_words=False,
            mat="rings",
            about=person,
            when=is_named,
        ),
        # Whatever the ring: that it was asked, or not, must not show where somebody lies.
        OwnWords(
            key=does,
            ask=Wording(N_p("pupil-S", "What do they help with?"), N_p("pupil-O", "What do they help you with?")),
            choices=people.HELP_WITH,
            many=True,
            no_more=people.NOTHING,
            about=person,
            when=every(is_named, no(died)),
            prompt="what-do-they-help-with",
        ),
    ]
    # About those who come to mind first; after that, asking on would make the round long.
    return [*ask_who, *(follow_ups(does, name=str(n)) if n in FOLLOWED else [])]


def _more_people() -> Question:
    return Choose(
        key="more-people",
        picture="one-more",
        ask=Wording(N_p("pupil-S", "Shall we add more people?"), N_p("pupil-O", "Do you want to add more people?")),
        choices=people.ADD_MORE,
        own_words=False,
        finds_the_way=True,
        when=every(setting("short"), at_least(1, who(FIRST_PEOPLE))),
    )


#: The picture by which each of the questions about helpers is known.
ASKED_BY = {said.GO_TO: "go-to", said.WORRIED: "worried", said.LEARNING: "books"}


def _helpers() -> list[Question]:
    as_many = Wording(N_p("pupil-S", "You can pick more than one."), N_p("pupil-O", "Pick as many as you like."))
    asks = {
        said.GO_TO: Wording(
            N_p("pupil-S", "Who can you go to in school?"), N_p("pupil-O", "Who can you go to in school?")
        ),
        said.WORRIED: Wording(
            N_p("pupil-S", "Who helps when you are worried?"), N_p("pupil-O", "Who helps you when you are worried?")
        ),
        said.LEARNING: Wording(N_p("pupil-S", "Who helps you learn?"), N_p("pupil-O", "Who helps you with learning?")),
    }
    among_named: list[Question] = [
        ChooseAmong(
            key=key,
            picture=ASKED_BY[key],
            ask=ask,
            hint=as_many,
            among=ANYBODY,
            many=True,
            choices=(people.NOBODY,),
            when=SOMEBODY,
        )
        for key, ask in asks.items()
    ]
    return among_named + [_of_anybody(key, ask, as_many) for key, ask in asks.items()]


def _of_anybody(key: str, ask: Wording, hint: Wording) -> Question:
    """The same where nobody was named: it is then that it matters most who helps."""
    return OwnWords(
        key=said.of_anybody(key),
        picture=ASKED_BY[key],
        ask=ask,
        hint=hint,
        choices=people.ADULTS_IN_SCHOOL if key == said.GO_TO else people.ADULTS,
        many=True,
        no_more=people.NOBODY_AT_ALL,
        when=NOBODY_NAMED,
    )


def _at_the_end() -> list[Question]:
    return [
        Choose(
            key=said.MAY_SEE,
            picture="see-rings",
            ask=Wording(
                N_p("pupil-S", "Can other people see your rings?"),
                N_p("pupil-O", "May other people see how much each one matters?"),
            ),
            choices=people.MAY_SEE,
            own_words=False,
            when=at_least(1, "ring:*"),
        ),
        anything_else(some(SOMEBODY, NOBODY_NAMED)),
        read_back(TOLD, some(at_least(1, TOLD), SAID_NOBODY)),
    ]


class RelationshipCircle(Activity):
    """Who is important to you, and how much do they matter?"""

    slug = "relationship-circle"
    version = 1
    title = Wording(N_p("pupil-S", "My people"), N_p("pupil-O", "People who matter"))
    what_for = Wording(
        N_p("pupil-S", "The people who matter to me."), N_p("pupil-O", "Say who matters to you, and who helps.")
    )
    pictures = ("my-people",)
    tint = "hard"
    is_a_row = True
    about_how_many = 12
    position = 32

    @cached_property
    def conversation(self) -> Conversation:
        first = [question for n in NUMBERS if n <= FIRST_PEOPLE for question in _person(n)]
        more = [question for n in NUMBERS if n > FIRST_PEOPLE for question in _person(n)]
        return [*first, _more_people(), *more, *_helpers(), *_at_the_end()]

    def says(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """Each person as named, what they help with, who helps; the rings only where the pupil lets others see them."""
        return said.statements(answer)

    def lowered(self, item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
        return said.lowered(item, question, claim, older=older)

    def theme_of(self, answer: Answer) -> Theme:
        return Theme.PEOPLE

    def changes(self, before: Answer, after: Answer, around: Surroundings) -> Sequence[Change]:
        """The same person in another ring, where the rings may be seen both times; never better or worse."""
        return said.changes(before, after)

    def pretend_touches(self, question: Question, item: str, answer: Answer, random: Random) -> Sequence[Touch]:
        """Most name a few people, some name many."""
        if item.startswith("who:") and item != who(1) and random.random() < 0.2:
            return [Touch("pick", item, NO_MORE.value)]
        if item.startswith("who:") and random.random() < 0.5:
            return [Touch("pick", item, random.choice(people.PEOPLE).value), Touch("next", item)]
        return super().pretend_touches(question, item, answer, random)

    def pretend_words(self, item: str, random: Random) -> str:
        said_by_children = {
            "who": ["Nani", "Bella", "Mr Cole", "my friend Tom", "Auntie Jo", "Mum", "the lady at the shop", ""],
            "does": ["reading to me at bedtime", "cuddles", "she knows when I am worried", "in the hall at lunch"],
            "a-time": ["on Monday we made a cake", ""],
            "when-feels": ["when it is a new teacher", ""],
            "what-is-it-like": ["big", "loud and then quiet", ""],
            "tell-more": ["she sits on my feet", ""],
            "go-to": ["the lady in the office", "", ""],
            "anything-else": ["I want to tell Nani about this", "", ""],
        }
        children = [*said_by_children.get(item.split(":")[0], [""])]
        if item.startswith("does:"):
            children += ["he always waits for me at the gate", ""]
        return random.choice(children)
