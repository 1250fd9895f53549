"""The pieces that pages are made of: plain values, in the reader's language, every link ready.

`Html` marks text that is markup; every other text is escaped by the template engine.
"""

from dataclasses import dataclass

from kinesite.render.templating import Html


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go, and what it is called."""

    label: str
    href: str
    current: bool = False
    """The page that the reader is on."""
    language: str = ""
    """Set when the target is in another language than this page."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under a heading."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Why the text below is not quite what the reader expects: untranslated, outdated, draft."""

    kind: str
    """`untranslated`, `outdated` or `draft`."""
    text: str


@dataclass(frozen=True, slots=True, eq=False)  # pages that see it alike share one, and `cached` asks on each
class Site:
    """The chrome that every page shares."""

    title: str
    description: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    home: str
    stylesheet: str
    scripts: tuple[str, ...]
    theme_script: str
    icon: str
    navigation: tuple[Link, ...]
    """The kinds of guide; areas are chosen on the home page."""
    finder: Link | None
    """None for a site without exercises to do."""
    footer: tuple[LinkGroup, ...]
    languages: tuple[Link, ...]
    """This page in every language of the site; empty when there is only one."""
    emergency_numbers: tuple[tuple[str, str], ...]
    """(number, where it works)."""
    warning_signs: str
    """Address of the page with all warning signs; empty when the site has none."""
    before_you_start: str
    """Address of that page; empty when the site has none."""
    search: Link
    alphabet: Link
    trust: Link
    """The page of what has been checked."""
    floor_guide: str
    """Address of the page on getting down to the floor and up again; empty when the site has none."""
    licence: Link
    content_policy: str
    whats_new: Link | None = None
    """None while no guide says when it was published."""
    feed: str = ""
    """Address of the feed of this language; empty without `base_url`."""


@dataclass(frozen=True, slots=True)
class CareCard:
    """Warning signs of one level. Never collapsed."""

    level: str
    """`emergency`, `urgent` or `soon`."""
    urgency: str
    """The urgency in words, for those who do not see the colour."""
    title: str
    action: str
    signs: tuple[str, ...]
    more: Link | None = None
    """The page with all signs."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to check before the first step."""

    id: str
    label: str
    why: str
    level: str
    """`avoid`, `adapt` or `ask-first`."""
    level_label: str
    note: str
    """What to do instead; may be empty."""


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One row of the dose: a name, a value in words."""

    name: str
    """A key such as `reps` or `hold`, for the icon and the tests."""
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Dose:
    """How much, in one sentence and in rows."""

    sentence: str
    rows: tuple[DoseLine, ...]
    minutes: int
    """Rounded up, for one day's first sitting."""
    reason: str = ""
    """Why it is not what its sources say, where it is not."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with everything that the law of rights asks for."""

    src: str
    alt: str
    width: int
    height: int
    credit: str


@dataclass(frozen=True, slots=True)
class FigureFrame:
    """One still of a movement."""

    number: int
    caption: str
    """What the frame shows, in words: visible text below the picture."""
    svg: Html
    """Inner markup of the drawing, with class names and no words."""


@dataclass(frozen=True, slots=True)
class Motion:
    """What the player of a figure has to know: where the movement is, and how fast it goes."""

    src: str
    """Address of the movement's file, a script."""
    move: int
    """Seconds from one frame to the next."""
    hold: int
    """Seconds for which the last frame is held; 0 when it is not."""
    back: int
    """Seconds from one frame back to the one before."""
    breath: bool
    """It is the breath that moves."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The stills of a movement, in order."""

    view_box: str
    frames: tuple[FigureFrame, ...]
    language: str = ""
    """Set when the captions are in another language than the page."""
    motion: Motion | None = None
    """None for a single still, for a movement to leave, and for one that goes on for minutes."""


@dataclass(frozen=True, slots=True)
class Card:
    """What other pages show of an entry."""

    id: str
    """The entry's slug, such as `bird-dog`."""
    kind: str
    """`exercise`, `routine`, `condition`, `guide`, `page` or `area`."""
    title: str
    summary: str
    href: str
    language: str
    """Set when the card's words are in another language than this page."""
    direction: str
    thumbnail: str
    """Address of a picture file; empty when there is none."""
    facts: tuple[DoseLine, ...]
    """What a reader chooses by: kind, difficulty, position, equipment, minutes."""
    leave: bool = False
    """A movement to leave, not to do."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: another guide, or a variation without a page."""

    text: str
    href: str
    """Empty for a variation."""
    when: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An exercise named by a condition, with what to mind."""

    card: Card
    note: str
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    publisher: str
    title: str
    url: str
    accessed: str
    supports: str


@dataclass(frozen=True, slots=True)
class Review:
    """The honest review line."""

    reviewed: bool
    line: str
    next_date: str
    """ISO date that a script compares with today; empty when not reviewed."""
    overdue: str
    """The line that the script reveals; empty when not reviewed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article, from one second-level heading to the next."""

    id: str
    title: str
    html: Html


@dataclass(frozen=True, slots=True)
class Article:
    """The written text of an entry."""

    introduction: Html
    sections: tuple[Section, ...]
    language: str
    """Set when the text is in another language than the chrome."""
    direction: str


@dataclass(frozen=True, slots=True)
class Colophon:
    """What stands below every guide: sources, review, history, disclaimer."""

    sources: tuple[Source, ...]
    review: Review | None
    history: tuple[tuple[str, str], ...]
    """(date in words, note), newest first."""
    disclaimer_title: str
    disclaimer: str
