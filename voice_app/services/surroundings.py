"""What a conversation depends on besides the answer: this sitting's settings, and who is in the room."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from activities.contract import Activity, Surroundings
from voice_app.model import Present, Sitting

from .profile import read_profile
from .who_is_here import names_of, roles_of

#: Items of practice cards; never views (docs/practice.md, 7).
PRACTICE = "practice:"

#: Whoever is present with this role can write for the pupil. A brother, sister or friend never does.
WRITERS = frozenset({"staff", "helper", "interpreter"})


def surroundings(
    sitting: Sitting,
    present: Iterable[Present],
    activity: Activity,
    *,
    first_time: bool,
) -> Surroundings:
    """The surroundings of one activity in one sitting: who is here today, and nobody of another day."""
    here = list(present)
    settings = {
        "short": sitting.short,
        "practice": bool(sitting.practice_cards) and activity.uses_scale,
        "first-time": first_time,
        "older": read_profile(sitting.profile).older,
    }
    return Surroundings(
        settings=frozenset(name for name, on in settings.items() if on),
        left_out=left_out(sitting, here, activity),
        groups=activity.groups,
        interpreted=sitting.interpreted,
        present=tuple(one.name for one in here if one.role in WRITERS),
        names=names_of(here),
    )


def left_out(sitting: Sitting, present: Iterable[Present], activity: Activity) -> frozenset[str]:
    """Cards that wait for another day: those that name anyone present, and practice cards nobody chose."""
    roles = frozenset(role for one in present for role in roles_of(one))
    practice = frozenset(PRACTICE + name for name in sitting.practice_cards)
    return _waiting(activity, roles, practice)


@lru_cache(maxsize=512)
def _waiting(activity: Activity, roles: frozenset[str], practice: frozenset[str]) -> frozenset[str]:
    """Worked out once for each room full of people: every touch asks it."""
    return frozenset(
        item
        for item, card in activity.by_key.cards.items()
        if (card.names is not None and card.names in roles) or (item.startswith(PRACTICE) and item not in practice)
    )
