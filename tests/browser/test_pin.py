"""The page on which an adult takes the tablet back: by a finger on a phone, or by a keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.make import Make

from .conftest import OpenTablet
from .seat import PIN, at_the_tablet, small_school
from .tablet import Tablet

WRONG = "111111"


@pytest.fixture
def asked(records: Make, open_tablet: OpenTablet) -> Tablet:
    """The adult is asked for the PIN."""
    return open_tablet(at_the_tablet(small_school(records), "three-wishes")).go("/me/leave")


@pytest.mark.parametrize("high", [844, 700])
def test_every_key_is_in_sight_on_a_phone_also_after_a_wrong_pin(high: int, asked: Tablet) -> None:
    asked.page.set_viewport_size({"width": 390, "height": high})
    assert _under_the_bar(asked) == []
    with asked.page.expect_navigation():
        asked.page.keyboard.type(WRONG)
        asked.page.keyboard.press("Enter")
    asked.says("That is not the PIN")
    assert _under_the_bar(asked) == []


def _under_the_bar(tablet: Tablet) -> list[str]:
    """Keys that the bar, or the marks above it, cover in part."""
    found: list[str] = tablet.page.evaluate(
        """() => {
          const marks = getComputedStyle(document.querySelector('.page'), '::before');
          const foot = document.querySelector('.bar').getBoundingClientRect().top - parseFloat(marks.blockSize);
          const keys = Array.from(document.querySelectorAll('.pad button'));
          if (keys.length !== 12) return [`${keys.length} keys`];
          return keys.filter((key) => key.getBoundingClientRect().bottom > foot).map((key) => key.innerText);
        }"""
    )
    return found


def test_a_pin_can_be_typed_rubbed_out_and_sent_on_a_keyboard(asked: Tablet) -> None:
    asked.page.evaluate("document.activeElement.blur()")
    asked.page.keyboard.type(PIN[:5] + "9")
    expect(asked.page.locator("[data-pin-dots] .on")).to_have_count(6)
    asked.page.keyboard.press("Backspace")
    expect(asked.page.locator("[data-pin-dots] .on")).to_have_count(5)
    asked.page.keyboard.type(PIN[5])
    asked.page.keyboard.press("Enter")
    expect(asked.page).to_have_url(re.compile("/close$"))


def test_a_pin_can_be_begun_with_a_finger_and_ended_on_a_keyboard(asked: Tablet) -> None:
    for digit in PIN[:3]:
        asked.page.get_by_role("button", name=digit, exact=True).tap()
    asked.page.keyboard.type(PIN[3:])
    asked.page.keyboard.press("Enter")
    expect(asked.page).to_have_url(re.compile("/close$"))
