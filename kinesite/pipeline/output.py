"""Every write and every deletion under the output.

Law: each file is whole at every instant; assets come before the pages that need them, deletions last; only files
that the manifest lists are ever deleted. Killed at any point, the next run heals the rest.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

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
            fix = "Make room, or make the folder writable, then build again."
            message = f"cannot write {Path(failure.filename or self.folder).name}: {reason}"
            return error(Span(str(self.folder)), "O901", message, why=why, fix=fix)

    def _write(self, pages: Mapping[str, bytes], others: Mapping[str, bytes]) -> Written:
        self.folder.mkdir(parents=True, exist_ok=True)
        ours = self._manifest()
        planned = sorted({*pages, *others})
        if not set(planned) <= ours:
            self._save_manifest(ours | set(planned))
        for path in sorted(others):
            self._put(path, others[path])
        written = sum(self._put(path, pages[path]) for path in sorted(pages))
        gone = ours - set(planned)
        self._delete(gone)
        if ours != set(planned):
            self._save_manifest(set(planned))
        return Written(written, len(pages) - written, len(gone))

    def _manifest(self) -> set[str]:
        """The files that earlier runs wrote or were about to write."""
        try:
            listed = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return set()
        files = listed.get("files", []) if isinstance(listed, dict) else []
        return {path for path in files if isinstance(path, str) and _is_inside(path)}

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
        """Deletes files of ours, and the folders that are empty then."""
        for path in sorted(paths, reverse=True):
            target = self.folder / path
            for leftover in (target, target.with_name(target.name + _TEMPORARY)):
                leftover.unlink(missing_ok=True)
            for folder in target.parents:
                if folder == self.folder:
                    break
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _is_inside(path: str) -> bool:
    """Whether a path of the manifest, which anybody could have edited, stays in the folder."""
    return bool(path) and not path.startswith("/") and ".." not in path.split("/") and "\\" not in path
