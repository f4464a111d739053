"""Who can be named, what somebody may help with, and the three rings (docs/practice.md, 8.8)."""

from __future__ import annotations

from dataclasses import replace

from activities.contract import Answer, Choice, N_p, Said, Text, bank, exact, same
from activities.contract.answer import NO_MORE

#: How many people have a place; in a short sitting so many, and then more are offered.
MOST_PEOPLE, FIRST_PEOPLE = 10, 5
NUMBERS = range(1, MOST_PEOPLE + 1)
ANYBODY = "who:*"
#: Those of whose help a little more is asked.
FOLLOWED = (1, 2, 3)

FRIEND, DIED = "friend", "someone-who-died"

#: Everybody who may matter; pets count. A name can be put beside each.
_EVERYBODY = bank(
    ("mum", N_p("pupil-card", "Mum"), "mum"),
    ("dad", N_p("pupil-card", "Dad"), "dad"),
    ("step-parent", N_p("pupil-card", "Stepmum or stepdad"), "person"),
    ("carer", N_p("pupil-card", "Carer"), "carer"),
    ("other-home", N_p("pupil-card", "My other home"), "two-homes"),
    ("brother", N_p("pupil-card", "Brother"), "brother"),
    ("sister", N_p("pupil-card", "Sister"), "sister"),
    ("grandma", N_p("pupil-card", "Grandma"), "grandma"),
    ("grandad", N_p("pupil-card", "Grandad"), "grandad"),
    ("auntie", N_p("pupil-card", "Auntie"), "auntie"),
    ("uncle", N_p("pupil-card", "Uncle"), "uncle"),
    (FRIEND, N_p("pupil-card", "Friend"), "friends"),
    ("teacher", N_p("pupil-card", "Teacher"), "teacher"),
    ("helper", N_p("pupil-card", "Helper"), "teaching-assistant"),
    ("other-adult", N_p("pupil-card", "Another adult in school"), "trusted-adult"),
    ("social-worker", N_p("pupil-card", "Social worker"), "social-worker"),
    ("dog", N_p("pupil-card", "Dog"), "dog"),
    ("cat", N_p("pupil-card", "Cat"), "cat"),
    ("other-pet", N_p("pupil-card", "Another pet"), "animals"),
    (DIED, N_p("pupil-card", "Someone who died"), "someone-who-died"),
    ("someone-else", N_p("pupil-card", "Someone else"), "someone-else"),
)

#: Who comes before whom, in whichever order was drawn: with three pictures a page nobody should look for their mum on
#: a later one, nor meet death on the first.
_TURNS = (
    ("mum", "dad", "carer"),
    ("step-parent", "other-home", "brother", "sister", "grandma", "grandad", FRIEND, "dog", "cat", "other-pet"),
    ("helper", "teacher"),
    ("auntie", "uncle", "other-adult", "social-worker"),
    (DIED, "someone-else"),
)
_TURN_OF = {value: turn for turn, values in enumerate(_TURNS) for value in values}

PEOPLE = tuple(replace(one, turn=_TURN_OF[one.value]) for one in _EVERYBODY)

#: Said in words: that somebody died is not held against the picture that was picked.
DIED_WORDS = ("died", "passed away", "heaven", "in the stars")

NOBODY = Choice(value="nobody", label=same(N_p("pupil-card", "Nobody")), picture="nobody")
#: "Nobody" to the first question is an answer, and there is nobody to tell more about.
NOBODY_AT_ALL = Choice(value=NO_MORE, label=NOBODY.label, picture=NOBODY.picture)

INNER, MIDDLE, OUTER = "inner", "middle", "outer"

#: They say how much somebody matters, and not how near they are.
RINGS = bank(
    (INNER, N_p("pupil-card", "Matter most"), "ring-inner"),
    (MIDDLE, N_p("pupil-card", "Matter a lot"), "ring-middle"),
    (OUTER, N_p("pupil-card", "Matter a bit"), "ring-outer"),
)

#: What people, and pets, can help with.
HELP_WITH = bank(
    ("learning", N_p("pupil-card", "My learning"), "books"),
    ("worries", N_p("pupil-card", "My worries"), "worried"),
    ("playing", N_p("pupil-card", "Playing games"), "board-games"),
    ("laughing", N_p("pupil-card", "Having fun"), "party"),
    ("calm", N_p("pupil-card", "Being calm"), "calm"),
    ("listening", N_p("pupil-card", "Listening to me"), "someone-to-talk-to"),
    ("day", N_p("pupil-card", "Getting ready"), "getting-dressed"),
    ("journey", N_p("pupil-card", "Going places"), "trips"),
    ("food", N_p("pupil-card", "Food"), "food"),
    ("safe", N_p("pupil-card", "Feeling safe"), "safe"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

#: What they help with may be nothing: an answer like the others, and none beside it.
NOTHING = Choice(value=NO_MORE, label=same(N_p("pupil-card", "Nothing")), picture="nothing")

#: Who can be picked where nobody was named: adults in school, and adults anywhere.
_IN_SCHOOL = ("teacher", "helper", "other-adult", "someone-else")
_ANYWHERE = ("mum", "dad", "step-parent", "carer", "grandma", "grandad", "social-worker", *_IN_SCHOOL)
ADULTS_IN_SCHOOL = tuple(one for one in PEOPLE if one.value in _IN_SCHOOL)
ADULTS = tuple(one for one in PEOPLE if one.value in _ANYWHERE)

YES, NO = "yes", "no"
MAY_SEE = bank((YES, N_p("pupil-card", "Yes"), "yes"), (NO, N_p("pupil-card", "No"), "no"))
ADD_MORE = bank(
    (YES, N_p("pupil-card", "Add more people"), "everyone"),
    (NO, N_p("pupil-card", "That is enough"), "finished"),
)


def who(n: int) -> str:
    """The item in which a person is named."""
    return f"who:{n}"


def named(n: int, answer: Answer) -> Said | None:
    """Who was named here; nothing where nobody was."""
    told = answer.get(who(n))
    return told if told and told.says_something and not told.is_no_more else None


def name_of(told: Said) -> Text:
    """What somebody is called: as the pupil said it, else by the picture."""
    if told.words.strip():
        return exact(told.words)
    return next((one.label.older for one in PEOPLE if one.value in told.picks), SOMEBODY)


#: Of a photo alone nobody can say whose it is.
SOMEBODY = N_p("statement", "Somebody")
A_PHOTO = N_p("statement", "A photo")
