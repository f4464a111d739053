"""Whoever hands over is told where Listen would say nothing: a pupil who does not read would meet a mute guide."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

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
#: A moment longer than the page waits for voices.
WAITED = 5_000


@pytest.fixture
def handing_over(filled: tuple[Full, Tablet]) -> Tablet:
    full, tablet = filled
    tablet.context.add_init_script(LATE)
    next(one for one in PAGES if one.name == "hand-over").open(full, tablet)
    return tablet


def test_where_no_voice_comes_it_is_told_and_where_one_comes_late_it_is_told_no_more(handing_over: Tablet) -> None:
    told = handing_over.page.get_by_text("Listen has no voice on this device")
    expect(told).to_be_visible(timeout=WAITED)
    handing_over.page.evaluate(f"() => voicesCome({FAR}, {FRENCH})")
    expect(told).to_be_visible()
    handing_over.page.evaluate(f"() => voicesCome({FRENCH}, {NEAR})")
    expect(told).to_be_hidden()


def test_it_is_not_told_before_the_voices_could_come(handing_over: Tablet) -> None:
    handing_over.page.evaluate(f"() => voicesCome({NEAR})")
    expect(handing_over.page.get_by_text("Listen has no voice on this device")).to_be_hidden()
