"""Begun on Monday beside Mrs Cole, gone on with today beside Miss Begum: the pupil decides before anything is shown."""

from __future__ import annotations

import re

from sqlalchemy import select

from voice_app.model import TrailEntry

from .conftest import OpenTablet
from .pupil_pages import WISHES, monday_with_the_sendco
from .seat import Seat, World, at_the_tablet, this_moment
from .tablet import Tablet

SAID_ON_MONDAY = "my old helper back"


def shows_mondays_words(tablet: Tablet) -> bool:
    return SAID_ON_MONDAY in tablet.all_text()


def decisions(seat: Seat) -> list[str]:
    session = seat.world.session
    session.rollback()
    kept = select(TrailEntry.what).where(
        TrailEntry.pupil_id == seat.world.pupil.id, TrailEntry.who == "pupil", TrailEntry.what.contains("another day")
    )
    return list(session.scalars(kept.order_by(TrailEntry.at)))


def test_mondays_words_come_to_todays_screen_only_after_the_pupil_says_go_on(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, WISHES)
    monday_with_the_sendco(seat)
    tablet = open_tablet(seat).go(f"/me/do/{WISHES}")
    yesterday = re.compile(r"^You began this on \w+day \d+ \w+, with Mrs Cole\.$")
    tablet.asks(yesterday)
    tablet.says("Miss Begum is here now.")
    tablet.says("If you go on, Miss Begum will see what you said then.")
    assert not shows_mondays_words(tablet)

    tablet.button("Not now").tap()
    tablet.page.wait_for_url(re.compile("/me/$"))
    assert not shows_mondays_words(tablet.go("/me/share"))

    tablet.go(f"/me/do/{WISHES}").asks(yesterday)
    tablet.button("Go on").tap()
    tablet.page.wait_for_url(re.compile(f"/me/do/{WISHES}$"))
    tablet.ready()
    assert shows_mondays_words(tablet)
    # Once a sitting is enough.
    tablet.do(WISHES)
    assert decisions(seat) == ["did not let those here see another day", "let those here see another day"]


def test_who_may_see_mondays_words_is_asked_only_after_the_pupil_says_go_on(
    world: World, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, WISHES)
    monday_with_the_sendco(seat)
    tablet = open_tablet(seat).go("/me/who-can-see")
    asked = re.compile(r"^You said some of this on \w+day \d+ \w+, with Mrs Cole\.$")
    tablet.asks(asked)
    tablet.button("Not now").tap()
    tablet.page.wait_for_url(re.compile(r"/me/\?stay=yes$"))

    tablet.go("/me/who-can-see").asks(asked)
    tablet.button("Go on").tap()
    tablet.asks(re.compile("^Can .+ see this"))
    assert shows_mondays_words(tablet)


def test_another_sitting_asks_again(world: World, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, WISHES)
    monday_with_the_sendco(seat)
    seat.sitting.handed_back_at = this_moment()
    tablet = open_tablet(at_the_tablet(world, WISHES)).go(f"/me/do/{WISHES}")
    tablet.asks(re.compile("with Mrs Cole"))
