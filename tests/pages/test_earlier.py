"""What a pupil said before has a page of its own: the page of the pupil counts it and leads there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import NOON, Make
from tests.paperwork.reading import one_space
from voice_app.model import Pupil, Role, School, Staff, TrailEntry

YEAR = timedelta(days=365)


class Scene:
    """Zara wished three times with Miss Begum: two years ago, and twice at the last sittings."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.begum: Staff = make.staff(school, name="Miss Begum")
        self.zara: Pupil = make.pupil(school)
        make.assignment(self.begum, self.zara)
        for when, words in (
            (NOON - 2 * YEAR, "a <b>rabbit</b>"),
            (NOON - timedelta(days=60), "more art"),
            (NOON, "music"),
        ):
            sitting = make.sitting(
                self.zara, self.begum, handed_over_at=when, finished_at=when, planned=["three-wishes"]
            )
            response = make.response(sitting, state="finished")
            make.statement(response, "wish:1", words=words, made_at=when)
            make.statement(response, "wish:2", words=None, state="turned-over", made_at=when)
        session.commit()


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school)


def page(client: FlaskClient, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return one_space(reply.get_data(as_text=True))


def test_the_page_of_the_pupil_counts_it_and_tells_none_of_it(enter: Enter, scene: Scene) -> None:
    text = page(enter(scene.begum), f"/pupils/{scene.zara.id}")
    assert "“music”" in text
    assert "more art" not in text
    assert f'<a href="/pupils/{scene.zara.id}/earlier">2 things said before</a>' in text
    assert "1 sitting more than a year before the last" in text


def test_it_is_told_there_a_school_year_at_a_time(enter: Enter, scene: Scene) -> None:
    client, where = enter(scene.begum), f"/pupils/{scene.zara.id}/earlier"
    latest, first = page(client, where), page(client, f"{where}?year=2024")
    assert "“more art”" in latest
    assert "Did not want to say" in latest
    assert "music" not in latest
    assert "rabbit" not in latest
    assert "“a &lt;b&gt;rabbit&lt;/b&gt;”" in first
    assert "In the room: <bdi>Miss Begum</bdi>" in first
    for text in (latest, first):
        assert "2026 to 2027: 1" in text
        assert "2024 to 2025: 1" in text
    assert "“more art”" in page(client, f"{where}?year=abc")


def test_the_look_leaves_a_trail(enter: Enter, session: Session, scene: Scene) -> None:
    page(enter(scene.begum), f"/pupils/{scene.zara.id}/earlier")
    entry = session.scalars(select(TrailEntry).where(TrailEntry.what == "looked at pupil")).one()
    assert (entry.pupil_id, entry.staff_id) == (scene.zara.id, scene.begum.id)


def test_without_anything_before_it_says_what_comes_here(
    enter: Enter, session: Session, make: Make, scene: Scene
) -> None:
    new = make.pupil(session.get_one(School, scene.zara.school_id), forename="Jayden")
    make.assignment(scene.begum, new)
    session.commit()
    client = enter(scene.begum)
    assert "Nothing yet." in page(client, f"/pupils/{new.id}/earlier")
    assert "said before</a>" not in page(client, f"/pupils/{new.id}")


def test_every_page_of_a_pupil_keeps_the_tabs_and_marks_its_own(
    enter: Enter, session: Session, make: Make, school: School, scene: Scene
) -> None:
    client = enter(make.sendco(school))
    for rest in ("", "/earlier", "/reviews", "/how", "/family", "/edit"):
        address = f"/pupils/{scene.zara.id}{rest}"
        text = page(client, address)
        assert text.count(f"/pupils/{scene.zara.id}/earlier") >= 1, address
        assert f'<a href="{address}" aria-current="page">' in text, address


def test_nobody_is_led_to_a_page_that_is_not_for_them(
    enter: Enter, session: Session, make: Make, school: School, scene: Scene
) -> None:
    assert "/edit" not in page(enter(scene.begum), f"/pupils/{scene.zara.id}")
    administrator = make.staff(school, role=Role.ADMINISTRATOR)
    session.commit()
    assert "/earlier" not in page(enter(administrator), f"/pupils/{scene.zara.id}/edit")
