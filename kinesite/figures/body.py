"""The body: its segments, its joints, how far they move, and where a set of angles puts every bone.

Segment lengths are the fractions of stature of Drillis and Contini (1966), as given in Winter,
*Biomechanics and Motor Control of Human Movement* (4th ed., figure 4.1). Joint ranges are those of
Kapandji, *The Physiology of the Joints* (6th ed., volumes 1-3), passive where it gives both, because
these movements are often helped by a hand, a towel or the floor.

Angles are those of the fundamental position: standing, arms hanging, palms towards the thighs.
Law: bones keep their lengths whatever the angles.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kinesite.figures.space import ORIGIN, Turn, Vector, add, angles_of, apply, compose, local, turned

UPPER_ARM = 0.186
FOREARM = 0.146
THIGH = 0.245
SHANK = 0.246
ANKLE_HEIGHT = 0.039
HIP_HEIGHT = 0.530
SHOULDER_HEIGHT = 0.818
SACRUM_HEIGHT = 0.575
"""Height of the lumbosacral joint, the root of the body, above the soles."""

SIDES = {"left": -1, "right": 1}

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

MOTIONS: Mapping[str, tuple[str, int]] = {
    "flexion": ("flexion", 1),
    "extension": ("flexion", -1),
    "dorsiflexion": ("flexion", 1),
    "plantarflexion": ("flexion", -1),
    "nod": ("flexion", 1),
    "tip": ("flexion", -1),
    "abduction": ("abduction", 1),
    "adduction": ("abduction", -1),
    "external rotation": ("rotation", 1),
    "internal rotation": ("rotation", -1),
    "supination": ("rotation", 1),
    "pronation": ("rotation", -1),
    "left rotation": ("rotation", 1),
    "right rotation": ("rotation", -1),
    "left bend": ("abduction", 1),
    "right bend": ("abduction", -1),
    "elevation": ("abduction", 1),
    "depression": ("abduction", -1),
    "protraction": ("rotation", -1),
    "retraction": ("rotation", 1),
    "posterior tilt": ("flexion", 1),
    "anterior tilt": ("flexion", -1),
    "rise": ("flexion", 1),
    "draw in": ("flexion", -1),
    "forward lean": ("flexion", 1),
    "backward lean": ("flexion", -1),
    "left lean": ("abduction", 1),
    "right lean": ("abduction", -1),
    "left turn": ("rotation", 1),
    "right turn": ("rotation", -1),
}
"""The clinic's word for a motion → the axis it is about, and its sign there."""

_LIMB_RANGES: Mapping[str, Mapping[str, float]] = {
    "shoulder blade": {"elevation": 45, "depression": 10, "protraction": 30, "retraction": 30},
    "shoulder": {
        "flexion": 180,
        "extension": 50,
        "abduction": 180,
        "adduction": 50,
        "external rotation": 90,
        "internal rotation": 100,
    },
    "elbow": {"flexion": 160, "extension": 5},
    "forearm": {"supination": 90, "pronation": 90},
    "wrist": {"flexion": 85, "extension": 90},
    "hip": {
        "flexion": 145,
        "extension": 30,
        "abduction": 60,
        "adduction": 30,
        "external rotation": 60,
        "internal rotation": 40,
    },
    "knee": {"flexion": 160, "extension": 5},
    "ankle": {"dorsiflexion": 30, "plantarflexion": 50},
    "toes": {"flexion": 40, "extension": 90},
}
_MIDLINE_RANGES: Mapping[str, Mapping[str, float]] = {
    "body": {
        "forward lean": 180,
        "backward lean": 180,
        "left lean": 90,
        "right lean": 90,
        "left turn": 180,
        "right turn": 180,
    },
    "pelvis": {"posterior tilt": 30, "anterior tilt": 30, "left rotation": 50, "right rotation": 50},
    "lumbar": {
        "flexion": 60,
        "extension": 35,
        "left bend": 20,
        "right bend": 20,
        "left rotation": 5,
        "right rotation": 5,
    },
    "thoracic": {
        "flexion": 45,
        "extension": 25,
        "left bend": 20,
        "right bend": 20,
        "left rotation": 35,
        "right rotation": 35,
    },
    "neck": {
        "flexion": 40,
        "extension": 75,
        "left bend": 45,
        "right bend": 45,
        "left rotation": 80,
        "right rotation": 80,
    },
    "head": {"nod": 20, "tip": 30},
    "belly": {"rise": 40, "draw in": 20},
}
JOINTS: Mapping[str, Mapping[str, float]] = {
    **_MIDLINE_RANGES,
    **{f"{side} {joint}": ranges for side in SIDES for joint, ranges in _LIMB_RANGES.items()},
}
"""Every joint → the motions it has and how many degrees each reaches."""
PAIRS: Mapping[str, tuple[str, str]] = {
    plural: (f"left {joint}", f"right {joint}")
    for joint, plural in {joint: joint if joint == "toes" else f"{joint}s" for joint in _LIMB_RANGES}.items()
}
"""A plural (`hips`) → the two joints it stands for."""

Angle = tuple[str, str]
"""A joint and an axis, such as `("left hip", "flexion")`."""
Angles = Mapping[Angle, float]
"""Degrees about each axis; what is not named is 0."""


class Bone(NamedTuple):
    """A bone in space: where its joint with the parent is, and which way it is turned."""

    origin: Vector
    turn: Turn

    def at(self, place: Vector) -> Vector:
        """The world's point for a place given in the frame of this bone."""
        return add(self.origin, apply(self.turn, place))


Skeleton = Mapping[str, Bone]
"""Bones by name: `pelvis`, `lumbar 1` … `neck 2`, `head`, and `left upper arm` and so on per side."""


def joint_turn(angles: Angles, joint: str, share: float = 1.0) -> Turn:
    """How a joint turns what hangs on it; a spine segment takes its `share` of the region's angles."""
    return turned(
        angles.get((joint, "flexion"), 0.0) * share * _sagittal(joint),
        angles.get((joint, "abduction"), 0.0) * share * _outward(joint),
        angles.get((joint, "rotation"), 0.0) * share * _leftward(joint),
    )


def joint_angles(parent: Turn, child: Turn, joint: str) -> dict[Angle, float]:
    """The angles of a joint between two frames: those that `joint_turn` makes the turn of again."""
    forward, up, right = child
    sagittal, lateral, axial = angles_of((local(parent, forward), local(parent, up), local(parent, right)))
    return {
        (joint, "flexion"): sagittal * _sagittal(joint),
        (joint, "abduction"): lateral * _outward(joint),
        (joint, "rotation"): axial * _leftward(joint),
    }


def _sagittal(joint: str) -> int:
    """+1 where flexion swings the free end forward and up from hanging; -1 for the spine and the knee."""
    return -1 if joint in _UPRIGHT or joint.endswith((" knee", " toes")) else 1


def _outward(joint: str) -> int:
    """The sign that takes a limb away from the middle, and an upright part to its left."""
    return 1 if joint.startswith("left ") else -1


def _leftward(joint: str) -> int:
    """The sign that turns a right limb outwards, and all else to the left."""
    return -1 if joint.startswith("right ") else 1


_UPRIGHT = ("body", "lumbar", "thoracic", "neck", "head")
"""Parts that stand on their joint, so that flexion takes their free end down."""


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
