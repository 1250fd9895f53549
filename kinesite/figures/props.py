"""Things a movement needs: a mat, a chair, a towel. The start posture says where each stands.

Law: props are named in the language, placed by the body, and drawn by the same outlines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kinesite.figures.body import Bone, Skeleton
from kinesite.figures.landmarks import LANDMARKS, landmark
from kinesite.figures.outline import Ellipse, Point, curve, hull, line, polygon, solid
from kinesite.figures.phrases import Path, Problem, unknown, wrong_type
from kinesite.figures.space import Vector, mix

SEAT_BELOW = 0.105
"""From the lumbosacral joint down to what one sits on."""
SUNK = 0.04
"""How far a pillow rises beside a place of the body that lies on it."""
LEVEL = 0.1
"""How little of the floor a view shows that looks along it."""
SKIN = 0.016
"""From the bone of a hand to the surface it rests on."""


@dataclass(frozen=True, slots=True)
class Prop:
    """One thing, and the place of the body it belongs to where it is not the usual one."""

    name: str
    at: str = ""


Box = tuple[Vector, Vector]
"""The lowest and the highest corner of a block."""


def prop(path: Path, value: object) -> Prop | Problem:
    """A prop from its phrase: `mat`, or `towel round right foot`."""
    if not isinstance(value, str):
        return wrong_type(path, "a prop must be a word", value, "mat")
    words = value[:80].split()
    placed = next((number for number, word in enumerate(words) if word in PREPOSITIONS), len(words))
    name, mark = " ".join(words[:placed]), " ".join(words[placed + 1 :])
    if name not in PROPS:
        known = words and words[0] in PROPS
        return (
            unknown(path, "word after a prop", words[1], PREPOSITIONS) if known else unknown(path, "prop", name, PROPS)
        )
    if placed == len(words) or mark in LANDMARKS:
        return Prop(name, mark)
    return unknown(path, "place for a prop", mark or None, LANDMARKS)


PREPOSITIONS = ("under", "round", "at", "behind")


def _place(bones: Skeleton, at: str, otherwise: str) -> Vector:
    return landmark(bones, at or otherwise)


def _breadth(bones: Skeleton) -> tuple[float, float]:
    across = [bone.origin[0] for bone in bones.values()]
    return min(across), max(across)


def _mat(bones: Skeleton, _: str) -> list[Box]:
    left, right = _breadth(bones)
    return [((left - 0.13, -0.02, -0.2), (right + 0.13, -0.001, 0.2))]


def _bed(bones: Skeleton, _: str) -> list[Box]:
    left, right = _breadth(bones)
    left, right = left - 0.16, right + 0.16
    return [
        ((left + 0.03, -0.27, -0.2), (left + 0.06, -0.14, 0.2)),
        ((right - 0.06, -0.27, -0.2), (right - 0.03, -0.14, 0.2)),
        ((left, -0.16, -0.22), (right, -0.11, 0.22)),
        ((left + 0.01, -0.115, -0.22), (right - 0.01, -0.001, 0.22)),
    ]


def _chair(bones: Skeleton, at: str) -> list[Box]:
    """Under the pelvis with its back behind, or as a seat under another place."""
    x, y, _ = landmark(bones, at) if at else bones["pelvis"].origin
    x += 0.03 if at else 0.0
    seat = y - 0.012 if at else y - SEAT_BELOW
    posts: list[Box] = [
        ((x + dx, 0.0, dz), (x + dx + 0.02, seat - 0.02, dz + 0.02)) for dx in (-0.112, 0.12) for dz in (-0.12, 0.1)
    ]
    back = x - 0.108
    rail: list[Box] = [] if at else [((back - 0.01, seat - 0.02, -0.125), (back + 0.01, seat + 0.25, 0.125))]
    return [
        *posts,
        ((x - 0.115, seat - 0.03, -0.125), (x + 0.145, seat, 0.125)),
        *rail,
    ]


def _stool(bones: Skeleton, at: str) -> list[Box]:
    """A seat without a back, so that elbows can go behind."""
    return _chair(bones, at) if at else _chair(bones, at)[:-1]


def _wall(bones: Skeleton, at: str) -> list[Box]:
    """Behind the back, or against a place that faces it."""
    x, _, _ = _place(bones, at, "upper back")
    ahead = bool(at) and x > bones["pelvis"].origin[0]
    high = max(bone.origin[1] for bone in bones.values()) + 0.2
    near = x + 0.012 if ahead else min(x, bones["pelvis"].origin[0] - 0.07) - 0.004
    far = near + 0.04 if ahead else near - 0.04
    return [((min(near, far), 0.0, -0.52), (max(near, far), high, 0.5))]


def _table(bones: Skeleton, at: str) -> list[Box]:
    x, y, _ = _place(bones, at, "right hand")
    top = y - SKIN
    posts: list[Box] = [
        ((x + dx, 0.0, dz), (x + dx + 0.025, top - 0.02, dz + 0.025)) for dx in (0.02, 0.24) for dz in (-0.2, 0.17)
    ]
    return [*posts, ((x - 0.06, top - 0.03, -0.22), (x + 0.29, top, 0.22))]


def _step(bones: Skeleton, at: str) -> list[Box]:
    x, y, _ = _place(bones, at, "right heel")
    return [((x - 0.04, 0.0, -0.16), (x + 0.22, max(0.03, y - 0.01), 0.16))]


def _doorway(bones: Skeleton, at: str) -> list[Box]:
    """A frame at the hands, a post on each side of the body."""
    x, _, _ = _place(bones, at, "right hand")
    posts = [((x - 0.005, 0.0, z - 0.03), (x + 0.05, 1.14, z + 0.03)) for z in (-0.36, 0.36)]
    return [*posts, ((x - 0.005, 1.1, -0.39), (x + 0.05, 1.16, 0.39))]


def _bike(bones: Skeleton, at: str) -> list[Box]:
    """A saddle under the pelvis, bars under the hands, and what carries both."""
    x, y, _ = _place(bones, at, "tailbone")
    saddle, (grip, bar, _) = y - 0.065, landmark(bones, "right hand")
    crank = _crank(bones)[0]
    ahead = crank + 0.2
    return [
        ((x - 0.06, 0.0, -0.12), (x - 0.03, 0.025, 0.12)),
        ((ahead, 0.0, -0.12), (ahead + 0.03, 0.025, 0.12)),
        ((x - 0.06, 0.025, -0.02), (ahead + 0.03, 0.055, 0.02)),
        ((x + 0.05, 0.05, -0.012), (x + 0.08, saddle, 0.012)),
        ((grip - 0.02, 0.05, -0.012), (grip + 0.012, bar - SKIN, 0.012)),
        ((x - 0.01, saddle - 0.03, -0.06), (x + 0.16, saddle, 0.06)),
        ((grip - 0.03, bar - 0.038, -0.14), (grip + 0.05, bar - SKIN, 0.14)),
    ]


def _crank(bones: Skeleton) -> Vector:
    """The middle between the balls of the feet, round which the pedals go."""
    feet = (landmark(bones, "left foot"), landmark(bones, "right foot"))
    return mix(*feet, 0.5)


BLOCKS: Mapping[str, Callable[[Skeleton, str], list[Box]]] = {
    "bed": _bed,
    "bike": _bike,
    "chair": _chair,
    "doorway": _doorway,
    "mat": _mat,
    "step": _step,
    "stool": _stool,
    "table": _table,
    "wall": _wall,
}
"""Props that stand still, and the blocks they are made of."""
ROLLS: Mapping[str, float] = {"roller": 0.042}
"""Round props that lie across the body, and their radii."""
PILLOWS = ("pillow",)
"""Soft props, wider than the body that sinks into them."""
PEDALS: Mapping[str, float] = {"bike": 0.095}
"""Props that the feet turn, and the radius of their wheel."""
STRAPS = ("towel",)
"""Props that hang between the hands and a place of the body, and move with them."""
WATERS = ("water",)
DEPTH = 0.22
"""How deep water is at least that one swims in."""
"""Props that everything else stands in."""
PROPS = (*BLOCKS, *ROLLS, *PILLOWS, *STRAPS, *WATERS)
"""Every prop by name."""


def surroundings(frames: Sequence[Skeleton]) -> Skeleton:
    """The bones that place props: those of the start by name, those of later frames beside them."""
    start, *others = frames
    return {**start, **{f"{name} {number}": bone for number, each in enumerate(others) for name, bone in each.items()}}


def still(item: Prop, start: Skeleton, world: Bone) -> str:
    """The markup of a prop that stands still, behind the body."""
    if item.name in WATERS:
        return _water(item, start, world, "water")
    if item.name in ROLLS:
        return _path(item.name, curve(hull(_roll(item, start, world)), closed=True))
    if item.name in PILLOWS and not _level(world):
        return _pillow(item, start, world)
    blocks = BLOCKS[item.name](start, item.at) if item.name in BLOCKS else []
    wheel = _path(item.name, curve(_wheel(start, world, PEDALS[item.name]), closed=True)) if item.name in PEDALS else ""
    return wheel + "".join(_path(item.name, line(_block(box, world), closed=True)) for box in blocks)


def _path(name: str, outline: str) -> str:
    return f'<path class="prop {name}" d="{outline}"/>'


def _block(box: Box, world: Bone) -> list[Point]:
    """The outline of a block; lines with round joins soften its corners."""
    (left, low, far), (right, high, near) = box
    corners = [(x, y, z) for x in (left, right) for y in (low, high) for z in (far, near)]
    return polygon([world.at(corner)[:2] for corner in corners])


def _roll(item: Prop, start: Skeleton, world: Bone) -> list[Ellipse]:
    x, y, _ = _place(start, item.at, "upper back")
    radius = ROLLS[item.name]
    return [solid(world, (x, max(radius, y - radius), z), (radius, radius, 0.0)) for z in (-0.2, 0.2)]


def _level(world: Bone) -> bool:
    """Whether the reader looks along the floor, so that the near edge of a pillow hides what sinks into it."""
    return abs(world.turn[1][2]) < LEVEL


def _pillow(item: Prop, start: Skeleton, world: Bone) -> str:
    x, y, z = _place(start, item.at, "back of head")
    half = max(0.02, y + SUNK) / 2
    corners = [(x + across, half, z + aside) for across in (-0.06, 0.06) for aside in (-0.1, 0.1)]
    ends = [solid(world, corner, (0.035, half, 0.035)) for corner in corners]
    return _path(item.name, curve(hull(ends), closed=True))


def _wheel(start: Skeleton, world: Bone, radius: float) -> list[Point]:
    """The wheel inside the pedals."""
    return hull([solid(world, _crank(start), (radius, radius, 0.01))])


def turning(item: Prop, bones: Skeleton) -> str:
    """The markup of what goes round behind the body: pedals."""
    if item.name not in PEDALS:
        return ""
    ends = [landmark(bones, name)[:2] for name in ("left foot", "right foot")]
    return f'<path class="pedals" d="{line(ends)}"/>'


def moving(item: Prop, bones: Skeleton, start: Skeleton, world: Bone) -> str:
    """The markup of a prop in front of the body: a strap in the hands, the edge of a pillow, the water all round."""
    if item.name in PILLOWS and _level(world):
        return _pillow(item, start, world)
    if item.name in STRAPS:
        places = [landmark(bones, name)[:2] for name in ("left hand", item.at or "left hand", "right hand")]
        return f'<path class="strap {item.name}" d="{line(places)}"/>'
    return _water(item, start, world, "water near") if item.name in WATERS else ""


def _water(item: Prop, start: Skeleton, world: Bone, name: str) -> str:
    """A surface at the height of a place of the body, and the water below it."""
    _, height, _ = _place(start, item.at, "chest")
    left, right = _breadth(start)
    steps = 12
    width = (right - left + 0.5) / steps
    wave = [
        world.at((left - 0.25 + number * width, height + (number % 2) * 0.012, 0.0))[:2] for number in range(steps + 1)
    ]
    low = [world.at((x, min(0.0, height - DEPTH), 0.0))[:2] for x in (right + 0.25, left - 0.25)]
    floor = "L".join(f"{x * 1000:.0f} {y * 1000:.0f}" for x, y in low)
    return f'<path class="{name}" d="{curve(wave, closed=False)}L{floor}{line(low)}"/>'
