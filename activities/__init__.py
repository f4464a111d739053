"""The rooms: one folder per activity. The app finds them here and never names one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from .contract import Activity


class BrokenRoom(RuntimeError):
    """A folder under `activities/` is not a whole activity; the app does not start with it."""


@cache
def all_activities() -> dict[str, Activity]:
    """Every activity by its slug, in the order the pupil's home shows them.

    Raises BrokenRoom where a folder offers no activity, or two share a slug.
    """
    found: dict[str, Activity] = {}
    for room in iter_modules(__path__):
        if not room.ispkg or room.name == "contract":
            continue
        activity = getattr(import_module(f"{__name__}.{room.name}"), "ACTIVITY", None)
        if not isinstance(activity, Activity):
            raise BrokenRoom(f"activities/{room.name} offers no ACTIVITY")
        if activity.slug in found:
            raise BrokenRoom(f"Two activities are called {activity.slug!r}")
        activity.by_key  # noqa: B018 - builds the index, so that a clash of keys stops the start
        found[activity.slug] = activity
    return dict(sorted(found.items(), key=lambda pair: (pair[1].position, pair[0])))
