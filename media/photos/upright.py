"""From a picture as it was sent to one that is upright, bounded, sRGB, and nothing but pixels.

The order is what makes it fast: decode at a half in the picture's own shape, shrink, and turn last, when it is small.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import product
from math import ceil

from PIL import Image, ImageCms
from PIL.JpegImagePlugin import JpegImageFile

from .photo import LONGEST
from .refusals import NotAPhoto, Why

#: A picture is brought down by a whole number, which is fast and sharp, only where this much remains.
ENOUGH = 1600
#: What an orientation tag asks for. 1, and every number that means nothing, asks for nothing.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112
#: Which colours a profile for each kind of pixels is about.
_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}
#: Colours this near to one another are one to the eye.
_NEAR = 2
#: A picture is brought to sRGB in so many strips at once.
_STRIPS = 2


def upright(picture: Image.Image) -> Image.Image:
    """The picture as a person sees it, at most `LONGEST` a side: a new one, with nothing of the old but its pixels.

    Raises NotAPhoto where it cannot be decoded to its end.
    """
    profile = picture.info.get("icc_profile")
    try:
        _draft(picture)
        picture.load()
    except Exception as broken:  # decoders raise whatever they stumble over
        raise NotAPhoto(Why.BROKEN) from broken
    turn = _TURNS.get(_orientation(picture))
    colours, clearness = _parted(_shrunk(_in_full_colours(picture)))
    colours = _in_srgb(colours, profile)
    # Pasted into a new one: whatever Pillow hung on the old one, a comment included, stays behind with it.
    plain = Image.new("RGB", colours.size, None if clearness is None else "white")
    plain.paste(colours, mask=clearness)
    return plain if turn is None else plain.transpose(turn)


def _draft(picture: Image.Image) -> None:
    """Have a JPEG decoded at a half, a quarter or an eighth."""
    if not isinstance(picture, JpegImageFile):
        return  # a HEIC would give the thumbnail inside of it, which may show something else
    for part in (8, 4, 2):
        if max(picture.size) // part >= ENOUGH:
            # In its own shape: asked for a square, Pillow decodes more than is wanted.
            picture.draft(None, (max(1, picture.width // part), max(1, picture.height // part)))
            return


def _orientation(picture: Image.Image) -> int:
    """What the tag says. Of a HEIC it says nothing: its own kind of turn counts, and is done in decoding."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # a camera's notes may be broken in any way; the picture is still good
        return 1


def _in_full_colours(picture: Image.Image) -> Image.Image:
    """The same picture in a mode that can be shrunk and brought to sRGB: L, RGB, CMYK, or LA and RGBA."""
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point([value >> 8 for value in range(65536)], "L")
    if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _shrunk(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest <= LONGEST:
        return picture
    part = ceil(longest / LONGEST)
    if longest // part >= ENOUGH:
        return picture.reduce(part)
    width, height = (max(1, round(side * LONGEST / longest)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _parted(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The colours, and how far each may be seen through, if there is such a thing."""
    if not picture.mode.endswith("A"):
        return picture, None
    return picture.convert(picture.mode[:-1]), picture.getchannel("A")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The same colours as sRGB. Without a profile, or with one that cannot be used, they are taken to be that."""
    transform = _transform(profile, picture.mode) if profile else None
    if transform is None:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    height = ceil(picture.height / _STRIPS)
    strips = [
        picture.crop((0, top, picture.width, min(top + height, picture.height)))
        for top in range(0, picture.height, height)
    ]
    done = Image.new("RGB", picture.size)
    with ThreadPoolExecutor(_STRIPS) as pool:
        for number, strip in enumerate(pool.map(transform.apply, strips)):
            done.paste(strip, (0, number * height))
    return done


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """What brings pixels of this mode to sRGB; nothing where that would change none."""
    try:
        read = ImageCms.ImageCmsProfile(BytesIO(profile))
        if read.profile.xcolor_space.strip() != _SPACES[mode]:
            return None
        transform = ImageCms.buildTransform(read, ImageCms.createProfile("sRGB"), mode, "RGB")
        return None if _changes_nothing(transform, mode) else transform
    except Exception:  # a broken profile spoils the colours a little, never the photo
        return None


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Most profiles are sRGB under one name or another; finding that out saves as much time as decoding takes."""
    if mode == "CMYK":
        return False
    steps = range(0, 256, 51)
    colours = Image.new("RGB", (len(steps) ** 3, 1))
    colours.putdata(list(product(steps, steps, steps)))
    before = colours.convert(mode)
    pairs = zip(before.convert("RGB").tobytes(), transform.apply(before).tobytes(), strict=True)
    return all(abs(one - other) <= _NEAR for one, other in pairs)
