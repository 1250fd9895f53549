"""Everything that one page is made of, gathered before it is made.

Law: a view is a function of its material and of nothing else.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kinesite.content.entry import Entry, Review
from kinesite.content.exercise import Exercise
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.figures import Sides
from kinesite.render import views
from kinesite.render.cards import Card, Traits
from kinesite.render.dosing import in_words
from kinesite.render.examples import Showcase
from kinesite.render.markup import Body, Destination, filled
from kinesite.render.templating import Html
from kinesite.structure.languages import Texts, texts_of
from kinesite.structure.lists import Lists
from kinesite.structure.news import History
from kinesite.structure.routes import Linker, Route, address


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure, drawn; its words depend on the language and stand apart."""

    position: str
    """The position that it starts from."""
    sides: Sides
    """The side that it begins with."""
    view_box: str
    frames: tuple[str, ...]
    """Inner markup of each still."""
    thumbnail: str
    """Address of its small picture."""
    thumbnail_text: str
    """The file of the small picture."""


@dataclass(frozen=True, slots=True)
class Captions:
    """What each frame of a figure shows, in words."""

    language: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A figure with its words."""

    drawn: Drawn
    captions: Captions
    motion: str = ""
    """Address of the movement's file; empty when there is none, or when nobody repeats the movement."""


@dataclass(frozen=True, slots=True)
class Motion:
    """The movement of a figure, in a file of its own that a page loads when its reader asks for it."""

    address: str
    """Where the file stands in the output."""
    text: str
    """What is in it: a script that gives the movement to the player."""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture of content/media with everything that the law of rights asks for."""

    address: str
    """Where its file stands in the output."""
    alt: str
    width: int
    height: int
    author: str
    licence: str


@dataclass(frozen=True, slots=True)
class Own:
    """What a page shows of its own entry, in the page's language where there is a translation."""

    entry: Entry
    body: Body
    destinations: tuple[Destination, ...]
    """Where the body's targets lead."""
    language: str
    """The language of its words."""
    outdated: bool = False
    """The original has changed since it was translated."""
    figure: Pictured | None = None
    media: Media | None = None

    @property
    def stepless(self) -> bool:
        """Whether it is an exercise to do, without numbered steps."""
        to_do = isinstance(self.entry, Exercise) and not self.entry.advice
        return to_do and not any(part.numbered for part in self.body.parts)


