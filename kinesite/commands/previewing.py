"""The site as the live preview shows it: the last whole state, and what is wrong with the newest.

Law: it lies in `.kinesite/preview/` with a store of its own, so that drafts and local addresses never reach the
output; a build with mistakes leaves it as it was.
"""

import contextlib
import datetime as dt
import hashlib
import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kinesite.content.sources import Root
from kinesite.diagnostics import Diagnostic, Span, error, to_json
from kinesite.incremental.store import Store
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Outcome, Request, outcome
from kinesite.pipeline.output import Output
from kinesite.pipeline.world import Options

NAME = "preview"
_ASSETS = re.compile(rb"assets/[0-9a-f]+/")
_HEAD = b"</head>"
_WAITING = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Preview</title>\n</head>\n'
    b"<body>\n<h1>Nothing to show yet</h1>\n</body>\n</html>\n"
)
"""The page that stands in for all others until a build has been whole."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the preview that a browser asked for."""

    path: Path
    status: int
    """200, or 404 for the page that stands in for a missing one."""


class Preview:
    """Builds into its own folder; tells what each page is now."""

    def __init__(self, root: Path, base_url: str) -> None:
        """`base_url`: the address that the preview is served at. Raises `Busy` when another preview has the store."""
        self.folder = (root / memory.FOLDER / NAME).resolve()
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self._root = Root(root)
        self._options = Options(base_url=base_url, drafts=True, receipt=False)
        self._output = Output(self.folder, private=True)
        self._store = self._opened(root)

    def _opened(self, root: Path) -> Store:
        try:
            return memory.opened(root, cached=True, name=NAME)
        except (sqlite3.Error, OSError):
            return memory.opened(root, cached=False)

    def build(self) -> Outcome:
        """Brings the preview up to date, unless a mistake stands. A store that fails is only a memory."""
        try:
            return memory.twice(self._store, self._built)
        except sqlite3.Error:
            self._store.close()
            self._store = memory.opened(self._root.folder, cached=False)
            return self._built()

    def _built(self) -> Outcome:
        """A build; begun again when a source is saved under its hands."""
        while True:
            with contextlib.suppress(memory.SourcesChanged):
                return self._built_once()

    def _built_once(self) -> Outcome:
        today = dt.datetime.now(tz=dt.UTC).date()
        result = outcome(Request(self._root, self._options, today), self._store)
        self.diagnostics = result.diagnostics
        if result.publishable:
            written = self._output.write(result.versions, result.content)
            if isinstance(written, Diagnostic):
                self.diagnostics = (*self.diagnostics, written)
        return result

    def failed(self, failure: Exception) -> None:
        """Notes that the program itself failed, in the place of mistakes that may be mended by now."""
        why = "What you see is the last page that was whole; nothing that was saved since is in it."
        message = f"the generator itself failed: {type(failure).__name__}: {failure}"
        fix = "Undo your last change and save again. The terminal says more; please report it."
        self.diagnostics = (error(Span("kinesite"), "G901", message, why=why, fix=fix),)

    def close(self) -> None:
        """Lets go of the store."""
        self._store.close()

    def page(self, address: str) -> Page | None:
        """The file at an address as a browser writes it; None when not even a 404 page is there yet."""
        found = self._file(unquote(address).lstrip("/"))
        if found is not None:
            return Page(found, 200)
        missing = self.folder / "404.html"
        return Page(missing, 404) if missing.is_file() else None

    def _file(self, asked: str) -> Path | None:
        """A file of the preview by its path, or the page of a folder; None for all else that somebody may ask for."""
        try:
            target = (self.folder / asked).resolve(strict=True)
            if target.is_dir():
                target = (target / "index.html").resolve(strict=True)
        except (OSError, ValueError, RuntimeError):  # missing, a name too long or with a zero byte, a circle of links
            return None
        inside = target.is_relative_to(self.folder) and "\\" not in asked and not target.name.startswith(".")
        return target if inside and target.is_file() else None

    def state(self, address: str) -> dict[str, Any]:
        """What a page is now, for the script that watches over it: digests of its text, style and script."""
        page = self.page(address)
        html = page.path.read_bytes() if page else _WAITING
        report = json.loads(to_json(self.diagnostics))
        return {**_marks(html, self.folder), "diagnostics": report["diagnostics"]}

    def marked(self, html: bytes) -> bytes:
        """A page with the preview's script, style, and what the page is."""
        marks = _marks(html, self.folder)
        data = " ".join(f'data-{name}="{marks[name]}"' for name in ("page", "styles", "scripts"))
        extra = (
            '<link rel="stylesheet" href="/_preview/preview.css">\n<script src="/livereload.js" defer></script>\n'
            f'<script src="/_preview/preview.js" defer {data}></script>\n'
        )
        return html.replace(_HEAD, extra.encode() + _HEAD, 1)


def waiting_page(preview: Preview) -> bytes:
    """What is shown while no build has been whole yet."""
    return preview.marked(_WAITING)


def _marks(html: bytes, folder: Path) -> Mapping[str, str]:
    """Digests of a page without its assets' address, of its style, of its scripts; and where its style stands."""
    found = _ASSETS.search(html)
    assets = folder / found[0].decode() if found else folder
    style, scripts = (
        b"".join(_bytes(assets / name) for name in names) for names in (["site.css"], ["theme.js", "site.js"])
    )
    return {
        "page": _digest(_ASSETS.sub(b"", html)),
        "styles": _digest(style),
        "scripts": _digest(scripts),
        "stylesheet": f"/{found[0].decode()}site.css" if found else "",
    }


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
