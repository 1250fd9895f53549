"""Every write and every deletion under the output.

Law: each file is whole at every instant; assets come before the pages that need them, deletions last; only files
that the manifest lists are ever deleted. Killed at any point, the next run heals the rest.
"""

import contextlib
import errno
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kinesite.diagnostics import Diagnostic, Span, error

MANIFEST = ".kinesite.json"
"""The list of Kinesite's own files, kept beside them so that it travels with them."""

_TEMPORARY = ".kinesite-new"


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

    def write(self, pages: Mapping[str, bytes], others: Mapping[str, bytes]) -> Written | Diagnostic:
        """Makes the folder hold these files, by path, and no older ones of ours; or says why it cannot."""
        try:
            return self._write(pages, others)
        except OSError as failure:
            reason = failure.strerror or str(failure)
            why = "The site could be left between two versions; the next build completes it."
            fix = "Make room, make the folder writable, or take away what is in its place, then build again."
            name = Path(failure.filename or self.folder).name.removesuffix(_TEMPORARY)
            message = f"cannot write {name}: {reason}"
            return error(Span(str(self.folder)), "O901", message, why=why, fix=fix)

    def _write(self, pages: Mapping[str, bytes], others: Mapping[str, bytes]) -> Written:
        self.folder.mkdir(parents=True, exist_ok=True)
        ours = self._manifest()
        planned = {*pages, *others}
        self._clear_the_way(ours | planned)
        if not planned <= ours:
            self._save_manifest(ours | planned)
        for path in sorted(others):
            self._put(path, others[path])
        written = sum(self._put(path, pages[path]) for path in sorted(pages))
        gone = ours - planned
        self._delete(gone)
        if ours != planned:
            self._save_manifest(planned)
        return Written(written, len(pages) - written, len(gone))

    def _manifest(self) -> set[str]:
        """The files that earlier runs wrote or were about to write."""
        try:
            listed = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return set()
        files = listed.get("files") if isinstance(listed, dict) else None
        return (
            {path for path in files if isinstance(path, str) and _is_inside(path)} if isinstance(files, list) else set()
        )

    def _clear_the_way(self, paths: Iterable[str]) -> None:
        """Removes what a killed run left half written. A link instead of a folder would lead out: it is an error."""
        folders = {folder for path in paths for folder in PurePosixPath(path).parents}
        for folder in sorted(folders - {PurePosixPath()}):
            if (self.folder / folder).is_symlink():
                raise NotADirectoryError(errno.ENOTDIR, "it is a link, not a folder", str(folder))
        for path in (MANIFEST, *paths):
            (self.folder / (path + _TEMPORARY)).unlink(missing_ok=True)

    def _save_manifest(self, paths: Iterable[str]) -> None:
        text = json.dumps({"files": sorted(paths)}, indent=0)
        self._put(MANIFEST, text.encode() + b"\n")

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

    def _delete(self, paths: Iterable[str]) -> None:
        """Deletes files of ours, pages before the assets that they need, and the folders that are empty then."""
        for path in sorted(paths, key=lambda path: (not path.endswith(".html"), path)):
            target = self.folder / path
            if target.is_file() or target.is_symlink():
                target.unlink()
            for folder in target.parents:
                if folder == self.folder:
                    break
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _is_inside(path: str) -> bool:
    """Whether a path of the manifest, which anybody could have edited, stays in the folder."""
    return not ({"", ".", ".."} & {*path.split("/")} or {"\\", ":", "\0"} & {*path})
