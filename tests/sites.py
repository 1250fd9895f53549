"""Whole tiny sites for tests: tests/roots/minimal, copied and changed.

The minimal site has two exercises, an area, a routine, a condition, a page, and templates of its own, so that no
test depends on the look of the real site. It builds without a mistake; a test changes what it is about.
"""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kinesite.content.sources import Root
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Outcome, Request, outcome
from kinesite.pipeline.world import Options

PROJECT = Path(__file__).parent.parent
MINIMAL = PROJECT / "tests" / "roots" / "minimal"
TODAY = dt.date(2026, 11, 22)
"""The day on which builds inside a test happen."""

Overrides = Mapping[str, str | bytes | None]
"""Path from the root to what the file holds; None takes the file away."""


@dataclass(frozen=True)
class TinySite:
    """A copy of the minimal site that a test may change."""

    folder: Path

    @property
    def output(self) -> Path:
        """Where `run` builds to, unless told otherwise."""
        return self.folder / "site"

    def put(self, overrides: Overrides) -> None:
        """Write files, or take them away."""
        for path, content in overrides.items():
            target = self.folder / path
            if content is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, path: str, old: str, new: str) -> None:
        """Put `new` in the place of the first `old`; fails when `old` is not there."""
        text = (self.folder / path).read_bytes().decode()
        assert old in text, f"{old!r} is not in {path}"
        self.put({path: text.replace(old, new, 1)})

    def build(self, options: Options | None = None, *, today: dt.date = TODAY, overdue: bool = False) -> Outcome:
        """All of a build but the writing, in this process and from nothing."""
        request = Request(Root(self.folder), options or Options(), today, overdue=overdue)
        return outcome(request, memory.opened(self.folder, cached=False))

    def run(self, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """`build.py ARGUMENTS --root …`, as an editor would type it."""
        command = [sys.executable, str(PROJECT / "build.py"), *arguments, "--root", str(self.folder)]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=timeout, env=environment, check=False
        )


def tiny_site(folder: Path, overrides: Overrides | None = None) -> TinySite:
    """The minimal site in an empty folder, with some files replaced, added or (None) taken away."""
    target = folder / "root"
    shutil.copytree(MINIMAL, target)
    site = TinySite(target)
    site.put(overrides or {})
    return site


def files(built: Outcome) -> dict[str, bytes]:
    """Everything that a build would publish, by path."""
    return {path: built.content(path) for path in built.versions}


def pages(built: Outcome) -> dict[str, str]:
    """Its pages, by path."""
    return {path: data.decode() for path, data in files(built).items() if path.endswith(".html")}
