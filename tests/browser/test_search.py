"""The search in a real browser: by keyboard, from disk, under the content policy, without a trace in the address."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest
import yaml

from tests import shipped
from tests.sites import PROJECT

SAFETY = yaml.safe_load((PROJECT / "content/en/safety.yaml").read_text("utf-8"))
NUMBERS = [
    one["number"] for one in yaml.safe_load((PROJECT / "content/site.yaml").read_text("utf-8"))["emergency_numbers"]
]
FOCUSED = "document.activeElement.textContent || document.activeElement.className"


def _open(page: playwright.Page, path: str = "exercises/bird-dog/index.html") -> None:
    page.goto((shipped.folder() / path).as_uri())


def _ask(page: playwright.Page, text: str) -> None:
    """Types a text into the open search and waits for its answer."""
    page.locator(".search-query").fill("")
    page.keyboard.type(text)
    page.locator(".search-status").filter(has_text=re.compile("Found|Nothing|first")).wait_for()


def test_nothing_is_loaded_before_the_search_is_asked_for(page: playwright.Page):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    _open(page)
    page.wait_for_load_state()
    assert not {"minisearch.js", "finding.js", "latest.js"} & set(loaded)
    page.get_by_role("link", name="Search").click()
    _ask(page, "bridge")
    assert {"minisearch.js", "finding.js", "latest.js"} <= set(loaded)
    assert page.locator(".search-title").first.inner_text() == "Bridge"


def test_a_guide_is_found_by_keyboard_alone(page: playwright.Page):
    _open(page, "index.html")
    page.keyboard.press("/")
    assert page.evaluate(FOCUSED) == "search-query"
    _ask(page, "siatica")
    assert re.fullmatch(r"Found: \d+", page.locator(".search-status").inner_text())
    titles = page.locator(".search-title").all_inner_texts()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == titles[0]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == titles[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "search-query"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == titles[1]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(exercises|conditions)/[a-z-]+/index\.html$"))
    assert page.locator("h1").inner_text() == titles[1]


def test_escape_closes_it_and_gives_the_focus_back(page: playwright.Page):
    _open(page)
    page.locator(".site-search").focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog").is_visible()
    _ask(page, "bridge")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    assert page.evaluate("document.activeElement.className") == "site-search"
    page.keyboard.press("/")
    assert page.locator(".search-query").input_value() == "bridge"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("/")
    page.get_by_role("button", name="Close").click()
    assert not page.locator("dialog").is_visible()


def test_the_focus_stays_in_the_open_search(page: playwright.Page):
    _open(page)
    page.keyboard.press("/")
    _ask(page, "bird dog")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_the_key_is_a_sign_like_any_other_inside_a_field(page: playwright.Page):
    _open(page)
    page.keyboard.press("/")
    page.keyboard.type("and/or")
    assert page.locator(".search-query").input_value() == "and/or"


@pytest.mark.parametrize("text", ["numb between legs", "can't pee", "cant control blader"])
def test_an_emergency_is_answered_before_anything_else(page: playwright.Page, text: str):
    _open(page)
    page.keyboard.press("/")
    _ask(page, text)
    first = page.locator(".search-found > *").first
    assert "care-card-emergency" in (first.get_attribute("class") or "")
    words = first.inner_text()
    level = SAFETY["levels"]["emergency"]
    assert level["title"] in words
    assert level["action"] in words
    for sign in SAFETY["signs"]:
        assert not sign.get("short") or sign["short"] in words or sign["sign"] in words
    meant = "saddle-numbness" if "numb" in text else "bladder-change"
    assert next(sign["sign"] for sign in SAFETY["signs"] if sign["id"] == meant) in words
    assert [link.get_attribute("href") for link in first.locator(".emergency-numbers a").all()] == [
        f"tel:{number}" for number in NUMBERS
    ]
    assert page.locator(".search-status").inner_text().startswith("Emergency: read this first.")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == NUMBERS[0], "the first stop is the number to call"


def test_what_is_typed_leaves_no_trace(page: playwright.Page):
    _open(page, "search/index.html")
    before = page.url
    page.locator(".search-query").focus()
    _ask(page, "leaking")
    assert page.url == before
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.reload()
    assert page.locator(".search-query").input_value() == ""


def test_the_search_page_answers_in_place_and_offers_the_alphabet_meanwhile(page: playwright.Page):
    _open(page, "search/index.html")
    assert page.locator(".search-idle").is_visible()
    assert page.locator("dialog").count() == 0
    page.keyboard.press("/")
    _ask(page, "sit-ups")
    assert not page.locator(".search-idle").is_visible()
    best = page.locator(".search-result").first
    assert best.locator(".search-title").inner_text() == "Full sit-up"
    assert best.locator(".search-leave").inner_text() == "Leave out"
    page.locator(".search-query").fill("")
    assert page.locator(".search-idle").is_visible()


def test_on_a_server_it_works_the_same(page: playwright.Page, serve: Callable[[Path], str]):
    page.goto(serve(shipped.folder()) + "areas/neck/")
    page.keyboard.press("/")
    _ask(page, "crick in neck")
    page.locator("dialog").get_by_role("link", name="Neck pain and stiff neck").click()
    page.wait_for_url(re.compile("/conditions/neck-pain/"))


@pytest.fixture
def served(browser: playwright.Browser, serve: Callable[[Path], str]) -> Iterator[tuple[playwright.Page, str]]:
    """A tab of its own, and the address of the site."""
    context = browser.new_context()
    yield context.new_page(), serve(shipped.folder())
    context.close()


@pytest.mark.parametrize("missing", ["**/latest.js*", "**/media/search/*", "**/minisearch.js"])
def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(served: tuple[playwright.Page, str], missing: str):
    page, site = served
    page.route(missing, lambda route: route.abort())
    page.goto(site)
    page.keyboard.press("/")
    dialog = page.locator("dialog")
    failed = dialog.get_by_text("The search cannot be loaded.")
    failed.wait_for()
    page.keyboard.type("can't pee")
    page.wait_for_timeout(300)
    assert failed.is_visible()
    assert dialog.get_by_role("link", name="Warning signs").is_visible()
    assert dialog.get_by_role("link", name="All guides A to Z").is_visible()
    page.unroute(missing)
    page.keyboard.type("!")
    dialog.locator(".care-card-emergency").wait_for()
    assert not failed.is_visible()
    assert not dialog.locator(".search-instead").is_visible()


def test_the_alphabet_stays_where_the_search_cannot_be_loaded(served: tuple[playwright.Page, str]):
    page, site = served
    page.route("**/latest.js*", lambda route: route.abort())
    page.goto(f"{site}search/")
    page.keyboard.press("/")
    page.get_by_text("The search cannot be loaded.").wait_for()
    page.keyboard.type("bridge")
    page.wait_for_timeout(300)
    assert page.locator(".search-idle").is_visible()


def test_a_cached_name_of_data_that_is_gone_is_asked_for_anew(served: tuple[playwright.Page, str]):
    page, site = served
    old = 'var kinesiteSearch = {"data":"../media/search/en.000000000000.js"};'
    page.route("**/latest.js", lambda route: route.fulfill(body=old, content_type="text/javascript"))
    page.goto(site)
    page.keyboard.press("/")
    _ask(page, "bridge")
    assert page.locator(".search-title").first.inner_text() == "Bridge"


def test_more_results_than_are_shown_are_counted_as_such(page: playwright.Page):
    _open(page)
    page.keyboard.press("/")
    _ask(page, "back")
    said = re.fullmatch(r"Found: the first (\d+) of (\d+)", page.locator(".search-status").inner_text())
    assert said
    assert page.locator(".search-result").count() == int(said[1]) < int(said[2])


def test_an_open_search_is_not_printed(page: playwright.Page):
    _open(page)
    page.keyboard.press("/")
    _ask(page, "bridge")
    page.emulate_media(media="print")
    assert not page.locator("dialog").is_visible()
    page.emulate_media(media="screen")
    assert page.locator("dialog").is_visible()


@pytest.fixture
def plain(browser: playwright.Browser) -> Iterator[playwright.Page]:
    """A tab without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_a_script_the_link_leads_to_the_alphabet(plain: playwright.Page):
    _open(plain)
    plain.get_by_role("link", name="Search").click()
    plain.wait_for_url(re.compile(r"/search/index\.html$"))
    assert not plain.locator(".search-query").is_visible()
    plain.get_by_role("link", name="Dying bug").click()
    plain.wait_for_url(re.compile("/exercises/dead-bug/"))


def test_the_alphabet_names_every_guide_by_every_name(page: playwright.Page):
    _open(page, "a-z/index.html")
    names = page.locator(".alphabet-names a").all_inner_texts()
    for path in (PROJECT / "content/en").glob("*/*.md"):
        matter = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        if not matter.get("draft"):
            assert {matter["title"], *matter.get("also_known_as", ())} <= set(names)
    letters = page.locator(".alphabet-title").all_inner_texts()
    assert letters == sorted(letters)
    folded = [re.sub(r"[^a-z0-9 ]", "", name.lower().replace("-", " ")) for name in names]
    assert [name[0] for name in folded] == sorted(name[0] for name in folded)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_axe_finds_nothing_wrong_with_an_answer(
    page: playwright.Page,
    axe: Callable[[playwright.Page], list[str]],
    serve: Callable[[Path], str],
    width: int,
    scheme: str,
):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(serve(shipped.folder()) + "index.html")
    page.keyboard.press("/")
    for text in ("lost weight, can't pee", "siatica"):
        _ask(page, text)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("dialog").evaluate("(one) => one.scrollWidth <= one.clientWidth")
