"""The JSON-LD of a page, in a real browser: data, which the content policy lets be, and which nobody runs."""

from collections.abc import Callable
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from tests import shipped

WATCH = """addEventListener('securitypolicyviolation', (event) => {
  (window.violations ??= []).push(event.violatedDirective)
})"""
READ = (
    """() => [...document.querySelectorAll('script[type="application/ld+json"]')].map((one) => JSON.parse(one.text))"""
)


@pytest.mark.parametrize("path", ["exercises/bird-dog/", "conditions/sciatica/", "guides/flare-ups/", "exercises/"])
def test_a_page_with_data_breaks_no_rule_of_its_own_policy(
    path: str, page: playwright.Page, serve: Callable[[Path], str]
):
    page.add_init_script(WATCH)
    page.goto(serve(shipped.folder()) + path)
    [told] = page.evaluate(READ)
    assert told["@context"] == "https://schema.org"
    assert page.evaluate("window.violations ?? []") == []


def test_a_script_in_its_place_would_be_blocked(
    page: playwright.Page, serve: Callable[[Path], str], tmp_path: Path, complaints: list[str]
):
    """The watch would be worth nothing if it could not see: the same element, as a script."""
    text = shipped.page("exercises/bird-dog/index.html")
    (tmp_path / "index.html").write_text(text.replace('type="application/ld+json"', 'type="text/javascript"'), "utf-8")
    page.add_init_script(WATCH)
    page.goto(serve(tmp_path), wait_until="networkidle")
    assert page.evaluate("window.violations ?? []").count("script-src-elem") >= 1
    page.goto("about:blank")  # it has none of its files here: nothing may complain of that later
    complaints.clear()
