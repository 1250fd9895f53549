"""What a build comes to: remembered where nothing has changed, computed where something has.

Law: a remembered outcome and a computed one are told apart by nothing but the time they took.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kinesite.content.sources import Root, Source
from kinesite.diagnostics import Diagnostic, Severity, decoded, ordered
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Key, Task
from kinesite.pipeline.memory import COACHED, Remembered, SourcesChanged, opened, remembered, twice, unchanged
from kinesite.pipeline.world import Options, world

REVIEW_DAYS = 60
"""How long before its next review `check` announces a page."""

Watch = Callable[[Key], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for."""

    root: Root
    options: Options
    today: dt.date
    overdue: bool = False
    """Reviews that are due are told, too."""
    addresses: bool = False
    """What there is to say of the list of addresses is told, too."""
    coach: Store | None = None
    """Where the remarks of the coach for plain words are remembered; without it nobody is coached."""
    jobs: int = 1
    """Processes at most."""
    watch: Watch = lambda _key: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A site that could be written, and what is wrong with it."""

    diagnostics: tuple[Diagnostic, ...]
    guides: int
    """Published entries of every kind."""
    left_out: int
    """Drafts that are not published."""
    versions: Mapping[str, str]
    """Path under the output to the version of what belongs there."""
    content: Callable[[str], bytes]
    """The bytes of a path."""
    whole: bool
    """Whether there is a site at all."""
    drafts: tuple[str, ...] = ()
    """Paths of drafts, whose mistakes are warnings."""
    unlisted: tuple[str, ...] = ()
    """Addresses that the list of those ever published lacks."""

    @property
    def publishable(self) -> bool:
        """Whether no error stands."""
        return self.whole and all(one.severity is not Severity.ERROR for one in self.diagnostics)


def outcome(request: Request, store: Store) -> Outcome:
    """The outcome of a build; the store remembers it.

    What an earlier build looked at after its commit, or left half done, is no part of its memory.
    """
    found = _built(request, store)
    if request.coach is None:
        return found
    return replace(found, diagnostics=_told(request.root, (*found.diagnostics, *_remarks(request, request.coach)), ()))


def _remarks(request: Request, store: Store) -> tuple[Diagnostic, ...]:
    """What the coach says; a store that fails is only a memory."""
    try:
        return twice(store, lambda: _coached(request, store))
    except sqlite3.Error:
        return _coached(request, opened(Path(), cached=False))


def _coached(request: Request, store: Store) -> tuple[Diagnostic, ...]:
    value = unchanged(store, COACHED, world(request.root, request.options))
    if value is not None:
        return decoded(value)
    from kinesite.pipeline.coaching import remarks  # noqa: PLC0415 - nobody else waits for its dictionary

    return remarks(request.root, request.options, store)


def _built(request: Request, store: Store) -> Outcome:
    store.rollback()
    seen = world(request.root, request.options)
    last = remembered(store, seen)
    if last is not None and last.plan is not None and not _day_matters(last.plan["latest"], last.plan["due"], request):
        return _from_memory(request, store, last, last.plan)
    return _computed(request, store, seen)


def _day_matters(latest: str | None, due: str | None, request: Request) -> bool:
    """Whether the calendar may have something to say, so that entries have to be read; days in ISO form."""
    tomorrow, soon = (request.today + dt.timedelta(days=days) for days in (1, REVIEW_DAYS))
    return bool(latest and latest > tomorrow.isoformat()) or bool(request.overdue and due and due <= soon.isoformat())


def _from_memory(request: Request, store: Store, last: Remembered, plan: Mapping[str, Any]) -> Outcome:
    computed: list[Outcome] = []

    def content(path: str) -> bytes:
        """The output has lost a file: computes the site after all."""
        if not computed:
            computed.append(_computed(request, store, world(request.root, request.options)))
        if computed[0].versions.get(path) != last.versions.get(path):
            raise SourcesChanged(path)
        return computed[0].content(path)

    register = plan["register"]
    listed = decoded(register["told"]) if request.addresses else ()
    diagnostics = _told(request.root, (*last.diagnostics, *listed), plan["drafts"])
    unlisted = tuple(register["unlisted"])
    return Outcome(
        diagnostics,
        plan["guides"],
        plan["left_out"],
        last.versions,
        content,
        whole=True,
        drafts=tuple(plan["drafts"]),
        unlisted=unlisted,
    )


def _computed(request: Request, store: Store, seen: Mapping[str, Task]) -> Outcome:
    from kinesite.incremental.pool import Pool  # noqa: PLC0415 - a build with nothing to do loads none of this
    from kinesite.pipeline.builds import build, dated  # noqa: PLC0415 - same

    result = build(seen, store, Pool(request.jobs), request.watch)
    plan = result.plan
    latest, due = (day.isoformat() if day else None for day in ((plan.latest, plan.due) if plan else (None, None)))
    matters = _day_matters(latest, due, request)
    days = dated(request.root, result, request.today, overdue=request.overdue) if matters else ()
    listed = decoded(plan.register.told) if plan and request.addresses else ()
    diagnostics = _told(request.root, (*result.diagnostics, *days, *listed), plan.drafts if plan else ())
    guides, left_out = (plan.guides, plan.left_out) if plan else (0, 0)
    unlisted = plan.register.unlisted if plan else ()
    return Outcome(
        diagnostics,
        guides,
        left_out,
        result.versions,
        result.content,
        whole=plan is not None,
        drafts=plan.drafts if plan else (),
        unlisted=unlisted,
    )


def _told(root: Root, diagnostics: Iterable[Diagnostic], drafts: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Diagnostics as they are told: a draft's are warnings, each has its source line, all are in order."""
    lenient = frozenset(drafts)
    lines: dict[str, list[str]] = {}
    told = []
    for one in ordered(diagnostics):
        path, number = one.span.path, one.span.line
        if path not in lines:
            source = root.read(path)
            lines[path] = source.text.split("\n") if isinstance(source, Source) else []
        line = lines[path][number - 1] if number <= len(lines[path]) else ""
        severity = Severity.WARNING if path in lenient else one.severity
        told.append(replace(one, severity=severity, excerpt=line))
    return tuple(told)
