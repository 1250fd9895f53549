"""The kinds of page, each with its view and its layout; `PAGES` lists them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kinesite.diagnostics import Diagnostic
from kinesite.render import finder, gallery, guides, indexes, news, templating, trust, views
from kinesite.render.chrome import site
from kinesite.render.material import Material
from kinesite.structure.routes import MOVED
from kinesite.structure.shape import WHATS_NEW


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: its layout, and what the layout is given."""

    layout: str
    view: Callable[[Material], views.Page]
    wants: frozenset[str] = frozenset()
    """What it needs of the entries that it lists besides their cards: `traits`, other `names`, `histories`,
    or the `evidence` for what they say."""


PAGES: Mapping[str, PageKind] = {
    "home": PageKind("layouts/home.html", indexes.home),
    "area": PageKind("layouts/area.html", indexes.area),
    "list": PageKind("layouts/list.html", indexes.listing),
    "exercise": PageKind("layouts/exercise.html", guides.exercise),
    "routine": PageKind("layouts/routine.html", guides.routine),
    "condition": PageKind("layouts/condition.html", guides.condition, frozenset({"traits"})),
    "figure": PageKind("layouts/figure.html", indexes.figure),
    "guide": PageKind("layouts/article.html", guides.article),
    "page": PageKind("layouts/article.html", guides.article),
    "finder": PageKind("layouts/finder.html", finder.finder, frozenset({"traits"})),
    "search": PageKind("layouts/search.html", finder.search, frozenset({"names"})),
    "a-z": PageKind("layouts/a-z.html", finder.alphabet, frozenset({"names"})),
    "trust": PageKind("layouts/trust.html", trust.trust, frozenset({"evidence"})),
    "design": PageKind("layouts/design.html", gallery.design),
    WHATS_NEW: PageKind("layouts/whats-new.html", news.whats_new, frozenset({"histories"})),
    MOVED: PageKind("layouts/moved.html", indexes.moved),
    "not-found": PageKind("layouts/not-found.html", indexes.not_found),
}
"""Every kind of page there is, by the names that routes use."""


def render(material: Material, template: templating.Template) -> str | Diagnostic:
    """The HTML of a page, or the mistake in a template that prevents it."""
    view = PAGES[material.route.page].view(material)
    return templating.render(template, material.texts, site=site(material), page=view)
