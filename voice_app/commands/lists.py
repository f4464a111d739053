"""Commands that need no database: the activities, and what a list of pupils would do."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from activities import all_activities
from voice_app.services.pupil_lists import ListRefused, check_file

from .problem import Problem


def list_activities(*, as_json: bool) -> int:
    """Print every activity: slug, version, English title."""
    found = [
        {"slug": one.slug, "version": one.version, "title": one.title.simple.text} for one in all_activities().values()
    ]
    if as_json:
        _print_json(found)
    else:
        width = max((len(str(one["slug"])) for one in found), default=0)
        for one in found:
            print(f"{one['slug']:<{width}}  version {one['version']}  {one['title']}")
    return 0


def check_pupils(file: Path, *, only_check: bool, as_json: bool) -> int:
    """Print what bringing in this list would do, if every question were left empty. Stores nothing.

    Raises Problem where the file is missing or is no list, and without `--check`: a list is brought in on its page,
    where somebody sees what will happen and answers what is doubtful.
    """
    if not only_check:
        raise Problem(
            "Lists are brought in on the page Pupils, Bring in a list, where you see what will happen first. "
            "To only look at this file here, add --check."
        )
    try:
        found = check_file(file)
    except ListRefused as refused:
        raise Problem(f"{file}: {refused}") from refused
    except OSError as refused:
        raise Problem(f"{file} cannot be read: {refused.strerror}. Check the name of the file.") from refused
    if as_json:
        _print_json(found)
    else:
        _print_plan(found)
    return 0


def _print_plan(found: dict[str, Any]) -> None:
    print(f"{len(found['pupils'])} pupils, {len(found['ask'])} questions, {len(found['skip'])} rows left out.")
    for one in (*found["ask"], *found["skip"]):
        print(f"  {one['why']}")
    print("Nothing was stored.")


def _print_json(value: object) -> None:
    # Names of pupils go out as UTF-8 whatever the terminal is set to, as JSON has to be.
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()
