"""Outlines on the page: swept limbs and rounded solids as smooth curves, in SVG path data.

Everything solid is an ellipsoid, and the picture of an ellipsoid is an ellipse: a centre and a
symmetric matrix M, whose farthest point in a direction w is centre + Mw/√(wMw). A limb is a row of
such ellipses round its bones; a solid is the hull of a few.

Bones are given as the reader sees them: x to the right, y down, z towards the reader. Law: an outline
depends on nothing but its ellipses, and its numbers are whole thousandths of the stature.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, hypot, inf, pi, sin, sqrt
from typing import NamedTuple

from kinesite.figures.body import Bone
from kinesite.figures.space import Vector

Point = tuple[float, float]
"""A place on the page: to the right, and down, in statures."""

DISTINCT = 0.003
"""Points of an outline that are nearer to each other are one."""
ASIDE = 0.05
"""A part of a limb whose ends are seen nearer to each other points at the reader."""
LONG = 0.03
"""A stretch of an outline that is looked at more closely where it may be hidden."""
NOTHING = 1e-12
"""Square of a size too small to matter."""
COVERED = 0.94
"""Share of a disc's area within which a neighbour's outline is hidden by it."""
REACH = 4
"""How many neighbours up and down a limb can cover a point of its outline."""


class Ellipse(NamedTuple):
    """The picture of an ellipsoid: its centre, and the three numbers of its matrix."""

    x: float
    y: float
    xx: float
    xy: float
    yy: float

    def extent(self, across: float, down: float) -> float:
        """How far it reaches from its centre in a direction."""
        return sqrt(max(0.0, self.xx * across * across + 2 * self.xy * across * down + self.yy * down * down))


def solid(bone: Bone, place: Vector, radii: Vector) -> Ellipse:
    """The picture of an ellipsoid that is fixed to a bone, from half its depth, height and breadth."""
    x, y, _ = bone.at(place)
    xx = xy = yy = 0.0
    for axis, radius in zip(bone.turn, radii, strict=True):
        across, down = axis[0] * radius, axis[1] * radius
        xx += across * across
        xy += across * down
        yy += down * down
    return Ellipse(x, y, xx, xy, yy)


def directions(count: int) -> list[Point]:
    """Directions all round the page."""
    return [(cos(2 * pi * number / count), sin(2 * pi * number / count)) for number in range(count)]


ROUND = directions(16)
SMALL = directions(8)


def hull(ellipses: Sequence[Ellipse], ways: Sequence[Point] = ROUND) -> list[Point]:
    """The convex outline of some ellipses."""
    points: list[Point] = []
    for across, down in ways:
        best, point = -inf, ROUND[0]
        for x, y, xx, xy, yy in ellipses:
            right, low = xx * across + xy * down, xy * across + yy * down
            square = right * across + low * down
            size = sqrt(square) if square > NOTHING else NOTHING
            reach = x * across + y * down + size
            if reach > best:
                best, point = reach, (x + right / size, y + low / size)
        if not points or _apart(point, points[-1]) > DISTINCT:
            points.append(point)
    return points


def limb(parts: Sequence[Sequence[Ellipse]]) -> str:
    """Path data of a limb whose neighbouring parts share an ellipse.

    Seen from the side it is one curve, open at the trunk; where a part points at the reader, each
    part is a closed curve of its own, and together they cover what the limb covers.
    """
    if all(_apart(part[0][:2], part[-1][:2]) > ASIDE for part in parts):
        row = [*parts[0], *(ellipse for part in parts[1:] for ellipse in part[1:])]
        return curve(sweep(row, bends=True), closed=False)
    return "".join(curve(hull(part), closed=True) for part in parts)


def sweep(row: Sequence[Ellipse], *, bends: bool = False) -> list[Point]:
    """The outline of a row of ellipses: along one side and back on the other, open at the first.

    Where a limb `bends`, the inner side keeps its crease.
    """
    left: list[Point] = []
    right: list[Point] = []
    for behind, ellipse, ahead in zip([row[0], *row], row, [*row[1:], row[-1]], strict=False):
        dx, dy = ahead.x - behind.x, ahead.y - behind.y
        size = hypot(dx, dy) or 1.0
        across, down = -dy / size, dx / size
        extent = ellipse.extent(across, down)
        left.append((ellipse.x + across * extent, ellipse.y + down * extent))
        right.append((ellipse.x - across * extent, ellipse.y - down * extent))
    if bends:
        left, right = _outside(left, right), _outside(right, left)
    return [*left, *reversed(right)]


def _outside(side: Sequence[Point], other: Sequence[Point]) -> list[Point]:
    """The points of one side that no disc between the sides covers: a crease, without loops."""
    discs = [
        ((ax + bx) / 2, (ay + by) / 2, ((ax - bx) ** 2 + (ay - by) ** 2) / 4 * COVERED)
        for (ax, ay), (bx, by) in zip(side, other, strict=True)
    ]
    kept = []
    for number, (x, y) in enumerate(side):
        for cx, cy, square in discs[max(0, number - REACH) : number] + discs[number + 1 : number + 1 + REACH]:
            dx, dy = x - cx, y - cy
            if dx * dx + dy * dy < square:
                break
        else:
            kept.append((x, y))
    return kept


def seam(points: Sequence[Point], hidden: Callable[[Point], bool]) -> str:
    """Path data of the visible stretch of an outline: a line that fades into what it grows out of."""
    fine = [
        (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        for a, b in zip(points, [*points[1:], points[0]], strict=True)
        for share in ((0.0, 0.33, 0.67) if _apart(a, b) > LONG else (0.0,))
    ]
    covered = [hidden(point) for point in fine]
    first = next((n for n in range(len(fine)) if covered[n - 1] and not covered[n]), None)
    if first is None:
        return "" if all(covered) else curve(points, closed=True)
    turned = zip([*fine[first:], *fine[:first]], [*covered[first:], *covered[:first]], strict=True)
    shown = [point for point, under in turned if not under]
    return curve(shown, closed=False) if len(shown) > 1 else ""


def within(point: Point, outline: Sequence[Point]) -> bool:
    """Whether a point lies inside a closed outline."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def _apart(a: Sequence[float], b: Sequence[float]) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def curve(points: Sequence[Point], *, closed: bool) -> str:
    """Path data of a smooth curve through points, in whole thousandths of the stature.

    The tangent at a point is parallel to the chord of its neighbours (Catmull and Rom); its handles
    are a third of the way to each neighbour, so that uneven distances make no loops.
    """
    ring = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    ring = [(x * 1000, y * 1000) for x, y in ring]
    tangents = [_way(before, after) for before, after in zip(ring, ring[2:], strict=False)]
    (sx, sy), (lx, ly) = ring[1], tangents[0]
    x, y = round(sx), round(sy)
    parts = [f"M{x} {y}c"]
    for (ex, ey), (ax, ay) in zip(ring[2:-1], tangents[1:], strict=True):
        third = hypot(ex - sx, ey - sy) / 3
        to_x, to_y = round(ex), round(ey)
        parts.append(
            f"{_even(sx + lx * third - x)} {_even(sy + ly * third - y)}"
            f" {_even(ex - ax * third - x)} {_even(ey - ay * third - y)} {to_x - x} {to_y - y}"
        )
        x, y, sx, sy, lx, ly = to_x, to_y, ex, ey, ax, ay
    return " ".join(parts).replace("c ", "c").replace(" -", "-") + ("z" if closed else "")


def _even(length: float) -> int:
    """A handle's way in even steps: nobody sees the difference, and pages with drawings are a twentieth lighter."""
    return 2 * round(length / 2)


def _way(before: Point, after: Point) -> Point:
    """The direction from one point to another; none between equal points."""
    across, down = after[0] - before[0], after[1] - before[1]
    size = hypot(across, down) or 1.0
    return across / size, down / size


def line(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of straight lines through points."""
    whole = [(round(x * 1000), round(y * 1000)) for x, y in points]
    steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{steps}".replace(" -", "-") + ("z" if closed else "")


def polygon(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex outline of some points (Andrew's monotone chain)."""
    ordered = sorted({(round(x, 4), round(y, 4)) for x, y in points})
    return [*_chain(ordered), *_chain(ordered[::-1])]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    """One half of a convex outline, without its last corner."""
    chain: list[Point] = []
    for x, y in ordered:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2:]
            if (bx - ax) * (y - ay) > (by - ay) * (x - ax):
                break
            chain.pop()
        chain.append((x, y))
    return chain[:-1]
