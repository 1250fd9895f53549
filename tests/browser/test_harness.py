"""The harness itself: what it must notice, it notices."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

GOOD = '<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1></main>'
BAD = '<!doctype html><title>Bad</title><img src="data:,"><script>undefined_name</script>'


def test_a_good_page_gives_no_complaint(page: Page, serve: Callable[[Path], str], tmp_path: Path):
    (tmp_path / "index.html").write_text(GOOD.replace("<title>", '<link rel="icon" href="data:,"><title>'))
    page.goto(serve(tmp_path))
    assert page.locator("h1").inner_text() == "Good"


def test_a_page_opens_from_disk(page: Page, tmp_path: Path):
    path = tmp_path / "index.html"
    path.write_text(GOOD)
    page.goto(path.as_uri())
    assert page.title() == "Good"


def test_a_script_error_is_a_complaint(page: Page, complaints: list[str]):
    page.set_content(BAD)
    page.wait_for_function("document.readyState === 'complete'")
    assert any("undefined_name is not defined" in complaint for complaint in complaints)
    complaints.clear()


def test_a_request_to_elsewhere_is_stopped_and_is_a_complaint(page: Page, complaints: list[str]):
    page.set_content('<img alt="" src="https://example.org/picture.png">')
    assert "asked for https://example.org/picture.png" in complaints
    complaints.clear()


def test_axe_names_the_rule_and_the_element(page: Page, axe: Callable[[Page], list[str]]):
    page.set_content(GOOD)
    assert axe(page) == []
    page.set_content('<!doctype html><title>Bad</title><main><h1>Bad</h1><img src="data:,"></main>')
    found = axe(page)
    assert any(line.startswith("image-alt:") and line.endswith(": img") for line in found)
    assert any(line.startswith("html-has-lang:") for line in found)
