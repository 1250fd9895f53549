"""Takes the pictures that networks show where a page is shared: static/share.en.png, and without words share.png.

They are made of the project's own figures, letters and colours, in Chromium. Run by `make poster`, looked at by people,
and kept among the sources: letters may differ by a pixel from machine to machine, and a build must not.
"""  # noqa: INP001 - a folder of documents, not a package

import html
import io
import tempfile
from pathlib import Path

import playwright.sync_api as playwright
import yaml
from PIL import Image

from kinesite.figures import Drawing, Figure, draw, parse
from tests.tools import machine

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "static"
STYLES = ("static/tokens.css", "static/fonts.css", "static/base.css", "templates/components/figure/figure.css")
SIZE = (1200, 630)
COLOURS = 128
"""Enough for flat colours; the picture then weighs a third."""
PEOPLE = (("bridge", -1, 215), ("bird-dog", -1, 690), ("neck-side-stretch", -1, 1078))
"""Figure, frame, and where it stands from the left, in pixels."""
SCALE = 0.36
"""Pixels for a unit of the drawings, so that all people are equally tall."""
TIMEOUT = 20_000
LAYOUT = """
body { inline-size: 1200px; block-size: 630px; min-block-size: 0; overflow: hidden; background: var(--paper); }
.words { position: absolute; inset: 66px 80px auto; }
.name { display: flex; align-items: center; gap: 22px; font-size: 80px; font-weight: 750; letter-spacing: -0.02em;
  line-height: 1; }
.name img { inline-size: 80px; }
.promise { max-inline-size: 860px; margin-block-start: 26px; color: var(--ink-soft); font-size: 37px;
  line-height: 1.3; text-wrap: balance; }
.mark { position: absolute; inset: 66px auto auto 80px; inline-size: 80px; }
.people { position: absolute; inset: 0; max-inline-size: none; }
.ground { fill: var(--panel); }
.figure :is(.arrow, .feel, .floor, .ghost, .line, .mat) { display: none; }
"""


def drawn(figure_id: str) -> Drawing:
    """The drawing of a figure of the site."""
    figure = parse(yaml.safe_load((ROOT / f"content/figures/{figure_id}.yaml").read_text("utf-8")))
    if isinstance(figure, Figure):
        return draw(figure)
    raise SystemExit("; ".join(problem.message for problem in figure))


def _people(scale: float, ground: int) -> str:
    """The people side by side, each on the ground, which is where the drawings count from."""
    middle = SIZE[0] / 2
    parts = (
        f'<g transform="translate({middle + (place - middle) * scale / SCALE:.0f} {ground}) scale({scale})">'
        f"{drawn(figure).frames[frame].svg}</g>"
        for figure, frame, place in PEOPLE
    )
    band = f'<rect class="ground" y="{ground}" width="{SIZE[0]}" height="{SIZE[1] - ground}"/>'
    width, height = SIZE
    return f'<svg class="people figure" width="{width}" height="{height}">{band}{"".join(parts)}</svg>'


def page(name: str, promise: str) -> str:
    """The HTML of the picture; without a name it holds no words, for readers of every language."""
    styles = "".join(f'<link rel="stylesheet" href="{(ROOT / path).as_uri()}">' for path in STYLES)
    icon = f'src="{(STATIC / "favicon.svg").as_uri()}" alt=""'
    words = f'<div class="words"><p class="name"><img {icon}>{html.escape(name)}</p>'
    words += f'<p class="promise">{html.escape(promise)}</p></div>'
    shown = words + _people(SCALE, 548) if name else f'<img class="mark" {icon}>' + _people(SCALE * 1.04, 500)
    return (
        f'<!doctype html><html data-theme="light"><meta charset="utf-8">{styles}<style>{LAYOUT}</style>{shown}</html>'
    )


def taken(browser: playwright.Browser, text: str) -> Image.Image:
    """The picture of that HTML."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "poster.html"
        file.write_text(text, "utf-8")
        tab = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light")
        tab.set_default_timeout(TIMEOUT)
        tab.goto(file.as_uri())
        tab.evaluate("document.fonts.ready")
        image = Image.open(io.BytesIO(tab.screenshot()))
        tab.close()
    return image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def main() -> None:
    """Takes both."""
    chromium = machine.chromium()
    if chromium is None:
        raise SystemExit("A Chromium or Chrome is needed; KINESITE_CHROMIUM may name one.")
    settings = yaml.safe_load((ROOT / "content/site.yaml").read_text("utf-8"))
    pictures = {"share.en.png": page(settings["title"], settings["description"]), "share.png": page("", "")}
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"])
        for name, text in pictures.items():
            taken(browser, text).save(STATIC / name, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
