"""Tasks that make what is published: templates, assets, pages, and the whole site.

Law: a page and its checks are one piece of work; a site with a mistake is not made.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinesite.checks import clinical, dates, links
from kinesite.checks import page as page_checks
from kinesite.checks.html import Link
from kinesite.content.catalog import Catalog
from kinesite.content.documents import Problem
from kinesite.content.entry import Documented, Entry
from kinesite.content.settings import Settings
from kinesite.content.sources import Source
from kinesite.diagnostics import Diagnostic
from kinesite.incremental.engine import Context
from kinesite.pipeline.assets import COMPONENTS, STATIC, Assets, gathered
from kinesite.pipeline.entries import Read
from kinesite.pipeline.inputs import noted, parsed
from kinesite.pipeline.words import missing_text
from kinesite.render import templating
from kinesite.render.material import Material, Media, Stills
from kinesite.render.pages import PAGES, render
from kinesite.structure.languages import MissingText
from kinesite.structure.routes import Route, file_of
from kinesite.structure.shape import Shape


@dataclass(frozen=True, slots=True)
class Made:
    """A finished page."""

    file: str
    """Its path under the output."""
    text: str
    links: tuple[Link, ...]
    ids: frozenset[str]
    source: str
    """Where to look for its mistakes: its entry's file, or its layout."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a build publishes, by path under the output."""

    pages: Mapping[str, str]
    others: Mapping[str, bytes]
    """Assets and pictures."""
    guides: int
    """Entries of every kind."""
    drafts: int
    """Entries that were left out."""


def template(context: Context, name: str) -> templating.Template | None:
    """A template with everything that it uses."""
    there = context.need("tree", templating.FOLDER.rstrip("/"))

    def read(wanted: str) -> str | None:
        path = templating.FOLDER + wanted
        source: Source | None = context.need("file", path) if path in there else None
        return source.text if source else None

    found, mistakes = templating.closure(name, read)
    context.note(*mistakes)
    return found


def assets(context: Context, _argument: str) -> Assets:
    """Style, scripts and fonts."""
    paths = list(context.need("tree", STATIC.rstrip("/")))
    paths += [path for path in context.need("tree", COMPONENTS.rstrip("/")) if path.endswith((".css", ".js"))]
    found = {path: context.need("data", path) for path in paths}
    return gathered({path: data for path, data in found.items() if data is not None})


def page(context: Context, place: str) -> Made | None:
    """The page at an address, checked; None while something that it shows has a mistake."""
    material: Material | None = context.need("material", place)
    here: Route = context.need("route", place)
    layout: templating.Template | None = context.need("template", PAGES[here.page].layout)
    if material is None or layout is None:
        return None
    try:
        text = render(material, layout)
    except MissingText as missing:
        missing_text(context, here.language, missing.args[0])
        return None
    if isinstance(text, Diagnostic):
        context.note(text)
        return None
    source = _source(context, here)
    documented = material.own is not None and isinstance(material.own.entry, Documented)
    subject = page_checks.subject(text, here.page, moves=PAGES[here.page].moves, documented=documented)
    context.note(*page_checks.check(subject, source))
    return Made(file_of(place), text, tuple(subject.page.links), frozenset(subject.page.ids), source)


def _source(context: Context, here: Route) -> str:
    rows: Shape = context.need("shape")
    return rows.rows[here.entry].path if here.entry in rows.rows else templating.FOLDER + PAGES[here.page].layout


def relations(context: Context, _argument: str) -> None:
    """The rules between entries."""
    library = clinical.Library({one: entry for one, (_path, entry) in _published(context).items()}, _broken(context))
    for entry_id, problem in clinical.check(library):
        _place(context, _published(context)[entry_id][0], problem)


def future(context: Context, day: str) -> None:
    """Dates that have not come yet."""
    for path, entry in _published(context).values():
        for problem in dates.future(entry, dt.date.fromisoformat(day)):
            _place(context, path, problem)


def overdue(context: Context, day: str) -> None:
    """Reviews that are due."""
    for path, entry in _published(context).values():
        for problem in dates.overdue(entry, dt.date.fromisoformat(day)):
            _place(context, path, problem)


def _published(context: Context) -> dict[str, tuple[str, Entry]]:
    """(path, entry) of all that is published, by id, in the source language."""
    rows: Shape = context.need("shape")
    language = context.need("settings").source_language
    reads: dict[str, Read] = {one: context.need("entry", f"{language} {one}") for one in rows.rows}
    return {one: (read.path, read.entry) for one, read in reads.items() if read.entry}


def _place(context: Context, path: str, problem: Problem) -> None:
    """Notes a problem of an entry at its line."""
    document = parsed(context, path)
    if document is not None:
        noted(context, document, (problem,))


def _broken(context: Context) -> frozenset[str]:
    """Ids of entries with mistakes of their own, which are reported already."""
    language = context.need("settings").source_language
    files: Catalog = context.need("catalog")
    return frozenset(one for one in files.entries[language] if context.need("entry", f"{language} {one}").entry is None)


def site(context: Context, _argument: str) -> Site | None:
    """All pages and files, every link between them checked; None without settings."""
    settings: Settings | None = context.need("settings")
    if settings is None:
        return None
    context.need("relations")
    _read_all(context)
    pages = [context.need("page", place) for place in context.need("routes")]
    made: list[Made] = [page for page in pages if page is not None]
    others = dict(_files(context, settings))
    if len(made) == len(pages):
        anchors = {page.file: page.ids for page in made} | dict.fromkeys(others, frozenset())
        for page in made:
            context.note(*links.check(page.file, page.links, anchors, page.source, settings.base_path))
    rows: Shape = context.need("shape")
    drafts = _all_drafts(context, settings)
    left_out = sum(1 for one in drafts if one not in rows.rows)
    return Site({page.file: page.text for page in made}, others, len(rows.rows), left_out)


def _read_all(context: Context) -> None:
    """The text of every entry, drafts and those with other mistakes too: nothing waits for another run."""
    files: Catalog = context.need("catalog")
    for language, entries in files.entries.items():
        for path in entries.values():
            context.need("links", f"{language} {path}")


def _all_drafts(context: Context, settings: Settings) -> list[str]:
    files: Catalog = context.need("catalog")
    language = settings.source_language
    return [one for one in files.entries[language] if context.need("entry", f"{language} {one}").draft]


def _files(context: Context, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Assets, thumbnails of figures, and pictures, by path under the output."""
    shared: Assets = context.need("assets")
    for name, data in shared.files.items():
        yield shared.address[1:] + name, data
    files: Catalog = context.need("catalog")
    for figure_id in files.figures:
        stills: Stills | None = context.need("figure", f"{settings.source_language} {figure_id}")
        if stills is not None:
            yield stills.thumbnail[1:], stills.thumbnail_data
    for name in files.media:
        media: Media | None = context.need("media", name)
        if media is not None:
            yield media.address[1:], media.data
