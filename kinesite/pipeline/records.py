"""Files of text that sum up the site for machines: one row each.

Law: whether a record is published is known from the settings alone, so that pages may name it; its text is a function
of what it needs and of nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kinesite.content.catalog import Catalog
from kinesite.content.settings import Settings
from kinesite.content.sources import misnamed
from kinesite.incremental.trace import Context
from kinesite.pipeline import discovery, hosting
from kinesite.render.api import EXERCISES, SAFETY, schema_path
from kinesite.render.discovery import SITEMAP
from kinesite.render.feed import NAME as FEED


@dataclass(frozen=True, slots=True)
class Record:
    """A file of text that is no page."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: what writes it, and when it is published."""

    text: Callable[[Context, str], str | None]
    """Of a language; None while something that it needs has a mistake."""
    each_language: bool = False
    """One for every language of the site, beside its pages; else one alone, at the root."""
    absolute: bool = False
    """It names full addresses, so it is published only with a `base_url`."""
    asked: Callable[[Settings], object] = lambda _settings: True
    """Whether the settings ask for it."""


def _of_guides(name: str) -> Callable[[Context, str], str | None]:
    """What writes a file of records of guides."""

    def text(context: Context, language: str) -> str | None:
        from kinesite.pipeline import api  # noqa: PLC0415 - most builds make none, and do not wait for their models

        return api.FILES[name](context, language) if context.need("well_named") else None

    return text


def _schema_of(name: str) -> Callable[[Context, str], str]:
    """What writes the schema of such a file; it is the same for every site."""

    def text(_context: Context, _language: str) -> str:
        from kinesite.render.api.files import schema_text  # noqa: PLC0415 - same

        return schema_text(name)

    return text


def entry_record(context: Context, argument: str) -> str:
    """The record of the guide `<language> <id>` as JSON; empty where there is none."""
    from kinesite.pipeline import api  # noqa: PLC0415 - same

    return api.entry_record(context, argument) if context.need("well_named") else ""


def well_named(context: Context, _argument: str) -> bool:
    """Whether the name of every entry fits an address; one that does not fits no record either, its own or another's
    that names it.
    """
    files: Catalog = context.need("catalog")
    named = (item for entries in files.entries.values() for item in entries.items())
    return not any(misnamed(path, entry_id.partition("/")[2]) for entry_id, path in named)


RECEIPT = "trust/build.json"
"""Where the receipt of a build stands, which sums up all records and so is none of them."""

KINDS: Mapping[str, RecordKind] = {
    ".nojekyll": RecordKind(hosting.no_jekyll),
    "CNAME": RecordKind(hosting.cname, asked=lambda settings: settings.cname),
    "_headers": RecordKind(hosting.headers),
    "_redirects": RecordKind(discovery.redirects),
    FEED: RecordKind(discovery.atom, each_language=True, absolute=True),
    "robots.txt": RecordKind(discovery.robots),
    SITEMAP: RecordKind(discovery.sitemap, absolute=True),
    **{name: RecordKind(_of_guides(name), each_language=True) for name in (EXERCISES, SAFETY)},
    **{schema_path(name): RecordKind(_schema_of(name)) for name in (EXERCISES, SAFETY)},
}
"""Every record, by its path under the root or under the language's folder."""


def published(settings: Settings) -> Iterator[tuple[str, str]]:
    """The records of a site: path under the output, and the argument of the task `record`."""
    for name, kind in KINDS.items():
        if (kind.absolute and not settings.base_url) or not kind.asked(settings):
            continue
        for language in settings.languages if kind.each_language else (settings.source_language,):
            folder = "" if language == settings.source_language else f"{language}/"
            yield folder + name, f"{language} {name}"


def record(context: Context, argument: str) -> Record | None:
    """The record `<language> <name>`; None where it is not published, or while something has a mistake."""
    language, _, name = argument.partition(" ")
    settings: Settings | None = context.need("settings")
    paths = {wanted: path for path, wanted in published(settings)} if settings else {}
    if argument not in paths:
        return None
    text = KINDS[name].text(context, language)
    return None if text is None else Record(f"/{paths[argument]}", text)
