"""The built site, set aside to be published.

Law: only files that the build listed are taken, each compared with the digest that the build noted; what else lies in
the output, and what somebody changed there, never leaves this machine.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from kinesite.pipeline import manifest
from kinesite.pipeline.manifest import File
from kinesite.pipeline.output import MANIFEST
from kinesite.publish import refusals

FOLDER = "stage"
"""Under the memory's folder; it is filled anew each time."""


class Stage:
    """A folder that holds what is published, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, File] = {}
        """What it holds, by path."""

    def add(self, path: str, data: bytes, version: str = "") -> None:
        """Puts a file into it."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.files[path] = File(version, manifest.digest(data), len(data))

    def data(self, path: str) -> bytes:
        """The bytes of one of its files."""
        return (self.folder / path).read_bytes()

    def holds(self, path: str) -> bool:
        """Whether the folder has a plain file of this name, whoever put it there."""
        return (self.folder / path).is_file()

    def size(self, paths: Iterable[str]) -> int:
        """How many bytes some files have together."""
        return sum(self.files[path].size for path in paths)


def emptied(folder: Path) -> Path:
    """A folder of our own, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def staged(output: Path, folder: Path, built: Mapping[str, str] | None = None) -> Stage:
    """The site that a build left in `output`, copied into an empty folder.

    `built`: the versions of the build that was judged; somebody may have built since. Raises `Refused` for what
    differs.
    """
    stage = Stage(emptied(folder))
    listed = manifest.parsed(_bytes(output / MANIFEST))
    if not listed or (built is not None and {path: file.version for path, file in listed.items()} != built):
        raise refusals.altered(MANIFEST)
    for path, file in sorted(listed.items()):
        data = _bytes(output / path)
        if not file.is_whole(data):
            raise refusals.altered(path)
        stage.add(path, data, file.version)
    return stage


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
