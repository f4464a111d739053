"""The activities, listed. Needs no database and no server: it answers at once."""

from __future__ import annotations

from activities import all_activities

from .printing import print_json


def list_activities(*, as_json: bool) -> int:
    """Print every activity: slug, version, English title."""
    found = [
        {"slug": one.slug, "version": one.version, "title": one.title.simple.text} for one in all_activities().values()
    ]
    if as_json:
        print_json(found)
    else:
        width = max((len(str(one["slug"])) for one in found), default=0)
        for one in found:
            print(f"{one['slug']:<{width}}  version {one['version']}  {one['title']}")
    return 0
