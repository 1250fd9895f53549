"""Steady Back in every setting that a reader may have: small and large, light and dark, large text, few colours,
no motion, keyboard alone, right to left.

One page of each kind stands for all; with MATRIX=full (`make matrix`) every page of the site is looked at.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import pytest

from tests import shipped
from tests.browser.test_shipped_pages import KINDS, SIDEWAYS
from tests.pipeline.test_two_languages import two_languages

FULL = os.environ.get("MATRIX") == "full"
NARROW = 320
LARGE = "document.documentElement.style.fontSize = '200%'"
"""What a reader does who asks for text of twice the size."""

SETTINGS = [
    (375, "light", ""),
    (375, "dark", ""),
    (1280, "light", ""),
    (1280, "dark", ""),
    (NARROW, "light", ""),
    (NARROW, "dark", LARGE),
]
"""(width, colours, text)"""


def _paths() -> list[str]:
    """The pages to look at, by their path in the output."""
    root = shipped.folder()
    every = [path.relative_to(root).as_posix() for path in shipped.pages() if path.name != "404.html"]
    return every if FULL else list(KINDS.values())


def _names(settings: tuple[int, str, str]) -> str:
    width, colours, text = settings
    return f"{width}-{colours}{'-large' if text else ''}"


@pytest.mark.parametrize("settings", SETTINGS, ids=_names)
def test_axe_finds_nothing_wrong(
    page: playwright.Page,
    axe: Callable[[playwright.Page], list[str]],
    serve: Callable[[Path], str],
    settings: tuple[int, str, str],
):
    """On a server, since axe asks for the stylesheet, which the browser refuses to a page from disk."""
    width, colours, text = settings
    address = serve(shipped.folder())
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    found = {}
    for path in [*_paths(), "404.html"]:
        page.goto(address + path)
        page.evaluate(text)
        found[path] = axe(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def _sideways(page: playwright.Page, files: list[Path]) -> dict[str, Any]:
    """What is wider than the narrowest screen, at both sizes of text."""
    page.set_viewport_size({"width": NARROW, "height": 800})
    found = {}
    for file in files:
        page.goto(file.as_uri())
        for size in ("", LARGE):
            page.evaluate(size)
            if wide := page.evaluate(SIDEWAYS):
                found[f"{file.parent.name}/{file.name} {size[:8]}"] = wide
    return found


def test_no_page_scrolls_sideways_at_its_narrowest(page: playwright.Page):
    """One page of each kind, and all with a table, which is what is widest."""
    tables = [path for path in shipped.pages() if "<table" in path.read_text("utf-8")]
    files = {*tables, *(shipped.folder() / path for path in _paths())}
    assert _sideways(page, sorted(files)) == {}


def test_no_page_from_right_to_left_scrolls_sideways(page: playwright.Page, tmp_path: Path):
    site = two_languages(tmp_path)
    built = site.run("build")
    assert built.returncode == 0, built.stdout
    pages = sorted((site.output / "ar").rglob("*.html"))
    assert len(pages) > 5
    assert _sideways(page, pages) == {}
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"


UNSEEN = """() => {
  const clear = (colour) => colour === 'none' || colour === 'rgba(0, 0, 0, 0)'
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor
      if (!clear(colour)) return colour
    }
    return 'rgb(255, 255, 255)'
  }
  const drawn = (shape, ground) => {
    const {fill, stroke, opacity} = getComputedStyle(shape)
    return opacity !== '0' && [fill, stroke].some(one => !clear(one) && one !== ground)
  }
  const lost = []
  for (const drawing of document.querySelectorAll('svg.figure, .body-map-view, svg.icon')) {
    const shapes = [...drawing.querySelectorAll('path, circle, ellipse, rect, line')]
    const seen = shapes.filter(one => drawn(one, behind(drawing)))
    if (seen.length < shapes.length / 2) lost.push(drawing.getAttribute('class'))
  }
  const framed = '.care-card, .stop-rule, .button, .card, .notice, .check-first-level, .player-button'
  for (const frame of document.querySelectorAll(framed)) {
    const {borderTopStyle: style, borderTopWidth: width, borderTopColor: colour} = getComputedStyle(frame)
    if (style === 'none' || width === '0px' || colour === behind(frame)) lost.push(frame.className)
  }
  return [...new Set(lost)]
}"""
"""Drawings whose shapes, and parts whose frames, cannot be told from what is behind them."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_the_few_colours_of_the_reader_nothing_is_lost(page: playwright.Page, scheme: str):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    for path in _paths():
        page.goto((shipped.folder() / path).as_uri())
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(UNSEEN) == [], path
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", path


