"""Which pictures there are: a name for what each means, and where it is drawn. One picture, one meaning.

The loudspeaker is Listen and nothing else, the raised hand is Stop, the child speaking to an adult is "tell someone".
A name is a concept, in lower case with hyphens. People come in many skin tones on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Picture(NamedTuple):
    """One card picture: from OpenMoji (its code point file) or drawn by us (a file in `drawn/`), never both."""

    name: str
    openmoji: str | None
    drawn: str | None


#: From OpenMoji 17 (CC BY-SA 4.0). Only pictures that a person found clear with their word beside them.
_OPENMOJI = {
    # lessons
    "maths": "1F9EE",
    "numbers": "1F522",
    "reading": "1F4D6",
    "writing": "270D-1F3FE",
    "spelling": "1F524",
    "phonics": "1F444",
    "science": "1F9EA",
    "art": "1F3A8",
    "music": "1F3B5",
    "pe": "1F45F",
    "football": "26BD",
    "swimming": "1F3CA-1F3FD",
    "computing": "1F4BB",
    "tablet": "E1CC",
    "geography": "1F5FA",
    "history": "1F4DC",
    "re": "1F56F",
    "drama": "1F3AD",
    "making": "1F528",
    "cooking": "1F373",
    "forest-school": "1F332",
    "topic": "1F50D",
    "homework": "1F4DD",
    "tests": "E240",
    "handwriting": "270F",
    "books": "1F4DA",
    "story-time": "1F4D5",
    "partner-work": "1F465",
    "group-work": "E249",
    "question": "2753",
    # places
    "school": "1F3EB",
    "seat": "1FA91",
    "playground": "1F6DD",
    "dinner-hall": "E200",
    "toilets": "1F6BB",
    "corridor": "E202",
    "school-door": "1F6AA",
    "quiet-room": "1F6CB",
    "home": "1F3E0",
    "outside": "1F333",
    "school-bus": "1F68C",
    "taxi": "1F695",
    "car": "1F697",
    "walking": "1F6B6-1F3FC",
    "bike": "1F6B2",
    "scooter": "1F6F4",
    "hospital": "1F3E5",
    # the day
    "getting-up": "23F0",
    "breakfast": "1F963",
    "getting-dressed": "1F455",
    "brushing-teeth": "1FAA5",
    "school-bag": "1F392",
    "register": "1FAAA",
    "break-time": "26F9-1F3FE",
    "snack": "1F34E",
    "lunch": "1F37D",
    "food": "1F372",
    "packed-lunch": "1F96A",
    "water": "1F4A7",
    "tidying-up": "1F9F9",
    "hello": "1F44B-1F3FD",
    "clubs": "1F3D3",
    "bedtime": "1F6CC",
    "weekend": "1F5D3",
    "change-of-plan": "1F504",
    "waiting": "23F3",
    "trips": "1F3DE",
    "birthday": "1F382",
    "party": "1F388",
    # people and animals
    "friends": "1F9D1-1F3FE-200D-1F91D-200D-1F9D1-1F3FB",
    "best-friend": "1FAC2",
    "teacher": "1F9D1-1F3FD-200D-1F3EB",
    "head-teacher": "1F9D1-1F3FB-200D-1F4BC",
    "dinner-staff": "1F9D1-1F3FF-200D-1F373",
    "family": "1F46A",
    "mum": "1F469-1F3FD",
    "dad": "1F468-1F3FE",
    "brother": "1F466-1F3FD",
    "sister": "1F467-1F3FE",
    "baby": "1F476-1F3FC",
    "grandma": "1F475-1F3FE",
    "grandad": "1F474-1F3FC",
    "auntie": "1F9D5-1F3FD",
    "doctor": "1F9D1-1F3FE-200D-2695-FE0F",
    "bus-driver": "1F68D",
    "trusted-adult": "1F9D1-200D-1F9D2",
    "dog": "1F436",
    "cat": "1F431",
    "rabbit": "1F430",
    "fish": "1F41F",
    "horse": "1F434",
    "hamster": "1F439",
    "bird": "1F426",
    "animals": "1F43E",
    # feelings
    "happy": "1F600",
    "sad": "1F622",
    "angry": "1F620",
    "worried": "1F61F",
    "scared": "1F628",
    "calm": "1F60C",
    "excited": "1F929",
    "proud": "1F60A",
    "bored": "1F611",
    "tired": "1F62B",
    "confused": "1F615",
    "lonely": "1F614",
    "shy": "1F633",
    "surprised": "1F62E",
    "frustrated": "1F624",
    "poorly": "1F912",
    "loved": "1F970",
    "hungry": "1F924",
    "overwhelmed": "1F92F",
    # senses
    "quiet": "1F92B",
    "smells": "1F443-1F3FD",
    "taste": "1F445",
    "too-hot": "1F975",
    "too-cold": "1F976",
    # what helps
    "ear-defenders": "1F3A7",
    "visual-timetable": "1F4C5",
    "timer": "23F2",
    "movement-break": "1F3C3-1F3FE",
    "calm-corner": "1F9D8-1F3FE",
    "asking-for-help": "1F64B-1F3FD",
    "someone-to-talk-to": "E248",
    "more-time": "23F1",
    "symbols": "E142",
    "glasses": "1F453",
    "hearing-aid": "1F9BB-1F3FE",
    "wheelchair": "1F9BD",
    "hug": "1F917",
    "small-steps": "2705",
    "breathing": "1F32C",
    "medicine": "1F48A",
    "teddy": "1F9F8",
    # fun
    "gaming": "1F3AE",
    "tv": "1F4FA",
    "drawing": "1F58D",
    "building-bricks": "1F9F1",
    "dancing": "1F483-1F3FD",
    "trains": "1F682",
    "dinosaurs": "1F996",
    "board-games": "1F3B2",
    "puzzles": "1F9E9",
    "bubbles": "1FAE7",
    "singing": "1F3A4",
    "gardening": "1F331",
    "piano": "1F3B9",
    "drums": "1F941",
    "beach": "1F3D6",
    "camping": "1F3D5",
    "phone": "1F4F1",
    "pizza": "1F355",
    "biscuit": "1F36A",
    "fruit": "1F34C",
    # safe and kind
    "safe": "E247",
    "kind-hands": "1F91D-1F3FD",
    "hitting": "1F44A-1F3FD",
    # what comes later
    "job": "1F4BC",
    "college": "1F393",
    "my-own-home": "1F511",
    "being-healthy": "1F957",
    "wish": "1FA84",
    "star": "2B50",
    "dream": "1F308",
    # sorting and answering
    "like": "1F44D-1F3FD",
    "dislike": "1F44E-1F3FD",
    "dont-know": "1F937-1F3FC",
    "first": "0031-FE0F-20E3",
    "finished": "1F3C1",
    "stop": "270B",
    "record": "1F399",
    "photo": "1F4F7",
    "draw": "1F58C",
    "share": "E253",
    # what adults saw (pupils who do not choose)
    "looked": "1F440",
    "reached-out": "1FAF4-1F3FD",
}

#: Drawn by us, because OpenMoji has none, or one that says something else.
_DRAWN = (
    # controls, in the colour of the text in both sets
    "go-back",
    "skip",
    "listen",
    "stop-listening",
    "turn-over",
    "yes",
    "no",
    "more",
    "less",
    "eye",
    "shield",
    "lock",
    "pencil",
    "keyboard",
    # the scale: two of equal strength and one between
    "face-good",
    "face-between",
    "face-not-good",
    "scale-full",
    "scale-half",
    "scale-empty",
    # saying something
    "tell-someone",
    "something-else",
    "just-saying",
    "please-try",
    "in-my-words",
    "own-words",
)


def _catalogue() -> dict[str, Picture]:
    found = {name: Picture(name, openmoji=code, drawn=None) for name, code in _OPENMOJI.items()}
    for name in _DRAWN:
        if name in found:
            raise ValueError(f"The picture {name!r} is listed twice: as OpenMoji and as our own drawing.")
        found[name] = Picture(name, openmoji=None, drawn=name)
    return found


#: Every picture card by its name.
PICTURES: Mapping[str, Picture] = _catalogue()
