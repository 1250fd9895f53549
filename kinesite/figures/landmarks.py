"""Named places on the body: what can be planted, held, pointed at, or felt.

Law: a place belongs to one bone, so it goes where the bone goes; words for places are the ids that
translations use too.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kinesite.figures.body import BALL, SHANK, THIGH, UPPER_ARM, Skeleton
from kinesite.figures.joints import SIDES
from kinesite.figures.space import ORIGIN, Vector, apply, unit


class Landmark(NamedTuple):
    """A place on the surface of the body, given in the frame of its bone."""

    bone: str
    place: Vector
    size: float = 0.045
    """Radius of the area that is meant when the place is felt."""


_MIDLINE: Mapping[str, Landmark] = {
    "belly": Landmark("belly", (0.062, -0.012, 0.0), 0.05),
    "ribs": Landmark("thoracic 1", (0.058, 0.0, 0.0), 0.05),
    "chest": Landmark("thoracic 3", (0.066, 0.0, 0.0), 0.05),
    "low back": Landmark("lumbar 1", (-0.046, 0.022, 0.0), 0.055),
    "upper back": Landmark("thoracic 3", (-0.052, 0.0, 0.0), 0.055),
    "tailbone": Landmark("pelvis", (-0.07, -0.04, 0.0), 0.03),
    "back of neck": Landmark("neck 1", (-0.024, 0.03, 0.0), 0.035),
    "front of neck": Landmark("neck 1", (0.026, 0.02, 0.0), 0.03),
    "back of head": Landmark("head", (-0.052, 0.03, 0.0), 0.04),
    "chin": Landmark("head", (0.066, -0.022, 0.0), 0.03),
    "nose": Landmark("head", (0.078, 0.018, 0.0), 0.03),
    "forehead": Landmark("head", (0.05, 0.100, 0.0), 0.03),
    "crown": Landmark("head", (0.0, 0.107, 0.0), 0.03),
}
_SIDED: Mapping[str, Landmark] = {
    "hand": Landmark("hand", (0.008, -0.05, 0.0)),
    "forearm": Landmark("forearm", (0.0, -0.06, 0.0)),
    "elbow": Landmark("forearm", ORIGIN, 0.035),
    "upper arm": Landmark("upper arm", (0.0, -UPPER_ARM / 2, 0.0)),
    "shoulder": Landmark("upper arm", (0.0, 0.02, 0.015)),
    "side of head": Landmark("head", (0.0, 0.04, 0.045)),
    "side of neck": Landmark("neck 1", (0.0, 0.02, 0.03), 0.04),
    "waist": Landmark("lumbar 2", (0.0, 0.0, 0.08)),
    "front of hip": Landmark("pelvis", (0.056, -0.01, 0.06), 0.045),
    "hip": Landmark("pelvis", (0.0, -0.04, 0.098), 0.05),
    "back of hip": Landmark("pelvis", (-0.056, 0.045, 0.042)),
    "buttock": Landmark("pelvis", (-0.055, -0.055, 0.05), 0.055),
    "front of thigh": Landmark("thigh", (0.058, -THIGH * 0.5, 0.0), 0.055),
    "back of thigh": Landmark("thigh", (-0.048, -THIGH * 0.55, 0.0), 0.055),
    "thigh": Landmark("thigh", (0.0, -THIGH / 2, 0.0)),
    "knee": Landmark("shank", (0.038, 0.0, 0.0), 0.04),
    "back of knee": Landmark("thigh", (-0.046, -THIGH * 0.86, 0.0), 0.04),
    "shin": Landmark("shank", (0.04, -0.055, 0.0), 0.04),
    "calf": Landmark("shank", (-0.03, -SHANK * 0.4, 0.0), 0.045),
    "ankle": Landmark("foot", ORIGIN, 0.035),
    "heel": Landmark("foot", (-0.04, -0.03, 0.0), 0.03),
    "foot": Landmark("foot", (BALL[0], -0.02, 0.0), 0.03),
}
LANDMARKS: Mapping[str, Landmark] = {
    **_MIDLINE,
    **{
        f"{side} {name}": Landmark(
            _bone if _bone in ("head", "neck 1", "lumbar 2", "pelvis") else f"{side} {_bone}",
            (place[0], place[1], place[2] * SIDES[side]),
            size,
        )
        for side in SIDES
        for name, (_bone, place, size) in _SIDED.items()
    },
}
"""Every place that can be held, pointed at or felt."""


class Rest(NamedTuple):
    """A point that can be planted."""

    bone: str
    place: Vector
    height: float | None
    """How high it lies when it rests on the floor; None for a part that is planted where it is."""


def _rests() -> Iterator[tuple[str, Rest]]:
    for side in SIDES:
        yield f"{side} hand", Rest(f"{side} hand", ORIGIN, 0.018)
        yield f"{side} elbow", Rest(f"{side} forearm", ORIGIN, 0.028)
        yield f"{side} foot", Rest(f"{side} foot", ORIGIN, 0.039)
        yield f"{side} toes", Rest(f"{side} toes", ORIGIN, 0.013)
        yield f"{side} knee", Rest(f"{side} shank", ORIGIN, 0.044)
    yield "pelvis", Rest("pelvis", ORIGIN, None)
    yield "back", Rest("thoracic 1", ORIGIN, None)
    yield "shoulders", Rest("collar", ORIGIN, None)
    yield "head", Rest("head", (0.0, 0.05, 0.0), None)


RESTS: Mapping[str, Rest] = dict(_rests())
"""Every point that can be planted."""


def landmark(bones: Skeleton, name: str) -> Vector:
    """Where a landmark is in the world."""
    mark = LANDMARKS[name]
    return bones[mark.bone].at(mark.place)


def outward_at(bones: Skeleton, name: str) -> Vector | None:
    """The way that the surface faces at a landmark; None for one that is inside."""
    mark = LANDMARKS[name]
    across = (mark.place[0], 0.0, mark.place[2])
    return unit(apply(bones[mark.bone].turn, across)) if any(across) else None
