"""A pupil's photos are cleaned, kept once, and served to nobody but whom the pupil let (rules U1–U5, D1–D5, X3)."""

from __future__ import annotations

import json
import re
import threading
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from media import photos as media
from media.photos import opening
from media.store import FileMissing
from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from tests.pages.devices import other_questions, told_to_the_script
from voice_app.model import (
    Photo,
    Pupil,
    Response,
    School,
    SharingDecision,
    Sitting,
    Staff,
    Statement,
    TrailEntry,
)
from voice_app.pages.pupil import photos as pages
from voice_app.services import photos
from voice_app.services.profile import Profile

JSON = {"Accept": "application/json"}


def taken(size: tuple[int, int] = (60, 40), colour: str = "teal") -> bytes:
    """A JPEG as a phone takes it: with place, camera, a comment, and a note by a program."""
    picture, file = Image.new("RGB", size, colour), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 28.0, 59.0), 3: "W", 4: (2.0, 14.0, 33.0)})
    picture.save(file, "JPEG", exif=exif, comment=b"Zara in class Oak", xmp=XMP)
    return file.getvalue() + b"after the end"


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><x:city>Harbour Town</x:city></x:xmpmeta>'
#: What of such a file must be nowhere once it is taken in (rule U3).
SECRETS = (b"Exif", b"Secret", b"Zara", b"GPS", b"xmpmeta", b"Harbour Town", b"after the end")


@pytest.fixture
def sitting(make: Make, zara: Pupil, begum: Staff, session: Session) -> Sitting:
    made = make.sitting(zara, begum, handed_over_at=datetime.now(UTC))
    make.assent(made)
    session.commit()
    return made


@pytest.fixture
def device(enter: Enter, sitting: Sitting) -> FlaskClient:
    return enter(sitting=sitting)


def send(
    device: FlaskClient, content: bytes, key: UUID | None = None, name: str = "a.jpg", **more: Any
) -> TestResponse:
    form = {"photo_key": str(key or uuid4()), "file": (BytesIO(content), name), **more}
    return device.post("/me/photos", data=form, headers=JSON)


def only_row(session: Session) -> Photo:
    session.expire_all()
    return session.scalars(select(Photo)).one()


def files(make: Make) -> int:
    return sum(1 for _ in make.photo_store()._folder.iterdir())


