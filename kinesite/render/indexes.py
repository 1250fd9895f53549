"""Pages that are made of other entries: home, areas, lists, those at old addresses, 404."""

from dataclasses import replace

from kinesite.render import illustrations, views
from kinesite.render.chrome import breadcrumbs, canonical, head, notices
from kinesite.render.material import Material


def home(material: Material) -> views.HomePage:
    """The front door: the site's promise, then what to choose from."""
    settings = material.settings
    return views.HomePage(
        head=head(material, settings.title, settings.description),
        title=settings.title,
        summary=settings.description,
        breadcrumbs=(),
        notices=(),
        article=None,
        areas=material.listed("areas"),
        routines=material.listed("routines"),
        conditions=material.listed("conditions"),
        guides=material.listed("guides"),
    )


def area(material: Material) -> views.AreaPage:
    """An area of the body, with its exercises from easy to hard."""
    entry = material.entry
    return views.AreaPage(
        head=head(material, entry.title, entry.summary),
        title=entry.title,
        summary=entry.summary,
        breadcrumbs=breadcrumbs(material, entry.title),
        notices=notices(material),
        article=material.article(),
        exercises=material.listed("exercises"),
        leave=material.listed("leave"),
        routines=material.listed("routines"),
        conditions=material.listed("conditions"),
    )


def listing(material: Material) -> views.ListPage:
    """All entries of a kind."""
    kind = material.route.entry
    title, summary = material.texts(f"titles.{kind}"), material.texts(f"lists.{kind}_summary")
    groups = tuple(
        (_heading(material, group), tuple(material.card(one) for one in ids)) for group, ids in material.lists.items()
    )
    return views.ListPage(
        head=head(material, title, summary),
        title=title,
        summary=summary,
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        kind=kind,
        groups=groups,
    )


def _heading(material: Material, group: str) -> str:
    """The title of the area, or the words of the topic, that a list is divided by."""
    if not group:
        return ""
    return material.cards[group].title if group in material.cards else material.texts(f"topics.{group}")


def figure(material: Material) -> views.FigurePage:
    """A figure by itself, for whoever draws it: large, small, and where it is used."""
    if material.figure is None:
        raise AssertionError(material.route)
    title = material.texts("titles.figure", name=material.route.entry)
    return views.FigurePage(
        head=head(material, title, title),
        title=title,
        summary="",
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        figure=illustrations.figure(material, material.figure),
        thumbnail=material.linker.href(material.figure.drawn.thumbnail),
        exercises=material.listed("exercises"),
    )


def moved(material: Material) -> views.MovedPage:
    """What a reader sees for a moment at an address where a guide stood before."""
    title = material.texts("titles.moved")
    target = material.link(material.route.entry)
    about = head(material, title, material.cards[material.route.entry].summary)
    return views.MovedPage(
        head=replace(about, canonical=canonical(material, material.route.entry)),
        title=title,
        summary=material.texts("moved.text"),
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        target=target,
    )


def not_found(material: Material) -> views.NotFoundPage:
    """What a reader sees at an address where nothing is."""
    title = material.texts("titles.not_found")
    return views.NotFoundPage(
        head=head(material, title, material.settings.description),
        title=title,
        summary="",
        breadcrumbs=(),
        notices=(),
        areas=material.listed("areas"),
    )
