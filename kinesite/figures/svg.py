"""Figures as SVG: frames with class names for the page, and a thumbnail that stands alone.

Law: no ids, no words, no colours in a frame; the same figure gives the same text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from kinesite.figures.body import Skeleton
from kinesite.figures.language import Figure
from kinesite.figures.marks import arrow, feel, straight
from kinesite.figures.motion import Move, between
from kinesite.figures.props import Prop, moving, still, surroundings, turning
from kinesite.figures.silhouette import person
from kinesite.figures.thumbnail import thumbnail, wide
from kinesite.figures.views import seen, world

MARGIN = 24
"""Air round a drawing, in thousandths of the stature."""
MOMENTS = (0.33, 0.67)
"""Shares of a move at which an arrow looks where the body is."""
LEVEL = ("side", "front", "back")
"""Views that look along the floor."""
OFF_FLOOR = ("bed", "water")
"""Props with which there is no floor to be seen."""
TRUNK = ("neck 1", "left shank", "right shank")
"""Bones between which a picture of the trunk is cut out: from the neck to the knees."""
NAMES: Mapping[int, Sequence[str]] = {2: ("start", "end"), 3: ("start", "move", "end")}
"""What the frames of a short sequence are called; those of a longer one are numbered."""

Box = tuple[int, int, int, int]
"""Left, top, width and height of a view box."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One still of a movement."""

    name: str
    """`start`, `move` or `end`, or the frame's number in a longer sequence."""
    svg: str
    """Markup for the inside of an `<svg>`: class names, no ids, no words."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The stills of a movement, all drawn to one scale."""

    view_box: str
    """The `viewBox` that holds every frame, in thousandths of the stature."""
    frames: tuple[Frame, ...]
    thumbnail: str
    """The text of an SVG file that stands alone: the most telling frame in colours of its own."""


class Scene(NamedTuple):
    """A figure with its bones, in the world and as the reader sees them, one skeleton for each frame."""

    figure: Figure
    bones: Sequence[Skeleton]
    shown: Sequence[Skeleton]


def draw(figure: Figure) -> Drawing:
    """The pictures of a figure."""
    bones = [pose.bones for pose in figure.poses]
    scene = Scene(figure, bones, [seen(each, figure.view) for each in bones])
    behind, fronts = _props(scene)
    bodies = [_turning(figure.props, each) + _body(each) for each in scene.shown]
    fronts = [front + _marks(scene, number) for number, front in enumerate(fronts)]
    extents = {piece: _extent(piece) for piece in (behind, *bodies, *fronts)}
    box = _box(extents.values())
    pictures = [
        behind + _ghost(figure, number, bodies) + body + front
        for number, (body, front) in enumerate(zip(bodies, fronts, strict=True))
    ]
    telling = _most_telling(figure.moves)
    ghost = bodies[telling - 1 : telling] if telling and figure.moves[telling].ghost else []
    card = wide(_detailed(scene, _box(extents[piece] for piece in (behind, *ghost, bodies[telling], fronts[telling]))))
    small = thumbnail(card, _floor(figure, card) + pictures[telling])
    floor = _floor(figure, box)
    names = NAMES.get(len(pictures)) or [str(number) for number in range(1, len(pictures) + 1)]
    frames = tuple(Frame(name, floor + picture) for name, picture in zip(names, pictures, strict=True))
    return Drawing(" ".join(map(str, _detailed(scene, box))), frames, small)


def _detailed(scene: Scene, box: Box) -> Box:
    """The part of a view box that the figure is limited to."""
    if scene.figure.detail == "upper body":
        return _cropped(box, max(each["pelvis"].origin[1] for each in scene.shown))
    if scene.figure.detail == "trunk":
        return _narrowed(box, [each[name].origin[0] for each in scene.shown for name in TRUNK])
    return box


def _most_telling(moves: Sequence[Move]) -> int:
    """The frame in which most is pointed out; the last of equals."""
    return max(range(len(moves)), key=lambda number: (moves[number].marks, number))