class TestSending:
    def test_a_photo_is_acknowledged_by_its_own_key(self, device: FlaskClient, make: Make) -> None:
        key = uuid4()
        reply = send(device, taken(), key)
        assert (reply.status_code, reply.json) == (201, {"kept": {"key": str(key)}})
        assert files(make) == 2

    def test_place_camera_comment_and_what_follows_the_end_are_gone(self, device: FlaskClient, make: Make) -> None:
        key = uuid4()
        assert all(secret in taken() for secret in (b"Exif", b"Secret", b"Zara", b"xmpmeta", b"after the end"))
        send(device, taken(), key)
        for kind in ("", "/small"):
            kept = device.get(f"/me/photos/{key}{kind}").data
            assert not any(secret in kept for secret in SECRETS)
            assert dict(Image.open(BytesIO(kept)).getexif()) == {}

    def test_sent_twice_it_is_kept_once(self, device: FlaskClient, make: Make, session: Session) -> None:
        key = uuid4()
        replies = [send(device, taken(), key), send(device, taken(colour="red"), key)]
        assert [reply.status_code for reply in replies] == [201, 201]
        only_row(session)
        assert files(make) == 2

    def test_what_is_no_photo_is_refused_with_what_to_do(self, device: FlaskClient, make: Make) -> None:
        reply = send(device, b"<svg xmlns='http://www.w3.org/2000/svg'/>", name="../../x.jpg")
        assert reply.status_code == 422
        assert reply.json is not None
        assert "Take a photo" in reply.json["error"]
        assert files(make) == 0

    def test_the_senders_name_of_the_file_is_kept_nowhere(
        self, device: FlaskClient, make: Make, session: Session
    ) -> None:
        send(device, taken(), name="../../zara-ahmed.php")
        row = only_row(session)
        assert "zara" not in f"{row.file}{row.small}"
        assert {file.name for file in make.photo_store()._folder.iterdir()} == {row.file, row.small}

    @pytest.mark.parametrize("key", ["", "not-a-key"])
    def test_a_photo_without_a_key_is_refused(self, device: FlaskClient, key: str) -> None:
        form = {"photo_key": key, "file": (BytesIO(taken()), "a.jpg")}
        assert device.post("/me/photos", data=form, headers=JSON).status_code == 422

    def test_without_the_pupils_yes_nothing_is_kept(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session
    ) -> None:
        device = enter(sitting=make.sitting(zara, begum, handed_over_at=datetime.now(UTC)))
        assert send(device, taken()).status_code == 409
        assert session.scalars(select(Photo)).all() == []
        assert files(make) == 0

    def test_the_database_itself_refuses_a_photo_without_a_yes(self, make: Make, sitting: Sitting) -> None:
        with pytest.raises(IntegrityError):
            make.photo(sitting, assent_id=None)

    def test_the_database_refuses_a_row_without_a_file(self, make: Make, sitting: Sitting) -> None:
        with pytest.raises(IntegrityError):
            make.photo(sitting, file=None)

    def test_a_photo_may_be_larger_than_anything_else_that_is_sent(self, app: Flask) -> None:
        most: Any = vars(app.view_functions["pupil.add_photo"])["most_bytes"]
        assert most > app.config["MAX_CONTENT_LENGTH"]

    def test_while_many_are_worked_on_the_next_is_told_to_wait_and_others_touches_go_on(
        self, device: FlaskClient
    ) -> None:
        held = threading.BoundedSemaphore(1)
        held.acquire()
        before, pages._places = pages._places, held
        try:
            assert send(device, taken()).status_code == 503
            assert device.get("/me/alive").status_code == 204
        finally:
            pages._places = before
        assert send(device, taken()).status_code == 201


class TestWherePhotosWereRefused:
    @pytest.fixture
    def without(self, device: FlaskClient, sitting: Sitting, session: Session) -> FlaskClient:
        """Somebody who may not take photos, where one could be taken."""
        sitting.profile, sitting.planned = Profile(photos="no").as_stored(), ["photo-capture"]
        session.commit()
        page = device.get("/me/do/photo-capture").text
        (key,) = re.findall(r'name="key" value="([^"]*)"', page)
        device.post("/me/do/photo-capture", data={"item": "what:1", "key": key, "counter": "1", "pick": "helps"})
        return device

    @pytest.mark.parametrize("may", [True, False])
    def test_no_camera_is_offered_and_every_other_way_is(
        self, without: FlaskClient, sitting: Sitting, session: Session, may: bool
    ) -> None:
        if may:
            sitting.profile = Profile().as_stored()
            session.commit()
        page = without.get("/me/do/photo-capture").text
        assert "Can you show it?" in page
        assert ("Take a photo" in page, 'type="file"' in page, "Use this photo" in page) == (may, may, may)
        assert "Pick a picture" in page
        assert "Type it" in page
        assert ("No toilets." in page) == may, "what a photo may not show is said to who can take one"
        # Nor in the questions that come later, which are written for all who are asked so.
        assert (other_questions(without, page).count('type="file"') > 0) == may

    @pytest.mark.parametrize("where", ["/me/photos", "/me/photos/open"])
    def test_none_is_taken_that_comes_all_the_same(self, without: FlaskClient, make: Make, where: str) -> None:
        form = {"photo_key": str(uuid4()), "file": (BytesIO(taken()), "a.jpg")}
        reply = without.post(where, data=form, headers=JSON)
        assert reply.status_code == 422
        assert reply.json == {"error": "No photo can be taken here. Pick another way."}
        assert files(make) == 0


