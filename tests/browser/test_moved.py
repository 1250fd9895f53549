"""Old addresses in a real browser: they lead on from disk and from a host, with scripts and without."""

from collections.abc import Callable
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from kinesite.pipeline.outcome import Outcome
from kinesite.pipeline.output import Output
from kinesite.pipeline.world import Options
from tests.pipeline.test_two_languages import two_languages
from tests.sites import TinySite

TILT = "content/en/exercises/pelvic-tilt.md"
CAT = "content/en/exercises/cat-cow.md"
OLD = [
    ("old/tilt", "exercises/pelvic-tilt"),
    ("exercises/old-tilt", "exercises/pelvic-tilt"),
    ("ar/old/tilt", "ar/exercises/pelvic-tilt"),
]


def _site(folder: Path) -> TinySite:
    site = two_languages(folder)
    site.change(TILT, "title: ", "aliases: [/old/tilt/, /exercises/old-tilt/]\ntitle: ")
    clinical = "{on: 2026-02-01, note: 'Hold for 5 seconds, no longer 8.', clinical: true}"
    site.change(TILT, "clinical: true}]", f"clinical: true}}, {clinical}]")
    site.change(CAT, "title: ", "history: [{on: 2026-01-12, note: First published., clinical: true}]\ntitle: ")
    return site


def _written(site: TinySite, options: Options, folder: Path) -> Path:
    built: Outcome = site.build(options)
    assert built.publishable, built.diagnostics
    Output(folder).write(built.versions, built.content)
    return folder


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it opens from disk."""
    folder = tmp_path_factory.mktemp("disk")
    return _written(_site(folder), Options(), folder / "site")


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it stands on a host, below a folder."""
    folder = tmp_path_factory.mktemp("hosted")
    _written(_site(folder), Options(base_url="https://example.org/back/"), folder / "host" / "back")
    return folder / "host"


@pytest.mark.parametrize(("old", "new"), OLD)
def test_from_disk_an_old_address_leads_to_the_guide(page: playwright.Page, on_disk: Path, old: str, new: str):
    page.goto((on_disk / old / "index.html").as_uri())
    page.wait_for_url((on_disk / new / "index.html").as_uri())
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_host_an_old_address_leads_to_the_guide(
    browser: playwright.Browser,
    serve: Callable[[Path], str],
    hosted: Path,
    scripts: bool,  # noqa: FBT001 - drawn
):
    base = serve(hosted) + "back/"
    context = browser.new_context(java_script_enabled=scripts)
    try:
        page = context.new_page()
        for old, new in OLD:
            page.goto(f"{base}{old}/")
            page.wait_for_url(f"{base}{new}/")
            assert page.locator("h1").is_visible()
    finally:
        context.close()


def test_the_part_after_the_hash_comes_along(page: playwright.Page, serve: Callable[[Path], str], hosted: Path):
    """A printed code may point at the steps."""
    base = serve(hosted) + "back/"
    page.goto(f"{base}old/tilt/#do-it")
    page.wait_for_url(f"{base}exercises/pelvic-tilt/#do-it")


def test_the_way_back_does_not_lead_forward_again(page: playwright.Page, serve: Callable[[Path], str], hosted: Path):
    base = serve(hosted) + "back/"
    page.goto(f"{base}a-z/")
    for start in ("old/tilt/", "old/tilt/#do-it"):
        page.goto(f"{base}a-z/")
        page.evaluate(f"location.assign('../{start}')")
        page.wait_for_url("**/exercises/pelvic-tilt/**")
        page.go_back()
        page.wait_for_url(f"{base}a-z/")


def test_the_page_of_news_marks_a_clinical_change_in_words(page: playwright.Page, on_disk: Path):
    page.goto((on_disk / "whats-new" / "index.html").as_uri())
    group = page.locator(".news-group", has=page.get_by_role("heading", name="Do this differently now"))
    assert group.get_by_role("link", name="Pelvic tilt").is_visible()
    assert "Hold for 5 seconds, no longer 8." in group.inner_text()
    headings = page.get_by_role("heading").all_inner_texts()
    order = [headings.index(one) for one in ("1 February 2026", "Do this differently now", "12 January 2026")]
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["", "ar/"])
def test_axe_finds_nothing_on_the_page_of_news(
    page: playwright.Page,
    axe: Callable[[playwright.Page], list[str]],
    serve: Callable[[Path], str],
    hosted: Path,
    language: str,
):
    page.goto(f"{serve(hosted)}back/{language}whats-new/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
