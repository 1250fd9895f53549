"""Time against size, as a small SVG with both axes by powers of ten.

Law: the same results give the same bytes; colours are told apart in light and in dark, and each line has its name
at its end, so that nobody has to tell colours apart at all. Pure.
"""

import html
import math
from collections.abc import Iterator, Mapping, Sequence

from bench.report import Results

PLOTS: Mapping[str, Sequence[str]] = {
    "speed-cold.svg": ("Kinesite cold", "Hugo cold", "MkDocs cold"),
    "speed-edits.svg": (
        "Kinesite cold",
        "Kinesite template edit",
        "Kinesite title edit",
        "Kinesite body edit",
        "Kinesite no-op",
        "Hugo cold",
    ),
}
"""File to what it shows."""

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 225, 16, 44
"""Room for the words on each side."""
COLOURS = ("#0b7285", "#c2410c", "#6741d9", "#2b8a3e", "#a61e4d", "#868e96")
LINE = 15
"""Height of a line of words."""
STYLE = (
    "text{font:13px sans-serif;fill:#333}.grid{stroke:#999;stroke-opacity:.35}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}}"
)

Point = tuple[float, float]


def svg(results: Results, names: Sequence[str]) -> str:
    """The plot of these; what was not measured is left out."""
    lines = {name: [(size, found[name].wall) for size, found in results.items() if name in found] for name in names}
    lines = {name: points for name, points in lines.items() if points}
    frame = Frame([point for points in lines.values() for point in points])
    parts = [*frame.grid(), *_drawn(frame, lines)]
    title = "Seconds against number of guides: " + ", ".join(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


class Frame:
    """Where a size and a time stand in the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._sizes = _powers([x for x, _y in points])
        self._times = _powers([y for _x, y in points])

    def at(self, point: Point) -> Point:
        """The place of a size and a time."""
        across, up = _part(point[0], self._sizes), _part(point[1], self._times)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> Iterator[str]:
        """Lines at the powers of ten, with their numbers, and the names of the axes."""
        for power in range(self._sizes[0], self._sizes[1] + 1):
            x, _y = self.at((10.0**power, 1.0))
            yield f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}"/>'
            yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + LINE}" text-anchor="middle">{10**power:,}</text>'
        for power in range(self._times[0], self._times[1] + 1):
            _x, y = self.at((1.0, 10.0**power))
            yield f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>'
            yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'
        yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.1f}" y="{HEIGHT - 8}" text-anchor="middle">guides</text>'


def _powers(numbers: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around some numbers, at least one apart."""
    low = math.floor(math.log10(min(numbers)))
    return low, max(low + 1, math.ceil(math.log10(max(numbers))))


def _part(number: float, powers: tuple[int, int]) -> float:
    return (math.log10(number) - powers[0]) / (powers[1] - powers[0])


def _drawn(frame: Frame, lines: Mapping[str, Sequence[Point]]) -> Iterator[str]:
    """Every line with its points, and its name at its end, where no other name stands."""
    below = 0.0
    ends = {name: frame.at(points[-1]) for name, points in lines.items()}
    for name in sorted(ends, key=lambda name: (ends[name][1], name)):
        colour = COLOURS[list(lines).index(name) % len(COLOURS)]
        places = [frame.at(point) for point in lines[name]]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places)
        below = max(below + LINE, places[-1][1] + 4)
        yield (
            f'<text x="{places[-1][0] + 10:.1f}" y="{below:.1f}">{html.escape(name)}, {lines[name][-1][1]:.3g} s</text>'
        )
