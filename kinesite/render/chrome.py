"""What is round every page: head, header, footer, breadcrumbs, notices."""

from dataclasses import replace
from functools import lru_cache

from kinesite.render import views
from kinesite.render.feed import address_of as feed_of
from kinesite.render.linked_data import linked_data
from kinesite.render.material import Material
from kinesite.render.safety import WARNING_SIGNS
from kinesite.render.templating import Html
from kinesite.structure.routes import MOVED, OUTSIDE, address
from kinesite.structure.shape import FINDER, WHATS_NEW

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing from elsewhere, nothing inline. One constant for the meta tag and for hosts' header files."""

BEFORE_YOU_START = "pages/before-you-start"
FLOOR_GUIDE = "pages/getting-to-the-floor"
HOW_WE_CHECK = "pages/how-we-check"
KNOWN_PAGES = (WARNING_SIGNS, BEFORE_YOU_START, FLOOR_GUIDE)
"""Pages that templates link to wherever they stand; a site may lack them."""


class _Beside:
    """A page, for what it has round it: it equals the pages beside it that are made of the same things.

    The chrome links to lists and to plain pages, so all guides of one folder see it alike. What it is made of is the
    same where it is one object: to compare all words takes longer than to make the chrome.
    """

    def __init__(self, material: Material) -> None:
        self.material = material
        """Kept, so that what it is made of stays the only one with its identity."""
        route, chrome = material.route, material.chrome
        listed = route.entry.partition("/")[0] in chrome.folders and "/" in route.entry and route.page != MOVED
        place = route.address.rstrip("/").rpartition("/")[0] if listed else route.address
        parts = (material.settings, material.words, chrome, *(material.cards[one] for one in chrome.pages))
        self._key = (place, *map(id, parts))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Beside) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def site(material: Material) -> views.Site:
    """The chrome of a page."""
    shared, languages = _shared(_Beside(material)), _languages(material)
    return replace(shared, languages=languages) if languages else shared


@lru_cache(maxsize=10)
def _shared(beside: _Beside) -> views.Site:
    """The chrome of a page and of those beside it, without its other languages."""
    material = beside.material
    settings, linker, chrome = material.settings, material.linker, material.chrome
    assets = chrome.assets

    def known(entry_id: str) -> str:
        place = chrome.known.get(entry_id, "")
        return linker.href(place) if place else ""

    return views.Site(
        title=settings.title,
        description=settings.description,
        language=material.route.language,
        direction=material.direction(material.route.language),
        home=linker.href(_home(material)),
        stylesheet=linker.href(f"{assets}site.css"),
        scripts=tuple(linker.href(f"{assets}{name}") for name in chrome.scripts),
        theme_script=linker.href(f"{assets}theme.js"),
        icon=linker.href(f"{assets}favicon.svg"),
        navigation=tuple(_listed(material, folder) for folder in chrome.folders if folder != "areas"),
        finder=made(material, FINDER) if chrome.finder else None,
        search=made(material, "search"),
        alphabet=made(material, "a-z"),
        trust=made(material, "trust"),
        footer=tuple(
            views.LinkGroup(material.texts(f"footer_groups.{group}"), tuple(material.link(one) for one in ids))
            for group, ids in chrome.groups.items()
        ),
        languages=(),
        emergency_numbers=tuple((one.number, one.where) for one in settings.emergency_numbers),
        warning_signs=known(WARNING_SIGNS),
        before_you_start=known(BEFORE_YOU_START),
        floor_guide=known(FLOOR_GUIDE),
        licence=views.Link(settings.licence.name, settings.licence.url),
        content_policy=CONTENT_POLICY,
        whats_new=made(material, WHATS_NEW) if chrome.whats_new else None,
        feed=linker.href(feed_of(material.prefix)) if chrome.whats_new and settings.base_url else "",
    )


def _home(material: Material) -> str:
    return f"/{material.prefix}/" if material.prefix else "/"


def made(material: Material, page: str) -> views.Link:
    """A link to a page made of others."""
    target = address("pages", page, material.prefix)
    label = material.texts(f"nav.{page.replace('-', '_')}")
    return views.Link(label, material.linker.href(target), material.route.address == target)


