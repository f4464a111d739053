"""A trembling hand taps twice: the second tap answers nothing that the first one brought to the screen (rule A21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from tests.make import Make
from voice_app.model import Base, PupilCheck, SharingDecision, Sitting, Turn

from .conftest import OpenTablet
from .pupil_pages import CARDS, LOOKS, PAGES, Opened
from .serving import LiveServer, served
from .tablet import Tablet

#: Longer than a page's first moments, in which it takes no press; in milliseconds.
SEEN = 900


class Passing:
    """Time passes for whoever taps and for the page's own guard."""

    def passes(self, tablet: Tablet, pause: int) -> None:
        """So many milliseconds are over."""
        tablet.page.wait_for_timeout(pause)

    def tap(self, tablet: Tablet, spot: tuple[float, float]) -> None:
        """One tap; what it brings comes when it comes."""
        tablet.page.touchscreen.tap(*spot)


@dataclass
class Standing(Passing):
    """Without script only the server tells too soon from late enough: its clock goes no faster on a busy computer."""

    clock: Path

    def passes(self, tablet: Tablet, pause: int) -> None:
        """So many milliseconds are over for the server, and no more."""
        self.clock.write_text(str(float(self.clock.read_text()) + pause / 1000))

    def tap(self, tablet: Tablet, spot: tuple[float, float]) -> None:
        """One tap; the page that it brings has come."""
        with tablet.page.expect_navigation():
            super().tap(tablet, spot)


@dataclass
class Hand:
    """A trembling hand with a tablet, of a server whose time passes so."""

    tablet: Tablet
    records: Make
    time: Passing

    def opened(self, name: str, *planned: str) -> Opened:
        page = next(one for one in PAGES if one.name == name)
        page = replace(page, planned=planned) if planned else page
        return page.open(self.records, self.tablet, LOOKS["paper"])

    def looks(self) -> None:
        """Until the page has been seen, and its script, which may come late, takes a press."""
        self.time.passes(self.tablet, SEEN)
        expect(self.tablet.page.locator("body")).not_to_have_css("pointer-events", "none")

    def taps_twice(self, place: Locator, pause: int) -> tuple[float, float]:
        """Two taps on the same spot, `pause` milliseconds apart; then all that comes of it has come."""
        self.looks()
        box = place.bounding_box()
        assert box is not None
        spot = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.time.tap(self.tablet, spot)
        self.time.passes(self.tablet, pause)
        self.time.tap(self.tablet, spot)
        self.looks()
        return spot


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clock = tmp_path_factory.mktemp("clock") / "now"
    clock.write_text("1800000000")
    return clock


@pytest.fixture(scope="module")
def by_the_clock(clock: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with served(tmp_path_factory.mktemp("school"), clock=clock) as running:
        yield running


@pytest.fixture
def with_script(open_tablet: OpenTablet, records: Make) -> Hand:
    return Hand(open_tablet(), records, Passing())


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def hand(
    request: pytest.FixtureRequest, open_tablet: OpenTablet, records: Make, by_the_clock: LiveServer, clock: Path
) -> Iterator[Hand]:
    if request.param:
        yield Hand(open_tablet(), records, Passing())
        return
    with by_the_clock.records() as make:
        yield Hand(open_tablet(at=by_the_clock, java_script_enabled=False), make, Standing(clock))


def made(here: Opened, kind: type[SharingDecision] | type[PupilCheck] | type[Turn]) -> list[Base]:
    here.seat.world.session.expire_all()
    sitting = here.seat.sitting.id
    mine = kind.decided_in_id if issubclass(kind, SharingDecision) else kind.sitting_id
    return list(here.seat.world.session.scalars(select(kind).where(mine == sitting)))


def is_thrown_away(here: Opened) -> bool:
    here.seat.world.session.expire_all()
    return here.seat.world.session.get_one(Sitting, here.seat.sitting.id).thrown_away_at is not None


@pytest.mark.parametrize("pause", [230, 340])
def test_only_the_person_who_was_asked_about_gets_the_yes(hand: Hand, pause: int) -> None:
    here = hand.opened("share-asking")
    hand.taps_twice(hand.tablet.button("Yes"), pause)
    assert len(made(here, SharingDecision)) == 1


@pytest.mark.parametrize("pause", [230, 340])
def test_only_the_thing_that_was_seen_is_kept_in(hand: Hand, pause: int) -> None:
    here = hand.opened("check")
    hand.taps_twice(hand.tablet.button("Keep it in"), pause)
    assert len(made(here, PupilCheck)) == 1


@pytest.mark.parametrize("pause", [230, 340])
def test_today_is_not_thrown_away_before_it_was_asked(hand: Hand, pause: int) -> None:
    here = hand.opened("stopped")
    spot = hand.taps_twice(hand.tablet.page.get_by_role("link", name="Throw today away"), pause)
    assert not is_thrown_away(here)
    # It was the time and not the place: once it is seen, the same tap throws away.
    with hand.tablet.page.expect_navigation():
        hand.tablet.page.touchscreen.tap(*spot)
    assert is_thrown_away(here)


# Without script the forms of an activity are tried in `tests/pages/test_without_script.py`, where no clock runs.
@pytest.mark.parametrize("pause", [230, 340])
def test_the_yes_to_the_hello_answers_no_question_of_the_activity_that_it_brings(with_script: Hand, pause: int) -> None:
    here = with_script.opened("hello", CARDS)
    with_script.taps_twice(with_script.tablet.button("Yes"), pause)
    expect(with_script.tablet.page).to_have_url(re.compile(f"/me/do/{CARDS}$"))
    assert made(here, Turn) == []