def _props(scene: Scene) -> tuple[str, list[str]]:
    """The props that stand still behind every frame, and those in front of each."""
    props, ground = scene.figure.props, world(scene.figure.view)
    around = surroundings(scene.bones)
    behind = "".join(still(item, around, ground) for item in props)
    return behind, ["".join(moving(item, each, around, ground) for item in props) for each in scene.shown]


def _turning(props: Sequence[Prop], bones: Skeleton) -> str:
    return "".join(turning(item, bones) for item in props)


def _ghost(figure: Figure, number: int, bodies: Sequence[str]) -> str:
    """The frame before, faintly, where a move asks for it."""
    return f'<g class="ghost">{bodies[number - 1]}</g>' if number and figure.moves[number].ghost else ""


def _body(bones: Skeleton) -> str:
    return "".join(
        f'<path class="{shape.name}{" far" if shape.far else ""}" d="{shape.path}"/>' for shape in person(bones)
    )


def _marks(scene: Scene, number: int) -> str:
    """What is pointed out in one frame, on top of all else."""
    figure, shown = scene.figure, scene.shown[number]
    move = figure.moves[number]
    parts = [feel(shown, mark) for mark in move.feel]
    if len(move.line) > 1:
        parts.append(straight(shown, move.line))
    if number and move.arrow:
        ends = figure.poses[number - 1], figure.poses[number]
        on_the_way = [between(*ends, share).bones for share in MOMENTS]
        moments = [scene.bones[number - 1], *on_the_way, scene.bones[number]]
        parts += [arrow(moments, figure.view, mark) for mark in move.arrow]
    return "".join(parts)


def _floor(figure: Figure, box: Box) -> str:
    """The line of the floor, where the reader looks along it and something stands on it."""
    if figure.view not in LEVEL or any(item.name in OFF_FLOOR for item in figure.props):
        return ""
    depth = 20 if any(item.name == "mat" for item in figure.props) else 0
    left, _, width, _ = box
    return f'<path class="floor" d="M{left} {depth}h{width}"/>'


def _cropped(box: Box, waist: float) -> Box:
    """The part of a view box above the waist."""
    left, top, width, _ = box
    return left, top, width, round(waist * 1000) + MARGIN - top


def _narrowed(box: Box, across: Sequence[float]) -> Box:
    """The part of a view box between some places, and a little beyond."""
    _, top, _, height = box
    left, right = round(min(across) * 1000) - MARGIN, round(max(across) * 1000) + MARGIN
    return left, top, right - left, height


_STRETCH = re.compile(r"M(-?\d+) ?(-?\d+)([cl])([-\d ]*)")
_CIRCLE = re.compile(r'cx="(-?\d+)" cy="(-?\d+)" r="(\d+)"')
_STRIDE = {"c": 6, "l": 2}
"""How many numbers a step of a path has; the last two say where it ends."""


def _box(extents: Iterable[Box | None]) -> Box:
    """The view box that holds everything drawn within some extents, with a margin."""
    lefts, tops, rights, bottoms = zip(*filter(None, extents), strict=True)
    left, top = min(lefts) - MARGIN, min(tops) - MARGIN
    return left, top, max(rights) + MARGIN - left, max(bottoms) + MARGIN - top


def _extent(picture: str) -> Box | None:
    """The least and the greatest numbers across and down in some markup; None where it draws nothing."""
    xs: list[int] = []
    ys: list[int] = []
    for left, top, kind, steps in _STRETCH.findall(picture):
        numbers = [*map(int, steps.replace("-", " -").split())]
        stride = _STRIDE[kind]
        xs += accumulate(numbers[stride - 2 :: stride], initial=int(left))
        ys += accumulate(numbers[stride - 1 :: stride], initial=int(top))
    for x, y, radius in (map(int, circle) for circle in _CIRCLE.findall(picture)):
        xs += (x - radius, x + radius)
        ys += (y - radius, y + radius)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None
