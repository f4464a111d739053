"""No picture of an activity is missing, though its questions and their pictures come one after another."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from activities import all_activities
from tests.conftest import Enter
from tests.make import Make
from tests.pages.devices import other_questions
from voice_app.model import School
from voice_app.services.profile import Profile

LOOKS = {
    f"{wording}, {pictures}": Profile(wording=wording, pictures=pictures, theme="paper")
    for wording in ("simple", "older")
    for pictures in ("colour", "line")
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("slug", all_activities())
def test_every_picture_that_a_question_shows_is_on_the_page_or_comes_after_it(
    slug: str, look: Profile, make: Make, school: School, enter: Enter, session: Session
) -> None:
    adult = make.staff(school, name="Miss Begum")
    pupil = make.pupil(school)
    make.assignment(adult, pupil)
    today = make.sitting(pupil, adult, handed_over_at=datetime.now(UTC), planned=[slug], profile=look.as_stored())
    make.assent(today)
    session.commit()
    device = enter(sitting=today)
    page = device.get(f"/me/do/{slug}").text
    rest = other_questions(device, page)
    sprite = device.get(f"/me/pictures/{slug}.{look.pictures}.svg").text
    used = set(re.findall(r'href="#(p-[^"]+)"', page + rest))
    assert len(used) > 10
    assert sorted(used - set(re.findall(r'<symbol id="([^"]+)"', page + sprite))) == []
