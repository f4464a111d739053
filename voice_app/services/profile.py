"""How this pupil tells us things: the settings of a communication profile (rule A56, first version)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from random import SystemRandom
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from voice_app.model import CommunicationProfile, Pupil

WORDINGS = ("simple", "older")
PICTURES = ("colour", "line")
THEMES = ("paper", "contrast", "older")
TEXT_SIZES = (100, 125, 150, 200)
CHOICES = (2, 3, 4, 6)
SIDES = ("start", "end")
LISTEN = ("tap", "off")
PHOTOS = ("yes", "no")

#: The three separate settings that one tap on "young" or "older" fills in; each can then be changed alone.
YOUNG = {"wording": "simple", "pictures": "colour", "theme": "paper"}
OLDER = {"wording": "older", "pictures": "line", "theme": "older"}


#: What each setting can be.
_ALLOWED: Mapping[str, tuple[object, ...]] = {
    "wording": WORDINGS,
    "pictures": PICTURES,
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "choices": CHOICES,
    "positive": SIDES,
    "listen": LISTEN,
    "photos": PHOTOS,
}


class ProfileProblem(ValueError):
    """A setting that does not exist."""


@dataclass(frozen=True)
class Profile:
    """What the first page needs to know. Wording, pictures and theme are separate (rule A7)."""

    wording: str = "simple"
    pictures: str = "colour"
    theme: str = "paper"
    #: Per cent.
    text_size: int = 100
    #: Choices on a page; more are paged.
    choices: int = 6
    #: On which side the good end of a scale is; fixed for the pupil (rule A29).
    positive: str = "start"
    listen: str = "tap"
    #: Whether the pupil may take photos: where that was refused, no camera is offered (docs/practice.md, 8.3).
    photos: str = "yes"
    #: Draws the order of picture choices once for this pupil (rule A10).
    order_seed: int = 0

    def __post_init__(self) -> None:
        for name, values in _ALLOWED.items():
            if getattr(self, name) not in values:
                raise ProfileProblem(name)

    @property
    def older(self) -> bool:
        """Whether the older wording is used."""
        return self.wording == "older"

    @property
    def may_take_photos(self) -> bool:
        """Whether nobody refused that this pupil takes photos."""
        return self.photos == "yes"

    @property
    def was_kept(self) -> bool:
        """Whether an adult has ever kept settings for this pupil; else these are the ones everybody starts with."""
        return self.order_seed != 0

    def as_stored(self) -> dict[str, Any]:
        """As JSON, for the profile's row and for the copy in each sitting."""
        return asdict(self)


#: By name, once: every touch reads the profile.
_SETTINGS = frozenset(field.name for field in fields(Profile))


def read_profile(stored: Mapping[str, Any]) -> Profile:
    """A profile from JSON; settings of a later version are ignored, missing ones take their default."""
    return Profile(**{name: value for name, value in stored.items() if name in _SETTINGS})


def profile_of(session: Session, pupil_id: UUID) -> Profile:
    """The pupil's profile, or the defaults where none has been set."""
    kept = session.scalar(select(CommunicationProfile).where(CommunicationProfile.pupil_id == pupil_id))
    return read_profile(kept.settings) if kept else Profile()


def keep_profile(
    session: Session, pupil: Pupil, profile: Profile, *, by: UUID | None, now: datetime
) -> CommunicationProfile:
    """Keep these settings for the pupil. The order of picture choices, once drawn, stays."""
    kept = session.scalar(select(CommunicationProfile).where(CommunicationProfile.pupil_id == pupil.id))
    seed = int(kept.settings.get("order_seed", 0)) if kept else 0
    wanted = profile.as_stored() | {"order_seed": seed or SystemRandom().randrange(1, 2**31)}
    if kept is None:
        kept = CommunicationProfile(pupil_id=pupil.id, settings=wanted, changed_at=now, changed_by_id=by)
        session.add(kept)
    elif kept.settings != wanted:
        kept.settings, kept.changed_at, kept.changed_by_id = wanted, now, by
    session.flush()
    return kept
