"""The person: what is round the bones, as shapes in the order they are painted.

Breadths and depths are those of a slim adult, in statures, shaped by eye. Limbs grow out of the trunk
without a line across a shoulder or a hip. Law: a shape says what it is (skin, hair, top, legs), never
what colour.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kinesite.figures.body import SHANK, THIGH, UPPER_ARM, Bone, Skeleton
from kinesite.figures.head import features
from kinesite.figures.joints import SIDES
from kinesite.figures.limbs import PALM
from kinesite.figures.outline import (
    SMALL,
    Ellipse,
    Point,
    curve,
    directions,
    hull,
    limb,
    seam,
    solid,
    sweep,
    within,
)
from kinesite.figures.space import Vector, dot, local, subtract

FAR = 0.022
"""How far behind the middle of the body a limb starts that is drawn in the far tone."""
BESIDE = 0.045
"""How far behind the waist a hip is at most whose trousers are worn over the shirt."""

FINE = directions(10)

Profile = Sequence[tuple[float, float, float, float]]
"""Rings along a bone: distance from its joint, depth in front and at the back, half breadth."""

_THIGH: Profile = (
    (0.0, 0.053, 0.070, 0.052),
    (0.05, 0.056, 0.060, 0.055),
    (0.11, 0.052, 0.048, 0.049),
    (0.17, 0.045, 0.040, 0.042),
    (0.222, 0.039, 0.035, 0.037),
    (THIGH, 0.038, 0.034, 0.036),
)
_SHANK: Profile = (
    (0.024, 0.034, 0.035, 0.035),
    (0.07, 0.029, 0.042, 0.036),
    (0.12, 0.026, 0.038, 0.033),
    (0.17, 0.024, 0.029, 0.028),
    (0.205, 0.023, 0.026, 0.026),
)
_UPPER_ARM: Profile = (
    (0.075, 0.027, 0.027, 0.026),
    (0.105, 0.027, 0.028, 0.026),
    (0.14, 0.024, 0.025, 0.024),
    (UPPER_ARM - 0.018, 0.022, 0.024, 0.023),
)
_FOREARM: Profile = (
    (0.0, 0.023, 0.025, 0.023),
    (0.03, 0.026, 0.023, 0.025),
    (0.08, 0.021, 0.020, 0.021),
    (0.130, 0.015, 0.015, 0.017),
)
_HAND: Profile = (
    (0.008, 0.013, 0.013, 0.018),
    (0.04, 0.013, 0.014, 0.025),
    (0.07, 0.010, 0.010, 0.023),
    (0.098, 0.007, 0.007, 0.013),
    (0.104, 0.003, 0.003, 0.005),
)
_THUMB: Sequence[tuple[Vector, Vector]] = (
    ((0.004, -0.028, 0.016), (0.009, 0.012, 0.008)),
    ((0.010, -0.060, 0.030), (0.006, 0.008, 0.006)),
)
"""The thumb of the right hand: ellipsoids at its root and at its tip."""
THUMB_SHOWS = 0.5
"""How squarely the thumb must look at the reader to lie over the hand."""
_SLEEVE: Sequence[tuple[Vector, Vector]] = (
    ((0.0, -0.016, 0.0), (0.034, 0.024, 0.028)),
    ((0.0, -0.05, 0.0), (0.034, 0.004, 0.031)),
    ((0.0, -0.096, 0.0), (0.032, 0.004, 0.031)),
)
"""A short sleeve: ellipsoids round the shoulder and down the upper arm."""
_SHOULDER = 0.05
"""How far from the shoulder joint a sleeve is sewn to the shirt."""

TRUNK: Sequence[tuple[str, float, float, float, float]] = (
    ("pelvis", -0.01, 0.045, 0.045, 0.07),
    ("pelvis", 0.022, 0.054, 0.052, 0.08),
    ("lumbar 2", 0.0, 0.056, 0.046, 0.074),
    ("lumbar 3", 0.02, 0.057, 0.045, 0.074),
    ("thoracic 1", 0.02, 0.060, 0.051, 0.081),
    ("thoracic 2", 0.02, 0.063, 0.058, 0.088),
    ("thoracic 3", 0.02, 0.060, 0.061, 0.092),
    ("thoracic 4", 0.012, 0.052, 0.057, 0.092),
    ("collar", -0.008, 0.040, 0.046, 0.084),
    ("collar", 0.007, 0.037, 0.036, 0.061),
    ("collar", 0.020, 0.032, 0.027, 0.038),
)
"""Rings of the trunk: bone, height above its joint, depth in front and at the back, half breadth."""
_NECK: Sequence[tuple[str, float, float, float, float]] = (
    ("collar", -0.015, 0.030, 0.034, 0.042),
    ("neck 1", 0.02, 0.026, 0.027, 0.029),
    ("neck 2", 0.02, 0.025, 0.026, 0.027),
    ("head", 0.03, 0.022, 0.034, 0.027),
)


_WAIST = "lumbar 3"
"""The bone whose depth is that of the shirt."""
AHEAD = 0.15
"""How much nearer an elbow is than the shoulder where the bare arm hides the hem of its sleeve."""
BARE = 1
"""The ring of the upper arm at which it is bare."""
AWAY = 0.08
"""How far an elbow is nearer the reader than the palm of a hand that may be hidden."""
HIDDEN = 0.03
"""How far from the middle of the back a hidden palm may be."""

_BREATH = {"lumbar 2": 1.0, "lumbar 3": 0.9, "thoracic 1": 0.4}
"""How much of the belly's rise each part of the trunk follows."""


