"""Every address of the app, and a school to try them in. `python -m tests.pages.every_route` writes routes.txt anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import Headers
from werkzeug.routing import Rule, UUIDConverter
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from tests.make import Make
from voice_app import create_app
from voice_app.model import (
    AdultNote,
    Attachment,
    Base,
    HelperPass,
    Intake,
    PreparedDocument,
    Pupil,
    Role,
    School,
    SessionKind,
    Sitting,
    Staff,
    TellSomeone,
)
from voice_app.pages.access import Audience
from voice_app.services import doors
from voice_app.settings import Settings

LIST = Path(__file__).with_name("routes.txt")

#: What stands for a part of an address that names no record.
WORDS = {
    "slug": "three-wishes",
    "file": "activity.css",
    "picture_set": "colour",
    "filename": "built/manifest.json",
    "manner": "no.no.yes.yes.6.start.en",
    "name": "0123abcd",
}

#: For each name of a part of an address that names a record: which record of the world it is.
RECORDS = {
    "pupil_id": "pupil",
    "review_point_id": "review_point",
    "sitting_id": "sitting",
    "staff_id": "staff",
    "intake_id": "intake",
    "pass_id": "helper_pass",
    "member_id": "family_member",
    "family_member_id": "family_member",
    "asked": "asked",
    "asked_id": "asked",
    "ask_id": "asked",
    "tell_id": "asked",
    "told_id": "asked",
    "response_key": "response",
    "statement_id": "statement",
    "attachment_id": "attachment",
    "document_id": "document",
    "prepared_id": "document",
    "note_id": "note",
    "holiday_id": "holiday",
    "photo_key": "photo",
}


def audiences(app: Flask, rule: Rule) -> frozenset[Audience]:
    """Who may open this address, as its view says."""
    declared: frozenset[Audience] = getattr(app.view_functions[rule.endpoint], "audiences", frozenset())
    return declared


def pages(app: Flask) -> list[Rule]:
    """Every address but the built files."""
    return sorted((r for r in app.url_map.iter_rules() if r.endpoint != "static"), key=lambda r: (r.rule, r.endpoint))


def methods(rule: Rule) -> list[str]:
    """GET and POST, as far as it takes them."""
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def listed(app: Flask) -> str:
    """The list of all addresses: how they are asked, who may, and which view answers."""
    lines = [
        f"{'+'.join(methods(rule)):<9} {rule.rule:<55} {', '.join(sorted(audiences(app, rule))):<22} {rule.endpoint}"
        for rule in pages(app)
    ]
    return "\n".join(lines) + "\n"


@dataclass
class Records:
    """One pupil's records, of every kind that an address can name."""

    by_name: dict[str, UUID] = field(default_factory=dict)

    def filled(self, rule: Rule) -> str:
        """The address with these records in it."""
        return address(rule, lambda name: self.by_name[RECORDS[name]])


def names_records(rule: Rule) -> list[str]:
    """The parts of an address that name records."""
    return [name for name in rule.arguments if isinstance(rule._converters[name], UUIDConverter)]


def address(rule: Rule, record: Callable[[str], UUID]) -> str:
    """The address, its parts filled. A KeyError names a part that this file does not know yet."""
    named = names_records(rule)
    parts = {name: record(name) if name in named else WORDS[name] for name in rule.arguments}
    filled = rule.rule
    for name, value in parts.items():
        for converter in ("", "uuid:", "path:", "string:"):
            filled = filled.replace(f"<{converter}{name}>", str(value))
    return filled


def of_nobody(rule: Rule) -> str:
    """The address with keys that no record has."""
    return address(rule, lambda _name: uuid4())


