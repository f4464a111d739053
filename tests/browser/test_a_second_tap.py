"""A trembling hand taps twice: the second tap answers nothing that the first one brought to the screen (rule A21)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Locator
from sqlalchemy import select

from tests.make import Make
from voice_app.model import Base, PupilCheck, SharingDecision, Sitting, Turn

from .conftest import OpenTablet
from .pupil_pages import CARDS, LOOKS, PAGES, Opened
from .tablet import Tablet

#: Longer than a page's first moments, in which it takes no press.
SEEN = 900


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def tablet(request: pytest.FixtureRequest, open_tablet: OpenTablet) -> Tablet:
    return open_tablet(java_script_enabled=request.param)


def opened(name: str, records: Make, tablet: Tablet, *planned: str) -> Opened:
    page = next(one for one in PAGES if one.name == name)
    page = replace(page, planned=planned) if planned else page
    return page.open(records, tablet, LOOKS["paper"])


def taps_twice(tablet: Tablet, place: Locator, pause: int) -> None:
    """Two taps on the same spot, `pause` milliseconds apart; then all that comes of it has come."""
    tablet.page.wait_for_timeout(SEEN)
    box = place.bounding_box()
    assert box is not None
    spot = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tablet.page.touchscreen.tap(*spot)
    tablet.page.wait_for_timeout(pause)
    tablet.page.touchscreen.tap(*spot)
    tablet.page.wait_for_timeout(SEEN)


def made(here: Opened, kind: type[SharingDecision] | type[PupilCheck] | type[Turn]) -> list[Base]:
    here.seat.world.session.expire_all()
    sitting = here.seat.sitting.id
    mine = kind.decided_in_id if issubclass(kind, SharingDecision) else kind.sitting_id
    return list(here.seat.world.session.scalars(select(kind).where(mine == sitting)))


@pytest.mark.parametrize("pause", [230, 340])
def test_only_the_person_who_was_asked_about_gets_the_yes(records: Make, tablet: Tablet, pause: int) -> None:
    here = opened("share-asking", records, tablet)
    taps_twice(tablet, tablet.button("Yes"), pause)
    assert len(made(here, SharingDecision)) == 1


@pytest.mark.parametrize("pause", [230, 340])
def test_only_the_thing_that_was_seen_is_kept_in(records: Make, tablet: Tablet, pause: int) -> None:
    here = opened("check", records, tablet)
    taps_twice(tablet, tablet.button("Keep it in"), pause)
    assert len(made(here, PupilCheck)) == 1


@pytest.mark.parametrize("pause", [230, 340])
def test_today_is_not_thrown_away_before_it_was_asked(records: Make, tablet: Tablet, pause: int) -> None:
    here = opened("stopped", records, tablet)
    taps_twice(tablet, tablet.page.get_by_role("link", name="Throw today away"), pause)
    here.seat.world.session.expire_all()
    assert here.seat.world.session.get_one(Sitting, here.seat.sitting.id).thrown_away_at is None


# Without script the forms of an activity are tried in `tests/pages/test_pupil_mode.py`, where no clock runs.
@pytest.mark.parametrize("pause", [230, 340])
def test_the_yes_to_the_hello_answers_no_question_of_the_activity_that_it_brings(
    records: Make, open_tablet: OpenTablet, pause: int
) -> None:
    tablet = open_tablet()
    here = opened("hello", records, tablet, CARDS)
    taps_twice(tablet, tablet.button("Yes"), pause)
    assert tablet.path == f"/me/do/{CARDS}"
    assert made(here, Turn) == []