class Shape(NamedTuple):
    """One painted area of the person."""

    name: str
    path: str
    depth: float
    """How near the reader it is; nearer shapes are painted later."""
    far: bool = False
    part: str = ""
    """The part of the body; with the name it tells a shape from all others, in this pose and the next."""


def person(bones: Skeleton) -> list[Shape]:
    """Every shape of the person, the farthest first, from bones as the reader sees them."""
    trunk = sweep(list(_breathing(bones)))
    shapes = [*_middle(bones, trunk)]
    for side in SIDES:
        far = _depth(bones, f"{side} upper arm") < _depth(bones, "collar") - FAR
        shapes += [shape._replace(far=far, part=f"{side} {shape.part or 'arm'}") for shape in _arm(bones, side, trunk)]
        far = _depth(bones, f"{side} thigh") < _depth(bones, "pelvis") - FAR
        shapes += [shape._replace(far=far, part=f"{side} leg") for shape in _leg(bones, side)]
    return sorted(shapes, key=lambda shape: shape.depth)


def _depth(bones: Skeleton, *names: str) -> float:
    return sum(bones[name].origin[2] for name in names) / len(names)


def _ring(bone: Bone, height: float, front: float, back: float, side: float) -> Ellipse:
    return solid(bone, ((front - back) / 2, height, 0.0), ((front + back) / 2, 0.0, side))


def _column(bones: Skeleton, rows: Sequence[tuple[str, float, float, float, float]]) -> Iterator[Ellipse]:
    for name, *sizes in rows:
        yield _ring(bones[name], *sizes)


def _breathing(bones: Skeleton) -> Iterator[Ellipse]:
    """The rings of the trunk, the front of the belly as far out as the breath has it."""
    rise = dot(subtract(bones["belly"].origin, bones["lumbar 2"].origin), bones["belly"].turn[0])
    for name, height, front, back, side in TRUNK:
        yield _ring(bones[name], height, front + rise * _BREATH.get(name, 0.0), back, side)


def _rings(bone: Bone, profile: Profile) -> list[Ellipse]:
    return [_ring(bone, -along, front, back, side) for along, front, back, side in profile]


def _middle(bones: Skeleton, trunk: Sequence[Point]) -> Iterator[Shape]:
    depth = _depth(bones, _WAIST)
    neck = list(_column(bones, _NECK))
    yield Shape("skin", curve(sweep(neck), closed=False), depth + 1e-3)
    yield Shape("top", curve(trunk, closed=True), depth + 2e-3)
    depth = _depth(bones, "head")
    for number, feature in enumerate(features(bones["head"], neck[2:3])):
        yield Shape(feature.name, feature.path, depth + 3e-3 + number * 1e-4, part=f"head{feature.side:+}")


