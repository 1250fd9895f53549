"""A tiny site that is edited and built again and again: what ran, what was written, what was said."""

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kinesite.content.sources import Root
from kinesite.diagnostics import Diagnostic
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Key
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Outcome, Request, outcome
from kinesite.pipeline.output import Output
from kinesite.pipeline.records import RECEIPT
from kinesite.pipeline.world import Options

PROJECT = Path(__file__).parent.parent
MINIMAL = PROJECT / "tests" / "roots" / "minimal"
TODAY = dt.date(2026, 11, 22)
"""The day on which builds inside a test happen."""

Files = dict[str, bytes]


@dataclass(frozen=True)
class Told:
    """What one build did."""

    ran: tuple[str, ...]
    """Every piece of work that ran, such as `body content/en/pages/about.md`, sorted."""
    diagnostics: tuple[Diagnostic, ...]
    excerpts: tuple[str, ...]
    """The source lines that the diagnostics show, which do not count when they are compared."""
    summary: tuple[int, int, bool]
    """Guides, drafts left out, and whether it could be published."""
    written: tuple[str, ...]
    """Files of the output that were written, renamed over or deleted, sorted; without the manifest and the receipt,
    which sum up all others.
    """

    @property
    def said(self) -> list[str]:
        """The diagnostics in short: place, code, message."""
        return [f"{one.span} {one.code} {one.message}" for one in self.diagnostics]

    @property
    def pages(self) -> list[str]:
        """The pages among what was written."""
        return [path for path in self.written if path.endswith(".html")]


@dataclass
class Edited:
    """A site in a folder of its own, its store, and its output."""

    folder: Path
    options: Options = field(default_factory=Options)
    jobs: int = 1
    on_run: Callable[[Key], None] = lambda _key: None
    """Hears of each piece of work as it begins, for worlds that change meanwhile."""

    @property
    def output(self) -> Path:
        """Where `build` writes to."""
        return self.folder / "site"

    def path(self, name: str) -> Path:
        """A file by its path from the root."""
        return self.folder / name

    def text(self, name: str) -> str:
        """What a file holds."""
        return self.path(name).read_bytes().decode()

    def put(self, name: str, content: str | bytes) -> None:
        """Write a file; folders are made."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of the first `old`; fails when `old` is not there."""
        text = self.text(name)
        assert old in text, f"{old!r} is not in {name}"
        self.put(name, text.replace(old, new, 1))

    def copied(self, folder: Path, *parts: str) -> "Edited":
        """The same site in another folder, with these of its top folders only (all when none is named)."""
        for part in parts or [one.name for one in self.folder.iterdir()]:
            shutil.copytree(self.folder / part, folder / part)
        return Edited(folder, self.options)

    def build(self, store: Store | None = None) -> Told:
        """A build in this process, with the store in `.kinesite/` unless another is given."""
        ran: list[str] = []

        def hear(key: Key) -> None:
            ran.append(str(key))
            self.on_run(key)

        opened = store or memory.opened(self.folder, cached=True)
        before = stamps(self.output)
        try:
            made = outcome(Request(Root(self.folder), self.options, TODAY, jobs=self.jobs, watch=hear), opened)
            if made.publishable:
                result = Output(self.output).write(made.versions, made.content)
                assert not isinstance(result, Diagnostic), result
        finally:
            if store is None:
                opened.close()
        return _told(ran, made, _changed(before, stamps(self.output)))

    def run(self, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """`build.py ARGUMENTS --root …`, as an editor would type it."""
        return subprocess.run(
            self.command(*arguments), capture_output=True, encoding="utf-8", timeout=timeout, check=False
        )

    def command(self, *arguments: str) -> list[str]:
        """The words of such a command."""
        return [sys.executable, str(PROJECT / "build.py"), *arguments, "--root", str(self.folder)]


def _told(ran: list[str], made: Outcome, written: tuple[str, ...]) -> Told:
    excerpts = tuple(one.excerpt for one in made.diagnostics)
    return Told(tuple(sorted(ran)), made.diagnostics, excerpts, (made.guides, made.left_out, made.publishable), written)


def _changed(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    both = before.keys() | after.keys()
    return tuple(sorted(path for path in both - {RECEIPT} if before.get(path) != after.get(path)))


def stamps(output: Path) -> dict[str, tuple[int, int]]:
    """File to inode and time of change, so that a file written again with the same bytes tells of it."""
    found = {}
    for path in _files(output):
        state = path.stat()
        found[path.relative_to(output).as_posix()] = (state.st_ino, state.st_mtime_ns)
    return found


def contents(output: Path) -> Files:
    """File to bytes, of everything that a build put there."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in _files(output)}


def _files(output: Path) -> list[Path]:
    return [path for path in sorted(output.rglob("*")) if path.is_file() and path.name != ".kinesite.json"]


def edited(folder: Path) -> Edited:
    """The minimal site in an empty folder."""
    shutil.copytree(MINIMAL, folder / "root")
    return Edited(folder / "root")


def scratch(site: Edited) -> tuple[Told, Files]:
    """What a build from nothing says and publishes: no memory, and an empty folder to write to."""
    folder = site.folder.parent / "scratch"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for part in ("content", "templates", "static"):
        shutil.copytree(site.folder / part, folder / part)
    fresh = Edited(folder, site.options)
    store = memory.opened(folder, cached=False)
    try:
        told = fresh.build(store)
    finally:
        store.close()
    return told, contents(fresh.output) if fresh.output.is_dir() else {}
