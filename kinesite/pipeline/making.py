"""Tasks that make what is published: templates, assets, pages, and the plan of the whole site.

Law: a page and its checks are one piece of work; the plan holds digests, the texts stay with their pages.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kinesite.checks import budgets, links, styles
from kinesite.checks import page as page_checks
from kinesite.checks.html import Page
from kinesite.content.catalog import Catalog
from kinesite.content.settings import Settings
from kinesite.diagnostics import Diagnostic
from kinesite.incremental.trace import Context
from kinesite.pipeline.assets import COMPONENTS, STATIC, Assets, Raster, gathered
from kinesite.pipeline.graph import Standing
from kinesite.pipeline.materials import Gathered
from kinesite.pipeline.parsing import data, file, paths
from kinesite.pipeline.searching import Script
from kinesite.pipeline.words import missing_text
from kinesite.render import templating
from kinesite.render.material import Drawn, Media, Motion
from kinesite.render.pages import render
from kinesite.render.safety import expected
from kinesite.structure.languages import MissingText
from kinesite.structure.routes import Route, file_of
from kinesite.structure.shape import Shape


@dataclass(frozen=True, slots=True)
class Made:
    """A finished page."""

    file: str
    """Its path under the output."""
    packed: bytes
    """Its text, compressed: ten thousand pages wait in memory until the last of them is checked."""
    digest: str
    """Of the text: SHA-256."""
    source: str
    """Where to look for its mistakes."""
    links: tuple[str, ...]
    """The addresses that it names within the site, each once."""
    ids: tuple[str, ...]

    @property
    def data(self) -> bytes:
        """Its text as it is published."""
        return zlib.decompress(self.packed)


@dataclass(frozen=True, slots=True)
class Lacking:
    """In place of a page: a text that the chrome of its language does not have."""

    language: str
    key: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What other pages' checks need to know of a page."""

    file: str
    source: str
    links: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Files:
    """The paths of all files that pages may name, sorted."""

    paths: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """The same for looking up."""
        return frozenset(self.paths)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a build publishes, as digests; and what its summary says."""

    pages: dict[str, str]
    """Path under the output to the page's address."""
    others: dict[str, tuple[str, str]]
    """Path under the output to the kind of file and its name: an asset, a figure's thumbnail or movement, a picture."""
    guides: int
    """Published entries of every kind."""
    drafts: tuple[str, ...]
    """Paths of drafts, whose mistakes are warnings."""
    left_out: int
    """Drafts that are not published."""
    latest: dt.date | None
    """The latest day that some entry says has passed."""
    due: dt.date | None
    """The earliest next review."""


def template(context: Context, name: str) -> templating.Template | None:
    """A template with everything that it uses."""
    there = paths(context, templating.FOLDER.rstrip("/"))

    def read(wanted: str) -> str | None:
        source = file(context, templating.FOLDER + wanted) if templating.FOLDER + wanted in there else None
        return source.text if source else None

    found, mistakes = templating.closure(name, read)
    context.note(*mistakes)
    return found


def assets(context: Context, _argument: str) -> Assets:
    """Style, scripts and fonts."""
    wanted = list(paths(context, STATIC.rstrip("/")))
    wanted += [path for path in paths(context, COMPONENTS.rstrip("/")) if path.endswith((".css", ".js"))]
    found = {path: content for path in wanted if (content := data(context, path)) is not None}
    made = gathered(found)
    context.note(*styles.elsewhere(found), *budgets.shared(made.files, found))
    return made


def finished(given: Gathered | None) -> tuple[Made | Lacking | None, tuple[Any, ...]]:
    """The page that was gathered, checked."""
    if given is None:
        return None, ()
    route = given.material.route
    try:
        text = render(given.material, given.layout)
    except MissingText as missing:
        return Lacking(route.language, missing.args[0]), ()
    if isinstance(text, Diagnostic):
        return None, (text,)
    own = given.material.own
    safety = expected(own.entry if own else None, route.entry, given.material.words)
    subject = page_checks.Subject(
        text,
        Page(text),
        route.page,
        safety,
        written=own is not None,
        documented=given.documented,
        list_budget=given.material.settings.list_budget * budgets.KB,
        stepless=own is not None and own.stepless,
    )
    internal = dict.fromkeys(link.target for link in subject.page.links if ":" not in link.target.partition("/")[0])
    data = text.encode()
    made = Made(
        file_of(route.address),
        zlib.compress(data, 1),
        hashlib.sha256(data).hexdigest(),
        given.source,
        tuple(internal),
        tuple(dict.fromkeys(subject.page.ids)),
    )
    return made, page_checks.check(subject, given.source)


def outline(context: Context, at: str) -> Outline | None:
    """The outline of the page at an address."""
    made: Made | Lacking | None = context.need("page", at)
    if isinstance(made, Lacking):
        missing_text(context, made.language, made.key)
        return None
    return Outline(made.file, made.source, made.links, made.ids) if made else None


