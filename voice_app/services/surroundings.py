"""What a conversation depends on besides the answer: this sitting's settings, and who is in the room."""

from __future__ import annotations

from collections.abc import Iterable

from activities.contract import Activity, Surroundings
from voice_app.model import Present, Sitting

from .profile import read_profile

#: Items of practice cards; never views (`domain.md`, section 7).
PRACTICE = "practice:"

#: Whoever is present with this role can write for the pupil. A brother, sister or friend never does.
WRITERS = frozenset({"staff", "helper", "interpreter"})


def surroundings(
    sitting: Sitting,
    present: Iterable[Present],
    activity: Activity,
    *,
    first_time: bool,
    also_wrote: Iterable[str] = (),
) -> Surroundings:
    """The surroundings of one activity in one sitting.

    `also_wrote` are adults who wrote in an earlier sitting of the same answer, and are not here today.
    """
    here = list(present)
    settings = {
        "short": sitting.short,
        "practice": bool(sitting.practice_cards) and activity.uses_scale,
        "first-time": first_time,
        "older": read_profile(sitting.profile).older,
    }
    writers = [one.name for one in here if one.role in WRITERS]
    return Surroundings(
        settings=frozenset(name for name, on in settings.items() if on),
        left_out=left_out(sitting, here, activity),
        groups=activity.groups,
        interpreted=sitting.interpreted,
        present=(*writers, *(name for name in also_wrote if name not in writers)),
    )


def left_out(sitting: Sitting, present: Iterable[Present], activity: Activity) -> frozenset[str]:
    """Cards that wait for another day: those that name anyone present, and practice cards nobody chose."""
    roles = {one.stands_for for one in present if one.stands_for}
    practice = {PRACTICE + name for name in sitting.practice_cards}
    return frozenset(
        item
        for item, card in activity.by_key.cards.items()
        if (card.names is not None and card.names in roles) or (item.startswith(PRACTICE) and item not in practice)
    )
