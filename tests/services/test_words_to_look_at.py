"""Words that may be a worry reach the safeguarding lead the same way, also those that the pupil took back (R5)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import MORNING, Make
from voice_app.model import School, Sitting, Staff

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


def test_they_wait_until_they_were_read_and_what_comes_after_waits_anew(
    tom: Tom, enter: Enter, session: Session, school: School, sitting: Sitting, begum: Staff
) -> None:
    tom.does("words", HURTS)
    lead = enter(lead_of(school))
    assert enter(begum).post(f"/told/words/{sitting.id}").status_code == 404
    assert lead.post(f"/told/words/{sitting.id}").location == "/told"
    assert "Nobody is waiting" in lead.get("/told").get_data(as_text=True)
    assert lead.post(f"/told/words/{sitting.id}").status_code == 404
    enter(sitting=sitting)
    tom = Tom(enter(sitting=sitting))
    tom.key, tom.counter = str(uuid4()), 50
    tom.does("words", "he locked me in", item="wish:2")
    assert "he locked me in" in told_to(enter, lead_of(school))


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
