"""The tasks that look at the world: options, the files there are, and what they hold.

Law: they import little, so that a build with nothing to do ends before anything heavy is loaded; what they see is
told by digests of content, never by modification times.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kinesite.content.sources import Root, Tree
from kinesite.diagnostics import Diagnostic
from kinesite.incremental.trace import Codec, Context, Task, digest_of


@dataclass(frozen=True, slots=True)
class Options:
    """What a run of the generator is asked for."""

    base_url: str | None = None
    """Overrides the settings' own."""
    drafts: bool = False
    """Drafts are built too."""
    receipt: bool = True
    """What is built may be published, so it gets a receipt."""


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of a file, or why they cannot be had."""

    data: bytes | None
    mistake: Diagnostic | None = None


def _digest(found: Found) -> str:
    """What tells two states of a file apart."""
    if found.data is not None:
        return digest_of_bytes(found.data)
    return f"{found.mistake.code} {found.mistake.message}" if found.mistake else ""


def digest_of_bytes(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _listed(tree: Tree) -> str:
    return json.dumps([tree.paths, [(one.span.path, one.code) for one in tree.mistakes]])


def world(root: Root, options: Options) -> Mapping[str, Task]:
    """`option`, `tree` (the files below a folder) and `bytes` (what a file holds).

    Each thing is probed once, so that a build which finds that something has changed need not look at all again; a
    later build needs another world.
    """

    def option(_context: Context | None, name: str) -> Any:
        return getattr(options, name)

    def tree(_context: Context | None, folder: str) -> Tree:
        return root.tree(folder)

    def found(_context: Context | None, path: str) -> Found:
        data = root.bytes(path)
        return Found(None, data) if isinstance(data, Diagnostic) else Found(data)

    def looking(run: Any, encode: Any) -> Task:
        return Task(run, Codec(encode), probe=cache(lambda argument: digest_of(encode(run(None, argument)))))

    return {
        "option": looking(option, json.dumps),
        "tree": looking(tree, _listed),
        "bytes": looking(found, _digest),
    }
