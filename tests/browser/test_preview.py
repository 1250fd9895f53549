"""The live preview in a real browser: an editor saves, and the open page shows it."""

import json
import random
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from tests.edited import PROJECT, Edited
from tests.previewed import Previewed

GUIDE = "content/en/exercises/bird-dog.md"
ADDRESS = "exercises/bird-dog/"
STYLE = "static/base.css"
LAYOUT = "templates/layouts/exercise.html"
CALM = 2.0
"""Seconds that the first build of the shipped site takes while nothing else is going on."""


class Patience:
    """How long to wait for a page to show the last save: longer on a machine that is busy with other things, by as
    much as the first build took longer than it should. That it shows it is the law; how soon, bench/ measures.
    """

    factor = 1.0

    @property
    def milliseconds(self) -> float:
        """For the waits of the browser's driver."""
        return 20_000 * self.factor


PATIENCE = Patience()

SAVES: dict[str, tuple[str, str, str]] = {
    "body": (GUIDE, r"\n*\Z", "\n\nSaved as body {n}.\n"),
    "title": (GUIDE, r"(?m)^title: .*", "title: Bird dog, title {n}"),
    "front matter": (GUIDE, r"(?m)^feel: .*", "feel: In your feel {n}."),
    "template": (LAYOUT, r"(<p>layout .*</p>)?{% endblock %}", "<p>layout {n}</p>{{% endblock %}}"),
    "words": ("content/en/strings.yaml", r"(?m)^stop:\n  title: .*", "stop:\n  title: When to stop, words {n}"),
    "settings": ("content/site.yaml", r"(?m)^title: .*", "title: Back {n}"),
    "safety": ("content/en/safety.yaml", r"(?m)^stop_rule:\n  - .*", "stop_rule:\n  - You feel safety {n}."),
}
"""What can be saved that the page shows: a file, what is replaced in it, and what then stands there."""

SHOWN: dict[str, Callable[[playwright.Page, int], None]] = {
    "body": lambda page, n: _has(page, f"Saved as body {n}."),
    "title": lambda page, n: _has(page, f"Bird dog, title {n}"),
    "front matter": lambda page, n: _has(page, f"In your feel {n}."),
    "template": lambda page, n: _has(page, f"layout {n}"),
    "words": lambda page, n: _has(page, f"When to stop, words {n}"),
    "settings": lambda page, n: expect(page).to_have_title(re.compile(rf"Back {n}\b"), timeout=PATIENCE.milliseconds),
    "safety": lambda page, n: _has(page, f"You feel safety {n}."),
}


def _has(page: playwright.Page, text: str) -> None:
    expect(page.locator("body")).to_contain_text(text, timeout=PATIENCE.milliseconds, ignore_case=True)


