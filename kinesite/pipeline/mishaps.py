"""What can happen to a build from outside, as messages: no room, somebody's file in the way, a second build.

Law: each says whether anything was written.
"""

from collections.abc import Collection

from kinesite.diagnostics import Diagnostic, Span, error, warning

_NAMED = 3
"""Paths that a message names before it counts."""


def not_written(output: str, path: str, failure: OSError) -> Diagnostic:
    """The disk refused something."""
    message = f"cannot write {path or output}: {failure.strerror or failure}"
    why = "The site could be left between two versions; the next build completes it."
    fix = "Make room, make the folder writable, or take away what is in its place, then build again."
    return error(Span(output), "O901", message, why=why, fix=fix)


def in_the_way(output: str, met: Collection[tuple[str, str]]) -> Diagnostic:
    """Things that are not Kinesite's stand where the site belongs: pairs of a path and a reason."""
    path, reason = min(met)
    message = f"{_few([path for path, _reason in met])} in the way: {reason}"
    why = "It would be lost if the site were written over it, so nothing was written."
    fix = "Move it elsewhere, or delete it if it is an old copy of the site; then build again."
    return error(Span(f"{output}/{path}"), "O902", message, why=why, fix=fix)


def busy(place: str) -> Diagnostic:
    """Another build is at work in the same place."""
    why = "Two builds at once would leave a mixture of both, so nothing was written."
    fix = "Wait until it is done, then build again."
    return error(Span(place), "O903", "another build is running here", why=why, fix=fix)


def restless(path: str) -> Diagnostic:
    """Sources changed again and again between being checked and being written."""
    message = f"the sources keep changing while they are read; {path} was not what had been checked"
    why = "Readers would get a page that nobody checked, so no more was written."
    fix = "Wait until nothing writes into content/, templates/ and static/ any more, then build again."
    return error(Span("content"), "O904", message, why=why, fix=fix)


def made_anew(output: str, paths: Collection[str]) -> Diagnostic:
    """Somebody had changed files of the output by hand."""
    message = f"{_few(paths)} made anew: somebody else had changed the output"
    why = "What is changed in the output by hand is gone after the next build."
    fix = "Change the guide, the template or the file under static/ that it is made from."
    return warning(Span(f"{output}/{min(paths)}"), "O905", message, why=why, fix=fix)


def left(output: str, paths: Collection[str]) -> Diagnostic:
    """Somebody had changed files of the output by hand, and the site does not need them any more."""
    message = f"{_few(paths)} no part of the site any more, but left there: somebody else changed the output"
    why = "Readers who know the address still find it, and no guide stands behind it."
    fix = "Delete it, unless you want to keep it; Kinesite does not touch it again."
    return warning(Span(f"{output}/{min(paths)}"), "O906", message, why=why, fix=fix)


def _few(paths: Collection[str]) -> str:
    """Some paths as the subject of a sentence."""
    shown = ", ".join(sorted(paths)[:_NAMED])
    more = len(paths) - _NAMED
    return f"{shown} and {more} more are" if more > 0 else f"{shown} {'is' if len(paths) == 1 else 'are'}"
