"""Help somebody back in whom nobody on the staff page can help: the only SENDCo of a school (rule L2)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from voice_app import create_app
from voice_app.model import Staff, TrailEntry
from voice_app.services.manage_staff import give_first_password
from voice_app.services.sign_in import clean_username
from voice_app.settings import read_settings

from .instance import engine_of, existing_database_file, working
from .problem import Problem


def reset_password(username: str) -> int:
    """Give a new first password and print it once. It ends their sessions, lifts a lock, and is in the trail.

    Raises Problem where nobody signs in so, or their log-in is disabled.
    """
    settings = read_settings()
    existing_database_file(settings)
    now = datetime.now(UTC)
    with working(engine_of(create_app(settings))) as session:
        staff = session.scalar(select(Staff).where(Staff.username == clean_username(username)))
        if staff is None:
            raise Problem(f"Nobody signs in as {username}. Check how it is written.")
        if staff.disabled_at is not None:
            raise Problem(f"The log-in {username} is disabled. A SENDCo can let them in again on the page Staff.")
        password = give_first_password(session, staff, now=now)
        session.add(
            TrailEntry(
                at=now,
                school_id=staff.school_id,
                who="command",
                what="reset password",
                about={"staff": str(staff.id)},
                place="command line",
            )
        )
        name = staff.name
    print(f"First password of {name}, shown only here: {password}")
    print("It has to be changed at the first sign-in.")
    return 0
