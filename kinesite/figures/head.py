"""The head: profile, hair, ears and a face, from every side.

Law: what looks away from the reader is not drawn, so that a turned head is seen to be turned.
"""

from collections.abc import Callable, Iterator, Sequence
from math import atan2, cos, pi, sin
from typing import NamedTuple

from kinesite.figures.body import Bone
from kinesite.figures.joints import SIDES
from kinesite.figures.outline import SMALL, Ellipse, Point, curve, directions, hull, solid
from kinesite.figures.space import Vector, add, apply, scale, unit

SKULL: tuple[Vector, Vector] = ((0.000, 0.053, 0.0), (0.056, 0.053, 0.046))
JAW: tuple[Vector, Vector] = ((0.029, 0.013, 0.0), (0.034, 0.038, 0.035))
NOSE: Sequence[tuple[Vector, Vector]] = (
    ((0.052, 0.034, 0.0), (0.007, 0.014, 0.006)),
    ((0.067, 0.020, 0.0), (0.008, 0.006, 0.008)),
)
EAR: tuple[Vector, Vector] = ((-0.006, 0.036, 0.047), (0.010, 0.016, 0.007))
EYE: tuple[Vector, Vector] = ((0.051, 0.036, 0.0195), (0.004, 0.0065, 0.004))
BRIDGE: Sequence[Vector] = ((0.070, 0.021, -0.006), (0.074, 0.0145, 0.0), (0.070, 0.021, 0.006))
MOUTH: Sequence[Vector] = (
    (0.0525, 0.001, -0.0145),
    (0.0575, -0.004, -0.006),
    (0.0575, -0.004, 0.006),
    (0.0525, 0.001, 0.0145),
)
NAPE: tuple[Vector, Vector] = ((-0.004, 0.004, 0.0), (0.024, 0.024, 0.024))
"""Where the skin of the neck goes over into that of the head."""
"""Features of the right half of the head: centre and half depth, height and breadth, or points of a line."""
HAIRLINE: Sequence[Vector] = (
    (0.86, 0.55, 0.0),
    (0.78, 0.52, 0.40),
    (0.52, 0.34, 0.80),
    (0.24, -0.04, 0.97),
    (-0.10, 0.00, 0.99),
    (-0.40, -0.40, 0.82),
    (-0.62, -0.66, 0.45),
    (-0.70, -0.72, 0.0),
)
"""Where the hair ends on the right of the skull, from the forehead past the ear to the nape."""
CROWN: Vector = (-0.6, 0.8, 0.0)
"""The middle of the hair."""
VOLUME = 1.06
"""How far the hair stands out from the skull."""
EAR_SHOWS = 0.25
EYE_SHOWS = 0.3
BRIDGE_SHOWS = 0.75
MOUTH_SHOWS = 0.08
"""How squarely the reader must look at a feature to see it."""


class Feature(NamedTuple):
    """One painted area or line of the head, in the order of painting."""

    name: str
    path: str
    side: int = 0
    """The sign of the side that it belongs to; 0 for the middle."""


def features(head: Bone, neck: Sequence[Ellipse] = ()) -> Iterator[Feature]:
    """The head as the reader sees it, from the neck forwards; no line parts it from the neck's rings behind."""
    yield from _ears(head, lambda facing: abs(facing) <= EAR_SHOWS)
    nose = curve(hull([solid(head, *part) for part in NOSE], SMALL), closed=True)
    shape = curve(hull([solid(head, *SKULL), solid(head, *JAW)]), closed=True)
    yield Feature("skin", nose + shape)
    if neck and head.turn[0][2] <= EYE_SHOWS:
        yield Feature("skin bare", curve(hull([*neck, solid(head, *NAPE)], SMALL), closed=True))
    if head.turn[0][2] > -EAR_SHOWS:
        yield from _face(head)
    hair = _hair(head)
    if hair:
        yield Feature("hair", curve(hair, closed=True))
    yield from _ears(head, lambda facing: facing > EAR_SHOWS)


def _ears(head: Bone, shows: Callable[[float], bool]) -> Iterator[Feature]:
    """The ears that look towards the reader as squarely as they should."""
    place, radii = EAR
    for sign in SIDES.values():
        if shows(head.turn[2][2] * sign):
            yield Feature("skin", curve(hull([solid(head, _on_side(place, sign), radii)], SMALL), closed=True), sign)


def _on_side(place: Vector, sign: int) -> Vector:
    return place[0], place[1], place[2] * sign


def _face(head: Bone) -> Iterator[Feature]:
    for name, places, least in (("face", MOUTH, MOUTH_SHOWS), ("face nose", BRIDGE, BRIDGE_SHOWS)):
        line = [head.at(place)[:2] for place in places if _facing(head, place) > least]
        if len(line) > 1:
            yield Feature(name, curve(line, closed=False))
    for sign in SIDES.values():
        place = _on_side(EYE[0], sign)
        if _facing(head, place) > EYE_SHOWS:
            yield Feature("eye", curve(hull([solid(head, place, EYE[1])], SMALL), closed=True), sign)


def _facing(head: Bone, place: Vector) -> float:
    """How squarely the reader looks at a place of the face."""
    outward = unit((place[0] - JAW[0][0] / 2, 0.0, place[2]))
    return apply(head.turn, outward)[2]


def _hair(head: Bone) -> list[Point]:
    """The visible part of the hair: its edge where it is in sight, the outline of the head elsewhere."""
    left = [_on_side(place, -1) for place in reversed(HAIRLINE[1:-1])]
    ways = [unit(apply(head.turn, place)) for place in (*HAIRLINE, *left)]
    seen = [way[2] >= 0 for way in ways]
    first = next((number for number in range(len(ways)) if seen[number] and not seen[number - 1]), 0)
    edge = [way for way in (*ways[first:], *ways[:first]) if way[2] >= 0]
    rim = [] if all(seen) else _rim(edge, apply(head.turn, CROWN))
    return [_on_skull(head, way) for way in (*edge, *rim)]


def _rim(edge: Sequence[Vector], crown: Vector) -> list[Vector]:
    """Directions along the head's outline from the edge's end back to its start, past the crown."""
    if not edge:
        return [(across, down, 0.0) for across, down in directions(12)] if crown[2] > 0 else []
    end, start, past = (atan2(way[1], way[0]) for way in (edge[-1], edge[0], crown))
    reach = (start - end) % (2 * pi)
    if (past - end) % (2 * pi) > reach:
        reach -= 2 * pi
    count = max(2, round(abs(reach) / 0.5))
    turns = [end + reach * number / count for number in range(count + 1)]
    return [(cos(angle), sin(angle), 0.0) for angle in turns]


def _on_skull(head: Bone, way: Vector) -> Point:
    """The point of the hair's surface in a direction from the middle of the skull."""
    place, radii = SKULL
    point = head.at(place)
    for axis, radius in zip(head.turn, radii, strict=True):
        share = axis[0] * way[0] + axis[1] * way[1] + axis[2] * way[2]
        point = add(point, scale(axis, share * radius * VOLUME))
    return point[:2]
