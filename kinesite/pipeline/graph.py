"""Tasks for what entries are to each other: shape, routes, lists, cards, links, chrome.

Law: a page asks for the row, the cards and the destinations that it shows, never for the whole site.
"""

import posixpath
from collections.abc import Mapping

from kinesite.content.catalog import CONTENT, Catalog
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.diagnostics import Diagnostic, Span, did_you_mean, error, nearest
from kinesite.incremental.engine import Context
from kinesite.pipeline.assets import Assets
from kinesite.pipeline.entries import Read
from kinesite.pipeline.words import missing_text
from kinesite.render.cards import Card, card
from kinesite.render.chrome import KNOWN_PAGES
from kinesite.render.markup import Body, Destination, Target
from kinesite.render.material import Chrome, Media, Stills
from kinesite.structure.languages import MissingText
from kinesite.structure.lists import MADE_OF_OTHERS, Lists, of_entry
from kinesite.structure.routes import Route, address, collisions
from kinesite.structure.shape import LISTS, Shape, routes, row, shaped


def shape(context: Context, _argument: str) -> Shape:
    """The rows of all entries that are published; drafts among them when they are asked for."""
    settings: Settings = context.need("settings")
    files: Catalog = context.need("catalog")
    rows = []
    for entry_id in sorted(files.entries[settings.source_language]):
        read: Read = context.need("entry", f"{settings.source_language} {entry_id}")
        if read.entry is not None and (not read.draft or context.need("option", "drafts")):
            rows.append(row(entry_id, read.path, read.entry))
    return shaped(rows)


def all_routes(context: Context, _argument: str) -> Mapping[str, Route]:
    """Every page by its address; two pages on one address are a mistake of the later one."""
    settings: Settings = context.need("settings")
    rows: Shape = context.need("shape")
    prefixes = {code: "" if code == settings.source_language else code for code in settings.languages}
    found = routes(rows, prefixes)
    for first, second in collisions(found):
        why = "Only one of the two could be read."
        message = f"{second.address} is already the address of {first.entry or first.page}"
        path = rows.rows[second.entry].path if second.entry in rows.rows else "content/site.yaml"
        context.note(error(Span(path), "A401", message, why=why, fix="Rename one of the files."))
    return {route.address: route for route in found}


def route(context: Context, place: str) -> Route:
    """The route of one address."""
    found: Route = context.need("routes")[place]
    return found


def lists(context: Context, place: str) -> Lists:
    """The ids of the entries that the page at an address lists."""
    here: Route = context.need("route", place)
    rows: Shape = context.need("shape")
    if here.page in MADE_OF_OTHERS:
        return MADE_OF_OTHERS[here.page](rows, here)
    read: Read = context.need("entry", f"{context.need('settings').source_language} {here.entry}")
    return of_entry(rows, here.entry, read.entry) if read.entry else {}


def one_card(context: Context, argument: str) -> Card | None:
    """The card `<language> <id>`; None while the entry or the language's words have a mistake.

    The original stands in for a translation with a mistake, so that the pages that show it are checked all the same.
    """
    language, _, entry_id = argument.partition(" ")
    read: Read = context.need("entry", argument)
    words: Words | None = context.need("words", language)
    if read.entry is None:
        read = context.need("entry", f"{context.need('settings').source_language} {entry_id}")
    if read.entry is None or words is None:
        return None
    rows: Shape = context.need("shape")
    thumbnail = _thumbnail(context, language, read.entry)
    try:
        return card(rows.rows[entry_id], read.entry, words, thumbnail, read.language)
    except MissingText as missing:
        missing_text(context, language, missing.args[0])
        return None


def _thumbnail(context: Context, language: str, entry: Entry) -> str:
    if isinstance(entry, Exercise) and entry.figure:
        stills: Stills | None = context.need("figure", f"{language} {entry.figure}")
        return stills.thumbnail if stills else ""
    if isinstance(entry, Exercise) and entry.picture:
        media: Media | None = context.need("media", entry.picture)
        return media.address if media else ""
    return ""


def chrome(context: Context, language: str) -> Chrome:
    """What is the same on all pages of a language."""
    rows: Shape = context.need("shape")
    settings: Settings = context.need("settings")
    assets: Assets = context.need("assets")
    prefix = "" if language == settings.source_language else language
    pages = tuple(one.id for one in rows.all("pages"))
    known = {one: address("pages", one.partition("/")[2], prefix) for one in KNOWN_PAGES if one in rows.rows}
    folders = tuple(folder for folder in LISTS if rows.all(folder))
    return Chrome(folders, pages, known, assets.address, assets.scripts)


def anchors(context: Context, path: str) -> tuple[str, ...]:
    """The ids of the headings of one file's text, in order."""
    body: Body | None = context.need("body", path)
    return body.anchors if body else ()


