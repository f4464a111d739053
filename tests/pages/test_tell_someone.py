""" "I want to tell someone" on the pupil's tablet."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy.orm import Session

from tests.make import Make
from voice_app.model import (
    School,
    Staff,
)
from voice_app.services.profile import Profile

from .plain_tablet import Tablet


class TestTellSomeone:
    def asked_from(self, tablet: Tablet, page: str) -> tuple[str, str]:
        """Press "I want to tell someone" there: the page of people, and the hidden field that says where that was."""
        shown = tablet.client.get(page).get_data(as_text=True)
        form = shown.partition('data-bar-form="tell"')[2].partition("</form>")[0]
        here = html.unescape("".join(re.findall(r'name="back" value="([^"]*)"', form)))
        to = tablet.client.post("/me/tell", data={"back": here}).headers["Location"]
        return tablet.client.get(to).get_data(as_text=True), here

    @pytest.mark.parametrize("page", ["/me/do/three-wishes", "/me/do/three-wishes?view=words&by=", "/me/?stay=yes"])
    def test_go_on_leads_back_to_the_page_where_the_pupil_was(self, tablet: Tablet, begum: Staff, page: str) -> None:
        tablet.say_yes()
        people, here = self.asked_from(tablet, page)
        assert here == page
        told = tablet.client.post(
            "/me/tell/person", data={"person": str(begum.id), "back": here}, follow_redirects=True
        )
        assert f'href="{html.escape(page)}"' in told.get_data(as_text=True)
        # Asked once more from there, it still leads to where the pupil was.
        assert f'name="back" value="{html.escape(page)}"' in told.get_data(as_text=True)
        assert f'name="back" value="{html.escape(page)}"' in people

    def test_go_back_leads_there_too(self, tablet: Tablet) -> None:
        tablet.say_yes()
        sent = {"touch": "back", "back": "/me/do/three-wishes"}
        assert tablet.client.post("/me/tell/person", data=sent).location == "/me/do/three-wishes"

    @pytest.mark.parametrize(
        ("older", "posts", "sentence"),
        [
            (False, "both", "We always tell Mrs Hall and Mr Osei."),
            (True, "both", "Whoever you pick, we always tell Mrs Hall and Mr Osei."),
            (False, "lead", "We always tell Mrs Hall."),
            (True, "lead", "Whoever you pick, we always tell Mrs Hall."),
            (False, "neither", "We always tell Mrs Cole."),
            (False, "neither, two SENDCos", "We always tell Mr Ali and Mrs Cole."),
            (False, "neither, four SENDCos", "We always tell the adults who plan your help."),
            (True, "neither, four SENDCos", "Whoever you pick, we always tell the adults who plan your help."),
        ],
    )
    def test_it_says_by_name_who_hears_of_every_ask_before_any_tap_and_hello_says_the_same_names(
        self, tablet: Tablet, make: Make, school: School, session: Session, older: bool, posts: str, sentence: str
    ) -> None:
        make.sendco(school, name="Mrs Cole")
        if posts != "both":
            school.deputy_lead = None
        if posts.startswith("neither"):
            school.safeguarding_lead = None
        if "SENDCos" in posts:
            make.sendco(school, name="Mr Ali")
        if "four" in posts:
            make.sendco(school, name="Ms Byrne")
            make.sendco(school, name="Mrs Diaz")
        tablet.sitting.profile = Profile(wording="older" if older else "simple").as_stored()
        session.commit()
        not_safe = f"If someone may not be safe, I must tell {sentence.partition('always tell ')[2]}"
        assert not_safe in tablet.client.get("/me/hello").get_data(as_text=True)
        tablet.say_yes()
        page = tablet.client.get("/me/tell").get_data(as_text=True)
        assert f"data-say>{sentence}<" in page
        assert not_safe in page

    def test_somebody_else_can_be_told_too_without_losing_the_way_back(self, tablet: Tablet, begum: Staff) -> None:
        tablet.say_yes()
        here = "/me/do/three-wishes?view=words&by="
        told = tablet.client.post(
            "/me/tell/person", data={"person": str(begum.id), "back": here}, follow_redirects=True
        ).get_data(as_text=True)
        assert "You can show this to an adult now." in told
        address, label = re.findall(r'<a class="half" href="([^"]+)">.*?data-say>([^<]+)<', told, re.DOTALL)[0]
        assert label == "Tell someone else too"
        people = tablet.client.get(html.unescape(address)).get_data(as_text=True)
        assert "Who do you want to tell?" in people
        assert f'name="back" value="{html.escape(here)}"' in people

    def test_who_was_asked_is_marked_with_a_word_and_a_picture_and_can_be_asked_again(
        self, tablet: Tablet, begum: Staff
    ) -> None:
        tablet.say_yes()
        assert "Asked" not in tablet.client.get("/me/tell").get_data(as_text=True)
        tablet.client.post("/me/tell/person", data={"person": str(begum.id)})
        people = tablet.client.get("/me/tell").get_data(as_text=True)
        marked = [one for one in re.findall(r'<button class="choice".*?</button>', people, re.DOTALL) if "Asked" in one]
        assert [re.findall("data-say>([^<]+)<", one) for one in marked] == [["Miss Begum", "Asked"]]
        assert "#p-yes" in marked[0]
        again = tablet.client.post("/me/tell/person", data={"person": str(begum.id)}, follow_redirects=True)
        assert "We have asked Miss Begum." in again.get_data(as_text=True)
        # The face by which the pupil knows her, for who does not read.
        shown = again.get_data(as_text=True).partition('<span class="pic">')[2].partition("</span>")[0]
        assert f'"#p-{begum.face}"' in shown

    @pytest.mark.parametrize(
        "page",
        [
            *("", "/", "/pupils", "//evil.test/me/", "https://evil.test/me/", "/me/../pupils"),
            # No page of ours, but another server's, or one that depends on where it stands.
            *("//me/check", "///me/", "//me/do/three-wishes?view=words", "me/check"),
        ],
    )
    def test_no_other_address_is_gone_back_to(self, tablet: Tablet, begum: Staff, page: str) -> None:
        tablet.say_yes()
        told = tablet.client.post(
            "/me/tell/person", data={"person": str(begum.id), "back": page}, follow_redirects=True
        )
        assert '<a class="half main-action" href="/me/">' in told.get_data(as_text=True)
