"""Photos are taken in safely: upright, in the right colours, and with nothing left but pixels."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import AvifImagePlugin, Image, ImageChops, ImageCms, ImageDraw, ImageFile, ImageStat, WebPImagePlugin
from pillow_heif import HeifImageFile

from media.photos import (
    LONGEST,
    MOST_BYTES,
    MOST_STROKES,
    NotAPhoto,
    Photo,
    Stroke,
    UnusableStrokes,
    Why,
    apart,
    blurred,
    opening,
    take_in,
    turned,
)
from media.photos.refusals import SENTENCES
from tests.media.pictures import (
    BOMBS,
    KINDS,
    P3,
    SECRETS,
    SIDES,
    SIGNS,
    SRGB,
    alike,
    claiming,
    corners,
    is_upright,
    notes,
    profile,
    talkative,
    written,
)

#: Pillow warns of camera's notes that it cannot read. In the app that is a line in the log, no error.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


def pixels(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg)).convert("RGB")


def refused(content: bytes) -> NotAPhoto:
    with pytest.raises(NotAPhoto) as caught:
        take_in(content)
    return caught.value


def far_apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures of one size are apart, in steps of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).rms)


def one_colour(content: bytes) -> tuple[float, ...]:
    """The colour in the middle of what comes out."""
    photo = pixels(take_in(content).jpeg)
    return tuple(ImageStat.Stat(photo.crop((4, 4, photo.width - 4, photo.height - 4))).mean)


class TestWhatComesOut:
    @EVERY_KIND
    def test_each_kind_becomes_two_jpegs_with_the_same_picture(self, kind: str) -> None:
        photo = take_in(written(corners((1200, 900)), kind))

        large, small = Image.open(BytesIO(photo.jpeg)), Image.open(BytesIO(photo.small))
        assert (large.format, large.mode, large.size) == ("JPEG", "RGB", (photo.width, photo.height))
        assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (480, 360))
        assert large.size == (1200, 900)
        assert is_upright(photo.jpeg)
        assert is_upright(photo.small)

    @EVERY_KIND
    def test_nothing_comes_out_but_pixels(self, kind: str) -> None:
        content = talkative(kind, corners(), orientation=6)
        assert sum(secret in content for secret in SECRETS) >= 5, "the picture has to tell something to begin with"

        photo = take_in(content)

        for jpeg in (photo.jpeg, photo.small):
            assert [told for told in SECRETS + SIGNS if told in jpeg] == []
            assert _segments(jpeg) == ["ffe0", "ffdb", "ffdb", "ffc0", "ffc4", "ffc4", "ffc4", "ffc4", "ffda"]
            assert jpeg.endswith(b"\xff\xd9")
            assert set(Image.open(BytesIO(jpeg)).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}

    def test_a_file_hidden_in_a_photo_does_not_come_along(self) -> None:
        hidden = BytesIO()
        with zipfile.ZipFile(hidden, "w") as archive:
            archive.writestr("run.html", "<script>alert(1)</script>")
        content = written(corners(), "JPEG", comment=b"<script>alert(1)</script>") + hidden.getvalue()
        assert zipfile.is_zipfile(BytesIO(content))

        photo = take_in(content)

        assert not zipfile.is_zipfile(BytesIO(photo.jpeg))
        assert b"<script" not in photo.jpeg + photo.small

    @pytest.mark.parametrize(
        ("kind", "size", "wanted"),
        [
            ("JPEG", (4032, 3024), (2016, 1512)),
            ("JPEG", (2576, 1932), (2400, 1800)),
            ("PNG", (4032, 3024), (2016, 1512)),
            ("PNG", (2500, 10), (2400, 10)),
            ("JPEG", (1, 3000), (1, 2400)),
            ("JPEG", (3, 2), (3, 2)),
        ],
    )
    def test_it_is_bounded_keeps_its_shape_and_is_never_made_larger(
        self, kind: str, size: tuple[int, int], wanted: tuple[int, int]
    ) -> None:
        photo = take_in(written(Image.new("RGB", size), kind))
        assert (photo.width, photo.height) == wanted
        assert max(wanted) <= LONGEST
        assert max(Image.open(BytesIO(photo.small)).size) == min(480, max(size))

    def test_of_an_animated_picture_it_is_the_first(self) -> None:
        for kind in ("WEBP", "PNG", "AVIF"):
            content = written(corners(), kind, save_all=True, append_images=[Image.new("RGB", (64, 48))], duration=100)
            assert is_upright(take_in(content).jpeg), kind

    def test_of_a_heic_with_several_it_is_the_one_that_a_phone_shows(self) -> None:
        content = written(Image.new("RGB", (64, 48)), "HEIF", save_all=True, append_images=[corners()], primary_index=1)
        assert is_upright(take_in(content).jpeg)

    def test_a_photo_with_a_second_one_in_it_for_depth_is_taken_in(self) -> None:
        assert is_upright(take_in(written(corners(), "MPO", save_all=True, append_images=[corners()])).jpeg)


def _segments(jpeg: bytes) -> list[str]:
    """The markers of a JPEG up to where its pixels begin."""
    found: list[str] = []
    at = 2
    while not found or found[-1] != "ffda":
        found.append(jpeg[at : at + 2].hex())
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


class TestTheRightWayUp:
    @pytest.mark.parametrize("orientation", SIDES)
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
    def test_every_orientation_ends_upright(self, kind: str, orientation: int) -> None:
        photo = take_in(written(corners(orientation=orientation), kind, exif=notes(orientation)))
        assert (photo.width, photo.height) == (64, 48)
        assert is_upright(photo.jpeg)
        assert is_upright(photo.small)

    @pytest.mark.parametrize("orientation", SIDES)
    def test_a_heic_is_turned_by_its_own_kind_of_turn(self, orientation: int) -> None:
        content = written(corners(orientation=orientation), "HEIF", exif=notes(orientation))
        assert (b"irot" in content or b"imir" in content) is (orientation != 1)
        photo = take_in(content)
        assert (photo.width, photo.height) == (64, 48)
        assert is_upright(photo.jpeg)

    def test_a_heic_is_not_turned_twice_when_its_notes_still_carry_the_tag(self) -> None:
        untagged, tagged = (b"\x01\x12\0\x03\0\0\0\x01\0" + bytes([tag]) for tag in (1, 6))
        content = written(corners(), "HEIF", exif=notes(orientation=1))
        if untagged not in content:  # written in the other order of bytes
            untagged, tagged = (b"\x12\x01\x03\0\x01\0\0\0" + bytes([tag]) for tag in (1, 6))
        assert untagged in content
        assert content.index(untagged) > content.index(b"mdat"), "the notes stand at the end of the file"
        assert is_upright(take_in(content.replace(untagged, tagged)).jpeg)

    def test_a_large_photo_is_upright_too(self) -> None:
        photo = take_in(written(corners((3024, 4032), orientation=6), "JPEG", exif=notes(6)))
        assert (photo.width, photo.height) == (1512, 2016)
        assert is_upright(photo.jpeg)

    @pytest.mark.parametrize("tag", [0, 9, 255])
    def test_a_tag_that_means_nothing_turns_nothing(self, tag: int) -> None:
        assert is_upright(take_in(written(corners(), "JPEG", exif=notes(tag))).jpeg)

    def test_broken_notes_turn_nothing(self) -> None:
        content = written(corners(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12")
        assert is_upright(take_in(content).jpeg)

    def test_a_photo_with_a_wrong_tag_lies_on_its_side_until_a_person_turns_it(self) -> None:
        lying = take_in(written(corners(), "JPEG", exif=notes(8)))
        assert (lying.width, lying.height) == (48, 64)
        righted = turned(lying.jpeg, 1)
        assert (righted.width, righted.height) == (64, 48)
        assert is_upright(righted.jpeg)
        assert is_upright(righted.small)

    @pytest.mark.parametrize(
        ("quarters", "wanted"), [(0, True), (1, False), (2, False), (3, False), (4, True), (-4, True)]
    )
    def test_four_quarters_are_a_whole_turn(self, quarters: int, wanted: bool) -> None:
        assert is_upright(turned(take_in(written(corners(), "JPEG")).jpeg, quarters).jpeg) is wanted

    def test_turning_four_times_by_one_loses_next_to_nothing(self) -> None:
        taken = Image.effect_noise((640, 480), 40).convert("RGB")
        before = take_in(written(taken, "PNG"))
        after = before
        for _ in range(4):
            after = turned(after.jpeg, 1)
        assert far_apart(taken, pixels(after.jpeg)) < 1.2 * far_apart(taken, pixels(before.jpeg))


class TestColours:
    def test_the_colours_of_a_phone_s_screen_are_brought_to_srgb(self) -> None:
        seen = one_colour(written(Image.new("RGB", (40, 30), (200, 80, 60)), "PNG", icc_profile=profile(P3)))
        # Worked out by hand: through the curve, P3 to XYZ to sRGB, and through the curve again.
        assert alike(seen, (216, 69, 50), near=3)

    @EVERY_KIND
    def test_a_profile_counts_in_every_kind(self, kind: str) -> None:
        with_profile = written(Image.new("RGB", (64, 48), (200, 80, 60)), kind, icc_profile=profile(P3))
        assert alike(one_colour(with_profile), (216, 69, 50), near=6)

    def test_all_strips_of_a_picture_are_brought_to_srgb_and_none_is_moved(self) -> None:
        for height in (1, 2, 3, 47, 48):
            plain, phones = (
                pixels(take_in(written(corners().resize((64, height)), "PNG", icc_profile=profile(space))).jpeg)
                for space in (SRGB, P3)
            )
            assert phones.size == (64, height)
            assert far_apart(plain, phones) < 40
            assert plain.tobytes() != phones.tobytes()

    def test_a_profile_that_is_srgb_changes_nothing(self) -> None:
        picture = Image.effect_noise((64, 48), 60).convert("RGB")
        assert take_in(written(picture, "PNG", icc_profile=profile(SRGB))) == take_in(written(picture, "PNG"))

    @pytest.mark.parametrize("broken", [b"", b"no profile", profile(P3)[:200], b"\xff" * 4000])
    def test_a_broken_profile_does_not_spoil_the_photo(self, broken: bytes) -> None:
        seen = one_colour(written(Image.new("RGB", (40, 30), (200, 80, 60)), "PNG", icc_profile=broken))
        assert alike(seen, (200, 80, 60), near=4)

    def test_a_profile_about_other_pixels_than_these_is_left_aside(self) -> None:
        assert alike(one_colour(written(Image.new("L", (40, 30), 90), "PNG", icc_profile=profile(P3))), (90, 90, 90))
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        seen = one_colour(written(Image.new("RGB", (40, 30), (200, 80, 60)), "PNG", icc_profile=lab))
        assert alike(seen, (200, 80, 60), near=4)

    @pytest.mark.parametrize(
        ("picture", "kind", "wanted"),
        [
            (Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
            (Image.new("L", (40, 30), 90), "JPEG", (90, 90, 90)),
            (Image.new("1", (40, 30), 1), "PNG", (255, 255, 255)),
            (Image.new("I;16", (40, 30), 0x5A00), "PNG", (90, 90, 90)),
            (Image.new("RGB", (40, 30), (10, 200, 30)).quantize(4), "PNG", (10, 200, 30)),
            (Image.new("LA", (40, 30), (0, 0)), "PNG", (255, 255, 255)),
            (Image.new("RGBA", (40, 30), (255, 0, 0, 0)), "PNG", (255, 255, 255)),
            (Image.new("RGBA", (40, 30), (255, 0, 0, 128)), "PNG", (255, 127, 127)),
            (Image.new("RGBA", (64, 48), (255, 0, 0, 0)), "WEBP", (255, 255, 255)),
            (Image.new("RGBA", (64, 48), (255, 0, 0, 0)), "HEIF", (255, 255, 255)),
            (Image.new("RGBA", (64, 48), (255, 0, 0, 0)), "AVIF", (255, 255, 255)),
        ],
    )
    def test_every_mode_ends_as_it_looks_on_white(
        self, picture: Image.Image, kind: str, wanted: tuple[int, ...]
    ) -> None:
        assert alike(one_colour(written(picture, kind)), wanted, near=6)

    def test_a_colour_that_stands_for_clear_is_clear(self) -> None:
        for picture, clear in (
            (corners().quantize(8).point(lambda _: 2), 2),
            (Image.new("RGB", (40, 30), (1, 2, 3)), (1, 2, 3)),
        ):
            assert alike(one_colour(written(picture, "PNG", transparency=clear)), (255, 255, 255))

    def test_a_large_picture_with_clear_parts_has_no_dark_rims(self) -> None:
        picture = Image.new("RGBA", (5000, 100), (0, 0, 0, 0))
        picture.paste((255, 255, 255, 255), (0, 0, 2501, 100))
        greys = pixels(take_in(written(picture, "PNG")).jpeg).convert("L").histogram()
        assert sum(greys[:250]) == 0


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", Why.BROKEN),
            (b"My cat is called Biscuit", Why.NO_PICTURE),
            (b"\0" * 5000, Why.NO_PICTURE),
            (b"<html><script>alert(1)</script></html>", Why.NO_PICTURE),
            (b"PK\x03\x04 a Word file", Why.NO_PICTURE),
            (written(corners(), "GIF"), Why.OTHER_KIND),
            (written(corners(), "TIFF"), Why.OTHER_KIND),
            (written(corners(), "BMP"), Why.OTHER_KIND),
            (written(corners(), "PDF"), Why.OTHER_KIND),
            (written(corners(), "JPEG2000"), Why.OTHER_KIND),
            (written(corners(), "ICO"), Why.OTHER_KIND),
            (b'<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg"/>', Why.OTHER_KIND),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08mdat", Why.OTHER_KIND),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08wide", Why.OTHER_KIND),
            (b"\x1aE\xdf\xa3\x01\0\0\0 a film of a browser", Why.OTHER_KIND),
        ],
    )  # fmt: skip
    def test_what_is_no_photo_is_known_by_its_content(self, content: bytes, why: Why) -> None:
        assert refused(content).why is why

    def test_a_film_that_says_it_can_be_read_as_a_photo_is_none(self) -> None:
        assert refused(b"\0\0\0\x18ftypmp42\0\0\0\0heicavif\0\0\0\x08mdat").why is Why.OTHER_KIND

    @pytest.mark.parametrize("why", Why)
    def test_every_refusal_says_what_to_do_next(self, why: Why) -> None:
        sentence = SENTENCES[why]
        assert str(NotAPhoto(why)) == NotAPhoto(why).sentence == sentence
        assert "Take a" in sentence or "take a" in sentence
        assert isinstance(NotAPhoto(why), ValueError)

    @EVERY_KIND
    def test_a_file_that_was_cut_off_is_refused(self, kind: str) -> None:
        whole = written(Image.effect_noise((200, 150), 60).convert("RGB"), kind)
        for part in (0.02, 0.3, 0.6, 0.95):
            assert refused(whole[: int(len(whole) * part)]).why in (Why.BROKEN, Why.NO_PICTURE), part

    def test_too_many_bytes_are_refused_before_anything_looks_at_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "MOST_BYTES", 100)
        assert refused(written(corners(), "JPEG")).why is Why.TOO_MANY_BYTES
        assert MOST_BYTES == 30_000_000


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which decoders have been asked for pixels."""
    asked: list[str] = []

    def watch(owner: type | object, name: str) -> None:
        real: Callable[..., object] = getattr(owner, name)

        def watched(*arguments: object) -> object:
            asked.append(getattr(owner, "__name__", str(owner)))
            return real(*arguments)

        monkeypatch.setattr(owner, name, watched)

    for plugin in (ImageFile.ImageFile, HeifImageFile, WebPImagePlugin.WebPImageFile, AvifImagePlugin.AvifImageFile):
        watch(plugin, "load")
    watch(apart, "decoded")
    return asked


