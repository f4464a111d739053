"""A copy that was made: its page brings the file once, the table has it again, and it stays the same paper."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.conftest import Enter
from tests.make import NOON, Make
from tests.pages.test_pupil_page import Scene, decides_at_home, handed_out, page, scene, shares_the_secret_too, through
from tests.paperwork.reading import pdf_text, word_text
from voice_app.model import PreparedDocument, School
from voice_app.services import prepare, share

__all__ = ["scene"]

CHANGED = "What may go out has changed since. Make a new copy."
TAKE_BACK = "Take copies that are out of date back"


def made(client: FlaskClient, scene: Scene, **sent: str) -> str:
    """The address of the page that follows the making of a copy, not yet looked at."""
    data = {"audience": "meeting", "format": "word"} | sent
    return client.post(f"/reviews/{scene.point.id}/copies", data=data).headers["Location"]


def brought(text: str) -> list[str]:
    """The files that this page brings along."""
    return re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', text)


def paperwork(client: FlaskClient, scene: Scene) -> str:
    return page(client, f"/reviews/{scene.point.id}/paperwork")


def withdraw(session: Session, scene: Scene) -> None:
    decides_at_home(session, scene, scene.wish, "no", days=1)


def refused(reply: TestResponse) -> bool:
    """Whether no file came, but the page with a sentence that says why."""
    return CHANGED in reply.text and "Content-Disposition" not in reply.headers


@pytest.fixture
def client(enter: Enter, session: Session, scene: Scene) -> FlaskClient:
    """Mrs Cole's, with one wish added to the review."""
    client = enter(scene.cole)
    through(session, scene, client)
    return client


class TestTheFileComes:
    def test_also_where_another_tab_or_a_look_ahead_asked_for_the_paperwork_first(
        self, client: FlaskClient, scene: Scene
    ) -> None:
        address = made(client, scene)
        client.get(f"/reviews/{scene.point.id}/paperwork")
        client.head(address)
        (file,) = brought(client.get(address).text)
        assert "Content-Disposition" in client.get(file).headers

    def test_once_and_not_again_where_its_page_is_loaded_again(self, client: FlaskClient, scene: Scene) -> None:
        address = made(client, scene)
        client.get(*brought(client.get(address).text))
        again = client.get(address).text
        assert brought(again) == []
        assert "The Word file is made." in again

    def test_a_copy_of_elsewhere_or_a_strange_address_brings_none(
        self, client: FlaskClient, session: Session, make: Make, scene: Scene
    ) -> None:
        address = made(client, scene)
        other = make.review_point(scene.zara, kind="apdr-cycle", number=1)
        session.commit()
        for elsewhere in (address.replace(str(scene.point.id), str(other.id)), f"{address[:-12]}x"):
            text = page(client, elsewhere.partition("#")[0])
            assert (brought(text), "file is made" in text) == ([], False)

    def test_not_where_the_pupil_says_no_just_then_and_no_copy_is_called_back_that_nobody_has(
        self, client: FlaskClient, session: Session, scene: Scene
    ) -> None:
        address = made(client, scene)
        withdraw(session, scene)
        text = page(client, address)
        assert brought(text) == []
        assert "file is made" not in text
        assert CHANGED in text
        assert "Out of date. Nobody saved the file" in text
        assert TAKE_BACK not in text


class TestASelection:
    def test_is_called_one_with_how_many_things_there_are_and_none_that_is_private(
        self, client: FlaskClient, session: Session, scene: Scene
    ) -> None:
        nothing_else = "The school left out nothing that it may pass on to the people at the meeting."
        assert nothing_else in word_text(handed_out(client, scene).data)
        shares_the_secret_too(session, scene)
        told = "This is a selection: it has 1 of the 2 things for this review"
        assert told in word_text(handed_out(client, scene).data)
        assert told in pdf_text(handed_out(client, scene, format="pdf").data)
        text = client.post(f"/reviews/{scene.point.id}/copies", data={"audience": "meeting", "format": "text"}).text
        assert told in text

    def test_hints_at_nothing_that_the_pupil_said_leave_out_to(
        self, client: FlaskClient, session: Session, scene: Scene
    ) -> None:
        shares_the_secret_too(session, scene)
        prepare.check(session, scene.point, scene.secret, "leave-out", sitting=scene.sitting, now=NOON)
        session.commit()
        assert "selection" not in word_text(handed_out(client, scene).data)


