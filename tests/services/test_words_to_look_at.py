"""Words that may be a worry reach the safeguarding lead the same way, also those that the pupil took back (R5)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bench import lists
from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from voice_app.model import School, Sitting, Staff, TrailEntry, Turn
from voice_app.services import words_to_look_at

HURTS = "miss begum hurts me"


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum")


@pytest.fixture
def sitting(make: Make, school: School, begum: Staff) -> Sitting:
    sitting = make.sitting(make.pupil(school, forename="Tom"), begum, planned=["three-wishes"])
    make.assent(sitting)
    return sitting


class Tom:
    """A pupil who writes at the tablet, without script."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.key, self.counter = client, str(uuid4()), 0

    def does(self, touch: str, words: str = "", item: str = "wish:1") -> None:
        self.counter += 1
        sent = {"touch": touch, "item": item, "key": self.key, "counter": str(self.counter)}
        self.client.post("/me/do/three-wishes", data=sent | ({"words": words} if words else {}))


@pytest.fixture
def tom(enter: Enter, sitting: Sitting) -> Tom:
    return Tom(enter(sitting=sitting))


def told_to(enter: Enter, staff: Staff) -> str:
    return enter(staff).get("/told").get_data(as_text=True)


def lead_of(school: School) -> Staff:
    assert school.safeguarding_lead is not None
    return school.safeguarding_lead


def test_words_that_were_rubbed_out_and_skipped_are_read_by_the_lead_and_the_deputy_alone(
    tom: Tom, enter: Enter, school: School, begum: Staff
) -> None:
    tom.does("words", HURTS)
    tom.does("back")
    tom.does("skip")
    assert school.deputy_lead is not None
    for hears in (lead_of(school), school.deputy_lead):
        page = told_to(enter, hears)
        assert HURTS in page
        assert "In the room: Miss Begum." in page
        assert "may have taken these words back" in page
    assert HURTS not in told_to(enter, begum)


def test_words_that_stand_reach_the_lead_in_the_same_way(tom: Tom, enter: Enter, school: School) -> None:
    tom.does("words", "dad hits me")
    assert "dad hits me" in told_to(enter, lead_of(school))


def test_the_lists_of_the_lead_say_that_there_is_something_to_read_and_not_what(
    tom: Tom, enter: Enter, session: Session, make: Make, school: School
) -> None:
    cole = make.sendco(school, name="Mrs Cole")
    school.safeguarding_lead = cole
    session.commit()
    tom.does("words", HURTS)
    page = enter(cole).get("/reviews").get_data(as_text=True)
    assert "A pupil wrote words that you should read." in page
    assert HURTS not in page