class TestBombs:
    @EVERY_KIND
    def test_a_good_photo_is_decoded(self, kind: str, decoded: list[str]) -> None:
        take_in(written(corners(), kind))
        assert decoded, "or the next test would prove nothing"

    @pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
    def test_a_small_file_with_a_huge_picture_is_refused_undecoded(
        self, bomb: Callable[[], bytes], decoded: list[str]
    ) -> None:
        content = bomb()
        decoded.clear()  # making it asked Pillow for pixels
        assert len(content) < 20_000
        assert refused(content).why is Why.TOO_LARGE
        assert decoded == []

    def test_a_picture_laid_together_from_others_is_refused_undecoded(self, decoded: list[str]) -> None:
        content = written(corners((256, 256)), "HEIF", tile_size=64)
        take_in(content)
        decoded.clear()
        assert refused(content.replace(b"grid", b"iovl")).why is Why.OTHER_KIND
        assert decoded == []

    def test_a_progressive_jpeg_is_taken_in_but_not_one_with_scans_without_end(self, decoded: list[str]) -> None:
        content = written(corners(), "JPEG", progressive=True)
        assert is_upright(take_in(content).jpeg)
        decoded.clear()
        first = content.index(b"\xff\xda")
        scan = content[first : content.index(b"\xff\xc4", first)]
        assert refused(content[:first] + scan * 200 + content[first:]).why is Why.OTHER_KIND
        assert decoded == []

    @pytest.mark.parametrize("hides", [b"", b"\xff\x01\xff\xff"], ids=["plainly", "behind a mark without a length"])
    def test_scans_that_follow_other_parts_are_counted_too(self, decoded: list[str], hides: bytes) -> None:
        content = written(corners(), "JPEG", progressive=True, exif=notes())
        first = content.index(b"\xff\xda")
        scan = content[first : content.index(b"\xff\xc4", first)]
        assert refused(content[:first] + hides + scan * 200 + content[first:]).why is Why.OTHER_KIND
        assert decoded == []

    def test_a_jpeg_with_more_parts_than_any_camera_writes_is_not_looked_through(self, decoded: list[str]) -> None:
        """Each part is looked at in turn: millions of empty notes would take many seconds."""
        content = written(corners(), "JPEG")
        empty_notes = b"\xff\xfe\x00\x02" * (opening.MOST_PARTS + 1)
        stray_marks = opening._SCAN * (opening.MOST_SCANS + 1)
        assert refused(content[:2] + empty_notes + content[2:] + stray_marks).why is Why.OTHER_KIND
        assert decoded == []

    def test_the_film_that_a_phone_writes_behind_its_photo_counts_for_nothing(self) -> None:
        content = written(corners(), "JPEG", progressive=True) + b"ftypmp42" + opening._SCAN * 200
        photo = take_in(content)
        assert is_upright(photo.jpeg)
        assert b"ftyp" not in photo.jpeg + photo.small

    def test_a_heic_that_is_larger_inside_than_it_says_is_refused(self) -> None:
        content = claiming(written(Image.new("RGB", (1024, 1024)), "HEIF"), (1024, 1024), (64, 64))
        assert refused(content).why is Why.BROKEN

    def test_an_avif_is_decoded_in_a_process_with_a_limit_of_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(apart, "MOST_TIME", 0.01)
        assert refused(written(corners(), "AVIF")).why is Why.BROKEN

    def test_only_so_many_are_decoded_at_once_and_one_large_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "_places", threading.BoundedSemaphore(2))
        assert self._most_at_once(written(corners(), "PNG")) == 2
        monkeypatch.setattr(opening, "LARGE", 100)
        assert self._most_at_once(written(corners(), "PNG")) == 1

    @staticmethod
    def _most_at_once(content: bytes) -> int:
        now, most, counting = 0, 0, threading.Lock()

        def one() -> None:
            nonlocal now, most
            with opening.opened(content):
                with counting:
                    now += 1
                    most = max(most, now)
                time.sleep(0.05)
                with counting:
                    now -= 1

        threads = [threading.Thread(target=one) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return most

    def test_a_refused_photo_gives_its_place_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "_places", threading.BoundedSemaphore(1))
        whole = written(corners(), "PNG")
        for _ in range(3):
            refused(whole[:-40])
        take_in(whole)


