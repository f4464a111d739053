"""A photo, from the file that is chosen to the Word file that goes out (rules U3, D3, A12, A14)."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests.media.pictures import written
from tests.pages.test_photos import taken
from voice_app.model import Photo

from .conftest import OpenTablet
from .measuring import axe_findings
from .pupil_pages import LOOKS
from .seat import Seat, World, at_the_tablet, said_so_far, small_school
from .serving import LiveServer
from .tablet import Tablet

PHOTOS, CIRCLE = "photo-capture", "relationship-circle"
LISTEN_IN = """() => {
  const really = window.fetch;
  window.fetch = async (address, what) => {
    const file = what?.body instanceof FormData ? what.body.get("file") : null;
    if (file) window.sentPhoto = [file.size, file.name + new TextDecoder("latin1").decode(await file.arrayBuffer())];
    return really(address, what);
  };
}"""


@pytest.fixture
def snap(tmp_path: Path) -> Path:
    """A photo as a phone takes it: with place, camera and a comment."""
    file = tmp_path / "IMG_0001.jpg"
    file.write_bytes(taken((1200, 900)))
    return file


def choose(tablet: Tablet, snap: Path) -> Page:
    tablet.page.locator('[data-photo-file="camera"]').locator("visible=true").first.set_input_files(snap)
    expect(tablet.page.locator("[data-photo-canvas]").locator("visible=true")).to_be_visible()
    return tablet.page


def begun(seat: Seat, open_tablet: OpenTablet, **wanted: object) -> Tablet:
    tablet = open_tablet(seat, **wanted).do(PHOTOS)
    tablet.tap("It helps me").asks("Can you show it?")
    return tablet


def rows(seat: Seat) -> list[Photo]:
    session = seat.world.session
    session.rollback()
    return list(session.scalars(select(Photo).where(Photo.pupil_id == seat.sitting.pupil_id)))


def test_a_photo_is_turned_covered_and_used(world: World, open_tablet: OpenTablet, snap: Path) -> None:
    seat = at_the_tablet(world, PHOTOS)
    tablet = begun(seat, open_tablet)
    page = choose(tablet, snap)
    tablet.tap("Turn it", "Cover a face")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    tablet.says("Covered.")
    tablet.tap("Use it", "Next").asks("What is this?")
    tablet.sent()
    (photo,) = rows(seat)
    assert photo.height > photo.width
    assert said_so_far(seat)["photo:1"]["photos"] == [str(photo.key)]
    expect(page.locator(".about img.photo").locator("visible=true")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_the_photo_in_hand_and_what_comes_after_it_can_be_read_and_fit(
    world: World, open_tablet: OpenTablet, snap: Path, look: str
) -> None:
    tablet = begun(at_the_tablet(world, PHOTOS, profile=LOOKS[look]), open_tablet)
    page = choose(tablet, snap)
    tablet.tap("Cover a face")
    assert axe_findings(page, enhanced=True, only_shown=True) == []
    # "My photos" is one more way to show it, now that there is one.
    tablet.tap("Use it")
    expect(tablet.button("My photos")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_photo_waits_while_the_server_is_dead_and_its_answer_with_it(
    own_server: LiveServer, open_tablet: OpenTablet, snap: Path
) -> None:
    with own_server.records() as make:
        seat = at_the_tablet(small_school(make), PHOTOS)
        tablet = begun(seat, open_tablet, at=own_server).sent()
        choose(tablet, snap)
        own_server.kill()
        tablet.tap("Use it", "Next")
        tablet.says("Kept here. Not sent yet.")
        tablet.page.wait_for_timeout(400)
        tablet.page.close()

        own_server.start()
        again = Tablet(tablet.context, tablet.context.new_page(), own_server.address).do(PHOTOS)
        again.asks("What is this?").sent()
        (photo,) = rows(seat)
        assert said_so_far(seat)["photo:1"]["photos"] == [str(photo.key)]


def test_without_script_a_plain_form_sends_it(world: World, open_tablet: OpenTablet, snap: Path) -> None:
    seat = at_the_tablet(world, PHOTOS)
    tablet = open_tablet(seat, java_script_enabled=False).go(f"/me/do/{PHOTOS}")
    tablet.presses_plainly(re.compile("It helps me"))
    tablet.page.locator('[data-photo-file="device"]').set_input_files(snap)
    tablet.presses_plainly(re.compile("Use this photo"))
    expect(tablet.page.locator("[data-given-photo] img.photo")).to_be_visible()
    tablet.presses_plainly(re.compile("^Next"))
    tablet.asks("What is this?")
    (photo,) = rows(seat)
    assert said_so_far(seat)["photo:1"]["photos"] == [str(photo.key)]


def test_what_reaches_the_server_is_small_and_tells_nothing(world: World, open_tablet: OpenTablet, snap: Path) -> None:
    seat = at_the_tablet(world, PHOTOS)
    tablet = begun(seat, open_tablet)
    page = choose(tablet, snap)
    # Playwright does not tell what a form of files holds, so the page itself is asked.
    page.evaluate(LISTEN_IN)
    tablet.tap("Use it")
    tablet.sent()
    size, text = page.evaluate("window.sentPhoto")
    assert 0 < size < 400_000
    assert not any(secret in text for secret in ("Exif", "Secret", "Zara", "IMG_0001"))
    (photo,) = rows(seat)
    assert Image.open(BytesIO(page.request.get(f"{tablet.address}/me/photos/{photo.key}").body())).getexif() == {}


def test_one_that_the_browser_cannot_open_is_turned_and_covered_too(
    own_server: LiveServer, open_tablet: OpenTablet, tmp_path: Path
) -> None:
    with own_server.records() as make:
        seat = at_the_tablet(small_school(make), PHOTOS)
        tablet = begun(seat, open_tablet, at=own_server)
        snap = tmp_path / "IMG_0002.HEIC"
        snap.write_bytes(written(striped((1200, 900)), "HEIF"))
        choose(tablet, snap)
        tablet.tap("Turn it", "Cover a face")
        tablet.page.keyboard.press("Enter")
        tablet.says("Covered.")
        # Until it is used, nothing of it lies on the server's disk; then only what is covered.
        assert list(own_server.data.glob("photos/*")) == []
        tablet.tap("Use it", "Next").asks("What is this?").sent()
        (photo,) = rows(seat)
        assert photo.height > photo.width
        kept = {file.name: Image.open(file).convert("L") for file in own_server.data.glob("photos/*")}
        assert set(kept) == {photo.file, photo.small}
        for picture in kept.values():
            assert contrast(picture, 0.5) < 60 < contrast(picture, 0.1)


def striped(size: tuple[int, int]) -> Image.Image:
    """Something to be made out everywhere, as wide as a mouth or an eye."""
    tile = Image.new("RGB", (40, 40), "white")
    tile.paste("black", (0, 0, 20, 40))
    tile.paste("black", (0, 0, 40, 10))
    picture = Image.new("RGB", size)
    for place in product(range(0, size[0], 40), range(0, size[1], 40)):
        picture.paste(tile, place)
    return picture


def contrast(picture: Image.Image, at: float) -> int:
    """How far light and dark lie apart in a small part of it, so far from the start and from the top."""
    x, y, side = round(picture.width * at), round(picture.height * at), picture.width // 20
    values = picture.crop((x - side, y - side, x + side, y + side)).tobytes()
    return max(values) - min(values)


def in_the_ring(tablet: Tablet) -> Locator:
    return tablet.page.locator("section:not([hidden]) [data-token='ring:1']").locator("visible=true")


def test_a_photo_of_somebody_stands_in_their_ring(world: World, open_tablet: OpenTablet, snap: Path) -> None:
    seat = at_the_tablet(world, PHOTOS, CIRCLE)
    tablet = begun(seat, open_tablet)
    choose(tablet, snap)
    tablet.tap("Use it").sent()
    tablet.do(CIRCLE).tap("My photos", re.compile("^My photo My photo"), "Next").asks("How much do they matter to you?")
    tablet.tap("Matter most")
    while tablet.question != "who:2":
        tablet.tap("Skip")
    # As the script drew it, and as the server does.
    tablet.tap("Type it").write("Nani").tap("Keep").asks("How much do they matter to you?").sent()
    (photo,) = rows(seat)
    shown = f"/me/photos/{photo.key}/small"
    expect(in_the_ring(tablet).locator("image")).to_have_attribute("href", re.compile(shown))
    expect(in_the_ring(tablet).locator("use")).to_be_hidden()
    tablet.do(CIRCLE)
    expect(in_the_ring(tablet).locator("image")).to_have_attribute("href", shown)

    tablet.go("/me/photos").tap_link(re.compile("^My photo"))
    tablet.asks("Throw this photo away?").button("Throw it away").tap()
    tablet.page.wait_for_url(re.compile("/me/$"))
    tablet.do(CIRCLE)
    expect(in_the_ring(tablet).locator("image")).to_have_count(0)
    expect(in_the_ring(tablet).locator("use")).to_have_attribute("href", "#p-person")


def test_a_photo_in_hand_is_thrown_away_and_another_asked_for(
    world: World, open_tablet: OpenTablet, snap: Path
) -> None:
    seat = at_the_tablet(world, PHOTOS)
    tablet = begun(seat, open_tablet)
    choose(tablet, snap)
    tablet.tap("Use it").tap_link("Throw the photo away")
    tablet.asks("Throw this photo away?")
    tablet.tap_link("Keep it")
    tablet.ready().asks("Can you show it?")
    tablet.tap_link("Throw the photo away")
    tablet.asks("Throw this photo away?").button("Throw it away").tap()
    tablet.page.wait_for_url(re.compile(f"/me/do/{PHOTOS}"))
    tablet.ready().asks("Can you show it?")
    expect(tablet.page.locator("[data-given]").locator("visible=true")).to_have_count(0)
    (photo,) = rows(seat)
    assert photo.file is None
    # Neither Go back nor another one is troubled by the one that is gone.
    choose(tablet, snap)
    tablet.tap("Use it", "Next").asks("What is this?").sent()
    assert len(rows(seat)) == 2
