"""On paper: each exercise is a handout of two sheets at most, with everything on it that safety asks for."""

import os
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import playwright.sync_api as playwright
import pytest

from tests import shipped
from tests.browser.test_shipped_pages import KINDS

PRINTED = {
    "emergency signs": "//*[@id='emergency']//li/text()",
    "what to do": "//*[@class='care-card-action']/text()",
    "numbers to call": "//*[@class='emergency-numbers-list']//a/text()",
    "what to check": "//*[@id='check-first']//strong/text()",
    "how grave it is": "//*[@class='check-first-level']/text()",
    "dose": "//*[@class='dose-sentence']/text()",
    "steps": "//*[@class='guide-steps']//ol/li/text()",
    "captions": "//*[@class='figure-caption']/span[@id]/text()",
    "when to stop": "//*[contains(@class, 'stop-rule')]//li/text()",
    "addresses of sources": "//*[@class='sources-list']//a/@href",
    "review": "//*[contains(@class, 'review-line')]//text()[not(ancestor::*[@hidden])]",
}
"""What must be read on paper, by where it stands in the page."""

Printer = Callable[[Path, str], list[str]]


def _folded(text: str) -> str:
    """Text without blanks, since a line may break anywhere, without ligatures, and without capitals."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\xad", "").casefold().split())


@pytest.fixture
def printed(browser: playwright.Browser, pdftotext: Path, tmp_path: Path) -> Iterator[Printer]:
    """Gives the folded text of each sheet that a page prints on; nothing runs a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    def sheets(file: Path, paper: str) -> list[str]:
        page.goto(file.as_uri())
        target = tmp_path / "page.pdf"
        page.pdf(path=target, format=paper)
        command = [pdftotext, "-raw", "-enc", "UTF-8", target, "-"]
        result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=30, check=True)
        return [_folded(sheet) for sheet in result.stdout.split("\f")[:-1]]

    yield sheets
    context.close()


def _lost(file: Path, sheets: list[str]) -> list[str]:
    """What the paper lacks of what it must say."""
    tree = lxml.html.document_fromstring(file.read_text("utf-8"))
    whole = "".join(sheets)
    return [
        f"{name}: {text}"
        for name, path in PRINTED.items()
        for text in map(str, tree.xpath(path))
        if _folded(text) not in whole
    ]


FULL = os.environ.get("MATRIX") == "full"
"""Letter is a little shorter and wider: every sixth exercise stands for all, unless all are asked for."""


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_exercise_is_a_handout_of_two_sheets(printed: Printer, paper: str):
    wrong = {}
    exercises = sorted((shipped.folder() / "exercises").glob("*/index.html"))
    assert len(exercises) > 16
    for file in exercises if paper == "A4" or FULL else exercises[::6]:
        sheets = printed(file, paper)
        lost = _lost(file, sheets)
        if len(sheets) > 2 or lost:
            wrong[file.parent.name] = (len(sheets), lost)
        assert _folded("Check first") in sheets[0], "safety is on the first sheet"
    assert wrong == {}


@pytest.mark.parametrize("kind", ["routine", "condition", "leave", "page"])
def test_other_pages_print_whole(printed: Printer, kind: str):
    file = shipped.folder() / KINDS[kind]
    sheets = printed(file, "A4")
    tree = lxml.html.document_fromstring(file.read_text("utf-8"))
    headings = [_folded(one.text_content()) for one in tree.xpath("//main//*[self::h1 or self::h2]")]
    left_out = {_folded("More exercises for"), _folded("Changes to this page")}
    assert [one for one in headings if one not in "".join(sheets) and one not in left_out] == []


GREY = """() => {
  const level = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number)
    return alpha === 0 ? null : (red * 0.299 + green * 0.587 + blue * 0.114) / 255
  }
  const behind = (one) => one ? level(getComputedStyle(one).backgroundColor) ?? behind(one.parentElement) : 1
  const says = (one) => [...one.childNodes].some(each => each.nodeType === 3 && each.data.trim())
  return [...document.querySelectorAll('main *')]
    .filter(one => one.getClientRects().length && says(one))
    .filter(one => behind(one) - level(getComputedStyle(one).color) < 0.75)
    .map(one => one.className || one.tagName)
}"""
"""Parts whose text is not dark on white, once colours are greys."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_black_on_white_whatever_the_theme(page: playwright.Page, scheme: str):
    page.emulate_media(media="print", color_scheme=scheme)
    for path in KINDS.values():
        page.goto((shipped.folder() / path).as_uri())
        if "design/" not in path:  # its swatches show the colours of the screen
            assert page.evaluate(GREY) == [], path


def test_the_emergency_card_keeps_its_frame_and_its_word(page: playwright.Page):
    page.emulate_media(media="print")
    page.goto((shipped.folder() / KINDS["exercise"]).as_uri())
    assert page.get_by_text("Emergency:").is_visible()
    border = page.locator("#emergency").evaluate("(card) => parseFloat(getComputedStyle(card).borderTopWidth)")
    assert border >= 3, "in pixels; it is drawn without any background"
