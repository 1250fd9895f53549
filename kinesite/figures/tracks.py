"""Outlines through time: one shape of a moving body as rings that keep their number of points.

A drawn path is a few smooth or straight curves through points, and those points say all of it. Where a shape shows
more points at one moment than at another (a crease opens, a corner comes into sight), points are added on the way
between their neighbours until every moment has as many. Law: a moment that has the most points is left as it is, and
no point is ever taken away.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

Dot = tuple[int, int]
"""A place on the page in thousandths of the stature: to the right, and down."""
Dots = tuple[Dot, ...]
Place = tuple[float, float]

_STRETCH = re.compile(r"M(-?\d+) ?(-?\d+)([cl])([-\d ]*)(z?)")
_STRIDE = {"c": 6, "l": 2}
"""How many numbers a step of a path has; the last two say where it ends."""


class Ring(NamedTuple):
    """One curve of a path, and the points that it goes through."""

    smooth: bool
    closed: bool
    dots: Dots


def rings(path: str) -> tuple[Ring, ...]:
    """The curves of path data as `outline.curve` and `outline.line` write it."""
    return tuple(_ring(*found) for found in _STRETCH.findall(path))


def _ring(left: str, top: str, kind: str, steps: str, end: str) -> Ring:
    numbers = [*map(int, steps.replace("-", " -").split())]
    stride, smooth = _STRIDE[kind], kind == "c"
    across = accumulate(numbers[stride - 2 :: stride], initial=int(left))
    down = accumulate(numbers[stride - 1 :: stride], initial=int(top))
    dots = tuple(zip(across, down, strict=True))
    return Ring(smooth, bool(end), dots[:-1] if end and smooth else dots)


def evened(moments: Sequence[Ring]) -> list[Dots]:
    """The points of one ring at every moment, each moment with as many points as the richest.

    From the richest moment outwards, each is matched to its neighbour in time.
    """
    sizes = [len(ring.dots) for ring in moments]
    start = sizes.index(max(sizes))
    even = [ring.dots for ring in moments]
    for number in range(start + 1, len(moments)):
        even[number] = matched(moments[number], even[number - 1])
    for number in range(start - 1, -1, -1):
        even[number] = matched(moments[number], even[number + 1])
    return even


def matched(ring: Ring, model: Dots) -> Dots:
    """A ring's points with so many added on the way between neighbours that each stands for one of the model's."""
    if len(ring.dots) == len(model):
        return ring.dots
    ways = list(zip(ring.dots, (*ring.dots[1:], ring.dots[0] if ring.closed else ring.dots[-1]), strict=True))
    return tuple(dot for (a, b), count in zip(ways, _added(ways, model), strict=True) for dot in _cut(a, b, count))


def _cut(a: Dot, b: Place, count: int) -> list[Dot]:
    """A point, and so many on the way to the next."""
    steps = [step / (count + 1) for step in range(1, count + 1)]
    return [a, *((round(a[0] + (b[0] - a[0]) * step), round(a[1] + (b[1] - a[1]) * step)) for step in steps)]


def _added(ways: Sequence[tuple[Dot, Place]], model: Dots) -> list[int]:
    """How many points to add on the way from each to the next, so that the distances to the model's are least.

    Each of the model's points stands either for the next point or for one on the way to it; `best` is the least cost
    of the model's points so far when the last point that was passed is this one. The sums stand written out: they
    are most of what a movement costs.
    """
    best = [inf] * len(ways)
    stayed: list[list[bool]] = []
    stretches = [_stretch(*way) for way in ways]
    before = 0.0
    for x, y in model:
        costs, stays = [], []
        for passed, (ax, ay, dx, dy, squared) in enumerate(stretches):
            along, down = x - ax, y - ay
            arrive = before + along * along + down * down
            share = (along * dx + down * dy) / squared
            share = 0.0 if share < 0.0 else min(share, 1.0)
            along, down = along - dx * share, down - dy * share
            before = best[passed]
            stay = before + along * along + down * down
            costs.append(min(arrive, stay))
            stays.append(stay < arrive)
        best, before = costs, inf
        stayed.append(stays)
    counts = [0] * len(ways)
    passed = len(ways) - 1
    for stays in reversed(stayed):
        counts[passed] += stays[passed]
        passed -= not stays[passed]
    return counts


def _stretch(a: Dot, b: Place) -> tuple[float, float, float, float, float]:
    """The start of a straight way, where it leads from there, and its length squared, at least 1."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    return a[0], a[1], dx, dy, (dx * dx + dy * dy) or 1
