"""Somebody who does a whole activity on a tablet: by touch, by keys alone, or without any script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from playwright.sync_api import Error, FilePayload, expect

from tests.pages.test_photos import taken

from .tablet import Tablet

#: What to do at a question: press these, one after another; words after "=" are written, and at PHOTO a file is chosen.
Answers = Mapping[str, Sequence[str]]

MOST_STEPS = 60
MOST_TABS = 60
MOST_PAGES = 12
MOST_WAITS = 150

#: A photo from the device's camera, in the place of a press.
PHOTO = "(a photo is taken)"

RABBIT = "I wish we had a rabbit in class"
QUIET = "a quiet place to eat at lunch"
SECRET = "I sit alone and nobody asks me"

#: Three wishes with pictures, words and an adult's pen.
THREE_WISHES: Answers = {
    "wish:1": ("Type it", "=" + RABBIT, "Keep"),
    "different:1": ("Skip",),
    "wants:1": ("Please try",),
    "wish:2": ("Pick a picture", "Less noise", "Next"),
    "wants:2": ("Just saying",),
    "wish:3": ("Miss Begum writes", "=" + QUIET, "Keep"),
    "different:3": ("Skip",),
    "wants:3": ("Please try",),
    "matters-most": ("Less noise",),
    "who-could-help": ("Skip",),
    "anything-else": ("Skip",),
    "read-back": ("Yes, that is right",),
}

#: Two people with names, one in the adult's pen; several who can be gone to, and nobody.
CIRCLE: Answers = {
    "who:1": ("Pick a picture", "Grandma", "Another way", "Type it", "=Nani", "Keep"),
    "ring:1": ("Matter most",),
    "does:1": ("Pick a picture", "My worries", "Next"),
    "who:2": ("Miss Begum writes", "=Mr Cole", "Keep"),
    "ring:2": ("Matter a bit",),
    "does:2": ("Pick a picture", "My learning", "Next"),
    "who:3": ("That is all",),
    "go-to": ("Mr Cole", "Nani", "Next"),
    "worried": ("Nani", "Nobody", "Next"),
    "learning": ("Skip",),
    "may-see": ("Yes",),
    "anything-else": ("That is all",),
    "read-back": ("Yes, that is right",),
}

SWING = "the swing under the tree"

#: One photo that is told of, and one place by its picture.
PHOTOS: Answers = {
    "what:1": ("It helps me",),
    "photo:1": (PHOTO, "Turn it", "Use it", "Next"),
    "is:1": ("Type it", "=" + SWING, "Keep"),
    "happens:1": ("Type it", "=I go there when I cry", "Keep"),
    "more:1": ("One more",),
    "what:2": ("It gets in the way",),
    "photo:2": ("Pick a picture", "Corridor", "Next"),
    "is:2": ("Skip",),
    "more:2": ("That is all",),
    "anything-else": ("That is all",),
    "read-back": ("Yes, that is right",),
}

#: A day that starts at school, with three of its parts, and a hard day.
GOOD_DAY: Answers = {
    "start": ("At school",),
    "my-school-day": ("Lessons", "Lunch", "Home time", "Next"),
    "good:lessons": ("Art", "Next"),
    "good:lunch": ("In my words", "=I sit with Nani's cake", "Keep"),
    "best-bit": ("Skip",),
    "helps-day": ("Pick a picture", "Who is there", "Next"),
    "hard-day-too": ("A hard day",),
    "hard:lessons": ("In my words", "=when it is loud", "Keep"),
    "know": ("Pick a picture", "I go quiet", "Next"),
    "more-good-days": ("Type it", "=more art", "Keep"),
    "wants": ("Please try",),
    "anything-else": ("Skip",),
    "read-back": ("Yes, that is right",),
}

PLACES = ("Good", "In between", "Not good")

#: A short sitting of five cards, one of them refused, and a closer look at one.
CARD_SORT: Answers = {
    "topic": ("Places in school",),
    "more-2:places": ("My own card",),
    "own:1": ("Type it", "=the big stairs", "Keep"),
    "own:2": ("Skip",),
    "own:3": ("Skip",),
    "read-back": ("Yes, that is right",),
    "talk-about": ("Dinner hall",),
    "better": ("Pick a picture", "Less noise", "Next"),
    "most-liked": ("Playground",),
    "least-liked": ("Skip",),
    "anything-else": ("Type it", "=can I go first next time", "Keep"),
    "told-back": ("Yes, that is right",),
}
CARD_PLACES = {
    "card:playground": "Good",
    "card:classroom": "In between",
    "card:dinner-hall": "Not good",
    "card:corridor": "Turn it over. I won’t say",
}


class Hands(Protocol):
    """How somebody works the page."""

    def press(self, tablet: Tablet, name: str) -> None: ...

    def write(self, tablet: Tablet, words: str) -> None: ...


class Fingers:
    """Single taps alone: no drag, no double tap, no long press (rules A14, A15)."""

    def press(self, tablet: Tablet, name: str) -> None:
        tablet.button(name).tap()
        tablet.lets_the_guard_pass()

    def write(self, tablet: Tablet, words: str) -> None:
        tablet.write(words)


class Keys:
    """Tab, Enter and Space alone (rule A12)."""

    def __init__(self) -> None:
        self._turns: Iterator[str] = iter(())
        #: Where the focus was lost from sight or had no ring, a line each.
        self.unseen: list[str] = []

    def press(self, tablet: Tablet, name: str) -> None:
        self.walk_to(tablet, name)
        tablet.page.keyboard.press(next(self._turns, "Enter"))
        self._turns = iter(("Space",)) if next(self._turns, None) is None else self._turns
        tablet.lets_the_guard_pass()

    def walk_to(self, tablet: Tablet, name: str) -> None:
        # "More" is the button that turns to the next page, and not "More time", which may stand before it.
        wanted = re.compile(rf"^{re.escape(name)}" + ("$" if name == "More" else r"(\b|$)"))
        for _ in range(MOST_TABS):
            if wanted.match(_focused(tablet)):
                return
            tablet.page.keyboard.press("Tab")
            problem = tablet.page.evaluate(FOCUS_PROBLEM)
            if problem:
                self.unseen.append(problem)
        raise AssertionError(f"{name!r} was not reached by Tab on {tablet.question}")

    def write(self, tablet: Tablet, words: str) -> None:
        for _ in range(MOST_TABS):
            if tablet.page.evaluate("document.activeElement.matches('textarea')"):
                tablet.page.keyboard.type(words)
                return
            tablet.page.keyboard.press("Tab")
        raise AssertionError("No box for words was reached by Tab")


def _focused(tablet: Tablet) -> str:
    name: str = tablet.page.evaluate(
        # A question is focused when it comes, and may begin as an answer does: "Just saying, or please try?"
        "((one) => one.closest('h1') ? '' : one.innerText || one.getAttribute('aria-label') || '')"
        "(document.activeElement).replace(/\\s+/g, ' ').trim()"
    )
    return name


#: The focused thing has a ring of its own and no part of it lies outside the screen or under the bar (rule A13).
FOCUS_PROBLEM = """() => {
  const one = document.activeElement;
  if (one === document.body || one === document.documentElement) return '';
  const ringed = one.closest('.way') || one;
  const style = getComputedStyle(ringed), box = ringed.getBoundingClientRect();
  const name = `${one.tagName} ${(one.innerText || one.name || '').replace(/\\s+/g, ' ').trim().slice(0, 30)}`;
  if (parseFloat(style.outlineWidth) < 5 || style.outlineStyle === 'none') return `${name}: no ring`;
  const bar = document.querySelector('.bar').getBoundingClientRect();
  const foot = one.closest('.bar') || getComputedStyle(document.querySelector('.bar')).position !== 'sticky'
    ? innerHeight : bar.top;
  const hidden = box.height < foot && (box.top < -1 || box.bottom > foot + 1);
  return hidden ? `${name}: ${box.top} to ${box.bottom} of ${foot}` : '';
}"""


def does(tablet: Tablet, hands: Hands, answers: Answers, *, script: bool = True, until: str = "") -> list[str]:
    """Do the activity that is open to its end, or until this is asked. Returns the questions as they came."""
    came: list[str] = []
    for _ in range(MOST_STEPS):
        if "/do/" not in tablet.path:
            return came
        question = tablet.question
        if question == until:
            return came
        came.append(question)
        before = _where(tablet)
        to_do = _what_to_do(tablet, question, answers)
        for name in to_do:
            if name.startswith("="):
                hands.write(tablet, name[1:])
                continue
            if name == PHOTO:
                _take_a_photo(tablet)
                continue
            # The order of pictures is drawn for each pupil: it may be on a later page.
            for _ in range(MOST_PAGES):
                if tablet.button(name).is_visible() or not tablet.button("More").is_visible():
                    break
                hands.press(tablet, "More")
            if PHOTO in to_do:
                # A photo comes when it is ready, and with it what can be pressed: the guard counts from then.
                expect(tablet.button(name)).to_be_visible()
                tablet.waits()
            hands.press(tablet, name)
        if script:
            _until_it_moved_on(tablet, before)
    raise AssertionError(f"The activity did not end: {came}")


def _what_to_do(tablet: Tablet, question: str, answers: Answers) -> Sequence[str]:
    if question in answers:
        return answers[question]
    if tablet.page.locator("main .card:visible .name").count() and tablet.page.locator("main .head:visible").count():
        item = tablet.card
        return (CARD_PLACES.get(item) or PLACES[sum(map(ord, item)) % len(PLACES)],)
    return ("Skip",)


def _take_a_photo(tablet: Tablet) -> None:
    """As from a phone: with everything that such a file says besides the picture."""
    file = FilePayload(name="IMG_0001.jpg", mimeType="image/jpeg", buffer=taken((1200, 900)))
    tablet.page.locator('[data-photo-file="camera"]').locator("visible=true").first.set_input_files(file)
    expect(tablet.page.locator("[data-photo-canvas]").locator("visible=true")).to_be_visible()


def _where(tablet: Tablet) -> str:
    """What stands on the screen: the page, the question, the card."""
    place: str = tablet.page.evaluate(
        "[location.pathname, ...Array.from(document.querySelectorAll('main [data-question]:not([hidden]),"
        " main [data-question]:not([hidden]) .card:not([hidden])'),"
        " (one) => one.dataset.question || one.dataset.item)].join(' ')"
    )
    return place


def _until_it_moved_on(tablet: Tablet, before: str) -> None:
    """Between the last touch and the next page there is a moment in which what was said is sent."""
    for _ in range(MOST_WAITS):
        tablet.page.wait_for_load_state()
        try:
            if _where(tablet) != before:
                return
        except Error as leaving:
            # The next page came while this one was looked at.
            if "Execution context was destroyed" not in leaving.message:
                raise
        tablet.page.wait_for_timeout(100)
    raise AssertionError(f"Nothing came after {before}")
