"""Poses: what is planted stays planted, what is held stays held.

A pose is solved in three steps: the first planted point carries the body, the other planted points
draw it within reach, then arms and legs are bent so that hands, feet, knees and elbows are where they
were put. Law: a planted point moves less than 0.5 % of stature, in every frame and between them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import acos, degrees, sqrt
from typing import NamedTuple

from kinesite.figures.body import THIGH, UPPER_ARM, Bone, Skeleton, palm_turn, skeleton, with_arm
from kinesite.figures.joints import Angle, Angles, joint_angles, joint_turn
from kinesite.figures.landmarks import RESTS, landmark, outward_at
from kinesite.figures.limbs import ARM, LEG, PALM, Limb, bring_to, point_at, reach_of
from kinesite.figures.space import (
    FORWARD,
    ORIGIN,
    UP,
    Turn,
    Vector,
    add,
    compose,
    cross,
    distance,
    dot,
    inverse,
    length,
    scale,
    subtract,
    unit,
)

UPRIGHT = 0.8
"""A hand steeper than this has no heading of its own on the floor."""
ROUNDS = 80
"""Steps after which a body that is still pulled two ways cannot reach its plants."""
SETTLED = 2e-5
"""A pull, in statures, too small to matter."""
PALM_DEPTH = 0.012
"""From the bones of a hand to what the palm lies on."""
HOLD_TOLERANCE = 0.03
"""How far a hand may be from what it holds."""
TOLERANCE = 0.004
"""How far, in statures, a planted point may be from its place before the plant is out of reach."""
NEAR_FLOOR = 0.12
"""A hand or a foot below this height is planted flat on the floor; a higher one stays as it is."""


class Plant(NamedTuple):
    """A point of the body that stays where it is, and the way its bone is turned there."""

    point: str
    place: Vector
    turn: Turn


@dataclass(frozen=True)
class Pose:
    """One moment: every angle, where the root is, and what is planted or held."""

    angles: Angles
    root: Vector
    plants: tuple[Plant, ...] = ()
    holds: tuple[tuple[str, str], ...] = ()
    """A hand and the landmark that it stays on."""

    @cached_property
    def bones(self) -> Skeleton:
        """Every bone of this pose."""
        return skeleton(self.angles, self.root)


class _Rule(NamedTuple):
    """How a planted point of a limb binds the body: from which bone, how far."""

    limb: Limb
    start: str
    reach: float
    exact: bool


_RULES: Mapping[str, _Rule] = {
    "hand": _Rule(ARM, "upper arm", reach_of(ARM), exact=False),
    "elbow": _Rule(ARM, "upper arm", UPPER_ARM, exact=True),
    "foot": _Rule(LEG, "thigh", reach_of(LEG), exact=False),
    "toes": _Rule(LEG, "thigh", reach_of(LEG), exact=False),
    "knee": _Rule(LEG, "thigh", THIGH, exact=True),
}


def plant(bones: Skeleton, point: str) -> Plant:
    """The plant that keeps a point where these bones have it: flat on the floor when it is near it."""
    bone, offset, rest = RESTS[point]
    place, turn = bones[bone].at(offset), bones[bone].turn
    if rest is None or place[1] > NEAR_FLOOR:
        return Plant(point, place, turn)
    side, _, part = point.partition(" ")
    if part in _RULES and _RULES[part].exact:
        start = bones[f"{side} {_RULES[part].start}"].origin
        return Plant(point, _touching(start, place, (_RULES[part].reach, rest)), turn)
    flat = {"foot": _flat_foot, "hand": _flat_hand}.get(part)
    return Plant(point, (place[0], rest, place[2]), flat(turn) if flat else turn)


def _touching(start: Vector, place: Vector, bone: tuple[float, float]) -> Vector:
    """Where the end of a bone of some length, swung up or down, comes to rest at a height."""
    size, rest = bone
    heading = unit((place[0] - start[0], 0.0, place[2] - start[2]))
    across = sqrt(max(0.0, size * size - (start[1] - rest) ** 2))
    return start[0] + heading[0] * across, rest, start[2] + heading[2] * across


def resting(bones: Skeleton, point: str) -> bool:
    """Whether a point already rests on something: it stays there, and is not planted where it comes down."""
    bone, offset, rest = RESTS[point]
    return rest is None or bones[bone].at(offset)[1] < rest + TOLERANCE


def _flat_foot(turn: Turn) -> Turn:
    forward = unit((turn[0][0], 0.0, turn[0][2]))
    return forward, UP, cross(forward, UP)


def _flat_hand(turn: Turn) -> Turn:
    """Palm down; fingers keep their heading, or point where the back of an upright hand faces."""
    fingers = scale(turn[1], -1)
    if abs(fingers[1]) > UPRIGHT:
        fingers = FORWARD
    heading = unit((fingers[0], 0.0, fingers[2]))
    down, back = scale(UP, -1), scale(heading, -1)
    return down, back, cross(down, back)


def settle(pose: Pose) -> Pose:
    """The pose with its plants and holds obeyed as far as the body reaches."""
    if not pose.plants and not pose.holds:
        return pose
    angles = dict(pose.angles)
    given = skeleton(angles)
    root = _carried(pose, given)
    given = {name: Bone(add(bone.origin, root), bone.turn) for name, bone in given.items()}
    for planted in pose.plants:
        angles.update(_bent(given, planted))
    bent = given if angles == pose.angles else skeleton(angles, root)
    for planted in pose.plants:
        angles.update(_flattened(given, bent, planted))
    settled: Skeleton = skeleton(angles, root) if pose.holds and pose.plants else bent
    for hand, place in pose.holds:
        settled = _lay(settled, angles, hand.partition(" ")[0], place)
    return replace(pose, angles=angles, root=root)


def _lay(bones: Skeleton, angles: dict[Angle, float], side: str, place: str) -> Skeleton:
    """Bring a hand to a place of the body, the palm flat on it and the wrist outside; the bones afterwards."""
    target, outward = landmark(bones, place), outward_at(bones, place)
    angles.update(bring_to(bones, ARM, side, target, PALM))
    reached = with_arm(bones, angles, side)
    if not outward:
        return reached
    along = scale(reached[f"{side} forearm"].turn[1], -1)
    fingers = unit(subtract(along, scale(outward, dot(along, outward))))
    wrist = subtract(add(target, scale(outward, PALM_DEPTH)), scale(fingers, PALM))
    angles.update(bring_to(reached, ARM, side, wrist))
    palm = compose(with_arm(reached, angles, side)[f"{side} forearm"].turn, palm_turn({}, side))
    down, back = scale(outward, -1), scale(fingers, -1)
    angles[f"{side} forearm", "rotation"] = 0.0
    angles.update(joint_angles(palm, (down, back, cross(down, back)), f"{side} wrist"))
    return with_arm(reached, angles, side)


def missed(pose: Pose) -> tuple[str, ...]:
    """The planted points and holding hands that are not where they belong: out of reach."""
    bones = pose.bones
    plants = (
        planted.point
        for planted in pose.plants
        if distance(bones[RESTS[planted.point].bone].at(RESTS[planted.point].place), planted.place) > TOLERANCE
    )
    holds = (
        hand
        for hand, place in pose.holds
        if distance(bones[hand].at((0.0, -PALM, 0.0)), landmark(bones, place)) > HOLD_TOLERANCE
    )
    return (*plants, *holds)


def _carried(pose: Pose, bones: Skeleton) -> Vector:
    """The root that keeps the first plant in place and draws the body within reach of the others."""
    if not pose.plants:
        return pose.root
    root = _anchored(pose, bones)
    for _ in range(ROUNDS):
        farthest = 0.0
        for planted in reversed(pose.plants):
            step = _pull(bones, root, planted)
            root = add(root, step)
            farthest = max(farthest, length(step))
        if farthest < SETTLED:
            break
    return root


def _anchored(pose: Pose, bones: Skeleton) -> Vector:
    """The root as the first plant alone has it; on a planted knee, the knee's angle carries the thigh."""
    first = pose.plants[0]
    side, _, part = first.point.partition(" ")
    if part != "knee":
        rest = RESTS[first.point]
        return subtract(first.place, bones[rest.bone].at(rest.place))
    thigh = compose(first.turn, inverse(joint_turn(pose.angles, f"{side} knee")))
    hip = add(first.place, scale(thigh[1], THIGH))
    return subtract(hip, bones[f"{side} thigh"].origin)


