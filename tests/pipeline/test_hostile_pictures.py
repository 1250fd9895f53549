"""Pictures from somebody who means harm: refused before they are unpacked, and published as pixels alone."""

import io
import random
import subprocess
import sys
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kinesite.diagnostics import Diagnostic
from kinesite.pipeline.assets import MAX_PIXELS, MAX_SIDE, Raster, raster
from tests.sites import PROJECT

PRIVATE = b"Nobody may know this"
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


def saved(form: str, size: tuple[int, int] = (12, 8), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, form, **options)
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def png(width: int, height: int, *extra: bytes, pixels: bytes = b"") -> bytes:
    """A PNG that claims a size, with chunks of one's own before its pixels."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 6, 0, 0, 0])
    parts = [chunk(b"IHDR", head), *extra, chunk(b"IDAT", pixels or zlib.compress(bytes(100))), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(width: int, height: int) -> bytes:
    """A JPEG whose head claims another size."""
    data = bytearray(saved("JPEG"))
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(data)


def webp(width: int, height: int) -> bytes:
    """A lossless WebP whose head claims another size."""
    data = bytearray(saved("WEBP", lossless=True))
    place = data.index(b"VP8L") + 9
    bits = int.from_bytes(data[place : place + 4], "little") >> 28 << 28
    data[place : place + 4] = (bits | (height - 1) << 14 | (width - 1)).to_bytes(4, "little")
    return bytes(data)


ZEROS = zlib.compress(bytes(50_000_000), 9)
BOMBS = {
    "PNG of 2 thousand million pixels squared": png(2**31 - 1, 2**31 - 1),
    "PNG one pixel over": png(8_000, MAX_PIXELS // 8_000 + 1),
    "PNG too wide": png(MAX_SIDE + 1, 1),
    "PNG too high": png(1, MAX_SIDE + 1),
    "PNG with a compressed text": png(8, 8, chunk(b"zTXt", b"a\0\0" + ZEROS)),
    "PNG with a compressed text of another kind": png(8, 8, chunk(b"iTXt", b"a\0\1\0\0\0" + ZEROS)),
    "PNG with a compressed profile": png(8, 8, chunk(b"iCCP", b"a\0\0" + ZEROS)),
    "PNG with more pixels than it says": png(8, 8, pixels=ZEROS),
    "JPEG as large as can be": jpeg(65_500, 65_500),
    "JPEG too wide": jpeg(MAX_SIDE + 1, 8),
    "WebP as large as can be": webp(16_384, 16_384),
}
MEASURED = """
import resource, sys
from kinesite.pipeline.assets import Raster, raster
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = raster(sys.argv[1], sys.stdin.buffer.read())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
print("published" if isinstance(found, Raster) else found.code)
"""


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_no_memory(bomb: str):
    """In a process of its own, whose peak is told by the system."""
    name = "a" + ENDINGS[bomb.partition(" ")[0].upper()]
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, name], input=BOMBS[bomb], capture_output=True, cwd=PROJECT, check=True
    )
    grown, answer = result.stdout.split()
    assert int(grown) < 16_000, "kilobytes"
    assert answer == (b"published" if "more pixels" in bomb else answer)
    assert answer in (b"S152", b"S153", b"published")


def test_the_longest_side_is_the_limit():
    assert isinstance(raster("a.png", saved("PNG", (MAX_SIDE, 2))), Raster)
    assert isinstance(raster("a.png", saved("PNG", (MAX_SIDE + 1, 2))), Diagnostic)


def _noted(form: str) -> bytes:
    """A picture with everything that may be kept beside its pixels."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = PRIVATE.decode(), PRIVATE.decode()
    exif.get_ifd(0x8825)[29] = PRIVATE.decode()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + PRIVATE + b"</x:xmpmeta>"
    options: dict[str, object] = {"exif": exif, "icc_profile": PRIVATE, "xmp": xmp}
    if form == "JPEG":
        options["comment"] = PRIVATE
    if form == "PNG":
        info = PngInfo()
        for add in (info.add_text, info.add_itxt):
            add("Comment", PRIVATE.decode())
        info.add(b"prIv", PRIVATE)
        options = {"exif": exif, "icc_profile": PRIVATE, "pnginfo": info}
    return saved(form, **options) + PRIVATE  # what stands behind the end, too


