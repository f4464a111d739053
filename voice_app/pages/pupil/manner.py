"""How an activity is asked, apart from whom: all that the text of its questions depends on besides the activity."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import product

from activities.contract import Text, Wording
from voice_app.pages import frame
from voice_app.pages.access import settings
from voice_app.pages.languages import language
from voice_app.services.profile import CHOICES, SIDES, Profile


@dataclass(frozen=True)
class Manner:
    """The part of a communication profile that questions are written by; many pupils have the same."""

    older_words: bool
    older_pictures: bool
    #: Whether a card can be pressed to hear it.
    listen: bool
    #: Whether a photo can be taken, or sent from the device.
    camera: bool
    #: Choices on a page.
    choices: int
    #: On which side the good end of a scale is.
    positive: str
    #: Of the pages, with the rule of a pseudo-locale.
    language: str

    def say(self, text: Text | Wording | str) -> str:
        """A sentence in the version and language of this manner."""
        return frame.say(text, older=self.older_words)

    @property
    def name(self) -> str:
        """For an address: "no.no.yes.yes.6.start.en"."""
        said = (getattr(self, field.name) for field in fields(self))
        return ".".join(("no", "yes")[one] if isinstance(one, bool) else str(one) for one in said)


def manner_of(profile: Profile) -> Manner:
    """How this profile has questions asked."""
    return Manner(
        older_words=profile.older,
        older_pictures=profile.pictures == "line",
        listen=profile.listen != "off",
        camera=profile.may_take_photos,
        choices=profile.choices,
        positive=profile.positive,
        language=_spoken(),
    )


def manner_named(name: str) -> Manner | None:
    """The manner of this name, where these pages speak so."""
    flags = (True, False)
    every = product(flags, flags, flags, flags, CHOICES, SIDES, [_spoken()])
    return next((manner for one in every if (manner := Manner(*one)).name == name), None)


def _spoken() -> str:
    pseudo = settings().pseudo
    return f"{language()}-{pseudo}" if pseudo else language()
