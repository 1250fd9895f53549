"""What each layout is given: one view for each kind of page.

Law: a template makes no decision about meaning; whatever it shows stands here under a name of the field.
"""

from dataclasses import dataclass

from kinesite.render.views.finding import Choice, Filter, FinderGroup, Letter
from kinesite.render.views.head import Head
from kinesite.render.views.news import NewsDay
from kinesite.render.views.parts import (
    Article,
    Card,
    CareCard,
    Caution,
    Colophon,
    Dose,
    DoseLine,
    Figure,
    Link,
    Notice,
    Picture,
    Recommendation,
    Rung,
    Section,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has."""

    head: Head
    title: str
    summary: str
    breadcrumbs: tuple[Link, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The front door."""

    article: Article | None
    areas: tuple[Card, ...]
    routines: tuple[Card, ...]
    conditions: tuple[Card, ...]
    guides: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class AreaPage(Page):
    """An area of the body and all that belongs to it."""

    article: Article
    exercises: tuple[Card, ...]
    """From easy to hard."""
    leave: tuple[Card, ...]
    routines: tuple[Card, ...]
    conditions: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ListPage(Page):
    """All entries of a kind, in groups."""

    kind: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    """(heading, cards); one group without a heading when there is nothing to group by."""


@dataclass(frozen=True, slots=True)
class ExercisePage(Page):
    """One movement."""

    also_known_as: tuple[str, ...]
    area: Link
    also_for: tuple[Link, ...]
    facts: tuple[DoseLine, ...]
    """Kind, difficulty, position, equipment, minutes."""
    muscles: str
    floor: bool
    """One has to get down to the floor."""
    emergency: CareCard
    cautions: tuple[Caution, ...]
    """Empty when nothing is known to rule it out."""
    figure: Figure | None
    picture: Picture | None
    dose: Dose | None
    """None for a movement to leave."""
    article: Article
    doing: tuple[Section, ...]
    """The sections up to and with the numbered steps."""
    rest: tuple[Section, ...]
    """The sections after the steps."""
    feel: str
    easier: tuple[Rung, ...]
    harder: tuple[Rung, ...]
    stop_if: tuple[str, ...]
    why_not: str
    """Only for a movement to leave."""
    instead: tuple[Card, ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise of a routine."""

    card: Card
    dose: Dose
    note: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a routine."""

    title: str
    minutes: int
    steps: tuple[Step, ...]
    alone: bool = False
    """A session is this stage and no other."""


@dataclass(frozen=True, slots=True)
class RoutinePage(Page):
    """Exercises in order, with their doses."""

    also_known_as: tuple[str, ...]
    emergency: CareCard
    cautions: tuple[Caution, ...]
    facts: tuple[DoseLine, ...]
    """Minutes, equipment, how often, weeks."""
    goal: str
    suited_to: str
    article: Article
    stages: tuple[Stage, ...]
    move_up_when: str
    stop_if: tuple[str, ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class ConditionPage(Page):
    """What a condition is, and which movements usually suit it."""

    also_known_as: tuple[str, ...]
    emergency: CareCard
    article: Article
    cautions: tuple[Caution, ...]
    """What this condition implies."""
    suits: tuple[Recommendation, ...]
    leave: tuple[Recommendation, ...]
    see_someone: tuple[str, ...]
    colophon: Colophon


@dataclass(frozen=True, slots=True)
class ArticlePage(Page):
    """A guide or a plain page."""

    article: Article
    care_cards: tuple[CareCard, ...]
    """All warning signs by level; only on the page that lists them."""
    series: tuple[Link, ...]
    """All parts of the series that this guide belongs to, in order."""
    related: tuple[Card, ...]
    """Other guides of the same topic."""
    colophon: Colophon | None
    trust: Link | None = None
    """The page of what has been checked; only on the page that says how facts are checked."""


@dataclass(frozen=True, slots=True)
class FigurePage(Page):
    """A figure by itself, only where drafts are shown: for whoever draws it."""

    figure: Figure
    thumbnail: str
    """Address of its small picture."""
    exercises: tuple[Card, ...]
    """The exercises that show it."""


@dataclass(frozen=True, slots=True)
class FinderPage(Page):
    """Every exercise to do, and what it can be chosen by."""

    filters: tuple[Filter, ...]
    mind: tuple[Choice, ...]
    """What a reader may have to mind: contraindications that some exercise names."""
    groups: tuple[FinderGroup, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AlphabetPage(Page):
    """All guides by all their names; the search page shows it to those without scripts."""

    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class WhatsNewPage(Page):
    """All that was published or changed, by day."""

    days: tuple[NewsDay, ...]
    """Newest first."""
    older: str
    """What to say of changes that are not shown; empty when all are."""
    feed: Link | None
    """The same for feed readers; None without `base_url`."""


@dataclass(frozen=True, slots=True)
class MovedPage(Page):
    """A page at an old address, which leads on to the new one by itself and by a link."""

    target: Link
    """The guide that stood here."""


@dataclass(frozen=True, slots=True)
class NotFoundPage(Page):
    """404: every link on it is absolute, because it may be shown at any depth."""

    areas: tuple[Card, ...]