class TestOneThatTheBrowserCannotOpen:
    def test_comes_back_clean_and_nothing_of_it_is_kept(
        self, device: FlaskClient, make: Make, session: Session
    ) -> None:
        reply = device.post("/me/photos/open", data={"file": (BytesIO(taken()), "IMG_1.HEIC")}, headers=JSON)
        assert (reply.status_code, reply.headers["Content-Type"]) == (200, "image/jpeg")
        assert reply.headers["Cache-Control"] == "no-store"
        assert "sandbox" in reply.headers["Content-Security-Policy"]
        assert not [secret for secret in SECRETS if secret in reply.data]
        assert files(make) == 0
        assert session.scalars(select(Photo)).all() == []

    def test_is_refused_with_what_to_do_where_it_is_none(self, device: FlaskClient) -> None:
        reply = device.post("/me/photos/open", data={"file": (BytesIO(b"GIF89a"), "a.heic")}, headers=JSON)
        assert reply.status_code == 422
        assert "Take a photo" in (reply.json or {})["error"]

    def test_is_opened_for_nobody_who_has_not_said_yes(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff
    ) -> None:
        device = enter(sitting=make.sitting(zara, begum, handed_over_at=datetime.now(UTC)))
        form = {"file": (BytesIO(taken()), "a.heic")}
        assert device.post("/me/photos/open", data=form, headers=JSON).status_code == 409


