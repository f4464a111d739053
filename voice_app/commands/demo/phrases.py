"""What invented pupils say, by age. What a room asks that is not here is answered as the room's own pretend pupil does.

None of it is from a real child.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

YOUNG, MIDDLE, OLDER = "young", "middle", "older"


def age_band(year: str) -> str:
    """Which of the three banks suits a pupil of this year."""
    if year in {"N1", "N2", "R", "1", "2"}:
        return YOUNG
    return MIDDLE if int(year) <= 6 else OLDER


#: The beginning of an item ("wish" of "wish:2") -> age -> what pupils say there.
PHRASES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "wish": {
        YOUNG: (
            "a rabbit",
            "more sand",
            "I want my mum to come and see",
            "a slide with water",
            "the big bikes every day",
        ),
        MIDDLE: (
            "I wish we had a rabbit in class",
            "a den in the corner with a curtain",
            "football on Fridays as well",
            "that nobody shouts at lunch",
            "I want to be the one who feeds the fish",
            "to do my reading with Dylan",
        ),
        OLDER: (
            "Somewhere to go at break that is not the field",
            "To know on Monday what the week is going to be",
            "I would like to type instead of writing by hand",
            "One person I can go to, not five",
            "To be asked before people move my seat",
            "A work placement with animals",
        ),
    },
    "different": {
        YOUNG: ("I be happy", "we can stroke it", "I would go in"),
        MIDDLE: (
            "I could think",
            "I would not be the last one",
            "it would be quieter so I can do my work",
            "I would come in by myself in the morning",
        ),
        OLDER: (
            "I would not have to explain it every time",
            "I could finish things",
            "I would worry less on Sundays",
            "I would probably come in more",
        ),
    },
    "more": {
        YOUNG: ("a white one", "with my friend"),
        MIDDLE: ("one with a door", "like at my old school", "only for when it gets too much"),
        OLDER: ("It works like that in art already", "Even ten minutes would do"),
    },
    "own": {
        YOUNG: ("my bear", "the fish tank", "wet play"),
        MIDDLE: ("wet play", "the fish tank", "the walk to swimming", "lining up"),
        OLDER: ("registration", "the canteen queue", "my support plan meetings"),
    },
    "about-person": {
        YOUNG: ("she got a nice voice", "we play trains"),
        MIDDLE: (
            "She waits for me until I am ready",
            "they make me laugh when I am sad",
            "he never laughs at my drawings",
        ),
        OLDER: ("They ask me and not the person next to me", "He explains it twice and does not sigh"),
    },
    "who": {
        YOUNG: ("Mummy", "Nani", "my dog", "Grandad"),
        MIDDLE: ("my mum", "Nani", "Auntie Jo", "my cat", "Mr Cole"),
        OLDER: ("my sister", "Grandad", "my social worker", "Mum’s partner"),
    },
    "does": {
        YOUNG: ("cuddles", "she reads to me"),
        MIDDLE: ("getting ready in the morning", "when I am worried", "my reading"),
        OLDER: ("They explain letters to me", "Getting to places on time"),
    },
    "best-bit": {
        YOUNG: ("the splashing", "when I go first", "the blue one"),
        MIDDLE: ("when I am allowed to go first", "it is always quiet by the window", "I feel calm when I do it"),
        OLDER: ("Nobody is in a hurry", "I can use my headphones", "I already know what is coming"),
    },
    "what-changes": {
        YOUNG: ("if it is too loud", "if my friend is there"),
        MIDDLE: (
            "who is there",
            "if it is Friday we do it outside",
            "it is good when we start it together",
        ),
        OLDER: ("It depends who is teaching", "Whether I have slept", "If there is a supply I do not know"),
    },
    "better": {
        YOUNG: ("no noise", "hold my hand", "a little bit"),
        MIDDLE: ("less shouting", "I want to go in before the others", "somewhere to go when I am worried"),
        OLDER: (
            "Tell me beforehand and not on the day",
            "Let me leave two minutes early",
            "Less copying from the board",
        ),
    },
    "tell-more": {
        YOUNG: ("it is big",),
        MIDDLE: ("you can see the trees", "it is the one next to the hall"),
        OLDER: ("I can show you if you want",),
    },
    "when-feels": {
        YOUNG: ("after lunch",),
        MIDDLE: ("when there are too many people", "after lunch"),
        OLDER: ("Mostly in the afternoon", "When plans change"),
    },
    "a-time": {
        YOUNG: ("yesterday",),
        MIDDLE: ("last week it was just me and Tom",),
        OLDER: ("On the trip, when we had the whole day for one thing",),
    },
    "anything-else": {
        YOUNG: ("I like you", "can I have a sticker"),
        MIDDLE: ("I like Fridays", "can I go first next time"),
        OLDER: ("Thank you for asking", "I would like to see what you write"),
    },
}

#: What adults noted on the close page, marked as theirs.
ADULTS_NOTES: Sequence[str] = (
    "Took a movement break after the fourth card and came back by themselves.",
    "Looked at the door a lot. It was loud in the corridor.",
    "Laughed out loud at the picture of the rabbit.",
    "Needed the first question twice, then none.",
)


def phrase_for(item: str, age: str) -> Sequence[str]:
    """What a pupil of this age may say to this item; nothing where this bank does not know it."""
    return PHRASES.get(item.split(":")[0], {}).get(age, ())
