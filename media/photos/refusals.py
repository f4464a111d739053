"""Why something that was sent is not taken in, in words for the child or the adult who sent it."""

from __future__ import annotations

from enum import Enum


def N_(text: str) -> str:
    """Mark a sentence for the catalogues, unchanged; the page translates it when shown."""
    return text


class Why(Enum):
    """What is wrong with it."""

    NO_PICTURE = "no picture"
    OTHER_KIND = "other kind"
    TOO_MANY_BYTES = "too many bytes"
    TOO_LARGE = "too large"
    BROKEN = "broken"


SENTENCES = {
    Why.NO_PICTURE: N_("This is not a photo. Take a new one, or pick another."),
    Why.OTHER_KIND: N_("This kind of picture or film cannot be used here. Take a photo, or pick another."),
    # `opening.MOST_BYTES`.
    Why.TOO_MANY_BYTES: N_("This photo is too big. 30 MB is the most. Take a new one, or pick another."),
    Why.TOO_LARGE: N_("This picture is too large to open. Take a new one, or pick another."),
    Why.BROKEN: N_("Not all of this photo came. Try it again, or take a new one."),
}


class NotAPhoto(ValueError):
    """What was sent cannot become a photo. `sentence` says what to do next, in English, for the page to translate."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why
        self.sentence = SENTENCES[why]

    def __str__(self) -> str:
        return self.sentence
