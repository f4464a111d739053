"""README, "Your first five minutes": somebody new goes from signing in to a Word file, and every tap is counted."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.make import Make
from tests.paperwork.reading import one_space, word_text
from voice_app.commands.new_school import practice_pupil
from voice_app.model import School

from .conftest import OpenTablet
from .measuring import PROJECT
from .office import Office
from .playing import Answers, Fingers, does
from .seat import this_moment
from .serving import LiveServer
from .tablet import Tablet

#: As the README says: digits of the PIN and three times signing in are among them.
TAPS = 46

#: The shortest way through a short sitting: every card under Good, and nothing more.
CARDS: Answers = {
    "topic": ("Places in school",),
    "places-1": ("Good",),
    "more-2:places": ("That is enough",),
    "read-back": ("Yes, that is right",),
    "talk-about": ("Skip",),
    "anything-else": ("That is all",),
}

#: What is pressed, each as the README has it.
PRESSED = {
    *("Try it with the practice pupil", "Hand over", "That is enough", "Yes, that is right", "Skip", "That is all"),
    *("Yes", "Finish", "Give the tablet back", "Done", "Look at what was said", "Save ticks", "Show it on the tablet"),
    *("Keep it in", "Go on with the paperwork", "Word"),
}

COUNTS = "addEventListener('pointerdown', (tap) => { if (tap.isTrusted) window.tapped(); }, true)"


def test_somebody_new_comes_to_a_word_file_on_the_readmes_way(own_server: LiveServer, open_tablet: OpenTablet) -> None:
    with own_server.records() as make:
        _a_new_school(make)
    tablet = open_tablet(at=own_server, accept_downloads=True)
    taps: list[None] = []
    tablet.context.expose_function("tapped", lambda: taps.append(None))
    tablet.context.add_init_script(COUNTS)

    office = Office(tablet).signs_in("cole@school.test").follow("Try it with the practice pupil")
    pin = office.hands_over_from_here()
    _says_yes(tablet)
    tablet.ready()
    does(tablet, Fingers(), CARDS)
    for _ in range(2):
        heading = tablet.heading
        tablet.button("Yes").tap()
        expect(tablet.page.locator("h1:visible")).not_to_have_text(heading)
    tablet.button("Finish").tap()
    _gives_it_back(tablet, office, pin)

    office.signs_in("cole@school.test").follow("Look at what was said")
    boxes = office.page.locator('#paperwork input[name="statement"]')
    for place in range(2):
        boxes.nth(place).tap()
    office.press("Save ticks").follow("Show it on the tablet")
    pin = office.hands_over_from_here()
    _says_yes(tablet)
    for left in (1, 0):
        tablet.button("Keep it in").tap()
        expect(tablet.page).to_have_url(re.compile("/me/check[?]seen=" if left else "/me/checked"))
    _gives_it_back(tablet, office, pin)

    office.signs_in("cole@school.test").follow("Go on with the paperwork")
    text = one_space(word_text(office.downloads("Word")))
    assert len(re.findall("Practice put [A-Z][a-z ]+ under Good", text)) == 2
    assert len(taps) <= TAPS
    tablet.go("/reviews")
    expect(tablet.page.get_by_role("link", name="Try it with the practice pupil")).to_have_count(0)


def test_the_readme_calls_what_is_pressed_by_its_own_words() -> None:
    way = one_space((PROJECT / "README.md").read_text(encoding="utf-8")).partition("as the SENDCo.**")[2]
    told = set(re.findall(r"\*\*([^*]+)\*\*", way.partition("These are")[0]))
    assert PRESSED - told == set()
    # Of these somebody in a hurry needs one, and the way above takes Keep.
    assert told - PRESSED == {"Change it", "Leave it out"}
    assert ", ".join(f"**{answers[0]}**" for answers in list(CARDS.values())[2:]) in way


def _a_new_school(make: Make) -> None:
    school = make.keep(School(name="Harbour View School", made_at=this_moment()))
    make.sendco(school, username="cole@school.test")
    school.safeguarding_lead = make.staff(school, name="Mrs Hall", username="hall@school.test")
    school.deputy_lead = make.staff(school, name="Mr Osei", username="osei@school.test")
    practice = make.keep(practice_pupil(school, now=this_moment()))
    make.family_member(practice, "Mum")
    due = this_moment().date() + timedelta(days=21)
    make.review_point(practice, kind="apdr-cycle", anchor=due - timedelta(days=80), due=due, ask_by=due)


def _says_yes(tablet: Tablet) -> None:
    with tablet.page.expect_navigation():
        tablet.button(re.compile("^Yes")).tap()


def _gives_it_back(tablet: Tablet, office: Office, pin: str) -> None:
    name = "Give the tablet back"
    tablet.page.get_by_role("link", name=name).or_(tablet.page.get_by_role("button", name=name)).tap()
    tablet.gives_back(pin)
    office.closes()
