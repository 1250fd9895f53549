"""The work of a build, as one table; and a build.

Law: this table is all the work there is, in the order in which a file becomes a page; it holds no branch on a kind.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kinesite.content.sources import Root, Source
from kinesite.diagnostics import Diagnostic, Severity, ordered
from kinesite.incremental.engine import Engine, Key, Task
from kinesite.pipeline import entries, graph, making, materials, words
from kinesite.pipeline.inputs import Options, inputs
from kinesite.pipeline.making import Site

TASKS: dict[str, Task] = {
    "settings": words.site_settings,
    "catalog": words.catalog,
    "words": words.words,
    "known": words.known,
    "entry": entries.entry,
    "body": entries.body,
    "figure": entries.figure,
    "media": entries.media,
    "shape": graph.shape,
    "routes": graph.all_routes,
    "route": graph.route,
    "lists": graph.lists,
    "card": graph.one_card,
    "anchors": graph.anchors,
    "links": graph.links,
    "chrome": graph.chrome,
    "template": making.template,
    "assets": making.assets,
    "material": materials.material,
    "page": making.page,
    "relations": making.relations,
    "future": making.future,
    "overdue": making.overdue,
    "site": making.site,
}
"""Every task, besides those that look at the world (`pipeline.inputs`)."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gives: the site, and what is wrong with it."""

    site: Site | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def publishable(self) -> bool:
        """Whether no error stands."""
        return self.site is not None and all(one.severity is not Severity.ERROR for one in self.diagnostics)


Watch = Callable[[Key], None]


def build(root: Root, options: Options, today: dt.date, *, overdue: bool, watch: Watch | None = None) -> Build:
    """Runs the whole table once; writes nothing. Only messages depend on `today`, overdue reviews if asked for."""
    engine = Engine({**inputs(root, options), **TASKS}, watch)
    site: Site | None = engine.need(Key("site"))
    if site is not None:
        for task in ("future", "overdue") if overdue else ("future",):
            engine.need(Key(task, today.isoformat()))
    drafts = set(_draft_paths(engine))
    found = [_lenient(one) if one.span.path in drafts else one for one in engine.notes()]
    return Build(site, ordered(_with_line(engine, one) for one in found))


def _draft_paths(engine: Engine) -> Iterator[str]:
    """Files of drafts: their mistakes do not stop the others."""
    settings = engine.need(Key("settings"))
    if settings is None:
        return
    for language, files in engine.need(Key("catalog")).entries.items():
        for entry_id, path in files.items():
            if engine.need(Key("entry", f"{language} {entry_id}")).draft:
                yield path


def _lenient(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, severity=Severity.WARNING)


def _with_line(engine: Engine, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with the source line that it speaks of, where that can be read."""
    source: Source | None = engine.seen(Key("file", diagnostic.span.path))
    return replace(diagnostic, excerpt=source.line(diagnostic.span.line)) if source else diagnostic
