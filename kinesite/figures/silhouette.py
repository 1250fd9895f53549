"""The person: what is round the bones, from every side, as shapes in the order they are painted.

Breadths and depths are those of a slim adult, in statures, shaped by eye. A limb is drawn in one
piece from the trunk outwards and left open at the trunk, so that no line crosses a shoulder or a hip.
Law: a shape says what it is (skin, hair, top, legs), never what colour.
"""

from collections.abc import Iterator, Sequence
from math import atan2, cos, pi, sin
from typing import NamedTuple

from kinesite.figures.body import SHANK, SIDES, THIGH, UPPER_ARM, Bone, Skeleton
from kinesite.figures.outline import Ball, Camera, Point, Ring, curve, hull, limb, sweep
from kinesite.figures.space import Vector, add, apply, dot, scale, unit

EAR_SHOWS = 0.25
EYE_SHOWS = 0.15
"""How squarely the reader must look at an ear or an eye to see it."""
FAR = 0.03
"""How far behind the middle of the body a limb starts that is drawn in the far tone."""

Profile = Sequence[tuple[float, float, float, float]]
"""Rings along a bone: distance from its joint, depth in front and at the back, half breadth."""

_THIGH: Profile = (
    (0.0, 0.058, 0.074, 0.052),
    (0.05, 0.062, 0.066, 0.056),
    (0.11, 0.058, 0.052, 0.052),
    (0.17, 0.049, 0.043, 0.044),
    (0.222, 0.041, 0.037, 0.038),
    (THIGH, 0.041, 0.036, 0.037),
)
_SHANK: Profile = (
    (0.024, 0.037, 0.037, 0.036),
    (0.07, 0.031, 0.045, 0.037),
    (0.12, 0.028, 0.041, 0.034),
    (0.17, 0.025, 0.031, 0.029),
    (0.205, 0.024, 0.027, 0.026),
)
_UPPER_ARM: Profile = (
    (-0.029, 0.004, 0.004, 0.004),
    (-0.025, 0.016, 0.016, 0.014),
    (-0.013, 0.031, 0.031, 0.025),
    (0.008, 0.035, 0.036, 0.030),
    (0.035, 0.035, 0.036, 0.030),
    (0.08, 0.032, 0.032, 0.029),
    (0.14, 0.026, 0.027, 0.025),
    (UPPER_ARM - 0.018, 0.024, 0.025, 0.024),
)
_FOREARM: Profile = (
    (0.0, 0.025, 0.026, 0.024),
    (0.03, 0.027, 0.025, 0.025),
    (0.08, 0.022, 0.022, 0.022),
    (0.130, 0.016, 0.016, 0.018),
)
_HAND: Profile = (
    (0.008, 0.014, 0.014, 0.018),
    (0.04, 0.013, 0.014, 0.025),
    (0.07, 0.010, 0.010, 0.023),
    (0.098, 0.007, 0.007, 0.013),
    (0.104, 0.003, 0.003, 0.005),
)
_SLEEVE = 6
"""How many rings of the upper arm the sleeve covers."""

_TRUNK: Sequence[tuple[str, float, float, float, float]] = (
    ("pelvis", -0.01, 0.045, 0.045, 0.07),
    ("pelvis", 0.022, 0.055, 0.052, 0.08),
    ("lumbar 2", 0.0, 0.057, 0.046, 0.074),
    ("lumbar 3", 0.02, 0.058, 0.045, 0.074),
    ("thoracic 1", 0.02, 0.061, 0.052, 0.081),
    ("thoracic 2", 0.02, 0.064, 0.060, 0.088),
    ("thoracic 3", 0.02, 0.061, 0.063, 0.092),
    ("thoracic 4", 0.012, 0.053, 0.059, 0.092),
    ("collar", -0.006, 0.040, 0.047, 0.078),
    ("collar", 0.012, 0.028, 0.038, 0.050),
    ("collar", 0.024, 0.021, 0.030, 0.034),
)
"""Rings of the trunk: bone, height above its joint, depth in front and at the back, half breadth."""


class Shape(NamedTuple):
    """One painted area of the person."""

    name: str
    path: str
    depth: float
    """How near the reader it is; nearer shapes are painted later."""
    far: bool = False


