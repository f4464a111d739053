"""The tabs of a pupil's pages: on each of them, with the place marked where somebody is."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from voice_app.model import Pupil, School, Staff


def tabs(client: FlaskClient, address: str) -> dict[str, str]:
    """The tabs of this page by name, each with how it is marked."""
    page = client.get(address).text
    bar = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    links = re.findall(r'<a href="[^"]+"(?: aria-current="(\w+)")?>([^<]+)<', bar[0]) if bar else []
    return {name: marked for marked, name in links}


ALL = ["Views", "Said before", "Reviews", "How Zara tells us", "Family", "Details"]


@pytest.mark.parametrize(
    ("rest", "here"),
    [
        ("", "Views"),
        ("/earlier", "Said before"),
        ("/reviews", "Reviews"),
        ("/how", "How Zara tells us"),
        ("/family", "Family"),
        ("/edit", "Details"),
    ],
)
def test_every_page_of_a_pupil_has_them_and_marks_itself(
    enter: Enter, cole: Staff, zara: Pupil, rest: str, here: str
) -> None:
    found = tabs(enter(cole), f"/pupils/{zara.id}{rest}")
    assert list(found) == ALL
    assert {name for name, marked in found.items() if marked} == {here}
    assert found[here] == "page"


def test_a_page_below_a_tab_marks_the_tab_that_leads_up(
    enter: Enter, make: Make, cole: Staff, zara: Pupil, session: Session
) -> None:
    point, mum = make.review_point(zara), make.family_member(zara)
    session.commit()
    office = enter(cole)
    for address in (f"/reviews/{point.id}", f"/pupils/{zara.id}/reviews/new"):
        assert tabs(office, address)["Reviews"] == "true"
    assert tabs(office, f"/pupils/{zara.id}/family/{mum.id}")["Family"] == "true"


def test_a_page_with_mistakes_keeps_them(enter: Enter, cole: Staff, zara: Pupil) -> None:
    page = enter(cole).post(f"/pupils/{zara.id}/edit", data={"forename": "", "surname": ""}).text
    assert 'aria-current="page">Details' in page


def test_nobody_is_led_where_they_may_not_go(
    enter: Enter, make: Make, school: School, begum: Staff, zara: Pupil, session: Session
) -> None:
    assert list(tabs(enter(begum), f"/pupils/{zara.id}")) == [one for one in ALL if one != "Details"]
    administrator = make.staff(school, role="administrator")
    session.commit()
    assert tabs(enter(administrator), f"/pupils/{zara.id}/edit") == {}
