"""The scale: three places, the words on both sides equally strong (docs/practice.md, 8.1)."""

from __future__ import annotations

from activities.contract import Leaning, N_p, Place, Surroundings, Text, Wording

GOOD, BETWEEN, NOT_GOOD = "good", "between", "not-good"

#: Faces for young readers, circles for older ones (rule A11); the same stored values for both.
SCALE = (
    Place(
        value=GOOD,
        label=Wording(N_p("pupil-S", "Good"), N_p("pupil-O", "Works for me")),
        picture="face-good",
        older_picture="scale-full",
        tone="good",
    ),
    # "Sometimes, it depends". It never stands for "I don't know", which is an answer of its own.
    Place(
        value=BETWEEN,
        label=Wording(N_p("pupil-S", "In between"), N_p("pupil-O", "It depends")),
        picture="face-between",
        older_picture="scale-half",
        tone="mixed",
    ),
    Place(
        value=NOT_GOOD,
        label=Wording(N_p("pupil-S", "Not good"), N_p("pupil-O", "Doesn’t work")),
        picture="face-not-good",
        older_picture="scale-empty",
        tone="hard",
    ),
)

HOW_IS_THIS = Wording(N_p("pupil-S", "How is this for you?"), N_p("pupil-O", "How is this for you at the moment?"))

LEANING = {GOOD: Leaning.GOOD, BETWEEN: Leaning.MIXED, NOT_GOOD: Leaning.HARD}


def place_words(value: str, around: Surroundings) -> Text:
    """What the place was called on the screen of this pupil."""
    label = next(place.label for place in SCALE if place.value == value)
    return label.version("older" in around.settings)