@dataclass
class World:
    """Two schools. `ours` are the records that somebody may see, or wants to."""

    app: Flask
    session: Session
    make: Make
    school: School
    ours: Records
    #: Of another pupil at the same school, and of a pupil at another school.
    beside: Records
    abroad: Records
    people: dict[str, dict[str, Any]]
    #: Why the last page that broke did so.
    broke: str = ""

    def client(self, who: str) -> FlaskClient:
        """A device with a fresh session of this person; "nobody" has none."""
        client = self.app.test_client()
        if who != "nobody":
            _, token = doors.open_session(self.session, now=datetime.now(UTC), **self.people[who])
            self.session.commit()
            client.set_cookie("mysay", token)
        return client

    def ask(self, client: FlaskClient, method: str, where: str, **sent: Any) -> TestResponse:
        """Ask for a page. One that breaks answers 500 and leaves its reason, so that a test can go on and list it."""
        self.broke = ""
        try:
            return client.open(where, method=method, **sent)
        except Exception as broke:
            self.broke = f"{type(broke).__name__}: {broke}"
            return TestResponse((), "500 Broke", Headers(), Request(client.get("/").request.environ))

    def stored(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything kept, but the trail of looks and when a device was last seen."""
        tables: dict[str, list[tuple[Any, ...]]] = {}
        with self.app.extensions["engine"].connect() as connection:
            for name, table in Base.metadata.tables.items():
                if name != "trail":
                    columns = [c for c in table.columns if (name, c.name) != ("device_session", "seen_at")]
                    tables[name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
        return tables


def build(app: Flask, session: Session) -> World:
    """A school with two pupils, and another school with one; all records of every kind."""
    make = Make(session)
    school = make.school()
    cole = make.sendco(school, username="cole@school.test")
    begum = make.staff(school, username="begum@school.test")
    zara, jayden = make.pupil(school), make.pupil(school, forename="Jayden", surname="Cole")
    make.assignment(begum, zara)
    make.assignment(begum, jayden)
    far = make.keep(School(name="Far Away School", made_at=datetime.now(UTC)))
    far_cole = make.sendco(far, username="far-cole@school.test")
    far_begum = make.staff(far, username="far-begum@school.test")
    far_pupil = make.pupil(far, forename="Maya")
    ours, sitting = _records(make, zara, begum)
    beside, other_sitting = _records(make, jayden, begum)
    abroad, _ = _records(make, far_pupil, far_begum)
    passes = [session.get_one(HelperPass, one.by_name["helper_pass"]) for one in (ours, beside)]
    administrator = make.staff(school, role=Role.ADMINISTRATOR)
    people: dict[str, dict[str, Any]] = {
        "sendco": {"kind": SessionKind.STAFF, "staff": cole},
        "staff": {"kind": SessionKind.STAFF, "staff": begum},
        "administrator": {"kind": SessionKind.STAFF, "staff": administrator},
        "helper": {"kind": SessionKind.HELPER, "helper": passes[0]},
        "pupil": {"kind": SessionKind.PUPIL, "sitting": sitting, "staff": begum},
        "close": {"kind": SessionKind.CLOSE, "sitting": sitting, "staff": begum},
        "sendco of another school": {"kind": SessionKind.STAFF, "staff": far_cole},
        "administrator of another school": {
            "kind": SessionKind.STAFF,
            "staff": make.staff(far, role=Role.ADMINISTRATOR),
        },
        "staff without this pupil": {"kind": SessionKind.STAFF, "staff": make.staff(school)},
        "helper of another pupil": {"kind": SessionKind.HELPER, "helper": passes[1]},
        "pupil mode of another pupil": {"kind": SessionKind.PUPIL, "sitting": other_sitting, "staff": begum},
        "close page of another pupil": {"kind": SessionKind.CLOSE, "sitting": other_sitting, "staff": begum},
    }
    session.commit()
    return World(app, session, make, school, ours, beside, abroad, people)


def _records(make: Make, pupil: Pupil, staff: Staff) -> tuple[Records, Sitting]:
    now = datetime.now(UTC)
    sitting = make.sitting(pupil, staff, handed_over_at=now)
    make.assent(sitting, given_at=now)
    response = make.response(sitting)
    photo = make.photo(sitting)
    statement = make.statement(response, photos=[str(photo.key)])
    point = make.review_point(pupil)
    named: dict[str, Any] = {
        "pupil": pupil,
        "staff": staff,
        "sitting": sitting,
        "statement": statement,
        "review_point": point,
        "family_member": make.family_member(pupil),
        "helper_pass": make.helper_pass(pupil, staff, made_at=now, ends_at=now + timedelta(hours=8)),
        "intake": make.keep(_intake(pupil, staff, now)),
        "asked": make.keep(TellSomeone(sitting_id=sitting.id, pupil_id=pupil.id, staff_id=staff.id, asked_at=now)),
        "attachment": make.keep(
            Attachment(
                review_point_id=point.id,
                response_key=response.key,
                item=statement.item,
                how="by itself",
                attached_at=now,
            )
        ),
        "document": make.keep(
            PreparedDocument(
                review_point_id=point.id,
                audience="meeting",
                format="word",
                made_at=now,
                made_by_id=staff.id,
                statements=[],
            )
        ),
        "holiday": make.holiday(pupil.school_id),
        "note": make.keep(AdultNote(sitting_id=sitting.id, text="Tired today", by_name=staff.name, at=now)),
    }
    keys = {name: record.id for name, record in named.items()}
    return Records(keys | {"response": response.key, "photo": photo.key}), sitting


def _intake(pupil: Pupil, staff: Staff, now: datetime) -> Intake:
    return Intake(
        school_id=pupil.school_id,
        by_id=staff.id,
        made_at=now,
        file_name="pupils.csv",
        content=b"UPN,Surname,Forename\r\n,Lowe,Sam\r\n",
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = create_app(Settings(data=place, database=f"sqlite:///{place / 'x.sqlite'}", secret="x", https=False))
        LIST.write_text(listed(app), encoding="utf-8")
