"""Tasks for what entries are to each other: rows, shape, routes, places, bonds, cards, chrome.

Law: a page asks for its own place and for the cards that it shows, never for the whole site.
"""

import datetime as dt
from dataclasses import dataclass

from kinesite.checks import addresses, clinical
from kinesite.checks import summaries as repeated
from kinesite.content.catalog import Catalog
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.diagnostics import Span, error
from kinesite.incremental.trace import Context
from kinesite.pipeline.assets import Assets
from kinesite.pipeline.entries import Read
from kinesite.pipeline.parsing import noted, parsed
from kinesite.pipeline.words import missing_text
from kinesite.render.cards import Card, Traits, card, traits
from kinesite.render.chrome import KNOWN_PAGES
from kinesite.render.material import Chrome, Drawn, Media, Poster
from kinesite.structure.languages import MissingText
from kinesite.structure.lists import MADE_OF_OTHERS, Lists, grouped, of_entry
from kinesite.structure.relations import Bonds, bonds
from kinesite.structure.routes import MOVED, Route, address, collisions
from kinesite.structure.shape import LISTS, Row, Shape, routes, row, shaped


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether and how an entry takes part in the site."""

    row: Row | None
    """None when it is left out."""
    draft: bool
    broken: bool
    """It has a mistake."""
    path: str
    latest: dt.date | None
    """The latest day that it says has passed."""
    due: dt.date | None
    """The day of its next review."""


@dataclass(frozen=True, slots=True)
class Place:
    """What one page is, and which entries it lists."""

    route: Route
    lists: dict[str, tuple[str, ...]]
    path: str
    """The source of its entry; empty for a page made of others."""


def standing(context: Context, entry_id: str) -> Standing:
    """The standing of an entry."""
    read: Read = context.need("original", entry_id)
    entry = read.entry
    if entry is None:
        return Standing(None, read.draft, bool(read.path), read.path, None, None)
    left_out = read.draft and not context.need("option", "drafts")
    own = None if left_out else row(entry_id, read.path, entry)
    review = getattr(entry, "review", None)
    passed = [change.on for change in entry.history] + [one.accessed for one in getattr(entry, "sources", ())]
    passed += [review.on] if review and review.on else []
    due = review.next if review else None
    return Standing(own, read.draft, broken=False, path=read.path, latest=max(passed, default=None), due=due)


def shape(context: Context, _argument: str) -> Shape:
    """The rows of all entries that are published; drafts among them when they are asked for."""
    settings: Settings | None = context.need("settings")
    files: Catalog = context.need("catalog")
    ids = sorted(files.entries.get(settings.source_language if settings else "", {}))
    context.rely_on("standing", ids)
    standings: list[Standing] = [context.need("standing", entry_id) for entry_id in ids]
    return shaped([one.row for one in standings if one.row])


def all_routes(context: Context, _argument: str) -> dict[str, Route]:
    """Every page by its address; two pages on one address are a mistake of the later one, or of the alias."""
    settings: Settings | None = context.need("settings")
    if settings is None:
        return {}
    rows: Shape = context.need("shape")
    prefixes = {code: "" if code == settings.source_language else code for code in settings.languages}
    files: Catalog = context.need("catalog")
    figures = sorted(files.figures) if context.need("option", "drafts") else ()
    found = routes(rows, prefixes, figures, design=bool(context.need("components")))
    pages = [route for route in found if route.page != MOVED]
    for first, second in collisions(pages):
        why = "Only one of the two could be read."
        message = f"{second.address} is already the address of {first.entry or first.page}"
        written = [rows.rows[one.entry].path for one in (second, first) if one.entry in rows.rows]
        path = written[0] if written else "content/site.yaml"
        context.note(error(Span(path), "A401", message, why=why, fix="Rename one of the files."))
    for entry_id, problem in addresses.aliases(rows, found, prefixes):
        document = parsed(context, rows.rows[entry_id].path)
        if document is not None:
            noted(context, document, (problem,))
    return {route.address: route for route in (*found, *pages)}


def place(context: Context, at: str) -> Place | None:
    """The page at an address, with the ids of the entries that it lists."""
    known: dict[str, Route] = context.need("routes")
    here = known.get(at)
    if here is None:
        return None
    rows: Shape = context.need("shape")
    if here.page in MADE_OF_OTHERS:
        return Place(here, dict(MADE_OF_OTHERS[here.page](rows, here)), "")
    read: Read = context.need("original", here.entry)
    lists: Lists = of_entry(rows, here.entry, read.entry) if read.entry else {}
    return Place(here, dict(lists), read.path)


def one_card(context: Context, argument: str) -> Card | None:
    """The card `<language> <id>`; None while the entry or the language's words have a mistake.

    The original stands in for a translation with a mistake, so that the pages that show it are checked all the same.
    """
    language, _, entry_id = argument.partition(" ")
    own: Standing = context.need("standing", entry_id)
    read: Read = context.need("entry", argument)
    words: Words | None = context.need("words", language)
    if read.entry is None:
        read = context.need("original", entry_id)
    if own.row is None or read.entry is None or words is None:
        return None
    try:
        return card(own.row, read.entry, words, _thumbnail(context, read.entry), read.language)
    except MissingText as missing:
        missing_text(context, language, missing.args[0])
        return None


def one_traits(context: Context, argument: str) -> Traits | None:
    """The traits of the exercise `<language> <id>`; None for any other entry, and while it has a mistake."""
    read: Read = context.need("entry", argument)
    if read.entry is None:
        read = context.need("original", argument.partition(" ")[2])  # as on cards: its own mistake is told already
    return traits(read.entry) if isinstance(read.entry, Exercise) else None


def _thumbnail(context: Context, entry: Entry) -> str:
    if isinstance(entry, Exercise) and entry.figure:
        drawn: Drawn | None = context.need("drawing", entry.figure)
        return drawn.thumbnail if drawn else ""
    if isinstance(entry, Exercise) and entry.picture:
        media: Media | None = context.need("media", entry.picture)
        return media.address if media else ""
    return ""


def chrome(context: Context, language: str) -> Chrome | None:
    """What is the same on all pages of a language."""
    settings: Settings | None = context.need("settings")
    if settings is None:
        return None
    rows: Shape = context.need("shape")
    assets: Assets = context.need("assets")
    prefix = "" if language == settings.source_language else language
    pages = grouped(rows.all("pages"))
    known = {one: address("pages", one.partition("/")[2], prefix) for one in KNOWN_PAGES if one in rows.rows}
    folders = tuple(folder for folder in LISTS if rows.all(folder))
    finder = any(not row.leave for row in rows.all("exercises"))
    poster: Poster | None = context.need("poster", language)
    return Chrome(folders, pages, known, finder, assets.address, assets.scripts, poster, bool(rows.dated))


def all_bonds(context: Context, entry_id: str) -> Bonds:
    """What an entry says of others."""
    read: Read = context.need("original", entry_id)
    return bonds(read.entry) if read.entry else Bonds()


def relations(context: Context, _argument: str) -> None:
    """The rules between entries."""
    rows: Shape = context.need("shape")
    library = {entry_id: context.need("bonds", entry_id) for entry_id in rows.rows}
    mistakes = list(clinical.check(library, _broken(context)))
    for entry_id, problem in mistakes:
        document = parsed(context, rows.rows[entry_id].path)
        if document is not None:
            noted(context, document, (problem,))


def summary(context: Context, argument: str) -> str:
    """The summary of the entry `<language> <id>`, as it is compared with others; empty where there is none."""
    read: Read = context.need("entry", argument)
    return " ".join(read.entry.summary.split()).casefold() if read.entry else ""


def summaries(context: Context, language: str) -> None:
    """The check that no two entries of a language have the same summary."""
    rows: Shape = context.need("shape")
    written = {one: path for one in sorted(rows.rows) if (path := context.need("source", f"{language} {one}"))}
    for entry_id, problem in repeated.twice({one: context.need("summary", f"{language} {one}") for one in written}):
        document = parsed(context, written[entry_id])
        if document is not None:
            noted(context, document, (problem,))


def _broken(context: Context) -> frozenset[str]:
    """Ids of entries with mistakes of their own, which are reported already."""
    settings: Settings | None = context.need("settings")
    files: Catalog = context.need("catalog")
    ids = files.entries.get(settings.source_language if settings else "", {})
    standings: dict[str, Standing] = {one: context.need("standing", one) for one in ids}
    return frozenset(one for one in ids if standings[one].broken and not standings[one].draft)
