"""Things a movement needs: a mat, a chair, a towel. Each stands where the start posture asks for it.

Law: props are named in the language, placed by the body, and drawn by the same outlines.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kinesite.figures.landmarks import LANDMARKS, landmark
from kinesite.figures.outline import Ball, Camera, curve, hull, line
from kinesite.figures.phrases import Path, Problem, unknown, wrong_type
from kinesite.figures.plants import Pose
from kinesite.figures.space import NO_TURN, Vector

THICKNESS = 0.02
"""Of a mat."""
EDGE = 0.004
"""How far corners are rounded."""
SEAT_BELOW = 0.107
"""From the lumbosacral joint down to what one sits on."""


@dataclass(frozen=True, slots=True)
class Prop:
    """One thing, and the place of the body it belongs to where it is not under all of it."""

    name: str
    at: str = ""


Box = tuple[Vector, Vector]
"""The lowest and the highest corner of a block."""


def prop(path: Path, value: object) -> Prop | Problem:
    """A prop from its phrase: `mat`, or `towel round right foot`."""
    if not isinstance(value, str):
        return wrong_type(path, "a prop", value, "mat")
    name, _, rest = value[:80].partition(" ")
    if name not in PROPS:
        return unknown(path, "prop", name, PROPS)
    if not rest:
        return Prop(name)
    mark = rest.removeprefix("round ").removeprefix("under ")
    if mark not in LANDMARKS:
        return unknown(path, "place for a prop", mark, LANDMARKS)
    return Prop(name, mark)


def _extent(pose: Pose) -> tuple[float, float]:
    across = [bone.origin[0] for bone in pose.bones.values()]
    return min(across), max(across)


def _mat(start: Pose) -> list[Box]:
    left, right = _extent(start)
    return [((left - 0.12, -THICKNESS, -0.2), (right + 0.12, -0.001, 0.2))]


def _chair(start: Pose) -> list[Box]:
    x, y, _ = start.root
    seat = y - SEAT_BELOW
    legs: list[Box] = [
        ((x + dx, 0.0, dz), (x + dx + 0.018, seat - 0.02, dz + 0.018)) for dx in (-0.12, 0.13) for dz in (-0.11, 0.095)
    ]
    return [
        *legs,
        ((x - 0.125, seat - 0.028, -0.12), (x + 0.15, seat, 0.12)),
        ((x - 0.135, seat - 0.02, -0.12), (x - 0.115, seat + 0.27, 0.12)),
    ]


BLOCKS: Mapping[str, Callable[[Pose], list[Box]]] = {"mat": _mat, "chair": _chair}
"""Props that stand still, and the blocks they are made of."""
STRAPS = ("towel",)
"""Props that hang between the hands and a place of the body, and move with them."""
PROPS = (*BLOCKS, *STRAPS)
"""Every prop by name."""


def blocks(item: Prop, start: Pose, camera: Camera) -> str:
    """The markup of a prop that stands still."""
    outlines = (
        curve(
            hull(camera, [Ball(corner, NO_TURN, (EDGE, EDGE, EDGE)) for corner in _corners(box)], 24),
            closed=True,
        )
        for box in BLOCKS[item.name](start)
    )
    return "".join(f'<path class="prop {item.name}" d="{outline}"/>' for outline in outlines)


def strap(item: Prop, pose: Pose, camera: Camera) -> str:
    """The markup of a prop that goes from one hand round a place to the other."""
    bones = pose.bones
    places = [landmark(bones, name) for name in ("left hand", item.at or "left hand", "right hand")]
    return f'<path class="strap {item.name}" d="{line([camera.see(place) for place in places])}"/>'


def _corners(box: Box) -> list[Vector]:
    (left, low, far), (right, high, near) = box
    return [(x, y, z) for x in (left, right) for y in (low, high) for z in (far, near)]
