"""`build` and `check`: both do all the work that there is; one writes what came of it.

Law: nothing is written while an error stands; what was published before stays as it was.
"""

import argparse
import contextlib
import datetime as dt
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from kinesite.content.addresses import PATH as ADDRESSES
from kinesite.content.sources import Root
from kinesite.diagnostics import FORMATS, Diagnostic, Severity, count, ordered
from kinesite.incremental.store import Busy, Store
from kinesite.incremental.trace import Key
from kinesite.pipeline import memory, mishaps
from kinesite.pipeline.outcome import Outcome, Request, outcome
from kinesite.pipeline.output import Output, Written
from kinesite.pipeline.world import Options

CLEAN, MISTAKES, USAGE = 0, 1, 2
DRAFTS = f"{memory.FOLDER}/drafts"
"""Where a build with drafts goes unless it is told where: never into what is published."""
_PATIENCE = 2.0
"""Seconds of work before progress is shown."""
_TRIES = 3
"""How often a build is begun when its sources change meanwhile."""
_LONGEST_WAIT = 600
"""Seconds to wait for another build in the same folder."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command speaks: results and reports to `out`, progress and remarks to `err`."""

    out: TextIO
    err: TextIO


class Progress:
    """Counts pages on a terminal while a long build runs; says nothing in a pipe."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._started = time.monotonic()
        self._pages = 0
        self._width = 0

    def __call__(self, key: Key) -> None:
        """Hears of each piece of work as it begins."""
        self._pages += key.task == "page"
        if self._shown and time.monotonic() - self._started > _PATIENCE:
            self._say(f"{self._pages} pages …")

    def finish(self) -> None:
        """Clears the line."""
        if self._width:
            self._say("")

    def _say(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(self._width) + ("\r" if not text else ""))
        self._stream.flush()
        self._width = len(text)


def build_site(
    options: argparse.Namespace, streams: Streams, tell: Callable[[Mapping[str, str]], object] = dict
) -> int:
    """Builds into the output, unless a mistake stands. Gives the exit status; `tell` hears the versions of what was
    written.
    """
    started = time.monotonic()
    folder: Path = options.output or options.root / (DRAFTS if options.drafts else "site")
    if options.output and _among_sources(folder, options.root):
        streams.err.write(f"{folder} lies among the sources; choose another folder with --output.\n")
        return USAGE

    def written(result: Outcome) -> int:
        if _failed(result, options):
            _report(result.diagnostics, options, streams)
            _say(f"{_tally(result)}. Nothing was written.", options, streams)
            return MISTAKES
        change = Output(folder).write(result.versions, result.content)
        if isinstance(change, Diagnostic):
            _report((*result.diagnostics, change), options, streams)
            return MISTAKES
        tell(result.versions)
        _report((*result.diagnostics, *change.notes), options, streams)
        summary = _summary(result, change, time.monotonic() - started)
        how = f"It is made for {options.base_url}" if options.base_url else f"Open {folder / 'index.html'} in a browser"
        _say(f"{summary}\n{how}.", options, streams)
        return MISTAKES if options.strict and change.notes else CLEAN

    return _with_outcome(options, streams, written)


def _among_sources(folder: Path, root: Path) -> bool:
    """Whether building into a folder would mix the site with what it is made from."""
    wanted = folder.resolve()
    sources = [(root / name).resolve() for name in ("content", "templates", "static", memory.FOLDER)]
    return any(wanted == one or one in wanted.parents or wanted in one.parents for one in sources)


def check_site(options: argparse.Namespace, streams: Streams) -> int:
    """Does all of a build but the writing, looks at the calendar too, and coaches. Gives the exit status."""
    judge: Judge | str = _comparing(options) if options.against else lambda result: (result, "")
    if isinstance(judge, str):
        streams.err.write(judge + "\n")
        return USAGE

    def told(built: Outcome) -> int:
        judged = judge(built)
        if isinstance(judged, str):
            streams.err.write(judged + "\n")
            return USAGE
        result, remark = judged
        _report(result.diagnostics, options, streams)
        if result.unlisted:
            _say("\n".join([f"For {ADDRESSES}:", *result.unlisted, ""]), options, streams)
        if remark:
            _say(remark, options, streams)
        _say(f"{_tally(result)}.", options, streams)
        return MISTAKES if _failed(result, options) else CLEAN

    with contextlib.closing(_coach(options)) as coach:
        return _with_outcome(options, streams, told, coach=coach)


Judge = Callable[[Outcome], tuple[Outcome, str] | str]
"""Gives an outcome with the mistakes that only a comparison finds, and what it has to say besides; or why it cannot."""


def _comparing(options: argparse.Namespace) -> Judge | str:
    """What compares an outcome with the earlier build that is asked for; or why nothing can, in one line."""
    from kinesite.commands.against import earlier, told  # noqa: PLC0415 - no other command waits for the records
    from kinesite.pipeline.comparing import compared  # noqa: PLC0415 - same

    old = earlier(options.against)
    if isinstance(old, str):
        return old

    def judge(result: Outcome) -> tuple[Outcome, str] | str:
        if not result.publishable:
            return result, f"Not compared with {options.against}: correct the errors first."
        found = compared(Root(options.root), old, result)
        if isinstance(found, str):
            return f"{options.against} cannot be compared: {found}."
        whole = ordered((*result.diagnostics, *found.mistakes))
        return replace(result, diagnostics=whole), told(found.changes, str(options.against))

    return judge


def _coach(options: argparse.Namespace) -> Store:
    """The memory of the coach for plain words; an empty one where there is none to be had."""
    site = (options.root / memory.SETTINGS).is_file()
    try:
        store = memory.opened(options.root, cached=site, name="coach")
    except (Busy, sqlite3.Error, OSError):
        return memory.opened(options.root, cached=False)
    if options.no_cache:
        store.forget()
    return store


def _with_outcome(
    options: argparse.Namespace, streams: Streams, use: Callable[[Outcome], int], *, coach: Store | None = None
) -> int:
    """Hands over what the build comes to; with a coach, also what only `check` tells.

    A store that fails is only a memory: the work is done without it.
    """
    site = (options.root / memory.SETTINGS).is_file()  # a folder that holds no site is left as it is
    try:
        store = _opened(options, streams, cached=site)
    except Busy:
        _report((mishaps.busy(memory.FOLDER),), options, streams)
        return MISTAKES
    try:
        try:
            if options.no_cache:
                store.forget()
            return _settled(lambda: memory.twice(store, lambda: use(_outcome(options, streams, store, coach))))
        except sqlite3.Error as failure:
            store.close()
            store = _without_memory(options, streams, failure)
            return _settled(lambda: use(_outcome(options, streams, store, coach)))
    except memory.SourcesChanged as changed:
        _report((mishaps.restless(str(changed)),), options, streams)
        return MISTAKES
    finally:
        store.close()


def _settled(work: Callable[[], int]) -> int:
    """The result of work that is begun again when a source is rewritten under its hands."""
    for _try in range(_TRIES - 1):
        with contextlib.suppress(memory.SourcesChanged):
            return work()
    return work()


def _opened(options: argparse.Namespace, streams: Streams, *, cached: bool) -> Store:
    """The store of the site; waits for another build in the same folder. Raises `Busy`."""
    try:
        return memory.opened(options.root, cached=cached)
    except Busy:
        streams.err.write("Another build is running in this folder; waiting for it.\n")
        return memory.opened(options.root, cached=cached, patience=_LONGEST_WAIT)
    except (sqlite3.Error, OSError) as failure:
        return _without_memory(options, streams, failure)


def _without_memory(options: argparse.Namespace, streams: Streams, failure: Exception) -> Store:
    streams.err.write(f"The memory of earlier builds cannot be used ({failure}); building without it.\n")
    return memory.opened(options.root, cached=False)


def _outcome(options: argparse.Namespace, streams: Streams, store: Store, coach: Store | None) -> Outcome:
    progress = Progress(streams.err)
    request = Request(
        Root(options.root),
        Options(base_url=options.base_url, drafts=options.drafts),
        dt.datetime.now(tz=dt.UTC).date(),
        overdue=coach is not None,
        addresses=coach is not None or _publishes(options),
        coach=coach,
        jobs=options.jobs or os.cpu_count() or 1,
        watch=progress,
    )
    try:
        return outcome(request, store)
    finally:
        progress.finish()


def _publishes(options: argparse.Namespace) -> bool:
    """Whether what is built goes to readers at once."""
    return bool(getattr(options, "publishing", False))


def _failed(result: Outcome, options: argparse.Namespace) -> bool:
    """Whether something stands in the way: a mistake; under --strict a warning, too. A draft stops no publishing."""
    left_out = result.drafts if _publishes(options) else ()
    warned = options.strict and any(one.span.path not in left_out for one in result.diagnostics)
    return not result.publishable or warned


def _report(diagnostics: tuple[Diagnostic, ...], options: argparse.Namespace, streams: Streams) -> None:
    text = FORMATS[options.format](diagnostics)
    streams.out.write(text + ("\n" if text and options.format == "text" else ""))


def _say(text: str, options: argparse.Namespace, streams: Streams) -> None:
    """A remark for people; machines get the report alone."""
    if options.format == "text":
        streams.out.write(text + "\n")


def _some(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _tally(result: Outcome) -> str:
    errors, warnings = (count(result.diagnostics, severity) for severity in Severity)
    return f"{_some(errors, 'error')}, {_some(warnings, 'warning')}"


def _summary(result: Outcome, change: Written, seconds: float) -> str:
    drafts = f" ({_some(result.left_out, 'draft')} left out)" if result.left_out else ""
    pages = f"{_some(change.pages + change.unchanged, 'page')}: {change.pages} written, {change.unchanged} unchanged"
    gone = f", {_some(change.deleted, 'old file')} deleted" if change.deleted else ""
    return f"{_some(result.guides, 'guide')}{drafts}, {pages}{gone}, {seconds:.1f} s."