def person(bones: Skeleton, camera: Camera) -> list[Shape]:
    """Every shape of the person, the farthest first."""
    middle = camera.depth(bones["lumbar 3"].origin)
    shapes = [*_trunk(bones, camera), *_head(bones, camera)]
    for side in SIDES:
        far = camera.depth(bones[f"{side} upper arm"].origin) < camera.depth(bones["collar"].origin) - FAR
        shapes += [shape._replace(far=far) for shape in _arm(bones, side, camera)]
        far = camera.depth(bones[f"{side} thigh"].origin) < camera.depth(bones["pelvis"].origin) - FAR
        shapes += [shape._replace(far=far) for shape in _leg(bones, side, camera)]
    return sorted(shapes, key=lambda shape: shape.depth - middle)


def _rings(bone: Bone, profile: Profile) -> Iterator[Ring]:
    for along, front, back, side in profile:
        yield Ring(bone.at((0.0, -along, 0.0)), bone.turn, front, back, side)


def _arm(bones: Skeleton, side: str, camera: Camera) -> list[Shape]:
    upper, fore, hand = (bones[f"{side} {name}"] for name in ("upper arm", "forearm", "hand"))
    rings = [*_rings(upper, _UPPER_ARM), *_rings(fore, _FOREARM), *_rings(hand, _HAND)]
    depth = (camera.depth(upper.origin) + camera.depth(fore.origin)) / 2
    sleeve = [Ring(r.centre, r.turn, r.front + 0.004, r.back + 0.004, r.side + 0.004) for r in rings[:_SLEEVE]]
    return [
        Shape("skin", limb(camera, (rings[2:9], rings[8:13], rings[12:])), depth + 1e-4),
        Shape("top", limb(camera, (sleeve,)), depth + 2e-4),
    ]


def _leg(bones: Skeleton, side: str, camera: Camera) -> list[Shape]:
    thigh, shank, foot, toes = (bones[f"{side} {name}"] for name in ("thigh", "shank", "foot", "toes"))
    pelvis = bones["pelvis"]
    waist = pelvis.at((0.0, 0.03, 0.034 * SIDES[side]))
    top = pelvis.at((0.0, -0.01, 0.04 * SIDES[side]))
    rings = [
        Ring(waist, pelvis.turn, 0.055, 0.052, 0.046),
        Ring(top, pelvis.turn, 0.056, 0.068, 0.05),
        *_rings(thigh, _THIGH),
        *_rings(shank, _SHANK),
    ]
    depth = (camera.depth(thigh.origin) + camera.depth(shank.origin)) / 2
    return [
        Shape("skin", curve(hull(camera, _foot(shank, foot, toes), 14), closed=True), depth),
        Shape("legs", limb(camera, (rings[:3], rings[2:8], rings[7:])), depth + 1e-4),
    ]


def _foot(shank: Bone, foot: Bone, toes: Bone) -> list[Ball]:
    return [
        Ball(shank.at((0.0, 0.03 - SHANK, 0.0)), shank.turn, (0.019, 0.01, 0.019)),
        Ball(foot.at((-0.004, 0.002, 0.0)), foot.turn, (0.022, 0.02, 0.021)),
        Ball(foot.at((-0.022, -0.019, 0.0)), foot.turn, (0.022, 0.020, 0.02)),
        Ball(toes.at((0.0, 0.0, 0.0)), foot.turn, (0.02, 0.0125, 0.026)),
        Ball(toes.at((0.028, -0.002, 0.0)), toes.turn, (0.012, 0.0085, 0.02)),
    ]


def _trunk(bones: Skeleton, camera: Camera) -> Iterator[Shape]:
    rings = [
        Ring(bones[name].at((0.0, height, 0.0)), bones[name].turn, front, back, side)
        for name, height, front, back, side in _TRUNK
    ]
    neck = [
        Ring(bones["collar"].at((0.0, -0.015, 0.0)), bones["collar"].turn, 0.03, 0.034, 0.042),
        Ring(bones["neck 1"].at((0.0, 0.02, 0.0)), bones["neck 1"].turn, 0.027, 0.028, 0.03),
        Ring(bones["neck 2"].at((0.0, 0.02, 0.0)), bones["neck 2"].turn, 0.026, 0.026, 0.028),
        Ring(bones["head"].at((-0.004, 0.03, 0.0)), bones["head"].turn, 0.026, 0.03, 0.028),
    ]
    depth = camera.depth(bones["lumbar 3"].origin)
    yield Shape("skin", curve(sweep(camera, neck), closed=False), depth + 1e-3)
    yield Shape("top", curve(sweep(camera, rings), closed=True), depth + 2e-3)


