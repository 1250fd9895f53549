"""Start postures, written in the figures' own language.

Each is the posture that the clinic calls by that name; a figure starts from one and says what moves.
Law: every posture is built from the same joints and ranges as a movement.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from kinesite.figures.body import ANKLE_HEIGHT, HIP_HEIGHT, SACRUM_HEIGHT, SHANK, THIGH

SEAT_HEIGHT = ANKLE_HEIGHT + SHANK + SACRUM_HEIGHT - HIP_HEIGHT
"""Height of the root when the thighs are level and the feet flat: what a chair of the right size gives."""

LEAN = 29
"""Degrees between the legs and an upright wall at the back: feet about two foot lengths in front of it."""


class Posture(NamedTuple):
    """How a body is before the movement begins."""

    position: str
    """The site's word for it, by which readers choose."""
    height: float
    """Height of the lumbosacral joint above the floor."""
    joints: Mapping[str, str]
    planted: tuple[str, ...]


_FLAT = {"hips": "extension 7"}
_KNEES_BENT = {"hips": "flexion 48", "knees": "flexion 92"}
_BESIDE = {"shoulders": "extension 5, abduction 14", "elbows": "flexion 5", "forearms": "pronation 60"}
_LAP = {"shoulders": "flexion 8, internal rotation 12", "elbows": "flexion 66", "forearms": "pronation 70"}

POSTURES: Mapping[str, Posture] = {
    "lying-back": Posture("lying-back", 0.077, {"body": "backward lean 93", **_BESIDE, **_FLAT}, ("shoulders",)),
    "crook-lying": Posture(
        "lying-back",
        0.077,
        {"body": "backward lean 93", **_BESIDE, **_KNEES_BENT},
        ("shoulders", "left foot", "right foot"),
    ),
    "lying-front": Posture(
        "lying-front",
        0.062,
        {
            "body": "forward lean 90",
            "ankles": "plantarflexion 50",
            "shoulders": "abduction 10",
            "neck": "extension 14",
        },
        ("pelvis",),
    ),
    "swimming": Posture(
        "lying-front",
        0.062,
        {
            "body": "forward lean 86",
            "ankles": "plantarflexion 45",
            "right shoulder": "flexion 170",
            "left shoulder": "extension 5, abduction 10",
            "left hip": "extension 8",
            "right hip": "flexion 10",
            "right knee": "flexion 14",
            "neck": "extension 20",
        },
        (),
    ),
    "forearm-plank": Posture(
        "lying-front",
        0.175,
        {
            "body": "forward lean 81",
            "shoulders": "flexion 80",
            "elbows": "flexion 90",
            "ankles": "dorsiflexion 10",
            "toes": "extension 75",
            "neck": "extension 8",
        },
        ("left elbow", "right elbow", "left toes", "right toes"),
    ),
    "side-lying": Posture(
        "side-lying",
        0.098,
        {
            "body": "backward lean 90, right turn 90",
            "hips": "flexion 45",
            "knees": "flexion 90",
            "right shoulder": "flexion 150",
            "right elbow": "flexion 120",
            "left shoulder": "flexion 50, adduction 20",
            "left elbow": "flexion 60",
        },
        ("pelvis",),
    ),
    "all-fours": Posture(
        "all-fours",
        0.30,
        {
            "body": "forward lean 81",
            "hips": "flexion 82",
            "knees": "flexion 90",
            "ankles": "plantarflexion 50",
            "shoulders": "flexion 78",
            "elbows": "flexion 12",
            "neck": "extension 10",
        },
        ("left knee", "right knee", "left hand", "right hand"),
    ),
    "kneeling": Posture(
        "kneeling",
        0.33,
        {"knees": "flexion 90", "ankles": "plantarflexion 50"},
        ("left knee", "right knee"),
    ),
    "half-kneeling": Posture(
        "kneeling",
        0.33,
        {"knees": "flexion 90", "right ankle": "plantarflexion 50", "left hip": "flexion 90"},
        ("right knee", "left foot"),
    ),
    "sitting": Posture(
        "sitting",
        SEAT_HEIGHT,
        {"hips": "flexion 90", "knees": "flexion 90", **_LAP},
        ("pelvis", "left foot", "right foot"),
    ),
    "sitting-floor": Posture("sitting", 0.125, {"hips": "flexion 88", "knees": "flexion 4", **_LAP}, ("pelvis",)),
    "cycling": Posture(
        "sitting",
        0.63,
        {
            "body": "forward lean 14",
            "shoulders": "flexion 60",
            "elbows": "flexion 20",
            "forearms": "pronation 70",
            "neck": "extension 8",
            "right hip": "flexion 58",
            "right knee": "flexion 30",
            "left hip": "flexion 90",
            "left knee": "flexion 98",
        },
        ("pelvis", "left hand", "right hand"),
    ),
    "standing": Posture(
        "standing",
        SACRUM_HEIGHT,
        {"shoulders": "abduction 6", "elbows": "flexion 8"},
        ("left foot", "right foot"),
    ),
    "leaning-wall": Posture(
        "standing",
        SACRUM_HEIGHT - (THIGH + SHANK) * (1 - math.cos(math.radians(LEAN))),
        {
            "hips": f"flexion {LEAN}",
            "knees": "flexion 2",
            "ankles": f"plantarflexion {LEAN - 2}",
            "shoulders": "abduction 6",
            "elbows": "flexion 8",
        },
        ("left foot", "right foot"),
    ),
    "stepping": Posture(
        "standing",
        SACRUM_HEIGHT,
        {
            "right hip": "flexion 20",
            "right knee": "flexion 4",
            "left hip": "extension 14",
            "left knee": "flexion 24",
            "left ankle": "dorsiflexion 12",
            "left toes": "extension 30",
            "left shoulder": "flexion 24",
            "right shoulder": "extension 20",
            "elbows": "flexion 20",
        },
        ("right foot",),
    ),
}
"""Every start posture by name."""
