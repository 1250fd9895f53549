"""Style, scripts, fonts and pictures, made ready for the output.

Law: assets stand in one folder named after the digest of them all, so that a page can never meet those of another
build; a picture is re-encoded, so that nothing but its pixels is published.
"""

import hashlib
import io
import posixpath
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from PIL import Image, ImageOps, UnidentifiedImageError

from kinesite.diagnostics import Diagnostic, Span, error

Taken = TypeVar("Taken")

STATIC = "static/"
COMPONENTS = "templates/components/"
DIGEST_LENGTH = 12

MAX_PIXELS = 40_000_000
"""A picture with more is refused before it is unpacked: a few kilobytes can unpack to gigabytes."""
MAX_SIDE = 20_000
"""Pixels of its width or its height; no camera takes more, and no page could show it."""
MAX_WIDTH = 1600
"""Pixels; wider pictures are made smaller, since no page shows them wider."""
_FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80},
}
_READ = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
"""The formats that are unpacked, and what they are published as. A phone's MPO is a JPEG with more pictures behind it,
which are left out. No other decoder ever sees a file.
"""
_ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_OTHERS = (
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "TIFF"),
    (re.compile(rb"\x00\x00\x01\x00"), "ICO"),
    (re.compile(rb"%!PS|%PDF"), "PDF"),
    (re.compile(rb"(?s)....ftyp"), "HEIC or AVIF"),
    (re.compile(rb"(?si)\s*(?:\xef\xbb\xbf)?<.{0,1000}?<svg|\s*<svg"), "SVG"),
)
"""How files of other formats begin, and their names."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The shared files of the site."""

    address: str
    """Their folder, with a slash at both ends."""
    files: Mapping[str, bytes]
    """By path inside that folder."""

    @property
    def scripts(self) -> tuple[str, ...]:
        """Scripts that every page loads after its text."""
        return ("site.js",) if "site.js" in self.files else ()


def short_digest(data: bytes) -> str:
    """The part of a digest that names files: enough to tell versions apart."""
    return hashlib.sha256(data).hexdigest()[:DIGEST_LENGTH]


def gathered(sources: Mapping[str, bytes]) -> Assets:
    """The assets of the files under static/ and of the components' styles and scripts, all given by path.

    Styles become one file, `site.css`: those directly under static/ first, then the components', each by name.
    Scripts of components become `site.js`. All else keeps its name.
    """
    styles = [path for path in sorted(sources, key=_layer) if _is_style(path)]
    scripts = [path for path in sorted(sources) if path.startswith(COMPONENTS) and path.endswith(".js")]
    files = {path.removeprefix(STATIC): data for path, data in sources.items() if _is_copied(path)}
    files["site.css"] = b"\n".join(sources[path].strip() for path in styles) + b"\n"
    if scripts:
        files["site.js"] = b"\n".join(sources[path].strip() for path in scripts) + b"\n"
    whole = b"".join(name.encode() + b"\0" + data + b"\0" for name, data in sorted(files.items()))
    return Assets(f"/assets/{short_digest(whole)}/", dict(sorted(files.items())))


def _layer(path: str) -> tuple[bool, str]:
    return path.startswith(COMPONENTS), path


def _is_style(path: str) -> bool:
    return path.endswith(".css") and (path.startswith(COMPONENTS) or path.count("/") == 1)


def _is_copied(path: str) -> bool:
    return path.startswith(STATIC) and not _is_style(path)


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture as it is published."""

    data: bytes
    width: int
    height: int


def raster(path: str, data: bytes) -> Raster | Diagnostic:
    """The picture of a file, turned upright, at most `MAX_WIDTH` wide, without metadata; or why it cannot be used."""
    return _opened(path, data, _plain)


def measured(path: str, data: bytes) -> tuple[int, int] | Diagnostic:
    """Width and height of a picture that is published as it is; or why it cannot be used."""
    return _opened(path, data, _size)


def _opened(path: str, data: bytes, use: Callable[[Image.Image], Taken]) -> Taken | Diagnostic:
    """What is taken from the picture of a file; or why the picture cannot be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow would tell a terminal is told as a diagnostic
            with Image.open(io.BytesIO(data), formats=tuple(_FORMATS)) as image:
                return _unusable(path, image) or use(image)
    except UnidentifiedImageError:
        other = next((name for pattern, name in _OTHERS if pattern.match(data)), "")
        if other:
            return _refused(path, "S151", f"the picture is a {other}", "Save it as JPEG, PNG or WebP.")
        return _refused(path, "S153", "this is no picture", "Save it again as JPEG, PNG or WebP.")
    except Image.DecompressionBombError:
        return _refused(path, "S152", "the picture has far too many pixels", _SMALLER)
    except Exception as failure:  # noqa: BLE001 - damage can fail anywhere inside a decoder, with any exception
        return _refused(path, "S153", f"the picture is broken: {failure}", "Save it again.")


_SMALLER = f"Make it at most {MAX_WIDTH} pixels wide."


def _refused(path: str, code: str, message: str, fix: str) -> Diagnostic:
    return error(Span(path), code, message, why="Readers would see a broken picture.", fix=fix)


def _unusable(path: str, image: Image.Image) -> Diagnostic | None:
    """Why a picture is not published, judged before its pixels are unpacked."""
    form = _READ[str(image.format)]
    ending = posixpath.splitext(path)[1]
    if _ENDINGS.get(ending, form) != form:
        fix = f"Rename it, so that it ends in {next(one for one, name in _ENDINGS.items() if name == form)}."
        return _refused(path, "S161", f"the picture is a {form}, but its name ends in {ending}", fix)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        return _refused(path, "S162", "the picture moves", "Save one frame of it; movements are drawn as figures.")
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        message = f"the picture has {image.width} × {image.height} pixels, which is too many"
        return _refused(path, "S152", message, _SMALLER)
    return None


def _plain(image: Image.Image) -> Raster:
    """Nothing but the pixels, upright, and as wide as a page shows them."""
    upright = ImageOps.exif_transpose(image)
    if "transparency" in upright.info:  # one colour stands for "clear", which only the metadata say
        upright = upright.convert("RGBA")
    upright.thumbnail((MAX_WIDTH, upright.height))
    plain = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P":
        plain.putpalette(upright.palette.getdata()[1] if upright.palette else b"")
    buffer = io.BytesIO()
    form = _READ[str(image.format)]
    plain.save(buffer, form, **_FORMATS[form])
    return Raster(buffer.getvalue(), plain.width, plain.height)


def _size(image: Image.Image) -> tuple[int, int]:
    """Width and height, once all of the picture has been unpacked: damage shows nowhere else."""
    ImageOps.exif_transpose(image)
    return image.size


def published_name(path: str, data: bytes) -> str:
    """The address of a picture: its name with its digest, so that a changed picture has a new one."""
    stem, ending = posixpath.splitext(posixpath.basename(path))
    return f"/media/{stem}.{short_digest(data)}{ending}"