@dataclass(frozen=True, slots=True)
class Poster:
    """The picture that networks show where a page of the site is shared."""

    name: str
    """Of its file among the assets."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chrome:
    """What is the same on all pages of one language."""

    folders: tuple[str, ...]
    """Kinds of entry that have a list."""
    groups: Lists
    """Ids of the pages that the footer names, by what they are for."""
    known: Mapping[str, str]
    """Addresses of pages that templates know by name; empty when the site has none."""
    finder: bool
    """There are exercises to find."""
    assets: str
    """Address of the folder of assets."""
    scripts: tuple[str, ...]
    poster: Poster | None = None
    whats_new: bool = False
    """Some guide says when it was published."""

    @property
    def pages(self) -> tuple[str, ...]:
        """All pages that the footer names."""
        return tuple(one for ids in self.groups.values() for one in ids)


@dataclass(frozen=True, slots=True)
class Gallery:
    """What the page of all components shows."""

    showcases: tuple[Showcase, ...]
    tokens: str
    """The style sheet that sets the custom properties."""
    picture: str
    """Address of a picture that stands in for those of the examples."""
    movement: str
    """Address of a movement that stands in for theirs; empty when no exercise has one."""
    stylesheet: str
    """Address of the page's own style; empty when the site has none."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What an entry that makes claims about health states of itself."""

    read: tuple[dt.date, ...]
    """The day on which each source was last read, in order."""
    changed: dt.date | None
    """The latest day of its history."""
    review: Review | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the page of what has been checked rests on."""

    stated: Mapping[str, Stated] = field(default_factory=dict)
    """By id."""
    checks: tuple[str, ...] = ()
    """The names of the rules that every build keeps."""
    receipt: str = ""
    """Address of the list of all files with their digests; empty where there is none."""


@dataclass(frozen=True)
class Material:
    """What one page is made of."""

    route: Route
    settings: Settings
    words: Words
    linker: Linker
    chrome: Chrome
    lists: Lists
    cards: Mapping[str, Card]
    own: Own | None = None
    traits: Mapping[str, Traits] = field(default_factory=dict)
    """Of the exercises listed, by slug; only for pages that show more of them than their cards."""
    figure: Pictured | None = None
    """The figure that a page shows by itself."""
    gallery: Gallery | None = None
    """Only for the page of all components."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other names of the entries listed; only for pages that show them."""
    evidence: Evidence = Evidence()
    """Only for the page of what has been checked."""
    histories: Mapping[str, History] = field(default_factory=dict)
    """What changed when in the entries listed; only for pages that tell of it."""
    translations: tuple[str, ...] = ()
    """The languages in which this page has words of its own, the source language among them."""

    @cached_property
    def texts(self) -> Texts:
        """The words of the chrome."""
        return texts_of(self.route.language, self.words.strings)

    @cached_property
    def prefix(self) -> str:
        """What addresses of this language begin with."""
        return "" if self.route.language == self.settings.source_language else self.route.language

    @property
    def shown(self) -> Own:
        """The page's own entry; only pages that show one ask for it."""
        if self.own is None:
            raise AssertionError(self.route)
        return self.own

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.shown.entry

    @cached_property
    def dose(self) -> views.Dose | None:
        """The dose of an exercise as its reader is told it; None for a movement to leave, and for any other entry."""
        entry = self.own.entry if self.own else None
        return (
            in_words(entry.dose, self.texts, entry.dose_reason) if isinstance(entry, Exercise) and entry.dose else None
        )

    def address_of(self, entry_id: str) -> str:
        """The address of an entry in this page's language."""
        folder, _, slug = entry_id.partition("/")
        return address(folder, slug, self.prefix)

    def link(self, entry_id: str) -> views.Link:
        """A link to an entry, with its title."""
        card = self.cards[entry_id]
        target = self.address_of(entry_id)
        current = target == self.route.address
        return views.Link(card.title, self.linker.href(target), current, self.foreign(card.language))

    def foreign(self, language: str) -> str:
        """The language when it is not the page's own, else nothing."""
        return "" if language == self.route.language else language

    def direction(self, language: str) -> str:
        """`ltr` or `rtl`."""
        return self.settings.languages[language].direction

    def card(self, entry_id: str) -> views.Card:
        """A card with its links, as this page shows it."""
        card = self.cards[entry_id]
        return views.Card(
            id=entry_id.partition("/")[2],
            kind=card.kind,
            title=card.title,
            summary=card.summary,
            href=self.linker.href(self.address_of(entry_id)),
            language=self.foreign(card.language),
            direction=self.direction(card.language),
            thumbnail=self.linker.href(card.thumbnail) if card.thumbnail else "",
            facts=card.facts,
            leave=card.leave,
        )

    def listed(self, name: str) -> tuple[views.Card, ...]:
        """The cards of one list."""
        return tuple(self.card(one) for one in self.lists.get(name, ()))

    def article(self) -> views.Article:
        """The entry's text with its links filled in."""
        body, language = self.shown.body, self.shown.language
        destinations = [self._seen_from_here(one) for one in self.shown.destinations]
        sections = tuple(
            views.Section(part.id, Html(part.title), Html(filled(part.html, destinations))) for part in body.parts
        )
        introduction = Html(filled(body.introduction, destinations))
        return views.Article(introduction, sections, self.foreign(language), self.direction(language))

    def _seen_from_here(self, destination: Destination) -> Destination:
        """A web address as it is; an address of the site as this page names it."""
        if not destination.address.startswith("/"):
            return destination
        place, _, fragment = destination.address.partition("#")
        return Destination(self.linker.href(place, fragment), destination.width, destination.height)
