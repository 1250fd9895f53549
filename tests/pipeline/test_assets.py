"""Assets: one folder named after all of them; pictures without anything but their pixels."""

import io
import random
import warnings
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kinesite.diagnostics import Diagnostic
from kinesite.pipeline.assets import MAX_PIXELS, MAX_WIDTH, Raster, gathered, measured, published_name, raster

SOURCES = {
    "static/base.css": b"body {}\n",
    "static/a-tokens.css": b":root {}\n",
    "static/theme.js": b"theme()",
    "static/fonts/one.woff2": b"font",
    "static/fonts/one.css": b"kept as it is",
    "templates/components/dose/dose.css": b".dose {}",
    "templates/components/card/card.css": b".card {}",
    "templates/components/card/card.js": b"card()",
    "templates/components/alarm/alarm.js": b"alarm()",
}


def test_styles_and_scripts_become_one_file_each_and_the_rest_keeps_its_name():
    assets = gathered(SOURCES)
    assert dict(assets.files) == {
        "site.css": b":root {}\nbody {}\n.card {}\n.dose {}\n",
        "site.js": b"alarm()\ncard()\n",
        "theme.js": b"theme()",
        "fonts/one.woff2": b"font",
        "fonts/one.css": b"kept as it is",
    }
    assert assets.scripts == ("site.js",)


def test_a_site_without_components_has_no_script():
    assert gathered({"static/base.css": b""}).scripts == ()


def test_the_order_of_reading_does_not_matter():
    shuffled = list(SOURCES.items())
    shuffled.reverse()
    again = gathered(dict(shuffled))
    assert again == gathered(SOURCES)
    assert list(again.files) == list(gathered(SOURCES).files)


@pytest.mark.parametrize(
    "change",
    [
        {"static/base.css": b"body { }"},
        {"static/fonts/one.woff2": b"other"},
        {"static/fonts/two.woff2": b""},
        {"templates/components/card/card.js": b"card(1)"},
        {"static/theme.js": b"theme", "static/fonts/one.woff2": b"()font"},
    ],
)
def test_a_changed_byte_anywhere_gives_another_folder(change: dict[str, bytes]):
    assert gathered({**SOURCES, **change}).address != gathered(SOURCES).address


def test_a_renamed_file_gives_another_folder():
    renamed = {path.replace("one.woff2", "two.woff2"): data for path, data in SOURCES.items()}
    assert gathered(renamed).address != gathered(SOURCES).address


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def _opened(found: Raster | Diagnostic) -> Image.Image:
    assert isinstance(found, Raster), found
    image = Image.open(io.BytesIO(found.data))
    assert (image.width, image.height) == (found.width, found.height)
    return image


