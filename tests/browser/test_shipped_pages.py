"""Steady Back in a real browser, opened from disk as a reader would who was given the folder."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from tests import shipped

KINDS = {
    "home": "index.html",
    "area": "areas/lower-back/index.html",
    "list": "exercises/index.html",
    "exercise": "exercises/bird-dog/index.html",
    "leave": "exercises/full-sit-up/index.html",
    "routine": "routines/morning-gentle/index.html",
    "condition": "conditions/non-specific-low-back-pain/index.html",
    "guide": "guides/staying-active/index.html",
    "page": "warning-signs/index.html",
    "finder": "finder/index.html",
    "search": "search/index.html",
    "a-z": "a-z/index.html",
    "trust": "trust/index.html",
    "whats-new": "whats-new/index.html",
    "design": "design/index.html",
}
"""One page of each kind."""
WIDTHS = (320, 375, 768, 1280)

SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth
  return [document.documentElement.scrollWidth - wide, ...document.querySelectorAll('main *')]
    .filter(one => typeof one === 'number' ? one > 0 : one.getClientRects().length
      && getComputedStyle(one).position !== 'fixed' && one.scrollWidth > wide + 1
      && !one.closest('.visually-hidden'))
    .map(one => typeof one === 'number' ? `page: ${one}` : one.className || one.tagName)
}"""
PICTURES = """() => [...document.images].filter(one => {
  one.loading = 'eager'
  return true
}).map(one => one.decode().then(() => '', () => one.src))"""


def _open(page: playwright.Page, path: str) -> None:
    page.goto((shipped.folder() / path).as_uri())


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_pictures_load_and_the_style_is_there(page: playwright.Page, path: str):
    _open(page, path)
    broken = page.evaluate(f"async () => (await Promise.all(({PICTURES})())).filter(Boolean)")
    assert broken == []
    assert page.evaluate("document.styleSheets.length") >= 1
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(page: playwright.Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    for path in KINDS.values():
        _open(page, path)
        assert page.evaluate(SIDEWAYS) == [], path


def _walk(page: playwright.Page) -> None:
    """From the first page over an area to an exercise, by clicking."""
    _open(page, "index.html")
    page.locator("main a[href*='areas/lower-back']").first.click()
    page.wait_for_url(re.compile(r"areas/lower-back/index\.html"))
    assert page.locator("h1").inner_text() == "Lower back"
    link = page.locator("#area-exercises").locator("xpath=ancestor::section").locator("a").first
    name = link.inner_text()
    link.click()
    page.wait_for_url(re.compile(r"exercises/[a-z-]+/index\.html"))
    assert page.locator("h1").inner_text() == name
    assert page.locator("#emergency").is_visible()
    assert page.locator("#check-first").is_visible()


def test_a_reader_finds_an_exercise_by_clicking(page: playwright.Page):
    _walk(page)


@pytest.fixture
def plain(browser: playwright.Browser) -> playwright.Page:
    """A tab without JavaScript; whatever a page does not show then is not there."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_reader_without_javascript_finds_it_too(plain: playwright.Page):
    _walk(plain)
    for heading in plain.locator("main h2").all():
        assert heading.is_visible()


def test_what_only_a_script_can_do_is_not_offered_without_one(plain: playwright.Page):
    _open(plain, KINDS["exercise"])
    assert plain.locator("button:visible").count() == 0


@pytest.mark.parametrize("path", [KINDS["exercise"], KINDS["routine"]], ids=["exercise", "routine"])
def test_safety_is_seen_before_the_first_step(page: playwright.Page, path: str):
    """By what the screen shows, at every width: no layout may move the steps above the card."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        _open(page, path)
        card = page.locator("#emergency").bounding_box()
        check = page.locator("#check-first").bounding_box()
        steps = [one.bounding_box() for one in page.locator("main :not(nav) > ol:visible").all()]
        first = min(one["y"] for one in steps if one)
        assert card
        assert check
        assert card["y"] < first
        assert check["y"] < first


def test_the_keyboard_reaches_the_text_first(page: playwright.Page):
    _open(page, KINDS["exercise"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_folder_works_on_a_server_too(page: playwright.Page, serve: Callable[[Path], str]):
    address = serve(shipped.folder())
    for path in itertools.islice(KINDS.values(), 4):
        page.goto(address + path.removesuffix("index.html"))
        page.locator("h1").wait_for()
    response = page.goto(address + "404.html")
    assert response is not None
    assert response.ok
    page.locator("main a").first.click()
    page.locator("h1").wait_for()