def _arm(bones: Skeleton, side: str, trunk: Sequence[Point]) -> Iterator[Shape]:
    upper, fore, hand = (bones[f"{side} {name}"] for name in ("upper arm", "forearm", "hand"))
    above, below, end = _rings(upper, _UPPER_ARM), _rings(fore, _FOREARM), _rings(hand, _HAND)
    depth = _depth(bones, f"{side} upper arm", f"{side} forearm", f"{side} hand")
    ahead = fore.origin[2] - upper.origin[2] > AHEAD
    if ahead:
        above = above[BARE:]
    if _behind_back(bones, side):
        hidden = _depth(bones, _WAIST)
        yield Shape("skin", limb([[*below, end[0]], end]), hidden, part="hand")
        yield Shape("skin", limb([[*above, below[0]]]), depth)
    else:
        thumb = hull([solid(hand, (x, y, z * SIDES[side]), radii) for (x, y, z), radii in _THUMB], SMALL)
        nearer = hand.turn[2][2] * SIDES[side] > THUMB_SHOWS
        yield Shape("skin", curve(thumb, closed=True), depth + (5e-5 if nearer else -5e-5), part="thumb")
        yield Shape("skin", limb([[*above, below[0]], [*below, end[0]], end]), depth)
    yield from _sleeve(upper, depth - 3e-4 if ahead else depth, trunk)


def _behind_back(bones: Skeleton, side: str) -> bool:
    """Whether an arm goes away from the reader to behind the middle of the back, which hides the hand."""
    palm, waist = bones[f"{side} hand"].at((0.0, -PALM, 0.0)), bones[_WAIST]
    ahead, _, aside = local(waist.turn, subtract(palm, waist.origin))
    away = bones[f"{side} forearm"].origin[2] - palm[2]
    return away > AWAY and ahead < 0 and abs(aside) < HIDDEN


def _sleeve(upper: Bone, depth: float, trunk: Sequence[Point]) -> Iterator[Shape]:
    sleeve = hull([solid(upper, *part) for part in _SLEEVE])
    x, y, _ = upper.origin

    def sewn(point: Point) -> bool:
        near = (point[0] - x) ** 2 + (point[1] - y) ** 2 < _SHOULDER**2
        return near and within(point, trunk)

    yield Shape("top bare", curve(sleeve, closed=True), depth + 1e-4)
    yield Shape("seam", seam(sleeve, sewn), depth + 2e-4)


def _leg(bones: Skeleton, side: str) -> Iterator[Shape]:
    pelvis, thigh, shank = bones["pelvis"], bones[f"{side} thigh"], bones[f"{side} shank"]
    waist = [
        solid(pelvis, (0.002, 0.03, 0.034 * SIDES[side]), (0.054, 0.0, 0.046)),
        solid(pelvis, (-0.005, -0.01, 0.04 * SIDES[side]), (0.061, 0.0, 0.05)),
    ]
    above, below = _rings(thigh, _THIGH), _rings(shank, _SHANK)
    depth, middle = 0.8 * _depth(bones, f"{side} thigh") + 0.2 * _depth(bones, f"{side} shank"), _depth(bones, _WAIST)
    if thigh.origin[2] > middle - BESIDE:
        depth = max(depth, middle + 2.5e-3)
    yield Shape("skin", _foot(shank, bones[f"{side} foot"], bones[f"{side} toes"]), depth)
    yield Shape("legs", limb([[*waist, above[0]], above, [above[-1], *below]]), depth + 1e-4)


def _foot(shank: Bone, foot: Bone, toes: Bone) -> str:
    """Ankle, heel and instep, and the ball with the toes, which bend on their own."""
    ankle = solid(shank, (0.0, 0.03 - SHANK, 0.0), (0.019, 0.01, 0.019))
    heel = solid(foot, (-0.020, -0.019, 0.0), (0.022, 0.020, 0.019))
    instep = solid(foot, (0.020, -0.010, 0.0), (0.020, 0.026, 0.022))
    ball = solid(toes, (-0.004, 0.0, 0.0), (0.020, 0.0125, 0.026))
    tip = solid(toes, (0.028, -0.002, 0.0), (0.010, 0.0095, 0.019))
    return "".join(
        curve(hull(part, FINE), closed=True) for part in ((ankle, heel, instep), (heel, instep, ball), (ball, tip))
    )
