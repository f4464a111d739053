"""What a list of pupils would do, printed. No database is needed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, make_url, select
from sqlalchemy.orm import Session

from voice_app.database import open_engine
from voice_app.model import Pupil, School
from voice_app.services.bring_in import known_pupils
from voice_app.services.pupil_lists import ListRefused
from voice_app.services.pupil_lists.known import KnownPupil
from voice_app.services.pupil_lists.plan import check_file

from .printing import print_json
from .problem import Problem


def check_pupils(file: Path, *, only_check: bool, as_json: bool) -> int:
    """Print what bringing in this list would do, if every question were left empty. Stores nothing.

    Where this instance has a school, the list is compared with its pupils, as the page does.

    Raises Problem where the file is missing or is no list, and without `--check`: a list is brought in on its page,
    where somebody sees what will happen and answers what is doubtful.
    """
    if not only_check:
        raise Problem(
            "Lists are brought in on the page Pupils, Bring in a list, where you see what will happen first. "
            "To only look at this file here, add --check."
        )
    try:
        found = check_file(file, pupils_here())
    except ListRefused as refused:
        raise Problem(f"{file}: {refused}") from refused
    except OSError as refused:
        raise Problem(f"{file} cannot be read: {refused.strerror}. Check the name of the file.") from refused
    if as_json:
        print_json(found)
    else:
        _print_plan(found)
    return 0


def pupils_here() -> Sequence[KnownPupil]:
    """The pupils of this instance's school; none where there is no school yet. Makes no folder, file or table.

    The demo's pupils are invented and are nobody a real list could speak of.
    """
    data = Path(os.environ.get("MYSAY_DATA", "instance")).absolute()
    address = os.environ.get("MYSAY_DATABASE") or f"sqlite:///{data / 'mysay.sqlite'}"
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists()):
        return ()
    engine = open_engine(address)
    try:
        if not inspect(engine).has_table(School.__tablename__):
            return ()
        with Session(engine) as session:
            return known_pupils(session.scalars(select(Pupil).join(School).where(School.demo.is_(False))))
    finally:
        engine.dispose()


def _print_plan(found: dict[str, Any]) -> None:
    print(f"{len(found['pupils'])} pupils, {len(found['ask'])} questions, {len(found['skip'])} rows left out.")
    for one in (*found["ask"], *found["skip"]):
        print(f"  {one['why']}")
    for note in found["notes"]:
        print(f"  {note}")
    print("Nothing was stored.")
