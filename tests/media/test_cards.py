"""The picture cards: every picture in both sets, one picture for one meaning, safe inside any page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from PIL import Image

from media.cards import Cards, PictureSet, credit, load
from media.cards.build import DRAWN, PicturesMissing, build, main
from media.cards.catalogue import PICTURES, Picture

PROJECT = Path(__file__).parents[2]
SETS: tuple[PictureSet, ...] = get_args(PictureSet)
BOTH_SETS = pytest.mark.parametrize("picture_set", SETS)
#: A whole card sort of 24, the heaviest first page there can be (budget P1 of the performance tests).
FIRST_PAGE = [
    *("maths", "reading", "writing", "science", "art", "music", "pe", "football", "swimming", "computing"),
    *("dinner-hall", "playground", "school-bus", "toilets", "corridor", "library", "lunch", "break-time"),
    *("friends", "teacher", "assembly", "noise", "homework", "group-work"),
]
ALLOWED_TAGS = {"svg", "g", "path", "circle", "ellipse", "rect"}


@pytest.fixture(scope="session")
def openmoji() -> Path:
    folder = PROJECT / "node_modules" / "openmoji"
    assert folder.is_dir(), "OpenMoji is not there. Run the set-up (npm ci), then the tests again."
    return folder


@pytest.fixture(scope="session")
def built(openmoji: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pictures")
    build(openmoji, out)
    return out


@pytest.fixture
def cards(built: Path) -> Cards:
    return load(built)


def every_symbol(cards: Cards, picture_set: PictureSet) -> Iterator[tuple[str, str]]:
    for name in PICTURES:
        yield name, cards.picture(name, picture_set).inner


@BOTH_SETS
def test_every_picture_of_the_catalogue_is_made_in_both_sets(cards: Cards, picture_set: PictureSet) -> None:
    assert cards.names() == list(PICTURES)
    for name, inner in every_symbol(cards, picture_set):
        assert re.search(r"<(path|circle|ellipse|rect) ", inner), f"{name} shows nothing"


def test_a_picture_comes_from_one_place_and_is_called_in_kebab_case() -> None:
    for name, picture in PICTURES.items():
        assert picture.name == name
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        assert (picture.openmoji is None) != (picture.drawn is None)


@BOTH_SETS
def test_no_two_meanings_share_a_picture(cards: Cards, picture_set: PictureSet) -> None:
    drawn: dict[str, str] = {}
    for name, inner in every_symbol(cards, picture_set):
        assert inner not in drawn, f"{name} looks like {drawn[inner]}"
        drawn[inner] = name


def test_no_two_pictures_look_the_same_to_the_eye(cards: Cards) -> None:
    """Compared as 16 by 16 greys on white, so that two files with the same drawing are found out too."""
    small = {name: looks(cards.png(name, "line")) for name in PICTURES}
    for (one, first), (other, second) in combinations(small.items(), 2):
        difference = sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)
        assert difference > 2, f"{one} looks like {other}"


@BOTH_SETS
def test_just_saying_and_please_try_are_told_apart_without_colour(cards: Cards, picture_set: PictureSet) -> None:
    """What becomes of a wish hangs on which of the two is pressed; both stand beside "In my words"."""
    small = [looks(cards.png(name, picture_set)) for name in ("just-saying", "please-try", "in-my-words")]
    for first, second in combinations(small, 2):
        assert sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first) > 24


def looks(png: bytes) -> bytes:
    picture = Image.open(BytesIO(png)).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture).convert("L").resize((16, 16)).tobytes()


@BOTH_SETS
def test_a_symbol_holds_plain_shapes_and_nothing_that_runs_loads_or_has_a_name(
    cards: Cards, picture_set: PictureSet
) -> None:
    for name, inner in every_symbol(cards, picture_set):
        for element in ElementTree.fromstring(f"<svg>{inner}</svg>").iter():
            assert element.tag in ALLOWED_TAGS, f"{name} holds <{element.tag}>"
            assert not (element.text or "").strip(), f"{name} holds text"
            for attribute, value in element.attrib.items():
                assert attribute not in ("id", "class", "style", "href"), f"{name} has {attribute}"
                assert not attribute.startswith("on"), f"{name} has {attribute}"
                assert not re.search(r"url\(|:", value), f"{name} refers to {value}"


def test_the_line_set_takes_its_colour_from_the_text_around_it(cards: Cards) -> None:
    for name, inner in every_symbol(cards, "line"):
        colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', inner))
        assert colours <= {"none", "currentColor"}, f"{name} has a colour of its own: {colours}"


def test_lines_of_the_line_set_are_thick_enough_for_high_contrast(cards: Cards) -> None:
    """Rule A9: 3.2 of 72 or more. Filled shapes carry a thinner line that only swells them."""
    for name, inner in every_symbol(cards, "line"):
        for element in ElementTree.fromstring(f"<svg>{inner}</svg>").iter():
            swells_a_filled_shape = element.get("fill") == "currentColor"
            if "stroke-width" in element.attrib and not swells_a_filled_shape:
                assert float(element.attrib["stroke-width"]) >= 3.2, f"{name} has a thin line"
        assert 'stroke-width="3.2"' in inner[:90], f"{name} does not say how thick its lines are"


def test_smile_and_frown_are_equally_strong(cards: Cards) -> None:
    """No side of the scale pulls: the two faces put down the same amount of ink, to one in fifty."""
    good, not_good = (ink(cards.png(name, "line")) for name in ("face-good", "face-not-good"))
    assert abs(good - not_good) / good < 0.02


def ink(png: bytes) -> int:
    return sum(Image.open(BytesIO(png)).convert("RGBA").getchannel("A").histogram()[128:])


def test_our_own_drawings_are_small_and_all_in_use() -> None:
    files = {file.stem: file for file in DRAWN.glob("*.svg")}
    assert set(files) == {picture.drawn for picture in PICTURES.values() if picture.drawn}
    for name, file in files.items():
        assert file.stat().st_size < 1536, f"{name}.svg is too big: {file.stat().st_size} bytes"


@BOTH_SETS
def test_a_full_set_of_cards_is_light_enough_for_a_first_page(cards: Cards, picture_set: PictureSet) -> None:
    assert len(cards.sprite(FIRST_PAGE, picture_set)) < 26_000


@BOTH_SETS
def test_the_sprite_holds_each_picture_once(cards: Cards, picture_set: PictureSet) -> None:
    sprite = cards.sprite(["maths", "art", "maths"], picture_set)
    assert re.findall(r'<symbol id="([^"]+)" viewBox="0 0 72 72">', sprite) == ["p-maths", "p-art"]
    assert cards.picture("art", picture_set).inner in sprite
    assert 'display="none"' in sprite, "it would leave an empty line on the page"
    assert "style=" not in sprite, "pages allow no inline styles"


def test_an_unknown_name_says_where_the_names_are(cards: Cards) -> None:
    with pytest.raises(KeyError) as caught:
        cards.sprite(["maths", "unicorn-club"], "line")
    assert str(caught.value) == (
        "There is no picture called 'unicorn-club'. The names are in media/cards/catalogue.py."
    )


@BOTH_SETS
def test_a_picture_for_paper_is_a_png_with_a_clear_ground(cards: Cards, picture_set: PictureSet) -> None:
    picture = Image.open(BytesIO(cards.png("rabbit", picture_set)))
    assert (picture.format, picture.size) == ("PNG", (288, 288))
    assert picture.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


def test_the_png_of_a_name_shows_that_picture(cards: Cards) -> None:
    """Pages are drawn in one go and named afterwards: first, last and one between must not have slipped."""
    assert ink(cards.png("scale-full", "line")) > 2 * ink(cards.png("scale-empty", "line"))
    more, no = Image.open(BytesIO(cards.png("more", "line"))), Image.open(BytesIO(cards.png("no", "line")))
    assert more.getpixel((144, 80)) != (0, 0, 0, 0)
    assert no.convert("RGBA").getpixel((144, 80)) == (0, 0, 0, 0)


@BOTH_SETS
@pytest.mark.parametrize("name", ["less", "less-noise", "less-writing"])
def test_a_picture_of_less_has_much_on_one_side_and_an_arrow_down_on_the_other(
    cards: Cards, name: str, picture_set: PictureSet
) -> None:
    picture = Image.open(BytesIO(cards.png(name, picture_set))).convert("RGBA").getchannel("A")
    bold = [y for y in range(288) if picture.crop((200, y, 248, y + 1)).tobytes().count(255) >= 19]
    assert ink_of(picture.crop((0, 0, 144, 288))) > 1.2 * ink_of(picture.crop((172, 160, 288, 288)))
    assert len([y for y in bold if y < 160]) > 60, "the arrow is too faint"


def ink_of(alpha: Image.Image) -> int:
    return sum(alpha.histogram()[128:])


def test_nobody_is_a_person_crossed_out_by_the_boldest_line_of_the_drawing() -> None:
    drawing = ElementTree.parse(DRAWN / "nobody.svg").getroot()
    person, slash = drawing.findall("{http://www.w3.org/2000/svg}path")
    assert float(slash.attrib["stroke-width"]) > 1.5 * float(drawing.attrib["stroke-width"])
    x1, y1, x2, y2 = map(float, re.findall(r"[\d.]+", slash.attrib["d"]))
    assert x2 - x1 > 48, "it goes from one side of the person to the other"
    assert y2 - y1 > 40, "and from top to bottom"
    assert person.attrib["d"].count("M") < 5, "the person is drawn in dashes, as if to be filled in"


def test_pictures_not_made_yet_are_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Run the set-up"):
        load(tmp_path)


def test_a_picture_that_openmoji_lacks_stops_the_build_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media.cards.build.PICTURES", {"dragon": Picture("dragon", "1F409", None)})
    with pytest.raises(PicturesMissing, match=r"'dragon' is not there.*Run the set-up again"):
        build(tmp_path / "nothing", tmp_path / "out")


def test_the_command_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "OPENMOJI_FOLDER OUT" in capsys.readouterr().out


def test_building_twice_replaces_what_was_there(openmoji: Path, tmp_path: Path) -> None:
    build(openmoji, tmp_path)
    left_over = tmp_path / "svg" / "line" / "gone.svg"
    left_over.write_text("<svg/>")
    build(openmoji, tmp_path)
    assert not left_over.exists()
    assert not list(tmp_path.glob("svg/*/*.typ"))


def test_the_credit_names_openmoji_and_its_licence() -> None:
    assert "OpenMoji" in credit()
    assert "CC BY-SA 4.0" in credit()
