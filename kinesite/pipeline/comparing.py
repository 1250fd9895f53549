"""A build compared with an earlier one: what has changed for readers, and which guides do not say so.

Law: the records of both builds are compared, and nothing else of them; a clinical change of a guide that stays is told
in the guide's own history, or it is a mistake at that place.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kinesite.checks.changes import Change, Record, changes, unannounced
from kinesite.content.catalog import CONTENT
from kinesite.content.documents import Document, Problem, front_matter
from kinesite.content.sources import Root, Source
from kinesite.diagnostics import Diagnostic
from kinesite.pipeline.outcome import Outcome
from kinesite.render.api.files import MODELS, unusable


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has changed between two builds."""

    changes: tuple[Change, ...]
    mistakes: tuple[Diagnostic, ...]
    """Clinical changes that no history tells, at the history of each guide."""


def joined(files: Mapping[str, bytes | None]) -> dict[str, Any] | str:
    """One record from files of a build by their paths, None for one that is missing; or why there is none, in words."""
    found: dict[str, Any] = {}
    for name, text in files.items():
        if text is None:
            return f"it has no {name}"
        if reason := unusable(name, text):
            return f"{name}: {reason}"
        found |= json.loads(text)
    return found


def compared(root: Root, old: Record, result: Outcome) -> Comparison | str:
    """What has changed from an old record to a build without errors; or why the two cannot be compared."""
    new = joined({name: result.content(name) for name in MODELS if name in result.versions})
    if isinstance(new, str):
        return new
    return between(root, old, new)


def between(root: Root, old: Record, new: Record) -> Comparison | str:
    """What has changed from one record to another, which `root` makes now; or why the two cannot be compared."""
    if old["language"] != new["language"]:
        return f"its records are in {old['language']}, not in {new['language']}"
    folder = f"{CONTENT}/{new['language']}"
    found = (_mistake(root, f"{folder}/{entry}.md", texts) for entry, texts in unannounced(old, new).items())
    return Comparison(changes(old, new), tuple(one for one in found if one))


def _mistake(root: Root, path: str, texts: tuple[str, ...]) -> Diagnostic | None:
    """The mistake of a guide that does not tell of its changes, with the line at which it should."""
    source = root.read(path)
    document = front_matter(source) if isinstance(source, Source) else None
    if not isinstance(document, Document):
        return None
    message = f"its history does not tell of a clinical change: {'; '.join(texts)}"
    why = "Those who follow the guide would not learn that they should do something differently."
    fix = "Add a line to history: the day, what changed, and clinical: true; below that of the first publication."
    found = document.diagnostic(Problem(("history",), "C612", message, why, fix, at_key=True))
    return replace(found, excerpt=document.source.line(found.span.line))
