"""A build from sources to a plan whose files can be had one by one."""

import contextlib
import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kinesite.checks import dates
from kinesite.content.documents import Document, Problem, front_matter
from kinesite.content.entry import Entry
from kinesite.content.sources import Root, Source
from kinesite.diagnostics import Diagnostic, decoded, encoded
from kinesite.incremental.engine import Engine
from kinesite.incremental.pool import Pool
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Codec, Key, Task, digest_of
from kinesite.pipeline.entries import Read
from kinesite.pipeline.making import Made
from kinesite.pipeline.memory import FIXED, GOAL, SourcesChanged, versions
from kinesite.pipeline.planning import Plan, address_of, content_of
from kinesite.pipeline.tasks import TASKS

Watch = Callable[[Key], None]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gives."""

    engine: Engine
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    versions: dict[str, str]
    """Path under the output to the version of what belongs there."""

    def content(self, path: str) -> bytes:
        """The bytes of a file of the plan. Raises `SourcesChanged` when they are no longer what was checked."""
        if self.plan is None:
            raise AssertionError(path)
        if path in self.plan.pages:
            made: Made | None = self.engine.value(Key("page", self.plan.pages[path]))
            if made is None or digest_of(TASKS["page"].codec.encode(made)) != self.versions[path]:
                raise SourcesChanged(path)
            return made.data
        task, name = self.plan.others[path]
        value = self.engine.value(Key(task, "" if task == "assets" else name))
        moved = f"/{path}" != address_of(value, name)
        if moved or (task in FIXED and digest_of(TASKS[task].codec.encode(value)) != self.versions[path]):
            raise SourcesChanged(path)
        return content_of(value, name)


def build(world: Mapping[str, Task], store: Store, pool: Pool, watch: Watch = lambda _key: None) -> Build:
    """Brings the site up to date; nothing is written outside the store, which is committed.

    `world`: the tasks that look at it, which have looked at nothing before this build.
    """
    engine = Engine({**world, **TASKS}, store, Codec(encoded, decoded), pool, watch)
    with _uncollected():
        plan: Plan | None = engine.build(GOAL)
    store.commit()
    found = versions(store, plan.pages, plan.others) if plan else {}
    return Build(engine, plan, tuple(engine.notes()), found)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: a build makes little that counting does not free, and to look through the
    growing memory of it again and again takes a fifth of the time. Forked workers inherit this.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def dated(root: Root, result: Build, today: dt.date, *, overdue: bool) -> Iterator[Diagnostic]:
    """Mistakes that depend on the day: what has not come yet and, if asked for, reviews that are due."""
    rules: tuple[Callable[[Entry, dt.date], Iterator[Problem]], ...] = (dates.future,)
    if overdue:
        rules = (*rules, dates.overdue)
    for at in sorted(set(result.plan.pages.values())) if result.plan else ():
        place = result.engine.value(Key("place", at))
        read: Read | None = result.engine.value(Key("original", place.route.entry)) if place and place.path else None
        if read is None or read.entry is None:
            continue
        problems = [problem for rule in rules for problem in rule(read.entry, today)]
        yield from _placed(root, read.path, problems)


def _placed(root: Root, path: str, problems: list[Problem]) -> Iterator[Diagnostic]:
    source = root.read(path) if problems else None
    document = front_matter(source) if isinstance(source, Source) else ()
    if isinstance(document, Document):
        yield from (document.diagnostic(problem) for problem in problems)
