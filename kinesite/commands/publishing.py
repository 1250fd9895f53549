"""`publish`: builds, strictly, and brings what was built to a target that content/site.yaml declares.

Law: nothing leaves this machine while a mistake or a warning stands; drafts never do.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from kinesite.commands.against import told
from kinesite.commands.building import CLEAN, MISTAKES, USAGE, Streams, build_site
from kinesite.content import settings
from kinesite.content.documents import Document, Problem, data_file
from kinesite.content.settings import Settings
from kinesite.content.sources import Root, Source
from kinesite.content.targets import Target
from kinesite.content.validation import validated
from kinesite.diagnostics import FORMATS, Diagnostic, seen
from kinesite.pipeline import memory, mishaps
from kinesite.pipeline.comparing import Comparison, between, joined
from kinesite.pipeline.output import alone
from kinesite.publish import compression, refusals, stage, targets
from kinesite.publish.compression import Compression
from kinesite.publish.plan import Plan
from kinesite.publish.refusals import Refused
from kinesite.publish.stage import Stage
from kinesite.render.api.files import MODELS as RECORDS

_FOLDER = f"{memory.FOLDER}/publish"
"""Where what is on its way is set aside; it may be deleted at any time."""
SINCE = "the last publishing"
_LONGEST_WAIT = 60
"""Seconds to wait for what is at work in the output."""


def publish_site(options: argparse.Namespace, streams: Streams) -> int:
    """Publishes to a target. Gives the exit status."""
    options.strict, options.drafts, options.output, options.publishing = True, False, None, True
    document, declared = _declared(options.root)
    target = declared.publish.get(options.target) if declared else None
    if document and declared and target is None:
        _stopped(_diagnostic(refusals.unknown(options.target, declared.publish), document, options), options, streams)
        return USAGE
    _wait(options.root / "site")
    built: dict[str, str] = {}
    status = build_site(options, streams, built.update)
    if status != CLEAN or target is None or document is None:
        return status
    try:
        with alone(options.root / "site", with_started=True):
            return _published(target, built, options, streams)
    except BlockingIOError:
        return _stopped(mishaps.busy("site"), options, streams)
    except OSError as failure:  # no room for what is set aside
        return _stopped(mishaps.not_written(memory.FOLDER, "", failure), options, streams)
    except Refused as refused:
        return _stopped(_diagnostic(refused, document, options), options, streams)


def _wait(folder: Path) -> None:
    """Waits while something is at work in the output: perhaps what a command had started before it was killed."""
    until = time.monotonic() + _LONGEST_WAIT
    while folder.is_dir() and time.monotonic() < until:
        try:
            with alone(folder):
                return
        except BlockingIOError:
            time.sleep(0.1)


def _declared(root: Path) -> tuple[Document | None, Settings | None]:
    """The settings as they are written; nothing while they have a mistake, which the build tells."""
    source = Root(root).read(settings.PATH)
    document = data_file(source) if isinstance(source, Source) else ()
    found = validated(Settings, document.data, {}) if isinstance(document, Document) else ()
    return (document, found) if isinstance(document, Document) and isinstance(found, Settings) else (None, None)


def _diagnostic(refused: Refused, document: Document, options: argparse.Namespace) -> Diagnostic:
    """A refusal at the line of the target."""
    where = ("publish", options.target) if refused.code != "H901" else ("publish",)
    problem = Problem(where, refused.code, refused.message, refused.why, refused.fix, at_key=True)
    return document.diagnostic(problem)


def _stopped(why: Diagnostic | tuple[Diagnostic, ...], options: argparse.Namespace, streams: Streams) -> int:
    """Tells it."""
    streams.out.write(FORMATS[options.format](why if isinstance(why, tuple) else (why,)))
    return MISTAKES


def _published(declared: Target, built: Mapping[str, str], options: argparse.Namespace, streams: Streams) -> int:
    """Sets aside what was built and judged, and brings it there, or only says what would change. Gives the status."""
    root: Path = options.root.resolve()
    apart = stage.emptied(root / _FOLDER)
    scratch = Path(tempfile.mkdtemp(dir=apart))  # of this run alone: what a killed one started may still read its own
    forms = Compression(root / memory.FOLDER / compression.FOLDER)
    try:
        site = stage.staged(root / "site", scratch / stage.FOLDER, built)
        if declared.compress and declared.kind == "rsync":
            forms.put_beside(site)
        target = targets.KINDS[declared.kind](declared, root, scratch, forms)
        plan = targets.planned(target, site)
        since = _since(root, target, site)
        if isinstance(since, Comparison) and since.mistakes:
            return _stopped(since.mistakes, options, streams)
        otherwise = _otherwise(since)
        if options.dry_run:
            lines = [*_foretold(plan), *otherwise, f"To be published to {target.name}: {_tally(plan, site)}."]
            lines += ["This was a dry run: nothing was changed there."]
        else:
            if not plan.idle:
                target.apply(plan, site)
            gone = [f"delete {seen(path)}" for path in plan.deleted]
            lines = [*gone, *otherwise, f"Published to {target.name}: {_tally(plan, site)}."]
            if declared.compress:
                forms.forget()
    finally:
        shutil.rmtree(apart, ignore_errors=True)
    if options.format == "text":
        streams.out.write("\n".join(lines) + "\n")
    return CLEAN


def _foretold(plan: Plan) -> Iterator[str]:
    """What would be done, one line a file."""
    for word, paths in (("add", plan.added), ("change", plan.changed), ("delete", plan.deleted)):
        yield from (f"{word:6} {seen(path)}" for path in paths)


def _since(root: Path, target: targets.Open, site: Stage) -> Comparison | str:
    """What has changed for readers since what stands at a target; or why that cannot be said, in words: nothing, where
    no site stands.
    """
    there = {name: target.read(name) for name in RECORDS}
    if not any(there.values()):
        return ""
    before, after = joined(there), joined({name: site.data(name) for name in RECORDS})
    if isinstance(before, str) or isinstance(after, str):
        return before if isinstance(before, str) else str(after)
    return between(Root(root), before, after)


def _otherwise(since: Comparison | str) -> Iterator[str]:
    """What readers would find otherwise, the clinical changes first."""
    if isinstance(since, str):
        yield from (f"What stands there cannot be compared: {since}.",) if since else ()
    elif since.changes:
        yield told(since.changes, SINCE)
    else:
        yield f"No dose, warning or rule of a guide has changed since {SINCE}."


def _tally(plan: Plan, site: Stage) -> str:
    """What was done, or would be, in numbers."""
    counts = f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.deleted)} deleted"
    size = site.size((*plan.added, *plan.changed)) / 1000
    return f"{counts}, {len(plan.kept)} as they were; {size:,.1f} kB of new content"