class TestOneThatIsTooBig:
    SENTENCE = (
        f"This photo is too big. {media.MOST_BYTES // 1_000_000} MB is the most. Take a new one, or pick another."
    )

    @pytest.fixture
    def small_limits(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        """As if a few hundred bytes were as many as they are: the test's own client leaks large ones."""
        monkeypatch.setattr(opening, "MOST_BYTES", 200)
        for name in ("pupil.add_photo", "pupil.open_photo"):
            monkeypatch.setattr(app.view_functions[name], "most_bytes", 5000)

    @pytest.mark.parametrize("where", ["/me/photos", "/me/photos/open"])
    @pytest.mark.parametrize(("more", "status"), [(0, 422), (9000, 413)], ids=["as a photo", "as a form"])
    def test_is_refused_with_the_limit_of_photos_and_what_to_do(
        self, device: FlaskClient, make: Make, small_limits: None, where: str, more: int, status: int
    ) -> None:
        form = {"photo_key": str(uuid4()), "file": (BytesIO(taken() + bytes(more)), "a.jpg")}
        reply = device.post(where, data=form, headers=JSON)
        assert (reply.status_code, reply.json) == (status, {"error": self.SENTENCE})
        assert files(make) == 0

    def test_says_so_on_a_calm_page_without_script(self, device: FlaskClient, small_limits: None) -> None:
        form = {"photo_key": str(uuid4()), "file": (BytesIO(taken() + bytes(9000)), "a.jpg")}
        reply = device.post("/me/photos", data=form)
        assert reply.status_code == 413
        assert self.SENTENCE in reply.text


class TestChanging:
    def test_a_quarter_turn_makes_it_upright_and_erases_the_one_before(
        self, device: FlaskClient, make: Make, session: Session
    ) -> None:
        key = uuid4()
        send(device, taken((60, 40)), key)
        before = only_row(session).file
        assert device.post(f"/me/photos/{key}/turn", headers=JSON).status_code == 200
        row = only_row(session)
        assert (row.width, row.height) == (40, 60)
        with pytest.raises(FileMissing):
            make.photo_store().read(before or "")
        assert files(make) == 2

    def test_what_is_covered_cannot_be_made_out_and_the_original_is_not_kept(
        self, device: FlaskClient, make: Make, session: Session
    ) -> None:
        key = uuid4()
        stripes = Image.new("L", (200, 200))
        stripes.putdata([255 * ((n // 5) % 2) for n in range(200 * 200)])
        file = BytesIO()
        stripes.save(file, "PNG")
        send(device, file.getvalue(), key)
        reply = device.post(f"/me/photos/{key}/blur", data={"strokes": json.dumps([[0.5, 0.5, 0.3]])}, headers=JSON)
        assert reply.status_code == 200
        kept = Image.open(BytesIO(device.get(f"/me/photos/{key}").data)).convert("L")
        middle = kept.crop((85, 85, 115, 115)).tobytes()
        assert max(middle) - min(middle) < 60
        assert files(make) == 2

    def test_covered_on_the_device_it_never_reaches_the_disk_uncovered(self, device: FlaskClient, make: Make) -> None:
        key = uuid4()
        send(device, taken((60, 40)), key, quarters="1", strokes="[[0.5, 0.5, 0.2]]")
        kept = Image.open(BytesIO(device.get(f"/me/photos/{key}").data))
        assert kept.size == (40, 60)
        assert files(make) == 2

    @pytest.mark.parametrize("strokes", ["[[2, 0, 1]]", "[1]", "no", '{"a": 1}'])
    def test_strokes_that_lie_nowhere_are_refused(self, device: FlaskClient, strokes: str) -> None:
        key = uuid4()
        send(device, taken(), key)
        assert device.post(f"/me/photos/{key}/blur", data={"strokes": strokes}, headers=JSON).status_code == 422


class TestTakingBack:
    def test_it_is_shown_no_more_and_its_bytes_go_at_the_end_of_the_sitting(
        self, device: FlaskClient, make: Make, session: Session, sitting: Sitting
    ) -> None:
        key = uuid4()
        send(device, taken(), key)
        assert device.post(f"/me/photos/{key}/take-back", headers=JSON).status_code == 200
        assert device.get(f"/me/photos/{key}").status_code == 404
        assert files(make) == 2
        photos.forget_taken_back(session, sitting)
        assert only_row(session).file is not None  # nothing was committed by that
        from voice_app.services import hand_over

        sitting.pin_hash = hand_over._hash_pin("123456", sitting.device_key)
        session.commit()
        assert device.post("/me/leave", data={"pin": "123456"}).status_code == 302
        assert files(make) == 0
        assert only_row(session).taken_back_at is not None

    def test_throwing_today_away_erases_rows_and_files_at_once(
        self, device: FlaskClient, make: Make, session: Session
    ) -> None:
        send(device, taken())
        device.post("/me/throw-away")
        assert session.scalars(select(Photo)).all() == []
        assert files(make) == 0

    def test_a_key_that_was_taken_back_is_not_used_again(self, device: FlaskClient) -> None:
        key = uuid4()
        send(device, taken(), key)
        device.post(f"/me/photos/{key}/take-back", headers=JSON)
        assert send(device, taken(), key).status_code == 422


class TestThrowingOneAway:
    @pytest.fixture
    def shown(self, device: FlaskClient, session: Session, sitting: Sitting) -> str:
        """A photo that stands in an answer of today, moved on from."""
        key = str(uuid4())
        send(device, taken(), UUID(key))
        sitting.planned = ["photo-capture"]
        session.commit()
        page = device.get("/me/do/photo-capture").text
        first = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("key", "counter")}
        device.post("/me/do/photo-capture", data={**first, "item": "what:1", "pick": "helps"})
        device.post("/me/do/photo-capture", data={"item": "photo:1", "photo": key})
        return key

    def next_question(self, device: FlaskClient) -> str:
        """The heading of the question that is asked."""
        return str(re.findall(r"<h1[^>]*>([^<]*)", device.get("/me/do/photo-capture").text)[0])

    def test_is_asked_once(self, device: FlaskClient, make: Make, shown: str) -> None:
        page = device.get(f"/me/photos/{shown}/throw-away?slug=photo-capture").text
        assert "Throw this photo away?" in page
        assert f"/me/photos/{shown}/small" in page
        assert files(make) == 2

    def test_makes_it_gone_from_the_disk_at_once_and_the_trail_says_so(
        self, device: FlaskClient, make: Make, session: Session, shown: str
    ) -> None:
        reply = device.post(f"/me/photos/{shown}/throw-away?slug=photo-capture")
        assert reply.headers["Location"] == "/me/do/photo-capture"
        assert files(make) == 0
        assert only_row(session).file is None
        assert device.get(f"/me/photos/{shown}").status_code == 404
        entry = session.scalars(select(TrailEntry).where(TrailEntry.what == "threw a photo away")).one()
        assert entry.about == {"photo": shown}

    def test_asks_for_another_where_it_was_still_in_hand(self, device: FlaskClient, shown: str) -> None:
        assert self.next_question(device) == "Can you show it?"
        device.post(f"/me/photos/{shown}/throw-away?slug=photo-capture")
        page = device.get("/me/do/photo-capture").text
        assert self.next_question(device) == "Can you show it?"
        assert shown not in page
        # Going back does not bring it back either.
        device.post("/me/do/photo-capture", data={"item": "photo:1", "touch": "back"})
        assert shown not in device.get("/me/do/photo-capture").text

    def test_keeps_what_was_said_of_one_that_was_moved_on_from(
        self, device: FlaskClient, session: Session, shown: str
    ) -> None:
        device.post("/me/do/photo-capture", data={"item": "photo:1", "touch": "next"})
        device.post("/me/do/photo-capture", data={"item": "is:1", "touch": "words", "words": "the den"})
        before = self.next_question(device)
        device.post(f"/me/photos/{shown}/throw-away")
        assert self.next_question(device) == before
        assert f"/me/photos/{shown}/small" not in device.get("/me/do/photo-capture").text
        device.post("/me/finished")
        said = session.scalars(select(Statement).where(Statement.item == "photo:1")).one()
        assert said.words == "the den"
        assert f"/me/photos/{shown}" not in device.get(f"/me/share?thing={said.id}").text

    def test_takes_a_touch_that_waited_on_the_device_and_still_names_it(
        self, device: FlaskClient, session: Session, shown: str
    ) -> None:
        device.post(f"/me/photos/{shown}/throw-away")
        response = session.scalars(select(Response.key)).one()
        late = {
            "what:1": {"state": "given", "provenance": "OWN_CHOICE", "picks": ["helps"]},
            "photo:1": {"state": "given", "provenance": "OWN_CHOICE", "photos": [shown]},
        }
        turn = {"activity": "photo-capture", "key": str(response), "counter": 9, "item": "photo:1"}
        reply = device.post("/me/turns", json=turn | {"answer": {"items": late, "undo": []}})
        assert reply.status_code < 300, reply.json
        assert f"/me/photos/{shown}/small" not in device.get("/me/do/photo-capture").text

    def test_can_be_done_from_home_where_the_pupil_has_photos(self, device: FlaskClient, shown: str) -> None:
        assert "/me/photos" in device.get("/me/").text
        assert f"/me/photos/{shown}/throw-away" in device.get("/me/photos").text
        assert device.post(f"/me/photos/{shown}/throw-away").headers["Location"] == "/me/photos"
        assert device.get("/me/photos").headers["Location"] == "/me/"
        assert 'href="/me/photos"' not in device.get("/me/").text

    def test_of_another_pupil_is_not_here(
        self, device: FlaskClient, make: Make, school: School, begum: Staff, session: Session
    ) -> None:
        foreign = make.photo(make.sitting(make.pupil(school, forename="Maya"), begum)).key
        session.commit()
        assert device.get(f"/me/photos/{foreign}/throw-away").status_code == 404
        assert device.post(f"/me/photos/{foreign}/throw-away").status_code == 404
        assert session.get_one(Photo, foreign).file is not None


class TestServing:
    def test_with_our_type_and_nothing_that_could_run(self, device: FlaskClient) -> None:
        key = uuid4()
        send(device, taken(), key)
        for where in (f"/me/photos/{key}", f"/me/photos/{key}/small"):
            reply = device.get(where)
            assert reply.headers["Content-Type"] == "image/jpeg"
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in reply.headers["Content-Security-Policy"]
            assert reply.headers["Cache-Control"] == "no-store"

    def test_another_pupils_photo_and_a_missing_one_are_answered_alike(
        self, device: FlaskClient, make: Make, school: School, begum: Staff, zara: Pupil, session: Session
    ) -> None:
        other = make.sitting(make.pupil(school, forename="Maya"), begum)
        foreign = make.photo(other).key
        session.commit()
        for kind in ("", "/small"):
            replies = [device.get(f"/me/photos/{key}{kind}") for key in (foreign, uuid4())]
            assert [reply.status_code for reply in replies] == [404, 404]
        for verb in ("turn", "blur", "take-back"):
            assert device.post(f"/me/photos/{foreign}/{verb}", headers=JSON).status_code == 404
        assert send(device, taken(), foreign).status_code == 422

    def test_staff_see_it_only_with_something_that_is_shared_with_them(
        self, enter: Enter, make: Make, school: School, sitting: Sitting, session: Session, app: Flask
    ) -> None:
        cole = make.sendco(school)
        photo = make.photo(sitting)
        said = make.statement(make.response(sitting), photos=[str(photo.key)])
        session.commit()
        client = enter(cole)
        assert client.get(f"/photos/{photo.key}/small").status_code == 404
        decision = SharingDecision(
            sitting_id=sitting.id,
            audience=f"staff:{cole.id}",
            decision="yes",
            position=1,
            at=NOON,
            how="tapped",
            decided_in_id=sitting.id,
        )
        make.keep(decision)
        session.commit()
        reply = client.get(f"/photos/{photo.key}/small")
        assert (reply.status_code, reply.headers["Content-Type"]) == (200, "image/jpeg")
        said.replaced_at = NOON
        session.commit()
        assert client.get(f"/photos/{photo.key}").status_code == 404


class TestPhotosOfAnEarlierDay:
    @pytest.mark.parametrize(("room", "question"), [("card-sort", "own:1"), ("relationship-circle", "who:1")])
    def test_can_be_cards_and_people_where_all_who_are_here_were_there(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session, room: str, question: str
    ) -> None:
        earlier = make.sitting(zara, begum)
        old, new, gone = (make.photo(earlier, taken_at=MORNING + timedelta(hours=n)) for n in range(3))
        photos.throw_away(session, gone, now=NOON)
        offered = self.offered(enter, make, zara, begum, session, room, question)
        assert offered == [str(new.key), str(old.key)]

    def test_are_not_shown_to_somebody_who_was_not_there(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session, school: School
    ) -> None:
        make.photo(make.sitting(zara, make.staff(school, name="Mr Khan")))
        assert self.offered(enter, make, zara, begum, session, "relationship-circle", "who:1") == []

    def test_are_the_newest_where_there_are_many(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session
    ) -> None:
        earlier = make.sitting(zara, begum)
        made = [str(make.photo(earlier, taken_at=MORNING + timedelta(minutes=n)).key) for n in range(30)]
        offered = self.offered(enter, make, zara, begum, session, "relationship-circle", "who:1")
        assert offered == list(reversed(made))[: pages.MOST_SHOWN]

    def offered(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session, room: str, question: str
    ) -> list[str]:
        """The photos that can be picked at this question, as the page shows them one after another."""
        today = make.sitting(zara, begum, handed_over_at=datetime.now(UTC), planned=[room])
        make.assent(today)
        session.commit()
        device = enter(sitting=today)
        page = device.get(f"/me/do/{room}").text
        told = [key for key, _ in told_to_the_script(page)["mine"]]
        asked = (page + other_questions(device, page)).split(f'data-question="{question}"')[1].split("</section>")[0]
        assert "data-my-photos" in asked
        # Where the page itself asks it, they stand there; else the script puts them in.
        return re.findall(r'name="photo" value="([0-9a-f-]{36})"', asked) or told
