"""What a reader's connection has to carry: bytes as a server sends them, compressed."""

import gzip
import re
from pathlib import Path

import pytest

from tests import shipped

KILO = 1000
LONG = ("finder/index.html", "exercises/index.html", "design/index.html")
"""Lists may be longer than guides, and so may the page for those who write templates."""


def _weight(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths)


def _assets() -> Path:
    return next((shipped.folder() / "assets").iterdir())


def test_a_page_is_light():
    for page in shipped.pages():
        long = page.relative_to(shipped.folder()).as_posix() in LONG or "areas" in page.parts
        assert _weight(page) <= (25 if long else 12) * KILO, page


def test_style_and_scripts_of_every_page_are_light():
    assert _weight(_assets() / "site.css") <= 12 * KILO
    assert _weight(_assets() / "site.js", _assets() / "theme.js") <= 10 * KILO


def test_the_search_is_light_and_comes_only_when_asked_for():
    search = _assets() / "search"
    assert _weight(search / "minisearch.js", search / "finding.js") <= 22 * KILO
    assert _weight(*(shipped.folder() / "media/search").iterdir()) <= 25 * KILO
    for page in shipped.pages():
        assert not re.search(r"<(?:script|link)[^>]+minisearch", page.read_text("utf-8"))


@pytest.mark.parametrize("name", ["bird-dog", "walking"])
def test_a_first_visit_to_an_exercise_is_light(name: str):
    page = shipped.folder() / "exercises" / name / "index.html"
    shared = [_assets() / one for one in ("site.css", "site.js", "theme.js", "favicon.svg")]
    assert _weight(page, *shared) <= 60 * KILO
