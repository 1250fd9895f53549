"""The tasks that look at the world, and how any task parses a file.

Law: all else follows from these four; a file is read here or nowhere, and what is wrong with it is noted once.
"""

from dataclasses import dataclass
from typing import Any

from kinesite.content import documents
from kinesite.content.documents import Document, Problem
from kinesite.content.schema import Known
from kinesite.content.sources import Root, Source, Tree
from kinesite.content.validation import validated
from kinesite.incremental.engine import Context, Task


@dataclass(frozen=True, slots=True)
class Options:
    """What a run of the generator is asked for."""

    base_url: str | None = None
    """Overrides the settings' own."""
    drafts: bool = False
    """Drafts are built too."""


def inputs(root: Root, options: Options) -> dict[str, Task]:
    """`file` (a text), `data` (bytes), `tree` (the paths below a folder) and `option`."""

    def file(context: Context, path: str) -> Source | None:
        source = root.read(path)
        if isinstance(source, Source):
            return source
        context.note(source)
        return None

    def data(context: Context, path: str) -> bytes | None:
        found = root.bytes(path)
        if isinstance(found, bytes):
            return found
        context.note(found)
        return None

    def tree(context: Context, folder: str) -> tuple[str, ...]:
        found: Tree = root.tree(folder)
        context.note(*found.mistakes)
        return found.paths

    def option(_context: Context, name: str) -> object:
        return getattr(options, name)

    return {"file": file, "data": data, "tree": tree, "option": option}


def parsed(context: Context, path: str) -> Document | None:
    """The document of a file, its mistakes noted; None when it cannot be read."""
    source: Source | None = context.need("file", path)
    if source is None:
        return None
    document = documents.front_matter(source) if path.endswith(".md") else documents.data_file(source)
    if isinstance(document, Document):
        context.note(*document.mistakes)
        return document
    context.note(*document)
    return None


def noted(context: Context, document: Document, problems: tuple[Problem, ...]) -> None:
    """Notes problems at their lines."""
    context.note(*(document.diagnostic(problem) for problem in problems))


def typed(context: Context, document: Document | None, model: Any, known: Known) -> Any:
    """An instance of a model, or None with the mistakes noted."""
    if document is None:
        return None
    value = validated(model, document.data, known)
    if isinstance(value, tuple):
        noted(context, document, value)
        return None
    return value
