"""Bodies are solid: in no moment does the bone of a limb lie inside the trunk, the head, a thigh or a prop.

Flesh may press on flesh or on a chair; a bone that lies inside something has gone through it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest
import yaml

from kinesite.figures import Figure, parse
from kinesite.figures.body import FOREARM, SHANK, THIGH, UPPER_ARM, Bone, Skeleton
from kinesite.figures.head import SKULL
from kinesite.figures.joints import SIDES
from kinesite.figures.motion import between
from kinesite.figures.props import BLOCKS, ROLLS, Box, surroundings
from kinesite.figures.silhouette import TRUNK
from kinesite.figures.space import Vector, add, distance, dot, local, mix, scale, subtract
from kinesite.figures.svg import OFF_FLOOR

pytestmark = pytest.mark.no_cover  # thousands of cases, of lines that other tests count

FOLDER = Path(__file__).parent.parent.parent / "content" / "figures"
FIGURES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SHARES = (0.25, 0.5, 0.75, 1.0)
STEPS = 6
SOFT = ("pillow", "mat")
"""Props that give way, and the mat, which lies on the floor."""
HAND = 0.09
NOSE = (0.074, 0.02, 0.0)
LIMBS = (
    ("upper arm", UPPER_ARM, 0.5),
    ("forearm", FOREARM, 0.0),
    ("hand", HAND, 0.0),
    ("thigh", THIGH, 0.5),
    ("shank", SHANK, 0.0),
)
"""Bone, length, and the share of it that grows out of the trunk."""
LAYER = 0.02
"""Half the height of a slice of the trunk."""
THIGH_FLESH = 0.034
GIVES = 0.015
"""How far trunk and head may sink into a mat, in statures."""


@cache
def figure_of(name: str) -> Figure:
    figure = parse(yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))
    assert isinstance(figure, Figure), figure
    return figure


@cache
def moments(name: str) -> list[Skeleton]:
    poses = figure_of(name).poses
    return [
        poses[0].bones,
        *(between(before, after, share).bones for before, after in pairwise(poses) for share in SHARES),
    ]


def along(bone: Bone, length: float, first: float) -> Iterator[Vector]:
    """Points on the centre line of a limb's bone."""
    for step in range(STEPS + 1):
        yield bone.at((0.0, -length * (first + (1 - first) * step / STEPS), 0.0))


def limb_points(bones: Skeleton) -> Iterator[tuple[str, Vector]]:
    for side in SIDES:
        for name, length, first in LIMBS:
            yield from ((f"{side} {name}", point) for point in along(bones[f"{side} {name}"], length, first))


def in_trunk(bones: Skeleton, point: Vector) -> bool:
    for name, height, front, back, side in TRUNK:
        x, y, z = local(bones[name].turn, subtract(point, bones[name].origin))
        depth = (front + back) / 2
        if abs(y - height) < LAYER and hypot((x - (front - back) / 2) / depth, z / side) < 1:
            return True
    return False


def in_head(bones: Skeleton, point: Vector) -> bool:
    place, radii = SKULL
    inside = local(bones["head"].turn, subtract(point, bones["head"].at(place)))
    return sum((each / radius) ** 2 for each, radius in zip(inside, radii, strict=True)) < 1


def in_thigh(bones: Skeleton, point: Vector) -> bool:
    for side in SIDES:
        start, end = bones[f"{side} thigh"].origin, bones[f"{side} shank"].origin
        share = dot(subtract(point, start), subtract(end, start)) / THIGH**2
        if 0 < share < 1 and distance(point, mix(start, end, share)) < THIGH_FLESH:
            return True
    return False


def in_box(box: Box, point: Vector) -> bool:
    low, high = box
    return all(a < x < b for a, x, b in zip(low, point, high, strict=True))


def blocks(figure: Figure) -> list[tuple[str, Box]]:
    around = surroundings([pose.bones for pose in figure.poses])
    return [
        (item.name, box)
        for item in figure.props
        if item.name in BLOCKS and item.name not in SOFT
        for box in BLOCKS[item.name](around, item.at)
    ]


@pytest.mark.parametrize("name", FIGURES)
def test_no_limb_passes_through_the_trunk_or_the_head(name: str):
    for number, bones in enumerate(moments(name)):
        for limb, point in limb_points(bones):
            assert not in_trunk(bones, point), f"{limb} in the trunk, moment {number}"
            assert not in_head(bones, point), f"{limb} in the head, moment {number}"


@pytest.mark.parametrize("name", FIGURES)
def test_no_arm_passes_through_a_thigh(name: str):
    for number, bones in enumerate(moments(name)):
        for limb, point in limb_points(bones):
            if limb.endswith(("arm", "hand")):
                assert not in_thigh(bones, point), f"{limb} in a thigh, moment {number}"


@pytest.mark.parametrize("name", FIGURES)
def test_no_limb_passes_through_a_prop(name: str):
    figure = figure_of(name)
    solids = blocks(figure)
    for number, bones in enumerate(moments(name)):
        for limb, point in limb_points(bones):
            for prop, box in solids:
                assert not in_box(box, point), f"{limb} in the {prop}, moment {number}"


@pytest.mark.parametrize("name", FIGURES)
def test_no_part_of_the_body_sinks_into_the_floor(name: str):
    figure = figure_of(name)
    if any(item.name in OFF_FLOOR for item in figure.props):
        return
    for number, bones in enumerate(moments(name)):
        for limb, point in limb_points(bones):
            assert point[1] > 0, f"{limb}, moment {number}"
        for part, low in lowest(bones):
            assert low > -GIVES, f"{part} is {-low:.3f} statures below the floor, moment {number}"


def lowest(bones: Skeleton) -> Iterator[tuple[str, float]]:
    """How low each slice of the trunk, the head and the feet come."""
    for name, height, front, back, side in TRUNK:
        bone = bones[name]
        middle = bone.at(((front - back) / 2, height, 0.0))
        yield name, middle[1] - hypot(bone.turn[0][1] * (front + back) / 2, bone.turn[2][1] * side)
    place, radii = SKULL
    extent = hypot(*(axis[1] * radius for axis, radius in zip(bones["head"].turn, radii, strict=True)))
    yield "head", bones["head"].at(place)[1] - extent
    yield "nose", bones["head"].at(NOSE)[1]
    for side in SIDES:
        for end in ((0.03, -0.005, 0.0), (0.0, 0.0, 0.0)):
            yield f"{side} toes", bones[f"{side} toes"].at(end)[1] - 0.01


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_goes_through_a_roller(name: str):
    figure = figure_of(name)
    around = surroundings([pose.bones for pose in figure.poses])
    for item in figure.props:
        if item.name in ROLLS:
            x, y, _ = roll_centre(around)
            for bones in moments(name):
                for part in ("thoracic 2", "thoracic 3", "thoracic 4", "lumbar 3"):
                    spot = bones[part].origin
                    assert hypot(spot[0] - x, spot[1] - y) > ROLLS[item.name], part


def roll_centre(bones: Skeleton) -> Vector:
    bone = bones["thoracic 3"]
    behind = bone.at((-0.052, 0.0, 0.0))
    return add(behind, scale((0.0, 1.0, 0.0), -ROLLS["roller"]))
