"""Every write and every deletion under the output.

Law: each file is whole at every instant, and what a page needs is there before the page and goes after it. What is
about to be written is listed before the first byte, so that a run that was killed leaves nothing that the next one
does not know. Whatever is not listed belongs to somebody else and is never written over or deleted.
"""

import contextlib
import enum
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kinesite.diagnostics import Diagnostic
from kinesite.pipeline import manifest, mishaps
from kinesite.pipeline.manifest import UNKNOWN, File

if sys.platform != "win32":
    import fcntl

MANIFEST = ".kinesite.json"
"""The list of Kinesite's own files, kept beside them so that it travels with them."""

UNFINISHED = ".kinesite-new"
"""A folder that is there only while a build writes, and after one that was killed: the list of the files that it was
to write, and the one file that it was writing."""

_BEGUN = f"{UNFINISHED}/list.json"
_HALF = f"{UNFINISHED}/file"

Content = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """What writing changed."""

    pages: int
    """Pages that were new or different."""
    unchanged: int
    """Pages that were as they are."""
    deleted: int
    notes: tuple[Diagnostic, ...] = ()
    """Warnings about files of ours that somebody else had changed."""


class _Standing(enum.Enum):
    """What is found where a file of ours belongs."""

    NOTHING = enum.auto()
    AS_LISTED = enum.auto()
    ANOTHER = enum.auto()
    FOLDER = enum.auto()


@dataclass(slots=True)
class _Work:
    """What has to be done to the folder."""

    stale: dict[str, _Standing] = field(default_factory=dict)
    """Paths to write, and what stands there."""
    gone: set[str] = field(default_factory=set)
    """Paths of ours that are no part of the site any more."""
    changed: list[str] = field(default_factory=list)
    """Files of ours that somebody else changed, and that are made anew."""
    left: list[str] = field(default_factory=list)
    """Files that were ours until somebody else changed them, and that the site does not need."""

    def notes(self, output: str) -> tuple[Diagnostic, ...]:
        """What there is to tell about it."""
        anew = (mishaps.made_anew(output, self.changed),) if self.changed else ()
        return (*anew, mishaps.left(output, self.left)) if self.left else anew


class _InTheWay(Exception):  # noqa: N818 - it names what was met
    """Things that are not ours stand where files of the site belong: pairs of a path and a reason."""


