"""`build` and `check`: both run all the work; one writes what came of it.

Law: nothing is written while an error stands; what was published before stays as it was.
"""

import argparse
import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kinesite.content.sources import Root
from kinesite.diagnostics import FORMATS, Diagnostic, Severity, count
from kinesite.incremental.engine import Key
from kinesite.pipeline.inputs import Options
from kinesite.pipeline.making import Site
from kinesite.pipeline.output import Output, Written
from kinesite.pipeline.tasks import Build, build

CLEAN, MISTAKES = 0, 1
_PATIENCE = 1.0
"""Seconds of work before progress is shown."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command speaks: results and reports to `out`, progress to `err` when that is a terminal."""

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


def build_site(options: argparse.Namespace, streams: Streams) -> int:
    """Builds into the output, unless a mistake stands. Gives the exit status."""
    started = time.monotonic()
    result = _run(options, streams, overdue=False)
    failed = _failed(result, options)
    if failed or result.site is None:
        _report(result.diagnostics, options, streams)
        if options.format == "text":
            streams.out.write(f"{_tally(result)}. Nothing was written.\n")
        return MISTAKES
    folder: Path = options.output or options.root / "site"
    written = Output(folder).write(_encoded(result.site), result.site.others)
    if isinstance(written, Diagnostic):
        _report((*result.diagnostics, written), options, streams)
        return MISTAKES
    _report(result.diagnostics, options, streams)
    if options.format == "text":
        seconds = time.monotonic() - started
        streams.out.write(f"{_summary(result.site, written, seconds)}\nOpen {folder / 'index.html'} in a browser.\n")
    return CLEAN


def check_site(options: argparse.Namespace, streams: Streams) -> int:
    """Does all of a build but the writing, and looks at the calendar too. Gives the exit status."""
    result = _run(options, streams, overdue=True)
    _report(result.diagnostics, options, streams)
    if options.format == "text":
        streams.out.write(f"{_tally(result)}.\n")
    return MISTAKES if _failed(result, options) else CLEAN


def _run(options: argparse.Namespace, streams: Streams, *, overdue: bool) -> Build:
    progress = Progress(streams.err)
    asked = Options(base_url=options.base_url, drafts=options.drafts)
    today = dt.datetime.now(tz=dt.UTC).date()
    try:
        return build(Root(options.root), asked, today, overdue=overdue, watch=progress)
    finally:
        progress.finish()


def _failed(result: Build, options: argparse.Namespace) -> bool:
    return not result.publishable or bool(options.strict and result.diagnostics)


def _report(diagnostics: tuple[Diagnostic, ...], options: argparse.Namespace, streams: Streams) -> None:
    text = FORMATS[options.format](diagnostics)
    streams.out.write(text + ("\n" if text and options.format == "text" else ""))


def _encoded(site: Site) -> dict[str, bytes]:
    return {path: text.encode() for path, text in site.pages.items()}


def _some(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _tally(result: Build) -> str:
    errors, warnings = (count(result.diagnostics, severity) for severity in Severity)
    return f"{_some(errors, 'error')}, {_some(warnings, 'warning')}"


def _summary(site: Site, written: Written, seconds: float) -> str:
    drafts = f" ({_some(site.drafts, 'draft')} left out)" if site.drafts else ""
    pages = (
        f"{_some(written.pages + written.unchanged, 'page')}: {written.pages} written, {written.unchanged} unchanged"
    )
    gone = f", {_some(written.deleted, 'old file')} deleted" if written.deleted else ""
    return f"{_some(site.guides, 'guide')}{drafts}, {pages}{gone}, {seconds:.1f} s."
