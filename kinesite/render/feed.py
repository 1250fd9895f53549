"""The Atom feed (RFC 4287): what is new or changed, for those who want to be told.

Law: the id of an entry is the guide's full address, the day, and whether it is clinical, so that nobody is told
anything twice; every date comes from a history.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from kinesite.content.settings import Settings
from kinesite.render.cards import Card
from kinesite.structure.languages import Texts
from kinesite.structure.news import Event
from kinesite.structure.routes import address, inside
from kinesite.structure.shape import WHATS_NEW

NAME = "feed.xml"
"""The file of a language's feed, beside its first page."""
MOST = 30
"""Entries of a feed."""


def address_of(prefix: str) -> str:
    """Where the feed of a language stands; `prefix` is the language where it is not the source language."""
    return inside(f"/{NAME}", prefix)


@dataclass(frozen=True, slots=True)
class Item:
    """An event with what a feed says of its guide."""

    event: Event
    card: Card
    address: str
    """Of the guide, under the site."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    settings: Settings
    texts: Texts
    prefix: str
    updated: dt.date
    """The latest day of the site."""


def feed(channel: Channel, items: Sequence[Item]) -> str:
    """The text of a feed; its items newest first."""
    settings, texts = channel.settings, channel.texts
    base = (settings.base_url or "").rstrip("/")
    own = base + address_of(channel.prefix)
    updated = items[0].event.day if items else channel.updated
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{texts.language}">',
        f"<id>{escape(own)}</id>",
        f"<title>{escape(settings.title)}: {escape(texts('titles.whats_new'))}</title>",
        f"<subtitle>{escape(settings.description)}</subtitle>",
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(base + address("pages", WHATS_NEW, channel.prefix))}"/>',
        f"<updated>{_instant(updated)}</updated>",
        f"<author><name>{escape(settings.publisher.name)}</name></author>",
        f"<rights>{escape(settings.licence.name)}, {escape(settings.licence.url)}</rights>",
    ]
    for item in items:
        lines += _entry(channel, item, base)
    return "\n".join([*lines, "</feed>", ""])


def _entry(channel: Channel, item: Item, base: str) -> Iterator[str]:
    texts, event, card = channel.texts, item.event, item.card
    target = escape(base + item.address)
    yield "<entry>"
    mark = "-clinical" if event.clinical else ""  # a correction on the day of another change is told anew
    yield f"<id>{target}#{event.day.isoformat()}{mark}</id>"
    title = texts("feed.leave", title=card.title) if card.leave else card.title
    yield f"<title>{escape(texts(f'feed.{event.kind}', title=title))}</title>"
    yield f'<link rel="alternate" type="text/html" href="{target}"/>'
    yield f"<updated>{_instant(event.day)}</updated>"
    yield f'<category term="{event.kind}" label="{escape(texts(f"whats_new.{event.kind}"))}"/>'
    yield from _summary(channel, item)
    yield "</entry>"


def _summary(channel: Channel, item: Item) -> Iterator[str]:
    """What a new guide is about, or what has changed in one; the notes of a history are in the source language."""
    if item.event.kind == "new":
        yield f"<summary>{escape(item.card.summary)}</summary>"
        return
    source = channel.settings.source_language
    mark = "" if source == channel.texts.language else f' xml:lang="{source}"'
    yield f"<summary{mark}>{escape(' '.join(item.event.notes))}</summary>"


def _instant(day: dt.date) -> str:
    """The beginning of a day, as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"
