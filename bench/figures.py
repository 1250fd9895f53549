"""A contact sheet of every figure: thumbnails and stills, their words, sizes and times, to look at in a browser.

It is for those who draw: run `make figures`, open the page that it names, and look at each figure with the eye of
somebody who is to follow it. Law: all but the times depends on nothing but the figures and their colours.
"""

import gzip
import html
import re
import shutil
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kinesite.figures import Drawing, Figure, describe, draw, parse  # noqa: E402 - found from this folder too

FIGURES = ROOT / "content" / "figures"
COLOURS = ROOT / "templates" / "components" / "figure" / "figure.css"
RESULTS = ROOT / "bench" / "results" / "figures"
ROUNDS = 3
GOAL_TIME, GOAL_SIZE = 5.0, 6000
"""Milliseconds on average, and bytes at most."""

STYLE = """
body { margin: 1rem; font: 14px/1.4 sans-serif; background: #fff; color: #222 }
section { margin-block-end: 2rem; border-block-start: 1px solid #999; break-inside: avoid }
h2 { margin: .5rem 0 }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: start; padding: .5rem }
.light, .paper { background: #fff } .dark { background: #10191b; color: #ddd }
figure { margin: 0; width: 300px } figcaption { font-size: 12px }
svg { display: block; width: 100%; max-height: 300px }
.light svg { background: #f6f2e8 } .dark svg { background: #1a2629 }
"""


class Drawn(NamedTuple):
    """A figure with all that the sheet says of it."""

    name: str
    drawing: Drawing
    captions: Sequence[str]
    milliseconds: float

    @property
    def size(self) -> int:
        """Bytes of the stills, compressed."""
        return len(gzip.compress("".join(frame.svg for frame in self.drawing.frames).encode(), mtime=0))


def read(path: Path, mapping: object) -> Figure:
    """The figure of a file; a mistake ends it all."""
    figure = parse(mapping)
    if isinstance(figure, Figure):
        return figure
    raise SystemExit(f"{path.name}: {'; '.join(problem.message for problem in figure)}")


def drawn(path: Path) -> Drawn:
    """One figure, drawn a few times; processor time, and the quickest counts, for a busy machine only ever adds."""
    mapping, times = yaml.safe_load(path.read_text("utf-8")), []
    for _ in range(ROUNDS):
        start = time.process_time()
        figure = read(path, mapping)
        made = draw(figure)
        times.append((time.process_time() - start) * 1000)
    return Drawn(path.stem, made, describe(figure), min(times))


def colours(css: str) -> str:
    """The figures' style with its schemes as classes, so that one page shows them side by side."""
    screen, _, rest = css.partition("@media print")
    paper, _, _ = rest.partition("@media")
    screen = screen.replace(':root:not([data-theme="light"])', ".never").replace(':root[data-theme="dark"]', ".dark")
    return screen + "@media all" + re.sub(r":root(?:\S*)(?= \.figure)", ".paper", paper)


def _stills(figure: Drawn, scheme: str) -> str:
    stills = "".join(
        f'<figure><svg class="figure" viewBox="{figure.drawing.view_box}">{frame.svg}</svg>'
        f"<figcaption>{number}. {html.escape(words)}</figcaption></figure>"
        for number, (frame, words) in enumerate(zip(figure.drawing.frames, figure.captions, strict=True), 1)
    )
    return f'<div class="row {scheme}">{stills}</div>'


def _section(figure: Drawn) -> str:
    thumbnails = "".join(f'<img src="{figure.name}.svg" alt="" width="{width}">' for width in (96, 320))
    stills = "".join(_stills(figure, scheme) for scheme in ("light", "dark", "paper"))
    return (
        f'<section id="{figure.name}"><h2>{figure.name}</h2>'
        f"<p>{figure.size} bytes compressed, {figure.milliseconds:.1f} ms</p>"
        f'<div class="row light">{thumbnails}</div>{stills}</section>'
    )


def page(figures: Sequence[Drawn], css: str) -> str:
    """The whole sheet; the thumbnails lie beside it."""
    sections = "\n".join(map(_section, figures))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>All figures</title>'
        f"<style>{STYLE}{colours(css)}</style><h1>All figures</h1>\n{sections}\n</html>\n"
    )


def write(figures: Sequence[Drawn], folder: Path) -> Path:
    """Write the sheet and its thumbnails; the path of the page."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for figure in figures:
        (folder / f"{figure.name}.svg").write_text(figure.drawing.thumbnail, "utf-8")
    (folder / "index.html").write_text(page(figures, COLOURS.read_text("utf-8")), "utf-8")
    return folder / "index.html"


def main() -> None:
    """Write the sheet and say how heavy and how slow the figures are."""
    figures = [drawn(path) for path in sorted(FIGURES.glob("*.yaml"))]
    times, sizes = [figure.milliseconds for figure in figures], [figure.size for figure in figures]
    print(
        f"{len(figures)} figures: {statistics.mean(times):.1f} ms on average (goal {GOAL_TIME:.0f} ms), median"
        f" {statistics.median(times):.1f} ms; median {statistics.median(sizes):.0f} bytes compressed,"
        f" {max(sizes)} at most (goal {GOAL_SIZE})"
    )
    print(f"Open {write(figures, RESULTS).relative_to(ROOT).as_posix()} in a browser")


if __name__ == "__main__":
    main()
