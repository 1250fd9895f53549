"""Takes the pictures of docs/images from the built site, in Chromium. Run by `make screenshots`.

They are looked at by people and may differ by a pixel from machine to machine, so no test compares them.
"""  # noqa: INP001 - a folder of documents, not a package

import io
from pathlib import Path
from typing import NamedTuple

import playwright.sync_api as playwright
from PIL import Image

from tests.tools import machine

IMAGES = Path(__file__).parent / "images"
SITE = Path(__file__).parent.parent / "site"
PHONE, DESK = (390, 844), (1280, 860)
COLOURS = 160
"""Enough for flat colours; a picture then weighs a quarter."""
TIMEOUT = 10_000


class Shot(NamedTuple):
    """One picture: which page, on which screen, after what."""

    page: str
    screen: tuple[int, int]
    dark: bool = False
    typed: str = ""
    """What is typed into the search, which `/` opens."""
    scrolled_to: str = ""
    """A part of the page to begin with, as a CSS selector."""


SHOTS = {
    "home": Shot("index.html", DESK),
    "exercise": Shot("exercises/bird-dog/index.html", PHONE, scrolled_to=".guide-movement"),
    "safety": Shot("exercises/bird-dog/index.html", PHONE),
    "finder": Shot("finder/index.html", DESK, dark=True, scrolled_to=".finder"),
    "search": Shot("index.html", PHONE, typed="numb between legs"),
    "routine": Shot("routines/morning-gentle/index.html", DESK, scrolled_to=".stage"),
}


def taken(browser: playwright.Browser, shot: Shot) -> Image.Image:
    """The picture of a page."""
    width, height = shot.screen
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if shot.dark else "light"
    )
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    page.goto((SITE / shot.page).as_uri())
    if shot.typed:
        page.keyboard.press("/")
        page.keyboard.type(shot.typed)
        page.locator(".care-card").first.wait_for()
    if shot.scrolled_to:
        page.locator(shot.scrolled_to).first.evaluate("part => part.scrollIntoView()")
    page.evaluate("document.fonts.ready")
    image = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return image.convert("RGB").quantize(COLOURS)


def main() -> None:
    """Takes them all."""
    if not (SITE / "index.html").is_file():
        raise SystemExit("Build the site first: make site")
    chromium = machine.chromium()
    if chromium is None:
        raise SystemExit("A Chromium or Chrome is needed; KINESITE_CHROMIUM may name one.")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"])
        for name, shot in SHOTS.items():
            taken(browser, shot).save(IMAGES / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
