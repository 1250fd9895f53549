"""No page loads anything from elsewhere: read from every built file as a stranger would, without the project's checks.

tests/browser/test_elsewhere.py looks at the same in a real browser.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests import shipped

FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action")}
"""Addresses that a browser asks for only when a reader follows them."""
MEANT = {("link", "canonical"), ("link", "alternate"), ("link", "license"), ("link", "me")}
"""Links that name something and load nothing."""
NAMES = {
    "src",
    "srcset",
    "href",
    "data",
    "data-src",
    "poster",
    "background",
    "action",
    "formaction",
    "ping",
    "xlink:href",
}
CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
ASKS = re.compile(
    r"[\"'`](?:https?:)?//[\w.-]+|import\s*\(|(?<![.\w])fetch\s*\((?![^)]*\)\s*\{)"
    r"|XMLHttpRequest|sendBeacon|WebSocket|EventSource"
)
"""How a script asks for something, but for a method that somebody named `fetch`."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class _Loads(HTMLParser):
    """Every address that a browser would load for a page by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps what a tag loads."""
        given = dict(attrs)
        if any((tag, rel) in MEANT for rel in (given.get("rel") or "").split()):
            return
        for name, value in attrs:
            if name in NAMES and (tag, name) not in FOLLOWED:
                parts = (value or "").split(",") if name == "srcset" else [value or ""]
                self.found += [part.split()[0] for part in parts if part.split()]
        self.found += _urls(given.get("style") or "")


def _urls(css: str) -> list[str]:
    return [one or other for one, other in CSS_URL.findall(COMMENT.sub("", css))]


def _leaves(root: Path, file: Path, address: str) -> str:
    """Why an address is not a file of the site; empty when it is."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return f"{file.relative_to(root)} loads {address}"
    here = root if parts.path.startswith("/") else file.parent
    target = (here / unquote(parts.path).lstrip("/")).resolve() if parts.path else file
    inside = target.is_relative_to(root.resolve()) and target.is_file()
    return "" if inside else f"{file.relative_to(root)} loads {address}, which is not there"


def _strays(root: Path) -> Iterator[str]:
    for file in sorted(root.rglob("*")):
        text = file.read_text("utf-8") if file.suffix in (".html", ".css", ".svg", ".js") else ""
        loads = {".html": lambda text: _Loads(text).found, ".svg": lambda text: _Loads(text).found, ".css": _urls}
        addresses = loads[file.suffix](text) if file.suffix in loads else []
        yield from filter(None, (_leaves(root, file, address) for address in addresses))
        if file.suffix == ".js":
            yield from (f"{file.relative_to(root)} asks {found}" for found in ASKS.findall(COMMENT.sub("", text)))


def test_every_address_that_a_browser_loads_is_a_file_of_the_site():
    assert list(_strays(shipped.folder())) == []


def test_there_is_something_to_look_at():
    loads = [address for page in shipped.pages() for address in _Loads(page.read_text("utf-8")).found]
    assert len(loads) > 5 * len(shipped.pages())
    css = next(shipped.folder().glob("assets/*/site.css")).read_text("utf-8")
    assert _urls(css)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", '<img src="https://example.org/a.gif">'),
        ("page.html", '<img srcset="a.png 1x, //example.org/b.png 2x">'),
        ("page.html", '<link rel="stylesheet" href="http://example.org/a.css">'),
        ("page.html", '<link rel="preconnect" href="https://example.org">'),
        ("page.html", '<p style="background: url(https://example.org/a.png)">'),
        ("page.html", '<iframe src="https://example.org/"></iframe>'),
        ("page.html", '<img src="../outside.png">'),
        ("style.css", "@font-face { src: url(https://example.org/a.woff2) }"),
        ("style.css", '@import "https://example.org/a.css";'),
        ("picture.svg", '<svg><image href="https://example.org/a.png"/></svg>'),
        ("script.js", 'const at = "https://example.org/count"'),
        ("script.js", "fetch(address)"),
    ],
)
def test_what_would_load_from_elsewhere_is_found(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "a.png").write_bytes(b"")
    assert len(list(_strays(tmp_path))) == 1
