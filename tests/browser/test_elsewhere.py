"""No page loads anything from elsewhere, by what a real browser asks for: one page of each kind, scripts and all."""

import re
from collections.abc import Callable
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from tests import shipped
from tests.browser.test_shipped_pages import KINDS

PATHS = {**KINDS, "not-found": "404.html"}


def _log(page: playwright.Page) -> list[str]:
    """The address of every request that the page makes from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_page_asks_its_own_host_alone(page: playwright.Page, serve: Callable[[Path], str], path: str):
    """Served, scrolled to its end, so that pictures that wait to be seen are asked for, too."""
    address = serve(shipped.folder())
    asked = _log(page)
    page.goto(address + path)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert len(asked) >= 4, "the page, its style, its scripts, its letters"
    assert [one for one in asked if not one.startswith(address)] == []


def test_the_search_asks_its_own_host_alone(page: playwright.Page, serve: Callable[[Path], str]):
    address = serve(shipped.folder())
    asked = _log(page)
    page.goto(address + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("neck")
    page.locator("dialog a").first.wait_for()
    assert any("minisearch" in one for one in asked)
    assert [one for one in asked if not one.startswith(address)] == []


@pytest.mark.parametrize(
    "stray", ['<img src="https://example.org/a.gif" alt="">', '<script src="//example.org/a.js"></script>']
)
def test_a_page_that_asks_elsewhere_is_found_out(
    page: playwright.Page, serve: Callable[[Path], str], complaints: list[str], tmp_path: Path, stray: str
):
    """The policy of the page is taken away, as by somebody who changes a copy: the fixture complains all the same."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", shipped.page("404.html"))
    (tmp_path / "index.html").write_text(text.replace("</body>", f"{stray}</body>"), "utf-8")
    asked = _log(page)
    address = serve(tmp_path)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [one for one in asked if "example.org" in one]
    assert any("example.org" in one for one in complaints)
    complaints.clear()


def test_the_policy_alone_stops_what_a_page_would_ask_elsewhere(
    page: playwright.Page, serve: Callable[[Path], str], complaints: list[str], tmp_path: Path
):
    """A copy that got a stray address: the browser refuses it, and nothing leaves."""
    text = shipped.page("404.html")
    (tmp_path / "index.html").write_text(
        text.replace("</body>", '<img src="https://example.org/a.gif" alt=""></body>'), "utf-8"
    )
    address = serve(tmp_path)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not [one for one in complaints if one.startswith("asked for https://example.org")]
    assert any("violates the following Content Security Policy" in one for one in complaints)
    complaints.clear()