def _photo(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """The left half red, the right half blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image


def test_where_a_photo_was_taken_is_not_published():
    exif = Image.Exif()
    exif[0x010E] = "A private note"
    exif.get_ifd(0x8825)[1] = "N"
    comment = b"A private comment"
    data = _saved(_photo(), "JPEG", exif=exif, comment=comment, icc_profile=b"private profile")
    assert b"private" in data
    found = raster("p.jpg", data)
    image = _opened(found)
    assert isinstance(found, Raster)
    assert b"private" not in found.data
    assert not dict(image.getexif())
    assert "comment" not in image.info


def test_the_words_inside_a_png_are_not_published():
    words = PngInfo()
    words.add_text("Author", "Somebody private")
    found = raster("p.png", _saved(_photo(), "PNG", pnginfo=words))
    assert isinstance(found, Raster)
    assert b"private" not in found.data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_taken_sideways_is_turned_upright(form: str):
    exif = Image.Exif()
    exif[0x0112] = 6
    image = _opened(raster("p", _saved(_photo(), form, exif=exif))).convert("RGB")
    assert image.size == (20, 40)
    top, bottom = image.getpixel((10, 5)), image.getpixel((10, 35))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] - top[2] > 140
    assert bottom[2] - bottom[0] > 140


def test_a_wide_picture_is_made_smaller_and_keeps_its_shape():
    image = _opened(raster("p.png", _saved(_photo((MAX_WIDTH * 2, 400)), "PNG")))
    assert image.size == (MAX_WIDTH, 200)
    small = _opened(raster("p.png", _saved(_photo((300, 4000)), "PNG")))
    assert small.size == (300, 4000)


def test_a_palette_keeps_its_colours():
    image = _photo().convert("P", palette=Image.Palette.ADAPTIVE, colors=4)
    again = _opened(raster("p.png", _saved(image, "PNG"))).convert("RGB")
    assert again.getpixel((5, 5)) == (255, 0, 0)
    assert again.getpixel((35, 5)) == (0, 0, 255)


def _clear(mode: str) -> tuple[Image.Image, dict[str, object]]:
    """A picture whose left half is transparent, and how to save it."""
    image = _photo()
    if mode == "P":
        palette = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=4)
        return palette, {"transparency": palette.getpixel((0, 0))}
    if mode == "P bytes":
        palette = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
        clear = palette.getpixel((0, 0))
        assert isinstance(clear, int)
        return palette, {"transparency": bytes(0 if index == clear else 255 for index in range(2))}
    if mode == "RGB":
        return image, {"transparency": (255, 0, 0)}
    if mode == "L":
        return image.convert("L"), {"transparency": image.convert("L").getpixel((0, 0))}
    alpha = image.convert("RGBA")
    alpha.paste((255, 0, 0, 0), (0, 0, 20, 20))
    return alpha.convert(mode), {}


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "P bytes", "RGB", "L"])
def test_what_was_transparent_stays_transparent(mode: str):
    image, options = _clear(mode)
    again = _opened(raster("p.png", _saved(image, "PNG", **options))).convert("RGBA")
    left, right = again.getpixel((5, 5)), again.getpixel((35, 5))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[3] == 0
    assert right[3] == 255


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "CMYK"])
def test_pictures_of_every_depth_are_published_or_refused_with_a_reason(mode: str):
    form = "JPEG" if mode == "CMYK" else "PNG"
    found = raster("p", _saved(Image.new(mode, (2000, 4)), form))
    if isinstance(found, Raster):
        assert _opened(found).width == MAX_WIDTH


@pytest.mark.parametrize(("form", "code"), [("GIF", "S151"), ("BMP", "S151"), ("TIFF", "S151")])
def test_other_formats_are_refused(form: str, code: str):
    found = raster("p", _saved(_photo(), form))
    assert isinstance(found, Diagnostic)
    assert found.code == code


def _bomb(width: int, height: int) -> bytes:
    """A PNG whose head claims more pixels than anybody wants to unpack."""
    small = _saved(Image.new("1", (1, 1)), "PNG")
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + small[24:29]
    return small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]


@pytest.mark.parametrize("size", [(8_000, 5_001), (12_000, 9_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]):
    assert size[0] * size[1] > MAX_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = raster("p.png", _bomb(*size))
    assert isinstance(found, Diagnostic)
    assert found.code in ("S152", "S153")


def test_damage_gives_a_reason_and_never_a_crash():
    chance = random.Random(7)  # noqa: S311 - chance, not a secret
    for form in ("JPEG", "PNG", "WEBP"):
        whole = _saved(_photo((64, 64)), form)
        for _ in range(60):
            damaged = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
            for _ in range(3):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            found = raster("p", bytes(damaged))
            assert isinstance(found, Raster) or found.code in ("S151", "S152", "S153")
    for data in (b"", b"\0", b"<html/>", b"\xff\xd8\xff"):
        found = raster("p", data)
        assert isinstance(found, Diagnostic)
        assert found.code == "S153"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_is_published_as_it_is_is_judged_like_every_other(form: str):
    whole = _saved(_photo((64, 40)), form)
    assert measured("p", whole) == (64, 40)
    for length in range(0, len(whole), 7):
        judged, made = measured("p", whole[:length]), raster("p", whole[:length])
        assert judged == ((made.width, made.height) if isinstance(made, Raster) else made)


def test_damaged_notes_in_a_photo_do_no_harm():
    """A camera's notes can be broken in ways that only show when they are written again."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "note"
    whole = _saved(_photo((48, 48)), "JPEG", exif=exif)
    for position in range(20, 90):
        for value in (0, 5, 12, 255):
            damaged = bytearray(whole)
            damaged[position] = value
            found = raster("p.jpg", bytes(damaged))
            assert isinstance(found, Raster) or found.code == "S153"


def test_the_same_picture_gives_the_same_bytes_and_the_same_name():
    data = _saved(_photo(), "JPEG")
    first, second = raster("a.jpg", data), raster("a.jpg", data)
    assert first == second
    assert isinstance(first, Raster)
    assert published_name("content/media/a.jpg", first.data) == published_name("content/media/a.jpg", first.data)
    assert published_name("content/media/a.jpg", b"other") != published_name("content/media/a.jpg", first.data)
    assert published_name("content/media/a.jpg", b"").startswith("/media/a.")
    assert published_name("content/media/a.jpg", b"").endswith(".jpg")
