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
    "does": {
        YOUNG: ("cuddles",),
        MIDDLE: ("getting ready in the morning", "when I am worried", "my reading"),
        OLDER: ("Explaining letters to me", "Getting to places on time", "When it all gets too much"),
    },
    "best-bit": {
        YOUNG: ("it is fun", "I like the start"),
        MIDDLE: ("I feel calm then", "I know what to do"),
        OLDER: ("Nobody is in a hurry", "I already know what is coming"),
    },
    "what-changes": {
        YOUNG: ("if it is too loud", "if my friend is there"),
        MIDDLE: ("who is there", "if it is too loud"),
        OLDER: ("It depends who is there", "Whether I have slept"),
    },
    "better": {
        YOUNG: ("a little bit of it",),
        MIDDLE: ("to know before", "if it was not so long"),
        OLDER: ("Tell me beforehand and not on the day", "To be asked first"),
    },
    "when-feels": {
        YOUNG: ("after lunch",),
        MIDDLE: ("when there are too many people", "after lunch"),
        OLDER: ("Mostly in the afternoon", "When plans change"),
    },
    "a-time": {
        YOUNG: ("yesterday",),
        MIDDLE: ("last Tuesday, after assembly",),
        OLDER: ("Last Thursday, in the second lesson",),
    },
    "helps": {
        YOUNG: ("my friend",),
        MIDDLE: ("when I know the plan", "sitting by the window"),
        OLDER: ("Knowing what is next", "A lift in the morning"),
    },
    "stops": {
        YOUNG: ("the bell",),
        MIDDLE: ("a fire bell", "when somebody shouts"),
        OLDER: ("A supply teacher nobody told me about", "Not having slept"),
    },
    "know": {
        YOUNG: ("I hide",),
        MIDDLE: ("my hood is up", "I do not talk"),
        OLDER: ("I go quiet", "I put my headphones on and leave them on"),
    },
    "adults-do": {
        YOUNG: ("sit with me",),
        MIDDLE: ("let me sit by the door", "wait a bit"),
        OLDER: ("Let me go out without asking", "Talk to me later, not then"),
    },
    "adults-dont": {
        YOUNG: ("shout",),
        MIDDLE: ("stand behind me", "ask me lots of questions"),
        OLDER: ("Talk about me as if I were not there", "Stand too close"),
    },
    "more-good-days": {
        YOUNG: ("more playing",),
        MIDDLE: ("PE every day", "the same teacher all week", "time in the library first"),
        OLDER: ("The same room all week", "One day a week in the workshop"),
    },
    "anything-else": {
        YOUNG: ("I like you", "can I have a sticker"),
        MIDDLE: ("I like Fridays", "can I go first next time"),
        OLDER: ("Thank you for asking", "I would like to see what you write"),
    },
}

#: What would be different, for each wish that is said in words.
WOULD_BE_DIFFERENT: Mapping[str, Sequence[str]] = {
    "a rabbit": ("I can stroke it",),
    "more sand": ("I can make a big hole",),
    "I want my mum to come and see": ("she sees my picture",),
    "a slide with water": ("it goes splash",),
    "the big bikes every day": ("I go fast",),
    "I wish we had a rabbit in class": ("I would come in early to feed it",),
    "a den in the corner with a curtain": ("it would be quieter so I can do my work",),
    "football on Fridays as well": ("I would look forward to Friday",),
    "that nobody shouts at lunch": ("I could eat in the hall with the others",),
    "I want to be the one who feeds the fish": ("I would have a job like the others",),
    "to do my reading with Dylan": ("I would not be so shy when I read",),
    "Somewhere to go at break that is not the field": ("I would be ready for the next lesson",),
    "To know on Monday what the week is going to be": ("I would worry less on Sundays",),
    "I would like to type instead of writing by hand": ("I could finish things",),
    "One person I can go to, not five": ("I would not have to explain it every time",),
    "To be asked before people move my seat": ("I would probably come in more",),
    "A work placement with animals": ("I would find out whether I can do it for a job",),
}

#: What adults noted on the close page, marked as theirs.
ADULTS_NOTES: Sequence[str] = (
    "Took a movement break half way and came back by themselves.",
    "Looked at the door a lot. It was loud in the corridor.",
    "Laughed out loud at the pictures.",
    "Needed the first question twice, then none.",
)


def phrase_for(item: str, age: str) -> Sequence[str]:
    """What a pupil of this age may say to this item; nothing where this bank does not know it."""
    return PHRASES.get(item.split(":")[0], {}).get(age, ())
