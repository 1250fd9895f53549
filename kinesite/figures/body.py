"""The body: its segments, and where a set of angles puts every bone.

Segment lengths are the fractions of stature of Drillis and Contini (1966), as given in Winter,
*Biomechanics and Motor Control of Human Movement* (4th ed., figure 4.1). Law: bones keep their lengths
whatever the angles.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kinesite.figures.joints import SIDES, Angles, joint_turn
from kinesite.figures.space import ORIGIN, Turn, Vector, add, apply, compose, turned

UPPER_ARM = 0.186
FOREARM = 0.146
THIGH = 0.245
SHANK = 0.246
ANKLE_HEIGHT = 0.039
HIP_HEIGHT = 0.530
SHOULDER_HEIGHT = 0.818
SACRUM_HEIGHT = 0.575
"""Height of the lumbosacral joint, the root of the body, above the soles."""

HIP: Vector = (0.008, HIP_HEIGHT - SACRUM_HEIGHT, 0.050)
"""The right hip joint in the frame of the pelvis."""
SHOULDER: Vector = (-0.004, -0.014, 0.094)
"""The right shoulder joint, seen from the root of the neck."""
BALL: Vector = (0.072, -0.028, 0.0)
"""The ball of the foot in the frame of the foot, seen from the ankle."""

SPINE = (
    ("lumbar", 3, 0.035),
    ("thoracic", 4, 0.038),
    ("neck", 2, 0.033),
)
"""Regions of the spine from below: name, number of segments, length of one."""
NECK_LEAN = 16.0
"""Degrees by which a relaxed neck leans forward; the head makes up for it."""

BELLY = 1 / 1700
"""The belly's motions are in millimetres of an adult 1.7 m tall, not in degrees."""


class Bone(NamedTuple):
    """A bone in space: where its joint with the parent is, and which way it is turned."""

    origin: Vector
    turn: Turn

    def at(self, place: Vector) -> Vector:
        """The world's point for a place given in the frame of this bone."""
        return add(self.origin, apply(self.turn, place))


Skeleton = Mapping[str, Bone]
"""Bones by name: `pelvis`, `lumbar 1` … `neck 2`, `head`, and `left upper arm` and so on per side."""


def skeleton(angles: Angles, root: Vector = ORIGIN) -> dict[str, Bone]:
    """Every bone of the body whose lumbosacral joint is at `root`."""
    body = joint_turn(angles, "body")
    bones = {"pelvis": Bone(root, compose(body, joint_turn(angles, "pelvis")))}
    _add_spine(bones, _shared(angles))
    middle = bones["lumbar 2"]
    rise = angles.get(("belly", "flexion"), 0.0) * BELLY
    bones["belly"] = Bone(middle.at((rise, 0.0, 0.0)), middle.turn)
    for side in SIDES:
        _add_leg(bones, angles, side)
        _add_arm(bones, angles, side)
    return bones


def _shared(angles: Angles) -> Angles:
    """The angles with what the pelvis turns against the trunk taken up by the lumbar spine."""
    tilt, turn = angles.get(("pelvis", "flexion"), 0.0), angles.get(("pelvis", "rotation"), 0.0)
    return {
        **angles,
        ("lumbar", "flexion"): angles.get(("lumbar", "flexion"), 0.0) + tilt,
        ("lumbar", "rotation"): angles.get(("lumbar", "rotation"), 0.0) - turn,
    }


def _add_spine(bones: dict[str, Bone], angles: Angles) -> None:
    place, turn = bones["pelvis"]
    for region, count, size in SPINE:
        if region == "neck":
            bones["collar"] = Bone(place, turn)
            turn = compose(turn, turned(-NECK_LEAN))
        step = joint_turn(angles, region, 1 / count)
        for number in range(1, count + 1):
            turn = compose(turn, step)
            bone = bones[f"{region} {number}"] = Bone(place, turn)
            place = bone.at((0.0, size, 0.0))
    turn = compose(turn, compose(turned(NECK_LEAN), joint_turn(angles, "head")))
    bones["head"] = Bone(place, turn)


def _mirrored(place: Vector, side: str) -> Vector:
    return place[0], place[1], place[2] * SIDES[side]


def _add_leg(bones: dict[str, Bone], angles: Angles, side: str) -> None:
    pelvis = bones["pelvis"]
    turn = compose(pelvis.turn, joint_turn(angles, f"{side} hip"))
    thigh = bones[f"{side} thigh"] = Bone(pelvis.at(_mirrored(HIP, side)), turn)
    turn = compose(turn, joint_turn(angles, f"{side} knee"))
    shank = bones[f"{side} shank"] = Bone(thigh.at((0.0, -THIGH, 0.0)), turn)
    turn = compose(turn, joint_turn(angles, f"{side} ankle"))
    foot = bones[f"{side} foot"] = Bone(shank.at((0.0, -SHANK, 0.0)), turn)
    turn = compose(turn, joint_turn(angles, f"{side} toes"))
    bones[f"{side} toes"] = Bone(foot.at(BALL), turn)


def _add_arm(bones: dict[str, Bone], angles: Angles, side: str) -> None:
    collar = bones["collar"]
    turn = compose(collar.turn, joint_turn(angles, f"{side} shoulder blade"))
    joint = Bone(collar.origin, turn).at(_mirrored(SHOULDER, side))
    turn = compose(collar.turn, joint_turn(angles, f"{side} shoulder"))
    upper = bones[f"{side} upper arm"] = Bone(joint, turn)
    turn = compose(turn, joint_turn(angles, f"{side} elbow"))
    fore = bones[f"{side} forearm"] = Bone(upper.at((0.0, -UPPER_ARM, 0.0)), turn)
    turn = compose(compose(turn, palm_turn(angles, side)), joint_turn(angles, f"{side} wrist"))
    bones[f"{side} hand"] = Bone(fore.at((0.0, -FOREARM, 0.0)), turn)


def with_arm(bones: Skeleton, angles: Angles, side: str) -> Skeleton:
    """The bones with one arm put where new angles have it."""
    changed = dict(bones)
    _add_arm(changed, angles, side)
    return changed


def palm_turn(angles: Angles, side: str) -> Turn:
    """How the hand is turned on the forearm before the wrist bends: its forward is where the palm faces."""
    return compose(joint_turn(angles, f"{side} forearm"), turned(0.0, axial=90.0 * SIDES[side]))
