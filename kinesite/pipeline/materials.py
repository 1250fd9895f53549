"""The first half of a page: gathering what it is made of.

Law: nothing that a page shows is missing from its material, and nothing else is in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kinesite.content.entry import Documented
from kinesite.content.exercise import Exercise
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.incremental.trace import Context
from kinesite.pipeline.entries import Read
from kinesite.pipeline.evidence import evidence
from kinesite.pipeline.graph import Place
from kinesite.render.cards import Card, Traits
from kinesite.render.markup import Body
from kinesite.render.material import Captions, Chrome, Drawn, Evidence, Material, Media, Motion, Own, Pictured
from kinesite.render.pages import PAGES
from kinesite.render.templating import FOLDER, Template
from kinesite.structure.lists import Lists
from kinesite.structure.routes import Linker, Route


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a page and its checks need."""

    material: Material
    layout: Template
    source: str
    """Where to look for the page's mistakes: its entry's file, or its layout."""
    documented: bool
    """It makes claims about health."""


def gathered(context: Context, at: str) -> Gathered | None:
    """What the page at an address is made of; None while something that it shows has a mistake."""
    here: Place | None = context.need("place", at)
    if here is None:
        return None
    layout: Template | None = context.need("template", PAGES[here.route.page].layout)
    material = _material(context, here)
    if material is None or layout is None:
        return None
    documented = material.own is not None and isinstance(material.own.entry, Documented)
    return Gathered(material, layout, here.path or FOLDER + layout.name, documented)


def _material(context: Context, here: Place) -> Material | None:
    route, settings = here.route, context.need("settings")
    words: Words | None = context.need("words", route.language)
    chrome: Chrome | None = context.need("chrome", route.language)
    own = _own(context, route) if here.path else None
    if settings is None or words is None or chrome is None or (here.path and own is None):
        return None
    figure = _figure(context, route.language, route.entry, moves=True) if route.page == "figure" else None
    gallery = context.need("gallery") if route.page == "design" else None
    if (route.page, figure, gallery) in (("figure", None, None), ("design", None, None)):
        return None
    shown: Lists = here.lists
    wants = PAGES[route.page].wants
    listed = [one for ids in shown.values() for one in ids]
    cards = _cards(context, route.language, (*shown, *listed, *chrome.pages))
    if not _in_a_known_area(own, shown) or any(one not in cards for one in (*listed, *chrome.pages)):
        return None
    return Material(
        route=route,
        settings=settings,
        words=words,
        linker=_linker(route, settings),
        chrome=chrome,
        lists=shown,
        cards=cards,
        own=own,
        figure=figure,
        gallery=gallery,
        traits=_traits(context, route, shown) if "traits" in wants else {},
        names={one: context.need("names", f"{route.language} {one}") for one in listed} if "names" in wants else {},
        evidence=evidence(context, listed) if "evidence" in wants else Evidence(),
        histories={one: context.need("history", one) for one in listed} if "histories" in wants else {},
        translations=_translations(context, settings, route),
    )


def _in_a_known_area(own: Own | None, shown: Lists) -> bool:
    """Whether the area that an exercise is for is published."""
    exercise = own.entry if own else None
    return not isinstance(exercise, Exercise) or f"areas/{exercise.area}" in shown["areas"]


def _translations(context: Context, settings: Settings, here: Route) -> tuple[str, ...]:
    """The languages that have words for a page; a page made of others has the chrome's in each."""
    if "/" not in here.entry or len(settings.languages) == 1:
        return tuple(settings.languages)
    return tuple(code for code in settings.languages if context.need("source", f"{code} {here.entry}"))


def _linker(route: Route, settings: Settings) -> Linker:
    return Linker(route.address, with_index=not settings.base_url, base_path=settings.base_path)


def _own(context: Context, here: Route) -> Own | None:
    """What the page shows of its own entry."""
    read: Read = context.need("entry", f"{here.language} {here.entry}")
    body: Body | None = context.need("body", read.path)
    if read.entry is None or body is None or not body.sound:
        return None
    leads = context.need("links", f"{here.language} {read.path}")
    entry = read.entry
    figure: Pictured | None = None
    media: Media | None = None
    if isinstance(entry, Exercise) and entry.figure:
        figure = _figure(context, here.language, entry.figure, moves=entry.repeats)
    elif isinstance(entry, Exercise) and entry.picture:
        media = context.need("media", entry.picture)
    return Own(entry, body, leads, read.language, read.outdated, figure, media)


def _figure(context: Context, language: str, figure_id: str, *, moves: bool) -> Pictured | None:
    """A figure with its words in a language, and its movement where it `moves`; None while it has a mistake."""
    drawn: Drawn | None = context.need("drawing", figure_id)
    captions: Captions = context.need("captions", f"{language} {figure_id}")
    motion: Motion | None = context.need("motion", figure_id) if moves else None
    return Pictured(drawn, captions, motion.address if motion else "") if drawn else None


def _cards(context: Context, language: str, wanted: Iterable[str]) -> dict[str, Card]:
    """The cards of those names that are ids of published entries; names of lists among them are passed over."""
    found: dict[str, Card] = {}
    for name in dict.fromkeys(wanted):
        card: Card | None = context.need("card", f"{language} {name}") if "/" in name else None
        if card is not None:
            found[name] = card
    return found


def _traits(context: Context, here: Route, shown: Lists) -> dict[str, Traits]:
    """The traits of the exercises that the page lists, by slug, in the page's language."""
    found: dict[str, Traits] = {}
    for entry_id in dict.fromkeys(one for ids in shown.values() for one in ids):
        traits: Traits | None = context.need("traits", f"{here.language} {entry_id}")
        if traits is not None:
            found[entry_id.partition("/")[2]] = traits
    return found
