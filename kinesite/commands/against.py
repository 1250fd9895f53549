"""`check --against OLD`: reads an earlier build from disk, and tells what has changed since.

Law: what is no build of this program is refused in one line, before any work is done.
"""

import errno
from collections.abc import Iterable
from pathlib import Path

from kinesite.checks.changes import Change, Record
from kinesite.diagnostics import seen
from kinesite.pipeline.comparing import joined
from kinesite.render.api import EXERCISES, FOLDER
from kinesite.render.api.files import MODELS

MOST_BYTES = 100_000_000
"""A file of records that is larger is none of ours: ten thousand exercises have half of it."""


def earlier(path: Path) -> Record | str:
    """The records of an earlier build: its folder, or its file of exercises; or why there are none, in one line."""
    try:
        found = joined(_of_folder(path) if path.is_dir() else _of_file(path))
    except OSError as failure:
        return f"{path} cannot be read: {failure.strerror}."
    if isinstance(found, str):
        return f"{path} cannot be compared: {found}. Name the folder of an earlier build, or its {EXERCISES}."
    return found


def _of_folder(folder: Path) -> dict[str, bytes | None]:
    return {name: _read(folder / name) if (folder / name).is_file() else None for name in MODELS}


def _of_file(path: Path) -> dict[str, bytes | None]:
    """The file of exercises, with the other records where they lie beside it."""
    beside = {name: path.parent / name.removeprefix(FOLDER) for name in MODELS if name != EXERCISES}
    return {EXERCISES: _read(path), **{name: _read(place) for name, place in beside.items() if place.is_file()}}


def _read(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "it is no folder and no plain file", str(path))
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def told(changes: Iterable[Change], since: str) -> str:
    """The changes as a terminal shows them, the clinical ones first; `since` when, in words."""
    listed = list(changes)
    if not listed:
        return f"Nothing has changed since {since}."
    groups = {"Clinical changes": True, "Other changes": False}
    lines = []
    for heading, clinical in groups.items():
        found = [f"  {seen(one.text)}" for one in listed if one.clinical is clinical]
        lines += [f"{heading} since {since}:", *found] if found else []
    return "\n".join(lines)
