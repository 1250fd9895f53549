"""The task that gathers what one page is made of.

Law: nothing that a page shows is missing from its material, and nothing else is in it.
"""

from collections.abc import Iterable

from kinesite.content.catalog import Catalog
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.incremental.engine import Context
from kinesite.pipeline.entries import Read
from kinesite.render.cards import Card
from kinesite.render.markup import Body
from kinesite.render.material import Chrome, Material, Media, Own, Stills
from kinesite.structure.lists import Lists
from kinesite.structure.routes import Linker, Route
from kinesite.structure.shape import Shape


def material(context: Context, place: str) -> Material | None:
    """The material of the page at an address; None while something that it shows has a mistake."""
    here: Route = context.need("route", place)
    settings: Settings = context.need("settings")
    words: Words | None = context.need("words", here.language)
    shows_entry = "/" in here.entry
    own = _own(context, here) if shows_entry else None
    shown: Lists = context.need("lists", place)
    if words is None or (shows_entry and own is None) or not _in_a_known_area(own, shown):
        return None
    chrome: Chrome = context.need("chrome", here.language)
    cards = _cards(context, here.language, (*shown, *(one for ids in shown.values() for one in ids), *chrome.pages))
    if cards is None:
        return None
    return Material(
        route=here,
        settings=settings,
        words=words,
        linker=Linker(place, with_index=not settings.base_url, base_path=settings.base_path),
        chrome=chrome,
        lists=shown,
        cards=cards,
        own=own,
        exercises=_exercises(context, here, shown) if here.page == "condition" else {},
        translations=_translations(context, settings, here),
    )


def _translations(context: Context, settings: Settings, here: Route) -> tuple[str, ...]:
    """The languages that have words for a page; a page made of others has the chrome's in each."""
    files: Catalog = context.need("catalog")
    return tuple(code for code in settings.languages if "/" not in here.entry or here.entry in files.entries[code])


def _in_a_known_area(own: Own | None, shown: Lists) -> bool:
    """Whether the area that an exercise is for is published."""
    exercise = own.entry if own else None
    return not isinstance(exercise, Exercise) or f"areas/{exercise.area}" in shown["areas"]


def _own(context: Context, here: Route) -> Own | None:
    """What the page shows of its own entry."""
    read: Read = context.need("entry", f"{here.language} {here.entry}")
    body: Body | None = context.need("body", read.path)
    if read.entry is None or body is None or not body.sound:
        return None
    destinations = context.need("links", f"{here.language} {read.path}")
    stills, media = _pictures(context, here.language, read.entry)
    return Own(read.entry, body, destinations, read.language, read.outdated, stills, media)


def _pictures(context: Context, language: str, entry: Entry) -> tuple[Stills | None, Media | None]:
    if not isinstance(entry, Exercise):
        return None, None
    stills = context.need("figure", f"{language} {entry.figure}") if entry.figure else None
    return stills, context.need("media", entry.picture) if entry.picture else None


def _cards(context: Context, language: str, wanted: Iterable[str]) -> dict[str, Card] | None:
    """The cards of those ids that are entries, names of lists among them passed over; None when one has a mistake."""
    rows: Shape = context.need("shape")
    found: dict[str, Card] = {}
    for entry_id in dict.fromkeys(wanted):
        if entry_id not in rows.rows:
            continue
        card: Card | None = context.need("card", f"{language} {entry_id}")
        if card is None:
            return None
        found[entry_id] = card
    return found


def _exercises(context: Context, here: Route, shown: Lists) -> dict[str, Exercise]:
    """The exercises that a condition names, by slug, in the page's language."""
    found: dict[str, Exercise] = {}
    for entry_id in dict.fromkeys(one for ids in shown.values() for one in ids):
        read: Read = context.need("entry", f"{here.language} {entry_id}")
        if isinstance(read.entry, Exercise):
            found[entry_id.partition("/")[2]] = read.entry
    return found