class TestSavedAgain:
    def link(self, client: FlaskClient, scene: Scene) -> str | None:
        found = re.search(r'href="([^"]+/copies/[^"]+)">Save (?:again|the file)', paperwork(client, scene))
        return found and found[1]

    def test_every_copy_in_the_table_can_be_had_while_it_is_right(
        self, client: FlaskClient, session: Session, scene: Scene
    ) -> None:
        made(client, scene)
        link = self.link(client, scene)
        assert link is not None
        assert "Save again" not in paperwork(client, scene)
        assert "Content-Disposition" in client.get(link).headers
        assert "Save again" in paperwork(client, scene)

        withdraw(session, scene)
        assert self.link(client, scene) is None
        assert TAKE_BACK in paperwork(client, scene)

    def test_text_has_no_file(self, client: FlaskClient, scene: Scene) -> None:
        client.post(f"/reviews/{scene.point.id}/copies", data={"audience": "meeting", "format": "text"})
        assert self.link(client, scene) is None

    def test_a_pdf_that_cannot_be_made_is_said_in_a_sentence(
        self, client: FlaskClient, scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (file,) = brought(client.get(made(client, scene, format="pdf")).text)
        monkeypatch.setattr("voice_app.pages.staff.paperwork.FONTS", tmp_path)
        reply = client.get(file, follow_redirects=True)
        assert "The PDF could not be made here. Take the Word file instead." in reply.text

    def test_it_is_the_paper_it_was_also_from_another_sendcos_hand(
        self, client: FlaskClient, enter: Enter, session: Session, make: Make, school: School, scene: Scene
    ) -> None:
        file = handed_out(client, scene).request.path
        document = session.scalars(select(PreparedDocument)).one()
        document.made_at = datetime(2026, 11, 24, 10, tzinfo=UTC)
        make.sitting(scene.zara, scene.begum, refused_at=document.made_at + timedelta(hours=2), planned=["card-sort"])
        other = make.sendco(school, name="Mr Other", username="other")
        session.commit()
        text = word_text(enter(other).get(file).data)
        assert ("Mrs Cole" in text, "Mr Other" in text) == (True, False)
        assert "24 November 2026" in text
        assert "chose not to take part" not in text

    def test_once_it_is_unticked_table_and_file_say_alike_that_it_is_out_of_date(
        self, client: FlaskClient, scene: Scene
    ) -> None:
        file = handed_out(client, scene).request.path
        client.post(f"/reviews/{scene.point.id}/ticks", data={})
        assert "Out of date: what may go out changed since" in paperwork(client, scene)
        assert refused(client.get(file, follow_redirects=True))

    def test_not_without_a_photo_that_was_thrown_away(
        self, client: FlaskClient, session: Session, make: Make, scene: Scene
    ) -> None:
        photo = make.photo(scene.sitting)
        scene.wish.photos = [str(photo.key)]
        session.commit()
        file = handed_out(client, scene).request.path
        photo.taken_back_at = datetime.now(UTC)
        session.commit()
        assert "Out of date" in paperwork(client, scene)
        assert refused(client.get(file, follow_redirects=True))

    def test_where_a_family_members_link_ended_a_sentence_says_so(
        self, client: FlaskClient, session: Session, make: Make, scene: Scene
    ) -> None:
        mum = make.family_member(scene.zara)
        share.decide(session, scene.sitting, f"family:{mum.id}", "yes", how="asked", decided_in=scene.sitting, now=NOON)
        session.commit()
        file = handed_out(client, scene, audience=f"family:{mum.id}").request.path
        mum.ended_at = NOON
        session.commit()
        assert self.link(client, scene) is None
        assert refused(client.get(file, follow_redirects=True))

    def test_who_may_not_see_all_of_a_family_copy_is_told_who_made_it(
        self, client: FlaskClient, enter: Enter, session: Session, make: Make, school: School, scene: Scene
    ) -> None:
        mum = make.family_member(scene.zara)
        share.decide(session, scene.sitting, f"family:{mum.id}", "yes", how="asked", decided_in=scene.sitting, now=NOON)
        session.commit()
        file = handed_out(client, scene, audience=f"family:{mum.id}").request.path
        withdraw(session, scene)
        reply = client.get(file, follow_redirects=True)
        assert "Not all of this copy is shared with you. Mrs Cole made it." in reply.text