def _head(bones: Skeleton, camera: Camera) -> Iterator[Shape]:
    head = bones["head"]
    skull = Ball(head.at((0.002, 0.053, 0.0)), head.turn, (0.056, 0.053, 0.046))
    face = Ball(head.at((0.028, 0.014, 0.0)), head.turn, (0.037, 0.040, 0.034))
    nose = [
        Ball(head.at((0.056, 0.030, 0.0)), head.turn, (0.008, 0.014, 0.007)),
        Ball(head.at((0.068, 0.020, 0.0)), head.turn, (0.008, 0.007, 0.008)),
    ]
    depth = camera.depth(head.origin)
    yield Shape("skin", curve(hull(camera, nose, 10), closed=True), depth + 3e-3)
    yield Shape("skin", curve(hull(camera, [skull, face], 20), closed=True), depth + 4e-3)
    yield Shape("hair", curve(_hair(camera, skull), closed=True), depth + 5e-3)
    for sign in SIDES.values():
        if camera.depth(head.turn[2]) * sign > EAR_SHOWS:
            ear = Ball(head.at((-0.006, 0.034, 0.046 * sign)), head.turn, (0.010, 0.016, 0.006))
            yield Shape("skin", curve(hull(camera, [ear], 8), closed=True), depth + 6e-3)
        way = apply(head.turn, (0.90, -0.28, 0.42 * sign))
        if camera.depth(way) > EYE_SHOWS:
            eye = Ball(_on(skull, way, 0.98), head.turn, (0.005, 0.007, 0.005))
            yield Shape("hair", curve(hull(camera, [eye], 6), closed=True), depth + 7e-3)


_HAIRLINE: Sequence[Vector] = (
    (0.86, 0.55, 0.0),
    (0.80, 0.50, 0.38),
    (0.52, 0.30, 0.80),
    (0.22, -0.10, 0.97),
    (-0.10, -0.05, 0.99),
    (-0.38, -0.42, 0.82),
    (-0.62, -0.66, 0.45),
    (-0.70, -0.72, 0.0),
)
"""Where the hair ends on the right of the skull, from the forehead past the ear to the nape."""


_CROWN: Vector = (-0.6, 0.8, 0.0)
"""The middle of the hair."""
_VOLUME = 1.05
"""How far the hair stands out from the skull."""


def _hair(camera: Camera, skull: Ball) -> list[Point]:
    """The visible part of the hair: its edge where it is in sight, the outline of the head elsewhere."""
    left = [(x, y, -z) for x, y, z in reversed(_HAIRLINE[1:-1])]
    ways = [unit(apply(skull.turn, place)) for place in (*_HAIRLINE, *left)]
    seen = [camera.depth(way) >= 0 for way in ways]
    if all(seen):
        return [camera.see(_on(skull, way, _VOLUME)) for way in ways]
    first = next((number for number in range(len(ways)) if seen[number] and not seen[number - 1]), 0)
    ring = [*ways[first:], *ways[:first]]
    edge = [way for way in ring if camera.depth(way) >= 0]
    crown = unit(apply(skull.turn, _CROWN))
    rim = _rim(camera, edge, crown) if edge else _circle(camera)
    return [camera.see(_on(skull, way, _VOLUME)) for way in (*edge, *rim)]


def _circle(camera: Camera) -> list[Vector]:
    angles = [pi * number / 6 for number in range(12)]
    return [add(scale(camera.right, cos(angle)), scale(camera.down, sin(angle))) for angle in angles]


def _rim(camera: Camera, edge: Sequence[Vector], crown: Vector) -> list[Vector]:
    """Directions along the head's outline from the edge's end back to its start, past the crown."""
    end, start, past = (_bearing(camera, way) for way in (edge[-1], edge[0], crown))
    sweep_to = (start - end) % (2 * pi)
    if (past - end) % (2 * pi) > sweep_to:
        sweep_to -= 2 * pi
    count = max(2, round(abs(sweep_to) / 0.45))
    angles = [end + sweep_to * number / count for number in range(count + 1)]
    return [add(scale(camera.right, cos(angle)), scale(camera.down, sin(angle))) for angle in angles]


def _bearing(camera: Camera, way: Vector) -> float:
    x, y = camera.see(way)
    return atan2(y, x)


def _on(ball: Ball, way: Vector, factor: float) -> Vector:
    """The point of an ellipsoid's surface in a direction from its centre."""
    place = ball.centre
    for axis, radius in zip(ball.turn, ball.radii, strict=True):
        place = add(place, scale(axis, dot(axis, way) * radius * factor))
    return place
