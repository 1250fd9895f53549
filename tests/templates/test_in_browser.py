"""What only a real browser can tell: scripts, keyboard, contrast, and that no page scrolls sideways."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
import playwright.sync_api as playwright
import pytest

from tests.templates.gallery import COMPONENTS, ROOT, SOURCES_OF_STYLE, pages, site

STATIC = ROOT / "static"
PAGES = pages()
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5"><path d="M0 0h8v5H0z"/></svg>'


@pytest.fixture(scope="module")
def folder(engine: jinja2.Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pages with their assets, as a build lays them out."""
    root = tmp_path_factory.mktemp("site")
    assets = root / "assets/0"
    (assets / "figures").mkdir(parents=True)
    (assets / "site.css").write_text("".join(path.read_text("utf-8") for path in SOURCES_OF_STYLE), "utf-8")
    scripts = sorted(COMPONENTS.glob("*/*.js"))
    (assets / "site.js").write_text("".join(path.read_text("utf-8") for path in scripts), "utf-8")
    (assets / "figures/bird-dog.svg").write_text(PICTURE, "utf-8")
    for name in ("theme.js", "favicon.svg"):
        shutil.copy(STATIC / name, assets)
    for name in ("fonts", "design"):
        shutil.copytree(STATIC / name, assets / name)
    for name, sample in PAGES.items():
        place = root / "pages" / name
        place.mkdir(parents=True)
        text = sample.render(engine).replace("sit-up.jpg", site().icon)
        text = text.replace('http-equiv="refresh"', 'name="refresh"')  # it stays, to be looked at
        (place / "index.html").write_text(text, "utf-8")
    return root


@pytest.fixture
def show(browser: playwright.Browser, folder: Path) -> Iterator[Callable[..., playwright.Page]]:
    """Opens an example page from disk, in a context of its own."""
    contexts = []

    def opened(name: str, **options: object) -> playwright.Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto((folder / "pages" / name / "index.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(show: Callable[..., playwright.Page], name: str, width: int):
    page = show(name, viewport={"width": width, "height": 800})
    for direction in ("ltr", "rtl"):
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), direction


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    show: Callable[..., playwright.Page], node_tool: Callable[[str], Path], name: str, scheme: str
):
    page = show(name, color_scheme=scheme, viewport={"width": 1280, "height": 800})
    page.evaluate((node_tool("axe-core") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run({preload: false})).violations")
    assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_is_never_violated(browser: playwright.Browser, folder: Path, name: str):
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((folder / "pages" / name / "index.html").as_uri())
    page.wait_for_load_state()
    context.close()
    assert not said


def test_the_font_arrives_from_disk(show: Callable[..., playwright.Page]):
    page = show("exercise")
    page.evaluate("document.fonts.ready")
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)"
    assert any("Atkinson Hyperlegible Next" in family for family in page.evaluate(loaded))


def test_the_choice_of_theme_is_kept(show: Callable[..., playwright.Page]):
    page = show("exercise", color_scheme="light")
    theme = "document.documentElement.dataset.theme ?? 'system'"
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    assert page.get_by_role("radio", name="As on my device").is_checked()
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate(theme) == "dark"
    assert page.evaluate(paper) != light
    page.reload()
    assert page.evaluate(theme) == "dark"
    assert page.get_by_role("radio", name="Dark").is_checked()
    page.get_by_role("radio", name="As on my device").check()
    page.reload()
    assert page.evaluate(theme) == "system"
    assert page.evaluate(paper) == light


def test_without_scripts_nothing_pretends_to_work(show: Callable[..., playwright.Page]):
    page = show("exercise", java_script_enabled=False)
    assert not page.locator(".theme-switch").is_visible()
    assert page.locator("#do-it").is_visible()
    assert page.get_by_role("link", name="Routines").is_visible()


@pytest.mark.parametrize(("day", "display"), [("2028-11-01", "none"), ("2028-11-02", "block")])
def test_a_page_past_its_review_says_so(browser: playwright.Browser, folder: Path, day: str, display: str):
    context = browser.new_context(timezone_id="UTC")
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    page.goto((folder / "pages/exercise/index.html").as_uri())
    line = page.get_by_text("This page was due for a new review.")
    shown = line.evaluate("(line) => getComputedStyle(line).display")
    context.close()
    assert shown == display


def test_the_skip_link_is_first_and_leads_to_the_text(show: Callable[..., playwright.Page]):
    page = show("exercise")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 24
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_areas_on_the_body_are_links_with_names(show: Callable[..., playwright.Page]):
    page = show("home")
    neck = page.locator(".body-map").get_by_role("link", name="Neck")
    before = neck.evaluate("(area) => getComputedStyle(area).fill")
    page.locator(".button").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if neck.evaluate("(area) => area === document.activeElement"):
            break
    assert neck.evaluate("(area) => area.matches(':focus-visible')")
    page.wait_for_timeout(300)
    assert neck.evaluate("(area) => getComputedStyle(area).fill") != before


def test_an_emergency_card_keeps_its_frame_on_paper(show: Callable[..., playwright.Page]):
    page = show("exercise")
    page.emulate_media(media="print")
    assert page.get_by_text("Emergency:").is_visible()
    assert page.locator("#emergency").evaluate("(card) => getComputedStyle(card).borderTopStyle") == "solid"
    assert page.locator("#emergency-title").evaluate("(title) => getComputedStyle(title).color") == "rgb(0, 0, 0)"