class Output:
    """A folder that Kinesite publishes into; what others put there stays."""

    def __init__(self, folder: Path, *, private: bool = False) -> None:
        """`private`: nobody else writes there, so what this object has written is looked at, but not read again."""
        self.folder = folder
        self._made: set[Path] = set()
        self._private = private
        self._own: dict[str, File] = {}
        """What was last written into a private folder, and is whole."""

    def write(self, versions: Mapping[str, str], content: Content) -> Written | Diagnostic:
        """Makes the folder hold these versions, by path, and no other file of ours; or says why it cannot.

        `content` gives the bytes of a path; it is asked only for those that have to be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with alone(self.folder):
                return self._write(versions, content)
        except _InTheWay as met:
            return mishaps.in_the_way(self.folder.name, met.args[0])
        except BlockingIOError:
            return mishaps.busy(self.folder.name)
        except OSError as failure:
            return mishaps.not_written(self.folder.name, self._named(failure), failure)

    def _write(self, versions: Mapping[str, str], content: Content) -> Written:
        self._made.clear()
        listed, begun = self._listed(MANIFEST), self._listed(_BEGUN).keys()
        known = dict.fromkeys(begun, UNKNOWN) | listed
        work = self._compared(versions, known, begun, content)
        pages = sum(map(_is_page, versions))
        if not (work.stale or work.gone or self._at(UNFINISHED).exists()):
            return Written(0, pages, 0, work.notes(self.folder.name))
        self._refuse_obstacles([*work.stale, _BEGUN], work.gone)
        self._own = {}  # until all is written
        self._put(_BEGUN, manifest.written(dict.fromkeys({*work.stale, *begun}, UNKNOWN)))
        written = 0
        for path in sorted(work.stale, key=lambda path: (_is_page(path), path in known, path)):
            data = content(path)
            file = File(versions[path], manifest.digest(data), len(data))
            if not self._holds(path, file, work.stale[path], known):
                self._put(path, data)
                written += _is_page(path)
            known[path] = file
        self._delete(work.gone - {*work.left})
        listed = {path: known[path] for path in versions}
        self._put(MANIFEST, manifest.written(listed))
        self._own = listed if self._private else self._own
        self._finish()
        return Written(written, pages - written, len(work.gone) - len(work.left), work.notes(self.folder.name))

    def _compared(
        self, versions: Mapping[str, str], known: Mapping[str, File], begun: Iterable[str], content: Content
    ) -> _Work:
        """What there is to do; every file of ours is read once. Nothing is changed."""
        work, foreign = _Work(gone={*known} - {*versions}), []
        trusted = {*begun, *(path for path, file in known.items() if file == UNKNOWN)}
        for path, version in versions.items():
            file = known.get(path, UNKNOWN)
            own = self._own.get(path) == file and self._is_there(path, file)
            found = _Standing.AS_LISTED if own else self._standing(path, file)
            if found is _Standing.AS_LISTED and file.version == version:
                continue
            work.stale[path] = found
            if found is _Standing.ANOTHER and path not in trusted:
                if path in known:
                    work.changed.append(path)
                elif self._bytes(path) != content(path):
                    foreign.append((path, "Kinesite did not write it"))
            elif found is _Standing.FOLDER:
                foreign.append((path, "it is a folder, not a file"))
        for path in work.gone - trusted:
            if self._standing(path, known[path]) is _Standing.ANOTHER:
                work.left.append(path)
        if foreign:
            raise _InTheWay(foreign)
        return work

    def _standing(self, path: str, file: File) -> _Standing:
        """Whether there is nothing, what was listed, or something else."""
        try:
            data = self._bytes(path)
        except IsADirectoryError:
            return _Standing.FOLDER
        if data is None:
            return _Standing.NOTHING
        return _Standing.AS_LISTED if file.is_whole(data) else _Standing.ANOTHER

    def _is_there(self, path: str, file: File) -> bool:
        """Whether there is a file of the same size."""
        try:
            return os.stat(f"{self.folder}/{path}").st_size == file.size  # noqa: PTH116 - for every page there is
        except OSError:
            return False

    def _bytes(self, path: str) -> bytes | None:
        """What a file holds; None where there is none. Another failure is raised."""
        try:
            with open(f"{self.folder}/{path}", "rb", 0) as file:  # noqa: PTH123 - half the time, for every page there is
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _holds(self, path: str, file: File, found: _Standing, known: Mapping[str, File]) -> bool:
        """Whether the bytes are there already, so that an unchanged file keeps its time."""
        if found is _Standing.AS_LISTED:
            return known[path].digest == file.digest
        return found is _Standing.ANOTHER and self._standing(path, file) is _Standing.AS_LISTED

    def _listed(self, name: str) -> dict[str, File]:
        """One of the two lists."""
        return manifest.parsed(self._bytes(name) or b"")

    def _refuse_obstacles(self, needed: list[str], gone: Iterable[str]) -> None:
        """Finds what is no folder where one is needed. A link instead of a folder would lead out."""
        folders, met = _folders(needed), []
        for one in folders | _folders(gone):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                mode = self._at(one).lstat().st_mode
                if stat.S_ISLNK(mode):
                    met.append((one, "it is a link, not a folder"))
                elif one in folders and not stat.S_ISDIR(mode):
                    met.append((one, "it is a file, not a folder"))
        if met:
            raise _InTheWay(met)

    def _at(self, path: str) -> Path:
        return self.folder / path

    def _put(self, path: str, data: bytes) -> None:
        """Puts a whole file in place of the old one."""
        half, target = self._at(_HALF), self._at(path)
        try:
            for folder in {half.parent, target.parent} - self._made:
                folder.mkdir(parents=True, exist_ok=True)
                self._made.add(folder)
            half.write_bytes(data)
            os.replace(half, target)  # noqa: PTH105 - the atomic call, by its own name
        except OSError as failure:
            for take_away in (half.unlink, half.parent.rmdir):  # the folder stays while a list is in it
                with contextlib.suppress(OSError):
                    take_away()
            raise OSError(failure.errno, failure.strerror, path) from failure

    def _delete(self, paths: set[str]) -> None:
        """Deletes files of ours, pages before the assets that they need, and the folders that are empty then."""
        for path in sorted(paths, key=lambda path: (not _is_page(path), path)):
            target = self._at(path)
            if target.is_file() or target.is_symlink():
                target.unlink()
            for folder in target.parents:
                if folder == self.folder:
                    break
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def _finish(self) -> None:
        """Takes away what only an unfinished build needs."""
        for name in (_HALF, _BEGUN):
            self._at(name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._at(UNFINISHED).rmdir()

    def _named(self, failure: OSError) -> str:
        """The file of the site that a failure is about; empty for all else."""
        with contextlib.suppress(ValueError):
            path = Path(self.folder, str(failure.filename or "")).relative_to(self.folder).as_posix()
            return path if _is_published(path) else ""
        return ""


@contextlib.contextmanager
def alone(folder: Path, *, with_started: bool = False) -> Iterator[None]:
    """Keeps other builds out of a folder, of whatever site; the system lets them in again when this process ends, and
    `with_started` when the programs have ended, too, that it started meanwhile.

    Raises `BlockingIOError` when another one is in it. Where folders cannot be locked (Windows, some network disks),
    only the memory's lock keeps builds of the same site apart.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    os.set_inheritable(handle, with_started)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            pass
        yield
    finally:
        os.close(handle)


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders between the output and some of its paths."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _is_published(path: str) -> bool:
    return path not in (".", MANIFEST) and not path.startswith(UNFINISHED)


def _is_page(path: str) -> bool:
    return path.endswith(".html")
