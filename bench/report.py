"""What was measured, as Markdown: facts, a table for each size, and how far each target is met.

Law: every number is one that was measured; a target that was not measured says so. Pure.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bench.process import Taken

Results = Mapping[int, Mapping[str, Taken]]
"""By size, then by the name of what was measured."""

LARGE, MIDDLE, SMALL = 10_000, 1000, 100
COLD, HUGO, MKDOCS = "Kinesite cold", "Hugo cold", "MkDocs cold"


@dataclass(frozen=True)
class Target:
    """What a number of the table should be at most."""

    name: str
    most: float
    unit: str
    measured: Callable[[Results], float | None]


def wall(results: Results, size: int, name: str) -> float | None:
    """Seconds by the clock; None where it was not measured."""
    taken = results.get(size, {}).get(name)
    return taken.wall if taken else None


def ratio(over: float | None, under: float | None) -> float | None:
    """One number divided by another, where both are there."""
    return over / under if over is not None and under else None


def _to(name: str, other: str) -> Callable[[Results], float | None]:
    return lambda results: ratio(wall(results, LARGE, name), wall(results, LARGE, other))


def _seconds(size: int, name: str) -> Callable[[Results], float | None]:
    return lambda results: wall(results, size, name)


def _memory(results: Results) -> float | None:
    found = [one.memory for name, one in results.get(LARGE, {}).items() if name.startswith("Kinesite") and one.memory]
    return max(found, default=None)


def _growth(results: Results) -> float | None:
    large, middle = wall(results, LARGE, COLD), wall(results, MIDDLE, COLD)
    each = ratio(large, middle)
    return each * MIDDLE / LARGE if each is not None else None


TARGETS = (
    Target("10,000 guides: cold, to Hugo", 2.0, "×", _to(COLD, HUGO)),
    Target("10,000 guides: cold, to MkDocs", 0.35, "×", _to(COLD, MKDOCS)),
    Target("10,000 guides: no-op, to Hugo's build", 0.1, "×", _to("Kinesite no-op", HUGO)),
    Target("10,000 guides: body edit, to Hugo's build", 0.2, "×", _to("Kinesite body edit", HUGO)),
    Target("10,000 guides: title edit, to Hugo's build", 0.25, "×", _to("Kinesite title edit", HUGO)),
    Target("10,000 guides: template edit, to the own cold build", 0.5, "×", _to("Kinesite template edit", COLD)),
    Target("10,000 guides: save until the page shows it", 0.25, "s", _seconds(LARGE, "Kinesite save to page shown")),
    Target("10,000 guides: memory", 700, "MB", _memory),
    Target("Cold, cost of a guide at 10,000 to that at 1,000", 1.2, "×", _growth),
    Target("100 guides: cold", 0.7, "s", _seconds(SMALL, COLD)),
    Target("100 guides: no-op", 0.2, "s", _seconds(SMALL, "Kinesite no-op")),
)
"""What issue 7 asks for."""


def text(results: Results, facts: Mapping[str, str], rounds: int) -> str:
    """The whole chapter."""
    return "\n".join(_lines(results, facts, rounds)) + "\n"


def _lines(results: Results, facts: Mapping[str, str], rounds: int) -> Iterator[str]:
    yield from ("## Speed", "")
    yield f"Written by `make bench`; medians of {rounds} whole processes, and the most memory of any of them."
    yield "What is compared, and what cannot be, stands in [docs/speed.md](../docs/speed.md)."
    yield from ("", "| | |", "|---|---|", *(f"| {name} | {fact} |" for name, fact in facts.items()), "")
    yield from ("### Targets", "", "| Target | At most | Measured | |", "|---|---|---|---|")
    yield from (_judged(target, results) for target in TARGETS)
    for size, found in results.items():
        yield from ("", f"### {size:,} guides", "", *_table(found))
    yield from ("", "![Cold builds: seconds against guides](speed-cold.svg)")
    yield from ("", "![Builds after an edit: seconds against guides](speed-edits.svg)")


def _judged(target: Target, results: Results) -> str:
    found = target.measured(results)
    if found is None:
        return f"| {target.name} | {target.most:g} {target.unit} | not measured | |"
    verdict = "met" if found <= target.most else f"**missed**: {found / target.most:.1f} times that"
    return f"| {target.name} | {target.most:g} {target.unit} | {_short(found)} {target.unit} | {verdict} |"


def _table(found: Mapping[str, Taken]) -> Iterator[str]:
    yield "| | Seconds | Processor, s | Memory, MB | to Hugo | to MkDocs |"
    yield "|---|---|---|---|---|---|"
    hugo, mkdocs = (found[name].wall if name in found else None for name in (HUGO, MKDOCS))
    for name, one in found.items():
        cells = (one.wall, one.processor, one.memory, ratio(one.wall, hugo), ratio(one.wall, mkdocs))
        yield f"| {name} | {' | '.join(map(_short, cells))} |"


def _short(number: float | None) -> str:
    """Three figures that count."""
    if number is None:
        return ""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"  # noqa: PLR2004 - three figures


_CHAPTER = re.compile(r"^## Speed\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)


def inserted(old: str, chapter: str) -> str:
    """A file of results with this chapter in place of its own; other chapters are left alone."""
    if _CHAPTER.search(old):
        return _CHAPTER.sub(lambda match: chapter + ("\n" if match.end() < len(old) else ""), old, count=1)
    return (old.rstrip() + "\n\n" if old.strip() else "# Results\n\n") + chapter