def _pull(bones: Skeleton, root: Vector, planted: Plant) -> Vector:
    """How the root would have to move for one plant alone."""
    side, _, part = planted.point.partition(" ")
    rule = _RULES.get(part)
    if rule is None:
        bone, offset, _ = RESTS[planted.point]
        return subtract(planted.place, add(root, subtract(bones[bone].at(offset), bones["pelvis"].origin)))
    start = add(root, subtract(bones[f"{side} {rule.start}"].origin, bones["pelvis"].origin))
    way = subtract(_end(planted, bones), start)
    far = length(way)
    if far <= rule.reach and not rule.exact:
        return ORIGIN
    return scale(way, 1 - rule.reach / max(far, 1e-6))


def _end(planted: Plant, bones: Skeleton) -> Vector:
    """Where the limb's last joint has to be for the plant: for toes, the ankle above them."""
    side, _, part = planted.point.partition(" ")
    if part != "toes":
        return planted.place
    return add(planted.place, subtract(bones[f"{side} foot"].origin, bones[f"{side} toes"].origin))


def _bent(bones: Skeleton, planted: Plant) -> dict[Angle, float]:
    """The angles of the limb that bring the planted point to its place."""
    side, _, part = planted.point.partition(" ")
    rule = _RULES.get(part)
    if rule is None:
        return {}
    if rule.exact:
        return point_at(bones, rule.limb, side, planted.place)
    return bring_to(bones, rule.limb, side, _end(planted, bones))


def _flattened(given: Skeleton, bent: Skeleton, planted: Plant) -> dict[Angle, float]:
    """The angles of ankle or wrist that keep a planted foot or hand turned as it was planted."""
    side, _, part = planted.point.partition(" ")
    if part in ("foot", "toes"):
        turn = planted.turn if part == "foot" else given[f"{side} foot"].turn
        return joint_angles(bent[f"{side} shank"].turn, turn, f"{side} ankle")
    if part == "knee":
        swing = joint_angles(bent[f"{side} thigh"].turn, planted.turn, f"{side} knee")
        return {(f"{side} knee", "flexion"): swing[f"{side} knee", "flexion"]}
    if part == "elbow":
        return {(f"{side} elbow", "flexion"): _level(bent[f"{side} upper arm"], bent[f"{side} forearm"])}
    if part == "hand":
        palm = compose(bent[f"{side} forearm"].turn, palm_turn({}, side))
        return {(f"{side} forearm", "rotation"): 0.0, **joint_angles(palm, planted.turn, f"{side} wrist")}
    return {}


def _level(upper: Bone, fore: Bone) -> float:
    """How far the elbow bends when the forearm lies level and keeps its heading."""
    along, heading = scale(upper.turn[1], -1), scale(fore.turn[1], -1)
    level = unit((heading[0], 0.0, heading[2]))
    return degrees(acos(max(-1.0, min(1.0, dot(along, level)))))
