"""P8 and P10: a photo taken in, beside the least that the same libraries can do; and a bomb refused."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image

from bench.figures import Figure, ratios
from bench.timing import in_turn, milliseconds, seconds
from media.photos import NotAPhoto, take_in
from tests.media.pictures import P3, notes, profile, written

#: Twelve megapixels: what phones and tablets take.
SIZE = (4032, 3024)
BOMB = (8192, 8192)


class WrongResult(RuntimeError):
    """Something that was not done as the measuring is about it."""


def measure(*, pairs: int = 11) -> list[Figure]:
    """How long a photo takes, as ratios to the limit and to plain decoding; how long a bomb takes.

    The HEIC is as an iPad makes it: in tiles, and in colours that have to be brought to sRGB.
    """
    scene = _scene()
    jpeg = a_jpeg()
    phones = written(scene, "JPEG", quality=90, exif=notes(6), icc_profile=profile(P3))
    heic = written(scene, "HEIF", quality=60, exif=notes(), icc_profile=profile(P3), tile_size=512)
    bomb = written(Image.new("1", BOMB), "PNG")
    plain = written(scene, "HEIF", quality=60, exif=notes(), tile_size=512)
    of_jpeg = in_turn(lambda: _taken(jpeg), lambda: limit(jpeg), pairs)
    of_phones = in_turn(lambda: _taken(phones), lambda: limit(phones), pairs)
    of_heic = in_turn(lambda: _taken(heic), lambda: _decode(heic), pairs)
    of_plain = in_turn(lambda: _taken(plain), lambda: _decode(plain), pairs)
    bombs = [seconds(lambda: _refused(bomb)) for _ in range(pairs)]
    return [
        Figure("P8 a JPEG of 12 megapixels, by the limit", ratios(*of_jpeg), 1.1),
        Figure("P10 a HEIC of 12 megapixels, by its decoding", ratios(*of_heic), 1.15),
        Figure(f"P10 a bomb of {len(bomb):,} bytes refused", milliseconds(bombs), 20, unit=" ms"),
        Figure("   the JPEG in a phone's colours, by the limit", ratios(*of_phones)),
        Figure("   the HEIC in plain colours, by its decoding", ratios(*of_plain)),
        Figure("   the JPEG, ours", milliseconds(of_jpeg[0]), unit=" ms"),
        Figure("   the JPEG, the limit", milliseconds(of_jpeg[1]), unit=" ms"),
        Figure("   the HEIC, ours", milliseconds(of_heic[0]), unit=" ms"),
        Figure("   the HEIC, decoding alone", milliseconds(of_heic[1]), unit=" ms"),
    ]


def limit(content: bytes) -> None:
    """The least that Pillow can do for two upright JPEGs. It checks nothing, keeps colours as they are, and leaks."""
    picture: Image.Image = Image.open(BytesIO(content))
    turn = Image.Transpose.ROTATE_270 if picture.getexif().get(0x0112) == 6 else None
    picture.draft(None, (picture.width // 2, picture.height // 2))
    small = picture.copy()
    small.thumbnail((480, 480))
    for one in (picture, small):
        upright = one if turn is None else one.transpose(turn)
        upright.save(BytesIO(), "JPEG", quality=82)


def a_jpeg() -> bytes:
    """A photo of twelve megapixels as a phone takes it, lying on its side."""
    return written(_scene(), "JPEG", quality=90, exif=notes(6))


def _scene() -> Image.Image:
    """Light, shades and fine detail, as in a photo; the same each time."""
    random = Random(7)
    coarse = Image.frombytes("RGB", (24, 18), random.randbytes(24 * 18 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    fine = Image.frombytes("L", (1008, 756), random.randbytes(1008 * 756)).resize(SIZE, Image.Resampling.BICUBIC)
    return Image.blend(coarse, fine.convert("RGB"), 0.12)


def _taken(content: bytes) -> None:
    photo = take_in(content)
    if min(photo.width, photo.height) != 1512:
        raise WrongResult(f"A photo of {photo.width} by {photo.height} came out")


def _decode(content: bytes) -> None:
    Image.open(BytesIO(content)).load()


def _refused(content: bytes) -> None:
    try:
        take_in(content)
    except NotAPhoto:
        return
    raise WrongResult("The bomb was taken in")
