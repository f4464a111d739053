"""Makes pictures with the traits of those that phones, tablets and cameras send, and of those that nobody should."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

pillow_heif.register_heif_opener()

Colour = tuple[int, int, int]
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 160, 40), (40, 60, 210), (230, 210, 40)
#: Each corner of the picture, as a person sees it when it is upright.
CORNERS = {("top", "left"): RED, ("top", "right"): GREEN, ("bottom", "left"): BLUE, ("bottom", "right"): YELLOW}
#: EXIF 2.32, tag 0x0112: which side of what is seen the first row, and the first column, of the file are.
SIDES = {
    1: ("top", "left"), 2: ("top", "right"), 3: ("bottom", "right"), 4: ("bottom", "left"),
    5: ("left", "top"), 6: ("right", "top"), 7: ("right", "bottom"), 8: ("left", "bottom"),
}  # fmt: skip
OPPOSITE = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}
KINDS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
#: What must not come out again, each as it stands in a file.
SECRETS = (b"51 deg 30", b"SERIAL-4711", b"Harbour View", b"iPhone 11 Pro", b"Elm Road 5", b"after the end")
SIGNS = (b"Exif", b"http://ns.adobe", b"Photoshop", b"ICC_PROFILE", b"acsp", b"MM\0*", b"II*\0", b"<x:xmpmeta")


def corners(size: tuple[int, int] = (64, 48), orientation: int = 1) -> Image.Image:
    """A picture with a colour in each corner, whose pixels lie as a camera with this orientation tag leaves them.

    `size` is that of the upright picture.
    """
    first_row, first_column = SIDES[orientation]
    width, height = size if orientation < 5 else size[::-1]
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for row in (0, 1):
        for column in (0, 1):
            one = first_row if row == 0 else OPPOSITE[first_row]
            other = first_column if column == 0 else OPPOSITE[first_column]
            colour = CORNERS[(one, other)] if one in ("top", "bottom") else CORNERS[(other, one)]
            left, top = column * width // 2, row * height // 2
            draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return picture


def is_upright(jpeg: bytes, *, near: int = 24) -> bool:
    """Whether every corner has its own colour."""
    picture = Image.open(BytesIO(jpeg))
    width, height = picture.size
    for (vertical, horizontal), wanted in CORNERS.items():
        x, y = (
            (width // 8 if horizontal == "left" else width * 7 // 8),
            (height // 8 if vertical == "top" else height * 7 // 8),
        )
        seen = picture.getpixel((x, y))
        assert isinstance(seen, tuple)
        if not alike(seen, wanted, near=near):
            return False
    return True


def alike(seen: tuple[float, ...], wanted: tuple[float, ...], *, near: int = 24) -> bool:
    return all(abs(one - other) <= near for one, other in zip(seen, wanted, strict=True))


def written(picture: Image.Image, kind: str, **wanted: Any) -> bytes:
    """The file of a picture."""
    file = BytesIO()
    picture.save(file, kind, **wanted)
    return file.getvalue()


def notes(orientation: object = None) -> bytes:
    """What a phone notes: camera, serial number, place and, if wanted, how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x010E] = "Apple", "iPhone 11 Pro", "Harbour View"
    if orientation is not None:
        exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0x927C] = b"Apple iOS\0\0\1MM SERIAL-4711"  # the maker's own note
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (51.0, 30.0, 26.25), "W", (0.0, 7.0, 39.5)
    place[0x1B] = b"ASCII\0\0\x0051 deg 30"
    return exif.tobytes()


XMP = (
    b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><photoshop:City>Elm Road 5</photoshop:City></rdf:RDF>'
    b"</x:xmpmeta>"
)


def talkative(kind: str, picture: Image.Image, orientation: int | None = None) -> bytes:
    """A file with everything in it that a file of this kind can tell about the person who took it."""
    more: dict[str, Any] = {"exif": notes(orientation), "icc_profile": profile(P3)}
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Comment", "Elm Road 5")
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        more["pnginfo"] = text
    else:
        more["xmp"] = XMP
    if kind == "JPEG":
        more |= {"comment": "Elm Road 5", "quality": 90}
    content = written(picture, kind, **more)
    if kind == "JPEG":
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0f\x1c\x02\x5a\0\x0aElm Road 5\0"
        content = content[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + content[2:]
    return content + b"after the end: Elm Road 5"


#: Where the colours of a kind of screen lie, as XYZ under D50.
Primaries = tuple[tuple[float, float, float], ...]
SRGB: Primaries = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
P3: Primaries = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))


def profile(primaries: Primaries) -> bytes:
    """The ICC profile of a screen with these colours and the curve of sRGB: what phones write, in its smallest form."""

    def fixed(*values: float) -> bytes:
        return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))

    words = "Harbour View".encode("utf-16-be")
    named = b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"GB", len(words), 28) + words
    curve = b"para\0\0\0\0\0\3\0\0" + fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    tags = {b"desc": named, b"cprt": named, b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249)}
    for letter, place in zip("rgb", primaries, strict=True):
        tags[f"{letter}XYZ".encode()] = b"XYZ \0\0\0\0" + fixed(*place)
        tags[f"{letter}TRC".encode()] = curve
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, tag in tags.items():
        table += name + struct.pack(">II", start + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = bytearray(128)
    head[4:24] = b"\0\0\0\0" + b"\4\0\0\0" + b"mntrRGB XYZ "
    head[36:40], head[68:80] = b"acsp", fixed(0.9642, 1, 0.8249)
    whole = bytes(head) + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def claiming(content: bytes, now: tuple[int, int], claimed: tuple[int, int]) -> bytes:
    """A HEIC or AVIF file that says of itself, or of its tiles, that it is of another size."""
    before, after = (struct.pack(">II", *size) for size in (now, claimed))
    assert before in content
    return content.replace(before, after)


def jpeg_claiming(width: int, height: int) -> bytes:
    content = bytearray(written(corners(), "JPEG"))
    head = content.index(b"\xff\xc0")
    content[head + 5 : head + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def webp_claiming(width: int, height: int) -> bytes:
    content = bytearray(written(corners(), "WEBP", save_all=True, append_images=[corners().rotate(180)]))
    assert content[12:16] == b"VP8X"
    content[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(content)


def _heic_of_tiles() -> bytes:
    return written(corners((256, 256)), "HEIF", tile_size=64)


#: Small files that become a large picture, each with the size that it has in memory.
BOMBS: Mapping[str, Callable[[], bytes]] = {
    "PNG of one colour": lambda: written(Image.new("1", (8192, 8192)), "PNG"),
    "PNG that is very wide": lambda: written(Image.new("1", (20_001, 1)), "PNG"),
    "JPEG": lambda: jpeg_claiming(9000, 9000),
    "JPEG beyond Pillow's warning": lambda: jpeg_claiming(9500, 9500),
    "JPEG beyond Pillow's limit": lambda: jpeg_claiming(20_000, 20_000),
    "WebP": lambda: webp_claiming(6000, 6000),
    "HEIC": lambda: claiming(written(corners((64, 64)), "HEIF"), (64, 64), (8000, 8000)),
    "HEIC beyond Pillow's limit": lambda: claiming(written(corners((64, 64)), "HEIF"), (64, 64), (60_000, 60_000)),
    "HEIC of tiles larger than itself": lambda: claiming(_heic_of_tiles(), (64, 64), (4096, 4096)),
    "AVIF": lambda: claiming(written(corners(), "AVIF"), (64, 48), (8000, 8000)),
}
