"""Pictures: what is published, what is refused, and what belongs to them."""

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from kinesite.diagnostics import Diagnostic
from kinesite.pipeline.assets import MAX_PIXELS, MAX_WIDTH, Raster, raster
from tests.sites import TinySite, pages, tiny_site

NOTE = "licence: CC0\nauthor: A. Maker\nsource: https://example.org/\nalt: A chair.\n"
GUIDE = "content/en/exercises/cat-cow.md"


def picture(form: str = "PNG", size: tuple[int, int] = (8, 6), mode: str = "RGB", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, form, **options)
    return buffer.getvalue()


def site(folder: Path, data: bytes, note: str | None = NOTE) -> TinySite:
    """A tiny site where one exercise shows a picture instead of its figure."""
    tiny = tiny_site(folder, {"content/media/chair.png": data})
    if note is not None:
        tiny.put({"content/media/chair.yaml": note})
    tiny.change(GUIDE, "figure: cat-cow", "picture: chair.png")
    return tiny


def told(tiny: TinySite) -> list[tuple[str, str]]:
    """(place, code and message) of every mistake."""
    return [(str(one.span), f"{one.code} {one.message}") for one in tiny.build().diagnostics]


def test_a_picture_with_its_note_is_published_with_its_words(tmp_path: Path):
    built = site(tmp_path, picture()).build()
    assert built.diagnostics == ()
    [name] = [path for path in built.versions if path.startswith("media/chair.")]
    page = pages(built)["exercises/cat-cow/index.html"]
    assert f'src="../../{name}" alt="A chair."' in page


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "S153 this is no picture"),
        (b"not a picture", "S153 this is no picture"),
        (picture("PNG", (99, 99))[:-90], "S153 the picture is broken: "),
        (picture("GIF"), "S151 the picture is a GIF"),
        (picture("BMP"), "S151 the picture is a BMP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "S151 the picture is a SVG"),
        (picture(size=(8_000, 6_000), mode="1"), "S152 the picture has 8000 × 6000 pixels"),
        (picture(size=(11_000, 11_000), mode="1"), "S152 the picture has 11000 × 11000 pixels"),
        (picture(size=(20_000, 20_000), mode="1"), "S152 the picture has far too many pixels"),
    ],
    ids=["empty", "text", "cut off", "GIF", "BMP", "SVG", "too many", "a bomb", "a large bomb"],
)
def test_what_is_no_usable_picture_is_refused_at_its_file(data: bytes, code: str, tmp_path: Path):
    [(place, message)] = told(site(tmp_path, data))
    assert place == "content/media/chair.png:1:1"
    assert message.startswith(code)


def test_a_picture_without_its_note_may_not_be_published(tmp_path: Path):
    assert told(site(tmp_path, picture(), None)) == [
        ("content/media/chair.png:1:1", "S150 the picture has no licence and no words")
    ]


@pytest.mark.parametrize("field", ["licence", "author", "source", "alt"])
def test_a_note_names_licence_author_source_and_words(field: str, tmp_path: Path):
    note = "".join(line for line in NOTE.splitlines(keepends=True) if not line.startswith(field))
    assert told(site(tmp_path, picture(), note)) == [("content/media/chair.yaml:1:1", f'S101 missing field "{field}"')]


def test_a_note_that_is_no_yaml(tmp_path: Path):
    [(place, message)] = told(site(tmp_path, picture(), NOTE + "\tx: y\n"))
    assert place == "content/media/chair.yaml:5:1"
    assert message.startswith("S120")


def test_an_exercise_names_a_picture_that_is_there(tmp_path: Path):
    tiny = site(tmp_path, picture())
    tiny.change(GUIDE, "picture: chair.png", "picture: chiar.png")
    assert told(tiny) == [(f"{GUIDE}:14:10", 'S201 unknown picture "chiar.png"; did you mean "chair.png"?')]


def test_an_exercise_has_a_figure_or_a_picture_not_both(tmp_path: Path):
    tiny = site(tmp_path, picture())
    tiny.change(GUIDE, "picture: chair.png", "figure: cat-cow\npicture: chair.png")
    assert told(tiny) == [(f"{GUIDE}:15:10", "S108 a figure and a picture are given")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("![A chair](../../media/chair.png)", None),
        ("![](../../media/chair.png)", "M306 the picture has no words"),
        (
            "![A chair](../../media/chiar.png)",
            'L503 there is no picture ../../media/chiar.png; did you mean "chair.png"?',
        ),
        ("![A chair](chair.png)", "L503 there is no picture chair.png"),
        ("![A chair](../../../../chair.png)", "L503 there is no picture ../../../../chair.png"),
        ("![A chair](/media/chair.png)", "L503 there is no picture /media/chair.png"),
        ("![A chair](../../figures/cat-cow.yaml)", "L503 there is no picture ../../figures/cat-cow.yaml"),
    ],
)
def test_a_picture_in_the_text_has_words_and_is_there(written: str, code: str | None, tmp_path: Path):
    tiny = site(tmp_path, picture())
    tiny.change(GUIDE, "1. Round your back.", f"1. {written}")
    found = told(tiny)
    assert [message.partition("; did")[0] for _place, message in found] == (
        [code.partition("; did")[0]] if code else []
    )
    assert all(place == f"{GUIDE}:28:{4 + written.index('(') + 1}" for place, _message in found)


def published(data: bytes) -> Raster:
    found = raster("a", data)
    assert isinstance(found, Raster), found
    return found


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_pixels_is_published(form: str):
    exif = Image.Exif()
    exif[0x010E] = "Where I live"
    exif[0x0112] = 6  # lies on its side
    found = published(picture(form, (8, 6), exif=exif.tobytes()))
    assert b"Where I live" not in found.data
    assert (found.width, found.height) == (6, 8)


def test_a_wide_picture_is_made_as_wide_as_a_page_shows_it():
    found = published(picture(size=(2 * MAX_WIDTH, 100)))
    assert (found.width, found.height) == (MAX_WIDTH, 50)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_read(mode: str):
    assert published(picture(mode=mode)).width == 8


def test_the_limit_is_in_pixels():
    width = 8_000
    assert isinstance(raster("a", picture(size=(width, MAX_PIXELS // width), mode="1")), Raster)
    assert isinstance(raster("a", picture(size=(width, MAX_PIXELS // width + 1), mode="1")), Diagnostic)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_a_damaged_picture_is_a_diagnostic_never_a_crash(form: str):
    """Bytes are changed at random, with a seed: the same pictures in every run."""
    chance = random.Random(form)  # noqa: S311 - damage, not a secret
    whole = picture(form, (32, 32))
    for _attempt in range(300):
        data = bytearray(whole)
        for _byte in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found = raster("a", bytes(data[: chance.randint(len(data) // 2, len(data))]))
        assert isinstance(found, Raster | Diagnostic)
        assert not isinstance(found, Diagnostic) or " at 0x" not in found.message
