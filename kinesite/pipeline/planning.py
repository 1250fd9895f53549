"""The plan of the whole site: every file that it publishes, and whether the links between its pages lead somewhere.

Law: the plan holds digests and names; the texts stay with their pages.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kinesite.checks import links
from kinesite.content.catalog import Catalog
from kinesite.content.settings import Settings
from kinesite.incremental.trace import Context
from kinesite.pipeline.addressing import Register
from kinesite.pipeline.assets import Assets, Raster, published_name
from kinesite.pipeline.graph import Standing
from kinesite.pipeline.making import Outline
from kinesite.pipeline.records import RECEIPT, Record, published
from kinesite.render.material import Drawn, Media, Motion
from kinesite.structure.routes import Route, file_of
from kinesite.structure.shape import Shape


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
    register: Register
    """What `check` says of the list of addresses."""


def files(context: Context, _argument: str) -> Files:
    """The path of every file of the site that a page may name."""
    known: dict[str, Route] = context.need("routes")
    settings: Settings | None = context.need("settings")
    records = [path for path, _argument in published(settings)] if settings else []
    records += [RECEIPT] if context.need("option", "receipt") else []
    return Files(tuple(sorted([*(file_of(at) for at in known), *(path for path, _kind in _named(context)), *records])))


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


def entry_alone(context: Context, argument: str) -> None:
    """Has all work done that concerns the entry `<language> <id>` by itself, so that one process does it together."""
    entry_id = argument.partition(" ")[2]
    path: str = context.need("source", argument)
    for task in ("entry", "claims", "card", "traits", "names", "findable", "summary", "entry_record"):
        context.rely_on(task, [argument])
    for task in ("standing", "statement", "bonds", "history"):
        context.rely_on(task, [entry_id])
    for task in ("body", "anchors"):
        context.rely_on(task, [path] if path else [])
    context.rely_on("seal", [f"bytes {path}"] if path else [])


def page_alone(context: Context, at: str) -> bool:
    """Has all work done that concerns the page at an address by itself; gives whether there is such a page."""
    made: Outline | None = context.need("outline", at)
    context.rely_on("seal", [f"page {at}"])
    return made is not None


def site(context: Context, _argument: str) -> Plan | None:
    """The plan of the site, once every page is made and checked; None without settings."""
    settings: Settings | None = context.need("settings")
    if settings is None:
        return None
    catalog: Catalog = context.need("catalog")
    context.rely_on("drawing", list(catalog.figures))
    for language, entries in catalog.entries.items():
        context.rely_on("entry_alone", [f"{language} {entry_id}" for entry_id in entries])
    known: dict[str, Route] = context.need("routes")
    context.rely_on("motion", _moving(context))
    context.rely_on("media", list(catalog.media))
    context.rely_on("page_alone", list(known))
    for language, entries in catalog.entries.items():
        context.rely_on("links", [f"{language} {path}" for path in entries.values()])
    context.rely_on("linked", list(known))
    context.rely_on("relations", [""])
    context.rely_on("summaries", list(catalog.entries))
    context.rely_on("receipt", [""] if context.need("option", "receipt") else [])
    return _planned(context, known, settings)


def _planned(context: Context, known: dict[str, Route], settings: Settings) -> Plan:
    catalog: Catalog = context.need("catalog")
    rows: Shape = context.need("shape")
    ids = catalog.entries[settings.source_language]
    standings: dict[str, Standing] = {entry_id: context.need("standing", entry_id) for entry_id in ids}
    drafts = [one for one in ids if standings[one].draft]
    return Plan(
        pages={file_of(at): at for at in known if context.need("page_alone", at)},
        others=dict(others(context)) | ({RECEIPT: ("receipt", "")} if context.need("option", "receipt") else {}),
        guides=len(rows.rows),
        drafts=tuple(path for language in catalog.entries.values() for one, path in language.items() if one in drafts),
        left_out=sum(one not in rows.rows for one in drafts),
        latest=max((one.latest for one in standings.values() if one.latest), default=None),
        due=min((one.due for one in standings.values() if one.due), default=None),
        register=context.need("register"),
    )


def others(context: Context) -> Iterator[tuple[str, tuple[str, str]]]:
    """All that is no page, besides the receipt: path under the output, and where its bytes come from."""
    yield from _named(context)
    settings: Settings = context.need("settings")
    wanted = [(task, language) for language in settings.languages for task in ("search", "latest")]
    wanted += [("record", argument) for _path, argument in published(settings)]
    for task, argument in wanted:
        found: Record | None = context.need(task, argument)
        if found is not None:
            yield found.address[1:], (task, argument)


def _named(context: Context) -> Iterator[tuple[str, tuple[str, str]]]:
    """Assets, thumbnails and movements of figures, and pictures."""
    shared: Assets = context.need("assets")
    for name in shared.files:
        yield shared.address[1:] + name, ("assets", name)
    catalog: Catalog = context.need("catalog")
    rows: Shape = context.need("shape")
    for figure_id in sorted(_previewed(context) | {row.figure for row in rows.rows.values() if row.figure}):
        drawn: Drawn | None = context.need("drawing", figure_id)
        if drawn is not None:
            yield drawn.thumbnail[1:], ("drawing", figure_id)
    for figure_id in _moving(context):
        motion: Motion | None = context.need("motion", figure_id)
        if motion is not None:
            yield motion.address[1:], ("motion", figure_id)
    for name in catalog.media:
        media: Media | None = context.need("media", name)
        if media is not None:
            yield media.address[1:], ("picture", name)


def _previewed(context: Context) -> set[str]:
    """The figures that have a page of their own."""
    return {route.entry for route in context.need("routes").values() if route.page == "figure"}


def _moving(context: Context) -> list[str]:
    """The figures that are shown with their movement."""
    rows: Shape = context.need("shape")
    return sorted(_previewed(context) | {row.figure for row in rows.rows.values() if row.figure and row.repeats})


def address_of(value: Any, name: str) -> str:
    """The address that one of the other files would have now; almost all hold the digest of their content."""
    match value:
        case Assets():
            return value.address + name if name in value.files else ""
        case Drawn():
            return value.thumbnail
        case Motion() | Record():
            return value.address
        case Raster():
            return published_name(name, value.data)
    return ""


def content_of(value: Any, name: str) -> bytes:
    """The bytes of one of the other files, from the value of the task that has them."""
    match value:
        case Assets():
            return value.files[name]
        case Drawn():
            return value.thumbnail_text.encode()
        case Motion() | Record():
            return value.text.encode()
        case Raster():
            return value.data
    raise AssertionError(name)