def files(context: Context, _argument: str) -> Files:
    """The path of every file of the site that a page may name."""
    known: dict[str, Route] = context.need("routes")
    return Files(tuple(sorted([*(file_of(at) for at in known), *(path for path, _kind in _named(context))])))


def linked(context: Context, at: str) -> None:
    """The check that each link of a page leads to a file that will be there, and to an id on it."""
    own: Outline | None = context.need("outline", at)
    settings: Settings | None = context.need("settings")
    if own is None or settings is None:
        return
    there: Files = context.need("files")

    def has(path: str, fragment: str) -> bool | None:
        if path not in there.known:
            return None
        if not (fragment and path.endswith(".html")):
            return not fragment
        other: Outline | None = context.need("outline", _address(path))
        return other is None or fragment in other.ids  # a page with a mistake is told already

    context.note(*links.check(own.file, own.links, has, own.source, settings.base_path))


def _address(path: str) -> str:
    """The address of the page in a file of the output."""
    return "/" + path.removesuffix("index.html")


def site(context: Context, _argument: str) -> Plan | None:
    """The plan of the site, once every page is made and checked; None without settings."""
    settings: Settings | None = context.need("settings")
    if settings is None:
        return None
    known: dict[str, Route] = context.need("routes")
    catalog: Catalog = context.need("catalog")
    for language, entries in catalog.entries.items():
        context.rely_on("entry", [f"{language} {entry_id}" for entry_id in entries])
        context.rely_on("body", list(entries.values()))
        context.rely_on("claims", [f"{language} {entry_id}" for entry_id in entries])
        context.rely_on("links", [f"{language} {path}" for path in entries.values()])
    context.rely_on("drawing", list(catalog.figures))
    context.rely_on("media", list(catalog.media))
    context.rely_on("page", list(known))
    context.rely_on("linked", list(known))
    context.rely_on("relations", [""])
    context.rely_on("summaries", list(catalog.entries))
    return _planned(context, known, settings)


def _planned(context: Context, known: dict[str, Route], settings: Settings) -> Plan:
    catalog: Catalog = context.need("catalog")
    rows: Shape = context.need("shape")
    ids = catalog.entries[settings.source_language]
    standings: dict[str, Standing] = {entry_id: context.need("standing", entry_id) for entry_id in ids}
    drafts = [one for one in ids if standings[one].draft]
    return Plan(
        pages={file_of(at): at for at in known if context.need("outline", at) is not None},
        others=dict(_others(context)),
        guides=len(rows.rows),
        drafts=tuple(path for language in catalog.entries.values() for one, path in language.items() if one in drafts),
        left_out=sum(one not in rows.rows for one in drafts),
        latest=max((one.latest for one in standings.values() if one.latest), default=None),
        due=min((one.due for one in standings.values() if one.due), default=None),
    )


def _others(context: Context) -> Iterator[tuple[str, tuple[str, str]]]:
    """All that is no page: path under the output, and where its bytes come from."""
    yield from _named(context)
    settings: Settings = context.need("settings")
    for language in settings.languages:
        for task in ("search", "latest"):
            found: Script | None = context.need(task, language)
            if found is not None:
                yield found.address[1:], (task, language)


def _named(context: Context) -> Iterator[tuple[str, tuple[str, str]]]:
    """Assets, thumbnails and movements of figures, and pictures."""
    shared: Assets = context.need("assets")
    for name in shared.files:
        yield shared.address[1:] + name, ("assets", name)
    catalog: Catalog = context.need("catalog")
    rows: Shape = context.need("shape")
    previewed = {route.entry for route in context.need("routes").values() if route.page == "figure"}
    for figure_id in sorted(previewed | {row.figure for row in rows.rows.values() if row.figure}):
        drawn: Drawn | None = context.need("drawing", figure_id)
        if drawn is not None:
            yield drawn.thumbnail[1:], ("drawing", figure_id)
    for figure_id in sorted(previewed | {row.figure for row in rows.rows.values() if row.figure and row.repeats}):
        motion: Motion | None = context.need("motion", figure_id)
        if motion is not None:
            yield motion.address[1:], ("motion", figure_id)
    for name in catalog.media:
        media: Media | None = context.need("media", name)
        if media is not None:
            yield media.address[1:], ("picture", name)


def content_of(value: Any, name: str) -> bytes:
    """The bytes of one of the other files, from the value of the task that has them."""
    match value:
        case Assets():
            return value.files[name]
        case Drawn():
            return value.thumbnail_text.encode()
        case Motion() | Script():
            return value.text.encode()
        case Raster():
            return value.data
    raise AssertionError(name)


def text_digest(made: Made | Lacking | None) -> str:
    """What tells two versions of a page apart."""
    if isinstance(made, Lacking):
        return f"{made.language} {made.key}"
    return made.digest + made.source if made else ""
