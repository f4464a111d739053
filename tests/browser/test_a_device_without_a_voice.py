"""Whoever hands over is told where Listen would say nothing: a pupil who does not read would meet a mute guide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, expect

from voice_app.services.profile import Profile, keep_profile

from .staff_pages import PAGES, Full
from .tablet import Tablet

#: Voices that come a moment after the page, as most browsers have them; none of them ever comes to some devices.
LATE = """
let voices = [];
speechSynthesis.getVoices = () => voices;
window.voicesCome = (...came) => { voices = came; speechSynthesis.dispatchEvent(new Event("voiceschanged")); };
"""
NEAR, FAR, FRENCH = (
    "{name: 'Near', lang: 'en-GB', localService: true}",
    "{name: 'Far', lang: 'en-GB', localService: false}",
    "{name: 'Près', lang: 'fr-FR', localService: true}",
)
#: A moment longer than the page waits for voices, in milliseconds of the page's own clock.
WAITED = 5_000


@pytest.fixture(scope="module")
def device(filled: tuple[Full, Tablet]) -> Tablet:
    """A device on which time passes for pages only where a test lets it."""
    _full, tablet = filled
    tablet.context.add_init_script(LATE)
    tablet.context.clock.install(time=datetime(2026, 11, 26, tzinfo=UTC))
    tablet.context.clock.pause_at(datetime(2026, 11, 27, tzinfo=UTC))
    return tablet


def handing_over(full: Full, device: Tablet) -> Locator:
    """What tells of no voice on the page that hands over, just opened."""
    next(one for one in PAGES if one.name == "hand-over").open(full, device)
    told = device.page.get_by_text("Listen has no voice on this device")
    expect(told).to_be_attached()
    return told


@pytest.fixture
def told(filled: tuple[Full, Tablet], device: Tablet) -> Locator:
    return handing_over(filled[0], device)


@pytest.fixture
def without_listen(filled: tuple[Full, Tablet]) -> Iterator[Full]:
    """The pupil's profile says that there is no Listen."""
    full, world = filled[0], filled[0].world
    for listen in ("off", "tap"):
        keep_profile(world.session, world.pupil, Profile(listen=listen), by=world.sendco.id, now=datetime.now(UTC))
        world.session.commit()
        if listen == "off":
            yield full


def test_where_no_voice_comes_it_is_told_and_where_one_comes_late_it_is_told_no_more(
    told: Locator, device: Tablet
) -> None:
    device.context.clock.run_for(WAITED)
    expect(told).to_be_visible()
    device.page.evaluate(f"() => voicesCome({FAR}, {FRENCH})")
    expect(told).to_be_visible()
    device.page.evaluate(f"() => voicesCome({FRENCH}, {NEAR})")
    expect(told).to_be_hidden()


def test_it_is_not_told_before_the_voices_could_come(told: Locator, device: Tablet) -> None:
    expect(told).to_be_hidden()
    device.page.evaluate(f"() => voicesCome({NEAR})")
    expect(told).to_be_hidden()
    device.context.clock.run_for(WAITED)
    expect(told).to_be_hidden()


def test_it_is_not_told_of_a_pupil_who_has_no_listen(without_listen: Full, device: Tablet) -> None:
    told = handing_over(without_listen, device)
    device.context.clock.run_for(WAITED)
    expect(told).to_be_hidden()
    device.page.evaluate(f"() => voicesCome({FAR})")
    expect(told).to_be_hidden()


def test_it_follows_what_is_chosen_for_listen_on_the_page(told: Locator, device: Tablet) -> None:
    device.context.clock.run_for(WAITED)
    device.page.locator("#how summary").first.click()
    device.page.get_by_text("Fine settings").click()
    listen = device.page.get_by_role("group", name="Listen")
    listen.get_by_text("Off", exact=True).click()
    expect(told).to_be_hidden()
    listen.get_by_text("Reads aloud when tapped").click()
    expect(told).to_be_visible()
