"""The player of a figure in a real browser: plays when asked and not otherwise, from disk, under the content policy."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import pytest

from tests import shipped

PAGE = "exercises/bird-dog/index.html"
STILL = "exercises/front-plank/index.html"
MINUTES = "exercises/walking/index.html"
LEAVE = "exercises/full-sit-up/index.html"
NAME = "Play the movement"

STAGE = """() => [...document.querySelectorAll('.player-stage g path')].map(path => path.getAttribute('d'))"""
PAINTED = """() => [...document.querySelectorAll('.player-stage g path')].map(path => path.getAttribute('class'))"""
FEET = """() => [...document.querySelectorAll('.player-stage g path')]
  .filter(path => path.getAttribute('class').startsWith('skin'))
  .map(path => path.getBBox()).map(box => [box.x, box.y + box.height])"""
TOP = "() => document.querySelector('.figure-caption').getBoundingClientRect().top + scrollY"


@pytest.fixture
def ready(page: playwright.Page) -> playwright.Page:
    """The page of a movement, its clock in the test's hand, the figure in sight."""
    page.clock.install(time=0)
    _open(page, PAGE)
    page.clock.pause_at(3_600_000)
    page.locator(".figure-panel").first.scroll_into_view_if_needed()
    return page


def _open(page: playwright.Page, path: str) -> None:
    page.goto((shipped.folder() / path).as_uri())


def _play(page: playwright.Page) -> None:
    page.get_by_role("button", name=NAME).click()
    page.locator(".player-stage").wait_for(state="attached")


def _after(page: playwright.Page, milliseconds: int) -> list[str]:
    page.clock.run_for(milliseconds)
    return page.evaluate(STAGE)


def test_nothing_is_loaded_and_nothing_moves_unless_asked(ready: playwright.Page):
    asked: list[str] = []
    ready.on("request", lambda request: asked.append(request.url))
    ready.clock.run_for(3_000)
    assert asked == []
    assert ready.locator(".player-stage").count() == 0
    assert ready.get_by_role("button", name=NAME).is_visible()


def test_it_plays_in_the_place_of_the_first_still(ready: playwright.Page):
    """The body moves and the page does not; the stills stay."""
    place, count = ready.evaluate(TOP), ready.locator(".figure-sequence li").count()
    box = ready.locator(".figure-panel svg").first.bounding_box()
    _play(ready)
    first = _after(ready, 100)
    assert len(first) > 10
    assert _after(ready, 700) != first
    assert ready.evaluate(TOP) == place
    assert ready.locator(".figure-sequence li").count() == count
    assert ready.locator(".player-stage").bounding_box()["y"] == pytest.approx(box["y"], abs=1)
    assert ready.locator(".player-stage").bounding_box()["height"] == pytest.approx(box["height"], abs=1)
    assert not ready.locator(".figure-panel svg").first.is_visible()


def test_it_says_its_phases_and_counts_the_hold_down(ready: playwright.Page):
    """Bird dog: two moves of two seconds, a hold of five, and the way back."""
    _play(ready)
    phase = ready.locator(".player-phase")
    seen = []
    for _ in range(30):
        ready.clock.run_for(500)
        shown = " ".join(
            part.inner_text() for part in phase.locator(".player-words span, .player-left").all() if _seen(part)
        ).strip()
        seen.append(shown)
    told = [re.sub(r" \d+$", "", text) for text in seen]
    assert list(dict.fromkeys(told)) == ["Move", "Hold for 5 seconds", "Return"]
    counted = [int(text.split()[-1]) for text in seen if text.startswith("Hold")]
    assert counted[:1] == [5]
    assert {1, 2, 3, 4, 5} <= set(counted)
    assert ready.locator("[aria-live], [role=status], output").filter(has_text="Hold").count() == 0


def _seen(part: playwright.Locator) -> bool:
    return part.evaluate("part => getComputedStyle(part).visibility === 'visible'")


def test_what_is_planted_stays_where_it_is(ready: playwright.Page):
    """The supporting hand, and the toes of the supporting leg: some low points of the body never move."""
    _play(ready)
    rounds = []
    for _ in range(8):
        ready.clock.run_for(1_000)
        rounds.append(ready.evaluate(FEET))
    steady = [place for place in rounds[0] if all(any(_near(place, other) for other in later) for later in rounds)]
    assert len(steady) >= 2


def _near(a: list[float], b: list[float]) -> bool:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1])) < 5


def test_pause_stops_it_and_it_goes_on_from_there(ready: playwright.Page):
    _play(ready)
    ready.clock.run_for(900)
    ready.get_by_role("button", name="Pause").click()
    paused = _after(ready, 200)
    assert _after(ready, 4_000) == paused
    ready.get_by_role("button", name="Go on").click()
    assert _after(ready, 300) != paused


