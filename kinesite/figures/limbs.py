"""Two-bone inverse kinematics: the joint angles that bring a hand or a foot to a place.

The plane in which elbow or knee bends is the one that the given angles ask for, so that an editor
still says where an elbow points. Law: bones keep their lengths; a place out of reach is reached for.
"""

from math import acos, cos, degrees, sin
from typing import NamedTuple

from kinesite.figures.body import FOREARM, SHANK, THIGH, UPPER_ARM, Bone, Skeleton
from kinesite.figures.joints import Angle, joint_angles
from kinesite.figures.space import (
    Vector,
    add,
    cross,
    dot,
    length,
    scale,
    subtract,
    unit,
)

PALM = 0.045
"""How far beyond the wrist the middle of the palm is."""


class Limb(NamedTuple):
    """What two-bone kinematics has to know of an arm or a leg."""

    joints: tuple[str, str]
    """Root joint and hinge."""
    bones: tuple[str, str]
    lengths: tuple[float, float]
    bends: int
    """+1 where the hinge bends the lower bone forward, -1 where back."""
    parent: str
    """The bone that the root joint's angles are measured from."""


ARM = Limb(("shoulder", "elbow"), ("upper arm", "forearm"), (UPPER_ARM, FOREARM), 1, "collar")
LEG = Limb(("hip", "knee"), ("thigh", "shank"), (THIGH, SHANK), -1, "pelvis")


def reach_of(limb: Limb, hand: float = 0.0) -> float:
    """How far the straight limb reaches, `hand` of it beyond the wrist."""
    return sum(limb.lengths) + hand


def point_at(bones: Skeleton, limb: Limb, side: str, knee: Vector) -> dict[Angle, float]:
    """The root joint's angles that point the upper bone at a planted knee or elbow."""
    upper = bones[f"{side} {limb.bones[0]}"]
    return _root_angles(bones, limb, side, (unit(subtract(knee, upper.origin)), upper.turn[2]))


def bring_to(bones: Skeleton, limb: Limb, side: str, place: Vector, hand: float = 0.0) -> dict[Angle, float]:
    """The angles of root joint and hinge that bring the limb's end to `place`."""
    upper = bones[f"{side} {limb.bones[0]}"]
    way = subtract(place, upper.origin)
    first, second = limb.lengths[0], limb.lengths[1] + hand
    far = min(max(length(way), abs(first - second) + 1e-6), first + second - 1e-9)
    at_root = acos((first * first + far * far - second * second) / (2 * first * far))
    at_hinge = acos((first * first + second * second - far * far) / (2 * first * second))
    heading = unit(way, otherwise=scale(upper.turn[1], -1))
    hinge = _hinge(upper, heading)
    sideways = cross(hinge, heading)
    bend = -at_root * limb.bends
    direction = add(scale(heading, cos(bend)), scale(sideways, sin(bend)))
    angles = _root_angles(bones, limb, side, (direction, hinge))
    angles[f"{side} {limb.joints[1]}", "flexion"] = 180.0 - degrees(at_hinge)
    return angles


def _hinge(upper: Bone, heading: Vector) -> Vector:
    """The axis of elbow or knee as the given angles have it, made square to the new heading."""
    axis = upper.turn[2]
    square = subtract(axis, scale(heading, dot(axis, heading)))
    return unit(square, otherwise=cross(upper.turn[0], heading))


def _root_angles(bones: Skeleton, limb: Limb, side: str, aim: tuple[Vector, Vector]) -> dict[Angle, float]:
    direction, hinge = aim
    up = scale(direction, -1)
    square = unit(subtract(hinge, scale(up, dot(hinge, up))))
    frame = (cross(up, square), up, square)
    return joint_angles(bones[limb.parent].turn, frame, f"{side} {limb.joints[0]}")
