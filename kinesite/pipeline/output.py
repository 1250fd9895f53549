"""Every write and every deletion under the output.

Law: each file is whole at every instant; assets come before the pages that need them, deletions last; only files
that the manifest lists are ever deleted. Killed at any point, the next run heals the rest.
"""

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kinesite.diagnostics import Diagnostic, Span, error

MANIFEST = ".kinesite.json"
"""The list of Kinesite's own files, kept beside them so that it travels with them."""

_TEMPORARY = ".kinesite-new"


@dataclass(frozen=True, slots=True)
class File:
    """What the manifest knows of a file."""

    version: str
    """Names the content; empty while the file is about to be written."""
    digest: str = ""
    """SHA-256 of the bytes."""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What writing changed."""

    pages: int
    """Pages that were new or different."""
    unchanged: int
    """Pages that were as they are."""
    deleted: int


class Output:
    """A folder that Kinesite publishes into; what others put there stays."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def holds(self, versions: Mapping[str, str]) -> bool:
        """Whether the folder holds exactly these versions of our files, whole."""
        ours = self._manifest()
        return ours.keys() == versions.keys() and all(
            ours[path].version == version and self._is_whole(path, ours[path]) for path, version in versions.items()
        )

    def write(self, versions: Mapping[str, str], content: Callable[[str], bytes]) -> Written | Diagnostic:
        """Makes the folder hold these versions, by path, and no other file of ours; or says why it cannot.

        `content` gives the bytes of a path; it is asked only for those that have to be written.
        """
        try:
            return self._write(versions, content)
        except OSError as failure:
            reason = failure.strerror or str(failure)
            why = "The site could be left between two versions; the next build completes it."
            fix = "Make room, make the folder writable, or take away what is in its place, then build again."
            name = Path(failure.filename or self.folder).name.removesuffix(_TEMPORARY)
            message = f"cannot write {name}: {reason}"
            return error(Span(self.folder.name), "O901", message, why=why, fix=fix)

    def _write(self, versions: Mapping[str, str], content: Callable[[str], bytes]) -> Written:
        self.folder.mkdir(parents=True, exist_ok=True)
        ours = self._manifest()
        files = {**ours, **{path: ours.get(path, File("")) for path in versions}}
        self._clear_the_way(files)
        if files.keys() != ours.keys():
            self._save(files)
        pages = written = 0
        for path in sorted(versions, key=_pages_last):
            changed = self._bring(files, path, versions[path], content)
            pages += _is_page(path)
            written += changed and _is_page(path)
        gone = ours.keys() - versions.keys()
        self._delete(gone)
        kept = {path: files[path] for path in versions}
        if kept != ours:
            self._save(kept)
        return Written(written, pages - written, len(gone))

    def _bring(self, files: dict[str, File], path: str, version: str, content: Callable[[str], bytes]) -> bool:
        """Makes one file whole and current; whether that changed it."""
        known = files[path]
        if known.version == version and self._is_whole(path, known):
            return False
        data = content(path)
        changed = self._put(path, data)
        files[path] = File(version, _digest(data), len(data))
        return changed

    def _is_whole(self, path: str, known: File) -> bool:
        """Whether a file is as it was written: its content decides, never its time."""
        try:
            target = self.folder / path
            return target.stat().st_size == known.size and _digest(target.read_bytes()) == known.digest
        except OSError:
            return False

    def _manifest(self) -> dict[str, File]:
        """The files that earlier runs wrote or were about to write."""
        try:
            listed = json.loads((self.folder / MANIFEST).read_bytes())
            return {path: File(*facts) for path, facts in listed["files"].items() if _is_inside(path)}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}

    def _clear_the_way(self, paths: Iterable[str]) -> None:
        """Removes what a killed run left half written. A link instead of a folder would lead out: it is an error."""
        folders = {folder for path in paths for folder in PurePosixPath(path).parents}
        for folder in sorted(folders - {PurePosixPath()}):
            if (self.folder / folder).is_symlink():
                raise NotADirectoryError(errno.ENOTDIR, "it is a link, not a folder", str(folder))
        for path in (MANIFEST, *paths):
            (self.folder / (path + _TEMPORARY)).unlink(missing_ok=True)

    def _save(self, files: Mapping[str, File]) -> None:
        facts = {path: [one.version, one.digest, one.size] for path, one in sorted(files.items())}
        self._put(MANIFEST, json.dumps({"files": facts}, indent=0).encode() + b"\n")

    def _put(self, path: str, data: bytes) -> bool:
        """Puts a whole file in place of the old one; False when it is there already."""
        target = self.folder / path
        with contextlib.suppress(OSError):
            if target.stat().st_size == len(data) and target.read_bytes() == data:
                return False
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(target.name + _TEMPORARY)
        new.write_bytes(data)
        os.replace(new, target)  # noqa: PTH105 - the atomic call, by its own name
        return True

    def _delete(self, paths: set[str]) -> None:
        """Deletes files of ours, pages before the assets that they need, and the folders that are empty then."""
        for path in sorted(paths, key=lambda path: (not _is_page(path), path)):
            target = self.folder / path
            if target.is_file() or target.is_symlink():
                target.unlink()
            for folder in target.parents:
                if folder == self.folder:
                    break
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _pages_last(path: str) -> tuple[bool, str]:
    return _is_page(path), path


def _is_inside(path: str) -> bool:
    """Whether a path of the manifest, which anybody could have edited, stays in the folder."""
    return not ({"", ".", ".."} & {*path.split("/")} or {"\\", ":", "\0"} & {*path})
