"""Tasks for what machines read to find the pages: histories, site map, robots.txt, redirects, feed.

Law: a page that tells search engines to pass it by is named nowhere here; what a text says without a new line in its
history changes nothing here.
"""

import datetime as dt
from collections.abc import Iterator

from kinesite.content import settings as site
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.diagnostics import Span, warning
from kinesite.incremental.trace import Context
from kinesite.pipeline.entries import Read
from kinesite.pipeline.graph import Place, Standing
from kinesite.pipeline.words import missing_text
from kinesite.render import discovery, feed
from kinesite.render.cards import Card
from kinesite.structure.languages import MissingText, Texts
from kinesite.structure.news import History, events, latest
from kinesite.structure.routes import MOVED, OUTSIDE, Route, address, inside
from kinesite.structure.shape import Shape


def history(context: Context, entry_id: str) -> History:
    """What changed when in an entry; nothing while it has a mistake."""
    read: Read = context.need("original", entry_id)
    return read.entry.history if read.entry else ()


def _prefix(settings: Settings, language: str) -> str:
    return "" if language == settings.source_language else language


def _base(settings: Settings) -> str:
    return (settings.base_url or "").rstrip("/")


def _speaks(context: Context, language: str, entry_id: str) -> bool:
    """Whether search engines may show an entry in a language: it has words there, and is no draft."""
    own: Standing = context.need("standing", entry_id)
    return own.row is not None and not own.draft and bool(context.need("source", f"{language} {entry_id}"))


def sitemap(context: Context, _language: str) -> str | None:
    """The site map: every page that may be indexed, in every language."""
    settings: Settings | None = context.need("settings")
    if settings is None:
        return None
    known: dict[str, Route] = context.need("routes")
    pages = [found for at in sorted(known) if (found := _found(context, settings, known[at])) is not None]
    text, held = discovery.sitemap(pages)
    if held < len(pages):
        message = f"the site map holds {held} of {len(pages)} pages"
        why = "Readers who search the web would not find the others so soon."
        fix = "Shorten base_url, or divide the site in two."
        context.note(warning(Span(site.PATH), "A407", message, why=why, fix=fix))
    return text


def _found(context: Context, settings: Settings, route: Route) -> discovery.Found | None:
    """A page of the site map; None for one that may not be indexed."""
    if route.page in OUTSIDE:
        return None
    speaking = list(settings.languages)
    if "/" in route.entry:
        speaking = [code for code in speaking if _speaks(context, code, route.entry)]
    if route.language not in speaking:
        return None
    base, bare = _base(settings), route.address
    if prefix := _prefix(settings, route.language):
        bare = bare.removeprefix(f"/{prefix}")
    versions = [(code, base + inside(bare, _prefix(settings, code))) for code in speaking]
    alternates = tuple(versions) if len(versions) > 1 else ()
    return discovery.Found(base + route.address, _changed(context, route), alternates)


def _changed(context: Context, route: Route) -> dt.date | None:
    """The latest day of what a page shows: its own history, and those of what it lists if it is there to list."""
    ids = [route.entry] if "/" in route.entry else []
    if not ids or route.page == "area":
        place: Place | None = context.need("place", route.address)
        ids += [one for group in place.lists.values() for one in group] if place else []
    return latest({one: context.need("history", one) for one in ids})


def robots(context: Context, _language: str) -> str | None:
    """robots.txt, which names the site map."""
    settings: Settings | None = context.need("settings")
    return discovery.robots(_base(settings)) if settings else None


def redirects(context: Context, _language: str) -> str | None:
    """Old addresses and where they lead now, for hosts that can redirect; None for a site without any."""
    settings: Settings | None = context.need("settings")
    known: dict[str, Route] = context.need("routes")
    if settings is None:
        return None
    moved = [known[at] for at in sorted(known) if known[at].page == MOVED]
    moves = [(one.address, _target(settings, one)) for one in moved]
    return discovery.redirects(moves, settings.base_path) if moves else None


def _target(settings: Settings, route: Route) -> str:
    """The address of the entry that a page is about, in the page's language."""
    folder, _, slug = route.entry.partition("/")
    return address(folder, slug, _prefix(settings, route.language))


def atom(context: Context, language: str) -> str | None:
    """The feed of a language; None while no guide of the site says when it was published."""
    settings: Settings | None = context.need("settings")
    words: Words | None = context.need("words", language)
    rows: Shape = context.need("shape")
    histories: dict[str, History] = {one: context.need("history", one) for one in rows.dated}
    updated = latest(histories)
    if settings is None or words is None or updated is None:
        return None
    own = {one: lines for one, lines in histories.items() if _speaks(context, language, one)}
    channel = feed.Channel(settings, Texts(language, words.strings), _prefix(settings, language), updated)
    try:
        return feed.feed(channel, list(_items(context, channel, own)))
    except MissingText as missing:
        missing_text(context, language, missing.args[0])
        return None


def _items(context: Context, channel: feed.Channel, histories: dict[str, History]) -> Iterator[feed.Item]:
    """The newest events, each with the card of its guide; one whose guide has a mistake is told of elsewhere."""
    for event in events(histories)[: feed.MOST]:
        card: Card | None = context.need("card", f"{channel.texts.language} {event.entry}")
        if card is not None:
            folder, _, slug = event.entry.partition("/")
            yield feed.Item(event, card, address(folder, slug, channel.prefix))
