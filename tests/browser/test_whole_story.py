"""From a list of pupils to the opened Word and PDF files, on one touch tablet, as a school's first hour goes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import pypdf
import pytest
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import select

from tests.make import Make
from tests.pages.test_photos import SECRETS
from tests.paperwork.reading import one_space, pdf_tags, pdf_text, quoted, word_part, word_text
from voice_app.model import Pupil, School

from .conftest import OpenTablet
from .office import LISTS, Office
from .playing import CARD_SORT, PHOTOS, QUIET, RABBIT, SWING, THREE_WISHES, Answers, Fingers, Hands, Keys, does
from .seat import World, this_moment
from .serving import LiveServer
from .tablet import Tablet
from .working import KeysAlone, Taps, Working

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(frozen=True)
class Story:
    """One activity: what the pupil does, what is kept private, and what the paperwork then says."""

    activity: str
    answers: Answers
    private: str
    says: Sequence[str]
    exact_words: Sequence[str]
    #: What the pupil calls the one photo of their own.
    photo_of: str = ""


STORIES = (
    Story(
        "three-wishes",
        THREE_WISHES,
        private=RABBIT,
        says=("Less noise", QUIET, "Please try"),
        exact_words=(QUIET,),
    ),
    Story(
        "card-sort",
        CARD_SORT,
        private="can I go first next time",
        says=("Playground", "Good", "the big stairs"),
        exact_words=("the big stairs",),
    ),
    Story(
        "photo-capture",
        PHOTOS,
        private="I go there when I cry",
        says=("Corridor", SWING),
        exact_words=(SWING,),
        photo_of=SWING,
    ),
)


@pytest.mark.parametrize("story", STORIES, ids=[story.activity for story in STORIES])
def test_a_pupils_words_reach_the_review(story: Story, own_server: LiveServer, open_tablet: OpenTablet) -> None:
    _lives_through(story, own_server, open_tablet(at=own_server, accept_downloads=True), Taps(), Fingers())


def test_a_pupils_words_reach_the_review_by_keys_alone(own_server: LiveServer, open_tablet: OpenTablet) -> None:
    """Staff and pupil use nothing but keys, from the list of pupils to the Word file (rule A12)."""
    tablet = open_tablet(at=own_server, accept_downloads=True, has_touch=False)
    _lives_through(STORIES[0], own_server, tablet, KeysAlone(), Keys())


def _lives_through(story: Story, own_server: LiveServer, tablet: Tablet, hands: Working, pupil: Hands) -> None:
    with own_server.records() as make:
        _a_school_without_pupils(make)
    office = Office(tablet, hands).signs_in("cole@school.test")

    office.brings_in(LISTS / "sims-export.csv")
    name = _a_pupil_with_a_plan(own_server)
    office.names_leads("Mrs Hall", "Mr Osei")
    office.gives_pupil_to("Miss Begum", name)
    office.opens_pupil(name).plans_annual_review("12/03/2027")

    office.opens_pupil(name)
    pin = office.hands_over(story.activity)
    _the_pupil_speaks(tablet, story, hands, pupil)
    office.takes_back(pin).closes()

    office.signs_in("cole@school.test").opens_pupil(name)
    _ticks_everything(office)
    office.heads(re.compile("^Paperwork for ")).follow("Show it on the tablet")
    pin = office.hands_over_from_here()
    kept = _the_pupil_checks(tablet, hands)
    assert kept > 0
    office.takes_back(pin).closes()

    office.signs_in("cole@school.test").opens_pupil(name).follow("Paperwork")
    office.press("Add to review")
    word, pdf = office.downloads("Word"), office.downloads("PDF")
    _says_what_it_should(one_space(word_text(word)), story)
    _says_what_it_should(one_space(pdf_text(pdf)), story)
    images = [*_images_in_word(word), *_images_in_pdf(pdf)]
    assert {image.format for image in map(_opened, images)} >= {"PNG"}
    _say_nothing_but_pixels([*images, *(file.read_bytes() for file in own_server.data.glob("photos/*"))])
    if story.photo_of:
        assert _alt_of_photos(word, pdf) == [f"Photo: {story.photo_of}"] * 2
        # Turned by the pupil before it was used; what was sent lay on its side.
        photos = [image for image in map(_opened, images) if image.format == "JPEG"]
        assert [photo.height > photo.width for photo in photos] == [True, True]
    copied = _copies_text(tablet, hands)
    assert story.exact_words[0] in copied
    assert story.private not in copied


def _images_in_word(word: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        found = [parts.read(part) for part in parts.namelist() if part.startswith("word/media/")]
    assert found
    return found


def _images_in_pdf(pdf: bytes) -> list[bytes]:
    found = [image.data for page in pypdf.PdfReader(io.BytesIO(pdf)).pages for image in page.images]
    assert found
    return found


def _opened(image: bytes) -> Image.Image:
    return Image.open(io.BytesIO(image))


def _say_nothing_but_pixels(images: Sequence[bytes]) -> None:
    """Neither place nor camera nor words of a program, in no file that is kept or goes out (rule U3)."""
    for image in images:
        assert not [secret for secret in SECRETS if secret in image]
        assert dict(_opened(image).getexif()) == {}
        assert not {"exif", "xmp", "comment"} & set(_opened(image).info)


def _alt_of_photos(word: bytes, pdf: bytes) -> list[str]:
    """What stands for the photos where they are not seen, in Word and then in PDF."""
    described = [one.get("descr", "") for one in word_part(word, "word/document.xml").iter(f"{WP}docPr")]
    tagged = [alt or "" for tag, alt in pdf_tags(pdf) if tag == "/Figure"]
    return [alt for alt in (*described, *tagged) if alt.startswith("Photo")]


def _a_school_without_pupils(make: Make) -> None:
    school = make.keep(School(name="Harbour View School", made_at=this_moment()))
    make.sendco(school, username="cole@school.test")
    make.staff(school, name="Miss Begum", username="begum@school.test")
    make.staff(school, name="Mrs Hall", username="hall@school.test", picture="head-teacher")
    make.staff(school, name="Mr Osei", username="osei@school.test", picture="teacher")


def _a_pupil_with_a_plan(server: LiveServer) -> str:
    with server.records() as make:
        everybody = make.session.scalars(select(Pupil).order_by(Pupil.surname)).all()
        names = [pupil.full_name for pupil in everybody]
        # The list has two pupils of one name, as schools do.
        return next(p.full_name for p in everybody if p.sen == "E" and names.count(p.full_name) == 1)


def _the_pupil_speaks(tablet: Tablet, story: Story, hands: Working, pupil: Hands) -> None:
    hands.press(tablet.button(re.compile("^Yes")))
    tablet.ready()
    answers = dict(story.answers)
    if story.activity == "three-wishes":
        # Mrs Cole holds the tablet today.
        answers["wish:3"] = ("Mrs Cole writes", *answers["wish:3"][1:])
    else:
        answers["practice"] = ("Good",)
    does(tablet, pupil, answers)
    _decides_who_may_see(tablet, story.private, hands)


def _decides_who_may_see(tablet: Tablet, private: str, hands: Working) -> None:
    """Yes for the meeting, no for everybody else, and one thing kept back from the meeting too."""
    asked = []
    while True:
        expect(tablet.page.locator("h1:visible")).to_have_text(re.compile("see"))
        heading = tablet.heading
        if not heading.startswith("Can "):
            break
        asked.append(heading)
        hands.press(tablet.button("Yes" if "meeting" in heading else "No"))
        expect(tablet.page.locator("h1:visible")).not_to_have_text(heading)
    assert any("Miss Begum" in heading for heading in asked)
    assert not any("Mrs Cole" in heading for heading in asked)
    hands.press(tablet.page.locator("summary").filter(has_text="Pick one thing").first)
    # A few things at a time; the others stand behind More.
    wanted = tablet.page.get_by_role("link", name=re.compile(re.escape(private))).locator("visible=true")
    while not wanted.count():
        hands.press(tablet.page.locator("details[open] details:not([open]) > summary").first)
    hands.press(wanted.first)
    tablet.asks(re.compile("one thing"))
    hands.press(tablet.button(re.compile("meeting")))
    expect(tablet.page.locator("h1:visible")).to_have_text(re.compile("^Can "))
    hands.press(tablet.button("No"))
    tablet.asks(re.compile("one thing"))
    hands.press(tablet.button("Finish"))
    tablet.page.wait_for_load_state()
    if "/thank-you" not in tablet.path:
        hands.press(tablet.button("Finish"))
    tablet.asks("Thank you for telling us.")
    hands.press(tablet.page.get_by_role("link", name="Give the tablet back", exact=True))


def _copies_text(tablet: Tablet, hands: Working) -> str:
    """One press, and the text is on the clipboard; the page stays."""
    tablet.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hands.press(tablet.page.get_by_role("button", name="Copy text", exact=True))
    expect(tablet.page.locator("#copies [role=status]")).to_have_text("Copied")
    return str(tablet.page.evaluate("() => navigator.clipboard.readText()"))


def _ticks_everything(office: Office) -> None:
    """A heading at a time, and one by one where there is one."""
    paperwork = office.page.locator("#paperwork")
    boxes = paperwork.locator('input[name="statement"]')
    assert boxes.count() > 0
    assert [box for box in boxes.all() if box.is_checked()] == []
    # Each is called "Untick all" once it was pressed.
    left = paperwork.get_by_role("button", name=re.compile("^Tick all"))
    with_several = left.count()
    while left.count():
        office.hands.press(left.first)
    assert paperwork.get_by_role("button", name=re.compile("^Untick all")).count() == with_several
    for box in boxes.all():
        office.hands.tick(box, True)
    office.press("Save ticks")


def _the_pupil_checks(tablet: Tablet, hands: Working) -> int:
    """Keep everything; returns how many things there were."""
    with tablet.page.expect_navigation():
        hands.press(tablet.button(re.compile("^Yes")))
    tablet.page.wait_for_url(re.compile("/me/check"))
    kept = 0
    while not tablet.path.startswith("/me/checked"):
        with tablet.page.expect_navigation():
            hands.press(tablet.button("Keep it in"))
        kept += 1
    hands.press(tablet.button("Give the tablet back"))
    return kept


def _says_what_it_should(text: str, story: Story) -> None:
    for part in story.says:
        assert part in text
    assert story.private not in text
    exact = [one_space(words) for words in quoted(text)]
    for words in story.exact_words:
        assert words in exact
    assert "Less noise" not in exact


def test_three_taps_lead_from_the_pupils_page_to_the_first_question(world: World, open_tablet: OpenTablet) -> None:
    tablet = open_tablet()
    office = Office(tablet).signs_in(world.adult.username)
    tablet.go(f"/pupils/{world.pupil.id}")
    office.follow("Hand over the tablet").press("Hand over")
    tablet.button(re.compile("^Yes")).tap()
    tablet.ready()
    assert tablet.path.startswith("/me/do/")
    assert tablet.page.locator("main [data-question]:visible").count() == 1
