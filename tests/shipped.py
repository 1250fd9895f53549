"""Steady Back itself, built once for all tests that look at it."""

import tempfile
from functools import cache
from pathlib import Path

from kinesite.commands import cli
from tests.sites import PROJECT

_KEPT = []


@cache
def folder() -> Path:
    """The folder of the built site, as it opens from disk."""
    keep = tempfile.TemporaryDirectory(prefix="steady-back-")
    _KEPT.append(keep)  # gone with this process
    site = Path(keep.name) / "site"
    assert cli.main(["build", "--strict", "--root", str(PROJECT), "--output", str(site)]) == 0
    return site


def pages() -> list[Path]:
    """All pages, sorted."""
    return sorted(folder().rglob("*.html"))


def page(path: str) -> str:
    """The text of a page by its path."""
    return (folder() / path).read_text("utf-8")