@pytest.fixture(scope="module")
def preview(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    """The preview of a copy of the shipped site."""
    assert chromium
    site = Edited(tmp_path_factory.mktemp("previewed") / "root")
    for part in ("content", "templates", "static"):
        shutil.copytree(PROJECT / part, site.folder / part)
    running = Previewed(site, counted=False)
    said = running.until("Serving")
    first = re.search(r"([0-9.]+) s\n", said)
    assert first is not None
    PATIENCE.factor = max(1.0, float(first[1]) / CALM)
    running.first = _state(running)
    yield running
    assert running.stopped() == 0
    assert "Traceback" not in running.said


@pytest.fixture
def guide(preview: Previewed, page: playwright.Page) -> playwright.Page:
    """The page of an exercise, open, and connected to the preview."""
    _restore(preview)
    with page.expect_websocket(lambda socket: "livereload" in socket.url):
        page.goto(preview.address + ADDRESS)
    expect(page.locator("h1")).to_have_text("Bird dog")
    return page


def _restore(preview: Previewed) -> None:
    """The shipped files as they were, previewed."""
    for name in (GUIDE, STYLE, LAYOUT, *(name for name, _, _ in SAVES.values())):
        if preview.site.path(name).read_bytes() != (PROJECT / name).read_bytes():
            shutil.copyfile(PROJECT / name, preview.site.path(name))
    _until(lambda: _state(preview) == preview.first)


def _state(preview: Previewed) -> object:
    return json.loads(preview.get(f"/_preview/state?path=/{ADDRESS}").body)


def _until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _save(preview: Previewed, what: str, number: int) -> None:
    name, pattern, new = SAVES[what]
    text = re.sub(pattern, new.format(n=number), preview.site.text(name), count=1)
    preview.site.put(name, text)


def _mark(page: playwright.Page) -> None:
    """A value that a reload would take away."""
    page.evaluate("window.sameDocument = true")


def _marked(page: playwright.Page) -> bool:
    return bool(page.evaluate("window.sameDocument === true"))


def test_after_twenty_saves_the_open_page_shows_the_last_state(preview: Previewed, guide: playwright.Page):
    """0.3 to 2 s apart, of everything that the page is made of."""
    chance = random.Random(20)  # noqa: S311 - the same saves again
    last: dict[str, int] = {}
    for number in range(1, 21):
        what = chance.choice(sorted(SAVES))
        _save(preview, what, number)
        last[what] = number
        guide.wait_for_timeout(chance.uniform(300, 2000))
    for what, number in last.items():
        SHOWN[what](guide, number)


def test_saves_within_a_second_and_while_a_build_runs_are_not_lost(preview: Previewed, guide: playwright.Page):
    """A settings change makes every page anew; the others fall into that build, or between two."""
    chance = random.Random(7)  # noqa: S311 - the same saves again
    for number in range(30, 70, 10):
        _save(preview, "settings", number)
        for more, what in enumerate(("body", "template", "title", "words", "body", "safety", "body", "title")):
            guide.wait_for_timeout(chance.choice([0, 10, 40, 120]))
            _save(preview, what, number + more)
        last = {"body": number + 6, "template": number + 1, "title": number + 7, "safety": number + 5}
        for what, shown in {**last, "words": number + 3, "settings": number}.items():
            SHOWN[what](guide, shown)


def test_a_save_while_the_page_loads_is_not_lost(preview: Previewed, guide: playwright.Page):
    for number in range(100, 106):
        guide.goto(preview.address + ADDRESS, wait_until="commit")
        _save(preview, "front matter", number)
        SHOWN["front matter"](guide, number)


def test_a_style_is_changed_without_a_reload(preview: Previewed, guide: playwright.Page):
    _mark(guide)
    guide.evaluate("window.scrollTo(0, 400)")
    for size in (3, 5):
        preview.site.put(STYLE, (PROJECT / STYLE).read_text("utf-8") + f"\nh1 {{ outline: {size}px solid }}\n")
        expect(guide.locator("h1")).to_have_css("outline-width", f"{size}px", timeout=PATIENCE.milliseconds)
    assert _marked(guide)
    assert abs(guide.evaluate("window.scrollY") - 400) < 10
    sheets = 'link[rel="stylesheet"][href*="site.css"]'
    expect(guide.locator(sheets)).to_have_count(1)


def test_a_saved_text_keeps_the_place_on_the_page(preview: Previewed, guide: playwright.Page):
    guide.evaluate("window.scrollTo(0, 400)")
    _save(preview, "front matter", 200)
    SHOWN["front matter"](guide, 200)
    _until(lambda: abs(guide.evaluate("window.scrollY") - 400) < 10, PATIENCE.milliseconds / 1000)


def test_what_the_page_does_not_show_leaves_it_alone(preview: Previewed, guide: playwright.Page):
    _mark(guide)
    name = "content/en/exercises/chin-tuck.md"
    text = preview.site.text(name)
    preview.hush()
    preview.site.put(name, text.rstrip() + "\n\nOne more thing.\n")
    preview.until("built:", 20)
    guide.wait_for_timeout(500)
    assert _marked(guide)
    preview.site.put(name, text)


def test_a_mistake_keeps_the_last_good_page_and_says_what_to_mend(preview: Previewed, guide: playwright.Page):
    _save(preview, "front matter", 300)
    SHOWN["front matter"](guide, 300)
    _mark(guide)
    hostile = "<img src=x onerror=window.hacked=true>"
    preview.site.change(GUIDE, "area: core", f"area: core\n'{hostile}': 1")
    panel = guide.get_by_role("alert")
    expect(panel).to_be_visible(timeout=PATIENCE.milliseconds)
    expect(panel).to_contain_text(f"{GUIDE}:6:1: error S102")
    expect(panel).to_contain_text(hostile)
    expect(panel).to_contain_text("Why: ")
    expect(panel).to_contain_text("Fix: ")
    assert panel.locator("img").count() == 0
    assert guide.evaluate("window.hacked") is None
    assert _marked(guide), "the page was reloaded though it did not change"
    SHOWN["front matter"](guide, 300)
    guide.reload()
    expect(panel).to_contain_text("1 to mend", timeout=PATIENCE.milliseconds)
    preview.site.change(GUIDE, f"\n'{hostile}': 1", "")
    expect(panel).to_have_count(0, timeout=PATIENCE.milliseconds)


def test_the_panel_closes_by_its_button_and_by_escape(preview: Previewed, guide: playwright.Page):
    preview.site.change(GUIDE, "area: core", "area: cores")
    panel = guide.get_by_role("alert")
    expect(panel).to_be_visible(timeout=PATIENCE.milliseconds)
    guide.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    guide.reload()
    expect(panel).to_be_visible(timeout=PATIENCE.milliseconds)
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_have_count(0)


def test_a_warning_is_shown_over_the_newest_page(preview: Previewed, guide: playwright.Page):
    """A draft's mistakes are warnings: the preview goes on."""
    name = "content/en/pages/later.md"
    preview.site.put(name, "---\ntitle: Later\nsummary: Later.\ndraft: true\ntitel: x\n---\nSoon.\n")
    panel = guide.get_by_role("alert")
    expect(panel).to_contain_text("1 to look at", timeout=PATIENCE.milliseconds)
    preview.site.path(name).unlink()
    expect(panel).to_have_count(0, timeout=PATIENCE.milliseconds)


def test_a_page_that_goes_shows_the_404_page_and_comes_back(
    preview: Previewed, guide: playwright.Page, complaints: list[str]
):
    name, address = "content/en/pages/soon.md", "soon/"
    text = "---\ntitle: Soon\nsummary: A page that comes and goes.\n---\nSoon.\n"
    preview.site.put(name, text)
    _has(guide, "Soon")  # every footer names every page
    guide.goto(preview.address + address)
    expect(guide.locator("h1")).to_have_text("Soon", timeout=PATIENCE.milliseconds)
    preview.site.path(name).unlink()
    expect(guide.locator("h1")).not_to_have_text("Soon", timeout=PATIENCE.milliseconds)
    preview.site.put(name, text)
    expect(guide.locator("h1")).to_have_text("Soon", timeout=PATIENCE.milliseconds)
    preview.site.path(name).unlink()
    complaints[:] = [one for one in complaints if "404" not in one]
