"""The joints: their motions, how far each goes, and the turn that an angle makes.

Joint ranges are those of Kapandji, *The Physiology of the Joints* (6th ed., volumes 1-3), passive where
it gives both, because these movements are often helped by a hand, a towel or the floor.

Angles are those of the fundamental position: standing, arms hanging, palms towards the thighs.
Law: `joint_angles` finds the angles again that `joint_turn` made a turn of.
"""

from collections.abc import Mapping
from functools import cache

from kinesite.figures.space import NO_TURN, Turn, angles_of, local, turned

SIDES = {"left": -1, "right": 1}

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


def joint_turn(angles: Angles, joint: str, share: float = 1.0) -> Turn:
    """How a joint turns what hangs on it; a spine segment takes its `share` of the region's angles."""
    (flexion, forward), (abduction, outward), (rotation, leftward) = _axes(joint)
    sagittal, lateral, axial = angles.get(flexion, 0.0), angles.get(abduction, 0.0), angles.get(rotation, 0.0)
    if not sagittal and not lateral and not axial:
        return NO_TURN
    return turned(sagittal * share * forward, lateral * share * outward, axial * share * leftward)


@cache
def _axes(joint: str) -> tuple[tuple[Angle, int], tuple[Angle, int], tuple[Angle, int]]:
    """The three angles of a joint, each with the sign of its turn."""
    return (
        ((joint, "flexion"), _sagittal(joint)),
        ((joint, "abduction"), _outward(joint)),
        ((joint, "rotation"), _leftward(joint)),
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
