"""Figures as SVG: frames with class names for the page, and a thumbnail that stands alone.

Law: no ids, no words, no colours in a frame; the same figure gives the same text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kinesite.figures.language import Figure
from kinesite.figures.marks import marks
from kinesite.figures.outline import Camera
from kinesite.figures.plants import Pose
from kinesite.figures.props import BLOCKS, STRAPS, blocks, strap
from kinesite.figures.silhouette import person
from kinesite.figures.thumbnail import thumbnail

CAMERAS = {
    "side": Camera((1.0, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "front": Camera((0.0, 0.0, -1.0), (0.0, -1.0, 0.0), (1.0, 0.0, 0.0)),
    "back": Camera((0.0, 0.0, 1.0), (0.0, -1.0, 0.0), (-1.0, 0.0, 0.0)),
    "corner": Camera((1.0, 0.0, 0.0), (0.0, -0.819, 0.574), (0.0, 0.574, 0.819)),
    "above": Camera((1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)),
}
MARGIN = 30
"""Air round a drawing, in thousandths of the stature."""

NAMES: Mapping[int, Sequence[str]] = {2: ("start", "end"), 3: ("start", "move", "end")}
"""What the frames of a short sequence are called; those of a longer one are numbered."""

Box = tuple[int, int, int, int]
"""Left, top, width and height of a view box."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One still of a movement."""

    name: str
    svg: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The stills of a movement, all in one frame of reference."""

    view_box: str
    frames: tuple[Frame, ...]
    thumbnail: str


def draw(figure: Figure) -> Drawing:
    """The pictures of a figure."""
    camera = CAMERAS[figure.view]
    still = "".join(blocks(item, figure.poses[0], camera) for item in figure.props if item.name in BLOCKS)
    bodies = [_body(pose, camera) for pose in figure.poses]
    pictures = [
        still
        + _ghost(figure, number, bodies)
        + body
        + _straps(figure, figure.poses[number], camera)
        + marks(figure, number, camera)
        for number, body in enumerate(bodies)
    ]
    box = _box(pictures)
    frames = tuple(Frame(name, picture) for name, picture in zip(_names(len(bodies)), pictures, strict=True))
    return Drawing(" ".join(map(str, box)), frames, thumbnail(box, pictures[-1]))


def _names(count: int) -> Sequence[str]:
    return NAMES.get(count) or [str(number + 1) for number in range(count)]


def _straps(figure: Figure, pose: Pose, camera: Camera) -> str:
    return "".join(strap(item, pose, camera) for item in figure.props if item.name in STRAPS)


def _ghost(figure: Figure, number: int, bodies: list[str]) -> str:
    """The frame before, faintly, where a move asks for it."""
    return f'<g class="ghost">{bodies[number - 1]}</g>' if number and figure.moves[number].ghost else ""


def _body(pose: Pose, camera: Camera) -> str:
    return "".join(
        f'<path class="{shape.name}{" far" if shape.far else ""}" d="{shape.path}"/>'
        for shape in person(pose.bones, camera)
    )


_CURVE = re.compile(r"M(-?\d+) (-?\d+)c([-\d ]*)")
_NUMBER = re.compile(r"-?\d+")


def _box(texts: Sequence[str]) -> Box:
    """The view box that holds every curve, with a margin."""
    xs: list[int] = []
    ys: list[int] = []
    for text in texts:
        for left, top, steps in _CURVE.findall(text):
            numbers = [int(number) for number in _NUMBER.findall(steps)]
            xs += accumulate(numbers[4::6], initial=int(left))
            ys += accumulate(numbers[5::6], initial=int(top))
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top