class Lead:
    """Somebody who reads the page, and presses "I have read this" under what they saw."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.forms: list[tuple[str, str]] = []

    def reads(self) -> str:
        page = self.client.get("/told").get_data(as_text=True)
        self.forms = re.findall(r'action="(/told/words/[^"]+)".*?name="up_to" value="([^"]+)"', page, re.DOTALL)
        return page

    def has_read(self) -> None:
        for url, up_to in self.forms:
            assert self.client.post(url, data={"up_to": up_to}).location == "/told"


@pytest.fixture
def lead(enter: Enter, school: School) -> Lead:
    return Lead(enter(lead_of(school)))


def test_they_wait_until_they_were_read_and_of_what_comes_after_only_that_is_shown(tom: Tom, lead: Lead) -> None:
    tom.does("words", HURTS)
    assert HURTS in lead.reads()
    lead.has_read()
    assert "Nobody is waiting" in lead.reads()
    tom.does("words", "he locked me in", item="wish:2")
    page = lead.reads()
    assert "he locked me in" in page
    assert HURTS not in page


def test_each_stands_with_the_day_when_it_was_written(
    lead: Lead, session: Session, make: Make, sitting: Sitting, begum: Staff
) -> None:
    response = make.response(sitting)
    for day, words in enumerate(("she hits me", "he hits me"), 1):
        typed = {"state": "started", "provenance": "OWN_WORDS_TYPED", "words": words}
        make.turn(response, day, {"items": {"wish:1": typed}}, said_at=MORNING + timedelta(days=day))
    make.keep(words_raised(sitting))
    session.commit()
    found = re.findall(r"<bdi[^>]*>(s?he hits me)</bdi>[^<]*<span[^>]*>Written on (\d+)", lead.reads())
    assert found == [("she hits me", str(MORNING.day + 1)), ("he hits me", str(MORNING.day + 2))]


def words_raised(sitting: Sitting, at: datetime = MORNING) -> TrailEntry:
    return TrailEntry(
        at=at,
        school_id=sitting.pupil.school_id,
        who="pupil",
        what=words_to_look_at.RAISED,
        pupil_id=sitting.pupil_id,
        about={"sitting": str(sitting.id)},
    )


def test_what_is_written_while_the_page_is_open_is_not_read_by_pressing_the_button_of_that_page(
    tom: Tom, lead: Lead
) -> None:
    tom.does("words", HURTS)
    lead.reads()
    tom.does("words", "he locked me in the shed", item="wish:2")
    lead.has_read()
    page = lead.reads()
    assert "he locked me in the shed" in page
    assert HURTS not in page
    lead.has_read()
    assert "Nobody is waiting" in lead.reads()


def test_the_same_words_touched_again_are_read_and_others_that_end_in_them_are_not(tom: Tom, lead: Lead) -> None:
    tom.does("words", "she hits me")
    lead.reads()
    lead.has_read()
    tom.does("words", "she hits me", item="wish:2")
    assert "Nobody is waiting" in lead.reads()
    tom.does("words", "he hits me", item="wish:3")
    assert '<bdi dir="auto">he hits me</bdi>' in lead.reads()


def test_pressing_twice_or_after_the_deputy_leads_back_to_the_page(
    tom: Tom, lead: Lead, enter: Enter, school: School, sitting: Sitting, begum: Staff
) -> None:
    tom.does("words", HURTS)
    assert school.deputy_lead is not None
    deputy = Lead(enter(school.deputy_lead))
    deputy.reads()
    lead.reads()
    for one in (deputy, deputy, lead):
        one.has_read()
    assert "Nobody is waiting" in lead.reads()
    url, up_to = deputy.forms[0]
    assert enter(begum).post(url, data={"up_to": up_to}).status_code == 404


@pytest.mark.parametrize("up_to", ["", "yesterday", "2026-11-26"])
def test_a_form_that_does_not_say_what_was_shown_has_nothing_read(
    tom: Tom, lead: Lead, sitting: Sitting, up_to: str
) -> None:
    tom.does("words", HURTS)
    assert lead.client.post(f"/told/words/{sitting.id}", data={"up_to": up_to}).location == "/told"
    assert HURTS in lead.reads()


def test_words_after_a_line_break_reach_the_lead_from_a_touch_that_no_answer_could_take(tom: Tom, lead: Lead) -> None:
    tom.does("words", "a rabbit")
    tom.does("words", "first\r\nhit me", item="no-such")
    assert "hit me</bdi>" in lead.reads()


def test_of_a_touch_that_no_answer_could_take_only_its_own_words_count(tom: Tom, lead: Lead) -> None:
    said = {"wish:1": {"state": "given", "words": HURTS}, "no-such": {"state": "given", "words": "a cat"}}
    sent = {"key": tom.key, "counter": 5, "activity": "three-wishes", "item": "no-such"}
    tom.client.post("/me/turns", json=sent | {"answer": {"items": said, "undo": []}})
    assert "Nobody is waiting" in lead.reads()


def test_that_the_pupil_threw_it_away_is_said_where_the_pupil_did(
    tom: Tom, lead: Lead, session: Session, sitting: Sitting
) -> None:
    tom.does("words", HURTS)
    assert "threw away" not in lead.reads()
    session.execute(delete(Turn).where(Turn.sitting_id == sitting.id))
    assert "threw away" not in lead.reads()
    sitting.thrown_away_at = NOON
    session.commit()
    assert "threw away" in lead.reads()
    lead.has_read()
    assert "Nobody is waiting" in lead.reads()


def test_what_nobody_has_read_waits_for_years(
    tom: Tom, lead: Lead, session: Session, make: Make, sitting: Sitting
) -> None:
    make.turn(make.response(sitting), 1, {"items": {"wish:1": {"state": "started", "words": HURTS}}})
    session.add(words_raised(sitting, MORNING - timedelta(days=800)))
    session.commit()
    assert HURTS in lead.reads()


def test_the_lists_count_pupils_and_not_sittings(
    enter: Enter, session: Session, make: Make, school: School, begum: Staff
) -> None:
    cole = make.sendco(school, name="Mrs Cole")
    school.safeguarding_lead = cole
    pupil = make.pupil(school)
    for _ in range(2):
        sitting = make.sitting(pupil, begum, planned=["three-wishes"])
        make.assent(sitting)
        session.commit()
        Tom(enter(sitting=sitting)).does("words", HURTS)
    assert "A pupil wrote words that you should read." in enter(cole).get("/reviews").get_data(as_text=True)


def test_that_the_words_were_looked_at_is_in_the_trail_with_the_sitting(
    tom: Tom, lead: Lead, session: Session, sitting: Sitting
) -> None:
    tom.does("words", HURTS)
    lead.reads()
    entry = session.scalars(select(TrailEntry).where(TrailEntry.what == "looked at words")).one()
    assert entry.about == {"sitting": str(sitting.id)}


def test_a_long_trail_is_not_searched_for_them(tom: Tom, app: Flask, enter: Enter, school: School) -> None:
    """Every list of staff asks whether there are any, and the trail has an entry for each look at a pupil."""
    tom.does("words", HURTS)
    engine = app.extensions["engine"]
    client = enter(lead_of(school))
    with lists.statements(engine) as asked:
        client.get("/told")
    of_the_trail = [one for one in asked if one[0].startswith("SELECT") and "FROM trail" in one[0]]
    steps = [step for step in lists.plan(engine, of_the_trail) if "trail" in step]
    assert len(steps) >= 2
    assert all("ix_trail_looks (school_id=?)" in step for step in steps)


def test_a_school_without_a_lead_who_can_sign_in_has_the_sendco_read_them(
    tom: Tom, enter: Enter, session: Session, make: Make, school: School
) -> None:
    cole = make.sendco(school, name="Mrs Cole")
    school.safeguarding_lead = school.deputy_lead = None
    session.commit()
    tom.does("words", HURTS)
    assert HURTS in told_to(enter, cole)


def test_ordinary_words_are_nobodys_to_read(tom: Tom, enter: Enter, school: School) -> None:
    tom.does("words", "a rabbit")
    tom.does("back")
    assert "Nobody is waiting" in told_to(enter, lead_of(school))


def test_another_schools_lead_reads_nothing(tom: Tom, enter: Enter, session: Session, make: Make) -> None:
    tom.does("words", HURTS)
    other = make.keep(School(name="Other", made_at=MORNING))
    there = make.staff(other, name="Mr There", username="there@other.test")
    other.safeguarding_lead = there
    session.commit()
    assert HURTS not in told_to(enter, there)
