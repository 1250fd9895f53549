"""The task for the list of every address ever published: what `check` has to say of it.

Law: a build publishes whatever the list says; only `check` tells of it.
"""

from dataclasses import dataclass

from kinesite.checks import addresses as lasting
from kinesite.content.addresses import PATH, Listed, listed
from kinesite.content.catalog import CONTENT, Catalog
from kinesite.content.settings import Settings
from kinesite.diagnostics import encoded
from kinesite.incremental.trace import Context
from kinesite.pipeline.graph import Standing
from kinesite.pipeline.parsing import file, paths
from kinesite.structure.routes import OUTSIDE, Route, address, inside


@dataclass(frozen=True, slots=True)
class Register:
    """What there is to say of the list of addresses; nothing where a site keeps none."""

    told: str = "[]"
    """Diagnostics, encoded."""
    unlisted: tuple[str, ...] = ()
    """Addresses of pages that are not in it yet."""


def register(context: Context, _argument: str) -> Register:
    """What `check` says of the list of addresses; nothing while a guide has a mistake: its aliases are unknown."""
    settings: Settings | None = context.need("settings")
    source = file(context, PATH) if PATH in paths(context, CONTENT) else None
    if settings is None or source is None:
        return Register()
    standings = _standings(context, settings)
    if any(own.broken and not own.draft for own in standings.values()):
        return Register()
    known: dict[str, Route] = context.need("routes")
    kept, mistakes = listed(source)
    coming = _coming(standings, settings)
    pages = [at for at in sorted(known) if at not in coming and _lasting(known[at], settings)]
    told = (*mistakes, *lasting.gone(kept, {*known, *coming}, pages))
    missing = _missing(pages, kept)
    last = max((one.line for one in kept), default=1)
    return Register(encoded((*told, *lasting.unlisted(missing, last))), missing)


def _missing(pages: list[str], kept: tuple[Listed, ...]) -> tuple[str, ...]:
    there = {one.address for one in kept}
    return tuple(at for at in pages if at not in there)


def _lasting(route: Route, settings: Settings) -> bool:
    """Whether people can have linked to a page: in other languages its address follows, but for the first page."""
    return route.page not in OUTSIDE and (route.language == settings.source_language or route.page == "home")


def _standings(context: Context, settings: Settings) -> dict[str, Standing]:
    files: Catalog = context.need("catalog")
    return {one: context.need("standing", one) for one in files.entries.get(settings.source_language, {})}


def _coming(standings: dict[str, Standing], settings: Settings) -> frozenset[str]:
    """The addresses that drafts will have, in every language: they wait for their page."""
    places = [address(*one.split("/")) for one, own in standings.items() if own.draft]
    prefixes = ["" if code == settings.source_language else code for code in settings.languages]
    return frozenset(inside(place, prefix) for place in places for prefix in prefixes)