def links(context: Context, argument: str) -> tuple[Destination, ...]:
    """Where the targets of a body lead, for `<language> <path>`; a target that leads nowhere leads to `#`."""
    language, _, path = argument.partition(" ")
    body: Body | None = context.need("body", path)
    return tuple(_destination(context, language, path, target) for target in body.targets) if body else ()


_WHY = "A reader would end at a page that is not there."
_EXAMPLE = "the path of a guide from this file, such as ../exercises/bird-dog.md"


def _destination(context: Context, language: str, path: str, target: Target) -> Destination:
    place, _, fragment = target.text.partition("#")
    found: Destination | Diagnostic
    span = Span(path, target.line, target.column)
    if target.picture:
        found = _picture(context, path, place, span)
    elif target.external or target.refused:
        return Destination(target.text if target.external else "#")
    elif not target.text:
        found = error(span, "L500", "the link has no address", why=_WHY, fix=f"Write {_EXAMPLE}")
    elif place.startswith("/"):
        found = _site_address(context, path, target.text, span)
    else:
        found = _entry(context, language, path if not place else _joined(path, place), fragment, span)
    if isinstance(found, Diagnostic):
        context.note(found)
        return Destination("#")
    return found


def _joined(path: str, place: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), place))


def _picture(context: Context, path: str, place: str, span: Span) -> Destination | Diagnostic:
    folder, _, name = _joined(path, place).rpartition("/")
    files: Catalog = context.need("catalog")
    if folder != f"{CONTENT}/media" or name not in files.media:
        hint = did_you_mean(name, files.media)
        fix = "Put the picture under content/media/ and write ../../media/<name>."
        return error(span, "L503", f"there is no picture {place}{hint}", why="Readers would see a hole.", fix=fix)
    media: Media | None = context.need("media", name)
    return Destination(media.address, media.width, media.height) if media else Destination("#")


def _site_address(context: Context, path: str, text: str, span: Span) -> Diagnostic:
    """A site address breaks when the site moves: the fix names the source path."""
    place = text.partition("#")[0].rstrip("/") + "/"
    here: Route | None = context.need("routes").get(place)
    rows: Shape = context.need("shape")
    target = rows.rows[here.entry].path if here and here.entry in rows.rows else None
    written = posixpath.relpath(target, posixpath.dirname(path)) if target else _EXAMPLE
    fragment = "".join(text.partition("#")[1:]) if target else ""
    why = "The link would break when the site is opened from disk or moves to another address."
    return error(span, "L501", f"{text} is an address of the site", why=why, fix=f"Write {written}{fragment}")


def _entry(context: Context, language: str, path: str, fragment: str, span: Span) -> Destination | Diagnostic:
    """The address of the entry in a file, in the page's own language."""
    settings: Settings = context.need("settings")
    files: Catalog = context.need("catalog")
    parts = path.removesuffix(".md").split("/")
    entry_id = "/".join(parts[2:])
    known = files.entries[settings.source_language]
    if not path.endswith(".md") or parts[:1] != [CONTENT] or parts[1] not in files.entries or entry_id not in known:
        return _dead(known, span, path, entry_id)
    rows: Shape = context.need("shape")
    if context.need("entry", f"{settings.source_language} {entry_id}").entry is None:
        return Destination("#")  # its own mistake is reported already
    if entry_id not in rows.rows:
        return error(span, "L504", f"{entry_id} is a draft", why=_WHY, fix="Publish it first, or take the link out.")
    read: Read = context.need("entry", f"{language} {entry_id}")
    original: tuple[str, ...] = context.need("anchors", known[entry_id])
    headings: tuple[str, ...] = context.need("anchors", read.path)
    if fragment and fragment not in (*headings, *original):
        message = f'{entry_id}.md has no heading "#{fragment}"{did_you_mean(fragment, headings)}'
        return error(span, "L502", message, why="A reader would land at the top.", fix="Correct the part after #.")
    folder, _, slug = entry_id.partition("/")
    prefix = "" if language == settings.source_language else language
    mark = _in_translation(fragment, original, headings)
    return Destination(address(folder, slug, prefix) + (f"#{mark}" if mark else ""))


def _in_translation(fragment: str, original: tuple[str, ...], headings: tuple[str, ...]) -> str:
    """The id that a heading of the original has in its translation, found by its number; nothing when that is lost."""
    if not fragment or fragment in headings:
        return fragment
    return headings[original.index(fragment)] if len(headings) == len(original) else ""


def _dead(known: Mapping[str, str], span: Span, path: str, entry_id: str) -> Diagnostic:
    match = nearest(entry_id, known)
    written = posixpath.relpath(known[match], posixpath.dirname(span.path)) if match else ""
    fix = f"Write {written or _EXAMPLE}"
    return error(span, "L500", f"the link leads to {path}, which is not there", why=_WHY, fix=fix)