#: AVIF has a process of its own for each, and so a test of its own.
FILES = [talkative(kind, corners(orientation=6), 6) for kind in KINDS if kind != "AVIF"]
BEGINNINGS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\1\0\0WEBP", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"]


@st.composite
def damaged_files(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """A good file with a few bytes changed, put in, or cut out."""
    content = bytearray(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 40))
        content[at : at + length] = draw(st.binary(max_size=40))
    return bytes(content)


class TestAnyBytes:
    @staticmethod
    def _photo_or_refusal(content: bytes) -> None:
        try:
            photo = take_in(content)
        except NotAPhoto:
            return
        assert isinstance(photo, Photo)
        assert Image.open(BytesIO(photo.jpeg)).size == (photo.width, photo.height)

    @given(st.builds(bytes.__add__, st.sampled_from(BEGINNINGS), st.binary(max_size=400)))
    def test_any_bytes_become_a_photo_or_a_refusal(self, content: bytes) -> None:
        self._photo_or_refusal(content)

    @given(damaged_files(FILES))
    @settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
    def test_a_damaged_file_becomes_a_photo_or_a_refusal(self, content: bytes) -> None:
        self._photo_or_refusal(content)

    @given(damaged_files([talkative("AVIF", corners(), 1)]))
    @settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
    def test_a_damaged_avif_does_too(self, content: bytes) -> None:
        self._photo_or_refusal(content)


