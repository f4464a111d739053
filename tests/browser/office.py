"""A SENDCo at the same tablet: what staff do on their pages, by the words they see there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.make import PASSWORD

from .tablet import Tablet
from .working import Taps, Working

LISTS = Path(__file__).resolve().parents[1] / "pupil_lists" / "files"


@dataclass
class Office:
    """Staff pages in somebody's hands."""

    tablet: Tablet
    hands: Working = field(default_factory=Taps)

    @property
    def page(self) -> Page:
        return self.tablet.page

    def signs_in(self, username: str, password: str = PASSWORD) -> Office:
        self.tablet.go("/sign-in")
        self.hands.write(self.page.get_by_label("User name"), username)
        self.hands.write(self.page.get_by_label("Password", exact=True), password)
        self.press("Sign in")
        expect(self.page.get_by_role("heading", level=1)).not_to_have_text("Sign in")
        return self

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> Office:
        with self.page.expect_navigation():
            self.hands.press((within or self.page).get_by_role("button", name=name, exact=isinstance(name, str)).first)
        return self

    def follow(self, name: str | re.Pattern[str], within: Locator | None = None) -> Office:
        with self.page.expect_navigation():
            self.hands.press((within or self.page).get_by_role("link", name=name, exact=isinstance(name, str)).first)
        return self

    def heads(self, heading: str | re.Pattern[str]) -> Office:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        return self

    def leaves_list_waiting(self, list_of_pupils: Path) -> str:
        """Look at what a list would do, and go no further. Returns the address of the page."""
        self.tablet.go("/pupils/bring-in")
        chosen = self.page.locator("input[type=file]")
        chosen.set_input_files(list_of_pupils)
        with self.page.expect_navigation():
            chosen.evaluate("(file) => file.form.requestSubmit()")
        return self.tablet.path

    def brings_in(self, list_of_pupils: Path) -> Office:
        self.follow("Pupils").follow("Bring in a list")
        self.page.locator("input[type=file]").set_input_files(list_of_pupils)
        self.press("Look at it").heads("What would happen")
        self.press(re.compile("^Bring in")).heads("What the list did")
        return self

    def opens_pupil(self, name: str) -> Office:
        self.tablet.go("/pupils")
        search = self.page.get_by_role("main").get_by_label(re.compile("Name", re.IGNORECASE)).first
        self.hands.write(search, name)
        with self.page.expect_navigation():
            search.press("Enter")
        return self.follow(re.compile(re.escape(name))).heads(re.compile(re.escape(name)))

    def plans_annual_review(self, anchor: str) -> Office:
        self.follow(re.compile("^Reviews$"), self.page.get_by_role("main"))
        self.follow(re.compile("Plan"))
        plan = self.page.locator("#kind-annual-review")
        if plan.count():
            self.follow(re.compile("^Plan"), plan)
        self.hands.write(self.page.locator("#anchor"), anchor)
        return self.press("Make it")

    def names_leads(self, lead: str, deputy: str) -> Office:
        self.tablet.go("/staff/safeguarding")
        self.hands.choose(self.page.locator("#lead"), lead)
        self.hands.choose(self.page.locator("#deputy"), deputy)
        return self.press("Save")

    def gives_pupil_to(self, staff: str, pupil: str) -> Office:
        self.tablet.go("/staff")
        row = self.page.get_by_role("row").filter(has_text=staff)
        self.follow(re.compile("pupils of"), row)
        self.hands.write(self.page.get_by_label("Name, or a part of it"), pupil)
        self.press("Find")
        self.hands.tick(self.page.get_by_label(re.compile(re.escape(pupil))).first, True)
        return self.press("Save", self.page.locator("#found"))

    def hands_over(self, activity: str | None = None) -> str:
        """From the pupil's page to pupil mode. Returns the PIN, which the page made."""
        self.follow("Hand over the tablet")
        return self.hands_over_from_here(activity)

    def hands_over_from_here(self, activity: str | None = None) -> str:
        if activity is not None:
            for box in self.page.locator('input[name="activities"]').all():
                self.hands.tick(box, box.get_attribute("value") == activity)
        pin = self.page.locator("#pin").input_value()
        self.press("Hand over")
        expect(self.page).to_have_url(re.compile("/me/hello"))
        return pin

    def takes_back(self, pin: str) -> Office:
        """The tablet is given back: the adult enters the PIN."""
        self.hands.key_in(self.page.locator(".pad"), pin)
        self.page.wait_for_url(re.compile("/close$"))
        return self

    def closes(self) -> Office:
        """Through the close page, which signs this device out."""
        self.press("Done")
        expect(self.page).to_have_url(re.compile("/sign-in"))
        return self

    def downloads(self, name: str) -> bytes:
        with self.page.expect_download() as coming:
            self.hands.press(self.page.get_by_role("button", name=re.compile(f"^{name}")).first)
        return Path(coming.value.path()).read_bytes()
