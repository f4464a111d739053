"""Make a school, its first SENDCo, and the practice pupil."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voice_app.model import Pupil, Role, School, Staff
from voice_app.services import passwords
from voice_app.services.manage_staff import first_password
from voice_app.services.sign_in import clean_username
from voice_app.settings import read_settings

from .instance import engine_of, holds_demo, migrated_app, working
from .problem import Problem

WHY_WEAK = {
    "short": f"it has fewer than {passwords.SHORTEST} characters",
    "long": f"it has more than {passwords.LONGEST} characters",
    "common": "it is one that many people use, or your own name",
}


def new_school(name: str, *, sendco: str, username: str, make_password: bool) -> int:
    """Make the school and its first SENDCo. The password is asked for, or made and printed once; there is no default.

    Raises Problem where a school of this name or this log-in exists, and in a demo database.
    """
    name, sendco, username = name.strip(), sendco.strip(), clean_username(username)
    if not (name and sendco and username):
        raise Problem("The school, the SENDCo and the user name each need at least one letter.")
    engine = engine_of(migrated_app(read_settings()))
    if holds_demo(engine):
        raise Problem("This is the demo's database. Set MYSAY_DATA to a folder of the school's own.")
    with Session(engine) as session:
        _must_be_new(session, name, username)
    made = make_password or not sys.stdin.isatty()
    password = first_password() if made else _ask(username, sendco)
    now = datetime.now(UTC)
    with working(engine) as session:
        _must_be_new(session, name, username)
        school = School(name=name, made_at=now)
        session.add(school)
        session.flush()
        session.add(
            Staff(
                school_id=school.id,
                name=sendco,
                username=username,
                role=Role.SENDCO,
                picture="sendco",
                password_hash=passwords.hash_password(password),
                must_change_password=made,
                made_at=now,
            )
        )
        session.add(practice_pupil(school, now=now))
    print(f"{name} is made. {sendco} signs in as {username}.")
    if made:
        print(f"First password, shown only here: {password}")
        print("It has to be changed at the first sign-in.")
    print("Next: serve, sign in, and name the safeguarding lead and the deputy on the page Staff.")
    return 0


def practice_pupil(school: School, *, now: datetime) -> Pupil:
    """The pretend pupil with whom all staff of a school may try everything."""
    return Pupil(school_id=school.id, forename="Practice", surname="Pupil", practice=True, year="4", made_at=now)


def _must_be_new(session: Session, name: str, username: str) -> None:
    if session.scalar(select(School.id).where(func.lower(School.name) == name.lower())):
        raise Problem(f"There is a school called {name} already. Add staff on its page Staff.")
    if session.scalar(select(Staff.id).where(Staff.username == username)):
        raise Problem(f"Somebody signs in as {username} already. Choose another user name.")


def _ask(*names: str) -> str:
    while True:
        password = getpass.getpass(f"A password for the SENDCo ({passwords.SHORTEST} characters or more): ")
        try:
            passwords.check_new(password, *names)
        except passwords.WeakPassword as weak:
            print(f"Not this one: {WHY_WEAK[weak.reason]}.")
            continue
        if getpass.getpass("The same again: ") == password:
            return password
        print("The two differ.")
