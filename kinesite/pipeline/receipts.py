"""The receipt of a build: the digest of every file that it publishes, and what these bytes were made of and with.

Law: the same sources, settings and versions give the same receipt, on any day, in any folder, on any machine. It holds
no clock, no path of the machine, and nothing of the receipt itself.
"""

import hashlib
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import kinesite
from kinesite.content.catalog import CONTENT
from kinesite.content.settings import Settings
from kinesite.content.sources import Tree
from kinesite.incremental.trace import Context
from kinesite.pipeline.assets import STATIC
from kinesite.pipeline.making import Made
from kinesite.pipeline.memory import installed, own_sources
from kinesite.pipeline.planning import address_of, content_of, others
from kinesite.pipeline.records import RECEIPT, Record
from kinesite.pipeline.world import Found
from kinesite.render.templating import FOLDER as TEMPLATES
from kinesite.structure.routes import Route, file_of

FORMAT = 1
"""Goes up when a program that reads receipts would have to be changed."""
_quoted = json.JSONEncoder().encode  # `json.dumps` for a text, in a fifth of the time
SOURCES = (CONTENT, STATIC.rstrip("/"), TEMPLATES.rstrip("/"))
"""The folders that a site is made from."""


def sealed(content: bytes) -> str:
    """The seal of a file's bytes, which tells it from every other: its SHA-256 in hexadecimal, and their number."""
    return f"{hashlib.sha256(content).hexdigest()} {len(content)}"


def seal(context: Context, argument: str) -> str:
    """The seal of the file that a task makes or reads: `page <address>`, `picture <name>`, `bytes <path>`; empty while
    there is none.

    Kept, so that a receipt of thousands of files asks none of them for its content; one text, since thousands are read.
    """
    task, _, name = argument.partition(" ")
    value: Any = context.need(task, "" if task == "assets" else name)
    if isinstance(value, Made):
        return f"{value.digest} {value.size}"
    if isinstance(value, Found):
        return "" if value.data is None else sealed(value.data)  # who uses the file tells of a mistake
    return sealed(content_of(value, name)) if address_of(value, name) else ""


def digest_of_files(files: Mapping[str, str]) -> str:
    """One digest for many, given by path: that of the list which `sha256sum` would print, sorted by name."""
    lines = (f"{digest}  {path}\n" for path, digest in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def receipt(context: Context, _argument: str) -> Record | None:
    """The receipt as a file of the site; None without settings."""
    settings: Settings | None = context.need("settings")
    if settings is None:
        return None
    told = {"format": FORMAT, "made_with": _made_with(), "made_from": _made_from(context, settings)}
    return Record(f"/{RECEIPT}", written(told, dict(sorted(_seals(context)))))


def _seals(context: Context) -> Iterator[tuple[str, str]]:
    """Path and seal of everything that is published besides the receipt."""
    known: dict[str, Route] = context.need("routes")
    wanted = [(file_of(at), f"page {at}") for at in known]
    wanted += [(path, f"{task} {name}") for path, (task, name) in others(context)]
    context.rely_on("seal", [argument for _path, argument in wanted])
    for path, argument in wanted:
        found: str = context.need("seal", argument)
        if found:
            yield path, found


def _made_with() -> dict[str, Any]:
    """The program and all whose versions decide bytes; when one of them changes, the store forgets everything."""
    own = {f"kinesite/{path}": _digest(sealed(content)) for path, content in own_sources()}
    return {
        "generator": {"name": "Kinesite", "version": kinesite.__version__, "sha256": digest_of_files(own)},
        "python": platform.python_version(),
        "libraries": installed(sys.path),
    }


def _made_from(context: Context, settings: Settings) -> dict[str, Any]:
    """The sources and the settings that the command line may change."""
    trees: list[Tree] = [context.need("tree", folder) for folder in SOURCES]
    paths = [path for tree in trees for path in tree.paths]
    context.rely_on("seal", [f"bytes {path}" for path in paths])
    seals: dict[str, str] = {path: context.need("seal", f"bytes {path}") for path in paths}
    found = {path: _digest(one) for path, one in seals.items() if one}
    return {
        "sources": {"files": len(found), "sha256": digest_of_files(found)},
        "base_url": settings.base_url or "",
        "drafts": context.need("option", "drafts"),
    }


def _digest(one: str) -> str:
    """The SHA-256 in a seal."""
    return one.partition(" ")[0]


def written(head: Mapping[str, Any], seals: Mapping[str, str]) -> str:
    """The receipt as text: one line a file, so that two receipts are compared line by line."""
    lines = []
    for path, one in seals.items():
        digest, _, size = one.partition(" ")
        lines.append(f'    {_quoted(path)}: {{"sha256": "{digest}", "bytes": {size}}}')
    files = ",\n".join(lines)
    return f'{json.dumps(head, indent=2)[:-2]},\n  "files": {{\n{files}\n  }}\n}}\n'
