"""Where the links and pictures of a text lead.

Law: an editor's link is a source path; where it leads is decided for the page that shows it, and a link that leads
nowhere is a mistake at its line.
"""

import posixpath
from dataclasses import dataclass

from kinesite.content.catalog import CONTENT, Catalog
from kinesite.content.entries import BY_FOLDER
from kinesite.content.settings import Settings
from kinesite.diagnostics import Diagnostic, Span, did_you_mean, error, nearest
from kinesite.incremental.trace import Context
from kinesite.pipeline.graph import Place, Standing
from kinesite.render.markup import Body, Destination, Target
from kinesite.render.material import Media
from kinesite.structure.routes import address

_WHY = "A reader would end at a page that is not there."
_EXAMPLE = "the path of a guide from this file, such as ../exercises/bird-dog.md"


@dataclass(frozen=True, slots=True)
class From:
    """The text that links, and the page that shows it."""

    language: str
    """Of the page."""
    path: str
    """Of the text."""
    span: Span
    """Of the link."""


def links(context: Context, argument: str) -> tuple[Destination, ...]:
    """Where each target of a text leads, for `<language> <path>`; one that leads nowhere leads to `#`."""
    language, _, path = argument.partition(" ")
    body: Body | None = context.need("body", path)
    settings: Settings | None = context.need("settings")
    if body is None or settings is None:
        return ()
    return tuple(_destination(context, language, path, target) for target in body.targets)


def _destination(context: Context, language: str, path: str, target: Target) -> Destination:
    place, _, fragment = target.text.partition("#")
    start = From(language, path, Span(path, target.line, target.column))
    found: Destination | Diagnostic
    if target.picture:
        found = _picture(context, start, place)
    elif target.external or target.refused:
        return Destination(target.text if target.external else "#")
    elif not target.text:
        found = error(start.span, "L500", "the link has no address", why=_WHY, fix=f"Write {_EXAMPLE}")
    elif place.startswith("/"):
        found = _site_address(context, start, target.text)
    else:
        found = _entry(context, start, _joined(path, place) if place else path, fragment)
    if isinstance(found, Diagnostic):
        context.note(found)
        return Destination("#")
    return found


def _joined(path: str, place: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), place))


def _picture(context: Context, start: From, place: str) -> Destination | Diagnostic:
    folder, _, name = _joined(start.path, place).rpartition("/")
    files: Catalog = context.need("catalog")
    if folder != f"{CONTENT}/media" or name not in files.media:
        message = f"there is no picture {place}{did_you_mean(name, files.media)}"
        fix = "Put the picture under content/media/ and write ../../media/<name>."
        return error(start.span, "L503", message, why="Readers would see a hole.", fix=fix)
    media: Media | None = context.need("media", name)
    return Destination(media.address, media.width, media.height) if media else Destination("#")


def _site_address(context: Context, start: From, text: str) -> Diagnostic:
    """A site address breaks when the site moves: the fix names the source path."""
    there: Place | None = context.need("place", text.partition("#")[0].rstrip("/") + "/")
    path = there.path if there and there.path else ""
    written = posixpath.relpath(path, posixpath.dirname(start.path)) if path else _EXAMPLE
    fragment = "".join(text.partition("#")[1:]) if path else ""
    why = "The link would break when the site is opened from disk or moves to another address."
    message = f"{text} is an address of the site"
    return error(start.span, "L501", message, why=why, fix=f"Write {written}{fragment}")


def _entry(context: Context, start: From, path: str, fragment: str) -> Destination | Diagnostic:
    """The address of the entry in a file, in the page's own language."""
    settings: Settings = context.need("settings")
    parts = path.removesuffix(".md").split("/")
    entry_id = "/".join(parts[2:])
    possible = path.endswith(".md") and len(parts) == 4 and parts[2] in BY_FOLDER  # noqa: PLR2004 - content/<language>/<kind>/<slug>
    if not possible or parts[0] != CONTENT or parts[1] not in settings.languages:
        return _dead(context, start, path)
    there: Standing = context.need("standing", entry_id)
    if not there.path:
        return _dead(context, start, path)
    if there.broken and not there.draft:
        return Destination("#")  # its own mistake is told; another one here would only be noise
    if there.row is None:
        fix = "Publish it first, or take the link out."
        return error(start.span, "L504", f"{entry_id} is a draft", why=_WHY, fix=fix)
    original: tuple[str, ...] = context.need("anchors", there.path) if fragment else ()
    headings = _headings(context, start.language, entry_id, there.path) if fragment else ()
    if fragment and fragment not in (*headings, *original):
        message = f'{entry_id}.md has no heading "#{fragment}"{did_you_mean(fragment, headings)}'
        return error(
            start.span, "L502", message, why="A reader would land at the top.", fix="Correct the part after #."
        )
    prefix = "" if start.language == settings.source_language else start.language
    mark = _in_translation(fragment, original, headings)
    return Destination(address(parts[2], parts[3], prefix) + (f"#{mark}" if mark else ""))


def _in_translation(fragment: str, original: tuple[str, ...], headings: tuple[str, ...]) -> str:
    """The id that a heading of the original has in its translation, found by its number; nothing when that is lost."""
    if not fragment or fragment in headings:
        return fragment
    return headings[original.index(fragment)] if len(headings) == len(original) else ""


def _headings(context: Context, language: str, entry_id: str, original: str) -> tuple[str, ...]:
    """The ids of the headings of an entry, in the page's language where it is translated."""
    path: str = context.need("source", f"{language} {entry_id}")
    found: tuple[str, ...] = context.need("anchors", path or original)
    return found


def _dead(context: Context, start: From, path: str) -> Diagnostic:
    files: Catalog = context.need("catalog")
    settings: Settings = context.need("settings")
    known = files.entries[settings.source_language]
    match = nearest("/".join(path.removesuffix(".md").split("/")[2:]), known)
    written = posixpath.relpath(known[match], posixpath.dirname(start.path)) if match else ""
    message = f"the link leads to {path}, which is not there"
    return error(start.span, "L500", message, why=_WHY, fix=f"Write {written or _EXAMPLE}")