def test_stop_shows_the_still_again(ready: playwright.Page):
    _play(ready)
    ready.clock.run_for(900)
    stop = ready.get_by_role("button", name="Stop")
    stop.focus()
    ready.keyboard.press("Enter")
    assert ready.locator(".player-stage").count() == 0
    assert ready.locator(".figure-panel svg").first.is_visible()
    assert ready.evaluate("document.activeElement.innerText") == NAME
    ready.keyboard.press("Enter")
    ready.locator(".player-stage").wait_for(state="attached")
    assert ready.get_by_role("button", name="Pause").is_visible()


def test_it_pauses_out_of_sight(ready: playwright.Page):
    _play(ready)
    ready.clock.run_for(500)
    ready.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    ready.locator(".player[data-state=paused]").wait_for()
    paused = ready.evaluate(STAGE)
    assert _after(ready, 2_000) == paused


CLOSE = 3
"""Thousandths of the stature: less than half a pixel on a phone. Rounded points bend a curve by as much."""


def test_the_body_is_drawn_as_the_still_draws_it(ready: playwright.Page):
    """At rest in the hold: the player's curves are those of the last still, to what nobody sees."""
    _play(ready)
    ready.clock.run_for(6_000)
    assert ready.locator(".player").first.get_attribute("data-phase") == "hold"
    boxes = """paths => paths.map(path => path.getBBox()).map(b => [b.x, b.y, b.width, b.height].map(Math.round))"""
    mine = ready.locator(".player-stage g path").evaluate_all(boxes)
    names = ready.evaluate(PAINTED)
    body = ", ".join(f".{name}" for name in ("skin", "top", "legs", "hair", "face", "eye", "seam"))
    last = ready.locator(".figure-frame").last.locator("svg").locator(body)
    still = [
        box
        for box, d in zip(
            last.evaluate_all(boxes), last.evaluate_all("all => all.map(one => one.getAttribute('d'))"), strict=True
        )
        if d
    ]
    assert len(mine) == len(still) == len(names)
    for ours, theirs in zip(mine, still, strict=True):
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) <= CLOSE, (mine, still, names)


def test_targets_are_large_enough_and_focus_is_seen(ready: playwright.Page):
    _play(ready)
    for button in ready.locator(".player button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    ready.keyboard.press("Tab")
    outline = ready.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert ready.evaluate("document.activeElement.matches('.player-stop')")
    assert outline == "3px"


def test_less_motion_means_none(ready: playwright.Page):
    """Also for a reader who asks for it while a movement is playing."""
    _play(ready)
    ready.clock.run_for(500)
    ready.emulate_media(reduced_motion="reduce")
    ready.locator(".player-stage").wait_for(state="detached")
    assert not ready.locator(".player").first.is_visible()
    assert ready.locator(".figure-panel svg").first.is_visible()


def test_paper_shows_the_stills(ready: playwright.Page):
    _play(ready)
    ready.clock.run_for(900)
    ready.emulate_media(media="print")
    assert not ready.locator(".player").first.is_visible()
    assert not ready.locator(".player-stage").is_visible()
    assert ready.locator(".figure-panel svg").first.is_visible()


def test_a_movement_that_cannot_be_loaded_says_so(page: playwright.Page, complaints: list[str]):
    _open(page, PAGE)
    page.locator(".player").first.evaluate("part => { part.dataset.src = 'nowhere.js' }")
    page.get_by_role("button", name=NAME).click()
    page.locator(".player[data-state=failed]").wait_for()
    assert "could not be loaded" in page.locator(".player output").inner_text()
    assert page.locator(".figure-panel svg").first.is_visible()
    complaints.clear()


@pytest.mark.parametrize("path", [STILL, MINUTES, LEAVE])
def test_what_nobody_repeats_has_no_player(page: playwright.Page, path: str):
    _open(page, path)
    assert page.locator(".figure-panel").count() > 0
    assert page.locator(".player").count() == 0


@pytest.fixture
def plain(browser: playwright.Browser) -> Iterator[playwright.Page]:
    """A tab without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_sequence_is_complete(plain: playwright.Page):
    _open(plain, PAGE)
    assert not plain.locator(".player").first.is_visible()
    for part in plain.locator(".figure-frame svg, .figure-frame figcaption").all():
        assert part.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_plays(
    page: playwright.Page,
    axe: Callable[[playwright.Page], list[str]],
    serve: Callable[[Path], str],
    scheme: Any,
):
    """On a server, since axe asks for the stylesheet, which the browser refuses to a page from disk."""
    page.emulate_media(color_scheme=scheme)
    page.goto(serve(shipped.folder()) + PAGE)
    _play(page)
    page.get_by_role("button", name="Pause").click()
    assert axe(page) == []


def test_every_movement_plays_without_a_complaint(page: playwright.Page):
    """All of them, from disk: whatever the browser complains of fails the test."""
    for path in sorted((shipped.folder() / "exercises").glob("*/index.html")):
        if 'class="player"' in path.read_text("utf-8"):
            page.goto(path.as_uri())
            _play(page)
            page.wait_for_timeout(100)
            before = page.evaluate(STAGE)
            page.wait_for_timeout(200)
            assert page.evaluate(STAGE) != before, path