@pytest.mark.parametrize("form", ENDINGS)
def test_nothing_that_is_kept_beside_the_pixels_is_published(form: str):
    data = _noted(form)
    assert PRIVATE in data
    found = raster("a" + ENDINGS[form], data)
    assert isinstance(found, Raster), found
    assert PRIVATE not in found.data
    with Image.open(io.BytesIO(found.data)) as image:
        assert not dict(image.getexif())
        assert not {"icc_profile", "xmp", "comment", "Comment", "exif"} & set(image.info)


def test_a_phones_picture_with_a_second_one_behind_it_is_published_without_it():
    second = Image.new("RGB", (12, 8), "red")
    data = saved("MPO", save_all=True, append_images=[second])
    assert data.count(b"\xff\xd8\xff") == 2
    found = raster("a.jpg", data)
    assert isinstance(found, Raster), found
    assert found.data.count(b"\xff\xd8\xff") == 1
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.format == "JPEG"
        red, green, blue = image.convert("RGB").getpixel((4, 4))  # type: ignore[misc]
        assert red < 50 < green
        assert blue > 50


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(form: str):
    frames = [Image.new("RGB", (12, 8), (number, 0, 0)) for number in range(0, 200, 40)]
    found = raster("a" + ENDINGS[form], saved(form, save_all=True, append_images=frames))
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.path) == ("S162", "a" + ENDINGS[form])


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("ending", [".jpg", ".jpeg", ".png", ".webp"])
def test_a_name_says_what_a_picture_is(form: str, ending: str):
    found = raster("a" + ending, saved(form))
    right = ENDINGS[form] == ending.replace("jpeg", "jpg")
    assert isinstance(found, Raster) is right
    assert right or found.code == "S161"  # type: ignore[union-attr]


SVG = 'xmlns="http://www.w3.org/2000/svg"'
DRAWINGS = {
    "script": f"<svg {SVG}><script>alert(1)</script></svg>",
    "handler": f'<svg {SVG} onload="alert(1)"/>',
    "foreign object": f"<svg {SVG}><foreignObject><iframe src='javascript:alert(1)'/></foreignObject></svg>",
    "reference": f'<svg {SVG}><image href="https://example.org/x.png"/><use href="https://example.org/x.svg#a"/></svg>',
    "entity": f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg {SVG}>&a;</svg>',
    "laughs": '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg>&b;</svg>',
    "plain": f"<svg {SVG}/>",
}


@pytest.mark.parametrize("drawing", DRAWINGS)
@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
@pytest.mark.parametrize(
    "form", [str.encode, lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.encode("utf-16")]
)
def test_a_drawing_is_refused_whatever_it_is_called(drawing: str, name: str, form: Callable[[str], bytes]):
    found = raster(name, form(DRAWINGS[drawing]))
    assert isinstance(found, Diagnostic)
    assert found.code in ("S151", "S153")


@pytest.mark.parametrize("form", ENDINGS)
def test_a_picture_that_is_cut_off_is_refused_or_whole(form: str):
    whole = saved(form, (64, 64))
    for length in range(0, len(whole), max(1, len(whole) // 60)):
        found = raster("a" + ENDINGS[form], whole[:length])
        assert isinstance(found, Raster) or found.code == "S153"


@pytest.mark.parametrize(
    "form",
    ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "DDS", "EPS", "PDF", "AVIF", "JPEG2000"],
)
def test_only_three_decoders_ever_see_a_file(form: str):
    data = saved(form)
    chance = random.Random(form)  # noqa: S311 - damage, not a secret
    for _attempt in range(20):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] = chance.randrange(256)
        found = raster("a", bytes(damaged))
        assert isinstance(found, Raster) is (form in ENDINGS) or isinstance(found, Diagnostic)
    assert isinstance(raster("a", data), Raster) is (form in ENDINGS)
