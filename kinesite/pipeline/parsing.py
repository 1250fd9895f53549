"""How any task reads a file: its text, its document, its typed value.

Law: what is wrong with a file is noted by the task that reads it; a value is whole or None.
"""

from typing import Any

from kinesite.content import documents
from kinesite.content.documents import Document, Problem
from kinesite.content.schema import Known
from kinesite.content.sources import Source, Tree, decoded
from kinesite.content.validation import validated
from kinesite.diagnostics import MOST, Diagnostic
from kinesite.incremental.trace import Context
from kinesite.pipeline.world import Found


def paths(context: Context, folder: str) -> tuple[str, ...]:
    """The files below a folder; links that lead astray are noted."""
    found: Tree = context.need("tree", folder)
    context.note(*found.mistakes)
    return found.paths


def data(context: Context, path: str) -> bytes | None:
    """What a file holds."""
    found: Found = context.need("bytes", path)
    if found.mistake is not None:
        context.note(found.mistake)
    return found.data


def file(context: Context, path: str) -> Source | None:
    """The text of a file."""
    found = data(context, path)
    if found is None:
        return None
    source = decoded(path, found)
    if isinstance(source, Diagnostic):
        context.note(source)
        return None
    return source


def parsed(context: Context, path: str) -> Document | None:
    """The document of a file; None when it cannot be read."""
    source = file(context, path)
    if source is None:
        return None
    document = documents.front_matter(source) if path.endswith(".md") else documents.data_file(source)
    if isinstance(document, Document):
        context.note(*document.mistakes)
        return document
    context.note(*document)
    return None


def noted(context: Context, document: Document, problems: tuple[Problem, ...]) -> None:
    """Notes problems at their lines, up to `MOST`."""
    context.note(*(document.diagnostic(problem) for problem in problems[:MOST]))


def typed(context: Context, document: Document | None, model: Any, known: Known) -> Any:
    """An instance of a model, or None with the mistakes noted."""
    if document is None:
        return None
    value = validated(model, document.data, known)
    if isinstance(value, tuple):
        noted(context, document, value)
        return None
    return value