def with_face(mirrored: bool) -> bytes:
    """A photo with one of two faces, which have the same colours in other places, on a busy wall."""
    picture = Image.effect_noise((800, 600), 50).convert("RGB")
    face = Image.new("RGB", (120, 120), (200, 150, 120))
    draw = ImageDraw.Draw(face)
    for x, y, size in (
        (25, 30, 14),
        (80, 36, 14),
        (50, 60, 12),
        (30, 88, 10),
        (44, 92, 10),
        (58, 92, 10),
        (72, 86, 10),
    ):
        draw.ellipse((x, y, x + size, y + size), fill=(40, 20, 20))
    picture.paste(face.rotate(180) if mirrored else face, (300, 200))
    return take_in(written(picture, "PNG")).jpeg


#: One dab over the whole face, and many small ones as a finger makes them.
ONE_DAB = [Stroke(0.45, 260 / 600, 0.12)]
MANY_DABS = [Stroke((290 + 20 * n) / 800, (190 + 20 * m) / 600, 0.018) for n in range(8) for m in range(8)]


class TestBlurring:
    @pytest.mark.parametrize("strokes", [ONE_DAB, MANY_DABS], ids=["one dab", "many dabs"])
    def test_two_faces_cannot_be_told_apart_afterwards(self, strokes: list[Stroke]) -> None:
        before = [pixels(with_face(mirrored)).crop((300, 200, 420, 320)) for mirrored in (False, True)]
        assert far_apart(*before) > 40

        photos = [blurred(with_face(mirrored), strokes) for mirrored in (False, True)]

        after = [pixels(photo.jpeg).crop((300, 200, 420, 320)) for photo in photos]
        assert far_apart(*after) < 12
        small = [pixels(photo.small).crop((180, 120, 252, 192)) for photo in photos]
        assert far_apart(*small) < 12

    def test_what_lies_elsewhere_stays_as_it_was(self) -> None:
        before = with_face(False)
        after = blurred(before, ONE_DAB)
        for corner in ((0, 0, 300, 140), (560, 0, 800, 600)):
            assert far_apart(pixels(before).crop(corner), pixels(after.jpeg).crop(corner)) < 2

    def test_a_stroke_is_where_it_was_drawn_in_a_tall_photo_too(self) -> None:
        before = take_in(written(Image.effect_noise((300, 900), 60).convert("RGB"), "PNG")).jpeg
        after = pixels(blurred(before, [Stroke(0.5, 0.9, 0.05)]).jpeg)
        assert max(ImageStat.Stat(after.crop((125, 785, 175, 835))).stddev) < 12
        assert min(ImageStat.Stat(after.crop((125, 400, 175, 450))).stddev) > 30

    @pytest.mark.parametrize(
        "stroke", [Stroke(0, 0, 0.1), Stroke(1, 1, 0.1), Stroke(0.5, 0.5, 1), Stroke(0.5, 0.5, 1e-9)]
    )
    def test_a_stroke_may_reach_over_the_edge_or_be_of_any_size(self, stroke: Stroke) -> None:
        photo = blurred(take_in(written(corners(), "JPEG")).jpeg, [stroke])
        assert (photo.width, photo.height) == (64, 48)

    @pytest.mark.parametrize(
        "strokes",
        [
            [Stroke(0.5, 0.5, 0.01)] * (MOST_STROKES + 1),
            [Stroke(1.1, 0.5, 0.1)],
            [Stroke(0.5, -0.1, 0.1)],
            [Stroke(0.5, 0.5, 0)],
            [Stroke(0.5, 0.5, float("inf"))],
            [Stroke(float("nan"), 0.5, 0.1)],
        ],
    )
    def test_strokes_that_nobody_can_draw_are_refused(self, strokes: list[Stroke]) -> None:
        with pytest.raises(UnusableStrokes):
            blurred(take_in(written(corners(), "JPEG")).jpeg, strokes)

    def test_as_many_strokes_as_are_allowed_are_done(self) -> None:
        strokes = [Stroke(n / MOST_STROKES, n / MOST_STROKES, 0.01) for n in range(MOST_STROKES)]
        assert blurred(take_in(written(corners(), "JPEG")).jpeg, strokes).width == 64