def _listed(material: Material, folder: str) -> views.Link:
    """A link to the list of a kind of entry."""
    target = address("pages", folder, material.prefix)
    inside = material.route.address.startswith(target)
    return views.Link(material.texts(f"nav.{folder}"), material.linker.href(target), inside)


def _languages(material: Material) -> tuple[views.Link, ...]:
    """This page in every language of the site."""
    settings = material.settings
    if len(settings.languages) == 1 or material.route.page in OUTSIDE:
        return ()
    return tuple(
        views.Link(language.name, material.linker.href(_in(code, material)), code == material.route.language, code)
        for code, language in settings.languages.items()
    )


def _in(language: str, material: Material) -> str:
    """The address of this page in a language."""
    bare = material.route.address.removeprefix(f"/{material.prefix}" if material.prefix else "")
    return bare if language == material.settings.source_language else f"/{language}{bare}"


def head(material: Material, title: str, description: str) -> views.Head:
    """What is said about a page before its body. A page in place of a missing translation points at its original."""
    settings, own = material.settings, material.own
    base = (settings.base_url or "").rstrip("/")
    untranslated = own is not None and own.language != material.route.language
    canonical = _in(settings.source_language if untranslated else material.route.language, material)
    hidden = untranslated or material.route.page in OUTSIDE or (own is not None and own.entry.draft)
    full = (
        title if material.route.page == "home" else material.texts("nav.page_title", title=title, site=settings.title)
    )
    versions = material.translations if base and not hidden and len(material.translations) > 1 else ()
    alternates = tuple((code, base + _in(code, material)) for code in versions)
    here, home = (base + at if base else "" for at in (canonical, _home(material)))
    way = [(label, base + at if base else "") for label, at in _way(material, title)]
    told = Html("") if hidden else linked_data(material, here, home, way)
    sharing = None if hidden else _sharing(material, base)
    return views.Head(full, description, here, not hidden, alternates, sharing, told)


def _sharing(material: Material, base: str) -> views.Sharing:
    """What networks are told of a page: its picture needs an absolute address."""
    poster = material.chrome.poster if base else None
    locale = material.settings.languages[material.route.language].locale or ""
    kind = "article" if material.own else "website"
    if poster is None:
        return views.Sharing(kind, locale, "", 0, 0)
    return views.Sharing(kind, locale, base + material.chrome.assets + poster.name, poster.width, poster.height)


def canonical(material: Material, entry_id: str) -> str:
    """The full address of an entry, in the language in which its words are; nothing without `base_url`."""
    base = material.settings.base_url
    folder, _, slug = entry_id.partition("/")
    language = material.cards[entry_id].language
    prefix = "" if language == material.settings.source_language else language
    return base.rstrip("/") + address(folder, slug, prefix) if base else ""


def _way(material: Material, title: str) -> list[tuple[str, str]]:
    """(label, address) of the pages from the home page down to this one."""
    route, home = material.route, (material.texts("nav.home"), _home(material))
    if route.page == "home":
        return [home]
    folder = route.entry.partition("/")[0]
    listed = folder in material.chrome.folders and "/" in route.entry
    above = [(material.texts(f"nav.{folder}"), address("pages", folder, material.prefix))] if listed else []
    return [home, *above, (title, route.address)]


def breadcrumbs(material: Material, title: str) -> tuple[views.Link, ...]:
    """The way from the home page to this one."""
    *above, (label, here) = _way(material, title)
    language = material.foreign(material.own.language) if material.own else ""
    last = views.Link(label, material.linker.href(here), current=True, language=language)
    return (*(views.Link(name, material.linker.href(at)) for name, at in above), last)


def notices(material: Material) -> tuple[views.Notice, ...]:
    """Why the text is not quite what the reader expects."""
    own, texts, languages = material.own, material.texts, material.settings.languages
    if own is None:
        return ()
    found = []
    if own.language != material.route.language:
        text = texts("notices.untranslated", language=languages[own.language].name)
        found.append(views.Notice("untranslated", text))
    if own.outdated:
        text = texts("notices.outdated", language=languages[material.settings.source_language].name)
        found.append(views.Notice("outdated", text))
    if own.entry.draft:
        found.append(views.Notice("draft", texts("notices.draft")))
    return tuple(found)
