"""Factories: records complete and sensible unless a test says otherwise. What matters to a test stands in the test."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from PIL import Image
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from media.store import Store
from voice_app.model import (
    Assent,
    Assignment,
    Base,
    FamilyMember,
    HelperPass,
    Photo,
    Present,
    Pupil,
    Response,
    ReviewPoint,
    Role,
    School,
    SchoolHoliday,
    Sitting,
    Staff,
    Statement,
    Turn,
)
from voice_app.services import passwords
from voice_app.services.profile import Profile

MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


def _jpeg() -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 6), "olive").save(file, "JPEG")
    return file.getvalue()


A_JPEG = _jpeg()

Record = TypeVar("Record", bound=Base)


class Make:
    """Builds records in a session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._count = 0

    def _next(self) -> int:
        self._count += 1
        return self._count

    def keep(self, record: Record) -> Record:
        self.session.add(record)
        self.session.flush()
        return record

    def school(self, **wanted: Any) -> School:
        """A school with its safeguarding lead and deputy named."""
        school = self.keep(School(**{"name": "Harbour View School", "made_at": MORNING} | wanted))
        school.safeguarding_lead = self.staff(school, name="Mrs Hall", username="hall@school.test")
        school.deputy_lead = self.staff(school, name="Mr Osei", username="osei@school.test")
        self.session.flush()
        return school

    def staff(self, school: School, **wanted: Any) -> Staff:
        n = self._next()
        fields: dict[str, Any] = {
            "school_id": school.id,
            "name": f"Miss Begum {n}" if n > 1 else "Miss Begum",
            "username": f"staff{n}@school.test",
            "role": Role.STAFF,
            "picture": "teaching-assistant",
            "password_hash": passwords.hash_password(PASSWORD),
            "made_at": MORNING,
        }
        return self.keep(Staff(**fields | wanted))

    def sendco(self, school: School, **wanted: Any) -> Staff:
        return self.staff(school, **{"name": "Mrs Cole", "role": Role.SENDCO, "picture": "sendco"} | wanted)

    def pupil(self, school: School, **wanted: Any) -> Pupil:
        fields: dict[str, Any] = {
            "school_id": school.id,
            "surname": "Ahmed",
            "forename": "Zara",
            "dob": date(2018, 2, 14),
            "year": "4",
            "class_name": "Oak",
            "sen": "E",
            "needs": ["SLCN"],
            "made_at": MORNING,
        }
        return self.keep(Pupil(**fields | wanted))

    def assignment(self, staff: Staff, pupil: Pupil, **wanted: Any) -> Assignment:
        return self.keep(Assignment(**{"staff_id": staff.id, "pupil_id": pupil.id, "since": MORNING} | wanted))

    def family_member(self, pupil: Pupil, name: str = "Mum", **wanted: Any) -> FamilyMember:
        fields = {"pupil_id": pupil.id, "name": name, "relation": "mother", "picture": "mum", "made_at": MORNING}
        return self.keep(FamilyMember(**fields | wanted))

    def holiday(self, school_id: UUID, **wanted: Any) -> SchoolHoliday:
        fields: dict[str, Any] = {
            "school_id": school_id,
            "name": "Spring half-term",
            "first_day": date(2027, 2, 8),
            "last_day": date(2027, 2, 12),
            "made_at": MORNING,
        }
        return self.keep(SchoolHoliday(**fields | wanted))

    def helper_pass(self, pupil: Pupil, made_by: Staff, **wanted: Any) -> HelperPass:
        fields = {
            "school_id": pupil.school_id,
            "pupil_id": pupil.id,
            "helper_name": "Ms Supply",
            "code_hash": uuid4().hex,
            "made_by_id": made_by.id,
            "made_at": MORNING,
            "ends_at": MORNING + timedelta(hours=8),
        }
        return self.keep(HelperPass(**fields | wanted))

    def sitting(self, pupil: Pupil, staff: Staff | None = None, **wanted: Any) -> Sitting:
        """A sitting with its pupil's yes not yet given."""
        fields: dict[str, Any] = {
            "pupil_id": pupil.id,
            "staff_id": staff.id if staff else None,
            "handed_over_at": MORNING,
            "profile": Profile().as_stored(),
            "planned": ["three-wishes"],
            "modes": ["touch"],
            "pin_hash": "",
            "device_key": "k" * 43,
        }
        # Finish is pressed on the question who may see it.
        fields["asked_at"] = wanted.get("finished_at")
        sitting = self.keep(Sitting(**fields | wanted))
        if staff is not None:
            sitting.present.append(
                Present(
                    name=staff.name, role="staff", stands_for=staff.picture, staff_id=staff.id, sitting_id=sitting.id
                )
            )
            self.session.flush()
        return sitting

    def assent(self, sitting: Sitting, **wanted: Any) -> Assent:
        fields = {"sitting_id": sitting.id, "given_at": MORNING, "how": "tapped", "shown": {}}
        return self.keep(Assent(**fields | wanted))

    def response(self, sitting: Sitting, **wanted: Any) -> Response:
        fields: dict[str, Any] = {
            "key": uuid4(),
            "pupil_id": sitting.pupil_id,
            "sitting_id": sitting.id,
            "activity": "three-wishes",
            "began_at": MORNING,
        }
        return self.keep(Response(**fields | wanted))

    def turn(self, response: Response, counter: int, body: dict[str, Any], **wanted: Any) -> Turn:
        """The answer as it stood after a touch of the sitting it belongs to."""
        assent = self.session.scalar(select(Assent).where(Assent.sitting_id == response.sitting_id))
        fields: dict[str, Any] = {
            "response_key": response.key,
            "sitting_id": response.sitting_id,
            "assent_id": assent.id if assent else self.assent(response.sitting).id,
            "counter": counter,
            "activity_version": 1,
            "item": next(iter(body["items"])),
            "provenance": "OWN_CHOICE",
            "body": {"undo": []} | body,
            "said_at": MORNING,
        }
        return self.keep(Turn(**fields | wanted))

    def photo(self, sitting: Sitting, **wanted: Any) -> Photo:
        """A photo of this sitting, with its pupil's yes and with its files."""
        store = self.photo_store()
        given = self.session.scalar(select(Assent).where(Assent.sitting_id == sitting.id)) or self.assent(sitting)
        fields: dict[str, Any] = {
            "key": uuid4(),
            "sitting_id": sitting.id,
            "pupil_id": sitting.pupil_id,
            "assent_id": given.id,
            "file": store.keep(A_JPEG),
            "small": store.keep(A_JPEG),
            "width": 8,
            "height": 6,
            "taken_at": MORNING,
        }
        return self.keep(Photo(**fields | wanted))

    def photo_store(self) -> Store:
        """The folder of photos beside the test's database."""
        engine = self.session.get_bind()
        assert isinstance(engine, Engine)
        return Store(Path(engine.url.database or "").parent / "photos")

    def statement(self, response: Response, item: str = "wish:1", **wanted: Any) -> Statement:
        fields: dict[str, Any] = {
            "response_key": response.key,
            "item": item,
            "pupil_id": response.pupil_id,
            "sitting_id": response.sitting_id,
            "state": "given",
            "theme": "hopes",
            "leaning": "none",
            "content": "aspirations",
            "claim": {"text": "Wish 1, as %(pupil)s said it:", "context": "statement", "values": {}},
            "words": "I wish we had a rabbit in class",
            "provenance": "OWN_WORDS_TYPED",
            "made_at": MORNING,
        }
        return self.keep(Statement(**fields | wanted))

    def review_point(self, pupil: Pupil, **wanted: Any) -> ReviewPoint:
        fields: dict[str, Any] = {
            "school_id": pupil.school_id,
            "pupil_id": pupil.id,
            "kind": "annual-review",
            "number": self._next(),
            "anchor": date(2027, 3, 12),
            "due": date(2027, 2, 12),
            "ask_by": date(2027, 1, 15),
            "made_at": MORNING,
        }
        return self.keep(ReviewPoint(**fields | wanted))
