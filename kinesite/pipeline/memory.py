"""What is left of earlier builds: the store, and whether everything is still as it was.

Law: a build with nothing to do is told apart here, with little more than the standard library loaded.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import kinesite
from kinesite.diagnostics import Diagnostic, decoded
from kinesite.incremental.store import Store, remembers
from kinesite.incremental.trace import Key, Task

FOLDER = ".kinesite"
"""Beside content/; it may be deleted at any time."""

SETTINGS = "content/site.yaml"
"""What makes a folder a site."""

LIBRARIES = ("jinja2", "lxml", "markdown", "markupsafe", "nh3", "pillow", "pydantic", "pyphen", "pyyaml")
"""Whose versions decide what a build computes."""

FIXED = ("latest", "record", "receipt")
"""Tasks whose files, though no pages, stand at the same address whatever they hold."""

GOAL = Key("site")
COACHED = Key("coached")
"""What the coach for plain words says of all texts; it has a store of its own, so that a build does none of it."""

Result = TypeVar("Result")


def salt() -> str:
    """The version of all that computes: a digest of this package's own source and of its libraries' versions."""
    whole = hashlib.sha256()
    for path, content in own_sources():
        whole.update(path.encode() + b"\0" + content + b"\0")
    whole.update(f"{sys.version} {sqlite3.sqlite_version}\0".encode())
    for library, version in installed(sys.path).items():
        whole.update(f"{library} {version}\0".encode())
    return whole.hexdigest()


def own_sources() -> Iterator[tuple[str, bytes]]:
    """Path from the package's folder, and content, of every file of code in it, sorted.

    Every build asks for them, so they are found and read in the quickest way: pathlib takes twice as long.
    """
    folder = str(Path(kinesite.__file__).parent)
    found = (f"{above}/{name}" for above, _below, names in os.walk(folder) for name in names if name.endswith(".py"))
    for path in sorted(found):
        with open(path, "rb", 0) as file:  # noqa: PTH123 - see above
            yield path[len(folder) + 1 :].replace(os.sep, "/"), file.read()


def installed(places: Iterable[str]) -> dict[str, str]:
    """The versions of the libraries, by the names of the folders that describe them (`Jinja2-3.1.6.dist-info`).

    importlib.metadata knows more ways to find them, and takes longer to load than all else that a build with nothing
    to do loads; it is asked for what stands nowhere here.
    """
    found: dict[str, str] = {}
    for place in places:
        with contextlib.suppress(OSError):
            for folder in Path(place).iterdir():
                project, _, version = folder.name.removesuffix(".dist-info").partition("-")
                if folder.name.endswith(".dist-info") and project.lower() in LIBRARIES:
                    found.setdefault(project.lower(), version)
    return {library: found.get(library) or _described(library) for library in LIBRARIES}


def _described(library: str) -> str:
    from importlib import metadata  # noqa: PLC0415 - see `installed`

    return metadata.version(library)


def opened(root: Path, *, cached: bool, patience: float = 0, name: str = "store") -> Store:
    """The store of a site; one that forgets everything when it is not to be `cached`. Raises `Busy`."""
    return Store(root / FOLDER / f"{name}.db" if cached else None, salt(), patience)


def remembered_here(root: Path) -> bool:
    """Whether a build of this version is remembered in a folder; nothing is changed."""
    return remembers(root / FOLDER / "store.db", salt())


class SourcesChanged(Exception):  # noqa: N818 - it names what happened
    """A source was rewritten after it was checked: what would be written now is not what was judged."""


def twice(store: Store, work: Callable[[], Result]) -> Result:
    """The result of work with a store; done once more with an empty one when its file turns out to be damaged."""
    try:
        return work()
    except sqlite3.DatabaseError as failure:
        try:
            store.renew(failure)
        except OSError as refused:  # damaged, in a folder that only others may write in
            raise failure from refused
        return work()


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last build of a site whose sources have not changed since."""

    diagnostics: tuple[Diagnostic, ...]
    """Without the source lines."""
    plan: Mapping[str, Any] | None
    """The plan of the site, as plain data; None for a site without settings."""
    versions: Mapping[str, str]
    """Path under the output to the version of what belongs there."""


def remembered(store: Store, world: Mapping[str, Task]) -> Remembered | None:
    """The last build, if nothing that it looked at has changed; None when there is something to do."""
    value = unchanged(store, GOAL, world)
    if value is None:
        return None
    plan = json.loads(value)
    notes = tuple(note for notes in store.notes() for note in decoded(notes))
    return Remembered(notes, plan, versions(store, plan["pages"], plan["others"]) if plan else {})


def unchanged(store: Store, goal: Key, world: Mapping[str, Task]) -> str | None:
    """The kept text of a goal, if nothing that anything in the store looked at has changed."""
    found = store.row(goal)
    if found is None or not found.kept:
        return None
    for name, task in world.items():
        for argument, digest in store.digests(name).items():
            if task.probe is None or task.probe(argument) != digest:
                return None
    return store.value(found.id)


def versions(store: Store, pages: Mapping[str, str], others: Mapping[str, Any]) -> dict[str, str]:
    """The versions of all files of a plan: digests, for all that has none in its address."""
    digests = {task: store.digests(task) for task in ("page", *FIXED)}
    found = {path: digests["page"][at] for path, at in pages.items() if at in digests["page"]}
    return found | {path: digests[task][name] if task in FIXED else "path" for path, (task, name) in others.items()}
