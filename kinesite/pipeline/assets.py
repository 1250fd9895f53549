"""Style, scripts, fonts and pictures, made ready for the output.

Law: assets stand in one folder named after the digest of them all, so that a page can never meet those of another
build; a picture is re-encoded, so that nothing but its pixels is published.
"""

import hashlib
import io
import posixpath
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from kinesite.diagnostics import Diagnostic, Span, error

STATIC = "static/"
COMPONENTS = "templates/components/"
DIGEST_LENGTH = 12

MAX_PIXELS = 40_000_000
"""A picture with more is refused before it is unpacked: a few kilobytes can unpack to gigabytes."""
MAX_WIDTH = 1600
"""Pixels; wider pictures are made smaller, since no page shows them wider."""
_FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80},
}


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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow would tell a terminal is told as a diagnostic
            with Image.open(io.BytesIO(data)) as image:
                return _unusable(path, image) or _plain(image)
    except UnidentifiedImageError:
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
    if image.format not in _FORMATS:
        return _refused(path, "S151", f"the picture is a {image.format}", "Save it as JPEG, PNG or WebP.")
    if image.width * image.height > MAX_PIXELS:
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
    plain.save(buffer, image.format, **_FORMATS[str(image.format)])
    return Raster(buffer.getvalue(), plain.width, plain.height)


def published_name(path: str, data: bytes) -> str:
    """The address of a picture: its name with its digest, so that a changed picture has a new one."""
    stem, ending = posixpath.splitext(posixpath.basename(path))
    return f"/media/{stem}.{short_digest(data)}{ending}"
