"""Tasks that make what is published: templates, assets, pages.

Law: a page and its checks are one piece of work.
"""

import hashlib
import zlib
from dataclasses import dataclass

from kinesite.checks import budgets, styles
from kinesite.checks import page as page_checks
from kinesite.checks.html import Page
from kinesite.diagnostics import Diagnostic
from kinesite.incremental.trace import Context
from kinesite.pipeline import assets as files
from kinesite.pipeline.assets import COMPONENTS, STATIC, Assets, measured
from kinesite.pipeline.materials import Gathered, gathered
from kinesite.pipeline.parsing import data, file, paths
from kinesite.pipeline.words import missing_text
from kinesite.render import templating
from kinesite.render.material import Poster
from kinesite.render.pages import render
from kinesite.render.safety import expected
from kinesite.structure.languages import MissingText
from kinesite.structure.routes import MOVED, file_of

POSTERS = ("share.{language}.png", "share.png")
"""The files under static/ that networks show where a page is shared, the first that is there."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished page."""

    file: str
    """Its path under the output."""
    packed: bytes
    """Its text, compressed: ten thousand pages wait in memory until the last of them is checked."""
    digest: str
    """Of the text: SHA-256."""
    size: int
    """Of the text, in bytes."""
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
    made = files.gathered(found)
    context.note(*styles.elsewhere(found), *budgets.shared(made.files, found))
    return made


def poster(context: Context, language: str) -> Poster | None:
    """The picture of the site in a language: its own, else the one of all languages; None where there is neither."""
    there = paths(context, STATIC.rstrip("/"))
    path = next((one for name in POSTERS if (one := STATIC + name.format(language=language)) in there), "")
    content = data(context, path) if path else None
    found = measured(path, content) if content is not None else None
    if isinstance(found, Diagnostic):
        context.note(found)
        return None
    return Poster(path.removeprefix(STATIC), *found) if found else None


def page(context: Context, at: str) -> Made | Lacking | None:
    """The page at an address, checked; None while something that it shows has a mistake."""
    given = gathered(context, at)
    if given is None:
        return None
    made, mistakes = finished(given)
    context.note(*mistakes)
    return made


def finished(given: Gathered) -> tuple[Made | Lacking | None, tuple[Diagnostic, ...]]:
    """A page from all that was gathered for it, and what is wrong with it."""
    route = given.material.route
    try:
        text = render(given.material, given.layout)
    except MissingText as missing:
        return Lacking(route.language, missing.args[0]), ()
    if isinstance(text, Diagnostic):
        return None, (text,)
    data = text.encode()
    packed = budgets.packed(data)
    own, moved = given.material.own, route.page == MOVED
    safety = expected(own.entry if own else None, "" if moved else route.entry, given.material.words)
    subject = page_checks.Subject(
        data,
        Page(data),
        route.page,
        safety,
        written=own is not None,
        documented=given.documented,
        list_budget=given.material.settings.list_budget * budgets.KB,
        stepless=own is not None and own.stepless,
        onward=given.material.link(route.entry).href if moved else "",
        light=len(packed),
    )
    internal = dict.fromkeys(link.target for link in subject.page.links if ":" not in link.target.partition("/")[0])
    made = Made(
        file_of(route.address),
        packed,
        hashlib.sha256(data).hexdigest(),
        len(data),
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


def text_digest(made: Made | Lacking | None) -> str:
    """What tells two versions of a page apart."""
    if isinstance(made, Lacking):
        return f"{made.language} {made.key}"
    return made.digest + made.source if made else ""