MOVING = """() => [...document.querySelectorAll('*')].filter(one => {
  const style = getComputedStyle(one)
  return style.animationName !== 'none' || style.scrollBehavior === 'smooth'
    || style.transitionDuration.split(', ').some(each => parseFloat(each) > 0)
}).map(one => one.className || one.tagName)"""
FADED = """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, figure)')]
  .filter(one => one.getClientRects().length && getComputedStyle(one).opacity !== '1').map(one => one.className)"""


def test_nothing_moves_for_those_who_asked_for_less_motion(page: playwright.Page):
    page.emulate_media(reduced_motion="reduce")
    for path in _paths():
        page.goto((shipped.folder() / path).as_uri())
        assert page.evaluate(MOVING) == [], path
        assert page.evaluate(FADED) == [], path
        page.locator("main a, main button").first.hover()
        assert page.evaluate("document.getAnimations().length") == 0, path


def test_nothing_moves_unless_asked(page: playwright.Page):
    for path in _paths():
        page.goto((shipped.folder() / path).as_uri())
        assert page.evaluate("document.getAnimations().length") == 0, path


WATCH = """() => {
  document.querySelectorAll('details').forEach(one => { one.open = true })
  window.reached = []
  document.addEventListener('focusin', ({target}) => {
    const style = getComputedStyle(target)
    // A link whose whole card shows the focus leaves the outline to the card.
    const card = target.closest('.card')
    const shown = [style, card && getComputedStyle(card)].some(one =>
      one && one.outlineStyle === 'solid' && parseFloat(one.outlineWidth) >= 2)
    const changed = target.matches('.body-map-area') && style.stroke !== 'none'
    window.reached.push([target, shown || changed])
  })
}"""
LEFT = """() => {
  const groups = new Set()
  const wanted = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
    .filter(one => one.type !== 'radio' || (!groups.has(one.name) && groups.add(one.name)))
  const name = (one) => `${one.tagName} ${one.textContent.trim().slice(0, 30)} ${one.name ?? ''}`
  const met = new Set(window.reached.map(([one]) => one.type === 'radio' ? one.name : one))
  return {
    never: wanted.filter(one => !met.has(one.type === 'radio' ? one.name : one)).map(name),
    unseen: window.reached.filter(([, shown]) => !shown).map(([one]) => name(one)),
    count: wanted.length,
  }
}"""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_the_keyboard_reaches_every_part_and_shows_where_it_is(page: playwright.Page, path: str):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto((shipped.folder() / path).as_uri())
    page.evaluate(WATCH)
    parts = page.evaluate(LEFT)["count"]
    for _ in range(parts + 2):
        page.keyboard.press("Tab")
    left = page.evaluate(LEFT)
    assert (left["never"], left["unseen"]) == ([], [])
    assert parts > 8


def test_the_theme_is_chosen_by_keyboard_alone(page: playwright.Page):
    page.goto((shipped.folder() / KINDS["exercise"]).as_uri())
    page.locator(".site-footer .theme-switch input:checked").focus()
    for theme in ("light", "dark"):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.documentElement.dataset.theme") == theme


POLICED = "addEventListener('securitypolicyviolation', (one) => console.error(`policy: ${one.violatedDirective}`))"


def test_the_content_policy_is_in_force_and_never_violated(
    page: playwright.Page, complaints: list[str], serve: Callable[[Path], str]
):
    page.add_init_script(POLICED)
    address = serve(shipped.folder())
    for start in (shipped.folder().as_uri() + "/", address):
        for path in _paths():
            page.goto(start + path, wait_until="load")
            assert complaints == [], path
    page.evaluate("document.body.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))")
    page.wait_for_function("true")
    assert any("style-src" in complaint for complaint in complaints)
    complaints.clear()
