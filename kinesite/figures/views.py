"""Where the reader looks from.

A camera holds the world's directions that go right on the page, down, and towards the reader. Law: a
view turns the body without changing it, so every view of a pose agrees with every other.
"""

from collections.abc import Mapping
from math import cos, radians, sin

from kinesite.figures.body import Bone, Skeleton
from kinesite.figures.space import NO_TURN, ORIGIN, Turn, Vector, dot, local

RAISED = radians(48)
"""How high above the floor a raised view looks from."""
ANGLED = radians(50)
"""How far an angled view has gone round from the right side towards the front."""
CAMERAS: Mapping[str, Turn] = {
    "side": ((1.0, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "front": ((0.0, 0.0, -1.0), (0.0, -1.0, 0.0), (1.0, 0.0, 0.0)),
    "back": ((0.0, 0.0, 1.0), (0.0, -1.0, 0.0), (-1.0, 0.0, 0.0)),
    "above": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)),
    "angled": ((cos(ANGLED), 0.0, -sin(ANGLED)), (0.0, -1.0, 0.0), (sin(ANGLED), 0.0, cos(ANGLED))),
    "raised": ((1.0, 0.0, 0.0), (0.0, -cos(RAISED), sin(RAISED)), (0.0, sin(RAISED), cos(RAISED))),
}
"""Every view by name; `front` looks at the face of a standing body, `raised` is a side view from above."""


def seen(bones: Skeleton, view: str) -> dict[str, Bone]:
    """The bones as the reader sees them: x to the right, y down, z towards the reader."""
    camera = CAMERAS[view]
    return {name: _seen(bone, camera) for name, bone in bones.items()}


def on_page(place: Vector, view: str) -> tuple[float, float]:
    """Where a place of the world is on the page."""
    right, down, _ = CAMERAS[view]
    return dot(right, place), dot(down, place)


def world(view: str) -> Bone:
    """The world itself as a bone, for things that stand in it."""
    return _seen(Bone(ORIGIN, NO_TURN), CAMERAS[view])


def _seen(bone: Bone, camera: Turn) -> Bone:
    forward, up, right = bone.turn
    return Bone(local(camera, bone.origin), (local(camera, forward), local(camera, up), local(camera, right)))
