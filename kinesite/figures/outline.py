"""Outlines of body parts, as the reader sees them: swept limbs and rounded solids, as SVG path data.

A limb is a row of rings round its bones; a solid is the hull of a few ellipsoids. Both are projected
to the page and become one smooth closed curve. Law: an outline depends on nothing but its solids and
the view, and its numbers are whole thousandths of the stature.
"""

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import NamedTuple

from kinesite.figures.space import Turn, Vector, add, distance, dot, scale

DISTINCT = 0.002
"""Points of an outline that are nearer to each other are one."""
ASIDE = 0.55
"""A limb that is seen shorter than this share of its length points at the reader."""

Point = tuple[float, float]
"""A place on the page: to the right, and down, in statures."""


class Camera(NamedTuple):
    """Where the reader looks from: the world's directions that go right, down and towards them."""

    right: Vector
    down: Vector
    near: Vector

    def see(self, place: Vector) -> Point:
        """Where a place is on the page."""
        return dot(self.right, place), dot(self.down, place)

    def depth(self, place: Vector) -> float:
        """How near the reader a place is."""
        return dot(self.near, place)

    def shows(self, rings: Sequence["Ring"]) -> bool:
        """Whether a row of rings is seen from the side rather than from an end."""
        first, last = rings[0].centre, rings[-1].centre
        return _apart(self.see(first), self.see(last)) > ASIDE * distance(first, last)


class Ring(NamedTuple):
    """A cross-section: an ellipse whose front half may be deeper than its back half."""

    centre: Vector
    turn: Turn
    front: float
    back: float
    side: float

    def extent(self, way: Vector) -> float:
        """How far the ring reaches in a direction."""
        forward, right = dot(self.turn[0], way), dot(self.turn[2], way)
        depth = self.front if forward > 0 else self.back
        return sqrt((depth * forward) ** 2 + (self.side * right) ** 2)

    @property
    def disc(self) -> "Ball":
        """The ring as a flat solid."""
        return Ball(self.centre, self.turn, (max(self.front, self.back), 0.004, self.side))


class Ball(NamedTuple):
    """An ellipsoid: half its depth, height and width in the frame it is turned to."""

    centre: Vector
    turn: Turn
    radii: Vector

    def support(self, way: Vector) -> Vector:
        """The point of the surface that is farthest in a direction."""
        parts = [dot(axis, way) * radius for axis, radius in zip(self.turn, self.radii, strict=True)]
        size = sqrt(sum(part * part for part in parts)) or 1.0
        place = self.centre
        for axis, radius, part in zip(self.turn, self.radii, parts, strict=True):
            place = add(place, scale(axis, radius * part / size))
        return place


def hull(camera: Camera, balls: Sequence[Ball], corners: int = 18) -> list[Point]:
    """The convex outline of some ellipsoids."""
    points: list[Point] = []
    for number in range(corners):
        angle = 2 * pi * number / corners
        way = add(scale(camera.right, cos(angle)), scale(camera.down, sin(angle)))
        farthest = max((ball.support(way) for ball in balls), key=lambda place: dot(place, way))
        point = camera.see(farthest)
        if not points or _apart(point, points[-1]) > DISTINCT:
            points.append(point)
    return points


def limb(camera: Camera, parts: Sequence[Sequence[Ring]]) -> str:
    """Path data of a limb whose neighbouring parts share a ring.

    Seen from the side it is one curve, open at the trunk; where a part points at the reader, each
    part is a closed curve of its own, and together they cover what the limb covers.
    """
    if all(map(camera.shows, parts)):
        rings = [*parts[0], *(ring for part in parts[1:] for ring in part[1:])]
        return curve(sweep(camera, rings, bends=True), closed=False)
    return "".join(curve(hull(camera, [ring.disc for ring in part], 14), closed=True) for part in parts)


def sweep(camera: Camera, rings: Sequence[Ring], *, bends: bool = False) -> list[Point]:
    """The outline of a row of rings: up one side and down the other, open at the first ring.

    Where a limb `bends`, the inner side keeps its crease.
    """
    centres = [camera.see(ring.centre) for ring in rings]
    left: list[Point] = []
    right: list[Point] = []
    discs: list[tuple[Point, float]] = []
    for number, ring in enumerate(rings):
        x, y = centres[number]
        ahead, behind = centres[min(number + 1, len(rings) - 1)], centres[max(number - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        size = hypot(dx, dy) or 1.0
        nx, ny = -dy / size, dx / size
        way = add(scale(camera.right, nx), scale(camera.down, ny))
        on_left, on_right = ring.extent(way), ring.extent(scale(way, -1))
        left.append((x + nx * on_left, y + ny * on_left))
        right.append((x - nx * on_right, y - ny * on_right))
        shift = (on_left - on_right) / 2
        discs.append(((x + nx * shift, y + ny * shift), (on_left + on_right) / 2))
    if bends:
        left, right = _outside(left, discs), _outside(right, discs)
    return [*left, *reversed(right)]


def _outside(side: list[Point], discs: list[tuple[Point, float]]) -> list[Point]:
    """The points of one side that no other ring covers: a bent limb keeps its crease, without loops."""
    return [
        point
        for number, point in enumerate(side)
        if all(other == number or _apart(point, centre) > radius * 0.97 for other, (centre, radius) in enumerate(discs))
    ]


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def curve(points: Sequence[Point], *, closed: bool) -> str:
    """Path data of a smooth curve through points, in whole thousandths of the stature.

    The tangent at a point is parallel to the chord of its neighbours (Catmull and Rom); its handles
    are a third of the way to each neighbour, so that uneven distances make no loops.
    """
    count = len(points)
    tangents = []
    for number, point in enumerate(points):
        behind = points[number - 1] if closed or number else point
        ahead = points[(number + 1) % count] if closed or number < count - 1 else point
        angle = atan2(ahead[1] - behind[1], ahead[0] - behind[0])
        tangents.append((cos(angle), sin(angle)))
    x, y = _whole(points[0])
    parts = [f"M{x} {y}c"]
    for number in range(count if closed else count - 1):
        after = (number + 1) % count
        third = _apart(points[number], points[after]) / 3
        (ax, ay), (bx, by) = tangents[number], tangents[after]
        start, end = points[number], points[after]
        handles = (
            (start[0] + ax * third, start[1] + ay * third),
            (end[0] - bx * third, end[1] - by * third),
            end,
        )
        for hx, hy in map(_whole, handles):
            parts.append(_pair(hx - x, hy - y))
        x, y = _whole(end)
    return "".join(parts).replace("c ", "c") + ("z" if closed else "")


def line(points: Sequence[Point]) -> str:
    """Path data of straight lines through points."""
    return "M" + "L".join(f"{x} {y}" for x, y in map(_whole, points))


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0] * 1000), round(point[1] * 1000)


def _pair(x: int, y: int) -> str:
    first = f"{x}" if x < 0 else f" {x}"
    return first + (f"{y}" if y < 0 else f" {y}")
